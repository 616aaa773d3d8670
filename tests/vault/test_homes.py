"""Where the program keeps its own things, said without the library that knows every system, and just as it says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest

from vaultcrm.errors import CannotWrite
from vaultcrm.vault.homes import from_home, own_folder


@pytest.mark.parametrize("chosen", [None, "", " ", "/mnt/kept", "/mnt/a b/"])
@pytest.mark.parametrize("home", ["/home/ada", "/", None])
def test_it_is_where_the_library_says(monkeypatch: pytest.MonkeyPatch, chosen: str | None, home: str | None) -> None:
    for name, value in {"XDG_CACHE_HOME": chosen, "XDG_STATE_HOME": chosen, "HOME": home}.items():
        monkeypatch.delenv(name, raising=False)
        if value is not None:
            monkeypatch.setenv(name, value)
    assert own_folder("cache") == platformdirs.user_cache_path("vaultcrm", appauthor=False)
    assert own_folder("state") == platformdirs.user_state_path("vaultcrm", appauthor=False)


def test_another_system_is_asked_of_the_library(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(platformdirs, "user_state_path", lambda name, appauthor: tmp_path / name)
    assert own_folder("state") == tmp_path / "vaultcrm"


def test_a_user_without_a_home_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(name: str, appauthor: bool) -> Path:
        raise RuntimeError("could not determine the home directory")

    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(platformdirs, "user_cache_path", nowhere)
    with pytest.raises(CannotWrite, match="no folder for vaultcrm's cache"):
        own_folder("cache")


def test_on_linux_the_library_is_not_asked() -> None:
    code = (
        "import sys; sys.platform = 'linux'; from vaultcrm.vault.homes import from_home, own_folder; own_folder('cache');"
        "print('platformdirs' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_behind_the_mark_of_somebody_who_is_not_there_nothing_is_meant(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert from_home("~/vault") == tmp_path / "vault"
    assert from_home("~no such user/vault") == Path("~no such user/vault")
