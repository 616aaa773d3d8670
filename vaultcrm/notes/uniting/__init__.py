"""Two notes of one person as one text, in which nothing of either is lost.

In: both texts. Out: the first with what the second adds, and what that was. Pure; done twice it changes nothing more.
"""

from .front import Front, Gain, united_front
from .logs import UnitedLog, united_log
from .prose import joined_prose

__all__ = ["Front", "Gain", "UnitedLog", "joined_prose", "united_front", "united_log"]
