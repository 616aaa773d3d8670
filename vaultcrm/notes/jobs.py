"""A job's note as a record (``vault.md``, *job*)."""

from __future__ import annotations

from vaultcrm.model import STAGES, Job, Settings, Source, Stage
from vaultcrm.model.slugs import slug

from .body import Body
from .ids import stem_of
from .links import unwrapped
from .schema import Sheet
from .values import as_date, one_of


def read_job(sheet: Sheet, body: Body, settings: Settings) -> Job:
    """The opening that the note is about; its stage in our words."""
    stem = stem_of(sheet.path)
    return Job(
        source=Source(sheet.path, 1),
        id=sheet.text("id") or slug(stem),
        stem=stem,
        title=sheet.text("title") or stem,
        aliases=tuple(unwrapped(alias) for alias in sheet.texts("aliases")),
        company=sheet.ref("company"),
        stage=_stage(sheet, settings),
        applied=sheet.read("applied", as_date),
        decide_by=sheet.read("decide_by", as_date),
        contact=sheet.ref("contact"),
        hiring_manager=sheet.ref("hiring_manager"),
        hr=sheet.ref("hr"),
        referred_by=sheet.ref("referred_by"),
        references=sheet.refs("references"),
        playbooks=sheet.words("playbooks") if sheet.says("playbooks") else None,
        url=sheet.text("url"),
        origin=sheet.text("source"),
        salary=sheet.text("salary"),
        tags=sheet.tags(),
        log=body.log,
        promises=body.promises,
        lines=sheet.lines,
    )


def _stage(sheet: Sheet, settings: Settings) -> Stage | None:
    ours: dict[str, Stage] = {stage: stage for stage in STAGES}
    theirs = {word: ours[stage] for word, stage in settings.stages.items() if stage in ours}
    return sheet.read("stage", one_of({**ours, **theirs}))
