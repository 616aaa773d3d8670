"""A group whose commands are imported when they are asked for; and the one place where what stops a command is shown."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import click

from vaultcrm.errors import CannotWrite, NoVault, VaultcrmError, WrongUsage

from .streams import UNREAD, give_up

_IN_UTF_8 = "Give them in UTF-8; LC_ALL=C.UTF-8 lets a bare system read it."


class LazyGroup(click.Group):
    """A click group over a table: section -> command name -> ``module:attribute``; ``hidden`` ones are for other programs."""

    def __init__(
        self, *args: Any, sections: Mapping[str, Mapping[str, str]], hidden: Mapping[str, str], **settings: Any
    ) -> None:
        super().__init__(*args, **settings)
        self.sections = sections
        self.shown = {name: target for section in sections.values() for name, target in section.items()}
        self.targets = {**self.shown, **hidden}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the table."""
        return list(self.shown)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command; ``None`` where the table has no such name."""
        if cmd_name not in self.targets:
            return None
        module, _, attribute = self.targets[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does it, with the nearest names where there is no such command."""
        if args[0] not in self.targets and not ctx.resilient_parsing:
            from difflib import get_close_matches

            near = get_close_matches(args[0], self.shown, cutoff=0.6)
            meant = f" Did you mean {' or '.join(near)}?" if near else ""
            raise click.UsageError(f"There is no command {args[0]!r}.{meant}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands by section, so that the everyday ones come first."""
        longest = max(map(len, self.shown))
        for section, targets in self.sections.items():
            with formatter.section(section):
                formatter.write_dl([(name.ljust(longest), self._summary(ctx, name)) for name in targets])

    def _summary(self, ctx: click.Context, name: str) -> str:
        command = self.get_command(ctx, name)
        return command.get_short_help_str(limit=66) if command else ""

    def make_context(self, *args: Any, **settings: Any) -> click.Context:
        """Read the words before the command; ``--help`` and ``--version`` are answered in here."""
        with _stops_told():
            return super().make_context(*args, **settings)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what stops it becomes words and an exit status."""
        with _stops_told():
            return super().invoke(ctx)


@contextmanager
def _stops_told() -> Iterator[None]:
    try:
        yield
    except VaultcrmError as stop:
        raise _told(stop) from None
    except click.Abort as left:
        # After Ctrl-C or Ctrl-D the cursor stands behind the question.
        click.echo("\nStopped." if left.__context__ else "Stopped.", err=True)
        raise click.exceptions.Exit(1) from None
    except OSError as error:
        raise _ended(error) from None
    except UnicodeEncodeError as error:
        if (letters := _no_such_letters(error)) is None:
            raise
        raise _told(letters) from None


def _told(stop: VaultcrmError) -> click.exceptions.Exit:
    _tell(stop)
    return click.exceptions.Exit(stop.status)


def _ended(error: OSError) -> click.exceptions.Exit:
    """The end by a file that cannot be read; by the output, of which a reader may have seen enough (``| head``)."""
    if error.filename is not None:
        return _told(NoVault(f"{error.filename}: {error.strerror}"))
    give_up(sys.stdout)
    if isinstance(error, BrokenPipeError):
        return click.exceptions.Exit(UNREAD)
    return _told(CannotWrite(f"stopped midway: {(error.strerror or str(error)).lower()}"))


def _no_such_letters(error: UnicodeEncodeError) -> VaultcrmError | None:
    """What a system says whose files cannot have every name; or of the bytes in a command's words that are no letters."""
    letters = error.object[error.start : error.end]
    if error.encoding.startswith("utf"):
        bytes_alone = all("\udc80" <= letter <= "\udcff" for letter in letters)
        return WrongUsage("the words are no text in UTF-8; nothing was written", _IN_UTF_8) if bytes_alone else None
    return CannotWrite(f"{letters}: no file's name can have this here ({error.encoding})", "Set LC_ALL=C.UTF-8, say.")


def _tell(stop: VaultcrmError) -> None:
    """``vaultcrm: message`` and what to do about it, on stderr."""
    from .screen import say, told

    say("vaultcrm: " + "\n".join(told(stop)))
