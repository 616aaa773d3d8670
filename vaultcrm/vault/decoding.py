"""A file's bytes as text. A note is UTF-8; what is not is read as well as can be, and reported."""

from __future__ import annotations

import codecs

from vaultcrm.model import Problem, Source

_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(path: str, data: bytes) -> tuple[str, Problem | None]:
    """The text of ``data`` (a byte order mark stays in it), and a warning where it was no UTF-8."""
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    if data.startswith(_WIDE):
        return data.decode("utf-16", "replace"), _problem(path, 1, "UTF-16")
    mark, rest = ("\ufeff", data[len(codecs.BOM_UTF8) :]) if data.startswith(codecs.BOM_UTF8) else ("", data)
    try:
        return mark + rest.decode("cp1252"), _problem(path, line, "Windows-1252")
    except UnicodeDecodeError:
        return mark + rest.decode("latin-1"), _problem(path, line, "Latin-1")


def _problem(path: str, line: int, encoding: str) -> Problem:
    message = f"this is not UTF-8; it was read as {encoding}"
    return Problem(Source(path, line), message, "save the file as UTF-8", severity="warning")
