"""``doctor --fix``: what is clear is mended, shown first as a difference; what is not is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from vaultcrm.actions.repairing import difference, mend, repairs
from vaultcrm.actions.undoing import undo
from vaultcrm.errors import ChangedMeanwhile
from vaultcrm.vault import load_vault

SETTINGS = 'format = 1\nvault = "test"\n[verbs]\ncoffee = "met"\nrang = "call"\n'
DANA = "---\ntype: contact\nid: dana-lee\n---\n"


def write(root: Path, notes: dict[str, str]) -> None:
    for path, text in {"vaultcrm.toml": SETTINGS, **notes}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text.encode())


def mended(root: Path, notes: dict[str, str]) -> dict[str, str]:
    """The notes that change, with their text afterwards; each fix can be undone."""
    write(root, notes)
    vault = load_vault(root)
    found, refused = repairs(vault)
    assert refused == ()
    mend(vault, found)
    again = load_vault(root)
    assert repairs(again) == ((), ())
    after = {repair.path: (root / repair.path).read_bytes().decode() for repair in found}
    if found:
        undo(root)
        assert all((root / repair.path).read_bytes() == repair.before.data for repair in found)
    return after


def test_an_id_that_is_missing_is_written_as_it_counts_already(tmp_path: Path) -> None:
    notes = {"contacts/Zoë Lee.md": "---\r\ntype: contact\r\n---\r\nRows.\r\n", "Own.md": "Nothing of ours.\n"}
    assert mended(tmp_path, notes) == {"contacts/Zoë Lee.md": "---\r\ntype: contact\r\nid: zoë-lee\r\n---\r\nRows.\r\n"}


def test_of_two_notes_with_one_id_the_one_whose_name_fits_keeps_it(tmp_path: Path) -> None:
    notes = {"contacts/Dana Lee.md": DANA, "contacts/A copy.md": DANA + "Rows.\n"}
    assert mended(tmp_path, notes) == {"contacts/A copy.md": "---\ntype: contact\nid: a-copy\n---\nRows.\n"}


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("- [[2026-11-17]] E-mailed #thank-you - Picked it up  ", "- [[2026-11-17]] email #thank-you - Picked it up  "),
        ("* [x] **2026-11-17**: No answer", "* [x] **2026-11-17**: no-answer"),
        ("- 2026-11-17 16:40 Called: left a message", "- 2026-11-17 16:40 call: left a message"),
        ("- 2026-11-17 Done #prepare", "- 2026-11-17 did #prepare"),
        ("- 2026-11-17 Email from [[Dana Lee]]", "- 2026-11-17 email from [[Dana Lee]]"),
    ],
)
def test_verbs_are_spelled_as_the_format_has_them_and_the_rest_of_the_line_stays(tmp_path: Path, line: str, after: str) -> None:
    note = f"{DANA}\n## Log\n\n{{}}\n  and Emailed again\n"
    assert mended(tmp_path, {"contacts/Dana Lee.md": note.format(line)}) == {"contacts/Dana Lee.md": note.format(after)}


@pytest.mark.parametrize(
    "line",
    [
        "- 2026-11-17 coffee at the station",
        "- 2026-11-17 Rang twice",
        "- 2026-11-17 replied: Friday",
        "- 2026-11-17 pondered",
        "- 2026-11-17 email: Called it a day",
        "- [ ] 2026-11-17 Called",
        "```\n- 2026-11-17 Called\n```",
    ],
)
def test_a_word_of_ones_own_or_an_unknown_one_stays(tmp_path: Path, line: str) -> None:
    assert mended(tmp_path, {"contacts/Dana Lee.md": f"{DANA}\n## Log\n\n{line}\n"}) == {}


def test_a_link_with_one_candidate_leads_there(tmp_path: Path) -> None:
    notes = {
        "contacts/Dana Lee.md": DANA,
        "contacts/Sam Roe.md": "---\ntype: contact\nid: sam-roe\n---\n",
        "jobs/Acme Staff Engineer.md": "---\ntype: job\nid: acme\n---\n",
        "interviews/One.md": """\
---
type: interview
id: one
start: 2026-11-17 14:00
job: "[[Acme Staf Engineer]]"
interviewers: ["[[Dana]]", "[[Sam Row|Sam]]", "[[Ann Poe]]"]
---

## Log

- 2026-11-17 email [[Dana]], [[Sam Roe]] #thank-you
""",
    }
    assert mended(tmp_path, notes) == {
        "interviews/One.md": notes["interviews/One.md"]
        .replace("Staf ", "Staff ")
        .replace("[[Dana]]", "[[Dana Lee]]")
        .replace("[[Sam Row|Sam]]", "[[Sam Roe|Sam]]")
    }


def test_a_link_that_two_may_be_meant_by_stays(tmp_path: Path) -> None:
    notes = {
        "contacts/Dana Lee.md": DANA,
        "contacts/Dana Poe.md": "---\ntype: contact\nid: dana-poe\nintroduced_by: '[[Dana]]'\n---\n",
    }
    assert mended(tmp_path, notes) == {}


def test_the_change_is_shown_as_a_difference(tmp_path: Path) -> None:
    write(tmp_path, {"contacts/Dana Lee.md": "---\ntype: contact\n---\n\n## Log\n\n- 2026-11-17 Called\n"})
    (repair,), _ = repairs(load_vault(tmp_path))
    assert difference(repair) == (
        "--- a/contacts/Dana Lee.md",
        "+++ b/contacts/Dana Lee.md",
        "@@ -1,8 +1,9 @@",
        " ---",
        " type: contact",
        "+id: dana-lee",
        " ---",
        " ",
        " ## Log",
        " ",
        "-- 2026-11-17 Called",
        "+- 2026-11-17 call",
        " ",
    )


def test_what_cannot_be_mended_safely_is_said_and_the_rest_is_mended(tmp_path: Path) -> None:
    broken = "---\ntype: contact\ntitle: @work\n---\n\n## Log\n\n- 2026-11-17 Called\n"
    write(tmp_path, {"contacts/Dana Lee.md": broken})
    (tmp_path / "contacts" / "Old.md").write_bytes(b"---\ntype: contact\n---\nR\xfcdert\n")
    found, refused = repairs(load_vault(tmp_path))
    assert [(repair.path, repair.text) for repair in found] == [("contacts/Dana Lee.md", broken.replace("Called", "call"))]
    assert [(str(problem.source), problem.severity) for problem in refused] == [
        ("contacts/Dana Lee.md", "hint"),
        ("contacts/Old.md", "hint"),
    ]


def test_a_note_changed_meanwhile_is_left_alone_and_so_are_the_others(tmp_path: Path) -> None:
    write(tmp_path, {"contacts/Ann.md": "---\ntype: contact\n---\n", "contacts/Dana.md": "---\ntype: contact\n---\n"})
    vault = load_vault(tmp_path)
    found, _ = repairs(vault)
    (tmp_path / "contacts/Dana.md").write_text(DANA)
    with pytest.raises(ChangedMeanwhile):
        mend(vault, found)
    assert (tmp_path / "contacts/Ann.md").read_text() == "---\ntype: contact\n---\n"
