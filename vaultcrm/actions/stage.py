"""``stage``: where a job stands, as key and log line in one write (rows C7, F2).

In come the vault, a job's name and the stage, out comes the line that was written.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from functools import partial
from typing import TYPE_CHECKING

from vaultcrm.errors import AlreadyDone, WrongUsage
from vaultcrm.model import STAGES, Job, LogLine, Settings, Source
from vaultcrm.notes.edit import Written, append_log_line, set_key
from vaultcrm.notes.frontmatter import normal

from .choosing import label, not_found, several
from .edits import Edit, Wrote, write_edits

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault


def set_stage(vault: NoteVault, name: str, stage: str, on: date, by: date | None = None, text: str = "") -> tuple[Job, Wrote]:
    """Set the key and log it; ``by`` is the day by which an offer wants an answer. Raises ``AlreadyDone`` as ``done`` does."""
    canonical = canonical_stage(stage, vault.settings)
    job = one_job(vault, name)
    if job.stage == canonical and by in (None, job.decide_by):
        raise AlreadyDone(f"{job.title}: the stage is {canonical} already")
    return job, write_edits(vault, [stage_edit(vault, job, stage, on, by, text)])[0]


def stage_edit(vault: NoteVault, job: Job, stage: str, on: date, by: date | None = None, text: str = "") -> Edit:
    """Key and log line of one job."""
    canonical = canonical_stage(stage, vault.settings)
    line = LogLine(Source(job.source.path), on, "stage", fact=canonical, text=text)
    change = partial(_staged, line=line, word=_written(stage, canonical), by=by, settings=vault.settings)
    return Edit(job.source.path, change)


def canonical_stage(stage: str, settings: Settings) -> str:
    """Our word for the user's stage. Raises ``WrongUsage`` with those that there are."""
    known = {normal(ours): ours for ours in STAGES} | {normal(theirs): ours for theirs, ours in settings.stages.items()}
    if normal(stage) not in known:
        near = " or ".join(known[word] for word in get_close_matches(normal(stage), known))
        there_are = f"There are {', '.join([*STAGES, *settings.stages])}."
        raise WrongUsage(f"{stage!r} is no stage", f"Did you mean {near}? {there_are}" if near else there_are)
    return known[normal(stage)]


def one_job(vault: NoteVault, name: str) -> Job:
    """The job that ``name`` means. Raises ``NotFound`` or ``SeveralFit``, which lists them all."""
    found = tuple(one for one in vault.candidates(name, "job") if isinstance(one, Job))
    if len(found) == 1:
        return found[0]
    if found:
        raise several(name, found)
    raise not_found(f"no job is called {name!r}", name, map(label, vault.jobs), "`vaultcrm list jobs` shows them all.")


def words_for(settings: Settings, kind: str, key: str) -> Sequence[str]:
    """The user's own words for one of our keys, by ``[fields]`` of the settings."""
    return tuple(theirs for theirs, ours in settings.fields.get(kind, {}).items() if ours == key)


def _written(stage: str, canonical: str) -> str:
    """The user's own word where it is one, ours in our spelling."""
    return canonical if normal(stage) == normal(canonical) else stage


def _staged(text: str, line: LogLine, word: str, by: date | None, settings: Settings) -> Written:
    text = set_key(text, "stage", word, words_for(settings, "job", "stage"))
    if by:
        text = set_key(text, "decide_by", by.isoformat(), words_for(settings, "job", "decide_by"))
    return append_log_line(text, line, settings)
