"""What the end of a job proposes: to keep its people (C7), to let the search rest (F5), to withdraw from the others (F2).

In come the vault and the job, out come people and jobs to be asked about; what is agreed to is written like anything else.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from vaultcrm.model import Contact, Job, Ref
from vaultcrm.notes.edit import Written, add_to_list, fill_section, link_text, set_key

from .closing_lines import link_to_contact
from .edits import Edit, Wrote, write_edits, written
from .search_note import search_edit
from .stage import stage_edit, words_for

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault

SYSTEM = "stay-in-touch"
WITHDRAWS = "that I withdraw"
RUNNING = ("applied", "interviewing", "references", "offer")


def people_to_keep(vault: NoteVault, job: Job) -> tuple[Contact, ...]:
    """Everybody of the job's note and interviews with a note of their own, whom no cadence and no system keeps yet (C7)."""
    found = {contact.id: contact for ref in _refs(vault, job) if (contact := vault.find_contact(ref))}
    return tuple(contact for contact in found.values() if not _is_kept(vault, contact))


def keep_in_touch(vault: NoteVault, contact: Contact) -> Wrote:
    """Let *stay in touch* run on somebody: one more of the ``playbooks`` of their note."""
    also = words_for(vault.settings, "contact", "playbooks")
    return write_edits(
        vault, [Edit(contact.source.path, lambda text: written(text, add_to_list(text, "playbooks", SYSTEM, also)))]
    )[0]


def searches(vault: NoteVault) -> bool:
    """Whether the search is active, so that it can be put to rest (F5)."""
    return vault.search is not None and vault.search.status in (None, "active")


def rest_search(vault: NoteVault) -> Wrote:
    """``status: quiet`` in the search's note: no nudges, while everything else goes on."""
    also = words_for(vault.settings, "search", "status")
    return write_edits(vault, [search_edit(vault, lambda text: written(text, set_key(text, "status", "quiet", also)))])[0]


def others_running(vault: NoteVault, job: Job) -> tuple[Job, ...]:
    """The other jobs that somebody waits for an answer in (F2)."""
    return tuple(one for one in vault.jobs if one.id != job.id and one.stage in RUNNING)


def withdraw(vault: NoteVault, job: Job, today: date) -> tuple[Wrote, ...]:
    """The stage, and a promise for today to tell the nearest person, where there is one (F2)."""
    nearest = next(_refs(vault, job), None)
    contact = vault.find_contact(nearest) if nearest else None
    edits = [stage_edit(vault, job, "withdrawn", today)]
    if nearest:
        link = link_text(link_to_contact(vault, contact) if contact else Ref(nearest.target, nearest.shown))
        edits.append(Edit(job.source.path, partial(_with_promise, task=f"- [ ] Tell {link} {WITHDRAWS} {today}")))
    return write_edits(vault, edits)


def _with_promise(text: str, task: str) -> Written:
    return written(text, fill_section(text, "Promised", task))


def _refs(vault: NoteVault, job: Job) -> Iterator[Ref]:
    """The people of a job, those who decide first, then whoever was met last."""
    yield from (ref for ref in (job.hiring_manager, job.hr, job.contact) if ref)
    talks = [one for one in vault.interviews if one.job and (found := vault.find_job(one.job)) and found.id == job.id]
    for interview in sorted(talks, key=lambda one: (one.start, one.id), reverse=True):
        yield from interview.interviewers


def _is_kept(vault: NoteVault, contact: Contact) -> bool:
    in_group = any(vault.contact_matches(group.query, contact) for group in vault.settings.cadences)
    return contact.cadence is not None or SYSTEM in contact.playbooks or in_group
