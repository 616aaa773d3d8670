"""All that one text may say: the records of the vault, and what only the vault on the disk knows.

In come the vault, its plan, a touch-point, a medium and a language, out comes ``Material``. Checks need it and write nothing:
so it stands apart from what writes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultcrm.drafts.gather import Around, gather
from vaultcrm.drafts.material import Material
from vaultcrm.model import DraftMedium, Plan, Touchpoint
from vaultcrm.vault.enclosures import linked_file

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault


def material_for(vault: NoteVault, plan: Plan, touchpoint: Touchpoint, medium: DraftMedium, language: str) -> Material:
    """All that the text for a touch-point may say, with what only the vault on the disk knows."""
    from vaultcrm.views.history import last_contact, talks_by_person

    contact = vault.person(touchpoint.person.id or "") if touchpoint.person else None
    talks = talks_by_person(vault, plan.today)
    theirs = talks.get(contact.id, ()) if contact else ()
    around = Around(
        text=vault.text,
        file=lambda target, note: linked_file(vault.root, note, target),
        said=tuple(talk.text for talk in theirs if not talk.incoming),
        last=last_contact(contact, talks, plan.today) if contact else None,
        last_words=next((talk.text for talk in theirs if talk.text), ""),
    )
    return gather(vault, plan, touchpoint, language, medium, around)
