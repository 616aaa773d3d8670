"""The figures as ``--json`` shows them; the keys are a contract with scripts, and under test."""

from __future__ import annotations

from dataclasses import asdict

from ..data import Data, iso
from .figures import Figures
from .funnel import Funnel
from .waits import Wait


def figures_data(found: Figures) -> Data:
    """Everything that was counted. Days are ISO dates, lengths are whole days."""
    return {
        "today": found.today.isoformat(),
        "since": iso(found.since),
        "first": iso(found.first),
        "totals": asdict(found.totals),
        "weeks": [
            {"monday": one.monday.isoformat(), "interviews": one.interviews, "touches": one.touches, "heard": one.heard}
            for one in found.weeks
        ],
        "thank_yous": asdict(found.thanks),
        "media": [
            {"medium": one.verb, "touches": one.touches, "answered": one.answered, "fresh": one.fresh} for one in found.media
        ],
        **_funnel(found.funnel),
        "answers": [_wait(one) for one in found.waits],
        "introducers": [asdict(one) for one in found.introducers],
        "follow_up_days": [{"day": one.day.isoformat(), "kept": iso(one.kept)} for one in found.days],
    }


def _funnel(found: Funnel) -> Data:
    return {"funnel": [asdict(level) for level in found.levels], "ended": dict(found.ended)}


def _wait(wait: Wait) -> Data:
    return {"company": wait.company, "days": list(wait.days), "middle": wait.middle, "quiet_since": iso(wait.quiet_since)}
