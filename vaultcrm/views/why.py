"""Why a touch-point is there, and why on that day, in ten lines at most.

Note, playbook, document, how the day came about step by step, what moved it, what it waits for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from vaultcrm.dates import day_of
from vaultcrm.model import LIVE, Playbook, Touchpoint

from .counting import counted
from .days import full_day, full_moment
from .spans import Line, Lines, Span, line, wrapped
from .wording import GAPS, readable

LIMIT = 10
_LABEL = 11


def why_lines(t: Touchpoint, today: date, playbooks: Sequence[Playbook]) -> Lines:
    """The answer for people; reasons that find no line of their own share the last."""
    state = Span(f"({_state(t, today)})", "soft")
    head = line(Span(t.key, "key"), "  ", Span(readable(t.title), "heading"), "  ", state)
    origin = (("note", _note(t)), ("playbook", _playbook(t)), ("document", _document(t, playbooks)), ("window", _window(t)))
    above = [fact for fact in origin if fact[1]]
    below = [fact for fact in (("planned", _planned(t)), ("missing", _missing(t)), ("takes", t.hint or "")) if fact[1]]
    steps = _within(_steps(t.reasons), LIMIT - 1 - len(above) - len(below))
    because = [("" if n else "because", step) for n, step in enumerate(steps)]
    return (head, *_labelled([*above, *because, *below], LIMIT - 1))


def _labelled(facts: Sequence[tuple[str, str]], room: int) -> Iterator[Line]:
    """Each behind its label, and folded at 80 columns where there is room for that."""
    spare = room - len(facts)
    for label, text in facts:
        parts = wrapped(text, " " * _LABEL)
        more = len(parts) - 1
        if more > spare:
            yield line(Span(label.ljust(_LABEL), "soft"), text)
            continue
        spare -= more
        yield from (line(Span(("" if n else label).ljust(_LABEL), "soft"), *part[1:]) for n, part in enumerate(parts))


def _steps(reasons: Sequence[str]) -> Sequence[str]:
    """The reasons step by step, and each step once."""
    return [*dict.fromkeys(step for reason in reasons for step in reason.split("; "))]


def _within(steps: Sequence[str], room: int) -> Sequence[str]:
    if len(steps) <= room:
        return steps
    return (*steps[: room - 1], "; ".join(steps[room - 1 :]))


def _state(t: Touchpoint, today: date) -> str:
    if t.state not in LIVE:
        word = "let go" if t.state == "missed" else t.state
        return f"{word} on {full_day(t.closed_on)}" if t.closed_on else word
    late = (today - day_of(t.due)).days
    state = f"overdue by {counted(late, 'day')}" if t.state == "overdue" else t.state
    return state + (", tentative" if t.tentative else "") + (f": waits for {t.waits_for}" if t.waits_for else "")


def _note(t: Touchpoint) -> str:
    company = f" at {t.job.company}" if t.job and t.job.company else ""
    return str(t.source if t.source.path else t.note.path) + (f", for {t.job.title}{company}" if t.job else "")


def _playbook(t: Touchpoint) -> str:
    if not t.systems:
        return "none: it stands in the note itself"
    others = f" and {len(t.steps) - 1} more" if len(t.steps) > 1 else ""
    return f"{', '.join(t.systems)}; step {t.step}" + (f" ({t.steps[0]}{others})" if t.steps else "")


def _document(t: Touchpoint, playbooks: Sequence[Playbook]) -> str:
    known = {playbook.name: playbook.document or playbook.title for playbook in playbooks}
    titles = [known[name] for name in t.systems if name in known]
    of = f" of {titles[0]}" if len(titles) == 1 else f" of {len(titles)} documents" if titles else ""
    return ", ".join(t.rows) + of if t.rows else ""


def _window(t: Touchpoint) -> str:
    until = f" to {full_moment(t.due)}" if t.due != t.opens else ""
    return full_moment(t.opens) + until + (f"; let go after {full_moment(t.expires)}" if t.expires else "")


def _planned(t: Touchpoint) -> str:
    if t.state not in LIVE:
        return ""
    first = "the first day of the window" if t.planned == day_of(t.opens) else ""
    return ": ".join(filter(None, (full_day(t.planned), t.moved or first)))


def _missing(t: Touchpoint) -> str:
    return ", ".join(GAPS.get(gap, gap).removesuffix(" yet") for gap in t.missing)
