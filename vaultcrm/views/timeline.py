"""What has been between the user and a person, the newest first: talks, letters and what was said in them, promises kept.

In come the talks of ``history``, drafts and promises, out come ``Event``s (row A3).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from vaultcrm.model import Draft, Interview, Promise, Source

from .history import Talk
from .wording import readable

_LINK = re.compile(r"\[\[([^\[\]|#]++)[^\[\]]*+\]\]")
_GIST = 600  # characters of a line, of which the sheet shows fewer


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was; ``words`` say what, ``text`` what it was about, ``draft`` is what was written for it.

    ``day`` is ``None`` of a promise that was kept nobody knows when.
    """

    day: date | None
    words: str
    text: str
    source: Source
    draft: Draft | None = None
    at: time | None = None

    @property
    def told(self) -> str:
        """``e-mail: Thanked her (“Thank you for Tuesday”)``, links as their names."""
        about = readable(self.text)
        said = f"“{gist(self.draft)}”" if self.draft else ""
        text = f"{about} ({said})" if about and said else about or said
        return f"{self.words}: {text}" if text else self.words


def timeline(
    talks: Sequence[Talk], drafts: Sequence[Draft], kept: Sequence[Promise], interviews: Sequence[Interview] = ()
) -> tuple[Event, ...]:
    """Everything, newest first; what has no day comes last. ``interviews`` are there for those that did not take place."""
    found = [*_talked(talks, _by_name(drafts)), *_kept(kept), *_fallen_through(interviews)]
    return tuple(sorted(found, key=_order, reverse=True))


def _order(event: Event) -> tuple[date, time, Source]:
    return event.day or date.min, event.at or time.max, event.source


def unsent(drafts: Sequence[Draft], talks: Sequence[Talk]) -> tuple[Draft, ...]:
    """The drafts to which no talk links."""
    names = _by_name(drafts)
    sent = {draft.source.path for talk in talks if (draft := _linked(talk.text, names))}
    return tuple(draft for draft in drafts if draft.source.path not in sent)


def gist(draft: Draft) -> str:
    """What a text is about: its subject, else its first sentence behind the greeting."""
    lines = (line.strip() for line in draft.text.splitlines())
    said = (line for line in lines if line and not line.endswith(",") and not line.startswith(("#", "---")))
    return readable((draft.subject or next(said, ""))[:_GIST])


def _talked(talks: Sequence[Talk], drafts: Mapping[str, Draft]) -> Iterator[Event]:
    for talk in talks:
        draft = _linked(talk.text, drafts)
        text = _without_link(talk.text, drafts) if draft else talk.text
        yield Event(talk.day, talk.words, text, talk.source, draft, talk.at)


def _fallen_through(interviews: Sequence[Interview]) -> Iterator[Event]:
    for one in interviews:
        if one.status in ("cancelled", "missed"):
            what = f"interview ({one.kind})" if one.kind else "interview"
            yield Event(one.start.date(), f"{what}, {one.status}", "", one.source, at=one.start.time())


def _kept(promises: Sequence[Promise]) -> Iterator[Event]:
    for promise in promises:
        yield Event(promise.done_on or promise.due, "promise kept", promise.text, promise.source)


def _by_name(drafts: Sequence[Draft]) -> Mapping[str, Draft]:
    """Drafts by what links to them: the path or the file's name, without its ending."""
    paths = [(draft.source.path.removesuffix(".md").casefold(), draft) for draft in drafts]
    return {name: draft for path, draft in paths for name in (path.rsplit("/", 1)[-1], path)}


def _linked(text: str, drafts: Mapping[str, Draft]) -> Draft | None:
    found = (drafts.get(_target(link)) for link in _LINK.finditer(text))
    return next((draft for draft in found if draft), None)


def _without_link(text: str, drafts: Mapping[str, Draft]) -> str:
    return _LINK.sub(lambda link: "" if _target(link) in drafts else link[0], text).strip(" :;,.")


def _target(link: re.Match[str]) -> str:
    return link[1].strip().removesuffix(".md").casefold()
