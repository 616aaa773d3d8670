"""What the server answers to calendars, and to strangers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from vaultcrm.serve.answers import Answer, Feed, Request, answer, host_name, later

NOW = datetime(2026, 11, 18, 9, 30, 15, 500_000, tzinfo=UTC)
CHANGED = datetime(2026, 11, 17, 20, tzinfo=UTC)
PATH = "/s3cretS3cretS3cretS3cretS3cret12/follow-ups.ics"
FEED = Feed("follow-ups.ics", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", CHANGED)


def ask(method: str = "GET", path: str = PATH, host: str | None = "localhost:8377", feed: Feed = FEED, **more: str) -> Answer:
    return answer(Request(method, path.encode(), host, **more), {PATH: feed}, {"localhost", "::1"}.__contains__, NOW)


def header(found: Answer, name: str) -> str | None:
    return dict(found.headers).get(name)


def test_a_calendar_gets_the_feed():
    found = ask()
    assert (found.status, found.body) == ("200 OK", FEED.data)
    assert header(found, "Content-Type") == "text/calendar; charset=utf-8"
    assert header(found, "Content-Disposition") == 'inline; filename="follow-ups.ics"'
    assert header(found, "Cache-Control") == "private"
    assert header(found, "Last-Modified") == "Tue, 17 Nov 2026 20:00:00 GMT"
    assert header(found, "ETag") == FEED.tag
    assert header(found, "Content-Encoding") is None


def test_head_says_the_same_without_the_feed():
    found = ask("HEAD")
    assert found.body == b""
    assert found.headers == ask().headers


def test_the_tag_is_of_the_bytes():
    assert FEED.tag == Feed("other.ics", FEED.data, NOW).tag != Feed("follow-ups.ics", b"", CHANGED).tag
    assert FEED.tag.startswith('"')


@pytest.mark.parametrize(
    "tags", ["{}", "W/{}", '"other", {}', "*", '"a","b" , W/{}', " {} "], ids=["same", "weak", "list", "any", "long", "blanks"]
)
def test_who_has_the_bytes_is_told_so(tags):
    found = ask(if_none_match=tags.format(FEED.tag), if_modified_since="garbage")
    assert (found.status, found.body) == ("304 Not Modified", b"")
    assert header(found, "ETag") == FEED.tag
    assert header(found, "Content-Length") is None


@pytest.mark.parametrize("tags", ['"other"', "", "garbage", FEED.tag.strip('"')])
def test_another_tag_gets_the_bytes_whatever_the_date_says(tags):
    assert ask(if_none_match=tags, if_modified_since="Wed, 18 Nov 2026 09:00:00 GMT").status == "200 OK"


@pytest.mark.parametrize(
    ("since", "status"),
    [
        ("Tue, 17 Nov 2026 20:00:00 GMT", "304"),
        ("Wed, 18 Nov 2026 09:30:00 GMT", "304"),
        ("Tuesday, 17-Nov-26 20:00:00 GMT", "304"),
        ("Tue, 17 Nov 2026 19:59:59 GMT", "200"),
        ("Wed, 18 Nov 2027 09:30:00 GMT", "200"),
        ("Tue, 99 Nov 2026 19:59:59 GMT", "200"),
        ("Tue, 17 Nov 2026 20:00:00 +99999999999999", "200"),
        ("", "200"),
        ("yesterday", "200"),
    ],
)
def test_a_date_is_answered_where_it_is_one(since, status):
    assert ask(if_modified_since=since).status.startswith(status)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "",
        "/favicon.ico",
        "/robots.txt",
        PATH + "/",
        PATH.upper(),
        PATH[:-1],
        "/" + PATH,
        PATH.replace("/follow-ups", "/../follow-ups"),
        PATH.replace("follow-ups", "shared"),
        "/s3cretS3cretS3cretS3cretS3cret13/follow-ups.ics",
        "/follow-ups.ics",
        "/vaultcrm.toml",
        "/../../etc/passwd",
        "/\x00",
        "/\U0001f4c5",
        "*",
    ],
)
def test_strangers_learn_nothing(path):
    found = ask(path=path)
    assert found == ask(path="/nothing/of/the/kind.ics")
    assert found.status == "404 Not Found"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PROPFIND", "TRACE", "CONNECT", "PATCH", "get", "X"])
def test_nothing_can_be_done_but_reading(method):
    for path in (PATH, "/elsewhere"):
        found = ask(method, path)
        assert (found.status, header(found, "Allow")) == ("405 Method Not Allowed", "GET, HEAD")


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost.evil.example",
        "",
        "[::2]",
        "[::1].evil.example",
        "2130706433",
    ],
)
def test_a_name_that_is_not_ours_is_refused(host):
    assert ask(host=host).status == "421 Misdirected Request"


@pytest.mark.parametrize(
    ("host", "version", "status"),
    [
        (None, "HTTP/1.1", "400"),
        (None, "HTTP/2.0", "400"),
        (None, "HTTP/1.0", "200"),
        ("evil.example", "HTTP/1.0", "421"),
        ("localhost", "HTTP/1.0", "200"),
        ("localhost, localhost", "HTTP/1.1", "400"),
    ],
)
def test_a_host_is_named_once(host, version, status):
    assert ask(host=host, version=version).status.startswith(status)


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8377", "localhost.:80", "[::1]:8377", "[::1]"])
def test_a_name_of_ours_is_known_in_every_spelling(host):
    assert host_name(host) in {"localhost", "::1"}
    assert ask(host=host).status == "200 OK"


def test_two_changes_in_a_second_are_told_apart():
    first = later(NOW, None)
    second = later(NOW, first)
    assert first == NOW.replace(microsecond=0)
    assert second == first + timedelta(seconds=1)
    assert later(NOW + timedelta(seconds=9), second) == first + timedelta(seconds=9)


def test_a_change_is_never_told_to_lie_ahead_and_never_lost():
    pushed = Feed("follow-ups.ics", b"new", later(NOW, later(NOW, None)))
    told = header(ask(feed=pushed), "Last-Modified")
    assert told == "Wed, 18 Nov 2026 09:30:15 GMT"
    assert ask(feed=pushed, if_modified_since=told).status == "200 OK"
