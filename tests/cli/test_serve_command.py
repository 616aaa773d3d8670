"""``serve`` on the wire: a subscriber gets the present state, whatever happens to the vault; and where it is to be found."""

from __future__ import annotations

import json
import os
import re
import signal
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

PATIENCE = 20


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.05)


def fetch(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=10) as reply:
        return reply.read()


def status(url: str) -> int:
    try:
        fetch(url)
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code
    return 200


@contextmanager
def serving(vault: Path, tmp_path: Path, *words: str) -> Iterator[tuple[subprocess.Popen[str], str, Path]]:
    """The command at work: its process, the first address that it tells, and the file of what it says."""
    command = [sys.executable, "-m", "vaultcrm", "--vault", vault, "--today", "2026-11-18", "serve", "--port", "0", *words]
    said = tmp_path / "said.txt"
    with said.open("w") as talk, subprocess.Popen(command, stdout=subprocess.PIPE, stderr=talk, text=True) as process:
        try:
            assert process.stdout
            url = next(line.strip() for line in process.stdout if line.strip().startswith("http://127.0.0.1:"))
            yield process, url, said
        finally:
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=PATIENCE)


def test_a_subscriber_gets_the_present_state(vault, tmp_path):
    with serving(vault, tmp_path) as (process, url, said):
        before = fetch(url)
        assert b"BEGIN:VEVENT" in before
        note = vault / "interviews/2026-11-17 Acme.md"
        note.write_text(note.read_text() + "\n## Log\n\n- 2026-11-17 email [[Dana Lee]] #thank-you\n")
        until(lambda: fetch(url) != before)
        assert fetch(url) == (vault / "follow-ups.ics").read_bytes()
    assert process.returncode == 0
    assert said.read_text() == f"Serving {vault}; Ctrl-C ends it.\nDone serving.\n"


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (lambda vault: (vault / "vaultcrm.toml").write_text("format = ["), "the settings"),
        (lambda vault: (vault / "vaultcrm.toml").unlink(), "vaultcrm.toml"),
        (lambda vault: [note.unlink() for note in vault.rglob("*.md")], "there are none to write now"),
        (lambda vault: vault.rename(vault.with_name("gone")), "there is no such folder"),
    ],
    ids=["unreadable settings", "no settings", "no notes", "no folder"],
)
def test_a_broken_vault_takes_no_calendar_along(vault, tmp_path, harm, words):
    with serving(vault, tmp_path) as (_, url, said):
        good = fetch(url)
        harm(vault)
        until(lambda: words in said.read_text())
        assert fetch(url) == good


def test_a_replaced_token_counts_at_once(run, vault, tmp_path):
    with serving(vault, tmp_path) as (_, url, _):
        new = run("feed", "address", "--new-token", "--json").stdout
        path = re.sub(r"^\w+://[^/]+", "", json.loads(new)[0]["served"][0])
        assert status(url) == 404
        assert status(re.sub(r"(\d)/.*", r"\1", url) + path) == 200


def test_strangers_are_told_nothing_and_the_token_is_nowhere(vault, tmp_path):
    with serving(vault, tmp_path) as (_, url, said):
        token = url.split("/")[3]
        assert status(url.replace(token, "0" * len(token))) == 404
        assert status(url.rsplit("/", 1)[0]) == 404
    assert token not in said.read_text()
    assert not any(token.encode() in file.read_bytes() for file in vault.rglob("*") if file.is_file())
    state = Path(os.environ["VAULTCRM_STATE"])
    assert {stat.S_IMODE(file.stat().st_mode) for file in state.rglob("token-*")} == {0o600}


def test_a_vault_with_wrong_settings_is_not_served(run, vault):
    settings = vault / "vaultcrm.toml"
    settings.write_text(settings.read_text() + 'level = "bussy"\n')
    result = run("serve", "--port", "0")
    assert result.exit_code == 3
    assert "bussy" in result.stderr


def test_a_port_that_is_taken(run, vault, tmp_path):
    with serving(vault, tmp_path) as (_, url, _):
        port = url.split(":")[2].partition("/")[0]
        result = run("serve", "--port", port)
    assert result.exit_code == 3
    assert "--port" in result.stderr


def test_the_addresses_of_each_kind(run, vault):
    found = json.loads(run("feed", "address", "--json", "--at", "https://feeds.example.com/").stdout)[0]
    local, public = found["served"]
    assert local.startswith("http://127.0.0.1:8377/")
    assert public.startswith("https://feeds.example.com/")
    assert local.rpartition("8377")[2] == public.rpartition("com")[2]
    assert found["webcal"][1] == public.replace("https", "webcal")


def test_a_code_for_the_phone_and_a_table_for_everyone(run, vault):
    text = run("feed", "address", "--qr").stdout
    assert "▄" in text
    for client in ("Apple", "Google", "Outlook", "Thunderbird", "GNOME", "KDE", "Nextcloud", "Android"):
        assert client in text
    assert max(map(len, text[text.index("how to subscribe") :].splitlines())) <= 80
