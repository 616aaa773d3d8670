"""``vaultcrm import``: from vCards, LinkedIn, Google, tables and invitations; always shown first, undone by one ``undo``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial, wraps
from typing import TYPE_CHECKING, Any, TypeVar

import click

from vaultcrm.errors import WrongUsage

from . import completing
from .context import Context, pass_context
from .help import example
from .import_shown import Asked, carry_through, counting, whom
from .write_pasted import bytes_of

if TYPE_CHECKING:
    from vaultcrm.actions.importing import ImportPlan, Pick
    from vaultcrm.exchange import Messages, People, Unusable

_Found = TypeVar("_Found")
_Decorator = Callable[[Callable[..., None]], Callable[..., None]]
_LARGEST = 500_000_000
_OF_ALL: tuple[_Decorator, ...] = (
    click.argument("files", nargs=-1, required=True, metavar="FILE...", shell_complete=completing.files),
    click.option("--yes", is_flag=True, help="Write it without asking."),
    click.option("--all", "full", is_flag=True, help="Show long lists whole."),
    click.option("--json", "as_json", is_flag=True, help="The plan as JSON; with --yes it is written too."),
)
_OF_PEOPLE: tuple[_Decorator, ...] = (
    click.option("--pick", multiple=True, metavar="WHOM", help="Of the new people only: a name, company:acme, tag:a, all."),
    click.option("--same", multiple=True, metavar="NAME=WHO", help="Who a doubtful one is: 'Kim Roe=kim-roe', or =new."),
)
_map = click.option("--map", "mapped", multiple=True, metavar="COLUMN=KEY,...", help="What columns hold: name, email ...")
_write_by = click.option("--write-by", metavar="DATE", help="A promise to write to those with a new employer, by this day.")


def _with(*options: _Decorator) -> _Decorator:
    """The arguments and options of an import, handed over as one ``Asked``; what else a command has comes by name."""

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        @wraps(command)
        def gathered(
            context: Context, /, files: Sequence[str], yes: bool, full: bool, as_json: bool, pick: Sequence[str] = (),
            same: Sequence[str] = (), **own: Any,
        ) -> None:  # fmt: skip
            command(context, Asked(tuple(files), tuple(pick), tuple(same), yes, full, as_json), **own)

        taking: Callable[..., None] = pass_context(gathered)
        for option in reversed((*_OF_ALL, *options)):
            taking = option(taking)
        return taking

    return decorate


@click.group("import", epilog=example("vaultcrm import vcard contacts.vcf", "vaultcrm undo"))
def import_() -> None:
    """Take in people and invitations from other programs.

    What would be made, changed and left alone is shown first. Known people only gain what their notes lack; doubtful ones are
    listed and left alone. A second run changes nothing, and one undo takes all of it back. FILE may be - for what comes in.
    Ends with status 1 where nothing of a file could be taken.
    """


@import_.command(epilog=example("vaultcrm import vcard contacts.vcf --pick tag:work"))
@_with(*_OF_PEOPLE)
def vcard(context: Context, asked: Asked) -> None:
    """Everybody in vCard files (2.1, 3.0, 4.0).

    Pictures are passed over, and so are the cards of companies.
    """
    from vaultcrm.actions.exporting import with_own_ids
    from vaultcrm.exchange import read_vcards

    home = context.vault.settings.me.country
    read = _read(asked, partial(read_vcards, home=home))
    _take(context, asked, [with_own_ids(context.vault, one) for one in read])


@import_.command(epilog=example("vaultcrm import google contacts.csv"))
@_with(*_OF_PEOPLE)
def google(context: Context, asked: Asked) -> None:
    """Google's contacts, exported as Google CSV."""
    from vaultcrm.exchange import read_google

    home = context.vault.settings.me.country
    _take(context, asked, _read(asked, partial(read_google, home=home)))


@import_.command("csv", epilog=example("vaultcrm import csv people.csv --map 'Full name=name,Mail=email'"))
@_with(*_OF_PEOPLE, _map)
def csv_(context: Context, asked: Asked, mapped: Sequence[str]) -> None:
    """Any table with a header, whatever its separator and encoding.

    Columns are known by their usual words in English, German, French and Spanish, and by your own under [fields] in the
    settings; --map says it of others.
    """
    from vaultcrm.exchange import read_csv

    settings = context.vault.settings
    own = settings.fields.get("contact", {})
    _take(context, asked, _read(asked, partial(read_csv, told=_told(mapped), own=own, home=settings.me.country)))


@import_.command(epilog=example("vaultcrm import linkedin Connections.csv messages.csv --pick 'Dana Lee, company:acme'"))
@_with(*_OF_PEOPLE, _write_by)
def linkedin(context: Context, asked: Asked, write_by: str | None) -> None:
    """Connections.csv and messages.csv of LinkedIn's export.

    Of the connections only those are made whom you pick. Another employer is taken over, with the old one in the log: an
    occasion to write. Of messages the last one each way goes into the log.
    """
    from vaultcrm.actions.importing import Pick, Wishes, plan_linkedin
    from vaultcrm.exchange import People, read_linkedin

    read: list[People | Messages] = _read(asked, partial(read_linkedin, me=context.vault.settings.me))
    total = sum(len(one.people) for one in read if isinstance(one, People))
    by = context.day(write_by) if write_by else None

    def plan(pick: Pick) -> ImportPlan:
        with counting(total, "Comparing") as tick:
            return plan_linkedin(context.vault, read, Wishes(pick, asked.same, True, by), context.today, tick)

    first = plan(Pick.of(asked.pick))
    chosen = whom(first, asked)
    carry_through(context, plan(chosen) if chosen else first, asked, read)


@import_.command(epilog=example("vaultcrm import invite invitation.ics"))
@_with()
def invite(context: Context, asked: Asked) -> None:
    """Invitations (.ics) as interviews.

    One that comes again with another time moves its interview, and one that is called off cancels it.
    """
    from vaultcrm.actions.importing import plan_invites

    files = [(name, bytes_of(name, _LARGEST)) for name in asked.files]
    carry_through(context, plan_invites(context.vault, files, context.today), asked)


def _take(context: Context, asked: Asked, read: Sequence[People]) -> None:
    """Everybody new is made, unless only some are picked."""
    from vaultcrm.actions.importing import Pick, Wishes, plan_people

    people = [person for one in read for person in one.people]
    wishes = Wishes(Pick.of(asked.pick) if asked.pick else Pick(), asked.same)
    with counting(len(people), "Comparing") as tick:
        plan = plan_people(context.vault, people, wishes, context.today, tick)
    carry_through(context, plan, asked, read)


def _read(asked: Asked, reader: Callable[[str, bytes], _Found | Unusable]) -> list[_Found]:
    """What the files hold; raises ``WrongUsage`` for one that cannot be taken at all."""
    from vaultcrm.exchange import Unusable

    read: list[_Found] = []
    for name in asked.files:
        found = reader(name, bytes_of(name, _LARGEST))
        if isinstance(found, Unusable):
            raise WrongUsage(f"{name}: {found.reason}", found.remedy)
        read.append(found)
    return read


def _told(mapped: Sequence[str]) -> dict[str, str]:
    """``Full name=name,Mail=email`` as a mapping; raises ``WrongUsage``."""
    told: dict[str, str] = {}
    for part in (part for text in mapped for part in text.split(",") if part.strip()):
        column, mark, key = part.rpartition("=")
        if not mark or not column.strip() or not key.strip():
            raise WrongUsage(f"{part.strip()!r} does not say what a column holds", "Write it as --map 'Full name=name'.")
        told[column.strip()] = key.strip().casefold()
    return told
