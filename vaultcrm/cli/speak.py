"""``vaultcrm draft KEY --speak``: a call's script on the screen with a clock; then how it went, logged, and what comes next."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Mapping

import click

from vaultcrm.drafts.out.address import company_of
from vaultcrm.drafts.out.parts import one_line, versions
from vaultcrm.drafts.out.script import script
from vaultcrm.drafts.out.talk import WAITING, Key, Talk, press, talk
from vaultcrm.errors import WrongUsage
from vaultcrm.model import LIVE, Contact, Draft, Touchpoint
from vaultcrm.notes.drafts import for_oneself
from vaultcrm.views.call import Page, page_lines, script_lines
from vaultcrm.views.counting import counted
from vaultcrm.views.spans import Style

from .context import Context
from .full_screen import Screen, full_screen
from .screen import color_wish, say, show
from .write_asking import typed_line
from .write_commit import commit
from .write_shown import show_written

_TICK = 0.2
_KEYS: Mapping[str, Key] = {
    " ": "next", "\r": "next", "\n": "next", "n": "next", "right": "next", "b": "back", "left": "back", "\x7f": "back",
    "v": "other", "q": "end", "\x04": "end", "end of input": "end",
}  # fmt: skip
_PACES: Mapping[str, Style] = {"calm": "good", "soon": "now", "over": "late"}
_REMARKS: Mapping[str, str] = {"calm": "", "soon": "two minutes: come to the end", "over": "three minutes: end now, kindly"}
_OUTCOMES: Mapping[str, str] = {"s": "spoken with", "v": "voicemail", "n": "no answer", "l": "not now"}


def speak(context: Context, draft: Draft, touchpoint: Touchpoint) -> None:
    """Show the script page by page and ask how the call went; without a terminal, print the script."""
    said = versions(draft)
    if draft.medium != "phone" or not said:
        raise WrongUsage(f"{draft.source.path}: this is no call's script", "`vaultcrm draft KEY --medium phone` writes one.")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        columns = shutil.get_terminal_size().columns
        for one in said:
            ideas, request = script(one.text)
            show((*script_lines(one.title, ideas, request, columns), ()))
        return
    contact = context.vault.find_contact(draft.recipient) if draft.recipient else None
    heading, number = _heading(draft, contact), _number(context, contact)
    over = _held(talk(said, time.monotonic), heading, number, for_oneself(draft))
    _ask(context, touchpoint, over)


def _held(call: Talk, heading: str, number: str, notes: str) -> Talk:
    """The call from the first page to its end."""
    colored = click.get_current_context().color
    with full_screen(colored is not False and color_wish("auto") is not False) as screen:
        while not call.ended:
            call = _turn(call, screen, heading, number, notes)
    return call


def _turn(call: Talk, screen: Screen, heading: str, number: str, notes: str) -> Talk:
    """Draw, and wait a moment for a key."""
    columns, rows = shutil.get_terminal_size()
    screen.show(page_lines(page_of(call, heading, number, notes), columns, rows))
    key = _KEYS.get(screen.key(_TICK) or "")
    return press(call, key) if key else call


def page_of(call: Talk, heading: str, number: str, notes: str) -> Page:
    """What the screen shows of a call now."""
    title = call.titles[call.version]
    shown = f"{heading}: {title}" if title else heading
    other = " · v other version" if len(call.scripts) > 1 else ""
    if call.page == WAITING:
        seconds = call.script.seconds
        length = f"{seconds // 60}:{seconds % 60:02} when spoken, {counted(call.last + 1, 'page')}"
        under = tuple(one_line(text) for text in notes.splitlines() if text.strip())
        return Page(shown, number, call.clock.shown, above=length, under=under, foot=f"space when they answer{other} · q end")
    place = _REMARKS[call.clock.pace] or ("the closing request" if call.at_request else f"{call.page + 1} of {call.last + 1}")
    foot = f"{'q end' if call.at_request else 'space next'} · b back{other}{'' if call.at_request else ' · q end'}"
    return Page(shown, call.words, call.clock.shown, _PACES[call.clock.pace], place, foot=foot, apart=call.at_request)


def _heading(draft: Draft, contact: Contact | None) -> str:
    """Whom one talks to."""
    if contact is None:
        return draft.recipient.name if draft.recipient else ""
    company = company_of(contact)
    return f"{contact.name} ({company})" if company else contact.name


def _number(context: Context, contact: Contact | None) -> str:
    """The number to call, and what time it is there, where that can be told."""
    if contact is None:
        return "no note of them yet, and so no number"
    from vaultcrm.views.there import there

    zone = there(contact.timezone, context.vault.settings, context.today, None if context.words else context.now)
    number = " or ".join(contact.phone) or "no phone number in the note"
    return f"{number}\n{zone.words}" if zone else number


def _ask(context: Context, touchpoint: Touchpoint, over: Talk) -> None:
    """How it went, into the log; a call that was put off leaves nothing."""
    if touchpoint.state not in LIVE:
        say(f"{touchpoint.key} is {touchpoint.state} already; nothing was logged")
        return
    begun = over.clock.started is not None
    usual = "l" if not begun else "v" if over.version else "s"
    words = " · ".join(f"{key} {meaning}" for key, meaning in _OUTCOMES.items())
    outcome = click.prompt(
        f"How did it go?  {words}", type=click.Choice([*_OUTCOMES]), default=usual, show_choices=False, err=True
    )
    if outcome == "l":
        say("Nothing was logged.")
        return
    report(context, touchpoint, outcome, typed_line("A word about it (Enter for none)", ""))


def report(context: Context, touchpoint: Touchpoint, outcome: str, text: str) -> None:
    """Log how a call went (``s`` spoken with, ``v`` voicemail, ``n`` no answer), and show what comes next for the person."""
    from vaultcrm.actions.doing import Said, done, tried

    said = Said(context.today, None if outcome == "n" else "phone" if outcome == "s" else "voicemail", text)
    closed = (tried if outcome == "n" else done)(context.vault, context.plan, [touchpoint.key], said)[0]
    commit(context, [closed.wrote.path], f"{_OUTCOMES[outcome].capitalize()}: {touchpoint.title}")
    after = context.fresh().plan
    then = next((one for one in after.live if one.person == touchpoint.person), None)
    show_written([(closed.wrote, then)], as_json=False)
