"""What every test may count on: no settings of the machine that it runs on, no deadline for a property, Ctrl-C is heard."""

from __future__ import annotations

import signal

import pytest
from hypothesis import settings

settings.register_profile("steady", deadline=None)
settings.load_profile("steady")
# A shell that starts the tests in the background has them, and all that they start, pass over Ctrl-C: `watch` never ended then.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def _nobody_in_particular(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The variables that change what the program does are not the developer's own, nor is the state folder."""
    monkeypatch.setenv("VAULTCRM_STATE", str(tmp_path_factory.getbasetemp() / "state"))
    monkeypatch.setenv("VAULTCRM_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))
    for name in ("VAULTCRM_VAULT", "NO_COLOR", "FORCE_COLOR", "VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def by_library(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The summaries of the entries that the library had to write."""
    from vaultcrm.feed import ical

    found: list[str] = []
    write = ical.entry_bytes
    monkeypatch.setattr(ical, "entry_bytes", lambda entry: (found.append(entry.summary), write(entry))[1])
    return found
