"""``check``: what the checks say of drafts, and of texts that were written elsewhere.

In come the vault, its plan and drafts, out come findings. The drafts of one interview are compared with one another. Checks of
the user's own run where the settings name them and the user has trusted them on this machine: they may be of a stranger.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vaultcrm.drafts.checks import BUILT_IN, Checked, Point, findings, installed
from vaultcrm.drafts.material import Material
from vaultcrm.model import Draft, Finding, Interview, Plan, Ref
from vaultcrm.notes.drafts import message
from vaultcrm.notes.links import names_in, plain

from .draft_material import material_for
from .drafts_meant import touchpoint_of

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault

_TERM = re.compile(r"\b\w*[A-ZÄÖÜ0-9]\w*\b")


@dataclass(frozen=True, slots=True)
class OwnChecks:
    """What the settings name besides the built-in checks: ready to run, not trusted on this machine yet, not installed."""

    ready: tuple[Point, ...] = ()
    doubtful: tuple[Point, ...] = ()
    missing: tuple[str, ...] = ()


def own_checks(vault: NoteVault) -> OwnChecks:
    """The checks that ``[drafts] checks`` names. Raises ``WrongUsage`` where the vault has no value to keep trust under."""
    from vaultcrm.vault.state import is_trusted

    names = vault.settings.drafts.checks
    points = installed(names) if names else ()
    known = [is_trusted(vault.settings.vault, _trusted_as(point)) for point in points]
    return OwnChecks(
        tuple(point for point, is_known in zip(points, known, strict=True) if is_known),
        tuple(point for point, is_known in zip(points, known, strict=True) if not is_known),
        tuple(name for name in names if name not in {point.name for point in points}),
    )


def agree(vault: NoteVault, point: Point) -> None:
    """Remember that the user trusts a check, as it is installed on this machine."""
    from vaultcrm.vault.state import trust

    trust(vault.settings.vault, _trusted_as(point))


def _trusted_as(point: Point) -> str:
    return f"check {point.name} = {point.value}"


def check_drafts(
    vault: NoteVault, plan: Plan, drafts: Sequence[Draft], beside: Sequence[Draft], own: Sequence[Point] = ()
) -> tuple[Finding, ...]:
    """All findings about ``drafts``, by note and place; ``beside`` are those of the vault, with which they are compared."""
    words, companies = known_words(vault), known_companies(vault)
    found: list[Finding] = []
    for draft in drafts:
        material = material_of(vault, plan, draft)
        siblings = tuple(other for other in beside if _is_sibling(draft, other))
        earlier = tuple(other for other in siblings if other not in drafts or other.source.path < draft.source.path)
        text = Checked(draft, material, siblings, earlier, words | terms_of(material.interview), companies)
        found += findings(text, (*BUILT_IN, *own))
    return tuple(found)


def material_of(vault: NoteVault, plan: Plan, draft: Draft) -> Material:
    """What the notes hold for a draft, whether its touch-point is still planned or not."""
    return material_for(vault, plan, touchpoint_of(vault, plan, draft), draft.medium, draft.language)


def _is_sibling(draft: Draft, other: Draft) -> bool:
    """Whether the other is for somebody else of the same interview."""
    if draft.about is None or other.about is None or other.recipient is None or not message(other):
        return False
    same = plain(other.about.target.rsplit("/", 1)[-1]) == plain(draft.about.target.rsplit("/", 1)[-1])
    return same and (draft.recipient is None or _name(other.recipient) != _name(draft.recipient))


def _name(ref: Ref) -> str:
    return plain(ref.target.rsplit("/", 1)[-1])


def known_words(vault: NoteVault) -> frozenset[str]:
    """Names of people, companies and jobs, the user's own, and the words of the settings."""
    settings = vault.settings
    people = (name for one in vault.contacts for name in (one.name, one.title or "", one.address or "", *one.aliases))
    jobs = (one.title for one in vault.jobs)
    mine = (settings.me.name, settings.me.address)
    return frozenset(
        filter(None, (*people, *jobs, *mine, *settings.drafts.words, *known_companies(vault), *_interviewers(vault)))
    )


def known_companies(vault: NoteVault) -> frozenset[str]:
    """Every company that a contact, a job or an interview names."""
    refs = (
        *(one.company for one in vault.contacts),
        *(one.company for one in vault.jobs),
        *(one.company for one in vault.interviews),
    )
    return frozenset(ref.name for ref in refs if ref)


def _interviewers(vault: NoteVault) -> Iterator[str]:
    return (ref.name for interview in vault.interviews for ref in interview.interviewers)


def terms_of(interview: Interview | None) -> frozenset[str]:
    """The names and terms of a debrief: its words with a capital or a figure. Small ones may be misspelt there as here."""
    if interview is None:
        return frozenset()
    debrief = interview.debrief
    texts = (debrief.topics, debrief.went_well, debrief.wish_said, debrief.wish_unsaid, debrief.requirement, debrief.promised)
    return frozenset(term for text in texts for term in (*_TERM.findall(text), *names_in(text)))


def failed(found: Iterable[Finding]) -> bool:
    """Whether anything more than a hint was found."""
    return any(finding.severity != "hint" for finding in found)
