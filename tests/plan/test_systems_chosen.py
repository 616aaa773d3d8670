"""Which systems run on a note: its own, else the settings' for its kind, else the defaults (row F4)."""

from __future__ import annotations

from datetime import datetime

import pytest

from vaultcrm.model import Interview, Job, Settings, Source
from vaultcrm.plan.rulebook import systems_of

WHEN = datetime(2026, 11, 17, 14)
CHOSEN = Settings(playbooks={"screen": (), "other": ("impressive",), "coffee": ("stay-in-touch",)})


def talk(kind: str | None, playbooks: tuple[str, ...] | None = None) -> Interview:
    return Interview(Source("i.md"), "i", "i", WHEN, WHEN, "UTC", kind=kind, playbooks=playbooks)


@pytest.mark.parametrize(
    ("kind", "own", "settings", "systems"),
    [
        ("screen", None, Settings(), ("savvy",)),
        ("Informational", None, Settings(), ("stay-in-touch",)),
        ("panel", None, Settings(), ("savvy", "value-pitch")),
        (None, None, Settings(), ("savvy", "value-pitch")),
        ("screen", None, CHOSEN, ()),
        ("coffee", None, CHOSEN, ("stay-in-touch",)),
        ("onsite", None, CHOSEN, ("impressive",)),
        ("onsite", (), CHOSEN, ()),
        ("screen", ("persistent",), CHOSEN, ("persistent",)),
    ],
)
def test_an_interview(kind: str | None, own: tuple[str, ...] | None, settings: Settings, systems: tuple[str, ...]) -> None:
    assert systems_of(settings, talk(kind, own)) == systems


def test_a_job() -> None:
    assert systems_of(Settings(), Job(Source("j.md"), "j", "j", "Engineer")) == ("application",)
    assert systems_of(Settings(playbooks={"job": ()}), Job(Source("j.md"), "j", "j", "Engineer")) == ()
