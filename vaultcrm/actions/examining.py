"""Every problem that reading and planning a vault came upon; and those of the clone that it lies in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from vaultcrm.model import Plan, Problem, Source, all_notes

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault


def problems_of(vault: NoteVault, plan: Plan) -> tuple[Problem, ...]:
    """All problems of notes, settings, playbooks and log lines, each once, in the order of path and line."""
    return tuple(sorted({*vault.problems, *plan.problems, *plan.questions}))


def examined(vault: NoteVault, plan: Plan) -> tuple[Problem, ...]:
    """The same, with log lines that are dated ahead, what git has not been told of on this clone, the inbox's own, ticks that
    wait in vain, drafts that cannot be read, what killed commands left, names that are one on other disks, and introductions
    that go round in a circle."""
    from vaultcrm.vault.checking import dated_ahead
    from vaultcrm.vault.drafts import draft_problems
    from vaultcrm.vault.git_setup import git_problems
    from vaultcrm.vault.leftovers import leftover_problems

    from .checklist import lost_ticks
    from .network import circles

    said = {*problems_of(vault, plan), *dated_ahead(vault, plan.today), *_of_inbox(vault), *_one_elsewhere(vault)}
    around = {*git_problems(vault.root), *leftover_problems(vault.root), *draft_problems(vault.root, vault.settings)}
    return tuple(sorted({*said, *around, *lost_ticks(vault, plan), *circles(vault)}))


def _one_elsewhere(vault: NoteVault) -> Iterator[Problem]:
    """Notes that a disk without regard to case, or to Unicode composition, takes for one: of two a sync keeps one there."""
    from .file_names import folded

    first: dict[str, str] = {}
    for path in sorted(note.source.path for note in all_notes(vault)):
        if (other := first.setdefault(folded(path), path)) != path:
            message = f"on macOS and Windows this is the same file as {other}, and a sync keeps one of them there"
            remedy = f'`vaultcrm rename "{path}" NAME` gives it another name'
            yield Problem(Source(path), message, remedy, severity="warning")


def _of_inbox(vault: NoteVault) -> Iterator[Problem]:
    from vaultcrm.notes.conflict import first_mark
    from vaultcrm.vault.within import INBOX

    from .waiting import inbox_text, passed_over

    text = inbox_text(vault)
    if (above := first_mark(text)) is not None:
        message = "a merge left its conflict marks; the lines of both sides are shown"
        mark = text.split("\n")[above].strip()
        yield Problem(Source(INBOX, above + 1), message, "keep what is right and delete the marks", mark)
    for line in passed_over(vault):
        message = "this line of the inbox is no list item: it is neither shown nor filed"
        yield Problem(Source(INBOX, line.number), message, f"write `- {line.text}`", line.text, "hint")
