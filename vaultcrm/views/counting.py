"""Numbers with the words they count. In: how many, and of what. Out: ``1 note``, ``2 notes``."""

from __future__ import annotations

from collections.abc import Mapping

_PLURALS: Mapping[str, str] = {
    "search": "searches", "company": "companies", "activity": "activities", "person": "people", "touch": "touches",
    "conflict copy": "conflict copies", "folder of templates": "folders of templates",
}  # fmt: skip


def counted(count: int, word: str) -> str:
    """``1 note``, ``2 notes``."""
    return f"{count} {noun(count, word)}"


def noun(count: int, word: str) -> str:
    """``note`` of one, ``notes`` of any other number."""
    return word if count == 1 else _PLURALS.get(word, word + "s")
