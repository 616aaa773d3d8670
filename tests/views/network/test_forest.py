"""Who introduced whom (row A5): trees of people and jobs, circles reported and not followed, and what came of it."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vaultcrm.model import Contact, Interview, Job, LogLine, OtherNote, Ref, Source
from vaultcrm.views.network.data import tree_data
from vaultcrm.views.network.forest import forest
from vaultcrm.views.network.outcomes import came
from vaultcrm.views.network.twigs import tree_from, whole_tree
from vaultcrm.views.network.words import outcome_words, total_words

TODAY = date(2026, 11, 20)


def contact(name, by=None, line=4, **more):
    slug = name.casefold().replace(" ", "-")
    return Contact(
        Source(f"contacts/{name}.md", 1), slug, name, name, introduced_by=Ref(by) if by else None,
        lines={"introduced_by": line} if by else {}, **more,
    )  # fmt: skip


def interview(name, *people, day=date(2026, 10, 1), job=None, **more):
    start = datetime(day.year, day.month, day.day, 14)
    refs = tuple(Ref(person) for person in people)
    return Interview(
        Source(f"interviews/{name}.md", 1), name, name, start, start.replace(hour=15), "UTC", interviewers=refs,
        job=Ref(job) if job else None, **more,
    )  # fmt: skip


def job(title, by=None, **more):
    return Job(Source(f"jobs/{title}.md", 1), title.casefold(), title, title, referred_by=Ref(by) if by else None, **more)


def friend(day, tag, text="", *people, path="contacts/Maya.md"):
    return LogLine(Source(path, 9), day, "note", step=tag, text=text, people=tuple(Ref(person) for person in people))


def rows(tree):
    return [(twig.depth, twig.name, outcome_words(twig)) for twig in tree.twigs]


def all_of(vault):
    return whole_tree(forest(vault), came(vault, TODAY))


def test_people_hang_below_who_introduced_them_and_jobs_below_who_referred_them(vault):
    found = all_of(vault(
        contacts=(contact("Maya"), contact("Walter", "Maya"), contact("Anjali", "Walter"), contact("Zoe")),
        jobs=(job("Engineer", "Maya"),),
    ))  # fmt: skip
    assert rows(found) == [(0, "Maya", ""), (1, "Walter", ""), (2, "Anjali", ""), (1, "Engineer", "")]
    assert [twig.last for twig in found.twigs] == [True, False, True, True]
    assert (found.introductions, found.others) == (3, 1)


def test_who_introduces_and_has_no_note_is_a_plain_name_once(vault):
    found = all_of(vault(contacts=(contact("Ben", "old  Friend"), contact("Cara", "Old Friend"))))
    assert rows(found) == [(0, "old Friend", ""), (1, "Ben", ""), (1, "Cara", "")]
    assert found.problems == ()


def test_a_circle_is_one_problem_with_its_line_and_everyone_is_shown_once(vault):
    found = all_of(
        vault(contacts=(contact("Ada", "Ben", 7), contact("Ben", "Cara"), contact("Cara", "Ada"), contact("Dan", "Ben")))
    )
    assert [(str(problem.source), problem.message) for problem in found.problems] == [
        ("contacts/Ada.md:7", "the introductions go round in a circle: Ada by Ben, Ben by Cara, Cara by Ada")
    ]
    assert rows(found) == [(0, "Ada", ""), (1, "Cara", ""), (2, "Ben", ""), (3, "Dan", "")]


def test_a_long_circle_is_told_in_few_words(vault):
    people = [contact(f"P{number}", f"P{(number + 1) % 40}") for number in range(40)]
    (problem,) = forest(vault(contacts=people)).problems
    assert problem.message == ("the introductions go round in a circle: P0 by P1, P1 by P2, P2 by P3, P3 by P4, …, P39 by P0")


def test_nobody_introduces_themselves(vault):
    found = forest(vault(contacts=(contact("Ada", "Ada", 5),)))
    assert [str(problem.source) for problem in found.problems] == ["contacts/Ada.md:5"]
    assert found.people["ada"].parent is None
    assert found.introduced == {}


def test_a_chain_of_thousands_needs_no_recursion(vault):
    found = all_of(vault(contacts=[contact("P0"), *(contact(f"P{n}", f"P{n - 1}") for n in range(1, 3000))][:600]))
    assert found.twigs[-1].depth == 599


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(st.none(), st.integers(0, 15)), max_size=12))
def test_everyone_is_shown_once_whoever_is_said_to_have_introduced_whom(vault, introducers):
    people = [contact(f"P{n:02}", None if by is None else f"P{by:02}") for n, by in enumerate(introducers)]
    found = all_of(vault(contacts=people))
    keys = [twig.key for twig in found.twigs]
    unknown = {by for by in introducers if by is not None and by >= len(people)}
    assert len(keys) == len(set(keys))
    assert len(keys) + found.others == len(people) + len(unknown)
    assert found.introductions == sum(by is not None for by in introducers) - len(found.problems)


def test_the_order_of_the_notes_does_not_matter(vault):
    people = [contact("Maya"), contact("Walter", "Maya"), contact("Ben", "Maya"), contact("Ada", "Cy"), contact("Cy", "Ada")]
    forth, back = all_of(vault(contacts=people)), all_of(vault(contacts=people[::-1]))
    assert forth == back


def test_what_came_of_people_and_jobs_counts_each_interview_once(vault):
    offered = job("Engineer", "Maya", stage="offer", hiring_manager=Ref("Ben"))
    found = all_of(vault(
        contacts=(contact("Maya"), contact("Ben", "Maya")),
        interviews=(
            interview("screen", "Hana", job="Engineer"), interview("panel", "Ben", job="Engineer"), interview("coffee", "Ben"),
            interview("next", "Ben", day=date(2026, 12, 1)), interview("off", "Ben", status="cancelled"),
        ),
        jobs=(offered,),
    ))  # fmt: skip
    assert rows(found)[1:] == [(1, "Ben", "2 interviews, 1 ahead, offer"), (1, "Engineer", "2 interviews, offer")]
    assert total_words(found) == "From 2 introductions came 3 interviews (1 more ahead), 1 offer."


def test_an_offer_counts_though_the_job_went_to_another_afterwards(vault):
    lines = (LogLine(Source("jobs/Engineer.md", 9), date(2026, 10, 20), "stage", fact="offer"),
             LogLine(Source("jobs/Engineer.md", 10), date(2026, 12, 20), "stage", fact="hired"))  # fmt: skip
    found = all_of(vault(contacts=(contact("Maya"),), jobs=(job("Engineer", "Maya", stage="rejected", log=lines),)))
    assert rows(found) == [(0, "Maya", ""), (1, "Engineer", "offer")]


def test_what_friends_got_is_a_note_with_a_tag(vault):
    own = friend(date(2026, 9, 10), "friend-hired", "Lea, at Saffron Pay", "Maya")
    elsewhere = friend(date(2026, 9, 12), "friend-interview", "at Acme", "Maya", "Jo Stern", path="search notes.md")
    to_come = friend(date(2026, 12, 1), "friend-offer", "Max")
    found = all_of(vault(
        contacts=(contact("Maya", log=(own, to_come)), contact("Walter", "Maya")),
        others=(OtherNote(Source("search notes.md"), "other", (elsewhere,)),),
    ))  # fmt: skip
    assert rows(found)[0] == (0, "Maya", "job for Lea, at Saffron Pay, interview for Jo Stern, at Acme")
    assert total_words(found) == ("From 1 introduction came no interview yet, no offer yet; for friends: 1 interview, 1 job.")


@pytest.mark.parametrize("text", ["#friend-hired: Lea", "#friend-hired Lea", "#Friend-Hired:  Lea"])
def test_the_tag_may_begin_the_text_as_the_log_command_writes_it(vault, text):
    found = all_of(vault(contacts=(contact("Maya", log=(friend(date(2026, 9, 10), None, text, "Maya"),)),)))
    assert rows(found) == [(0, "Maya", "job for Lea")]


@pytest.mark.parametrize("text", ["#friend-hiredish: Lea", "see #friend-hired: Lea"])
def test_other_tags_are_no_outcome(vault, text):
    assert rows(all_of(vault(contacts=(contact("Maya", log=(friend(date(2026, 9, 10), None, text, "Maya"),)),)))) == []


def test_from_one_person_on_counts_what_hangs_on_them_and_names_who_is_above(vault):
    small = vault(
        contacts=(contact("Maya"), contact("Walter", "Maya"), contact("Anjali", "Walter")),
        interviews=(interview("one", "Walter"), interview("two", "Anjali")),
    )
    found = tree_from(forest(small), came(small, TODAY), "walter")
    assert rows(found) == [(0, "Walter", "1 interview"), (1, "Anjali", "1 interview")]
    assert [node.name for node in found.above] == ["Maya"]
    assert [one["introduced_by"]["name"] for one in tree_data(found)["people"]] == ["Maya", "Walter"]
    assert total_words(found) == "From 1 introduction came 1 interview, no offer yet."


def test_outcomes_from_a_day_on_leave_out_what_was_before_or_has_no_date(vault):
    small = vault(
        contacts=(contact("Maya"), contact("Ben", "Maya")),
        interviews=(interview("old", "Ben", day=date(2026, 3, 1)), interview("new", "Ben")),
        jobs=(job("Engineer", "Maya", stage="offer"),),
    )
    found = came(small, TODAY, date(2026, 9, 1))
    assert found.people["ben"].held == {"new"}
    assert found.jobs["engineer"].offers == frozenset()
