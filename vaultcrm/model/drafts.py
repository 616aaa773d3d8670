"""What is written for a touch-point, and what the checks say of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .values import Ref, Severity, Source

DraftMedium = Literal["email", "card", "express", "letter", "phone", "linkedin"]
DRAFT_MEDIA: tuple[DraftMedium, ...] = ("email", "card", "express", "letter", "phone", "linkedin")


@dataclass(frozen=True, slots=True)
class Draft:
    """The text for one touch-point, as its note in ``drafts/`` holds it.

    ``touchpoint`` is the touch-point's ``uid``, ``about`` the note it belongs to, ``line`` the one on which ``text`` begins.
    ``made`` is the hash of the text that the program wrote: where the text has another, it was edited.
    """

    source: Source
    touchpoint: str
    act: str
    medium: DraftMedium
    language: str
    recipient: Ref | None
    about: Ref | None
    subject: str
    text: str
    line: int = 1
    made: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """What one check says of a draft: where, by which rule and row (``B8``), why, what to do; ``excerpt`` is what it found."""

    source: Source
    rule: str
    severity: Severity
    message: str
    remedy: str = ""
    row: str = ""
    excerpt: str = ""
