"""Publishing: a feed is built, and sent where the settings say and the user agrees.

In come the vault, its plan and a target of the settings; out comes what was sent where. An address that came with the vault is
used only after the user has trusted it on this machine, and nothing is sent where strangers could find more than `busy`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from vaultcrm.errors import CannotWrite, WrongUsage
from vaultcrm.model import FeedSettings, Plan, PublishSettings
from vaultcrm.serve.addresses import feed_path, file_name, has_secret
from vaultcrm.vault.homes import from_home
from vaultcrm.vault.state import is_trusted, token_of, trust
from vaultcrm.vault.within import is_within, own_file, own_place
from vaultcrm.vault.writing import write_output

from .feeding import build, chosen_feeds, target_of
from .serving import must_have_sound_settings

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault

_IN_THE_OPEN = "\x00in the open"


class NotTrusted(WrongUsage):
    """The settings name a place outside the vault that the user has not said yes to; nothing was sent."""


class InTheOpen(WrongUsage):
    """Strangers could find the feed, and it tells more than `busy`; nothing was sent."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A feed that stands where it should; ``changed`` is false where it stood there already."""

    feed: FeedSettings
    to: str
    changed: bool


def parcels(vault: NoteVault, name: str | None) -> Sequence[tuple[PublishSettings, FeedSettings]]:
    """What is to be sent where. Raises ``WrongUsage`` where the settings say nothing of publishing, or not which feed.

    And ``NoVault`` where they do say something, and it cannot be read.
    """
    if not vault.settings.publish:
        must_have_sound_settings(vault)
        remedy = 'Add [[publish]] with to = "folder:/path", "dav:https://…" or "git:pages".'
        raise WrongUsage("the settings do not say where to publish", remedy)
    found = [(target, feed) for target in vault.settings.publish for feed in chosen_feeds(vault, target.feed, None)]
    for target in vault.settings.publish:
        if target.to.startswith("dav:") and sum(other is target for other, _ in found) > 1:
            raise WrongUsage(f"{target.to}: which of the feeds?", f'Add feed = "{vault.settings.feeds[0].name}" to it.')
    _must_not_meet(vault, found)
    return [(target, feed) for target, feed in found if name is None or feed.name.casefold() == name.casefold()]


def _must_not_meet(vault: NoteVault, found: Sequence[tuple[PublishSettings, FeedSettings]]) -> None:
    """No feed may take the place of another: whoever was given the one that tells less would read the one that tells more."""
    at: dict[tuple[str, str], FeedSettings] = {}
    for target, feed in found:
        key, called = _called_there(target, feed)
        other = at.setdefault((place_of(vault, target), called.casefold()), feed)
        if other != feed:
            what = f"{other.name!r} and {feed.name!r} would take each other's place{f' as {called}' if called else ''}"
            raise WrongUsage(f"{target.to}: {what}; nothing was sent", f"Give one another `{key}`.")


def _called_there(target: PublishSettings, feed: FeedSettings) -> tuple[str, str]:
    """What a feed is called at a target, and the key that says so."""
    kind = target.to.partition(":")[0]
    return {"folder": ("file", PurePosixPath(feed.file).name), "git": ("name", file_name(feed.name))}.get(kind, ("to", ""))


def is_known(vault: NoteVault, target: PublishSettings) -> bool:
    """Whether a target may be used: it lies within the vault, or the user has trusted it on this machine."""
    if target.to.startswith("folder:") and not _is_share(target) and is_within(vault.root, _folder(vault, target)):
        return True
    return is_trusted(vault.settings.vault, place_of(vault, target))


def place_of(vault: NoteVault, target: PublishSettings) -> str:
    """What the user is asked to trust: the folder that is really meant; of a branch, the clone whose remote has it."""
    kind, _, _ = target.to.partition(":")
    if kind == "folder" and not _is_share(target):
        return f"folder:{_folder(vault, target)}"
    return f"{target.to} of {os.path.realpath(vault.root)}" if kind == "git" else target.to


def _is_share(target: PublishSettings) -> bool:
    """Whether it is a folder of another computer's, which Windows would call, with the user's name, to look at the path."""
    return target.to.partition(":")[2].replace("\\", "/").startswith("//")


def agree(vault: NoteVault, target: PublishSettings) -> None:
    """Remember that the user trusts a target."""
    trust(vault.settings.vault, place_of(vault, target))


def agree_in_the_open(vault: NoteVault, target: PublishSettings, feed: FeedSettings) -> None:
    """Remember that the user wants a feed at an address that strangers could find, at this level."""
    trust(vault.settings.vault, _open_value(target, feed))


def publish(vault: NoteVault, plan: Plan, target: PublishSettings, feed: FeedSettings, force: bool = False) -> Sent:
    """Build one feed and send it; what is published stays until the new one is whole.

    Raises ``NotTrusted``, ``InTheOpen``, what building raises, and ``CannotWrite`` or ``CannotPublish``.
    """
    must_have_sound_settings(vault)
    if not is_known(vault, target):
        remedy = "The address came with the vault. If it is yours: vaultcrm publish --trust"
        raise NotTrusted(f"{target.to}: nothing was sent, you have not trusted it on this machine yet", remedy)
    _must_be_hidden(vault, target, feed)
    path = target_of(vault, feed)
    if not path.is_file() and (before := _published(vault, target, feed)):
        write_output(path, before)
    build(vault, plan, feed, path, force)
    return Sent(feed, *_send(vault, target, feed, path))


def _must_be_hidden(vault: NoteVault, target: PublishSettings, feed: FeedSettings) -> None:
    if feed.level == "busy" or is_trusted(vault.settings.vault, _open_value(target, feed)):
        return
    for address in _open_addresses(target):
        remedy = 'Set level = "busy", or give it a secret part (32 random letters); or say vaultcrm publish --public'
        raise InTheOpen(f"{address}: strangers could find the feed {feed.name!r} there, which tells names", remedy)


def _open_value(target: PublishSettings, feed: FeedSettings) -> str:
    return f"{target.to}\n{feed.name}\n{feed.level}{_IN_THE_OPEN}"


def _open_addresses(target: PublishSettings) -> Iterator[str]:
    """The addresses at which strangers could find what is sent. What needs a password to be read is hidden by that."""
    from vaultcrm.serve.upload import login_for

    kind, _, where = target.to.partition(":")
    if target.url and not has_secret(target.url):
        yield target.url
    if kind == "git":
        yield f"the repository's branch {where}"
    if kind == "dav" and not target.url and not login_for(where, os.environ) and not has_secret(where):
        yield where


def _folder(vault: NoteVault, target: PublishSettings) -> Path:
    return Path(os.path.realpath(vault.root / from_home(target.to.partition(":")[2])))


def _published(vault: NoteVault, target: PublishSettings, feed: FeedSettings) -> bytes | None:
    """The feed as it was published from another machine: what is unchanged keeps its stamps, and nothing replaces much."""
    from vaultcrm.serve.upload import fetch, login_for

    kind, _, where = target.to.partition(":")
    if kind == "dav":
        return fetch(where, login_for(where, os.environ))
    if kind == "git":
        from vaultcrm.vault.git_branch import read_file

        return read_file(vault.root, where, _branch_path(vault, where, feed))
    path = own_file(_folder(vault, target), PurePosixPath(feed.file).name)
    return path.read_bytes() if path else None


def _send(vault: NoteVault, target: PublishSettings, feed: FeedSettings, path: Path) -> tuple[str, bool]:
    """Where the feed was sent, and whether that changed anything there."""
    kind, _, where = target.to.partition(":")
    if kind == "dav":
        return where, _upload(where, path.read_bytes())
    if kind == "git":
        from vaultcrm.vault.git_branch import REMOTE, push_file

        place = _branch_path(vault, where, feed)
        return f"{REMOTE} {where}: {place}", push_file(vault.root, where, place, path)
    folder = _folder(vault, target)
    if not folder.is_dir():
        raise CannotWrite(f"{folder}: there is no such folder; nothing was sent", "Make it, or connect its disk.")
    copy = own_place(folder, PurePosixPath(feed.file).name)
    return str(copy), write_output(copy, path.read_bytes())


def _upload(url: str, data: bytes) -> bool:
    from vaultcrm.serve.upload import fetch, login_for, put

    login = login_for(url, os.environ)
    if fetch(url, login) == data:
        return False
    put(url, data, login)
    return True


def _branch_path(vault: NoteVault, branch: str, feed: FeedSettings) -> str:
    """The secret path on the branch: the one that is there, whichever machine has made it, else one of our own."""
    from vaultcrm.vault.git_branch import files_of, tip_of

    name = file_name(feed.name)
    paths = files_of(vault.root, tip_of(vault.root, branch))
    there = [path for path in paths if path.endswith(f"/{name}") and has_secret(f"https://host/{path}")]
    return there[0] if there else feed_path(token_of(vault.settings.vault, f"published {feed.name}"), feed.name)[1:]
