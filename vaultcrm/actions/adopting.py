"""What ``init`` finds in a folder that has notes already: read, never written.

In comes the folder, out comes a ``Proposal`` for its settings; nothing where the settings stand there, for they are the user's.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from vaultcrm.model import Settings
from vaultcrm.notes.adopting import Proposal, propose
from vaultcrm.notes.records import parse_note
from vaultcrm.notes.yamltext import Entry
from vaultcrm.vault.decoding import decode
from vaultcrm.vault.finding import FILE
from vaultcrm.vault.scanning import TEMPLATE_FOLDERS, scan
from vaultcrm.vault.within import own_file

# Where Obsidian and its Templater say in which folder the templates stand.
_SAID = ((".obsidian/templates.json", "folder"), (".obsidian/plugins/templater-obsidian/data.json", "templates_folder"))
_TEMPLATES = re.compile(r".*[^a-z]templates?", re.IGNORECASE)


def adoption(root: Path, meetings: bool = False) -> Proposal:
    """What the settings could say of the notes in ``root``; ``meetings`` where the user says that these are interviews."""
    if not root.is_dir() or (root / FILE).exists():
        return Proposal()
    ignore = template_folders(root)
    return propose(_notes(root, Settings(ignore=ignore)), ignore, meetings)


def template_folders(root: Path) -> tuple[str, ...]:
    """The folders of templates that are not left out by their name alone."""
    said = {folder for file, key in _SAID if (folder := _said(own_file(root, file), key)) and (root / folder).is_dir()}
    named = {path for path in _folders(root) if _TEMPLATES.fullmatch(path.rpartition("/")[2])}
    return tuple(sorted(one for one in said | named if one.rpartition("/")[2].casefold() not in TEMPLATE_FOLDERS))


def _said(file: Path | None, key: str) -> str:
    """The folder that a program's own settings name; nothing where they cannot be read."""
    with suppress(OSError, ValueError):
        data = json.loads(file.read_text(encoding="utf-8")) if file else None
        folder = data.get(key) if isinstance(data, dict) else None
        return folder.strip("/ ") if isinstance(folder, str) else ""
    return ""


def _folders(root: Path) -> Iterator[str]:
    for path, names, _ in os.walk(root):
        names[:] = sorted(name for name in names if not name.startswith("."))
        yield from ((Path(path) / name).relative_to(root).as_posix() for name in names)


def _notes(root: Path, settings: Settings) -> Iterator[tuple[str, Mapping[str, Entry]]]:
    """Every note's path and front matter; archived ones and what cannot be read left out."""
    for path in scan(root, settings).paths:
        with suppress(OSError):
            note = parse_note(path, decode(path, (root / path).read_bytes())[0])
            if not note.archived:
                yield path, note.front.entries
