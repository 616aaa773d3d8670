"""What a country is called on an envelope: in capitals, in the language of the country that the letter leaves from."""

from __future__ import annotations

from collections.abc import Mapping

_NAMES: Mapping[str, tuple[str, str]] = {
    "AR": ("Argentina", "Argentinien"), "AT": ("Austria", "Österreich"), "AU": ("Australia", "Australien"),
    "BE": ("Belgium", "Belgien"), "BG": ("Bulgaria", "Bulgarien"), "BR": ("Brazil", "Brasilien"),
    "CA": ("Canada", "Kanada"), "CH": ("Switzerland", "Schweiz"), "CL": ("Chile", "Chile"), "CN": ("China", "China"),
    "CZ": ("Czech Republic", "Tschechien"), "DE": ("Germany", "Deutschland"), "DK": ("Denmark", "Dänemark"),
    "EE": ("Estonia", "Estland"), "EG": ("Egypt", "Ägypten"), "ES": ("Spain", "Spanien"), "FI": ("Finland", "Finnland"),
    "FR": ("France", "Frankreich"), "GB": ("United Kingdom", "Vereinigtes Königreich"), "GR": ("Greece", "Griechenland"),
    "HK": ("Hong Kong", "Hongkong"), "HR": ("Croatia", "Kroatien"), "HU": ("Hungary", "Ungarn"), "IE": ("Ireland", "Irland"),
    "IL": ("Israel", "Israel"), "IN": ("India", "Indien"), "IS": ("Iceland", "Island"), "IT": ("Italy", "Italien"),
    "JP": ("Japan", "Japan"), "KR": ("South Korea", "Südkorea"), "LI": ("Liechtenstein", "Liechtenstein"),
    "LT": ("Lithuania", "Litauen"), "LU": ("Luxembourg", "Luxemburg"), "LV": ("Latvia", "Lettland"),
    "MX": ("Mexico", "Mexiko"), "NL": ("Netherlands", "Niederlande"), "NO": ("Norway", "Norwegen"),
    "NZ": ("New Zealand", "Neuseeland"), "PL": ("Poland", "Polen"), "PT": ("Portugal", "Portugal"),
    "RO": ("Romania", "Rumänien"), "SE": ("Sweden", "Schweden"), "SG": ("Singapore", "Singapur"),
    "SI": ("Slovenia", "Slowenien"), "SK": ("Slovakia", "Slowakei"), "TR": ("Turkey", "Türkei"), "TW": ("Taiwan", "Taiwan"),
    "UA": ("Ukraine", "Ukraine"), "US": ("USA", "USA"), "ZA": ("South Africa", "Südafrika"),
}  # fmt: skip
_OTHER_WORDS = frozenset({"uk", "england", "scotland", "wales", "great britain", "united states", "united states of america"})
_GERMAN = frozenset({"DE", "AT", "CH", "LI"})


def country_name(code: str, home: str) -> str:
    """The name of country ``code`` (ISO 3166) for a letter from ``home``; the code itself where the table has no name."""
    english, german = _NAMES.get(code, (code, code))
    return (german if home in _GERMAN else english).upper()


def is_country(line: str) -> bool:
    """Whether the last line of an address names a country already."""
    said = line.casefold().strip(" .")
    return any(said in (english.casefold(), german.casefold()) for english, german in _NAMES.values()) or said in _OTHER_WORDS
