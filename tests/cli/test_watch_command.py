"""``watch`` builds the feed when a note is saved, and ends quietly."""

from __future__ import annotations

import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from vaultcrm.cli.context import Context
from vaultcrm.cli.watch import Watched, turn_at
from vaultcrm.model import Me, Settings


def wait_until(condition, seconds=20):
    until = time.monotonic() + seconds
    while not condition() and time.monotonic() < until:
        time.sleep(0.05)
    assert condition()


def test_the_feed_follows_the_notes_and_ctrl_c_ends_it(vault):
    feed = vault / "follow-ups.ics"
    words = [sys.executable, "-m", "vaultcrm", "--vault", str(vault), "--today", "2026-11-18", "watch"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as watching:
        wait_until(feed.exists)
        before = feed.read_bytes()
        note = vault / "interviews/2026-11-17 Acme.md"
        note.write_text(note.read_text() + "\n## Log\n\n- 2026-11-17 email [[Dana Lee]] #thank-you\n")
        wait_until(lambda: feed.read_bytes() != before)
        watching.send_signal(signal.SIGINT)
        out, err = watching.communicate(timeout=20)
    assert watching.returncode == 0
    assert out.startswith(f"{feed}: ")
    assert err == f"Watching {vault}; Ctrl-C ends it.\nDone watching.\n"


def test_midnight_is_the_users_own():
    settings = Settings(me=Me(timezone="America/New_York"))
    evening, night = (turn_at(datetime(2026, 11, 19, hour, 30, tzinfo=UTC), settings, False) for hour in (4, 5))
    assert (str(evening[0]), str(night[0])) == ("2026-11-18", "2026-11-19")


def test_what_stood_in_the_way_is_tried_again():
    now = datetime(2026, 11, 18, 12, tzinfo=UTC)
    assert turn_at(now, Settings(), True) != turn_at(now + timedelta(seconds=30), Settings(), True)
    assert turn_at(now, Settings(), False) == turn_at(now + timedelta(seconds=30), Settings(), False)


def test_trouble_is_told_once_and_its_end_too(vault, capsys):
    watched = Watched(Context(vault, "2026-11-18", datetime.now(UTC)))
    (vault / "follow-ups.ics").mkdir()
    watched.rebuild(None)
    watched.rebuild(None)
    assert capsys.readouterr().err.count("follow-ups.ics") == 1
    (vault / "follow-ups.ics").rmdir()
    watched.rebuild(None)
    assert capsys.readouterr().err == "All is well again.\n"
    assert (vault / "follow-ups.ics").is_file()


@contextmanager
def room_for(octets: int) -> Iterator[None]:
    """No file that is written meanwhile holds more: to a program, the disk is full there."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (octets, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_leaves_the_feed_of_before_and_is_waited_for(vault, capsys):
    watched, feed = Watched(Context(vault, "2026-11-18", datetime.now(UTC))), vault / "follow-ups.ics"
    watched.rebuild(None)
    good = feed.read_bytes()
    note = vault / "interviews/2026-11-17 Acme.md"
    note.write_text(note.read_text() + "\n## Log\n\n- 2026-11-17 email [[Dana Lee]] #thank-you\n")
    with room_for(1000):
        watched.rebuild(None)
    told = capsys.readouterr().err
    assert "nothing was written" in told
    assert told.count("follow-ups.ics") == 1
    assert feed.read_bytes() == good
    assert list(vault.glob(".vaultcrm-*")) == []
    watched.rebuild(None)
    assert capsys.readouterr().err == "All is well again.\n"
    assert feed.read_bytes() != good


def test_what_the_disk_does_not_tell_is_seen_when_it_is_calm(vault, monkeypatch):
    """Only what was told to be saved is looked at at once; whatever else has changed, when nothing more comes."""
    monkeypatch.setattr("vaultcrm.vault.stamps.FRESH", -(10**18))
    watched, feed = Watched(Context(vault, "2026-11-18", datetime.now(UTC))), vault / "follow-ups.ics"
    watched.rebuild(None)
    interview, contact = vault / "interviews/2026-11-17 Acme.md", vault / "contacts/Dana Lee.md"
    interview.write_text(interview.read_text() + "\n## Log\n\n- 2026-11-17 email [[Dana Lee]] #thank-you\n")
    contact.write_text(contact.read_text().replace("---\n", "---\nnext_contact: 2026-11-30\n", 1))
    feeds = []
    for saved in (frozenset({"interviews/2026-11-17 Acme.md"}), None):
        watched.rebuild(saved)
        feeds.append(feed.read_text().count("Get in touch with Dana"))
    assert (feeds[0], feeds[1] > 0) == (0, True)
