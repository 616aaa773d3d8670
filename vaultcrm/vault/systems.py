"""The follow-up systems of a vault: its own playbooks, and the built-in ones where it has none of that name.

In: the vault and its playbook notes. Out: every ``Playbook`` by name; a hint on which built-in ones are used, and a problem for
each system that is asked for and does not exist.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from vaultcrm.model import DEFAULT_PLAYBOOKS, Playbook, Problem, Source
from vaultcrm.notes.frontmatter import normal
from vaultcrm.notes.records import Note, with_excerpts

from .caches import cache_home, vault_cache
from .finding import FILE
from .kept.playbooks import read_playbooks
from .note_vault import NoteVault
from .shipped import shipped
from .tables import locate, near


def load_playbooks(vault: NoteVault, notes: Iterable[Note]) -> tuple[Mapping[str, Playbook], list[Problem]]:
    """All playbooks by name, in the order of their names."""
    own, problems = _own(vault, list(notes))
    absent = {name: playbook for name, playbook in built_in().items() if name not in own}
    together = dict(sorted({**absent, **own}.items()))
    problems += _copied(vault, absent)
    problems += _unknown(vault, tuple(together))
    return together, problems


def _own(vault: NoteVault, notes: Sequence[Note]) -> tuple[dict[str, Playbook], list[Problem]]:
    """Those of the vault."""
    problems: list[Problem] = []
    own: dict[str, Playbook] = {}
    file = vault_cache(vault.root) / "playbooks" if notes and vault.settings.cache else None
    read = read_playbooks(((note.path, note.text, False) for note in notes), file)
    for note, (playbook, found) in zip(notes, read, strict=True):
        problems += with_excerpts(found, note.text)
        if playbook and own.setdefault(playbook.name, playbook) is not playbook:
            problems.append(_twice(playbook, own[playbook.name]))
    return own, problems


@cache
def built_in() -> Mapping[str, Playbook]:
    """The playbooks that come with the program, by name."""
    folder = shipped("templates") / "playbooks"
    files = sorted(folder.glob("*.md")) if folder.is_dir() else []
    texts = [(f"built-in/playbooks/{file.name}", file.read_text("utf-8"), True) for file in files]
    return {playbook.name: playbook for playbook, _ in read_playbooks(texts, cache_home() / "playbooks") if playbook}


def _twice(playbook: Playbook, first: Playbook) -> Problem:
    message = f"the playbook `{playbook.name}` stands in {first.source.path} already; that one is used"
    return Problem(playbook.source, message, "give one of them another `name`")


def _copied(vault: NoteVault, absent: Mapping[str, Playbook]) -> list[Problem]:
    """One hint for all built-in playbooks that are used because the vault has none of that name."""
    asked = {name for name, _ in _asked(vault)} | {name for names in DEFAULT_PLAYBOOKS.values() for name in names}
    used = [name for name, playbook in absent.items() if name in asked or any(step.always for step in playbook.steps)]
    if not used:
        return []
    message = f"these playbooks are not in the vault, so the built-in ones are used: {', '.join(used)}"
    return [Problem(Source(FILE), message, "`vaultcrm playbook add NAME` copies one in", severity="hint")]


def _unknown(vault: NoteVault, known: tuple[str, ...]) -> Iterator[Problem]:
    for name, source in _asked(vault):
        if name not in known:
            yield Problem(source, f"there is no playbook `{name}`", near(name, known))


def _asked(vault: NoteVault) -> Iterator[tuple[str, Source]]:
    """Every system that a note or the settings ask for, with the place that does."""
    for name, path, line in vault.once("systems asked for", lambda: _asked_by_notes(vault)):
        yield name, Source(path, line)
    for kind, names in vault.settings.playbooks.items():
        yield from ((name, Source(FILE, _settings_line(vault, kind))) for name in names)


def _asked_by_notes(vault: NoteVault) -> tuple[tuple[str, str, int], ...]:
    return tuple((name, head.path, head.asked_line) for head in vault.heads for name in head.asked)


def _settings_line(vault: NoteVault, kind: str) -> int:
    return locate(vault.text(FILE)).get(("playbooks", normal(kind)), 0)
