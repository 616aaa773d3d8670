"""What the building of feeds finds out, and has to find out again only where something has changed.

In: a vault, its plan, a feed as it was. Out: the feed's bytes, the same as without any memory. Who builds again and again keeps
one; who builds once finds in the vault's cache what another run has written.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from vaultcrm.feed import Written, build_feed
from vaultcrm.feed.names import Known, Names, by_line
from vaultcrm.vault.kept.feeds import keep_written, written_before

if TYPE_CHECKING:
    from vaultcrm.model import FeedSettings, Plan
    from vaultcrm.vault import NoteVault


class FeedMemory:
    """Of the last building: what was written for the entries of each feed, and what people were called."""

    def __init__(self) -> None:
        self._written: dict[str, Mapping[bytes, bytes]] = {}
        self._names = Names({}, {})

    def build(self, vault: NoteVault, plan: Plan, feed: FeedSettings, before: bytes | None) -> bytes:
        """The bytes of a feed. What was written for it is kept in the vault's cache the first time, unless that is off."""
        name = f"{feed.name} {feed.level}"
        first = name not in self._written
        if first:
            self._written[name] = written_before(vault.root, name) if vault.settings.cache else {}
        written = Written(self._written[name])
        data = build_feed(vault, plan, feed, before, written, partial(self._names_in, vault))
        self._written[name] = written.now
        if first and written.more and vault.settings.cache:
            keep_written(vault.root, name, written.now)
        return data

    def _names_in(self, vault: NoteVault, others: Known) -> Names:
        """Everybody's names, and those of others; the same as last time where they are."""
        known = vault.once("names in feeds", lambda: by_line(vault.called()))
        if self._names.known is not known or self._names.others != others:
            self._names = Names(known, others)
        return self._names
