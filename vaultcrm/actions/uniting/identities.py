"""What touch-points with somebody are called when two contacts have become one, so that their drafts are still found.

In: a plan, and the ids of the two. Out: by the identity of before that of afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from vaultcrm.model import Touchpoint, Vault
from vaultcrm.model.identity import identity


def turned(vault: Vault, touchpoints: Iterable[Touchpoint], kept: str, gone: str) -> Mapping[str, str]:
    """The identities in which ``gone`` has a part.

    One that cannot be worked out again from what the touch-point says is left as it is.
    """
    found: dict[str, str] = {}
    replaced = {step.replaces for playbook in vault.playbooks.values() for step in playbook.steps if step.replaces}
    for one in touchpoints:
        note, person = one.note.id, one.person.id if one.person else None
        if gone in (note, person):
            new = kept if note == gone else note
            slots = (one.act, one.step, *sorted(replaced))
            found |= _turned(vault.settings.vault, one, slots, new, kept if person == gone else person)
    return found


def _turned(vault: str, one: Touchpoint, slots: Iterable[str], note: str, person: str | None) -> Mapping[str, str]:
    """The identity afterwards, by that of before; for a group it has no person in it."""
    before = one.person.id if one.person else None
    for slot in slots:
        for old, new in ((before, person), (None, None)):
            if identity(vault, one.note.id, slot, old, one.round) == one.uid:
                return {one.uid: identity(vault, note, slot, new, one.round)}
    return {}
