"""A card, which is written by hand: its text and the address, to be copied (row A1).

In: a draft of a card, and whoever it goes to. Out: paragraphs and address, and the same large on a page.
"""

from __future__ import annotations

from dataclasses import dataclass

from vaultcrm.drafts.people import told
from vaultcrm.model import Contact, Draft, Me, Paper

from .address import address_lines
from .letter import PAPERS, Paragraphs, typed_in
from .parts import one_line, paragraphs, sent
from .sheet import country_of, sheet_for
from .typeset import typeset


@dataclass(frozen=True, slots=True)
class Card:
    """What is written by hand: the ``text`` on the card, the ``address`` on its envelope; that is empty where none is known."""

    text: Paragraphs
    address: tuple[str, ...]


def card(draft: Draft, me: Me, contact: Contact) -> Card:
    """The card. It may be handed over, left at the reception: so that it has no address stops nothing."""
    sheet = sheet_for(None, me.country, contact.country)
    known = bool((contact.address or "").strip())
    return Card(paragraphs(sent(draft)), address_lines(contact, sheet.company_first, country_of(me.country)) if known else ())


def card_pdf(draft: Draft, me: Me, contact: Contact, paper: Paper | None = None) -> bytes:
    """Text and address in large type on a page of the usual paper."""
    found = card(draft, me, contact)
    sheet = sheet_for(paper, me.country, contact.country)
    return typeset(
        "card",
        {
            "title": one_line(told(contact.name)),
            "paper": PAPERS[sheet.paper],
            "lang": typed_in(draft.language),
            "paragraphs": found.text,
            "address": found.address or (one_line(told(contact.name)),),
        },
    )
