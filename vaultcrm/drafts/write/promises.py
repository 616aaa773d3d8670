"""What was promised, and what is worth sharing, as words of a text.

In comes a promise as the note has it (``Send the list to Dana by Friday``), out comes the thing (``the list``), or that
there is none to be sent. The lists of ``language.toml`` decide.
"""

from __future__ import annotations

import re

from vaultcrm.drafts.items import attributed
from vaultcrm.drafts.material import Person, Promised
from vaultcrm.drafts.people import forms_before
from vaultcrm.model import DraftMedium

from .language import Language
from .sayings import phrase, sentence_end, spelt_out, without_beginning, without_ending

_BY = re.compile(r"(?i)(?<![\s,(])[\s,(]+(?:by|until|due|before|bis(?: zum)?|spätestens)\s+[^\s,()]++(?:\s+[^\s,()]++)?\)?\s*$")
_ADDRESS = re.compile(r"(?<![(<])\b(https?://\S+)$")
_ANY_ADDRESS = re.compile(r"[(<]?\bhttps?://\S+")


def is_thing(promised: Promised, to: Person, language: Language) -> bool:
    """Whether a promise is of something to be sent; to ask or to call somebody is done, and sent to no one."""
    text = _without_names(attributed(promised.text, [to])[1], to)
    ends = re.findall(r"[\w-]+", text)
    if promised.file or not ends or without_beginning(text, "promise", language) != text:
        return True
    return not (language.has("promise-deeds", ends[0]) or language.has("promise-deeds", ends[-1]))


def _called(to: Person) -> list[str]:
    """Everything that the recipient is called by, the longest first."""
    return sorted({to.name, to.given, to.surname, to.formal, *to.aliases} - {""}, key=len, reverse=True)


def _without_names(text: str, to: Person) -> str:
    """A promise without the recipient before it: ``Herrn Petersen anrufen`` is ``anrufen``."""
    for name in _called(to):
        text = re.sub(rf"^{forms_before()}{re.escape(name)}\s+", "", text)
    return text


def promise_words(promised: Promised, to: Person, language: Language) -> str:
    """A promise as the thing itself: ``Send the list to Dana`` is ``the list``."""
    whole = spelt_out(attributed(promised.text, [to])[1], language)
    text = without_ending(without_beginning(_BY.sub("", whole), "promise", language), "promise-behind", language)
    text = _without_names(text, to) if text != promised.text else text
    if promised.file and text.casefold() in {*language.you, *map(str.casefold, _called(to))}:
        text = promised.file.rpartition("/")[2]
    for name in _called(to):
        for word in language.words.get("promise-ends", ()):
            text = re.sub(rf"\s{re.escape(word)}\s+{forms_before()}{re.escape(name)}$", "", text).rstrip(" ,")
    return _ADDRESS.sub(r"(\1)", phrase(text, language))


def shared(text: str, medium: DraftMedium) -> str:
    """What is worth sharing as a sentence, unless it ends in its address; nobody reads an address aloud."""
    words = _ANY_ADDRESS.sub("", text).rstrip(" :,–-") if medium == "phone" else text
    words = words or text
    return words if re.search(r"://\S+$", words) else sentence_end(words)
