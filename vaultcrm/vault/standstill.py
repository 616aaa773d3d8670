"""A folder that does not answer, as a network drive that stalls: whoever waits for it is told, for nothing else would tell.

In goes what is to be said; out comes a beat, to be called whenever something was got done. The system lets nobody break off a
look at such a folder; so the watching stands in another thread, and what waits goes on by itself when the folder answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

LONGEST = 30.0  # seconds without a beat


@contextmanager
def noticed(tell: Callable[[bool], object], longest: float = LONGEST) -> Iterator[Callable[[], None]]:
    """Inside, ``tell(True)`` is called when for ``longest`` seconds no beat has come, once, and ``tell(False)`` at the next."""
    beat, over = Event(), Event()
    watching = Thread(target=_watch, args=(beat, over, tell, longest), daemon=True)
    watching.start()
    try:
        yield beat.set
    finally:
        over.set()
        beat.set()
        watching.join(1)  # it may be telling somebody who does not listen


def _watch(beat: Event, over: Event, tell: Callable[[bool], object], longest: float) -> None:
    stands = False
    while not over.is_set():
        came = beat.wait(None if stands else longest)
        beat.clear()
        if came == stands and not over.is_set():
            stands = not came
            tell(stands)
