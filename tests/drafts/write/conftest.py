"""Material as a rich debrief gives it, and as an empty one does; and the templates that are shipped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path

import pytest

from vaultcrm.drafts.material import Material, Offer, Person, Promised, PutRight, Topic
from vaultcrm.drafts.write import Language, Source, Written, read_language, write
from vaultcrm.model import Interview, Job, JobKey, Me, NoteKey, PersonKey, Ref, Touchpoint
from vaultcrm.model import Source as Place
from vaultcrm.vault.shipped import shipped

DANA = Person(
    "Dana Lee", "Dana", "Lee", title="Director of Platform", company="Acme", email="dana@example.com", country="US",
    aliases=("Ms. Lee", "Frau Lee"), id="dana-lee",
)  # fmt: skip
SAM = Person("Sam Roe", "Sam", "Roe", company="Acme", id="sam-roe")
ROWS = ("A1", "B3", "C3", "D4")


def templates(language: str) -> Path:
    """The folder of a language."""
    return shipped("templates") / "drafts" / language


@pytest.fixture(scope="session")
def language() -> Callable[[str], Language]:
    """A shipped language by its code."""
    return cache(lambda code: read_language(code, "language.toml", (templates(code) / "language.toml").read_text("utf-8")))


@pytest.fixture
def touchpoint() -> Touchpoint:
    """The thank-you to Dana."""
    day = date(2026, 11, 17)
    return Touchpoint(
        "gsoga", "u" * 52, "thank-you", "thank-you", "Thank Dana Lee (Acme)", PersonKey("Dana Lee", "dana-lee"),
        NoteKey("acme", "interviews/2026-11-17 Acme.md"), JobKey("job", "Staff Engineer", "Acme"), "Acme", "email",
        day, day, day, day, "due", rows=ROWS,
    )  # fmt: skip


@pytest.fixture
def empty(touchpoint: Touchpoint) -> Material:
    """An interview of which nothing was written down; I have a name and nothing else."""
    start = datetime(2026, 11, 17, 14)
    interview = Interview(
        Place("interviews/2026-11-17 Acme.md"), "acme", "2026-11-17 Acme", start, start.replace(hour=15), "UTC"
    )
    job = Job(Place("jobs/Acme.md"), "job", "Acme", "Staff Engineer", company=Ref("Acme"))
    return Material(
        touchpoint, date(2026, 11, 18), "en", "email", Me("Robin Hale", country="US"), DANA, panel=(DANA, SAM),
        interview=interview, job=job, company="Acme",
    )  # fmt: skip


@pytest.fixture
def rich(empty: Material) -> Material:
    """One of which everything was."""
    topic = Topic("moving the order ledger without a day of downtime", ("Dana Lee",))
    return replace(
        empty, me=replace(empty.me, phone="+1 617 555 0100"), topics=(topic, Topic("the on-call rota")), own_topics=(topic,),
        went_well=("Explained how we cut the nightly load from six hours to forty minutes",),
        wish_said=("I led the cutover at Larkspur, and nothing was lost.",),
        wish_unsaid=(PutRight("that tests are a luxury", "tests are what lets us move"),),
        requirement=("Running Kafka in production.",), learnt=("Five hours with Kafka: three brokers, broken and mended",),
        promised=(Promised("Send the list of stop signs", file="files/stop-signs.pdf"),),
        share=("Dual writes without tears: https://example.org/dual-writes",), introduced=("Ben Achterberg",),
        last_contact=date(2026, 5, 1), last_words="She is moving to Lisbon",
        offer=Offer("Harborline", "Platform Engineer", date(2026, 11, 30)),
    )  # fmt: skip


@pytest.fixture
def german(rich: Material) -> Material:
    """The same, written down in German."""
    topic = Topic("die Umstellung des Hauptbuchs ohne einen Tag Ausfall", ("Dana Lee",))
    return replace(
        rich, topics=(topic, Topic("die Bereitschaft")), own_topics=(topic,),
        went_well=("Habe erklärt, wie aus sechs Stunden Nachtlauf vierzig Minuten wurden",),
        wish_said=("Ich habe die Umstellung bei Larkspur geleitet, und nichts ging verloren.",),
        wish_unsaid=(PutRight("dass Tests ein Luxus sind", "ohne Tests bewegt sich nichts"),),
        requirement=("Kafka im Betrieb.",), learnt=("Fünf Stunden mit Kafka: drei Broker, zerlegt und repariert",),
        promised=(Promised("Liste der Haltezeichen schicken", file="files/stop-signs.pdf"),),
    )  # fmt: skip


@pytest.fixture
def written(language: Callable[[str], Language]) -> Callable[..., Written]:
    """What a shipped template makes of material: ``written(material, "thank-you.card.md", "de")``."""

    def make(material: Material, name: str, code: str = "en", own: dict[str, str] | None = None) -> Written:
        def find(part: str) -> Source | None:
            if own and part in own:
                return Source(f"templates/drafts/{code}/{part}", own[part])
            path = templates(code) / part
            return Source(f"templates/drafts/{code}/{part}", path.read_text("utf-8")) if path.is_file() else None

        return write(replace(material, language=code), language(code), name, find)

    return make
