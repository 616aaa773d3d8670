"""``watch`` builds the feed when a note is saved, and ends quietly."""

from __future__ import annotations

import signal
import subprocess
import sys
import time


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
