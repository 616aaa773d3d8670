"""What the reading commands ask of vault and plan: choosing by name, by system, by key. Prints nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from vaultcrm.errors import NotFound, SeveralFit
from vaultcrm.model import PersonKey, Plan, Touchpoint
from vaultcrm.notes.links import spellings
from vaultcrm.views.agenda import Beside, Shown
from vaultcrm.views.days import no_news

from .choosing import one_contact
from .examining import problems_of
from .waiting import entries

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault


def shown(vault: NoteVault, plan: Plan, days: int | None, name: str | None, system: str | None) -> Shown:
    """What ``agenda`` is to show: ``days`` ahead, or everything (``None``); one person's; one system's.

    Raises ``NotFound`` for an unknown name or system, ``SeveralFit`` for a name of several.
    """
    if system is not None and system not in vault.playbooks:
        raise NotFound(f"there is no system {system!r}", f"There are {', '.join(sorted(vault.playbooks))}.")
    person = _one_person(vault, plan, name) if name is not None else None
    if person is None and system is None:
        return Shown(days)

    def wanted(touchpoint: Touchpoint) -> bool:
        with_them = person is None or touchpoint.person == person
        return with_them and (system is None or system in touchpoint.systems)

    return Shown(days, wanted)


def _one_person(vault: NoteVault, plan: Plan, name: str) -> PersonKey:
    """The person whom ``name`` means, those included who have no note yet but something to be done for."""
    noteless = () if vault.called_so(name, "contact") else _noteless(plan, name)
    if len(noteless) > 1:
        raise SeveralFit(f"{name!r} fits {len(noteless)}; say which one", "\n".join(f"  {one.name}" for one in noteless))
    if noteless:
        return noteless[0]
    contact = one_contact(vault, name)
    return PersonKey(contact.name, contact.id)


def _noteless(plan: Plan, name: str) -> tuple[PersonKey, ...]:
    """Who is called so, or else begins so, and has no note."""
    typed = tuple(filter(None, spellings(name)))
    people = sorted({t.person for t in plan.touchpoints if t.person and t.person.id is None})
    called = tuple(one for one in people if spellings(one.name).intersection(typed))
    return called or tuple(one for one in people if any(word.startswith(typed) for word in spellings(one.name)))


def beside(vault: NoteVault, plan: Plan, touchpoints: Sequence[Touchpoint]) -> Beside:
    """What ``agenda`` says beside ``touchpoints``."""
    return Beside(inbox(vault), problems_of(vault, plan), quiet(plan, touchpoints))


def quiet(plan: Plan, touchpoints: Sequence[Touchpoint]) -> dict[str, str]:
    """For each check-in on a job, by uid, how long nothing was heard of that job (row D6)."""
    asking = {t.uid: t.job.id for t in touchpoints if t.act in ("check-in", "weekly") and t.job}
    return {uid: words for uid, job in asking.items() if (words := no_news(plan.news.get(job), plan.today))}


def inbox(vault: NoteVault) -> tuple[str, ...]:
    """The lines of ``Inbox.md`` that wait to be filed."""
    return tuple(entry.words for entry in entries(vault))
