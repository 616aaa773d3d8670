"""The server itself: the only place that knows the waitress library.

It reads and writes without blocking, so that a slow client keeps nobody waiting; what is too long is refused before it is read.
"""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Thread
from typing import TYPE_CHECKING

from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer, create_server

from vaultcrm.errors import VaultcrmError

from .answers import Answer, Feed, Request, answer

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_LONGEST_HEAD, _LONGEST_BODY = 8_192, 1_024
_AT_ONCE = 262_144  # what is too long is read as far as this, lest the refusal be lost with the connection
_MOST_CONNECTIONS = 800  # under the 1,024 files that most systems let a process open; more wait in the system's own queue
_WAITING = 1_024
_PATIENCE = 30  # seconds until a client is sent away that says nothing, or does not come to the end of its request
_ROUNDS = 5  # seconds from one look for such clients to the next


class CannotServe(VaultcrmError):
    """The address cannot be listened at: another program does, or it is none of this machine's."""

    status = 3


def application(feeds: Callable[[], Mapping[str, Feed]], known: Callable[[str], bool]) -> WSGIApplication:
    """The WSGI application: reads the request, asks ``answer``. ``feeds`` is called for every request."""

    def serve(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        found = answer(_request(environ), feeds(), known, datetime.now(UTC))
        start_response(found.status, list(found.headers))
        return _body(found)

    return serve


def _request(environ: WSGIEnvironment) -> Request:
    return Request(
        method=environ["REQUEST_METHOD"],
        path=environ.get("PATH_INFO", "").encode("latin-1"),
        host=environ.get("HTTP_HOST"),
        version=environ.get("SERVER_PROTOCOL", ""),
        if_none_match=environ.get("HTTP_IF_NONE_MATCH"),
        if_modified_since=environ.get("HTTP_IF_MODIFIED_SINCE"),
    )


def _body(found: Answer) -> list[bytes]:
    return [found.body] if found.body else []


class _Impatient(HTTPChannel):
    """A connection whose request is to end in time: who says a word every now and then would otherwise stay for ever."""

    _begun = 0.0

    def received(self, data: bytes) -> bool:
        """Take in a piece of a request; until it is whole, the time counts from its first piece."""
        begun = self.last_activity if self.request is None else self._begun
        taken: bool = super().received(data)
        if self.request is not None:
            self._begun = self.last_activity = begun
        return taken

    def send_continue(self) -> None:
        """Ask for the content, where any is to come: of a GET the library would then wait for it, and never answer."""
        if self.request and not self.request.completed:
            super().send_continue()


@contextmanager
def listening(app: WSGIApplication, host: str, port: int) -> Iterator[int]:
    """Serve in a thread of its own while the block runs; gives the port, which is a free one where 0 was asked for.

    Raises ``CannotServe``. Nothing is logged: the library would write down addresses, which are the secret.
    """
    logging.getLogger("waitress").disabled = True
    logging.getLogger("waitress.queue").disabled = True
    bound = _bound(host, port)
    server = create_server(
        app, sockets=[bound], ident=None, threads=4, backlog=_WAITING, asyncore_use_poll=True,
        recv_bytes=_AT_ONCE, connection_limit=_MOST_CONNECTIONS, channel_timeout=_PATIENCE,
        cleanup_interval=_ROUNDS, max_request_header_size=_LONGEST_HEAD, max_request_body_size=_LONGEST_BODY,
    )  # fmt: skip
    if isinstance(server, BaseWSGIServer):  # as it is where there is one socket
        server.channel_class = _Impatient
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield int(bound.getsockname()[1])
    finally:
        server.task_dispatcher.shutdown()
        server.close()


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=_WAITING)
    except (OSError, OverflowError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        remedy = "Another program may be there: --port takes another number, --host an address of this machine."
        raise CannotServe(f"{host}, port {port}: cannot be listened at ({reason})", remedy) from error
