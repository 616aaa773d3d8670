"""What a query is asked of, and what it needs to know besides the note itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Protocol, TypeAlias

from vaultcrm.model import Contact, Interview, Job

Record: TypeAlias = Contact | Interview | Job


class Facts(Protocol):
    """What other notes, the log and the plan say of a record; brought in from above."""

    @property
    def today(self) -> date: ...

    def last(self, record: Record) -> date | None:
        """The last day of contact with a person, of news of a job, of an interview itself."""
        ...

    def due(self, record: Record) -> date | None:
        """The day of the first thing that is still to be done for a person, after an interview, for a job."""
        ...

    def company(self, record: Record) -> str | None:
        """The company, an interview's from its job where it names none."""
        ...


Fits = Callable[[Record, Facts], bool]
