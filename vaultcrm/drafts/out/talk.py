"""A call while it is held: which version is read, which idea of it is on the screen, and the clock.

In: the versions of a script, and keys as they are pressed. Out: ``Talk`` as it is then. Pure: the clock's time is handed in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from vaultcrm.notes.drafts import Variant

from .clock import Clock, Now
from .script import Script, script

Key = Literal["next", "back", "other", "end"]
WAITING = -1


@dataclass(frozen=True, slots=True)
class Talk:
    """``page`` counts the ideas from 0, the request is the last; before anybody has answered it is ``WAITING``."""

    titles: tuple[str, ...]
    scripts: tuple[Script, ...]
    clock: Clock
    version: int = 0
    page: int = WAITING
    ended: bool = False

    @property
    def script(self) -> Script:
        """The version that is being read."""
        return self.scripts[self.version]

    @property
    def last(self) -> int:
        """The page of the closing request."""
        return len(self.script.ideas)

    @property
    def at_request(self) -> bool:
        """Whether the closing request is on the screen."""
        return self.page == self.last

    @property
    def words(self) -> str:
        """What is to be said now."""
        return self.script.request if self.at_request else self.script.ideas[max(self.page, 0)]


def talk(versions: Sequence[Variant], now: Now) -> Talk:
    """A call that waits for somebody to answer; there must be words to say."""
    return Talk(tuple(one.title for one in versions), tuple(script(one.text) for one in versions), Clock(now))


def press(call: Talk, key: Key) -> Talk:
    """The call after a key. With the first ``next`` somebody has answered, and the clock runs; ``other`` begins anew."""
    match key:
        case "next":
            return replace(call, page=min(call.page + 1, call.last), clock=call.clock.begun())
        case "back":
            return replace(call, page=max(call.page - 1, min(call.page, 0)))
        case "other" if len(call.scripts) > 1:
            running = Clock(call.clock.now).begun() if call.page > WAITING else call.clock
            return replace(call, version=(call.version + 1) % len(call.scripts), page=min(call.page, 0), clock=running)
        case "end":
            return replace(call, ended=True)
        case _:
            return call
