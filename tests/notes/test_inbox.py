"""The inbox: what an entry is, and how it is taken out without touching the rest."""

from __future__ import annotations

from datetime import date

import pytest

from vaultcrm.errors import EditRefused
from vaultcrm.notes.edit import take_from_inbox
from vaultcrm.notes.inbox import InboxLine, read_inbox, unmarked_lines

INBOX = """# Inbox

Lines jotted down on the way.

- 2026-11-12 platform meetup: talked to Farida,
  she knows Maya
- [ ] ask Ruth
- [x] done with
* [[2026-11-13]]: article for Dana
-

```
- no entry
```
"""


def test_entries_are_list_items_with_the_lines_that_go_on_with_them() -> None:
    assert read_inbox(INBOX) == (
        InboxLine(5, "platform meetup: talked to Farida, she knows Maya", date(2026, 11, 12)),
        InboxLine(7, "ask Ruth"),
        InboxLine(9, "article for Dana", date(2026, 11, 13)),
    )
    assert read_inbox(INBOX)[0].words == "2026-11-12 platform meetup: talked to Farida, she knows Maya"


def test_what_has_no_list_mark_is_found_but_for_the_words_about_the_inbox() -> None:
    assert unmarked_lines(INBOX) == ()
    shared = INBOX + "met Ruth\r\n\n## Shared\nhttps://a.example\n  - an item\n"
    assert unmarked_lines(shared) == (InboxLine(15, "met Ruth"), InboxLine(18, "https://a.example"))
    assert unmarked_lines("met Ruth\n") == (InboxLine(1, "met Ruth"),)


def test_a_date_that_does_not_exist_is_part_of_the_text() -> None:
    assert read_inbox("- 2026-02-30 met Ruth\n") == (InboxLine(1, "2026-02-30 met Ruth"),)


@pytest.mark.parametrize(
    ("number", "gone"),
    [(0, "- 2026-11-12 platform meetup: talked to Farida,\n  she knows Maya\n"), (1, "- [ ] ask Ruth\n")],
)
def test_an_entry_goes_with_its_lines_and_nothing_else(number: int, gone: str) -> None:
    assert take_from_inbox(INBOX, read_inbox(INBOX)[number]).text == INBOX.replace(gone, "")
    windows = INBOX.replace("\n", "\r\n")
    assert take_from_inbox(windows, read_inbox(windows)[number]).text == windows.replace(gone.replace("\n", "\r\n"), "")


def test_a_dated_entry_that_stands_deeper_is_one_of_its_own() -> None:
    note = "- met Dana\n  she rows\n  - 2026-11-12 Sam called\n- ask Maya\n"
    assert take_from_inbox(note, read_inbox(note)[0]).text == "  - 2026-11-12 Sam called\n- ask Maya\n"
    assert take_from_inbox(note, read_inbox(note)[1]).text == "- met Dana\n  she rows\n- ask Maya\n"


def test_the_last_line_may_have_no_end() -> None:
    assert take_from_inbox("\ufeff- one\n- two", InboxLine(2, "two")).text == "\ufeff- one"


def test_what_stands_there_no_more_is_not_taken() -> None:
    with pytest.raises(EditRefused):
        take_from_inbox(INBOX, InboxLine(7, "ask Maya"))
