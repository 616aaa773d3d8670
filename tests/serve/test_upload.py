"""Uploads to a server that is away, busy, or leads elsewhere; and whose password is sent to whom."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from vaultcrm.serve import upload
from vaultcrm.serve.upload import CannotPublish, fetch, login_for, put

HOST_A = "https://dav.example.com/robin/follow-ups.ics"
PLAIN = "/robin/follow-ups.ics"
BESIDE = "/robin/follow-ups.ics.until-whole"
ROBIN = {"VAULTCRM_DAV_USER": "robin", "VAULTCRM_DAV_PASSWORD": "secret"}


class Server(ThreadingHTTPServer):
    """Answers with the statuses that it was given, the last one for ever; remembers what it was sent."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.statuses, self.got, self.there, self.busy = [201], [], None, 0
        self.moving, self.moves = 201, []
        self.url = f"http://127.0.0.1:{self.server_port}/robin/follow-ups.ics"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_PUT(self) -> None:
        data = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((self.path, self.headers.get("Authorization"), data))
        self.answer(self.server.statuses.pop(0) if len(self.server.statuses) > 1 else self.server.statuses[0])

    def do_MOVE(self) -> None:
        words = ("Destination", "Overwrite", "Authorization")
        self.server.moves.append((self.path, *(self.headers.get(word) for word in words)))
        self.answer(self.server.moving)

    def do_DELETE(self) -> None:
        self.server.got.append((self.path, "DELETE", b""))
        self.answer(204)

    def do_GET(self) -> None:
        self.server.busy -= 1
        if self.server.busy >= 0:
            self.answer(503)
        else:
            self.answer(200 if self.server.there else 404, self.server.there or b"")

    def answer(self, status: int, body: bytes = b"") -> None:
        self.send_response(status)
        self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as made:
        thread = Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield made
        made.shutdown()
        thread.join()


def test_a_feed_arrives_whole(server):
    put(server.url, b"BEGIN:VCALENDAR", ("robin", "geheim:ü"))
    ((path, sent, data),) = server.got
    assert (path, data) == (BESIDE, b"BEGIN:VCALENDAR")
    assert base64.b64decode(sent.split()[1]).decode() == "robin:geheim:ü"
    assert server.moves == [(BESIDE, server.url, "T", sent)]


@pytest.mark.parametrize("status", [403, 404, 405, 409, 501, 502])
def test_who_does_not_move_is_sent_the_feed_itself(server, status):
    server.moving = status
    put(server.url, b"data", None, lambda _: None)
    assert [(path, data) for path, _, data in server.got] == [(BESIDE, b"data"), (BESIDE, b""), (PLAIN, b"data")]


@pytest.mark.parametrize("status", [403, 404, 405, 409, 415, 501])
def test_who_takes_only_the_feed_itself_gets_that(server, status):
    server.statuses = [status, 201]
    put(server.url, b"data", None, lambda _: None)
    assert [path for path, _, _ in server.got] == [BESIDE, PLAIN]
    assert server.moves == []


@pytest.mark.parametrize("end", ["/", "?share=robin"])
def test_a_calendar_is_made_whole_by_its_server(server, end):
    put(server.url + end, b"data", None)
    assert [path for path, _, _ in server.got] == [PLAIN + end]
    assert server.moves == []


def test_a_busy_server_is_asked_again(server):
    waits: list[float] = []
    server.statuses = [503, 429, 204]
    put(server.url, b"data", None, waits.append)
    assert len(server.got) == 3
    assert waits == sorted(waits)
    assert len(waits) == 2


def test_three_tries_are_enough(server):
    server.statuses = [500]
    with pytest.raises(CannotPublish, match="500"):
        put(server.url, b"data", None, lambda _: None)
    assert len(server.got) == 3


@pytest.mark.parametrize(
    ("status", "word"),
    [(401, "VAULTCRM_DAV_USER"), (403, "user"), (409, "folder"), (301, "elsewhere"), (308, "elsewhere")],
)
def test_a_no_is_a_no(server, status, word):
    server.statuses = [status]
    with pytest.raises(CannotPublish, match=str(status)) as told:
        put(server.url, b"data", ("robin", "secret"), lambda _: None)
    assert word in told.value.remedy
    assert [path for path, _, _ in server.got] == ([BESIDE] if status == 401 else [BESIDE, PLAIN])


def test_a_server_that_is_away():
    with pytest.raises(CannotPublish, match="cannot be reached"):
        put("http://127.0.0.1:9/x.ics", b"data", None, lambda _: None)
    with pytest.raises(CannotPublish, match="cannot be reached"):
        fetch("http://127.0.0.1:9/x.ics", None, lambda _: None)


def test_a_busy_server_is_asked_again_for_what_is_published(server):
    waits: list[float] = []
    server.busy, server.there = 2, b"BEGIN:VCALENDAR"
    assert fetch(server.url, None, waits.append) == b"BEGIN:VCALENDAR"
    assert len(waits) == 2


def test_what_is_published_is_fetched(server):
    assert fetch(server.url, None) is None
    server.there = b"BEGIN:VCALENDAR"
    assert fetch(server.url, None) == b"BEGIN:VCALENDAR"


def test_no_password_in_the_open():
    with pytest.raises(CannotPublish, match="readable on the way"):
        put("http://dav.example.com/x.ics", b"data", ("robin", "secret"))


@pytest.mark.parametrize(
    ("environment", "login"),
    [
        (ROBIN, ("robin", "secret")),
        ({**ROBIN, "VAULTCRM_DAV_HOST": "DAV.example.com"}, ("robin", "secret")),
        ({**ROBIN, "VAULTCRM_DAV_HOST": "dav.other.com"}, None),
        ({"VAULTCRM_DAV_USER": "robin"}, None),
        ({}, None),
    ],
)
def test_a_password_is_for_its_host(monkeypatch, environment, login):
    monkeypatch.setattr(upload, "_from_keyring", lambda host, user: None)
    assert login_for(HOST_A, environment) == login


ASKED = """
import keyring, os
from vaultcrm.serve.upload import login_for
keyring.set_password("vaultcrm:dav.example.com", "robin", "secret")
print(login_for("https://DAV.example.com/robin/follow-ups.ics", os.environ))
print(login_for("https://dav.other.com/robin/follow-ups.ics", os.environ))
"""


@pytest.mark.parametrize(
    ("backend", "environment", "said"),
    [
        ("keyrings.alt.file.PlaintextKeyring", {"VAULTCRM_DAV_USER": "robin"}, "('robin', 'secret')\nNone\n"),
        ("keyrings.alt.file.PlaintextKeyring", {"VAULTCRM_DAV_USER": "sam"}, "None\nNone\n"),
        ("keyrings.alt.file.PlaintextKeyring", {**ROBIN, "VAULTCRM_DAV_HOST": "dav.other.com"}, "None\n('robin', 'secret')\n"),
        ("keyrings.alt.file.PlaintextKeyring", {}, "None\nNone\n"),
        ("keyring.backends.null.Keyring", {"VAULTCRM_DAV_USER": "robin"}, "None\nNone\n"),
    ],
    ids=["its user", "another user", "another host", "nobody named", "no keyring"],
)
def test_a_password_in_a_real_keyring(tmp_path, backend, environment, said):
    """A keyring that keeps its secrets in a file, and wants to be told whose."""
    told = {**os.environ, "PYTHON_KEYRING_BACKEND": backend, "XDG_DATA_HOME": str(tmp_path), **environment}
    run = subprocess.run([sys.executable, "-c", ASKED], env=told, capture_output=True, text=True, check=False)
    assert (run.stdout, run.stderr) == (said, "")
