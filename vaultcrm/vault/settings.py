"""``vaultcrm.toml`` as ``Settings``: a sensible value for whatever is missing, a problem for whatever is wrong.

In: the file's text. Out: the settings and the problems, each with its line; one wrong value never hides the others.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import time

from vaultcrm.model import (
    PAPERS,
    STAGES,
    Away,
    DraftSettings,
    GroupCadence,
    Me,
    Problem,
    Settings,
    Source,
)
from vaultcrm.notes.frontmatter import normal
from vaultcrm.notes.records import with_excerpts
from vaultcrm.notes.schema import KEYS
from vaultcrm.notes.verbs import VERBS, folded

from .feed_settings import either, inside, read_feeds, read_publish
from .finding import FILE
from .setting_queries import check_queries
from .setting_values import (
    as_birthdays,
    as_country,
    as_day,
    as_day_rule,
    as_every,
    as_flag,
    as_language,
    as_names,
    as_number,
    as_positive,
    as_span,
    as_text,
    as_texts,
    as_zone,
    one_of,
)
from .tables import Table, locate, near

FORMAT = 1
_MOST_BAD_LINES = 20
_LARGEST = 500_000  # letters; who has a thousand feeds writes a tenth of it
# Python itself refuses to show such a number; reading such a key (``a.a.a``) takes the square of its parts.
_LONG_NUMBER = re.compile(r"0[xob][0-9a-f_]{200}|[0-9_]{200}", re.IGNORECASE)
_DEEP_KEY = re.compile(r"(?<![\w\"'-])(?:[\w\"'-]++[ \t]*+\.[ \t]*+){50}")
_MEND = "mend the file; until then every setting has its default"
_KEYS = (
    "format", "vault", "timezone", "country", "folders", "ignore", "birthdays", "me", "playbooks", "follow-up", "search",
    "hours", "cadence", "away", "feed", "publish", "checklist", "types", "fields", "stages", "verbs", "git",
    "drafts", "queries", "work-log", "cache",
)  # fmt: skip
TYPES = ("contact", "interview", "job", "company", "playbook", "draft", "other")


def read_settings(text: str) -> tuple[Settings, tuple[Problem, ...]]:
    """The settings that ``text`` gives. Lines that are no TOML are left out; where that does not help, all is default."""
    text = text.removeprefix("\ufeff")
    values, problems = _parse(text)
    settings = _settings(Table(FILE, values, locate(text), (), problems)) if values is not None else Settings()
    return settings, with_excerpts(sorted(set(problems)), text)


def _parse(text: str) -> tuple[dict[str, object] | None, list[Problem]]:
    """What ``tomllib`` makes of the text without its bad lines, and a problem for each of these."""
    if len(text) > _LARGEST:
        return None, [Problem(Source(FILE), f"the settings are larger than {_LARGEST:,} letters, and are not read", _MEND)]
    lines = text.split("\n")
    endless = {number: why for number, line in enumerate(lines, 1) if (why := _endless(line))}
    problems = [_no_end(number, why) for number, why in endless.items()][:_MOST_BAD_LINES]
    lines = ["" if number in endless else line for number, line in enumerate(lines, 1)]
    while True:
        try:
            return tomllib.loads("\n".join(lines)), problems
        except RecursionError:
            return None, [*problems, Problem(Source(FILE), "the settings cannot be read: they are nested too deeply", _MEND)]
        except tomllib.TOMLDecodeError as error:
            place = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
            reason = str(error).partition(" (at ")[0]
        number = int(place[1]) if place else 0
        if not place or not lines[number - 1].strip() or len(problems) == _MOST_BAD_LINES:
            return None, [*problems, Problem(Source(FILE), f"the settings cannot be read: {reason}", _MEND)]
        message = f"this line of the settings cannot be read: {reason}"
        source = Source(FILE, number, int(place[2]))
        problems.append(Problem(source, message, "mend it; until then its setting has its default"))
        lines[number - 1] = ""


def _endless(line: str) -> str:
    """What of a line has no end that anybody would write; nothing of a usual one."""
    if _LONG_NUMBER.search(line):
        return "a number in it is too long"
    return "a key in it is too long" if _DEEP_KEY.search(line) else ""


def _no_end(line: int, why: str) -> Problem:
    message = f"this line of the settings cannot be read: {why}"
    return Problem(Source(FILE, line), message, "mend it; until then its setting has its default")


def _settings(top: Table) -> Settings:
    follow_up, search = top.table("follow-up"), top.table("search")
    settings = Settings(
        source=Source(FILE),
        format=top.get("format", as_number, FORMAT, "1"),
        vault=top.get("vault", as_text, "", '"k3x9"'),
        me=_me(top),
        playbooks=_playbooks(top.table("playbooks")),
        follow_up_day=follow_up.get("day", as_day_rule, "first friday", '"first friday"'),
        per_day=follow_up.get("per-day", as_positive, 10, "10"),
        live_jobs=search.get("live-jobs", as_number, 3, "3"),
        quiet_days=search.get("quiet-days", as_positive, 14, "14"),
        working_hours=_hours(top.table("hours")),
        cadences=_cadences(top.tables("cadence")),
        away=_away(top.tables("away")),
        feeds=read_feeds(top),
        publish=read_publish(top.tables("publish")),
        birthdays=top.get("birthdays", as_birthdays, "", "true") or None,
        checklist=_checklist(top.table("checklist")),
        types=_types(top.table("types")),
        fields=_fields(top.table("fields")),
        stages=_stages(top.table("stages")),
        verbs=_verbs(top.table("verbs")),
        folders=top.get("folders", as_texts, (), '["contacts"]'),
        ignore=top.get("ignore", as_texts, (), '["Archive/*"]'),
        git_commit=_git(top.table("git")),
        drafts=_drafts(top.table("drafts")),
        queries=_queries(top.table("queries")),
        weekly_activities=_work_log(top.table("work-log")),
        cache=top.get("cache", as_flag, True, "false"),
    )
    follow_up.done(("day", "per-day"))
    search.done(("live-jobs", "quiet-days"))
    top.done(_KEYS)
    check_queries(top, settings)
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
    texts = {key: me.get(key, as_text, "", '"…"') for key in ("name", "email", "phone", "address", "linkedin")}
    zone = me.get("timezone", as_zone, top.get("timezone", as_zone, "", _ZONE), _ZONE)
    country = me.get("country", as_country, top.get("country", as_country, "", '"US"'), '"US"')
    me.done(("name", "email", "phone", "address", "linkedin", "timezone", "country"))
    return Me(**texts, timezone=zone or "UTC", country=country or None)


_ZONE = '"America/New_York"'


def _playbooks(table: Table) -> Mapping[str, tuple[str, ...]]:
    found = {normal(kind).replace("_", "-"): table.get(kind, as_names, None, '["savvy"]') for kind in table.raw}
    return {kind: names for kind, names in found.items() if names is not None}


def _hours(table: Table) -> tuple[time, time]:
    hours = table.get("working", as_span, (time(9), time(17)), '"9:00-17:00"')
    table.done(("working",))
    return hours


def _cadences(tables: list[Table]) -> tuple[GroupCadence, ...]:
    found = []
    for table in tables:
        query = table.get("query", as_text, "", '"tag:mentor"')
        every = table.get("every", as_every, None, '"90 days"')
        table.done(("query", "every"))
        if query and every:
            found.append(GroupCadence(query, every))
        elif not (table.has("query") and table.has("every")):
            table.wrong("", "a cadence wants `query` and `every`", 'write as in `query = "tag:mentor"`, `every = "90 days"`')
    return tuple(found)


def _away(tables: list[Table]) -> tuple[Away, ...]:
    found = []
    for table in tables:
        start, end = table.get("from", as_day, None, "2026-12-24"), table.get("to", as_day, None, "2027-01-03")
        zone = table.get("timezone", as_zone, "", _ZONE)
        table.done(("from", "to", "timezone"))
        if start and end and start <= end:
            found.append(Away(start, end, zone or None))
        elif start and end:
            table.wrong("to", f"the last day, {end}, is before the first, {start}", "exchange `from` and `to`")
        elif not (table.has("from") and table.has("to")):
            table.wrong("", "days away want `from` and `to`", "write both as dates, as in 2026-12-24")
    return tuple(sorted(found, key=lambda away: (away.start, away.end, away.timezone or "")))


def _checklist(table: Table) -> str | None:
    file = inside(table, "file", "", '"Today.md"')
    table.done(("file",))
    return file or None


def _types(table: Table) -> Mapping[str, str]:
    """What the user's words, tags (``#person``) and folders (``CRM/People/``) mean."""
    found = {normal(key): table.get(key, one_of(TYPES), None, '"contact"') for key in table.raw}
    return {key: meant for key, meant in found.items() if meant}


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
        word = table.get(key, as_text, "", '"title"')
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
    commit = table.get("commit", as_flag, False, "true")
    table.done(("commit",))
    return commit


def _drafts(table: Table) -> DraftSettings:
    usual = DraftSettings()
    drafts = DraftSettings(
        language=table.get("language", as_language, usual.language, '"en"'),
        paper=table.get("paper", one_of(PAPERS), None, either(PAPERS)),
        checks=table.get("checks", as_texts, (), '["my-check"]'),
        words=table.get("words", as_texts, (), '["Kubernetes"]'),
    )
    table.done(tuple(DraftSettings.__dataclass_fields__))
    return drafts


def _queries(table: Table) -> Mapping[str, str]:
    found = {key: table.get(key, as_text, "", '"tag:mentor silent>30d"') for key in table.raw}
    return {key: query for key, query in found.items() if query}


def _work_log(table: Table) -> int:
    weekly = table.get("weekly", as_number, 0, "3")
    table.done(("weekly",))
    return weekly
