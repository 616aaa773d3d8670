"""The drafts of a vault: the notes in ``drafts/``, which no plan reads, and what else links to them.

In: the vault's folder. Out: its drafts in the order of their paths, and what is wrong with them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from vaultcrm.model import Draft, Problem, Settings
from vaultcrm.notes.drafts import FOLDER, read_draft

from .decoding import decode
from .scanning import NOTES
from .within import is_within, own_file


def all_drafts(root: Path) -> tuple[Draft, ...]:
    """Every draft, in the order of the paths; what cannot be read as one is left out."""
    return tuple(draft for draft, _ in _read(root) if draft)


def draft_problems(root: Path, settings: Settings) -> tuple[Problem, ...]:
    """What is wrong with the drafts in ``drafts/``; notes of another type, a README and what is archived are none."""
    from vaultcrm.notes.kinds import note_kind
    from vaultcrm.notes.records import parse_note, with_excerpts

    found: list[Problem] = []
    for path, text, odd in _texts(root):
        note = parse_note(path, text)
        if not note.archived and note_kind(path, note.front.entries, settings) == "draft":
            problems = {*read_draft(path, text)[1], *([odd] if odd else [])}
            found += with_excerpts(sorted(problems), text)
    return tuple(found)


def drafts_of(root: Path, touchpoint: str) -> tuple[Draft, ...]:
    """The drafts for the touch-point with this identity. Only the notes that hold it are taken apart."""
    return tuple(draft for draft, _ in _read(root, touchpoint) if draft and draft.touchpoint == touchpoint)


def drafts_by_touchpoint(root: Path) -> Mapping[str, Draft]:
    """By a touch-point's identity its draft: where there are several, the last by path, which begins with the day."""
    return {draft.touchpoint: draft for draft in all_drafts(root)}


def _read(root: Path, holding: str = "") -> Iterator[tuple[Draft | None, tuple[Problem, ...]]]:
    for path, text, _ in _texts(root, holding):
        yield read_draft(path, text)


def _texts(root: Path, holding: str = "") -> Iterator[tuple[str, str, Problem | None]]:
    """The notes below ``drafts/`` that hold these letters: path and text, and a warning where that is no UTF-8."""
    for path in _paths(root):
        try:
            data = (root / path).read_bytes()
        except OSError:
            continue
        if holding.encode("ascii", "replace") in data:
            yield path, *decode(path, data)


def _paths(root: Path) -> list[str]:
    """The notes below ``drafts/``, seen from the vault; links that lead out of it are not followed."""
    found: list[str] = []
    for folder, below, names in os.walk(root / FOLDER) if is_within(root, FOLDER) else ():
        below[:] = [name for name in below if not name.startswith(".")]
        for name in names:
            path = (Path(folder) / name).relative_to(root)
            if name.lower().endswith(NOTES) and not name.startswith(".") and own_file(root, path):
                found.append(path.as_posix())
    return sorted(found)
