"""From the notes of a folder to a proposal: which are people, talks and openings, by which words, and which keys they use.

In: every note's path and front matter. Out: ``Proposal``. Each finding has been seen in a note; where the notes do not bear out
a word (a folder *Applications* without one company in it), nothing is proposed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from vaultcrm.model import Settings
from vaultcrm.notes.frontmatter import normal
from vaultcrm.notes.kinds import is_index, note_kind
from vaultcrm.notes.links import unwrapped
from vaultcrm.notes.values import Wrong, as_tags, as_texts, is_empty
from vaultcrm.notes.yamltext import Entry

from .fields import field_findings, stage_findings
from .places import folders_to_read
from .proposal import Finding, Proposal, settings_of
from .vocabulary import FOLDERS, KEYS, KINDS, MEETINGS, SEARCHING, SIGNS, TAGS, TYPE_KEYS, VAGUE, squeezed

_KINDS = ("contact", "interview", "job")
_BORNE_OUT = 0.6


@dataclass(frozen=True, slots=True)
class Seen:
    """A note as far as adoption looks at it."""

    path: str
    entries: Mapping[str, Entry]

    def has(self, kind: str, ours: Iterable[str]) -> bool:
        """Whether one of our keys stands there, in our word or in one that is known for it."""
        wanted = set(ours)
        return any(key in wanted or KEYS.get(kind, {}).get(squeezed(key)) in wanted for key in self.entries)


_Groups = Mapping[tuple[str, str], list[Seen]]


def propose(notes: Iterable[tuple[str, Mapping[str, Entry]]], ignore: Sequence[str] = (), meetings: bool = False) -> Proposal:
    """What the settings could say of these notes, in the order of their paths; ``meetings`` says that talks are interviews."""
    seen = [Seen(path, entries) for path, entries in notes]
    found = [*_keys_of_type(seen), *_typed(seen, meetings)]
    found += _tagged(_own(seen, found), meetings)
    found += _placed([note for note in _own(seen, found) if not _says_type(note, found)], meetings)
    kinds = _by_kind(seen, settings_of(found))
    for kind in _KINDS:
        found += field_findings(kind, [(note.path, note.entries) for note in kinds.get(kind, [])])
    found += stage_findings([(note.path, note.entries) for note in kinds.get("job", [])], settings_of(found))
    paths = {kind: tuple(note.path for note in kinds.get(kind, [])) for kind in (*_KINDS, "company")}
    doubtful = [finding for finding in found if not finding.sure and finding.table == "types"]
    return Proposal(
        total=len(seen),
        findings=tuple(found),
        folders=folders_to_read([note.path for note in seen], paths),
        ignore=tuple(ignore),
        kinds=paths,
        meetings=sum(finding.count for finding in doubtful),
        meeting=doubtful[0].example if doubtful else "",
    )


def _own(seen: Sequence[Seen], found: Sequence[Finding]) -> list[Seen]:
    """The notes that would still be no note of ours."""
    settings = settings_of(found)
    return [note for note in seen if note_kind(note.path, note.entries, settings) == "other"]


def _by_kind(seen: Sequence[Seen], settings: Settings) -> dict[str, list[Seen]]:
    kinds: dict[str, list[Seen]] = defaultdict(list)
    for note in seen:
        kinds[note_kind(note.path, note.entries, settings)].append(note)
    return kinds


# ---------------------------------------------------------------- what notes say of themselves


def _type_words(note: Seen) -> Iterator[tuple[str, str]]:
    """The words under each key that may say a type, with the key as it is spelled."""
    for key, entry in note.entries.items():
        if squeezed(key) in TYPE_KEYS:
            texts = as_texts(entry.value)
            yield from ((entry.key, unwrapped(text).lstrip("#")) for text in (() if isinstance(texts, Wrong) else texts))


def _meant(words: Mapping[str, str], word: str) -> str | None:
    """Which type a word means; of ``Categories/People`` the last part counts."""
    return words.get(squeezed(word.rpartition("/")[2]))


def _keys_of_type(seen: Sequence[Seen]) -> Iterator[Finding]:
    """Other keys than ``type`` under which notes say what they are."""
    groups: dict[tuple[str, str], list[Seen]] = defaultdict(list)
    for note in seen:
        for key, word in _type_words(note):
            if normal(key) != "type" and (kind := _meant(KINDS, word)):
                groups[key, kind if kind in _KINDS else "contact"].append(note)
    first = dict(reversed(groups))
    for (key, kind), notes in groups.items():
        if first[key] == kind:
            yield Finding(f"fields.{kind}", key, "type", len(notes), notes[0].path)


def _typed(seen: Sequence[Seen], meetings: bool) -> Iterator[Finding]:
    """Words for types that are not ours already."""
    groups: dict[tuple[str, str], list[Seen]] = defaultdict(list)
    for note in seen:
        for _, word in _type_words(note):
            kind = "interview" if _is_meeting(word) else _meant(KINDS, word)
            if kind and note_kind(".", {"type": Entry("type", word, 1)}, Settings()) == "other":
                groups[word, kind].append(note)
    return _borne_out(groups, meetings)


def _is_meeting(word: str) -> bool:
    return squeezed(word.rpartition("/")[2]) in MEETINGS


def _says_type(note: Seen, found: Sequence[Finding]) -> bool:
    keys = {"type", *(normal(finding.word) for finding in found if finding.meaning == "type")}
    return any(key in note.entries and not is_empty(note.entries[key].value) for key in keys)


# ---------------------------------------------------------------- tags and folders


def _tagged(notes: Sequence[Seen], meetings: bool) -> Iterator[Finding]:
    """Tags that say what a note is; of ``person/friend`` the part that says it."""
    groups: dict[tuple[str, str], list[Seen]] = defaultdict(list)
    for note in notes:
        tags = as_tags(note.entries["tags"].value) if "tags" in note.entries else ()
        for tag in () if isinstance(tags, Wrong) or is_index(note.path) else tags:
            if named := _first_known(tag, TAGS):
                groups[f"#{named[0]}", named[1]].append(note)
    return _borne_out(groups, meetings)


def _placed(notes: Sequence[Seen], meetings: bool) -> Iterator[Finding]:
    """Folders whose name says what stands in them."""
    groups: dict[tuple[str, str], list[Seen]] = defaultdict(list)
    for note in notes:
        folder = note.path.rpartition("/")[0]
        if folder and not is_index(note.path) and (named := _first_known(folder, FOLDERS)):
            groups[f"{named[0]}/", named[1]].append(note)
    return _borne_out(groups, meetings)


def _first_known(path: str, words: Mapping[str, str]) -> tuple[str, str] | None:
    """The shortest beginning of ``a/b/c`` whose last part is a known word, and what it means."""
    parts = path.split("/")
    known = (("/".join(parts[: n + 1]), words.get(_unnumbered(part))) for n, part in enumerate(parts))
    return next(((name, kind) for name, kind in known if kind), None)


def _unnumbered(part: str) -> str:
    """``03 People`` without its number: folders are often kept in an order."""
    return squeezed(part.lstrip("0123456789"))


def _borne_out(groups: _Groups, meetings: bool) -> Iterator[Finding]:
    """A finding for each word that most of its notes bear out; one for talks is sure where they are about work to be found."""
    for (word, kind), notes in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
        if word.isprintable() and (_says_plainly(word) or _most(notes, kind, SIGNS[kind])):
            talks = _unnumbered(word.rstrip("/").rpartition("/")[2]) in MEETINGS
            yield Finding(
                "types", word, kind, len(notes), notes[0].path, meetings or not talks or _most(notes, kind, SEARCHING)
            )


def _says_plainly(word: str) -> bool:
    """Whether a word needs no bearing out: one that a note says of itself, or a tag that nothing else is called by."""
    if word.startswith("#"):
        return squeezed(word) in ("person", "contact")
    return not word.endswith("/") and squeezed(word.rpartition("/")[2]) not in VAGUE


def _most(notes: Sequence[Seen], kind: str, ours: Sequence[str]) -> bool:
    """Whether most of the notes have one of these keys."""
    return not ours or sum(note.has(kind, ours) for note in notes) >= _BORNE_OUT * len(notes)
