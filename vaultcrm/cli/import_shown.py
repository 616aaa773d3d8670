"""What an import would do, on the screen; then the question, and the writing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from shlex import quote
from typing import TYPE_CHECKING

import click

from vaultcrm.views.counting import counted
from vaultcrm.views.problems import problem_lines
from vaultcrm.views.spans import Line, Span, line, wrapped

from .context import Context
from .screen import say, show, show_json
from .write_asking import ask, at_terminal, confirm
from .write_commit import commit

if TYPE_CHECKING:
    from vaultcrm.actions.importing import Entry, ImportPlan, Pick
    from vaultcrm.exchange import Messages, People
    from vaultcrm.model import Problem

FOLDED, WORTH_A_BAR = 8, 200
NOTHING_TAKEN = 1


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed behind the command."""

    files: tuple[str, ...]
    pick: tuple[str, ...]
    same: tuple[str, ...]
    yes: bool
    full: bool
    as_json: bool


@contextmanager
def counting(total: int, label: str) -> Iterator[Callable[[], object]]:
    """A bar on stderr while somebody waits at a terminal; yields what is to be called after each."""
    from vaultcrm.vault.collecting import no_collecting

    hidden = total < WORTH_A_BAR or not sys.stderr.isatty()
    with no_collecting(), click.progressbar(length=total, label=label, file=sys.stderr, hidden=hidden) as bar:
        yield lambda: bar.update(1)


def whom(plan: ImportPlan, asked: Asked) -> Pick | None:
    """Which of the new people are wanted, asked for at a terminal where nothing was said of it."""
    from vaultcrm.actions.importing import Pick

    waiting = plan.of("not picked")
    if not waiting or asked.pick or asked.yes or asked.as_json or not at_terminal():
        return None
    show(_some([_named(entry) for entry in waiting], asked.full))
    say(f"These {len(waiting):,} have no note yet. Of whom do you want one?\n(names, company:acme, all, each; Enter: nobody)")
    answer = ask("Whom", None, "")
    if answer == "each":
        answer = ", ".join(entry.name for entry in waiting if confirm(f"{entry.name}, {entry.about}?"))
    return Pick.of([answer]) if answer else None


def carry_through(context: Context, plan: ImportPlan, asked: Asked, read: Sequence[People | Messages] = ()) -> None:
    """Show the plan, and write it where that was said, or is said at a terminal now."""
    from vaultcrm.actions.importing import carry_out
    from vaultcrm.exchange import People

    problems = (*(problem for one in read for problem in one.problems), *plan.problems)
    remarks = (*(remark for one in read if isinstance(one, People) for remark in one.remarks), *plan.remarks)
    if not asked.as_json:
        _show(plan, problems, remarks, asked.full)
    write = bool(plan.writes) and (asked.yes or _agreed(asked))
    if write:
        with counting(sum(one.before is None for one in plan.writes), "Writing") as tick:
            carry_out(context.vault, plan, tick)
        commit(context, [one.path for one in plan.writes], f"Import {', '.join(asked.files)}")
    if asked.as_json:
        show_json(_data(plan, problems, remarks, write))
    else:
        _tell(plan, write, asked)
    if problems and not plan.entries:
        click.get_current_context().exit(NOTHING_TAKEN)


def _agreed(asked: Asked) -> bool:
    return not asked.as_json and at_terminal() and click.confirm("Write this?", err=True)


def _tell(plan: ImportPlan, written: bool, asked: Asked) -> None:
    if asked.pick and plan.of("not picked") and not plan.of("new"):
        say(f"Of those without a note nobody fits {', '.join(asked.pick)!r}.")
    made, changed = (sum((one.before is None) is new for one in plan.writes) for new in (True, False))
    if written:
        say(f"Written: {counted(made, 'new note')}, {changed} changed. vaultcrm undo takes all of it back.")
    elif plan.writes:
        say("Nothing was written; --yes writes it.")
    else:
        say("There is nothing to write.")


def _show(plan: ImportPlan, problems: Sequence[Problem], remarks: Sequence[str], full: bool) -> None:
    _list(f"{len(plan.of('new')):,} new", [_new(entry) for entry in plan.of("new")], full)
    _list(f"{len(plan.of('changed')):,} changed", [_changed(entry) for entry in plan.of("changed")], full)
    doubtful = plan.of("doubtful")
    _list(f"{len(doubtful):,} in doubt, left alone", [_doubtful(entry) for entry in doubtful], full)
    waiting = plan.of("not picked")
    _list(f"{len(waiting):,} not picked; --pick WHOM makes notes of them", [_named(entry) for entry in waiting], full)
    alone = plan.of("unchanged")
    as_before = "it is" if len(alone) == 1 else "they are"
    _list(f"{len(alone):,} left as {as_before}", [lines for entry in alone if (lines := _alone(entry))], full)
    _list(f"{len(problems):,} to look at", [list(problem_lines([problem])) for problem in problems], full)
    for remark in remarks:
        show([line(remark)])


def _list(heading: str, entries: Sequence[Sequence[Line]], full: bool) -> None:
    """A heading with its entries; nothing where it counts none."""
    if not heading.startswith("0 "):
        show([line(Span(heading, "heading"))])
        show(_some(entries, full))


def _some(entries: Sequence[Sequence[Line]], full: bool) -> Iterator[Line]:
    shown = entries if full or len(entries) <= FOLDED + 2 else entries[:FOLDED]
    for lines in shown:
        yield from lines
    if len(shown) < len(entries):
        yield line(Span(f"  … and {len(entries) - len(shown):,} more (--all shows them)", "soft"))


def _who(entry: Entry) -> str:
    return f"{entry.name}, {entry.about}" if entry.about else entry.name


def _named(entry: Entry) -> list[Line]:
    return [line("  ", entry.name, Span(f", {entry.about}" if entry.about else "", "soft"))]


def _new(entry: Entry) -> list[Line]:
    return [line("  ", Span("+ ", "good"), _who(entry), Span(f"  {entry.path}", "soft")), *_changes(entry)]


def _changed(entry: Entry) -> list[Line]:
    head = line("  ", Span("~ ", "now"), entry.name, Span(f" (by {entry.by})  {entry.path}", "soft"))
    occasion = [line("      ", Span("Another employer: an occasion to write.", "good"))] if entry.moved else []
    return [head, *_changes(entry), *occasion, *_kept(entry)]


def _changes(entry: Entry) -> list[Line]:
    texts = (f"{one.key}: {_from(one.before)}{_one_line(one.after)}" for one in entry.changes)
    return [part for text in texts for part in wrapped(text, "      ", hanging="  ")]


def _from(before: str) -> str:
    return f"{_one_line(before)} -> " if before else ""


def _doubtful(entry: Entry) -> list[Line]:
    head = line("  ", Span("? ", "late"), f"{_who(entry)}: {entry.remark}", Span(f"  {entry.source}", "soft"))
    fits = [line("      ", Span(path, "soft")) for path in entry.fits]
    choices = " or ".join(f"--same {quote(f'{entry.name}={who}')}" for who in _choices(entry))
    return [head, *fits, line(f"      {choices}")]


def _choices(entry: Entry) -> tuple[str, ...]:
    return ("new",) if entry.unread else (entry.fits[0], "new")


def _alone(entry: Entry) -> list[Line]:
    """Of those that stay as they are only what is worth a look: what the file has otherwise."""
    if not entry.kept and not entry.remark:
        return []
    said = f": {entry.remark}" if entry.remark else ""
    return [line(f"    {entry.name}{said}", Span(f"  {entry.path}", "soft")), *_kept(entry)]


def _kept(entry: Entry) -> list[Line]:
    texts = (f"{one.key} stays {_one_line(one.before)}; the file has {_one_line(one.after)}" for one in entry.kept)
    return [part for text in texts for part in wrapped(text, "      ", "soft", "  ")]


def _one_line(text: str) -> str:
    return ", ".join(text.split("\n"))


def _data(plan: ImportPlan, problems: Sequence[Problem], remarks: Sequence[str], written: bool) -> dict[str, object]:
    from vaultcrm.actions.importing import STATES

    return {
        "written": written,
        "counts": {state.replace(" ", "_"): len(plan.of(state)) for state in STATES},
        "entries": [_entry_data(entry) for entry in plan.entries],
        "problems": [
            {"path": one.source.path, "line": one.source.line, "severity": one.severity, "message": one.message,
             "remedy": one.remedy, "excerpt": one.excerpt}
            for one in problems
        ],
        "remarks": list(remarks),
    }  # fmt: skip


def _entry_data(entry: Entry) -> dict[str, object]:
    return {
        "state": entry.state,
        "name": entry.name,
        "about": entry.about,
        "file": entry.source.path,
        "line": entry.source.line,
        "path": entry.path or None,
        "by": entry.by or None,
        "changes": [{"key": one.key, "before": one.before, "after": one.after} for one in entry.changes],
        "kept": [{"key": one.key, "note": one.before, "file": one.after} for one in entry.kept],
        "fits": list(entry.fits),
        "remark": entry.remark,
        "occasion": entry.moved,
    }
