"""What stands in a person's note of when to be in touch: the day of the next contact, and how often; changed or taken out.

In come the vault and the note's path, out comes the ``Edit``. A key stands there in the user's own word where they have one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from vaultcrm.dates import day_of
from vaultcrm.model import Touchpoint
from vaultcrm.notes.edit import Written, line_of_key, remove_key, set_key

from .edits import Edit
from .stage import words_for

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault

DAY, OFTEN = "next_contact", "cadence"


def undated(vault: NoteVault, path: str) -> Edit:
    """No day of the next contact any more."""
    return Edit(path, partial(_without, key=DAY, also=words_for(vault.settings, "contact", DAY)))


def dated(vault: NoteVault, path: str, day: date) -> Edit:
    """Another day of the next contact."""
    return Edit(path, partial(_with, key=DAY, value=day.isoformat(), also=words_for(vault.settings, "contact", DAY)))


def never_due(vault: NoteVault, path: str) -> Edit:
    """``cadence: never``."""
    return Edit(path, partial(_with, key=OFTEN, value="never", also=words_for(vault.settings, "contact", OFTEN)))


def closing(vault: NoteVault, touchpoint: Touchpoint, edit: Edit, on: date) -> Edit:
    """The edit that logs contact ``on`` a day; a day set by hand that lies too far ahead to be closed by it goes, too."""
    from vaultcrm.plan.silence import BY_HAND_BEFORE

    if touchpoint.step != "next-contact" or on >= day_of(touchpoint.due) - BY_HAND_BEFORE:
        return edit
    before = undated(vault, edit.path)
    return replace(edit, change=lambda text: edit.change(before.change(text).text))


def _with(text: str, key: str, value: str, also: Sequence[str]) -> Written:
    new = set_key(text, key, value, also)
    number = line_of_key(new, key, also)
    return Written(new, new.split("\n")[number - 1].strip(), number)


def _without(text: str, key: str, also: Sequence[str]) -> Written:
    """All words for it go, lest one that stood behind another counts now."""
    new, number = text, line_of_key(text, key, also)
    for word in (key, *also):
        new = remove_key(new, word)
    return Written(new, f"{key} (taken out)", number)
