"""``vaultcrm completion``: the script by which a shell completes keys, names, notes and systems."""

from __future__ import annotations

import sys

import click

from .help import example
from .screen import say

# Bash takes words apart at : = and @ besides; tag:mentor is one here, and what of it stands there already is not offered again.
WHOLE_WORDS = """\
_vaultcrm_whole_words() {
    local rest=$COMP_LINE gap word before= at=0 i
    local -a words
    for ((i = 0; i <= COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]} gap=${rest%%[![:space:]]*}
        if [[ $i -gt 0 && -z $gap ]]; then
            before=${words[at]}
        else
            before= at=$((i ? at + 1 : 0))
        fi
        [[ $word == [:=@] ]] && before+=$word
        words[at]+=$word
        rest=${rest#"$gap"} rest=${rest#"$word"}
    done
    local -a COMP_WORDS=("${words[@]}")
    local COMP_CWORD=$at
    _vaultcrm_completion "$@"
    COMPREPLY=("${COMPREPLY[@]#"$before"}")
}
complete -o nosort -F _vaultcrm_whole_words vaultcrm
"""
HOW = {
    "bash": 'eval "$(vaultcrm completion bash)"  at the end of ~/.bashrc',
    "zsh": 'eval "$(vaultcrm completion zsh)"  at the end of ~/.zshrc, behind compinit',
    "fish": "vaultcrm completion fish > ~/.config/fish/completions/vaultcrm.fish",
}


@click.command(epilog=example(HOW["bash"].partition("  ")[0]))
@click.argument("shell", type=click.Choice(sorted(HOW)))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the script that completes keys and names.

    \b
    bash   put  eval "$(vaultcrm completion bash)"  into ~/.bashrc
    zsh    put  eval "$(vaultcrm completion zsh)"  into ~/.zshrc, behind compinit
    fish   vaultcrm completion fish > ~/.config/fish/completions/vaultcrm.fish
    """
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    if found is None:
        raise click.UsageError(f"nothing is known of {shell}", ctx)
    click.echo(found(ctx.find_root().command, {}, "vaultcrm", "_VAULTCRM_COMPLETE").source())
    if shell == "bash":
        click.echo(WHOLE_WORDS, nl=False)
    if sys.stdout.isatty():
        say(f"To switch it on: {HOW[shell]}")
