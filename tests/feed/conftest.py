"""A small search to make feeds of, without any note on any disk: three people, some interviews, and plans written by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from vaultcrm.feed import build_feed
from vaultcrm.model import (
    Contact,
    Debrief,
    FeedSettings,
    Interview,
    Job,
    JobKey,
    Me,
    Moment,
    NoteKey,
    OtherNote,
    PartialDate,
    PersonKey,
    Plan,
    Playbook,
    Ref,
    Search,
    Settings,
    Source,
    State,
    Touchpoint,
    ready,
)
from vaultcrm.model.identity import identity

TODAY = date(2026, 11, 18)
VAULT = "k3x9q2"
NEW_YORK = ZoneInfo("America/New_York")


@dataclass(frozen=True)
class WrittenVault:
    """A vault that was never read: the records themselves."""

    settings: Settings
    contacts: Sequence[Contact]
    interviews: Sequence[Interview] = ()
    jobs: Sequence[Job] = ()
    search: Search | None = None
    others: Sequence[OtherNote] = ()
    playbooks: Mapping[str, Playbook] = field(default_factory=dict)

    def find_contact(self, ref: Ref) -> Contact | None:
        return next((contact for contact in self.contacts if ref.target in (contact.name, contact.stem)), None)

    def find_job(self, ref: Ref) -> Job | None:
        return next((job for job in self.jobs if ref.target == job.stem), None)

    def person(self, id_: str) -> Contact | None:
        return next((contact for contact in self.contacts if contact.id == id_), None)

    def interview(self, id_: str) -> Interview | None:
        return next((interview for interview in self.interviews if interview.id == id_), None)

    def interviews_between(self, first: date, last: date) -> Sequence[Interview]:
        return [interview for interview in self.interviews if first <= interview.start.date() <= last]

    def called(self) -> Iterator[tuple[str, ...]]:
        yield from ((contact.name, *contact.aliases, contact.stem) for contact in self.contacts)
        yield from ((ref.name,) for interview in self.interviews for ref in interview.interviewers)

    def contact_matches(self, query: str, contact: Contact) -> bool:
        return query.removeprefix("tag:") in contact.tags


def robins_vault() -> WrittenVault:
    dana = Contact(
        Source("contacts/Dana Lee.md"), "dana-lee", "Dana Lee", "Dana Lee",
        title="Head of Platform", company=Ref("Acme"), email=("dana@acme.example.com",), phone=("+1 555 010 0199",),
        address="1 Main Street\nSpringfield", birthday=PartialDate(2, 29), tags=("panel",),
    )  # fmt: skip
    sam = Contact(Source("contacts/Sam Roe.md"), "sam-roe", "Dr. Sam Roe", "Sam Roe", company=Ref("Acme"), tags=("mentor",))
    kim = Contact(Source("contacts/Kim.md"), "kim", "Kim O'Neil", "Kim", birthday=PartialDate(12, 1, 1980))
    job = Job(Source("jobs/Acme.md"), "acme-job", "Acme engineer", "Staff Engineer", company=Ref("Acme"))
    settings = Settings(vault=VAULT, me=Me(name="Robin Hale", timezone="America/New_York"))
    return WrittenVault(settings, (dana, sam, kim), tuple(robins_interviews()), (job,))


def robins_interviews() -> list[Interview]:
    debrief = Debrief(topics="Queues; the migration", went_well="The whiteboard", wish_unsaid="That I dislike meetings")
    people = (Ref("Dana Lee"), Ref("Sam Roe"))
    return [
        interview("acme-panel", datetime(2026, 11, 17, 14), "America/New_York", kind="panel", job=Ref("Acme engineer"),
                  interviewers=people, debrief=debrief, place="https://meet.example.com/acme?pwd=s3cret"),
        interview("berlin", datetime(2026, 12, 3, 10), "Europe/Berlin", company=Ref("Umlaut; Söhne, GmbH"),
                  place="Torstraße 1, Berlin"),
        interview("clocks", datetime(2027, 3, 14, 10), "America/New_York"),
        interview("invited", datetime(2026, 11, 25, 9), "Asia/Kolkata", invitation="abc@example.com"),
        interview("cancelled", datetime(2026, 11, 26, 9), "Asia/Kolkata", status="cancelled"),
        interview("long-past", datetime(2026, 9, 1, 9), "America/New_York"),
    ]  # fmt: skip


def interview(id: str, start: datetime, zone: str, **more: object) -> Interview:
    return Interview(Source(f"interviews/{id}.md"), id, id, start, start + timedelta(hours=1), zone, **more)


def point(step: str, who: str | None, opens: Moment, due: Moment, *, today: date = TODAY, **more: object) -> Touchpoint:
    """A live touch-point as the planner would make it, open to change in every field."""
    person = {"Dana Lee": "dana-lee", "Dr. Sam Roe": "sam-roe", "Kim O'Neil": "kim"}
    uid = identity(VAULT, "acme-panel", step, who, str(more.get("round") or ""))
    first, last = (day.date() if isinstance(day, datetime) else day for day in (opens, due))
    state: State = "overdue" if last < today else "due" if last == today else "open" if first <= today else "upcoming"
    made = Touchpoint(
        key=uid[:5], uid=uid, step=step, act=step, title=f"{step.capitalize()} {who or 'for me'} (Acme)",
        person=PersonKey(who, person.get(who)) if who else None, note=NoteKey("acme-panel", "interviews/2026-11-17 Acme.md"),
        job=JobKey("acme-job", "Staff Engineer", "Acme"), company="Acme", via="phone" if who else None,
        opens=opens, due=due, expires=None, planned=max(first, today), state=state, systems=("impressive",), rows=("B4",),
    )  # fmt: skip
    return replace(made, **more)


def plan_of(*points: Touchpoint, today: date = TODAY) -> Plan:
    strangers = frozenset(point.person.name for point in points if point.person and not point.person.id)
    return Plan(today, ready(points), strangers=strangers)


def robins_plan(today: date = TODAY) -> Plan:
    """The week after the panel: something overdue, open, tentative, timed, and for oneself."""
    end = datetime(2026, 11, 17, 15, tzinfo=NEW_YORK)
    return plan_of(
        point("thank-you", "Dana Lee", date(2026, 11, 17), date(2026, 11, 17), today=today, via="email"),
        point(
            "pitch",
            "Dr. Sam Roe",
            datetime(2026, 11, 18, 8, tzinfo=NEW_YORK),
            end + timedelta(hours=48),
            today=today,
            via="email",
        ),
        point(
            "call-1",
            "Dana Lee",
            date(2026, 11, 20),
            date(2026, 11, 23),
            today=today,
            missing=("phone",),
            expires=date(2026, 12, 1),
        ),
        point("call-2", "Dana Lee", date(2026, 11, 27), date(2026, 11, 27), today=today, tentative=True, waits_for="call-1"),
        point("learn", None, date(2026, 11, 27), date(2026, 11, 30), today=today, hint="4 to 6 hours"),
        today=today,
    )


@pytest.fixture
def vault() -> WrittenVault:
    return robins_vault()


@pytest.fixture
def plan() -> Plan:
    return robins_plan()


@pytest.fixture
def make() -> SimpleNamespace:
    """``make.point(…)``, ``make.plan(…)``, ``make.interview(…)``."""
    return SimpleNamespace(point=point, plan=plan_of, interview=interview, robins_plan=robins_plan, today=TODAY)


@pytest.fixture
def feed_of(vault: WrittenVault, plan: Plan) -> Callable[..., bytes]:
    """The feed of Robin's search, with settings changed by name: ``feed_of(level="busy")``."""

    def build(made: Plan = plan, before: bytes | None = None, in_vault: WrittenVault = vault, **settings: object) -> bytes:
        return build_feed(in_vault, made, FeedSettings(**settings), before)

    return build


if __name__ == "<run_path>":
    OUTPUT = build_feed(robins_vault(), robins_plan(), FeedSettings(level="full", birthdays=True), None)
