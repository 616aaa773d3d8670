"""``vaultcrm check``: what is to be put right before a draft goes out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vaultcrm.errors import WrongUsage
from vaultcrm.model import DRAFT_MEDIA, Draft
from vaultcrm.views.counting import counted
from vaultcrm.views.findings import as_problem, finding_data, finding_lines
from vaultcrm.views.problems import severity_count
from vaultcrm.views.spans import line

from . import completing
from .context import Context, pass_context
from .help import example
from .screen import say, show, show_json
from .write_asking import at_terminal, confirm

if TYPE_CHECKING:
    from vaultcrm.actions.drafts_meant import Said
    from vaultcrm.drafts.checks import Point


@click.command(
    epilog=example(
        "vaultcrm check gsoga",
        'vaultcrm check --interview "Acme"',
        'vaultcrm check letter.txt --as thank-you --to "Dana Lee"',
    )
)
@click.argument("drafts", nargs=-1, metavar="[DRAFT...]", shell_complete=completing.live_keys)
@click.option("--interview", metavar="NAME", shell_complete=completing.interviews, help="All drafts of an interview at once.")
@click.option("--to", metavar="NAME", shell_complete=completing.people, help="Of a text that is no draft: to whom it goes.")
@click.option("--as", "act", metavar="ACT", help="What it is: thank-you, pitch, decline, … (thank-you).")
@click.option("--medium", type=click.Choice(DRAFT_MEDIA), help="How it goes (email).")
@click.option("--subject", metavar="TEXT", help="Its subject, where no `Subject:` stands above it.")
@click.option("--language", metavar="CODE", help="Its language: en, de (the settings').")
@click.option("--all", "sent", is_flag=True, help="Drafts that were sent as well.")
@click.option("--trust", is_flag=True, help="The checks that the settings name are mine: remember that on this machine.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@pass_context
@click.pass_context
def check(ctx: click.Context, context: Context, /, drafts: tuple[str, ...], as_json: bool, trust: bool, **how: Any) -> None:
    """What is to be put right in a draft before it goes out.

    Questions about the decision, apologies, pleading, wrong names, misspellings, open gaps, length, likeness to the others of
    the interview. Without DRAFT: all drafts that were not sent yet.

    DRAFT is a key, a person, a draft's name, or a file; - is what is typed in. Ends with status 1 where there is an error or
    a warning; hints are advice only.
    """
    from vaultcrm.actions.checking_drafts import check_drafts, failed

    there = _there(context)
    chosen = _chosen(context, there, drafts, how)
    found = check_drafts(context.vault, context.plan, chosen, there, _own(context, trust))
    if as_json:
        show_json({"checked": [one.source.path for one in chosen], "findings": [finding_data(finding) for finding in found]})
    else:
        show((*finding_lines(found), *(((),) if found else ())))
        show([line(f"Checked {counted(len(chosen), 'text')}: {severity_count(list(map(as_problem, found)))}.")])
    ctx.exit(1 if failed(found) else 0)


def _there(context: Context) -> tuple[Draft, ...]:
    from vaultcrm.vault.drafts import all_drafts

    return all_drafts(context.root)


def _chosen(context: Context, there: tuple[Draft, ...], words: tuple[str, ...], how: dict[str, Any]) -> tuple[Draft, ...]:
    """The drafts that the command line means, each once. Raises ``NotFound``, ``SeveralFit``, ``WrongUsage``."""
    from vaultcrm.actions.drafts_meant import Said, drafts_meant, drafts_of_interview, is_file

    name = how["interview"]
    if name and words:
        raise WrongUsage("either drafts, or --interview", "Leave one of them out.")
    if name:
        return drafts_of_interview(context.vault, context.plan, there, name)
    said = Said(how["act"], how["to"], how["medium"], how["subject"], how["language"])
    if said != Said() and not any(is_file(word) for word in words):
        none = f", and {words[0]} is none" if words else ""
        raise WrongUsage(f"--to, --as, --medium, --subject and --language go with a file{none}", "A draft says these itself.")
    if not words:
        return there if how["sent"] else _unsent(context, there)
    vault, plan = context.vault, context.plan
    found = (_of_file(context, there, one, said) if is_file(one) else drafts_meant(vault, plan, there, one) for one in words)
    return tuple(dict.fromkeys(draft for some in found for draft in some))


def _unsent(context: Context, there: tuple[Draft, ...]) -> tuple[Draft, ...]:
    from vaultcrm.actions.what_was_said import unsent

    left = unsent(context.vault, there)
    if sent := len(there) - len(left):
        say(f"{counted(sent, 'draft')} left out that {'was' if sent == 1 else 'were'} sent (--all)")
    return left


def _of_file(context: Context, there: tuple[Draft, ...], word: str, said: Said) -> tuple[Draft, ...]:
    """A draft of the vault by its path; another file, or what is typed in, as a text."""
    from vaultcrm.actions.drafts_meant import STDIN, draft_of_file, draft_of_text

    path = Path(word).resolve()
    own = [draft for draft in there if word != STDIN and context.root.resolve() / draft.source.path == path]
    if own:
        return (own[0],)
    text = _text(word)
    return (draft_of_file(word, text) or draft_of_text(context.vault, context.plan, word, text, said),)


def _text(word: str) -> str:
    try:
        with click.open_file(word, encoding="utf-8-sig") as opened:
            return str(opened.read())
    except UnicodeDecodeError as error:
        raise WrongUsage(f"{word}: this is no text in UTF-8", "Save it as plain text in UTF-8.") from error


def _own(context: Context, trusting: bool) -> tuple[Point, ...]:
    """The user's own checks: asked about once, where they came with the settings; without a terminal the answer is no."""
    from vaultcrm.actions.checking_drafts import agree, own_checks

    if not context.vault.settings.drafts.checks:
        return ()
    found = own_checks(context.vault)
    for point in found.doubtful:
        question = f"{point.name} ({point.value}): the settings name this check, which runs on this machine. Is it yours?"
        if trusting or (at_terminal() and confirm(question)):
            agree(context.vault, point)
        else:
            say(f"The check {point.name!r} is not run: it came with the settings. If it is yours: vaultcrm check --trust")
    for name in found.missing:
        say(f"The check {name!r} of the settings is not installed on this machine; the others are run.")
    return own_checks(context.vault).ready
