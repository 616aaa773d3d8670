"""The parts of the page: each a sentence, a drawing, and the same as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..counting import counted
from ..days import MONTHS, full_day
from . import charts, words
from .charts import Bar, Column, Dot
from .counts import Medium
from .figures import Figures
from .waits import Wait

# So many are drawn; the table has them all.
_ROWS, _DAYS = 15, 28


@dataclass(frozen=True, slots=True)
class Section:
    """``drawing`` is markup; ``legend`` pairs a class with what it stands for; cells are text."""

    name: str
    title: str
    told: str
    drawing: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    legend: tuple[tuple[str, str], ...] = ()


def sections(found: Figures) -> tuple[Section, ...]:
    """Those that have something to show."""
    every = (_interviews, _touches, _thanks, _media, _funnel, _answers, _introducers, _days)
    return tuple(section for make in every if (section := make(found)).rows)


def _bars(name: str, title: str, told: str, head: tuple[str, ...], rows: Sequence[tuple[Bar, tuple[str, ...]]]) -> Section:
    drawn = charts.bars(name, title, told, [bar for bar, _ in rows[:_ROWS]])
    return Section(name, title, told, drawn, head, tuple(cells for _, cells in rows))


def _plain(label: str, value: int, more: str, said: str = "") -> Bar:
    return Bar(label, said or str(value), more, ((value, "full"),))


def _interviews(found: Figures) -> Section:
    total, weeks = sum(week.interviews for week in found.weeks), len(found.weeks)
    told = f"{total} in {counted(weeks, 'week')}."
    drawn = [
        Column(words.week_name(one), one.interviews, f"week of {words.week_name(one)}: {one.interviews}") for one in found.weeks
    ]
    rows = tuple((full_day(one.monday), str(one.interviews)) for one in found.weeks if total)
    title = "Interviews a week"
    return Section(
        "interviews", title, told, charts.columns("interviews", title, told, drawn), ("Week from", "Interviews"), rows
    )


def _touches(found: Figures) -> Section:
    total, heard = sum(week.touches for week in found.weeks), sum(week.heard for week in found.weeks)
    told = f"{total} in {counted(len(found.weeks), 'week')}; they wrote or called {counted(heard, 'time')}."
    drawn = [
        Column(words.week_name(one), one.touches, f"week of {words.week_name(one)}: {words.week_words(one)}")
        for one in found.weeks
    ]
    rows = tuple((full_day(one.monday), str(one.touches), str(one.heard)) for one in found.weeks)
    title, head = "Touches a week", ("Week from", "Yours", "Theirs")
    return Section("touches", title, told, charts.columns("touches", title, told, drawn), head, rows)


def _thanks(found: Figures) -> Section:
    counts = {
        "within their window": found.thanks.within, "later": found.thanks.later, "open now": found.thanks.open,
        "skipped": found.thanks.skipped, "let go": found.thanks.let_go,
    }  # fmt: skip
    rows = [(_plain(what, count, ""), (what, str(count))) for what, count in counts.items() if count]
    told = f"After interviews: {words.thanks_words(found.thanks)}."
    return _bars("thanks", "Thank-yous", told, ("Made", "Thank-yous"), rows)


def _media(found: Figures) -> Section:
    rows = [(_medium(one), _medium_cells(one)) for one in found.media]
    told = "Answered is what they answered in any way within two weeks; fresh is what is not two weeks old."
    section = _bars("media", "By medium", told, ("Medium", "Touches", "Answered", "Fresh"), rows)
    legend = (("full", "answered"), ("fresh", "fresh"), ("rest", "no news"), ("talk", "a talk in itself"))
    return Section(section.name, section.title, told, section.drawing, section.head, section.rows, legend)


def _medium(one: Medium) -> Bar:
    name, more = words.medium_name(one), words.medium_words(one).partition(", ")[2]
    if one.answered is None or one.fresh is None:
        return Bar(name, str(one.touches), "", ((one.touches, "talk"),))
    rest = one.touches - one.answered - one.fresh
    return Bar(name, str(one.touches), more, ((one.answered, "full"), (one.fresh, "fresh"), (rest, "rest")))


def _medium_cells(one: Medium) -> tuple[str, ...]:
    numbers = ("" if number is None else str(number) for number in (one.answered, one.fresh))
    return (words.medium_name(one), str(one.touches), *numbers)


def _funnel(found: Figures) -> Section:
    levels = found.funnel.levels if found.totals.openings else ()
    rows = [
        (
            _plain(one.stage, one.reached, words.level_more(one)),
            (one.stage, str(one.reached), str(one.now), "" if one.days is None else str(one.days)),
        )
        for one in levels
    ]
    told = f"What each took is the middle number of days from the stage before. {words.ended_words(found.funnel)}".strip()
    return _bars("stages", "How far the openings came", told, ("Stage", "Came so far", "There now", "Days"), rows)


def _answers(found: Figures) -> Section:
    rows = [
        (
            _plain(one.company, one.middle or 0, _about(one, found), words.took_words(one)),
            (one.company, "" if one.middle is None else str(one.middle), str(len(one.days)), words.quiet_words(one, found)),
        )
        for one in found.waits
    ]
    told = "Days from your word, application or talk to their next word; of several answers, the middle one."
    return _bars("answers", "How long answers took", told, ("Company", "Days", "Answers", "Now"), rows)


def _about(one: Wait, found: Figures) -> str:
    return "; ".join(filter(None, (words.answers_words(one), words.quiet_words(one, found))))


def _introducers(found: Figures) -> Section:
    rows = [
        (
            _plain(one.name, one.interviews, words.introducer_words(one)),
            (one.name, str(one.introductions), str(one.interviews), str(one.offers), str(one.hired), str(one.friends)),
        )
        for one in found.introducers
    ]
    told = "Interviews that go back to an introduction, also by those whom they introduced in turn."
    head = ("Introduced by", "Introductions", "Interviews", "Offers", "Jobs", "For friends")
    return _bars("introducers", "Who led to interviews", told, head, rows)


def _days(found: Figures) -> Section:
    title, told = "Follow-up days", f"{words.days_words(found)}."
    dots = [
        Dot(
            f"{one.day.day} {MONTHS[one.day.month - 1]}",
            one.kept is not None,
            full_day(one.day) + (": kept" if one.kept else ""),
        )
        for one in found.days[-_DAYS:]
    ]
    rows = tuple((full_day(one.day), full_day(one.kept) if one.kept else "") for one in found.days)
    return Section("days", title, told, charts.strip("days", title, told, dots), ("Day", "Kept on"), rows)
