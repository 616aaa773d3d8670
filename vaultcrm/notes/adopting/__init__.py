"""What words a vault has of its own, and how the settings would say so.

In: the notes of a folder, as they are. Out: a ``Proposal``: findings, each with its count and an example, and the text of them
for ``vaultcrm.toml``. Nothing here applies anything: only what the user lets stand in the settings counts.
"""

from .proposal import Finding, Proposal, settings_of
from .survey import propose
from .written import limits_text, toml_text, words_text

__all__ = ["Finding", "Proposal", "limits_text", "propose", "settings_of", "toml_text", "words_text"]
