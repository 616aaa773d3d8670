"""The follow-up day at a terminal: person after person, each with the brief; one key does what is to be done.

Before: the list of the day. After: what was done stands in the notes, line by line as it was done, in one commit at the end
where the settings ask for commits. Whatever stops the sitting (q, Ctrl-C, the end of the input), nothing is lost.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import click

from vaultcrm.errors import VaultcrmError
from vaultcrm.views.counting import counted
from vaultcrm.views.spans import Span, clean, line, wrapped

from .context import Context
from .screen import say, show
from .write_asking import meant_line, not_meant, typed_line
from .write_commit import commit
from .write_shown import show_written

if TYPE_CHECKING:
    from vaultcrm.actions.edits import Wrote
    from vaultcrm.model import Contact, Touchpoint
    from vaultcrm.views.day import Day, Due
    from vaultcrm.views.spans import Lines

_KEYS: Mapping[str, str] = {
    "d": "done", "w": "write a draft", "l": "log something else", "s": "snooze", "n": "next time", "k": "skip",
    "x": "never again", "a": "all of the brief", "o": "open the note", "q": "quit",
}  # fmt: skip
# So many lines stand on the screen with the brief: whose turn it is, the silence, the keys.
_AROUND = 6
_WORDS = ("done", "logged", "put off", "next time", "skipped", "never again", "no longer due")
Ending = Literal["done", "logged", "put off", "next time", "skipped", "never again", "no longer due", "quit", ""]


@dataclass
class Sitting:
    """What has come of it so far: names by what was done, and the paths that were written to."""

    day: Day
    told: dict[str, list[str]] = field(default_factory=lambda: {what: [] for what in _WORDS})
    paths: list[str] = field(default_factory=list)
    met: int = 0

    @property
    def remaining(self) -> int:
        """How many were not come to."""
        return len(self.day.due) - self.met


@dataclass(frozen=True)
class Visit:
    """One person's turn, with the notes as they are now."""

    context: Context
    sitting: Sitting
    touchpoint: Touchpoint
    contact: Contact

    def wrote(self, lines: Sequence[Wrote]) -> None:
        """Show what was written, with what comes next for the person, and keep its place for the commit."""
        from vaultcrm.actions.doing import following

        self.sitting.paths += [one.path for one in lines]
        after = self.context.fresh().plan
        show_written([(one, following(after, self.touchpoint)) for one in lines], as_json=False)


def sit(context: Context, day: Day) -> None:
    """Go through the day's people; then say what came of it, and commit."""
    from vaultcrm.views.day import day_lines, opening_lines, tally_lines

    context, sitting = context.lasting(), Sitting(day)
    show(opening_lines(day) if day.due else day_lines(day))
    try:
        _go_through(context, sitting)
        if not sitting.remaining:
            _offer_closing(context, sitting)
    except (click.Abort, KeyboardInterrupt, EOFError):
        say("")
    finally:
        show(tally_lines(day, list(sitting.told.items()), sitting.remaining))
        many = sum(map(len, sitting.told.values()))
        commit(context, sitting.paths, f"Follow-up day {day.day}: {counted(many, 'person')}")


def _go_through(context: Context, sitting: Sitting) -> None:
    for number, due in enumerate(sitting.day.due, 1):
        ending = _visit(context, sitting, due, f"{number} of {len(sitting.day.due)}")
        if ending == "quit":
            return
        sitting.met += 1
        sitting.told[ending].append(due.contact.name)


def _visit(context: Context, sitting: Sitting, due: Due, place: str) -> Ending:
    """One person's turn: until something ends it. What the user's editor or another machine has written meanwhile counts."""
    ending: Ending = ""
    shown = False
    while not ending:
        visit = _turn(context.fresh(), sitting, due)
        if visit is None:
            say(clean(f"{due.contact.name} is not due any more: the notes say so by now."))
            return "no longer due"
        if not shown:
            _introduce(visit, due, place)
            shown = True
        try:
            ending = _act(visit, _key())
        except VaultcrmError as wrong:
            not_meant(wrong)
    return ending


def _turn(now: Context, sitting: Sitting, due: Due) -> Visit | None:
    from vaultcrm.actions.sitting import still_due

    touchpoint = still_due(now.plan, due.touchpoint.uid, sitting.day.day)
    contact = now.vault.person(due.contact.id)
    return Visit(now, sitting, touchpoint, contact) if touchpoint and contact else None


def _introduce(visit: Visit, due: Due, place: str) -> None:
    from vaultcrm.views.day import silence_words

    show([(), line(Span(f"-- {place} --", "key")), *_brief(visit, whole=False)])
    show([(), *wrapped(silence_words(due, visit.context.today), style="soft")])


def _brief(visit: Visit, whole: bool) -> Lines:
    from vaultcrm.actions.briefing import of_person
    from vaultcrm.views.sheet_lines import SCREEN, sheet_lines

    context = visit.context
    found = of_person(context.vault, context.plan, visit.contact, None if context.words else context.now)
    return sheet_lines(found.sheet, context.today, whole, SCREEN - _AROUND)


def _key() -> str:
    """One key, without Enter; asked again where it is none of these."""
    menu = [f"[{key}] {words}" for key, words in _KEYS.items()]
    while True:
        say(f"{'  '.join(menu[:5])}\n{'  '.join(menu[5:])}")
        typed = click.getchar().casefold()
        if typed in ("", "\x03", "\x04"):  # the end of the input, Ctrl-C, Ctrl-D
            raise click.Abort
        if typed in _KEYS:
            say(f"> {_KEYS[typed]}")
            return typed


def _act(visit: Visit, key: str) -> Ending:
    ways: Mapping[str, Callable[[Visit], Ending]] = {
        "d": _done, "w": _write, "l": _log, "s": _snooze, "n": _leave, "k": _skip, "x": _never, "a": _all, "o": _open,
    }  # fmt: skip
    return ways[key](visit) if key in ways else "quit"


def _done(visit: Visit) -> Ending:
    from vaultcrm.actions.closing_lines import verb_for
    from vaultcrm.actions.doing import Said, done

    context, usual = visit.context, visit.touchpoint.via or "email"
    via = meant_line(f"  How [{usual}]", usual, lambda said: verb_for(visit.touchpoint, said, context.vault.settings))
    said = Said(context.today, via, _asked("  What was said (Enter: nothing)"))
    visit.wrote([one.wrote for one in done(context.vault, context.plan, [visit.touchpoint.key], said)])
    return "done"


def _write(visit: Visit) -> Ending:
    """The draft, shown, and edited where that is wanted; with ``done`` it is linked in the log."""
    from vaultcrm.actions.drafting import draft

    (drafted,) = draft(visit.context.vault, visit.context.plan, [visit.touchpoint])
    path = drafted.draft.source.path
    visit.sitting.paths.append(path)
    show([(), line(Span(drafted.draft.subject, "heading")), ()])
    show(part for text in drafted.draft.text.splitlines() for part in wrapped(text) or ((),))
    say(f"\n  in {clean(path)}; vaultcrm draft {visit.touchpoint.key} --help says how to send it")
    if os.environ.get("VISUAL") or os.environ.get("EDITOR"):
        _edit_draft(visit, path)
    return ""


def _edit_draft(visit: Visit, path: str) -> None:
    if click.confirm("  Edit it?", default=False, err=True):
        from .editor import edit

        edit(visit.context.root / path)


def _log(visit: Visit) -> Ending:
    """Some other contact, or a note; the turn goes on where a word is still due."""
    from vaultcrm.actions.edits import write_edits
    from vaultcrm.actions.logging_contact import log_edit
    from vaultcrm.actions.sitting import still_due

    vault, path, today = visit.context.vault, visit.contact.source.path, visit.context.today
    verb = meant_line("  What was it [met]", "met", lambda said: log_edit(vault, path, said, "", today))
    edit = log_edit(vault, path, verb, _asked("  What was said (Enter: nothing)"), today)
    visit.wrote(write_edits(vault, [edit]))
    after = visit.context.fresh().plan
    return "" if still_due(after, visit.touchpoint.uid, visit.sitting.day.day) else "logged"


def _snooze(visit: Visit) -> Ending:
    from vaultcrm.actions.doing import Said, refuse_no_later, snooze

    context = visit.context
    words = meant_line("  Until [in 2 weeks]", "in 2 weeks", lambda said: refuse_no_later(context.day(said), context.today))
    said = Said(context.today, text=_reason(visit))
    visit.wrote([one.wrote for one in snooze(context.vault, context.plan, [visit.touchpoint.key], context.day(words), said)])
    return "put off"


def _leave(visit: Visit) -> Ending:
    """Nothing to write: who is not written to on a follow-up day moves on to the next by themselves."""
    from vaultcrm.vault.left import keep_left, left_on

    value, today = visit.context.vault.settings.vault, visit.context.today
    keep_left(value, today, {*left_on(value, today), visit.touchpoint.uid})
    return "next time"


def _skip(visit: Visit) -> Ending:
    from vaultcrm.actions.doing import Said, skip

    said = Said(visit.context.today, text=_reason(visit))
    visit.wrote([one.wrote for one in skip(visit.context.vault, visit.context.plan, [visit.touchpoint.key], said)])
    return "skipped"


def _never(visit: Visit) -> Ending:
    from vaultcrm.actions.sitting import never

    if not click.confirm(clean(f"  Never be reminded of {visit.contact.name} again?"), default=False, err=True):
        return ""
    visit.wrote(never(visit.context.vault, visit.contact))
    return "never again"


def _all(visit: Visit) -> Ending:
    show([(), *_brief(visit, whole=True), ()])
    return ""


def _open(visit: Visit) -> Ending:
    from .editor import edit

    edit(visit.context.root / visit.contact.source.path)
    return ""


def _reason(visit: Visit) -> str:
    """Why; not asked where there is no log line to hold it (a day that was set by hand is a key of the note)."""
    from vaultcrm.views.day import BY_HAND

    return "" if visit.touchpoint.step == BY_HAND else _asked("  Why (Enter: nothing)")


def _asked(label: str, default: str = "") -> str:
    return typed_line(label, default) or default


def _offer_closing(context: Context, sitting: Sitting) -> None:
    """All through: the follow-up day itself can be logged as done, where today is one."""
    from vaultcrm.actions.sitting import close_day, day_of_sitting

    now = context.fresh()
    day = day_of_sitting(now.vault, now.plan, now.holidays, None, ahead=False)
    if not day.can_be_closed:
        return
    if click.confirm("That was everybody. Log the follow-up day as done?", default=True, err=True):
        wrote = close_day(now.vault, now.today, _said(day, sitting))
        sitting.paths.append(wrote.path)
        show_written([(wrote, None)], as_json=False)


def _said(day: Day, sitting: Sitting) -> str:
    """``in touch with Dana Lee, Sam Roe; put off Kim Novak``: of the whole day, however often it was left and taken up."""
    named = {what: list(names) for what, names in day.handled.items()}
    named["in touch with"] = sorted({*named.get("in touch with", ()), *sitting.told["logged"]})
    named["next time"] = [one.contact.name for one in day.left]
    order = ("in touch with", "put off", "skipped", "next time")
    return "; ".join(f"{what} {', '.join(named[what])}" for what in order if named.get(what))
