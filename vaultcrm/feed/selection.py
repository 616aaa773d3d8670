"""Which touch-points and interviews a feed holds: by kind, by system, by people (issue of feeds: *several feeds*).

A kind is ``interviews``, ``touch-points``, ``debriefs``, ``follow-up-days``, ``promises``, ``birthdays``, or the name of a
step, an act or a kind of interview; singular or plural, and in any case. Nothing named means everything.
"""

from __future__ import annotations

from collections.abc import Callable

from vaultcrm.model import Contact, FeedSettings, Interview, Touchpoint

from .scene import Scene, horizon

STAY_IN_TOUCH = frozenset({"stay-in-touch", "next-contact"})


def wanted_touchpoints(scene: Scene) -> tuple[Touchpoint, ...]:
    """The live touch-points of the feed, in the plan's order; what is done, skipped or missed is gone from it."""
    return tuple(point for point in scene.ahead if _wanted(scene, point))


def wanted_interviews(scene: Scene) -> tuple[Interview, ...]:
    """The interviews of the feed; without those that the calendar has from an invitation, unless they are asked for."""
    first, last = horizon(scene.today)
    of_system = _interviews_of(scene)
    return tuple(
        interview
        for interview in scene.vault.interviews_between(first, last)
        if interview.status not in ("cancelled", "missed")
        and (scene.feed.invitations or not interview.invitation)
        and of_kind(scene.feed, {"interview", interview.kind or ""})
        and of_system(interview)
        and _with_people(scene, interview)
    )


def of_kind(feed: FeedSettings, kinds: set[str]) -> bool:
    """Whether the feed holds anything of these kinds."""
    return not feed.kinds or not _plain(kinds).isdisjoint(_plain(set(feed.kinds)))


def wanted_person(scene: Scene, contact: Contact | None) -> bool:
    """Whether the feed is for everyone, or for a group that ``contact`` is in."""
    query = scene.feed.people
    return not query or (contact is not None and scene.vault.contact_matches(query, contact))


def _wanted(scene: Scene, point: Touchpoint) -> bool:
    kinds = {"touch-point", "follow-up", point.step, point.act, "follow-up-day" if point.step in STAY_IN_TOUCH else ""}
    systems = set(scene.feed.systems)
    return of_kind(scene.feed, kinds) and (not systems or not systems.isdisjoint(point.systems)) and _for_people(scene, point)


def _for_people(scene: Scene, point: Touchpoint) -> bool:
    """What is for oneself belongs to the people of the interview that it is about; a follow-up day to whoever is on it."""
    if not scene.feed.people or point.step == "follow-up-day":
        return True
    if point.person:
        return wanted_person(scene, scene.vault.person(point.person.id or ""))
    interview = scene.vault.interview(point.note.id)
    return interview is not None and _with_people(scene, interview)


def _with_people(scene: Scene, interview: Interview) -> bool:
    contacts = (scene.vault.find_contact(ref) for ref in interview.interviewers)
    return not scene.feed.people or any(wanted_person(scene, contact) for contact in contacts)


def _interviews_of(scene: Scene) -> Callable[[Interview], bool]:
    """An interview is of a system where any touch-point of it is: which systems run by default, the planner knows."""
    systems = set(scene.feed.systems)
    if not systems:
        return lambda interview: True
    asked = {point.note.id for point in scene.plan.touchpoints if not systems.isdisjoint(point.systems)}
    return lambda interview: interview.id in asked or not systems.isdisjoint(interview.playbooks or ())


def _plain(kinds: set[str]) -> set[str]:
    """Kinds without regard to case, joints and number: ``Touch-points`` is ``touchpoint``."""
    return {kind.casefold().replace("-", "").replace("_", "").replace(" ", "").rstrip("s") for kind in kinds if kind}
