"""Which files of a folder are notes to be read, and why the others are not.

In: the vault's folder and its settings. Out: ``Scan``: paths relative to the vault, in order, with what was left out.
"""

from __future__ import annotations

import fnmatch
import os
import re
import stat
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from vaultcrm.model import Problem, Settings, Source

from .within import own_file

NOTES = (".md", ".markdown")
TEMPLATE_FOLDERS = frozenset({"template", "templates", "_templates"})
_ALWAYS = ("playbooks", "search.md")
_COPY = re.compile(r"\.sync-conflict-\d{8}-\d{6}|\([^()]*(?:conflict(?:ed)? copy|case conflict)[^()]*\)", re.IGNORECASE)

COPY, TEMPLATE, LINK, SPECIAL = "conflict copy", "folder of templates", "symbolic link", "no ordinary file"
IGNORED, HIDDEN = "named under `ignore`, or outside `folders`", "with a name that begins with a dot"
NO_TEXT = "with a name that is not UTF-8"


@dataclass(slots=True)
class Scan:
    """The notes to read; ``left_out`` counts by reason, ``problems`` are those of the files themselves.

    ``entries`` are the folders' own of those that are no links: they know what the look at the file said.
    """

    paths: list[str] = field(default_factory=list)
    entries: dict[str, os.DirEntry[str]] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)

    def holds(self, saved: Collection[str]) -> bool:
        """Whether a scan would find the same after these files were saved: they are notes that it found, and ordinary files."""
        return all(path in self.entries and _is_file(self.entries[path].path) for path in saved)


def _is_file(path: str) -> bool:
    try:
        return stat.S_ISREG(os.lstat(path).st_mode)
    except OSError:
        return False


def scan(root: Path, settings: Settings) -> Scan:
    """Look through the vault; links that lead out of it, or to a folder, are not followed."""
    found, links = Scan(), list[str]()
    _look_into(root, "", found, links, settings)
    found.entries = dict(sorted(found.entries.items()))
    found.paths = [*found.entries]
    if links:
        _add_links(root, sorted(links), found)
        found.paths.sort()
    found.problems.sort()
    return found


def _look_into(root: Path, folder: str, found: Scan, links: list[str], settings: Settings) -> None:
    """All notes below a folder that are not left out by their names, the links among them apart."""
    try:
        with os.scandir(root / folder) as entries:
            listed = [*entries]
    except OSError as error:
        message = f"the folder cannot be read: {error.strerror}"
        found.problems.append(Problem(Source(folder or "."), message, "look at its permissions"))
        return
    start = f"{folder}/" if folder else ""
    for entry in listed:
        path = start + entry.name
        if entry.is_dir(follow_symlinks=False):
            if not entry.name.startswith(".") and _may_hold(path, settings, found):
                _look_into(root, path, found, links, settings)
        elif (name := entry.name.lower()).endswith(NOTES) and _is_wanted(path, name, settings, found):
            if entry.is_file(follow_symlinks=False):
                found.entries[path] = entry
            elif entry.is_symlink():
                links.append(path)
            else:
                found.left_out[SPECIAL] += 1


def _may_hold(path: str, settings: Settings, found: Scan) -> bool:
    """Whether a folder is looked into at all."""
    if path.rsplit("/", 1)[-1].casefold() in TEMPLATE_FOLDERS:
        found.left_out[TEMPLATE] += 1
        return False
    return not _ignored(path, settings)


def _is_wanted(path: str, name: str, settings: Settings, found: Scan) -> bool:
    """Whether a note, whose ``name`` is in lower case, is read by its name. What is asked first is so of most."""
    if (settings.ignore or settings.folders) and (_ignored(path, settings) or not _in_folders(path, settings)):
        found.left_out[IGNORED] += 1
        return False
    if name.startswith("."):
        found.left_out[HIDDEN] += 1
        return False
    if not path.isascii() and not _is_text(path):
        found.left_out[NO_TEXT] += 1
        message = "the name is not UTF-8, so that no link can lead to the note; it is not read"
        found.problems.append(Problem(Source(path), message, "give the file, or its folder, another name"))
        return False
    if "conflict" not in name or not _COPY.search(name):
        return True
    found.left_out[COPY] += 1
    message = "a sync program left this copy of a note that was changed in two places; it is not read"
    found.problems.append(Problem(Source(path), message, "bring over what is right, then delete the copy", severity="warning"))
    return False


def _is_text(path: str) -> bool:
    """Whether a path can be written into a note: bytes that are no text stand in it as halves of characters (PEP 383)."""
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _ignored(path: str, settings: Settings) -> bool:
    return any(_under(path, pattern) for pattern in settings.ignore)


def _in_folders(path: str, settings: Settings) -> bool:
    """Whether ``folders`` lets the program look here; playbooks and the search's own note are always read."""
    return not settings.folders or any(_under(path, folder) for folder in (*settings.folders, *_ALWAYS))


def _under(path: str, pattern: str) -> bool:
    pattern = pattern.strip().removeprefix("./").rstrip("/")
    return pattern == "." or path == pattern or path.startswith(pattern + "/") or fnmatch.fnmatchcase(path, pattern)


def _add_links(root: Path, links: list[str], found: Scan) -> None:
    """Read a linked note where it lies in the vault and is not read under its own name."""
    known = {os.path.realpath(root / path) for path in found.paths}
    for path in links:
        real = os.path.realpath(root / path)
        if own_file(root, path) and real not in known:
            known.add(real)
            found.paths.append(path)
        else:
            found.left_out[LINK] += 1
