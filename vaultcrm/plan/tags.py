"""Tags of log lines that no playbook knows: such a line closes nothing, which is said and never passed over."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from vaultcrm.model import Problem

from .world import World

# Touch-points that no step of a playbook makes.
OWN_TAGS = frozenset({"next-contact", "promise"})


def unknown_tags(world: World, note: str) -> Iterator[Problem]:
    """A warning for each line of a note that was meant to close a step, by a tag that is the name of none."""
    tagged = [entry for entry in world.journal.under(note) if entry.line.step]
    known = world.words | OWN_TAGS if tagged else OWN_TAGS
    for entry in tagged:
        line = entry.line
        if line.step and line.step not in known and (entry.reached or line.verb in ("did", "skipped", "snoozed")):
            message = f"`#{line.step}` is no step of any playbook: the line closes nothing"
            yield Problem(line.source, message, _meant(line.step, known), "", "warning")


def _meant(tag: str, known: Collection[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(tag, sorted(known), 1)
    return f"did you mean `#{near[0]}`?" if near else "put a tag of your own behind a colon, into the text"
