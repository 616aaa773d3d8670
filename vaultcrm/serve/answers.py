"""What the server answers: a pure function of the request, the feeds, and the clock (``feed.md``, *Served*; RFC 9110).

Before: a request as a stranger may send it. After: a feed for those who know its address, and one and the same 'not found' for
everybody else.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from hmac import compare_digest

Headers = tuple[tuple[str, str], ...]
_BRACKETED = re.compile(r"\[([^\[\]]*)\](?::\d*)?")
_TAG = re.compile(r'(?:W/)?("[^"]*")')
_QUIET: Headers = (
    ("Cache-Control", "private"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Robots-Tag", "noindex"),
)


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed at its address, whose last part is ``file``; ``changed`` says when these bytes came to be (UTC, whole seconds)."""

    file: str
    data: bytes
    changed: datetime

    @property
    def tag(self) -> str:
        """The strong ETag of the bytes (RFC 9110, 8.8.3)."""
        return f'"{hashlib.sha256(self.data).hexdigest()[:40]}"'


@dataclass(frozen=True, slots=True)
class Request:
    """What matters of a request: ``path`` decoded, without the query; a header that was not sent is ``None``."""

    method: str
    path: bytes
    host: str | None
    if_none_match: str | None = None
    if_modified_since: str | None = None
    version: str = "HTTP/1.1"


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers and body; a HEAD has none, its length is told all the same."""

    status: str
    headers: Headers
    body: bytes = b""


def answer(request: Request, feeds: Mapping[str, Feed], known: Callable[[str], bool], now: datetime) -> Answer:
    """The answer to one request. ``feeds`` by path (``/TOKEN/NAME.ics``), ``known`` says of a host name whether it is ours.

    A name that is not ours is refused first: a page elsewhere may have its own name lead here (DNS rebinding).
    """
    if not _says_host_once(request):
        return _refusal("400 Bad Request", request)
    if request.host is not None and not known(host_name(request.host)):
        return _refusal("421 Misdirected Request", request)
    if request.method not in ("GET", "HEAD"):
        return _refusal("405 Method Not Allowed", request, (("Allow", "GET, HEAD"),))
    feed = _at(request.path, feeds)
    if feed is None:
        return _refusal("404 Not Found", request)
    return _unchanged(feed, now) if _has_it(request, feed, now) else _whole(feed, request, now)


def _says_host_once(request: Request) -> bool:
    """As RFC 9112, 3.2 wants it. A client of before HTTP/1.1 need not: it is no browser, which a page elsewhere could use."""
    return request.version < "HTTP/1.1" if request.host is None else "," not in request.host


def host_name(host: str) -> str:
    """The name in a Host header, without port, brackets and the dot at its end."""
    bracketed = _BRACKETED.fullmatch(host)
    name = bracketed[1] if bracketed else host.partition(":")[0]
    return name.rstrip(".").casefold()


def later(changed: datetime, before: datetime | None) -> datetime:
    """When a change counts as made: in whole seconds, and never in the second of the change before it."""
    whole = changed.replace(microsecond=0)
    return whole if before is None or whole > before else datetime.fromtimestamp(before.timestamp() + 1, UTC)


def _at(path: bytes, feeds: Mapping[str, Feed]) -> Feed | None:
    """The feed at a path; every address is compared, and each in a time that tells nothing of how much was right."""
    found = None
    for address, feed in feeds.items():
        if compare_digest(address.encode(), path):
            found = feed
    return found


def _has_it(request: Request, feed: Feed, now: datetime) -> bool:
    """Whether the client has these bytes already; where it sends a tag, its date does not count (RFC 9110, 13.2.2)."""
    if request.if_none_match is not None:
        return request.if_none_match.strip() == "*" or feed.tag in _TAG.findall(request.if_none_match)
    since = _date(request.if_modified_since or "")
    return since is not None and feed.changed <= since <= now


def _date(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _stamps(feed: Feed, now: datetime) -> Headers:
    """Two changes in a second push the second one's time ahead; what is told never lies ahead of the clock."""
    told = min(feed.changed, now.astimezone(UTC).replace(microsecond=0))
    return (("ETag", feed.tag), ("Last-Modified", format_datetime(told, usegmt=True)), *_QUIET)


def _unchanged(feed: Feed, now: datetime) -> Answer:
    return Answer("304 Not Modified", _stamps(feed, now))


def _whole(feed: Feed, request: Request, now: datetime) -> Answer:
    about = (
        ("Content-Type", "text/calendar; charset=utf-8"),
        ("Content-Disposition", f'inline; filename="{feed.file}"'),
        ("Content-Length", str(len(feed.data))),
    )
    return Answer("200 OK", (*about, *_stamps(feed, now)), b"" if request.method == "HEAD" else feed.data)


def _refusal(status: str, request: Request, more: Headers = ()) -> Answer:
    body = f"{status.partition(' ')[2]}\n".encode()
    about = (("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body))))
    return Answer(status, (*about, *more, *_QUIET), b"" if request.method == "HEAD" else body)
