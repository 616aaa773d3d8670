"""A small search in which one thing changes at a time: only that is made anew, and all is as if planned from nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from functools import partial

import pytest

from vaultcrm.plan import make_plan
from vaultcrm.plan.again import Kept, again, keep
from vaultcrm.plan.frozen import back, plain
from vaultcrm.plan.pieces import NOTHING, Pieces
from vaultcrm.plan.put import frame_of, put_together
from vaultcrm.plan.rulebook import Rulebook, read_rules
from vaultcrm.plan.windows import Window
from vaultcrm.plan.world import read_world
from vaultcrm.vault import load_vault
from vaultcrm.vault.changes import changed_notes
from vaultcrm.vault.holidays import PublicHolidays
from vaultcrm.vault.part import part_of

HOLIDAYS = PublicHolidays()
TODAY = date(2026, 11, 18)
ENGINEER, ANALYST, SEARCH = "jobs/Engineer.md", "jobs/Analyst.md", "search.md"
TALK, CHAT, OLD = "interviews/talk.md", "interviews/chat.md", "interviews/old.md"
DANA, SAM, KIM, OMAR, ZOE, YAN = (f"contacts/{name}.md" for name in ("Dana", "Sam", "Kim", "Omar", "Zoe", "Yan"))


@pytest.fixture
def search(contact, interview, job):
    """Dana, whom Omar introduced, and Sam talked for a job at Acme, where Pat is HR; Kim, in another circle, over coffee.

    Long ago Dana had talked with the user for somebody else.
    """
    notes = contact("Dana", "- 2026-11-12 email\n", introduced_by='"[[Omar]]"') | contact("Sam") | contact("Pat")
    notes |= contact("Kim", "- 2026-10-01 met\n", cadence="1 month") | contact("Omar", cadence="1 year", met="2025-12-02")
    notes |= contact("Zoe", "- 2026-11-17 met\n") | contact("Yan", birthday="11-20")
    notes |= job("Engineer", "- 2026-11-02 stage applied\n", hr='"[[Pat]]"', stage="interviewing")
    notes |= job("Analyst", applied="2026-11-09", stage="applied", hr='"[[Xenia]]"', company="Bolt")
    notes |= interview("2026-11-17 14:00", "Dana, Sam", "[impressive, value-pitch]", job="Engineer")
    notes |= interview("2026-11-12 10:00", "Kim", "[stay-in-touch]", id="chat", company="Cove")
    notes |= interview("2024-05-02 10:00", "Dana", "[savvy]", id="old", company="Old & Sons")
    return notes | {"search.md": "---\ntype: search\nstatus: active\n---\n"}


@pytest.fixture
def after(tmp_path, plan_of, search):
    """``after({path: text or None}, day)``: what was kept before, what is kept now, and the vault; both ways agree."""

    def make(edits, today=TODAY, more=None):
        root, settings = tmp_path / "vault", "birthdays = true\n"
        plan_of(search | (more or {}), TODAY.isoformat(), settings)
        vault = load_vault(root)
        before = keep(read_world(vault, TODAY, HOLIDAYS))
        for path, edit in edits.items():
            (root / path).parent.mkdir(exist_ok=True)
            text = edit((root / path).read_text("utf-8") if (root / path).exists() else "")
            (root / path).write_text(text, "utf-8") if text else (root / path).unlink()
        vault, changed = (now := load_vault(root)), changed_notes(vault, now)
        found = again(before, changed, partial(part_of, vault), today, HOLIDAYS)
        assert found is not None
        rules = read_rules(vault)
        frame = frame_of(found.pieces, vault.settings, vault.search, rules, today, HOLIDAYS)
        assert put_together(found.pieces, frame) == make_plan(vault, today, HOLIDAYS)
        assert standing(found) == standing(keep(read_world(vault, today, HOLIDAYS)))
        thawed = back(plain(found, rules), rules)
        assert (thawed.day, thawed.pieces, thawed.homes) == (found.day, found.pieces, found.homes)
        assert as_sets(thawed.named) == as_sets(found.named)
        for key, case in thawed.pieces.cases.items():
            closed = found.pieces.cases[key].closed
            assert ([*case.closed], {case.closed: key}[case.closed]) == ([*closed], key)
            assert case.closed != (*closed, key)
        return before, found

    return make


def standing(kept):
    """What is kept, but for touches, which are left behind as the days go by."""
    notes = {path: piece._replace(touches=()) for path, piece in kept.pieces.notes.items()}
    own = {path: piece for path, piece in notes.items() if piece != NOTHING}
    return kept.pieces.cases, own, kept.pieces.begun, as_sets(kept.named), kept.homes


def as_sets(named):
    return {path: set(people) for path, people in named.items()}


def made(before, found):
    """The cases and the notes whose pieces are not those of before."""
    pairs = (before.pieces.cases, found.pieces.cases), (before.pieces.notes, found.pieces.notes)
    return [sorted(key for key in {*one, *other} if one.get(key) is not other.get(key)) for one, other in pairs]


def added(text):
    """An edit that adds a line at the end, where the log is."""
    return lambda before: f"{before}\n{text}\n"


def keyed(line):
    """An edit that adds a key."""
    return lambda before: before.replace("---\n", f"---\n{line}\n", 1)


def removed(before):
    return ""


NEXT = "---\ntype: interview\nid: next\nstart: 2026-11-24 10:00\njob: '[[Engineer]]'\ninterviewers: ['[[Dana]]']\n---\n"
NOBODY = "---\ntype: interview\nid: none\nstart: 2026-11-16 10:00\n---\n"
XENIA = "---\ntype: contact\nname: Xenia\n---\n"
COMPANY = "---\ntype: company\n---\n\n## Log\n\n- 2026-11-18 email from [[Dana]]\n"
LATER = "---\ntype: contact\nname: {}\nintroduced_by: '[[{}]]'\n---\n"


@pytest.mark.parametrize(
    ("edits", "cases", "notes"),
    [
        ({ZOE: added("- 2026-11-18 call")}, [], [ZOE]),
        ({SAM: added("- 2026-11-18 email")}, [ENGINEER], [SAM]),
        ({KIM: added("- 2026-11-18 call")}, [CHAT], [KIM]),
        ({TALK: added("- 2026-11-18 email [[Dana]] #thank-you")}, [OLD, ENGINEER], [TALK]),
        ({TALK: keyed("verdict: not-a-fit")}, [OLD, ENGINEER], []),
        ({ANALYST: added("- 2026-11-18 stage rejected")}, [ANALYST], []),
        ({ENGINEER: added("- 2026-11-18 stage offer")}, [ANALYST, ENGINEER], []),
        ({ANALYST: keyed("referred_by: '[[Kim]]'")}, [CHAT, ANALYST], [KIM]),
        ({ENGINEER: keyed("references: ['[[Zoe]]', '[[Nobody]]']")}, [ENGINEER], [ZOE]),
        ({"interviews/next.md": added(NEXT)}, [OLD, ENGINEER], [DANA]),
        ({"interviews/none.md": added(NOBODY)}, ["interviews/none.md"], []),
        ({"contacts/Xenia.md": added(XENIA)}, [ANALYST], []),
        ({YAN: keyed("introduced_by: '[[Omar]]'")}, [OLD, ENGINEER], [OMAR, YAN]),
        ({"companies/Acme.md": added(COMPANY)}, [OLD, ENGINEER], []),
        ({SEARCH: added("- [ ] Send [[Kim]] the list 2026-11-20")}, [CHAT], [KIM, SEARCH]),
        ({ZOE: added("- 2026-11-18 email [[Dana]], [[Kim]] #thank-you")}, [CHAT, OLD, ENGINEER], [KIM, ZOE]),
        ({ZOE: removed}, [], [ZOE]),
        ({DANA: removed}, [OLD, ENGINEER], [OMAR]),
        ({TALK: removed}, [OLD, ENGINEER], []),
        ({ENGINEER: removed}, [OLD, TALK, ENGINEER], []),
        ({DANA: keyed("aliases: [Xenia]")}, [OLD, ANALYST, ENGINEER], [OMAR]),
        ({SAM: lambda text: text.replace("name: Sam", "name: Samuel")}, [OLD, ENGINEER], []),
    ],
    ids=[
        "a line of somebody who is in no case", "a line of an interviewer", "a line of somebody in another circle",
        "a thank-you", "a verdict", "another job has ended", "an offer, which concerns the other job",
        "somebody is in two circles now", "references, one without a note", "the second interview", "a talk with nobody",
        "somebody gets a note",
        "an introducer",
        "a company's log", "a promise", "a line about two circles", "somebody in no case is gone",
        "an interviewer's note is gone", "the talk is gone", "the job is gone", "one who is known by another's name", "a name",
    ],
)  # fmt: skip
def test_only_what_can_be_another_is_made_anew(after, edits, cases, notes) -> None:
    assert made(*after(edits)) == [cases, notes]


@pytest.mark.parametrize(
    ("day", "cases", "notes"),
    [("2026-11-18", [], []), ("2026-11-19", [], []), ("2026-11-24", [CHAT, ANALYST, ENGINEER], [YAN])],
    ids=["the same day", "the next day, which turns nothing", "the day after Yan's birthday is over"],
)
def test_a_day_turns_what_it_concerns(after, day, cases, notes) -> None:
    assert made(*after({}, date.fromisoformat(day))) == [cases, notes]


def test_a_month_goes_by_day_by_day(after) -> None:
    """Whatever is not made anew is as it would be."""
    for number in range(1, 32):
        after({}, TODAY + timedelta(days=number))


def test_a_talk_with_nobody_is_planned_again_on_its_day(after) -> None:
    nobody = {"interviews/none.md": NOBODY.replace("2026-11-16", "2026-11-20")}
    for number in range(6):
        after({}, TODAY + timedelta(days=number), nobody)


def test_what_a_promise_lacks_of_somebody_follows_their_note(after) -> None:
    promised = {SEARCH: "---\ntype: search\nstatus: active\n---\n\n- [ ] Send [[Zoe]] the list 2026-11-20\n"}
    before, kept = after({ZOE: keyed("company: Dune\nemail: zoe@example.com")}, more=promised)
    assert made(before, kept)[1] == [ZOE, SEARCH]


def test_an_hour_without_the_name_of_a_zone_is_kept(after) -> None:
    _, kept = after({})
    window = Window(datetime(2026, 11, 18, 12, tzinfo=UTC), datetime(2026, 11, 18, 9, tzinfo=timezone(timedelta(hours=-5))))
    piece = kept.pieces.cases[ENGINEER]
    odd = piece._replace(live=(replace(piece.live[0], steps=(), window=window),), closed=())
    frozen = plain(Kept(TODAY, Pieces({ENGINEER: odd}, {}, {}), {}, {}), Rulebook(()))
    assert back(frozen, Rulebook(())).pieces.cases == {ENGINEER: odd}


@pytest.mark.parametrize(("circles", "short"), [(20, True), (30, False)])
def test_a_chain_of_very_many_circles_is_planned_from_nothing(plan_of, tmp_path, interview, circles, short) -> None:
    """Each talk shares a person with the next, years later: only for the tag a line could be meant for either."""
    notes = {}
    for number in range(circles):
        line, people = f"- {1990 + number}-11-18 email [[P{number}]] #thank-you\n", f"P{number}, P{number + 1}"
        notes |= interview(f"{1990 + number}-11-17 10:00", people, "[savvy]", line, id=f"talk-{number}")
    plan_of(notes, TODAY.isoformat())
    vault = load_vault(tmp_path / "vault")
    kept = keep(read_world(vault, TODAY, HOLIDAYS))
    found = again(kept, {"interviews/talk-0.md"}, partial(part_of, vault), TODAY, HOLIDAYS)
    assert (found is not None and found.pieces == kept.pieces) is short


def test_a_day_that_lies_before_is_planned_from_nothing(after) -> None:
    kept, _ = after({})
    assert again(kept, (), partial(part_of, None), date(2026, 11, 17), HOLIDAYS) is None


def test_cases_that_hung_together_are_planned_together_at_once(plan_of, contact, interview, tmp_path, monkeypatch) -> None:
    """Dana is in two talks, Sam in the second and a third: a line about Dana may be meant for any of them in the end."""
    notes = contact("Dana") | contact("Sam") | interview("2026-11-16 14:00", "Dana", "[savvy]", id="one")
    notes |= interview("2026-11-17 10:00", "Dana, Sam", "[savvy]", id="two")
    notes |= interview("2026-11-17 14:00", "Sam", "[savvy]", id="three") | interview(
        "2026-11-17 16:00", "Kim", "[savvy]", id="four"
    )
    plan_of(notes, TODAY.isoformat())
    vault = load_vault(tmp_path / "vault")
    kept, looks = keep(read_world(vault, TODAY, HOLIDAYS)), list[int]()

    def look(*asked):
        world = read_world(*asked)
        looks.append(len(world.wanted))
        return world

    monkeypatch.setattr("vaultcrm.plan.again.read_world", look)
    again(kept, {"interviews/one.md"}, partial(part_of, vault), TODAY, HOLIDAYS)
    assert looks == [3]
