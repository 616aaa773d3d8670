"""What the user does for the search itself and keeps to others: the weekly look (rows D7, C13), promises, birthdays."""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from vaultcrm.model import Contact, NoteKey, Promise, Ref, Source, Step, Vault
from vaultcrm.model.identity import identity

from .anchors import say
from .items import Item, company_of, entitle, lacking
from .people import People, Who, of_contact
from .windows import Window, around_absence, for_medium
from .world import World

_LINK = re.compile(r"\[\[([^\]|]*)(?:\|([^\]]*))?\]\]")


def keep_searching(world: World) -> Iterator[Item]:
    """The gentle look at the search as a whole: while it is active, with few live jobs or nothing new for a while."""
    search = world.vault.search
    step = next(world.rules.counting_from("last-look"), None)
    if search is None or search.status != "active" or step is None or not step.every:
        return
    newest, why = _newest(world)
    live = sum(1 for case in world.cases if case.job and not case.ended(world.today))
    few, stale = live < world.settings.live_jobs, newest is None or (world.today - newest).days >= world.settings.quiet_days
    looks = [
        (entry.line.day, entry.line.verb) for entry in world.journal.tagged if _is_look(entry.line.step, step, entry.line.verb)
    ]
    last = max((day for day, _ in looks), default=newest)
    if last is None or not (few or stale):
        return
    reason = (
        f"{live} live jobs, fewer than {world.settings.live_jobs}"
        if few
        else f"nothing new since {say(newest)}"
        if newest
        else why
    )
    yield _look(world, step, last, reason, "last look" if looks else "newest job, interview or contact")


def _is_look(tag: str | None, step: Step, verb: str) -> bool:
    return tag in (step.name, step.act, *step.was) and verb in ("did", "skipped")


def _newest(world: World) -> tuple[date | None, str]:
    """The day of the newest job, interview or contact."""
    vault, today = world.vault, world.today
    days = [day for job in vault.jobs if (day := job.applied or min((line.day for line in job.log), default=None))]
    days += [interview.start.date() for interview in vault.interviews]
    days += [contact.met for contact in vault.contacts if contact.met]
    return max((day for day in days if day <= today), default=None), "nothing has begun yet"


def _look(world: World, step: Step, last: date, reason: str, what: str) -> Item:
    search = world.vault.search
    every = step.every[0]
    place = world.place(None)
    day = place.shift_day(last, every)
    while (following := place.shift_day(day, every)) <= world.today:
        day = following
    note = NoteKey(search.id, search.source.path) if search else NoteKey("search", "search.md")
    reasons = (f"the {what} was on {say(last)}; every {every}: {say(day)}", reason)
    window = around_absence(Window(day, day, None, following, None, reasons), world.settings)
    return Item(
        uid=identity(world.settings.vault, note.id, step.act, None, None), note=note,
        source=search.source if search else Source("search.md"), steps=(step,), step=step.name, act=step.act, title=step.title,
        who=None, window=window, prompt=True,
    )  # fmt: skip


def promises(world: World) -> Iterator[Item]:
    """A touch-point for each unticked promise with a date, in any note (``vault.md``, *The log*)."""
    vault = world.vault
    search = (vault.search,) if vault.search else ()
    for contact in vault.contacts:
        yield from _promised(world, NoteKey(contact.id, contact.source.path), contact.promises, of_contact(contact))
    for note in (*vault.interviews, *vault.jobs, *search, *vault.others):
        yield from _promised(world, NoteKey(note.id, note.source.path), note.promises, None)


def kept_promises(vault: Vault) -> Iterator[str]:
    """The identities of dated promises that are ticked: the plan has them no more, but somebody may still name them."""
    people, search = People(vault), (vault.search,) if vault.search else ()
    for note in (*vault.contacts, *vault.interviews, *vault.jobs, *search, *vault.others):
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
    title = f"Promised {who.name}: {_plain(promise.text, who)}" if who else _plain(promise.text, None)
    window = around_absence(Window(due, due, None, None, None, (f"the promise is dated {say(due)}",)), world.settings)
    return Item(
        uid=_identity(world.vault, note.id, words), note=note, source=promise.source, steps=(),
        step="promise", act="promise", title=title, who=who, window=window, round=None, company=company_of(who), prompt=True,
    )  # fmt: skip


def _plain(text: str, who: Who | None) -> str:
    """The promise's words without link marks, and without the name that stands before them already."""
    text = _LINK.sub(lambda link: link[2] or link[1], text)
    return text.removeprefix(who.name).lstrip(" :") if who else text


def birthdays(world: World) -> Iterator[Item]:
    """Birthdays of those for whom the settings ask, on the day, for three days more (29 February clamps to the month's end)."""
    query = world.settings.birthdays
    step = next(world.rules.counting_from("birthday"), None)
    if query is None or step is None:
        return
    for contact in world.vault.contacts:
        if contact.birthday and (query in ("", "*", "true", "all") or world.vault.contact_matches(query, contact)):
            yield _birthday(world, contact, step)


def _birthday(world: World, contact: Contact, step: Step) -> Item:
    who = of_contact(contact)
    day, window = _next_birthday(world, contact, step)
    end = window.last or day
    via = contact.prefers if contact.prefers in step.via else "email"
    window = for_medium(window, via, world.place(who), world.settings.working_hours)
    wished = min((one.line.day for one in world.journal.of(who) if one.reached and day <= one.line.day <= end), default=None)
    return Item(
        uid=identity(world.settings.vault, contact.id, step.act, None, str(day.year)),
        note=NoteKey(contact.id, contact.source.path), source=contact.source, steps=(step,), step=step.name, act=step.act,
        title=entitle(step.title, who), who=who, window=window, status="done" if wished else "live", via=via,
        closed_on=wished, round=str(day.year), company=company_of(who),
        missing=lacking(who, via), prompt=True,
    )  # fmt: skip


def _next_birthday(world: World, contact: Contact, step: Step) -> tuple[date, Window]:
    """The birthday that is next, or that is not yet given up, and when it may be wished."""
    for year in (world.today.year - 1, world.today.year, world.today.year + 1):
        day = _birthday_in(year, contact)
        expires = world.place(None).shift_day(day, step.expires.after) if step.expires.after else day
        window = Window(day, day, expires, None, None, (f"the birthday in the note: {say(day)}",))
        window = around_absence(window, world.settings)
        if not window.over(world.today):
            break
    return day, window


def _birthday_in(year: int, contact: Contact) -> date:
    birthday = contact.birthday
    assert birthday is not None
    last = calendar.monthrange(year, birthday.month)[1]
    return date(year, birthday.month, min(birthday.day, last))
