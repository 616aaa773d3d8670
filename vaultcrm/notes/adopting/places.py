"""Which folders of a large vault are worth reading.

In: all paths, and those of the notes that are ours. Out: the folders for the settings; none where nearly everything is ours, or
where ours stand at the top, between all others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

_MOSTLY_OURS, _NEARLY_ALL = 0.5, 0.8
_USUAL = {"contact": "contacts", "interview": "interviews", "job": "jobs"}


def folders_to_read(paths: Sequence[str], ours: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The fewest folders that hold all notes of ours, none of them mostly about something else if that can be."""
    wanted = [path for kind in ours.values() for path in kind]
    if not wanted or len(wanted) >= _NEARLY_ALL * len(paths) or any("/" not in path for path in wanted):
        return ()
    everywhere, here = _counts(paths), _counts(wanted)
    tops = sorted({path.partition("/")[0] for path in wanted})
    covered = [folder for top in tops for folder in _cover(top, everywhere, here, frozenset(_parents(wanted)))]
    made = [folder for kind, folder in _USUAL.items() if not ours.get(kind)]
    return tuple(dict.fromkeys((*covered, *made)))


def _cover(folder: str, everywhere: Counter[str], here: Counter[str], direct: frozenset[str]) -> Iterator[str]:
    if folder in direct or here[folder] >= _MOSTLY_OURS * everywhere[folder]:
        yield folder
        return
    depth = folder.count("/") + 1
    for below in sorted(here):
        if below.startswith(folder + "/") and below.count("/") == depth:
            yield from _cover(below, everywhere, here, direct)


def _parents(paths: Sequence[str]) -> Iterator[str]:
    return (path.rpartition("/")[0] for path in paths)


def _counts(paths: Sequence[str]) -> Counter[str]:
    """How many notes stand in each folder and below it."""
    counts: Counter[str] = Counter()
    for path in paths:
        parts = path.split("/")[:-1]
        counts.update("/".join(parts[: n + 1]) for n in range(len(parts)))
    return counts
