"""One little change of a module at a time: the mutants of `mutants.py`.

In: the path of a module. Out: every place of it that may change, with what it may become, and the changed tree. Wording in
f-strings is left as it is: no test should hold every sentence.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
UNCHANGED = -1
COMPARED = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
COUNTED = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.FloorDiv: ast.Mult, ast.Div: ast.Mult, ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
OTHER_NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}


class Mutant(NamedTuple):
    """A module with one change: ``number`` is that of the node in the order of walking, ``what`` says it to a reader."""

    path: str
    line: int
    number: int
    choice: int
    what: str


def changes(node: ast.AST) -> list[tuple[str, ast.AST]]:
    """What can be put in a node's place, each with what it is."""
    match node:
        case ast.Compare(ops=[op]) if type(op) in COMPARED:
            return [("compared otherwise", _with(node, ops=[COMPARED[type(op)]()]))]
        case ast.BinOp(op=op) if type(op) in COUNTED:
            return [("counted otherwise", _with(node, op=COUNTED[type(op)]()))]
        case ast.BoolOp(op=op):
            other = ast.Or() if isinstance(op, ast.And) else ast.And()
            return [("and/or", _with(node, op=other)), ("the last condition left out", node.values[0])]
        case ast.UnaryOp(op=ast.Not() | ast.USub()):
            return [("not/minus left out", node.operand)]
        case ast.IfExp() | ast.If() | ast.While():
            return [("condition turned round", _with(node, test=ast.UnaryOp(ast.Not(), node.test)))]
        case ast.Constant(value=value):
            return [("another constant", ast.Constant(other)) for other in _constants(value)]
        case ast.Name(id=name, ctx=ast.Load()) if name in OTHER_NAMES:
            return [(f"{OTHER_NAMES[name]} for {name}", _with(node, id=OTHER_NAMES[name]))]
        case ast.Return(value=value) if value is not None and not isinstance(value, ast.Constant):
            return [("returns None", _with(node, value=ast.Constant(None)))]
        case ast.Break() | ast.Continue():
            return [("break/continue", ast.Continue() if isinstance(node, ast.Break) else ast.Break())]
        case ast.comprehension(ifs=[_, *_]):
            return [("filter left out", _with(node, ifs=[]))]
        case _:
            return []


def _constants(value: object) -> list[object]:
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value + 1]
    return [f"not {value}"] if isinstance(value, str) else []


def _with(node: ast.AST, **fields: object) -> ast.AST:
    new = copy.copy(node)
    for name, value in fields.items():
        setattr(new, name, value)
    return new


def nodes(tree: ast.AST) -> Iterator[tuple[ast.AST, str, int | None, ast.AST]]:
    """Every place that may change, as parent, field, index and node: no docstrings, annotations, slots, f-string texts."""
    for name, value in ast.iter_fields(tree):
        if name in ("annotation", "returns", "decorator_list") or (isinstance(tree, ast.JoinedStr) and name == "values"):
            parts = [one for one in value if isinstance(one, ast.FormattedValue)] if isinstance(value, list) else []
            for part in parts:
                yield from nodes(part)
            continue
        for index, node in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(node, ast.AST) and not _is_text_alone(node) and not _is_type(node):
                yield tree, name, index, node
                yield from nodes(node)


def _is_text_alone(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_type(node: ast.AST) -> bool:
    """`Literal[...]` and the like, which only a type checker reads, and `__all__`."""
    names = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
    return isinstance(node, ast.Assign) and not names.isdisjoint(("Literal", "Callable", "__all__"))


def mutants_of(path: str) -> Iterator[Mutant]:
    """All mutants of a module."""
    line = 1
    for number, (_, _, _, node) in enumerate(nodes(ast.parse((ROOT / path).read_text("utf-8")))):
        line = getattr(node, "lineno", line)
        for choice, (what, new) in enumerate(changes(node)):
            shown = f"{what}: {_said(node)} -> {_said(new)}"
            yield Mutant(path, line, number, choice, shown)


def _said(node: ast.AST) -> str:
    text = ast.unparse(node.test if isinstance(node, ast.If | ast.While) else node)
    return text if len(text) < 70 else f"{text[:70]}…"


def mutated(mutant: Mutant) -> ast.Module:
    """The module's tree with the change in it."""
    tree = ast.parse((ROOT / mutant.path).read_text("utf-8"))
    parent, name, index, node = list(nodes(tree))[mutant.number]
    new = node if mutant.choice == UNCHANGED else changes(node)[mutant.choice][1]
    if index is None:
        setattr(parent, name, new)
    else:
        getattr(parent, name)[index] = new
    return ast.fix_missing_locations(tree)


def around(mutant: Mutant) -> int:
    """The first line of the function whose body holds the change; 0 where the change is made when the module is read."""
    tree = ast.parse((ROOT / mutant.path).read_text("utf-8"))
    changed = list(nodes(tree))[mutant.number][3]
    for function in _functions(tree):
        if any(one is changed for statement in function.body for one in ast.walk(statement)):
            return min([function.lineno, *(decorator.lineno for decorator in function.decorator_list)])
    return 0


def _functions(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    """Those that stand in the module or in a class of it."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef):
            yield node
        elif isinstance(node, ast.ClassDef):
            yield from _functions(node)
