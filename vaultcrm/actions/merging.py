"""The merge driver: three files that git hands over, one that it takes back.

In: the note as it was, ours and theirs. Out: ``ours`` holds the result, and whether a conflict stands in it. Git's own merge is
written first and ours put in its place when it is whole: whatever happens on the way, there is never half a result.
"""

from __future__ import annotations

from pathlib import Path

from vaultcrm.errors import CannotWrite, EditRefused
from vaultcrm.notes.merge import Merged, merge_notes
from vaultcrm.vault.git import merge_files, merge_text
from vaultcrm.vault.writing import write_output


def merge_into(base: Path, ours: Path, theirs: Path, path: str = "") -> bool:
    """Merge three versions of the note at ``path`` into ``ours``; whether that was clean.

    A note that is no text is left as git leaves it.
    """
    versions = base.read_bytes(), ours.read_bytes(), theirs.read_bytes()
    conflicts = merge_files(base, ours, theirs)
    merged = _merged(*versions, path)
    if merged is None:
        return conflicts == 0
    write_output(ours, merged.text.encode("utf-8"))
    return not merged.conflicted


def _merged(base: bytes, ours: bytes, theirs: bytes, path: str) -> Merged | None:
    """``None`` where the notes cannot be taken apart: then git's own merge stands."""
    try:
        return merge_notes(base.decode("utf-8"), ours.decode("utf-8"), theirs.decode("utf-8"), merge_text, path)
    except (UnicodeDecodeError, EditRefused, CannotWrite):
        return None
