"""A postal address in parts, as it stands on an envelope in its country; and the way back.

In: the parts as cards and address books keep them. Out: lines; the town's line is the one that differs between countries.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_AFTER = frozenset({"US", "CA", "AU", "NZ", "IN", "JP", "CN", "KR", "TW", "SG", "BR", "ID", "TH", "PH", "NG", "ZA"})
_BELOW = frozenset({"GB", "IE"})
_NAMES: Mapping[str, str] = {
    "usa": "US", "united states": "US", "united states of america": "US", "canada": "CA", "australia": "AU",
    "united kingdom": "GB", "uk": "GB", "great britain": "GB", "england": "GB", "scotland": "GB", "wales": "GB",
    "ireland": "IE", "germany": "DE", "deutschland": "DE", "allemagne": "DE", "alemania": "DE", "austria": "AT",
    "österreich": "AT", "autriche": "AT", "switzerland": "CH", "schweiz": "CH", "suisse": "CH", "france": "FR",
    "frankreich": "FR", "francia": "FR", "spain": "ES", "spanien": "ES", "españa": "ES", "espagne": "ES", "italy": "IT",
    "italien": "IT", "italia": "IT", "netherlands": "NL", "niederlande": "NL", "india": "IN", "japan": "JP",
    "new zealand": "NZ", "brazil": "BR", "brasil": "BR", "singapore": "SG",
}  # fmt: skip

_CUT = r"(?P<street>.*)(?:\n|, )"
_TOWN_LINES = tuple(
    re.compile(_CUT + line, re.DOTALL)
    for line in (
        r"(?P<town>[^\n,]+), (?P<region>[A-Z]{2,3}) (?P<code>[A-Z\d][A-Z\d -]{2,9})",
        r"(?P<town>[^\n,]+)(?:\n|, )(?P<code>[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2})",
        r"(?P<code>(?:[A-Z]{1,2}-)?\d{4,6}|\d{3} \d{2}|\d{4} [A-Z]{2}) (?P<town>[^\n,\d]+)",
    )
)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Address:
    """The parts; any may be empty. ``street`` may have several lines."""

    street: str = ""
    extra: str = ""
    box: str = ""
    town: str = ""
    region: str = ""
    code: str = ""
    country: str = ""


def envelope(address: Address, home: str | None) -> str:
    """The lines of the address; ``home`` is the country (ISO 3166) that is meant where none is named."""
    box = f"P.O. Box {address.box}" if address.box.isdigit() else address.box
    parts = (*address.street.split("\n"), address.extra, box, *_place(address, _country(address.country) or (home or "")[:2]))
    return "\n".join(part.strip() for part in (*parts, address.country) if part.strip())


def parted(text: str, home: str | None) -> Address:
    """The parts of an address as it stands on an envelope, or on one line.

    Where they would not make the same words in the same order again, all of it is the street.
    """
    lines = [line.strip() for line in text.strip().split("\n")]
    last = lines[-1].casefold() if len(lines) > 1 else ""
    country = lines.pop() if last in _NAMES else ""
    matches = (pattern.fullmatch("\n".join(lines)) for pattern in _TOWN_LINES)
    found = next((match.groupdict() for match in matches if match), {})
    address = Address(**found, country=country)
    same = found and _WORD.findall(envelope(address, home)) == _WORD.findall(text)
    return address if same else Address(street="\n".join(filter(None, (*lines, country))))


def _country(name: str) -> str:
    return _NAMES.get(name.casefold(), "") or (name.upper() if len(name) == 2 else "")


def _place(address: Address, country: str) -> tuple[str, ...]:
    """``Boston, MA 02110``; ``10115 Berlin``; in Britain the code on a line of its own."""
    town, region, code = address.town, address.region, address.code
    if country in _BELOW:
        return town, region, code
    if country in _AFTER or (not country and region):
        return (" ".join(part for part in (", ".join(filter(None, (town, region))), code) if part),)
    return " ".join(part for part in (code, town) if part), "" if region == town else region
