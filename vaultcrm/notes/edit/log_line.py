"""One log line as text: written as ``vault.md`` has it, and read back before anyone uses it.

In comes a ``LogLine``, out comes ``2026-11-17 email [[Dana Lee]] #thank-you: Picked up her question``, without the list mark.
"""

from __future__ import annotations

from vaultcrm.errors import EditRefused
from vaultcrm.model import LogLine, Ref, Source
from vaultcrm.notes.log import LogWords, read_line


def format_log_line(line: LogLine, words: LogWords, verb: str = "") -> str:
    """The line's text; ``verb`` is the user's own word for ``line.verb``. Line ends in the text become spaces.

    Raises ``EditRefused`` where the reader would understand something else.
    """
    line = line._replace(text=" ".join(line.text.split()))
    said = " ".join(part for part in _parts(line, verb or line.verb) if part)
    written = f"{said}: {line.text}" if line.text else said
    back, problem = read_line(Source(""), written, words)
    if back is None or problem or without_source(back) != without_source(line):
        why = f": {problem.message}" if problem else ""
        raise EditRefused(f"the log line {written!r} would be read as something else{why}", "say it in other words")
    return written


def link_to(target: str, name: str) -> Ref:
    """The link that the program writes: ``[[File name|Name]]``, or ``[[Name]]`` where they are equal."""
    return Ref(target, None if target == name else name)


def link_text(ref: Ref) -> str:
    """``[[target|shown]]``; a plain name is written as a link too, so that it is one as soon as there is a note."""
    return f"[[{ref.target}|{ref.shown}]]" if ref.shown else f"[[{ref.target}]]"


def without_source(line: LogLine) -> LogLine:
    """The line as it reads, wherever it stands."""
    people = tuple(Ref(ref.target, ref.shown) for ref in line.people)
    return line._replace(source=Source(""), people=people)


def _parts(line: LogLine, verb: str) -> tuple[str, ...]:
    return (
        line.day.isoformat(),
        line.at.strftime("%H:%M") if line.at else "",
        verb,
        "from" if line.incoming and line.verb != "heard" else "",
        line.fact or "",
        ", ".join(link_text(ref) for ref in line.people),
        f"#{line.step}" if line.step else "",
        f"until {line.until.isoformat()}" if line.until else "",
    )
