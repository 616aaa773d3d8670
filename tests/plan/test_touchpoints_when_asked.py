"""Touch-points are made when somebody asks for them: a day shows ten of thousands."""

from datetime import date

from vaultcrm.model import Plan, Touchpoints, ready

PEOPLE = ("Ada Bell", "Cy Dorn", "Eve Fox")


def kept_in_touch(plan_of, contact) -> Plan:
    notes = {}
    for name in PEOPLE:
        notes |= contact(name, log="- 2026-01-10 email: Wrote\n", cadence="1 month")
    return plan_of(notes, "2026-11-18")


def test_only_what_is_wanted_is_made(plan_of, contact) -> None:
    plan = kept_in_touch(plan_of, contact)
    assert len(plan.live) == len(PEOPLE) + 1
    assert [one.step for one in plan.live.where(lambda one: one.step == "follow-up-day")] == ["follow-up-day"]
    assert [one.step for one in plan.touchpoints.outlines if one.made] == ["follow-up-day"]


def test_each_is_made_once(plan_of, contact) -> None:
    plan = kept_in_touch(plan_of, contact)
    assert all(one is other for one, other in zip(plan.live, plan.touchpoints, strict=True))


def test_a_key_finds_its_own(plan_of, contact) -> None:
    plan = kept_in_touch(plan_of, contact)
    for one in plan.live:
        assert one in plan.touchpoints.starting(one.key[:3])
        assert plan.touchpoints.starting(one.key) == (one,)
        assert plan.touchpoints.starting(one.uid) == ()


def test_a_part_is_like_the_whole(plan_of, contact) -> None:
    found = kept_in_touch(plan_of, contact).touchpoints
    assert list(found[1:]) == [found[number] for number in range(1, len(found))]
    assert found[1:] == ready(list(found)[1:])
    assert found != found[1:]
    assert hash(found) == hash(ready(found))
    assert found != tuple(found)
    assert repr(found[:1]) == f"Touchpoints([{found[0]!r}])"


def test_what_is_closed_waits_behind_what_is_live(plan_of, contact, interview) -> None:
    notes = contact("Dana") | interview("2026-09-01 10:00", "Dana", "[impressive]")
    plan = plan_of(notes, "2026-11-18")
    assert isinstance(plan.live, Touchpoints)
    states = [one.state for one in plan.touchpoints]
    assert states[len(plan.live) :] == ["missed"] * (len(states) - len(plan.live))
    assert plan.touchpoints[-1].closed_on < date(2026, 11, 18)


def test_the_names_of_those_without_a_note_are_known_also_of_what_is_over(plan_of, contact, interview) -> None:
    notes = contact("Dana") | interview("2026-09-01 10:00", "Dana, Kim Park", "[impressive]")
    plan = plan_of(notes, "2026-11-18")
    assert all(one.person.name != "Kim Park" for one in plan.live if one.person)
    assert plan.strangers == {"Kim Park"}


def test_on_a_day_what_is_overdue_comes_first_and_what_waits_last(plan_of, contact, interview) -> None:
    notes = contact("Dana") | contact("Ada", next_contact="2026-11-19") | interview("2026-11-12 10:00", "Dana", "[savvy]")
    plan = plan_of(notes, "2026-11-19")
    states = [one.state for one in plan.live if one.planned == plan.today]
    assert states == sorted(states, key=["overdue", "due", "open", "upcoming"].index)
    assert {"overdue", "due"} <= set(states)
