"""What the shell offers behind a command: keys, names, notes, systems, as the vault has them now.

Names are offered as ids, which every command takes and no shell has to quote; the name stands beside them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaultcrm.errors import VaultcrmError

from .context import Context

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

# A shell takes the word as it is into the line that it will run: nothing that it would take for a command (`$(…)`, `;`).
_HARMLESS = re.compile(r"[\w.:@+][\w.,:@%+/-]*")
Found = Iterable[tuple[str, str]]
Complete = Callable[[click.Context, click.Parameter, str], "list[CompletionItem]"]


def _offering(found: Callable[[Context], Found]) -> Complete:
    """A callback for click: of what ``found`` knows, whatever begins, in itself or in its name, as the word does."""

    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        from vaultcrm.notes.links import spellings
        from vaultcrm.views.spans import clean

        begun = tuple(spellings(incomplete))
        try:
            known = list(found(_context(ctx)))
        except (VaultcrmError, OSError):  # a shell that completes says nothing of it
            return []
        fitting = [
            (word, words)
            for word, words in known
            if _HARMLESS.fullmatch(word) and any(one.startswith(begun) for one in spellings(word) | spellings(words))
        ]
        goes_on = [(word, words) for word, words in fitting if word != incomplete or not word.endswith(":")]
        return [CompletionItem(word, help=" ".join(clean(words).split())) for word, words in goes_on]

    return complete


def _context(ctx: click.Context) -> Context:
    """As the options before the command say; none of them has been acted on yet."""
    options = ctx.find_root().params
    vault = options.get("vault")
    return Context(Path(vault) if vault else None, options.get("today"), datetime.now(UTC))


def _live_keys(context: Context) -> Found:
    return [(one.key, one.title) for one in context.plan.live]


def _keys(context: Context) -> Found:
    return [(one.key, one.title) for one in context.plan.touchpoints]


def _people(context: Context) -> Found:
    return [(head.id, head.name) for head in context.vault.contacts.heads]


def _interviews(context: Context) -> Found:
    from vaultcrm.notes.ids import stem_of

    return [(head.id, head.name or stem_of(head.path)) for head in context.vault.interviews.heads]


def _jobs(context: Context) -> Found:
    return [(head.id, f"{head.company} {head.name}".strip()) for head in context.vault.jobs.heads]


def _systems(context: Context) -> Found:
    return [(name, context.vault.playbooks[name].title) for name in sorted(context.vault.playbooks)]


def _notes(context: Context) -> Found:
    return [*_people(context), *_interviews(context), *_jobs(context)]


def _stages(context: Context) -> Found:
    from vaultcrm.model import STAGES

    return [(stage, "") for stage in STAGES]


def _verbs(context: Context) -> Found:
    from vaultcrm.actions.logging_contact import LOGGABLE

    return [(verb, "") for verb in sorted({*LOGGABLE, *context.vault.settings.verbs})]


live_keys, keys = _offering(_live_keys), _offering(_keys)
people, interviews, jobs, systems, notes = map(_offering, (_people, _interviews, _jobs, _systems, _notes))
stages, verbs = _offering(_stages), _offering(_verbs)


def _feeds(context: Context) -> Found:
    return [(feed.name, "") for feed in context.vault.settings.feeds]


def _builtin_systems(context: Context) -> Found:
    return [(name, title) for name, title in _systems(context) if context.vault.playbooks[name].builtin]


feeds, builtin_systems = _offering(_feeds), _offering(_builtin_systems)


def _of_disk(kind: str) -> Complete:
    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        return [CompletionItem(incomplete, type=kind)]

    return complete


files, folders = _of_disk("file"), _of_disk("dir")


def queries(kind: str) -> Complete:
    """What a query of contacts, interviews or jobs may begin with: fields, saved queries, tags and companies that there are."""
    return _offering(lambda context: _query_words(context, kind))


def fields(kind: str) -> Complete:
    """The fields of contacts, interviews or jobs, as in ``company,-met``: the last one is completed."""

    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        before = incomplete[: max(incomplete.rfind(mark) for mark in ",-") + 1]
        offered = (before + name for name in _field_names(kind))
        return [CompletionItem(words) for words in offered if words.startswith(incomplete)]

    return complete


def _field_names(kind: str) -> list[str]:
    from vaultcrm.notes.query import FIELDS

    return sorted(FIELDS[kind])


def _choices(kind: str) -> list[tuple[str, str]]:
    """``stage:offer``: what can stand behind a field that has only a few words."""
    from vaultcrm.notes.query import FIELDS

    return [(f"{name}:{word}", "") for name, field in sorted(FIELDS[kind].items()) for word in field.choices]


def _query_words(context: Context, kind: str) -> Found:
    vault = context.vault
    of_kind = {"contact": [one.tags for one in vault.contacts], "interview": [one.tags for one in vault.interviews]}
    tags = sorted({f"tag:{tag}" for tags in of_kind.get(kind, [one.tags for one in vault.jobs]) for tag in tags})
    named = [(f"{name}:", "") for name in (*_field_names(kind), "has", "missing", "tag")] + _choices(kind)
    saved = [(f"@{name}", query) for name, query in sorted(vault.settings.queries.items())]
    return [*named, *saved, *((tag, "") for tag in tags)]
