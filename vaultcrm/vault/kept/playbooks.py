"""A memory of playbooks that outlives the program: while the text of one is the same, it is not parsed again.

In: paths and texts. Out: each playbook and its problems. Found: to import the YAML library and to read the built-in playbooks
with it takes 20 ms, to take them out of here one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

from vaultcrm.errors import VaultcrmError
from vaultcrm.model import Expiry, Playbook, Point, Problem, Step

from ..caches import make_private, program_mark
from ..seals import sealed, unsealed
from .values import INTERVAL, PROBLEM, SOURCE, TIME, Plain, each, maybe, record_way

Parsed: TypeAlias = tuple[Playbook | None, tuple[Problem, ...]]
Written: TypeAlias = tuple[str, str, bool]  # the path, the text, whether it is built in
_POINT = record_way(Point, {"offset": maybe(INTERVAL), "at": maybe(TIME)})
_EXPIRY = record_way(Expiry, {"after": maybe(INTERVAL), "at": maybe(_POINT)})
_STEP = record_way(Step, {"source": SOURCE, "opens": _POINT, "due": _POINT, "expires": _EXPIRY, "every": each(INTERVAL)})
_PLAYBOOK, _PROBLEMS = maybe(record_way(Playbook, {"source": SOURCE, "steps": each(_STEP)})), each(PROBLEM)


def read_playbooks(texts: Iterable[Written], file: Path | None) -> list[Parsed]:
    """What ``parse_playbook`` gives for each, or gave when another run kept it in ``file``; ``None``: nothing is kept."""
    asked = list(texts)
    kept = _taken_out(file) if file and asked else {}
    found = {one: _back(one[0], kept[one]) if one in kept else _parsed(*one) for one in asked}
    if file and not found.keys() <= kept.keys():
        _keep(file, found)
    return list(found.values())


def _taken_out(file: Path) -> dict[Written, Plain]:
    """What the same program has kept."""
    with suppress(OSError, ValueError, TypeError, EOFError):
        mark, kept = unsealed(file.read_bytes())
        return dict(kept) if mark == program_mark() else {}
    return {}


def _keep(file: Path, found: Mapping[Written, Parsed]) -> None:
    """Keep them for the next run, where that is possible."""
    from ..writing import write_output

    plain = {one: (_PLAYBOOK.plain(playbook), _PROBLEMS.plain(wrong)) for one, (playbook, wrong) in found.items()}
    with suppress(OSError, VaultcrmError):
        make_private(file)
        write_output(file, sealed((program_mark(), plain)))


def _back(path: str, plain: Plain) -> Parsed:
    playbook, problems = plain
    return _PLAYBOOK.back(path, playbook), _PROBLEMS.back(path, problems)


def _parsed(path: str, text: str, builtin: bool) -> Parsed:
    from vaultcrm.notes.playbook import parse_playbook

    return parse_playbook(path, text, builtin)
