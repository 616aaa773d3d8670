"""A draft as it is made: nothing in it but its gaps is to be put right, and it fits whatever talk it thanks for."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from vaultcrm.drafts.checks import Checked, findings
from vaultcrm.drafts.material import Topic
from vaultcrm.model import Draft, Ref, Source
from vaultcrm.notes.drafts import gaps

from .conftest import templates
from .test_acts import EVERY, of_medium

NAMES = frozenset({"Dana Lee", "Robin Hale", "Ben Achterberg", "Acme", "Harborline", "Larkspur", "Staff Engineer", "Kafka"})
# A talk may have been by phone, for half an hour, and with somebody who was met before.
ONLY_ONCE_IN_PERSON = (
    r"way home|went home|to meet you|the hour|receiving me|nach Hause|Heimweg|kennenzulernen|die Stunde|empfangen|begegnet"
)


def checked(material, said, name, code):
    """The text as its note holds it, with what it came from."""
    act = name.partition(".")[0]
    touchpoint = replace(material.touchpoint, step=act, act=act)
    draft = Draft(
        Source("drafts/2026-11-18 Dana Lee.md", 1), touchpoint.uid, act, material.medium, code, Ref("Dana Lee"),
        Ref("2026-11-17 Acme"), said.subject, said.text, line=12,
    )  # fmt: skip
    return Checked(draft, replace(material, language=code, touchpoint=touchpoint), words=NAMES, companies=frozenset({"Acme"}))


def each_way(material, name, code, written):
    """The draft in each of the wordings that it has: five, where it picks one."""
    several = "pick(" in (templates(code) / name).read_text("utf-8") or "card.md" in name
    for position in range(5 if several else 1):
        one = replace(of_medium(material, name), position=position)
        yield written(one, name, code), one


@pytest.mark.parametrize(("code", "name"), EVERY)
def test_in_whatever_words_a_draft_is_made_only_its_gaps_are_found(code, name, rich, german, written):
    for said, material in each_way(german if code == "de" else rich, name, code, written):
        found = [one for one in findings(checked(material, said, name, code)) if one.severity != "hint"]
        assert [one.message for one in found if one.rule != "gap"] == []
        assert bool(found) == bool(gaps(said.text))
        assert not re.search(ONLY_ONCE_IN_PERSON, said.text)


@pytest.mark.parametrize("code", ["de", "en"])
def test_two_declines_of_one_interview_are_not_alike(code, rich, written):
    """E4, C8: the one to HR in other words than the manager's."""
    hr, manager = (
        checked(rich, written(replace(rich, role=role), "decline.md", code), "decline.md", code)
        for role in ("hr", "hiring-manager")
    )
    beside = replace(manager, earlier=(replace(hr.draft, recipient=Ref("Sam Roe")),))
    assert [one.message for one in findings(beside) if one.severity != "hint"] == []


@pytest.mark.parametrize("code", ["de", "en"])
def test_a_long_topic_is_no_subject(code, rich, written):
    long = Topic(
        "the order ledger, and above all the reconciliation with the administration of the subsidiary's warehouses in Rostock"
    )
    said = written(replace(rich, share=(), topics=(long,), own_topics=(long,)), "weekly.md", code)
    assert len(said.subject) < 80
    assert "warehouses in Rostock" in said.text
