"""The figures as one HTML file that needs nothing else: no scripts, nothing from elsewhere, to read on a phone or to print."""

from __future__ import annotations

from collections.abc import Sequence

from ..days import full_day
from ..markup import element, escaped, whole_page
from . import words
from .figures import Figures
from .sections import Section, sections
from .style import style

_TITLE = "The search in figures"
_COUNTED = (
    "A touch is a line in a log by which you wrote, called or met; one that names two people counts twice. It is answered "
    "where that person wrote or called on the same day or within 14 days. No news is no news, and not a no."
)


def page(found: Figures) -> str:
    """The whole file."""
    return whole_page(f"{_TITLE}, {full_day(found.today)}", style(), _body(found))


def _body(found: Figures) -> str:
    shown = () if found.empty else sections(found)
    said = (words.EMPTY, words.HINT) if found.empty else (words.summary(found),)
    head = element("h1", _TITLE) + "".join(element("p", escaped(text)) for text in said)
    skip = element("a", "Skip to the figures", class_="skip", href="#figures") if shown else ""
    links = "".join(element("li", element("a", escaped(one.title), href=f"#{one.name}")) for one in shown)
    nav = element("nav", element("ul", links), aria_label="Figures") if shown else ""
    main = element("main", "\n".join(map(_section, shown)), id="figures", tabindex="-1")
    foot = element("footer", element("p", escaped(_COUNTED)) + element("p", f"As of {full_day(found.today)}."))
    return "\n".join(filter(None, (skip, element("header", head), nav, main, foot)))


def _section(one: Section) -> str:
    heading = element("h2", escaped(one.title), id=f"{one.name}-heading")
    told = element("p", escaped(one.told), class_="told")
    table = element("details", element("summary", "As a table") + _table(one.title, one.head, one.rows))
    content = f"{heading}{told}{element('figure', one.drawing)}{_legend(one.legend)}{table}"
    return element("section", content, id=one.name, aria_labelledby=f"{one.name}-heading")


def _legend(pairs: Sequence[tuple[str, str]]) -> str:
    entries = "".join(element("li", _swatch(kind) + escaped(what)) for kind, what in pairs)
    return element("ul", entries, class_="legend") if entries else ""


def _swatch(kind: str) -> str:
    return element(
        "svg", element("rect", width=12.0, height=12.0, rx=2.0, class_=kind), viewBox="0 0 12 12", aria_hidden="true"
    )


def _table(caption: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    names = element("tr", "".join(element("th", escaped(name), scope="col") for name in head))
    body = "".join(element("tr", "".join(_cells(row))) for row in rows)
    return element("table", element("caption", escaped(caption)) + element("thead", names) + element("tbody", body))


def _cells(row: Sequence[str]) -> list[str]:
    return [element("th", escaped(row[0]), scope="row"), *(element("td", escaped(cell)) for cell in row[1:])]
