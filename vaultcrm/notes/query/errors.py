"""What is wrong with a query, and where."""

from __future__ import annotations

from vaultcrm.errors import WrongUsage


class BadQuery(WrongUsage):
    """``query[start:end]`` cannot be taken as it stands."""

    def __init__(self, query: str, start: int, end: int, message: str, remedy: str = "") -> None:
        super().__init__(message, remedy)
        self.query, self.start, self.end = query, start, max(end, start + 1)
