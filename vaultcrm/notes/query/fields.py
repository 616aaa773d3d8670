"""What can be asked of contacts, interviews and jobs: every key of theirs, and what follows from the log and the plan.

Keys are called as in the notes, by the settings' own words too, and by a few words that lie near.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, TypeAlias

from vaultcrm.model import STAGES, Contact, Interview, Ref

from ..frontmatter import normal
from .facts import Facts, Fits, Record
from .measures import cadence_days, duration_days, next_birthday, read_cadence, read_duration

Sort = Literal["text", "tags", "date", "since", "ahead", "length", "choice"]
Value: TypeAlias = tuple[str, ...] | date | float | str | None
KINDS = ("contact", "interview", "job")


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that can be asked: ``read`` gives its value, ``sort`` says how that is compared.

    ``changing`` ones hang on the day, the log or the plan, so that no group can be made by them. ``shown`` is what a list shows
    where that is less than what is asked; ``choices`` are the words that can stand there, ``length`` reads one.
    """

    sort: Sort
    read: Callable[[Any, Facts], Value]
    changing: bool = False
    shown: Callable[[Any], Value] | None = None
    choices: tuple[str, ...] = ()
    length: Callable[[str], float | None] | None = None


def _text(attribute: str) -> Field:
    """The attribute of a record as texts; of a link the name and the target."""

    def shown(record: Record) -> Value:
        return _names(getattr(record, attribute))

    return Field("text", lambda record, _: _texts(getattr(record, attribute)), shown=shown)


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, Ref):
        return tuple(dict.fromkeys((value.name, value.target)))
    if isinstance(value, tuple):
        return tuple(text for item in value for text in _texts(item))
    return (str(value),) if value else ()


def _names(value: object) -> Value:
    if isinstance(value, Ref):
        return value.name
    if isinstance(value, tuple):
        return tuple(ref.name if isinstance(ref, Ref) else str(ref) for ref in value)
    return str(value) if value else None


def _day(attribute: str) -> Field:
    return Field("date", lambda record, _: getattr(record, attribute))


def _choice(attribute: str, *words: str) -> Field:
    return Field("choice", lambda record, _: getattr(record, attribute), choices=words)


def _flag(attribute: str) -> Field:
    return Field("choice", lambda record, _: _YES_NO[getattr(record, attribute)], choices=("yes", "no"))


_YES_NO: Mapping[bool | None, str | None] = {True: "yes", False: "no", None: None}


def _named(first: Callable[[Any], str | None]) -> Field:
    """What a note is called: its name or title, its file's name, its aliases. The list shows the first."""

    def names(record: Record, _: Facts) -> Value:
        return tuple(filter(None, (first(record), record.stem, *record.aliases)))

    return Field("text", names, shown=lambda record: first(record) or record.stem)


def _phones(contact: Contact, _: Facts) -> Value:
    """Numbers as they stand, and their digits alone."""
    return tuple(dict.fromkeys(form for number in contact.phone for form in (number, "".join(filter(str.isdigit, number)))))


def _birthday(contact: Contact, facts: Facts) -> Value:
    return next_birthday(contact.birthday, facts.today)


def _cadence(contact: Contact, _: Facts) -> Value:
    return cadence_days(contact.cadence)


def _promised(record: Record, _: Facts) -> Value:
    return tuple(promise.text for promise in record.promises if not promise.done)


def _status(interview: Interview, facts: Facts) -> Value:
    """``held`` once the end has passed, where the note does not say."""
    return interview.status or ("held" if interview.end.date() < facts.today else "scheduled")


def _debrief(interview: Interview, _: Facts) -> Value:
    one = interview.debrief
    return _texts((one.topics, one.went_well, one.wish_unsaid, one.wish_said, one.requirement, one.promised))


_EVERY: Mapping[str, Field] = {
    "id": _text("id"),
    "path": Field("text", lambda record, _: record.source.path),
    "aliases": _text("aliases"),
    "tags": Field("tags", lambda record, _: record.tags),
    "playbooks": _text("playbooks"),
    "promises": Field("text", _promised),
    "due": Field("ahead", lambda record, facts: facts.due(record), changing=True),
}
_SILENT = Field("since", lambda record, facts: facts.last(record), changing=True)
_LAST = Field("date", lambda record, facts: facts.last(record), changing=True)
FIELDS: Mapping[str, Mapping[str, Field]] = {
    "contact": {
        "name": _named(lambda contact: contact.name), "title": _text("title"), "company": _text("company"),
        "salutation": _text("salutation"), "email": _text("email"),
        "phone": Field("text", _phones, shown=lambda contact: contact.phone), "address": _text("address"),
        "linkedin": _text("linkedin"), "linkedin_ok": _flag("linkedin_ok"),
        "prefers": _choice("prefers", "email", "post", "phone", "linkedin"), "timezone": _text("timezone"),
        "country": _text("country"), "met": _day("met"), "introduced_by": _text("introduced_by"),
        "birthday": Field("ahead", _birthday, shown=lambda contact: contact.birthday),
        "cadence": Field("length", _cadence, shown=lambda contact: contact.cadence, length=read_cadence),
        "next_contact": _day("next_contact"), "last_contact": _LAST, "silent": _SILENT, "share": _text("share"), **_EVERY,
    },
    "interview": {
        "name": _named(lambda interview: interview.title), "company": Field("text", lambda one, facts: facts.company(one)),
        "start": Field("date", lambda interview, _: interview.start.date(), shown=lambda interview: interview.start),
        "end": Field("date", lambda interview, _: interview.end.date(), shown=lambda interview: interview.end),
        "duration": Field("length", duration_days, shown=lambda one: one.end - one.start, length=read_duration),
        "timezone": _text("timezone"), "title": _text("title"), "place": _text("place"), "kind": _text("kind"),
        "job": _text("job"), "interviewers": _text("interviewers"),
        "status": Field("choice", _status, choices=("scheduled", "held", "cancelled", "missed")),
        "verdict": _choice("verdict", "keen", "unsure", "not-a-fit"), "went": _choice("went", "well", "badly"),
        "answer_by": _day("answer_by"), "answer_said": _text("answer_said"), "invitation": _text("invitation"),
        "debrief": Field("text", _debrief), **_EVERY,
    },
    "job": {
        "name": _named(lambda job: job.title), "title": _text("title"), "company": _text("company"),
        "stage": _choice("stage", *STAGES), "applied": _day("applied"), "decide_by": _day("decide_by"),
        "contact": _text("contact"), "hiring_manager": _text("hiring_manager"), "hr": _text("hr"),
        "referred_by": _text("referred_by"), "references": _text("references"), "url": _text("url"),
        "source": _text("origin"), "salary": _text("salary"), "last_news": _LAST, "silent": _SILENT, **_EVERY,
    },
}  # fmt: skip
NEAR: Mapping[str, Mapping[str, str]] = {
    "contact": {"tag": "tags", "alias": "aliases", "role": "title", "mail": "email", "playbook": "playbooks"},
    "interview": {
        "tag": "tags", "alias": "aliases", "date": "start", "with": "interviewers", "people": "interviewers",
        "playbook": "playbooks",
    },
    "job": {"tag": "tags", "alias": "aliases", "role": "title", "status": "stage", "link": "url", "playbook": "playbooks"},
}  # fmt: skip
# What a plain word is looked for in.
PLAIN: Mapping[str, tuple[str, ...]] = {
    "contact": ("name", "company", "title", "tags"),
    "interview": ("name", "company", "kind", "interviewers", "job", "verdict", "status", "tags"),
    "job": ("name", "company", "stage", "tags", "source"),
}


def field_called(name: str, kind: str, words: Mapping[str, str]) -> Field | None:
    """The field of a kind of note that is called ``name``; ``words`` are the settings' own (theirs = ours), which go before."""
    key = normal(name)
    key = words.get(key) or NEAR[kind].get(key, key)
    return FIELDS[kind].get(key)


__all__ = ["FIELDS", "KINDS", "NEAR", "PLAIN", "Facts", "Field", "Fits", "Value", "field_called"]
