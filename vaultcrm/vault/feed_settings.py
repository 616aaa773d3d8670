"""The settings' feeds: what each holds, where it is written and sent; and the guard of every path that settings name."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from unicodedata import normalize

from vaultcrm.model import LEVELS, FeedSettings, PublishSettings, Shape

from .setting_values import as_flag, as_names, as_target, as_text, one_of
from .tables import Table

_SHAPES: tuple[Shape, ...] = ("planned", "window", "digest")


def read_feeds(top: Table) -> tuple[FeedSettings, ...]:
    """The feeds of the settings; the usual one where there are none. Of two of one name, or in one file, the first counts."""
    feeds: list[FeedSettings] = []
    for table in top.tables("feed"):
        feed = _feed(table)
        key = next((key for key in ("name", "file") if _told(feed, key) in [_told(one, key) for one in feeds]), None)
        if key:
            message = f"another feed has the {key} `{getattr(feed, key)}` already, so this one is left out"
            table.wrong(key, message, f"give each a `{key}` of its own")
        else:
            feeds.append(feed)
    return tuple(feeds) or (FeedSettings(),)


def _told(feed: FeedSettings, key: str) -> str:
    """A name or file as addresses and disks tell them apart: ``./a.ics`` is ``A.ics``, however its accents are written."""
    return normalize("NFC", str(PurePosixPath(getattr(feed, key).replace("\\", "/")))).casefold()


def _feed(table: Table) -> FeedSettings:
    usual = FeedSettings()
    name = table.get("name", as_text, usual.name, '"follow-ups"')
    feed = FeedSettings(
        name=name,
        file=_file(table, name),
        title=table.get("title", as_text, usual.title, '"Follow-ups"'),
        level=table.get("level", one_of(LEVELS), usual.level, either(LEVELS)),
        shape=table.get("shape", one_of(_SHAPES), usual.shape, either(_SHAPES)),
        alarms=table.get("alarms", as_flag, usual.alarms, "true"),
        invitations=table.get("invitations", as_flag, usual.invitations, "true"),
        birthdays=table.get("birthdays", as_flag, usual.birthdays, "true"),
        todos=table.get("todos", as_flag, usual.todos, "true"),
        kinds=table.get("kinds", as_names, (), '["call"]'),
        systems=table.get("systems", as_names, (), '["savvy"]'),
        people=table.get("people", as_text, "", '"tag:mentor"'),
        color=table.get("color", as_text, usual.color, '"steelblue"'),
    )
    table.done(tuple(FeedSettings.__dataclass_fields__))
    return feed


def _file(table: Table, name: str) -> str:
    """Where a feed is written, over what is there: never over a note, or the settings."""
    file = inside(table, "file", f"{name}.ics", '"follow-ups.ics"')
    if file.casefold().endswith(".ics"):
        return file
    table.wrong("file", f"`{file}` is no name of a calendar; `{file}.ics` is used", "let it end with `.ics`")
    return f"{file}.ics"


def read_publish(tables: list[Table]) -> tuple[PublishSettings, ...]:
    """Where the feeds are sent."""
    found = []
    for table in tables:
        to = table.get("to", as_target, None, '"folder:/srv/www"')
        feed, url = (table.get(key, as_text, "", '"…"') or None for key in ("feed", "url"))
        table.done(("to", "feed", "url"))
        if to:
            found.append(PublishSettings(to, feed, url))
        elif not table.has("to"):
            table.wrong("", "publishing wants `to`", 'write it as in `to = "folder:/srv/www"`, `dav:https://…`, `git:BRANCH`')
    return tuple(found)


def either(words: tuple[str, ...]) -> str:
    """The words that a value can be, as a sentence names them."""
    return " or ".join(f'"{word}"' for word in words)


def inside(table: Table, key: str, default: str, example: str) -> str:
    """A file's path relative to the vault; one that points out of it is refused, for a vault may come from a stranger."""
    file = table.get(key, as_text, default, example)
    path = PurePosixPath(file.replace("\\", "/"))
    if not path.is_absolute() and ".." not in path.parts and not re.match(r"[A-Za-z]:|~", file):
        return file
    table.wrong(key, f"`{file}` points out of the vault; `{path.name}` is used", "name a file within the vault")
    return path.name
