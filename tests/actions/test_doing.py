"""Closing touch-points, logging contact, setting a stage: the line that a person would write, in its note."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest

from vaultcrm.actions.doing import Said, done, following, reopen, skip, snooze
from vaultcrm.actions.logging_contact import heard, log
from vaultcrm.actions.stage import set_stage
from vaultcrm.errors import AlreadyDone, CannotWrite, ChangedMeanwhile, EditRefused, NotFound, SeveralFit, WrongUsage
from vaultcrm.model import LIVE, Plan, Touchpoint
from vaultcrm.plan import make_plan
from vaultcrm.vault import NoteVault, load_vault

TODAY = date(2026, 11, 18)
SAID = Said(TODAY)
NOTES = {
    "vaultcrm.toml": 'format = 1\nvault = "k3x9"\ntimezone = "America/New_York"\n[verbs]\ncoffee = "met"\n'
    '[stages]\ntalks = "interviewing"\n',
    "search.md": "---\ntype: search\nstatus: active\n---\n",
    "contacts/Dana Lee.md": "---\ntype: contact\nid: dana-lee\nemail: dana@example.com\n---\nClimbs.\n",
    "contacts/sam.md": "---\ntype: contact\nid: sam\nname: Sam Roe\ncadence: 3 months\nnext_contact: 2026-12-10\n---\n",
    "jobs/Acme Engineer.md": "---\ntype: job\nid: acme\ntitle: Engineer\ncompany: Acme\nstage: applied # hooray\n---\n",
    "interviews/Acme.md": """---
type: interview
id: acme-panel
start: 2026-11-17 14:00
timezone: America/New_York
place: Acme
job: "[[Acme Engineer]]"
interviewers: ["[[Dana Lee]]", "[[sam|Sam Roe]]", Kim Novak]
playbooks: [impressive, value-pitch]
---
## To do

- [ ] send the list 2026-11-20

## Log
""",
}


class NoHolidays:
    def name(self, day: date, country: str) -> str | None:
        return None


def planned(vault: NoteVault) -> Plan:
    return make_plan(vault, TODAY, NoHolidays())


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in NOTES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def touchpoint(plan: Plan, step: str, person: str | None) -> Touchpoint:
    return next(one for one in plan.touchpoints if one.step == step and (one.person.name if one.person else None) == person)


def key(root: Path, step: str, person: str | None) -> str:
    return touchpoint(planned(load_vault(root)), step, person).key


def run(root: Path, command: Callable[..., object], *rest: object) -> object:
    vault = load_vault(root)
    return command(vault, planned(vault), *rest)


def state(root: Path, key: str) -> str:
    return next(one.state for one in planned(load_vault(root)).touchpoints if one.key == key)


@pytest.mark.parametrize(
    ("step", "person", "said", "line"),
    [
        ("thank-you", "Dana Lee", SAID, "- 2026-11-18 email [[Dana Lee]] #thank-you"),
        ("thank-you", "Sam Roe", Said(TODAY, "post"), "- 2026-11-18 card [[sam|Sam Roe]] #thank-you"),
        ("thank-you", "Kim Novak", Said(date(2026, 11, 17), text="Hi\nK"), "- 2026-11-17 email [[Kim Novak]] #thank-you: Hi K"),
        ("call-1", "Dana Lee", SAID, "- 2026-11-18 call [[Dana Lee]] #call-1"),
        ("call-1", "Dana Lee", Said(TODAY, "voicemail"), "- 2026-11-18 voicemail [[Dana Lee]] #call-1"),
        ("pitch", "Dana Lee", Said(TODAY, "Coffee"), "- 2026-11-18 coffee [[Dana Lee]] #pitch"),
        ("debrief", None, SAID, "- 2026-11-18 did #debrief"),
    ],
)
def test_done_writes_the_tagged_line(root: Path, step: str, person: str | None, said: Said, line: str) -> None:
    wanted = key(root, step, person)
    (closed,) = run(root, done, [wanted[:4]], said)
    note = NOTES["interviews/Acme.md"] + f"\n{line}\n"
    assert (root / "interviews/Acme.md").read_text() == note
    assert (closed.wrote.line, closed.wrote.place) == (line, f"interviews/Acme.md:{note.count(chr(10))}")
    assert state(root, wanted) == "done"


def test_several_keys_are_done_at_once_and_shown_with_what_comes_next(root: Path) -> None:
    keys = [key(root, "thank-you", name) for name in ("Dana Lee", "Sam Roe")]
    closed = run(root, done, [*keys, keys[0]], SAID)
    assert [one.wrote.number for one in closed] == [17, 18]
    after = planned(load_vault(root))
    assert [following(after, one.touchpoint).step for one in closed] == ["pitch", "pitch"]


def test_where_one_key_is_wrong_nothing_is_written(root: Path) -> None:
    good = key(root, "thank-you", "Dana Lee")
    with pytest.raises(NotFound):
        run(root, done, [good, "99999"], SAID)
    with pytest.raises(WrongUsage, match="no medium"):
        run(root, done, [good, key(root, "debrief", None)], Said(TODAY, "email"))
    assert (root / "interviews/Acme.md").read_text() == NOTES["interviews/Acme.md"]


def test_near_keys_are_shown(root: Path) -> None:
    right = key(root, "thank-you", "Dana Lee")
    with pytest.raises(NotFound) as caught:
        run(root, done, [right[:4] + "1"], SAID)
    assert right in caught.value.remedy


def test_a_closed_one_is_already_done(root: Path) -> None:
    wanted = key(root, "thank-you", "Dana Lee")
    run(root, done, [wanted], SAID)
    with pytest.raises(AlreadyDone, match="already done on 2026-11-18"):
        run(root, done, [wanted], SAID)


def test_a_start_of_several_keys_is_refused(root: Path) -> None:
    starts = sorted(one.key[0] for one in planned(load_vault(root)).touchpoints if one.state in LIVE)
    double = next(start for start, other in pairwise(starts) if start == other)
    with pytest.raises(SeveralFit, match="the start of"):
        run(root, done, [double], SAID)


def test_skipping_and_putting_off(root: Path) -> None:
    call, pitch = key(root, "call-1", "Dana Lee"), key(root, "pitch", "Sam Roe")
    run(root, skip, [pitch], Said(TODAY, None, "Left the company"))
    run(root, snooze, [call], date(2026, 11, 30), SAID)
    assert (
        (root / "interviews/Acme.md")
        .read_text()
        .endswith(
            "\n- 2026-11-18 skipped [[sam|Sam Roe]] #pitch: Left the company\n"
            "- 2026-11-18 snoozed [[Dana Lee]] #call-1 until 2026-11-30\n"
        )
    )
    assert state(root, pitch) == "skipped"
    assert touchpoint(planned(load_vault(root)), "call-1", "Dana Lee").planned == date(2026, 11, 30)


@pytest.mark.parametrize(("on", "until"), [(TODAY, TODAY), (TODAY, date(2026, 1, 1))])
def test_nothing_is_put_off_to_the_past(root: Path, on: date, until: date) -> None:
    with pytest.raises(WrongUsage):
        run(root, snooze, [key(root, "call-1", "Dana Lee")], until, Said(on))


def test_nothing_is_done_in_the_future(root: Path) -> None:
    with pytest.raises(WrongUsage, match="future"):
        run(root, done, [key(root, "call-1", "Dana Lee")], Said(date(2026, 11, 19)))


def test_reopening_takes_out_the_line_that_closed_it(root: Path) -> None:
    pitch, call = key(root, "pitch", "Dana Lee"), key(root, "call-1", "Dana Lee")
    run(root, done, [pitch], SAID)
    run(root, snooze, [call], date(2026, 11, 30), SAID)
    opened = run(root, reopen, [pitch, call])
    assert [one.wrote.line for one in opened] == [
        "- 2026-11-18 email [[Dana Lee]] #pitch",
        "- 2026-11-18 snoozed [[Dana Lee]] #call-1 until 2026-11-30",
    ]
    assert (root / "interviews/Acme.md").read_text().rstrip() == NOTES["interviews/Acme.md"].rstrip()
    with pytest.raises(NotFound, match="is open"):
        run(root, reopen, [pitch])


def test_a_line_typed_by_hand_is_found_when_reopening(root: Path) -> None:
    note = root / "contacts/Dana Lee.md"
    note.write_text(NOTES["contacts/Dana Lee.md"] + "# Log\n* **2026-11-18**: called about #nothing\n")
    pitch = key(root, "thank-you", "Dana Lee")
    note.write_text(NOTES["contacts/Dana Lee.md"] + "# Log\n* **2026-11-17** emailed #thank-you thanks\n")
    assert state(root, pitch) == "done"
    run(root, reopen, [pitch])
    assert note.read_text() == NOTES["contacts/Dana Lee.md"] + "# Log\n"


def test_staying_in_touch_is_reopened_by_its_newest_line(root: Path) -> None:
    sam = root / "contacts/sam.md"
    sam.write_text(
        NOTES["contacts/sam.md"].replace("next_contact: 2026-12-10\n", "") + "## Log\n- 2026-06-01 email #stay-in-touch\n"
    )
    before = sam.read_text()
    wanted = key(root, "stay-in-touch", "Sam Roe")
    run(root, done, [wanted], SAID)
    assert run(root, reopen, [wanted])[0].wrote.line == "- 2026-11-18 email #stay-in-touch"
    assert sam.read_text() == before


def test_the_look_at_the_search_is_reopened_by_its_newest_line(root: Path) -> None:
    search = root / "search.md"
    search.write_text(NOTES["search.md"] + "## Log\n- 2026-11-01 did #keep-searching\n")
    before, look = search.read_text(), key(root, "keep-searching", None)
    run(root, done, [look], SAID)
    assert run(root, reopen, [look])[0].wrote.line == "- 2026-11-18 did #keep-searching"
    assert search.read_text() == before


@pytest.mark.parametrize(
    ("step", "who", "said", "remedy"),
    [
        ("next-contact", "Sam Roe", "the day set by hand for Sam Roe", "`next_contact` in contacts/sam.md"),
        ("promise", None, "the promise", "take the tick out"),
        ("follow-up-day", None, "the follow-up day", "take the line out: search.md:"),
    ],
)
def test_what_leaves_the_plan_once_it_is_closed_is_opened_by_hand(
    root: Path, step: str, who: str | None, said: str, remedy: str
) -> None:
    if step == "follow-up-day":
        (root / "contacts/ann.md").write_text("---\ntype: contact\nname: Ann Wu\ncadence: 3 months\nmet: 2026-08-01\n---\n")
        (root / "vaultcrm.toml").write_text(NOTES["vaultcrm.toml"] + '[follow-up]\nday = "third friday"\n')
    wanted = key(root, step, who)
    run(root, done, [wanted], Said(date(2026, 11, 18)))
    with pytest.raises(NotFound, match=said) as refused:
        run(root, reopen, [wanted])
    assert "vaultcrm undo" in refused.value.remedy
    assert remedy in refused.value.remedy


@pytest.mark.parametrize("name", ["Kim Novak", "Jo Hart"])
def test_somebody_without_a_note_needs_one_before_they_can_be_heard(root: Path, name: str) -> None:
    """The agenda shows them, by the name that an interview or a job has: nobody is told that there is no such person."""
    job = root / "jobs/Acme Engineer.md"
    job.write_text(job.read_text().replace("company: Acme\n", "company: Acme\nhr: Jo Hart\n"))
    with pytest.raises(NotFound, match=f"{name} has no note yet") as refused:
        heard(load_vault(root), name.lower(), "They decide on Friday", TODAY)
    assert refused.value.remedy == f"Make one: vaultcrm new contact '{name}'"
    with pytest.raises(NotFound, match="nobody is called 'Somebody'"):
        heard(load_vault(root), "Somebody", "", TODAY)


def test_the_follow_up_day_is_left_out_and_never_put_off(root: Path) -> None:
    """Its day is that of the settings; nothing is written of what would not be so."""
    (root / "contacts/ann.md").write_text("---\ntype: contact\nname: Ann\ncadence: weekly\nmet: 2026-11-28\n---\n")
    day, before = key(root, "follow-up-day", None), (root / "search.md").read_text()
    with pytest.raises(WrongUsage, match="that of the settings"):
        run(root, snooze, [day], date(2026, 12, 8), SAID)
    assert (root / "search.md").read_text() == before


CHECKED_IN = """---
type: interview
start: 2026-10-20 14:00
timezone: America/New_York
job: "[[Acme Engineer]]"
interviewers: ["[[Dana Lee]]"]
playbooks: [savvy]
---
"""


@pytest.mark.parametrize("command", [done, skip, partial(snooze, until=date(2026, 12, 1))])
def test_a_round_that_was_let_go_does_not_close_the_one_after_it(root: Path, command: Callable[..., object]) -> None:
    """The key may come from an old entry of the calendar."""
    note = root / "interviews/Acme.md"
    note.write_text(CHECKED_IN)
    first, second = sorted((one for one in planned(load_vault(root)).touchpoints if one.step == "check-in"), key=by_round)
    assert (first.state, second.state) == ("missed", "overdue")
    with pytest.raises(WrongUsage, match="let go on 2026-11-15") as caught:
        run(root, partial(command, said=SAID), [first.key])
    assert (second.key in caught.value.remedy, note.read_text()) == (True, CHECKED_IN)
    run(root, done, [first.key], Said(date(2026, 11, 6)))
    assert (state(root, first.key), state(root, second.key)) == ("done", "upcoming")


def by_round(one: Touchpoint) -> str:
    return one.round or ""


def test_a_promise_is_ticked_or_gets_another_date(root: Path) -> None:
    promise = key(root, "promise", None)
    run(root, snooze, [promise], date(2026, 11, 27), SAID)
    assert "- [ ] send the list 2026-11-27\n" in (root / "interviews/Acme.md").read_text()
    run(root, done, [key(root, "promise", None)], SAID)
    assert "- [x] send the list 2026-11-27 ✅ 2026-11-18\n" in (root / "interviews/Acme.md").read_text()


@pytest.mark.parametrize(
    ("step", "who", "path"), [("promise", None, "interviews/Acme.md"), ("next-contact", "Sam Roe", "contacts/sam.md")]
)
def test_why_a_day_in_a_note_is_changed_has_no_place_and_is_not_dropped(
    root: Path, step: str, who: str | None, path: str
) -> None:
    wanted, before = key(root, step, who), (root / path).read_text()
    with pytest.raises(WrongUsage, match="no log line tells why"):
        run(root, snooze, [wanted], date(2026, 12, 8), Said(TODAY, text="On parental leave"))
    with pytest.raises(WrongUsage):
        run(root, skip, [wanted], Said(TODAY, text="On parental leave"))
    assert (root / path).read_text() == before


def test_keeping_in_touch_is_logged_in_the_contacts_own_note(root: Path) -> None:
    wanted = key(root, "next-contact", "Sam Roe")
    run(root, snooze, [wanted], date(2026, 12, 8), SAID)
    assert "next_contact: 2026-12-08\n" in (root / "contacts/sam.md").read_text()
    (closed,) = run(root, done, [wanted], Said(TODAY, "phone"))
    assert closed.wrote.line == "- 2026-11-18 call #next-contact"
    assert closed.wrote.path == "contacts/sam.md"
    assert wanted not in [one.key for one in planned(load_vault(root)).touchpoints]


def test_a_day_set_by_hand_goes_where_no_line_of_today_closes_it(root: Path) -> None:
    sam = root / "contacts/sam.md"
    before = sam.read_text()
    run(root, done, [key(root, "next-contact", "Sam Roe")], SAID)
    line = "\n## Log\n\n- 2026-11-18 email #next-contact\n"
    assert sam.read_text() == before.replace("next_contact: 2026-12-10\n", "") + line
    sam.write_text(near := before.replace("2026-12-10", "2026-11-25"))
    run(root, done, [key(root, "next-contact", "Sam Roe")], SAID)
    assert sam.read_text() == near + line


def test_a_day_set_by_hand_stands_in_the_users_own_word(root: Path) -> None:
    sam, settings = root / "contacts/sam.md", root / "vaultcrm.toml"
    settings.write_text(settings.read_text() + '\n[fields.contact]\n"Follow Up" = "next_contact"\n')
    sam.write_text(before := sam.read_text().replace("next_contact: 2026-12-10", "follow-up: 2026-12-10 # soon"))
    wanted = key(root, "next-contact", "Sam Roe")
    (put_off,) = run(root, snooze, [wanted], date(2026, 12, 8), SAID)
    assert sam.read_text() == before.replace("12-10", "12-08")
    assert (put_off.wrote.line, put_off.wrote.number) == ("follow-up: 2026-12-08 # soon", 6)
    sam.write_text(sam.read_text().replace("---\ntype", "---\nnext_contact:\ntype"))
    run(root, skip, [wanted], SAID)
    assert sam.read_text() == before.replace("follow-up: 2026-12-10 # soon\n", "")


def test_what_belongs_to_no_one_else_is_logged_in_the_search_note(root: Path) -> None:
    (root / "search.md").write_text(NOTES["search.md"] + "## Log\n- 2026-10-01 did #keep-searching\n")
    look = key(root, "keep-searching", None)
    run(root, done, [look], SAID)
    assert (root / "search.md").read_text().endswith("did #keep-searching\n- 2026-11-18 did #keep-searching\n")


def test_a_search_note_that_is_missing_is_made(root: Path) -> None:
    (root / "search.md").unlink()
    (root / "contacts/ann.md").write_text("---\ntype: contact\nname: Ann\ncadence: weekly\nmet: 2026-11-10\n---\n")
    (closed,) = run(root, done, [key(root, "follow-up-day", None)], SAID)
    assert closed.wrote.place == "search.md:12"
    assert (root / "search.md").read_text().startswith("---\ntype: search\nstatus: active\n---\n")


def test_what_they_wrote_and_contact_that_nobody_asked_for(root: Path) -> None:
    vault = load_vault(root)
    contact, wrote = heard(vault, "dana", "They decide\non Friday", TODAY)
    assert (contact.name, wrote.line) == ("Dana Lee", "- 2026-11-18 heard: They decide on Friday")
    assert log(vault, "Dana", "coffee", "", TODAY)[1].line == "- 2026-11-18 coffee"
    assert log(vault, "Dana", "email from", "Yes", TODAY)[1].line == "- 2026-11-18 email from: Yes"
    assert (root / "contacts/Dana Lee.md").read_text() == (
        NOTES["contacts/Dana Lee.md"]
        + "\n## Log\n\n- 2026-11-18 heard: They decide on Friday\n- 2026-11-18 coffee\n- 2026-11-18 email from: Yes\n"
    )
    with pytest.raises(WrongUsage, match="no verb of contact"):
        log(vault, "Dana", "danced", "", TODAY)
    with pytest.raises(NotFound):
        heard(vault, "Nobody", "", TODAY)


def test_a_stage_is_key_and_log_line_in_one(root: Path) -> None:
    set_stage(load_vault(root), "acme", "Offer", TODAY, date(2026, 11, 30))
    assert (root / "jobs/Acme Engineer.md").read_text() == (
        "---\ntype: job\nid: acme\ntitle: Engineer\ncompany: Acme\nstage: offer # hooray\ndecide_by: 2026-11-30\n---\n"
        "\n## Log\n\n- 2026-11-18 stage offer\n"
    )
    with pytest.raises(AlreadyDone):
        set_stage(load_vault(root), "acme", "offer", TODAY)
    set_stage(load_vault(root), "acme", "talks", TODAY)
    assert "stage: talks # hooray" in (root / "jobs/Acme Engineer.md").read_text()
    assert load_vault(root).jobs[0].stage == "interviewing"
    with pytest.raises(WrongUsage, match="no stage"):
        set_stage(load_vault(root), "acme", "dancing", TODAY)


def test_a_change_made_meanwhile_is_not_lost(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from vaultcrm.actions import edits

    wanted, note = key(root, "pitch", "Dana Lee"), root / "interviews/Acme.md"
    real = edits.write_all_if_unchanged

    def late(changes: object) -> None:
        note.write_text("changed on the phone")
        real(changes)

    monkeypatch.setattr(edits, "write_all_if_unchanged", late)
    with pytest.raises(ChangedMeanwhile):
        run(root, done, [wanted], SAID)
    assert note.read_text() == "changed on the phone"


def test_a_note_that_cannot_take_the_line_is_named(root: Path) -> None:
    wanted = key(root, "pitch", "Dana Lee")
    note = root / "interviews/Acme.md"
    note.write_text(note.read_text().replace("## Log\n", "```\nnever closed\n"))
    with pytest.raises(EditRefused, match=r"interviews/Acme\.md"):
        run(root, done, [wanted], SAID)


def test_a_vault_of_a_newer_format_is_never_written(root: Path) -> None:
    settings = root / "vaultcrm.toml"
    settings.write_text(settings.read_text().replace("format = 1", "format = 99"))
    with pytest.raises(CannotWrite, match="format 99"):
        heard(load_vault(root), "dana", "x", TODAY)
