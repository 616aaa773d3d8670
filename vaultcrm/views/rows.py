"""Touch-points as lines of 80 columns: key, planned day, title, and behind it what else is worth knowing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from vaultcrm.dates import day_of
from vaultcrm.model import LIVE, Moment, Touchpoint

from .days import hour, short_day, short_moment
from .spans import COLUMNS, Line, Lines, Span, Style, fit, line, pad, width
from .wording import BY_DAY, GAPS, VIA, readable

Quiet = Mapping[str, str]
NO_QUIET: Quiet = MappingProxyType({})
# What a medium cannot do without; where that is missing, its name says the medium too.
_NEEDS: Mapping[str, str] = {"email": "email", "phone": "phone", "post": "address", "linkedin": "linkedin"}
_CLOSED: Mapping[str, str] = {"done": "done", "skipped": "skipped", "missed": "let go"}


@dataclass(frozen=True, slots=True)
class Row:
    """A touch-point ready to be shown: ``notes`` stand behind the title."""

    key: str
    day: str
    title: str
    notes: tuple[Span, ...]
    style: Style


def rows(touchpoints: Sequence[Touchpoint], today: date, quiet: Quiet = NO_QUIET) -> Lines:
    """One line a touch-point, the notes at the right edge. ``quiet`` says, by uid, how long there was no news (row D6)."""
    key = max((len(t.key) for t in touchpoints), default=0)
    day = max((len(short_day(t.planned, today)) for t in touchpoints), default=0)
    room = COLUMNS - key - day - 6
    found = [_row(t, today, room, quiet.get(t.uid, "")) for t in touchpoints]
    needed = max((width(row.title) + _length(row.notes) for row in found), default=0)
    return tuple(_line(row, key, day, min(room, needed)) for row in found)


def _row(t: Touchpoint, today: date, room: int, quiet: str) -> Row:
    title = readable(t.title)
    late, now = t.state == "overdue" and t.step not in BY_DAY, t.state in LIVE and t.planned <= today
    style: Style = "late" if late and now else "now" if now else "plain"
    return Row(t.key, short_day(t.planned, today), title, _notes(t, today, room - width(title), quiet), style)


def _line(row: Row, key: int, day: int, room: int) -> Line:
    title = room - _length(row.notes)
    notes = [part for note in row.notes for part in (Span(", ", "soft"), note)][1:]
    shown = pad(fit(row.title, title), title)
    return line("  ", Span(pad(row.key, key), "key"), "  ", Span(pad(row.day, day), row.style), "  ", shown, "  ", *notes)


def _notes(t: Touchpoint, today: date, room: int, quiet: str) -> tuple[Span, ...]:
    """Medium, what is missing, window, silence, as far as there is room; what is missing, and how it ended, always."""
    if t.state not in LIVE:
        return _first_fitting(room, (_spans(VIA.get(t.via or ""), _ending(t, today)), _spans(_ending(t, today))))
    gaps = tuple(Span(f"no {GAPS.get(gap, gap)}", "missing") for gap in t.missing)
    via = _spans(_medium(t))
    window, silence = _spans(window_note(t, today)), _spans(quiet)
    return _first_fitting(
        room, ((*via, *gaps, *window, *silence), (*gaps, *window, *silence), (*gaps, *window), (*via, *gaps), gaps)
    )


def _medium(t: Touchpoint) -> str | None:
    """The medium, or how long it takes; not where the title, or what is missing, says the medium already."""
    name = VIA.get(t.via or "", t.hint)
    said = _NEEDS.get(t.via or "") in t.missing or (name and t.title.endswith(f" on {name}"))
    return None if said else name


def _spans(*notes: str | None) -> tuple[Span, ...]:
    return tuple(Span(note, "soft") for note in notes if note)


def _first_fitting(room: int, ways: Sequence[tuple[Span, ...]]) -> tuple[Span, ...]:
    return next((way for way in ways if _length(way) <= room), ways[-1])


def _length(notes: Iterable[Span]) -> int:
    return sum(width(note.text) + 2 for note in notes)


def _ending(t: Touchpoint, today: date) -> str:
    when = f" {short_day(t.closed_on, today)}" if t.closed_on and t.closed_on != t.planned else ""
    return _CLOSED[t.state] + when


def window_note(t: Touchpoint, today: date) -> str:
    """The window in three words, where it says more than the planned day does."""
    if t.tentative:
        return f"after {t.waits_for}" if t.waits_for else "perhaps"
    if t.step in BY_DAY:
        return ""
    if t.state == "overdue":
        return f"was due {short_day(day_of(t.due), today)}"
    return _until(t.due, t.planned, today)


def _until(due: Moment, planned: date, today: date) -> str:
    if day_of(due) > planned:
        return f"by {short_moment(due, today)}"
    return f"by {hour(due)}" if hour(due) else ""
