"""``init``: a vault in an empty folder, or of one that is there, without touching a note."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from vaultcrm.actions import init as module
from vaultcrm.actions.init import init, new_value, settings_text
from vaultcrm.actions.system import country_of, system_zone
from vaultcrm.errors import CannotWrite
from vaultcrm.vault import load_vault
from vaultcrm.vault.settings import read_settings


def files(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_an_empty_folder_becomes_a_vault_without_problems(tmp_path: Path) -> None:
    made = init(tmp_path / "my-search").made
    assert {"vaultcrm.toml", "contacts/", "interviews/", "jobs/", "search.md", "Inbox.md"} <= set(made)
    assert {"templates/contact.md", "templates/interview.md", "templates/job.md", "playbooks/savvy.md"} <= set(made)
    vault = load_vault(tmp_path / "my-search")
    assert [problem for problem in vault.problems if problem.severity != "hint"] == []
    assert [*vault.contacts, *vault.interviews, *vault.jobs] == []
    assert {"stay-in-touch", "impressive", "persistent", "savvy", "value-pitch"} <= set(vault.playbooks)


def test_running_it_again_adds_only_what_is_missing(tmp_path: Path) -> None:
    init(tmp_path)
    before = files(tmp_path)
    assert init(tmp_path).made == ()
    (tmp_path / "playbooks" / "savvy.md").unlink()
    (tmp_path / "search.md").write_text("mine")
    assert init(tmp_path).made == ("playbooks/savvy.md",)
    assert files(tmp_path) == {**before, "search.md": b"mine"}


def test_a_folder_of_notes_keeps_every_byte(tmp_path: Path) -> None:
    notes = {"People/Dana.md": b"\xff not text", "templates/Contact.md": b"mine", "Playbooks/x.md": b"y", "INBOX.md": b"z"}
    for name, data in notes.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    made = init(tmp_path).made
    assert {name: data for name, data in files(tmp_path).items() if name in notes} == notes
    assert "contacts/" not in made
    assert "templates/contact.md" not in made
    assert "Inbox.md" not in made
    assert "Playbooks/savvy.md" in made


def test_settings_without_an_identity_get_one(tmp_path: Path) -> None:
    (tmp_path / "vaultcrm.toml").write_bytes(b'# mine\r\n[me]\r\nname = "Robin"\r\n')
    assert init(tmp_path).made[0] == "vaultcrm.toml (its `vault` value)"
    text = (tmp_path / "vaultcrm.toml").read_bytes()
    assert text.endswith(b'"\r\n# mine\r\n[me]\r\nname = "Robin"\r\n')
    assert len(tomllib.loads(text.decode())["vault"]) == 12


def test_broken_settings_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "vaultcrm.toml").write_text("vault = [")
    init(tmp_path)
    assert (tmp_path / "vaultcrm.toml").read_text() == "vault = ["


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("")
    with pytest.raises(CannotWrite, match="this is a file"):
        init(tmp_path / "x")


def test_identities_differ() -> None:
    values = {new_value() for _ in range(50)}
    assert len(values) == 50
    assert all(value[0].isalpha() and value.isalnum() for value in values)


@pytest.mark.parametrize(("zone", "country"), [("America/New_York", "US"), ("Europe/Berlin", "DE"), ("UTC", None)])
def test_settings_know_the_zone_and_its_country(zone: str, country: str | None) -> None:
    settings, problems = read_settings(settings_text("k3x9", zone))
    assert problems == ()
    assert (settings.vault, settings.me.timezone, settings.me.country) == ("k3x9", zone, country)


def test_every_setting_that_is_off_can_be_switched_on() -> None:
    lines = settings_text("k3x9", "Europe/Berlin").splitlines()
    off = ("# [", '# "', "# query", "# every", "# from", "# to", "# timezone", "# coffee", "# role", "# status", "# interview")
    on = (line.removeprefix("# ") if line.startswith(off) else line for line in lines)
    settings, problems = read_settings("\n".join(on))
    assert problems == ()
    assert (len(settings.cadences), len(settings.away), settings.verbs) == (1, 1, {"coffee": "met"})
    assert settings.types == {"#person": "contact", "crm/people/": "contact"}
    assert settings.fields == {"contact": {"role": "title"}, "job": {"status": "stage"}}


def test_the_zone_comes_from_the_machine(tmp_path: Path) -> None:
    assert system_zone({"TZ": ":/usr/share/zoneinfo/Europe/Berlin"}, tmp_path) == "Europe/Berlin"
    assert system_zone({"TZ": "Europe/Berlin"}, tmp_path) == "Europe/Berlin"
    assert system_zone({"TZ": "nonsense"}, tmp_path) is None
    (tmp_path / "timezone").write_text("Asia/Kolkata\n")
    assert system_zone({}, tmp_path) == "Asia/Kolkata"
    (tmp_path / "localtime").symlink_to("/usr/share/zoneinfo/Pacific/Auckland")
    assert system_zone({}, tmp_path) == "Pacific/Auckland"


def test_the_country_is_that_of_the_zone() -> None:
    assert country_of("America/New_York") == "US"
    assert country_of("Nowhere/At_All") is None


def test_a_machine_without_a_zone_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "system_zone", lambda: None)
    assert init(tmp_path).timezone is None
