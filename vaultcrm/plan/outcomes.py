"""What is known of a touch-point: how the log closed it, and what became of each of its rounds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from .conditions import SlotKey
from .journal import Entry
from .slots import Slot
from .windows import Window

Status = Literal["live", "done", "skipped", "missed"]
RoundKey = tuple[SlotKey, int]


@dataclass(frozen=True, slots=True)
class Closing:
    """How a round was closed: on which day, by which line, as which step."""

    status: Literal["done", "skipped"]
    day: date
    step: str
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class Ledger:
    """What the log has closed and snoozed so far."""

    closings: Mapping[RoundKey, Closing]
    snoozes: Mapping[RoundKey, date]


class Outcome(NamedTuple):
    """One round of a slot: its window, and what became of it (``day``: when it was closed or given up)."""

    slot: Slot
    round: int
    via: str | None
    window: Window
    status: Status
    day: date | None = None
