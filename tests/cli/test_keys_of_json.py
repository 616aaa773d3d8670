"""The contract with scripts: the keys of ``--json``, in their order. One may be added; none goes, or is called otherwise."""

from __future__ import annotations

import json

import pytest

TOUCHPOINT = (
    "key uid step act title person note job via opens due expires planned state tentative round systems rows missing moved"
)
CONTACT = "id name title company path email phone address linkedin prefers timezone birthday met last_contact tags"
INTERVIEW = "id title company path start end timezone kind job interviewers status verdict went answer_by tags"
JOB = "id title company path stage applied decide_by last_news url tags"
PERSON = (
    f"{CONTACT} aliases salutation linkedin_ok country cadence next_contact playbooks facts prose own there introduced_by"
    " introduced colleagues talks timeline drafts touchpoints jobs interviews promises kept promised share missing"
)
PLAYBOOK = "name title document path builtin runs_on steps"
WRITTEN = "path line text next"
SHOWING = {
    "agenda --json": TOUCHPOINT,
    "agenda --all --json": TOUCHPOINT,
    "why KEY --json": f"{TOUCHPOINT} source steps reasons waits_for closed_on hint",
    "day --json": "day follow_up_day closed next people left waiting",
    "brief dana --json": "contact",
    "brief dana --json contact": PERSON,
    "brief acme --json": "company",
    "brief acme --json company": "name people jobs interviews path own touchpoints",
    "prep acme --json": "interview cards questions people promises earlier",
    "list contacts --json": CONTACT,
    "list interviews --json": INTERVIEW,
    "list jobs --json": JOB,
    "find migration --json": "path line text hits",
    "draft --json": f"{TOUCHPOINT} draft",
    "check --json": "checked findings",
    "debrief acme --json": "path open touchpoints",
    "inbox --json": "number line text",
    "tree --json": "people jobs introductions total others problems",
    "stats --json": "today since first totals weeks thank_yous media funnel ended answers introducers follow_up_days",
    "export json": "format today me search contacts interviews jobs others playbooks drafts touchpoints",
    "export work-log --json": "from to minimum count weeks",
    "feed address --json": "name path url served webcal built level shape",
    "doctor --json": "problems read kinds left_out",
    "doctor --json problems": "path line column severity message excerpt remedy",
    "playbook list --json": PLAYBOOK,
    "playbook show savvy --json": PLAYBOOK,
}
# What writes, or tells of the moment.
ONCE = {
    "doctor --self --json": "program system libraries optional yaml database git watching time text folders variables cache",
    "draft KEY --json": "path line outcome act medium language recipient subject text touchpoint",
    "done KEY --json": WRITTEN,
    "skip KEY --json": WRITTEN,
    "snooze KEY mon --json": WRITTEN,
    "log dana call --json": WRITTEN,
    "heard dana --json": WRITTEN,
    "stage acme offer --json": WRITTEN,
    "merge dana sam --json": "written path gone keys aliases log text links",
    "forget sam --json": "written gone changed left commits",
    "rename sam Sim --json": "from path links",
    "new job Baker --company Acme --json": "id path made",
}


@pytest.fixture
def shown(run):
    """What a command shows as JSON, or what stands under one key of it; of a list the first entry."""

    def show(line):
        command, _, key = line.partition(" --json ")
        command += " --json" if key else ""
        first = json.loads(run("agenda", "--json").stdout)[0]["key"]
        data = json.loads(run(*command.replace("KEY", first).split()).stdout)
        data = data[key] if key else data
        return data[0] if isinstance(data, list) else data

    return show


@pytest.mark.parametrize(("line", "keys"), (SHOWING | ONCE).items(), ids=SHOWING | ONCE)
def test_the_keys_are_those_of_the_contract(shown, line, keys):
    assert list(shown(line)) == keys.split()


@pytest.mark.parametrize("line", [line for line in SHOWING if line.endswith("json") and "KEY" not in line])
def test_who_asks_again_is_told_the_same(run, line):
    assert run(*line.split()).stdout == run(*line.split()).stdout != ""
