"""Birthdays, where they are asked for: one event each, expanded, since clients disagree about 29 February in a yearly rule."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from vaultcrm.model import Contact, PartialDate
from vaultcrm.model.identity import identity

from .describe import BUSY, body, reach_lines
from .entries import A_DAY, MORNING, Entry
from .scene import Scene, horizon, person_name
from .selection import of_kind, wanted_person
from .words import one_line, shows


def birthday_entries(scene: Scene) -> Iterator[Entry]:
    """The birthdays from today to the end of the feed, of those whom the settings name, else of everyone.

    Those that the plan knows as touch-points are left to it, whether they are still to be done or not.
    """
    asked = scene.feed.birthdays or scene.vault.settings.birthdays is not None
    if not asked or not of_kind(scene.feed, {"birthday"}) or scene.feed.systems:
        return
    touchpoints = scene.plan.touchpoints.where(lambda one: one.step == "birthday")
    planned = {(point.person.id, point.round) for point in touchpoints if point.person}
    for contact in scene.vault.contacts:
        if contact.birthday and _wanted(scene, contact):
            days = _occurrences(scene, contact.birthday)
            yield from (_entry(scene, contact, day) for day in days if (contact.id, str(day.year)) not in planned)


def _wanted(scene: Scene, contact: Contact) -> bool:
    query = scene.vault.settings.birthdays or "*"
    return wanted_person(scene, contact) and (query == "*" or scene.vault.contact_matches(query, contact))


def _occurrences(scene: Scene, birthday: PartialDate) -> Iterator[date]:
    last = horizon(scene.today)[1]
    for year in (scene.today.year, scene.today.year + 1):
        day = birthday.in_year(year)
        if scene.today <= day <= last:
            yield day


def _entry(scene: Scene, contact: Contact, day: date) -> Entry:
    named = shows(scene.feed.level, "names")
    reach = reach_lines(contact) if shows(scene.feed.level, "private") else ()
    company = f" ({one_line(contact.company.name)})" if contact.company else ""
    summary = f"Birthday: {person_name(scene, contact.name)}{company}" if named else BUSY
    return Entry(
        uid=identity(scene.vault.settings.vault, contact.id, "birthday", None, str(day.year)),
        start=day,
        end=day + A_DAY,
        summary=summary,
        description=body(reach),
        category="Birthday" if named else "",
        alarm=MORNING if scene.feed.alarms else None,
        brief=summary,
    )
