"""The properties of vCards (2.1; 3.0, RFC 2426; 4.0, RFC 6350), card by card, from bytes.

In: the file's bytes. Out: ``RawCard`` with the line it begins on. Pictures and sounds are passed over where they stand, so that
one of 20 MB costs no more than the file itself; folds are joined before anything is decoded, for they may cut a letter.
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass

_LINE = re.compile(
    r"(?:(?P<group>[\w-]+)\.)?(?P<name>[\w-]+)(?P<params>(?:;(?:[^\":;]|\"[^\"]*\")*)*):(?P<value>.*)", re.DOTALL
)
_BINARY = re.compile(rb"(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY)[;:]", re.IGNORECASE)
_CHARSET = re.compile(r"CHARSET=\"?(?!UTF-?(?:16|32))([\w-]+)", re.IGNORECASE)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_LONGEST = 200_000


@dataclass(frozen=True, slots=True)
class Property:
    """A property: ``name`` and ``params`` in capitals, ``value`` decoded but with its escapes, ``line`` where it stands."""

    name: str
    params: str
    value: str
    group: str = ""
    line: int = 0

    @property
    def preference(self) -> int:
        """Its rank among those of its name, 1 the first; 50 for ``PREF`` without a number, 100 for none."""
        found = re.search(r"\bPREF(?:=(\d{1,9}))?", self.params)
        return 100 if not found else int(found[1] or 50)


@dataclass(frozen=True, slots=True)
class RawCard:
    """One card: whether its end was found, and the lines in it that are no properties."""

    line: int
    properties: tuple[Property, ...]
    ended: bool = True
    strange: tuple[tuple[int, str], ...] = ()

    def all(self, name: str) -> list[Property]:
        """The properties of a name that say something, the preferred ones first."""
        found = [one for one in self.properties if one.name == name and one.value.strip(";, \t")]
        return sorted(found, key=lambda one: one.preference)

    def first(self, name: str) -> str:
        """The value of the preferred one, with its escapes; empty where there is none."""
        return next((one.value for one in self.all(name)), "")


def raw_cards(data: bytes) -> Iterator[RawCard]:
    """All cards, in their order; what stands between them is nothing to us."""
    found: list[Property] = []
    strange: list[tuple[int, str]] = []
    begun = inner = 0
    for number, line in _logical(_utf8(data)):
        one = _property(number, line)
        mark = f"{one.name}:{one.value.strip().upper()}" if one else ""
        if mark == "BEGIN:VCARD" and begun and found and found[-1].name == "AGENT":
            inner += 1
        elif mark == "BEGIN:VCARD":
            if begun:
                yield RawCard(begun, tuple(found), False, tuple(strange))
            begun, found, strange = number, [], []
        elif mark == "END:VCARD" and inner:
            inner -= 1
        elif mark == "END:VCARD" and begun:
            yield RawCard(begun, tuple(found), True, tuple(strange))
            begun, found, strange = 0, [], []
        elif begun and not inner:
            found += [one] if one else []
            strange += [] if one or not line.strip() else [(number, _decoded(line)[:80])]
    if begun:
        yield RawCard(begun, tuple(found), False, tuple(strange))


def plain(value: str) -> str:
    """A value without its escapes."""
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value).strip()


def parts(value: str, cut: str = ";") -> list[str]:
    """The parts of a structured value, cut at what is not escaped."""
    return [plain(part) for part in re.split(rf"(?<!\\)(?:\\\\)*{cut}", value)]


def _utf8(data: bytes) -> bytes:
    """The bytes with lines that end in a line feed, and in UTF-8 where they were in UTF-16."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.decode("utf-16", "replace").encode("utf-8")
    if b"\n" not in data:
        data = data.replace(b"\r", b"\n")
    return data.removeprefix(b"\xef\xbb\xbf")


def _logical(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The lines with what is folded onto them, and the number of the first; without pictures and the like."""
    kept: list[bytes] = []
    begun, skipping = 0, False
    for number, line in _physical(data):
        folded = line[:1] in (b" ", b"\t")
        soft = bool(kept) and kept[-1].endswith(b"=") and b"QUOTED-PRINTABLE" in kept[0].upper()
        if kept and soft:
            kept[-1:] = [kept[-1][:-1], line]
        elif kept and folded:
            kept.append(line[1:])
        elif not (skipping and (folded or b":" not in line)):
            if kept:
                yield begun, b"".join(kept)
            skipping = bool(_BINARY.match(line))
            kept, begun = ([], 0) if skipping else ([line], number)
    if kept:
        yield begun, b"".join(kept)


def _physical(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The lines of the file, numbered from 1; of one that is far too long only the beginning."""
    start, number = 0, 0
    while start < len(data):
        end = data.find(b"\n", start)
        end = len(data) if end < 0 else end
        number += 1
        yield number, data[start : min(end, start + _LONGEST)].rstrip(b"\r")
        start = end + 1


def _property(number: int, line: bytes) -> Property | None:
    head = line[: line.find(b":") + 1].decode("latin-1").upper()
    charset = _CHARSET.search(head)
    found = _LINE.fullmatch(_decoded(line, charset[1] if charset else ""))
    if not found:
        return None
    params, value = found["params"].upper(), found["value"].strip()
    if "QUOTED-PRINTABLE" in params:
        value = _decoded(quopri.decodestring(line[line.find(b":") + 1 :]), charset[1] if charset else "").strip()
    return Property(found["name"].upper(), params, value, (found["group"] or "").casefold(), number)


def _decoded(data: bytes, charset: str = "") -> str:
    """Text in the encoding that is named, else in UTF-8, else in that of Windows."""
    for encoding in filter(None, (charset, "utf-8")):
        try:
            return data.decode(encoding)
        except (LookupError, UnicodeError):
            continue
    return data.decode("cp1252", "replace")
