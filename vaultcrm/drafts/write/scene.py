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
from vaultcrm.drafts.items import named_in
from vaultcrm.drafts.material import Material, Person, PutRight, Topic
from vaultcrm.drafts.people import bare, forms_before, names_for, spelt
from vaultcrm.model import Job

from .grammar import Known
from .language import Language
from .promises import is_thing, promise_words, shared
from .sayings import Said, Speech, phrase, said_to, sentence, sentences, spelt_out, started, without_beginning, without_ending
from .shape import head_of, is_delicate, is_named, is_own, is_said, reads, speaks_of_me, topic_of

_ASIDE = re.compile(r"(?:(?<!\s)\s++)?\([^()]*+\)\s*\.?$")
_SHORT_NOTE = 160
_PERSON = ("name", "given", "surname", "formal", "called", "salutation", "title", "company", "email", "phone", "linkedin")
_DEGREE = re.compile(r"(?:dr|prof)\b", re.IGNORECASE)
_FOR_A_JOB = frozenset({"screen", "technical", "panel", "onsite", "final"})
_OFFER = ("company", "title", "until")
KNOWN = Known(
    names=frozenset(
        {
            "medium", "act", "round", "role", "company", "job", "kind", "informational", "hired", "interested", "when",
            "weekday", "comma", "count", "topic", "topic_note", "another_topic", "well", "well_note", "wish", "wish_note",
            "said", "said_more", "said_note", "better", "deed", "strength", "requirement", "requirement_more",
            "requirement_note", "learnt", "share", "introduced_by", "months", "last_words",
        }
    ),
    records={
        "to": frozenset(_PERSON), "me": frozenset({"name", "given", "email", "phone", "linkedin"}), "offer": frozenset(_OFFER),
    },
    lists=frozenset(
        {"said_also", "topics", "all_topics", "went_well", "wishes", "learned", "promised", "to_do", "introduced", "rows"}
    ),
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
        "interested": material.interested,
        "informational": interview is not None and _is_informational(interview.kind, material.job),
        "when": _when(material, language), "weekday": language.weekday(interview.start.date()) if interview else "",
        "comma": greeting_end(material.medium, material.me.country, language.code),
        "count": len(material.panel), "rows": touchpoint.rows,
    }  # fmt: skip


def _is_informational(kind: str | None, job: Job | None) -> bool:
    """What has no job's note is informational, unless its kind says that there is a job."""
    return kind == "informational" or (job is None and kind not in _FOR_A_JOB)


def _spoken(material: Material, to: Person, language: Language) -> dict[str, Any]:
    """What the debrief holds, as words to the recipient."""
    speech = Speech(language, to, material.panel)
    own, left = _topics(material.own_topics, speech)
    if material.touchpoint.act == "stay-in-touch":  # "How has that gone on?" is asked of what is theirs
        own = tuple(one for one in own if not speaks_of_me(one, language))
    everything = tuple(dict.fromkeys(own + _topics(material.topics, speech)[0]))
    well, wish = _well(material.went_well, speech).for_place(material.position), _wishes(material.wish_said, speech)
    deed = next((one for one in well.said if is_own(one, language)), "")
    learnt = tuple(sentence(started(spelt_out(text, language), language)) for text in material.learnt)
    return {
        "topics": own, "all_topics": everything, "topic": next(iter(own), ""), "topic_note": left,
        "another_topic": _turn(everything, material.round), "went_well": well.said, "well": next(iter(well.said), ""),
        "well_note": well.left, "deed": deed, "strength": deed or next((one for one in wish.said if is_own(one, language)), ""),
        "wishes": wish.said, "wish": next(iter(wish.said), ""), "wish_note": wish.left,
        "learned": learnt, "learnt": " ".join(learnt),
        **_put_right(material, speech), **_requirement(material, speech),
    }  # fmt: skip


def _put_right(material: Material, speech: Speech) -> dict[str, Any]:
    """What was said and is to be put right (row B4): first what was said of the recipient, and nothing of another's."""
    panel = material.panel
    named = [(one, named_in(one.said, panel)) for one in material.wish_unsaid]
    mine = sorted((not names, one) for one, names in named if not names or speech.to.name in names)
    first, *more = [one for _, one in mine] or [PutRight("")]
    language = speech.language
    noted = spelt_out(first.said, language)
    opened = without_beginning(noted, "said", language)
    sayable, left = said_to(opened, speech)
    said = [without_beginning(one.text, "said", language) for one in sayable]
    told = bool(said) and (opened != noted or said[0] != sayable[0].text)
    fits = bool(said) and not left and (told or is_said(said[0], language))
    better = without_beginning(first.better, "said", language)
    return {
        "said": said[0] if fits else "", "said_note": "" if fits else first.said, "better": better if fits else "",
        "said_more": " ".join(sentence(one) for one in said[1:] if fits and is_own(one, language)),
        "said_also": tuple(one.said for one in more),
    }  # fmt: skip


def _requirement(material: Material, speech: Speech) -> dict[str, str]:
    """The first requirement that was not met, where the note names it and does not only speak of it (row B6)."""
    language, item = speech.language, next(iter(material.requirement), "")
    sayable, left = said_to(item, speech)
    first, *more = [one.text for one in sayable] or [""]
    thing = without_beginning(_ASIDE.sub("", first).rstrip("."), "lacking", language)
    named = without_ending(thing, "lacking-behind", language)
    fits = is_named(named, language) if language.words.get("finite") else bool(named) and not left
    return {
        "requirement": phrase(named, language) if fits else "", "requirement_note": "" if fits else item,
        "requirement_more": " ".join(sentence(one) for one in more if fits and is_own(one, language)),
    }  # fmt: skip


def _between(material: Material, to: Person, language: Language) -> dict[str, Any]:
    """What stands between the two: promises, things worth sharing, who introduced whom, how long it is since."""
    promised = [one for one in material.promised if not one.done]
    return {
        "promised": tuple(promise_words(one, to, language) for one in promised if is_thing(one, to, language)),
        "to_do": tuple(one.text for one in promised if not is_thing(one, to, language)),
        "share": shared(next(iter(material.share), ""), material.medium), "introduced": material.introduced,
        "introduced_by": material.introduced_by, "months": _months(material), "last_words": material.last_words,
    }  # fmt: skip


def _topics(topics: tuple[Topic, ...], speech: Speech) -> tuple[tuple[str, ...], str]:
    """Topics as they can be spoken of to the recipient, and the first that cannot."""
    found: list[str] = []
    left: list[str] = []
    for topic in topics:
        raised = topic.raised_by if speech.to.name in topic.raised_by else ()
        speaks = replace(speech, owners=raised)
        text = _topic(topic.text, speaks) or _topic(head_of(topic.text), speaks)
        text = "" if is_delicate(topic.text, speech.language) else text
        found += [phrase(text, speech.language)] if text else []
        left += [] if text or _is_others(topic, speech) else [topic.text]
    return tuple(found), next(iter(left), "")


def _topic(text: str, speech: Speech) -> str:
    """A topic to the recipient; nothing where it cannot be said to them."""
    sayable, unsaid = said_to(_without_raiser(text, speech), speech)
    if not sayable or (unsaid and unsaid[0] == sentences(text, speech.language)[0]):
        return ""
    opened = without_beginning(sayable[0].text, "raised", speech.language)
    if opened.casefold() == speech.language.you.get("name"):
        return ""
    return topic_of(_subject(opened, sayable[0].theirs and opened == sayable[0].text))


def _without_raiser(text: str, speech: Speech) -> str:
    """``Herr Petersen fragte, wie`` without him, in a language that has no words to say it to his face."""
    for name in names_for(speech.to, speech.panel or [speech.to]):
        if found := re.match(rf"{forms_before()}{spelt(name, text)}\s+", text):
            rest = text[found.end() :]
            opened = without_beginning(rest, "raises", speech.language)
            return opened if opened != rest else text
    return text


def _is_others(topic: Topic, speech: Speech) -> bool:
    return bool(topic.raised_by) and speech.to.name not in topic.raised_by


def _subject(text: str, speaks_of_them: bool) -> str:
    """A topic without what it goes on to say of the recipient: ``the onboarding, Marta wants it short`` is the onboarding."""
    subject, comma, _ = text.partition(", ")
    return subject if speaks_of_them and comma and " " in subject else text


def _well(items: tuple[str, ...], speech: Speech) -> _Well:
    """What went well, sentence by sentence: those that name the recipient first, and of others only what can be said."""
    said, left = _sayable(items, speech, "")
    said.sort(key=lambda one: not one.theirs)
    return _Well(tuple(one.text for one in said), sum(one.theirs for one in said), next(iter(left), ""))


def _wishes(items: tuple[str, ...], speech: Speech) -> _Well:
    """What was not said and should have been: item by item, those that name the recipient first."""
    said: list[Said] = []
    left: list[str] = []
    for item in items:
        found, unsaid = _sayable((item,), speech, "wish")
        whole = " ".join([found[0].text, *(sentence(one.text) for one in found[1:])]) if found and not unsaid else ""
        said += [Said(whole, any(one.theirs for one in found))] if whole else []
        left += [item] if unsaid else []
    said.sort(key=lambda one: not one.theirs)
    return _Well(tuple(one.text for one in said), 0, next(iter(left), ""))


def _sayable(items: tuple[str, ...], speech: Speech, kind: str) -> tuple[list[Said], list[str]]:
    """The sentences of the items that can be said to the recipient, with who did it, and those that cannot."""
    said: list[Said] = []
    left: list[str] = []
    for item in items:
        spoken, unsaid = said_to(item, speech)
        texts = [started(without_beginning(one.text, kind, speech.language), speech.language) for one in spoken]
        said += [Said(text, one.theirs) for text, one in zip(texts, spoken, strict=True) if reads(text, speech.language)]
        missing = [*(text for text in texts if not reads(text, speech.language)), *unsaid]
        left += [item] if missing and len(item) <= _SHORT_NOTE else missing
    return said, left


def _turn(texts: tuple[str, ...], round_: int) -> str:
    """Each round another: the second topic in the first round, for the first has been in the thank-you."""
    return texts[round_ % len(texts)] if texts else ""


def _when(material: Material, language: Language) -> str:
    """``on Tuesday`` of the last six days, ``on November 17`` before; ``today`` only in what arrives at once.

    Post is read some days later: the weekday of the last three days is still that of the last seven then.
    """
    if material.interview is None:
        return ""
    day = material.interview.start.date()
    ago = (material.today - day).days
    at_once = material.medium in ("email", "linkedin", "phone")
    if ago == 0 and language.today and at_once:
        return language.today
    return language.dated(language.on_weekday if 0 <= ago < (7 if at_once else 4) else language.on_date, day)


def _months(material: Material) -> int:
    last = material.last_contact
    return 0 if last is None else max(0, (material.today.year - last.year) * 12 + material.today.month - last.month)


def _record(person: Person, language: Language) -> SimpleNamespace:
    formal = _formal(person, language)
    name = bare(person.name)
    called = formal or name if _DEGREE.match(formal) or person.given == person.surname else person.given
    told = {"name": name, "formal": formal, "called": called}
    return SimpleNamespace(**{key: getattr(person, key, "") for key in _PERSON} | told)


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
