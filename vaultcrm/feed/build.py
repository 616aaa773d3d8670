"""A vault and its plan become the bytes of one feed.

The same vault, day, settings and feed before give the same bytes, on every machine.
"""

from __future__ import annotations

from collections.abc import Callable

from vaultcrm.model import FeedSettings, Plan, Vault

from .events import event_entries, task_entries
from .names import Known, Names
from .scene import look_at
from .stamps import read_earlier
from .write import Written, write_feed


def build_feed(
    vault: Vault,
    plan: Plan,
    feed: FeedSettings,
    before: bytes | None,
    written: Written | None = None,
    names: Callable[[Known], Names] | None = None,
) -> bytes:
    """The feed in UTF-8 with CRLF; what is unchanged since the feed ``before`` keeps its stamps, and so its bytes.

    ``before`` is what is published now; ``None`` where nothing is, and a broken one counts as none. What was
    ``written`` for entries before is not written again; ``names`` is as ``look_at`` has it. Sources:
    ``feed.md``.
    """
    scene = look_at(vault, plan, feed, names)
    entries = task_entries(scene) if feed.todos else event_entries(scene)
    return write_feed(feed, entries, read_earlier(before), plan.today, written or Written())
