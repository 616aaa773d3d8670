"""The sentences that terminal and page share, so that both say the same. None of them scolds."""

from __future__ import annotations

from ..counting import counted
from ..days import MONTHS, full_day, span_of
from ..history import WORDS
from .counts import Medium, Week
from .figures import Figures, Introducer
from .funnel import Funnel, Level
from .kept import Thanks
from .waits import Wait

EMPTY = "Nothing to count yet, and that is how every search begins."
HINT = "It starts by itself with the first line in a log: vaultcrm log NAME email, or with the first interview."


def summary(found: Figures) -> str:
    """``Since Wed 8 Jul 2026: 6 openings, 9 interviews (2 ahead), 70 touches, 26 people in all, who …``"""
    total = found.totals
    begun = found.since or found.first
    ahead = f" ({total.ahead} ahead)" if total.ahead else ""
    since = f"Since {full_day(begun)}: " if begun else ""
    what = f"{counted(total.openings, 'opening')}, {counted(total.interviews, 'interview')}{ahead}"
    heard = f", who wrote or called {counted(total.heard, 'time')}" if total.heard else ""
    return f"{since}{what}, {counted(total.touches, 'touch')}, {counted(total.people, 'person')} in all{heard}."


def week_name(week: Week) -> str:
    """``16 Nov``."""
    return f"{week.monday.day} {MONTHS[week.monday.month - 1]}"


def week_words(week: Week) -> str:
    """``6, 2 from them``."""
    theirs = f"{week.heard} from them" if week.heard else ""
    return ", ".join(filter(None, (str(week.touches) if week.touches or theirs else "", theirs)))


def thanks_words(found: Thanks) -> str:
    """``9 of 11 within their window, 2 later, 1 still open``."""
    if not (found.made or found.open or found.skipped or found.let_go):
        return "none so far"
    parts = [f"{found.within} of {found.made} made within their window"] if found.made else []
    more = {"later": found.later, "open now": found.open, "skipped": found.skipped, "let go": found.let_go}
    return ", ".join([*parts, *(f"{count} {what}" for what, count in more.items() if count)])


def medium_name(medium: Medium) -> str:
    """``e-mail``, ``in person``."""
    return {"met": "in person", "sent": "something sent"}.get(medium.verb, WORDS[medium.verb])


def medium_words(medium: Medium) -> str:
    """``31, 18 answered, 4 still fresh``; ``3, no news``."""
    if medium.answered is None or medium.fresh is None:
        return f"{medium.touches}"
    answered = f"{medium.answered} answered" if medium.answered else ""
    fresh = f"{medium.fresh} still fresh" if medium.fresh else ""
    return ", ".join((str(medium.touches), *(filter(None, (answered, fresh)) if answered or fresh else ("no news",))))


def level_words(level: Level) -> str:
    """``5, 1 there now, took 7 days``, from the stage before."""
    return ", ".join(filter(None, (str(level.reached), level_more(level))))


def level_more(level: Level) -> str:
    """``1 there now, took 7 days``."""
    days = "" if level.days is None else f"took {counted(level.days, 'day')}"
    return ", ".join(filter(None, (f"{level.now} there now" if level.now else "", days)))


def ended_words(found: Funnel) -> str:
    """``Ended otherwise: 1 rejected, 1 withdrawn``; empty where none did."""
    return "Ended in another way: " + ", ".join(f"{count} {stage}" for stage, count in found.ended) + "." if found.ended else ""


def wait_words(wait: Wait, found: Figures) -> str:
    """``3 days (4 answers)``; ``no news for 9 days``."""
    took = f"{took_words(wait)} ({answers_words(wait)})" if wait.days else ""
    return "; ".join(filter(None, (took, quiet_words(wait, found))))


def took_words(wait: Wait) -> str:
    """``3 days``, ``the same day``; a dash where there was no answer."""
    return "–" if wait.middle is None else "the same day" if wait.middle == 0 else counted(wait.middle, "day")


def answers_words(wait: Wait) -> str:
    """``4 answers``; nothing where there was none."""
    return counted(len(wait.days), "answer") if wait.days else ""


def quiet_words(wait: Wait, found: Figures) -> str:
    """``no news for 9 days``, of an opening that is alive (row D6); nothing where there was some in the last two days."""
    quiet = (found.today - wait.quiet_since).days if wait.quiet_since else 0
    return f"no news for {span_of(quiet)}" if quiet > 2 else ""


def introducer_words(one: Introducer) -> str:
    """``6 interviews, 1 ahead, 1 offer, by 3 introductions``."""
    counts = [(one.interviews, "interview"), (one.offers, "offer"), (one.hired, "job")]
    parts = [counted(count, what) for count, what in counts if count] + ([f"{one.ahead} ahead"] if one.ahead else [])
    parts += [f"{one.friends} for friends"] if one.friends else []
    return f"{', '.join(parts) or 'no interview yet'}, by {counted(one.introductions, 'introduction')}"


def days_words(found: Figures) -> str:
    """``4 of 4 follow-up days kept``."""
    kept = sum(1 for one in found.days if one.kept)
    return (
        f"{kept} of {counted(len(found.days), 'follow-up day')} kept" if kept else "the first one that you keep will show here"
    )
