"""What the checks say of drafts, as the doctor says what is wrong with notes."""

from __future__ import annotations

from collections.abc import Sequence

from vaultcrm.model import Finding, Problem

from .data import Data
from .problems import problem_lines
from .spans import Lines


def finding_lines(findings: Sequence[Finding]) -> Lines:
    """All findings in the order given: ``path:line:column: severity: message (row)``, what was found, what to do."""
    return problem_lines([as_problem(finding) for finding in findings])


def as_problem(finding: Finding) -> Problem:
    """A finding as a problem of its note; the row behind the message."""
    message = f"{finding.message} ({finding.row})" if finding.row else finding.message
    return Problem(finding.source, message, finding.remedy, finding.excerpt, finding.severity)


def finding_data(finding: Finding) -> Data:
    """A finding as ``check --json`` shows it."""
    return {
        "path": finding.source.path,
        "line": finding.source.line,
        "column": finding.source.column,
        "rule": finding.rule,
        "row": finding.row or None,
        "severity": finding.severity,
        "message": finding.message,
        "excerpt": finding.excerpt,
        "remedy": finding.remedy,
    }
