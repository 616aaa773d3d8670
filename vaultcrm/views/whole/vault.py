"""All of a vault in one piece of data: every note that is read, what is drafted, and the plan of the day.

In come the vault, its plan, and of each note what no record holds (``Page``). Out comes what ``schema.json`` describes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from vaultcrm.model import Draft, Plan, Vault
from vaultcrm.views.data import Data, iso, touchpoint_data
from vaultcrm.views.history import last_contact, talks_by_person

from .records import (
    contact_record,
    draft_record,
    interview_record,
    job_record,
    other_record,
    playbook_record,
    search_record,
)

FORMAT = 1
Own = str | list["Own"] | dict[str, "Own"] | None


@dataclass(frozen=True, slots=True)
class Page:
    """What stands in a note besides its record: the keys that are the user's own, and the text behind the front matter."""

    own: Mapping[str, Own] = field(default_factory=dict)
    body: str = ""


NO_PAGE = Page()


def vault_data(vault: Vault, plan: Plan, pages: Mapping[str, Page], drafts: Sequence[Draft]) -> Data:
    """The whole vault; ``pages`` by path."""
    talks = talks_by_person(vault, plan.today)
    contacts = [contact_record(one, vault, last_contact(one, talks, plan.today)) for one in vault.contacts]
    jobs = [job_record(one, vault, plan.news.get(one.id)) for one in vault.jobs]
    return {
        "format": FORMAT,
        "today": plan.today.isoformat(),
        "me": _me(vault),
        "search": _paged(search_record(vault.search, vault), pages) if vault.search else None,
        "contacts": [_paged(one, pages) for one in contacts],
        "interviews": [_paged(interview_record(one, vault), pages) for one in vault.interviews],
        "jobs": [_paged(one, pages) for one in jobs],
        "others": [_paged(other_record(one, vault), pages) for one in vault.others],
        "playbooks": [playbook_record(one) for _, one in sorted(vault.playbooks.items())],
        "drafts": [draft_record(one, vault) for one in drafts],
        "touchpoints": [touchpoint_data(one) | {"closed_on": iso(one.closed_on)} for one in plan.touchpoints],
    }


def _me(vault: Vault) -> Data:
    me = vault.settings.me
    keys = ("name", "email", "phone", "address", "linkedin")
    return {key: getattr(me, key) or None for key in keys} | {"timezone": me.timezone, "country": me.country}


def _paged(record: Data, pages: Mapping[str, Page]) -> Data:
    page = pages.get(record["path"], NO_PAGE)
    return record | {"own": dict(page.own), "body": page.body}
