"""Full text over all notes: an index beside the vault, kept up with the files, and asked in words.

In come a vault's folder and what is looked for, out come the places, the best first. The index can be deleted at any time;
where it is lost, damaged or in use it is made anew, or in memory for this once: that is slower, and never another answer.
"""

from __future__ import annotations

from .asking import MOST, Term, terms
from .finding import Found, discard, find, index_file
from .lines import Place

__all__ = ["MOST", "Found", "Place", "Term", "discard", "find", "index_file", "terms"]
