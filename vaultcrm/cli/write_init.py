"""``vaultcrm init``: make a vault, or make one of a folder of notes, in whose own words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from . import completing
from .context import Context, pass_context
from .help import example
from .screen import put, say, show, show_json
from .write_asking import ask, at_terminal

if TYPE_CHECKING:
    from vaultcrm.actions.init import Adopted, Vaulted
    from vaultcrm.model import Me
    from vaultcrm.notes.adopting import Proposal

_EXAMPLES = 3


@click.command(epilog=example("vaultcrm init my-search", "cd my-notes && vaultcrm init"))
@click.argument("directory", metavar="[DIR]", required=False, type=Path, shell_complete=completing.folders)
@click.option("--git", is_flag=True, help="Make it a git repository too, where it is in none.")
@click.option(
    "--pages", is_flag=True, help="Write a workflow by which a page host builds the feeds, and say what is left to do."
)
@click.option("--yes", is_flag=True, help="Take over what is found in the notes without asking.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@pass_context
def init(context: Context, directory: Path | None, git: bool, pages: bool, yes: bool, as_json: bool) -> None:
    """Make a vault, or make one of an existing folder.

    No note is touched and nothing is overwritten; running it again adds what is missing. Where there are notes already,
    their own words for kinds and keys are found and written into the settings. In a git repository, two machines' notes are
    merged line by line from then on.
    """
    from vaultcrm.actions.init import folder_of
    from vaultcrm.actions.init import init as make
    from vaultcrm.model import Me

    root = folder_of(directory or context.chosen or Path())
    asking = not yes and not as_json and at_terminal()
    adopted = _adopted(root, asking)
    done = make(root, git, adopted, _me(root) if asking else Me())
    told = _pages(Context(done.root, context.words, context.now)) if pages else ()
    if as_json:
        show_json({"path": str(done.root), "made": list(done.made), "timezone": done.timezone, "git": list(done.git)}
                  | {"pages": list(told), "found": _data(adopted.proposal)})  # fmt: skip
        return
    if not asking:
        _show(adopted.proposal)
    _report(context, done)
    for sentence in told:
        put(f"pages: {sentence}\n")


def _pages(context: Context) -> tuple[str, ...]:
    from vaultcrm.actions.pages import set_up_pages

    return set_up_pages(context.vault)


def _report(context: Context, done: Vaulted) -> None:
    from vaultcrm.vault.finding import FILE

    put(f"{done.root} is a vault{', and made in it:' if done.made else '; nothing was missing.'}\n")
    for name in sorted(done.made, key=str.casefold):
        put(f"  {name}\n")
    for sentence in done.git:
        put(f"git: {sentence}\n")
    made = Context(done.root, context.words, context.now)
    if FILE in done.made:
        me = made.vault.settings.me
        known = f"The time zone is {me.timezone}, the country {me.country or 'not known'}."
        say(known if done.timezone else f"The time zone of this machine is not known: write yours into {FILE} (it is UTC now).")
    _found(made)
    _next(done.root)


def _next(root: Path) -> None:
    """What to do now, from the folder in which the command was typed."""
    import shlex

    from vaultcrm.vault.finding import FILE
    from vaultcrm.views.spans import wrapped

    here = Path.cwd()
    near = root.relative_to(here) if root.is_relative_to(here) else root
    go = "" if here.is_relative_to(root) else f"cd {shlex.quote(str(near))}, "
    show(((), *wrapped(f"Next: {go}look through {FILE}, then vaultcrm new interview (or new contact, new job).")))


def _me(root: Path) -> Me:
    """Who keeps the vault: for drafts, and to be told from the others in an invitation. Settings that are there say it."""
    from vaultcrm.model import Me
    from vaultcrm.vault.finding import FILE

    if (root / FILE).exists():
        return Me()
    return Me(name=ask("Your name (Enter: later)", None, ""), email=ask("Your e-mail (Enter: later)", None, ""))


def _adopted(root: Path, asking: bool) -> Adopted:
    """What the notes call things; at a terminal it is shown first, and asked about."""
    from vaultcrm.actions.adopting import adoption
    from vaultcrm.actions.init import Adopted
    from vaultcrm.views.spans import clean

    proposal = adoption(root)
    if not asking or not (proposal.findings or proposal.folders):
        return Adopted(proposal)
    if proposal.meetings:
        are = "note is a talk" if proposal.meetings == 1 else "notes are talks"
        words = f"{proposal.meetings:,} {are} of some sort, as {clean(proposal.meeting)}.\nAre these interviews?"
        proposal = adoption(root, meetings=True) if click.confirm(words, default=False, err=True) else proposal
    _show(proposal)
    agreed = click.confirm("Write this into vaultcrm.toml (no: behind #, to be looked at first)?", default=True, err=True)
    return Adopted(proposal, agreed)


def _show(proposal: Proposal) -> None:
    """What would be seen, with examples, and the lines for the settings."""
    from vaultcrm.notes.adopting import limits_text, words_text
    from vaultcrm.views.counting import noun
    from vaultcrm.views.spans import clean

    lines = "\n".join(text for text in (limits_text(proposal), words_text(proposal)) if text)
    if not any(proposal.kinds.values()) and not lines:
        return
    click.echo(f"Of {proposal.total:,} {noun(proposal.total, 'note')}, these would be")
    for kind, paths in proposal.kinds.items():
        named = noun(len(paths), "person" if kind == "contact" else kind)
        for number, path in enumerate(paths[:_EXAMPLES]):
            first = f"{len(paths):6,} {named}, as" if not number else ""
            click.echo(clean(f"  {first:22}{path}"))
    if lines:
        click.echo("\nby these lines of the settings:\n")
        for text in lines.splitlines():
            click.echo(clean(text))
        click.echo()


def _data(proposal: Proposal) -> dict[str, object]:
    keys = ("table", "word", "meaning", "count", "example", "sure")
    return {
        "notes": proposal.total,
        "kinds": {kind: len(paths) for kind, paths in proposal.kinds.items()},
        "folders": list(proposal.folders),
        "ignore": list(proposal.ignore),
        "words": [{key: getattr(finding, key) for key in keys} for finding in proposal.findings],
    }


def _found(context: Context) -> None:
    """What the vault holds, where there were notes before."""
    from vaultcrm.views.counting import counted

    vault = context.vault
    counts = [(len(vault.contacts), "contact"), (len(vault.interviews), "interview"), (len(vault.jobs), "job")]
    if any(count for count, _ in counts):
        words = ", ".join(counted(count, name) for count, name in counts)
        click.echo(f"It holds {words}; vaultcrm doctor tells of what cannot be read.")
