"""The typesetter: data and one of our own layouts into PDF bytes.

In: the name of a layout beside this module, and its words as data. Out: PDF, the same bytes for the same words. What stands in
a note is data only, never source; the typesetter sees an empty folder, finds no package, and has its fonts with it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from vaultcrm.errors import CannotWrite

Layout = Literal["letter", "card"]
# What the fonts of the wheel have; for other scripts those of the machine are asked too.
_STRANGE = re.compile(r"[^\x00-\u052f\u1d00-\u214f\u2190-\u22ff\ufb00-\ufb06]+")


def typeset(layout: Layout, data: Mapping[str, object]) -> bytes:
    """The pages of ``layout`` with the words of ``data``. Raises ``CannotWrite`` with what the typesetter has against them."""
    import typst

    words = json.dumps(data, ensure_ascii=False)
    source = Path(__file__).with_name(f"{layout}.typ").read_bytes()
    with TemporaryDirectory(prefix="vaultcrm-") as empty:
        compiler = typst.Compiler(
            input=source,
            root=empty,
            font_paths=typst.Fonts(include_system_fonts=bool(strange_letters(words))),
            sys_inputs={"data": words},
            package_path=empty,
            package_cache_path=empty,
        )
        try:
            pages = compiler.compile(format="pdf", timestamp=0)
        except typst.TypstError as error:
            raise CannotWrite(f"the page cannot be set: {_reason(error.message)}") from error
    if not isinstance(pages, bytes):
        raise CannotWrite("the page cannot be set")
    return pages


def strange_letters(text: str) -> str:
    """What of a text our own fonts do not have, as far as one can tell by the script: its first letters."""
    return "".join(dict.fromkeys("".join(_STRANGE.findall(text))))[:10]


def _reason(message: str) -> str:
    return message.removeprefix("panicked with: ").strip('"')
