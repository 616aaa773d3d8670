"""``doctor --fix``: what can be mended without asking anyone what was meant.

In comes the vault, out come ``Repair``s: a note's text before and after. Ids are written, ids that two notes share are parted,
verbs of the log are spelled as the format has them, links with one candidate lead there. Nothing is written before ``mend``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches, unified_diff
from functools import partial
from typing import TYPE_CHECKING

from vaultcrm.errors import EditRefused
from vaultcrm.model import Contact, Interview, Job, Note, Problem, Ref, Source, all_notes, named_in_keys
from vaultcrm.notes.edit import read_key, set_key
from vaultcrm.notes.ids import stem_of
from vaultcrm.notes.links import paths_of, plain
from vaultcrm.notes.normalizing import normalized
from vaultcrm.notes.relinking import relink
from vaultcrm.vault.turns import turn
from vaultcrm.vault.undo import Change, remembered
from vaultcrm.vault.writing import Snapshot, read_for_edit, write_all_if_unchanged

from .closing_lines import link_to_contact
from .edits import refuse_newer_format

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault

_LIKE = 0.85


@dataclass(frozen=True, slots=True)
class Repair:
    """A note that can be mended."""

    path: str
    before: Snapshot
    text: str


def repairs(vault: NoteVault) -> tuple[tuple[Repair, ...], tuple[Problem, ...]]:
    """Every note that can be mended, and a hint for what could not be done safely."""
    refused: list[Problem] = []
    links = _links(vault)
    found = [_repair(vault, one, links.get(one.source.path, {}), refused) for one in sorted(all_notes(vault), key=_place)]
    return tuple(repair for repair in found if repair and repair.text != repair.before.text), tuple(refused)


def mend(vault: NoteVault, wanted: Sequence[Repair]) -> None:
    """Write them. Raises ``ChangedMeanwhile`` or ``CannotWrite``, and then nothing is written."""
    refuse_newer_format(vault)
    changes = [Change.of(repair.path, repair.before.text, repair.text) for repair in wanted]
    with turn(vault.root), remembered(vault.root, changes):
        write_all_if_unchanged([(repair.before, repair.text) for repair in wanted])


def difference(repair: Repair) -> tuple[str, ...]:
    """What would change, as a unified diff."""
    before, after = repair.before.text.split("\n"), repair.text.split("\n")
    names = f"a/{repair.path}", f"b/{repair.path}"
    return tuple(line.rstrip("\r") for line in unified_diff(before, after, *names, lineterm="", n=2))


def _place(record: Note) -> Source:
    return record.source


def _repair(vault: NoteVault, record: Note, links: Mapping[str, str], refused: list[Problem]) -> Repair | None:
    """The note with every edit that can be made; what cannot be is put down as refused."""
    path = record.source.path
    try:
        before = read_for_edit(vault.root / path)
    except EditRefused as refusal:
        refused.append(_refusal(path, refusal))
        return None
    text = before.text
    for edit in _edits(vault, record, links):
        try:
            text = edit(text)
        except EditRefused as refusal:
            refused.append(_refusal(path, refusal))
    return Repair(path, before, text)


def _refusal(path: str, refusal: EditRefused) -> Problem:
    return Problem(Source(path), f"not mended: {refusal.message}", refusal.remedy, severity="hint")


def _edits(vault: NoteVault, record: Note, links: Mapping[str, str]) -> Iterator[Callable[[str], str]]:
    if isinstance(record, Contact | Interview | Job):
        yield partial(_with_id, id_=record.id)
    if links:
        yield partial(relink, new_target=partial(_mended, links))
    yield partial(normalized, settings=vault.settings)


def _with_id(text: str, id_: str) -> str:
    """The id that the program uses for the note: the slug of its file where there is none, its own where two share one."""
    written = read_key(text, "id")
    return text if isinstance(written, str) and written.strip() == id_ else set_key(text, "id", id_)


def _mended(links: Mapping[str, str], key: str, target: str) -> str | None:
    return links.get(plain(target))


def _links(vault: NoteVault) -> Mapping[str, dict[str, str]]:
    """By note: links that lead nowhere, with the one note that they can mean."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for path, ref in people_named(vault):
        if ref.linked and not paths_of(vault.contacts.names, ref):
            target = _person_meant(vault, ref)
            found[path] |= {plain(ref.target): target} if target else {}
    for interview in vault.interviews:
        if interview.job and interview.job.linked and not paths_of(vault.jobs.names, interview.job):
            target = _job_meant(vault, interview.job)
            found[interview.source.path] |= {plain(interview.job.target): target} if target else {}
    return found


def people_named(vault: NoteVault) -> Iterator[tuple[str, Ref]]:
    """Every place that names a person, with the note in which it stands."""
    for record in all_notes(vault):
        for ref in (*(ref for line in record.log for ref in line.people), *named_in_keys(record)):
            yield record.source.path, ref


def _person_meant(vault: NoteVault, ref: Ref) -> str | None:
    named = {plain(name): one.source.path for one in vault.contacts for name in (one.stem, one.name, *one.aliases)}
    path = _only(ref, named, [one.source.path for one in vault.called_so(ref.name, "contact")])
    return next((link_to_contact(vault, one).target for one in vault.contacts if one.source.path == path), None)


def _job_meant(vault: NoteVault, ref: Ref) -> str | None:
    named = {plain(name): one.source.path for one in vault.jobs for name in (one.stem, one.title)}
    path = _only(ref, named, [one.source.path for one in vault.called_so(ref.name, "job")])
    short = Ref(stem_of(path)) if path else None
    return short.target if short and paths_of(vault.jobs.names, short) == (path,) else path and path.rsplit(".", 1)[0]


def _only(ref: Ref, named: Mapping[str, str], beginning: Sequence[str]) -> str | None:
    """The one note whose name is nearly that of the link, or begins with it; ``None`` where there are none, or several."""
    near = [named[name] for name in get_close_matches(plain(ref.name), list(named), cutoff=_LIKE)]
    fitting = {*near, *beginning}
    return fitting.pop() if len(fitting) == 1 else None
