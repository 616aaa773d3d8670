"""``draft``: the text for a touch-point, from what the notes hold, as a note in ``drafts/`` that is found again by its key.

In come the vault, its plan and a touch-point, out comes the draft as it stands now. One that was edited is never written over;
one that was not is made anew where the notes have changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Literal, NamedTuple

from vaultcrm.errors import AlreadyDone, NotFound, WrongUsage
from vaultcrm.model import DRAFT_MEDIA, LIVE, Draft, DraftMedium, Medium, Plan, Source, Step, Touchpoint
from vaultcrm.notes.drafts import FOLDER, draft_note, is_edited, read_draft, rewritten
from vaultcrm.notes.edit import Written, link_to
from vaultcrm.notes.ids import stem_of
from vaultcrm.vault.drafts import drafts_of
from vaultcrm.vault.within import own_place

from .choosing import by_key
from .closing_lines import people_of, person_of_note
from .draft_material import material_for
from .edits import Edit, write_edits
from .file_names import folded, free_stem, safe_stem
from .interviews import past_interview
from .keys_meant import live
from .offering import WITHDRAWS

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault

    from .draft_templates import Found

Outcome = Literal["made", "again", "same", "edited"]
THANKS = ("thank-you", "pitch")
_ONE_S_OWN = {
    "prepare": "`vaultcrm prep` shows what to take along.",
    "debrief": "`vaultcrm debrief` asks what there is to write down.",
    "learn": "Learn, then log it with what it was: `vaultcrm done {key} -m 'four hours with …'`.",
    "follow-up-day": "`vaultcrm day` goes through its people.",
    "keep-searching": "`vaultcrm agenda` and `vaultcrm list jobs` show how it stands.",
    "decide": "`vaultcrm brief {company}` shows what speaks for it.",
}
# What paper is sent for which draft, where the touch-point only says `post`.
_BY_POST: dict[str, DraftMedium] = {
    "thank-you": "express",
    "letter": "letter",
    "after-rejection": "letter",
    "promised": "letter",
}


class How(NamedTuple):
    """How the user wants it, where they say so."""

    medium: DraftMedium | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft with its touch-point; ``outcome`` says what was done; ``shipped``: from a template that is not in the vault."""

    touchpoint: Touchpoint
    draft: Draft
    outcome: Outcome
    shipped: bool = False


def draft(
    vault: NoteVault,
    plan: Plan,
    touchpoints: Sequence[Touchpoint],
    medium: DraftMedium | None = None,
    language: str | None = None,
) -> tuple[Drafted, ...]:
    """The draft for each touch-point, written where that is called for; one ``undo`` takes them all back.

    Raises ``WrongUsage`` where there is nothing to send, ``TemplateProblem``, and what writing raises.
    """
    done: list[Drafted] = []
    edits: list[Edit] = []
    for one in touchpoints:
        drafted, edit = _drafted(
            vault, plan, one, found_again(vault, one, drafts_of(vault.root, one.uid)), How(medium, language), edits
        )
        done.append(drafted)
        edits += [edit] if edit else []
    if edits:
        write_edits(vault, edits)
    return tuple(done)


def thanks_of(vault: NoteVault, plan: Plan, name: str) -> tuple[Touchpoint, ...]:
    """The thank-yous of the interview that ``name`` means, still to be sent, in the panel's order; pitches where they are it.

    Raises ``NotFound`` and ``SeveralFit``.
    """
    interview = past_interview(vault, name, plan.today)
    about = [one for one in plan.live if one.note.id == interview.id and one.person]
    found = next((same for act in THANKS if (same := [one for one in about if one.act == act])), [])
    if not found:
        raise NotFound(
            f"{interview.title or interview.stem}: there is nobody left to thank", "vaultcrm agenda --all shows what was done."
        )
    order = {ref.name.casefold(): n for n, ref in enumerate(interview.interviewers)}
    return tuple(sorted(found, key=lambda one: order.get(one.person.name.casefold() if one.person else "", len(order))))


def chosen(vault: NoteVault, plan: Plan, keys: Sequence[str]) -> tuple[Touchpoint, ...]:
    """The touch-points that ``keys`` mean; one that is done already, where there is a draft of it to be seen.

    Raises what ``done`` raises for a key.
    """
    return tuple(dict.fromkeys(_chosen(vault, plan, key) for key in keys))


def _chosen(vault: NoteVault, plan: Plan, key: str) -> Touchpoint:
    try:
        return live(plan, [key])[0]
    except AlreadyDone:
        closed = by_key(plan, key)
        if found_again(vault, closed, drafts_of(vault.root, closed.uid)):
            return closed
        raise


def can_be_drafted(plan: Plan) -> tuple[Touchpoint, ...]:
    """What is still to do and says something to someone, in the agenda's order."""
    return tuple(one for one in plan.live if one.person)


def found_again(vault: NoteVault, touchpoint: Touchpoint, drafts: Sequence[Draft]) -> Draft | None:
    """The newest draft for a touch-point. What is done again and again (staying in touch) begins anew once one was sent."""
    own = [one for one in drafts if one.touchpoint == touchpoint.uid]
    if touchpoint.expires is None and touchpoint.state in LIVE:
        own = [one for one in own if not _is_sent(vault, touchpoint, one)]
    return own[-1] if own else None


def _is_sent(vault: NoteVault, touchpoint: Touchpoint, draft: Draft) -> bool:
    """Whether a line of a log links the draft."""
    contact = person_of_note(vault, touchpoint.note.path)
    stem = stem_of(draft.source.path)
    return contact is not None and any(stem in line.text for line in contact.log)


def _drafted(
    vault: NoteVault,
    plan: Plan,
    touchpoint: Touchpoint,
    there: Draft | None,
    how: How,
    edits: Sequence[Edit],
) -> tuple[Drafted, Edit | None]:
    """The draft as it will be, and the edit that makes it so; none where it stands already, or was edited."""
    if there and (is_edited(there) or touchpoint.state not in LIVE):
        return Drafted(touchpoint, there, "edited" if is_edited(there) else "same"), None
    new, found = _composed(vault, plan, touchpoint, there, how)
    if there is None:
        path = _path(vault, plan, touchpoint, new, [edit.path for edit in edits])
        new = replace(new, source=Source(path, 1))
        return Drafted(touchpoint, _as_written(new), "made", found.shipped), Edit(path, _nothing, fresh=draft_note(new))
    if (there.subject, there.text, there.medium, there.language) == (new.subject, new.text, new.medium, new.language):
        return Drafted(touchpoint, there, "same", found.shipped), None
    new = replace(new, source=there.source)
    return Drafted(touchpoint, _as_written(new), "again", found.shipped), Edit(there.source.path, partial(_again, draft=new))


def _composed(vault: NoteVault, plan: Plan, touchpoint: Touchpoint, there: Draft | None, how: How) -> tuple[Draft, Found]:
    """What the program writes for the touch-point today."""
    from vaultcrm.drafts.write import write

    from .draft_templates import choose, language_of

    refuse_own(touchpoint)
    contact = vault.person(touchpoint.person.id or "") if touchpoint.person else None
    name = template_name(touchpoint, step_of(vault, touchpoint))
    medium = how.medium or (there.medium if there else medium_of(touchpoint, name, contact.prefers if contact else None))
    code = how.language or (there.language if there else vault.settings.drafts.language)
    found = choose(vault, code, name, medium)
    written = write(material_for(vault, plan, touchpoint, medium, code), language_of(vault, code), found.name, found.find)
    about = link_to(stem_of(touchpoint.note.path), stem_of(touchpoint.note.path))
    recipient = next(iter(people_of(vault, touchpoint)), None)
    return Draft(Source(""), touchpoint.uid, name, medium, code, recipient, about, written.subject, written.text), found


def refuse_own(touchpoint: Touchpoint) -> None:
    """Say kindly that there is nothing to send, and which command helps."""
    if touchpoint.person is None:
        helps = _ONE_S_OWN.get(touchpoint.act, "`vaultcrm why {key}` says what it is for.")
        remedy = helps.replace("{key}", touchpoint.key).replace("{company}", f'"{touchpoint.company or ""}"')
        raise WrongUsage(f"{touchpoint.title}: this is for yourself, there is nothing to send", remedy)


def step_of(vault: NoteVault, touchpoint: Touchpoint) -> Step | None:
    """The step that names the draft: the one that gave the touch-point its name before others."""
    steps = [step for _, one in sorted(vault.playbooks.items()) for step in one.steps if step.source in touchpoint.steps]
    return next((step for step in sorted(steps, key=lambda one: (one.name != touchpoint.step, one.draft is None))), None)


def template_name(touchpoint: Touchpoint, step: Step | None) -> str:
    """What the template is called: the step's ``draft:``, else the step itself."""
    kept = "withdraw" if touchpoint.title.endswith(WITHDRAWS) else "promised"
    own = {"promise": kept, "next-contact": "stay-in-touch"}
    return (step.draft if step else None) or own.get(touchpoint.step, touchpoint.step)


def medium_of(touchpoint: Touchpoint, name: str, prefers: Medium | None = None) -> DraftMedium:
    """How it goes out: the touch-point's medium, else what the person prefers; and of paper what the draft is."""
    via = touchpoint.via or (prefers if prefers == "post" else None)
    if via == "post":
        return _BY_POST.get(name, "card")
    return next((one for one in DRAFT_MEDIA if one == via), "email")


def _path(vault: NoteVault, plan: Plan, touchpoint: Touchpoint, new: Draft, taken: Sequence[str]) -> str:
    """``drafts/2026-11-18 Dana Lee thank-you.md``, or the nearest name that is free."""
    folder = own_place(vault.root, FOLDER)
    there = {folded(path.stem) for path in folder.iterdir()} if folder.is_dir() else set[str]()
    there |= {folded(stem_of(path)) for path in taken}
    name = touchpoint.person.name if touchpoint.person else ""
    return f"{FOLDER}/{free_stem(safe_stem(f'{plan.today} {name} {new.act}'), there)}.md"


def _as_written(new: Draft) -> Draft:
    """The draft as it reads once it is written."""
    back, _ = read_draft(new.source.path, draft_note(new))
    return back or new


def _nothing(text: str) -> Written:
    return Written(text, "", 1)


def _again(text: str, draft: Draft) -> Written:
    return Written(rewritten(text, draft), draft.subject, 1)
