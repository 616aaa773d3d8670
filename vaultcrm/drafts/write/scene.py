"""What a template sees: the material as words that can stand in a sentence to the recipient.

In comes ``Material`` and the language, out come the names of ``docs/drafts.md`` with their values: texts, numbers, yes or no,
records (``to``) and lists, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any

from vaultcrm.drafts.conventions import greeting_end
from vaultcrm.drafts.material import Material, Person, Promised, PutRight, Topic

from .grammar import Known
from .language import Language
from .sayings import Speech, phrase, said_to, sentence, sentences, started, without_beginning

_ASIDE = re.compile(r"\s*\([^()]*\)\s*\.?$")
_PERSON = ("name", "given", "surname", "formal", "title", "company", "email", "phone", "linkedin")
_OFFER = ("company", "title", "until")
KNOWN = Known(
    names=frozenset(
        {
            "medium", "act", "round", "role", "company", "job", "kind", "informational", "hired", "when", "weekday", "comma",
            "count", "topic", "topic_note", "another_topic", "well", "well_note", "wish", "wish_note", "said", "said_more",
            "said_note", "better", "requirement", "requirement_more", "requirement_note", "learnt", "share", "introduced_by",
            "months", "last_words",
        }
    ),
    records={
        "to": frozenset(_PERSON), "me": frozenset({"name", "given", "email", "phone", "linkedin"}), "offer": frozenset(_OFFER),
    },
    lists=frozenset({"said_also", "topics", "all_topics", "went_well", "wishes", "learned", "promised", "introduced", "rows"}),
)  # fmt: skip


class Several(tuple[str, ...]):
    """A list that reads as one where a template shows it whole."""

    __slots__ = ()

    def __str__(self) -> str:
        return ", ".join(self)


@dataclass(frozen=True, slots=True)
class _Well:
    """What can be said of a section: sentences to the recipient, and the first that is left to the user."""

    said: tuple[str, ...]
    theirs: int
    left: str

    def for_place(self, position: int) -> _Well:
        """The same for the one at this place of the panel: what names the recipient first, of the rest each of them another."""
        named, rest = self.said[: self.theirs], self.said[self.theirs :]
        turn = position % len(rest) if rest else 0
        return _Well((*named, *rest[turn:], *rest[:turn]), self.theirs, self.left)


def scene(material: Material, language: Language) -> Mapping[str, Any]:
    """Every name that a template may use."""
    to = material.to or Person(material.me.name, material.me.name, "")
    found = {**_occasion(material, language), **_spoken(material, to, language), **_between(material, to, language)}
    records = {"to": _record(to, language), "me": _me(material), "offer": _offer(material, language)}
    return {name: Several(value) if isinstance(value, tuple) else value for name, value in found.items()} | records


def _occasion(material: Material, language: Language) -> dict[str, Any]:
    interview, touchpoint = material.interview, material.touchpoint
    return {
        "medium": material.medium, "act": touchpoint.step, "round": material.round, "role": material.role,
        "company": material.company, "job": material.job.title if material.job else "",
        "kind": (interview.kind or "") if interview else "", "hired": material.hired,
        "informational": interview is not None and (material.job is None or interview.kind == "informational"),
        "when": _when(material, language), "weekday": language.weekday(interview.start.date()) if interview else "",
        "comma": greeting_end(material.medium, material.me.country, language.code),
        "count": len(material.panel), "rows": touchpoint.rows,
    }  # fmt: skip


def _spoken(material: Material, to: Person, language: Language) -> dict[str, Any]:
    """What the debrief holds, as words to the recipient."""
    speech = Speech(language, to, material.panel)
    own, left = _topics(material.own_topics, speech)
    everything = tuple(dict.fromkeys(own + _topics(material.topics, speech)[0]))
    well, wish = _well(material.went_well, speech).for_place(material.position), _whole(material.wish_said, speech, "wish")
    first, *more = material.wish_unsaid or (PutRight(""),)
    said = _whole((first.said,) if first.said else (), speech, "said")
    requirement = _whole(material.requirement, speech)
    learnt = tuple(sentence(started(text, language)) for text in material.learnt)
    return {
        "topics": own, "all_topics": everything, "topic": next(iter(own), ""), "topic_note": left,
        "another_topic": _turn(everything, material.round), "went_well": well.said, "well": next(iter(well.said), ""),
        "well_note": well.left, "wishes": wish.said, "wish": " ".join(map(sentence, wish.said)), "wish_note": wish.left,
        "said": next(iter(said.said), ""), "said_more": " ".join(map(sentence, said.said[1:])), "said_note": said.left,
        "better": first.better, "said_also": tuple(one.said for one in more),
        "requirement": phrase(_ASIDE.sub("", requirement.said[0]), language) if requirement.said else "",
        "requirement_more": " ".join(map(sentence, requirement.said[1:])), "requirement_note": requirement.left,
        "learned": learnt, "learnt": " ".join(learnt),
    }  # fmt: skip


def _between(material: Material, to: Person, language: Language) -> dict[str, Any]:
    """What stands between the two: promises, things worth sharing, who introduced whom, how long it is since."""
    return {
        "promised": tuple(promise_words(one, to, language) for one in material.promised if not one.done),
        "share": next(iter(material.share), ""), "introduced": material.introduced,
        "introduced_by": material.introduced_by, "months": _months(material), "last_words": material.last_words,
    }  # fmt: skip


def promise_words(promised: Promised, to: Person, language: Language) -> str:
    """A promise as the thing itself: ``Send the list to Dana`` is ``the list``."""
    text = without_beginning(promised.text, "promise", language)
    last = text.split()[-1] if text.split() else ""
    text = text.removesuffix(last).rstrip() if language.has("promise-behind", last) else text
    called = sorted({to.name, to.given, to.formal, *to.aliases} - {""}, key=len, reverse=True)
    for name in called if text != promised.text else ():
        text = text.removeprefix(f"{name} ")
    for name in called:
        for word in language.words.get("promise-ends", ()):
            text = text.removesuffix(f" {word} {name}").rstrip(" ,")
    return phrase(text, language)


def _topics(topics: tuple[Topic, ...], speech: Speech) -> tuple[tuple[str, ...], str]:
    """Topics as they can be spoken of to the recipient, and the first that cannot."""
    found: list[str] = []
    left: list[str] = []
    for topic in topics:
        raised = topic.raised_by if speech.to.name in topic.raised_by else ()
        sayable, unsaid = said_to(topic.text, replace(speech, owners=raised))
        if sayable and not unsaid:
            text = without_beginning(sayable[0].text, "raised", speech.language)
            found.append(phrase(_subject(text, sayable[0].theirs and text == sayable[0].text), speech.language))
        left += [topic.text] if unsaid else []
    return tuple(found), next(iter(left), "")


def _subject(text: str, speaks_of_them: bool) -> str:
    """A topic without what it goes on to say of the recipient: ``the onboarding, Marta wants it short`` is the onboarding."""
    subject, comma, _ = text.partition(", ")
    return subject if speaks_of_them and comma and " " in subject else text


def _well(items: tuple[str, ...], speech: Speech) -> _Well:
    """What went well, sentence by sentence: those that name the recipient first, and of others only what can be said."""
    found = [said_to(item, speech) for item in items]
    said = sorted((one for sayable, _ in found for one in sayable), key=lambda one: not one.theirs)
    texts = tuple(started(one.text, speech.language) for one in said)
    return _Well(texts, sum(one.theirs for one in said), next((text for _, left in found for text in left), ""))


def _whole(items: tuple[str, ...], speech: Speech, kind: str = "") -> _Well:
    """The sentences of those items that can be said as they stand, whole and in their order; else the item is the user's."""
    said: list[str] = []
    left: list[str] = []
    for item in items:
        text = without_beginning(item, kind, speech.language) if kind else item
        sayable, _ = said_to(text, speech)
        if len(sayable) == len(sentences(text, speech.language)):
            said += [started(one.text, speech.language) for one in sayable]
        else:
            left.append(item)
    return _Well(tuple(said), 0, next(iter(left), ""))


def _turn(texts: tuple[str, ...], round_: int) -> str:
    """Each round another: the second topic in the first round, for the first has been in the thank-you."""
    return texts[round_ % len(texts)] if texts else ""


def _when(material: Material, language: Language) -> str:
    """``on Tuesday`` of the last six days, ``on November 17`` before; ``today`` only in what arrives at once."""
    if material.interview is None:
        return ""
    day = material.interview.start.date()
    ago = (material.today - day).days
    if ago == 0 and language.today and material.medium in ("email", "linkedin", "phone"):
        return language.today
    return language.dated(language.on_weekday if 0 <= ago < 7 else language.on_date, day)


def _months(material: Material) -> int:
    last = material.last_contact
    return 0 if last is None else max(0, (material.today.year - last.year) * 12 + material.today.month - last.month)


def _record(person: Person, language: Language) -> SimpleNamespace:
    return SimpleNamespace(**{key: getattr(person, key) for key in _PERSON} | {"formal": _formal(person, language)})


def _formal(person: Person, language: Language) -> str:
    """How the person is addressed in this language: an alias that begins with one of its forms, else by a degree."""
    known = (name for name in (*person.aliases, person.formal) if language.has("forms", name.split(" ")[0].rstrip(".")))
    return next(known, "")


def _me(material: Material) -> SimpleNamespace:
    me = material.me
    given = me.name.split()[0] if me.name.split() else ""
    return SimpleNamespace(name=me.name, given=given, email=me.email, phone=me.phone, linkedin=me.linkedin)


def _offer(material: Material, language: Language) -> SimpleNamespace:
    offer = material.offer
    until = language.dated(language.plain_date, offer.decide_by) if offer and offer.decide_by else ""
    return SimpleNamespace(company=offer.company if offer else "", title=offer.title if offer else "", until=until)
