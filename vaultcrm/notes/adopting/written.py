"""A proposal as lines of ``vaultcrm.toml``, each with what it rests on.

In: a ``Proposal``. Out: the lines for the top of the file (``folders``, ``ignore``), and the tables for its end. A line that is
not sure, or of which the user wants to think first, stands behind a ``#``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from vaultcrm.model import STAGES
from vaultcrm.notes.ids import stem_of

from .proposal import Finding, Proposal

_LONGEST = 24
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_TABLES = (
    ("types", "what a word of a note's type, a #tag or a folder/ means"),
    ("fields.contact", "in the notes of people: your word = ours"),
    ("fields.interview", "in the notes of interviews: your word = ours"),
    ("fields.job", "in the notes of openings: your word = ours"),
    ("stages", f"your word = {', '.join(STAGES[:5])} ..."),
)


def limits_text(proposal: Proposal, on: bool = True) -> str:
    """The lines that say where to look; empty where the whole vault is looked through."""
    rows = (("folders", proposal.folders, "look only here"), ("ignore", proposal.ignore, "templates are no notes"))
    return "".join(f"{'' if on else '# '}{key} = {_listed(values)}  # {why}\n" for key, values, why in rows if values)


def words_text(proposal: Proposal, on: bool = True) -> str:
    """The tables of what was found, in the order of the settings; empty where nothing was."""
    tables = ([finding for finding in proposal.findings if finding.table == name] for name, _ in _TABLES)
    return "\n".join(_table(found, why, on) for found, (_, why) in zip(tables, _TABLES, strict=True) if found)


def _table(found: list[Finding], why: str, on: bool) -> str:
    mark = "" if on and any(finding.sure for finding in found) else "# "
    return "".join([f"{mark}[{found[0].table}]  # {why}\n", *_lines(found, on)])


def _lines(found: list[Finding], on: bool) -> Iterator[str]:
    codes = [f"{'' if on and one.sure else '# '}{_key(one.word)} = {toml_text(one.meaning)}" for one in found]
    width = max(map(len, codes))
    for code, finding in zip(codes, found, strict=True):
        yield f"{code:{width}}  # {_reason(finding)}\n"


def _reason(finding: Finding) -> str:
    """How often, and where it can be looked at; with a question where somebody must decide."""
    count = "1 note" if finding.count == 1 else f"{finding.count:,} notes"
    asked = ("; which stage is it?" if finding.table == "stages" else "; are these interviews?") if not finding.sure else ""
    example = "".join(char if char.isprintable() else "?" for char in stem_of(finding.example))
    return f"{count}, as {example if len(example) <= _LONGEST else f'{example[:_LONGEST]}…'}{asked}"


def _key(word: str) -> str:
    return word if _BARE.fullmatch(word) else toml_text(word)


def _listed(values: tuple[str, ...]) -> str:
    return f"[{', '.join(map(toml_text, values))}]"


def toml_text(text: str) -> str:
    """A text as TOML has it between quotes; what JSON escapes, TOML does too, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
