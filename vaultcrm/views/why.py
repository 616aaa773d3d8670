"""Why a touch-point is there, and why on that day, in ten lines at most.

Note, playbook, document, how the day came about, what moved it, what it waits for.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from vaultcrm.dates import day_of
from vaultcrm.model import LIVE, Playbook, Touchpoint

from .days import full_day, full_moment
from .spans import Line, Lines, Span, line

LIMIT = 10
_LABEL = 11


def why_lines(t: Touchpoint, today: date, playbooks: Sequence[Playbook]) -> Lines:
    """The answer for people. The days' reasons get the lines that the rest leaves; where they are more, they share the last."""
    head = (line(Span(t.key, "key"), "  ", Span(t.title, "heading"), "  ", Span(_state(t, today), "soft")),)
    facts = _facts(t, playbooks)
    room = LIMIT - len(head) - len(facts)
    reasons = [_labelled("because" if n == 0 else "", text) for n, text in enumerate(_within(t.reasons, room))]
    return (*head, *facts[:3], *reasons, *facts[3:])


def _facts(t: Touchpoint, playbooks: Sequence[Playbook]) -> list[Line]:
    """Note, playbook and window always; what moved it, what it waits for and what is missing where there is such a thing."""
    facts = [("note", _note(t)), ("playbook", _origin(t, playbooks)), ("window", _window(t)), ("planned", _planned(t))]
    facts += [("waits for", t.waits_for or ""), ("missing", ", ".join(t.missing)), ("hint", t.hint or "")]
    return [_labelled(label, text) for label, text in facts if text]


def _labelled(label: str, text: str) -> Line:
    return line(Span(label.ljust(_LABEL), "soft"), text)


def _within(reasons: Sequence[str], room: int) -> Sequence[str]:
    if len(reasons) <= room:
        return reasons
    return (*reasons[: room - 1], " ".join(reasons[room - 1 :]))


def _state(t: Touchpoint, today: date) -> str:
    tentative = "tentative, " if t.tentative else ""
    if t.state in LIVE:
        late = (today - day_of(t.due)).days
        return tentative + (f"overdue by {late} day{'' if late == 1 else 's'}" if t.state == "overdue" else t.state)
    word = "let go" if t.state == "missed" else t.state
    return f"{word} on {full_day(t.closed_on)}" if t.closed_on else word


def _note(t: Touchpoint) -> str:
    job = f", for {t.job.title}" + (f" at {t.job.company}" if t.job.company else "") if t.job else ""
    return f"{t.source if t.source.path else t.note.path}{job}"


def _origin(t: Touchpoint, playbooks: Sequence[Playbook]) -> str:
    """Playbooks and step, where the step is written, and the rows and documents that ask for it."""
    if not t.systems:
        return f"none: {t.step}"
    places = ", ".join(str(source) for source in t.steps)
    titles = [p.document or p.title for p in playbooks if p.name in t.systems]
    rows = f"; asked for by {', '.join(t.rows)}" + (f" of {' and '.join(titles)}" if titles else "") if t.rows else ""
    return f"{' and '.join(t.systems)}, step {t.step}" + (f" ({places})" if places else "") + rows


def _window(t: Touchpoint) -> str:
    given_up = f"; let go after {full_moment(t.expires)}" if t.expires else ""
    return f"{full_moment(t.opens)} to {full_moment(t.due)}{given_up}"


def _planned(t: Touchpoint) -> str:
    if t.state not in LIVE:
        return ""
    return full_day(t.planned) + (f": {t.moved}" if t.moved else ", the first day it can be done")
