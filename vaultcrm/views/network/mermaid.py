"""The tree as a Mermaid flowchart, for a note or a README: ``flowchart LR`` with one line a person, one an introduction."""

from __future__ import annotations

import re

from ..spans import clean, fit
from .twigs import Tree, Twig
from .words import outcome_words, total_words

# Besides letters and digits of any script; whatever else a name has is written by its number.
_PLAIN = re.compile(r"[^\w ,.:()/&+'-]|_")
_WIDE = 60
_STYLES = "  classDef job stroke-dasharray: 4 3\n"


def mermaid_text(tree: Tree) -> str:
    """The chart; the sum stands in it as a comment."""
    nodes = "".join(f"  {_node(number, twig)}\n" for number, twig in enumerate(tree.twigs))
    edges = "".join(f"  n{twig.parent} --> n{number}\n" for number, twig in enumerate(tree.twigs) if twig.parent is not None)
    jobs = ",".join(f"n{number}" for number, twig in enumerate(tree.twigs) if twig.job)
    return f"flowchart LR\n  %% {total_words(tree)}\n{nodes}{edges}" + (f"{_STYLES}  class {jobs} job\n" if jobs else "")


def _node(number: int, twig: Twig) -> str:
    label = "<br/>".join(_label(fit(text, _WIDE)) for text in (twig.name, twig.about or "", outcome_words(twig)) if text)
    return f'n{number}["{label}"]' if not twig.job else f'n{number}(["{label}"])'


def _label(text: str) -> str:
    """Text that Mermaid cannot take for anything else."""
    return _PLAIN.sub(lambda found: f"#{ord(found[0])};", clean(text))
