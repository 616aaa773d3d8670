"""The feed in the programs that people subscribe with: every event, instant and word that was planned, and no other.

``tests/clients/install.py`` installs them. Expected is what stands in the entries before anything is written; the interviews'
instants are worked out by hand besides, on both sides of the clock changes.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from base64 import b64encode
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from vaultcrm.feed import build_feed
from vaultcrm.feed.events import event_entries, task_entries
from vaultcrm.feed.scene import look_at
from vaultcrm.model import FeedSettings, Plan
from vaultcrm.plan import make_plan
from vaultcrm.serve.answers import Feed
from vaultcrm.serve.upload import fetch, put
from vaultcrm.serve.web import application, listening
from vaultcrm.vault import NoteVault, load_vault
from vaultcrm.vault.holidays import PublicHolidays

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
BIN = HERE.parents[1] / ".venv-clients" / "bin"
TODAY = date(2026, 10, 20)
VIEWERS = ["America/New_York", "Europe/Berlin", "Asia/Kolkata", "Pacific/Auckland"]
# The local start, the zone, and the instant: before and after each clock change, where there is one.
INTERVIEWS = {
    "Berlin summer": ("2026-10-24 23:00", "Europe/Berlin", "2026-10-24T21:00:00Z"),
    "Berlin winter": ("2026-10-25 09:00", "Europe/Berlin", "2026-10-25T08:00:00Z"),
    "Kolkata": ("2026-10-31 16:00", "Asia/Kolkata", "2026-10-31T10:30:00Z"),
    "New York winter": ("2026-11-01 09:00", "America/New_York", "2026-11-01T14:00:00Z"),
    "New York summer": ("2027-03-14 09:00", "America/New_York", "2027-03-14T13:00:00Z"),
    "Berlin summer again": ("2027-03-28 09:00", "Europe/Berlin", "2027-03-28T07:00:00Z"),
    "Auckland winter": ("2027-04-04 09:00", "Pacific/Auckland", "2027-04-03T21:00:00Z"),
}
PROMISES = [
    "Send the list; then the plan, too",
    "Ask for the \"second\" part and the 'third'",
    "Say “thanks” \U0001f44b\U0001f3fd \U0001f469‍\U0001f4bb é",
    # Not "C:\\new": ics and node-ical take the backslash and the n of the escaped text for a line break.
    "Backslash \\ and C:\\Users\\table",
    "日本語の題名" * 12,
    "100 % of: BEGIN:VEVENT <b>bold</b> & co",
]
NOTE = """\
---
type: interview
id: {id}
start: {start}
timezone: {zone}
company: "{name}; Söhne, & Co"
place: "Main Street 1, 2nd floor"
playbooks: [savvy]
---
"""
FULL = FeedSettings(level="full")
TODOS = FeedSettings(name="todos", level="full", todos=True)
Row = tuple[str, str, str, str]


@pytest.fixture(scope="module")
def vault(tmp_path_factory) -> NoteVault:
    root = tmp_path_factory.mktemp("vault")
    (root / "vaultcrm.toml").write_text('format = 1\nvault = "k3x9"\ntimezone = "America/New_York"\n')
    for name, (start, zone, _) in INTERVIEWS.items():
        front = NOTE.format(id=name.replace(" ", "-"), start=start, zone=zone, name=name)
        (root / f"{name}.md").write_text(front, encoding="utf-8")
    tasks = "".join(f"- [ ] {words} 2026-11-{10 + n}\n" for n, words in enumerate(PROMISES))
    (root / "search.md").write_text(f"---\ntype: search\nstatus: active\n---\n\n## Promised\n\n{tasks}", encoding="utf-8")
    return load_vault(root)


@pytest.fixture(scope="module")
def plan(vault) -> Plan:
    return make_plan(vault, TODAY, PublicHolidays())


def shown(moment: date) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if isinstance(moment, datetime) else moment.isoformat()


@pytest.fixture(scope="module")
def planned(vault, plan) -> list[Row]:
    entries = event_entries(look_at(vault, plan, FULL))
    return sorted((e.summary, shown(e.start), shown(e.end), e.description) for e in entries)


@pytest.fixture(scope="module")
def feed(vault, plan, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("feed") / "follow-ups.ics"
    path.write_bytes(build_feed(vault, plan, FULL, None))
    return path


def run(*words: object, zone: str = "UTC", home: Path | None = None, asked: str = "") -> str:
    """What a client says; it must be there, and end well."""
    more = {"HOME": str(home), "XDG_CONFIG_HOME": str(home), "XDG_DATA_HOME": str(home)} if home else {}
    environment = {**os.environ, **more, "TZ": zone, "LC_ALL": "C.UTF-8", "PYTHONPATH": ""}
    command = [str(word) for word in words]
    assert shutil.which(command[0]), f"{command[0]} is missing: python tests/clients/install.py installs the clients"
    done = subprocess.run(command, env=environment, input=asked, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def rows(said: str) -> list[Row]:
    return sorted(tuple(row) for row in json.loads(said))


def test_the_plan_holds_what_was_worked_by_hand(planned):
    talks = {start for summary, start, _, _ in planned if "nterview" in summary}
    assert {instant for _, _, instant in INTERVIEWS.values()} <= talks
    for words in PROMISES:
        assert any(words in summary + description for summary, _, _, description in planned)
    assert any("\n" in description for _, _, _, description in planned)


@pytest.mark.parametrize("zone", VIEWERS)
@pytest.mark.parametrize("client", ["ical", "ics", "vobject", "recurring"])
def test_in_python(feed, planned, client, zone):
    assert rows(run(BIN / "python", HERE / "read_feed.py", client, feed, zone=zone)) == planned


@pytest.mark.parametrize("zone", VIEWERS)
@pytest.mark.parametrize("client", ["icaljs", "nodeical", "calendarjs"])
def test_in_javascript(feed, planned, client, zone):
    assert rows(run("node", HERE / "read_feed.mjs", client, feed, zone=zone)) == planned


def test_libical_has_no_objection(feed, planned):
    assert len(rows(run(BIN / "python", HERE / "read_feed.py", "libical", feed))) == len(planned)


@pytest.mark.parametrize("zone", VIEWERS)
def test_calcurse_skips_nothing(feed, planned, zone, tmp_path):
    said = run("calcurse", "-D", tmp_path, "-i", feed, zone=zone, home=tmp_path)
    assert "0 skipped" in said
    written = (tmp_path / "apts").read_text(encoding="utf-8").splitlines()
    timed = [re.match(r"(\S+) @ (\S+) -> \S+ @ \S+ ?(?:>\w+ )?[!|](.*)", line) for line in written]
    read = sorted((calcurse_instant(*found.group(1, 2), zone), found[3]) for found in timed if found)
    assert read == sorted((start, summary) for summary, start, _, _ in planned if "T" in start)
    days = [re.match(r"(\d+)/(\d+)/(\d+) \[1\] ?(?:>\w+ )?(.*)", line) for line in written]
    found_days = sorted((f"{found[3]}-{found[1]}-{found[2]}", found[4]) for found in days if found)
    assert found_days == sorted((start, summary) for summary, start, _, _ in planned if "T" not in start)


def calcurse_instant(day: str, hour: str, zone: str) -> str:
    return shown(datetime.strptime(f"{day} {hour}", "%m/%d/%Y %H:%M").replace(tzinfo=ZoneInfo(zone)))


VDIRSYNCER = """\
[general]
status_path = "{home}/status"
[pair feed]
a = "remote"
b = "local"
collections = null
[storage remote]
type = "http"
url = "{url}"
[storage local]
type = "filesystem"
path = "{home}/items"
fileext = ".ics"
"""
KHAL = """\
[calendars]
[[feed]]
path = {home}/items
[locale]
local_timezone = {zone}
default_timezone = {zone}
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {home}/khal.db
"""
TODOMAN = 'path = "{home}/lists/*"\ndate_format = "%Y-%m-%d"\ntime_format = "%H:%M"\n'


@pytest.fixture
def synced(tmp_path) -> Iterator:
    """Serve a feed as ``serve`` does, and have vdirsyncer bring it over: the folder of its items, and a way to refresh."""
    path = "/s3cretS3cretS3cretS3cretS3cret12/follow-ups.ics"
    served: dict[str, Feed] = {}
    with listening(application(lambda: served, {"127.0.0.1"}.__contains__), "127.0.0.1", 0) as port:
        config = tmp_path / "vdirsyncer.conf"
        config.write_text(VDIRSYNCER.format(home=tmp_path, url=f"http://127.0.0.1:{port}{path}"))

        def sync(data: bytes) -> Path:
            served[path] = Feed("follow-ups.ics", data, datetime.now(UTC).replace(microsecond=0))
            if not (tmp_path / "items").exists():
                run(BIN / "vdirsyncer", "-c", config, "discover", home=tmp_path, asked="y\ny\n")
            run(BIN / "vdirsyncer", "-c", config, "sync", home=tmp_path)
            return tmp_path / "items"

        yield sync


@pytest.mark.parametrize("zone", VIEWERS)
def test_vdirsyncer_brings_it_to_khal(feed, planned, synced, tmp_path, zone):
    items = synced(feed.read_bytes())
    assert len(list(items.glob("*.ics"))) == len(planned)
    (tmp_path / "khal.conf").write_text(KHAL.format(home=tmp_path, zone=zone))
    fields = [word for name in ("title", "start-long", "end-long", "all-day", "description") for word in ("--json", name)]
    listing = ["list", "--once", *fields, "2026-01-01", "800d"]
    said = run(BIN / "khal", "-c", tmp_path / "khal.conf", *listing, zone=zone, home=tmp_path)
    found = [event for line in said.splitlines() if line for event in json.loads(line)]
    assert sorted(khal_row(event, ZoneInfo(zone)) for event in found) == planned


def khal_row(event: dict[str, str], zone: ZoneInfo) -> Row:
    """A row of what khal says; its last day is the day itself, not the one after."""
    if event["all-day"] == "True":
        start, end = (date.fromisoformat(event[key][:10]) for key in ("start-long", "end-long"))
        return event["title"], start.isoformat(), (end + timedelta(days=1)).isoformat(), event["description"]
    moments = (datetime.strptime(event[key], "%Y-%m-%d %H:%M").replace(tzinfo=zone) for key in ("start-long", "end-long"))
    return event["title"], *map(shown, moments), event["description"]


def test_what_is_new_changed_and_gone_arrives_with_the_next_refresh(vault, plan, synced):
    data = build_feed(vault, plan, FULL, None)
    before = {path.name: path.read_text() for path in synced(data).iterdir()}
    done = Plan(plan.today, plan.touchpoints[1:])
    later = build_feed(vault, make_plan(vault, TODAY + timedelta(days=1), PublicHolidays()), FULL, data)
    gone = build_feed(vault, done, FULL, data)
    after = {path.name: path.read_text() for path in synced(gone).iterdir()}
    assert set(after) < set(before)
    assert all(after[name] == before[name] for name in after)
    moved = {path.name: path.read_text() for path in synced(later).iterdir()}
    assert moved != before
    assert len(moved) == later.count(b"\r\nBEGIN:VEVENT")


def test_todoman_lists_the_to_dos(vault, plan, synced, tmp_path):
    tasks = task_entries(look_at(vault, plan, TODOS))
    items = synced(build_feed(vault, plan, TODOS, None))
    (tmp_path / "lists").mkdir()
    items.rename(tmp_path / "lists" / "feed")
    (tmp_path / "todoman").mkdir()
    (tmp_path / "todoman" / "config.py").write_text(TODOMAN.format(home=tmp_path))
    said = run(BIN / "todo", "--porcelain", "list", zone="America/New_York", home=tmp_path)
    found = sorted((todo["summary"], due_day(todo["due"])) for todo in json.loads(said))
    assert found == sorted((task.summary, task.due.isoformat()) for task in tasks)


def due_day(stamp: float) -> str:
    return datetime.fromtimestamp(stamp, ZoneInfo("America/New_York")).date().isoformat()


QUERY = """<?xml version="1.0"?>
<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop><D:getetag/></D:prop>
<C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">
<C:time-range start="{start}" end="{end}"/></C:comp-filter></C:comp-filter></C:filter></C:calendar-query>"""


@pytest.fixture
def radicale(tmp_path) -> Iterator[str]:
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    words = ["--server-hosts", f"127.0.0.1:{port}", "--auth-type", "none", "--storage-filesystem-folder", str(tmp_path)]
    command = [sys.executable, "-m", "radicale", "--config", "", *words]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            until_it_listens(port)
            yield f"http://127.0.0.1:{port}/robin/follow-ups.ics/"
        finally:
            server.terminate()


def until_it_listens(port: int) -> None:
    deadline = time.monotonic() + 20
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            assert time.monotonic() < deadline, "Radicale does not start"
            time.sleep(0.05)


def test_radicale_takes_it_and_finds_it_again(feed, planned, radicale, tmp_path_factory):
    login = ("robin", "any")
    put(radicale, feed.read_bytes(), login)
    back = tmp_path_factory.mktemp("back") / "back.ics"
    back.write_bytes(fetch(radicale, login) or b"")
    assert rows(run(BIN / "python", HERE / "read_feed.py", "recurring", back)) == planned
    for name, (_, _, instant) in INTERVIEWS.items():
        start = datetime.fromisoformat(instant)
        timed = [row for row in planned if "T" in row[1] and row[1] <= instant < row[2]]
        assert report(radicale, login, start) >= len(timed) > 0, name


def report(url: str, login: tuple[str, str], start: datetime) -> int:
    """How many events the server finds in the minute from ``start``."""
    body = QUERY.format(start=f"{start:%Y%m%dT%H%M%SZ}", end=f"{start + timedelta(minutes=1):%Y%m%dT%H%M%SZ}")
    words = {"Depth": "1", "Content-Type": "text/xml", "Authorization": "Basic " + b64encode(":".join(login).encode()).decode()}
    with urllib.request.urlopen(urllib.request.Request(url, body.encode(), words, method="REPORT"), timeout=10) as reply:
        return reply.read().count(b"<href>")
