"""The language of playbooks: what it says when it is written well, and by line what it could have said when it is not.

The steps of each example begin on line 8 of the note.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from textwrap import indent

import pytest

from vaultcrm.model import Plan, Playbook
from vaultcrm.notes.playbook import parse_playbook
from vaultcrm.plan import make_plan
from vaultcrm.vault import load_vault
from vaultcrm.vault.holidays import PublicHolidays

ROOT = Path(__file__).parents[2]
GOOD = "step: good\nopens: interview\n"


def note(*steps: str) -> str:
    listed = "\n".join(indent(step.strip(), "    ").replace("    ", "  - ", 1) for step in steps)
    return f"---\ntype: playbook\nname: mine\n---\n\n```yaml\nsteps:\n{listed}\n```\n"


def read(*steps: str) -> tuple[list[str], list[str]]:
    """The names of the steps that were kept, and the problems as ``line: message -> remedy``."""
    playbook, problems = parse_playbook("playbooks/mine.md", note(*steps))
    kept = [step.name for step in playbook.steps] if playbook else []
    return kept, [f"{one.source.line}: {one.message} -> {one.remedy}" for one in problems]


@pytest.mark.parametrize(
    ("step", "line", "says", "could_be"),
    [
        ("step: a\nopns: interview", 9, "unknown key `opns`", "did you mean `opens`?"),
        ("step: a\nopens: interview\nzebra: 1", 10, "unknown key `zebra`", "it can be step, act, title"),
        ("step: a\nopens: intervew", 9, "counts from `intervew`, which is not known", "did you mean `interview`?"),
        ("step: a\nopens: interview\ndue: 3 days after xyzzy", 10, "counts from `xyzzy`", "it can be interview, start"),
        ("step: a\nopens: 2 days after applied", 9, "counts from `applied`", "belongs to a step with `of: job`"),
        ("step: a\nopens: interview\nexpires: with call-9", 10, "counts from `call-9`", "it can be interview"),
        ("step: a\nopens: 5 days after interview\ndue: 3 days after interview", 10, "due before it opens", "exchange"),
        ("step: a\nopens: interview at 12:00\ndue: interview at 9:00", 10, "due before it opens", "exchange"),
        ("step: a\nopens: three moons after interview", 9, "`opens: three moons after interview` cannot be read", "write for"),
        ("step: a\nopens: interview at 25:00", 9, "cannot be read", "3 business days after interview"),
        ("step: a\ntitle: A", 8, "`opens` does not say when", "write for example `opens: 3 business days after interview`"),
        ("step: a\nopens: interview\nexpires: some day", 10, "`expires: some day` cannot be read", "`expires: 10 days`"),
        ("step: a\nopens: interview\nevery: now and then", 10, "`every: now and then` is no interval", "`14 days`"),
        ("step: a\nopens: interview\nevery: 0 days", 10, "`every: 0 days` is no interval", "`14 days`"),
        ("step: a\nopens: 9000 years after interview", 9, "cannot be read", "3 business days after interview"),
        ("step: a\nopens: 3 days after a", 9, "counts from itself", "count from the interview"),
        ("step: a\nopens: interview\nevery: 7 days\nrounds: many", 11, "`rounds: many` is no number", "`rounds: 3`"),
        ("step: a\nopens: interview\nevery: 7 days\nrounds: 0", 11, "`rounds: 0` is no number", "`rounds: 3`"),
        ("step: a\nopens: interview\nrounds: 3", 10, "has no next round", "`every: 14 days`"),
        ("step: a\nopens: interview\nexpires: at the next round", 10, "has no next round", "`every: 14 days`"),
        ("step: a\nopens: interview\nof: intervew", 10, "`of: intervew` is not known", "did you mean `interview`?"),
        ("step: a\nopens: interview\nwith: leed", 10, "`with: leed` is not known", "did you mean `lead`?"),
        ("step: a\nopens: interview\nwith: lead or boss", 10, "`with: boss` is not known", "it can be each, lead"),
        ("step: a\nopens: interview\nvia: [email, pigeon]", 10, "`via: pigeon` is not known", "it can be email, post"),
        ("step: a\nopens: interview\nonly: [requirment]", 10, "`only: requirment` is not known", "did you mean `requirement`?"),
        ("step: a\nopens: interview\nstops: [never]", 10, "`stops: never` is not known", "it can be not-a-fit, badly"),
        ("step: a\nopens: interview\nfits: [emial]", 10, "`fits: emial` is not known", "did you mean `email`?"),
        ("step: a\nopens: interview\nselling: maybe", 10, "`selling: maybe` is not known", "it can be true, false"),
        ("step: a\nopens: interview\nalways: otherwse", 10, "`always: otherwse` is not known", "did you mean `otherwise`?"),
        ("step: a\nopens: interview\nfulfilled-by: card", 10, "wants an act and a verb", "`fulfilled-by: {thank-you: card}`"),
        ("step: A Step\nopens: interview", 8, "a step needs a name", "small letters"),
        ("title: A\nopens: interview", 8, "a step needs a name", "write `- step: my-step`"),
    ],
)  # fmt: skip
def test_what_is_wrong_and_what_it_could_have_said(step: str, line: int, says: str, could_be: str) -> None:
    kept, problems = read(step, GOOD)
    assert kept == ["good"]
    assert len(problems) == 1
    assert problems[0].startswith(f"{line}: ")
    assert says in problems[0]
    assert could_be in problems[0].partition(" -> ")[2]


def test_two_steps_of_one_name() -> None:
    kept, problems = read("step: a\nopens: interview", "step: a\nopens: end")
    assert kept == ["a"]
    assert problems == ["10: the step `a` stands here twice -> give one of them another name"]


def test_a_cycle() -> None:
    kept, problems = read(
        "step: a\nopens: 1 day after c", "step: b\nopens: 1 day after a", "step: c\nopens: 1 day after b", GOOD
    )
    assert kept == ["good"]
    assert [problem.partition(" -> ")[0] for problem in problems] == [
        f"{line}: the step `{name}` counts from itself, by way of others" for line, name in ((9, "a"), (11, "b"), (13, "c"))
    ]


def test_what_counts_from_a_wrong_step_is_left_out_too() -> None:
    kept, problems = read("step: a\nopens: intervew", "step: b\nopens: 1 day after a", "step: c\nopens: 1 day after b", GOOD)
    assert kept == ["good"]
    assert problems[1:] == [
        "11: the step `b` counts from `a`, which is left out -> mend `a` first, or let it be `of: interview` too",
        "13: the step `c` counts from `b`, which is left out -> mend `b` first, or let it be `of: interview` too",
    ]


def test_a_key_given_twice_and_an_item_that_is_no_step() -> None:
    kept, problems = read("step: a\nopens: end\nopens: interview", "just words")
    assert kept == ["a"]
    assert problems == [
        "10: `opens` is given twice in this step; the last one counts -> keep one of them",
        "11: this is no step -> write `- step: my-step` and its keys below",
    ]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("---\nname: mine\n---\n\nOnly prose.\n", 1, "no steps: there is no fenced `yaml` block"),
        ("---\nname: mine\n---\n\n```yaml\nstages: []\n```\n", 6, "the block has no list `steps`"),
        ("---\nname: mine\n---\n\n```yaml\nsteps:\n  - step: a\n\topens: end\n```\n", 8, "the YAML cannot be read"),
        ("---\nname: mine\n---\n\n```yaml\nsteps:\n  - step: a\n    with: [lead\n```\n", 9, "the YAML cannot be read"),
        ("---\nname: mine\n---\n\n```yaml\n- step: a\n  opens: end\n```\n", 6, "has no list `steps`"),
        ("---\nname: mine\n---\n\n```yaml\nsoon\n```\n", 6, "has no list `steps`"),
        ("---\nname: mine\n---\n\n```yaml\nversion: 2\nsteps: []\n```\n", 6, "unknown key `version` beside `steps`"),
        ("---\nname: mine\nfor: interviews\n---\n\n```yaml\nsteps: []\n```\n", 3, "`for: interviews` is not known"),
    ],
    ids=["no block", "no steps", "a tab", "an open bracket", "a list", "a word", "more than steps", "for whom"],
)
def test_a_note_that_is_wrong_as_a_whole(text: str, line: int, says: str) -> None:
    _, (problem,) = parse_playbook("playbooks/mine.md", text)
    assert says in problem.message
    assert problem.source.path == "playbooks/mine.md"
    assert problem.source.line == line
    assert problem.remedy


def test_every_problem_shows_its_line_in_the_vault(tmp_path: Path) -> None:
    (tmp_path / "playbooks").mkdir()
    (tmp_path / "vaultcrm.toml").write_text('format = 1\nvault = "test"\n', "utf-8")
    (tmp_path / "playbooks" / "mine.md").write_text(note("step: a\nopns: interview"), "utf-8")
    excerpts = [one.excerpt for one in load_vault(tmp_path).problems if one.source.path == "playbooks/mine.md"]
    assert "opns: interview" in excerpts


@pytest.mark.parametrize("file", sorted((ROOT / "templates" / "playbooks").glob("*.md")), ids=lambda file: file.stem)
def test_the_built_in_ones_are_right(file: Path) -> None:
    playbook, problems = parse_playbook(file.name, file.read_text("utf-8"))
    assert problems == ()
    assert playbook is not None
    assert playbook.name == file.stem


def documented() -> str:
    """The example at the end of the page on playbooks, as a user would copy it."""
    page = (ROOT / "docs" / "playbooks.md").read_text("utf-8")
    blocks = re.findall(r"^````markdown\n(.*?)^````$", page, re.DOTALL | re.MULTILINE)
    assert len(blocks) == 1
    return blocks[0]


def planned(root: Path, playbook: str, job: str, today: str) -> Plan:
    notes = {
        "vaultcrm.toml": 'format = 1\nvault = "test"\ncountry = "US"\n',
        "playbooks/mine.md": playbook,
        "jobs/Site.md": job,
        "contacts/Kim.md": "---\ntype: contact\nname: Kim\nemail: k@example.com\n---\n",
    }
    for path, text in notes.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    return make_plan(load_vault(root), date.fromisoformat(today), PublicHolidays())


JOB = "---\ntype: job\ntitle: Site\napplied: 2026-11-02\ncontact: Kim\nplaybooks: [{}]\n---\n\n## Log\n\n{}"


def listed(plan: Plan) -> list[tuple[str, ...]]:
    return sorted(
        (one.step, one.opens.isoformat(), one.due.isoformat(), one.expires.isoformat(), one.state)
        for one in plan.touchpoints
        if one.expires
    )


def test_the_documented_proposal_asks_after_3_10_and_30_days(tmp_path: Path) -> None:
    """Sent on Monday 2 November: the 5th, the 12th, and 2 December, each with its own end."""
    assert parse_playbook("proposal.md", documented())[1] == ()
    log = "- 2026-11-05 email [[Kim]] #proposal-1: It arrived\n"
    assert listed(planned(tmp_path, documented(), JOB.format("proposal", log), "2026-11-10")) == [
        ("proposal-1", "2026-11-05", "2026-11-06", "2026-11-11", "done"),
        ("proposal-2", "2026-11-12", "2026-11-13", "2026-11-23", "upcoming"),
        ("proposal-3", "2026-12-02", "2026-12-04", "2026-12-14", "upcoming"),
    ]


def test_the_proposal_ends_with_the_job(tmp_path: Path) -> None:
    log = "- 2026-11-05 email [[Kim]] #proposal-1\n- 2026-11-09 stage withdrawn\n"
    steps = [step for step, *_ in listed(planned(tmp_path, documented(), JOB.format("proposal", log), "2026-11-13"))]
    assert "proposal-2" not in steps
    assert "proposal-3" not in steps


def test_application_asks_once(tmp_path: Path) -> None:
    """F1: seven business days after 2 November, with Veterans Day between, are Thursday 12; nine are Monday 16."""
    assert listed(planned(tmp_path, note(GOOD), JOB.format("application", ""), "2026-11-03")) == [
        ("application", "2026-11-12", "2026-11-16", "2026-11-26", "upcoming")
    ]


def test_a_renamed_step_keeps_its_log(tmp_path: Path) -> None:
    log = "- 2026-11-05 email [[Kim]] #proposal-1\n"
    text = documented().replace("step: proposal-1", "step: first-word\n    act: proposal-1\n    was: [proposal-1]")
    found = listed(planned(tmp_path, text, JOB.format("proposal", log), "2026-11-06"))
    assert ("first-word", "2026-11-05", "2026-11-06", "2026-11-11", "done") in found


def test_what_is_missing_has_a_sensible_value() -> None:
    playbook, problems = parse_playbook("playbooks/mine.md", note("step: word\nopens: 2 days after end"))
    assert problems == ()
    assert isinstance(playbook, Playbook)
    (step,) = playbook.steps
    assert (step.act, step.title, step.scope, step.recipients, step.via, step.due) == (
        "word",
        "word",
        "interview",
        ("each",),
        ("email",),
        step.opens,
    )
    assert (str(step.expires.after), step.fits, step.selling, step.always) == ("10 days", ("email", "sent"), False, "")


def test_a_step_with_two_roles_goes_to_both(tmp_path: Path) -> None:
    text = note("step: hello\nof: job\nwith: [contact, hr]\nopens: 1 day after applied\nonly: [live]").replace(
        "name: mine\n", "name: mine\nfor: job\n"
    )
    job = JOB.format("mine", "").replace("contact: Kim", "contact: Kim\nhr: Lou")
    found = [one for one in planned(tmp_path, text, job, "2026-11-03").touchpoints if one.step == "hello"]
    assert sorted(one.person.name for one in found if one.person) == ["Kim", "Lou"]
    assert len({one.uid for one in found}) == 2
