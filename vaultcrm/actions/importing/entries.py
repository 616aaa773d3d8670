"""What an import would do, row by row, and the texts that it would write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from vaultcrm.model import Problem, Source
from vaultcrm.vault.within import own_place
from vaultcrm.vault.writing import Snapshot, read_for_edit

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault

State = Literal["new", "changed", "doubtful", "unchanged", "not picked"]
STATES: tuple[State, ...] = ("new", "changed", "doubtful", "unchanged", "not picked")


@dataclass(frozen=True, slots=True)
class Change:
    """A key with its value before and after; ``log`` and ``promise`` are lines that are added."""

    key: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What becomes of a row: ``path`` is the note that it is about, ``by`` what told so.

    ``kept`` are values of the note that the row has otherwise, ``fits`` the notes that it may mean where that is doubtful;
    ``moved``: the employer is another one; ``unread``: what it may mean is no contact now.
    """

    state: State
    source: Source
    name: str
    about: str = ""
    path: str = ""
    by: str = ""
    changes: tuple[Change, ...] = ()
    kept: tuple[Change, ...] = ()
    fits: tuple[str, ...] = ()
    remark: str = ""
    moved: bool = False
    unread: bool = False


@dataclass(frozen=True, slots=True)
class Write:
    """A note with its new text; ``before`` is ``None`` for one that is made."""

    path: str
    before: Snapshot | None
    text: str


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """Every row's entry in the order of the files, what could not be read, and what would be written."""

    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()
    remarks: tuple[str, ...] = ()
    writes: tuple[Write, ...] = ()

    def of(self, state: State) -> tuple[Entry, ...]:
        """The entries of a state."""
        return tuple(entry for entry in self.entries if entry.state == state)


@dataclass
class Texts:
    """The texts that an import works on: each as it stands on the disk, or is to be made, with what was done to it so far."""

    vault: NoteVault
    before: dict[str, Snapshot | None] = field(default_factory=dict)
    now: dict[str, str] = field(default_factory=dict)

    def text(self, path: str) -> str:
        """The note with what was done to it so far. Raises what reading raises."""
        if path not in self.now:
            snapshot = read_for_edit(own_place(self.vault.root, path))
            self.before[path], self.now[path] = snapshot, snapshot.text
        return self.now[path]

    def put(self, path: str, text: str) -> None:
        """Another text for a note; a new note where there is none yet."""
        self.before.setdefault(path, None)
        self.now[path] = text

    def writes(self) -> tuple[Write, ...]:
        """What differs from the disk."""
        found: Mapping[str, Snapshot | None] = self.before
        differing = (path for path, old in found.items() if old is None or old.text != self.now[path])
        return tuple(Write(path, found[path], self.now[path]) for path in sorted(differing))
