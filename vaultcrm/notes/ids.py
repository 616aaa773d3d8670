"""What a note's file is called; the identity of a note that has none written down is the slug of that."""

from __future__ import annotations


def stem_of(path: str) -> str:
    """A file's name without folder and ending."""
    name = path.rsplit("/", 1)[-1]
    return name.rsplit(".", 1)[0] or name
