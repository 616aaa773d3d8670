"""Notes as they come from other hands: what can be read of them is read, and what cannot is said."""

from __future__ import annotations

import runpy

import pytest
import yaml

from vaultcrm.model import Settings, Source
from vaultcrm.notes import loaders
from vaultcrm.notes.body import read_body
from vaultcrm.notes.checklist import BEGIN, END, parted
from vaultcrm.notes.frontmatter import parse_block
from vaultcrm.notes.links import as_refs
from vaultcrm.notes.log import log_words
from vaultcrm.notes.merge_sides import _opcodes
from vaultcrm.notes.playbook_yaml import composed
from vaultcrm.notes.points import parse_time
from vaultcrm.notes.salvage import salvage, unclosed_keys
from vaultcrm.notes.values import Wrong, as_tags, as_text, as_texts, as_words, of_text

HERE = Source("contacts/Dana Lee.md", 3)


def test_a_hint_is_given_once_a_note_and_anything_worse_each_time() -> None:
    log = "## Log\n\n- 2026-11-02 pinged her\n- 2026-11-03 pinged her\n- 2026-02-30 call\n- 2026-02-30 call\n"
    said = [problem.severity for problem in read_body("contacts/Dana Lee.md", log, 1, log_words(Settings())).problems]
    assert said.count("hint") == 1
    assert len(said) == 3


@pytest.mark.parametrize("text", [f"{BEGIN}\n- [ ] call\n", f"{END}\n{BEGIN}\n", f"{BEGIN}\n{BEGIN}\n{END}\n"])
def test_a_checklist_whose_marks_are_no_pair_has_no_parts(text: str) -> None:
    assert parted(text) is None


def test_front_matter_of_nothing_but_a_comment_that_cannot_be_read_is_said() -> None:
    (problem,) = parse_block("contacts/Dana Lee.md", "# a bell \a\n").problems
    assert problem.source == Source("contacts/Dana Lee.md", 2)
    assert problem.message.startswith("the front matter cannot be read")


def test_of_a_list_of_people_what_is_no_text_names_nobody() -> None:
    (dana,) = as_refs([{"name": "Sam"}, None, "Dana Lee"], HERE)
    assert dana.target == "Dana Lee"


def test_without_the_library_in_c_the_parsers_in_python_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    slow = runpy.run_path(loaders.__file__)
    assert (slow["BaseLoader"], slow["SafeLoader"]) == (yaml.BaseLoader, yaml.SafeLoader)


@pytest.mark.parametrize(
    ("block", "why"),
    [("[" * 200 + "]" * 200, "nested too deeply"), ("a: &x [1, 2]\nb: *x\n", "more than once"), ("a: [", "cannot be read")],
)
def test_steps_that_would_grow_or_end_nowhere_are_not_taken(block: str, why: str) -> None:
    node, (problem,) = composed("playbooks/mine.md", block, 12)
    assert node is None
    assert why in problem.message
    assert problem.source.line >= 12


def test_a_text_may_be_used_twice_in_a_playbook() -> None:
    """Written out it is as large as it looks."""
    node, problems = composed("playbooks/mine.md", "opens: &when 1 day after interview\nexpires: *when\n", 12)
    assert node is not None
    assert problems == []


@pytest.mark.parametrize("text", ["", "8", "8:0x", "x:00", "24:00", "8:60", "123:45"])
def test_no_time_of_day(text: str) -> None:
    assert parse_time(text) is None


def test_keys_after_a_fence_that_nothing_closes_may_go_on_to_the_end_of_the_note() -> None:
    assert unclosed_keys("---\ntype: contact\ntags:\n  - mentor\n") == ("type: contact\ntags:\n  - mentor\n", 2)
    assert unclosed_keys("---\ntype: contact\n\nShe climbs.\n") == ("type: contact\n", 2)


def test_a_comment_behind_the_last_key_that_can_be_mended_is_no_line_of_its_own() -> None:
    entries, problems = salvage("contacts/Dana Lee.md", "name: [Dana\ncompany: Acme\n# her words\n", 2)
    assert [entry.key for entry in entries] == ["company"]
    assert [problem.message[:6] for problem in problems] == ["`name`"]


def test_keys_of_its_own_are_no_text() -> None:
    held = {"street": "1 Main Street"}
    read = of_text(lambda text: text, "it is no date", "write one")
    for found in (as_text(held), as_texts(held), as_words(held), as_tags(held), read(held)):
        assert isinstance(found, Wrong)
        assert found.reason == "it holds keys of its own"


def test_a_title_in_brackets_is_a_text_all_the_same() -> None:
    assert as_text(["Senior", ["Staff"], "Engineer"]) == "Senior, Staff, Engineer"


def test_where_a_million_items_are_alike_everything_between_the_ends_is_replaced() -> None:
    same = ["- [ ] call"] * 1100
    steps = list(_opcodes(["a", "b", *same, "z"], ["a", *same, "c", "z"]))
    assert steps == [("equal", 0, 1, 0, 1), ("replace", 1, 1102, 1, 1102), ("equal", 1102, 1103, 1102, 1103)]
