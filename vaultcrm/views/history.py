"""What was said and written with whom: the logs of all notes and the interviews that were held, person by person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, time
from itertools import chain
from typing import NamedTuple

from vaultcrm.model import ENDED, Contact, Interview, Job, LogLine, OtherNote, Ref, Search, Source, Vault

from .days import no_news
from .wording import items

WORDS: Mapping[str, str] = {
    "email": "e-mail", "call": "call", "voicemail": "voicemail", "card": "card", "letter": "letter", "linkedin": "LinkedIn",
    "message": "message", "met": "met", "sent": "sent", "heard": "heard", "no-answer": "no answer", "note": "note",
}  # fmt: skip
# What a friend got of an introduction (row A5): tags of a line, whichever its verb.
FRIEND: Mapping[str, str] = {
    "friend-interview": "interview", "friend-offer": "offer", "friend-hired": "job",
}  # fmt: skip
_NO_CONTACT = frozenset({"no-answer", "note"})


class Talk(NamedTuple):
    """One contact with a person, or an attempt or a note of it (``contact`` is false then); ``at`` is the hour, if known.

    A tuple, since there is one for each line of a log and each of its people.
    """

    day: date
    what: str
    text: str
    source: Source
    incoming: bool = False
    contact: bool = True
    at: time | None = None

    @property
    def words(self) -> str:
        """``e-mail``, ``e-mail from them``, ``they wrote``."""
        if not self.incoming:
            return self.what
        return "they wrote" if self.what == "heard" else f"{self.what} from them"


Talks = Mapping[str, Sequence[Talk]]
Find = Callable[[Ref], Contact | None]
Note = Interview | Job | OtherNote | Search


def notes_of(vault: Vault) -> Iterator[Note]:
    """All notes with a log or promises but those of contacts."""
    yield from vault.interviews
    yield from vault.jobs
    yield from vault.others
    if vault.search:
        yield vault.search


def held(interview: Interview, today: date) -> bool:
    """Whether the interview took place: it says so, or its day has passed and it was neither cancelled nor missed."""
    if interview.status in ("cancelled", "missed"):
        return False
    return interview.status == "held" or interview.end.date() < today


def talks_by_person(vault: Vault, today: date) -> Talks:
    """Contact id -> talks, newest first (row A3)."""
    found: dict[str, list[Talk]] = defaultdict(list)
    find = _finder(vault)
    for person, talk in chain(_logged(vault, find), _interviewed(vault, find, today)):
        found[person].append(talk)
    return {person: sorted(talks, key=order, reverse=True) for person, talks in found.items()}


def order(talk: Talk) -> tuple[date, time, Source]:
    """By day and hour; what has none is taken for the end of its day, as logs are."""
    return talk.day, talk.at or time.max, talk.source


def last_contact(contact: Contact, talks: Talks, today: date) -> date | None:
    """The last day of contact of whatever kind, not after today; that on which they met counts too, as it does in the plan."""
    days = [talk.day for talk in talks.get(contact.id, ()) if talk.contact]
    days += filter(None, (contact.last_contact, contact.met))
    return max((day for day in days if day <= today), default=None)


def silence(job: Job, news: date | None, today: date) -> str:
    """``no news for 9 days`` of a job that is still open; nothing where there was news in the last two days (row D6)."""
    return no_news(news, today) if job.stage not in ENDED else ""


def _finder(vault: Vault) -> Find:
    """Looks each link up once: most lines of most logs name the same few people."""
    seen: dict[str, Contact | None] = {}

    def find(ref: Ref) -> Contact | None:
        if ref.target not in seen:
            seen[ref.target] = vault.find_contact(ref)
        return seen[ref.target]

    return find


def _logged(vault: Vault, find: Find) -> Iterator[tuple[str, Talk]]:
    for contact in vault.contacts:
        for entry in filter(_tells, contact.log):
            talk, others = _talk(entry), [ref for ref in entry.people if ref.target != contact.stem]
            yield contact.id, talk
            yield from ((one.id, talk) for one in _contacts(find, others) if one.id != contact.id)
    for note in notes_of(vault):
        for entry in filter(_tells, note.log):
            talk = _talk(entry)
            yield from ((one.id, talk) for one in _contacts(find, entry.people))


def _tells(entry: LogLine) -> bool:
    return entry.verb in WORDS


def is_contact(entry: LogLine) -> bool:
    """Whether a line tells of contact; an attempt and a note are none."""
    return _tells(entry) and entry.verb not in _NO_CONTACT


def _talk(entry: LogLine) -> Talk:
    friends = FRIEND.get(entry.step or "")
    words = f"{friends} for a friend" if friends and entry.verb == "note" else WORDS[entry.verb]
    return Talk(entry.day, words, entry.text, entry.source, entry.incoming, is_contact(entry), entry.at)


def _contacts(find: Find, people: Sequence[Ref]) -> Sequence[Contact]:
    if not people:
        return ()
    found = map(find, people)
    return list({contact.id: contact for contact in found if contact}.values())


def names_of(contact: Contact) -> tuple[str, ...]:
    """What notes call a contact."""
    return (contact.name, contact.stem, *contact.aliases)


def _interviewed(vault: Vault, find: Find, today: date) -> Iterator[tuple[str, Talk]]:
    for interview in vault.interviews:
        if held(interview, today):
            what = f"interview ({interview.kind})" if interview.kind else "interview"
            for contact in _contacts(find, interview.interviewers):
                topics = "; ".join(items(interview.debrief.topics, names_of(contact)))
                yield contact.id, Talk(interview.start.date(), what, topics, interview.source, at=interview.start.time())
