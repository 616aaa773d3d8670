"""The bytes of a feed, put together of what was written for its entries before, and of what is new.

In: entries, and the feed as it was. Out: the feed. Only what is new is written by the library (``ical.py``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from itertools import islice

from vaultcrm.digests import blake2b
from vaultcrm.model import FeedSettings

from .entries import Entry, Task
from .stamps import Earlier, stamp_for, with_stamp

_END = b"END:VCALENDAR\r\n"
_DIGEST = 16  # octets
MOST_EVENTS = 1000
MOST_BYTES = 1_000_000


class Written:
    """What was written ``before``, by the digest of what it was written for, and what is ``now``; ``more`` where any is new.

    Found: of a feed that is built again after one save, nearly all entries are as they were; the library takes half a
    millisecond for each, and fifty to be imported.
    """

    def __init__(self, before: Mapping[bytes, bytes] | None = None) -> None:
        self._before = before or {}
        self.now: dict[bytes, bytes] = {}
        self.more = False

    def bytes_of(self, one: FeedSettings | Entry | Task) -> bytes:
        """How a feed begins; or an event or a to-do, whose stamps have no value yet."""
        key = _digest(one)
        self.now[key] = self._before.get(key) or self._by_library(one)
        return self.now[key]

    def _by_library(self, one: FeedSettings | Entry | Task) -> bytes:
        from .ical import entry_bytes, head_bytes

        self.more = True
        return head_bytes(one) if isinstance(one, FeedSettings) else entry_bytes(one)


def write_feed(
    feed: FeedSettings, entries: Iterable[Entry | Task], earlier: Mapping[str, Earlier], today: date, written: Written
) -> bytes:
    """The feed's bytes, of at most 1,000 entries and 1 MB (Google's limits): what is farthest ahead is left out first."""
    head = written.bytes_of(feed)
    kept, size = [head], len(head) + len(_END)
    for entry in islice(entries, MOST_EVENTS):
        bare = written.bytes_of(entry)
        stamped = with_stamp(bare, stamp_for(earlier.get(entry.uid), bare, today))
        size += len(stamped)
        if size > MOST_BYTES:
            break
        kept.append(stamped)
    return b"".join((*kept, _END))


@lru_cache(maxsize=4 * MOST_EVENTS)
def _digest(one: FeedSettings | Entry | Task) -> bytes:
    return blake2b(repr(one).encode("utf-8", "surrogatepass"), digest_size=_DIGEST).digest()
