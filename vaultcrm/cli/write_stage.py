"""``vaultcrm stage``: where a job stands, and what its end proposes (rows C7, F2, F5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from vaultcrm.errors import AlreadyDone

from . import completing
from .context import Context, pass_context
from .help import example
from .screen import say
from .write_asking import at_terminal, confirm
from .write_commit import commit
from .write_shown import show_written

if TYPE_CHECKING:
    from vaultcrm.actions.edits import Wrote
    from vaultcrm.model import Contact, Job


@click.command(epilog=example("vaultcrm stage acme offer --by 2026-11-30", "vaultcrm stage acme rejected --keep 'Dana Lee'"))
@click.argument("job", shell_complete=completing.jobs)
@click.argument("stage", shell_complete=completing.stages)
@click.option("--by", metavar="DATE", help="The day by which an offer wants an answer.")
@click.option("--on", metavar="DATE", help="The day that the line gets (today).")
@click.option("-m", "--message", "text", default="", metavar="TEXT", help="What is to stand behind it.")
@click.option(
    "--keep", multiple=True, shell_complete=completing.people, metavar="NAME", help="Stay in touch with this person of it."
)
@click.option(
    "--withdraw", multiple=True, metavar="JOB", shell_complete=completing.jobs, help="When hired: withdraw from this other job."
)
@click.option("--quiet", is_flag=True, help="When hired: let the search rest.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@pass_context
def stage(
    context: Context, /, job: str, stage: str, keep: tuple[str, ...], withdraw: tuple[str, ...], quiet: bool, as_json: bool,
    **said: str | None,
) -> None:  # fmt: skip
    """Say where a job stands: the key and the log line together.

    STAGE is lead, applied, interviewing, references, offer, hired, rejected, withdrawn or filled. At a job's end you are asked
    whom to stay in touch with; once hired, whether to let the search rest, and to withdraw from the others.
    """
    from vaultcrm.actions.choosing import one_contact
    from vaultcrm.actions.stage import one_job

    found, people = one_job(context.vault, job), [one_contact(context.vault, name) for name in keep]
    others = [one_job(context.vault, name) for name in withdraw]
    wrote = [*_staged(context, found, stage, said, bool(keep or withdraw or quiet))]
    wrote += _agreed(context, people, others, quiet)
    if not (keep or withdraw or quiet or as_json):
        wrote += _until_left(_proposed(context, found, stage))
    commit(context, {one.path for one in wrote}, f"Set {found.title} to {stage}")
    show_written([(one, None) for one in wrote], as_json)


def _staged(context: Context, job: Job, stage: str, said: dict[str, str | None], may_be: bool) -> Iterator[Wrote]:
    """Key and log line; where something else is asked for too, it ``may_be`` so already."""
    from vaultcrm.actions.stage import set_stage

    by, on = context.day(said["by"]) if said["by"] else None, context.day_of_line(said["on"])
    try:
        yield set_stage(context.vault, job.id, stage, on, by, said["text"] or "")[1]
    except AlreadyDone:
        if not may_be:
            raise


def _agreed(context: Context, people: Iterable[Contact], others: Iterable[Job], quiet: bool) -> Iterator[Wrote]:
    """What the flags agree to."""
    from vaultcrm.actions import offering

    yield from (offering.keep_in_touch(context.vault, contact) for contact in people)
    for job in others:
        yield from offering.withdraw(context.vault, job, context.today)
    if quiet:
        yield offering.rest_search(context.vault)


def _proposed(context: Context, job: Job, stage: str) -> Iterator[Wrote]:
    """What the job's end proposes: asked one by one at a terminal, else said with the words that do it."""
    from vaultcrm.actions import offering
    from vaultcrm.actions.stage import canonical_stage
    from vaultcrm.model import ENDED

    now = canonical_stage(stage, context.vault.settings)
    if now == "hired" and offering.searches(context.vault) and _wanted(job, stage, "Let the search rest", "--quiet"):
        yield offering.rest_search(context.vault)
    for other in offering.others_running(context.vault, job) if now == "hired" else ():
        name = f"{other.title}, {other.company.name}" if other.company else other.title
        if _wanted(job, stage, f"Withdraw from {name}", f"--withdraw {other.id}"):
            yield from offering.withdraw(context.vault, other, context.today)
    for contact in offering.people_to_keep(context.vault, job) if now in ENDED - {"hired"} else ():
        if _wanted(job, stage, f"Stay in touch with {contact.name}", f"--keep {contact.id}"):
            yield offering.keep_in_touch(context.vault, contact)


def _until_left(wrote: Iterator[Wrote]) -> Iterator[Wrote]:
    """What was agreed to, until the questions are left by Ctrl-C: what is written by then is shown all the same."""
    try:
        yield from wrote
    except click.Abort:
        say("")


def _wanted(job: Job, stage: str, question: str, words: str) -> bool:
    if at_terminal():
        return confirm(f"{question}?")
    say(f"{question}: vaultcrm stage {job.id} {stage} {words}")
    return False
