"""What others send, as records: invitations, vCards, tables of people, the lines under an e-mail; and people as vCards.

In: bytes or text from outside, which may be anything. Out: a record, or ``Unusable`` with the reason and what to do. Pure.
"""

from .csv_people import read_csv, read_google
from .invitation import Guest, Invitation, read_invitation, read_invitations
from .linkedin import Messages, Wrote, profile_key, read_linkedin
from .people import People, Person
from .person import Card, Unusable
from .phones import number_key
from .signature import read_signature
from .vcard import is_vcard, read_vcard, read_vcards
from .vcard_writing import Version, uid_of, vcards

__all__ = [
    "Card",
    "Guest",
    "Invitation",
    "Messages",
    "People",
    "Person",
    "Unusable",
    "Version",
    "Wrote",
    "is_vcard",
    "number_key",
    "profile_key",
    "read_csv",
    "read_google",
    "read_invitation",
    "read_invitations",
    "read_linkedin",
    "read_signature",
    "read_vcard",
    "read_vcards",
    "uid_of",
    "vcards",
]
