"""Where a draft's templates are: the vault's own first, then those that come with the program, in one folder a language.

In come the vault, a language, the name of a template and a medium, out come the template's name and a way to find the parts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from vaultcrm.drafts.write import FILE, Find, Language, Source, TemplateProblem, read_language
from vaultcrm.errors import CannotWrite, WrongUsage
from vaultcrm.model import DraftMedium
from vaultcrm.vault.shipped import shipped
from vaultcrm.vault.within import is_within

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault

FOLDER = "templates/drafts"
_CODE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})?", re.IGNORECASE)
_NAME = re.compile(r"[\w.-]{1,100}")
_LARGEST = 200_000


@dataclass(frozen=True, slots=True)
class Found:
    """The template to begin with; ``shipped`` where it is the program's own, and not in the vault."""

    name: str
    find: Find
    shipped: bool = False


def choose(vault: NoteVault, language: str, name: str, medium: DraftMedium) -> Found:
    """The template for a draft and a medium: ``thank-you.card.md``, else ``thank-you.md``.

    The vault's own go before the program's. Raises ``WrongUsage`` where there is neither, or the language is none.
    """
    code = language_code(vault, language)
    for folder, own in _folders(vault, code):
        for candidate in (f"{name}.{medium}.md", f"{name}.md"):
            if _readable(vault, folder / candidate, own):
                return Found(candidate, lambda part: _find(vault, code, part), not own)
    raise WrongUsage(
        f"there is no template {FOLDER}/{code}/{name}.md",
        "write one (docs/drafts.md shows how), or name another with `draft:` in the playbook's step",
    )


def language_of(vault: NoteVault, language: str) -> Language:
    """What there is to know of the language."""
    code = language_code(vault, language)
    found = _find(vault, code, FILE)
    return read_language(code, found.path, found.text) if found else Language(code)


def languages(vault: NoteVault) -> tuple[str, ...]:
    """The languages for which there are templates, in the vault or in the program."""
    own = [vault.root / _own(vault)] if is_within(vault.root, _own(vault)) else []
    roots = (*own, shipped("templates") / "drafts")
    found = (path.name for root in roots if root.is_dir() for path in root.iterdir() if path.is_dir())
    return tuple(sorted({name for name in found if _CODE.fullmatch(name)}))


def language_code(vault: NoteVault, language: str) -> str:
    """The language's folder; a region without one of its own (``de-CH``) is written in the language. Raises ``WrongUsage``."""
    known = languages(vault)
    wanted = language.replace("_", "-").casefold()
    found = next((one for part in (wanted, wanted.partition("-")[0]) for one in known if one.casefold() == part), None)
    if found is None:
        raise WrongUsage(
            f"there are no templates in the language {language!r}",
            f"there are {', '.join(known)}; docs/drafts.md says how to add one",
        )
    return found


def _own(vault: NoteVault) -> str:
    """The vault's folder of templates, in the spelling that it has there."""
    templates = FOLDER.partition("/")[0]
    spelled = next((path.name for path in sorted(vault.root.iterdir()) if path.name.casefold() == templates), templates)
    return f"{spelled}/drafts"


def _folders(vault: NoteVault, code: str) -> tuple[tuple[Path, bool], ...]:
    return (vault.root / _own(vault) / code, True), (shipped("templates") / "drafts" / code, False)


def _find(vault: NoteVault, code: str, name: str) -> Source | None:
    """A part by its name, from the vault or from the program; nothing outside these two folders."""
    if not _NAME.fullmatch(name) or name.startswith("."):
        return None
    for folder, own in _folders(vault, code):
        path = folder / name
        if _readable(vault, path, own):
            return Source(f"{_own(vault)}/{code}/{name}" if own else f"vaultcrm's {FOLDER}/{code}/{name}", _text(path))
    return None


def _readable(vault: NoteVault, path: Path, own: bool) -> bool:
    """Whether there is a file; in the vault no link that leads out of it."""
    return path.is_file() and (not own or is_within(vault.root, path))


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST:
            raise TemplateProblem(f"{path}: the file is larger than {_LARGEST:,} bytes", "a template is a page or two")
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise TemplateProblem(f"{path}: the file is not UTF-8", "save it as UTF-8 in your editor") from None
    except OSError as error:
        raise CannotWrite(f"{path}: cannot be read ({error.strerror})") from error
