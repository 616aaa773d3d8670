"""A draft as a message that a mail program opens to be looked through and sent (row A1, C3, D4, E1).

In: a draft, who writes, an address, files to go along. Out: the bytes of an ``.eml``. No date and no message id: those are the
mail program's, and without them the same words give the same bytes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from mimetypes import guess_type

from vaultcrm.drafts.people import told
from vaultcrm.errors import WrongUsage
from vaultcrm.model import Contact, Draft, Me

from .parts import flowing, one_line, sent

# An atom of RFC 5322 (section 3.2.3), with the letters of other languages where RFC 6531 lets them be.
_LOCAL = r"[^\s@,;:<>()\[\]\\\"\x00-\x20\x7f]+"
_ADDRESS = re.compile(rf"(?P<local>{_LOCAL})@(?P<domain>[\w-]+(?:\.[\w-]+)+)")


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that goes along."""

    name: str
    data: bytes


def eml(draft: Draft, me: Me, contact: Contact, enclosures: Sequence[Enclosure] = ()) -> bytes:
    """The message, unsent (``X-Unsent: 1``: Outlook opens it for writing, others let it be edited as new).

    A paragraph is one line: it is the program's to wrap, and Outlook takes the soft breaks of ``format=flowed`` for breaks.
    Raises ``WrongUsage`` where there is no address, or it has not the form of one.
    """
    message = EmailMessage(policy=SMTP.clone(max_line_length=78))
    message["X-Unsent"] = "1"
    if me.email:
        message["From"] = Address(one_line(me.name), addr_spec=address_of(me.email, "vaultcrm.toml"))
    message["To"] = Address(one_line(told(contact.name)), addr_spec=recipient(contact))
    message["Subject"] = one_line(draft.subject)
    message.set_content(flowing(sent(draft)) + "\n", charset="utf-8", cte="quoted-printable")
    for one in enclosures:
        kind, _, form = (guess_type(one.name)[0] or "application/octet-stream").partition("/")
        message.add_attachment(one.data, kind, form, filename=one_line(one.name), cte="base64")
    if enclosures:
        message.set_boundary(_boundary(message, enclosures))
    return message.as_bytes()


def recipient(contact: Contact) -> str:
    """The contact's first e-mail address. Raises ``WrongUsage`` where there is none, or it has not the form of one."""
    if not contact.email:
        name = one_line(told(contact.name))
        raise WrongUsage(
            f"{contact.source.path}: there is no e-mail address of {name}",
            "Add it to the note's front matter:\n  email: name@example.com",
        )
    return address_of(contact.email[0], contact.source.path)


def address_of(written: str, place: str) -> str:
    """An address as a header takes it: a domain with letters of other languages in ASCII (IDNA). Raises ``WrongUsage``."""
    found = _ADDRESS.fullmatch(written.strip())
    try:
        domain = found["domain"].encode("idna").decode("ascii") if found else ""
    except UnicodeError:
        domain = ""
    if not found or not domain or not found["local"].isascii():
        raise WrongUsage(f"{place}: {one_line(written)!r} is no e-mail address that can be written to", "Put it right there.")
    return f"{found['local']}@{domain}"


def _boundary(message: EmailMessage, enclosures: Sequence[Enclosure]) -> str:
    """Made of the content, so that it is the same every time; nobody who writes a part can foresee it."""
    digest = hashlib.sha256()
    for part in (str(message["Subject"]).encode(), *(one.data for one in enclosures)):
        digest.update(hashlib.sha256(part).digest())
    return f"=_{digest.hexdigest()[:40]}"
