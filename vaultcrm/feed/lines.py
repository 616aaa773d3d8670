"""The lines of an iCalendar file, read by hand (RFC 5545, 3.1): a library mends in silence what is to be seen here.

Before: the bytes of a file, of whatever kind. After: physical lines as they stand, and the content lines that they unfold to.
Nothing here raises; the time taken grows with the size of the file and no faster.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

BOM = b"\xef\xbb\xbf"
_BREAK = re.compile(rb"\r\n|\n|\r")
_NAME = re.compile(r"[A-Za-z0-9-]+")
_NAME_BYTES = re.compile(rb"[A-Za-z0-9-]+")
_CONTENT_LINE = re.compile(rb"[^\r\n]+(?:(?:\r\n|\n|\r)[ \t][^\r\n]*)*")
_FOLD = re.compile(rb"(?:\r\n|\n|\r)[ \t]")
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=((?:"[^"\x00-\x08\x0a-\x1f]*"|[^";:,\x00-\x08\x0a-\x1f]*)'
                        r'(?:,(?:"[^"\x00-\x08\x0a-\x1f]*"|[^";:,\x00-\x08\x0a-\x1f]*))*)')  # fmt: skip
_PARAMETER_VALUE = re.compile(r'"([^"]*)"|([^,]+)')


@dataclass(frozen=True, slots=True)
class PhysicalLine:
    """A line as it stands in the file: ``number`` from 1, ``raw`` without its break, ``end`` the break (perhaps none)."""

    number: int
    raw: bytes
    end: bytes


@dataclass(frozen=True, slots=True)
class ContentLine:
    """An unfolded line ``NAME;PARAMETER=value:value``; ``name`` and the parameters' names in capitals.

    ``number`` is the physical line on which it begins. ``sound`` is false where the line does not follow the grammar: then
    name, parameters and value are what could be made of it.
    """

    number: int
    text: str
    name: str
    parameters: tuple[tuple[str, tuple[str, ...]], ...]
    value: str
    sound: bool = True

    def parameter(self, name: str) -> str | None:
        """The first value of a parameter, in capitals where it is ``VALUE``; ``None`` where it is not given."""
        for key, values in self.parameters:
            if key == name:
                return values[0].upper() if name == "VALUE" and values else "".join(values[:1])
        return None


def physical_lines(data: bytes) -> tuple[PhysicalLine, ...]:
    """The lines between CRLF, bare LF and bare CR; a BOM at the beginning is left out."""
    start = len(BOM) if data.startswith(BOM) else 0
    found = []
    for number, match in enumerate(_BREAK.finditer(data, start), 1):
        found.append(PhysicalLine(number, data[start : match.start()], match.group()))
        start = match.end()
    if start < len(data):
        found.append(PhysicalLine(len(found) + 1, data[start:], b""))
    return tuple(found)


def folded(lines: tuple[PhysicalLine, ...]) -> Iterator[tuple[PhysicalLine, ...]]:
    """The lines in groups that unfold to one content line each; blank lines are left out."""
    group: list[PhysicalLine] = []
    for line in lines:
        if group and line.raw[:1] in (b" ", b"\t"):
            group.append(line)
            continue
        if group:
            yield tuple(group)
        group = [line] if line.raw.strip() else []
    if group:
        yield tuple(group)


def unfold(group: tuple[PhysicalLine, ...]) -> bytes:
    """One content line's bytes: what goes on in a next line loses the one blank that it begins with."""
    return group[0].raw + b"".join(line.raw[1:] for line in group[1:])


def unfolded(data: bytes) -> Iterator[bytes]:
    """The content lines as they are, for who wants no more of them. Found: it takes a fifth of the time."""
    lines = (_FOLD.sub(b"", line) if b"\n" in line or b"\r" in line else line for line in _CONTENT_LINE.findall(data))
    return (line for line in lines if line.strip())


def name_of(line: bytes) -> str:
    """The name with which an unfolded line begins, in capitals."""
    match = _NAME_BYTES.match(line)
    return match[0].decode().upper() if match else ""


def values_of(data: bytes, names: Collection[str]) -> Iterator[tuple[str, str]]:
    """Name and value of each content line that has one of the names."""
    for line in unfolded(data):
        name = name_of(line)
        if name in names:
            plain = line[len(name) : len(name) + 1] == b":"
            text = line.decode("utf-8", "replace")
            yield name, text[len(name) + 1 :] if plain else parse_line(0, text).value


def content_lines(lines: tuple[PhysicalLine, ...]) -> tuple[ContentLine, ...]:
    """The content lines of a file; octets that are no UTF-8 become replacement characters, and no line begins with a BOM."""
    texts = ((group[0].number, unfold(group).decode("utf-8", "replace")) for group in folded(lines))
    return tuple(parse_line(number, text.removeprefix("\ufeff")) for number, text in texts)


def parse_line(number: int, text: str) -> ContentLine:
    """Name, parameters and value of one unfolded line (RFC 5545, 3.1)."""
    match = _NAME.match(text)
    if not match:
        return ContentLine(number, text, "", (), text, sound=False)
    parameters, at = _parameters(text, match.end())
    if text[at : at + 1] == ":":
        return ContentLine(number, text, match[0].upper(), parameters, text[at + 1 :])
    return ContentLine(number, text, match[0].upper(), parameters, text[at:].partition(":")[2], sound=False)


def _parameters(text: str, at: int) -> tuple[tuple[tuple[str, tuple[str, ...]], ...], int]:
    found = []
    while match := _PARAMETER.match(text, at):
        values = tuple(quoted or plain for quoted, plain in _PARAMETER_VALUE.findall(match[2]))
        found.append((match[1].upper(), values))
        at = match.end()
    return tuple(found), at
