"""The checks of a text: each a plain function behind one door, the built-in ones and the user's own.

In: ``Checked``, a draft with all that is known of it. Out: ``Finding``s. A check is an entry point of the group
``vaultcrm.checks``: ``name = "package.module:function"``. The built-in ones are listed here; others are installed, and named in
the settings (``[drafts] checks``). One that fails is a finding, never the end of the program.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol

from vaultcrm.model import Finding

from .text import Checked, Verdict

__all__ = ["BUILT_IN", "GROUP", "Check", "Checked", "Point", "findings", "installed"]

GROUP = "vaultcrm.checks"
_MOST = 20_000
_MODULES = (
    "gaps", "recipient", "decision", "apology", "decline", "tone", "thanks", "topic", "purpose", "promises", "medium",
    "length", "spelling", "form", "likeness", "language",
)  # fmt: skip


class Check(Protocol):
    """What a check is: a function of a text that finds something, or nothing. It writes nothing and prints nothing."""

    def __call__(self, text: Checked, /) -> Iterable[Finding]: ...


@dataclass(frozen=True, slots=True)
class Point:
    """Where a check is: ``name = module:function``, as an entry point of a package says it."""

    name: str
    value: str

    def load(self) -> Check:
        """The check itself; its module is imported now, and not before. Raises whatever that raises."""
        module, _, function = self.value.partition(":")
        check: Check = getattr(import_module(module), function)
        return check


BUILT_IN: Sequence[Point] = tuple(Point(name, f"{__name__}.{name}:check") for name in _MODULES)


def installed(names: Iterable[str]) -> tuple[Point, ...]:
    """The installed checks that are called so, in the order of the names; of two with one name, the first by what they name."""
    from importlib.metadata import entry_points  # 12 ms, for which nobody waits who has no check of their own

    found = sorted(entry_points(group=GROUP), key=lambda one: (one.name, one.value))
    return tuple(Point(name, one.value) for name in names for one in [one for one in found if one.name == name][:1])


def findings(text: Checked, checks: Iterable[Point] = BUILT_IN) -> tuple[Finding, ...]:
    """Everything that the checks find in a text, by place; each once. What nobody would send is not gone through."""
    if len(text.draft.text) > _MOST:
        return (Verdict("length", "", "error", f"has more than {_MOST:,} characters: this is no letter").of(text.draft),)
    return tuple(sorted({finding for check in checks for finding in _run(check, text)}))


def _run(point: Point, text: Checked) -> Iterator[Finding]:
    try:
        found = [_one(finding) for finding in point.load()(text)]
    except Exception as failure:  # a check of somebody else's may raise anything; it is told, with its name
        message = f"the check {point.name!r} failed: {type(failure).__name__}: {failure}"
        remedy = f"Mend {point.value}, or take it out of the settings."
        found = [Verdict(point.name, "", "error", message, remedy).of(text.draft)]
    yield from found


def _one(finding: object) -> Finding:
    if isinstance(finding, Finding):
        return finding
    raise TypeError(f"a check gives Finding, not {type(finding).__name__}")
