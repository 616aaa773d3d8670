"""Evolution's data server and Thunderbird, subscribed to what ``vaultcrm serve`` gives: what changes arrives after a refresh.

Run by hand before a release, ``pytest -m desktop`` (README.md in this folder): the programs take 800 MB, more than CI should.
Both work without a screen, with settings, folders and a message bus of their own, and reach no other computer.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import icalendar
import pytest

pytestmark = pytest.mark.desktop

HERE = Path(__file__).parent
SYSTEM_PYTHON = "/usr/bin/python3"  # the one that Debian's python3-gi is for
TODAY = "2026-11-18"
LIST = 'Send the list; then the "plan", too'
VIEWER = "America/New_York"
PATIENCE = 60
SEARCH = """\
---
type: search
status: active
---

## Promised

- [ ] Send the list; then the "plan", too 2026-11-25
- [ ] Ask Zoë, please 2026-11-26
"""
INTERVIEW = """\
---
type: interview
id: tavi2
start: 2026-11-27 15:00
timezone: Europe/Berlin
company: Acme
playbooks: [savvy]
---
"""
# UID, summary, start, end and description; a day is 2026-11-20, a moment 2026-11-20T19:00:00Z.
Row = tuple[str, str, str, str, str]


@dataclass(frozen=True)
class Subscription:
    """A program that has subscribed: have it ask once, and see what it has."""

    refresh: Callable[[], object]
    rows: Callable[[], list[Row]]


def settled(client: Subscription, address: str) -> list[Row]:
    """What the program has once that is what is served; where it never gets there, show what it has."""
    deadline = time.monotonic() + PATIENCE
    while (rows := client.rows()) != served(address):
        if time.monotonic() > deadline:
            assert rows == served(address)
        time.sleep(0.2)
    return rows


def plain_environment(home: Path) -> dict[str, str]:
    """Nothing of the developer's own: neither the folders nor the message bus nor a proxy."""
    runtime = home / "run"
    runtime.mkdir(mode=0o700, parents=True)
    folders = {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("CONFIG", "DATA", "CACHE", "STATE")}
    gnome = {"GSETTINGS_BACKEND": "memory", "GIO_USE_VFS": "local", "GIO_USE_NETWORK_MONITOR": "base"}
    usual = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TZ": VIEWER, "HOME": str(home)}
    return {**usual, **folders, **gnome, "XDG_RUNTIME_DIR": str(runtime)}


@contextmanager
def running(command: list[str], environment: dict[str, str], **pipes: object) -> Iterator[subprocess.Popen[str]]:
    """A program and what it starts, while the block runs. Its folders are thrown away, so that it need not tidy up."""
    with subprocess.Popen(command, env=environment, text=True, start_new_session=True, **pipes) as process:
        try:
            yield process
        finally:
            os.killpg(process.pid, signal.SIGKILL)


def must_be_there(program: str) -> None:
    assert shutil.which(program), f"{program} is missing: python tests/clients/install.py desktop installs it"


@pytest.fixture
def vault(tmp_path) -> Path:
    root = tmp_path / "vault"
    root.mkdir()
    (root / "vaultcrm.toml").write_text('format = 1\nvault = "k3x9"\ntimezone = "Europe/Berlin"\n')
    (root / "search.md").write_text(SEARCH, encoding="utf-8")
    (root / "acme.md").write_text(INTERVIEW, encoding="utf-8")
    (root / "brick.md").write_text(INTERVIEW.replace("tavi2", "mopu4").replace("Acme", "Brick"), encoding="utf-8")
    return root


@pytest.fixture
def address(vault) -> Iterator[str]:
    """Where ``vaultcrm serve`` says that the feed is, while it runs."""
    command = [sys.executable, "-m", "vaultcrm", "--vault", vault, "--today", TODAY, "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            yield next(line.strip() for line in server.stdout or () if line.strip().startswith("http://127.0.0.1:"))
        finally:
            server.send_signal(signal.SIGINT)
            server.communicate(timeout=PATIENCE)


def served(address: str) -> list[Row]:
    """What the feed at the address says now."""
    parts = urlsplit(address)
    with closing(HTTPConnection(parts.netloc, timeout=10)) as connection:
        connection.request("GET", parts.path)
        calendar = icalendar.Calendar.from_ical(connection.getresponse().read())
    return sorted(served_row(event) for event in calendar.walk("VEVENT"))


def served_row(event: icalendar.Component) -> Row:
    start, end = (shown(event[name].dt) for name in ("DTSTART", "DTEND"))
    return str(event["UID"]), str(event["SUMMARY"]), start, end, str(event.get("DESCRIPTION", ""))


def shown(moment: date) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if isinstance(moment, datetime) else moment.isoformat()


EVOLUTION_SOURCE = """\
[Data Source]
DisplayName=Follow-ups
Enabled=true
Parent=webcal-stub
[Calendar]
BackendName=webcal
[Authentication]
Host={host}
Port={port}
Method=none
[Security]
Method=none
[WebDAV Backend]
ResourcePath={path}
[Offline]
StaySynchronized=true
[Refresh]
Enabled=false
"""


@contextmanager
def evolution(address: str, home: Path) -> Iterator[Subscription]:
    """Evolution's data server, asked over its own bus; it refreshes when told to, and then alone."""
    must_be_there("dbus-run-session")
    environment, parts = plain_environment(home), urlsplit(address)
    sources = home / "config" / "evolution" / "sources"
    sources.mkdir(parents=True)
    source = EVOLUTION_SOURCE.format(host=parts.hostname, port=parts.port, path=parts.path)
    (sources / "feed.source").write_text(source)
    command = ["dbus-run-session", "--", SYSTEM_PYTHON, str(HERE / "read_evolution.py")]
    said, pipe = home / "said.txt", subprocess.PIPE
    with said.open("w") as talk, running(command, environment, stdin=pipe, stdout=pipe, stderr=talk) as process:

        def ask(word: str) -> list[list[str]]:
            print(word, file=process.stdin, flush=True)
            answer = process.stdout.readline() if process.stdout else ""
            assert answer, f"no answer; is all there that install.py desktop installs?\n{said.read_text()}"
            return json.loads(answer)

        yield Subscription(lambda: ask("refresh"), lambda: sorted((*row,) for row in ask("rows")))


@contextmanager
def thunderbird(address: str, home: Path) -> Iterator[Subscription]:
    """Thunderbird without a window; it refreshes by its own clock, so that nobody need tell it to."""
    must_be_there("thunderbird")
    environment, profile = plain_environment(home), home / "profile"
    profile.mkdir()
    settings = (HERE / "thunderbird.js").read_text(encoding="utf-8")
    (profile / "user.js").write_text(settings.replace("@ADDRESS@", address))
    command = ["thunderbird", "--headless", "--no-remote", "--profile", str(profile)]
    with (home / "said.txt").open("w") as talk, running(command, environment, stdout=talk, stderr=talk):
        yield Subscription(lambda: None, lambda: cached(profile / "calendar-data" / "cache.sqlite"))


CACHED = """\
SELECT id, title, event_start, event_end, event_start_tz, value
FROM cal_events LEFT JOIN cal_properties ON item_id = id AND key = 'DESCRIPTION'"""


def cached(database: Path) -> list[Row]:
    """The events in Thunderbird's cache; none before it has made one.

    A copy is read: Thunderbird may give up for good on a cache that somebody has open while it is being made.
    """
    with TemporaryDirectory() as folder:
        copy = Path(folder) / database.name
        for end in ("-wal", ""):
            with suppress(FileNotFoundError):
                shutil.copyfile(f"{database}{end}", f"{copy}{end}")
        try:
            with closing(sqlite3.connect(copy)) as connection:
                return sorted(map(cached_row, connection.execute(CACHED)))
        except sqlite3.DatabaseError:
            return []


def cached_row(event: tuple[str, str, int, int, str, str | None]) -> Row:
    uid, title, start, end, zone, text = event
    return uid, title, stamp(start, zone), stamp(end, zone), text or ""


def stamp(microseconds: int, zone: str) -> str:
    """A day of an all-day event, which Thunderbird keeps as a floating midnight, or the moment."""
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds)
    return shown(moment.date() if zone == "floating" else moment)


CLIENTS = {"evolution": evolution, "thunderbird": thunderbird}


@pytest.fixture(params=CLIENTS)
def client(request, vault, address, tmp_path) -> Iterator[Subscription]:
    """A program that has subscribed and shows the feed as it was at first."""
    subscribed: Callable[[str, Path], AbstractContextManager[Subscription]] = CLIENTS[request.param]
    with subscribed(address, tmp_path / "home") as subscription:
        settled(subscription, address)
        yield subscription


def refreshed(client: Subscription, address: str, edit: Callable[[], object]) -> tuple[list[Row], list[Row]]:
    """What the client has before an edit of the notes, and after one refresh."""
    before = settled(client, address)
    edit()
    deadline = time.monotonic() + PATIENCE
    while served(address) == before:
        assert time.monotonic() < deadline, "the feed does not change"
        time.sleep(0.1)
    client.refresh()
    return before, settled(client, address)


def replace(note: Path, *changes: tuple[str, str]) -> None:
    text = note.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    note.write_text(text, encoding="utf-8")


def named(rows: list[Row], summary: str) -> Row:
    (row,) = (row for row in rows if row[1] == summary)
    return row


def times(rows: list[Row]) -> set[tuple[str, str, str]]:
    return {row[1:4] for row in rows}


def test_the_feed_arrives_whole_with_its_days_and_instants(client, address):
    rows = settled(client, address)
    assert (LIST, "2026-11-25", "2026-11-26") in times(rows)
    assert ("Ask Zoë, please", "2026-11-26", "2026-11-27") in times(rows)
    assert ("Interview (Acme)", "2026-11-27T14:00:00Z", "2026-11-27T15:00:00Z") in times(rows)
    assert any("\n" in description for *_, description in rows)


def test_what_is_new_arrives(client, address, vault):
    promise = "- [ ] Bring the slides 2026-11-30\n"
    before, after = refreshed(client, address, lambda: replace(vault / "search.md", (SEARCH, SEARCH + promise)))
    assert times(after) - times(before) == {("Bring the slides", "2026-11-30", "2026-12-01")}
    assert set(before) < set(after)


def test_what_changes_arrives_in_its_old_place(client, address, vault):
    def edit() -> None:
        replace(vault / "acme.md", ("15:00", "16:30"))
        replace(vault / "search.md", ("2026-11-25", "2026-12-01"))

    before, after = refreshed(client, address, edit)
    assert named(after, LIST)[2:4] == ("2026-12-01", "2026-12-02")
    assert named(after, "Interview (Acme)")[2:4] == ("2026-11-27T15:30:00Z", "2026-11-27T16:30:00Z")
    assert [row[0] for row in before] == [row[0] for row in after]


def test_what_is_done_or_deleted_goes(client, address, vault):
    def edit() -> None:
        replace(vault / "search.md", ("- [ ] Ask Zoë", "- [x] Ask Zoë"))
        (vault / "acme.md").unlink()

    before, after = refreshed(client, address, edit)
    assert set(after) < set(before)
    assert all(named(after, kept) == named(before, kept) for kept in (LIST, "Interview (Brick)"))
    assert not any("Zoë" in row[1] or "Acme" in row[1] for row in after)
