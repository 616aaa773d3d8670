"""``rename``: a note gets another name, with every link to it in the whole vault.

In come the vault and two names, out comes a ``Renaming``: every new text, worked out and proved before anything is written.
``carry_out`` writes it, all or nothing. Where a renaming was cut short by a kill, the same words finish it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from vaultcrm.errors import CannotWrite, EditRefused, NotFound, SeveralFit, WrongUsage
from vaultcrm.model import Contact, Interview, Job, Ref, Source
from vaultcrm.notes.edit import add_to_list, read_key, set_key
from vaultcrm.notes.ids import stem_of
from vaultcrm.notes.links import LinkIndex, Names, index_names, paths_of, plain
from vaultcrm.notes.relinking import links_of, relink
from vaultcrm.notes.schema import NAME_PEOPLE
from vaultcrm.vault.decoding import decode
from vaultcrm.vault.moving import move_and_write
from vaultcrm.vault.scanning import scan
from vaultcrm.vault.turns import turn
from vaultcrm.vault.undo import Change, remembered
from vaultcrm.vault.writing import Snapshot, read_for_edit

from .choosing import not_found, several
from .edits import refuse_newer_format
from .file_names import folded, safe_stem
from .stage import words_for

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault

Record = Contact | Interview | Job
PEOPLE = frozenset({"", *NAME_PEOPLE})  # the empty one is prose: a log names people
_WANTS: Mapping[str, frozenset[str]] = {"contact": PEOPLE, "job": frozenset({"job"}), "interview": frozenset()}


@dataclass(frozen=True, slots=True)
class Changed:
    """A note of the vault with its text before and after, and how many of its links are other ones."""

    path: str
    before: Snapshot
    text: str
    links: int


@dataclass(frozen=True, slots=True)
class Renaming:
    """``note`` is the one that moves to ``path``; ``others`` link to it."""

    note: Changed
    path: str
    others: tuple[Changed, ...]
    old_name: str

    @property
    def begun(self) -> bool:
        """Whether the note has its new name already, and only links are left."""
        return self.note.path == self.path

    @property
    def new_name(self) -> str:
        """What the file is called then."""
        return stem_of(self.path)

    @property
    def paths(self) -> tuple[str, ...]:
        """Every path that is written, or gone afterwards."""
        return (self.note.path, self.path, *(other.path for other in self.others))


@dataclass(frozen=True, slots=True)
class _Move:
    """What is renamed, how links may call it so far, and what they will: a file name, or a path where that is not unique.

    ``leads`` is where such a link may lead: to the note; where a renaming was begun, nowhere too.
    """

    kind: str
    old: str
    new: str
    called: frozenset[str]
    index: LinkIndex
    rivals: frozenset[str]
    short: str
    leads: frozenset[tuple[str, ...]]


def renaming(vault: NoteVault, old: str, new: str) -> Renaming:
    """Everything that changes when the note that ``old`` means is called ``new``. Writes nothing.

    Raises ``NotFound`` or ``SeveralFit`` for ``old``, ``WrongUsage`` or ``CannotWrite`` for ``new``, ``EditRefused`` where a
    note cannot be changed safely.
    """
    refuse_newer_format(vault)
    name = " ".join(new.split())
    begun = _begun(vault, old, name)
    record = begun[0] if begun else _one(vault, old)
    paths = scan(vault.root, replace(vault.settings, folders=())).paths
    move = _rest(vault, *begun, paths) if begun else _move(vault, record, old, name, paths)
    own, others = None, []
    for path in paths:
        changed = _changed(vault, path, move, record if path == move.old and not begun else None, name)
        own = changed if path == move.old else own
        others += [changed] if path != move.old and changed.text != changed.before.text else []
    if own is None:
        raise NotFound(f"{move.old} is gone")
    if begun and not others:
        raise _no_other_name(name)
    return Renaming(own, move.new, tuple(others), begun[1] if begun else record.stem)


def carry_out(vault: NoteVault, wanted: Renaming) -> None:
    """Write it all. Raises ``CannotWrite`` or ``ChangedMeanwhile``; then every file is as it was."""
    others = [(other.before, other.text) for other in wanted.others]
    changes = [Change.of(other.path, other.before.text, other.text) for other in wanted.others]
    if not wanted.begun:
        changes.insert(0, Change.of(wanted.path, wanted.note.before.text, wanted.note.text, wanted.note.path))
    with turn(vault.root), remembered(vault.root, changes):
        move_and_write((wanted.note.before, wanted.note.text), vault.root / wanted.path, others)


def _one(vault: NoteVault, old: str) -> Record:
    """The note that ``old`` names: by its path, exactly, or by the start of its name."""
    everything = _everything(vault)
    by_path = [record for record in everything if record.source.path == old.removeprefix("./")]
    fitting: list[Record] = []
    for kind in ("contact", "interview", "job"):
        fitting += vault.candidates(old, kind)
    exact = [record for record in fitting if plain(old) in map(plain, (record.stem, record.id, _name(record)))]
    found = by_path or exact or fitting
    if len(found) == 1:
        return found[0]
    if found:
        raise several(old, found)
    names = (name for one in everything for name in (_name(one), one.stem))
    raise not_found(f"no note is called {old!r}", old, names, "vaultcrm list contacts shows everybody.")


def _everything(vault: NoteVault) -> tuple[Record, ...]:
    return (*vault.contacts, *vault.interviews, *vault.jobs)


def _begun(vault: NoteVault, old: str, new: str) -> tuple[Record, str] | None:
    """The note that has the new name already, and the old one as an alias, whole or begun as ``old`` is; and that alias.

    ``None`` where ``old`` is another note's name.
    """
    stem, typed = safe_stem(new, ""), plain(stem_of(old))
    if any(plain(old) in map(plain, (one.stem, one.id, one.source.path)) for one in _everything(vault) if one.stem != stem):
        return None
    for record in (one for one in _everything(vault) if one.stem == stem):
        words = words_for(vault.settings, _kind(record), "aliases")
        aliases = read_key(as_it_stands(vault, record.source.path).text, "aliases", words)
        earlier = [one for one in aliases if plain(one).startswith(typed)] if isinstance(aliases, list) else []
        if typed and earlier:
            return record, next((one for one in earlier if plain(one) == typed), earlier[0])
    return None


def _name(record: Record) -> str:
    return record.name if isinstance(record, Contact) else record.title or record.stem


def _kind(record: Record) -> str:
    return type(record).__name__.casefold()


def _move(vault: NoteVault, record: Record, old: str, name: str, paths: list[str]) -> _Move:
    path, kind = record.source.path, _kind(record)
    folder, _, file = path.rpartition("/")
    stem = safe_stem(name, "")
    if not stem or name == record.stem:
        raise _no_other_name(name)
    target = f"{folder}/{stem}" if folder else stem
    suffix = "." + file.rpartition(".")[2]
    others = [other for other in paths if other != path]
    if folded(target + suffix) in map(folded, others):
        raise CannotWrite(f"{target}{suffix}: there is such a file already; nothing was written")
    index = _index(vault, kind)
    taken = paths_of(index, Ref(name, source=Source("")))
    if set(taken) - {path}:
        raise SeveralFit(f"{name!r} is another's name already; nothing was written", "\n".join(f"  {one}" for one in taken))
    rivals = frozenset(plain(stem_of(other)) for other in others)
    called = {*_endings(path), *([plain(_name(record))] if _goes_along(record, old) else [])}
    short = target if plain(stem) in rivals else stem
    return _Move(kind, path, target + suffix, frozenset(called), index, rivals, short, frozenset({(path,)}))


def _rest(vault: NoteVault, record: Record, earlier: str, paths: list[str]) -> _Move:
    """What is left of a renaming whose note has moved: the links that call it as it was called."""
    path, kind = record.source.path, _kind(record)
    target, folder = path.rsplit(".", 1)[0], path.rpartition("/")[0]
    rivals = frozenset(plain(stem_of(other)) for other in paths if other != path)
    called = frozenset(_endings(f"{folder}/{earlier}.md" if folder else f"{earlier}.md"))
    short = target if plain(record.stem) in rivals else record.stem
    return _Move(kind, path, path, called, _index(vault, kind), rivals, short, frozenset({(path,), ()}))


def _no_other_name(name: str) -> WrongUsage:
    return WrongUsage(f"{name!r} is no other name", "write the new one in quotes")


def _index(vault: NoteVault, kind: str) -> LinkIndex:
    if kind == "contact":
        return vault.contacts.names
    titled = (Names(one.source.path, one.title or one.stem) for one in vault.interviews)
    return vault.jobs.names if kind == "job" else index_names(titled)


def _endings(path: str) -> Iterator[str]:
    """``contacts/Dana Lee`` and ``Dana Lee``: how a link may call a file."""
    parts = plain(path.rsplit(".", 1)[0]).split("/")
    yield from ("/".join(parts[start:]) for start in range(len(parts)))


def _goes_along(record: Record, old: str) -> bool:
    """Whether the name in the note is the one that changes: it is that of the file, or just what the user said."""
    return plain(_name(record)) in (plain(record.stem), plain(old))


def _changed(vault: NoteVault, path: str, move: _Move, record: Record | None, name: str) -> Changed:
    """One note with its links, and where it is the renamed one, with its id, its name and its alias."""
    snapshot = as_it_stands(vault, path)
    try:
        text = relink(snapshot.text, partial(_new_target, move, path)) if "[[" in snapshot.text else snapshot.text
        links = sum(one != other for one, other in zip(links_of(snapshot.text), links_of(text), strict=True))
        text = _renamed(vault, text, record, move, name) if record else text
        if text != snapshot.text and snapshot.text.encode("utf-8") != snapshot.data:
            raise EditRefused("the file is not UTF-8", "save it as UTF-8 in your editor first")
    except EditRefused as refusal:
        raise EditRefused(f"{path}: {refusal.message}; nothing was written", refusal.remedy) from refusal
    return Changed(path, snapshot, text, links)


def as_it_stands(vault: NoteVault, path: str) -> Snapshot:
    """The note as it stands; one that is no UTF-8 is read all the same, for it may hold no link that has to change."""
    try:
        return read_for_edit(vault.root / path)
    except EditRefused:
        data = (vault.root / path).read_bytes()
        return Snapshot(vault.root / path, decode(path, data)[0], data)


def _new_target(move: _Move, path: str, key: str, target: str) -> str | None:
    """What a link of the note at ``path`` is to lead to: where it means the renamed note, its new name."""
    if plain(target) not in move.called or paths_of(move.index, Ref(target, source=Source(path))) not in move.leads:
        return None
    if plain(target) in move.rivals and key not in _WANTS[move.kind]:
        return None
    return move.new.rsplit(".", 1)[0] if "/" in target else move.short


def _renamed(vault: NoteVault, text: str, record: Record, move: _Move, name: str) -> str:
    """The id first, so that it stays the same person; then the name where it was the file's, and the old one as an alias."""
    text = set_key(text, "id", record.id) if read_key(text, "id") is None else text
    key = "name" if move.kind == "contact" else "title"
    words = words_for(vault.settings, move.kind, key)
    old, written = _name(record), read_key(text, key, words)
    if (isinstance(written, str) and plain(old) in move.called) or stem_of(move.new) != name:
        text = set_key(text, key, name, words)
    for alias in dict.fromkeys((record.stem, old) if plain(old) in move.called else (record.stem,)):
        if plain(alias) not in move.rivals:
            text = add_to_list(text, "aliases", alias, words_for(vault.settings, move.kind, "aliases"))
    return text
