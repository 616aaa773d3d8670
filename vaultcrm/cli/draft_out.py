"""A draft out by the door that was asked for: a message, an address, the clipboard, paper, a card, a call."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from vaultcrm.errors import WrongUsage

from .context import Context
from .screen import put, say, show

if TYPE_CHECKING:
    from vaultcrm.actions.sending import Enclosed
    from vaultcrm.model import Draft, Touchpoint

How = Literal["eml", "mailto", "copy", "pdf", "card", "speak"]


def deliver(
    context: Context, draft: Draft, touchpoint: Touchpoint, how: How, out: Path | None = None, launch: bool = False
) -> None:
    """Bring a draft out. ``out`` is the file of ``eml`` and ``pdf`` (``-`` for stdout; else beside the draft's note).

    ``launch`` opens the file or address with whatever the desktop has for it.
    """
    if draft.medium == "phone" and how not in ("speak", "copy"):
        raise WrongUsage(f"{draft.source.path}: this is a call's script", "--speak shows it with a clock, --copy copies it.")
    match how:
        case "eml":
            _eml(context, draft, touchpoint, out, launch)
        case "mailto":
            _mailto(context, draft, launch)
        case "copy":
            _copy(draft)
        case "pdf":
            _pdf(context, draft, out, launch)
        case "card":
            _card(context, draft)
        case "speak":
            from .speak import speak

            speak(context, draft, touchpoint)


def _eml(context: Context, draft: Draft, touchpoint: Touchpoint, out: Path | None, launch: bool) -> None:
    from vaultcrm.actions.sending import contact_of
    from vaultcrm.drafts.out.eml import eml

    contact = contact_of(context.vault, draft)
    along = _enclosed(context, draft, touchpoint)
    data = eml(draft, context.vault.settings.me, contact, along.files)
    for one in along.files:
        say(f"attached: {one.name}")
    for words in along.left_out:
        say(f"not attached: {words}")
    _written(context, draft, out, data, ".eml", launch)


def _enclosed(context: Context, draft: Draft, touchpoint: Touchpoint) -> Enclosed:
    from vaultcrm.actions.draft_material import material_for
    from vaultcrm.actions.sending import enclosed

    found = material_for(context.vault, context.plan, touchpoint, draft.medium, draft.language)
    return enclosed(context.root, found.promised)


def _mailto(context: Context, draft: Draft, launch: bool) -> None:
    from vaultcrm.actions.sending import contact_of
    from vaultcrm.drafts.out.mailto import mailto

    address = mailto(draft, contact_of(context.vault, draft))
    put(f"{address}\n")
    if launch and click.launch(address):
        say("nothing here opens such an address; --eml makes a file")


def _copy(draft: Draft) -> None:
    from vaultcrm.drafts.out.parts import flowing, sent
    from vaultcrm.views.counting import counted

    from .clipboard import copy

    text = flowing(sent(draft))
    say(f"copied {counted(len(text), 'character')} through {copy(text)}")


def _pdf(context: Context, draft: Draft, out: Path | None, launch: bool) -> None:
    from vaultcrm.actions.sending import contact_of
    from vaultcrm.drafts.out.card import card_pdf
    from vaultcrm.drafts.out.letter import letter_pdf
    from vaultcrm.drafts.out.typeset import strange_letters

    settings, contact = context.vault.settings, contact_of(context.vault, draft)
    if draft.medium == "card":
        data = card_pdf(draft, settings.me, contact, settings.drafts.paper)
    else:
        data = letter_pdf(draft, settings.me, contact, context.today, settings.drafts.paper)
    if strange := strange_letters(draft.text):
        say(f"look at the page: {strange} may be missing from the fonts of this computer")
    _written(context, draft, out, data, ".pdf", launch)


def _card(context: Context, draft: Draft) -> None:
    from vaultcrm.actions.sending import contact_of
    from vaultcrm.drafts.out.card import card
    from vaultcrm.views.card import card_lines

    contact = contact_of(context.vault, draft)
    found = card(draft, context.vault.settings.me, contact)
    show(card_lines(found.text, found.address, shutil.get_terminal_size().columns))
    if not found.address:
        say(f"no postal address in {contact.source.path}")


def _written(context: Context, draft: Draft, out: Path | None, data: bytes, suffix: str, launch: bool) -> None:
    from vaultcrm.actions.sending import write_out

    if out == Path("-"):
        click.echo(data, nl=False)
        return
    path = write_out(context.root, draft, out, data, suffix)
    put(f"{path}\n")
    if launch and click.launch(str(path)):
        say("nothing here opens such a file")
