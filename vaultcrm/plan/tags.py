"""Tags of log lines that no playbook knows, or no log line can close: such a line does nothing, and that is said."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from vaultcrm.model import Problem

from .journal import Entry
from .world import World

_CLOSING = frozenset({"did", "skipped", "snoozed"})
# Touch-points that no step of a playbook makes: with what a line of theirs can do nothing to, and how it is done instead.
_ELSEWHERE = {
    "next-contact": "instead of this line, change or take out `next_contact` in the person's note",
    "promise": "instead of the tag, tick the promise where it stands, or change its date there",
}
OWN_TAGS = frozenset(_ELSEWHERE)


def unknown_tags(world: World, note: str) -> Iterator[Problem]:
    """A warning for each line of a note that was meant to close a touch-point, by a tag that does not."""
    tagged = [entry for entry in world.journal.under(note) if entry.line.step]
    known = world.words | OWN_TAGS if tagged else OWN_TAGS
    for entry in tagged:
        line = entry.line
        if line.step and line.step not in world.words and (entry.reached or line.verb in _CLOSING):
            if line.step not in OWN_TAGS:
                message = f"`#{line.step}` is no step of any playbook: the line closes nothing"
                yield Problem(line.source, message, _meant(line.step, known), "", "warning")
            elif _does_nothing(entry):
                message = f"`{line.verb} #{line.step}` does nothing: no line of a log can say that"
                yield Problem(line.source, message, _ELSEWHERE[line.step], "", "warning")


def _does_nothing(entry: Entry) -> bool:
    """Contact closes a day that was set by hand, whatever its tag; nothing else that is written into a log does."""
    return not entry.reached or entry.line.step == "promise"


def _meant(tag: str, known: Collection[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(tag, sorted(known), 1)
    return f"did you mean `#{near[0]}`?" if near else "put a tag of your own behind a colon, into the text"
