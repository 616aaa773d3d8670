"""Onto the clipboard: by a program that is there, else through the terminal."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import pytest

from vaultcrm.cli.clipboard import MOST_BYTES, copy, osc52
from vaultcrm.errors import CannotWrite


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty PATH, to which programs can be added; a screen of both kinds."""
    for name, value in {"PATH": str(tmp_path), "WAYLAND_DISPLAY": "w", "DISPLAY": ":0", "TERM": "xterm"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("TMUX", raising=False)
    return tmp_path


def program(
    folder: Path,
    name: str,
    script: str = '#!/bin/sh\nwhile IFS= read -r line; do echo "$line"; done > "$0.got"; echo "$@" > "$0.with"',
) -> Path:
    path = folder / name
    path.write_text(script + "\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize(
    ("name", "words"), [("wl-copy", ""), ("xclip", "-selection clipboard"), ("xsel", "--clipboard --input"), ("pbcopy", "")]
)
def test_a_program_that_is_there_takes_it(programs: Path, name: str, words: str) -> None:
    path = program(programs, name)

    assert copy("Grüße\nRobin\n", io.StringIO()) == name
    assert path.with_name(f"{name}.got").read_text(encoding="utf-8") == "Grüße\nRobin\n"
    assert path.with_name(f"{name}.with").read_text(encoding="utf-8").strip() == words


def test_the_next_one_is_tried_where_one_fails(programs: Path) -> None:
    program(programs, "wl-copy", "#!/bin/sh\nexit 1")
    program(programs, "xclip")

    assert copy("x\n", io.StringIO()) == "xclip"


def test_a_program_without_its_screen_is_passed_over(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(programs, "wl-copy")
    program(programs, "xclip")
    monkeypatch.delenv("WAYLAND_DISPLAY")

    assert copy("x\n", io.StringIO()) == "xclip"


def test_a_program_in_the_current_folder_is_never_run(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(programs, "xclip")
    monkeypatch.chdir(programs)
    monkeypatch.setenv("PATH", ".")

    with pytest.raises(CannotWrite):
        copy("x", io.StringIO())


def test_without_any_the_terminal_takes_it(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()

    assert "OSC 52" in copy("Grüße", terminal)
    assert terminal.getvalue() == f"\x1b]52;c;{base64.b64encode('Grüße'.encode()).decode()}\x07"
    monkeypatch.setenv("TERM", "dumb")
    with pytest.raises(CannotWrite, match="no way to the clipboard"):
        copy("x", terminal)


def test_tmux_takes_it_before_the_terminal(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(programs, "tmux")
    monkeypatch.setenv("TMUX", "/tmp/tmux,1,0")

    assert copy("x\n", Terminal()) == "tmux"


def test_more_than_terminals_take_is_refused() -> None:
    with pytest.raises(CannotWrite, match="too long"):
        osc52("x" * MOST_BYTES)
