"""The feeds as they are served: built whenever the notes change, and kept as they were where that fails.

In comes a way to look at the vault, out come the feeds by address. Prints nothing: what stands in the way is for ``tell``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from vaultcrm.errors import NoVault, VaultcrmError, in_words
from vaultcrm.model import FeedSettings, Plan
from vaultcrm.serve.addresses import feed_path, file_name
from vaultcrm.serve.answers import Feed, later
from vaultcrm.vault.state import token_of

from .feed_memory import FeedMemory
from .feeding import build, target_of

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault

Look = Callable[[], "tuple[NoteVault, Plan]"]


def must_have_sound_settings(vault: NoteVault) -> None:
    """Raise ``NoVault`` where a line of the settings is wrong: what leaves this computer must not tell more than was meant.

    A level that is misspelt would be the usual one, and more than `busy`.
    """
    broken = [
        found for found in vault.problems if found.source.path == vault.settings.source.path and found.severity == "error"
    ]
    if broken:
        raise NoVault(f"{broken[0].source}: {broken[0].message}", "Mend the settings first; what is published stays as it is.")


@dataclass(frozen=True, slots=True)
class Shelved:
    """The feeds of one moment: by name, and the ``vault`` value under which their tokens are kept."""

    vault: str = ""
    feeds: Mapping[str, Feed] = field(default_factory=dict)


class Shelf:
    """The feeds that are served now. One thread fills it, others look; each sees one moment whole."""

    def __init__(self, tell: Callable[[str], object]) -> None:
        self._tell, self._told, self._shelved = tell, "", Shelved()
        self._memory = FeedMemory()

    def refresh(self, look: Look) -> None:
        """Build what has changed. Where that fails the last good feeds stay, and the reason is told, once."""
        wrong: list[str] = []
        try:
            vault, plan = look()
            must_have_sound_settings(vault)
            found = {feed.name: self._renewed(vault, plan, feed, wrong) for feed in vault.settings.feeds}
            self._shelved = Shelved(vault.settings.vault, {name: feed for name, feed in found.items() if feed})
        except (VaultcrmError, OSError) as stop:
            wrong.append(in_words(stop))
        self._say("\n".join(wrong))

    def by_path(self) -> Mapping[str, Feed]:
        """The feeds by address, as their tokens are at this moment: a replaced one counts at once."""
        now = self._shelved
        return {feed_path(token_of(now.vault, name), name): feed for name, feed in now.feeds.items()}

    @property
    def troubled(self) -> bool:
        """Whether something stood in the way of the last refresh."""
        return bool(self._told)

    def _renewed(self, vault: NoteVault, plan: Plan, feed: FeedSettings, wrong: list[str]) -> Feed | None:
        """A feed as it is on the disk after building; the one before where it cannot be built."""
        before = self._shelved.feeds.get(feed.name)
        try:
            path = target_of(vault, feed)
            try:
                build(vault, plan, feed, path, memory=self._memory)
            except VaultcrmError as stop:
                wrong.append(in_words(stop))
            return before if before and not path.is_file() else _read(path, feed, before)
        except (VaultcrmError, OSError) as stop:
            wrong.append(in_words(stop))
            return before

    def _say(self, wrong: str) -> None:
        if wrong != self._told:
            self._tell(wrong or "All is well again.")
            self._told = wrong


def _read(path: Path, feed: FeedSettings, before: Feed | None) -> Feed:
    data = path.read_bytes()
    if before and before.data == data:
        return before
    changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return Feed(file_name(feed.name), data, later(changed, before.changed if before else None))
