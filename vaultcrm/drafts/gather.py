"""From the records of a vault to the material of one text.

In come the vault, its plan, a touch-point, how it is to be written, and what only the edge knows (the notes' own words, files,
what was said to the person). Out comes ``Material``. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain

from vaultcrm.model import (
    ENDED,
    Contact,
    DraftMedium,
    Interview,
    Job,
    LogLine,
    Note,
    Plan,
    Promise,
    Ref,
    Touchpoint,
    Vault,
    all_notes,
)
from vaultcrm.notes.sections import sections, without_code

from .items import items, named_in, readable, topics
from .material import Material, Offer, Person, Promised, PutRight, Topic
from .people import person_called, person_of, told

_LEARNT = frozenset(
    {"what i have learnt since", "what i have learned since", "what i learnt since", "what i learned since", "learnt since",
     "learned since", "was ich seither gelernt habe", "seither gelernt"}
)  # fmt: skip
_BETTER = re.compile(
    r"(?<!\s)\s*+(?:->|→|=>|\b(?:better|instead|besser|stattdessen)\s*:|"
    r"[.;,]?\s*\(?\b(?:(?:i )?meant(?=:)|i meant|i should have said|"
    r"i'd rather have said|gemeint war|ich hätte sagen sollen)\b:?)\s*",
    re.IGNORECASE,
)
_TICK_BOX = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+\[.\]")
_JOINED = re.compile(r"(?i)(?:,|&|\+|\b(?:and|or|und|oder))")
_FILE_LINK = re.compile(r"!?\[\[([^\[\]|#\n]++)[^\[\]\n]*+\]\]|!?\[[^\[\]\n]*\]\(<?([^()<>\n]+?)>?\)")


@dataclass(frozen=True, slots=True)
class Around:
    """What the records do not hold: a note's text by its path, a linked file by target and note, and the talks so far.

    ``said`` are the texts of what went to the person, ``last`` and ``last_words`` the newest contact of any kind.
    """

    text: Callable[[str], str]
    file: Callable[[str, str], str | None]
    said: tuple[str, ...] = ()
    last: date | None = None
    last_words: str = ""


def gather(vault: Vault, plan: Plan, touchpoint: Touchpoint, language: str, medium: DraftMedium, around: Around) -> Material:
    """All that the text for ``touchpoint`` may say."""
    counted = touchpoint.round if touchpoint.round and touchpoint.step != "birthday" else ""
    round_ = int(counted) if counted.isdecimal() and len(counted) < 9 else 1
    contact = vault.person(touchpoint.person.id or "") if touchpoint.person else None
    interview = _interview(vault, touchpoint, contact, plan.today)
    to = person_of(vault, contact) if contact else person_called(touchpoint.person.name) if touchpoint.person else None
    job = _job(vault, touchpoint, interview, contact)
    panel = _panel(vault, interview)
    position = next((n for n, one in enumerate(panel) if to and one.name == to.name), 0)
    listed = topics(interview.debrief.topics, panel) if interview else ()
    own = shared_out(listed, panel, position) if to and any(one.name == to.name for one in panel) else ()
    return Material(
        touchpoint=touchpoint, today=max(plan.today, _day(touchpoint.opens)), language=language, medium=medium,
        me=vault.settings.me, to=to, round=round_,
        panel=panel, position=position, interview=interview, job=job, company=_company(touchpoint, interview, job, to),
        role=_role(vault, job, contact),
        topics=(*own, *(topic for topic in listed if topic not in own)), own_topics=own,
        went_well=items(interview.debrief.went_well) if interview else (),
        wish_said=items(interview.debrief.wish_said) if interview else (),
        wish_unsaid=tuple(map(put_right, items(interview.debrief.wish_unsaid))) if interview else (),
        requirement=items(interview.debrief.requirement) if interview and interview.debrief.names_requirement else (),
        learnt=tuple(_learnt(vault, interview, job, around)) if interview else (),
        promised=tuple(
            _kept(vault, touchpoint, (interview, contact, job), around)
            if touchpoint.step == "promise"
            else _promised(touchpoint, (interview, contact), to, panel, around)
        ),
        share=worth_sharing(contact, around, round_) if contact else (),
        introduced=_introduced(vault, contact, interview), introduced_by=_introducer(vault, contact),
        last_contact=around.last, last_words=readable(around.last_words),
        offer=_offer(vault, touchpoint), hired=job is not None and job.stage == "hired",
        interested=_is_interested(vault, interview, job),
    )  # fmt: skip


def _day(moment: date) -> date:
    """The day on which a touch-point opens: its text is read then, though it be written before."""
    return moment.date() if isinstance(moment, datetime) else moment


def shared_out(listed: Sequence[Topic], panel: Sequence[Person], position: int) -> tuple[Topic, ...]:
    """The topics for the one at ``position``: those that they raised, and of those that nobody did, each its turn (row C8).

    Where that leaves someone with none, they get one of the others' by turn: better the same topic than none.
    """
    name = panel[position].name
    raised = [topic for topic in listed if name in topic.raised_by]
    nobodys = [topic for topic in listed if not topic.raised_by]
    without = [one.name for one in panel if not any(one.name in topic.raised_by for topic in listed)]
    takers = [*without, *(one.name for one in panel if one.name not in without)]
    turn = [topic for n, topic in enumerate(nobodys) if takers[n % len(takers)] == name]
    others = [topic for topic in listed if len(topic.raised_by) != 1] or list(listed)
    return tuple(raised + turn) or tuple(others[position % len(others) :][:1] if others else ())


def put_right(text: str) -> PutRight:
    """What was said, and behind ``better:``, ``->`` or ``I meant`` what would rather have been."""
    said, *better = _BETTER.split(text, maxsplit=1)
    meant = better[0].strip(" )") if better else ""
    while again := _BETTER.match(meant):  # ``-> better: …``
        meant = meant[again.end() :]
    return PutRight(said.strip(" ,;("), meant)


def _interview(vault: Vault, touchpoint: Touchpoint, contact: Contact | None, today: date) -> Interview | None:
    """The interview that it is about: its own, else the last one of its job; of staying in touch the last with the person."""
    own = next((one for one in vault.interviews if one.id == touchpoint.note.id), None)
    if own:
        return own
    job = next((one for one in vault.jobs if touchpoint.job and one.id == touchpoint.job.id), None)
    if touchpoint.act == "stay-in-touch" and contact:
        fitting = [one for one in vault.interviews if any(vault.find_contact(ref) == contact for ref in one.interviewers)]
        fitting = [one for one in fitting if one.start.date() <= today]
    else:
        fitting = [one for one in vault.interviews if job and one.job and vault.find_job(one.job) == job]
    return max((one for one in fitting if one.status not in ("cancelled", "missed")), key=lambda one: one.start, default=None)


def _job(vault: Vault, touchpoint: Touchpoint, interview: Interview | None, contact: Contact | None) -> Job | None:
    """The job that is spoken of; of an offer's news, the one that the person has to do with."""
    if touchpoint.act == "tell" and contact:
        return next((job for job in vault.jobs if job.id != touchpoint.note.id and _role(vault, job, contact)), None)
    wanted = touchpoint.job.id if touchpoint.job else None
    named = next((job for job in vault.jobs if job.id == wanted or job.source.path == touchpoint.note.path), None)
    return named or (vault.find_job(interview.job) if interview and interview.job else None)


def _panel(vault: Vault, interview: Interview | None) -> tuple[Person, ...]:
    refs = interview.interviewers if interview else ()
    found = (vault.find_contact(ref) for ref in refs)
    return tuple(person_of(vault, one) if one else person_called(ref.name) for one, ref in zip(found, refs, strict=True))


def _company(touchpoint: Touchpoint, interview: Interview | None, job: Job | None, to: Person | None) -> str:
    """The company that is spoken of: the interview's or job's, else the person's."""
    own = interview if touchpoint.job is None or (interview and interview.id == touchpoint.note.id) else None
    for note in (own, job, interview):
        if note and note.company:
            return note.company.name
    return touchpoint.company or (to.company if to else "")


def _is_interested(vault: Vault, interview: Interview | None, job: Job | None) -> bool:
    """Whether the user may still want the job: no more once it ended, went badly or was found not to fit (C12, E4, E5)."""
    theirs = [one for one in vault.interviews if job and one.job and vault.find_job(one.job) == job]
    talks = sorted(theirs or ([interview] if interview else []), key=lambda one: one.start)
    verdict = next((word for one in reversed(talks) if (word := _fact(one.log, "verdict") or one.verdict)), "")
    went = (_fact(interview.log, "went") or interview.went) if interview else ""
    stage = (_fact(job.log, "stage") or job.stage) if job else ""
    return verdict != "not-a-fit" and went != "badly" and stage not in ENDED


def _fact(log: Sequence[LogLine], verb: str) -> str | None:
    """The newest fact that the lines of a log date."""
    dated = [line for line in log if line.verb == verb and line.fact]
    return max(dated, key=lambda line: line.day).fact if dated else None


def _role(vault: Vault, job: Job | None, contact: Contact | None) -> str:
    """What a person is in a job: ``hiring-manager``, ``hr``, ``contact``, ``reference``, ``referrer``; empty of others."""
    if job is None or contact is None:
        return ""
    named: dict[str, Sequence[Ref | None]] = {
        "hiring-manager": (job.hiring_manager,), "hr": (job.hr,), "contact": (job.contact,),
        "reference": job.references, "referrer": (job.referred_by,),
    }  # fmt: skip
    return next((role for role, refs in named.items() if any(ref and vault.find_contact(ref) == contact for ref in refs)), "")


def _learnt(vault: Vault, interview: Interview, job: Job | None, around: Around) -> Iterator[str]:
    """What was learnt since (row B6): lines ``did #learn``, and what stands under *What I have learnt since*."""
    notes = [interview.log, *([job.log] if job else []), *([vault.search.log] if vault.search else [])]
    lines = [line for log in notes for line in log if _is_learning(line, interview)]
    yield from (readable(line.text) for line in sorted(lines, key=lambda line: (line.day, line.source)) if line.text.strip())
    prose = without_code(around.text(interview.source.path))
    for section in sections(prose):
        if section.title in _LEARNT:
            yield from items(prose[section.start : section.end])


def _is_learning(line: LogLine, interview: Interview) -> bool:
    return line.step == "learn" and line.verb == "did" and line.day >= interview.start.date()


def _kept(vault: Vault, touchpoint: Touchpoint, near: Sequence[Note | None], around: Around) -> Iterator[Promised]:
    """The promise that the touch-point is for, in whichever note it stands: mostly in one that is ``near``."""
    notes = chain((note for note in near if note), all_notes(vault))
    note = next((note for note in notes if note.source.path == touchpoint.source.path), None)
    yield from (thing(task, around) for task in (note.promises if note else ()) if task.source == touchpoint.source)


def _promised(
    touchpoint: Touchpoint,
    notes: tuple[Interview | None, Contact | None],
    to: Person | None,
    panel: Sequence[Person],
    around: Around,
) -> Iterator[Promised]:
    """What was promised to the person, or to nobody by name: in the interview, else in their own note."""
    interview, contact = notes
    own = contact is not None and touchpoint.note.id == contact.id
    tasks = contact.promises if contact and own else interview.promises if interview else ()
    mine = [task for task in tasks if to and _is_for(task.text, to, panel)]
    yield from (thing(task, around) for task in mine)
    if interview and not own:
        unticked = "\n".join(line for line in interview.debrief.promised.splitlines() if not _TICK_BOX.match(line))
        yield from (Promised(text) for text in items(unticked) if to and _is_for(text, to, panel))


def _is_for(text: str, to: Person, panel: Sequence[Person]) -> bool:
    named = named_in(readable(text), panel)
    return not named or to.name in named


def thing(task: Promise, around: Around) -> Promised:
    """A promise with the file that it links, whose name is no part of its words unless there are no others.

    One of several things keeps its name: ``[[cv.pdf]] and the address``.
    """
    words, file = task.text, None
    for link in _FILE_LINK.finditer(task.text):
        path = around.file((link[1] or link[2]).strip(), task.source.path)
        if path:
            named = not link[1] or _is_one_of_several(task.text, link)
            words, file = words.replace(link[0], link[0] if named else ""), file or path
    return Promised(readable(words).rstrip(" :,") or readable(task.text), task.done, file)


def _is_one_of_several(text: str, link: re.Match[str]) -> bool:
    before, behind = text[: link.start()].split(), text[link.end() :].split()
    return any(word and _JOINED.fullmatch(word[0]) for word in (before[-1:], behind[:1]))


def worth_sharing(contact: Contact, around: Around, round_: int) -> tuple[str, ...]:
    """What was not sent yet, the next one first. A round whose thing the log does not name counts as having sent it."""
    everything = [readable(thing) for thing in contact.share]
    left = [thing for thing in everything if not _is_sent(thing, around.said)]
    unnamed = max(0, round_ - 1 - (len(everything) - len(left))) % len(left) if left else 0
    return (*left[unnamed:], *left[:unnamed])


def _is_sent(thing: str, said: Sequence[str]) -> bool:
    """Whether something worth sharing went out: its address, or its name, stands in what was said."""
    marks = [word for word in thing.split() if "://" in word] or [thing.split(": ")[0]]
    told = " ".join(said).casefold()
    return any(mark.casefold().rstrip("/") in told for mark in marks if len(mark) > 3)


def _introduced(vault: Vault, contact: Contact | None, interview: Interview | None) -> tuple[str, ...]:
    """Whom the person introduced; of an interview, those who were in it."""
    if contact is None:
        return ()
    present = {found.id for ref in interview.interviewers if (found := vault.find_contact(ref))} if interview else set[str]()
    through = [one for one in vault.contacts if one.introduced_by and vault.find_contact(one.introduced_by) == contact]
    return tuple(told(one.name) for one in through if not interview or one.id in present)


def _introducer(vault: Vault, contact: Contact | None) -> str:
    ref = contact.introduced_by if contact else None
    found = vault.find_contact(ref) if ref else None
    return told(found.name if found else ref.name) if ref else ""


def _offer(vault: Vault, touchpoint: Touchpoint) -> Offer | None:
    job = next((one for one in vault.jobs if one.id == touchpoint.note.id), None)
    if job is None or touchpoint.act != "tell":
        return None
    return Offer(job.company.name if job.company else "", job.title, job.decide_by)
