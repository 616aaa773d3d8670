"""``forget``: a person, with their note, the drafts to them, and every link; not to be taken back.

In come the vault and a name, out comes a ``Forgetting``: what goes, what changes, and what only a person can take out.
"""

from .plan import Forgetting, forgetting
from .writing import carry_out

__all__ = ["Forgetting", "carry_out", "forgetting"]
