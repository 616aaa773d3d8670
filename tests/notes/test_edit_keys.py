"""Edits of front matter: the value that was meant changes, every other byte stays, or nothing is done."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from vaultcrm.errors import EditRefused
from vaultcrm.notes.edit import add_to_list, read_key, remove_key, set_key

DANA = """---
# the card she gave me
Name: Dana Lee   # not Leigh
company: "[[Acme]]"
e-mail:
  - dana@example.com   # work
  # ask for the private one
  - lee@example.org
phone: '+1 555 0100'
tags: [mentor, panel]  # mine
address: |
  1 Main Street

  Boston

birthday:
---
She likes climbing.
---
Not a fence.
"""


@pytest.mark.parametrize(
    ("key", "value", "before", "after"),
    [
        ("name", "Dana Leigh", "Name: Dana Lee   # not", "Name: Dana Leigh   # not"),
        ("company", "[[Acme Labs]]", 'company: "[[Acme]]"', 'company: "[[Acme Labs]]"'),
        ("phone", "+1 555 0101", "phone: '+1 555 0100'", "phone: '+1 555 0101'"),
        ("birthday", "05-02", "birthday:\n", "birthday: 05-02\n"),
        ("address", "2 Main Street", "address: |\n  1 Main Street\n\n  Boston\n", "address: 2 Main Street\n"),
        ("address", "2 Main Street\nBoston", "|\n  1 Main Street\n\n  Boston\n", "|-\n  2 Main Street\n  Boston\n"),
        ("address", "2 Main Street\n \nBoston", "|\n  1 Main Street\n\n  Boston\n", '"2 Main Street\\n \\nBoston"\n'),
        ("tags", ["mentor", "panel", "a, b"], "[mentor, panel]", '[mentor, panel, "a, b"]'),
        ("tags", ["friend"], "[mentor, panel]", "[friend]"),
        ("birthday", ["one", "[[Two]]"], "birthday:\n", 'birthday:\n  - one\n  - "[[Two]]"\n'),
        ("E_Mail", ["dana@example.com", "lee@example.org", "x@example.net"], "org\n", "org\n  - x@example.net\n"),
        ("linkedin ok", True, "birthday:\n", "birthday:\nlinkedin ok: true\n"),
        ("met", "2026-11-17", "birthday:\n", "birthday:\nmet: 2026-11-17\n"),
        ("aliases", ["DL"], "birthday:\n", "birthday:\naliases:\n  - DL\n"),
    ],
)
def test_setting_a_key_changes_its_own_lines(key: str, value: str | bool | list[str], before: str, after: str) -> None:
    assert DANA.count(before) == 1
    assert set_key(DANA, key, value) == DANA.replace(before, after)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("plain words", "plain words"),
        ("no", '"no"'),
        ("Y", '"Y"'),
        ("0171", '"0171"'),
        ("+15551234567", '"+15551234567"'),
        ("1.5", '"1.5"'),
        ("2026-11-17", "2026-11-17"),
        ("2026-11-17 14:00", "2026-11-17 14:00"),
        ("10:30", "10:30"),
        ("[[Dana Lee]]", '"[[Dana Lee]]"'),
        ("met [[Dana Lee]]", '"met [[Dana Lee]]"'),
        ("Zoom: https://example.com/#1", '"Zoom: https://example.com/#1"'),
        ("https://example.com/a#b", "https://example.com/a#b"),
        ("C# and C++", "C# and C++"),
        ("size #4", '"size #4"'),
        ("@work", '"@work"'),
        ("- a", '"- a"'),
        ("a: b", '"a: b"'),
        ("ends with:", '"ends with:"'),
        ("*all*", '"*all*"'),
        ("{{date}}", '"{{date}}"'),
        ('say "hi"', 'say "hi"'),
        ('"quoted"', "'\"quoted\"'"),
        ("it's", "it's"),
        ("", '""'),
        (" padded ", '" padded "'),
        ("null", '"null"'),
        ("~", '"~"'),
        ("🙂 Zoë", "🙂 Zoë"),
        ("bell\x07", '"bell\\x07"'),
        ("a\u2028b", '"a\\u2028b"'),
        ("tab\there", '"tab\\there"'),
        ("---", '"---"'),
    ],
)
def test_values_are_quoted_only_where_yaml_would_read_them_otherwise(value: str, written: str) -> None:
    note = "---\na: 1\n---\n"
    assert set_key(note, "k", value) == f"---\na: 1\nk: {written}\n---\n"
    assert yaml.load(set_key(note, "k", value)[4:-4], Loader=yaml.BaseLoader)["k"] == value


@pytest.mark.parametrize(
    ("block", "added"),
    [
        ("tags:\n- a\n- b\n", "tags:\n- a\n- b\n- new\n"),
        ("tags:\n    - a\n    # last\nx: 1\n", "tags:\n    - a\n    - new\n    # last\nx: 1\n"),
        ("tags:\n  -   a # why\n", "tags:\n  -   a # why\n  -   new\n"),
        ("tags: [a, b]\n", "tags: [a, b, new]\n"),
        ("tags: [ a, b ,]  # c\n", "tags: [ a, b, new ,]  # c\n"),
        ("tags: []\n", "tags: [new]\n"),
        ("tags: [\n  a,\n  b\n]\n", "tags: [\n  a,\n  b, new\n]\n"),
        ("tags:\n", "tags:\n  - new\n"),
        ("tags:   \nx:\n- 1\n", "tags:\n- new\nx:\n- 1\n"),
        ("tags: # none yet\n", "tags: [new] # none yet\n"),
        ("tags: a\n", "tags:\n  - a\n  - new\n"),
        ("tags: 'a b'  # c\n", "tags: [a b, new]  # c\n"),
        ("tags: [[Dana Lee]]\n", 'tags: ["[[Dana Lee]]", new]\n'),
        ("tags:\n- - Dana Lee\n", "tags:\n- - Dana Lee\n- new\n"),
        ("tags:\n- |\n  two\n  lines\n\nx: 1\n", "tags:\n- |\n  two\n  lines\n- new\n\nx: 1\n"),
        ("tags:\n- a: 1\n  b: 2\n", "tags:\n- a: 1\n  b: 2\n- new\n"),
        ("tags:\n-\n- \n", "tags:\n-\n- \n- new\n"),
        ("x: &it a\ntags:\n  - b\n  - *it\n# end\n", "x: &it a\ntags:\n  - b\n  - *it\n  - new\n# end\n"),
        ('"tags" : [a]\n', '"tags" : [a, new]\n'),
        ("TAGS: [a]\n", "TAGS: [a, new]\n"),
        ("other: [a]\n", "other: [a]\ntags: [new]\n"),
        ("  x: 1\n  y: 2\n", "  x: 1\n  y: 2\n  tags:\n    - new\n"),
        ("tags:\r\n- a\r\nx: 1\n", "tags:\r\n- a\r\n- new\r\nx: 1\n"),
        ("x: 1\r\ntags:\n", "x: 1\r\ntags:\n  - new\n"),
        ("tags: [new]\n", "tags: [new]\n"),
        ("tags: new\n", "tags: new\n"),
        ('tags: ""\n', "tags:\n  - new\n"),
        ("t: {{x}}\ntags:\n - a\n", "t: {{x}}\ntags:\n - a\n - new\n"),
        ("text: |+\n  a\n\n", "text: |+\n  a\n\ntags:\n  - new\n"),
        ("x: 1\n\n", "x: 1\ntags:\n  - new\n\n"),
        ("# only a comment\n", "# only a comment\ntags:\n  - new\n"),
        ("", "tags:\n  - new\n"),
    ],
)
def test_an_item_is_added_in_the_form_that_the_list_has(block: str, added: str) -> None:
    for head, close in (("---\n", "---\nText"), ("\ufeff---\n", "...\n"), ("\n--- \n", "---")):
        assert add_to_list(head + block + close, "tags", "new") == head + added + close


@pytest.mark.parametrize(
    ("block", "left"),
    [
        ("a: 1\ngone: 2 # c\nb: 3\n", "a: 1\nb: 3\n"),
        ("a: 1\ngone:\n- x\n# of b\nb: 3\n", "a: 1\n# of b\nb: 3\n"),
        ("gone: >-\n  folded\n  text\n\n\nb: 3\n", "\n\nb: 3\n"),
        ("gone: {x: [1, 2],\n  y: 3}\nb: 3\n", "b: 3\n"),
        ("gone:\n  nested:\n    deep: 1\n\n# c\n", "\n# c\n"),
        ("gone: plain\n  over two lines\nb: 3\n", "b: 3\n"),
        ("? gone\n: 1\n", None),
        ("gone: &a 1\nb: *a\n", None),
        ("b: &a 1\ngone: *a\n", "b: &a 1\n"),
        ("only: 1\n", "only: 1\n"),
        ("gone: 1\n", ""),
    ],
)
def test_removing_a_key_takes_its_lines_and_no_other(block: str, left: str | None) -> None:
    note = f"---\n{block}---\nText\n"
    if left is None:
        with pytest.raises(EditRefused):
            remove_key(note, "gone")
    else:
        assert remove_key(note, "gone") == f"---\n{left}---\nText\n"


@pytest.mark.parametrize(
    ("note", "reason"),
    [
        ("---\na: [1\n---\n", "cannot be read"),
        ("---\na: 1\n\tb: 2\n---\n", "cannot be read"),
        ("---\na: b: c\n---\n", "cannot be read"),
        ("---\n<<<<<<< HEAD\nk: 1\n=======\nk: 2\n>>>>>>> theirs\n---\n", "a merge left its conflict marks on line 2"),
        ("---\n{k: 1}\n---\n", "each on its own line"),
        ("---\n- k\n---\n", "each on its own line"),
        ("---\njust words\n---\n", "each on its own line"),
        ("---\nk: 1\nK: 2\n---\n", "2 times"),
        ("---\nk: &a [1]\nb: *a\n---\n", "anchor"),
        ("---\nk:\n- 1\n# mine\n- 2\n---\n", "comment"),
        ("---\nk: | # mine\n  text\n---\n", "comment"),
        ("---\nk: a\x07b\n---\n", "does not allow"),
        ("---\nk: 1\nno end\n", "not closed"),
    ],
)
def test_what_cannot_be_proved_is_refused(note: str, reason: str) -> None:
    with pytest.raises(EditRefused, match=reason):
        set_key(note, "k", "new")


def test_a_note_without_front_matter_gets_some() -> None:
    assert set_key("Met at the fair.\r\n", "type", "contact") == "---\r\ntype: contact\r\n---\r\nMet at the fair.\r\n"
    assert set_key("\ufeffText", "type", "contact") == "\ufeff---\ntype: contact\n---\nText"


def test_the_words_of_a_vault_are_kept() -> None:
    assert set_key("---\nstatus: applied\n---\n", "stage", "offer", also=["status"]) == "---\nstatus: offer\n---\n"
    both = "---\nstatus: x\nStage: applied\n---\n"
    assert set_key(both, "stage", "offer", also=["status"]) == both.replace("applied", "offer")


def test_the_same_value_changes_nothing() -> None:
    assert set_key(DANA, "name", "Dana Lee") == DANA
    assert set_key(DANA, "tags", ["mentor", "panel"]) == DANA
    assert add_to_list(DANA, "tags", "panel") == DANA
    assert remove_key(DANA, "nothing") == DANA


def test_reading_a_key() -> None:
    assert read_key(DANA, "name") == "Dana Lee"
    assert read_key(DANA, "tags") == ["mentor", "panel"]
    assert read_key(DANA, "birthday") is None
    assert read_key(DANA, "nothing") is None


def test_a_list_that_is_not_plainly_one_value_is_left_alone() -> None:
    with pytest.raises(EditRefused, match="not plainly one value"):
        add_to_list("---\ninterviewers: Dana Lee, Sam Roe\n---\n", "interviewers", "Kim")


def test_an_alias_bomb_and_deep_nesting_are_no_trouble() -> None:
    levels = "".join(f"l{n + 1}: [{', '.join([f'*a{n}'] * 9)}]\n".replace(": ", f": &a{n + 1} ") for n in range(20))
    bomb = f"---\nl0: &a0 [x]\n{levels}k: 1\n---\n"
    assert set_key(bomb, "k", "2") == bomb.replace("k: 1", 'k: "2"')
    deep = f"---\ndeep: {'[' * 3000}{']' * 3000}\nk: 1\n---\n"
    assert remove_key(deep, "k") == deep.replace("k: 1\n", "")


# ---------------------------------------------------------------- generated notes

words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)
easy = st.sampled_from(["Dana", "Dana Lee", "2026-11-17", "'it''s'", '"[[Acme]]"', "+1 555", "no", "Zoë 🙂", "a:b", "C#"])
endings = st.sampled_from(["\n", "\n", "\n", "\r\n"])
comments = st.sampled_from(["", "", " # why", "  ", " #"])


@st.composite
def values(draw: st.DrawFn, end: str) -> str:
    """A value in one of the forms that people and programs write, with all of its lines, from behind the colon on."""
    items, comment = draw(st.lists(easy, min_size=1, max_size=3)), draw(comments)
    indent = draw(st.sampled_from(["", "  ", "    "]))
    between = draw(st.sampled_from(["", "", f"# between{end}", end]))
    body = draw(st.sampled_from(["|", ">", "|-", ">+", "|+"]))
    return draw(
        st.sampled_from(
            [
                f" {items[0]}{comment}{end}",
                f"{comment}{end}",
                f" [{', '.join(items)}]{comment}{end}",
                f"{comment}{end}" + between.join(f"{indent}- {item}{comment}{end}" for item in items),
                f" {body}{end}" + "".join(f"  {item}{end}" for item in items) + draw(st.sampled_from(["", end])),
                f"{end}  sub: {items[0]}{comment}{end}  other:{end}    - {items[0]}{end}",
                f"{end}  - - {items[0]}{end}",
                f" {{x: {items[0]}}}{comment}{end}",
                f"{end}  {items[0]}{end}",
            ]
        )
    )


@st.composite
def notes(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """The keys of a note, and its text in pieces: head, one piece a key, the rest."""
    keys = ["name", "Company", "e-mail", '"quoted key"', "key with spaces", "tags", "ünï"]
    names = draw(st.lists(st.sampled_from(keys), min_size=1, max_size=5, unique=True))
    pieces = []
    for name in names:
        end = draw(endings)
        above = draw(st.sampled_from(["", "", f"# above{end}", end]))
        pieces.append(above + name + ":" + draw(values(end)))
    head = draw(st.sampled_from(["---\n", "\ufeff---\n", "\n---\r\n", "--- \n"]))
    rest = draw(st.sampled_from(["---\n", "...\n", "---", "---\r\n\r\nText\n---\nmore", "---\n# Log\n{{ x }}  "]))
    return [name.strip('"') for name in names], [head, *pieces, rest]


def loaded(text: str) -> dict[str, object]:
    block = text.split("---", 1)[1].split("\n", 1)[1]
    lines = block.splitlines(keepends=True)
    end = next(at for at, line in enumerate(lines) if line.rstrip() in ("---", "..."))
    return dict(yaml.load("".join(lines[:end]), Loader=yaml.BaseLoader) or {})


def keeps_blank_lines(text: str) -> bool:
    """Whether a ``|+`` stands there, to whose text the blank lines behind the next key would fall."""
    return "+\n" in text or "+\r\n" in text


def around(pieces: list[str], at: int) -> tuple[str, str]:
    """What must stay where the ``at``-th key is edited: all before the key's line, all after its value."""
    piece = pieces[at + 1]
    start = len(piece) - len(piece.lstrip())
    if piece[start:].startswith("#"):
        start = piece.index("\n") + 1
    return "".join(pieces[: at + 1]) + piece[:start], "".join(pieces[at + 2 :])


@given(notes(), st.data())
def test_setting_any_key_of_any_note(note: tuple[list[str], list[str]], data: st.DataObject) -> None:
    names, pieces = note
    text, at = "".join(pieces), data.draw(st.integers(0, len(names) - 1))
    value = data.draw(st.one_of(words, st.lists(words, max_size=3), st.lists(words, min_size=2, max_size=3).map("\n".join)))
    try:
        new = set_key(text, names[at], value)
    except EditRefused:
        assert "#" in pieces[at + 1] or keeps_blank_lines(text)
        return
    before, after = around(pieces, at)
    assert new.startswith(before)
    assert new.endswith(after)
    assert loaded(new) == {**loaded(text), names[at]: value}


@given(notes(), words)
def test_adding_a_key_to_any_note(note: tuple[list[str], list[str]], value: str) -> None:
    _, pieces = note
    text = "".join(pieces)
    new = set_key(text, "brand new", value)
    assert loaded(new) == {**loaded(text), "brand new": value}
    start = next(n for n, line in enumerate(new.splitlines(keepends=True)) if line.startswith("brand new:"))
    lines = new.splitlines(keepends=True)
    assert "".join(lines[:start] + lines[start + 1 :]) == text


@given(notes(), st.data())
def test_removing_any_key_of_any_note(note: tuple[list[str], list[str]], data: st.DataObject) -> None:
    names, pieces = note
    text, at = "".join(pieces), data.draw(st.integers(0, len(names) - 1))
    try:
        new = remove_key(text, names[at])
    except EditRefused:
        assert keeps_blank_lines(text)
        return
    before, after = around(pieces, at)
    assert new.startswith(before)
    assert new.endswith(after)
    assert new[len(before) : len(new) - len(after)].strip() == ""
    assert loaded(new) == {name: value for name, value in loaded(text).items() if name != names[at]}


@given(notes(), words, st.data())
def test_adding_to_any_list(note: tuple[list[str], list[str]], item: str, data: st.DataObject) -> None:
    names, pieces = note
    text, at = "".join(pieces), data.draw(st.integers(0, len(names) - 1))
    held = loaded(text)[names[at]]
    try:
        new = add_to_list(text, names[at], item)
    except EditRefused:
        assert not isinstance(held, list)
        return
    before, after = around(pieces, at)
    assert new.startswith(before)
    assert new.endswith(after)
    wanted = [item] if not held else [*held, item] if isinstance(held, list) else [held, item]
    assert new == text or loaded(new) == {**loaded(text), names[at]: wanted}
