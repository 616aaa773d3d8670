"""Addresses: how a feed is called on this computer, on the network around it, and in a calendar that wants ``webcal``.

Nothing is sent: which address this computer has on its network is asked of the system's own table of routes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from contextlib import closing
from ipaddress import ip_address
from urllib.parse import quote, urlsplit

PORT = 8377
LOOPBACK = "127.0.0.1"
_LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
_EVERYWHERE = frozenset({"0.0.0.0", "::"})
_NOWHERE = ("198.51.100.1", 9)  # kept for examples (RFC 5737): a datagram socket is told of it, and sends nothing
_SECRET = re.compile(r"[A-Za-z0-9_-]{22,}")


def file_name(feed: str) -> str:
    """The last part of a feed's address: plain letters, so that no client has to quote them."""
    return (re.sub(r"[^A-Za-z0-9-]+", "-", feed).strip("-") or "feed") + ".ics"


def feed_path(token: str, feed: str) -> str:
    """Where a feed is found on its host: ``/TOKEN/NAME.ics``."""
    return f"/{token}/{file_name(feed)}"


def local_url(host: str, port: int, path: str) -> str:
    """The ``http`` address on a host of one's own; an IPv6 address gets its brackets."""
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}{quote(path)}"


def webcal(url: str) -> str:
    """The same address as calendars like it: a click on it subscribes."""
    return "webcal://" + url.partition("://")[2]


def is_loopback(host: str) -> bool:
    """Whether only this computer can reach ``host``."""
    return host.casefold() in _LOOPBACK_NAMES or (_is_address(host) and ip_address(host).is_loopback)


def is_everywhere(host: str) -> bool:
    """Whether listening at ``host`` means at all addresses of this computer."""
    return host in _EVERYWHERE


def known_names(host: str, more: Collection[str]) -> Callable[[str], bool]:
    """Which names in a request's Host are ours: the loopback's, the one listened at, ``more``.

    Who listens everywhere is also called by this computer's own name, and by its addresses on private networks; an address is
    nothing that a page elsewhere could have lead here.
    """
    names = {*_LOOPBACK_NAMES, host.casefold(), *(name.rstrip(".").casefold() for name in more)}
    if not is_everywhere(host):
        return names.__contains__
    names |= {own.casefold() for own in own_names()}
    return lambda name: name in names or (_is_address(name) and ip_address(name).is_private)


def own_names() -> tuple[str, ...]:
    """What this computer is called, bare and as its neighbours find it (multicast DNS)."""
    from socket import gethostname

    name = gethostname().partition(".")[0]
    return (name, f"{name}.local") if name else ()


def network_address() -> str | None:
    """This computer's address on the network that it goes out by; ``None`` where it has none."""
    import socket  # needed where something is served, and by no other command that says an address

    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as asked:
        try:
            asked.connect(_NOWHERE)
            found: str = asked.getsockname()[0]
        except OSError:
            return None
    return None if is_loopback(found) or is_everywhere(found) else found


def has_secret(url: str) -> bool:
    """Whether an address holds a part that nobody guesses: 22 letters or more (128 bits), not words alone.

    Words are told by their lack of digits, or of capitals within them.
    """
    parts = [part for piece in urlsplit(url).path.split("/") for part in _SECRET.findall(piece)]
    return any(_is_mixed(part) for part in parts)


def _is_mixed(part: str) -> bool:
    letters = re.sub(r"[^A-Za-z]", "", part)
    digits = sum(letter.isdigit() for letter in part)
    return len(set(part)) >= 10 and (digits >= 3 or (digits + sum(map(str.isupper, letters[1:]))) >= 4)


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
