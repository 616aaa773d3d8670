"""A folder on the disk as a ``NoteVault``: settings, notes, playbooks, and what is wrong between them.

In: the vault's folder. Out: everything that could be read, and a problem for everything that could not.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from errno import EFBIG
from io import FileIO
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol, TypeAlias

from vaultcrm.errors import NoVault
from vaultcrm.model import Contact, Interview, Job, OtherNote, Problem, Search, Settings, Source
from vaultcrm.model import Note as AnyNote
from vaultcrm.notes.kinds import is_index, note_kind
from vaultcrm.notes.records import Note, parse_note, read_record, with_excerpts

from .checking import Between
from .collecting import no_collecting
from .decoding import decode
from .finding import FILE
from .identities import with_own_ids
from .note_vault import NoteVault, ReadStats
from .records import Found, Once, Records, at_once, found_of
from .scanning import Scan, scan
from .settings import read_settings
from .stamps import Stamps, stamps_of
from .systems import load_playbooks
from .within import INBOX

Check: TypeAlias = Callable[[AnyNote], tuple[Problem, ...]]
_LARGEST = 4_000_000  # octets: eighty thousand lines of a log
_USUAL = 1 << 16  # octets: nearly all notes are smaller
_ARCHIVED, _UNREADABLE = "archived", "could not be read"
_DRAFT, _INDEX, _OWN = "draft", "README, index or note about its folder", "of no type that is ours, and without a log"


@dataclass
class Heap:
    """What has been read so far, of one note or of all."""

    notes: list[Found] = field(default_factory=list)
    playbooks: list[Note] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def add(self, other: Heap) -> None:
        """Lay another heap on top of this one."""
        self.notes += other.notes
        self.playbooks += other.playbooks
        self.problems += other.problems
        self.kinds += other.kinds
        self.left_out += other.left_out


class Seen(NamedTuple):
    """What is known of the files before they are looked at: which notes there are, and the ``stamps`` of those and others."""

    scan: Scan | None = None
    stamps: Stamps = MappingProxyType({})


class Reading(NamedTuple):
    """What is to be read: the notes that were found by the ``scan``, by ``read``; ``stamps`` are those of their files."""

    root: Path
    settings: Settings
    scan: Scan
    stamps: Stamps
    read: Callable[[str], Heap]

    @property
    def paths(self) -> Sequence[str]:
        """The notes, in their order."""
        return self.scan.paths


NOTHING_SEEN = Seen()


class Recall(Protocol):
    """A memory of what was made of the notes: this program's own (``Memory``), or one that is kept between runs.

    ``heap`` gives what reading all notes gives, or gave while their files had the same stamps and the settings were the same.
    ``between`` gives what ``check`` says of the notes, or said of those that were the same on the same basis. ``once`` gives
    what is made of the heads of all notes alone, or was while they were the same.
    """

    def heap(self, reading: Reading) -> Heap: ...

    def between(self, basis: Callable[[], bytes], notes: Iterable[Found], check: Check) -> Iterator[Problem]: ...

    def once(self, name: str, make: Callable[[], Any]) -> Any: ...


def load_vault(root: Path, memory: Recall | None = None, seen: Seen = NOTHING_SEEN) -> NoteVault:
    """Read the vault in ``root``. Raises ``NoVault`` where its settings file or its folder cannot be read at all.

    Who reads it again and again hands in a memory: then only the notes that have changed are read. Who has just looked at the
    files hands in what was ``seen``.
    """
    with no_collecting():
        return _load(root, memory, seen)


def _load(root: Path, memory: Recall | None, seen: Seen) -> NoteVault:
    settings, problems = _load_settings(root)
    found = seen.scan or scan(root, settings)
    heap = Heap(problems=[*problems, *found.problems], left_out=[*found.left_out.elements()])
    found.paths = [path for path in found.paths if path != settings.checklist]
    heap.add(_read_all(root, found, settings, memory, seen.stamps))
    vault = _gather(root, settings, heap, memory.once if memory else at_once)
    vault = replace(vault, problems=(*vault.problems, *_between(vault, memory)))
    playbooks, wrong = load_playbooks(vault, heap.playbooks)
    kinds = {**vault.stats.kinds, "playbook": sum(not playbook.builtin for playbook in playbooks.values())}
    return replace(
        vault,
        playbooks=playbooks,
        problems=_in_order(vault, (*vault.problems, *wrong)),
        stats=replace(vault.stats, kinds=dict(sorted(kinds.items()))),
    )


def _read_all(root: Path, found: Scan, settings: Settings, memory: Recall | None, stamps: Stamps) -> Heap:
    """Read the notes, or what is remembered of them. Who reads once only is spared the looking at time stamps."""
    if memory:
        return memory.heap(
            Reading(root, settings, found, stamps_of(root, found, stamps), lambda path: _read(root, path, settings, Heap()))
        )
    heap = Heap()
    for path in found.paths:
        _read(root, path, settings, heap)
    return heap


def _load_settings(root: Path) -> tuple[Settings, list[Problem]]:
    try:
        data = (root / FILE).read_bytes()
    except OSError as error:
        raise NoVault(f"{root} is no vault: {FILE}: {error.strerror}", "`vaultcrm init` makes one of a folder.") from error
    text, odd = decode(FILE, data)
    settings, problems = read_settings(text)
    return settings, [*problems, *([odd] if odd else [])]


def _read(root: Path, path: str, settings: Settings, heap: Heap) -> Heap:
    """Read one note onto the heap; one that cannot be read is reported there."""
    try:
        text, odd = decode(path, _bytes_of(f"{root}/{path}"))
    except OSError as error:
        heap.left_out.append(_UNREADABLE)
        remedy = "part it in two" if error.errno == EFBIG else "look at its permissions"
        heap.problems.append(Problem(Source(path), f"the note cannot be read: {error.strerror}", remedy))
        return heap
    note = parse_note(path, text)
    kind = note_kind(path, note.front.entries, settings)
    if note.archived or kind == "draft":
        heap.left_out.append(_ARCHIVED if note.archived else _DRAFT)
    elif kind == "playbook":
        heap.playbooks.append(note)
    else:
        _add(note, odd, settings, kind, heap)
    return heap


def _bytes_of(file: str) -> bytes:
    """What stands in a file.

    Found: over ten thousand of them, ``pathlib`` takes twice as long, and to make room for the largest five times.
    """
    with FileIO(file) as opened:
        data = opened.read(_USUAL) or b""
        if len(data) == _USUAL:
            data += opened.read(_LARGEST + 1 - _USUAL) or b""
        if len(data) > _LARGEST:
            raise OSError(EFBIG, f"it is larger than {_LARGEST:,} octets, and reading it would hold up every command")
        return data


def _add(note: Note, odd: Problem | None, settings: Settings, kind: str, heap: Heap) -> None:
    record, problems = read_record(note, settings, kind)
    if record is None and kind == "other":
        heap.left_out.append("inbox" if note.path == INBOX else _INDEX if is_index(note.path) else _OWN)
        return
    heap.problems += [*problems, *with_excerpts([odd] if odd else [], note.text)]
    if record is None and kind != "company":
        heap.left_out.append(_UNREADABLE)
        return
    heap.kinds.append(kind)
    if record:
        heap.notes.append(found_of(record))


def _gather(root: Path, settings: Settings, heap: Heap, once: Once) -> NoteVault:
    kinds: dict[str, list[Found]] = defaultdict(list)
    for found in heap.notes:
        kinds[found.kind].append(found)
    contacts, same_people = with_own_ids(kinds["contact"])
    interviews, same_talks = with_own_ids(kinds["interview"])
    jobs, same_jobs = with_own_ids(kinds["job"])
    others, same_others = with_own_ids(kinds["other"])
    searches = [record for found in kinds["search"] if isinstance(record := found.record, Search)]
    return NoteVault(
        root=root,
        settings=settings,
        search=searches[0] if searches else None,
        contacts=Records(Contact, contacts, once),
        interviews=Records(Interview, interviews, once),
        jobs=Records(Job, jobs, once),
        others=Records(OtherNote, others, once),
        problems=(*heap.problems, *same_people, *same_talks, *same_jobs, *same_others, *_further(searches)),
        stats=ReadStats(
            len(heap.notes) + len(heap.playbooks), Counter(heap.kinds), dict(sorted(Counter(heap.left_out).items()))
        ),
        once=once,
    )


def _between(vault: NoteVault, memory: Recall | None) -> Iterator[Problem]:
    """What is wrong between the notes, with the lines that it is about."""
    between = Between(vault.contacts, vault.interviews, vault.jobs)
    notes = [found for kind in (vault.contacts, vault.interviews, vault.jobs, vault.others) for found in kind.found]

    def check(note: AnyNote) -> tuple[Problem, ...]:
        problems = tuple(between.links(note))
        with suppress(OSError):  # it may be gone meanwhile
            return with_excerpts(problems, vault.text(note.source.path)) if problems else ()
        return problems

    if memory is None:
        yield from (problem for found in notes for problem in check(found.record))
    else:
        yield from memory.between(lambda: between.basis, notes, check)
    yield from between.links(vault.search) if vault.search else ()
    yield from between.stages()


def _further(searches: list[Search]) -> Iterator[Problem]:
    for search in searches[1:]:
        message = f"a vault has one note of the search itself, and {searches[0].source.path} is it already"
        yield Problem(search.source, message, "bring its log over, and give it another `type`")


def _in_order(vault: NoteVault, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """All problems by path and line, each once and with the line that it is about; each note is looked at once."""
    bare: dict[str, list[Problem]] = {}
    found = sorted(set(problems))
    for problem in found:
        if problem.source.line and not problem.excerpt:
            bare.setdefault(problem.source.path, []).append(problem)
    shown: dict[Problem, Problem] = {}
    for path, listed in bare.items():
        if (vault.root / path).is_file():
            shown |= zip(listed, with_excerpts(listed, vault.text(path)), strict=True)
    return tuple(shown.get(problem, problem) for problem in found) if shown else tuple(found)
