"""Windows and days of many vaults, worked out a second time as one would with a calendar and a pencil."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays
import pytest

from vaultcrm.model import LIVE

ZONES = {
    "US": "America/New_York",
    "DE-BE": "Europe/Berlin",
    "IN": "Asia/Kolkata",
    "NZ": "Pacific/Auckland",
    "GB": "Europe/London",
}
SYSTEMS = ["impressive", "persistent", "savvy", "stay-in-touch", "value-pitch"]
PROMPT = ("thank-you", "card", "pitch", "linkedin")
DAY = timedelta(days=1)


def calendar_of(country: str):
    code, _, region = country.partition("-")
    return holidays.country_holidays(code, subdiv=region or None, years=range(2026, 2030))


FREE = {country: calendar_of(country) for country in ZONES}


def works(day: date, country: str) -> bool:
    return day.weekday() < 5 and day not in FREE[country]


def working(day: date, country: str) -> date:
    while not works(day, country):
        day += DAY
    return day


def business(day: date, count: int, country: str) -> date:
    for _ in range(count):
        day = working(day + DAY, country)
    return day


def first_call(day: date, country: str) -> tuple[date, date, date]:
    """Both systems' first calls as one: the later opening, the earlier due day, or the earlier window; the earlier expiry."""
    impressive = business(day, 3, country), business(day, 4, country)
    persistent = working(day + 5 * DAY, country), working(day + 7 * DAY, country)
    opens, due = max(impressive[0], persistent[0]), min(impressive[1], persistent[1])
    if opens > due:
        opens, due = min(impressive, persistent, key=lambda window: (window[1], window[0]))
    return opens, due, min(business(window[1], 5, country) for window in (impressive, persistent))


def on_paper(day: date, end: datetime, answer: int | None, country: str) -> dict[str, tuple]:
    """opens, due and expires of each step of all five systems, nothing being done yet."""
    opens, call, given_up = first_call(day, country)
    letter, second = working(call + 3 * DAY, country), working(call + 4 * DAY, country)
    said = 7 if answer is None else answer
    wait = max(-(-10 * said // 7), said + 2) * DAY
    later = (end.astimezone(UTC) + timedelta(hours=48)).astimezone(end.tzinfo)
    return {
        "thank-you": (day, day, day + 10 * DAY),
        "card": (working(day, country), business(day, 1, country), business(day, 1, country) + 10 * DAY),
        "pitch": (datetime.combine(day + DAY, time(8), end.tzinfo), later, later.date() + 5 * DAY),
        "call-1": (opens, call, given_up),
        "letter": (call, letter, letter + 14 * DAY),
        "call-2": (working(call + 3 * DAY, country), second, business(second, 5, country)),
        "check-in": (day + wait, day + wait + 2 * DAY, day + wait + 16 * DAY),
    }


def test_every_window_of_all_five_systems(plan_of, contact, interview) -> None:
    """A1, B3 to B5, C3 to C5, D5, E1: 120 interviews at all hours of 17 months, people of five countries, all five systems."""
    chance, notes, expected = random.Random(17), {}, {}
    for number in range(120):
        country, place = chance.choice(list(ZONES)), chance.choice(list(ZONES.values()))
        start = datetime(2027, 1, 1, chance.randint(0, 23), chance.choice([0, 30])) + chance.randint(0, 500) * DAY
        answer = chance.choice([None, None, chance.randint(0, 40)])
        said = {} if answer is None else {"answer_by": start.date() + answer * DAY}
        notes |= contact(f"Person {number}", country=country)
        notes |= interview(f"{start:%Y-%m-%d %H:%M}", f"Person {number}", f"[{', '.join(SYSTEMS)}]", id=f"i{number}",
                           timezone=place, company="", **said)  # fmt: skip
        end = (start + timedelta(hours=1)).replace(tzinfo=ZoneInfo(place))
        expected |= {(f"i{number}", step): window for step, window in on_paper(start.date(), end, answer, country).items()}
    plan = plan_of(notes, "2026-12-01")
    found = {(one.note.id, one.step): (one.opens, one.due, one.expires) for one in plan.touchpoints}
    assert {key: found[key] for key in expected} == expected


@pytest.mark.parametrize("seed", range(8))
def test_every_day_that_is_given_out(plan_of, contact, interview, job, seed: int) -> None:
    """A6, F4: in the order of due, opens, identity: two days apart, three a company, else the emptiest day of the window."""
    chance = random.Random(seed)
    people = {f"Person {number}": chance.choice(["US", "DE-BE"]) for number in range(6)}
    began, notes = date(2026, 11, 1) + chance.randint(0, 60) * DAY, {}
    for name, country in people.items():
        notes |= contact(name, country=country, linkedin_ok="true")
    for number in range(3):
        company, start = chance.choice(["Acme", "Bolt"]), began + chance.randint(0, 12) * DAY
        notes |= job(f"Job {number}", company=company)
        notes |= interview(f"{start} 10:00", ", ".join(chance.sample(list(people), chance.randint(1, 5))),
                           f"[{', '.join(chance.sample(SYSTEMS, chance.randint(1, 5)))}]", id=f"i{number}", company=company,
                           job=f"Job {number}", body="\n## Requirement I did not meet\n\nPatience\n")  # fmt: skip
    today = began + chance.randint(0, 20) * DAY
    _compare([one for one in plan_of(notes, str(today)).touchpoints if one.state in LIVE], today, people)


def _compare(live, today: date, people: dict[str, str]) -> None:
    touches: list[tuple[str, str | None, date]] = []
    for one in sorted(live, key=lambda one: (_day(one.due), _day(one.opens), one.uid)):
        name = one.person.name if one.person else ""
        if one.step not in ("stay-in-touch", "follow-up-day"):
            assert one.planned == _given(one, name, today, people.get(name, "US"), touches), (one.step, name)
            assert bool(one.moved) == (one.planned != _day(one.opens))
        if name:
            touches.append((name, one.company, one.planned))


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _given(one, name: str, today: date, country: str, touches) -> date:
    strict = bool(name) and one.via in ("phone", "post")
    first = max(_day(one.opens), today)
    first = working(first, country) if strict else first
    if not name or one.step in PROMPT or one.state == "overdue":
        return first
    days = [first + number * DAY for number in range((_day(one.due) - first).days + 1)]
    days = [day for day in days if not strict or works(day, country)]

    def full(day: date) -> int:
        return sum((company, on) == (one.company, day) for _, company, on in touches)

    free = [day for day in days if full(day) < 3 and all(abs((day - on).days) >= 2 for who, _, on in touches if who == name)]
    return free[0] if free else min(days, key=lambda day: (full(day), day), default=first)
