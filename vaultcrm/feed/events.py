"""Vault and plan become the entries of a feed: which events there are, on which days, with which words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from vaultcrm.dates import day_of
from vaultcrm.model import Touchpoint
from vaultcrm.model.identity import identity

from .birthdays import birthday_entries
from .describe import BUSY, body, description, summary
from .entries import A_DAY, MORNING, Entry, Task, entry_key, in_feed_order
from .followups import follow_up_entry, part_follow_up_days
from .meetings import interview_entry
from .scene import Scene
from .selection import wanted_interviews, wanted_touchpoints
from .words import day_words, shows

_DEBRIEF = timedelta(minutes=20)
_WEEK = timedelta(days=7)
SIGN_OF_LIFE = "This feed has not been refreshed since"


def event_entries(scene: Scene) -> tuple[Entry, ...]:
    """All events of a feed, in its order: touch-points in the feed's shape, interviews, birthdays, and the sign of life."""
    days, points = part_follow_up_days(scene, wanted_touchpoints(scene))
    entries = [
        *(point_entry(scene, point) for point in points),
        *(follow_up_entry(scene, day) for day in days),
        *birthday_entries(scene),
    ]
    shaped = _digests(scene, entries) if scene.feed.shape == "digest" else entries
    interviews = (interview_entry(scene, interview) for interview in wanted_interviews(scene))
    return in_feed_order((*shaped, *interviews, sign_of_life(scene)))


def task_entries(scene: Scene) -> tuple[Task, ...]:
    """The touch-points as to-dos, person by person, for a feed of their own; and the sign of life."""
    points = (point for point in wanted_touchpoints(scene) if point.step != "follow-up-day")
    sign = sign_of_life(scene)
    last = Task(sign.uid, None, day_of(sign.start), sign.summary)
    return in_feed_order((*(_task(scene, point) for point in points), last))


def point_entry(scene: Scene, point: Touchpoint) -> Entry:
    """One touch-point, all day on its planned day or over its window; a debrief that is not overdue at the interview's end."""
    words = summary(scene, point)
    named = shows(scene.feed.level, "names")
    entry = Entry(
        uid=point.uid,
        start=point.planned,
        end=point.planned + A_DAY,
        summary=words,
        description=description(scene, point),
        category=_category(point) if named else "",
        tentative=point.tentative,
        alarm=MORNING if scene.feed.alarms else None,
        brief=f"{words}{_since(point)}: {point.key}",
    )
    return _placed(scene, point, entry)


def sign_of_life(scene: Scene) -> Entry:
    """The event a week ahead that each build moves on: where it is reached, the feed has stopped."""
    day = scene.today + _WEEK
    uid = identity(scene.vault.settings.vault, "search", "sign-of-life", None, None)
    return Entry(uid=uid, start=day, end=day + A_DAY, summary=f"{SIGN_OF_LIFE} {day_words(scene.today)}")


def _placed(scene: Scene, point: Touchpoint, entry: Entry) -> Entry:
    if point.state == "overdue":
        return entry
    if point.step == "debrief" and isinstance(point.opens, datetime) and point.opens.date() == point.planned:
        start = point.opens.astimezone(UTC)
        return replace(entry, start=start, end=start + _DEBRIEF, alarm=timedelta(0) if entry.alarm else None)
    if scene.feed.shape == "window":
        first, last = min(day_of(point.opens), point.planned), max(day_of(point.due), point.planned)
        return replace(entry, start=first, end=last + A_DAY)
    return entry


def _category(point: Touchpoint) -> str:
    return {"debrief": "Debrief", "birthday": "Birthday"}.get(point.step, "Follow-up")


def _since(point: Touchpoint) -> str:
    return f", was due {day_words(day_of(point.due))}" if point.state == "overdue" else ""


def _task(scene: Scene, point: Touchpoint) -> Task:
    due = day_of(point.due)
    opens = day_of(point.opens)
    return Task(
        uid=point.uid,
        start=opens if opens < due else None,
        due=due,
        summary=summary(scene, point),
        description=description(scene, point),
        category=_category(point) if shows(scene.feed.level, "names") else "",
        alarm=MORNING if scene.feed.alarms else None,
    )


def _digests(scene: Scene, entries: Iterable[Entry]) -> Iterator[Entry]:
    """One event a day that lists what is all day on it; what has an hour stays as it is."""
    days: dict[date, list[Entry]] = {}
    for entry in sorted(entries, key=entry_key):
        if isinstance(entry.start, datetime):
            yield entry
        else:
            days.setdefault(entry.start, []).append(entry)
    yield from (_digest(scene, day, tuple(listed)) for day, listed in days.items())


def _digest(scene: Scene, day: date, entries: tuple[Entry, ...]) -> Entry:
    named = shows(scene.feed.level, "names")
    words = f"{len(entries)} follow-ups" if len(entries) > 1 else entries[0].summary
    return Entry(
        uid=identity(scene.vault.settings.vault, "search", "digest", None, day.isoformat()),
        start=day,
        end=day + A_DAY,
        summary=words if named else BUSY,
        description=body(tuple(f"- {entry.brief}" for entry in entries), 6000) if named else "",
        category="Follow-up" if named else "",
        tentative=all(entry.tentative for entry in entries),
        alarm=MORNING if scene.feed.alarms else None,
    )
