"""What a playbook of one's own may say, and the shipped ones do not; and the program in one call."""

from __future__ import annotations

from datetime import date

import pytest

from vaultcrm.model import LIVE
from vaultcrm.plan import kept_promises, touchpoints
from vaultcrm.plan.items import Keys
from vaultcrm.vault import load_vault
from vaultcrm.vault.holidays import PublicHolidays

HELD = "2026-11-17 14:00"
MEETING = '"https://meet.example.com/x"'


def playbook(name: str, steps: str, of: str = "interview") -> dict[str, str]:
    """A note ``playbooks/name.md`` with its steps, each a line ``step: keys``."""
    lines = "\n".join(f"  - {{step: {line}}}" for line in steps.strip().splitlines())
    return {f"playbooks/{name}.md": f"---\ntype: playbook\nname: {name}\nfor: {of}\n---\n\n```yaml\nsteps:\n{lines}\n```\n"}


def live(plan, *steps):
    """step, opens, due, by what, of what is still to do."""
    return sorted(
        (one.step, f"{one.opens:%m-%d %H:%M}", f"{one.due:%m-%d %H:%M}", one.via)
        for one in plan.touchpoints
        if one.state in LIVE and one.step in steps
    )


def test_hours_after_a_day_count_from_its_midnight(plan_of, contact, interview) -> None:
    notes = playbook("mine", "word, opens: 30 hours after interview, due: 36 hours after interview")
    notes |= contact("Dana Lee") | interview(HELD, "Dana Lee", "[mine]")
    assert live(plan_of(notes, "2026-11-17"), "word") == [("word", "11-18 06:00", "11-18 12:00", "email")]


def test_minutes_after_a_day_count_from_its_midnight_too(plan_of, contact, interview) -> None:
    notes = playbook("mine", "word, opens: 90 minutes after interview, due: 36 hours after interview")
    notes |= contact("Dana Lee") | interview(HELD, "Dana Lee", "[mine]")
    assert live(plan_of(notes, "2026-11-17"), "word") == [("word", "11-17 01:30", "11-18 12:00", "email")]


@pytest.mark.parametrize(("stage", "opens"), [("filled", ["11-17 00:00"]), ("offer", [])])
def test_a_job_step_may_count_from_the_jobs_end(plan_of, contact, job, stage, opens) -> None:
    notes = playbook("mine", "bye, of: job, with: hr, opens: 1 day after job-end, due: 2 days after job-end", "job")
    log = f"- 2026-11-16 stage {stage}\n"
    notes |= contact("Pat Hill") | job("Engineer", log, hr='"[[Pat Hill]]"', stage=stage, playbooks="[mine]")
    assert [found[1] for found in live(plan_of(notes, "2026-11-17"), "bye")] == opens


@pytest.mark.parametrize(("place", "step"), [(MEETING, "screen"), ("12 Main Street", "lobby")])
def test_a_step_may_be_for_talks_on_site_alone_or_for_others(plan_of, contact, interview, place, step) -> None:
    notes = playbook(
        "mine",
        """screen, only: remote, opens: 1 day after interview, due: 2 days after interview
           lobby, only: on-site, opens: 1 day after interview, due: 2 days after interview""",
    )
    notes |= contact("Dana Lee") | interview(HELD, "Dana Lee", "[mine]", place=place)
    assert [found[0] for found in live(plan_of(notes, "2026-11-17"), "screen", "lobby")] == [step]


@pytest.mark.parametrize(
    ("place", "address", "via"),
    [(MEETING, '""', "email"), (MEETING, "1 Main Street", "post"), ("12 Main Street", '""', "post")],
    ids=["post would get nowhere", "post gets there", "it can be handed over"],
)
def test_who_prefers_post_gets_it_where_it_arrives(plan_of, contact, interview, place, address, via) -> None:
    notes = playbook("mine", "word, via: [email, post], opens: 1 day after interview, due: 2 days after interview")
    notes |= contact("Dana Lee", prefers="post", address=address) | interview(HELD, "Dana Lee", "[mine]", place=place)
    assert [found[3] for found in live(plan_of(notes, "2026-11-17"), "word")] == [via]


def test_a_job_step_may_count_from_the_first_interview_held(plan_of, contact, interview, job) -> None:
    notes = playbook(
        "mine", "ask, of: job, with: hr, opens: 2 days after first-interview, due: 3 days after first-interview", "job"
    )
    notes |= contact("Pat Hill") | contact("Dana Lee") | job("Engineer", hr='"[[Pat Hill]]"', playbooks="[mine]")
    assert live(plan_of(notes, "2026-11-16"), "ask") == []
    talks = interview(HELD, "Dana Lee", job="Engineer") | interview("2026-11-23 10:00", "Dana Lee", job="Engineer", id="second")
    assert live(plan_of(notes | talks, "2026-11-24"), "ask") == [("ask", "11-19 00:00", "11-20 00:00", "email")]


def test_a_job_without_a_talk_has_nobody_who_leads(plan_of, contact, interview, job) -> None:
    notes = playbook("mine", "ask, of: job, with: lead or hr, opens: 2 days after applied, due: 3 days after applied", "job")
    notes |= contact("Pat Hill") | job("Engineer", hr='"[[Pat Hill]]"', applied="2026-11-16", playbooks="[mine]")
    plan = plan_of(notes, "2026-11-17")
    assert [one.person.name for one in plan.touchpoints if one.step == "ask"] == ["Pat Hill"]


def test_two_playbooks_whose_steps_wait_for_each_other_come_to_an_end(plan_of, contact, interview) -> None:
    """Each is well by itself; together ``first`` waits for ``second`` in one, and ``second`` for ``first`` in the other."""
    notes = playbook(
        "one",
        """second, opens: 5 days after interview, due: 6 days after interview
                               first, opens: 1 day after second, due: 2 days after second""",
    )
    notes |= playbook(
        "two",
        """first, opens: 1 day after interview, due: 2 days after interview
                                second, opens: 1 day after first, due: 2 days after first""",
    )
    notes |= contact("Dana Lee") | interview(HELD, "Dana Lee", "[one, two]")
    assert [found[0] for found in live(plan_of(notes, "2026-11-17"), "first", "second")] == ["first", "second"]


def test_a_word_that_comes_long_after_everything_opens_nothing_again(plan_of, contact, interview) -> None:
    """D6: what they wrote puts off what is open, not what has been over for a year."""
    notes = contact("Dana Lee", "- 2027-12-01 email from [[Dana Lee]]: hello again\n")
    notes |= interview(HELD, "Dana Lee", "[impressive]")
    assert live(plan_of(notes, "2027-12-02"), "call-1", "call-2", "learn") == []


def test_the_program_in_one_call(plan_of, tmp_path, contact, interview) -> None:
    plan = plan_of(contact("Dana Lee") | interview(HELD, "Dana Lee", "[savvy]"), "2026-11-17")
    assert plan.touchpoints
    assert touchpoints(load_vault(tmp_path / "vault"), date(2026, 11, 17), PublicHolidays()) == plan.touchpoints


def test_a_promise_that_is_ticked_keeps_the_identity_that_it_had(plan_of, tmp_path, contact, job) -> None:
    """Whoever holds the feed's identity of it learns that it was kept; without a date it was in no feed."""
    open_ = "\n- [ ] send [[Dana Lee]] the article 📅 2026-11-20\n- [ ] think\n"
    notes = job("Engineer")
    (path,) = notes
    promised = plan_of(contact("Dana Lee") | {path: notes[path].replace("\n## Log", open_ + "\n## Log")}, "2026-11-18")
    (uid,) = [one.uid for one in promised.touchpoints if one.step == "promise"]
    assert list(kept_promises(load_vault(tmp_path / "vault"))) == []
    ticked = (tmp_path / "vault" / path).read_text().replace("- [ ]", "- [x]")
    plan_of({path: ticked}, "2026-11-18")
    assert list(kept_promises(load_vault(tmp_path / "vault"))) == [uid]


def test_keys_are_as_long_as_they_must_be_to_tell_identities_apart() -> None:
    assert keys_of(["abcdefgh", "abcdefxy", "abcqqqqq", "zzzzzzzz", "zzzzzzzz"]) == {
        "abcdefgh": "abcdefg", "abcdefxy": "abcdefx", "abcqqqqq": "abcqq", "zzzzzzzz": "zzzzz",
    }  # fmt: skip
    assert keys_of(["abc", "abcd"]) == {"abc": "abc", "abcd": "abcd"}


def keys_of(uids: list[str]) -> dict[str, str]:
    keys = Keys(uids)
    return {uid: keys.of(uid) for uid in uids}
