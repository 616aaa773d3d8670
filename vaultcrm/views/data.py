"""What ``--json`` shows: records as plain data. The keys and their order are a contract with scripts, and under test."""

from __future__ import annotations

from datetime import date
from typing import Any

from vaultcrm.model import Problem, Source, Touchpoint

Data = dict[str, Any]


def touchpoint_data(t: Touchpoint) -> Data:
    """A touch-point as ``agenda --json`` shows it (``commands.md``, *For scripts*)."""
    return {
        "key": t.key,
        "uid": t.uid,
        "step": t.step,
        "act": t.act,
        "title": t.title,
        "person": t.person and {"id": t.person.id, "name": t.person.name},
        "note": {"id": t.note.id, "path": t.note.path},
        "job": t.job and {"id": t.job.id, "title": t.job.title, "company": t.job.company},
        "via": t.via,
        "opens": t.opens.isoformat(),
        "due": t.due.isoformat(),
        "expires": t.expires.isoformat() if t.expires else None,
        "planned": t.planned.isoformat(),
        "state": t.state,
        "tentative": t.tentative,
        "round": int(t.round) if t.round and t.round.isdecimal() and len(t.round) < 9 else t.round,
        "systems": list(t.systems),
        "rows": list(t.rows),
        "missing": list(t.missing),
        "moved": t.moved,
    }


def why_data(t: Touchpoint) -> Data:
    """A touch-point as the agenda shows it, and where it comes from."""
    return touchpoint_data(t) | {
        "source": place_data(t.source),
        "steps": [place_data(source) for source in t.steps],
        "reasons": list(t.reasons),
        "waits_for": t.waits_for,
        "closed_on": iso(t.closed_on),
        "hint": t.hint,
    }


def problem_data(problem: Problem) -> Data:
    """A problem as ``doctor --json`` shows it."""
    return {
        "path": problem.source.path,
        "line": problem.source.line,
        "column": problem.source.column,
        "severity": problem.severity,
        "message": problem.message,
        "excerpt": problem.excerpt,
        "remedy": problem.remedy,
    }


def place_data(source: Source) -> Data:
    """A line of a note."""
    return {"path": source.path, "line": source.line}


def iso(day: date | None) -> str | None:
    """A day as ISO 8601 has it, or nothing."""
    return day.isoformat() if day else None
