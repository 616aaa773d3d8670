"""A draft and its note: what was written for one touch-point, with front matter that says for which, for whom, and how.

In: a note's text. Out: a ``Draft``, and what is wrong with it by line; and the other way round. The text above the last rule
(``---``) is what is sent; what stands below it is for the user's own eyes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from vaultcrm.model import DRAFT_MEDIA, Draft, DraftMedium, Problem, Ref, Source

from .fence import Fenced, split_note
from .frontmatter import FrontMatter, normal, parse_block
from .links import as_ref
from .values import as_text

FOLDER = "drafts"
GAP = re.compile(r"\[\?:(?P<wanted>[^\[\]\n]*)\]")
_KEYS = ("touchpoint", "act", "recipient", "medium", "subject", "about", "language", "made")
_RULE = re.compile(r"^[ \t]*(?:-[ \t]*){3,}\r?$", re.MULTILINE)
_VARIANT = re.compile(r"^##[ \t]+(?P<title>[^\n]+?)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Variant:
    """One of the ways in which a draft can be said: the call, or its voicemail; ``start`` is its place in the text."""

    title: str
    text: str
    start: int = 0


def read_draft(path: str, text: str) -> tuple[Draft | None, tuple[Problem, ...]]:
    """The draft that the note at ``path`` holds; none, and a problem, where it is not said for which touch-point."""
    fenced = split_note(text)
    front = parse_block(path, fenced.block, fenced.block_line)
    said = {key: _said(front, key) for key in _KEYS}
    medium = next((one for one in DRAFT_MEDIA if one == said["medium"].casefold()), None)
    problems = list(front.problems)
    if not said["touchpoint"]:
        problems.append(_for_nothing(path, fenced, front))
    if said["medium"] and medium is None:
        message = f"`medium: {said['medium']}` is none; it is taken for an e-mail"
        problems.append(Problem(_place(path, front, "medium"), message, f"there are {', '.join(DRAFT_MEDIA)}"))
    if not said["touchpoint"]:
        return None, tuple(problems)
    return _draft(path, fenced, front, said, medium or "email"), tuple(problems)


def _for_nothing(path: str, fenced: Fenced, front: FrontMatter) -> Problem:
    """Why a note is no draft. What is not closed may well say it; what calls itself no draft is perhaps meant to be none."""
    if fenced.problem and not fenced.head:
        return Problem(Source(path, 1), fenced.problem, "write `---` on a line of its own after the last key")
    message = "this draft does not say for what it is (`touchpoint:`), and is passed over"
    remedy = "`vaultcrm draft KEY` writes one that does; a text of your own is better kept outside of `drafts/`"
    return Problem(Source(path, 1), message, remedy, severity="error" if "type" in front.entries else "hint")


def draft_note(draft: Draft) -> str:
    """A new note that holds the draft; ``made`` is worked out here."""
    from .edit import set_key  # what only reads drafts waits for no editor of notes

    text = "---\ntype: draft\n---\n"
    for key, value in _values(draft).items():
        text = set_key(text, key, value) if value else text
    return f"{text}\n{draft.text.strip()}\n"


def rewritten(note: str, draft: Draft) -> str:
    """The draft's note with another text; keys of the user's own and line endings stay. Raises ``EditRefused``."""
    from .edit import remove_key, set_key

    for key, value in _values(draft).items():
        note = set_key(note, key, value) if value else remove_key(note, key)
    fenced = split_note(note)
    text = f"\n{draft.text.strip()}\n"
    return fenced.head + fenced.block + fenced.close + (text.replace("\n", "\r\n") if "\r\n" in fenced.head else text)


def digest(subject: str, text: str) -> str:
    """A short hash of what was written, whatever the line endings: another one means that someone edited it."""
    words = "\n".join(line.rstrip() for line in f"{subject}\n\n{text.strip()}".splitlines())
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def is_edited(draft: Draft) -> bool:
    """Whether the text or the subject is no longer the one that the program wrote."""
    return draft.made != digest(draft.subject, draft.text)


def message(draft: Draft) -> str:
    """What is sent: the text above the last rule, which has as many lines before each word as the whole."""
    return draft.text[: _end_of_message(draft.text)].rstrip()


def for_oneself(draft: Draft) -> str:
    """What stands below the last rule: lists and reminders that are never sent."""
    end = _end_of_message(draft.text)
    return _RULE.sub("", draft.text[end:], count=1).strip()


def variants(draft: Draft) -> tuple[Variant, ...]:
    """The message, then what stands under each of its headings of the second level (``## Voicemail``)."""
    text = message(draft)
    heads = list(_VARIANT.finditer(text))
    ends = [*(head.start() for head in heads), len(text)]
    named = [
        Variant(head["title"], text[head.end() : end].strip(), head.end()) for head, end in zip(heads, ends[1:], strict=True)
    ]
    return (Variant("", text[: ends[0]].strip()), *named)


def gaps(text: str) -> tuple[str, ...]:
    """What the open gaps (``[?: …]``) ask for, in their order."""
    return tuple(gap["wanted"].strip() for gap in GAP.finditer(text))


def _end_of_message(text: str) -> int:
    rules = list(_RULE.finditer(text))
    return rules[-1].start() if rules else len(text)


def _said(front: FrontMatter, key: str) -> str:
    entry = front.entries.get(normal(key))
    found = as_text(entry.value) if entry and entry.value is not None else ""
    return " ".join(found.split()) if isinstance(found, str) else ""


def _place(path: str, front: FrontMatter, key: str) -> Source:
    entry = front.entries.get(key)
    return Source(path, entry.line, entry.column) if entry else Source(path)


def _ref(path: str, front: FrontMatter, key: str) -> Ref | None:
    entry = front.entries.get(key)
    return as_ref(entry.value, _place(path, front, key)) if entry else None


def _draft(path: str, fenced: Fenced, front: FrontMatter, said: Mapping[str, str], medium: DraftMedium) -> Draft:
    blank = len(fenced.body) - len(fenced.body.lstrip("\r\n"))
    return Draft(
        source=Source(path, 1),
        touchpoint=said["touchpoint"],
        act=said["act"],
        medium=medium,
        language=said["language"] or "en",
        recipient=_ref(path, front, "recipient"),
        about=_ref(path, front, "about"),
        subject=said["subject"],
        text=fenced.body[blank:].rstrip().replace("\r\n", "\n"),
        line=fenced.body_line + fenced.body[:blank].count("\n"),
        made=said["made"],
    )


def _values(draft: Draft) -> dict[str, str]:
    from .edit import link_text

    return {
        "touchpoint": draft.touchpoint,
        "act": draft.act,
        "recipient": link_text(draft.recipient) if draft.recipient else "",
        "medium": draft.medium,
        "subject": draft.subject,
        "about": link_text(draft.about) if draft.about else "",
        "language": draft.language,
        "made": digest(draft.subject, draft.text),
    }
