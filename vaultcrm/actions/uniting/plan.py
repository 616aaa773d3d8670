"""What a merge would do, worked out and proved before anything is written.

In come the vault and two names, out comes a ``Merging``. The first one's id, name and file stay; the other's names become its
aliases, so that lines written on another machine still find their person.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vaultcrm.errors import EditRefused, WrongUsage
from vaultcrm.model import Contact, LogLine, Plan, Ref
from vaultcrm.notes.edit import add_to_list, read_key, remove_key, set_key
from vaultcrm.notes.edit.log_places import log_places
from vaultcrm.notes.links import plain
from vaultcrm.notes.log import log_words
from vaultcrm.notes.uniting import Front, Gain, joined_prose, united_front, united_log
from vaultcrm.vault.scanning import scan
from vaultcrm.vault.writing import Snapshot, read_for_edit

from ..choosing import one_contact
from ..edits import refuse_newer_format
from ..renaming import Changed
from ..stage import words_for
from .identities import turned
from .links import Turn

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault


@dataclass(frozen=True, slots=True)
class Merging:
    """``note`` is the one that stays, ``gone`` the one that is taken away; ``others`` link to it.

    ``gains`` are keys, ``aliases`` the names that the note gets, ``log`` and ``prose`` the numbers of lines that it gains,
    ``known`` of those that both logs had.
    """

    kept: Contact
    other: Contact
    note: Changed
    gone: Snapshot
    others: tuple[Changed, ...]
    gains: tuple[Gain, ...]
    aliases: tuple[str, ...]
    log: int
    known: int
    prose: int
    title: str

    @property
    def paths(self) -> tuple[str, ...]:
        """Every path that is written, or gone afterwards."""
        return (self.note.path, self.other.source.path, *(other.path for other in self.others))


def merging(vault: NoteVault, kept: str, other: str, plan: Plan | None = None) -> Merging:
    """Everything that changes when the contact ``other`` becomes part of ``kept``. Writes nothing.

    Drafts for those touch-points of ``plan`` that ``other`` has a part in are afterwards found for ``kept``.

    Raises ``NotFound`` or ``SeveralFit`` for the names, ``WrongUsage`` where both are one note, ``EditRefused`` where a note
    cannot be changed safely.
    """
    refuse_newer_format(vault)
    one, two = person(vault, kept), person(vault, other)
    if one.source.path == two.source.path:
        raise WrongUsage(f"{kept!r} and {other!r} are one note already: {one.source.path}", "vaultcrm list contacts shows all.")
    paths = scan(vault.root, replace(vault.settings, folders=())).paths
    uids = turned(vault, plan.touchpoints, one.id, two.id) if plan else {}
    turn = Turn.of(vault, one, two, paths, uids)
    changed = (turn.changed(path) for path in paths if path not in (one.source.path, two.source.path))
    others = tuple(note for note in changed if note.text != note.before.text)
    gone = read_for_edit(vault.root / two.source.path)
    snapshot = read_for_edit(vault.root / one.source.path)
    try:
        return _joined(vault, turn, snapshot, gone, others)
    except EditRefused as refusal:
        message = f"{one.source.path} and {two.source.path}: {refusal.message}; nothing was written"
        raise EditRefused(message, refusal.remedy) from refusal


def person(vault: NoteVault, name: str) -> Contact:
    """Whom ``name`` means: by the path of the note, its id or file, by the name, then by an alias or the start of one."""
    wanted = plain(name.removeprefix("./"))
    for called in (
        lambda one: (one.source.path, one.source.path.rsplit(".", 1)[0]),
        lambda one: (one.id, one.stem),
        lambda one: (one.name,),
    ):
        found = [one for one in vault.contacts if wanted in map(plain, called(one))]
        if len(found) == 1 and not _also_named(vault, wanted, found[0]):
            return found[0]
    return one_contact(vault, name)


def _also_named(vault: NoteVault, wanted: str, found: Contact) -> bool:
    """Whether the word, the file's name of one, is also the name of another: then nobody can say who is meant."""
    is_path = "/" in wanted or wanted.endswith(".md")
    return (
        not is_path
        and wanted != plain(found.id)
        and any(plain(one.name) == wanted for one in vault.contacts if one is not found)
    )


def _joined(vault: NoteVault, turn: Turn, before: Snapshot, gone: Snapshot, others: tuple[Changed, ...]) -> Merging:
    one, two = turn.kept, turn.gone
    text = turn.text(one.source.path, before.text)
    links = sum(a != b for a, b in zip(before.text.split("[["), text.split("[["), strict=False))
    text = _without_itself(vault, turn, text)
    other = _without_itself(vault, turn, turn.text(two.source.path, gone.text))
    front = _front(vault, text, other)
    text, aliases = _with_names(vault, turn, front.text)
    known = _known_lines(vault, turn, text, other)
    log = united_log(text, other, known, vault.settings)
    title = f"From {two.stem}"
    text, prose = joined_prose(log.text, other, title, front.left)
    note = Changed(one.source.path, before, text, links)
    return Merging(one, two, note, gone, others, front.gains, aliases, log.gained, len(known), prose, title)


def _front(vault: NoteVault, text: str, other: str) -> Front:
    words = vault.settings.fields.get("contact", {})
    front = united_front(text, other, words, lambda key: words_for(vault.settings, "contact", key))
    return _with_last_contact(vault, front, other)


def _with_last_contact(vault: NoteVault, front: Front, other: str) -> Front:
    """Of two days of a last contact the later is the last."""
    also = words_for(vault.settings, "contact", "last_contact")
    mine, theirs = (read_key(text, "last_contact", also) for text in (front.text, other))
    if isinstance(mine, str) and isinstance(theirs, str) and mine < theirs:
        return replace(front, text=set_key(front.text, "last_contact", theirs, also))
    return front


def _without_itself(vault: NoteVault, turn: Turn, text: str) -> str:
    """Nobody was introduced by themselves."""
    also = words_for(vault.settings, "contact", "introduced_by")
    said = read_key(text, "introduced_by", also)
    name = "".join(said) if said else ""
    return remove_key(text, "introduced_by", also) if name and turn.means_kept(name) else text


def _with_names(vault: NoteVault, turn: Turn, text: str) -> tuple[str, tuple[str, ...]]:
    """The other's names as aliases, but those that a third has for its name."""
    one, two = turn.kept, turn.gone
    taken = {plain(name) for c in vault.contacts if c not in (one, two) for name in (c.name, c.stem)}
    own = {plain(name) for name in (one.name, one.stem, *one.aliases)}
    names = [name for name in dict.fromkeys((two.stem, two.name, *two.aliases)) if plain(name) not in taken | own]
    fresh = {plain(name): name for name in reversed(names)}
    aliases = tuple(reversed(fresh.values()))
    if read_key(text, "id") is None:
        text = set_key(text, "id", one.id)
    for alias in aliases:
        text = add_to_list(text, "aliases", alias, words_for(vault.settings, "contact", "aliases"))
    return text, aliases


def _known_lines(vault: NoteVault, turn: Turn, text: str, other: str) -> frozenset[int]:
    """The numbers of the other's log lines that the first has too, whether or not they name the one whose note it is."""
    ours = {turn.kept.source.path, turn.gone.source.path}

    def meaning(line: LogLine) -> tuple[object, ...]:
        people = {"", *(_who(vault, ref, ours) for ref in line.people)}
        return (*line._replace(source=turn.kept.source, people=()), frozenset(people))

    mine, theirs = ([place.line for place in log_places(one, log_words(vault.settings))] for one in (text, other))
    left, known = Counter(map(meaning, mine)), set[int]()
    for line in theirs:
        if left[meaning(line)] > 0:
            left[meaning(line)] -= 1
            known.add(line.source.line)
    return frozenset(known)


def _who(vault: NoteVault, ref: Ref, ours: set[str]) -> str:
    found = vault.find_contact(ref)
    path = found.source.path if found else plain(ref.name)
    return "" if path in ours else path
