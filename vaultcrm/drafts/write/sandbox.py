"""Templates run in a sandbox: jinja2's own, with nothing in it but what ``grammar`` lets through.

In come a template's name, a way to find templates, and the values, out comes the text. Every template that takes part is
checked before any of them runs; what grows past all measure is stopped, and so is what takes too long.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from time import monotonic
from types import SimpleNamespace
from typing import Any, NamedTuple

from jinja2 import DictLoader, StrictUndefined, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from .grammar import Known, check, refuse_shape
from .language import TemplateProblem
from .text import with_marks

_NO_ITEM = re.compile(r"(?<![\w.])[\w.]++ object has no element (\d+)")
LONGEST_TEXT, LONGEST_TIME, MOST_FILES = 60_000, 2.0, 12
_LOOP = frozenset({"first", "last", "index"})


class Source(NamedTuple):
    """A template as it was found: the path that its user knows it by, and its text."""

    path: str
    text: str


Find = Callable[[str], Source | None]
Function = Callable[..., str]


class _Sandbox(ImmutableSandboxedEnvironment):
    """Attributes of our own records only; no call but of the functions that are ours."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        if isinstance(obj, LoopContext):
            return attr in _LOOP
        return isinstance(obj, SimpleNamespace) and not attr.startswith("_")

    def is_safe_callable(self, obj: Any) -> bool:
        return any(obj is function for function in self.globals.values())


def render(
    name: str,
    find: Find,
    values: Mapping[str, Any],
    known: Known,
    functions: Mapping[str, Function],
    filters: Mapping[str, Function],
    clock: Callable[[], float] = monotonic,
) -> str:
    """The template called ``name`` with its values filled in. Raises ``TemplateProblem`` with path and line."""
    environment = _environment(functions, filters)
    paths: dict[str, str] = {}
    loaded: dict[str, str] = {}
    _load(environment, name, find, known, (paths, loaded), ())
    environment.loader = DictLoader(loaded)
    try:
        return _bounded(environment.get_template(name).generate(dict(values)), paths[name], clock)
    except (UndefinedError, SecurityError, TypeError, AttributeError, ValueError, RecursionError) as error:
        said = _NO_ITEM.sub(r"the list has no item \1", str(error))
        raise TemplateProblem(f"{_place(error, paths, name)}: {said}", "docs/drafts.md lists what there is") from error


def _environment(functions: Mapping[str, Function], filters: Mapping[str, Function]) -> _Sandbox:
    environment = _Sandbox(undefined=StrictUndefined, optimized=False, keep_trailing_newline=True)
    environment.globals = dict(functions)
    environment.filters = dict(filters)
    environment.tests = {}
    return environment


def _load(
    environment: _Sandbox,
    name: str,
    find: Find,
    known: Known,
    so_far: tuple[dict[str, str], dict[str, str]],
    within: tuple[str, ...],
) -> None:
    """Find, parse and check a template, and those that it includes."""
    paths, loaded = so_far
    source = find(name)
    by = f" (in {paths[within[-1]]})" if within else ""
    if source is None:
        raise TemplateProblem(f"there is no template {name!r}{by}", "docs/drafts.md says where templates are looked for")
    if name in within or len(loaded) > MOST_FILES:
        raise TemplateProblem(
            f"{source.path}: templates include each other, or there are more than {MOST_FILES}", "untangle them"
        )
    if name in loaded:
        return
    included_names = _checked(environment, source, known)
    paths[name], loaded[name] = source.path, with_marks(source.text)
    for included in included_names:
        _load(environment, included, find, known, so_far, (*within, name))


def _checked(environment: _Sandbox, source: Source, known: Known) -> tuple[str, ...]:
    refuse_shape(source.path, source.text)
    try:
        return check(source.path, environment.parse(source.text), known)
    except TemplateSyntaxError as error:
        raise TemplateProblem(
            f"{source.path}:{error.lineno}: {error.message}", "docs/drafts.md shows how it is written"
        ) from error
    except (RecursionError, ValueError) as error:
        raise TemplateProblem(
            f"{source.path}: the template cannot be read", "it is nested too deeply, or a number is too long"
        ) from error


def _bounded(pieces: Any, path: str, clock: Callable[[], float]) -> str:
    """The pieces put together, as long as they are few and quick enough."""
    started, written, size = clock(), [], 0
    for piece in pieces:
        written.append(piece)
        size += len(piece)
        if size > LONGEST_TEXT:
            raise TemplateProblem(f"{path}: the text would be longer than {LONGEST_TEXT:,} characters", "a letter is shorter")
        if clock() - started > LONGEST_TIME:
            raise TemplateProblem(f"{path}: the template took longer than {LONGEST_TIME:g} seconds", "say it with fewer loops")
    return "".join(written)


def _place(error: BaseException, paths: Mapping[str, str], name: str) -> str:
    """Path and line of the template in which it happened, which jinja2 writes into the traceback."""
    found, trace = paths[name], error.__traceback__
    while trace:
        file = trace.tb_frame.f_code.co_filename
        if file == "<template>" or file in paths:
            found = f"{paths.get(trace.tb_frame.f_globals.get('name', name), paths[name])}:{trace.tb_lineno}"
        trace = trace.tb_next
    return found
