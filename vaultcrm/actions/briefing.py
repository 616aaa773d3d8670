"""Whom or what ``brief NAME`` means, and all that is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultcrm.errors import SeveralFit
from vaultcrm.model import Contact, Plan
from vaultcrm.notes.fence import split_note
from vaultcrm.views.company import Company, companies, company
from vaultcrm.views.person import Person, person

from .choosing import not_found

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault


def brief(vault: NoteVault, plan: Plan, name: str) -> Person | Company:
    """The person or the company that ``name`` means, gathered; an exact name goes before the start of one.

    Raises ``NotFound``, and ``SeveralFit`` with everything that fits.
    """
    people = [c for c in vault.candidates(name, "contact") if isinstance(c, Contact)]
    firms = _companies(vault, name)
    exact_people = [c for c in people if _is_exactly(c, name)]
    exact_firms = [firm for firm in firms if firm.casefold() == name.casefold()]
    if exact_people or exact_firms:
        people, firms = exact_people, exact_firms
    if len(people) + len(firms) > 1:
        fitting = [f"  {c.name}  ({c.source.path})" for c in people] + [f"  {firm}  (company)" for firm in firms]
        raise SeveralFit(f"{name!r} fits {len(fitting)}; say which one", "\n".join(fitting))
    if people:
        return person(vault, plan, people[0], split_note(vault.text(people[0].source.path)).body)
    if firms:
        return company(vault, firms[0])
    known = (*(one.name for one in vault.contacts), *companies(vault))
    raise not_found(f"nobody and no company is called {name!r}", name, known, "vaultcrm list contacts shows everybody.")


def _companies(vault: NoteVault, name: str) -> list[str]:
    wanted = name.casefold().strip()
    return [firm for firm in companies(vault) if wanted and firm.casefold().startswith(wanted)]


def _is_exactly(contact: Contact, name: str) -> bool:
    wanted = name.casefold().strip()
    return wanted in {word.casefold() for word in (contact.name, contact.id, contact.stem, *contact.aliases)}
