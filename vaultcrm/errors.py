"""What stops a command: one class a cause, each with its exit status. Raised at the edge, shown in one place (``cli``)."""

from __future__ import annotations

from typing import ClassVar


class VaultcrmError(Exception):
    """Something that stops a command; the text says what happened, ``remedy`` what to do about it."""

    status: ClassVar[int] = 1

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class WrongUsage(VaultcrmError):
    """The command's words do not fit together."""

    status = 2


class NoVault(VaultcrmError):
    """There is no vault here, or it cannot be read."""

    status = 3


class CannotWrite(VaultcrmError):
    """A file or folder cannot be written (no permission, no space); what was there is as it was."""

    status = 3


class NotFound(VaultcrmError):
    """Nothing in the vault is called that."""

    status = 4


class SeveralFit(VaultcrmError):
    """Several things in the vault are called that; nothing was done."""

    status = 4


class AlreadyDone(VaultcrmError):
    """The touch-point is closed already; nothing was done."""

    status = 4


class ChangedMeanwhile(VaultcrmError):
    """A file is no longer the one that was read; nothing was written."""

    status = 5


class EditRefused(VaultcrmError):
    """An edit could not prove that it changes only what it should; nothing was written."""

    status = 5


def in_words(stop: VaultcrmError | OSError) -> str:
    """What stood in the way, and what to do about it, for who goes on all the same."""
    if isinstance(stop, VaultcrmError):
        return f"{stop.message}\n{stop.remedy}".rstrip()
    return f"{stop.filename or 'the vault'}: {stop.strerror or stop}"
