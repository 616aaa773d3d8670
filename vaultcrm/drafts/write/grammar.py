"""What a template may be made of, checked on its syntax tree before anything runs.

In comes a parsed template and the names that there are, out comes nothing, or a ``TemplateProblem`` with the line. A template
may come from a stranger: whatever is not listed here is refused, so that no expression can reach an attribute of Python, call
what is not ours, build a string from itself, or count to a billion. What is left takes as long as the notes' lists are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from jinja2 import nodes

from .language import TemplateProblem

LARGEST, LONGEST_TAG, DEEPEST = 32_000, 1_500, 25
LOOPS_DEEP, LOOPS, NODES = 2, 20, 6_000
FUNCTIONS = frozenset({"gap", "pick"})
FILTERS = frozenset({"about", "closed", "few", "listed", "phrase", "quoted", "sentence", "short", "small"})
_HEAD = re.compile(r"\{[{%#]")
_OPENING = re.compile(r"\{%[-+]?\s*(end)?(if|for)\b")
_BRACKETS = re.compile(r"[(\[{]")

# Without these there would be no text; each of them costs what it says, once.
_HARMLESS = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.CondExpr, nodes.Const, nodes.Compare, nodes.Operand,
    nodes.And, nodes.Or, nodes.Not,
)  # fmt: skip
_CALLED = {
    nodes.Pow: "a power", nodes.Mul: "a multiplication", nodes.Add: "a sum", nodes.Sub: "a difference", nodes.Div: "a division",
    nodes.FloorDiv: "a division", nodes.Mod: "`%`", nodes.Concat: "`~`", nodes.Macro: "a macro",
    nodes.CallBlock: "a call block",
    nodes.Import: "an import", nodes.FromImport: "an import", nodes.Extends: "`extends`", nodes.Block: "a block",
    nodes.FilterBlock: "a filter block", nodes.With: "`with`", nodes.AssignBlock: "a `set` block", nodes.List: "a list",
    nodes.Tuple: "a tuple", nodes.Dict: "a table in braces", nodes.Slice: "a slice", nodes.Test: "a test (`is`)",
    nodes.Scope: "`autoescape`", nodes.ScopedEvalContextModifier: "`autoescape`", nodes.Neg: "a sign", nodes.Pos: "a sign",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """The names of a template: simple ones, and for records (``to``) their attributes. ``lists`` can be looped over."""

    names: frozenset[str]
    records: Mapping[str, frozenset[str]] = field(default_factory=dict)
    lists: frozenset[str] = frozenset()


@dataclass
class _Walk:
    path: str
    known: Known
    local: dict[str, frozenset[str]] = field(default_factory=dict)
    loops: int = 0
    nodes: int = 0


def refuse_shape(path: str, source: str) -> None:
    """Refuse a text that is no template of ours before it is parsed: parsers recurse. Raises ``TemplateProblem``."""
    if len(source) > LARGEST:
        raise TemplateProblem(f"{path}: the template is larger than {LARGEST:,} characters", "cut it in two")
    if "\x00" in source:
        line = source.count("\n", 0, source.index("\x00")) + 1
        raise TemplateProblem(f"{path}:{line}: a character stands here that is none (NUL)", "take it out")
    for head in _HEAD.finditer(source):
        closing = {"{{": "}}", "{%": "%}", "{#": "#}"}[head[0]]
        end = source.find(closing, head.end())
        line = source.count("\n", 0, head.start()) + 1
        if end < 0:
            raise TemplateProblem(f"{path}:{line}: `{head[0]}` is never closed", f"write `{closing}` behind it")
        tag = source[head.end() : end]
        if head[0] != "{#" and (len(tag) > LONGEST_TAG or len(_BRACKETS.findall(tag)) > DEEPEST or tag.count("not ") > DEEPEST):
            raise TemplateProblem(
                f"{path}:{line}: what stands between `{head[0]}` and `{closing}` is too long", "say it in parts"
            )
    depth = 0
    for tag_found in _OPENING.finditer(source):
        depth += -1 if tag_found[1] else 1
        if depth > DEEPEST:
            line = source.count("\n", 0, tag_found.start()) + 1
            raise TemplateProblem(f"{path}:{line}: more than {DEEPEST} `if` and `for` within each other", "untangle them")


def check(path: str, tree: nodes.Template, known: Known) -> tuple[str, ...]:
    """Refuse whatever is not part of the template language; the names of the templates that it includes are returned."""
    walk = _Walk(path, known)
    return tuple(_visit(walk, tree, 0))


def _visit(walk: _Walk, node: nodes.Node, depth: int) -> Iterator[str]:
    walk.nodes += 1
    if walk.nodes > NODES:
        raise _wrong(walk, node, f"the template has more than {NODES} parts", "cut it in two")
    if isinstance(node, nodes.For):
        yield from _loop(walk, node, depth)
        return
    if isinstance(node, nodes.Include):
        yield _included(walk, node, depth)
        return
    _refuse(walk, node)
    for child in () if isinstance(node, nodes.Getattr) else node.iter_child_nodes():
        yield from _visit(walk, child, depth)


def _refuse(walk: _Walk, node: nodes.Node) -> None:
    """Raise where a node is none of the language's, or says a name that there is not."""
    match node:
        case nodes.Name(ctx="load"):
            _name(walk, node, node.name)
        case nodes.Getattr():
            _attribute(walk, node)
        case nodes.Getitem():
            _item(walk, node)
        case nodes.Call():
            _call(walk, node)
        case nodes.Filter():
            _filter(walk, node)
        case nodes.Assign(target=nodes.Name(name=name)):
            walk.local[name] = frozenset()
        case nodes.Name() | nodes.Compare():
            pass
        case _ if not isinstance(node, _HARMLESS):
            said = _CALLED.get(type(node), f"`{type(node).__name__.lower()}`")
            raise _wrong(walk, node, f"{said} is not part of the template language", "docs/drafts.md lists what is")


def _name(walk: _Walk, node: nodes.Node, name: str) -> None:
    if name in walk.known.records and name not in walk.local:
        parts = ", ".join(f"`{name}.{part}`" for part in sorted(walk.known.records[name]))
        raise _wrong(walk, node, f"`{name}` has parts, and is no text itself", f"there are {parts}")
    if name not in walk.known.names | walk.known.lists | walk.known.records.keys() | walk.local.keys() | FUNCTIONS:
        raise _wrong(walk, node, f"nothing is called `{name}`", _nearest(name, walk))


def _attribute(walk: _Walk, node: nodes.Getattr) -> None:
    owner = node.node.name if isinstance(node.node, nodes.Name) else None
    has = walk.known.records.get(owner or "", walk.local.get(owner or "", frozenset()))
    if owner == "loop" and owner in walk.local:
        has = frozenset({"first", "last", "index"})
    if node.attr not in has:
        said = f"`{owner}.{node.attr}`" if owner else f"`.{node.attr}`"
        raise _wrong(
            walk,
            node,
            f"there is no {said}",
            f"it has {', '.join(sorted(has))}" if has else "docs/drafts.md lists what there is",
        )


def _item(walk: _Walk, node: nodes.Getitem) -> None:
    listed = isinstance(node.node, nodes.Name) and node.node.name in walk.known.lists
    counted = isinstance(node.arg, nodes.Const) and type(node.arg.value) is int
    if not (listed and counted):
        raise _wrong(walk, node, "only lists have items, by number: `topics[0]`", "docs/drafts.md lists what there is")


def _call(walk: _Walk, node: nodes.Call) -> None:
    if (
        not (isinstance(node.node, nodes.Name) and node.node.name in FUNCTIONS)
        or node.dyn_args
        or node.dyn_kwargs
        or node.kwargs
    ):
        said = f"`{node.node.name}(…)`" if isinstance(node.node, nodes.Name) else "a call"
        raise _wrong(walk, node, f"{said} is not part of the template language", f"there are {_functions()}")


def _filter(walk: _Walk, node: nodes.Filter) -> None:
    if node.name not in FILTERS or node.args or node.kwargs or node.dyn_args or node.dyn_kwargs:
        said = f"`|{node.name}`" + ("" if node.name not in FILTERS else " with something behind it")
        raise _wrong(walk, node, f"{said} is not part of the template language", f"there are {_filters()}")


def _loop(walk: _Walk, node: nodes.For, depth: int) -> Iterator[str]:
    over, target = node.iter, node.target
    walk.loops += 1
    if not (isinstance(over, nodes.Name) and over.name in walk.known.lists) or node.recursive:
        raise _wrong(
            walk,
            node,
            "a loop goes over one of the lists, and nothing else",
            f"there are {', '.join(sorted(walk.known.lists))}",
        )
    if depth >= LOOPS_DEEP or walk.loops > LOOPS:
        raise _wrong(
            walk, node, f"there are more than {LOOPS_DEEP} loops in each other, or {LOOPS} in all", "say it with fewer"
        )
    if not isinstance(target, nodes.Name):
        raise _wrong(walk, node, "a loop has one name: `for topic in topics`", "write one")
    before = dict(walk.local)
    walk.local |= {target.name: frozenset(), "loop": frozenset()}
    for child in (*([node.test] if node.test else []), *node.body):
        yield from _visit(walk, child, depth + 1)
    walk.local = before
    for child in node.else_:
        yield from _visit(walk, child, depth)


def _included(walk: _Walk, node: nodes.Include, depth: int) -> str:
    name = node.template.value if isinstance(node.template, nodes.Const) else None
    if not isinstance(name, str) or not re.fullmatch(r"[a-z0-9_][a-z0-9_.-]*\.md", name) or ".." in name or depth:
        remedy = 'name a file of the same folder, outside loops: `{% include "_greeting.md" %}`'
        raise _wrong(walk, node, "this `include` is not part of the template language", remedy)
    return name


def _wrong(walk: _Walk, node: nodes.Node, message: str, remedy: str) -> TemplateProblem:
    line = node.lineno or next((child.lineno for child in node.find_all(nodes.Node) if child.lineno), 1)
    return TemplateProblem(f"{walk.path}:{line}: {message}", remedy)


def _nearest(name: str, walk: _Walk) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, sorted(walk.known.names | walk.known.lists | walk.known.records.keys()), cutoff=0.6)
    return f"did you mean {' or '.join(f'`{one}`' for one in near)}?" if near else "docs/drafts.md lists what there is"


def _functions() -> str:
    return ", ".join(f"`{name}(…)`" for name in sorted(FUNCTIONS))


def _filters() -> str:
    return ", ".join(f"`|{name}`" for name in sorted(FILTERS))
