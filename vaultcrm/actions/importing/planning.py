"""People from a file, row by row: made, changed, left alone, or in doubt.

In come the vault, rows and what the user wishes, out comes an ``ImportPlan``. Nothing is written here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from vaultcrm.actions.file_names import folded as folded_name
from vaultcrm.actions.file_names import safe_stem
from vaultcrm.actions.new_note import folder_for, free_id, taken, template
from vaultcrm.errors import EditRefused, NotFound, VaultcrmError
from vaultcrm.exchange import Person
from vaultcrm.model import Problem, Settings, Source

from .claiming import claimed
from .entries import Entry, ImportPlan, State, Texts
from .joining import joined
from .matching import Doubt, Found, Known, Match, as_contact, folded
from .notes import differences, filled, has_new_work, note_of, with_new_work
from .picking import Pick, who_is_who

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user says: whom to make, who is who, and by when to write to those with a new employer.

    ``moves``: the file is right about employers, as LinkedIn is, and another one is taken over.
    """

    pick: Pick = field(default_factory=Pick)
    same: tuple[str, ...] = ()
    moves: bool = False
    write_by: date | None = None


_UNREAD = "there is a file of that name which is not read (archived, perhaps)"


def _nothing() -> None:
    """Nobody counts along."""


def plan_people(
    vault: NoteVault, people: Iterable[Person], wishes: Wishes, today: date, tick: Callable[[], object] = _nothing
) -> ImportPlan:
    """What the import would do. ``tick`` is called after each row. Raises as names do, for ``wishes.same``."""
    work = Work.begin(vault, wishes, today)
    entries = []
    for person, match in work.matched(people):
        entries.append(work.entry(person, match))
        tick()
    return ImportPlan(tuple(entries), tuple(work.problems), (), work.texts.writes())


@dataclass
class Names:
    """The ids and file names that are in use, with those that the import makes; ``unread`` are files that are no contacts."""

    folder: str
    ids: set[str]
    stems: set[str]
    unread: set[str]
    last: dict[str, int] = field(default_factory=dict)

    def unread_note(self, name: str) -> str:
        """The path of a file that is called like this and is no contact now; empty where there is none."""
        stem = safe_stem(name, "contact")
        return f"{self.folder}/{stem}.md".lstrip("/") if folded_name(stem) in self.unread else ""

    def free(self, name: str) -> tuple[str, str]:
        """A path and an id for somebody of this name, taken from now on."""
        stem, number = safe_stem(name, "contact"), self.last.get(name, 1)
        candidate = stem if number == 1 else f"{stem} {number}"
        while folded_name(candidate) in self.stems:
            number += 1
            candidate = f"{stem} {number}"
        self.last[name] = number
        self.stems.add(folded_name(candidate))
        identity = free_id(candidate if number > 1 else name, "contact", self.ids)
        self.ids.add(identity)
        return f"{self.folder}/{candidate}.md".lstrip("/"), identity


def _usable(template: str, settings: Settings) -> str:
    try:
        note_of(template, "x", Person(Source(""), "X"), settings)
    except EditRefused as refusal:
        raise EditRefused(f"templates/contact.md cannot be filled in: {refusal.message}", refusal.remedy) from refusal
    return template


@dataclass
class Work:
    """An import under way: whom the vault knows, who is made (two rows that are two are two), and the texts so far."""

    vault: NoteVault
    wishes: Wishes
    today: date
    known: Known
    made: Known
    names: Names
    template: str
    texts: Texts
    told: dict[str, Found | None]
    problems: list[Problem] = field(default_factory=list)

    @staticmethod
    def begin(vault: NoteVault, wishes: Wishes, today: date) -> Work:
        """Look who is there, and what is in use. Raises ``EditRefused`` where the vault's own template is of no use."""
        in_use, folder = taken(vault), folder_for(vault, "contact")
        stems = set(in_use.stems.get(folder, ()))
        read = {folded_name(contact.stem) for contact in vault.contacts}
        names = Names(folder, set(in_use.ids), stems, stems - read)
        home = vault.settings.me.country
        told, own = dict(who_is_who(vault, wishes.same)), _usable(template(vault, "contact"), vault.settings)
        known, made = Known(home, vault.contacts, vault.settings.vault), Known(home)
        return Work(vault, wishes, today, known, made, names, own, Texts(vault), told)

    @property
    def home(self) -> str | None:
        """The country of numbers that name none."""
        return self.vault.settings.me.country

    def matched(self, people: Iterable[Person]) -> list[tuple[Person, Match]]:
        """Everybody once, with whom they are. Raises ``NotFound`` for somebody who is not there, ``WrongUsage`` for a query."""
        everybody = joined(people, self.home)
        names = {folded(person.name) for person in everybody}
        self.wishes.pick.check(self.vault, names)
        missing = sorted(self.told.keys() - names)
        if missing:
            raise NotFound(f"nobody in the file is called {missing[0]!r}", "--same takes the name as the file has it.")
        return claimed([(person, self._match(person)) for person in everybody], self.known)

    def _match(self, person: Person) -> Match:
        name = folded(person.name)
        return self.told[name] if name in self.told else self.known.match(as_contact(person))

    def entry(self, person: Person, match: Match) -> Entry:
        """What becomes of one row."""
        if isinstance(match, Found):
            return self._known_one(person, match)
        about = " at ".join(filter(None, (person.title, person.company)))
        if isinstance(match, Doubt):
            fits = tuple(sorted({contact.source.path for contact in match.contacts}))
            return Entry("doubtful", person.source, person.name, about, fits=fits, remark=match.why)
        told = folded(person.name) in self.told
        if not told and not self.wishes.pick.takes(self.vault, person):
            return Entry("not picked", person.source, person.name, about)
        if not told and (unread := self.names.unread_note(person.name)):
            return Entry("doubtful", person.source, person.name, about, fits=(unread,), remark=_UNREAD, unread=True)
        return self._new_one(person, about)

    def _new_one(self, person: Person, about: str) -> Entry:
        path, identity = self.names.free(person.name)
        try:
            self.texts.put(path, note_of(self.template, identity, person, self.vault.settings))
        except VaultcrmError as refusal:
            return self._refused(person, path, refusal)
        self.made.add(as_contact(person, path))
        return Entry("new", person.source, person.name, about, path)

    def _known_one(self, person: Person, match: Found) -> Entry:
        """Empty fields are filled; another employer is taken over where the file knows it and more than the name fits."""
        contact, path = match.contact, match.contact.source.path
        moved = self.wishes.moves and match.by != "name" and has_new_work(contact, person)
        keys, kept = differences(contact, person, self.home)
        if not keys and not moved:
            return Entry("unchanged", person.source, person.name, path=path, by=match.by, kept=kept)
        try:
            text, changes = filled(self.texts.text(path), keys, person, self.vault.settings)
            if moved:
                text, more = with_new_work(text, contact, person, self.vault.settings, self.today, self.wishes.write_by)
                changes, kept = (*changes, *more), tuple(one for one in kept if one.key not in ("company", "title"))
        except VaultcrmError as refusal:
            return self._refused(person, path, refusal)
        self.texts.put(path, text)
        state: State = "changed" if changes else "unchanged"
        return Entry(state, person.source, person.name, path=path, by=match.by, changes=changes, kept=kept, moved=moved)

    def _refused(self, person: Person, path: str, refusal: VaultcrmError) -> Entry:
        """A note that cannot be changed safely stays as it is, and is said."""
        self.problems.append(Problem(Source(path), f"not changed: {refusal.message}", refusal.remedy, severity="warning"))
        return Entry("unchanged", person.source, person.name, path=path, remark=refusal.message)
