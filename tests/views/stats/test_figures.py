"""Figures counted by hand: weeks, media, thank-yous, stages, answers, introducers, follow-up days."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from vaultcrm.model import Contact, Interview, Job, LogLine, NoteKey, PersonKey, Ref, Search, Settings, Source
from vaultcrm.views.openings import openings
from vaultcrm.views.stats.counts import Medium, Week
from vaultcrm.views.stats.data import figures_data
from vaultcrm.views.stats.figures import Totals, figures
from vaultcrm.views.stats.funnel import Level, funnel
from vaultcrm.views.stats.kept import FollowUpDay, Thanks, follow_up_days, thanks
from vaultcrm.views.stats.waits import Wait

FRIDAY = date(2026, 11, 20)


def line(day, verb, *people, incoming=False, path="contacts/Dana.md", **more):
    named = tuple(Ref(person) for person in people)
    return LogLine(Source(path, 9), date.fromisoformat(day), verb, incoming=incoming, people=named, **more)


def contact(name, *log, company="Acme", **more):
    return Contact(
        Source(f"contacts/{name}.md", 1), name.casefold(), name, name, company=Ref(company), log=log, **more
    )  # fmt: skip


def interview(name, day, *people, job=None, **more):
    start = datetime.fromisoformat(f"{day} 14:00")
    refs = tuple(Ref(person) for person in people)
    return Interview(
        Source(f"interviews/{name}.md", 1), name, name, start, start + timedelta(hours=1), "UTC", interviewers=refs,
        job=Ref(job) if job else None, **more,
    )  # fmt: skip


def job(title, stage=None, *stages, company="Acme", **more):
    log = tuple(line(day, "stage", fact=fact, path=f"jobs/{title}.md") for day, fact in stages)
    return Job(
        Source(f"jobs/{title}.md", 1), title.casefold(), title, title, company=Ref(company), stage=stage, log=log, **more
    )


def test_interviews_and_touches_of_the_last_twelve_weeks(vault, plan):
    dana = contact(
        "Dana", line("2026-08-30", "email"), line("2026-08-31", "email"), line("2026-11-16", "call"),
        line("2026-11-20", "heard", incoming=True), line("2026-11-21", "email"), line("2026-11-19", "note"),
        line("2026-11-19", "no-answer"),
    )  # fmt: skip
    talks = (interview("one", "2026-09-06", "Dana"), interview("two", "2026-11-20", "Dana"),
             interview("off", "2026-11-10", "Dana", status="cancelled"))  # fmt: skip
    found = figures(vault(contacts=(dana,), interviews=talks), plan())
    assert len(found.weeks) == 12
    assert found.weeks[0] == Week(date(2026, 8, 31), 1, 1, 0)
    assert found.weeks[-1] == Week(date(2026, 11, 16), 0, 1, 1)
    assert found.totals == Totals(openings=0, interviews=1, ahead=1, touches=3, heard=1, people=1)
    assert found.first == date(2026, 8, 30)


def test_from_a_day_on_nothing_before_counts(vault, plan):
    dana = contact("Dana", line("2026-09-01", "email"), line("2026-11-10", "email"))
    older = interview("one", "2026-09-02", "Dana")
    found = figures(vault(contacts=(dana,), interviews=(older,)), plan(), date(2026, 11, 4))
    assert [week.monday.day for week in found.weeks] == [2, 9, 16]
    assert (found.totals.touches, found.totals.interviews, found.first) == (1, 0, date(2026, 11, 10))


def test_many_years_are_shown_as_their_last_53_weeks(vault, plan):
    found = figures(vault(contacts=(contact("Dana", line("2020-01-06", "email")),)), plan(), date(2019, 1, 1))
    assert (len(found.weeks), found.weeks[-1].monday) == (53, date(2026, 11, 16))


def test_a_touch_is_answered_by_that_person_within_two_weeks(vault, plan):
    dana = contact(
        "Dana", line("2026-10-01", "email"), line("2026-10-15", "heard", incoming=True),  # on the last of the 14 days
        line("2026-10-16", "email"), line("2026-10-31", "email", incoming=True),  # a day too late
        line("2026-11-02", "letter"), line("2026-11-02", "heard", incoming=True),  # the same day
        line("2026-11-06", "email"), line("2026-11-03", "call"),
    )  # fmt: skip
    sam = contact("Sam", line("2026-11-05", "email"))
    found = figures(vault(contacts=(dana, sam)), plan())
    assert found.media == (Medium("email", 4, 1, 1), Medium("call", 1, None, None), Medium("letter", 1, 1, 0))


def test_a_line_to_two_people_is_two_touches_and_each_answers_for_themselves(vault, plan):
    both = (line("2026-10-01", "email", "Dana", "Sam", path="jobs/Engineer.md"),)
    small = vault(
        contacts=(contact("Dana", line("2026-10-02", "heard", incoming=True)), contact("Sam")),
        jobs=(Job(Source("jobs/Engineer.md"), "e", "Engineer", "Engineer", log=both),),
    )
    assert figures(small, plan()).media == (Medium("email", 2, 1, 0),)


def test_the_owner_of_a_note_counts_once_though_the_line_names_them(vault, plan):
    dana = contact("Dana", line("2026-10-01", "email", "Dana", "Lin"))
    assert figures(vault(contacts=(dana,)), plan()).media == (Medium("email", 2, 0, 0),)


def test_thank_yous_in_their_window_later_open_skipped_and_let_go(call, plan):
    def one(person, state, closed=None, act="thank-you", opens=date(2026, 11, 3), note="screen"):
        return call(
            act=act, state=state, opens=opens, due=date(2026, 11, 4), closed_on=closed, person=PersonKey(person, person),
            note=NoteKey(note, f"interviews/{note}.md"),
        )  # fmt: skip

    touchpoints = (
        one("a", "done", date(2026, 11, 4)), one("b", "done", date(2026, 11, 5)), one("c", "overdue"), one("d", "skipped"),
        one("e", "missed", date(2026, 11, 14)), one("f", "upcoming", opens=date(2026, 11, 24)),
        one("a", "done", date(2026, 11, 4), act="pitch"),  # thanked already
        one("g", "done", date(2026, 11, 4), act="pitch"),  # the pitch is the thanks (E3)
        one("h", "done", date(2026, 11, 4), act="first-call"),
    )  # fmt: skip
    found = plan(*touchpoints)
    assert thanks(found, None) == Thanks(within=2, later=1, open=1, skipped=1, let_go=1)
    assert thanks(found, date(2026, 11, 4)) == Thanks()


def test_the_stages_and_the_days_between_them(vault):
    small = vault(
        jobs=(
            job("One", "offer", ("2026-10-11", "interviewing"), ("2026-10-31", "offer"), applied=date(2026, 10, 1)),
            job("Two", "rejected", ("2026-10-05", "interviewing"), ("2026-11-01", "rejected"), applied=date(2026, 10, 1)),
            job("Three", "lead"),
            job("Four", "hired"),  # nothing dates it: it came all the way, in no known time
        ),
    )
    assert funnel(openings(small, FRIDAY)).levels == (
        Level("lead", 4, 1, None, 0),
        Level("applied", 3, 0, None, 0),
        Level("interviewing", 3, 0, 4, 2),
        Level("references", 0, 0, None, 0),
        Level("offer", 2, 1, 20, 1),
        Level("hired", 1, 1, None, 0),
    )
    assert funnel(openings(small, FRIDAY)).ended == (("rejected", 1),)


def test_an_interview_dates_a_stage_that_nobody_wrote_down(vault):
    small = vault(
        interviews=(interview("one", "2026-10-08", "Dana", job="One"),), jobs=(job("One", applied=date(2026, 10, 1)),)
    )
    (opening,) = openings(small, FRIDAY)
    assert opening.reached == {"applied": date(2026, 10, 1), "interviewing": date(2026, 10, 8)}


@pytest.mark.parametrize(
    ("key", "logged", "applied", "now"),
    [
        ("offer", (), None, "offer"),
        (None, (("2026-10-01", "applied"),), None, "applied"),
        ("applied", (("2026-10-01", "applied"), ("2026-10-09", "rejected")), None, "rejected"),  # the key was forgotten
        ("offer", (("2026-10-01", "lead"),), date(2026, 10, 20), "offer"),  # the key was set by hand, later
        ("lead", (("2026-12-01", "hired"),), None, "lead"),  # still to come
    ],
)  # fmt: skip
def test_where_an_opening_stands(vault, key, logged, applied, now):
    (opening,) = openings(vault(jobs=(job("One", key, *logged, applied=applied),)), FRIDAY)
    assert opening.stage == now


def test_how_long_a_company_took_to_answer(vault, plan):
    dana = contact(
        "Dana", line("2026-09-10", "heard", incoming=True),  # 9 days after the application
        line("2026-09-20", "email"), line("2026-09-22", "letter"), line("2026-09-25", "heard", incoming=True),  # 5
        line("2026-10-01", "email"), line("2026-10-01", "heard", incoming=True),  # the same day
        line("2026-10-02", "heard", incoming=True),  # to nothing that was asked
    )  # fmt: skip
    late = contact("Max", line("2026-01-01", "email"), line("2026-05-01", "heard", incoming=True), company="Old Co")
    small = vault(
        contacts=(dana, late),
        interviews=(interview("one", "2026-11-01", "Dana", job="Engineer"),),
        jobs=(job("Engineer", "interviewing", applied=date(2026, 9, 1)), job("Quiet", "applied", company="Tide",
                                                                             applied=date(2026, 11, 1))),
    )  # fmt: skip
    found = figures(small, plan()).waits
    assert found == (Wait("Acme", (9, 5, 0), date(2026, 11, 1)), Wait("Tide", (), date(2026, 11, 1)))
    assert found[0].middle == 5


def test_no_news_counts_from_the_opening_and_what_was_never_answered_holds_no_later_answer(vault, plan):
    met = contact("Dana", line("2026-08-01", "met"), line("2026-10-20", "heard", incoming=True))
    (answered,) = figures(vault(contacts=(met,), jobs=(job("One", "applied", applied=date(2026, 10, 12)),)), plan()).waits
    assert answered == Wait("Acme", (8,), None)
    silent = contact("Dana", line("2026-09-01", "email"))
    (quiet,) = figures(vault(contacts=(silent,), jobs=(job("One", "applied", applied=date(2026, 10, 12)),)), plan()).waits
    assert quiet == Wait("Acme", (), date(2026, 10, 12))


def test_before_the_first_follow_up_day_that_was_kept_none_was_missed(vault):
    did = line("2026-10-02", "did", step="follow-up-day", path="search.md")
    small = vault(search=Search(Source("search.md"), log=(did,)))
    assert [(one.day.month, bool(one.kept)) for one in follow_up_days(small, date(2025, 6, 1), FRIDAY)] == [
        (10, True),
        (11, False),
    ]
    assert follow_up_days(vault(), date(2025, 6, 1), FRIDAY) == ()


def test_an_opening_that_has_ended_waits_for_nothing(vault, plan):
    assert figures(vault(jobs=(job("One", "rejected", applied=date(2026, 9, 1)),)), plan()).waits == ()


def test_who_led_to_interviews_also_by_those_whom_they_introduced(vault, plan):
    small = vault(
        contacts=(
            contact("Maya"), contact("Walter", introduced_by=Ref("Maya")), contact("Anjali", introduced_by=Ref("Walter")),
        ),
        interviews=(interview("one", "2026-10-01", "Walter"), interview("two", "2026-10-02", "Anjali")),
    )  # fmt: skip
    found = figures(small, plan()).introducers
    assert [(one.name, one.introductions, one.interviews) for one in found] == [("Maya", 1, 2), ("Walter", 1, 1)]


def test_follow_up_days_kept_early_and_late_count_for_the_nearest(vault):
    did = tuple(line(day, "did", step="follow-up-day", path="search.md") for day in ("2026-08-10", "2026-10-01", "2026-12-04"))
    small = vault(search=Search(Source("search.md"), log=did), settings=Settings(follow_up_day="first friday"))
    assert follow_up_days(small, date(2026, 8, 1), FRIDAY) == (
        FollowUpDay(date(2026, 8, 7), date(2026, 8, 10)),
        FollowUpDay(date(2026, 9, 4), None),
        FollowUpDay(date(2026, 10, 2), date(2026, 10, 1)),
        FollowUpDay(date(2026, 11, 6), None),
    )


@pytest.mark.parametrize(("kept", "shown"), [((), 0), (("2026-11-06",), 1)])
def test_the_day_itself_stands_there_once_it_is_kept(vault, kept, shown):
    did = tuple(line(day, "did", step="follow-up-day") for day in kept)
    small = vault(search=Search(Source("search.md"), log=did))
    assert len(follow_up_days(small, date(2026, 11, 1), date(2026, 11, 6))) == shown


def test_an_empty_vault_has_no_figures(vault, plan):
    found = figures(vault(), plan())
    assert found.empty
    assert (found.first, found.weeks, found.days, found.waits) == (None, (), (), ())


def test_the_order_of_notes_and_lines_does_not_matter(vault, plan):
    log = (line("2026-10-01", "email"), line("2026-10-01", "heard", incoming=True), line("2026-10-03", "card"))
    people = (contact("Dana", *log), contact("Sam", *log[:1], introduced_by=Ref("Dana")))
    back = tuple(contact(one.name, *one.log[::-1], introduced_by=one.introduced_by) for one in people[::-1])
    assert figures(vault(contacts=people), plan()) == figures(vault(contacts=back), plan())


def test_the_keys_of_the_data(vault, plan):
    data = figures_data(figures(vault(contacts=(contact("Dana", line("2026-11-19", "email")),)), plan()))
    assert list(data) == [
        "today", "since", "first", "totals", "weeks", "thank_yous", "media", "funnel", "ended", "answers", "introducers",
        "follow_up_days",
    ]  # fmt: skip
    assert data["totals"] == {"openings": 0, "interviews": 0, "ahead": 0, "touches": 1, "heard": 0, "people": 1}
    assert data["weeks"][-1] == {"monday": "2026-11-16", "interviews": 0, "touches": 1, "heard": 0}
    assert data["media"] == [{"medium": "email", "touches": 1, "answered": 0, "fresh": 1}]
    assert list(data["thank_yous"]) == ["within", "later", "open", "skipped", "let_go"]
    assert list(data["funnel"][0]) == ["stage", "reached", "now", "days", "timed"]
