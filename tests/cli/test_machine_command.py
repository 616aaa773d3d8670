"""``doctor --self``: what one pastes into a bug report, and what must not be in it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vaultcrm.cli import cli
from vaultcrm.vault import machine


@pytest.fixture
def told(vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Ask in a vault with a telling name, in the home of somebody with a name."""
    home = tmp_path / "robin.hale"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    monkeypatch.setenv("VAULTCRM_STATE", str(home / "keeping"))
    monkeypatch.setenv("VAULTCRM_CACHE", str(tmp_path / "robins-cache"))
    away = vault.rename(tmp_path / "leaving-acme")
    return lambda *words: CliRunner().invoke(cli, ["--vault", str(away), *words, "--self"], catch_exceptions=False)


def as_json(asked: Callable[..., Result]) -> dict[str, dict[str, object]]:
    result = asked("doctor", "--json")
    assert result.exit_code == 0
    found: dict[str, dict[str, object]] = json.loads(result.stdout)
    return found


def test_it_tells_versions_and_what_works(told: Callable[..., Result]) -> None:
    found = as_json(told)
    assert list(found) == [
        "program", "system", "libraries", "optional", "yaml", "database", "git", "watching", "time", "text", "folders",
        "variables", "cache",
    ]  # fmt: skip
    assert list(found["program"]) == ["vaultcrm", "python", "by"]
    assert list(found["watching"]) == ["works", "by", "seconds"]
    assert found["watching"]["works"] is True
    assert found["database"]["full_text"] is True
    assert None not in found["libraries"].values()
    assert set(found["optional"]) == {"keyring", "pyspellchecker", "typst"}
    assert found["folders"] == {"state": "~/keeping", "cache": "elsewhere"}
    assert "VAULTCRM_STATE" in found["variables"]


def test_nothing_private_is_in_it(told: Callable[..., Result]) -> None:
    for words in ((), ("--json",)):
        said = told("doctor", *words).stdout.casefold()
        assert [word for word in ("robin", "acme", "dana", "leaving", "follow-ups.ics") if word in said] == []


def test_it_fits_a_terminal(told: Callable[..., Result]) -> None:
    lines = told("doctor").stdout.splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[0].startswith("program    vaultcrm ")
    assert "cache      nothing" in lines


def test_the_caches_are_told_by_size(told: Callable[..., Result], tmp_path: Path) -> None:
    folder = machine.vault_cache(tmp_path / "leaving-acme")
    (folder / "answers").mkdir(parents=True)
    (folder / "answers/one").write_bytes(b"12345")
    (folder / "find.sqlite3").write_bytes(b"1" * 2000)
    assert as_json(told)["cache"] == {"answers": 5, "find.sqlite3": 2000}
    assert "answers 5, find.sqlite3 2,000" in told("doctor").stdout


def test_it_works_outside_of_a_vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = json.loads(CliRunner().invoke(cli, ["doctor", "--self", "--json"]).stdout)
    assert found["cache"] is None


def test_without_git_and_without_watching_it_says_so(told: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(24, "Too many open files")

    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("watchdog.observers.api.BaseObserver.schedule", refused)
    found = as_json(told)
    assert found["git"] == {"version": None}
    assert found["watching"]["works"] is False
    assert str(found["watching"]["by"]).endswith(": too many open files")


def test_a_change_that_is_not_noticed_is_no_watching(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "_PATIENCE", 0.05)
    monkeypatch.setattr("watchdog.observers.api.BaseObserver.dispatch_events", lambda *_: None)
    assert machine.watching().works is False


@pytest.mark.parametrize("other", ["--fix", "--staged"])
def test_it_goes_with_nothing_else(told: Callable[..., Result], other: str) -> None:
    assert told("doctor", other).exit_code == 2
