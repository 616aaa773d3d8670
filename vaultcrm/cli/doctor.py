"""``vaultcrm doctor``: every problem of the vault, and what was read."""

from __future__ import annotations

import click

from vaultcrm.actions.examining import examined
from vaultcrm.views.data import problem_data
from vaultcrm.views.problems import problem_lines, read_count, severity_count
from vaultcrm.views.spans import line

from .context import Context, pass_context
from .help import example
from .screen import show, show_json


@click.command(epilog=example("vaultcrm doctor", "vaultcrm doctor --fix", "vaultcrm doctor --staged", "vaultcrm doctor --self"))
@click.option("--fix", is_flag=True, help="Mend what can be mended safely; shows the change and asks.")
@click.option("--yes", is_flag=True, help="With --fix: do not ask.")
@click.option("--staged", is_flag=True, help="Only files that the next git commit changes.")
@click.option("--self", "itself", is_flag=True, help="The program and this machine instead: for a bug report, nothing private.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@pass_context
@click.pass_context
def doctor(ctx: click.Context, context: Context, fix: bool, yes: bool, staged: bool, itself: bool, as_json: bool) -> None:
    """Every problem of the vault: where it is, and what to do.

    Ends with status 1 where there is an error or a warning; hints are advice only.
    """
    if itself:
        if fix or staged:
            raise click.UsageError("--self goes with --json only.")
        _show_machine(context, as_json)
        return
    if (fix and as_json) or (yes and not fix):
        raise click.UsageError("--yes goes with --fix, and --json without it.")
    among = _staged(context) if staged else None
    if fix:
        from .doctor_fix import fix as mend

        context = context.fresh() if mend(context, yes, among) else context
    problems = tuple(one for one in examined(context.vault, context.plan) if among is None or one.source.path in among)
    stats = context.vault.stats
    if as_json:
        counts = {"kinds": dict(sorted(stats.kinds.items())), "left_out": dict(sorted(stats.left_out.items()))}
        show_json({"problems": [problem_data(problem) for problem in problems], "read": stats.read, **counts})
    else:
        show((*problem_lines(problems), *(((),) if problems else ())))
        show((*read_count(stats.read, stats.kinds, stats.left_out), line(f"Found {severity_count(problems)}.")))
    ctx.exit(1 if any(problem.severity != "hint" for problem in problems) else 0)


def _show_machine(context: Context, as_json: bool) -> None:
    """The same outside of a vault, where nothing is cached."""
    from vaultcrm.actions.machine import machine
    from vaultcrm.errors import NoVault
    from vaultcrm.views.machine import machine_lines

    try:
        root = context.root
    except NoVault:
        root = None
    found = machine(root, context.now)
    if as_json:
        show_json(found)
    else:
        show(machine_lines(found))


def _staged(context: Context) -> frozenset[str]:
    from vaultcrm.vault.git import staged

    return staged(context.root)
