"""Which note or touch-point a word on the command line means: one, or a refusal that lists what it could be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from shlex import quote
from typing import TYPE_CHECKING

from vaultcrm.errors import NotFound, SeveralFit
from vaultcrm.model import LIVE, Contact, Interview, Job, Note, Plan, Touchpoint, named_in_keys
from vaultcrm.notes.links import spellings

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault


def one_contact(vault: NoteVault, name: str) -> Contact:
    """The person whom ``name`` means; raises ``NotFound`` or ``SeveralFit``, which lists them all."""
    found = people_called(vault, name)
    if len(found) == 1:
        return found[0]
    if found:
        raise several(name, found)
    everybody = (person.name for person in vault.contacts)
    raise not_found(f"nobody is called {name!r}", name, everybody, "vaultcrm list contacts shows everybody.")


def people_called(vault: NoteVault, name: str) -> tuple[Contact, ...]:
    """Everybody whom ``name`` can mean. Raises ``NotFound`` where no note begins so, and somebody is called so who has none."""
    found = vault.called_so(name, "contact")
    if not found and (stranger := _met_without_note(vault, name)):
        raise NotFound(f"{stranger} has no note yet", f"Make one: vaultcrm new contact {quote(stranger)}")
    return tuple(c for c in found or vault.candidates(name, "contact") if isinstance(c, Contact))


def _met_without_note(vault: NoteVault, name: str) -> str | None:
    """How an interview or a job calls the one who is meant, where it names somebody so who has no note."""
    notes: list[Note] = [*vault.interviews, *vault.jobs]
    named = (ref for note in notes for ref in named_in_keys(note))
    wanted = spellings(name)
    return next((ref.name for ref in named if wanted & spellings(ref.name) and vault.find_contact(ref) is None), None)


def not_found(message: str, typed: str, names: Iterable[str], remedy: str) -> NotFound:
    """The refusal where nothing fits: with the names, or names that hold a word, like what was typed; else with ``remedy``."""
    from difflib import get_close_matches

    called = {name: {word for one in spellings(name) for word in (one, *one.split())} for name in sorted(names)}
    near = set(get_close_matches(min(spellings(typed)), set().union(*called.values()), cutoff=0.7))
    meant = [name for name, words in called.items() if words & near]
    return NotFound(message, f"Did you mean {' or '.join(meant[:3])}?" if meant else remedy)


def several(name: str, found: Sequence[Contact | Interview | Job]) -> SeveralFit:
    """The refusal to choose, with everything that fits."""
    names = "\n".join(f"  {label(record)}  ({record.source.path})" for record in found)
    return SeveralFit(f"{name!r} fits {len(found)}; say which one", names)


def label(record: Contact | Interview | Job) -> str:
    """How a record is named to its user."""
    if isinstance(record, Contact):
        return record.name
    if isinstance(record, Interview):
        return record.title or record.stem
    return f"{record.title}, {record.company.name}" if record.company else record.title


def by_key(plan: Plan, key: str) -> Touchpoint:
    """The touch-point that ``key`` or its start means: among those still to do, else among the closed. Raises as names do."""
    wanted = key.strip().casefold()
    starting = plan.touchpoints.starting(wanted) if wanted else ()
    fitting = tuple(t for t in starting if t.key == wanted) or starting
    found = tuple(t for t in fitting if t.state in LIVE) or fitting
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotFound(f"no touch-point has the key {key!r}", "vaultcrm agenda --all shows all keys.")
    raise SeveralFit(f"{key!r} is the start of {len(found)} keys", "\n".join(f"  {t.key}  {t.title}" for t in found))
