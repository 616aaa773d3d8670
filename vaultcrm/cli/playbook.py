"""``vaultcrm playbook``: the follow-up systems, which are notes that can be read and changed."""

from __future__ import annotations

from pathlib import Path

import click

from vaultcrm.actions import playbooks
from vaultcrm.views.data import problem_data
from vaultcrm.views.playbooks import playbook_data, playbook_lines
from vaultcrm.views.problems import problem_lines, severity_count

from . import completing
from .context import Context, pass_context
from .help import example
from .screen import put, say, show, show_json, show_text
from .write_commit import commit

_json = click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")


@click.group(epilog=example("vaultcrm playbook list"))
def playbook() -> None:
    """The follow-up systems: list, read, copy and check them."""


@playbook.command("list", epilog=example("vaultcrm playbook list"))
@_json
@pass_context
def list_playbooks(context: Context, as_json: bool) -> None:
    """Every system that can run, and on what it does."""
    found = [context.vault.playbooks[name] for name in sorted(context.vault.playbooks)]
    if as_json:
        show_json([playbook_data(each, context.vault.settings) for each in found])
    else:
        show(playbook_lines(found, context.vault.settings))


@playbook.command("show", epilog=example("vaultcrm playbook show impressive"))
@click.argument("name", shell_complete=completing.systems)
@_json
@pass_context
def show_playbook(context: Context, name: str, as_json: bool) -> None:
    """One system: its prose and its steps."""
    found = playbooks.one_playbook(context.vault, name)
    if as_json:
        show_json(playbook_data(found, context.vault.settings))
    else:
        show_text(playbooks.text_of(context.vault, found))


@playbook.command("add", epilog=example("vaultcrm playbook add impressive"))
@click.argument("name", shell_complete=completing.builtin_systems)
@pass_context
def add_playbook(context: Context, name: str) -> None:
    """Copy a built-in system into the vault, to be changed there."""
    path = playbooks.add(context.vault, name)
    commit(context, [path.relative_to(context.root).as_posix()], f"Add the playbook {name}")
    put(f"{path}\n")
    say("It is yours now: change its prose and its steps as you like; vaultcrm playbook check looks it over.")


@playbook.command("check", epilog=example("vaultcrm playbook check playbooks/proposal.md"))
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="[FILE]...")
@_json
@pass_context
@click.pass_context
def check_playbooks(ctx: click.Context, context: Context, files: tuple[Path, ...], as_json: bool) -> None:
    """What is wrong with the vault's systems, or with those in files.

    Ends with status 1 where there is an error or a warning.
    """
    problems = playbooks.problems_in_files(files) if files else playbooks.problems_in_vault(context.vault)
    if as_json:
        show_json([problem_data(problem) for problem in problems])
    else:
        show(problem_lines(problems))
    say(f"Found {severity_count(problems)}.")
    ctx.exit(1 if any(problem.severity != "hint" for problem in problems) else 0)
