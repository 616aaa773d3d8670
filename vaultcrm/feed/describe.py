"""The words of a touch-point: its SUMMARY and DESCRIPTION at the feed's level.

Nothing here depends on the day on which the feed is built, except what tells of an overdue touch-point: an event whose
words changed daily would be news daily.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from vaultcrm.model import Contact, Interview, Touchpoint

from .scene import Scene, ref_name, revealed
from .words import clean, moment_words, one_line, shortened, shows, window_words

BUSY = "Follow-up"
_VERBS = {"email": "email", "phone": "call", "post": "letter", "linkedin": "linkedin"}
_OWN_WORD = {"promise": "You promised it.", "next-contact": "You set the day yourself."}
_ON_CARDS = frozenset({"card", "thank-you", "appreciate"})
# Which parts of the debrief a step takes up, as the documents ask (rows B3 to B6, C3, D4, E1).
_TAKES_UP = {
    "thank-you": ("topics", "went_well", "promised"), "card": ("topics", "went_well"), "letter": ("topics", "went_well"),
    "pitch": ("topics", "went_well"), "call": ("topics", "went_well"), "call-1": ("wish_unsaid",), "call-2": ("wish_said",),
    "call-3": ("requirement",), "learn": ("requirement",), "weekly": ("topics",), "check-in": ("topics",),
}  # fmt: skip
_HEADINGS = {
    "topics": "Topics", "went_well": "Went well", "promised": "Promised", "wish_unsaid": "Said, and better not",
    "wish_said": "Not said, and better so", "requirement": "Requirement not met",
}  # fmt: skip


def summary(scene: Scene, point: Touchpoint) -> str:
    """The act, the person, the company; at *busy* nothing of them."""
    if not shows(scene.feed.level, "names"):
        return BUSY
    return revealed(scene, point.title, _spoken_of(scene, point)) or BUSY


def description(scene: Scene, point: Touchpoint) -> str:
    """Why it is there, its window, what is missing, and, as the level allows, how to reach the person and what to say."""
    if not shows(scene.feed.level, "names"):
        return ""
    return body((*_why(point), *reach(scene, point, post=point.via == "post"), *_say(scene, point), *_close(scene, point)))


def _spoken_of(scene: Scene, point: Touchpoint) -> Iterator[str]:
    """Whom a promise may call by the last name alone: the person, and those of the interview it was given in."""
    if point.step != "promise":
        return
    interview = scene.vault.interview(point.note.id)
    yield from (ref_name(scene, ref) for ref in (interview.interviewers if interview else ()))
    contact = scene.vault.person(point.person.id or "") if point.person else None
    yield from (contact.name,) if contact else ()


def body(lines: tuple[str, ...], limit: int = 1500) -> str:
    """Lines as one text of bounded length, the empty ones left out."""
    return shortened(clean("\n".join(line for line in lines if line)), limit)


def note_link(scene: Scene, path: str) -> tuple[str, ...]:
    """A link that opens a note, alone on its line so that every client makes it one to click; from *private* up."""
    if not shows(scene.feed.level, "private"):
        return ()
    return (f"obsidian://open?file={quote(path.removesuffix('.md'), safe='')}",)


def reach_lines(contact: Contact, post: bool = False) -> tuple[str, ...]:
    """How to reach a person: the first of each, since that is the one to use."""
    lines = (("Phone", contact.phone[:1]), ("Mail", contact.email[:1]), ("LinkedIn", (contact.linkedin,)))
    address = ((contact.address or "").replace("\n", ", "),) if post else ()
    return tuple(f"{label}: {one_line(value)}" for label, values in (*lines, ("Address", address)) for value in values if value)


def reach(scene: Scene, point: Touchpoint, post: bool = False) -> tuple[str, ...]:
    """How to reach the person of a touch-point; from *private* up, and no record is made below."""
    if not point.person or not shows(scene.feed.level, "private"):
        return ()
    contact = scene.vault.person(point.person.id or "")
    return reach_lines(contact, post) if contact else ()


def _why(point: Touchpoint) -> Iterator[str]:
    rows = f" ({', '.join(point.rows)})" if point.rows else ""
    if point.step in _OWN_WORD:
        yield _OWN_WORD[point.step]
    elif point.systems or rows:
        yield f"Asked for by {', '.join(point.systems) or 'the playbook'}{rows}."
    if point.state == "overdue":
        yield f"Overdue: it was due on {moment_words(point.due)}."
    else:
        yield window_words(point.opens, point.due)
    if point.expires and point.state == "overdue":
        yield f"It expires on {moment_words(point.expires)}."
    if point.tentative:
        yield f"Tentative: it hangs on {point.waits_for or 'a step'} that is not done yet."
    if point.hint:
        yield f"It takes {one_line(point.hint)}."
    if point.missing:
        yield f"Missing: {', '.join(point.missing)}."


def _say(scene: Scene, point: Touchpoint) -> Iterator[str]:
    if not shows(scene.feed.level, "full"):
        return
    interview = scene.vault.interview(point.note.id)
    if interview:
        yield from _from_debrief(scene, point, interview)


def _from_debrief(scene: Scene, point: Touchpoint, interview: Interview) -> Iterator[str]:
    for field in _TAKES_UP.get(point.step, ()):
        text = _promised(scene, point, interview) if field == "promised" else getattr(interview.debrief, field)
        if text:
            yield f"{_HEADINGS[field]}: {one_line(text, 300)}"


def _promised(scene: Scene, point: Touchpoint, interview: Interview) -> str:
    """What waits to be sent to the person: open tasks that name them or nobody; the section's words where it has no task."""
    if not interview.promises:
        return interview.debrief.promised
    who = point.person.name if point.person else None
    theirs = (one for one in interview.promises if not one.people or who in [ref_name(scene, ref) for ref in one.people])
    return "; ".join(one.text for one in theirs if not one.done)


def _close(scene: Scene, point: Touchpoint) -> Iterator[str]:
    yield f"Done? vaultcrm done {point.key}"
    line = log_line(scene, point)
    if point.step == "promise":
        yield "or tick it off in the note"
    elif line:
        yield f"or in the log: {line}"
    yield from note_link(scene, point.note.path)


def log_line(scene: Scene, point: Touchpoint) -> str:
    """The line to type: ``- 2026-11-20 email [[Dana Lee]] #thank-you``; empty where a full name would have to be shown."""
    if _names_someone(point) and not shows(scene.feed.level, "private"):
        return ""
    who = _link(scene, point)
    tag = "" if point.step in _OWN_WORD else f"#{point.step}"
    return " ".join(word for word in ("-", point.planned.isoformat(), _verb(point), who, tag) if word)


def _names_someone(point: Touchpoint) -> bool:
    """Whether the line has to say whom it is about: in a person's own note nobody does."""
    return point.person is not None and point.person.id != point.note.id


def _link(scene: Scene, point: Touchpoint) -> str:
    if not point.person or not _names_someone(point):
        return ""
    contact = scene.vault.person(point.person.id or "")
    if contact and contact.stem != contact.name:
        return f"[[{contact.stem}|{contact.name}]]"
    return f"[[{point.person.name}]]"


def _verb(point: Touchpoint) -> str:
    if not point.person:
        return "did"
    if point.via == "post" and point.step in _ON_CARDS:
        return "card"
    return _VERBS.get(point.via or "", "") or (point.fits[0] if point.fits else "message")
