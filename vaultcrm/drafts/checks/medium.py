"""Row C10: the medium that the recipient likes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vaultcrm.model import DraftMedium, Finding, Medium

from .text import Checked, Verdict

_KIND: Mapping[DraftMedium, Medium] = {
    "email": "email",
    "card": "post",
    "express": "post",
    "letter": "post",
    "phone": "phone",
    "linkedin": "linkedin",
}
_NAMED: Mapping[Medium, str] = {"email": "e-mail", "post": "post", "phone": "phone", "linkedin": "LinkedIn"}
# What is of one medium by its nature: a call to somebody who likes e-mail is only remarked on.
_FIXED = ("card", "pitch", "decline", "letter", "linkedin", "first-call", "call", "call-1", "call-2", "call-3")


def check(text: Checked) -> Iterator[Finding]:
    """Where the draft goes another way than the contact's ``prefers`` says."""
    to = text.material.to
    goes = _KIND[text.draft.medium]
    if to is None or to.prefers is None or to.prefers == goes:
        return
    message = f"{to.name} prefers {_NAMED[to.prefers]}; this goes by {_NAMED[goes]}"
    remedy = f"Draft it anew with another --medium{f', or correct `prefers` in {to.path}' if to.path else ''}."
    yield Verdict("medium", "C10", "hint" if text.draft.act in _FIXED else "warning", message, remedy).of(text.draft)
