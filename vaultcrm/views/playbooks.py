"""The follow-up systems of a vault: as a list, as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from vaultcrm.model import DEFAULT_PLAYBOOKS, Playbook, Settings, Step

from .counting import counted
from .spans import Lines, Span, line, pad, wrapped


def kinds_of(name: str, settings: Settings) -> tuple[str, ...]:
    """On which kinds of interview (or on jobs) a playbook runs where the note does not say (row F4)."""
    running: Mapping[str, Sequence[str]] = {**DEFAULT_PLAYBOOKS, **settings.playbooks}
    return tuple(kind for kind, names in running.items() if name in names)


def playbook_lines(playbooks: Sequence[Playbook], settings: Settings) -> Lines:
    """Name and title, then steps, kinds and place below."""
    longest = max((len(p.name) for p in playbooks), default=0)
    return tuple(entry for p in playbooks for entry in _playbook(p, settings, longest))


def _playbook(p: Playbook, settings: Settings, longest: int) -> Lines:
    kinds = kinds_of(p.name, settings)
    runs = f"runs on {', '.join(kinds)}" if kinds else "runs where a note names it"
    place = "built in" if p.builtin else p.source.path
    about = f"{counted(len(p.steps), 'step')}; {runs}; {place}"
    return (line(Span(pad(p.name, longest), "key"), "  ", p.title), *wrapped(about, " " * (longest + 2), "soft"))


def playbook_data(p: Playbook, settings: Settings) -> dict[str, Any]:
    """A playbook with its steps."""
    return {
        "name": p.name,
        "title": p.title,
        "document": p.document,
        "path": p.source.path,
        "builtin": p.builtin,
        "runs_on": list(kinds_of(p.name, settings)),
        "steps": [_step_data(step) for step in p.steps],
    }


def _step_data(step: Step) -> dict[str, Any]:
    return {
        "step": step.name,
        "act": step.act,
        "title": step.title,
        "with": list(step.recipients),
        "via": list(step.via),
        "opens": step.opens.text,
        "due": step.due.text,
        "expires": step.expires.text,
        "rows": list(step.rows),
    }
