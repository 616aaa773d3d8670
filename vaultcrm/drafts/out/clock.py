"""How long a call has lasted, and how that looks: calm, then a reminder at two minutes, then time to end at three (row B4)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Pace = Literal["calm", "soon", "over"]
SOON, OVER = 120, 180
Now = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock that was started at ``started`` (seconds, as ``now`` counts them), or stands still where that is ``None``."""

    now: Now
    started: float | None = None

    def begun(self) -> Clock:
        """The clock running; one that runs goes on."""
        return self if self.started is not None else Clock(self.now, self.now())

    @property
    def seconds(self) -> int:
        """Whole seconds since it was started."""
        return 0 if self.started is None else max(0, int(self.now() - self.started))

    @property
    def shown(self) -> str:
        """``2:07``."""
        return f"{self.seconds // 60}:{self.seconds % 60:02}"

    @property
    def pace(self) -> Pace:
        """What the colour says."""
        return "over" if self.seconds >= OVER else "soon" if self.seconds >= SOON else "calm"
