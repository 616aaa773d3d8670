"""What others send, as records: invitations, vCards, the lines under an e-mail.

In: bytes or text from outside, which may be anything. Out: a record, or ``Unusable`` with the reason and what to do. Pure.
"""

from .invitation import Guest, Invitation, read_invitation
from .person import Card, Unusable
from .signature import read_signature
from .vcard import is_vcard, read_vcard

__all__ = [
    "Card",
    "Guest",
    "Invitation",
    "Unusable",
    "is_vcard",
    "read_invitation",
    "read_signature",
    "read_vcard",
]
