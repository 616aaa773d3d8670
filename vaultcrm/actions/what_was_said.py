"""The draft that was sent, as a link in the line that says so: ``… #thank-you: [[drafts/…|what was said]]``.

In come the vault, a touch-point and the verb of the line, out comes the line's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from vaultcrm.model import Contact, Draft, DraftMedium, Interview, Job, LogLine, OtherNote, Touchpoint
from vaultcrm.notes.drafts import FOLDER
from vaultcrm.notes.verbs import CONTACT

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault

SHOWN = "what was said"
# What can have been said by a draft in which medium; an e-mail that was written says nothing of a call that was made.
_SAYS: Mapping[str, frozenset[str]] = {
    "email": frozenset({"email", "sent", "message"}),
    "card": frozenset({"card", "letter", "sent"}),
    "express": frozenset({"letter", "card", "sent"}),
    "letter": frozenset({"letter", "card", "sent"}),
    "phone": frozenset({"call", "voicemail"}),
    "linkedin": frozenset({"linkedin", "message", "sent"}),
}
_GOES: Mapping[DraftMedium, str] = {
    "email": "email", "card": "card", "express": "letter", "letter": "letter", "phone": "phone", "linkedin": "linkedin",
}  # fmt: skip
_NO_LINK = re.compile(r"[\[\]|#^\\\n]")
_LINKED = re.compile(rf"\[\[({FOLDER}/[^\[\]|#]+?)(?:\.md)?(?:[|#][^\[\]]*)?\]\]")


def with_draft(vault: NoteVault, touchpoint: Touchpoint, verb: str, text: str) -> str:
    """``text`` with the link behind it, where there is a draft for the touch-point in a medium that ``verb`` may mean.

    A draft that a line links already was for an earlier round, and is not linked again.
    """
    if verb not in CONTACT or not (vault.root / FOLDER).is_dir():
        return text
    from vaultcrm.vault.drafts import drafts_of

    fitting = [one for one in drafts_of(vault.root, touchpoint.uid) if verb in _SAYS[one.medium] and _is_new(vault, one)]
    return " ".join(part for part in (text.strip(), _link(fitting[-1])) if part) if fitting else text


def medium_said(vault: NoteVault, touchpoint: Touchpoint) -> str | None:
    """How it went out, where the last draft for it was written for another medium than the touch-point's own."""
    if touchpoint.person is None or touchpoint.via is None or not (vault.root / FOLDER).is_dir():
        return None
    from vaultcrm.vault.drafts import drafts_of

    new = [one for one in drafts_of(vault.root, touchpoint.uid) if _is_new(vault, one)]
    return _GOES[new[-1].medium] if new else None


def unsent(vault: NoteVault, drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """The drafts that no line of a log links: what was said is not to be looked over again."""
    linked = {target for line in _lines(vault) for target in _LINKED.findall(line.text)}
    return tuple(draft for draft in drafts if _target(draft) not in linked)


def without_draft(text: str, draft: Draft) -> str:
    """A note without the link to a draft that goes."""
    return re.sub(rf":? {re.escape(_link(draft))}", "", text)


def _link(draft: Draft) -> str:
    return f"[[{_target(draft)}|{SHOWN}]]"


def _target(draft: Draft) -> str:
    return draft.source.path.rpartition(".")[0]


def _is_new(vault: NoteVault, draft: Draft) -> bool:
    target = _target(draft)
    return not _NO_LINK.search(target) and not any(f"[[{target}|" in line.text for line in _lines(vault))


def _lines(vault: NoteVault) -> Iterator[LogLine]:
    notes: tuple[Contact | Interview | Job | OtherNote, ...] = (
        *vault.contacts, *vault.interviews, *vault.jobs, *vault.others,
    )  # fmt: skip
    for note in notes:
        yield from note.log
