"""Row C9: the right name, title and company of the recipient, and nobody else's left in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from vaultcrm.drafts.material import Person
from vaultcrm.model import Finding

from .form import greeting
from .speller import is_one_off, speller
from .text import Checked, Passage, Span, Verdict, body, passages, phrases_in, sentences, spot, words_of

_ROW = "C9"
_TITLE = re.compile(r"[^\W\d_][\w&-]*(?:,? (?:of|for|and|the|der|des|für|und|&) (?=[A-ZÄÖÜ])[\w&-]+| (?=[A-ZÄÖÜ])[\w&-]+)*")
# These speak of other companies than the recipient's.
_ABOUT_OTHERS = ("stay-in-touch", "birthday", "references", "thank-introducer", "tell", "promised")
_CLAUSE = re.compile(r"[,!:;?]| - |(?<=[^\W\d_]{3})\.(?=\s|\Z)")
_HONORIFICS = {"mr": "mr", "mrs": "ms", "ms": "ms", "miss": "ms", "herr": "mr", "herrn": "mr", "frau": "ms"}
_DEGREES = ("dr", "prof", "professor")


def check(text: Checked) -> Iterator[Finding]:
    """Greeting, names, title and company against the contact's note; other recipients' names and companies."""
    to = text.material.to
    if to is None:
        return
    passage = body(text.draft)
    greeted = greeting(text, passage)
    if greeted:
        yield from _greeting(text, to, passage, greeted)
    if text.draft.medium in ("letter", "express", "card"):
        yield from _address(to, passage, greeted.start if greeted else 0)
    for part in passages(text.draft):
        rest = Span(greeted.end if greeted and part.line else 0, len(part.text))
        yield from _misspelt(text, to, part, rest)
        yield from _other_companies(text, part)
        yield from _title(text, to, part)
    yield from _called(text, to, passage, greeted.end if greeted else 0)


def _parts(*names: str) -> tuple[str, ...]:
    """The words of names, without initials and full stops."""
    return tuple(word[0] for name in names for word in words_of(name.replace("’", "'")) if len(word[0]) > 1)


def _own(to: Person) -> frozenset[str]:
    return frozenset(part.casefold() for part in _parts(to.name, to.given, to.surname, to.formal, *to.aliases))


def _others(text: Checked, to: Person) -> tuple[Person, ...]:
    return tuple(person for person in text.material.panel if person.name != to.name)


def _greeting(text: Checked, to: Person, passage: Passage, span: Span) -> Iterator[Finding]:
    """Whom the first line greets: the recipient, by a name that is written as in the note."""
    nameless = text.phrases.pattern("form", "nameless")
    named = _greeted(text, passage, span)
    if not named:
        if text.draft.medium != "phone" or (nameless and nameless.search(passage.text[span.start : span.end])):
            said = f"does not greet {to.name} by name"
            yield Verdict("recipient", _ROW, "warning", said, "You know their name: use it.").at(passage, span)
        return
    own = _own(to)
    others = {part.casefold() for person in _others(text, to) for part in _parts(person.name)}
    wrong = [word for word in named if word.casefold() not in own]
    if any(word.casefold() in own for word in named):
        wrong = [word for word in wrong if word.casefold() not in others]
    for word in wrong:
        yield _wrongly_greeted(text, to, word).at(passage, _span_of(passage, span, word))
    if not wrong:
        yield from _honorific(to, passage, span)


def _greeted(text: Checked, passage: Passage, span: Span) -> list[str]:
    """The names of a greeting, up to its comma: no openings, no titles, no small letters."""
    skipped = text.phrases.words("form", "openings") | text.phrases.words("form", "titles")
    nameless = text.phrases.pattern("form", "nameless")
    first, *further = _CLAUSE.split(passage.text[span.start : span.end])
    if not {word.casefold() for word in _parts(first)} - skipped and further and len(_parts(further[0])) < 4:
        first = f"{first} {further[0]}"  # ``Good morning, Ms. Lee,``
    if nameless and nameless.search(first):
        return []
    words = _parts(first)
    return [word for word in words if word.casefold() not in skipped and (word[0].isupper() or len(words) < 3)]


def _wrongly_greeted(text: Checked, to: Person, word: str) -> Verdict:
    small = word.casefold()
    known = [person.name for person in _others(text, to) if small in {part.casefold() for part in _parts(person.name)}]
    if known:
        return Verdict("recipient", _ROW, "error", f"greets {known[0]}, but goes to {to.name}", f"Greet {to.name}.")
    near = next((part for part in _parts(to.name, *to.aliases) if _alike(word, part)), None)
    said = f"{word!r} is written {near!r} in the note of {to.name}" if near else f"greets {word!r}, but goes to {to.name}"
    place = f"in {to.path}" if to.path else "on their card"
    return Verdict("recipient", _ROW, "error", said, f"Write it as {place}.")


def _alike(word: str, other: str) -> bool:
    one, two = word.casefold(), other.casefold()
    return is_one_off(one, two) or SequenceMatcher(None, one, two).ratio() >= 0.7


def _span_of(passage: Passage, within: Span, word: str) -> Span:
    start = passage.text.find(word, within.start)
    return Span(start, start + len(word)) if start >= 0 else within


def _honorific(to: Person, passage: Passage, span: Span) -> Iterator[Finding]:
    """``Mr.`` where the note says ``Ms.``, and a degree that was left out."""
    used = [word.casefold() for word in _parts(passage.text[span.start : span.end])]
    noted = [word.casefold() for word in _parts(to.formal, to.name, *to.aliases)]
    wrong = {_HONORIFICS[word] for word in used if word in _HONORIFICS}
    right = {_HONORIFICS[word] for word in noted if word in _HONORIFICS}
    degree = next((word for word in noted if word in _DEGREES), None)
    if wrong and right and wrong != right:
        yield Verdict("recipient", _ROW, "error", f"they are {to.formal or to.name}", "Use their own title.").at(passage, span)
    elif wrong and degree and not any(word in _DEGREES for word in used):
        said = f"leaves out the degree of {to.formal or to.name}"
        yield Verdict("recipient", _ROW, "warning", said, "Use it in a greeting with the surname.").at(passage, span)


def _address(to: Person, passage: Passage, end: int) -> Iterator[Finding]:
    """The lines above the greeting, where they are nearly those of the note and not quite."""
    right = [line for line in (to.name, to.title, to.company, *to.address) if line]
    start = 0
    for line in passage.text[:end].splitlines(keepends=True):
        words = line.strip()
        near = next((one for one in right if _is_nearly(words, one)), None)
        if words and near and not any(re.search(rf"\b{re.escape(one)}\b", words, re.IGNORECASE) for one in right):
            said = f"{words!r} is {near!r} in the note of {to.name}"
            verdict = Verdict("recipient", _ROW, "error", said, "Write it as there.")
            yield verdict.at(passage, Span(start, start + len(line.rstrip())))
        start += len(line)


def _is_nearly(words: str, other: str) -> bool:
    return SequenceMatcher(None, words.casefold(), other.casefold()).ratio() > 0.72


def _misspelt(text: Checked, to: Person, passage: Passage, within: Span) -> Iterator[Finding]:
    """Words that are one letter off the recipient's name or company, and no words or names of their own."""
    right = [part for part in _parts(to.name, to.company, text.material.company) if len(part) > 3]
    known = {part.casefold() for part in _parts(*text.words, *(p.name for p in text.material.panel), *_own(to))}
    dictionary = speller(text.draft.language)
    for found in words_of(passage.text[: within.end]):
        word = found[0].removesuffix("'s")
        small = word.casefold()
        if found.start() < within.start or not word[0].isupper() or small in known:
            continue
        near = next((part for part in right if is_one_off(small, part.casefold()) and not _inflected(word, part)), None)
        if near and not (dictionary and (dictionary.knows(small) or dictionary.knows(small.replace("ss", "ß")))):  # in Zurich
            said = f"{word!r}: is {near!r} meant?"
            verdict = Verdict("recipient", _ROW, "error", said, f"Write it as in the note of {to.name}.")
            yield verdict.at(passage, spot(found))


def _inflected(word: str, part: str) -> bool:
    """``Dana Lees Frage``: the genitive of a name has no apostrophe in German."""
    return word in (f"{part}s", f"{part}'")


def _other_companies(text: Checked, passage: Passage) -> Iterator[Finding]:
    """Another company of the vault, spoken of as if it were theirs."""
    known = text.material
    if text.draft.act in _ABOUT_OTHERS:
        return
    own = {known.company.casefold(), *((known.to.company.casefold(),) if known.to else ())}
    towards, past = text.phrases.pattern("recipient", "towards"), text.phrases.pattern("recipient", "past")
    for company in sorted(text.companies):
        if company.casefold() in own or any(company.casefold() in name for name in own if name):
            continue
        for found in re.finditer(rf"(?<!\w){re.escape(company)}(?!\w)", passage.said):
            start = max((span.start for span in sentences(passage.said) if span.start <= found.start()), default=0)
            before = passage.said[start : found.start()]
            if towards and towards.search(before) and not (past and past.search(before)):
                said = f"speaks of {company}, but goes to {known.company or (known.to.name if known.to else 'somebody else')}"
                verdict = Verdict("recipient", _ROW, "error", said, "A name was left in from another letter.")
                yield verdict.at(passage, spot(found))


def _title(text: Checked, to: Person, passage: Passage) -> Iterator[Finding]:
    """``your work as Director of Sales``, where the note has another title."""
    if not to.title:
        return
    job = text.material.job.title if text.material.job else ""
    right = {part.casefold() for part in _parts(to.title, to.name, job)}
    for span in phrases_in(passage, text.phrases.pattern("form", "your-title")):
        found = _TITLE.match(passage.said, span.end)
        named = {part.casefold() for part in _parts(found[0])} if found else set()
        if found and named & right and not named <= right | {"of", "for", "and", "the", "der", "des", "für", "und"}:
            said = f"{found[0]!r}: the title of {to.name} is {to.title!r}"
            verdict = Verdict("recipient", _ROW, "error", said, "Write it as on their card; or correct the note.")
            yield verdict.at(passage, spot(found))


def _called(text: Checked, to: Person, passage: Passage, start: int) -> Iterator[Finding]:
    """Another interviewer's name where the recipient is spoken to: ``Thank you again, Sam.``"""
    own = _own(to)
    for name in sorted({part for person in _others(text, to) for part in (person.given, person.surname) if part}):
        if name.casefold() in own:
            continue
        for found in _calls(name).finditer(passage.said, start):
            said = f"speaks to {name}, but goes to {to.name}"
            verdict = Verdict("recipient", _ROW, "error", said, "A name was left in from another letter.")
            yield verdict.at(passage, spot(found, found.lastgroup or 0))


def _calls(name: str) -> re.Pattern[str]:
    """A name between commas or at the end, not in a list of people."""
    spoken = rf"(?P<name>{re.escape(name)})"
    ahead = r"(?=\s*(?:[.!?]|\Z))"
    return re.compile(
        rf"(?<![A-ZÄÖÜ]\w)(?<![A-ZÄÖÜ]\w\w)(?<![A-ZÄÖÜ]\w\w\w)(?<![A-ZÄÖÜ]\w\w\w\w)(?<![A-ZÄÖÜ]\w\w\w\w\w),\s+{spoken}{ahead}"
        rf"|(?:^|(?<=[.!?]\s)|(?<=\n)){spoken.replace('name', 'first')},\s(?![A-ZÄÖÜ]\w+(?:,|\s(?:and|und)))(?!and\b|und\b)"
    )
