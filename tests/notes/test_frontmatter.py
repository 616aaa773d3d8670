"""Front matter as people mean it: text stays text, and one bad line costs one key."""

from textwrap import dedent

import pytest

from vaultcrm.notes.frontmatter import FrontMatter, normal, parse_block


def read(block: str) -> FrontMatter:
    return parse_block("contacts/Dana Lee.md", dedent(block).lstrip("\n"))


def values(front: FrontMatter) -> dict[str, object]:
    return {key: entry.value for key, entry in front.entries.items()}


def said(front: FrontMatter) -> list[str]:
    return [f"{problem.source.line}: {problem.message}" for problem in front.problems]


@pytest.mark.parametrize("text", ["+15551234567", "0171234567", "10:30", "no", "2026-11-17", "1e3", "0x1F", "on", "1_000"])
def test_what_yaml_would_take_for_something_else_stays_as_it_was_written(text: str) -> None:
    assert values(read(f"phone: {text}")) == {"phone": text}


def test_a_key_with_nothing_behind_it_is_not_known() -> None:
    front = read("""
        email:
        phone: ~
        title: null
        company: "null"
    """)
    assert values(front) == {"email": None, "phone": None, "title": None, "company": "null"}
    assert front.problems == ()


def test_keys_are_compared_without_case_hyphens_and_spaces() -> None:
    assert {normal(key) for key in ("Last Contact", "last-contact", "LAST_CONTACT")} == {"last_contact"}


def test_each_key_knows_its_line_and_spelling() -> None:
    front = read("""
        # who she is
        Name: Dana Lee
        e-mail: dana@example.com
    """)
    assert [(entry.key, entry.line, entry.column) for entry in front.entries.values()] == [("Name", 3, 1), ("e-mail", 4, 1)]


def test_of_a_key_given_twice_the_first_counts_and_it_is_said() -> None:
    front = read("""
        email: dana@example.com
        phone: +1 555 0100
        Email: other@example.com
    """)
    assert values(front)["email"] == "dana@example.com"
    assert said(front) == ["4: `Email` stands here a second time; the first, on line 2, counts"]


def test_a_block_that_does_not_parse_loses_only_the_bad_keys() -> None:
    front = read("""
        name: Dana Lee
        place: Zoom: https://example.com/j/1
        title: @work
        email: dana@example.com
    """)
    assert values(front) == {"name": "Dana Lee", "email": "dana@example.com"}
    assert said(front) == [
        "3: `place` cannot be read: there is a second `: ` in it",
        "4: `title` cannot be read: it begins with a character that YAML keeps for itself",
    ]


def test_a_value_that_begins_with_a_link_is_text() -> None:
    front = read("""
        interviewers: [[Dana Lee]], [[Sam Roe]]
        company: [[Acme]] (the new one)
        references:
          - [[Ines Berg]] at Brook
    """)
    assert values(front) == {
        "interviewers": "[[Dana Lee]], [[Sam Roe]]",
        "company": "[[Acme]] (the new one)",
        "references": ["[[Ines Berg]] at Brook"],
    }
    assert front.problems == ()


def test_a_tab_is_read_as_spaces_and_said() -> None:
    front = read("name: Dana Lee\ntags:\n\t- mentor\nemail: dana@example.com\n")
    assert values(front) == {"name": "Dana Lee", "tags": ["mentor"], "email": "dana@example.com"}
    assert [(problem.source.line, problem.severity) for problem in front.problems] == [(4, "warning")]


def test_a_line_that_is_no_key_is_said_and_costs_nothing_else() -> None:
    front = read("""
        name: Dana Lee
        met her at the fair
        email: dana@example.com
    """)
    assert values(front) == {"name": "Dana Lee", "email": "dana@example.com"}
    assert said(front) == ["3: this line is no key of the front matter"]


def test_values_on_several_lines_survive_a_bad_neighbour() -> None:
    front = read("""
        address: |
          12 High Street
          Boston
        tags:
        - a
        - b

        # a remark
        place: Zoom: 1
    """)
    assert values(front) == {"address": "12 High Street\nBoston\n", "tags": ["a", "b"]}


def test_of_a_merge_conflict_only_what_differs_is_lost() -> None:
    front = read("""
        name: Dana Lee
        <<<<<<< HEAD
        email: dana@example.com
        title: Manager
        =======
        email: dana@example.org
        title: Manager
        phone: +1 555 0100
        >>>>>>> phone
        tags: [a]
    """)
    assert values(front) == {"name": "Dana Lee", "title": "Manager", "phone": "+1 555 0100", "tags": ["a"]}
    assert said(front) == ["3: a merge left its conflict marks; not read, because the two sides differ: `email`"]
    assert front.entries["tags"].line == 11


@pytest.mark.parametrize(
    "bomb",
    ["a: " + "[" * 100_000, "a: " + "- " * 100_000, "a: " + "{b: " * 50_000, "\n".join(" " * n + "a:" for n in range(3000))],
    ids=["brackets", "dashes", "braces", "indents"],
)
def test_deep_nesting_is_refused_before_the_parser_sees_it(bomb: str) -> None:
    front = read(f"name: Dana Lee\n{bomb}\n")
    assert values(front)["name"] == "Dana Lee"
    assert any("nested too deeply" in problem.message for problem in front.problems)


def test_lists_that_grow_by_aliases_are_not_written_out() -> None:
    lines = ["l0: &l0 [x, x]", *(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 30))]
    front = read("\n".join(lines) + "\nname: Dana Lee\n")
    assert values(front)["name"] == "Dana Lee"
    assert front.problems


@pytest.mark.parametrize("block", ["just some words\n", "- a\n- b\n", "%YAML 9\n", "a: \x00\n", "[x]: y\n", ": y\n", "? \n"])
def test_whatever_stands_there_is_an_answer_and_not_a_crash(block: str) -> None:
    front = parse_block("a.md", block)
    assert front.problems or front.entries


def test_windows_line_endings() -> None:
    assert values(parse_block("a.md", "name: Dana Lee\r\ncompany: [[Acme]] x\r\ntags:\r\n- a\r\n")) == {
        "name": "Dana Lee",
        "company": "[[Acme]] x",
        "tags": ["a"],
    }
