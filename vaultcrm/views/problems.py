"""Problems as an editor jumps to them: ``path:line:column: severity: message``, with the line and what to do about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from vaultcrm.model import Problem, Severity, Source

from .counting import counted, noun
from .spans import Lines, Span, Style, line, wrapped

# The reasons for leaving notes out that name what they are; the others say what is the matter with them.
_THINGS = frozenset({"conflict copy", "draft", "folder of templates", "inbox", "symbolic link"})
_STYLES: Mapping[Severity, Style] = {"error": "late", "warning": "now", "hint": "soft"}


def problem_lines(problems: Sequence[Problem]) -> Lines:
    """All problems in the order given."""
    return tuple(entry for problem in problems for entry in _problem(problem))


def _problem(problem: Problem) -> Lines:
    return (
        line(f"{_place(problem.source)}: ", Span(problem.severity, _STYLES[problem.severity]), f": {problem.message}"),
        *(line(Span(f"    | {text}", "soft")) for text in problem.excerpt.splitlines()),
        *wrapped(problem.remedy, "    "),
    )


def _place(source: Source) -> str:
    """``path:line:column``, as editors jump to it; a problem of a whole line stands at its beginning."""
    return f"{source}:1" if source.line and not source.column else str(source)


def severity_count(problems: Sequence[Problem]) -> str:
    """``2 errors, 1 warning``, or that there is nothing to mend."""
    counts = Counter(problem.severity for problem in problems)
    words = [counted(counts[severity], severity) for severity in _STYLES if counts[severity]]
    return ", ".join(words) or "nothing to mend"


def read_count(read: int, kinds: Mapping[str, int], left_out: Mapping[str, int]) -> Lines:
    """How many notes were read, of which kinds, and what was left out and why (ground rule 3 of ``vault.md``)."""
    of_kinds = ", ".join(counted(count, kind) for kind, count in sorted(kinds.items()) if count)
    counts = [(count, noun(count, reason) if reason in _THINGS else reason) for reason, count in sorted(left_out.items())]
    reasons = ", ".join(f"{count} {reason}" for count, reason in counts if count)
    without = wrapped(f"Left out {sum(left_out.values())}: {reasons}.", hanging="  ") if reasons else ()
    return (*wrapped(f"Read {counted(read, 'note')}" + (f": {of_kinds}." if of_kinds else "."), hanging="  "), *without)
