"""What is known of a person from outside, and the answer where something cannot be taken."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unusable:
    """Why what came cannot be taken, and what to do."""

    reason: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A person's details as they were sent; ``left`` are the lines that were not understood."""

    name: str = ""
    title: str = ""
    company: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    linkedin: str = ""
    left: tuple[str, ...] = ()
