"""A feed as the checks see it: its bytes, its lines, and its components, however broken they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ..lines import ContentLine, PhysicalLine, content_lines, physical_lines


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a rule is broken."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Component:
    """One ``BEGIN`` … ``END``, with its own properties; ``parent`` is the ``index`` of what it stands in."""

    index: int
    name: str
    line: int
    parent: int | None
    properties: tuple[ContentLine, ...]

    def all(self, name: str) -> tuple[ContentLine, ...]:
        """Every property of this name."""
        return tuple(line for line in self.properties if line.name == name)

    def first(self, name: str) -> ContentLine | None:
        """The first property of this name."""
        return next((line for line in self.properties if line.name == name), None)


@dataclass(frozen=True)
class Document:
    """A file, read once; components stand in the order in which they begin."""

    data: bytes

    @cached_property
    def physical(self) -> tuple[PhysicalLine, ...]:
        """The lines as they stand."""
        return physical_lines(self.data)

    @cached_property
    def lines(self) -> tuple[ContentLine, ...]:
        """The lines unfolded."""
        return content_lines(self.physical)

    @cached_property
    def components(self) -> tuple[Component, ...]:
        """The components; one that is never closed ends with what it stands in."""
        return read_components(self.lines)

    @property
    def is_calendar(self) -> bool:
        """Whether it begins as a calendar does; nothing more can be said of a web page or of an empty file."""
        return bool(self.lines) and self.lines[0].text.rstrip().upper() == "BEGIN:VCALENDAR"

    def named(self, *names: str) -> Iterator[Component]:
        """The components of these names."""
        return (component for component in self.components if component.name in names)

    def parent_name(self, component: Component) -> str:
        """The name of what a component stands in; empty at the top."""
        return "" if component.parent is None else self.components[component.parent].name

    def properties(self) -> Iterator[tuple[Component, ContentLine]]:
        """Every property with the component that it stands in."""
        return ((component, line) for component in self.components for line in component.properties)


def read_components(lines: tuple[ContentLine, ...]) -> tuple[Component, ...]:
    """The components of the lines. An ``END`` closes the innermost open one of its name; else it is nothing."""
    begun: list[tuple[str, int, int | None, list[ContentLine]]] = []
    open_ones: list[int] = []
    for line in lines:
        if line.name == "BEGIN":
            begun.append((line.value.strip().upper(), line.number, open_ones[-1] if open_ones else None, []))
            open_ones.append(len(begun) - 1)
        elif line.name == "END":
            _close(line.value.strip().upper(), begun, open_ones)
        elif open_ones:
            begun[open_ones[-1]][3].append(line)
    return tuple(Component(n, name, at, parent, tuple(own)) for n, (name, at, parent, own) in enumerate(begun))


def _close(name: str, begun: list[tuple[str, int, int | None, list[ContentLine]]], open_ones: list[int]) -> None:
    """Close at most the last few: a wrong END among thousands of open components must not cost a walk through all of them."""
    for back in range(1, min(len(open_ones), 4) + 1):
        if begun[open_ones[-back]][0] == name:
            del open_ones[-back:]
            return
