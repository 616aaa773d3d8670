"""The touch-points of today as tasks in Markdown, with links that a phone calls or writes by."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from urllib.parse import quote

from vaultcrm.model import Contact, Plan, Touchpoint, Vault

from .rows import window_note
from .wording import readable

OPEN = frozenset({"open", "due", "overdue"})


def checklist_lines(vault: Vault, plan: Plan) -> tuple[str, ...]:
    """A task a touch-point that is open, in the agenda's order, below a heading with the day that dates an undated tick."""
    people = {contact.id: contact for contact in vault.contacts}
    tasks = [_task(one, people.get(one.person.id or "") if one.person else None, plan.today) for one in _open(plan)]
    return (f"### {plan.today.isoformat()}", "", *tasks, *([""] if tasks else []))


def _open(plan: Plan) -> Iterator[Touchpoint]:
    return (one for one in plan.live.where(lambda one: one.state in OPEN) if not one.tentative)


def _task(touchpoint: Touchpoint, contact: Contact | None, today: date) -> str:
    window = window_note(touchpoint, today)
    words = readable(touchpoint.title) + (f" ({window})" if window else "")
    links = " ".join(_links(contact, touchpoint.via)) if contact else ""
    return f"- [ ] {words}{': ' if links else ''}{links} ^{touchpoint.key}"


def _links(contact: Contact, via: str | None) -> Iterator[str]:
    """By phone its number, by e-mail the address; where another medium or none is asked for, both."""
    if contact.phone and via != "email":
        number = contact.phone[0]
        yield f"[{_shown(number)}](tel:{''.join(char for char in number if char.isdecimal() or char == '+')})"
    if contact.email and via != "phone":
        yield f"[{_shown(contact.email[0])}](mailto:{quote(contact.email[0], safe='@.+-_')})"


def _shown(text: str) -> str:
    return readable(text).replace("[", "(").replace("]", ")")
