"""Which touch-points keys on the command line mean, among those still to do: what was closed is not closed again.

In come the plan and keys, or starts of them, out come touch-points; ``NotFound``, ``SeveralFit`` or ``AlreadyDone`` for a key.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from vaultcrm.errors import AlreadyDone, NotFound, SeveralFit
from vaultcrm.model import Plan, Touchpoint, Touchpoints


def live(plan: Plan, keys: Sequence[str]) -> tuple[Touchpoint, ...]:
    """The touch-points that ``keys``, or starts of them, mean among those still to do; each once."""
    return tuple(dict.fromkeys(_live_one(plan, key) for key in keys))


def _live_one(plan: Plan, key: str) -> Touchpoint:
    wanted = key.strip().casefold()
    if not wanted or not plan.live.starting(wanted):
        closed = plan.touchpoints.starting(wanted) if wanted else ()
        if len(closed) == 1 and closed[0].state != "missed":
            message = f"{closed[0].key}  {closed[0].title}: already {_word(closed[0])}"
            raise AlreadyDone(message, "`vaultcrm reopen` opens it again.")
        if len(closed) == 1:
            return closed[0]
    return by_start(key, plan.live)


def _word(closed: Touchpoint) -> str:
    return f"{closed.state} on {closed.closed_on}" if closed.closed_on else closed.state


def by_start(key: str, among: Touchpoints) -> Touchpoint:
    """The one touch-point whose key is, or begins with, ``key``. Raises ``NotFound``, with near ones, or ``SeveralFit``."""
    wanted = key.strip().casefold()
    fitting = among.starting(wanted) if wanted else ()
    found = tuple(one for one in fitting if one.key == wanted) or fitting
    if len(found) == 1:
        return found[0]
    if found:
        raise SeveralFit(f"{key!r} is the start of {len(found)} keys; nothing was done", _listed(found))
    near = get_close_matches(wanted, [one.key for one in among], cutoff=0.55)
    meant = f"Near it:\n{_listed([one for one in among if one.key in near])}" if near else "`vaultcrm agenda` shows the keys."
    raise NotFound(f"no touch-point has the key {key!r}", meant)


def _listed(touchpoints: Sequence[Touchpoint]) -> str:
    return "\n".join(f"  {one.key}  {one.title}" for one in touchpoints)
