"""An answer at a prompt, as it gets into the notes."""

from __future__ import annotations

import click
from click.testing import CliRunner

from vaultcrm.cli.write_asking import typed, typed_line


@click.command()
def question() -> None:
    click.echo(repr(typed("Who was there")))
    click.echo(repr(typed_line("Name", "Sam Roe")))


def test_keys_that_no_line_editor_took_stay_out_of_the_notes() -> None:
    asked = CliRunner().invoke(question, input="\x1b[D Dana\x1b[3~ Lee\x1bOA\x07\x1b\n\n")
    assert asked.stdout == "'Dana Lee'\n'Sam Roe'\n"
    assert "Who was there: " in asked.stderr
