"""A feed on a WebDAV or CalDAV server (RFC 4918, RFC 4791): fetched by GET, and replaced whole.

On plain WebDAV it is sent beside the one that is there, and moved into its place; elsewhere it is put there by PUT alone, of
which servers for calendars make one piece themselves. Name and password are bound to the host that they were given for; they
are never followed anywhere by a redirect.
"""

from __future__ import annotations

import base64
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from http.client import HTTPException, HTTPMessage
from typing import IO
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from vaultcrm.errors import VaultcrmError

from .addresses import is_loopback

Login = tuple[str, str]
USER, PASSWORD, HOST = "VAULTCRM_DAV_USER", "VAULTCRM_DAV_PASSWORD", "VAULTCRM_DAV_HOST"
_WAITS = (1.0, 4.0)  # seconds before the second and the third try
_PATIENCE = 30  # seconds for one answer
_AWAY = (408, 423, 429)  # statuses that pass
_NOT_MADE_FOR_IT = 501
_UNTIL_WHOLE = ".until-whole"
_MOST = 16_000_000  # bytes that are read of what is published; a feed has 1 MB at most


class CannotPublish(VaultcrmError):
    """What was to be sent did not arrive whole; what is published is as it was."""

    status = 3


class _NoRedirects(HTTPRedirectHandler):
    """A server that leads elsewhere is not followed: the password is for this one."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        return None


def login_for(url: str, environment: Mapping[str, str]) -> Login | None:
    """Name and password for the host of ``url``: from the environment, else from the keyring where one is installed.

    ``VAULTCRM_DAV_HOST`` says which host (``host`` or ``host:port``) those of the environment are for. Some keyrings (the one
    of macOS) want to be told the name, which may stand in the environment alone.
    """
    host = urlsplit(url).netloc.casefold()
    own = environment if environment.get(HOST, host).casefold() == host else {}
    user, password = own.get(USER), own.get(PASSWORD)
    return (user, password) if user and password else _from_keyring(host, user or None)


def _from_keyring(host: str, user: str | None) -> Login | None:
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return None
    try:
        found = keyring.get_credential(f"vaultcrm:{host}", user)
    except KeyringError:
        return None
    return (found.username, found.password) if found else None


def fetch(url: str, login: Login | None, wait: Callable[[float], object] = time.sleep) -> bytes | None:
    """What is published at ``url``; ``None`` where nothing is. Raises ``CannotPublish`` where that cannot be known."""
    try:
        return _tried(_request(url, "GET", login), wait)
    except HTTPError as refused:
        if refused.code in (404, 410):
            return None
        raise _refused(url, refused) from refused
    except (OSError, HTTPException) as error:
        raise _unreachable(url, error) from error


def put(url: str, data: bytes, login: Login | None, wait: Callable[[float], object] = time.sleep) -> None:
    """Replace what is at ``url``; subscribers see the old one or the new one, and no half. Raises ``CannotPublish``."""
    try:
        beside = _beside(url)
        if not beside or not _moved(beside, url, data, login, wait):
            _tried(_request(url, "PUT", login, data), wait)
    except HTTPError as refused:
        raise _refused(url, refused) from refused
    except (OSError, HTTPException) as error:
        raise _unreachable(url, error) from error


def _beside(url: str) -> str | None:
    """Where a file goes until it is whole; ``None`` for a collection, and where more than the path says what is meant."""
    parts = urlsplit(url)
    return None if parts.query or parts.path.endswith("/") or not parts.path else f"{url}{_UNTIL_WHOLE}"


def _moved(beside: str, url: str, data: bytes, login: Login | None, wait: Callable[[float], object]) -> bool:
    """Send the file to ``beside`` and move it to ``url`` (RFC 4918, 9.9); ``False`` where the server will have none of it."""
    move = _request(beside, "MOVE", login)
    move.add_header("Destination", url)
    move.add_header("Overwrite", "T")
    try:
        _tried(_request(beside, "PUT", login, data), wait)
    except HTTPError as refused:
        if refused.code in (401, *_AWAY) or (refused.code >= 500 and refused.code != _NOT_MADE_FOR_IT):
            raise
        refused.close()
        return False
    try:
        _tried(move, wait)
    except HTTPError as refused:
        refused.close()
        _take_away(beside, login)
        return False
    return True


def _take_away(url: str, login: Login | None) -> None:
    with suppress(OSError, HTTPException):  # of which HTTPError is one: what is left beside the feed hurts nobody
        _ask(_request(url, "DELETE", login))


def _tried(request: Request, wait: Callable[[float], object]) -> bytes:
    """The answer to a request, which is made three times where the server is away or busy."""
    for pause in _WAITS:
        try:
            return _ask(request)
        except HTTPError as refused:
            if refused.code == _NOT_MADE_FOR_IT or not (refused.code >= 500 or refused.code in _AWAY):
                raise
            refused.close()
        except (OSError, HTTPException):
            pass  # tried again, and told the last time
        wait(pause)
    return _ask(request)


def _request(url: str, method: str, login: Login | None, data: bytes | None = None) -> Request:
    request = Request(url, data, method=method)
    request.add_header("User-Agent", "vaultcrm")
    if data is not None:
        request.add_header("Content-Type", "text/calendar; charset=utf-8")
    if login:
        _must_be_safe(url)
        request.add_header("Authorization", "Basic " + base64.b64encode(":".join(login).encode()).decode())
    return request


def _must_be_safe(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme != "https" and not is_loopback(parts.hostname or ""):
        raise CannotPublish(f"{url}: the password would be readable on the way", "Use the https address.")


def _ask(request: Request) -> bytes:
    with build_opener(_NoRedirects).open(request, timeout=_PATIENCE) as reply:
        data: bytes = reply.read(_MOST)
    return data


def _refused(url: str, refused: HTTPError) -> CannotPublish:
    refused.close()
    remedies = {
        401: f"Set {USER} and {PASSWORD}; or {USER} alone, after: keyring set vaultcrm:{urlsplit(url).netloc} YOU",
        403: "May that user write there?",
        404: "Is there such a folder on the server?",
        409: "Is there such a folder on the server?",
    }
    remedy = "It leads elsewhere: name that address." if 300 <= refused.code < 400 else remedies.get(refused.code, "")
    return CannotPublish(f"{url}: the server says {refused.code} {refused.reason}", remedy)


def _unreachable(url: str, error: OSError | HTTPException) -> CannotPublish:
    reason = getattr(error, "reason", None) or error
    return CannotPublish(f"{url}: cannot be reached ({reason})", "What is published is as it was.")
