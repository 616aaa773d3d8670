"""How a letter begins, by the country that it is written in; what stands in the window is ``out``'s.

In comes a country (ISO 3166, ``DE`` or ``DE-BY``), out comes a ``Convention``: one row a country that differs from the world.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Convention:
    """``letter`` stands behind the greeting of a letter, ``note`` behind that of an e-mail or a card.

    Where it is empty the text begins large, also in a language that goes on small behind a comma. ``sharp``: ß is written.
    """

    letter: str = ","
    note: str = ","
    sharp: bool = True


_AMERICAN, _SWISS = Convention(letter=":"), Convention("", "", sharp=False)
_CONVENTIONS: Mapping[str, Convention] = {
    "US": _AMERICAN, "CA": _AMERICAN, "MX": _AMERICAN, "PH": _AMERICAN, "CH": _SWISS, "LI": _SWISS,
}  # fmt: skip


def convention(country: str | None) -> Convention:
    """The habits of a country, its regions included; the world's where it is not known."""
    return _CONVENTIONS.get((country or "").upper().partition("-")[0], Convention())


def greeting_end(medium: str, country: str | None, language: str) -> str:
    """What stands behind the greeting: a comma, the colon of American letters in English, or in Switzerland nothing."""
    found = convention(country)
    if found is _AMERICAN and language != "en":
        return found.note
    return found.letter if medium in ("letter", "express") else found.note
