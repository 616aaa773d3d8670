"""No regular expression of the package takes much more than four times as long over a text that is four times as long.

Every pattern that a module holds, or names in a call of ``re``, is tried over evil texts of its own letters: runs of each, of
two of them, of how its parts begin, and of whatever it repeats, with an end that does not fit. A new pattern needs no line
here. One that is quadratic, and sees only short texts, stands in ``SHORT`` with the most letters it sees, and why.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from math import inf
from pathlib import Path
from time import process_time
from types import ModuleType
from typing import Any

import pytest

import vaultcrm
from vaultcrm.drafts.checks.phrases import phrases

# How Python itself reads and makes a pattern; it is for nobody else, and so has no types.
sre, parser, compiler = (importlib.import_module(f"re.{name}") for name in ("_constants", "_parser", "_compiler"))

LENGTH, TIMES, GREATEST = 500, 4, 9.0  # quadratic is 16
LEAST, MOST = 3, 40  # times that a text over which a pattern seems to take too long is measured again
UNSEEN = 0.0004  # seconds; what takes less over the longer text need not be measured
BEARABLE = 0.05  # seconds, over the most letters that a pattern of ``SHORT`` sees
METHODS = {"match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer"}
AT_THE_START = {"match", "fullmatch"}
SHORT: Mapping[str, tuple[int, str]] = {
    "drafts.items._STRONG": (2_400, "`readable` takes four times `LONGEST`"),
    "drafts.write.shape._SCRIBBLE": (600, "it sees items, which are `LONGEST`"),
    "exchange.people._EMAIL": (300, "`fitting` asks for the length first"),
    "exchange.signature._EMAIL": (300, "longer lines are left out"),
    "exchange.signature._LINKEDIN": (300, "longer lines are left out"),
    "exchange.signature._STREET": (300, "longer lines are left out"),
    "feed.words._DETAIL": (200, "`one_line` has been there before"),
    "notes.moments._MOMENT": (300, "`unlinked` asks for the length first"),
    "notes.points._POINT": (300, "`parse_point` asks for the length first"),
}
GUARDED: Mapping[str, str] = {
    "notes.sections._COMMENT": "`without_code` shows it nothing behind the last end of a comment",
}


@dataclass(frozen=True)
class Used:
    """A pattern, and by which methods it is used."""

    pattern: re.Pattern[Any]
    by: frozenset[str]

    def seconds(self, text: str) -> float:
        """How long it takes over the whole of ``text``."""
        data = text.encode("latin-1", "replace") if isinstance(self.pattern.pattern, bytes) else text
        begun = process_time()
        if self.by and self.by <= AT_THE_START:
            getattr(self.pattern, "fullmatch" if "fullmatch" in self.by else "match")(data)
        else:
            for _ in self.pattern.finditer(data):
                pass
        return process_time() - begun


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(vaultcrm.__path__, "vaultcrm."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def used_patterns() -> dict[str, Used]:
    """Every pattern by where it stands."""
    found: dict[str, Used] = {}
    trees = [(module, ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))) for module in modules()]
    anywhere = methods_of(ast.Module([tree for _, tree in trees], []))
    for module, tree in trees:
        name, own = module.__name__.removeprefix("vaultcrm."), methods_of(tree)
        for key, value in vars(module).items():
            by = (own if key.startswith("_") else anywhere).get(key, ())
            for number, pattern in enumerate(held(value) if not key.startswith("__") else ()):
                found[f"{name}.{key}" + (f" {number}" if number else "")] = Used(pattern, frozenset(by))
        found |= {f"{name}:{line}": used for line, used in written_in_calls(tree)}
    return found | dict(shipped_phrases())


def held(value: object) -> Iterator[re.Pattern[Any]]:
    """The patterns that a value is, or has in it."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, Mapping):
        yield from (pattern for one in (*value.keys(), *value.values()) for pattern in held(one))
    elif isinstance(value, tuple | list | set | frozenset):
        yield from (pattern for one in value for pattern in held(one))
    elif is_dataclass(value) and not isinstance(value, type):
        yield from (pattern for one in fields(value) for pattern in held(getattr(value, one.name)))


def methods_of(tree: ast.AST) -> Mapping[str, set[str]]:
    """What each name of a module is asked for, and what those are that a loop takes out of it."""
    asked: dict[str, set[str]] = {}
    loops: list[tuple[str, str]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in METHODS:
            whole = node.value.value if isinstance(node.value, ast.Subscript) else node.value
            asked.setdefault(getattr(whole, "id", ""), set()).add(node.attr)
        if isinstance(node, ast.comprehension | ast.For) and isinstance(node.iter, ast.Name):
            loops.append((node.iter.id, getattr(node.target, "id", "")))
    for name, one in loops:
        asked.setdefault(name, set()).update(asked.get(one, ()))
    return asked


def written_in_calls(tree: ast.AST) -> Iterator[tuple[int, Used]]:
    """The patterns that stand in a call itself, as in ``re.sub("a+", …)``, with the line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and getattr(node.func.value, "id", "") == "re":
            said = node.args[0] if node.func.attr in METHODS else None
            if isinstance(said, ast.Constant):
                yield node.lineno, Used(re.compile(said.value), frozenset({node.func.attr}))


def shipped_phrases() -> Iterator[tuple[str, Used]]:
    """What the checks of drafts look for, in each language that has a file; what stands ``before`` is only matched."""
    for language in ("en", "de"):
        known = phrases(language)
        for table, lists in known.tables.items():
            for name, listed in lists.items():
                if table != "parts" and isinstance(listed, list) and all(isinstance(one, str) for one in listed):
                    pattern = known.pattern(table, name)
                    assert pattern
                    yield f"phrases {language} {table} {name}", Used(pattern, frozenset({"match"} if name == "before" else ()))


class Evil:
    """What texts of a pattern's own letters are made of: ``letters``, how its parts begin, and what each repeats."""

    ANY = " \t\nxX0-_.:,/#[(\"'@é…"
    ONE = (sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN)
    REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)

    def __init__(self, pattern: re.Pattern[Any]) -> None:
        text = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
        self._flags = pattern.flags & (re.IGNORECASE | re.MULTILINE | re.DOTALL | re.ASCII)
        self._groups: dict[int, str] = {}
        self.letters: dict[str, None] = {}
        self.beginnings: dict[str, None] = {}
        self.repeated: dict[tuple[str, str], None] = {}
        self._sequence(parser.parse(text, self._flags), "")

    def texts(self) -> Iterator[tuple[str, str, str]]:
        """A beginning, what is repeated behind it, and an end."""
        letters = list(self.letters)[: 12 if len(self.repeated) < 99 else 5]
        yield from (("", one, "") for one in letters)
        yield from (
            two for one in letters for other in letters if one != other for two in (("", one + other, ""), (one, other, ""))
        )
        yield from (("", begin + behind, "") for begin in some(self.beginnings) for behind in ("", " ", "\n"))
        for begin, body in some(self.repeated):
            yield from (
                (begin, body + behind, end) for behind, end in (("", ""), ("", "\0"), ("", "\n\0"), (" ", "\0"), ("\n", "\0"))
            )
            yield ("\n", body, "\n\0")

    def _sequence(self, nodes: Iterable[Any], before: str) -> str:
        """A short text that the nodes take; what is found on the way is kept."""
        text = ""
        for kind, value in nodes:
            text += self._node(kind, value, before + text)
            if text and len(before + text) < 200:
                self.beginnings[before + text] = None
        return text

    def _node(self, kind: Any, value: Any, before: str) -> str:
        if kind in self.ONE:
            fitting = self._letters(kind, value)
            self.letters |= dict.fromkeys((*fitting[:2], *fitting[-1:]))
            return fitting[0] if fitting else ""
        if kind in self.REPEATS:
            return self._repeat(*value, before)
        if kind is sre.BRANCH:
            return min((self._sequence(branch, before) for branch in value[1]), key=len)
        if kind is sre.SUBPATTERN:
            self._groups[value[0]] = self._sequence(value[3], before)
            return self._groups[value[0]]
        if kind is sre.GROUPREF:
            return self._groups.get(value, "")
        if kind in (sre.ASSERT, sre.ASSERT_NOT):
            self._sequence(value[1], before)
        return self._sequence(value, before) if kind is sre.ATOMIC_GROUP else ""

    def _repeat(self, least: int, most: int, nodes: Any, before: str) -> str:
        body = self._sequence(nodes, before)
        if most > 16 and body:
            single = len(nodes) == 1 and nodes[0][0] in self.ONE
            self.repeated |= dict.fromkeys((before, one) for one in (body, *(self._letters(*nodes[0])[:4] if single else ())))
        return body * least

    def _letters(self, kind: Any, value: Any) -> list[str]:
        """Letters that a class takes: usual ones of each sort, and those that it names."""
        if kind is sre.LITERAL:
            return [chr(value)]
        if kind is sre.ANY:
            return ["x"]
        if kind is sre.NOT_LITERAL:
            return [one for one in self.ANY if one != chr(value)]
        named = [chr(one if what is sre.LITERAL else one[0]) for what, one in value if what in (sre.LITERAL, sre.RANGE)]
        takes = parser.SubPattern(parser.State(), [(kind, value)])
        pattern = compiler.compile(takes, self._flags)
        return [one for one in dict.fromkeys((*self.ANY, *named)) if pattern.fullmatch(one)]


def some(listed: Iterable[Any], most: int = 24) -> list[Any]:
    """All of a usual pattern; of one that has hundreds some from its whole length."""
    whole = list(listed)
    return whole[:: max(1, -(-len(whole) // most))]


def made(parts: tuple[str, str, str], length: int) -> str:
    begin, body, end = parts
    return begin + body * max(1, (length - len(begin) - len(end)) // len(body)) + end


def fault(used: Used) -> str:
    """The first evil text over which a pattern takes too long; measured many times before it is said."""
    return next((why for parts in Evil(used.pattern).texts() if (why := _too_long(used, parts))), "")


def _too_long(used: Used, parts: tuple[str, str, str]) -> str:
    for length in (16, 24, 32, 48, 64, 100, LENGTH):
        if used.seconds(made(parts, length)) > BEARABLE:
            return f"{parts}: at {length} letters already"
    if used.seconds(made(parts, LENGTH * TIMES)) < UNSEEN:
        return ""
    short = long = inf
    for measured in range(MOST):  # in turn, and more often while it looks bad: what else the machine does slows down either
        short, long = (min(took, used.seconds(made(parts, n))) for took, n in ((short, LENGTH), (long, LENGTH * TIMES)))
        if measured >= LEAST and long <= max(UNSEEN, short * GREATEST):
            return ""
    return f"{parts}: {long / short:.1f} times as long"


@pytest.mark.slow
def test_no_pattern_takes_the_square_of_what_it_reads() -> None:
    found = {where: why for where, used in used_patterns().items() if where not in {*SHORT, *GUARDED} and (why := fault(used))}
    assert found == {}


@pytest.mark.slow
def test_patterns_that_see_short_texts_are_quick_with_these() -> None:
    used = used_patterns()
    for where, (letters, _) in SHORT.items():
        took = {parts: used[where].seconds(made(parts, letters)) for parts in Evil(used[where].pattern).texts()}
        assert max(took.values()) < BEARABLE, (where, max(took, key=lambda parts: took[parts]))


@pytest.mark.parametrize(
    "bad",
    [r"(a+)+b", r"\s+x", r"\[\[[^\]]*\]\]", r"<!--.*?-->", r"[a-z]+@", r"- \s*[^\n]*\n", r"(?:a|aa)+$", r"^\d+\w*\d+!"],
)
def test_a_bad_pattern_is_found(bad: str) -> None:
    assert fault(Used(re.compile(bad, re.DOTALL), frozenset()))


@pytest.mark.parametrize(
    "good", [r"(?<!\s)\s++x", r"\[\[[^\[\]]*\]\]", r"<!--.{0,200}?-->", r"\b[a-z]++@", r"[^\n]+", r"^- .*$"]
)
def test_a_good_pattern_is_none(good: str) -> None:
    assert fault(Used(re.compile(good, re.MULTILINE), frozenset())) == ""
