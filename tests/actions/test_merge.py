"""Two contacts that are one: lists, logs and text joined, links moved, nothing of either lost; all of it or nothing."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from vaultcrm.actions.undoing import undo
from vaultcrm.actions.uniting import Merging, carry_out, merging
from vaultcrm.errors import CannotWrite, ChangedMeanwhile, EditRefused, NotFound, SeveralFit, WrongUsage
from vaultcrm.model import Touchpoint
from vaultcrm.plan import make_plan
from vaultcrm.vault import load_vault
from vaultcrm.vault.drafts import all_drafts

TODAY = date(2026, 11, 20)
DANA, OTHER, TALK = "contacts/Dana Lee.md", "contacts/D. Lee.md", "interviews/2026-11-17 Acme.md"
NOTES = {
    "vaultcrm.toml": 'format = 1\nvault = "test"\n',
    DANA: """\
---
type: contact
id: dana-lee
name: Dana Lee # her card
title: Director
email: dana@acme.com
phone:
introduced_by: "[[D. Lee]]"
tags: [acme]
---

Careful with words.

## Log

- 2026-11-20 email: Second
- 2026-11-12 email [[Sam]]: First
""",
    OTHER: """\
---
type: contact
name: D. Lee
# where from?
title: Head of Platform
email: [DANA@acme.com, d.lee@home.org]
phone: 0171 234   # private
birthday: 05-02
pets:
  cat: Tom
tags: acme, rowing
---
Met at the **port**, says [[Sam]].

### Things
- [ ] send [[D. Lee]] the paper 2026-12-01

## Log

- 2026-11-12 email [[D. Lee]], [[Sam]]: First
- 2026-11-15 call: Middle
  goes on
- [ ] ring her
- 2026-11-19 note: x [[D. Lee]]
""",
    "contacts/Sam.md": "---\ntype: contact\nintroduced_by: D. Lee\n---\n",
    TALK: """\
---
type: interview
start: 2026-11-17 14:00
timezone: UTC
interviewers: ["[[Dana Lee]]", "[[contacts/D. Lee|Dana]]", "[[Sam]]"]
---
[[D. Lee#Log|her]] log

## Log
- 2026-11-17 email [[D. Lee]] #thank-you: x
""",
    "drafts/x.md": '---\ntype: draft\ntouchpoint: abc\nrecipient: "[[D. Lee]]"\n---\nDear [[D. Lee]]\n',
    "playbooks/own.md": "---\ntype: playbook\n---\nAsk [[D. Lee|her]].\n",
}
AFTER = {
    "vaultcrm.toml": NOTES["vaultcrm.toml"],
    DANA: """\
---
type: contact
id: dana-lee
name: Dana Lee # her card
title: Director
email: [dana@acme.com, d.lee@home.org]
phone: 0171 234
tags: [acme, rowing]
birthday: 05-02
pets:
  cat: Tom
aliases: [D. Lee]
---

Careful with words.

## From D. Lee

```yaml
# where from?
title: Head of Platform
```

```yaml
phone: 0171 234   # private
```

Met at the **port**, says [[Sam]].

### Things
- [ ] send [[Dana Lee]] the paper 2026-12-01

## Log

- 2026-11-20 email: Second
- 2026-11-19 note: x [[Dana Lee]]
- 2026-11-15 call: Middle
  goes on
- [ ] ring her
- 2026-11-12 email [[Sam]]: First
""",
    "contacts/Sam.md": NOTES["contacts/Sam.md"],
    TALK: """\
---
type: interview
start: 2026-11-17 14:00
timezone: UTC
interviewers: ["[[Dana Lee]]", "[[Sam]]"]
---
[[Dana Lee#Log|her]] log

## Log
- 2026-11-17 email [[Dana Lee]] #thank-you: x
""",
    "drafts/x.md": '---\ntype: draft\ntouchpoint: abc\nrecipient: "[[Dana Lee]]"\n---\nDear [[Dana Lee]]\n',
    "playbooks/own.md": "---\ntype: playbook\n---\nAsk [[Dana Lee|her]].\n",
}


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    for name, text in NOTES.items():
        path = tmp_path / "vault" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return tmp_path / "vault"


def files(root: Path) -> dict[str, str]:
    found = (path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes().decode("utf-8") for path in found}


def merge(root: Path, kept: str = "dana lee", other: str = "d. lee") -> Merging:
    vault = load_vault(root)
    wanted = merging(vault, kept, other)
    carry_out(vault, wanted)
    return wanted


class NoHolidays:
    """A country that never rests."""

    def name(self, day: date, country: str) -> str | None:
        return None


def planned(root: Path) -> tuple[Touchpoint, ...]:
    return make_plan(load_vault(root), TODAY, NoHolidays()).touchpoints


def joined(vault: Path, one: str, other: str) -> str:
    """What becomes of the text ``one``."""
    (vault / DANA).write_text(one, encoding="utf-8", newline="")
    (vault / OTHER).write_text(other, encoding="utf-8", newline="")
    merge(vault, DANA, OTHER)
    return (vault / DANA).read_bytes().decode("utf-8")


def test_everything_of_both_is_in_one(vault: Path):
    wanted = merge(vault)
    assert files(vault) == AFTER
    assert (wanted.log, wanted.known, wanted.aliases) == (2, 1, ("D. Lee",))
    assert {one.path: one.links for one in wanted.others} == {TALK: 3, "drafts/x.md": 2, "playbooks/own.md": 1}
    read = load_vault(vault)
    assert [one.id for one in read.contacts] == ["dana-lee", "sam"]
    assert not [problem for problem in read.problems if problem.severity != "hint" and "playbooks" not in problem.source.path]


def test_one_undo_brings_both_back(vault: Path):
    merge(vault)
    assert "- 2026-11-15 call: Middle" in next(one.put_back for one in undo(vault) if one.path == OTHER)
    assert files(vault) == NOTES


def test_undo_leaves_a_note_that_came_in_its_place(vault: Path):
    merge(vault)
    (vault / OTHER).write_text("another\n")
    with pytest.raises(ChangedMeanwhile, match="there again"):
        undo(vault)
    assert files(vault) == AFTER | {OTHER: "another\n"}


@pytest.mark.parametrize("step", range(6))
def test_a_merge_that_was_killed_is_finished_by_the_next_and_undone_at_once(
    vault: Path, monkeypatch: pytest.MonkeyPatch, step: int
):
    """The process ends at each instant at which a file is put in its place, or taken away."""
    replace, unlink, left = os.replace, Path.unlink, iter(range(step))

    def killed(do: Callable[..., None]) -> Callable[..., None]:
        def stop(*words: object, **more: object) -> None:
            if str(words[0]).endswith(".tmp") and do is unlink:
                return do(*words, **more)
            if next(left, None) is None:
                raise KeyboardInterrupt
            return do(*words, **more)

        return stop

    with monkeypatch.context() as patched, suppress(KeyboardInterrupt):
        patched.setattr(os, "replace", killed(replace))
        patched.setattr(Path, "unlink", killed(unlink))
        merge(vault)
    assert (vault / OTHER).exists()
    merge(vault)
    assert files(vault) == AFTER
    undo(vault)
    assert files(vault) == NOTES


def test_where_the_disk_refuses_nothing_has_changed(vault: Path, monkeypatch: pytest.MonkeyPatch):
    unlink = Path.unlink

    def refuse(path: Path, missing_ok: bool = False) -> None:
        if path.name == "D. Lee.md":
            raise PermissionError(13, "Permission denied", str(path))
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(CannotWrite, match="permission denied"):
        merge(vault)
    assert files(vault) == NOTES


def test_two_people_of_one_name_are_told_by_path_or_id(vault: Path):
    (vault / "contacts/Dana Lee 2.md").write_text("---\ntype: contact\nid: dana-2\nname: Dana Lee\nphone: 12345\n---\n")
    with pytest.raises(SeveralFit, match="say which"):
        merging(load_vault(vault), "Dana Lee", "d. lee")
    merge(vault, "contacts/Dana Lee.md", "dana-2")
    assert 'phone: "12345"\n' in (vault / DANA).read_text()
    assert "aliases: [Dana Lee 2]" in (vault / DANA).read_text()


@pytest.mark.parametrize(
    ("one", "other", "refusal"),
    [
        ("Dana Lee", "dana-lee", WrongUsage),
        ("Dana Lee", "contacts/Dana Lee.md", WrongUsage),
        ("Dana Lee", "Nobody", NotFound),
        ("D", "Sam", SeveralFit),
    ],
)
def test_names_that_do_not_say_two_people(vault: Path, one: str, other: str, refusal: type[Exception]):
    with pytest.raises(refusal):
        merging(load_vault(vault), one, other)
    assert files(vault) == NOTES


def test_what_cannot_be_read_is_not_merged(vault: Path):
    (vault / OTHER).write_text("---\ntype: contact\nname: D. Lee\nplace: a: b\n---\n")
    with pytest.raises(EditRefused, match="nothing was written"):
        merging(load_vault(vault), "dana lee", "d. lee")


def test_notes_with_nothing_in_them(vault: Path):
    text = joined(vault, "Only prose.\n", "")
    assert text == "---\nid: dana-lee\naliases:\n  - D. Lee\n---\nOnly prose.\n"


def test_windows_lines_stay_windows_lines(vault: Path):
    one = "---\r\ntype: contact\r\nid: x\r\n---\r\nOne.\r\n\r\n## Log\r\n\r\n- 2026-11-12 email: First"
    text = joined(vault, one, "---\ntype: contact\nage: 3\n---\nTwo.\n\n## Log\n\n- 2026-11-15 call\n")
    assert text.count("\r\n") == text.count("\n")
    assert text.endswith("- 2026-11-12 email: First\r\n- 2026-11-15 call")
    assert "age: 3\r\naliases:" in text


def test_a_note_without_a_log_gets_the_others(vault: Path):
    text = joined(vault, "---\ntype: contact\n---\nOne.\n", "---\ntype: contact\n---\n\n## Log\n\nOld.\n\n- 2026-11-15 call\n")
    assert text.endswith("---\nOne.\n\n## Log\n\nOld.\n\n- 2026-11-15 call\n")


def test_of_two_last_contacts_the_later_is_the_last(vault: Path):
    text = joined(vault, "---\nlast_contact: 2026-01-01\n---\n", "---\nlast_contact: 2026-05-01\n---\n")
    assert "last_contact: 2026-05-01" in text


def test_own_words_for_keys_are_known(vault: Path):
    (vault / "vaultcrm.toml").write_text('format = 1\nvault = "test"\n[fields.contact]\nmail = "email"\nrole = "title"\n')
    text = joined(vault, "---\nrole: Boss\nmail: a@x.org\n---\n", "---\nemail: b@x.org\ntitle: Chief\n---\n")
    assert "mail:\n  - a@x.org\n  - b@x.org\n" in text
    assert "## From D. Lee\n\n- title: Chief\n" in text


@pytest.mark.parametrize("who", ["interviewer", "contact"])
def test_a_draft_to_the_other_is_found_for_the_one_who_stays(vault: Path, who: str):
    """For a touch-point of a talk, and of the contact's own note."""
    (vault / TALK).write_text(
        "---\ntype: interview\nstart: 2026-11-17 14:00\nduration: 1 hour\ntimezone: UTC\nstatus: held\n"
        'interviewers: ["[[D. Lee]]"]\n---\n'
    )
    (vault / OTHER).write_text("---\ntype: contact\nname: D. Lee\ncadence: 1 week\n---\n## Log\n- 2026-11-01 call: Hi\n")
    theirs = [one for one in planned(vault) if one.person and one.person.id == "d-lee"]
    one = next(one for one in theirs if one.note.path == (TALK if who == "interviewer" else OTHER))
    draft = vault / "drafts/one.md"
    draft.write_text(f'---\ntype: draft\ntouchpoint: {one.uid}\nact: {one.act}\nrecipient: "[[D. Lee]]"\n---\nDear Dee\n')
    read = load_vault(vault)
    carry_out(read, merging(read, DANA, OTHER, make_plan(read, TODAY, NoHolidays())))
    (found,) = (one for one in all_drafts(vault) if one.source.path == "drafts/one.md")
    (same,) = [now for now in planned(vault) if now.uid == found.touchpoint]
    assert (same.act, same.person and same.person.id) == (one.act, "dana-lee")
    undo(vault)
    assert one.uid in draft.read_text()
