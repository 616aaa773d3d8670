"""The tree as a drawing: SVG with one style sheet, no scripts, nothing from elsewhere, light or dark as the reader's screen is.

A hovered box tells its full text; the drawing's description has every introduction as a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..markup import element, escaped
from ..spans import fit
from .layout import Spot, spots
from .twigs import Tree, Twig
from .words import outcome_words, total_words

WIDE, HIGH, GAP, SLOT, EDGE = 216, 62, 48, 76, 24
_LEGEND = 34
_NAME, _SMALL = 22, 27  # columns of text that fit into a box, also in a wide font

STYLE = """
svg { background: #fcfcfb; font: 12px system-ui, -apple-system, "Segoe UI", sans-serif; fill: #1d2430; }
.box rect { fill: #ffffff; stroke: #5b6b7a; } .name { font-size: 14px; font-weight: 600; } .about { fill: #4d5966; }
.job rect { stroke-dasharray: 5 3; } .fruit rect { fill: #e9f4ec; stroke: #2c7a45; } .came { fill: #1f5e36; }
.edge { fill: none; stroke: #7a8794; stroke-width: 1.5; }
@media (prefers-color-scheme: dark) {
  svg { background: #14181d; fill: #e9edf1; } .box rect { fill: #1e242b; stroke: #8795a3; } .about { fill: #b2bdc8; }
  .fruit rect { fill: #17301f; stroke: #6cbd86; } .came { fill: #a3dcb5; } .edge { stroke: #8795a3; }
}
@media print { svg { background: none; } }
"""


def picture(tree: Tree) -> str:
    """The whole file."""
    places = spots(tree.twigs)
    size = _size(tree, places)
    edges = "".join(_edge(places[twig.parent], place) for twig, place in _placed(tree, places) if twig.parent is not None)
    boxes = "".join(_box(twig, place) for twig, place in _placed(tree, places))
    total = element("text", escaped(total_words(tree)), x=EDGE, y=size[1] - EDGE + 4, class_="about")
    head = element("title", "Who introduced whom", id="title") + element("desc", escaped(_told(tree)), id="desc")
    drawn = element(
        "svg", f"\n{head}\n<style>{STYLE}</style>\n{edges}{boxes}\n{total}\n",
        xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {size[0]} {size[1]}", width=float(size[0]), height=float(size[1]),
        role="img", aria_labelledby="title desc",
    )  # fmt: skip
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{drawn}\n'


def _placed(tree: Tree, places: Sequence[Spot]) -> Iterator[tuple[Twig, Spot]]:
    return zip(tree.twigs, places, strict=True)


def _size(tree: Tree, places: Sequence[Spot]) -> tuple[int, int]:
    columns = 1 + max((place.column for place in places), default=0)
    slots = 1 + max((place.slot for place in places), default=-1)
    wide = 2 * EDGE + columns * WIDE + (columns - 1) * GAP
    return max(wide, 2 * EDGE + 7 * len(total_words(tree))), int(2 * EDGE + slots * SLOT + _LEGEND)


def _corner(place: Spot) -> tuple[float, float]:
    return EDGE + place.column * (WIDE + GAP), EDGE + place.slot * SLOT


def _edge(above: Spot, below: Spot) -> str:
    (x, y), (end, to) = _corner(above), _corner(below)
    start, middle = x + WIDE, (x + WIDE + end) / 2
    y, to = y + HIGH / 2, to + HIGH / 2
    return element("path", d=f"M{start:g} {y:g} C{middle:g} {y:g} {middle:g} {to:g} {end:g} {to:g}", class_="edge")


def _box(twig: Twig, place: Spot) -> str:
    x, y = _corner(place)
    came, about = outcome_words(twig), ", ".join(filter(None, ("job" if twig.job else "", twig.about)))
    lines = [("name", fit(twig.name, _NAME)), ("about", fit(about, _SMALL)), ("came", fit(came, _SMALL))]
    shown = [(kind, text) for kind, text in lines if text]
    top = y + HIGH / 2 + 5 - 8.5 * (len(shown) - 1)
    texts = "".join(
        element("text", escaped(text), x=x + 12, y=top + 17 * at, class_=kind) for at, (kind, text) in enumerate(shown)
    )
    frame = element("rect", x=x, y=y, width=float(WIDE), height=float(HIGH), rx=8.0)
    title = element("title", escaped(", ".join(filter(None, (twig.name, about, came)))))
    return element("g", f"{title}{frame}{texts}", class_=_kind(twig))


def _kind(twig: Twig) -> str:
    found = twig.outcomes
    fruit = " fruit" if found.offers or found.hired or found.friends else ""
    return f"box{' job' if twig.job else ''}{fruit}"


def _told(tree: Tree) -> str:
    """What the drawing shows, in sentences."""
    told = (
        f"{tree.twigs[twig.parent].name} {'referred' if twig.job else 'introduced'} {twig.name}"
        + (f" ({words})" if (words := outcome_words(twig)) else "")
        for twig in tree.twigs
        if twig.parent is not None
    )
    return ". ".join((*told, total_words(tree)))
