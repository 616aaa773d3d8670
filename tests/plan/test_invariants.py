"""What holds of every plan, whatever the vault (issue: invariants; rows A6, C12, E3, E6, F3)."""

from __future__ import annotations

import os
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vaultcrm.dates import is_business_day
from vaultcrm.model import LIVE, Plan, Touchpoint, Vault
from vaultcrm.plan import make_plan
from vaultcrm.vault import load_vault
from vaultcrm.vault.holidays import PublicHolidays

HOLIDAYS = PublicHolidays()
START = date(2026, 11, 2)
SYSTEMS = ("stay-in-touch", "impressive", "persistent", "savvy", "value-pitch")
NAMES = ("Ann", "Bea", "Cleo", "Dov")
SETTINGS = (
    'format = 1\nvault = "test"\ntimezone = "America/New_York"\ncountry = "US"\nbirthdays = true\n[follow-up]\nper-day = {}\n'
)
TAGS = (
    "thank-you",
    "card",
    "pitch",
    "call-1",
    "call-2",
    "call-3",
    "call",
    "letter",
    "weekly",
    "check-in",
    "linkedin",
    "stay-in-touch",
)
VERBS = ("email", "call", "voicemail", "card", "letter", "email from", "no-answer", "skipped", "snoozed", "met")

quick = settings(max_examples=25, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))


@dataclass(frozen=True)
class Note:
    """A note as its parts, so that they can be put into another order."""

    path: str
    keys: tuple[str, ...]
    body: str = ""
    log: tuple[str, ...] = ()

    def text(self) -> str:
        return "\n".join(("---", *self.keys, "---", "", self.body, "## Log", "", *self.log, ""))


def _day(offset: int) -> str:
    return (START + timedelta(days=offset)).isoformat()


@st.composite
def log_lines(draw: st.DrawFn, most: int = 6) -> tuple[str, ...]:
    lines = []
    for _ in range(draw(st.integers(0, most))):
        verb, who = draw(st.sampled_from(VERBS)), draw(st.sampled_from(NAMES))
        tag = draw(st.sampled_from(TAGS)) if verb in ("skipped", "snoozed") or draw(st.booleans()) else ""
        offset = draw(st.integers(-2, 50))
        until = f" until {_day(offset + draw(st.integers(1, 12)))}" if verb == "snoozed" else ""
        lines.append(f"- {_day(offset)} {verb} [[{who}]]{f' #{tag}' if tag else ''}{until}")
    return tuple(lines)


@st.composite
def interviews(draw: st.DrawFn, number: int) -> Note:
    start = f"{_day(draw(st.integers(-3, 25)))} {draw(st.sampled_from(('09:00', '14:30', '23:30')))}"
    people = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique=True))
    systems = draw(st.lists(st.sampled_from(SYSTEMS), max_size=5, unique=True))
    keys = [
        "type: interview", f"id: talk-{number}", f"start: {start}", "timezone: America/New_York", "company: Acme",
        f"interviewers: [{', '.join(people)}]", f"playbooks: [{', '.join(systems)}]",
    ]  # fmt: skip
    for key, values in (
        ("job", ("Staff", "Staff", "")), ("verdict", ("", "", "keen", "not-a-fit")), ("went", ("", "", "well", "badly")),
        ("status", ("", "", "", "cancelled")), ("answer_by", ("", "2 weeks", "2026-11-20")),
    ):  # fmt: skip
        if value := draw(st.sampled_from(values)):
            keys.append(f"{key}: {value}")
    body = draw(st.sampled_from(("", "## Requirement I did not meet\n\nRust\n", "## Topics\n\nBees\n")))
    return Note(f"interviews/talk-{number}.md", tuple(keys), body, draw(log_lines()))


@st.composite
def vaults(draw: st.DrawFn) -> tuple[Note, ...]:
    notes = [Note("search.md", ("type: search", "status: active"))]
    for name in NAMES:
        extra = draw(
            st.sampled_from(((), ("linkedin_ok: true",), ("cadence: 1 month",), ("prefers: phone", "birthday: 11-20")))
        )
        keys = ("type: contact", f"id: c-{name.casefold()}", f"name: {name}", "address: Here", *extra)
        notes.append(Note(f"contacts/{name}.md", keys, "", draw(log_lines(2))))
    stage = draw(st.sampled_from(("interviewing", "interviewing", "offer", "rejected", "hired")))
    roles = draw(
        st.sampled_from(((), ("hr: Dov",), ("hiring_manager: Bea",), ("hr: Dov", "hiring_manager: Ann", "references: [Cleo]")))
    )
    job = ("type: job", "id: staff", "title: Staff", "company: Acme", f"stage: {stage}", f"applied: {_day(-12)}", *roles)
    notes.append(Note("jobs/Staff.md", job, "", draw(log_lines(2))))
    return (*notes, *(draw(interviews(number)) for number in range(draw(st.integers(1, 2)))))


todays = st.integers(-2, 60).map(lambda offset: START + timedelta(days=offset))


def load(notes: tuple[Note, ...], more: str = "", room: int = 2) -> Vault:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "vaultcrm.toml").write_text(SETTINGS.format(room) + more, encoding="utf-8")
        for note in notes:
            (root / note.path).parent.mkdir(exist_ok=True)
            (root / note.path).write_text(note.text(), encoding="utf-8")
        vault = load_vault(root)
        make_plan(vault, START, HOLIDAYS)
        return vault


def plan(vault: Vault, today: date) -> Plan:
    return make_plan(vault, today, HOLIDAYS)


def shown(one: Touchpoint) -> tuple[object, ...]:
    """What of a touch-point the user sees, apart from the notes' paths."""
    return (one.uid, one.step, one.person, one.opens, one.due, one.expires, one.planned, one.state, one.tentative, one.round,
            one.systems, one.rows, one.missing, one.moved, one.closed_on, one.via)  # fmt: skip


def live(of: Plan) -> list[Touchpoint]:
    return [one for one in of.touchpoints if one.state in LIVE]


@given(vaults(), todays, st.randoms(use_true_random=False))
@quick
def test_the_order_of_files_keys_and_lines_changes_nothing(notes: tuple[Note, ...], today: date, chance: random.Random) -> None:
    def shuffled(note: Note) -> Note:
        keys, log = list(note.keys), list(note.log)
        chance.shuffle(keys)
        chance.shuffle(log)
        path = note.path if note.path == "search.md" else note.path.replace("/", f"/{chance.randrange(100):02} ")
        return replace(note, path=path, keys=tuple(keys), log=tuple(log))

    # A job is named by its file.
    other = tuple(note if note.path.startswith("jobs/") else shuffled(note) for note in notes)
    seen = [[shown(one) for one in plan(load(order), today).touchpoints] for order in (notes, other)]
    assert seen[0] == seen[1]


@contextmanager
def _clock_in(zone: str) -> Iterator[None]:
    before = os.environ.get("TZ")
    os.environ["TZ"] = zone
    time.tzset()
    try:
        yield
    finally:
        os.environ.pop("TZ")
        os.environ.update({"TZ": before} if before else {})
        time.tzset()


@given(vaults(), todays)
@settings(quick, max_examples=10)
def test_the_machines_clock_has_no_part_in_it(notes: tuple[Note, ...], today: date) -> None:
    seen = []
    for zone in ("Pacific/Kiritimati", "America/Los_Angeles"):
        with _clock_in(zone):
            seen.append(plan(load(notes), today))
    assert seen[0] == seen[1]


@given(vaults(), todays)
@quick
def test_no_two_touch_points_have_one_identity(notes: tuple[Note, ...], today: date) -> None:
    found = plan(load(notes), today).touchpoints
    assert [uid for uid, times in Counter(one.uid for one in found).items() if times > 1] == []
    assert len({one.key for one in found}) == len(found)


@given(vaults(), todays)
@quick
def test_every_interviewer_is_appreciated_exactly_once(notes: tuple[Note, ...], today: date) -> None:
    """C12, E3, E6: a thank-you, a decline or a plain appreciation; the pitch where nothing else asks for a thank-you."""
    vault = load(notes)
    found = plan(vault, today).touchpoints
    for interview in vault.interviews:
        if interview.status == "cancelled" or interview.end.date() > today:
            continue
        for ref in interview.interviewers:
            theirs = [one for one in found if one.note.id == interview.id and one.person and one.person.name == ref.name]
            thanks = [one for one in theirs if one.act == "thank-you"] or [one for one in theirs if one.step == "pitch"]
            assert thanks, (interview.id, ref.name)
            assert sum(one.state in LIVE for one in thanks) <= 1, (interview.id, ref.name)


@given(vaults(), todays, st.integers(1, 40))
@quick
def test_what_is_done_never_comes_back(notes: tuple[Note, ...], today: date, later: int) -> None:
    vault = load(notes)
    done = {one.uid for one in plan(vault, today).touchpoints if one.state == "done"}
    assert done & {one.uid for one in live(plan(vault, today + timedelta(days=later)))} == set()


UNRELATED = (
    Note("contacts/Zoe.md", ("type: contact", "id: zoe", "name: Zoe"), "", ("- 2026-11-03 email [[Zoe]]",)),
    Note(
        "jobs/Baker.md",
        ("type: job", "id: baker", "title: Baker", "company: Crumb", "stage: lead"),
        "",
        ("- 2026-11-03 stage lead",),
    ),
    Note(
        "interviews/baker.md",
        (
            "type: interview",
            "id: bakers",
            "start: 2026-11-03 10:00",
            "timezone: America/New_York",
            "interviewers: [Zoe]",
            "job: Baker",
        ),
    ),
)


@given(vaults(), todays)
@quick
def test_an_unrelated_note_moves_nobody(notes: tuple[Note, ...], today: date) -> None:
    own = {note.path for note in notes} - {"search.md"}
    alone, together = (plan(load((*notes, *more)), today) for more in ((), UNRELATED))
    others = {shown(one) for one in together.touchpoints if one.note.path in own and one.step != "tell"}
    assert {shown(one) for one in alone.touchpoints if one.note.path in own and one.step != "tell"} == others


AWAY = "[[away]]\nfrom = 2026-11-18\nto = 2026-11-22\n[[away]]\nfrom = 2026-12-24\nto = 2027-01-01\n"
ABSENT = {START + timedelta(days=number) for number in (*range(16, 21), *range(52, 61))}


@given(vaults(), todays, st.sampled_from(("", AWAY)))
@quick
def test_every_day_lies_in_its_window(notes: tuple[Note, ...], today: date, away: str) -> None:
    """Windows never move: within opening and due day, unless overdue, away, or not a business day; never before today."""
    absent = ABSENT if away else set()
    for one in live(plan(load(notes, away), today)):
        assert one.planned >= today
        cannot_wait = one.step in ("prepare", "decide") and one.state == "overdue"
        assert one.planned not in absent or (cannot_wait and one.planned == today), shown(one)
        if one.via in ("phone", "post"):
            assert is_business_day(one.planned, HOLIDAYS, "US"), shown(one)
        if one.state == "overdue" or one.step == "stay-in-touch":
            continue
        opens, due = one.opens.isoformat()[:10], one.due.isoformat()[:10]
        first = max(date.fromisoformat(opens), today)
        squeezed = any(first + timedelta(days=number) in absent for number in range(3)) or (
            one.tentative and today.isoformat() > due
        )
        assert opens <= one.planned.isoformat() <= due or squeezed, shown(one)


def _crowded(one: Touchpoint, others: list[Touchpoint], made: dict[str, list[date]], day: date) -> bool:
    """Whether ``day`` was no free day for ``one``: somebody else's touch is too near, or the company has three."""
    same = [other.planned for other in others if other.uid != one.uid and other.person == one.person and one.person]
    near = any(abs((planned - day).days) < 2 for planned in (*same, *made[one.person.name if one.person else ""]))
    company = sum(other.company == one.company and other.planned == day and other.person is not None for other in others)
    return near or company >= 3


@given(vaults())
@settings(quick, max_examples=12)
def test_sixty_days_with_nothing_changed_move_nothing_that_need_not_move(notes: tuple[Note, ...]) -> None:
    """A day moves only when it has passed, or when what was overdue or given up left another day to it."""
    early = tuple(replace(note, log=tuple(line for line in note.log if line[2:12] <= "2026-11-10")) for note in notes)
    vault = load(early)
    before: dict[str, Touchpoint] = {}
    listed: list[Touchpoint] = []
    made: dict[str, list[date]] = defaultdict(list)
    for offset in range(8, 68):
        today = START + timedelta(days=offset)
        now = live(plan(vault, today))
        for one in now:
            old = before.get(one.uid)
            same = old and (old.opens, old.due, old.tentative) == (one.opens, one.due, one.tentative)
            if not old or not same or old.planned < today or old.planned == one.planned:
                continue
            explained = one.step in ("stay-in-touch", "follow-up-day", "keep-searching")
            assert explained or _crowded(one, now, made, old.planned) or _crowded(old, listed, made, one.planned), (
                shown(old),
                shown(one),
            )
        before, listed = {one.uid: one for one in now}, now


def test_first_dues_wait_for_their_follow_up_day() -> None:
    """F6: forty people never spoken to; while nothing happens, each stays on the day that was given, until that has passed."""
    people = tuple(
        Note(f"contacts/p{n}.md", ("type: contact", f"name: P{n}", f"cadence: {1 + n % 12} months")) for n in range(40)
    )
    vault = load(people, "day = 12\n", room=40)
    given_day: dict[str, date] = {}
    for offset in range(120):
        today = START + timedelta(days=offset)
        for one in live(plan(vault, today)):
            if one.person:
                old = given_day.get(one.uid)
                assert old is None or old < today or old == one.planned
                given_day[one.uid] = one.planned
