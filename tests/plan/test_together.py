"""Several systems, interviews, jobs and people at once: one act once, windows that never move, days that pester no one."""

from __future__ import annotations

from itertools import combinations

import pytest

from vaultcrm.model import LIVE

ALL = "[impressive, persistent, savvy, stay-in-touch, value-pitch]"
DEBRIEF = "\n## Topics\n\nThe migration\n\n## Requirement I did not meet\n\nKubernetes\n"
SELLING = ("call-1", "call", "letter", "call-2", "call-3", "check-in", "weekly")
STEPS = ("thank-you", "card", "pitch", "linkedin", "learn", *SELLING)


def name(one) -> str:
    return one.person.name if one.person else "me"


def found(plan, step, person=None):
    hits = [one for one in plan.touchpoints if one.step == step and (person is None or name(one) == person)]
    assert len(hits) == 1, [(one.step, name(one), one.state) for one in hits]
    return hits[0]


def windows(plan, *steps):
    """{step: {person: opens to due}} as days."""
    table: dict[str, dict[str, str]] = {}
    for one in plan.touchpoints:
        if one.state in LIVE and one.step in steps:
            table.setdefault(one.step, {})[name(one)] = f"{str(one.opens)[5:10]} to {str(one.due)[5:10]}"
    return table


def days(plan, *people):
    """(day, step, person) as planned, follow-up days aside."""
    asked = [one for one in plan.touchpoints if one.state in LIVE and one.step not in ("stay-in-touch", "follow-up-day")]
    return sorted((str(one.planned)[5:], one.step, name(one)) for one in asked if name(one) in people)


@pytest.fixture
def panel(contact, interview, job):
    """Tuesday 17 November, 10:00 to 12:00 in New York, four people: Ann leads, Ben is in Berlin, Cyn has no address."""

    def make(systems: str = ALL, log: str = "", people: str = "Ben Otto, Ann Bay, Cyn Day, Dov Eck", **keys):
        notes = contact("Ann Bay", linkedin_ok="true") | contact("Cyn Day", address="") | contact("Dov Eck")
        notes |= contact("Ben Otto", linkedin_ok="true", country="DE-BE", timezone="Europe/Berlin")
        notes |= contact("Eve Fox", country="DE-BE")
        notes |= job("Engineer", hiring_manager='"[[Ann Bay]]"', stage="interviewing")
        start = keys.pop("start", "2026-11-17 10:00")
        return notes | interview(start, people, systems, log, DEBRIEF, job="Engineer", duration="2 hours", **keys)

    return make


def test_all_five_on_a_panel_of_four(plan_of, panel) -> None:
    """A1, B3 to B6, C3 to C6, D2, D4, D5, E1: the first call is on a Monday; Thanksgiving comes after it, but not in Berlin."""
    plan = plan_of(panel(), "2026-11-17")
    everyone = ("Ann Bay", "Ben Otto", "Cyn Day", "Dov Eck")
    assert windows(plan, *STEPS) == {
        "thank-you": dict.fromkeys(everyone, "11-17 to 11-17"),
        "card": dict.fromkeys(everyone, "11-17 to 11-18"),
        "pitch": dict.fromkeys(everyone, "11-18 to 11-19"),
        "linkedin": dict.fromkeys(("Ann Bay", "Ben Otto"), "11-17 to 11-20"),
        "call-1": {"Ann Bay": "11-23 to 11-23"},
        "letter": dict.fromkeys(everyone, "11-23 to 11-27") | {"Ben Otto": "11-23 to 11-26"},
        "call-2": {"Ann Bay": "11-27 to 11-27"},
        "learn": {"me": "11-27 to 11-30"},
        "call-3": {"Ann Bay": "11-30 to 12-01"},
        "check-in": {"Ann Bay": "11-27 to 11-29"},
        "weekly": {"Ann Bay": "12-04 to 12-04"},
    }


def test_one_act_says_who_asked_for_it(plan_of, panel) -> None:
    """The thank-you of A, B, C and D, and the first call of B and C, with the earlier expiry of those that ask."""
    plan = plan_of(panel(), "2026-11-17")
    thanks, call, debrief = found(plan, "thank-you", "Ann Bay"), found(plan, "call-1"), found(plan, "debrief")
    assert (thanks.rows, thanks.systems) == (("A1", "B3", "C3", "D4"), ("stay-in-touch", "impressive", "persistent", "savvy"))
    assert (call.rows, call.systems, call.act) == (("B4", "C4"), ("impressive", "persistent"), "first-call")
    assert (str(thanks.expires), str(call.expires)) == ("2026-11-27", "2026-12-01")
    assert debrief.rows == ("A3", "B1", "C1", "D1")
    assert found(plan, "letter", "Cyn Day").missing == ("address",)


def test_the_days_of_all_five_on_a_panel_of_four(plan_of, panel) -> None:
    """After the first words Ann hears nothing twice within two days: letter and check-in make way for the calls."""
    plan = plan_of(panel(), "2026-11-17")
    assert days(plan, "Ann Bay", "me") == [
        ("11-17", "card", "Ann Bay"),
        ("11-17", "linkedin", "Ann Bay"),
        ("11-17", "thank-you", "Ann Bay"),
        ("11-18", "pitch", "Ann Bay"),
        ("11-23", "call-1", "Ann Bay"),
        ("11-25", "letter", "Ann Bay"),
        ("11-27", "call-2", "Ann Bay"),
        ("11-27", "learn", "me"),
        ("11-29", "check-in", "Ann Bay"),
        ("12-01", "call-3", "Ann Bay"),
        ("12-04", "weekly", "Ann Bay"),
    ]
    letters = [str(found(plan, "letter", who).planned)[5:] for who in ("Ben Otto", "Cyn Day", "Dov Eck")]
    assert letters[0] == "11-23"
    assert sorted(letters[1:]) == ["11-23", "11-24"]
    assert found(plan, "letter", "Ann Bay").moved == "another touch of Ann Bay is less than 2 days from Mon 23 Nov 2026"
    assert found(plan, "check-in").moved == "another touch of Ann Bay is less than 2 days from Fri 27 Nov 2026"
    assert found(plan, "call-3").moved == "another touch of Ann Bay is less than 2 days from Mon 30 Nov 2026"
    fourth = next(one for one in plan.touchpoints if one.step == "letter" and str(one.planned) == "2026-11-24")
    assert fourth.moved == "Acme has 3 touches on Mon 23 Nov 2026"


def test_all_five_on_a_panel_of_five_in_berlin(plan_of, panel) -> None:
    """Wednesday 24 March 2027, 10:00 in Berlin; Ben leads there: Good Friday, Easter Monday and weekends are no days for it."""
    people = "Ben Otto, Ann Bay, Cyn Day, Dov Eck, Eve Fox"
    notes = panel(people=people, start="2027-03-24 10:00", timezone="Europe/Berlin")
    notes["jobs/Engineer.md"] = notes["jobs/Engineer.md"].replace("Ann Bay", "Nobody There")
    plan = plan_of(notes, "2027-03-24")
    table = windows(plan, "thank-you", "card", "pitch", "call-1", "letter", "call-2", "learn", "call-3", "check-in", "weekly")
    assert table == {
        "thank-you": dict.fromkeys(people.split(", "), "03-24 to 03-24"),
        "card": dict.fromkeys(people.split(", "), "03-24 to 03-25"),
        "pitch": dict.fromkeys(people.split(", "), "03-25 to 03-26"),
        "call-1": {"Ben Otto": "03-31 to 03-31"},
        "letter": dict.fromkeys(people.split(", "), "03-31 to 04-05"),
        "call-2": {"Ben Otto": "04-05 to 04-05"},
        "learn": {"me": "04-05 to 04-08"},
        "call-3": {"Ben Otto": "04-08 to 04-09"},
        "check-in": {"Ben Otto": "04-03 to 04-05"},
        "weekly": {"Ben Otto": "04-12 to 04-12"},
    }
    assert str(found(plan, "pitch", "Ann Bay").due) == "2027-03-26 12:00:00+01:00"


@pytest.mark.parametrize(
    ("start", "opens", "due", "expires"),
    [
        ("2026-11-02 10:00", "2026-11-05", "2026-11-06", "2026-11-16"),
        ("2026-11-05 10:00", "2026-11-10", "2026-11-12", "2026-11-19"),
        ("2026-11-13 10:00", "2026-11-18", "2026-11-19", "2026-11-27"),
        ("2026-12-09 10:00", "2026-12-14", "2026-12-15", "2026-12-22"),
    ],
    ids=["do not meet: the earlier one", "over Veterans Day", "they meet on two days", "on a Monday and a Tuesday"],
)
def test_the_first_call_of_both(plan_of, panel, start, opens, due, expires) -> None:
    """B4 with C4: the later opening and the earlier due day, after both were moved to business days."""
    call = found(plan_of(panel("[impressive, persistent]", start=start), start[:10]), "call-1")
    assert (str(call.opens), str(call.due), str(call.expires)) == (opens, due, expires)


def test_what_depends_on_the_merged_call_counts_from_it(plan_of, panel) -> None:
    """B5, C5: made late, on Wednesday 25 (tagged by the other name), it moves the second call and the letters."""
    plan = plan_of(panel(log="- 2026-11-25 call [[Ann Bay]] #call\n"), "2026-11-25")
    assert windows(plan, "call-1", "call-2", "letter") == {
        "call-2": {"Ann Bay": "11-30 to 11-30"},
        "letter": dict.fromkeys(("Ann Bay", "Cyn Day", "Dov Eck", "Ben Otto"), "11-25 to 11-30"),
    }
    assert found(plan, "call-1").state == "done"


def test_nobody_is_pestered(plan_of, panel) -> None:
    """A6, F4: for Ann no two days closer than two where the windows allow it, and no company more than three, prompts aside."""
    plan = plan_of(panel(), "2026-11-20")
    asked = [one for one in plan.touchpoints if one.step in SELLING]
    for one, other in combinations([hit for hit in asked if name(hit) == "Ann Bay"], 2):
        assert abs((one.planned - other.planned).days) >= 2
    for day in {one.planned for one in asked}:
        assert sum(one.planned == day for one in asked) <= 3
    assert all(one.opens <= one.planned <= one.due for one in asked)


def test_where_no_day_is_left_the_emptiest_is_taken(plan_of, contact, interview, job) -> None:
    """Dana leads two jobs at two companies: both calls are due on Friday 20 and Monday 23, two days apart is Monday."""
    notes = contact("Dana Lee") | job("One", company="Acme") | job("Two", company="Bolt")
    notes |= interview("2026-11-17 10:00", "Dana Lee", "[impressive]", id="first", job="One")
    notes |= interview("2026-11-17 14:00", "Dana Lee", "[impressive]", id="second", job="Two", company="Bolt")
    plan = plan_of(notes, "2026-11-18")
    calls = [one for one in plan.touchpoints if one.step == "call-1"]
    assert sorted(str(one.planned) for one in calls) == ["2026-11-20", "2026-11-23"]
    assert {one.moved for one in calls} == {None, "another touch of Dana Lee is less than 2 days from Fri 20 Nov 2026"}
    assert {(one.company, one.job.title) for one in calls} == {("Acme", "One"), ("Bolt", "Two")}


@pytest.mark.parametrize("company", ["Acme", ""], ids=["of the company", "of the person, where none is known"])
def test_the_emptiest_day(plan_of, contact, interview, company) -> None:
    """Dana was written to on Friday 20, and is promised something on Sunday 22: Monday 23 is too near, but nothing is on it."""
    notes = contact("Dana Lee", "- [ ] Send the slides 2026-11-22\n")
    log = "- 2026-11-20 email [[Dana Lee]]: Hello\n"
    notes |= interview("2026-11-17 10:00", "Dana Lee", "[impressive]", log, company=company)
    call = found(plan_of(notes, "2026-11-20"), "call-1")
    assert str(call.planned) == "2026-11-23"
    assert call.moved == "another touch of Dana Lee is less than 2 days from Fri 20 Nov 2026"


def test_what_was_made_counts_too(plan_of, panel) -> None:
    """On Sunday 22 Ann was written to: her call on Monday 23, its only day, stands all the same."""
    plan = plan_of(panel(log="- 2026-11-22 email [[Ann Bay]]: An article\n"), "2026-11-22")
    assert (str(found(plan, "call-1").planned), found(plan, "call-1").moved) == ("2026-11-23", None)
    late = plan_of(panel("[savvy]", log="- 2026-11-26 message [[Ann Bay]]: An article\n"), "2026-11-26")
    check = found(late, "check-in")
    assert str(check.planned) == "2026-11-28"
    assert check.moved == "another touch of Ann Bay is less than 2 days from Fri 27 Nov 2026"


def test_several_interviews_of_one_job(plan_of, panel, contact, interview) -> None:
    """B9: a screen by Rita, then the panel: only the panel is followed up, Rita's thank-you stays."""
    notes = panel("[savvy]") | contact("Rita Sun")
    notes |= interview("2026-11-12 10:00", "Rita Sun", "[savvy]", id="screen", kind="screen", job="Engineer")
    before, after = plan_of(notes, "2026-11-11"), plan_of(notes, "2026-11-13")
    assert windows(before, "check-in") == {"check-in": {"Rita Sun": "11-22 to 11-24", "Ann Bay": "11-27 to 11-29"}}
    assert windows(after, "check-in") == {"check-in": {"Ann Bay": "11-27 to 11-29"}}
    assert windows(after, "thank-you")["thank-you"]["Rita Sun"] == "11-12 to 11-12"


# An application, an offer, those who introduced, and references


@pytest.fixture
def offers(contact, job):
    """Acme offers on Wednesday 25 November, before Thanksgiving; Bolt, Corp and Dyne run, Edge has ended, Fern is an idea."""
    people = ["Ann Bay", "Bob Cox", "Cat Dun", "Kai Yun"]
    notes = {path: text for who in people for path, text in contact(who).items()}
    notes |= contact("Ben Otto", country="DE-BE")
    notes |= job("Acme job", "- 2026-11-25 stage offer\n", decide_by="2026-11-30", hr='"[[Ann Bay]]"')
    notes |= job("Bolt job", company="Bolt", stage="interviewing", hr='"[[Kai Yun]]"', hiring_manager='"[[Bob Cox]]"')
    notes |= job("Corp job", company="Corp", stage="applied", applied="2026-11-20", hr='"[[Cat Dun]]"')
    notes |= job("Dyne job", company="Dyne", stage="applied", applied="2026-11-20", hr='"[[Ben Otto]]"')
    notes |= job("Edge job", company="Edge", stage="rejected", hr='"[[Kai Yun]]"')
    return notes | job("Fern job", company="Fern", stage="lead", hr='"[[Kai Yun]]"')


def test_an_offer_is_decided_on_and_told(plan_of, offers) -> None:
    """F2: until the next business day where they are; both expire on the day to decide by."""
    plan = plan_of(offers, "2026-11-25")
    assert windows(plan, "decide", "tell") == {
        "decide": {"me": "11-28 to 11-30"},
        "tell": {"Bob Cox": "11-25 to 11-27", "Cat Dun": "11-25 to 11-27", "Ben Otto": "11-25 to 11-26"},
    }
    assert {str(one.expires) for one in plan.touchpoints if one.step in ("decide", "tell")} == {"2026-11-30"}
    assert windows(plan_of(offers, "2026-11-24"), "tell") == {}


def test_an_application_is_asked_after_once(plan_of, offers) -> None:
    """F1: seven to nine business days after Friday 20 November, with Thanksgiving where there is one."""
    assert windows(plan_of(offers, "2026-11-25"), "application") == {
        "application": {"Cat Dun": "12-02 to 12-04", "Ben Otto": "12-01 to 12-03"}
    }


def test_an_application_is_not_asked_after_where_there_is_an_interview(plan_of, offers, interview) -> None:
    """F1: unless an interview is in the vault."""
    notes = offers | interview("2026-12-10 10:00", "Cat Dun", "[savvy]", job='"[[Corp job]]"', company="Corp")
    assert windows(plan_of(notes, "2026-11-25"), "application") == {"application": {"Ben Otto": "12-01 to 12-03"}}


def test_who_introduced_is_thanked(plan_of, contact, interview, job) -> None:
    """A5: for the first interview held that came of it, and again for the job."""
    notes = contact("Omar Aziz") | contact("Quinn Hale") | contact("Dana Lee", introduced_by='"[[Omar Aziz]]"')
    notes |= interview("2026-11-17 10:00", "Dana Lee", "[savvy]", id="first", job="Engineer")
    notes |= interview("2026-11-24 10:00", "Dana Lee", "[savvy]", id="second", job="Engineer")
    begun = notes | job("Engineer", referred_by='"[[Quinn Hale]]"', stage="interviewing")
    assert windows(plan_of(begun, "2026-11-16"), "thank-introducer") == {}
    plan = plan_of(begun, "2026-11-24")
    both = dict.fromkeys(("Omar Aziz", "Quinn Hale"), "11-17 to 11-20")
    assert windows(plan, "thank-introducer") == {"thank-introducer": both}
    thanks = {(one.note.id, str(one.expires)) for one in plan.touchpoints if one.step == "thank-introducer"}
    assert thanks == {("first", "2026-12-20")}
    hired = notes | job("Engineer", "- 2026-12-29 stage hired\n", referred_by='"[[Quinn Hale]]"')
    again = dict.fromkeys(("Omar Aziz", "Quinn Hale"), "12-29 to 01-01")
    assert windows(plan_of(hired, "2026-12-29"), "thank-introducer") == {"thank-introducer": again}


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        ("", {}),
        ("- 2026-11-12 stage references\n", "11-12 to 11-14"),
    ],
    ids=["before the interview", "asked for before it"],
)
def test_references_before_the_interview(plan_of, contact, interview, job, log, expected) -> None:
    """C11: where references are asked for first."""
    notes = contact("Dana Lee") | job("Engineer", log, references='["[[Raj Iyer]]", "[[Uma Vale]]"]')
    notes |= interview("2026-11-17 10:00", "Dana Lee", "[savvy]", job="Engineer")
    table = windows(plan_of(notes, "2026-11-13"), "references")
    assert table == ({"references": dict.fromkeys(("Raj Iyer", "Uma Vale"), expected)} if log else {})


def test_references_once_a_job(plan_of, contact, interview, job) -> None:
    """C11: on the days after the first interview held, whichever systems run, and never again for the second."""
    notes = contact("Dana Lee") | job("Engineer", references='["[[Raj Iyer]]"]', stage="references")
    told = "- 2026-11-18 email [[Raj Iyer]] #references\n"
    notes |= interview("2026-11-17 10:00", "Dana Lee", "[value-pitch]", told, job="Engineer")
    notes |= interview("2026-11-24 10:00", "Dana Lee", "[value-pitch]", id="second", job="Engineer")
    assert windows(plan_of(notes, "2026-11-25"), "references") == {}
    open_still = notes | interview("2026-11-17 10:00", "Dana Lee", "[value-pitch]", job="Engineer")
    assert windows(plan_of(open_still, "2026-11-25"), "references") == {"references": {"Raj Iyer": "11-17 to 11-19"}}


def test_a_word_to_those_met_waits_while_something_is_sold(plan_of, panel) -> None:
    """A2: half a year after the interview, unless a weekly word to Ann is open then."""
    plan = plan_of(panel(), "2026-11-17")
    assert {name(one): str(one.planned) for one in plan.touchpoints if one.step == "stay-in-touch"} == dict.fromkeys(
        ("Ann Bay", "Ben Otto", "Cyn Day", "Dov Eck"), "2027-06-04"
    )
