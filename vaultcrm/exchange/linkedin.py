"""LinkedIn's own export: ``Connections.csv``, with and without the words before its header, and ``messages.csv``.

In: a file's bytes. Out: ``People``; of messages, when each side last wrote to whom. Or ``Unusable``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import unquote, urlsplit

from vaultcrm.model import Me, Problem, Source

from .headers import keys_of, plain_header
from .people import People, Raw, people_of
from .person import Unusable
from .table import Table, read_table
from .texts import one_line

_MESSAGES = ("from", "to", "date", "content", "conversation id")
_FORMS = ("%Y-%m-%d %H:%M:%S UTC", "%Y-%m-%d %H:%M:%S", "%m/%d/%y, %I:%M %p", "%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True)
class Wrote:
    """The last message of one direction between the user and somebody; ``at`` is UTC."""

    source: Source
    name: str
    linkedin: str
    at: datetime
    incoming: bool


@dataclass(frozen=True, slots=True)
class Messages:
    """The last messages with everybody, by name; and what could not be read."""

    last: tuple[Wrote, ...]
    problems: tuple[Problem, ...] = ()


def read_linkedin(name: str, data: bytes, me: Me) -> People | Messages | Unusable:
    """The connections or the messages, whichever of the two the file holds."""
    table = read_table(name, data, lambda cells: _is_connections(cells) or _is_messages(cells))
    if isinstance(table, Unusable):
        return table
    if _is_messages(table.header):
        return _messages(name, table, me)
    if not _is_connections(table.header):
        columns = ", ".join(word or "(none)" for word in table.header[:20])
        return Unusable(
            "this is neither Connections.csv nor messages.csv of LinkedIn",
            f"Its columns are {columns}. Any other table: import csv --map.",
        )
    return people_of(_connections(name, table), None, table.problems)


def profile_key(address: str) -> str:
    """A profile's address as it is compared: ``in/dana-lee``; empty for what is none."""
    try:
        parts = urlsplit(address if "//" in address else f"https://{address}")
    except ValueError:  # brackets of an address of version 6 that are none
        return ""
    path = unquote(parts.path).casefold().strip("/")
    return path if "linkedin." in parts.netloc.casefold() and "/" in path else ""


def _is_connections(cells: Sequence[str]) -> bool:
    keys = keys_of(cells, {})
    return "first" in keys and "last" in keys and ("since" in keys or "linkedin" in keys)


def _is_messages(cells: Sequence[str]) -> bool:
    return set(_MESSAGES) <= {plain_header(cell) for cell in cells}


def _connections(name: str, table: Table) -> Iterator[tuple[Source, Raw]]:
    keys = keys_of(table.header, {})
    for line, cells in table.rows:
        raw = {key: [cell] for key, cell in zip(keys, cells, strict=True) if key and cell.strip()}
        if "first" in raw or "last" in raw:  # who has closed the account leaves an empty row
            yield Source(name, line), raw


def _messages(name: str, table: Table, me: Me) -> Messages | Unusable:
    words = [plain_header(word) for word in table.header]
    rows = [(line, dict(zip(words, cells, strict=True))) for line, cells in table.rows]
    mine = _own_profile(rows, me)
    if not mine:
        return Unusable("nobody can tell which of these people you are", "Write your `linkedin` under [me] in vaultcrm.toml.")
    last: dict[tuple[str, bool], Wrote] = {}
    problems = list(table.problems)
    for line, row in rows:
        at = _moment(row["date"])
        if at is None:
            problems.append(Problem(Source(name, line), f"{row['date'][:40]!r} is no time; the message is left out", ""))
            continue
        for wrote in _between(Source(name, line), row, at, mine):
            key = (profile_key(wrote.linkedin) or wrote.name.casefold(), wrote.incoming)
            if key not in last or last[key].at < wrote.at:
                last[key] = wrote
    return Messages(tuple(sorted(last.values(), key=lambda one: (one.name, one.at, one.incoming))), tuple(sorted(problems)))


def _own_profile(rows: Sequence[tuple[int, Mapping[str, str]]], me: Me) -> str:
    """Whose messages these are: as the settings say, else who takes part in more of them than anybody; empty for a tie."""
    named = (row.get("sender profile url", "") for _, row in rows if me.name and one_line(row["from"]) == me.name)
    if said := profile_key(me.linkedin or next(named, "")):
        return said
    taking_part = ([row.get("sender profile url", ""), *_to(row)] for _, row in rows)
    counts = Counter(key for addresses in taking_part for key in set(map(profile_key, addresses)) if key)
    best = [key for key, count in counts.items() if count == max(counts.values())]
    return best[0] if len(best) == 1 else ""


def _to(row: Mapping[str, str]) -> list[str]:
    return [part.strip() for part in row.get("recipient profile urls", "").replace(";", ",").split(",") if part.strip()]


def _between(source: Source, row: Mapping[str, str], at: datetime, mine: str) -> Iterator[Wrote]:
    """Who wrote to the user in this message, or to whom the user wrote; what goes to many at once is contact with nobody."""
    sender, recipients, address = one_line(row["from"]), _to(row), row.get("sender profile url", "").strip()
    if profile_key(address) != mine and sender:
        yield Wrote(source, sender, address, at, True)
    elif len(recipients) == 1:
        yield Wrote(source, one_line(row["to"]), recipients[0], at, False)


def _moment(text: str) -> datetime | None:
    for form in _FORMS:
        try:
            return datetime.strptime(" ".join(text.split()), form).replace(tzinfo=UTC)
        except ValueError:
            continue
    return None
