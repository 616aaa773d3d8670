"""Drafts on their way out: whom they go to, which files go along, where the file is written.

In come the vault and a draft, out come the contact, the enclosures, the path that was written. Prints nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from vaultcrm.drafts.out.eml import Enclosure
from vaultcrm.errors import CannotWrite, NotFound, WrongUsage
from vaultcrm.model import Contact, Draft
from vaultcrm.vault.enclosures import is_inside
from vaultcrm.vault.within import own_place
from vaultcrm.vault.writing import write_output

if TYPE_CHECKING:
    from vaultcrm.drafts.material import Promised
    from vaultcrm.vault import NoteVault

# What nearly every server takes of one message, whose attachments grow by a third on the way.
MOST_BYTES = 18_000_000
_BEGINS = {".pdf": b"%PDF", ".eml": b"X-Unsent: 1"}


@dataclass(frozen=True, slots=True)
class Enclosed:
    """The files that go along, and in words those that do not."""

    files: tuple[Enclosure, ...] = ()
    left_out: tuple[str, ...] = ()


def contact_of(vault: NoteVault, draft: Draft) -> Contact:
    """Whoever the draft goes to. Raises ``NotFound`` where it names nobody, or nobody with a note."""
    if draft.recipient is None:
        raise NotFound(f"{draft.source.path}: the draft does not say for whom it is", 'Write `recipient: "[[Dana Lee]]"`.')
    contact = vault.find_contact(draft.recipient)
    if contact is None:
        name = draft.recipient.name
        raise NotFound(f"{draft.source.path}: there is no note of {name}", f'`vaultcrm new contact "{name}"` makes one.')
    return contact


def enclosed(root: Path, promised: Iterable[Promised]) -> Enclosed:
    """The files of what was promised and not kept yet, as far as a message takes them."""
    files: list[Enclosure] = []
    left_out: list[str] = []
    size = 0
    for path in dict.fromkeys(one.file for one in promised if one.file and not one.done):
        if not is_inside(root, path):
            left_out.append(f"{path}: no file of the vault")
            continue
        weight = (root / path).stat().st_size
        if size + weight > MOST_BYTES:
            left_out.append(f"{path}: {weight / 1e6:.0f} MB, and a message takes {MOST_BYTES / 1e6:.0f} MB in all")
            continue
        size += weight
        files.append(Enclosure(path.rsplit("/", 1)[-1], (root / path).read_bytes()))
    return Enclosed(tuple(files), tuple(left_out))


def write_out(root: Path, draft: Draft, out: Path | None, data: bytes, suffix: str) -> Path:
    """Write a file made of a draft, beside its note where no other place is named; its path.

    A file that was not made so is never written over. Raises ``WrongUsage`` and ``CannotWrite``.
    """
    path = out or (root / draft.source.path).with_suffix(suffix)
    if path.suffix.casefold() != suffix:
        raise WrongUsage(f"{path}: the file's name is to end in {suffix}", f"As in -o letter{suffix}.")
    if out is None:
        own_place(root, path)
    if path.exists() and not _is_ours(path, suffix):
        raise CannotWrite(f"{path}: there is another file of that name; nothing was written")
    write_output(path, data)
    return path


def _is_ours(path: Path, suffix: str) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_BEGINS[suffix])) == _BEGINS[suffix]
