"""Who is meant: references in notes become people, known (with a note) or only named."""

from __future__ import annotations

from dataclasses import dataclass, field

from vaultcrm.model import Contact, Interview, Job, PersonKey, Ref, Vault
from vaultcrm.model.slugs import slug


@dataclass(frozen=True, slots=True)
class Who:
    """A person: ``uid`` is the note's id, or the slug of the name where there is no note yet (one written later will fit).

    ``known``: there is a note. ``contact`` is that note where planning reads it, and is left out of what is kept of a plan.
    """

    uid: str
    name: str
    contact: Contact | None = field(default=None, compare=False)
    known: bool = field(default=False, compare=False)

    @property
    def key(self) -> PersonKey:
        return PersonKey(self.name, self.uid if self.known else None)


@dataclass(slots=True)
class People:
    """Looks references up once each. The memory is a function of the vault alone."""

    vault: Vault
    seen: dict[str, Who] = field(default_factory=dict)
    panels: dict[str, tuple[Who, ...]] = field(default_factory=dict)
    groups: dict[str | tuple[str, ...], tuple[Who, ...]] = field(default_factory=dict)

    def who(self, ref: Ref) -> Who:
        """The person whom ``ref`` names."""
        if ref.target not in self.seen:
            contact = self.vault.find_contact(ref)
            self.seen[ref.target] = of_contact(contact) if contact else Who(slug(ref.name), ref.name)
        return self.seen[ref.target]

    def each(self, refs: tuple[Ref, ...]) -> tuple[Who, ...]:
        """The people whom references name, each once."""
        if not refs:
            return ()
        # A note's own person, and one more: so are most lines of most logs, and always the same few.
        named = refs[0].target if len(refs) == 1 else tuple([ref.target for ref in refs])
        if named not in self.groups:
            self.groups[named] = tuple(dict.fromkeys(self.who(ref) for ref in refs))
        return self.groups[named]

    def maybe(self, ref: Ref | None) -> Who | None:
        """The same, for a key that may be empty."""
        return self.who(ref) if ref else None

    def interviewers(self, interview: Interview) -> tuple[Who, ...]:
        """Those named by the interview's note, in its order, each once."""
        path = interview.source.path
        if path not in self.panels:
            self.panels[path] = self.each(interview.interviewers)
        return self.panels[path]

    def references(self, job: Job) -> tuple[Who, ...]:
        """The references that the job's note names (row C11)."""
        return self.each(job.references)


def of_contact(contact: Contact) -> Who:
    """A person with a note."""
    return Who(contact.id, contact.name, contact, True)
