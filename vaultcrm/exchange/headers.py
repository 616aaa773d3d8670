"""What the columns of a table are called, in four languages and by the programs that export address books.

In: a header, and what the user says of it. Out: which of our keys each column has; nothing for one that says nothing to us.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

_WORDS: Mapping[str, str] = {
    "name": "name, full name, display name, contact, person, formatted name, vollständiger name, anzeigename, kontakt, "
    "nom complet, nom affiché, nombre completo, nombre y apellidos, contacto",
    "first": "first name, given name, forename, vorname, prénom, prenom, nombre, nombre de pila",
    "middle": "middle name, additional name, weitere vornamen, deuxième prénom, segundo nombre",
    "last": "last name, family name, surname, nachname, familienname, nom, nom de famille, apellido, apellidos",
    "prefix": "name prefix, honorific prefix",
    "suffix": "name suffix, honorific suffix, suffix",
    "title": "title, job title, position, role, organization title, organization 1 - title, titel, rolle, funktion, "
    "berufsbezeichnung, poste, fonction, titre, cargo, puesto",
    "company": "company, organization, organisation, employer, organization name, organization 1 - name, firma, unternehmen, "
    "arbeitgeber, entreprise, société, societe, employeur, empresa, organización, compañía",
    "email": "email, e-mail, mail, primary email, secondary email, email address, e-mail address, e-mail-adresse, "
    "emailadresse, adresse e-mail, adresse électronique, courriel, correo, correo electrónico, dirección de correo electrónico",
    "phone": "phone, phone number, telephone, mobile, mobile phone, mobile number, cell, cell phone, primary phone, "
    "telefon, telefonnummer, handy, mobiltelefon, mobiltelefon 2, haupttelefon, mobil, téléphone, téléphone portable, "
    "portable, teléfono, móvil",
    "address": "address, postal address, mailing address, adresse, anschrift, postanschrift, adresse postale, dirección, "
    "domicilio",
    "street": "street, street address, straße, strasse, rue, calle",
    "town": "city, town, ort, stadt, wohnort, ville, ciudad, localidad",
    "region": "state, region, province, bundesland, bundesland/kanton, région, provincia",
    "code": "zip, zip code, zipcode, postcode, postal code, plz, postleitzahl, code postal, código postal",
    "country": "country, country/region, land, land/region, pays, país",
    "box": "po box, address po box, postfach",
    "linkedin": "linkedin, linkedin url, linkedin profile, linkedin-profil, profile url, url",
    "birthday": "birthday, date of birth, born, dob, geburtstag, geburtsdatum, anniversaire, date de naissance, cumpleaños, "
    "fecha de nacimiento",
    "since": "connected on, verbunden am, vernetzt am, date de connexion, relation depuis, fecha de conexión, conectado el",
    "met": "met, met on, kennengelernt",
    "aliases": "aliases, nickname, nicknames, spitzname, surnom, apodo",
    "tags": "tags, tag, categories, category, labels, group membership, groups, kategorien, schlagwörter, gruppe, catégories, "
    "étiquettes, groupes, etiquetas, categorías",
    "note": "note, notes, comment, comments, notiz, notizen, bemerkung, bemerkungen, remarques, nota, notas",
    "id": "id, uid",
}  # fmt: skip
_OF_SEVERAL = re.compile(
    r"(?:(?P<reach>e-?mail|phone|website)(?: \d+)?(?: address|: adresse)?(?: - value)?"
    r"|address(?: 1)? - (?P<part>street|city|region|postal code|country|po box|extended address)"
    r"|(?P<whole>address \d+(?: - formatted)?))"
)
# Outlook's and Thunderbird's: `Business Street 2`, `Home Phone`, `Straße geschäftlich`, `Telefon (privat 2)`, `Work Address`.
_OF_A_PLACE = re.compile(
    r"(?:(?P<place>business|work|home|other) (?P<what>[a-z/ ]+?)|(?P<was>[\w/-]+) \(?(?P<wo>geschäftlich|privat)\)?)"
    r"(?: (?P<nth>[23])\)?)?"
)
_HAS_A_PLACE = frozenset({"phone", "email", "address", "street", "town", "region", "code", "country", "box"})
_REACHES, _STREETS = frozenset({"phone", "email"}), frozenset({"street", "address"})
AT_HOME = "home "  # before the parts of an address that is not the one at work
_PARTS = {"city": "town", "postal code": "code", "po box": "box", "extended address": "extra"}


def plain_header(word: str) -> str:
    """A column's word as it is compared."""
    composed = unicodedata.normalize("NFC", word).casefold().replace("_", " ")
    return " ".join(composed.strip("*: ").split())


_KEYS: Mapping[str, str] = {plain_header(word): key for key, words in _WORDS.items() for word in words.split(", ")}


def key_of(word: str, own: Mapping[str, str]) -> str:
    """Our key for a column; ``own`` are the user's words for keys (``[fields]``), which go before. Empty for an unknown one."""
    plain = plain_header(word)
    mine = {plain_header(theirs): ours for theirs, ours in own.items()}
    return mine.get(plain) or _KEYS.get(plain) or _numbered(plain) or _placed(plain)


def _placed(word: str) -> str:
    """A part of an address or a way to reach somebody, at work or at home; a second line of a street is what comes below it."""
    found = _OF_A_PLACE.fullmatch(word)
    key = _KEYS.get(found["what"] or found["was"], "") if found else ""
    if not found or key not in _HAS_A_PLACE or (key in _STREETS and found["nth"] == "3"):
        return ""
    if key in _REACHES:
        return key
    part = "extra" if found["nth"] else "street" if key in _STREETS else key
    at_work = (found["place"] or found["wo"]) in ("business", "work", "geschäftlich")
    return part if at_work else f"{AT_HOME}{part}" if found["place"] != "other" else ""


def _numbered(word: str) -> str:
    """``E-mail 2 - Value``, ``Phone 1``, ``Address 1 - City``: as Google and Outlook number them."""
    found = _OF_SEVERAL.fullmatch(word)
    if not found:
        return ""
    if found["whole"]:
        return "address"
    if found["part"]:
        return _PARTS.get(found["part"], found["part"])
    return "linkedin" if found["reach"] == "website" else found["reach"].replace("-", "")


def keys_of(header: Sequence[str], own: Mapping[str, str]) -> tuple[str, ...]:
    """Our key for each column."""
    keys = [key_of(word, own) for word in header]
    words = [plain_header(word) for word in header]
    if {"title", "job title"} <= set(words) and keys[words.index("title")] == "title":
        keys[words.index("title")] = ""  # Outlook's form of address: `Ms.` is nobody's job
    # `Nom` and `Nombre` are the whole name where nothing says the other half.
    if "last" in keys and not {"first", "name"} & set(keys):
        keys[keys.index("last")] = "name"
    if "first" in keys and not {"last", "name"} & set(keys):
        keys[keys.index("first")] = "name"
    return tuple(keys)


def says_who(keys: Sequence[str]) -> bool:
    """Whether the columns name people."""
    return bool({"name", "first", "last"} & set(keys))
