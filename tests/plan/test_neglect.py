"""Days away (row F3), and a vault that nobody looked into for half a year (row A6; overdue, expired, missed)."""

from __future__ import annotations

import pytest

from vaultcrm.model import LIVE, Plan

AWAY = "[[away]]\nfrom = {}\nto = {}\n"


def person(name: str, more: str = "", log: str = "") -> dict[str, str]:
    text = f"---\ntype: contact\nname: {name}\nemail: a@example.com\nphone: '1'\naddress: Here\n{more}---\n\n## Log\n\n{log}"
    return {f"contacts/{name}.md": text}


def talk(day: str, systems: str, log: str = "", who: str = "Dana", job: str = "Staff") -> dict[str, str]:
    head = (
        f"---\ntype: interview\nid: talk-{day}\nstart: {day} 10:00\nduration: 1 hour\ntimezone: America/New_York\njob: {job}\n"
    )
    return {
        f"jobs/{job}.md": f"---\ntype: job\nid: {job.casefold()}\ntitle: {job}\ncompany: Acme\nplaybooks: []\n---\n",
        f"interviews/{day}.md": f"{head}interviewers: [{who}]\nplaybooks: [{systems}]\n---\n\n## Log\n\n{log}",
        **person(who),
    }


def window(plan: Plan, step: str) -> str:
    """``11-27 11-27 12-04 on 11-27 open``: opens, due, expires, planned, state; of the newest round."""
    one = max((one for one in plan.touchpoints if one.step == step), key=lambda one: (one.state in LIVE, one.round or ""))
    moments = [moment.isoformat()[5:10] if moment else "never" for moment in (one.opens, one.due, one.expires)]
    return f"{' '.join(moments)} on {one.planned:%m-%d} {one.state}"


def away(*spans: tuple[str, str]) -> str:
    return "".join(AWAY.format(*span) for span in spans)


@pytest.mark.parametrize(
    ("started", "step", "spans", "today", "expected"),
    [
        ("2026-11-09", "check-in", [("2026-11-20", "2026-11-25")], "2026-11-10", "11-19 11-26 12-11 on 11-19 upcoming"),
        ("2026-11-09", "check-in", [("2026-11-17", "2026-11-20")], "2026-11-10", "11-21 11-21 12-07 on 11-21 upcoming"),
        ("2026-11-09", "check-in", [("2026-11-17", "2026-11-25")], "2026-11-18", "11-26 11-26 12-12 on 11-26 upcoming"),
        ("2026-11-17", "thank-you", [("2026-11-19", "2026-11-25")], "2026-11-18", "11-17 11-17 12-04 on 11-18 overdue"),
        ("2026-11-17", "thank-you", [("2026-11-19", "2026-11-25")], "2026-11-20", "11-17 11-17 12-04 on 11-26 overdue"),
        ("2026-11-17", "thank-you", [("2026-11-19", "2026-11-25")], "2026-12-04", "11-17 11-17 12-04 on 12-04 overdue"),
        ("2026-11-17", "thank-you", [("2026-11-26", "2026-11-29")], "2026-11-28", "11-17 11-17 12-01 on 11-30 overdue"),
        ("2026-11-17", "thank-you", [("2026-11-17", "2026-11-18")], "2026-11-17", "11-19 11-19 11-29 on 11-19 upcoming"),
        ("2026-11-17", "thank-you", [("2026-11-28", "2026-11-30")], "2026-11-29", "11-17 11-17 11-27 on 11-27 missed"),
        (
            "2026-11-09", "check-in",
            [("2026-11-18", "2026-11-20"), ("2026-11-21", "2026-11-22"), ("2026-12-01", "2026-12-02")],
            "2026-11-10", "11-23 11-23 12-11 on 11-23 upcoming",
        ),
    ],
    ids=[
        "due within: 20 to 25 put the 5th of December off by six days", "opens within: two days (19 and 20) are lost",
        "opens and is due within, seen while away", "opened and due before", "the same, seen while away", "and on its last day",
        "expires within: the 27th by four days", "the talk itself was on such a day", "over before",
        "one absence after the other: the 19th to 22nd, and two days in December",
    ],
)  # fmt: skip
def test_windows_around_an_absence(
    plan_of, started: str, step: str, spans: list[tuple[str, str]], today: str, expected: str
) -> None:
    """F3: nothing is planned while away; what was open is open on return; expiry is put off by as many days."""
    assert window(plan_of(talk(started, "savvy"), today, away(*spans)), step) == expected


def test_a_call_after_an_absence_waits_for_a_business_day(plan_of) -> None:
    """F3, B4: Friday 20 to Monday 23 lie in it, the 26th is Thanksgiving."""
    plan = plan_of(talk("2026-11-17", "impressive"), "2026-11-18", away(("2026-11-19", "2026-11-25")))
    assert window(plan, "call-1").startswith("11-27 11-27 ")
    assert window(plan, "call-1").endswith("on 11-27 upcoming")


OFFER = """---
type: job
title: Staff
company: Acme
decide_by: 2026-11-30
---

## Log

- 2026-11-20 stage offer
"""


@pytest.mark.parametrize(
    ("spans", "today", "expected"),
    [
        (("2026-11-16", "2026-11-16"), "2026-11-13", "11-17 11-17 11-17 on 11-17 upcoming"),
        (("2026-11-16", "2026-11-20"), "2026-11-13", "11-15 11-15 11-17 on 11-15 upcoming"),
        (("2026-11-14", "2026-11-17"), "2026-11-13", "11-13 11-13 11-17 on 11-13 due"),
        (("2026-11-16", "2026-11-20"), "2026-11-16", "11-15 11-15 11-17 on 11-16 overdue"),
        (("2026-11-16", "2026-11-20"), "2026-11-21", "11-15 11-15 11-17 on 11-17 missed"),
    ],
    ids=[
        "back on the day of the talk",
        "gone by then: before leaving",
        "the weekend too",
        "left without: today, not once home",
        "nobody prepares for what is over",
    ],
)
def test_a_talk_does_not_wait_for_a_return(plan_of, spans: tuple[str, str], today: str, expected: str) -> None:
    """F3, B2: the talk on the 17th takes place, so what is to be done before it is not put off beyond it."""
    plan = plan_of(talk("2026-11-17", "impressive"), today, away(spans))
    assert window(plan, "prepare") == expected


def test_what_was_done_before_leaving_is_done(plan_of) -> None:
    """F3, B2: prepared on Thursday the 5th, twelve days ahead, without a tag."""
    plan = plan_of(
        talk("2026-11-17", "impressive", "- 2026-11-05 did: read their papers\n"),
        "2026-11-17",
        away(("2026-11-06", "2026-11-20")),
    )
    assert window(plan, "prepare").endswith("on 11-05 done")


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        (("2026-11-28", "2026-11-28"), "11-29 11-30 11-30 on 11-29 upcoming"),
        (("2026-11-29", "2026-12-02"), "11-28 11-28 11-30 on 11-28 upcoming"),
        (("2026-11-27", "2026-12-02"), "11-26 11-26 11-30 on 11-26 upcoming"),
        (("2026-11-27", "2026-11-29"), "11-30 11-30 11-30 on 11-30 upcoming"),
    ],
    ids=["its first day is lost", "it is due within", "it lies within: before leaving", "back on the last day"],
)
def test_an_offer_does_not_wait_for_a_return(plan_of, spans: tuple[str, str], expected: str) -> None:
    """F2, F3: they want to know by the 30th, wherever one is; no later day is ever said."""
    assert window(plan_of({"jobs/Staff.md": OFFER}, "2026-11-20", away(spans)), "decide") == expected


@pytest.mark.parametrize("today", ["2026-11-27", "2026-11-30"])
def test_an_offer_that_was_not_decided_before_leaving_is_for_today(plan_of, today: str) -> None:
    """F2, F3: away until the 2nd of December, when it is too late."""
    plan = plan_of({"jobs/Staff.md": OFFER}, today, away(("2026-11-27", "2026-12-02")))
    assert window(plan, "decide") == f"11-26 11-26 11-30 on {today[5:]} overdue"


@pytest.mark.parametrize(
    ("until", "expected"),
    [("2026-11-17", "11-17 11-17 11-17 on 11-17 missed"), ("2026-11-19", "11-19 11-19 11-20 on 11-19 upcoming")],
    ids=["to the day of the talk, which ends it", "beyond it, by one's own hand"],
)
def test_what_is_snoozed_up_to_a_talk_ends_with_it(plan_of, until: str, expected: str) -> None:
    """B2: seen on the day after the talk."""
    notes = talk("2026-11-17", "impressive", f"- 2026-11-16 snoozed #prepare until {until}\n")
    assert window(plan_of(notes, "2026-11-18"), "prepare") == expected


WRITTEN = "- 2026-11-09 call [[Dana]] #call\n- 2026-11-10 letter [[Dana]] #letter\n"


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2026-11-18", "11-17 11-17 12-06 on 11-18 overdue"),
        ("2026-11-24", "11-17 11-17 12-06 on 12-01 overdue"),
        ("2026-12-01", "11-17 11-17 12-06 on 12-01 overdue"),
        ("2026-12-06", "12-07 12-07 12-14 on 12-07 upcoming"),
    ],
    ids=["before", "while away", "on return it is still the first", "then the second, which is a call: on Monday"],
)
def test_a_weekly_word_is_not_missed_while_away(plan_of, today: str, expected: str) -> None:
    """F3, C6: away from the 19th to the 30th, twelve days; the next would have opened on the 24th."""
    notes = talk("2026-11-02", "persistent", WRITTEN)
    plan = plan_of(notes, today, away(("2026-11-19", "2026-11-30")))
    assert window(plan, "weekly") == expected
    assert not any(one.state == "missed" and one.step == "weekly" for one in plan.touchpoints) or today == "2026-12-06"


def test_a_follow_up_day_within_an_absence_is_later(plan_of) -> None:
    """A4, F3: Friday 4 December is away, back on Monday 7."""
    plan = plan_of(person("Ann", "cadence: 1 month\n", "- 2026-10-20 met\n"), "2026-11-10", away(("2026-12-01", "2026-12-06")))
    assert window(plan, "stay-in-touch").endswith("on 12-07 upcoming")
    assert window(plan, "follow-up-day").endswith("on 12-07 upcoming")


@pytest.mark.parametrize(
    ("more", "log", "step"),
    [
        ("next_contact: 2026-12-02\n", "", "next-contact"),
        ("birthday: 12-02\n", "", "birthday"),
        ("cadence: 6 months\n", "- 2026-11-01 met\n- 2026-11-02 snoozed #stay-in-touch until 2026-12-02\n", "stay-in-touch"),
        ("", "- [ ] Send the book 2026-12-02\n", "promise"),
    ],
)
def test_what_has_a_day_of_its_own_waits_for_the_return(plan_of, more: str, log: str, step: str) -> None:
    """F3: on return it is due, not overdue."""
    spans = "birthdays = true\n" + away(("2026-12-01", "2026-12-10"))
    for today in ("2026-11-10", "2026-12-05"):
        assert window(plan_of(person("Ann", more, log), today, spans), step).endswith("on 12-11 upcoming")
    assert window(plan_of(person("Ann", more, log), "2026-12-11", spans), step).endswith("on 12-11 due")


def test_a_birthday_within_an_absence_can_be_wished_on_return(plan_of) -> None:
    """F3: the three days come after the return: the 5th, and the nine days of the absence that were lost."""
    spans = "birthdays = true\n" + away(("2026-12-01", "2026-12-10"))
    expected = "12-11 12-11 12-14 on 12-14 overdue"
    assert window(plan_of(person("Ann", "birthday: 12-02\n"), "2026-12-14", spans), "birthday") == expected


def neglected() -> dict[str, str]:
    """A lively spring: three jobs with all systems, an informational talk, forty people with a cadence; then nothing."""
    notes = {"search.md": "---\ntype: search\nstatus: active\n---\n"}
    for number, who in enumerate(("Dana", "Sam", "Ruth"), 1):
        notes |= talk(
            f"2026-05-{10 + number}", "savvy, value-pitch, impressive, persistent, stay-in-touch", who=who, job=f"Job {number}"
        )
    notes |= talk("2026-05-20", "stay-in-touch", who="Olga")
    for number in range(40):
        notes |= person(f"Person {number:02}", "cadence: 2 months\n", f"- 2026-0{1 + number % 5}-10 met\n")
    return notes


def test_half_a_year_later_the_agenda_is_short(plan_of) -> None:
    """A6, D6: nothing recurrent has piled up, what expired is one number, and a follow-up day holds no more than it holds."""
    plan = plan_of(neglected(), "2026-11-20", "[follow-up]\nper-day = 5\n")
    live = [one for one in plan.touchpoints if one.state in LIVE]
    now = [one for one in live if one.planned <= plan.today]
    assert len(now) <= 6
    assert len({(one.note.id, one.step, one.person) for one in live}) == len(live)
    keeping = [one for one in live if one.step == "stay-in-touch"]
    assert len({one.person for one in keeping}) == len(keeping) == 44
    assert sorted(one.planned.isoformat() for one in keeping)[:6] == ["2026-12-04"] * 5 + ["2027-01-04"]
    assert plan.missed == sum(
        one.state == "missed" and (plan.today - one.closed_on).days < 30 for one in plan.touchpoints if one.closed_on
    )


def test_the_longest_silence_comes_first(plan_of) -> None:
    """A6: eight people were last met in January, eight in February; five find room on a day."""
    plan = plan_of(neglected(), "2026-11-20", "[follow-up]\nper-day = 5\n")
    found: dict[str, list[int]] = {}
    for one in plan.touchpoints:
        if one.step == "stay-in-touch" and one.person and one.person.name.startswith("Person"):
            found.setdefault(one.planned.isoformat(), []).append(1 + int(one.person.name[-2:]) % 5)
    assert {day: sorted(found[day]) for day in sorted(found)[:3]} == {
        "2026-12-04": [1, 1, 1, 1, 1],
        "2027-01-04": [1, 1, 1, 2, 2],
        "2027-02-05": [2, 2, 2, 2, 2],
    }
