"""The tree as lines, Mermaid, a drawing and data: nothing of a note can become markup, nothing is wider than the screen."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultcrm.model import Contact, Ref, Source
from vaultcrm.views.network.data import tree_data
from vaultcrm.views.network.layout import spots
from vaultcrm.views.network.lines import PLAIN, Marks, tree_lines
from vaultcrm.views.network.mermaid import mermaid_text
from vaultcrm.views.network.outcomes import NOTHING, Outcomes
from vaultcrm.views.network.picture import STYLE, picture
from vaultcrm.views.network.twigs import Tree, Twig
from vaultcrm.views.spans import text_of, width

SVG = "{http://www.w3.org/2000/svg}"


def twig(name, parent=None, depth=0, last=True, about=None, outcomes=NOTHING):
    return Twig(name.casefold(), name, about, outcomes, depth, parent, last)


CAME = Outcomes(held=frozenset("a"), offers=frozenset("j"))
FAMILY = Tree(
    (
        twig("Maya", about="Fernway Health"), twig("Ben", 0, 1, False, outcomes=CAME),
        twig("Walter", 0, 1), twig("Anjali", 2, 2),
    ),
    CAME,
    others=2,
)  # fmt: skip


def shown(tree, marks):
    return [text_of(line) for line in tree_lines(tree, marks)]


def test_a_tree_on_a_terminal():
    assert shown(FAMILY, Marks()) == [
        "Maya, Fernway Health",
        "├─ Ben  1 interview, offer",
        "└─ Walter",
        "   └─ Anjali",
        "",
        "Not shown: 2 people without an introduction.",
        "From 3 introductions came 1 interview, 1 offer.",
    ]


def test_the_same_without_box_drawing():
    assert shown(FAMILY, PLAIN)[1:4] == ["|- Ben  1 interview, offer", "`- Walter", "   `- Anjali"]


def test_an_empty_tree_says_how_one_begins():
    assert "introduced_by" in " ".join(shown(Tree((), NOTHING), Marks()))


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=150), min_size=1, max_size=30))
def test_no_line_is_wider_than_the_screen_however_deep_and_long(names):
    deep = tuple(twig(name, number - 1 if number else None, number, about=name) for number, name in enumerate(names))
    assert max(width(text) for text in shown(Tree(deep, NOTHING), Marks())) <= 80


def test_a_deep_row_is_cut_at_the_left():
    deep = tuple(twig(f"P{number}", number - 1 if number else None, number) for number in range(30))
    row = shown(Tree(deep, NOTHING), Marks())[29]
    assert row.startswith("…  ")
    assert row.endswith("└─ P29")


def test_a_mermaid_chart():
    assert mermaid_text(FAMILY) == (
        "flowchart LR\n  %% From 3 introductions came 1 interview, 1 offer.\n"
        '  n0["Maya<br/>Fernway Health"]\n  n1["Ben<br/>1 interview, offer"]\n  n2["Walter"]\n  n3["Anjali"]\n'
        "  n0 --> n1\n  n0 --> n2\n  n2 --> n3\n"
    )


@given(st.text(max_size=60))
def test_a_name_cannot_end_its_label_in_mermaid(name):
    nodes = [line for line in mermaid_text(Tree((twig(name or "x"),), NOTHING)).splitlines() if line.startswith("  n0[")]
    label = nodes[0].removeprefix('  n0["').removesuffix('"]')
    assert len(nodes) == 1
    assert not set(label) & set('"<>[]{}|`\\\n')


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_a_name_holds_the_drawing_is_xml_and_holds_nothing_active(name, company):
    drawn = ElementTree.fromstring(picture(Tree((twig(name or "x", about=company),), NOTHING)).encode("utf-8", "strict"))
    assert {node.tag.removeprefix(SVG) for node in drawn.iter()} <= {
        "svg",
        "title",
        "desc",
        "style",
        "g",
        "rect",
        "text",
        "path",
    }


def test_a_drawing_has_title_description_and_both_palettes():
    drawn = ElementTree.fromstring(picture(FAMILY))
    assert drawn.findtext(f"{SVG}title") == "Who introduced whom"
    told = drawn.findtext(f"{SVG}desc")
    assert told == (
        "Maya introduced Ben (1 interview, offer). Maya introduced Walter. Walter introduced Anjali. "
        "From 3 introductions came 1 interview, 1 offer."
    )
    assert "prefers-color-scheme: dark" in STYLE
    assert "://" not in STYLE


def test_long_names_are_cut_and_told_whole_where_one_points():
    name = "Very " * 30 + "long"
    drawn = ElementTree.fromstring(picture(Tree((twig(name),), NOTHING)))
    (box,) = drawn.iter(f"{SVG}g")
    assert box.findtext(f"{SVG}title") == name
    assert len(box.findtext(f"{SVG}text")) <= 22


@pytest.mark.parametrize("seed", range(5))
def test_no_two_boxes_meet(seed):
    twigs = [twig("root")]
    for number in range(1, 200):
        parent = (number * 7919 + seed * 104729) % number
        twigs.append(twig(f"P{number}", parent, twigs[parent].depth + 1))
    ordered = _preorder(twigs)
    by_column = {}
    for spot in spots(ordered):
        by_column.setdefault(spot.column, []).append(spot.slot)
    for slots in by_column.values():
        slots.sort()
        assert min((later - earlier for earlier, later in pairwise(slots)), default=1) >= 1


def _preorder(twigs):
    """The same rows, each before what hangs on it and next to it."""
    below = {number: [n for n, one in enumerate(twigs) if one.parent == number] for number in range(len(twigs))}
    ordered, waiting = [], [(0, None)]
    while waiting:
        number, parent = waiting.pop()
        one = twigs[number]
        ordered.append(Twig(one.key, one.name, None, NOTHING, one.depth, parent, one.last))
        waiting += [(n, len(ordered) - 1) for n in reversed(below[number])]
    return ordered


def test_the_keys_of_the_data():
    maya = Contact(Source("contacts/Maya.md", 1), "maya", "Maya", "Maya", company=Ref("Fernway"))
    tree = Tree((Twig("maya", "Maya", "Fernway", NOTHING, 0, None, True, contact=maya), twig("Ben", 0, 1)), NOTHING)
    data = tree_data(tree)
    assert data["people"] == [
        {
            "id": "maya", "name": "Maya", "company": "Fernway", "path": "contacts/Maya.md", "introduced_by": None, "depth": 0,
            "interviews": [], "ahead": [], "offers": [], "hired": [], "friends": [],
        },
        {
            "id": None, "name": "Ben", "company": None, "path": None, "introduced_by": {"id": "maya", "name": "Maya"},
            "depth": 1, "interviews": [], "ahead": [], "offers": [], "hired": [], "friends": [],
        },
    ]  # fmt: skip
    assert list(data) == ["people", "jobs", "introductions", "total", "others", "problems"]
    assert data["total"] == {"interviews": 0, "ahead": 0, "offers": 0, "hired": 0, "friends": 0}
