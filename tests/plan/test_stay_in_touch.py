"""Staying in touch (rows A2, A4, A6, F6), birthdays, promises, and the look at the search as a whole (D7, F5).

First Fridays: 6 November and 4 December 2026; 1 January 2027 is a holiday, so Monday 4; 5 February, 5 March, 2 April, 7 May,
4 June, 2 July, 6 August, 3 September, 1 October 2027; 7 July 2028.
"""

from __future__ import annotations

from collections import Counter

import pytest

from vaultcrm.model import Plan


def person(name: str, more: str = "", log: str = "") -> dict[str, str]:
    text = f"---\ntype: contact\nname: {name}\nemail: a@example.com\n{more}---\n\n## Log\n\n{log}"
    return {f"contacts/{name}.md": text}


def talk(day: str, who: str, systems: str = "stay-in-touch", more: str = "") -> dict[str, str]:
    head = f"---\ntype: interview\nstart: {day} 10:00\nduration: 1 hour\ntimezone: America/New_York\n"
    return {f"interviews/{day}.md": f'{head}interviewers: ["[[{who}]]"]\nplaybooks: [{systems}]\n{more}---\n'}


def days(plan: Plan, step: str = "stay-in-touch") -> list[str]:
    """``Ann 2026-12-04 upcoming``: person, planned day, state, of all that are live."""
    live = [one for one in plan.touchpoints if one.step == step and not one.closed_on]
    return sorted(f"{one.person.name if one.person else 'me'} {one.planned} {one.state}" for one in live)


THANKED = "- 2026-05-21 email #thank-you\n- 2026-05-21 card #card\n"
FIRST = THANKED + "- 2026-12-04 email #stay-in-touch\n"
SECOND = FIRST + "- 2027-06-04 call: Caught up\n"
THIRD = SECOND + "- 2028-07-07 letter #stay-in-touch\n"


@pytest.mark.parametrize(
    ("log", "today", "day"),
    [
        (THANKED, "2026-05-22", "2026-12-04"),
        (FIRST, "2026-12-04", "2027-06-04"),
        (SECOND, "2027-06-04", "2028-07-07"),
        (THIRD, "2028-07-07", "2029-08-03"),
    ],
    ids=["six months after the thank-you", "six more", "then a year", "and a year again"],
)
def test_six_months_six_more_and_then_every_year(plan_of, log: str, today: str, day: str) -> None:
    """A2: 21 November, 4 June 2027 (a first Friday), 4 June 2028, 7 July 2029: on the follow-up day from then on."""
    assert days(plan_of({**person("Ann", log=log), **talk("2026-05-20", "Ann")}, today)) == [f"Ann {day} upcoming"]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("met: Ran into her at the market", "2027-03-05"),
        ("email from [[Ann]]", "2027-03-05"),
        ("no-answer", "2026-12-04"),
        ("note: She moved to Albany", "2026-12-04"),
    ],
)
def test_a_chance_meeting_moves_the_date(plan_of, line: str, day: str) -> None:
    """A2: 15 August and six months are 15 February; an attempt and a note are no contact."""
    log = f"{THANKED}- 2026-08-15 {line}\n"
    assert days(plan_of({**person("Ann", log=log), **talk("2026-05-20", "Ann")}, "2026-08-16")) == [f"Ann {day} upcoming"]


def test_a_chance_meeting_is_no_round(plan_of) -> None:
    """A2: the first round was made on 5 March, so six months again: 5 September, 1 October."""
    log = f"{THANKED}- 2026-08-15 met\n- 2027-03-05 email #stay-in-touch\n"
    assert days(plan_of({**person("Ann", log=log), **talk("2026-05-20", "Ann")}, "2027-03-05")) == ["Ann 2027-10-01 upcoming"]


def test_two_attempts_on_one_day_are_one_round(plan_of) -> None:
    """A2: a voicemail and an e-mail on the same follow-up day; six months again."""
    log = f"{THANKED}- 2026-12-04 10:00 voicemail\n- 2026-12-04 10:10 email #stay-in-touch\n"
    assert days(plan_of({**person("Ann", log=log), **talk("2026-05-20", "Ann")}, "2026-12-04")) == ["Ann 2027-06-04 upcoming"]


def test_six_months_after_the_end_of_august(plan_of) -> None:
    """28 February, which the first Friday of March follows."""
    assert days(plan_of({**person("Ann", log="- 2026-08-31 met\n"), **talk("2026-08-31", "Ann")}, "2026-09-01")) == [
        "Ann 2027-03-05 upcoming"
    ]


def test_skipped_counts_from_the_due_day(plan_of) -> None:
    """Skipped on Tuesday 1 December; the second six months count from 21 November, when it was due."""
    log = f"{THANKED}- 2026-12-01 skipped #stay-in-touch\n"
    assert days(plan_of({**person("Ann", log=log), **talk("2026-05-20", "Ann")}, "2026-12-01")) == ["Ann 2027-06-04 upcoming"]


def test_snoozed_to_a_day_of_its_own(plan_of) -> None:
    log = f"{THANKED}- 2026-12-01 snoozed #stay-in-touch until 2026-12-15\n"
    notes = {**person("Ann", log=log), **talk("2026-05-20", "Ann")}
    assert days(plan_of(notes, "2026-12-01")) == ["Ann 2026-12-15 upcoming"]
    assert days(plan_of(notes, "2026-12-15")) == ["Ann 2026-12-15 due"]
    late = plan_of(notes, "2026-12-16")
    assert days(late) == ["Ann 2026-12-16 overdue"]
    assert [one.moved for one in late.touchpoints if one.step == "stay-in-touch"] == ["it was due on Tue 15 Dec 2026"]


MENTORS = '[[cadence]]\nquery = "tag:mentor"\nevery = "90 days"\n'


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("", []),
        ("cadence: 2 months\n", ["Ann 2026-12-04 upcoming"]),
        ("cadence: never\ntags: [mentor]\n", []),
        ("tags: [mentor]\n", ["Ann 2027-01-04 upcoming"]),
        ("cadence: 2 months\ntags: [mentor]\n", ["Ann 2026-12-04 upcoming"]),
        ("playbooks: [stay-in-touch]\n", ["Ann 2027-04-02 upcoming"]),
        ("playbooks: [stay-in-touch]\ncadence: never\n", []),
        ("playbooks: [stay-in-touch]\ntags: [mentor]\n", ["Ann 2027-01-04 upcoming"]),
    ],
    ids=[
        "nobody names her", "her own", "never goes before the group", "the group's", "her own goes before the group's",
        "the playbook's", "never goes before the playbook", "the group goes before the playbook",
    ],
)  # fmt: skip
def test_how_often(plan_of, more: str, expected: list[str]) -> None:
    """F6: met on 1 October 2026; 1 December, 30 December, 1 April."""
    assert days(plan_of(person("Ann", more, "- 2026-10-01 met\n"), "2026-10-02", MENTORS)) == expected


@pytest.mark.parametrize(
    ("rule", "today", "day"),
    [
        ('"first friday"', "2026-11-06", "2026-11-06"),
        ('"first friday"', "2026-11-07", "2026-12-04"),
        ('"first friday"', "2027-01-02", "2027-01-04"),
        ("15", "2026-11-14", "2026-11-16"),
        ("15", "2026-11-17", "2026-12-15"),
        ("31", "2026-11-14", "2026-11-30"),
        ('"last friday"', "2026-12-01", "2026-12-28"),
        ('"second wednesday"', "2026-11-02", "2026-11-12"),
    ],
    ids=[
        "on the day", "the day after", "New Year was a holiday", "the 15th is a Sunday", "after it", "the month is shorter",
        "Christmas is a Friday", "Veterans Day",
    ],
)  # fmt: skip
def test_the_follow_up_day(plan_of, rule: str, today: str, day: str) -> None:
    """A4: someone is overdue already, so the next follow-up day is theirs."""
    plan = plan_of(person("Ann", "cadence: 1 month\n", "- 2026-01-05 met\n"), today, f"[follow-up]\nday = {rule}\n")
    assert days(plan)[0].startswith(f"Ann {day}")
    assert [(one.title, one.planned.isoformat()) for one in plan.touchpoints if one.step == "follow-up-day"] == [
        ("Follow-up day: 1 person", day)
    ]


def test_no_follow_up_day_where_nobody_is_due(plan_of) -> None:
    """A4"""
    assert days(plan_of(person("Ann"), "2026-11-02"), "follow-up-day") == []


def test_no_more_people_than_a_day_holds(plan_of) -> None:
    """A6: the longest silence first, then the strongest tie; the rest move on to the next follow-up day."""
    notes = {
        **person("Ann", "cadence: 1 month\n", "- 2026-03-02 met\n"),
        **person("Bob", "cadence: 1 month\n", "- 2026-02-02 met\n"),
        **person("Cid", "cadence: 1 month\n", "- 2026-03-02 met\n- 2026-02-20 call\n"),
        **person("Dee", "cadence: 1 month\n", "- 2026-10-01 met\n"),
        **person("Eve", "introduced_by: '[[Dee]]'\ncadence: 1 month\n", "- 2026-10-01 met\n"),
    }
    plan = plan_of(notes, "2026-11-02", "[follow-up]\nper-day = 2\n")
    assert days(plan) == [
        "Ann 2026-12-04 overdue",
        "Bob 2026-11-06 overdue",
        "Cid 2026-11-06 overdue",
        "Dee 2026-12-04 upcoming",
        "Eve 2027-01-04 upcoming",
    ]


def test_a_day_worked_through_is_over(plan_of) -> None:
    """A4: who was not reached that day comes again on the next."""
    notes = {
        **person("Ann", "cadence: 1 month\n", "- 2026-03-02 met\n"),
        **person("Bob", "cadence: 1 month\n", "- 2026-03-02 met\n"),
    }
    search = "---\ntype: search\nstatus: quiet\n---\n\n## Log\n\n- 2026-11-06 did #follow-up-day\n- 2026-11-06 call [[Bob]]\n"
    plan = plan_of({**notes, "search.md": search}, "2026-11-06")
    assert days(plan) == ["Ann 2026-12-04 overdue", "Bob 2027-01-04 upcoming"]
    assert days(plan, "follow-up-day") == ["me 2026-12-04 upcoming"]


def test_nobody_is_chatted_up_while_something_is_being_sold(plan_of) -> None:
    """A2, D5: talked on 2 November; the second check-in (28 November to 14 December) is open on 4 December."""
    notes = {**person("Ann", "cadence: 14 days\n"), **talk("2026-11-02", "Ann", "savvy")}
    assert days(plan_of(notes, "2026-11-27")) == ["Ann 2026-12-04 upcoming"]
    assert days(plan_of(notes, "2026-11-28")) == ["Ann 2027-01-04 upcoming"]


def test_a_day_set_by_hand(plan_of) -> None:
    """``next_contact`` is closed by any contact from seven days before it on, and stands for the other one meanwhile."""
    more = "cadence: 1 month\nnext_contact: 2026-11-20\n"
    for log, expected in (
        ("- 2026-11-12 met\n", ["Ann 2026-11-20 upcoming"]),
        ("- 2026-11-13 met\n", []),
        ("- 2026-11-13 email from [[Ann]]\n", []),
        ("- 2026-11-13 no-answer\n", ["Ann 2026-11-20 upcoming"]),
    ):
        plan = plan_of(person("Ann", more, log), "2026-11-14")
        assert days(plan, "next-contact") == expected
        assert len(days(plan)) + len(days(plan, "next-contact")) == 1


def test_four_hundred_people_do_not_fit_into_ten_a_month(plan_of) -> None:
    """F6: first dues are spread, everybody has exactly one, no day holds more than ten, and one line says what it comes to."""
    notes: dict[str, str] = {}
    for number in range(400):
        notes |= person(f"Person {number:03}", "tags: [mentor]\n")
    plan = plan_of(notes, "2026-11-02", '[[cadence]]\nquery = "tag:mentor"\nevery = "6 months"\n')
    people = [one for one in plan.touchpoints if one.step == "stay-in-touch"]
    assert len({one.person for one in people}) == len(people) == 400
    assert max(Counter(one.planned for one in people).values()) == 10
    assert len({one.due for one in people}) >= 6
    assert [notice.split(". ")[0] for notice in plan.notices] == ["400 people, 120 places a year: each every 3.3 years"]


def test_what_fits_needs_no_notice(plan_of) -> None:
    """F6"""
    assert plan_of(person("Ann", "cadence: 1 month\n"), "2026-11-02").notices == ()


@pytest.mark.parametrize(
    ("birthday", "today", "expected"),
    [
        ("11-20", "2026-11-18", ["Ann 2026-11-20 upcoming"]),
        ("1980-11-20", "2026-11-20", ["Ann 2026-11-20 due"]),
        ("11-20", "2026-11-23", ["Ann 2026-11-23 overdue"]),
        ("11-20", "2026-11-24", ["Ann 2027-11-20 upcoming"]),
        ("02-29", "2027-02-20", ["Ann 2027-02-28 upcoming"]),
        ("12-31", "2027-01-02", ["Ann 2027-01-02 overdue"]),
    ],
)
def test_birthdays_where_asked_for(plan_of, birthday: str, today: str, expected: list[str]) -> None:
    """A3: on the day, and for three days more."""
    notes = person("Ann", f"birthday: '{birthday}'\n")
    assert days(plan_of(notes, today, "birthdays = true\n"), "birthday") == expected
    assert days(plan_of(notes, today), "birthday") == []


def test_a_birthday_wished(plan_of) -> None:
    """Closed on the day on which it was wished, seen whenever."""
    notes = person("Ann", "birthday: 11-20\n", "- 2026-11-21 call: Sang\n")
    for today in ("2026-11-21", "2026-11-23"):
        wished = [one for one in plan_of(notes, today, "birthdays = true\n").touchpoints if one.step == "birthday"]
        assert [(one.state, str(one.closed_on)) for one in wished] == [("done", "2026-11-21")]


@pytest.mark.parametrize(
    ("line", "today", "expected"),
    [
        ("2026-11-17 card #birthday: Posted", "2026-11-18", "2026-11-20 done"),
        ("2026-11-17 card", "2026-11-18", "2026-11-20 upcoming"),
        ("2026-11-17 skipped #birthday", "2026-11-20", "2026-11-20 skipped"),
        ("2026-11-20 skipped #birthday", "2026-11-21", "2026-11-20 skipped"),
        ("2026-11-17 skipped #birthday", "2026-11-24", "2027-11-20 upcoming"),
        ("2026-11-20 snoozed #birthday until 2026-11-27", "2026-11-25", "2026-11-27 upcoming"),
        ("2026-11-20 snoozed #birthday until 2026-11-27", "2026-11-30", "2026-11-27 overdue"),
        ("2026-11-20 snoozed #birthday until 2026-11-27", "2026-12-01", "2027-11-20 upcoming"),
        ("2025-11-20 snoozed #birthday until 2025-11-27", "2026-11-18", "2026-11-20 upcoming"),
        ("2026-11-25 snoozed #birthday until 2026-11-30", "2026-11-25", "2026-11-30 upcoming 2027"),
        ("2026-08-01 skipped #birthday", "2026-11-18", "2026-11-20 skipped"),
        ("2026-11-25 skipped #birthday", "2026-11-25", "2027-11-20 skipped"),
        ("2026-11-25 email #birthday: Belated", "2026-11-25", "2027-11-20 upcoming"),
        ("2026-11-19 email from #birthday", "2026-11-20", "2026-11-20 due"),
    ],
)
def test_a_birthday_is_dealt_with_by_its_tag_ahead_of_the_day_too(plan_of, line: str, today: str, expected: str) -> None:
    """A3: a card is posted before the day; what is skipped or put off is that of this year."""
    plan = plan_of(person("Ann", "birthday: 11-20\n", f"- {line}\n"), today, "birthdays = true\n")
    (birthday,) = [one for one in plan.touchpoints if one.step == "birthday"]
    assert f"{birthday.due} {birthday.state} {birthday.round}".startswith(expected)


def test_promises_with_dates_in_every_note(plan_of) -> None:
    """D4: ticked they are done; without a date they wait in the brief."""
    tasks = "\n- [ ] Send {} 2026-11-20\n- [x] Sent long ago 2026-11-01\n- [ ] Some day\n"
    notes = {
        "contacts/Ann.md": "---\ntype: contact\nname: Ann\n---\n" + tasks.format("a book"),
        "jobs/Staff.md": "---\ntype: job\ntitle: Staff\n---\n"
        + tasks.format("the form (due 2026-11-19)").replace(" 2026-11-20", ""),
        "search.md": "---\ntype: search\nstatus: off\n---\n" + tasks.format("taxes 📅"),
        "companies/Acme.md": "---\ntype: company\n---\n" + tasks.format("[[Ann]] flowers"),
        **{path: text + tasks.format("slides") for path, text in talk("2026-11-02", "Ann").items()},
    }
    found = [one for one in plan_of(notes, "2026-11-10").touchpoints if one.step == "promise"]
    assert sorted((one.person.name if one.person else "me", one.due.isoformat(), one.note.path) for one in found) == [
        ("Ann", "2026-11-20", "companies/Acme.md"),
        ("Ann", "2026-11-20", "contacts/Ann.md"),
        ("me", "2026-11-19", "jobs/Staff.md"),
        ("me", "2026-11-20", "interviews/2026-11-02.md"),
        ("me", "2026-11-20", "search.md"),
    ]


def test_two_promises_in_the_same_words_are_two(plan_of) -> None:
    tasks = "\n- [ ] Send a draft 2026-12-04\n- [ ] Send a draft 2026-11-20\n"
    found = plan_of({"contacts/Ann.md": f"---\ntype: contact\n---\n{tasks}"}, "2026-11-10").touchpoints
    assert len({one.uid for one in found}) == 2
    ticked = tasks.replace("[ ] Send a draft 2026-11-20", "[x] Send a draft 2026-11-20")
    (left,) = plan_of({"contacts/Ann.md": f"---\ntype: contact\n---\n{ticked}"}, "2026-11-10").touchpoints
    assert left.uid == next(one.uid for one in found if one.due == left.due)


JOBS = {
    f"jobs/{n}.md": f"---\ntype: job\ntitle: Job {n}\nstage: interviewing\napplied: 2026-11-0{n}\nplaybooks: []\n---\n"
    for n in (1, 2, 3)
}


def search(status: str, log: str = "") -> dict[str, str]:
    return {"search.md": f"---\ntype: search\nstatus: {status}\n---\n\n## Log\n\n{log}"}


@pytest.mark.parametrize(
    ("notes", "today", "expected"),
    [
        ({**search("quiet")}, "2026-11-12", []),
        ({**search("off")}, "2026-11-12", []),
        (search("active", "- 2026-11-02 did #keep-searching\n"), "2026-11-05", ["me 2026-11-09 upcoming"]),
        (search("active", "- 2026-11-02 did #keep-searching\n"), "2026-11-12", ["me 2026-11-12 overdue"]),
        (search("active", "- 2026-11-02 did #keep-searching\n"), "2026-11-16", ["me 2026-11-16 due"]),
        ({**search("active"), "jobs/1.md": JOBS["jobs/1.md"]}, "2026-11-02", ["me 2026-11-08 upcoming"]),
        ({**search("active"), **JOBS}, "2026-11-16", []),
        ({**search("active"), **JOBS}, "2026-11-17", ["me 2026-11-17 due"]),
        ({**search("active", "- 2026-11-12 did #keep-searching\n"), **JOBS}, "2026-11-17", ["me 2026-11-19 upcoming"]),
    ],
    ids=[
        "quiet", "off", "a week after the last look", "late", "the next opens", "a week after the newest job",
        "three live jobs and something new", "nothing new for fourteen days", "the look counts",
    ],
)  # fmt: skip
def test_keep_searching(plan_of, notes: dict[str, str], today: str, expected: list[str]) -> None:
    """D7, C13, F5: fewer than three live jobs, or nothing new for 14 days (since Tuesday 3)."""
    assert days(plan_of(notes, today), "keep-searching") == expected


@pytest.mark.parametrize(
    ("more", "today", "expected"),
    [
        ("", "2026-11-12", "me 2026-11-20 upcoming"),
        ("", "2026-11-20", "me 2026-11-20 due"),
        ("", "2026-11-28", "me 2026-11-28 overdue"),
        ("- 2026-11-11 did #keep-searching\n", "2026-11-12", "me 2026-11-18 upcoming"),
        ("- 2026-11-11 snoozed #keep-searching until 2026-11-24\n", "2026-11-12", "me 2026-11-24 upcoming"),
    ],
)
def test_a_look_at_the_search_can_be_put_off(plan_of, one, more: str, today: str, expected: str) -> None:
    """D7: until that day, unless it is done before; the last snooze counts."""
    log = "- 2026-11-02 did #keep-searching\n- 2026-11-10 snoozed #keep-searching until 2026-11-20\n"
    plan = plan_of(search("active", log + more), today)
    assert days(plan, "keep-searching") == [expected]


def test_a_promise_stays_itself_when_the_person_is_renamed(plan_of, one) -> None:
    """The identity has the person's id in it, never the name (`rename` rewrites the link and leaves an alias)."""
    head = "---\ntype: interview\nid: talk\nstart: 2026-11-17 14:00\ntimezone: America/New_York\n---\n"
    talk = head + "- [ ] Send {} the list 2026-11-20\n"
    before = {
        "contacts/Dana Lee.md": "---\ntype: contact\nid: dana\nname: Dana Lee\n---\n",
        "interviews/talk.md": talk.format("[[Dana Lee]]"),
    }
    after = {
        "contacts/Dana Lee.md": "---\ntype: contact\nid: dana\nname: Dana Leigh\naliases: [Dana Lee]\n---\n",
        "interviews/talk.md": talk.format("[[Dana Lee|Dana Leigh]]"),
    }
    first, second = one(plan_of(before, "2026-11-18"), "promise"), one(plan_of(after, "2026-11-18"), "promise")
    assert (first.uid, second.person.name) == (second.uid, "Dana Leigh")


@pytest.mark.parametrize(
    ("people", "cadence", "told"),
    [
        (12, "1 year", []),
        (13, "1 year", ["13 people, 12 places a year: each every 1.1 years"]),
        (1, "1 month", ["1 person, 12 places a year: each every 0.1 years"]),
        (1, "31 days", []),
        (2, "9 weeks", []),
        (2, "8 weeks", ["2 people, 12 places a year: each every 0.2 years"]),
    ],
)
def test_a_year_has_as_many_places_as_its_follow_up_days(plan_of, contact, people, cadence, told) -> None:
    """F6"""
    notes = {}
    for number in range(people):
        notes |= contact(f"P{number}", cadence=cadence)
    plan = plan_of(notes, "2026-11-18", "[follow-up]\nper-day = 1\n")
    assert [notice.split(". ")[0] for notice in plan.notices] == told
