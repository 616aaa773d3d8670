"""``init``: make a vault, or make one of a folder of notes that is there already. No note is touched, nothing is overwritten.

In comes a folder, out comes what was made in it.
"""

from __future__ import annotations

import secrets
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from string import Template

from vaultcrm.errors import CannotWrite, EditRefused
from vaultcrm.model import Me
from vaultcrm.notes.adopting import Proposal, limits_text, toml_text, words_text
from vaultcrm.vault.finding import FILE
from vaultcrm.vault.git_setup import set_up_git
from vaultcrm.vault.git_trust import agree_to_commits
from vaultcrm.vault.homes import from_home
from vaultcrm.vault.shipped import shipped
from vaultcrm.vault.within import own_place
from vaultcrm.vault.writing import create_note, read_for_edit, write_if_unchanged

from .system import country_of, system_zone

# A folder of ours, and the names under which it may be there already.
FOLDERS = {"contacts": {"contacts", "people", "persons"}, "interviews": {"interviews"}, "jobs": {"jobs"}}
DRAFTS = "drafts"
_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"


@dataclass(frozen=True, slots=True)
class Vaulted:
    """The vault's folder, what was made in it (paths seen from it, folders with ``/``), and the zone that was put down.

    ``git`` says in sentences what was set up for git.
    """

    root: Path
    made: tuple[str, ...]
    timezone: str | None = None
    git: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Adopted:
    """What a folder's notes call things, for new settings; not ``agreed``, it is written down and does not apply yet."""

    proposal: Proposal = field(default_factory=Proposal)
    agreed: bool = True


def init(folder: Path, repository: bool = False, adopted: Adopted = Adopted(), me: Me | None = None) -> Vaulted:
    """Make what is missing of a vault. Raises ``CannotWrite`` where the folder refuses; run it again then, nothing is lost.

    In a git repository git is told how to merge notes; ``repository`` makes one where there is none, and agrees that git may
    commit there. Of ``me``, name and e-mail are written into new settings.
    """
    root = folder_of(folder)
    zone = system_zone()
    made = [
        *_settings(root, lambda: settings_text(new_value(), zone, adopted, me)),
        *_folders(root, adopted.proposal),
        *_files(root),
        *_drafts(root),
    ]
    git = set_up_git(root, repository)
    if repository:
        _agree_to_commits(root)
    return Vaulted(root, tuple(made), zone, git)


def _agree_to_commits(root: Path) -> None:
    """Who sets git up here has seen this clone, and may have it commit (``[git] commit = true``)."""
    from vaultcrm.vault.settings import read_settings

    settings, _ = read_settings((root / FILE).read_text(encoding="utf-8", errors="replace"))
    if settings.vault:
        agree_to_commits(settings.vault, root)


def folder_of(folder: Path) -> Path:
    """The vault's folder in full. Raises ``CannotWrite`` where it is none."""
    root = from_home(folder).absolute()
    if root.exists() and not root.is_dir():
        raise CannotWrite(f"{folder}: this is a file", "name a folder")
    return root


def new_value() -> str:
    """A random ``vault`` value: 12 letters and digits, the first one a letter."""
    return secrets.choice(_ALPHABET[:26]) + "".join(secrets.choice(_ALPHABET) for _ in range(11))


def settings_text(value: str, zone: str | None, adopted: Adopted = Adopted(), me: Me | None = None) -> str:
    """The settings of a new vault; a country that is not known is left for the user to fill in."""
    country = country_of(zone) if zone else None
    line = f'country = "{country}"  # for public holidays; with region: "DE-BY"'
    asked = '# country = "US"  # for public holidays; with region: "DE-BY"'
    template = Template((shipped("templates") / FILE).read_text(encoding="utf-8"))
    words = words_text(adopted.proposal, adopted.agreed)
    return template.substitute(
        vault=value,
        timezone=zone or "UTC",
        country=line if country else asked,
        name=toml_text(me.name if me else ""),
        email=toml_text(me.email if me else ""),
        limits=limits_text(adopted.proposal, adopted.agreed),
        words=f"\n# Found in your notes: take out what is wrong.\n\n{words}" if words else "",
    )


def _settings(root: Path, new: Callable[[], str]) -> Iterator[str]:
    path = own_place(root, FILE)
    if not path.exists():
        create_note(path, new())
        yield FILE
    elif _with_value(path):
        yield f"{FILE} (its `vault` value)"


def _with_value(path: Path) -> bool:
    """Give settings that a user has written by hand the ``vault`` value that they lack; it goes before everything else."""
    snapshot = read_for_edit(path)
    mark = "\ufeff" if snapshot.text.startswith("\ufeff") else ""
    text = snapshot.text.removeprefix(mark)
    try:
        before = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    if before.get("vault"):
        return False
    value = new_value()
    end = "\r\n" if "\r\n" in text else "\n"
    new = f'vault = "{value}"{end}{text}'
    if "vault" in before or tomllib.loads(new) != {**before, "vault": value}:
        raise EditRefused(f"{FILE}: the `vault` value cannot be added", f'write `vault = "{value}"` into it')
    write_if_unchanged(snapshot, mark + new)
    return True


def _folders(root: Path, proposal: Proposal) -> Iterator[str]:
    """Our folders, but those of notes that stand elsewhere already."""
    there = {path.name.casefold() for path in root.iterdir() if path.is_dir()}
    for folder, names in FOLDERS.items():
        if not names & there and not proposal.kinds.get(folder.removesuffix("s")):
            _make(root / folder)
            yield f"{folder}/"


def _make(folder: Path) -> None:
    try:
        folder.mkdir()
    except OSError as error:
        raise CannotWrite(f"{folder}: cannot be made ({(error.strerror or str(error)).lower()})") from error


def _files(root: Path) -> Iterator[str]:
    """Copies of what is shipped, each only where there is nothing of that name: notes of the top, playbooks, templates."""
    templates = shipped("templates")
    there = {path.name.casefold(): path.name for path in root.iterdir()}
    for source in sorted(templates.rglob("*.md")):
        parts = source.relative_to(templates).parts
        if parts[0] == DRAFTS:
            continue
        folder = {"notes": "templates"}.get(parts[0], parts[0]) if len(parts) > 1 else ""
        path = "/".join(part for part in (there.get(folder, folder), parts[-1]) if part)
        if not _exists(own_place(root, path)):
            create_note(root / path, source.read_text(encoding="utf-8"))
            yield path


def _drafts(root: Path) -> Iterator[str]:
    """The templates of drafts, one folder a language: a new folder is named, not each of its files."""
    templates = shipped("templates")
    own = next((path.name for path in root.iterdir() if path.name.casefold() == "templates"), "templates")
    for language in sorted(path for path in (templates / DRAFTS).iterdir() if path.is_dir()):
        folder = f"{own}/{DRAFTS}/{language.name}"
        new = not (root / folder).is_dir()
        for source in sorted(path for path in language.iterdir() if path.suffix in (".md", ".toml")):
            if not _exists(own_place(root, f"{folder}/{source.name}")):
                create_note(root / folder / source.name, source.read_text(encoding="utf-8"))
                yield from () if new else (f"{folder}/{source.name}",)
        yield from (f"{folder}/",) if new else ()


def _exists(path: Path) -> bool:
    """Whether there is a file of that name, in any case: some systems do not tell them apart."""
    return path.parent.is_dir() and path.name.casefold() in {other.name.casefold() for other in path.parent.iterdir()}
