"""``merge``: two contacts that are one, with every link of the vault. Planned and proved, shown, then written.

In come the vault and two names, out comes a ``Merging``: the joined note, every other text that changes, the note that goes.
"""

from .plan import Merging, merging
from .writing import carry_out

__all__ = ["Merging", "carry_out", "merging"]
