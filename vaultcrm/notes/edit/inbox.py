"""Take an entry out of the inbox, with the indented lines that go on with it; every other byte stays."""

from __future__ import annotations

from vaultcrm.errors import EditRefused
from vaultcrm.notes.inbox import InboxLine, read_inbox

from .lines import line_offset, take_lines
from .log import Written
from .log_places import item_end


def take_from_inbox(text: str, entry: InboxLine) -> Written:
    """The text without ``entry``, which must stand on its line as it was read."""
    before = read_inbox(text)
    if entry not in before:
        raise EditRefused(f"line {entry.number} is not what it was", "run the command again")
    start = line_offset(text, entry.number)
    following = next((one.number for one in before if one.number > entry.number), 0)
    end = item_end(text, start, line_offset(text, following) if following else len(text))
    new = take_lines(text, start, end)
    if [one.text for one in read_inbox(new)] != [one.text for one in before if one != entry]:
        raise EditRefused(f"line {entry.number} cannot be taken out without taking more", "take it out by hand")
    return Written(new, text[start:end].strip(), entry.number)
