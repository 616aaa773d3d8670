"""Text into HTML and SVG: everything that notes say goes through here, so that nothing of it can become markup."""

from __future__ import annotations

import html
import re

from .spans import clean

# Whatever a note says, a browser is not to load or run anything for it.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
# Not allowed in XML, even escaped, besides what ``clean`` takes away.
_UNFIT = re.compile(r"[\ufdd0-\ufdef]|[^\x00-\U0010ffff]|[\ufffe\uffff]")


def escaped(text: str) -> str:
    """``text`` on one line, as content or as a quoted attribute."""
    return html.escape(_UNFIT.sub(" ", clean(text)))


def element(name: str, content: str = "", /, **attributes: str | float | None) -> str:
    """``<name …>content</name>``; ``content`` is markup already, attributes are escaped here.

    ``class_`` is written ``class``, ``aria_label`` ``aria-label``; an attribute that is ``None`` is left out.
    """
    named = ((key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items() if value is not None)
    written = "".join(f' {key}="{escaped(value) if isinstance(value, str) else f"{value:g}"}"' for key, value in named)
    return f"<{name}{written}>{content}</{name}>"


def whole_page(title: str, style: str, body: str) -> str:
    """One HTML file that needs nothing else; ``body`` is markup already."""
    head = (
        '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n<meta name="referrer" content="no-referrer">\n'
        f"{element('title', escaped(title))}\n{element('style', style)}"
    )
    return f'<!DOCTYPE html>\n<html lang="en">\n<head>\n{head}\n</head>\n<body>\n{body}\n</body>\n</html>\n'
