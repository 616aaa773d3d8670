"""Drafts, people and senders for letters and messages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from vaultcrm.model import Contact, Draft, Me, Ref, Source

Drafted = Callable[..., Draft]
Somebody = Callable[..., Contact]


@pytest.fixture
def me() -> Me:
    """Robin, of Boston."""
    address = "Robin Hale\n27 Alder Street, Apt 3\nBoston, MA 02130"
    return Me("Robin Hale", "robin@example.com", "+1 617 555 0100", address, country="US")


@pytest.fixture
def drafted() -> Drafted:
    """``drafted("Dear Dana, …", medium="letter")``."""

    def make(text: str = "Dear Dana Lee,\n\nThank you.\n\nKind regards,\n\nRobin Hale", **more: object) -> Draft:
        draft = Draft(Source("drafts/x.md", 1), "u", "thank-you", "email", "en", Ref("Dana Lee"), None, "Thank you", text, 9)
        return replace(draft, **more)

    return make


@pytest.fixture
def somebody() -> Somebody:
    """``somebody(name="Jörg Müßigbrodt", country="DE")``; Dana Lee of Acme in Boston where nothing else is said."""

    def make(**more: object) -> Contact:
        dana = Contact(
            Source("contacts/Dana Lee.md", 1),
            "dana-lee",
            "Dana Lee",
            "Dana Lee",
            title="Director of Platform",
            company=Ref("Acme", linked=False),
            email=("dana@example.com",),
            address="300 Sleeper Lane\nBoston, MA 02210",
            country="US",
        )
        return replace(dana, **more)

    return make
