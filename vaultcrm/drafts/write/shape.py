"""What kind of words a note is: a statement, a thing, a question, or a scribble. Each fits into another sentence.

In comes a sentence of a debrief as it is said to the recipient, out comes whether, and how, it can stand in a text. The lists
of ``language.toml`` decide; what they are not sure of is left to the user, in a gap, with the note. A language without such a
list takes everything for fit.
"""

from __future__ import annotations

import re

from .language import Language

LONGEST_TOPIC, LONGEST_PHRASE = 24, 8
_WORD = re.compile(r"[\w'-]+")
_SCRIBBLE = re.compile(r"->|=>|[→⇒=]|[!?]{2,}|(?<!\w)\w{1,3}/(?!\w)|(?:…|\.\.\.)\W*$|\?\W*\)$")
_QUOTE = re.compile(r"[\"“„«'‘]\w")
_BREAK = re.compile(r"(?<!\s)\s++[-–—]++\s+|;\s|,\s|:\s")


def words(text: str) -> list[str]:
    """The words of a text, small, with plain apostrophes."""
    return [word.strip("'-") for word in _WORD.findall(text.casefold().replace("’", "'")) if word.strip("'-")]


def is_scribble(text: str) -> bool:
    """Whether it is written in arrows and shouts, which nobody reads aloud."""
    return _SCRIBBLE.search(text) is not None


def is_statement(text: str, language: Language) -> bool:
    """Whether it begins with who does something: ``you asked for the list``."""
    return begins(text, "subjects", language)


def is_own(text: str, language: Language) -> bool:
    """Whether it says what I did: ``I cut the load by half``."""
    return is_statement(text, language) and begins(text, "own", language) and _reads(text, language)


def reads(text: str, language: Language) -> bool:
    """Whether it can stand behind a colon: a statement, or a thing with its article; no guess at what others felt."""
    if not language.words.get("subjects"):
        return not is_scribble(text)
    whole = is_statement(text, language) or begins(text, "articles", language) or text[:1].isdigit()
    return whole and _reads(text, language)


def is_said(text: str, language: Language) -> bool:
    """Whether it is the content of what was said (row B4), and not a remark on how: a quotation, a clause, a statement."""
    if not language.words.get("finite"):
        return not is_scribble(text)
    said = words(text)
    quoted = _QUOTE.match(text) or is_statement(text, language)
    states = len(said) > 2 and not language.has("without-I", said[0]) and _is_finite(said, language)
    return bool(quoted or states) and not is_scribble(text)


def is_named(text: str, language: Language) -> bool:
    """Whether it names a thing in few words, and tells nothing of it: ``running Kafka in production``."""
    found = words(text)
    speaks = any(language.has("own", word) or language.has("subjects", word) for word in found)
    return 0 < len(found) <= LONGEST_PHRASE and not speaks and not _is_finite(found, language) and not is_scribble(text)


def topic_of(text: str) -> str:
    """A topic without what it goes on to say, where it is long; nothing where it is no topic but a story, or a scribble."""
    text = re.sub(r":\s+", ", ", re.sub(r"(?:(?<!\s)\s++)?\([^()]*+\)\s*(?=[.?!]?$)", "", text.replace("`", ""))).strip()
    if len(words(text)) > LONGEST_TOPIC // 2:
        head = re.split(r"(?<!\s)\s++[-–—]++\s+|;\s", text, maxsplit=1)[0]
        text = head if len(words(head)) > 2 else text
    return "" if is_scribble(text) or len(words(text)) > LONGEST_TOPIC else text


def head_of(text: str) -> str:
    """What stands before the first break of a topic, where that is more than a word."""
    head = _BREAK.split(text, maxsplit=1)[0]
    return head if head != text and len(words(head)) > 1 else ""


def is_delicate(text: str, language: Language) -> bool:
    """Whether it touches what nobody takes up in a letter unasked: pay, why one left."""
    folded = f" {' '.join(words(text))} "
    return any(f" {one} " in folded for one in language.words.get("delicate", ()))


def speaks_of_me(text: str, language: Language) -> bool:
    """Whether it says "I": ``how I test``."""
    return language.first_person.casefold() in words(text)


def about(text: str, language: Language) -> str:
    """A topic behind ``about``: a thing as it is, what is a sentence or a question behind the language's word for it."""
    if not text:
        return ""
    if text.endswith("?") or _asks(text, language):
        return language.leads.get("question", "") + text
    return text if _is_thing(text, language) else language.leads.get("point", "") + text


def _asks(text: str, language: Language) -> bool:
    """``why did they`` asks, ``why they did`` does not."""
    found = words(text)
    return len(found) > 2 and language.has("questions", found[0]) and language.has("finite", found[1])


def _is_thing(text: str, language: Language) -> bool:
    found = words(text)
    if begins(text, "questions", language) or len(found) < 3:
        return True
    opening = (n for n, word in enumerate(found) if language.has("questions", word) or language.has("clause", word))
    before = next(opening, len(found))
    doing = found[0].endswith(tuple(language.words.get("doing", ())))
    named = doing or begins(text, "articles", language) or _QUOTE.match(text) is not None
    return named and not any(language.has("finite", word) for word in found[:before])


def _reads(text: str, language: Language) -> bool:
    folded = " ".join(words(text)) + " "
    return not is_scribble(text) and not any(folded.startswith(f"{one} ") for one in language.words.get("hedges", ()))


def _is_finite(found: list[str], language: Language) -> bool:
    return any(language.has("finite", word) for word in found)


def begins(text: str, kind: str, language: Language) -> bool:
    """Whether the first word is one of the list ``kind``."""
    found = words(text)
    return bool(found) and language.has(kind, found[0])
