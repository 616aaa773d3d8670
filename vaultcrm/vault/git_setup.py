"""A vault in git: which files it ignores, and that notes are merged by the program itself, on this clone.

In: the vault's folder. Out: what was set up; or a hint where this clone does not know the merge driver. The hint starts no git:
it reads the files that git reads.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from vaultcrm.errors import CannotWrite
from vaultcrm.model import Problem, Source
from vaultcrm.notes.edit.lines import insert_lines

from .programs import program
from .within import is_within, own_place
from .writing import create_note, read_for_edit, write_if_unchanged

ATTRIBUTES, IGNORE = ".gitattributes", ".gitignore"
_ATTRIBUTE = "*.md merge=vaultcrm"
_IGNORED = (".vaultcrm-*.tmp", "*.ics")
_NAMES_DRIVER = re.compile(r"^[^#\n]*\smerge=vaultcrm\b", re.MULTILINE)
_HAS_DRIVER = re.compile(r'^[^\S\n]*\[merge\s+"vaultcrm"\][^\[]*?^[^\S\n]*driver\s*=', re.MULTILINE | re.IGNORECASE)
# Where the command is not there (another environment, an uninstalled one), git's own merge takes over.
_DRIVER = "{} merge-driver %O %A %B %P; s=$?; test $s -le 1 && exit $s; git merge-file -q -L ours -L base -L theirs %A %O %B"


def set_up_git(root: Path, make: bool = False) -> tuple[str, ...]:
    """Write what is missing into ``.gitignore`` and ``.gitattributes``, and tell this clone of the merge driver.

    ``make`` makes a repository where there is none; without it, nothing is done there. What was done, in sentences.
    Raises ``CannotWrite`` where git refuses.
    """
    from .git import git, is_in_git, look

    done: list[str] = []
    if not make and _top(root) is None:
        return ()
    if not is_in_git(root):
        _must(git(root, "init", "-q").stderr, is_in_git(root))
        done.append("made a git repository")
    done += [f"wrote {IGNORE}"] if _add_lines(root / IGNORE, _IGNORED) else []
    done += [f"wrote {ATTRIBUTES}"] if _add_lines(root / ATTRIBUTES, (_ATTRIBUTE,)) else []
    wanted = {"merge.vaultcrm.name": "notes, key by key and line by line", "merge.vaultcrm.driver": _DRIVER.format(_command())}
    for key, value in wanted.items():
        if look(root, "config", "--local", "--get", key).stdout.rstrip("\n") != value:
            told = git(root, "config", "--local", key, value)
            _must(told.stderr, told.returncode == 0)
            done.append("told git how to merge notes") if key.endswith("driver") else None
    return tuple(done)


def git_problems(root: Path) -> tuple[Problem, ...]:
    """A hint where ``.gitattributes`` names the merge driver and this clone has not been told what it is.

    A ``.git`` that is a file names a folder anywhere: there nothing is looked up.
    """
    top = _top(root)
    attributes = _text(root / ATTRIBUTES) if is_within(root, ATTRIBUTES) else ""
    named = _NAMES_DRIVER.search(attributes)
    if top is None or not (top / ".git").is_dir() or not named:
        return ()
    if any(_HAS_DRIVER.search(_text(path)) for path in _configurations(top)):
        return ()
    line = attributes.count("\n", 0, named.end()) + 1
    message = "this clone has not been told of the merge driver, so that two machines' logs meet in conflicts"
    return (Problem(Source(ATTRIBUTES, line), message, "`vaultcrm init --git` tells it", named[0].strip(), "hint"),)


def _top(root: Path) -> Path | None:
    """The work tree that a folder lies in, found without git."""
    return next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), None)


def _command() -> str:
    """How the console script is called, from any shell: never ``python -m``, which would run a stranger's modules."""
    if program("vaultcrm"):
        return "vaultcrm"
    beside = program("vaultcrm", {"PATH": str(Path(sys.executable).parent)})
    return f'"{Path(beside).as_posix()}"' if beside else "vaultcrm"


def _add_lines(path: Path, lines: Sequence[str]) -> bool:
    """Put lines that are missing at the end of a file; whether any was."""
    own_place(path.parent, path.name)
    if not path.exists():
        create_note(path, "".join(f"{line}\n" for line in lines))
        return True
    before = read_for_edit(path)
    missing = [line for line in lines if line not in before.text.splitlines()]
    if missing:
        write_if_unchanged(before, insert_lines(before.text, len(before.text), "\n".join(missing)))
    return bool(missing)


def _configurations(top: Path) -> Iterator[Path]:
    """The files in which git looks for its settings: of the clone, and of the user."""
    if is_within(top, ".git/config"):
        yield top / ".git" / "config"
    home = Path.home()
    yield home / ".gitconfig"
    yield Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config") / "git" / "config"


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    except OSError:
        return ""


def _must(said: str, worked: bool) -> None:
    if not worked:
        raise CannotWrite(f"git refused: {said.strip()}")
