"""Building the feeds of a vault, linting any feed, and where a feed is to be found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from vaultcrm.errors import NotFound, NoVault, VaultcrmError, WrongUsage
from vaultcrm.model import ENDED, LIVE, FeedSettings, Level, Plan
from vaultcrm.vault.within import is_within

if TYPE_CHECKING:
    from vaultcrm.feed import Finding
    from vaultcrm.vault import NoteVault

    from .feed_memory import FeedMemory


_MOST_READ = 64_000_000  # octets: of more no client reads a word, and a device has no end


class SuddenNothing(VaultcrmError):
    """The new feed is empty, or nearly so, and the one before was not: a vault that lost its notes must not take it along."""


@dataclass(frozen=True, slots=True)
class Built:
    """A feed on the disk: ``written`` is false where the bytes were there already."""

    feed: FeedSettings
    path: Path
    written: bool
    events: int


def chosen_feeds(vault: NoteVault, name: str | None, level: Level | None) -> Sequence[FeedSettings]:
    """The settings' feeds, or the one called ``name``, at their own level or at ``level``."""
    feeds = [feed for feed in vault.settings.feeds if name is None or feed.name.casefold() == name.casefold()]
    if not feeds:
        names = ", ".join(feed.name for feed in vault.settings.feeds)
        raise NotFound(f"the settings have no feed {name!r}", f"There are: {names or 'none'}.")
    return [replace(feed, level=level) if level else feed for feed in feeds]


def target_of(vault: NoteVault, feed: FeedSettings) -> Path:
    """The feed's file. Raises ``WrongUsage`` where the settings point out of the vault: a vault may come from a stranger."""
    path = vault.root / feed.file
    if not is_within(vault.root, path):
        remedy = "Settings may come from a stranger. If you do want it there, say so: vaultcrm feed build -o FILE"
        raise WrongUsage(f"the feed {feed.name!r} would be written outside the vault, to {path}", remedy)
    return path


def _says_something(vault: NoteVault, plan: Plan) -> bool:
    """Whether more is left than the nudge to look at the search, which stays where every note is gone."""
    if vault.contacts or vault.interviews or vault.jobs:
        return True
    return any(one.act != "keep-searching" for one in plan.touchpoints.live)


def build(
    vault: NoteVault, plan: Plan, feed: FeedSettings, path: Path, force: bool = False, memory: FeedMemory | None = None
) -> Built:
    """Write one feed, made from the vault and the feed as it was; who builds again and again hands in a ``memory``.

    Raises ``NoVault`` where the settings cannot be read, ``SuddenNothing`` (unless forced), ``CannotWrite``.
    """
    from vaultcrm.vault.writing import make_folder, write_output

    from .feed_memory import FeedMemory

    _must_have_settings(vault)
    before = path.read_bytes() if path.is_file() else None
    data = (memory or FeedMemory()).build(vault, plan, feed, before)
    if before is not None and not force:
        _must_not_be_sudden(vault, plan, path, before, data)
    if is_within(vault.root, path):
        make_folder(path.parent)
    return Built(feed, path, write_output(path, data), data.count(b"BEGIN:VEVENT") + data.count(b"BEGIN:VTODO"))


def _must_not_be_sudden(vault: NoteVault, plan: Plan, path: Path, before: bytes, data: bytes) -> None:
    from vaultcrm.feed import sudden_fall, sudden_nothing

    if sudden_nothing(before, data if _says_something(vault, plan) else b""):
        remedy = "Nothing was written. If the vault is meant to be empty: vaultcrm feed build --force"
        raise SuddenNothing(f"{path}: the feed had events, and there are none to write now", remedy)
    closed = partial(_closed, plan)
    if sudden_fall(before, data, closed, plan.today) and _has_lost_people(vault):
        remedy = "Nothing was written. If it is meant to be so: vaultcrm feed build --force"
        raise SuddenNothing(f"{path}: nearly all events would go, and the people whom notes name have no notes", remedy)


def _closed(plan: Plan) -> set[str]:
    return {one.uid for one in plan.touchpoints.outlines if one.state not in LIVE}


def _has_lost_people(vault: NoteVault) -> bool:
    """Whether most links to people lead nowhere, or a search that goes on knows nobody at all.

    A search that has ended keeps its notes, so that what vanishes from the feed then is no loss.
    """
    from vaultcrm.notes.links import paths_of

    from .repairing import people_named

    led = [bool(paths_of(vault.contacts.names, ref)) for _, ref in people_named(vault) if ref.linked]
    goes_on = any(job.stage not in ENDED for job in vault.jobs)
    return led.count(False) > led.count(True) or (goes_on and not vault.contacts)


def _must_have_settings(vault: NoteVault) -> None:
    """Every identity hangs on the settings' ``vault``: a feed made without it would show everything a second time."""
    settings = vault.settings
    if settings.vault:
        return
    broken = [p for p in vault.problems if p.source.path == settings.source.path and p.severity == "error"]
    if broken:
        raise NoVault(f"{broken[0].source}: {broken[0].message}", "No feed was written. Mend the settings first.")


def check(path: Path) -> tuple[Finding, ...]:
    """What is wrong with the feed in a file, in the order of its lines."""
    from vaultcrm.feed import check_feed

    with path.open("rb") as file:
        return check_feed(file.read(_MOST_READ))
