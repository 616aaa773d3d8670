"""Row D4: what was promised goes along, or is spoken of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from vaultcrm.drafts.material import Promised
from vaultcrm.drafts.people import without_form
from vaultcrm.model import Finding

from .text import Checked, Verdict, passages, phrases_in, words_of
from .topic import mentions

_ACTS = ("thank-you", "pitch", "appreciate", "check-in", "first-call", "call-1", "call", "letter")
_ATTACHED = Verdict(
    "promise", "D4", "hint", "speaks of something attached", "Attach it: the interview's note links no file of a promise."
)


def check(text: Checked) -> Iterator[Finding]:
    """Open promises of which neither this draft nor one for another of the interview speaks; attachments that are not there."""
    if text.draft.act in _ACTS:
        for promise in text.material.promised:
            if not promise.done and not _is_deed(text, promise) and _for_them(text, promise) and not _kept(text, promise):
                yield _open(text, promise)
    if not any(promise.file for promise in text.material.promised if not promise.done):
        for passage in passages(text.draft):
            for span in phrases_in(passage, text.phrases.pattern("form", "attached"), text.phrases.pattern("tone", "not")):
                yield _ATTACHED.at(passage, span)


def _is_deed(text: Checked, promise: Promised) -> bool:
    """Whether it is something to be done, as to ask or to call somebody, of which no letter need speak."""
    to = text.material.to
    words = without_form(promise.text)
    for name in sorted({to.name, to.given, to.surname, *to.aliases} - {""}, key=len, reverse=True) if to else ():
        words = without_form(words.removeprefix(f"{name} ").removeprefix(f"{name}: "))
    said = [word[0].casefold() for word in words_of(words)]
    deeds, sends = text.phrases.words("promise", "deeds"), text.phrases.words("promise", "sends")
    return promise.file is None and bool(said) and said[0] not in sends and (said[0] in deeds or said[-1] in deeds)


def _open(text: Checked, promise: Promised) -> Finding:
    message = "does not speak of what you promised"
    remedy = "Send it along, or say when it comes; tick it in the interview's note when it is sent."
    expected = text.draft.act == "thank-you" and (text.material.position == 0 or not text.siblings)
    return Verdict("promise", "D4", "warning" if expected else "hint", message, remedy).of(text.draft, promise.text)


def _kept(text: Checked, promise: Promised) -> bool:
    """Whether the draft speaks of it, or that of somebody else of the same interview does."""
    return any(mentions(replace(text, draft=draft), promise.text) for draft in (text.draft, *text.siblings))


def _for_them(text: Checked, promise: Promised) -> bool:
    """Whether it was promised to the recipient: it names nobody else of those who were there."""
    words = {word[0].casefold() for word in words_of(promise.text.replace("’s", "").replace("'s", ""))}
    others = [person for person in text.material.panel if text.material.to is None or person.name != text.material.to.name]
    named = any(name and name.casefold() in words for person in others for name in (person.given, person.surname))
    to = text.material.to
    return not named or (to is not None and bool({to.given.casefold(), to.surname.casefold()} & words))
