"""The records of an adoption: what was found in a folder of notes, and the settings that it amounts to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from vaultcrm.model import Settings
from vaultcrm.notes.frontmatter import normal


@dataclass(frozen=True, slots=True)
class Finding:
    """A word of the vault's own: one line of the settings. ``table`` is ``types``, ``fields.contact``, ``stages`` and so on.

    ``count`` notes have it, ``example`` is the path of one. What is not ``sure`` is shown, and applies once it is confirmed.
    """

    table: str
    word: str
    meaning: str
    count: int
    example: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the settings of a folder of ``total`` notes could say; ``kinds`` are the paths of the notes that would be seen.

    ``meetings`` counts the notes that are talks of some sort, and are no interviews unless their owner says so.
    """

    total: int = 0
    findings: tuple[Finding, ...] = ()
    folders: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    kinds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    meetings: int = 0
    meeting: str = ""


def settings_of(findings: Iterable[Finding]) -> Settings:
    """The settings that say what is sure among ``findings``; their tables in the order in which they are written."""
    fields: dict[str, dict[str, str]] = {}
    rest: dict[str, dict[str, str]] = {"types": {}, "stages": {}}
    for finding in findings:
        name, _, kind = finding.table.partition(".")
        table = fields.setdefault(kind, {}) if kind else rest[name]
        if finding.sure:
            table[normal(finding.word)] = finding.meaning
    return Settings(fields=dict(sorted(fields.items())), types=rest["types"], stages=rest["stages"])
