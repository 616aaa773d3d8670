"""A letter on paper: what stands where, as data for the typesetter.

In: a draft, who writes, who is written to, the day, the paper. Out: PDF bytes (rows A1, C5, D4).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from vaultcrm.drafts.people import told
from vaultcrm.model import Contact, Draft, Me, Paper

from .address import address_lines, lines_of
from .days import long_day
from .parts import one_line, paragraphs, sent
from .sheet import Sheet, Spot, country_of, sheet_for
from .typeset import typeset

PAPERS: Mapping[Paper, str] = {"a4": "a4", "letter": "us-letter"}
PAGE_WIDTH: Mapping[Paper, float] = {"a4": 210, "letter": 215.9}
_SUBJECT: Mapping[str, str] = {"fr": "Objet : "}
_PAGE: Mapping[str, str] = {"de": "Seite", "en": "Page", "fr": "Page", "nl": "Pagina", "es": "Página", "it": "Pagina"}
_TOWN = re.compile(r"(?:[A-Z]{1,3}[- ])?\d{4,5} +(?P<town>[^\W\d].*)")

Paragraphs = tuple[tuple[str, ...], ...]


def letter_pdf(draft: Draft, me: Me, contact: Contact, day: date, paper: Paper | None = None) -> bytes:
    """The letter as PDF, the same bytes for the same words and day. Raises ``WrongUsage`` where the address is missing."""
    return typeset("letter", letter_data(draft, me, contact, day, sheet_for(paper, me.country, contact.country)))


def letter_data(draft: Draft, me: Me, contact: Contact, day: date, sheet: Sheet) -> dict[str, object]:
    """What the layout ``letter.typ`` sets, in millimetres and plain texts."""
    language, home = draft.language.casefold().split("-")[0], country_of(me.country)
    written = long_day(day, language, home)
    close, signed, body = signature(paragraphs(sent(draft)), one_line(me.name))
    subject = one_line(draft.subject)
    return {
        **_page(sheet),
        "lang": typed_in(language),
        "region": home if re.fullmatch("[A-Z]{2}", home) else None,
        "title": subject or one_line(told(contact.name)),
        "sender": {"name": one_line(me.name), "lines": _sender(me), "joined": sheet.paper == "letter", **_spot(sheet.sender)},
        "back": " · ".join(filter(None, (one_line(me.name), *lines_of(me.address, me.name)))) if sheet.back else "",
        "address": address_lines(contact, sheet.company_first, home),
        "day": {"text": _place(me, sheet, language) + written, **_spot(sheet.day)},
        "continued": f"{one_line(told(contact.name))}, {written}",
        "page_word": _PAGE.get(language, ""),
        "subject": f"{_SUBJECT.get(language, '')}{subject}" if subject else "",
        "paragraphs": body,
        "close": close,
        "signed": signed,
    }


def typed_in(language: str) -> str:
    """The language whose hyphens are set; English where the note says none that there could be."""
    code = language.casefold().split("-")[0]
    return code if re.fullmatch("[a-z]{2,3}", code) else "en"


def _page(sheet: Sheet) -> dict[str, object]:
    return {
        "paper": PAPERS[sheet.paper],
        "page_width": PAGE_WIDTH[sheet.paper],
        "margins": sheet.margins._asdict(),
        "window": {**sheet.window._asdict(), "centred": sheet.centred},
        "body": sheet.body,
        "marks": sheet.marks,
    }


def _spot(spot: Spot) -> dict[str, object]:
    return {"y": spot.y, "side": spot.side}


def _sender(me: Me) -> tuple[str, ...]:
    """Where the writer lives, and can be called and written to."""
    return tuple(line for line in (*lines_of(me.address, me.name), one_line(me.phone), one_line(me.email)) if line)


def _place(me: Me, sheet: Sheet, language: str) -> str:
    """``Lyon, le`` and ``Berlin,`` before the date where one writes so, and the sender's town can be told."""
    found = next((found for line in lines_of(me.address, me.name) if (found := _TOWN.fullmatch(line))), None)
    if not found or sheet.name not in ("din", "afnor"):
        return ""
    return f"{found['town']}, {'le ' if language == 'fr' else ''}"


def signature(texts: Paragraphs, name: str) -> tuple[tuple[str, ...], tuple[str, ...], Paragraphs]:
    """The lines of the close (``Yours sincerely,``), those from the name on, and the paragraphs above.

    The name stands in one of the last two paragraphs; where it does not, the letter is not signed, and all is paragraphs.
    """
    places = [(number, at) for number, lines in enumerate(texts) for at, line in enumerate(lines) if _same(line, name)]
    if not places or places[-1][0] < len(texts) - 2:
        return (), (), texts
    number, at = places[-1]
    below = (*texts[number][at:], *(line for lines in texts[number + 1 :] for line in lines))
    if at:
        return texts[number][:at], below, texts[:number]
    return (texts[number - 1], below, texts[: number - 1]) if number else ((), below, ())


def _same(line: str, name: str) -> bool:
    return bool(name) and line.casefold() == name.casefold()
