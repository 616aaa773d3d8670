"""The server on the wire: what it does with many, with the slow, and with those who send too much."""

from __future__ import annotations

import asyncio
import http.client
import logging
import socket
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime

import pytest

from vaultcrm.serve import web
from vaultcrm.serve.answers import Feed
from vaultcrm.serve.web import CannotServe, application, listening

PATH = "/s3cretS3cretS3cretS3cretS3cret12/follow-ups.ics"
DATA = b"BEGIN:VCALENDAR\r\n" + b"X-COMMENT:" + b"a" * 40_000 + b"\r\nEND:VCALENDAR\r\n"
LOOPBACK = "127.0.0.1"


@pytest.fixture
def feeds() -> dict[str, Feed]:
    return {PATH: Feed("follow-ups.ics", DATA, datetime(2026, 11, 17, 20, tzinfo=UTC))}


@pytest.fixture
def port(feeds) -> Iterator[int]:
    app = application(lambda: feeds, {"localhost", LOOPBACK}.__contains__)
    with listening(app, LOOPBACK, 0) as bound:
        yield bound


def ask(port: int, method: str = "GET", path: str = PATH, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
    with closing(http.client.HTTPConnection(LOOPBACK, port, timeout=10)) as client:
        client.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        found = client.getresponse()
        return found, found.read()


def say(port: int, words: bytes, patience: float = 10) -> bytes:
    """What comes back to exactly these bytes, until the server is done with them."""
    with socket.create_connection((LOOPBACK, port), timeout=patience) as client:
        client.sendall(words)
        client.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: client.recv(65536), b""))


def test_a_calendar_subscribes_and_asks_again(port, feeds):
    first, data = ask(port, Accept_Encoding="gzip, br")
    assert (first.status, data) == (200, DATA)
    assert first.getheader("Content-Encoding") is None
    again, nothing = ask(port, If_None_Match=first.getheader("ETag"))
    assert (again.status, nothing) == (304, b"")
    apple, nothing = ask(port, If_Modified_Since=first.getheader("Last-Modified"))
    assert (apple.status, nothing) == (304, b"")
    feeds[PATH] = Feed("follow-ups.ics", b"new", datetime(2026, 11, 18, 8, tzinfo=UTC))
    assert ask(port, If_None_Match=first.getheader("ETag"))[1] == b"new"


def test_head_and_cache_busting(port):
    found, data = ask(port, "HEAD")
    assert (found.status, found.getheader("Content-Length"), data) == (200, str(len(DATA)), b"")
    assert ask(port, path=PATH + "?nocache=1")[1] == DATA
    assert ask(port, path=PATH.replace("-", "%2D"))[1] == DATA


def test_the_program_does_not_give_its_name(port):
    assert ask(port)[0].getheader("Server") is None


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", b"431"),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: y\r\n" * 5_000 + b"\r\n", b"431"),
        (b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999\r\n\r\n", b"413"),
        (b"GET / HTTP/1.1\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello", b"400"),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", b"400"),
        (b"get / HTTP/1.1\r\nHost: localhost\r\n\r\n", b"400"),
        (b"TRACE / HTTP/1.1\r\nHost: localhost\r\n\r\n", b"405"),
        (b"GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n", b"404"),
        (b"GET /..%2f..%2fvaultcrm.toml HTTP/1.1\r\nHost: localhost\r\n\r\n", b"404"),
        (b"GET http://evil.example" + PATH.encode() + b" HTTP/1.1\r\nHost: evil.example\r\n\r\n", b"421"),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\r\n\r\n", b"400"),
        (b"GET\r\n\r\n", b"400"),
        (b"GET /%00%ff/%2e%2e HTTP/1.0\r\nHost: localhost\r\n\r\n", b"404"),
    ],
    ids=[
        "long path",
        "long head",
        "long body",
        "no host",
        "two hosts",
        "two lengths",
        "no length",
        "no pieces",
        "small letters",
        "an echo",
        "up",
        "up in disguise",
        "proxy",
        "TLS",
        "half a line",
        "odd bytes",
    ],
)
def test_what_a_stranger_sends(port, words, status):
    reply = say(port, words)
    assert reply.startswith((b"HTTP/1.1 " + status, b"HTTP/1.0 " + status))
    assert PATH.encode() not in reply
    assert ask(port)[0].status == 200


def test_an_old_client_need_not_name_a_host(port):
    assert say(port, f"GET {PATH} HTTP/1.0\r\n\r\n".encode()).endswith(DATA)


def test_who_asks_for_a_part_gets_the_whole(port):
    found, data = ask(port, Range="bytes=0-99")
    assert (found.status, found.getheader("Content-Range"), data) == (200, None, DATA)
    assert ask(port, Range="bytes=99999999-")[0].status == 200


def test_who_announces_content_that_a_get_has_none_of_is_answered(port):
    with socket.create_connection((LOOPBACK, port), timeout=5) as client:
        client.sendall(f"GET {PATH} HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n\r\n".encode())
        assert client.recv(65536).startswith(b"HTTP/1.1 200 OK")


def test_who_comes_to_no_end_is_sent_away(feeds, monkeypatch):
    """A word every tenth of a second, and no last one."""
    monkeypatch.setattr(web, "_PATIENCE", 1)
    monkeypatch.setattr(web, "_ROUNDS", 1)
    with listening(application(lambda: feeds, bool), LOOPBACK, 0) as port, socket.create_connection((LOOPBACK, port)) as slow:
        slow.sendall(b"GET / HTTP/1.1\r\n")
        begun = time.monotonic()
        while _takes(slow, b"X: y\r\n"):
            assert time.monotonic() - begun < 8
            time.sleep(0.1)
        assert time.monotonic() - begun > 0.9


def _takes(client: socket.socket, words: bytes) -> bool:
    try:
        client.sendall(words)
    except OSError:
        return False
    return True


def test_those_who_say_nothing_keep_nobody_waiting(port):
    idle = [socket.create_connection((LOOPBACK, port), timeout=10) for _ in range(100)]
    try:
        for client in idle:
            client.sendall(b"GET / HT")
        begun = time.monotonic()
        assert ask(port)[1] == DATA
        assert time.monotonic() - begun < 2
    finally:
        for client in idle:
            client.close()


def test_those_who_do_not_read_keep_nobody_waiting(port):
    lazy = [socket.create_connection((LOOPBACK, port), timeout=10) for _ in range(20)]
    try:
        for client in lazy:
            client.sendall(f"GET {PATH} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode() * 20)
        begun = time.monotonic()
        assert ask(port)[1] == DATA
        assert time.monotonic() - begun < 2
    finally:
        for client in lazy:
            client.close()


def test_a_thousand_requests_at_once(port):
    request = f"GET {PATH} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()

    async def one(gate: asyncio.Semaphore) -> int:
        async with gate:  # a process may not open more files than this
            reader, writer = await asyncio.open_connection(LOOPBACK, port)
            writer.write(request)
            reply = await reader.read()
            writer.close()
            await writer.wait_closed()
            return reply.startswith(b"HTTP/1.1 200") and reply.endswith(DATA)

    async def all_of_them() -> list[int]:
        gate = asyncio.Semaphore(400)
        return await asyncio.wait_for(asyncio.gather(*(one(gate) for _ in range(1_000))), timeout=50)

    assert asyncio.run(all_of_them()) == [True] * 1_000


def test_nothing_is_logged(port, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    ask(port)
    ask(port, path="/elsewhere")
    say(port, f"GET {PATH} HTTP/9.9\r\nHost: localhost\r\n\r\n".encode())
    assert [record for record in caplog.records if "waitress" in record.name] == []
    assert capfd.readouterr() == ("", "")


def test_two_cannot_listen_at_one_port(port, feeds):
    app = application(lambda: feeds, bool)
    with pytest.raises(CannotServe, match=str(port)), listening(app, LOOPBACK, port):
        pass


def test_an_address_that_is_not_ours(feeds):
    with pytest.raises(CannotServe, match=r"203\.0\.113\.7"), listening(application(lambda: feeds, bool), "203.0.113.7", 8377):
        pass
