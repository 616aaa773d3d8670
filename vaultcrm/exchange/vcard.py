"""vCards (2.1; 3.0, RFC 2426; 4.0, RFC 6350) as people: a file of many, or the one that somebody sent.

In: bytes or text. Out: ``People``; or ``Card`` of a single one, ``Unusable`` where it is not one card of one person. Of several
addresses the preferred one comes first; fax numbers, pictures and the cards of companies are not taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vaultcrm.model import Problem, Source

from .people import NAME_PARTS, People, Person, Raw, people_of
from .person import Card, Unusable
from .vcard_lines import Property, RawCard, parts, plain, raw_cards

_SILENT = frozenset("VERSION BEGIN END PRODID REV UID N FN ORG TITLE EMAIL TEL ADR PHOTO BDAY NICKNAME X-ABLABEL".split())
_NOT_TO_CALL = re.compile(r"\b(?:FAX|PAGER|MODEM)\b")
_PROFILES = ("URL", "X-SOCIALPROFILE", "SOCIALPROFILE", "X-LINKEDIN", "IMPP")
_NO_PERSON = frozenset({"ORG", "GROUP", "LOCATION", "APPLICATION", "DEVICE"})
_N = ("last", "first", "middle", "prefix", "suffix")
_ADR = ("box", "extra", "street", "town", "region", "code", "country")


def is_vcard(text: str) -> bool:
    """Whether ``text`` begins as a vCard does."""
    return text.lstrip("\ufeff \t\r\n")[:11].upper() == "BEGIN:VCARD"


def read_vcards(name: str, data: bytes, home: str | None) -> People | Unusable:
    """Everybody in the file called ``name``; what is broken is a problem with its line, and the rest is taken."""
    cards = list(raw_cards(data))
    if not cards:
        return Unusable("there is no vCard in it", "Export the contacts as vCard (.vcf).")
    wrong = [problem for card in cards for problem in _problems(name, card)]
    people = [(Source(name, card.line), _raw(card)) for card in cards if card.ended and not _is_company(card)]
    return people_of(people, home, wrong)


def read_vcard(text: str, name: str = "") -> Card | Unusable:
    """The one card of the text, of somebody who is called ``name`` where that is known."""
    cards = list(raw_cards(text.encode("utf-8", "replace")))
    if len(cards) != 1:
        return Unusable(f"there are {len(cards)} cards in it", "`vaultcrm import vcard` takes many.")
    raw = _raw(cards[0])
    found = people_of([(Source("", cards[0].line), {**raw, "name": [name]} if name else raw)], None).people
    return _card(found[0], cards[0]) if found else Unusable("the card has no name", "give the name before --from-file")


def _card(person: Person, card: RawCard) -> Card:
    silent = _SILENT | {one.name for one in card.properties if person.linkedin and one.name in _PROFILES}
    return Card(
        name=person.name,
        title=person.title,
        company=person.company,
        email=next(iter(person.email), ""),
        phone=next(iter(person.phone), ""),
        address=person.address,
        linkedin=person.linkedin,
        left=tuple(sorted({one.name for one in card.properties} - silent)),
    )


def _problems(name: str, card: RawCard) -> Iterator[Problem]:
    if not card.ended:
        remedy = "the file may be cut off; export it again"
        yield Problem(Source(name, card.line), "this card has no end; it is left out", remedy, plain(card.first("FN"))[:80])
    elif _is_company(card):
        who = plain(card.first("FN")) or parts(card.first("ORG"))[0]
        yield Problem(Source(name, card.line), f"{who}: this is no person; left out", severity="hint")
    for line, text in card.strange if card.ended else ():
        said = "this line of a card cannot be read; the rest of the card is taken"
        yield Problem(Source(name, line), said, excerpt=text, severity="warning")


def _is_company(card: RawCard) -> bool:
    named = any(plain(part) for part in parts(card.first("N"))) or card.first("FN")
    kinds = {plain(card.first(key)).upper() for key in ("KIND", "X-ADDRESSBOOKSERVER-KIND")}
    shown = plain(card.first("X-ABSHOWAS")).upper() == "COMPANY"
    return bool(kinds & _NO_PERSON) or shown or (bool(card.first("ORG")) and not named)


def _raw(card: RawCard) -> Raw:
    """What the card says, by our own keys."""
    address = dict(zip(_ADR, parts(card.first("ADR")), strict=False))
    named = dict(zip(_N, parts(card.first("N")), strict=False))
    return {
        "name": [plain(card.first("FN")) or " ".join(filter(None, (named.get(part, "") for part in NAME_PARTS)))],
        "aliases": [alias for one in card.all("NICKNAME") for alias in parts(one.value, ",")],
        "title": [plain(card.first("TITLE")) or plain(card.first("ROLE"))],
        "company": parts(card.first("ORG"))[:1],
        "email": [plain(one.value).removeprefix("mailto:") for one in card.all("EMAIL")],
        "phone": [plain(one.value).removeprefix("tel:") for one in _to_call(card)],
        "linkedin": [url for key in _PROFILES for one in card.all(key) if "linkedin.com/" in (url := plain(one.value))],
        "birthday": [plain(card.first("BDAY"))],
        "tags": [tag for one in card.all("CATEGORIES") for tag in parts(one.value, ",") if tag.casefold() != "mycontacts"],
        "note": [plain(one.value) for one in card.all("NOTE")],
        "id": [plain(card.first("UID")).removeprefix("urn:uuid:")],
        **{part: [text] for part, text in address.items()},
    }  # fmt: skip


def _to_call(card: RawCard) -> Sequence[Property]:
    """The numbers that a person answers; what a number is may stand in a label of its group, as Apple writes it."""
    labels = {one.group: one.value.upper() for one in card.all("X-ABLABEL") if one.group}
    return [one for one in card.all("TEL") if not _NOT_TO_CALL.search(one.params) and "FAX" not in labels.get(one.group, "")]
