"""What forgetting a person would do, worked out and proved before anything is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import TYPE_CHECKING

from vaultcrm.errors import EditRefused
from vaultcrm.exchange.name_parts import name_parts
from vaultcrm.model import Contact, Draft, Ref, Source
from vaultcrm.notes.fence import split_note
from vaultcrm.notes.ids import stem_of
from vaultcrm.notes.links import paths_of, plain
from vaultcrm.notes.unlinking import without_person, without_their_lines
from vaultcrm.vault.drafts import all_drafts
from vaultcrm.vault.git_history import Held, held
from vaultcrm.vault.mentions import mentions
from vaultcrm.vault.scanning import scan
from vaultcrm.vault.writing import Snapshot, read_for_edit

from ..edits import refuse_newer_format
from ..renaming import Changed, as_it_stands
from ..uniting.plan import person
from ..what_was_said import without_draft

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault


@dataclass(frozen=True, slots=True)
class Forgetting:
    """``gone`` are the notes that go, the person's own last; ``others`` change, of which ``links`` counts the lines.

    ``left`` are places where the name will still stand, ``held`` what git's history has of the notes that go.
    """

    contact: Contact
    gone: tuple[Snapshot, ...]
    paths_gone: tuple[str, ...]
    others: tuple[Changed, ...]
    left: tuple[Source, ...]
    held: Held

    @property
    def paths(self) -> tuple[str, ...]:
        """Every path that is written, or gone afterwards."""
        return (*self.paths_gone, *(other.path for other in self.others))


@dataclass(frozen=True, slots=True)
class _Whom:
    """Whom links mean; ``rivals`` are names that files of another kind have too: a link in the text means those then."""

    vault: NoteVault
    contact: Contact
    rivals: frozenset[str]

    def __call__(self, target: str) -> bool:
        name = target.removesuffix(".md").strip()
        found = paths_of(self.vault.contacts.names, Ref(name, source=Source("")))
        return found == (self.contact.source.path,) and plain(name) not in self.rivals


def forgetting(vault: NoteVault, name: str, without_lines: bool) -> Forgetting:
    """Everything that goes or changes when the person is forgotten. Writes nothing.

    ``without_lines``: log lines in other notes that name nobody else go too. Raises ``NotFound`` or ``SeveralFit``,
    and ``EditRefused`` where a note cannot be changed safely.
    """
    refuse_newer_format(vault)
    contact = person(vault, name)
    paths = scan(vault.root, replace(vault.settings, folders=())).paths
    people = {one.source.path for one in vault.contacts}
    whom = _Whom(vault, contact, frozenset(plain(stem_of(path)) for path in paths if path not in people))
    drafts = [draft for draft in all_drafts(vault.root) if _is_to(draft, whom)]
    gone = (*(draft.source.path for draft in drafts), contact.source.path)
    changed = [_changed(vault, path, whom, drafts, without_lines) for path in paths if path not in gone]
    others = tuple(one for one in changed if one.text != one.before.text)
    left = _left(vault, contact, {one.path: one.text for one in others}, gone)
    snapshots = tuple(read_for_edit(vault.root / path) for path in gone)
    return Forgetting(contact, snapshots, gone, others, left, held(vault.root, gone, tuple(_earlier(contact))))


def _is_to(draft: Draft, whom: _Whom) -> bool:
    """Whether a draft is to the person, or about them."""
    return any(ref is not None and whom(ref.target) for ref in (draft.recipient, draft.about))


def _changed(vault: NoteVault, path: str, whom: _Whom, drafts: Sequence[Draft], without_lines: bool) -> Changed:
    snapshot = as_it_stands(vault, path)
    fields = vault.settings.fields

    def also(key: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(theirs for kind in fields.values() for theirs, ours in kind.items() if ours == key))

    try:
        text = without_their_lines(snapshot.text, whom, vault.settings) if without_lines else snapshot.text
        text = reduce(without_draft, drafts, text)
        text = without_person(text, whom, vault.settings, also) if _may_name(text, whom) else text
        if text != snapshot.text and snapshot.text.encode("utf-8") != snapshot.data:
            raise EditRefused("the file is not UTF-8", "save it as UTF-8 in your editor first")
    except EditRefused as refusal:
        raise EditRefused(f"{path}: {refusal.message}; nothing was written", refusal.remedy) from refusal
    before, after = snapshot.text.splitlines(), set(text.splitlines())
    return Changed(path, snapshot, text, sum(line not in after for line in before))


def _may_name(text: str, whom: _Whom) -> bool:
    """Whether there is a link in the text, or a name of the person in the front matter; of others nothing need be readable."""
    block = plain(split_note(text).block)
    contact = whom.contact
    return "[[" in text or any(plain(name) in block for name in (contact.name, contact.stem, *contact.aliases))


def _left(vault: NoteVault, contact: Contact, instead: Mapping[str, str], gone: tuple[str, ...]) -> tuple[Source, ...]:
    """Where the person is still named; in the notes also by a first name that nobody else has."""
    short = _short_names(vault, contact)
    shortly = mentions(vault.root, short, instead, gone) if short else ()
    whole = mentions(vault.root, _names(contact), instead, gone)
    return tuple(sorted({*whole, *(place for place in shortly if place.path.endswith(".md"))}))


def _short_names(vault: NoteVault, contact: Contact) -> tuple[str, ...]:
    others = (name for one in vault.contacts if one is not contact for name in (one.name, *one.aliases))
    taken = {word for name in others for word in plain(name).split()}
    aliases = (alias for alias in contact.aliases if " " not in alias)
    return tuple(word for word in (name_parts(contact.name).given, *aliases) if len(word) > 2 and plain(word) not in taken)


def _names(contact: Contact) -> tuple[str, ...]:
    """By which the person can be told in a text: names of more than one word, addresses."""
    names = (contact.name, contact.stem, *(alias for alias in contact.aliases if " " in alias))
    return (*names, *contact.email, *contact.phone, *([contact.linkedin] if contact.linkedin else []))


def _earlier(contact: Contact) -> Iterator[str]:
    """Where the note lay if it was renamed, or another was made one with it: both keep the old name as an alias."""
    folder = contact.source.path.rpartition("/")[0]
    return (f"{folder}/{alias}.md".removeprefix("/") for alias in contact.aliases)
