"""Bad input: each vault of ``tests/data`` has one fault. It is said where and what, and nothing else is lost."""

from pathlib import Path

import pytest

from vaultcrm.errors import NoVault
from vaultcrm.model import Contact, Problem
from vaultcrm.vault import NoteVault, find_root, load_vault

EAST, WEST = "contacts/east/Dana Lee.md", "contacts/west/Dana Lee.md"
TALK, DANA = "interviews/2026-11-31 Acme.md", "contacts/Dana Lee.md"
DATA = Path(__file__).parents[1] / "data"


def load(name: str) -> NoteVault:
    return load_vault(DATA / name)


def told(vault: NoteVault) -> list[str]:
    """Every problem as the doctor says it, without the hint on built-in playbooks."""
    return [_line(problem) for problem in vault.problems if "built-in ones are used" not in problem.message]


def _line(problem: Problem) -> str:
    return f"{problem.source}: {problem.severity}: {problem.message}"


def people(vault: NoteVault) -> dict[str, Contact]:
    return {contact.name: contact for contact in vault.contacts}


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        ("empty", []),
        (
            "broken-yaml",
            [
                "contacts/Dana Lee.md:3: error: `title` cannot be read: it begins with a character that YAML keeps for itself",
                "contacts/Dana Lee.md:4: error: `place` cannot be read: there is a second `: ` in it",
            ],
        ),
        (
            "unclosed-fence",
            [f"{DANA}:1: error: the front matter is not closed; its keys are read as far as they can be told from the text"],
        ),
        ("tab", ["contacts/Dana Lee.md:4: warning: a tab indents a line of `tags`; it was read as spaces"]),
        (
            "duplicate-key",
            ["contacts/Dana Lee.md:4:1: error: `Email` stands here a second time; the first, on line 3, counts"],
        ),
        ("bom", ["contacts/Dana Lee.md:1: hint: a byte order mark stands before the front matter"]),
        ("crlf", []),
        ("latin-1", ["contacts/Dana Lee.md:3: warning: this is not UTF-8; it was read as Windows-1252"]),
        (
            "no-such-date",
            [
                "contacts/Dana Lee.md:3:1: error: `met`: there is no such date",
                "contacts/Dana Lee.md:9: error: the date 2026-11-31 does not exist",
                f"{TALK}:2:1: error: `start`: there is no such date and time; the interview is left out",
            ],
        ),
        (
            "conflict",
            [
                f"{DANA}:3: error: a merge left its conflict marks; not read, because the two sides differ: `email`",
                "contacts/Dana Lee.md:13: error: a merge left its conflict marks; both sides were read",
            ],
        ),
        (
            "ambiguous-link",
            [f"interviews/2026-11-17 Acme.md:4:1: error: [[Dana Lee]] fits several: {EAST}, {WEST}"],
        ),
        ("unknown-playbook", ["interviews/2026-11-17 Acme.md:4: error: there is no playbook `savy`"]),
        (
            "unknown-setting",
            [
                "vaultcrm.toml:3: error: the settings have no key `colour`",
                "vaultcrm.toml:7: error: the settings have no key `emial` in `[me]`",
                'vaultcrm.toml:10: error: `level = "loud"` is not understood',
            ],
        ),
        ("broken-settings", ["vaultcrm.toml:2:12: error: this line of the settings cannot be read: Invalid value"]),
    ],
)
def test_what_is_wrong_is_told_with_its_line(fault: str, says: list[str]) -> None:
    assert told(load(fault)) == says


@pytest.mark.parametrize(
    ("fault", "lines", "word"),
    [
        ("playbook-unknown-key", [16], "colour"),
        ("playbook-cycle", [14, 21], "one"),
        ("playbook-impossible-window", [15], "nudge"),
    ],
)
def test_a_playbook_that_cannot_be_is_told_with_its_line(fault: str, lines: list[int], word: str) -> None:
    found = [problem for problem in load(fault).problems if problem.source.path == "playbooks/nudge.md"]
    assert [(problem.source.line, problem.severity) for problem in found] == [(line, "error") for line in lines]
    assert word in found[0].message


@pytest.mark.parametrize(
    "fault",
    ["broken-yaml", "unclosed-fence", "tab", "duplicate-key", "bom", "crlf", "latin-1", "no-such-date", "conflict"],
)
def test_one_bad_note_never_hides_the_others(fault: str) -> None:
    sam = people(load(fault))["Sam Roe"]
    assert (sam.email, [line.verb for line in sam.log]) == (("sam@example.com",), ["email"])


@pytest.mark.parametrize(
    "fault", ["broken-yaml", "unclosed-fence", "tab", "duplicate-key", "bom", "crlf", "latin-1", "no-such-date"]
)
def test_nor_its_own_good_keys(fault: str) -> None:
    assert people(load(fault))["Dana Lee"].email == ("dana@example.com",)


@pytest.mark.parametrize("fault", ["broken-yaml", "unclosed-fence", "no-such-date", "crlf"])
def test_nor_its_own_good_log_lines(fault: str) -> None:
    assert [line.verb for line in people(load(fault))["Dana Lee"].log] == ["call"]


def test_of_a_conflict_everything_but_the_differing_key_is_read() -> None:
    dana = people(load("conflict"))["Dana Lee"]
    assert (dana.email, dana.phone, [line.verb for line in dana.log]) == ((), ("+1 555 0100",), ["call", "email"])


def test_latin_1_is_read_as_it_was_meant() -> None:
    company = people(load("latin-1"))["Dana Lee"].company
    assert company is not None
    assert company.target == "Café Nord"


def test_windows_lines_are_read_as_others_are() -> None:
    dana = people(load("crlf"))["Dana Lee"]
    assert (dana.tags, dana.log[0].text) == (("mentor",), "Long talk")


def test_a_bad_line_of_the_settings_costs_that_line_only() -> None:
    settings = load("broken-settings").settings
    assert (settings.vault, settings.me.timezone) == ("data", "UTC")
    settings = load("unknown-setting").settings
    assert (settings.me.name, settings.feeds[0].level) == ("Robin", "names")


def test_a_name_that_fits_two_is_nobody() -> None:
    vault = load("ambiguous-link")
    assert vault.find_contact(vault.interviews[0].interviewers[0]) is None


def test_every_problem_has_an_excerpt_of_its_line_and_a_remedy() -> None:
    problems = [problem for settings in DATA.glob("*/vaultcrm.toml") for problem in load_vault(settings.parent).problems]
    assert len(problems) > 20
    assert all(problem.remedy for problem in problems)
    assert all(problem.excerpt for problem in problems if problem.source.line)


def test_there_is_no_vault_here(tmp_path: Path) -> None:
    with pytest.raises(NoVault, match="there is no vault in") as error:
        find_root(tmp_path)
    assert (error.value.status, "vaultcrm init" in error.value.remedy) == (3, True)
    with pytest.raises(NoVault, match=r"is no vault: it has no vaultcrm\.toml"):
        find_root(tmp_path, tmp_path)
    with pytest.raises(NoVault, match="there is no such folder"):
        find_root(tmp_path, tmp_path / "nowhere")
    with pytest.raises(NoVault):
        load_vault(tmp_path)


def test_the_vault_is_found_from_any_folder_within(tmp_path: Path) -> None:
    (tmp_path / "vaultcrm.toml").touch()
    deep = tmp_path / "contacts" / "acme"
    deep.mkdir(parents=True)
    assert find_root(deep) == tmp_path
    assert find_root(Path("/"), tmp_path) == tmp_path
