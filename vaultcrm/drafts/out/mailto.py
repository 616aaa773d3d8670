"""A draft as an address that opens a mail program with everything filled in (RFC 6068)."""

from __future__ import annotations

from urllib.parse import quote

from vaultcrm.errors import WrongUsage
from vaultcrm.model import Contact, Draft

from .eml import recipient
from .parts import flowing, one_line, sent

# Windows hands on some 2,000 characters of an address, and silently cuts what is longer.
LONGEST = 1800


def mailto(draft: Draft, contact: Contact) -> str:
    """The address with subject and text; raises ``WrongUsage`` where it is too long, or there is nobody to write to."""
    text = flowing(sent(draft)).replace("\n", "\r\n")
    subject = f"subject={_encoded(one_line(draft.subject))}&" if draft.subject else ""
    address = f"mailto:{quote(recipient(contact), safe='@')}?{subject}body={_encoded(text)}"
    if len(address) > LONGEST:
        message = (
            f"{draft.source.path}: the text makes an address of {len(address):,} characters, and programs cut them at 2,000"
        )
        raise WrongUsage(message, "Take --eml, which has room for any length, or --copy.")
    return address


def _encoded(text: str) -> str:
    """Percent-encoded UTF-8, spaces as ``%20``, line ends as ``%0D%0A`` (RFC 6068, section 5)."""
    return quote(text, safe="")
