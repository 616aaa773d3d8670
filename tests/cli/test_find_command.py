"""``find`` on the command line: two lines a note, JSON, what was just written, and words that are none."""

from __future__ import annotations

import json

import pytest

from vaultcrm.model import Source
from vaultcrm.views.passages import Passage, passage_lines
from vaultcrm.views.spans import text_of, width


def test_the_place_then_the_line_with_what_was_looked_for(run):
    assert run("find", "rows").stdout == "contacts/Dana Lee.md:10\n    Rows on the Charles.\n"
    marked = run("--color", "always", "find", "rowing", "charles").stdout
    assert marked.splitlines()[1] == "    \x1b[33mRows\x1b[0m on the \x1b[33mCharles\x1b[0m."


def test_as_json(run):
    assert json.loads(run("find", "the migration", "--json").stdout) == [
        {"path": "interviews/2026-11-17 Acme.md", "line": 15, "text": "- [[Dana Lee]]: the migration", "hits": [[16, 29]]}
    ]
    assert json.loads(run("find", "nothing", "like", "it", "--json").stdout) == []


def test_a_line_that_was_just_logged_is_found(run, vault):
    assert run("find", "xylophone").stderr == "Nothing fits.\n"
    assert run("log", "Dana Lee", "call", "Plays the xylophone").exit_code == 0
    assert run("find", "xylophones").stdout.startswith("contacts/Dana Lee.md:")
    key = json.loads(run("agenda", "--json").stdout)[0]["key"]
    assert run("done", key, "-m", "Bassoon").exit_code == 0
    assert "Bassoon" in run("find", "bassoon").stdout


def test_how_many_more_there_are_is_said(run):
    result = run("find", "dana", "--limit", "1")
    assert result.stdout.startswith("contacts/Dana Lee.md:")
    assert result.stderr == "These are 1 of 3 notes; --limit 3 shows all.\n"


@pytest.mark.parametrize("typed", ["🚀", '"', "*", "_", "\0", "''"])
def test_what_is_no_word_is_told(run, typed):
    result = run("find", typed)
    assert result.exit_code == 2
    assert "there is no word in" in result.stderr


def test_too_many_words_are_refused(run):
    assert "more than can be looked for at once" in run("find", *(f"w{number}" for number in range(40))).stderr


def test_a_long_line_is_cut_around_what_was_looked_for():
    text = "- " + "before " * 40 + "the hit is 東京 here " + "behind " * 40
    start = text.index("hit")
    for room in (40, 80, 120):
        place, line = map(text_of, passage_lines([Passage(Source("a.md", 3), text, ((start, start + 3),))], room))
        assert place == "a.md:3"
        assert "hit" in line
        assert width(line) <= room
        assert (line[:5], line[-1]) == ("    …", "…")


def test_a_line_is_shown_without_what_a_terminal_might_obey():
    text = "\t\x1b[31mred\x1b[0m"
    assert text_of(passage_lines([Passage(Source("a.md", 1), text, ((6, 9),))])[1]) == "     [31mred [0m"
