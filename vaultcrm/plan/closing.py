"""Which log line closes which touch-point (``vaultcrm`` format, *Which step*; row D6).

In: the world. Out: a ledger of closings and snoozes for each case, and the lines that fit several steps, which close none.
Lines are taken in the journal's order; each is held against the windows as they stood on its own day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from vaultcrm.model import LogLine, Problem, Source

from .caselog import CaseLog
from .journal import Entry, Journal
from .outcomes import Closing, Outcome
from .people import Who
from .run import Run
from .slots import Slot
from .world import World


@dataclass(frozen=True, slots=True)
class Doubt:
    """A line without a tag that fits several touch-points of one person."""

    entry: Entry
    who: Who | None
    fits: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """The outcome of matching: one log a case (in the world's order), and the doubts."""

    logs: tuple[CaseLog, ...]
    doubts: tuple[Doubt, ...]


def settle(world: World, logs: Sequence[CaseLog]) -> Settled:
    """Match every line of the journal with what was open on its day; with the logs of some cases, those that hang together."""
    index, by_note = _by_person(logs), _by_note(logs)
    doubts: list[Doubt] = []
    for entry in sorted(_involved(world.journal, index, by_note), key=lambda entry: entry.order):
        for who, near in _scenes(entry, index, by_note):
            doubts.extend(_match(entry, who, near))
    for log in logs:
        _begun_debriefs(log)
    return Settled(tuple(logs), tuple(doubts))


def _matters(entry: Entry) -> bool:
    return not entry.heard and (entry.reached or entry.line.verb in ("skipped", "snoozed", "did"))


def _involved(journal: Journal, index: Mapping[str, list[CaseLog]], by_note: Mapping[str, CaseLog]) -> Iterable[Entry]:
    """The lines that name one of the cases' people, or stand in their notes, each once."""
    listed = (*(journal.by_person.get(uid, ()) for uid in index), *map(journal.under, by_note))
    return {entry.line.source: entry for entries in listed for entry in entries if _matters(entry)}.values()


def _by_person(logs: Sequence[CaseLog]) -> Mapping[str, list[CaseLog]]:
    index: dict[str, list[CaseLog]] = defaultdict(list)
    for log in logs:
        for uid in sorted(people_of(log)):
            index[uid].append(log)
    return index


def people_of(log: CaseLog) -> frozenset[str]:
    """With whom a case has something to do, and who was met in it, by id."""
    people, slots = log.world.people, log.run(log.world.today).slots
    met = {who.uid for interview in log.case.interviews for who in people.interviewers(interview)}
    return frozenset({slot.who.uid for slot in slots if slot.who} | met)


def _by_note(logs: Sequence[CaseLog]) -> Mapping[str, CaseLog]:
    notes = {interview.source.path: log for log in logs for interview in log.case.interviews}
    return notes | {log.case.job.source.path: log for log in logs if log.case.job}


def _scenes(
    entry: Entry, index: Mapping[str, list[CaseLog]], by_note: Mapping[str, CaseLog]
) -> Iterator[tuple[Who | None, list[CaseLog]]]:
    """For each person whom a line names (for the user, where it names nobody) the cases it may speak of, its own first."""
    own = by_note.get(entry.note.path)
    own = own if own and (entry.line.step or own.near(entry.line.day)) else None
    if not entry.people:
        yield None, [own] if own else []
    for who in entry.people:
        others = [log for log in index.get(who.uid, []) if log is not own and (entry.line.step or log.near(entry.line.day))]
        yield who, [own, *others] if own else others


def _match(entry: Entry, who: Who | None, near: Sequence[CaseLog]) -> Iterator[Doubt]:
    if entry.line.step:
        others = (hit for other in _also_meant(entry, who, near) for hit in _tagged(entry, other, near))
        found = _tagged(entry, who, near) or list(others)
    else:
        found = [(log, one) for log in near for one in _fitting(log, entry, who)]
        found = _even_foreseen(found, entry.line.day) if len(found) > 1 else found
    if len(found) == 1:
        _apply(*found[0], entry)
    elif found:
        yield Doubt(entry, who, tuple(outcome for _, outcome in found))


def _also_meant(entry: Entry, who: Who | None, near: Sequence[CaseLog]) -> Iterator[Who | None]:
    """Of whom else a tag can speak: of oneself in a contact's note, of the only interviewer in an interview's."""
    if who is not None and entry.line.verb in ("did", "skipped", "snoozed"):
        yield None
    elif who is None and entry.kind == "interview":
        for interview in near[0].case.interviews if near else ():
            people = near[0].world.people.interviewers(interview)
            if interview.source.path == entry.note.path and len(people) == 1:
                yield people[0]


def _is_open(outcome: Outcome, day: date) -> bool:
    return outcome.window.opens_on <= day and not outcome.window.waits_for


def _present(run: Run, slots: Callable[[Slot], bool]) -> Iterator[Outcome]:
    """The present round of the slots that are asked for; a missed one may still be closed by a tag."""
    yield from (found[-1] for slot in run.slots if slots(slot) and (found := run.outcomes(slot)))


def _fitting(log: CaseLog, entry: Entry, who: Who | None) -> Iterator[Outcome]:
    """What a line without a tag may close: with the same person, by a fitting medium, open that day."""
    verb, day, uid = entry.line.verb, entry.line.day, who.uid if who else None
    fitting = [slot for slot in log.slots_with(day, uid) if not _surely_not_open(log, slot, day) and verb in slot.fits]
    for slot in fitting:
        for one in log.run(day).outcomes(slot)[-1:]:
            if one.status == "live" and _is_open(one, day):
                yield one


def _even_foreseen(found: list[tuple[CaseLog, Outcome]], day: date) -> list[tuple[CaseLog, Outcome]]:
    """Of several that fit the one that was open, too, if the next interview was in the vault by then: so it looked that day."""
    sure = [hit for hit in found if _is_open_though(*hit, day)]
    return sure if len(sure) == 1 else found


def _is_open_though(log: CaseLog, outcome: Outcome, day: date) -> bool:
    if not log.looks_ahead(day):
        return True
    run = log.foreseen(day)
    present = [one for slot in run.slots if slot.key == outcome.slot.key for one in run.outcomes(slot)[-1:]]
    return any(one.status == "live" and _is_open(one, day) for one in present)


def _surely_not_open(log: CaseLog, slot: Slot, day: date) -> bool:
    """Whether a look shows that it cannot be open, as for a third of all: closed for good, or the interview is yet to come."""
    closed = (slot.key, 1) in log.closings and not slot.first.every
    ahead = slot.interview is not None and day < slot.interview.start.date()
    return closed or (ahead and all(step.opens.sign > 0 for step in slot.steps))


def _tagged(entry: Entry, who: Who | None, near: Sequence[CaseLog]) -> list[tuple[CaseLog, Outcome]]:
    """The touch-point that a tag names: in the line's own note first, then the one open that day, then the last that opened."""
    tag, day = entry.line.step, entry.line.day
    found = _of_tag(entry, who, [(log, log.run(day)) for log in near])
    if not found and near and tag in near[0].world.stoppable_words:
        # What was done was done, though a verdict or stage that was written down later dates from before.
        found = _of_tag(entry, who, [(log, log.unhindered(day)) for log in near])
    here = [hit for hit in found if _is_here(hit, entry)] or _foreseen(entry, who, near)
    here = here or [hit for hit in found if hit[0] is near[0]]
    found = here if here and entry.kind in ("interview", "job") else found
    exact = [hit for hit in found if tag == hit[1].slot.first.name] or found
    if len(exact) < 2:
        return exact
    opened = [hit for hit in exact if hit[1].status == "live" and _is_open(hit[1], day)]
    if opened:
        return opened
    past = [hit for hit in exact if hit[1].window.opens_on <= day] or exact
    newest = max(hit[1].window.opens_on for hit in past)
    return [hit for hit in past if hit[1].window.opens_on == newest]


def _is_here(hit: tuple[CaseLog, Outcome], entry: Entry) -> bool:
    return hit[1].slot.note.path == entry.note.path


def _foreseen(entry: Entry, who: Who | None, near: Sequence[CaseLog]) -> list[tuple[CaseLog, Outcome]]:
    """What the tag names in the line's own note if the next interview was in the vault by then."""
    day = entry.line.day
    if entry.kind != "interview" or not near or not near[0].looks_ahead(day):
        return []
    return [hit for hit in _of_tag(entry, who, [(near[0], near[0].foreseen(day))]) if _is_here(hit, entry)]


def _of_tag(entry: Entry, who: Who | None, runs: Sequence[tuple[CaseLog, Run]]) -> list[tuple[CaseLog, Outcome]]:
    """What is not done yet of that which the line's tag means for the person; of one act, whichever system asks for it now."""
    tag = entry.line.step or ""
    means = {tag, *(log.world.acts.get(tag, tag) for log, _ in runs)}
    theirs = ((log, _present(run, lambda slot: slot.who == who and not means.isdisjoint(slot.names))) for log, run in runs)
    hits = [(log, one) for log, found in theirs for one in found]
    return [hit for hit in hits if hit[1].status != "done" and not _twice(*hit, entry.line.day)]


def _twice(log: CaseLog, outcome: Outcome, day: date) -> bool:
    """Whether the round before was closed that very day: a voicemail and the e-mail after it are one round."""
    before = log.closings.get((outcome.slot.key, outcome.round - 1))
    return before is not None and before.day == day < outcome.window.opens_on


def _apply(log: CaseLog, outcome: Outcome, entry: Entry) -> None:
    line = entry.line
    if line.verb == "snoozed":  # without a day that exists it puts nothing off, which the reader of the notes has said
        if line.until:
            log.snooze(outcome, line.until)
        return
    # A line tagged with the act itself (`#thank-you`) is not what has taken its place meanwhile (`decline`).
    named = {outcome.slot.name, *(one.name for one in outcome.slot.steps)}
    step = line.step if line.step in named else outcome.slot.first.name
    closing = Closing("skipped" if line.verb == "skipped" else "done", line.day, step or "", entry)
    run = log.run(line.day)
    earlier, also = list(_earlier_calls(run, outcome)), list(_fulfilled(run, outcome, line.verb))
    log.close(outcome, closing)
    if closing.status == "done":
        for one in earlier:
            log.close(one, Closing("skipped", line.day, one.slot.first.name, entry))
        for one in also:
            log.close(one, Closing("done", line.day, one.slot.first.name, entry))


def _earlier_calls(run: Run, outcome: Outcome) -> Iterator[Outcome]:
    """The calls of the chain before this one that were not made: a later call settles them (*Chains*)."""
    if outcome.via != "phone":
        return
    queue, seen = [outcome.slot], {outcome.slot.key}
    while queue:
        slot = queue.pop()
        words = {word for step in slot.steps for word in (*step.opens.anchors, *step.due.anchors)}
        for before in [one for one in run.slots if one.note == slot.note and words & one.names and one.key not in seen]:
            seen.add(before.key)
            queue.append(before)
            last = run.outcomes(before)[-1:]
            if last and last[0].status == "live" and last[0].via == "phone":
                yield last[0]


def _fulfilled(run: Run, outcome: Outcome, verb: str) -> Iterator[Outcome]:
    """What else the line fulfils: a thank-you that was sent as a card is the card (row A1)."""
    for slot in run.slots:
        wanted = {pair for step in slot.steps for pair in step.fulfilled_by}
        if slot.who == outcome.slot.who and slot.note == outcome.slot.note and (outcome.slot.name, verb) in wanted:
            yield from (one for one in run.outcomes(slot)[-1:] if one.status == "live")


def _begun_debriefs(log: CaseLog) -> None:
    """A debrief with text under any heading is done, on the day of the interview's end."""
    for slot in log.run(log.world.today).slots:
        if slot.name == "debrief" and slot.interview and slot.interview.debrief.begun:
            closing = Closing("done", min(slot.interview.end.date(), log.world.today), slot.first.name)
            log.closings.setdefault((slot.key, 1), closing)
    log.runs.clear()


def questions(settled: Settled, today: date) -> Iterator[tuple[str, Problem]]:
    """The doubts that still matter (one of the steps is open to this day), each with a note of the case that it is about."""
    live = {(one.slot.key, one.round) for log in settled.logs for one in _present(log.run(today), _any) if one.status == "live"}
    for doubt in settled.doubts:
        if any((one.slot.key, one.round) in live for one in doubt.fits):
            yield min(one.slot.note.path for one in doubt.fits), _question(doubt)


def _any(slot: Slot) -> bool:
    return True


def _question(doubt: Doubt) -> Problem:
    """What a line fits, with their notes where two are of one name."""
    line, who = doubt.entry.line, doubt.who.name if doubt.who else "you"
    tags = [f"#{outcome.slot.first.name}" for outcome in doubt.fits]
    notes = [outcome.slot.note.path for outcome in doubt.fits]
    alike = len(set(tags)) < len(tags)
    fitting = [f"{tag} of {path}" for tag, path in zip(tags, notes, strict=True)] if alike else tags
    closes = "neither" if len(fitting) == 2 else "none"
    message = f"`{line.day} {line.verb}` to {who} fits {' and '.join(fitting)}: it closes {closes}"
    remedy = ", and ".join(_remedies(line, dict.fromkeys(tags), dict.fromkeys(notes) if alike else ()))
    return Problem(Source(line.source.path, line.source.line), message, remedy, "", "warning")


def _remedies(line: LogLine, tags: Collection[str], notes: Collection[str]) -> Iterator[str]:
    """A tag tells two steps apart, and the note in which a line with its tag stands two of one name."""
    if not line.step or not notes:
        yield f"add the tag that you mean: {' or '.join(tags)}"
    if notes:
        yield f"put the line into the log of the note that you mean: {' or '.join(notes)}"
