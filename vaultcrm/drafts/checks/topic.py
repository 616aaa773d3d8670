"""Row C3: a thank-you names something that was spoken of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from vaultcrm.drafts.material import Person
from vaultcrm.model import Finding

from .text import Checked, Verdict, body, passages, phrases_in, words_of

_NONE = Verdict(
    "topic",
    "C3",
    "warning",
    "names nothing that you spoke of",
    "Take up one of the topics of the interview's note.",
)
# Where it is expected, and where it would only be nicer (row D2 for LinkedIn).
_EXPECTED = ("thank-you", "card", "appreciate")
_NICER = ("pitch", "letter", "linkedin")


def check(text: Checked) -> Iterator[Finding]:
    """Where no word of topics, of what went well, or of promises is in the text; nothing where the debrief is empty."""
    if text.draft.act not in (*_EXPECTED, *_NICER) or not text.material.topics:
        return
    spoken = stems(_spoken_of(text), text)
    said = stems((passage.text for passage in passages(text.draft)), text)
    if spoken and not _share(said, spoken) and not _names_one(text):
        expected = text.draft.act in ("thank-you", "card") and not _takes_up(text)
        verdict = _NONE if expected else _NONE.but("hint")
        topics = "; ".join(topic.text for topic in text.material.topics[:2])
        yield verdict.of(text.draft, f"topics: {topics}"[:150])
    else:
        yield from _anothers(text, said)


def _anothers(text: Checked, said: frozenset[str]) -> Iterator[Finding]:
    """Where all that it takes up was another's: a name was changed, and the rest left as it was."""
    to, own = text.material.to, text.material.own_topics
    others = [one for one in text.material.topics if to and one.raised_by and to.name not in one.raised_by and one not in own]
    mine = stems((one.text for one in text.material.topics if one not in others), text)
    if not to or not own or _share(said, mine):
        return
    taken = next((topic for topic in others if _is_taken(said, stems((topic.text,), text))), None)
    if taken:
        message = f"takes up what you spoke of with {taken.raised_by[0]}, and nothing of your talk with {to.name}"
        verdict = Verdict("topic", "C8", "hint", message, "Take up a topic of theirs: recipients compare.")
        yield verdict.of(text.draft, taken.text)


def _is_taken(said: frozenset[str], topic: frozenset[str]) -> bool:
    """Whether more than half of a topic's words are in a text: one alone may be in any."""
    return 2 * sum(_share(said, frozenset({word})) for word in topic) > len(topic)


def _share(said: frozenset[str], spoken: frozenset[str]) -> bool:
    """Whether a word of one is a form of a word of the other."""
    return any(alike(one, other) for one in said for other in spoken)


def _names_one(text: Checked) -> bool:
    """Whether a topic stands there in the very words of the notes, however plain these are: ``how teams are cut``."""
    written = " ".join(body(text.draft).text.casefold().split())
    topics = (" ".join(topic.text.casefold().split()) for topic in text.material.topics)
    return any(re.search(rf"(?<!\w){re.escape(topic)}(?!\w)", written) for topic in topics if " " in topic)


def _takes_up(text: Checked) -> bool:
    """Whether it takes up something that was said all the same: the notes may not hold it."""
    return any(phrases_in(body(text.draft), text.phrases.pattern("topic", "refers")))


def _spoken_of(text: Checked) -> Iterator[str]:
    known = text.material
    yield from (topic.text for topic in known.topics)
    yield from (*known.went_well, *known.wish_said, *known.requirement, *known.learnt)
    yield from (promise.text for promise in known.promised)


def stems(texts: Iterable[str], text: Checked) -> frozenset[str]:
    """The words that say what a text is about, small: none of those that stand in every letter, and no names."""
    common = text.phrases.words("topic", "common") | frozenset(_names(text))
    words = {word[0].casefold().removesuffix("'s") for one in texts for word in words_of(one.replace("’", "'"))}
    return frozenset(part for word in words for part in (word, *word.split("-")) if len(part) > 3 and part not in common)


def _names(text: Checked) -> Iterator[str]:
    people: tuple[Person, ...] = (*text.material.panel, *([text.material.to] if text.material.to else []))
    job = [text.material.job.title] if text.material.job else []
    for name in (*(part for person in people for part in (person.name, person.title)), text.material.company, *job):
        yield from (word[0].casefold() for word in words_of(name))
    yield from text.material.me.name.casefold().split()


def alike(one: str, other: str) -> bool:
    """Whether two words are forms of one: ``migrating`` and ``migration``, ``Umstellung`` and ``Umstellungen``."""
    if one == other:
        return True
    shared = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return shared >= 4 and shared >= max(len(one), len(other)) - 4


def mentions(text: Checked, what: str) -> bool:
    """Whether the draft speaks of ``what``: by a word that says what it is about."""
    said = stems((body(text.draft).text,), text)
    return any(alike(one, other) for one in said for other in stems((what,), text))
