"""``docs/drafts.md`` names what there is, its example works, and the example vault has the templates as they are shipped."""

from __future__ import annotations

import re
from pathlib import Path

from vaultcrm.drafts.write.grammar import FILTERS, FUNCTIONS
from vaultcrm.drafts.write.scene import KNOWN, scene
from vaultcrm.vault.shipped import shipped

PAGE = (Path(__file__).parents[3] / "docs/drafts.md").read_text("utf-8")


def test_the_page_names_every_name_and_no_other():
    table = PAGE.partition("## The names")[2].partition("**Your notes")[0]
    named = {name for row in re.findall(r"^\| (`[^|]+) \|", table, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)}
    assert named - {"name"} == KNOWN.names | KNOWN.lists | KNOWN.records.keys()


def test_the_page_names_every_function_and_filter():
    assert all(f"`{name}`" in PAGE for name in FILTERS)
    assert all(f"`{name}(" in PAGE for name in FUNCTIONS)


def test_every_name_has_a_value(rich, empty, language):
    for material in (rich, empty):
        assert scene(material, language("en")).keys() == KNOWN.names | KNOWN.lists | KNOWN.records.keys()


def test_the_pages_example_works(rich, written):
    example = re.search(r"```\n(Subject: .*?)```", PAGE, re.DOTALL)
    assert example
    found = written(rich, "mine.md", own={"mine.md": example[1]})
    assert found.subject == "Thank you for the conversation on Tuesday"
    assert "I enjoyed talking about moving the order ledger without a day of downtime." in found.text
    assert found.text.endswith("- the list of stop signs\n\nKind regards,\nRobin Hale")


def test_the_example_vault_has_the_templates_as_they_are_shipped():
    ours, theirs = (shipped(name) for name in ("templates", "example-vault"))
    files = sorted(path.relative_to(ours) for path in (ours / "drafts").rglob("*.*"))
    assert len(files) > 80
    assert [path for path in files if (ours / path).read_bytes() != (theirs / "templates" / path).read_bytes()] == []
