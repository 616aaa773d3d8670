"""What the user does for the search itself and keeps to others: the weekly look (rows D7, C13), promises, birthdays."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from vaultcrm.model import (
    Contact,
    Interview,
    Job,
    LogLine,
    Note,
    NoteKey,
    OtherNote,
    Promise,
    Ref,
    Search,
    Source,
    Step,
    Vault,
    all_notes,
)
from vaultcrm.model.identity import identity

from .anchors import say
from .frame import Frame
from .items import Item, company_of, country_of, entitle, lacking
from .journal import CONTACT
from .outcomes import Status
from .people import People, Who, of_contact
from .windows import Window, around_absence, for_medium, snoozed
from .world import World

_LINK = re.compile(r"\[\[([^\]|]{0,300})(?:\|([^\]]{0,300}))?\]\]")
_AHEAD = timedelta(days=30)  # so early somebody can be wished a happy birthday
_ANY_TIME = frozenset({"skipped", "snoozed"})  # of a birthday that was given up there is nothing to skip: it is the next
_SOON = 15  # letters before a name: `send Dana Lee`, `introduce Dana Lee`


def keep_searching(frame: Frame) -> Iterator[Item]:
    """The gentle look at the search as a whole: while it is active, with few live jobs or nothing new for a while."""
    search, looks = frame.search, frame.looks
    step = next(frame.rules.counting_from("last-look"), None)
    if search is None or search.status != "active" or step is None or not step.every:
        return
    live, newest = looks.live, looks.newest
    few, stale = live < frame.settings.live_jobs, newest is None or (frame.today - newest).days >= frame.settings.quiet_days
    last = looks.last or newest
    if last is None or not (few or stale):
        return
    new = f"nothing new since {say(newest)}" if newest else "nothing has begun yet"
    reason = f"{live} live jobs, fewer than {frame.settings.live_jobs}" if few else new
    yield _look(frame, step, last, reason, "last look" if looks.last else "newest job, interview or contact")


def is_look(line: LogLine, step: Step | None, *verbs: str) -> bool:
    """Whether a log line tells of a look at the search, or with one of these verbs of it."""
    return step is not None and line.step in (step.name, step.act, *step.was) and line.verb in (verbs or ("did", "skipped"))


def begun_on(note: Note) -> int | None:
    """When an interview was, when somebody was met, when a job was applied for, else first written of; as an ordinal."""
    match note:
        case Job():
            day = note.applied or min((line.day for line in note.log), default=None)
        case Interview():
            day = note.start.date()
        case Contact():
            day = note.met
        case _:
            day = None
    return day.toordinal() if day else None


def _look(frame: Frame, step: Step, last: date, reason: str, what: str) -> Item:
    search = frame.search
    every = step.every[0]
    place = frame.place()
    day = frame.looks.rest or place.shift_day(last, every)
    since = f"snoozed until {say(day)}" if frame.looks.rest else f"the {what} was on {say(last)}; every {every}"
    while (following := place.shift_day(day, every)) <= frame.today:
        day = following
    note = NoteKey(search.id, search.source.path) if search else NoteKey("search", "search.md")
    reasons = (since if day == frame.looks.rest else f"{since}: {say(day)}", reason)
    window = around_absence(Window(day, day, None, following, None, reasons), frame.settings)
    return Item(
        uid=identity(frame.settings.vault, note.id, step.act, None, None), note=note,
        source=search.source if search else Source("search.md"), steps=(step,), step=step.name, act=step.act, title=step.title,
        who=None, window=window, prompt=True,
    )  # fmt: skip


def promises(world: World, note: Contact | Interview | Job | Search | OtherNote) -> Iterator[Item]:
    """A touch-point for each unticked promise of a note that has a date (``vault.md``, *The log*)."""
    whose = of_contact(note) if isinstance(note, Contact) else None
    yield from _promised(world, NoteKey(note.id, note.source.path), note.promises, whose)


def kept_promises(vault: Vault) -> Iterator[str]:
    """The identities of dated promises that are ticked: the plan has them no more, but somebody may still name them."""
    people = People(vault)
    for note in all_notes(vault):
        for promise, words in _worded(people, note.promises):
            if promise.due and promise.done:
                yield _identity(vault, note.id, words)


def _promised(world: World, note: NoteKey, listed: tuple[Promise, ...], whose: Who | None) -> Iterator[Item]:
    for promise, words in _worded(world.people, listed):
        if promise.due and not promise.done:
            named = world.people.who(promise.people[0]) if promise.people else whose
            yield _promise(world, note, promise, promise.due, named, words)


def _worded(people: People, listed: tuple[Promise, ...]) -> Iterator[tuple[Promise, str]]:
    """What a promise's identity hangs on: its words, with the people in them by their ids, so that renaming one keeps it."""
    seen = Counter[str]()
    for promise in sorted(listed, key=lambda one: (one.due or date.max, one.source)):
        words = promise.block or _LINK.sub(lambda link: people.who(Ref(link[1])).uid, promise.text)
        seen[words] += 1
        yield promise, words if seen[words] == 1 else f"{words} {seen[words]}"


def _identity(vault: Vault, note: str, words: str) -> str:
    return identity(vault.settings.vault, note, "promise", None, words)


def _promise(world: World, note: NoteKey, promise: Promise, due: date, who: Who | None, words: str) -> Item:
    window = around_absence(Window(due, due, None, None, None, (f"the promise is dated {say(due)}",)), world.settings)
    return Item(
        uid=_identity(world.vault, note.id, words), note=note, source=promise.source, steps=(),
        step="promise", act="promise", title=_title(promise.text, who), who=who, window=window, round=None,
        company=company_of(who), prompt=True, country=country_of(who, world.settings),
    )  # fmt: skip


def _title(text: str, who: Who | None) -> str:
    """The promise, and to whom, where its words do not say so soon enough to be seen in a short line."""
    plain = _plain(text, who)
    if who is None:
        return plain
    return f"Promised: {plain}" if who.name in plain[: _SOON + len(who.name)] else f"Promised {who.name}: {plain}"


def _plain(text: str, who: Who | None) -> str:
    """The promise's words without link marks, and without the name that stands before them already."""
    text = _LINK.sub(lambda link: link[2] or link[1], text)
    return text.removeprefix(who.name).lstrip(" :") if who else text


def birthdays(world: World, contact: Contact) -> Iterator[Item]:
    """A birthday for which the settings ask, on the day, for three days more (29 February clamps to the month's end)."""
    query = world.settings.birthdays
    step = next(world.rules.counting_from("birthday"), None)
    if contact.birthday is None or query is None or step is None:
        return
    if query == "*" or world.vault.contact_matches(query, contact):
        yield _birthday(world, contact, step)


def _birthday(world: World, contact: Contact, step: Step) -> Item:
    who = of_contact(contact)
    day, window, lines = _next_birthday(world, contact, step)
    closing = _wish(world, who, lines, day, window.last or day)
    via = contact.prefers if contact.prefers in step.via else "email"
    window = for_medium(window, via, world.place(who), world.settings.working_hours)
    status: Status = "live" if closing is None else "skipped" if closing.verb == "skipped" else "done"
    return Item(
        uid=identity(world.settings.vault, contact.id, step.act, None, str(day.year)),
        note=NoteKey(contact.id, contact.source.path), source=contact.source, steps=(step,), step=step.name, act=step.act,
        title=entitle(step.title, who), who=who, window=window, status=status, via=via,
        closed_on=closing.day if closing else None, round=str(day.year), company=company_of(who),
        missing=lacking(who, via), prompt=True, country=country_of(who, world.settings),
    )  # fmt: skip


def _next_birthday(world: World, contact: Contact, step: Step) -> tuple[date, Window, Sequence[LogLine]]:
    """The birthday that is next, or that is not yet given up; when it may be wished, and the lines with its tag."""
    assert contact.birthday is not None
    tagged, given_up = _with_tag(world, of_contact(contact), step), date.min
    year = world.today.year - 2
    while True:
        day = contact.birthday.in_year(year)
        lines = [line for line in tagged if given_up < line.day and (line.verb in _ANY_TIME or day - _AHEAD <= line.day)]
        window = _wishing(world, day, step, lines)
        if not window.over(world.today):
            return day, window, lines
        given_up, year = window.last or day, year + 1


def _wishing(world: World, day: date, step: Step, lines: Iterable[LogLine]) -> Window:
    """When a birthday may be wished: put off by what was written before it was given up."""
    expires = world.place(None).shift_day(day, step.expires.after) if step.expires.after else day
    window = Window(day, day, expires, None, None, (f"the birthday in the note: {say(day)}",))
    window = around_absence(window, world.settings)
    put_off = window
    for line in lines:
        if line.verb == "snoozed" and line.until and not put_off.over(line.day):
            put_off = snoozed(window, line.until)
    return put_off


def _wish(world: World, who: Who, lines: Iterable[LogLine], day: date, end: date) -> LogLine | None:
    """What closed a birthday: any contact on its days; what has its tag, ahead of them too, for a card is posted before."""
    tagged = [line for line in lines if line.verb in CONTACT | {"did", "skipped"}]
    made = [entry.line for entry in world.journal.of(who) if entry.reached and day <= entry.line.day]
    return min((line for line in (*tagged, *made) if not line.incoming and line.day <= end), key=_on, default=None)


def _with_tag(world: World, who: Who, step: Step) -> list[LogLine]:
    """The lines with the tag of the person's birthdays, the oldest first."""
    tags = {step.name, step.act, *step.was}
    return [one.line for one in sorted(world.journal.of(who), key=lambda one: one.order) if one.line.step in tags]


def _on(line: LogLine) -> date:
    return line.day
