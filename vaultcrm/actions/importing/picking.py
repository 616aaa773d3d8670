"""Which of the new people an import makes, and who a doubtful row is: as the user says it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vaultcrm.actions.choosing import one_contact
from vaultcrm.errors import WrongUsage
from vaultcrm.exchange import Person
from vaultcrm.model import Contact
from vaultcrm.notes.query import Asked, BadQuery, compiled
from vaultcrm.views.pointing import pointed

from .matching import BY_WORD, Found, as_contact, folded

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault

NEW = "new"
_PART = re.compile(r'(?:"[^"]*"|[^,])+')


@dataclass(frozen=True, slots=True)
class Pick:
    """Of the new people those whom one of ``queries`` fits (``tag:a``, ``company:acme``, a name); ``everybody``: all."""

    queries: tuple[str, ...] = ()
    everybody: bool = True

    @staticmethod
    def of(words: Sequence[str]) -> Pick:
        """What was typed: queries with commas between them, or ``all``."""
        queries = tuple(part.strip() for word in words for part in _PART.findall(word) if part.strip())
        return Pick(queries, "all" in queries)

    def check(self, vault: NoteVault, names: Collection[str]) -> None:
        """Raise ``WrongUsage`` for a query that is none, unless somebody of the file (``names``, folded) is called that."""
        for query in () if self.everybody else self.queries:
            try:
                compiled(query, Asked("contact", vault.settings))
            except BadQuery as bad:
                if folded(query) not in names:
                    raise WrongUsage(f"{bad.message}\n{pointed(bad.query, bad.start, bad.end)}", bad.remedy) from None

    def takes(self, vault: NoteVault, person: Person) -> bool:
        """Whether a new person is to be made."""
        if self.everybody:
            return True
        one = as_contact(person)
        return any(folded(query) == folded(one.name) or vault.contact_matches(query, one) for query in self.queries)


def who_is_who(vault: NoteVault, said: Sequence[str]) -> Mapping[str, Found | None]:
    """``Anna Müller=anna-mueller-2`` and ``Anna Müller=new`` by the row's name. Raises as names do."""
    known: dict[str, Found | None] = {}
    for text in said:
        row, mark, name = text.rpartition("=")
        if not mark or not row.strip() or not name.strip():
            raise WrongUsage(f"{text!r} does not say who is who", "Write it as --same 'Anna Müller=anna-mueller' (or =new).")
        known[folded(row)] = None if name.strip() == NEW else Found(_by_path_or_name(vault, name.strip()), BY_WORD)
    return known


def _by_path_or_name(vault: NoteVault, name: str) -> Contact:
    return next((one for one in vault.contacts if name in (one.source.path, one.id)), None) or one_contact(vault, name)
