"""The figures as one HTML file that needs nothing else: no scripts, nothing from elsewhere, to read on a phone or to print."""

from __future__ import annotations

from collections.abc import Sequence

from ..days import full_day
from ..markup import element, escaped
from . import words
from .figures import Figures
from .sections import Section, sections
from .style import style

_TITLE = "The search in figures"
# Whatever a note says, a browser is not to load or run anything for it.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_COUNTED = (
    "A touch is a line in a log by which you wrote, called or met; one that names two people counts twice. It is answered "
    "where that person wrote or called on the same day or within 14 days. No news is no news, and not a no."
)


def page(found: Figures) -> str:
    """The whole file."""
    title = f"{_TITLE}, {full_day(found.today)}"
    head = (
        '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n<meta name="referrer" content="no-referrer">\n'
        f"{element('title', escaped(title))}\n{element('style', style())}"
    )
    return f'<!DOCTYPE html>\n<html lang="en">\n<head>\n{head}\n</head>\n<body>\n{_body(found)}\n</body>\n</html>\n'


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
