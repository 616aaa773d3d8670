"""Text into HTML and SVG: everything that notes say goes through here, so that nothing of it can become markup."""

from __future__ import annotations

import html
import re

from .spans import clean

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
