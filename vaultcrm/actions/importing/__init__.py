"""``import``: what others' programs know of people, and invitations, into the vault: planned, shown, then written.

In come the vault and what was read, out comes an ``ImportPlan``: an entry for each row, and every new text.
"""

from .entries import STATES, Change, Entry, ImportPlan
from .invites import plan_invites
from .linkedin import plan_linkedin
from .picking import Pick
from .planning import Wishes, plan_people
from .writing import carry_out

__all__ = [
    "STATES",
    "Change",
    "Entry",
    "ImportPlan",
    "Pick",
    "Wishes",
    "carry_out",
    "plan_invites",
    "plan_linkedin",
    "plan_people",
]
