"""Which touch-points a case has on a day: its steps and their recipients; one act for one person is one (*Together*)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from vaultcrm.model import Interview, NoteKey, Step

from .cases import is_on
from .conditions import SlotKey, View, allowed, stopping
from .people import Who
from .recipients import Recipient, recipients
from .rulebook import systems_of


class Slot(NamedTuple):
    """One act for one person in one note, for all rounds: the steps that ask for it, those of the first document first.

    A ``stopped`` one has only the rounds that were closed before; ``over`` says what it goes before.
    """

    note: NoteKey
    interview: Interview | None
    name: str
    who: Who | None
    steps: tuple[Step, ...]
    each: bool = True
    missing: tuple[str, ...] = ()
    stopped: bool = False
    over: str = ""

    @property
    def key(self) -> SlotKey:
        """What identifies it: the person has a part only where the step is with each of several."""
        return (self.note.path, self.first.scope, self.name, self.who.uid if self.who and self.each else "")

    @property
    def first(self) -> Step:
        return self.steps[0]

    @property
    def names(self) -> frozenset[str]:
        """The tags that mean this slot."""
        return frozenset(word for step in self.steps for word in (step.name, step.act, *step.was))

    @property
    def fits(self) -> frozenset[str]:
        return frozenset(verb for step in self.steps for verb in step.fits)


# Whom the words of ``with`` mean in one note on one day: several steps of it say the same words.
Known = dict[tuple[str, ...], tuple[Recipient, ...]]


def slots_of(view: View) -> tuple[Slot, ...]:
    """All slots of the case: of its interviews in their order, then of the job."""
    found = [slot for interview in view.case.interviews if is_on(interview) for slot in _interview_slots(view, interview)]
    return (*found, *_job_slots(view))


def _interview_slots(view: View, interview: Interview) -> list[Slot]:
    systems = systems_of(view.world.settings, interview)
    note = NoteKey(interview.id, interview.source.path)
    steps = [step for step in view.world.rules.running(systems, "interview") if not step.replaces]
    slots = _merged(view, note, interview, steps)
    covered = {(act, _uid(slot)) for slot in slots for step in slot.steps for act in (*step.covers, step.act)}
    spare = _merged(view, note, interview, view.world.spare)
    slots += [slot for slot in spare if (slot.name, _uid(slot)) not in covered]
    for step in [step for step in view.world.rules.running(systems, "interview") if step.replaces]:
        slots = _replaced(view, note, interview, step, slots)
    return slots


def _uid(slot: Slot) -> str:
    return slot.who.uid if slot.who else ""


def _job_slots(view: View) -> list[Slot]:
    job, note = view.case.job, view.case.job_note
    if job is None or note is None:
        return []
    return _merged(view, note, None, view.world.rules.running(systems_of(view.world.settings, job), "job"))


def _merged(view: View, note: NoteKey, interview: Interview | None, steps: Sequence[Step]) -> list[Slot]:
    """One slot for each act and person: the steps that run, or all that asked for it where it is closed already."""
    found: dict[SlotKey, Slot] = {}
    stopped: dict[SlotKey, Slot] = {}
    known: Known = {}
    for step in steps:
        kept = stopped if stopping(view, interview, step) else found
        for slot in _of_step(view, note, interview, step, step.act, known):
            same = kept.get(slot.key)
            kept[slot.key] = same._replace(steps=(*same.steps, step)) if same else slot
    done = [slot._replace(stopped=True) for key, slot in stopped.items() if key in view.closed and key not in found]
    return [*found.values(), *done]


def _of_step(view: View, note: NoteKey, interview: Interview | None, step: Step, name: str, known: Known) -> list[Slot]:
    """A slot for each recipient whom the step suits, where its conditions hold."""
    if not allowed(view, interview, step):
        return []
    if step.recipients not in known:
        known[step.recipients] = recipients(view.world, view.case, interview, step, view.day)
    slots = [Slot(note, interview, name, to.who, (step,), to.each, to.missing) for to in known[step.recipients]]
    return [slot for slot in slots if suits(slot)]


def suits(slot: Slot) -> bool:
    """Whether the person agreed to connect, where that is asked; whether post can get there.

    Post to someone without an address is not planned where nothing can be handed over either.
    """
    contact = slot.who.contact if slot.who else None
    if "linkedin-ok" in slot.first.only and not (contact and contact.linkedin_ok):
        return False
    if slot.first.via != ("post",) or not slot.interview or not slot.interview.remote:
        return True
    return bool(contact and contact.address)


def _replaced(view: View, note: NoteKey, interview: Interview, step: Step, slots: list[Slot]) -> list[Slot]:
    """The slots after ``step`` has taken the place of those that it replaces and that are not closed yet (rows E4, E5)."""
    result = list(slots)
    for slot in _of_step(view, note, interview, step, step.replaces or step.act, {}):
        closed_by = view.closed.get(slot.key) or _covered_by(view, slot, slots)
        if closed_by is None or closed_by == step.name:
            before = next((one.steps for one in result if one.key == slot.key), ())
            over = _over(view, interview, step, before)
            result = [one for one in result if one.key != slot.key] + [slot._replace(over=over)]
        elif step.also_after:
            result.append(slot._replace(name=step.name, over=_over(view, interview, step, ())))
    return result


def _over(view: View, interview: Interview, step: Step, before: Sequence[Step]) -> str:
    """What of others is not made, since the fact that calls for this step decides (row E5); empty where that is nothing."""
    rows = dict.fromkeys(row for one in before for row in one.rows)
    running = view.world.rules.running(systems_of(view.world.settings, interview), "interview")
    stopped = [one for one in running if not set(step.only).isdisjoint(one.stops) and allowed(view, interview, one)]
    said = [f"it takes the place of {step.replaces} ({', '.join(rows)})"] if rows else []
    said += [f"it stops {', '.join(dict.fromkeys(one.name for one in stopped))}"] if stopped else []
    return f"{', '.join(step.rows) or step.name} decides: {', and '.join(said)}" if said else ""


def _covered_by(view: View, slot: Slot, slots: list[Slot]) -> str | None:
    """The step that was done in this slot's stead: a pitch that was the thank-you (row E3)."""
    if any(one.key == slot.key for one in slots):
        return None
    theirs = [one for one in slots if one.who == slot.who and one.key in view.closed]
    return next((step.name for one in theirs for step in one.steps if slot.name in step.covers), None)
