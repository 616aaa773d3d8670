"""Notes about people as words to them: ``Dana asked how she'd notice`` becomes ``you asked how you'd notice``.

In comes an item of the debrief, out come its sentences as they can stand in a letter to the recipient, and what cannot. Only
the words of the language's own table are changed; what then still speaks of someone else is left to the user, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from vaultcrm.drafts.items import attributed, named_in
from vaultcrm.drafts.material import Person
from vaultcrm.drafts.people import forms_before, names_for, spelt

from .language import Language

_TOKEN = re.compile(r"\w+(?:[-'’.]\w+)*|\W", re.UNICODE)
_END = re.compile(r"(?<=[.!?…])[\"'”’»“)]?\s+(?=[\"'“„«(]?[^\W\d_a-zß-öø-ÿ])", re.UNICODE)
_CLOSED = ".!?…"
_SOME = r"(?:[\w'’]+\s+){0,3}?"
SHORT = 110


@dataclass(frozen=True, slots=True)
class Speech:
    """Who speaks to whom, in which language; ``owners`` are the names of those whom an item is about before it says so."""

    language: Language
    to: Person
    panel: tuple[Person, ...] = ()
    owners: tuple[str, ...] = ()


class Said(NamedTuple):
    """A sentence as it is said to the recipient; ``theirs`` where the note named them in it."""

    text: str
    theirs: bool


def sentences(text: str, language: Language) -> tuple[str, ...]:
    """A text in its sentences; ``Dr.`` and the like end none."""
    found: list[str] = []
    for part in _END.split(text.strip()):
        last = found[-1].split()[-1].strip("(\"'“„") if found else ""
        if last.endswith(".") and (language.has("abbreviations", last.rstrip(".")) or re.fullmatch(r"\w\.", last)):
            found[-1] += f" {part}"
        else:
            found.append(part)
    return tuple(part for part in found if part.strip(" .…-"))


def said_to(text: str, speech: Speech) -> tuple[tuple[Said, ...], tuple[str, ...]]:
    """The sentences of an item that can be said to the recipient, as they are then, and those that cannot.

    A sentence about another of the panel is neither: it is theirs to be told.
    """
    sayable: list[Said] = []
    left: list[str] = []
    whose, text = attributed(text, speech.panel or [speech.to])
    if whose and speech.to.name not in whose:
        return (), ()
    meant = whose or speech.owners
    for sentence in sentences(spelt_out(text, speech.language), speech.language):
        named = named_in(sentence, speech.panel) or named_in(sentence, [speech.to]) or whose
        meant = named or meant
        if (named and speech.to.name not in named) or (_is_anothers(meant, speech) and _has_third(sentence, speech.language)):
            continue
        turned = _turned(sentence, speech, _is_alone(meant, speech))
        if turned is None or (whose and speech.language.has("without-I", sentence.partition(" ")[0])):
            left.append(sentence)
        else:
            sayable.append(Said(turned, bool(named)))
    return tuple(sayable), tuple(left)


def spelt_out(text: str, language: Language) -> str:
    """A note without its shorthand: ``w/ 9 ppl`` is ``with 9 people``."""
    return _scribbled(tuple(language.shorthand)).sub(lambda found: language.shorthand[found[0].casefold()], text)


@lru_cache(maxsize=8)
def _scribbled(listed: tuple[str, ...]) -> re.Pattern[str]:
    longest = "|".join(map(re.escape, sorted(listed, key=len, reverse=True)))
    return re.compile(rf"(?<![\w/'’-])(?:{longest})(?![\w/'’-])" if listed else r"(?!)", re.IGNORECASE)


def _is_anothers(meant: tuple[str, ...], speech: Speech) -> bool:
    return bool(meant) and speech.to.name not in meant


def _is_alone(meant: tuple[str, ...], speech: Speech) -> bool:
    """Whether ``she`` can be nobody but the recipient."""
    return meant == (speech.to.name,) or (not meant and len(speech.panel) <= 1)


def started(text: str, language: Language) -> str:
    """A note without its subject with it: ``Told them`` is ``I told them``."""
    first, _, rest = text.partition(" ")
    if language.first_person and rest and language.has("without-I", first):
        return f"{language.first_person} {first[:1].lower()}{first[1:]} {rest}"
    return text


def without_beginning(text: str, kind: str, language: Language) -> str:
    """A note without the words of the list ``kind`` that it begins with: ``Said that it was rushed`` is ``it was rushed``.

    ``…`` in such words is up to three others: ``we talked … about``.
    """
    found = _beginning(language.words.get(kind, ())).match(text)
    return text[found.end() :] if found else text


@lru_cache(maxsize=32)
def _beginning(listed: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the beginnings, the longest first."""
    longest = sorted((words.split() for words in listed if words.strip()), key=lambda words: -len(" ".join(words)))
    begins = "|".join(r"\s+".join(map(re.escape, words)).replace(r"…\s+", _SOME, 2) for words in longest)
    return re.compile(rf"(?:{begins})(?:\s*[:,]\s*|\s+)(?=\S)" if begins else r"(?!)", re.IGNORECASE)


def without_ending(text: str, kind: str, language: Language) -> str:
    """A note without a word, or words, of the list ``kind`` that it ends with: ``die Liste schicken`` is ``die Liste``."""
    for words in sorted(language.words.get(kind, ()), key=len, reverse=True):
        if text.casefold().endswith(f" {words}"):
            return text[: -len(words)].rstrip(" ,")
    return text


def phrase(text: str, language: Language) -> str:
    """A text as part of a sentence: no full stop, and a small beginning where its first word is one that has it."""
    return small(text.strip().rstrip(".;, "), language)


def small(text: str, language: Language) -> str:
    """A text with a small first letter, where its first word stands small within a sentence."""
    first = next(iter(re.findall(r"[^\W\d_]+(?:[-'’]\w+)*", text[:60])), "")
    if not text.startswith(first) or not first or first[1:] != first[1:].lower():
        return text
    ends = tuple(language.words.get("small-endings", ()))
    common = (
        language.has("small", first)
        or language.has("without-I", first)
        or (len(first) > 5 and bool(ends) and first.endswith(ends))
    )
    return text[:1].lower() + text[1:] if common else text


def sentence(text: str) -> str:
    """A text as a sentence of its own: a capital first, a full stop last."""
    text = text.strip()
    return sentence_end(text[:1].upper() + text[1:])


def sentence_end(text: str) -> str:
    """A text with a full stop, where it does not end in one, or the like."""
    text = text.rstrip(" ,;:-")
    return text if not text or text.rstrip("\"'”’»)")[-1:] in _CLOSED else f"{text}."


def short(text: str) -> str:
    """A text of few words: itself, else what stands before its first break; nothing where that is long too."""
    first = re.split(r"[,;:(–—]", text, maxsplit=1)[0].strip()
    return next((one for one in (text, first) if len(one) <= SHORT), "")


def listed(texts: Iterable[str], language: Language) -> str:
    """``a, b and c``."""
    *first, last = tuple(texts) or ("",)
    return f"{', '.join(first)} {language.conjunction} {last}" if first else last


def _turned(text: str, speech: Speech, alone: bool) -> str | None:
    """A sentence with the recipient as ``you``; pronouns are theirs only where nobody else can be meant (``alone``).

    ``None`` where it speaks of someone all the same.
    """
    language = speech.language
    for name in names_for(speech.to, speech.panel or [speech.to]):
        text = _named(text, name, language)
    if named_in(text, speech.panel or [speech.to]):
        return None
    tokens = _TOKEN.findall(_owned(text, language) if alone else text)
    done: list[str] = []
    subject = False
    for n, token in enumerate(tokens):
        became = _pronoun(tokens, n, language) if alone else token
        became = _in_clause(done, token, language) if became == token else became
        if language.has("not-to-their-face", token) and not (alone and token.casefold() in language.you):
            return None
        if language.has("owners", token) and _is_noun(tokens[n + 1 :]):
            return None
        done.append(_verb(token, language) if subject and became == token else _cased(became, token))
        subject = _is_subject(token, became, language) if token.strip() else subject
    marks = {"\x01": "name", "\x02": "names", "\x03": "names-alone", "\x04": "owner"}
    return re.sub("[\x01-\x04]", lambda mark: language.you.get(marks[mark[0]], ""), "".join(done))


def _is_subject(token: str, became: str, language: Language) -> bool:
    """Whether a word has become ``you`` who does something."""
    return token == "\x01" or (became != token and became.casefold() == language.you.get("name", "").casefold())


def _named(text: str, name: str, language: Language) -> str:
    """The recipient's name as marks: of the one who does, and of the one who has."""
    if not language.you.get("name"):
        return text
    called = forms_before() + spelt(name, text)
    owner = rf"(?<!\w){called}(?:['’]s|['’](?=\s))(?!\w)"
    text = re.sub(owner, "\x02", re.sub(rf"{owner}(?=\s*(?:[.,;:!?)]|\Z))", "\x03", text))
    return re.sub(rf"(?<!\w){called}(?!\w)", "\x01", text)


def _owned(text: str, language: Language) -> str:
    """A note with a mark for the owner that it begins with: ``sein Umzug`` is theirs, further on ``sein`` may be a verb."""
    first, _, rest = text.partition(" ")
    return f"\x04 {rest}" if rest and language.has("owners", first) else text


def _is_noun(behind: Sequence[str]) -> bool:
    """Whether the next word is large, as German nouns are."""
    return next((token for token in behind if not token.isspace()), "")[:1].isupper()


def _pronoun(tokens: Sequence[str], n: int, language: Language) -> str:
    """What a word about them is to them; ``her`` is ``your`` before a word of its own, else ``you``."""
    word = tokens[n].casefold()
    found = language.you.get(word, "")
    if not found or word in ("name", "names", "owner"):
        return tokens[n]
    if word == "her" and not _owns(tokens[n + 1 :], language):
        return language.you.get("him", found)
    return found


def _owns(behind: Sequence[str], language: Language) -> bool:
    after = next((token for token in behind if not token.isspace()), "")
    return (
        after[:1].isalpha()
        and not language.has("not-owned", after)
        and after.casefold() not in language.words.get("clause", ())
    )


def _in_clause(before: Sequence[str], token: str, language: Language) -> str:
    """What a word means where a clause begins, or behind ``I told``: ``they``, ``them`` are the people at the company there."""
    said = [word for word in before if word.strip()]
    opens = not said or said[-1] in ".;:!?," or language.has("clause", said[-1])
    told = bool(said) and language.has("telling", said[-1]) and (len(said) == 1 or language.has("own", said[0]))
    return language.in_clause.get(token.casefold(), token) if opens or told else token


def _verb(word: str, language: Language) -> str:
    """The verb behind ``you``: ``is`` becomes ``are``, ``likes`` ``like``."""
    known = language.verbs.get(word.casefold().replace("’", "'"))
    if known is not None:
        return known
    end = language.ending
    if not end or not word.endswith(end) or len(word) < 4 or word.endswith(end * 2) or word.casefold() in language.not_endings:
        return word
    return re.sub(r"(?<=[hsxz])e$|(?<=go)e$", "", re.sub(r"ie$", "y", word[: -len(end)]))


def _cased(word: str, like: str) -> str:
    return word[:1].upper() + word[1:] if like[:1].isupper() and word != like else word


def _has_third(text: str, language: Language) -> bool:
    return any(language.has("not-to-their-face", token) for token in _TOKEN.findall(text))
