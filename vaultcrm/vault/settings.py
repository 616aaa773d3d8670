"""``vaultcrm.toml`` as ``Settings``: a sensible value for whatever is missing, a problem for whatever is wrong.

In: the file's text. Out: the settings and the problems, each with its line; one wrong value never hides the others.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from pathlib import PurePosixPath
from typing import Literal, TypeVar

from vaultcrm.dates import parse_day_rule, parse_interval
from vaultcrm.model import STAGES, Away, FeedSettings, GroupCadence, Interval, Level, Me, Problem, Settings, Shape, Source
from vaultcrm.notes.frontmatter import normal
from vaultcrm.notes.moments import parse_date, parse_time
from vaultcrm.notes.records import with_excerpts
from vaultcrm.notes.schema import KEYS
from vaultcrm.notes.values import Wrong, as_country
from vaultcrm.notes.verbs import VERBS, folded
from vaultcrm.notes.zones import is_zone

from .tables import Table, locate, near

FILE = "vaultcrm.toml"
FORMAT = 1
_T = TypeVar("_T")
_KEYS = (
    "format", "vault", "timezone", "country", "folders", "ignore", "birthdays", "me", "playbooks", "follow-up", "search",
    "hours", "cadence", "away", "feed", "checklist", "fields", "stages", "verbs", "git",
)  # fmt: skip
_LEVELS: tuple[Level, ...] = ("busy", "names", "private", "full")
_SHAPES: tuple[Shape, ...] = ("planned", "window", "digest")


def read_settings(text: str) -> tuple[Settings, tuple[Problem, ...]]:
    """The settings that ``text`` gives; those of an empty file where it is no TOML."""
    text = text.removeprefix("\ufeff")
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Settings(), with_excerpts([_broken(error)], text)
    problems: list[Problem] = []
    settings = _settings(Table(FILE, values, locate(text), (), problems))
    return settings, with_excerpts(sorted(problems), text)


def _broken(error: tomllib.TOMLDecodeError) -> Problem:
    place = re.search(r"\(at (?:line (\d+), column (\d+)|end of document)\)", str(error))
    source = Source(FILE, int(place[1]), int(place[2])) if place and place[1] else Source(FILE)
    reason = str(error).partition(" (at ")[0]
    return Problem(source, f"the settings cannot be read: {reason}", "mend this line; until then every setting has its default")


def _settings(top: Table) -> Settings:
    follow_up, search = top.table("follow-up"), top.table("search")
    settings = Settings(
        source=Source(FILE),
        format=top.get("format", _number, FORMAT, "1"),
        vault=top.get("vault", _text, "", '"k3x9"'),
        me=_me(top),
        playbooks=_playbooks(top.table("playbooks")),
        follow_up_day=follow_up.get("day", _day_rule, "first friday", '"first friday"'),
        per_day=follow_up.get("per-day", _positive, 10, "10"),
        live_jobs=search.get("live-jobs", _number, 3, "3"),
        quiet_days=search.get("quiet-days", _positive, 14, "14"),
        working_hours=_hours(top.table("hours")),
        cadences=_cadences(top.tables("cadence")),
        away=_away(top.tables("away")),
        feeds=_feeds(top),
        birthdays=top.get("birthdays", _birthdays, "", "true") or None,
        checklist=_checklist(top.table("checklist")),
        fields=_fields(top.table("fields")),
        stages=_stages(top.table("stages")),
        verbs=_verbs(top.table("verbs")),
        folders=top.get("folders", _texts, (), '["contacts"]'),
        ignore=top.get("ignore", _texts, (), '["Archive/*"]'),
        git_commit=_git(top.table("git")),
    )
    follow_up.done(("day", "per-day"))
    search.done(("live-jobs", "quiet-days"))
    top.done(_KEYS)
    _check_format(top, settings)
    return settings


def _check_format(top: Table, settings: Settings) -> None:
    if settings.format > FORMAT:
        message = f"the vault has format {settings.format}, and this release knows formats up to {FORMAT}"
        top.wrong("format", message, "use a newer release of vaultcrm", "warning")
    if not settings.vault:
        message = "the vault has no `vault` value, which makes its calendar entries its own"
        top.wrong("vault", message, '`vaultcrm init` writes one: `vault = "…"`', "hint")


def _me(top: Table) -> Me:
    me = top.table("me")
    texts = {key: me.get(key, _text, "", '"…"') for key in ("name", "email", "phone", "address", "linkedin")}
    zone = me.get("timezone", _zone, top.get("timezone", _zone, "", _ZONE), _ZONE)
    country = me.get("country", _country, top.get("country", _country, "", '"US"'), '"US"')
    me.done(("name", "email", "phone", "address", "linkedin", "timezone", "country"))
    return Me(**texts, timezone=zone or "UTC", country=country or None)


_ZONE = '"America/New_York"'


def _playbooks(table: Table) -> Mapping[str, tuple[str, ...]]:
    return {normal(kind).replace("_", "-"): table.get(kind, _names, (), '["savvy"]') for kind in table.raw}


def _hours(table: Table) -> tuple[time, time]:
    hours = table.get("working", _span, (time(9), time(17)), '"9:00-17:00"')
    table.done(("working",))
    return hours


def _cadences(tables: list[Table]) -> tuple[GroupCadence, ...]:
    found = []
    for table in tables:
        query = table.get("query", _text, "", '"tag:mentor"')
        every = table.get("every", _every, None, '"90 days"')
        table.done(("query", "every"))
        if query and every:
            found.append(GroupCadence(query, every))
        elif not (table.has("query") and table.has("every")):
            table.wrong("", "a cadence wants `query` and `every`", 'write as in `query = "tag:mentor"`, `every = "90 days"`')
    return tuple(found)


def _away(tables: list[Table]) -> tuple[Away, ...]:
    found = []
    for table in tables:
        start, end = table.get("from", _date, None, "2026-12-24"), table.get("to", _date, None, "2027-01-03")
        zone = table.get("timezone", _zone, "", _ZONE)
        table.done(("from", "to", "timezone"))
        if start and end and start <= end:
            found.append(Away(start, end, zone or None))
        elif start and end:
            table.wrong("to", f"the last day, {end}, is before the first, {start}", "exchange `from` and `to`")
        elif not (table.has("from") and table.has("to")):
            table.wrong("", "days away want `from` and `to`", "write both as dates, as in 2026-12-24")
    return tuple(sorted(found, key=lambda away: (away.start, away.end, away.timezone or "")))


def _feeds(top: Table) -> tuple[FeedSettings, ...]:
    return tuple(_feed(table) for table in top.tables("feed")) or (FeedSettings(),)


def _feed(table: Table) -> FeedSettings:
    usual = FeedSettings()
    name = table.get("name", _text, usual.name, '"follow-ups"')
    feed = FeedSettings(
        name=name,
        file=_inside(table, "file", f"{name}.ics", '"follow-ups.ics"'),
        title=table.get("title", _text, usual.title, '"Follow-ups"'),
        level=table.get("level", _choice(_LEVELS), usual.level, '"names"'),
        shape=table.get("shape", _choice(_SHAPES), usual.shape, '"planned"'),
        alarms=table.get("alarms", _flag, usual.alarms, "true"),
        invitations=table.get("invitations", _flag, usual.invitations, "true"),
        birthdays=table.get("birthdays", _flag, usual.birthdays, "true"),
        todos=table.get("todos", _flag, usual.todos, "true"),
        kinds=table.get("kinds", _names, (), '["call"]'),
        systems=table.get("systems", _names, (), '["savvy"]'),
        people=table.get("people", _text, "", '"tag:mentor"'),
        color=table.get("color", _text, usual.color, '"steelblue"'),
    )
    table.done(tuple(FeedSettings.__dataclass_fields__))
    return feed


def _checklist(table: Table) -> str | None:
    file = _inside(table, "file", "", '"Today.md"')
    table.done(("file",))
    return file or None


def _inside(table: Table, key: str, default: str, example: str) -> str:
    """A file's path relative to the vault; one that points out of it is refused, for a vault may come from a stranger."""
    file = table.get(key, _text, default, example)
    path = PurePosixPath(file.replace("\\", "/"))
    if not path.is_absolute() and ".." not in path.parts and not re.match(r"[A-Za-z]:|~", file):
        return file
    table.wrong(key, f"`{file}` points out of the vault; `{path.name}` is used", "name a file within the vault")
    return path.name


def _fields(table: Table) -> Mapping[str, Mapping[str, str]]:
    found = {}
    for kind in table.raw:
        if normal(kind) in KEYS:
            found[normal(kind)] = _words(table.table(kind), KEYS[normal(kind)])
    table.done(tuple(KEYS))
    return found


def _words(table: Table, ours: tuple[str, ...]) -> Mapping[str, str]:
    """Their word for ours. The other way round is understood where only the key is a word of ours."""
    found: dict[str, str] = {}
    for key in table.raw:
        word = table.get(key, _text, "", '"title"')
        if normal(word) in ours:
            found[normal(key)] = normal(word)
        elif normal(key) in ours and word:
            found[normal(word)] = normal(key)
        elif word:
            table.wrong(key, f"neither `{key}` nor `{word}` is a key of ours", near(word, ours))
    return found


def _stages(table: Table) -> Mapping[str, str]:
    return _translated(table, {normal(stage): stage for stage in STAGES}, normal)


def _verbs(table: Table) -> Mapping[str, str]:
    return _translated(table, VERBS, folded)


def _translated(table: Table, known: Mapping[str, str], fold: Callable[[str], str]) -> Mapping[str, str]:
    found = {key: table.get(key, lambda value: known.get(fold(str(value))), "", f'"{next(iter(known))}"') for key in table.raw}
    return {key: meant for key, meant in found.items() if meant}


def _git(table: Table) -> bool:
    commit = table.get("commit", _flag, False, "true")
    table.done(("commit",))
    return commit


def _text(value: object) -> str | None:
    return value.strip() if isinstance(value, str) else None


def _texts(value: object) -> tuple[str, ...] | None:
    if isinstance(value, str):
        return (value.strip(),)
    listed = isinstance(value, list) and all(isinstance(item, str) for item in value)
    return tuple(item.strip() for item in value) if listed and isinstance(value, list) else None


def _names(value: object) -> tuple[str, ...] | None:
    texts = _texts(value)
    return None if texts is None else tuple(name.casefold() for text in texts for name in re.split(r"[,\s]+", text) if name)


def _number(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _positive(value: object) -> int | None:
    return _number(value) or None


def _flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _zone(value: object) -> str | None:
    return value if isinstance(value, str) and is_zone(value) else None


def _country(value: object) -> str | None:
    found = as_country(value) if isinstance(value, str) else None
    return None if isinstance(found, Wrong) else found


def _date(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else parse_date(value) if isinstance(value, str) else None


def _day_rule(value: object) -> str | None:
    return str(value) if isinstance(value, str | int) and parse_day_rule(str(value)) else None


def _every(value: object) -> Interval | Literal["never"] | None:
    return "never" if value == "never" else parse_interval(str(value)) if isinstance(value, str | int) else None


def _span(value: object) -> tuple[time, time] | None:
    parts = re.split(r"\s*(?:-|–|to)\s*", value) if isinstance(value, str) else []
    times = [parse_time(part if ":" in part or part[-1:] in "mM" else f"{part}:00") for part in parts]
    return (times[0], times[1]) if len(times) == 2 and times[0] and times[1] and times[0] < times[1] else None


def _birthdays(value: object) -> str | None:
    return "*" if value is True else "" if value is False else _text(value)


def _choice(words: tuple[_T, ...]) -> Callable[[object], _T | None]:
    return lambda value: next((word for word in words if word == value), None)
