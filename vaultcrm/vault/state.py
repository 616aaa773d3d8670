"""The program's own folder on this machine: what belongs to a vault and must never stand in it.

In come the vault's ``vault`` value and a name, out comes what is kept under it: the token of a feed, a value that the user has
trusted. One small file each, so that two commands at once never lose one another's; for the owner's eyes only.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from vaultcrm.digests import sha256
from vaultcrm.errors import CannotWrite, WrongUsage

from .homes import own_folder
from .writing import create_file, write_output

VARIABLE = "VAULTCRM_STATE"
_TOKEN_BYTES = 24  # 192 random bits: 32 letters in an address


def state_home() -> Path:
    """The folder of all vaults: ``VAULTCRM_STATE``, else where the system keeps such things. It may not exist yet."""
    chosen = os.environ.get(VARIABLE)
    return Path(chosen) if chosen else own_folder("state")


def state_folder(vault_value: str) -> Path:
    """The folder of one vault, made where it is missing; only its owner may look into it.

    Its name is a digest, for the value may come from a stranger. Raises ``WrongUsage`` for a vault without a value.
    """
    if not vault_value:
        raise WrongUsage("the vault has no `vault` value, under which its tokens are kept", "`vaultcrm init` writes one.")
    folder = state_home() / "vaults" / _digest(vault_value)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(f"{folder}: cannot be made ({(error.strerror or str(error)).lower()})") from error
    return folder


def token_of(vault_value: str, feed: str) -> str:
    """The secret part of a feed's address; made at the first time."""
    path = _token_file(vault_value, feed)
    if not (found := _read(path)):
        with suppress(CannotWrite):  # another command was faster: then its token is the one
            _keep(path, _token())
        found = _read(path)
    if not found:
        raise CannotWrite(f"{path}: the token cannot be kept", "Look at the folder's permissions.")
    return found


def _token() -> str:
    from secrets import token_urlsafe  # which few commands need, and which needs much itself

    return token_urlsafe(_TOKEN_BYTES)


def new_token(vault_value: str, feed: str) -> str:
    """Replace a feed's token: whoever knows the old address sees nothing any more."""
    path = _token_file(vault_value, feed)
    token = _token()
    if _read(path):
        write_output(path, token.encode())
    else:
        _keep(path, token)
    return token


def is_trusted(vault_value: str, value: str) -> bool:
    """Whether the user has said, on this machine and for this vault, that this very value may be used."""
    return _read(_trust_file(vault_value, value)) == value


def trust(vault_value: str, value: str) -> None:
    """Remember that the user trusts a value of the settings that points out of the vault."""
    if not is_trusted(vault_value, value):
        _keep(_trust_file(vault_value, value), value)


def _token_file(vault_value: str, feed: str) -> Path:
    return state_folder(vault_value) / f"token-{_digest(feed.casefold())}"


def _trust_file(vault_value: str, value: str) -> Path:
    return state_folder(vault_value) / f"trusted-{_digest(value)}"


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _keep(path: Path, text: str) -> None:
    create_file(path, text.encode("utf-8"))
    path.chmod(0o600)
