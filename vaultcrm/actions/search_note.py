"""The note of the search itself: where it is, and its text where there is none yet."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from vaultcrm.notes.edit import Written
from vaultcrm.vault.shipped import shipped

from .edits import Edit

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault

SEARCH = "search.md"


def search_edit(vault: NoteVault, change: Callable[[str], Written]) -> Edit:
    """A change of the note of the search, wherever that is; one is made where there is none.

    How a new one begins is said even where it is there: a command that was killed may have made it, and then it is known again.
    """
    return Edit(vault.search.source.path if vault.search else SEARCH, change, fresh=new_search())


def new_search() -> str:
    """A new note of the search."""
    return (shipped("templates") / SEARCH).read_text(encoding="utf-8")
