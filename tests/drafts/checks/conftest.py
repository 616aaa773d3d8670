"""An interview of three at Acme, and what is written to one of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from vaultcrm.drafts.checks import BUILT_IN, Checked
from vaultcrm.drafts.material import Material, Person, Promised, Topic
from vaultcrm.model import Draft, Finding, Interview, Job, Me, NoteKey, PersonKey, Ref, Source, Touchpoint

DANA = Person(
    "Dana Lee", "Dana", "Lee", "Ms. Lee", "Director of Platform", "Acme", "dana.lee@example.com", id="dana-lee",
    address=("Dana Lee", "Acme", "300 Sleeper Lane", "Boston, MA 02210"), country="US", path="contacts/Dana Lee.md",
)  # fmt: skip
SAM = Person("Sam Roe", "Sam", "Roe", "", "Staff Engineer", "Acme", "sam.roe@example.com", id="sam-roe")
PRIYA = Person("Priya Natarajan", "Priya", "Natarajan", "Dr. Natarajan", "Head of Payments", "Acme", id="priya-natarajan")
KATRIN = Person(
    "Katrin Vogel", "Katrin", "Vogel", "Frau Vogel", "Leiterin Infrastruktur", "Nordkai", "vogel@example.org",
    address=("Nordkai GmbH", "Katrin Vogel", "Speicherstraße 4", "20457 Hamburg"), country="DE", id="katrin-vogel",
    path="contacts/Katrin Vogel.md",
)  # fmt: skip
TOPICS = (
    Topic("moving the order ledger to the new cluster without a day of downtime", ("Dana Lee",)),
    Topic("writing to two stores at once, and which of them one believes", ("Sam Roe",)),
    Topic("why the pager is silent at night", ()),
)
THEMEN = (
    Topic("die Umstellung der Lagerverwaltung im laufenden Betrieb", ("Katrin Vogel",)),
    Topic("Bereitschaft am Wochenende"),
)
WORDS = frozenset({"Dana Lee", "Sam Roe", "Priya Natarajan", "Robin Hale", "Acme", "Harborline", "Larkspur", "Staff Engineer",
                   "Katrin Vogel", "Nordkai", "Quillon"})  # fmt: skip
UID = "a" * 52

Told = Callable[..., list[Finding]]


def written(text: str, **front: Any) -> Draft:
    """A draft as its note holds it."""
    usual = {
        "act": "thank-you", "medium": "email", "language": "en",
        "subject": "Vielen Dank" if front.get("language") == "de" else "Thank you for Tuesday", "recipient": Ref("Dana Lee"),
        "about": Ref("2026-11-17 Acme"), "line": 12, "source": Source("drafts/2026-11-18 Dana Lee thank-you.md", 1),
    }  # fmt: skip
    return Draft(touchpoint=UID, text=text, **(usual | front))


def known(draft: Draft, **changes: Any) -> Material:
    """What the notes hold; in German, of an interview at Nordkai."""
    german = draft.language == "de"
    to = KATRIN if german else DANA
    start = datetime(2026, 11, 17, 14)
    went = changes.pop("went", None)
    interview = Interview(
        Source("interviews/2026-11-17 Acme.md", 1), "acme", "2026-11-17 Acme", start, start, "America/New_York"
    )
    note = NoteKey("acme", "interviews/2026-11-17 Acme.md")
    touchpoint = Touchpoint(
        "aaaaa", UID, draft.act, draft.act, "Thank them", PersonKey(to.name, to.id), note,
        None, to.company, "email", date(2026, 11, 17), date(2026, 11, 17), None, date(2026, 11, 17), "open",
    )  # fmt: skip
    me = Me("Robin Hale", "robin.hale@example.com", country="US")
    usual = Material(
        touchpoint, date(2026, 11, 18), draft.language, draft.medium, me, to,
        panel=(KATRIN,) if german else (DANA, SAM, PRIYA), interview=replace(interview, went=went), company=to.company,
        job=Job(Source("jobs/Acme Staff Engineer.md", 1), "acme-staff", "Acme Staff Engineer", "Staff Engineer"),
        topics=THEMEN if german else TOPICS,
    )  # fmt: skip
    return replace(usual, **changes)


def checked(text: str, **changes: Any) -> Checked:
    """A text with all that it is compared with; ``changes`` of the draft, the material, or of what stands beside them."""
    fields = Draft.__dataclass_fields__
    draft = written(text, **{key: value for key, value in changes.items() if key in fields})
    beside = {key: value for key, value in changes.items() if key in Checked.__dataclass_fields__}
    facts = {key: value for key, value in changes.items() if key not in fields and key not in beside}
    usual: dict[str, Any] = {"words": WORDS, "companies": frozenset({"Acme", "Harborline", "Quillon"})}
    return Checked(draft, known(draft, **facts), **(usual | beside))


@pytest.fixture
def told() -> Told:
    """What one check, by its name, says of a text."""

    def tell(name: str, text: str, /, **changes: Any) -> list[Finding]:
        check = next(point for point in BUILT_IN if point.name == name).load()
        return sorted(check(checked(text, **changes)))

    return tell


@pytest.fixture
def promised() -> type[Promised]:
    return Promised
