"""How long it has been silent between the user and each contact, and when a word is due (rows A2, A6, F6)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple, Protocol

from vaultcrm.dates.away import back_from
from vaultcrm.digests import sha256
from vaultcrm.model import Contact, Interval, NoteKey, Source, Step
from vaultcrm.model.identity import identity

from .anchors import say
from .cases import is_held
from .frame import Frame
from .items import Item, company_of, country_of, entitle, lacking
from .journal import Entry
from .people import Who, of_contact
from .rulebook import systems_of
from .windows import Window, around_absence, for_medium
from .world import World

EPOCH = date(2020, 1, 1)
BY_HAND_BEFORE = timedelta(days=7)


class Days(Protocol):
    """The follow-up days."""

    def on_or_after(self, day: date) -> date: ...


class Silence(NamedTuple):
    """A contact who is to hear from the user: since when it is silent, how strong the tie is, when a word is due.

    A value without the note it is of, so that it can be kept while nothing of the person changes.
    """

    uid: str
    who: Who
    note: NoteKey
    source: Source
    step: Step
    via: str | None
    title: str
    company: str | None
    missing: tuple[str, ...]
    every: Interval
    last: date | None
    tie: int
    due: date
    why: str
    exact: bool = False
    again: date | None = None

    @property
    def order(self) -> tuple[date, int, str]:
        """Longest silence first, then the strongest tie."""
        return (self.last or date.min, -self.tie, self.who.uid)

    def due_on(self, frame: Frame, days: Days) -> date:
        """When the word is due: on the follow-up day on or after its day; on its very day where the user has set that."""
        due = self._due(frame, days)
        return back_from(frame.settings, due) if frame.settings.away else due

    def window(self, frame: Frame, days: Days) -> Window:
        """The same day as a window, with the reasons for it."""
        wanted, due = self._wanted(frame, days), self._due(frame, days)
        reason = self.why if due == wanted else f"{self.why}; the follow-up day on or after it: {say(due)}"
        return around_absence(Window(due, due, None, None, None, (reason,)), frame.settings)

    def item(self, window: Window) -> Item:
        """The item of the word that is due."""
        return Item(
            uid=self.uid,
            note=self.note, source=self.source, steps=(self.step,), step=self.step.name, act=self.step.act, title=self.title,
            who=self.who, window=window, via=self.via, company=self.company, missing=self.missing,
        )  # fmt: skip

    def _due(self, frame: Frame, days: Days) -> date:
        wanted = self._wanted(frame, days)
        return wanted if self.exact else days.on_or_after(wanted)

    def _wanted(self, frame: Frame, days: Days) -> date:
        """The due day; ``again`` where nobody knows of any contact, and two follow-up days have gone by since."""
        if self.again is None:
            return self.due
        second = days.on_or_after(days.on_or_after(self.due) + timedelta(days=1))
        return self.due if second >= frame.today else self.again


def silences(world: World) -> Iterator[Silence]:
    """Everyone whom a cadence, their own, their group's or a playbook's, names."""
    yield from (found for contact in world.vault.contacts if (found := silence_of(world, contact)))


def silence_of(world: World, contact: Contact) -> Silence | None:
    """The silence between the user and one contact, where a cadence names them."""
    step = world.touching
    cadence = _cadence(world, contact, step) if step else ()
    return _silence(world, contact, step, cadence, world.introduced.get(contact.id, 0)) if step and cadence else None


def _cadence(world: World, contact: Contact, step: Step) -> tuple[Interval, ...]:
    """The intervals between one contact and the next; empty for those whom nobody names. ``never`` means never."""
    named: Interval | Literal["never"] | None = contact.cadence or next(
        (group.every for group in world.settings.cadences if world.vault.contact_matches(group.query, contact)), None
    )
    if named == "never":
        return ()
    if named is not None:
        return (named,)
    return step.every if step.playbook in contact.playbooks or _met_under(world, contact, step.playbook) else ()


def _met_under(world: World, contact: Contact, playbook: str) -> bool:
    met = world.met.get(contact.id, ())
    return any(is_held(one, world.today) and playbook in systems_of(world.settings, one) for one in met)


class _Event(NamedTuple):
    """What happened on a day; a tuple, since each line of a log gives one, and they are sorted."""

    day: date
    kind: Literal["contact", "interview", "skipped"]
    tagged: bool = False


def _events(world: World, contact: Contact, step: Step) -> list[_Event]:
    who = of_contact(contact)
    found = [_Event(one.start.date(), "interview") for one in world.met.get(who.uid, ()) if is_held(one, world.today)]
    found += [_Event(day, "contact") for day in (contact.last_contact, contact.met) if day and day <= world.today]
    names = {step.name, step.act, *step.was}
    for entry in world.journal.of(who):
        if entry.reached or entry.heard:
            found.append(_Event(entry.line.day, "contact", entry.line.step in names))
        elif entry.line.verb == "skipped" and entry.line.step in names:
            found.append(_Event(entry.line.day, "skipped", True))
    return sorted(found)


def _once_a_day(events: Sequence[_Event]) -> list[_Event]:
    """A voicemail and the e-mail after it are one contact, with a tag if either has one."""
    tagged = {(event.day, event.kind) for event in events if event.tagged}
    return sorted({_Event(event.day, event.kind, (event.day, event.kind) in tagged) for event in events})


def _silence(world: World, contact: Contact, step: Step, every: Sequence[Interval], introduced: int) -> Silence:
    events, who, place = _events(world, contact, step), of_contact(contact), world.place(None)
    last, rounds = _count(_once_a_day(events), every, world)
    interval = every[min(rounds, len(every) - 1)]
    tie = sum(event.kind != "skipped" for event in events) + introduced
    again: date | None = None
    exact = False
    if last is None:
        due, again = _first_dues(contact, interval, world)
        why = f"no contact on record; first dues are spread over {interval}"
    else:
        due = place.shift_day(last, interval)
        why = f"the last contact was on {say(last)}; {interval} later: {say(due)}"
    spoken = max((event.day for event in events if event.kind != "skipped"), default=None)
    if until := _snoozed(world, who, step, last):
        due, why, exact, again = until, f"snoozed until {say(until)}", True, None
    via = contact.prefers if contact.prefers in step.via else next(iter(step.via), None)
    note, company = NoteKey(contact.id, contact.source.path), company_of(who)
    about = (contact.source, step, via, entitle(step.title, who), company, lacking(who, via))
    uid = identity(world.settings.vault, contact.id, step.act, None, None)
    return Silence(uid, who, note, *about, interval, spoken, tie, due, why, exact, again)


def _count(events: Sequence[_Event], every: Sequence[Interval], world: World) -> tuple[date | None, int]:
    """The day that counts as the last contact, and how many rounds have gone by since the last interview."""
    last: date | None = None
    rounds, place = 0, world.place(None)
    for event in events:
        due = place.shift_day(last, every[min(rounds, len(every) - 1)]) if last else event.day
        if event.kind == "interview":
            last, rounds = event.day, 0
        elif event.kind == "skipped":
            last, rounds = max(event.day, due), rounds + 1
        else:
            rounds += last is not None and (event.tagged or event.day >= due)
            last = max(last or event.day, event.day)
    return last, rounds


def _snoozed(world: World, who: Who, step: Step, last: date | None) -> date | None:
    lines: list[Entry] = [
        entry for entry in world.journal.of(who) if entry.line.verb == "snoozed" and entry.line.step in (step.name, step.act)
    ]
    fresh = [entry for entry in lines if last is None or entry.line.day >= last]
    return max(fresh, key=lambda entry: entry.order).line.until if fresh else None


def _first_dues(contact: Contact, every: Interval, world: World) -> tuple[date, date]:
    """For everyone without any contact a day of its own in each interval, the same in each vault: the last one and the next."""
    length = max((world.place(None).shift_day(EPOCH, every) - EPOCH).days, 1)
    phase = int.from_bytes(sha256(contact.id.encode()).digest()[:4]) % length
    rounds = ((world.today - EPOCH).days - phase) // length
    last = EPOCH + timedelta(days=phase + rounds * length)
    return last, last + timedelta(days=length)


def by_hand(world: World, contact: Contact) -> Item | None:
    """A touch-point on ``next_contact``, unless contact from 7 days before it on has closed it."""
    day, step = contact.next_contact, world.touching
    open_ = day and step and not _contacted_since(world, contact, day - BY_HAND_BEFORE)
    return _by_hand_item(world, contact, step, day) if open_ and day and step else None


def _contacted_since(world: World, contact: Contact, day: date) -> bool:
    who = of_contact(contact)
    made = any((entry.reached or entry.heard) and entry.line.day >= day for entry in world.journal.of(who))
    met = any(is_held(one, world.today) and one.start.date() >= day for one in world.met.get(who.uid, ()))
    return made or met or bool(contact.last_contact and contact.last_contact >= day)


def _by_hand_item(world: World, contact: Contact, step: Step, day: date) -> Item:
    who = of_contact(contact)
    via = contact.prefers or "email"
    line = contact.lines.get("next_contact", contact.source.line)
    window = Window(day, day, None, None, None, (f"`next_contact` in the note says {say(day)}",))
    window = for_medium(around_absence(window, world.settings), via, world.place(who), world.settings.working_hours)
    return Item(
        uid=identity(world.settings.vault, contact.id, "next-contact", None, None),
        note=NoteKey(contact.id, contact.source.path), source=type(contact.source)(contact.source.path, line), steps=(),
        step="next-contact", act=step.act, title=entitle("Get in touch with {who}", who), who=who,
        window=window, via=via, company=company_of(who), missing=lacking(who, via),
        country=country_of(who, world.settings),
    )  # fmt: skip


def selling_windows(items: Sequence[Item]) -> Mapping[str, list[Window]]:
    """The windows of the selling steps that are still to do, by person: nobody is chatted up meanwhile."""
    found: dict[str, list[Window]] = {}
    for item in items:
        if item.selling and item.who and item.status == "live":
            found.setdefault(item.who.uid, []).append(item.window)
    return found
