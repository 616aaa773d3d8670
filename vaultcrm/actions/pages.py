"""``init --pages``: a workflow file by which a page host builds the feeds at every push and once a day.

In comes a vault, out comes what was written and what is left for the user to do, in sentences.
"""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Sequence
from string import Template
from typing import TYPE_CHECKING

from vaultcrm.errors import WrongUsage
from vaultcrm.model import FeedSettings
from vaultcrm.serve.addresses import file_name
from vaultcrm.vault.shipped import shipped
from vaultcrm.vault.state import token_of
from vaultcrm.vault.within import own_place
from vaultcrm.vault.writing import create_note

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault

WORKFLOW = ".github/workflows/feed.yml"


def set_up_pages(vault: NoteVault) -> tuple[str, ...]:
    """Write the workflow where there is none.

    Raises ``WrongUsage`` where the vault is not a repository's top folder, or its feeds cannot be told apart.
    """
    root = vault.root.resolve()
    if not (root / ".git").exists():
        raise WrongUsage("pages are built from a git repository's top folder, which the vault is not", "vaultcrm init --git")
    path = own_place(root, WORKFLOW)
    if path.exists():
        return (f"{WORKFLOW} is there already",)
    _must_be_told_apart(vault.settings.feeds)
    create_note(path, workflow_text(vault.settings.feeds))
    return (f"wrote {WORKFLOW}", *_left_to_do(vault))


def _must_be_told_apart(feeds: Sequence[FeedSettings]) -> None:
    """An address has plain letters only, so that two names may become one."""
    names = [file_name(feed.name) for feed in feeds]
    twice = next((name for name, count in Counter(map(str.casefold, names)).items() if count > 1), None)
    if twice:
        raise WrongUsage(f"two feeds would stand at one address, {twice}; nothing was written", "Give one another `name`.")


def workflow_text(feeds: Sequence[FeedSettings]) -> str:
    """The workflow that builds these feeds."""
    text = (shipped("templates") / "pages" / "feed.yml").read_text(encoding="utf-8")
    builds = "\n".join(f"          build {shlex.quote(feed.name)} {file_name(feed.name)}" for feed in feeds)
    return Template(text).substitute(builds=builds)


def _left_to_do(vault: NoteVault) -> tuple[str, ...]:
    files = ", ".join(file_name(feed.name) for feed in vault.settings.feeds)
    token = token_of(vault.settings.vault, "pages")
    return (
        "in the repository's settings, let its pages be built by a workflow",
        "keep the repository private; where a free account has no pages for such, publish elsewhere (vaultcrm publish)",
        f"add the secret FEED_TOKEN there: {token} (without it the feeds tell no more than `busy`)",
        f"subscribe to https://YOU.github.io/REPOSITORY/{token}/ and then {files}",
    )
