"""From material to text: templates in a sandbox, one folder a language.

In come ``Material``, a ``Language`` and a way to find templates, out comes what a draft says. Nothing here reads a disk.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping

from vaultcrm.drafts.conventions import convention
from vaultcrm.drafts.material import Material

from .language import FILE, Language, TemplateProblem, read_language
from .sandbox import Find, Source, render
from .sayings import listed, phrase, sentence, sentence_end, short, small
from .scene import KNOWN, scene
from .shape import about, begins
from .text import Written, laid_out

__all__ = ["FILE", "Find", "Language", "Source", "TemplateProblem", "Written", "read_language", "write"]


def write(material: Material, language: Language, name: str, find: Find) -> Written:
    """What the template called ``name`` makes of the material. Raises ``TemplateProblem`` with path and line."""
    functions = {"gap": _gap, "pick": _picker(material)}
    found = laid_out(render(name, find, scene(material, language), KNOWN, functions, _filters(language)))
    habit = convention(material.me.country)
    text = found.text if habit.note or not language.small_start else _large_start(found.text)
    return Written(found.subject, text) if habit.sharp else Written(found.subject.replace("ß", "ss"), text.replace("ß", "ss"))


def _gap(*wanted: str) -> str:
    """A marked gap that says what is missing; the check does not pass while one is open."""
    words = " ".join(str(word) for word in wanted if word)
    return f"[?: {words.translate(_BRACKETS)}]"


def _picker(material: Material) -> Callable[..., str]:
    """``pick("a", "b")``: one of several ways to say a thing, always the same for one touch-point, and each of a panel another.

    Row C8: recipients compare. The first is drawn by the interview, the next in the panel gets the next.
    """
    about = material.interview.id if material.interview and material.panel else material.touchpoint.uid

    def pick(*ways: str) -> str:
        drawn = hashlib.sha256("\x1f".join((about, *ways[:1])).encode("utf-8", "surrogatepass")).digest()
        return ways[(drawn[0] + material.position + material.round - 1) % len(ways)] if ways else ""

    return pick


def _filters(language: Language) -> Mapping[str, Callable[..., str]]:
    return {
        "sentence": lambda text: sentence(str(text)),
        "about": lambda text: about(str(text), language),
        "closed": lambda text: sentence_end(_behind_colon(str(text), language)),
        "phrase": lambda text: phrase(str(text), language),
        "small": lambda text: small(str(text), language),
        "short": lambda text: short(str(text)),
        "quoted": lambda text: f"“{text}”" if text else "",
        "listed": lambda texts: listed(_several(texts), language),
        "few": lambda texts: listed(_several(texts)[:2], language),
    }


def _behind_colon(text: str, language: Language) -> str:
    """A whole sentence begins large behind a colon where the language has it so (``[words] large``), else all begins small."""
    if begins(text, "large", language):
        return f"{text[:1].upper()}{text[1:]}"
    return small(text, language)


def _several(texts: object) -> tuple[str, ...]:
    """The texts of a list; a single one is a list of one."""
    return tuple(map(str, texts)) if isinstance(texts, tuple) else (str(texts),)


def _large_start(text: str) -> str:
    """Where no comma stands behind the greeting, the text begins large."""
    greeting, blank, rest = text.partition("\n\n")
    return f"{greeting}{blank}{rest[:1].upper()}{rest[1:]}"


_BRACKETS = str.maketrans({"[": "(", "]": ")", "\n": " "})
