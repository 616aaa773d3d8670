"""The lines under an e-mail as a person's details, by a few plain rules.

In: text as it was pasted. Out: ``Card``. The name is one of the first lines, of two to four capitalised words; below it a line
with a word for an occupation is the title, the one beside it the company; an address has a postcode in it. What fits no rule is
not guessed: it is ``left``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .person import Card, Unusable

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w/])\+?\(?\d[\d\s().-]{6,}\d(?:\s*(?:x|ext\.?)\s*\d+)?(?![\w/])", re.IGNORECASE)
_LINKEDIN = re.compile(r"(?:https?://)?(?:[\w-]+\.)?linkedin\.com/[^\s|>]+", re.IGNORECASE)
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_NOT_A_PHONE = re.compile(r"\b(?:fax|f)\b\s*[:.]", re.IGNORECASE)
_LABEL = re.compile(
    r"^(?:e-?mail|e|phone|telephone|tel|t|mobile|mob|cell|m|p|office|direct|linkedin|web|w|address|a)\s*[:.]\s*", re.IGNORECASE
)
_CUT = re.compile(r"(?<!\s)\s++[|•·]\s+|\t+")
_POSTCODE = re.compile(
    r"\b[A-Z]{2}\.?,?\s+\d{5}(?:-\d{4})?\b"  # Boston, MA 02110
    r"|\b[A-Z]{1,2}\d[A-Z\d]?\s+\d[A-Z]{2}\b"  # London EC1A 1BB
    r"|\b[A-Z]\d[A-Z]\s+\d[A-Z]\d\b"  # Toronto ON M5V 2T6
    r"|^(?:[A-Z]{1,2}-)?\d{4,5}\s+[^\W\d_]{2,}"  # 10115 Berlin
)
_STREET = re.compile(
    r"^\d+[\w/-]*\s+\w|\b(?:street|st\.|avenue|ave\.?|road|rd\.|boulevard|blvd|lane|drive|suite|floor|p\.?\s?o\.?\s?box)\b"
    r"|(?:straße|strasse|str\.|weg|platz|allee)\s+\d",
    re.IGNORECASE,
)
_FORMULA = re.compile(
    r"(?:(?:kind|best|warm|many)?\s*(?:regards|wishes|thanks)|thank you|best|cheers|sincerely|yours)\b.{0,20}|[-_*=\s]+",
    re.IGNORECASE,
)
_WORD = r"(?:[^\W\d_a-z][\w'’.-]*|de|da|van|von|der|den|la|le|bin|al)"
_NAME = re.compile(rf"(?:(?:Dr|Prof|Mr|Ms|Mrs|Mx)\.?\s+)?{_WORD}(?:\s+{_WORD}){{1,3}}(?:,\s*(?:PhD|Ph\.D\.|MD|MBA|PE|CPA))?")
_LONGEST = 300  # letters; no line of a signature has more
_TITLES = re.compile(
    r"\b(?:manager|director|engineer\w*|developer|lead|head|chief|officer|president|founder|partner|recruit\w*|talent|designer|"
    r"analyst|scientist|architect|consultant|coordinator|specialist|assistant|professor|nurse|owner|vp|ceo|cto|cfo|coo|hr|people)\b",
    re.IGNORECASE,
)  # fmt: skip


def read_signature(text: str, name: str = "") -> Card | Unusable:
    """What the lines say of a person, or of the one called ``name``."""
    lines = [part.strip() for line in _below_the_mark(text.splitlines()) for part in _CUT.split(line.lstrip("> "))]
    lines = [line for line in lines if line and len(line) <= _LONGEST and not _FORMULA.fullmatch(line)]
    email, phone, linkedin = _found(_EMAIL, lines), _phone(lines), _found(_LINKEDIN, lines)
    words = [line for line in map(_without_reach, lines) if line]
    read = next((line for line in words[:3] if _NAME.fullmatch(line) and not _TITLES.search(line)), "")
    if not read and not name:
        return Unusable("no name can be told from these lines", "give the name before --from-file")
    above, rest = (words[: words.index(read)], words[words.index(read) + 1 :]) if read else ([], words)
    address = _address(rest)
    others = [line for line in rest if line not in address]
    # Only below a name a single line is where somebody works.
    title, company, left = _work(others) if read or any(map(_TITLES.search, others)) else ("", "", others)
    return Card(name or read, title, company, email, phone, "\n".join(address), linkedin, (*above, *left))


def _below_the_mark(lines: Sequence[str]) -> Sequence[str]:
    """Of a whole message what stands below ``--`` (RFC 3676, 4.3), where its signature begins; else all of it."""
    mark = next((n for n, line in enumerate(lines) if line.rstrip() == "--"), -1)
    return lines[mark + 1 :]


def _found(pattern: re.Pattern[str], lines: Sequence[str]) -> str:
    return next((match[0] for line in lines if (match := pattern.search(line))), "")


def _phone(lines: Sequence[str]) -> str:
    """The first number that is no fax."""
    listed = [_LINK.sub("", line) for line in lines if not _NOT_A_PHONE.search(line) and not _POSTCODE.search(line)]
    return _found(_PHONE, listed)


def _without_reach(line: str) -> str:
    """A line without the addresses, numbers and links that stand in it, and without what labels them."""
    if _NOT_A_PHONE.search(line):
        return ""
    bare = _LINK.sub("", _LINKEDIN.sub("", _EMAIL.sub("", line)))
    bare = bare if _POSTCODE.search(bare) else _PHONE.sub("", bare)
    return "" if bare != line and not re.search(r"\w{2}", _LABEL.sub("", bare)) else _LABEL.sub("", bare).strip(" ,;|<>()-–—")


def _address(lines: Sequence[str]) -> list[str]:
    """The line with the postcode, and the street on the line before it, or on the same."""
    at = next((n for n, line in enumerate(lines) if _POSTCODE.search(line)), None)
    if at is None:
        return []
    street = [lines[at - 1]] if at and _STREET.search(lines[at - 1]) else []
    return [*street, lines[at]]


def _work(lines: Sequence[str]) -> tuple[str, str, list[str]]:
    """Title and company: ``Head of Data, Acme`` and ``Head of Data at Acme`` on one line, else on two."""
    at = next((n for n, line in enumerate(lines) if _TITLES.search(line)), None)
    if at is None:
        return "", lines[0] if len(lines) == 1 else "", list(lines[1:] if len(lines) == 1 else lines)
    title, _, company = lines[at].partition(" at ") if " at " in lines[at] else lines[at].rpartition(", ")
    if not (title and company) or _TITLES.search(company):
        title, company = lines[at], ""
    others = [line for n, line in enumerate(lines) if n != at]
    return (title, company, others) if company else (title, others[0] if others else "", others[1:])
