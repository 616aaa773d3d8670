"""Vault + day -> touch-points. Pure: the same vault on the same day gives the same plan on any machine.

Two stages. First each case (a job with its interviews) and each contact is planned by itself: which steps, for whom, in which
windows, and what the log has closed (``settle``, ``run``). Then ``spread`` gives what is live its day, so that the systems
together pester no one.
"""

from .make import make_plan, touchpoints
from .own import kept_promises

__all__ = ["kept_promises", "make_plan", "touchpoints"]
