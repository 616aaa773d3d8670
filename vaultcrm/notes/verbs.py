"""The words that a log line may begin with, and what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

CONTACT = frozenset({"email", "call", "voicemail", "card", "letter", "linkedin", "message", "met", "sent", "heard"})
FACTS = frozenset({"stage", "verdict", "went"})
NEED_PERSON = CONTACT | {"no-answer"}
NEED_STEP = frozenset({"skipped", "snoozed"})

VERBS: Mapping[str, str] = {
    **{verb: verb for verb in sorted(NEED_PERSON | NEED_STEP | FACTS | {"did", "note"})},
    "e-mail": "email", "emailed": "email", "e-mailed": "email", "mail": "email", "mailed": "email",
    "called": "call", "phone": "call", "phoned": "call",
    "replied": "heard", "no-reply": "note",
    "skip": "skipped", "snooze": "snoozed", "done": "did",
}  # fmt: skip


@lru_cache(maxsize=1 << 12)
def folded(word: str) -> str:
    """A verb as it is compared: ``No answer``, ``no_answer`` and ``no-answer`` are the same."""
    return "-".join(word.casefold().replace("_", " ").split())


def known_verbs(own: Mapping[str, str]) -> dict[str, str]:
    """All words with their canonical verb: the user's own of ``[verbs]``, then ours."""
    return {folded(word): VERBS.get(folded(meant), folded(meant)) for word, meant in own.items()} | dict(VERBS)
