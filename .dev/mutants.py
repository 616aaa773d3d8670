"""Break the planning one little thing at a time, and see whether a test notices: mutation testing of `plan/` and `dates/`.

    python .dev/mutants.py                    every mutant: more than an hour
    python .dev/mutants.py --sample 300       as many, drawn with a fixed seed
    python .dev/mutants.py --only plan/spread.py

In: the source, and the tests of `tests/plan` and whatever else tries days. Out: a line for each mutant that survived, and how
many were killed; ends with 1 under 85 %. First the tests run once, to learn which of them pass which line (`coverage`, in the
`dev` extra); a mutant is then held against these alone, in a process of its own that reads the changed module in the
place of the file, which nobody writes to. Wording in f-strings is left as it is: no test should hold every sentence.
"""

from __future__ import annotations

import argparse
import ast
import copy
import importlib.abc
import importlib.machinery
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ("vaultcrm/plan", "vaultcrm/dates")
TESTS = (
    "tests/plan", "tests/dates", "tests/notes/test_moments.py", "tests/notes/test_playbook.py", "tests/notes/test_log.py",
    "tests/vault/test_today.py",
)  # fmt: skip
# What plans a vault again and again is tried for minutes on end: too slow to be run a thousand times. `test_rows` plans nothing
LEFT_OUT = ("vaultcrm/plan/again.py", "vaultcrm/plan/frozen.py")
UNUSED = ("test_again.py", "test_replay.py", "test_rows.py")
WANTED = 85
PATIENCE = 120.0  # seconds for one mutant
UNCHANGED = -1
COMPARED = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
COUNTED = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.Div: ast.Mult, ast.Mod: ast.Mult,
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


# ---------------------------------------------------------------- making them


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


# ---------------------------------------------------------------- trying them


class Instead(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives the changed tree where the module of that name is imported."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant
        self.name = mutant.path.removesuffix(".py").replace("/", ".").removesuffix(".__init__")

    def find_spec(self, name: str, path: object, target: object = None) -> importlib.machinery.ModuleSpec | None:
        if name != self.name:
            return None
        package = self.mutant.path.endswith("__init__.py")
        spec = importlib.machinery.ModuleSpec(name, self, origin=self.mutant.path, is_package=package)
        if package:
            spec.submodule_search_locations = [str((ROOT / self.mutant.path).parent)]
        return spec

    def exec_module(self, module: object) -> None:
        exec(compile(mutated(self.mutant), self.mutant.path, "exec"), vars(module))


def begin(mutant: Mutant, tests: Sequence[str]) -> int:
    """Fork a process that runs the tests against the mutant; its number. It ends with 0 where no test failed."""
    pid = os.fork()
    if pid:
        return pid
    os.setsid()
    silent = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(silent, stream)
    sys.meta_path.insert(0, Instead(mutant))
    import pytest

    # Hypothesis was read before pytest could look into it: no fault of the mutant's.
    quiet = ("-x", "-q", "-p", "no:cacheprovider", "-W", "ignore::pytest.PytestAssertRewriteWarning")
    status = pytest.main([*quiet, *tests])
    os._exit(int(status))


def ended(running: dict[int, tuple[Mutant, float]]) -> Iterator[tuple[Mutant, str]]:
    """Those that have come to an end, or are stopped because they would not."""
    for pid, (mutant, since) in list(running.items()):
        done, status = os.waitpid(pid, os.WNOHANG)
        late = time.monotonic() - since > PATIENCE
        if not done and late:
            os.killpg(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        if done or late:
            del running[pid]
            yield mutant, "killed" if done and status else "survived" if done else "never ended"


def tests_for(mutant: Mutant, passing: dict[tuple[str, int], list[str]]) -> list[str]:
    """The tests that pass the mutant's line, or the nearest above it that leaves a trace."""
    return next(tests for line in range(mutant.line, 0, -1) if (tests := passing.get((mutant.path, line))))


def try_all(mutants: Sequence[Mutant], passing: dict[tuple[str, int], list[str]], jobs: int) -> dict[Mutant, str]:
    """Each mutant with what became of it."""
    todo, running, found = list(reversed(mutants)), dict[int, tuple[Mutant, float]](), dict[Mutant, str]()
    while todo or running:
        while todo and len(running) < jobs:
            mutant = todo.pop()
            running[begin(mutant, tests_for(mutant, passing))] = mutant, time.monotonic()
        for mutant, end in ended(running):
            found[mutant] = end
            if end != "killed":
                print(f"{mutant.path}:{mutant.line}: {mutant.what}: {end}", flush=True)
        time.sleep(0.02)
    return found


# ---------------------------------------------------------------- which tests pass which line


class Contexts:
    """A pytest plugin: tells `coverage` which test is running, and keeps how long each took."""

    def __init__(self, measured: object) -> None:
        self.measured, self.took = measured, Counter[str]()

    def pytest_runtest_setup(self, item: object) -> None:
        self.measured.switch_context(item.nodeid)

    def pytest_runtest_logreport(self, report: object) -> None:
        self.took[report.nodeid] += report.duration


def learn(into: Path) -> None:
    """Run the tests once, in a process that ends with it, and write down what was learned."""
    import coverage
    import pytest

    measured = coverage.Coverage(data_file=str(into), source=[str(ROOT / one) for one in SOURCES], config_file=False)
    measured.start()
    plugin = Contexts(measured)
    tests = [one for one in TESTS if (ROOT / one).exists()]
    left_out = [word for name in UNUSED for word in ("--ignore-glob", f"*/{name}")]
    status = pytest.main(["-q", "-p", "no:cacheprovider", "-m", "not slow and not desktop", *left_out, *tests], [plugin])
    measured.stop()
    measured.save()
    into.with_suffix(".took").write_text("\n".join(f"{seconds}\t{test}" for test, seconds in plugin.took.items()), "utf-8")
    if status:
        sys.exit("the tests fail without any mutant")


def passing_tests(data_file: Path) -> dict[tuple[str, int], list[str]]:
    """By path and line the tests that pass there, the quickest first; all of them where a line is read at import."""
    import coverage

    took = {test: float(seconds) for seconds, test in (
        line.split("\t", 1) for line in data_file.with_suffix(".took").read_text("utf-8").splitlines())}  # fmt: skip
    data = coverage.CoverageData(str(data_file))
    data.read()
    found: dict[tuple[str, int], list[str]] = {}
    for file in data.measured_files():
        for line, contexts in data.contexts_by_lineno(file).items():
            tests = [one for one in contexts if one] or list(took)
            found[Path(file).relative_to(ROOT).as_posix(), line] = sorted(tests, key=lambda test: (took.get(test, 0.0), test))
    return found


# ---------------------------------------------------------------- the command


def in_child(work: object, *words: object) -> None:
    """Call a function in a process of its own, so that nothing of it stays loaded here."""
    pid = os.fork()
    if not pid:
        work(*words)
        sys.stdout.flush()
        os._exit(0)
    if os.waitpid(pid, 0)[1]:
        sys.exit(1)


def wanted_of(words: argparse.Namespace) -> list[Mutant]:
    """The mutants that were asked for, in the order of the source."""
    paths = sorted(path.relative_to(ROOT).as_posix() for folder in SOURCES for path in (ROOT / folder).rglob("*.py"))
    chosen = [path for path in paths if path not in LEFT_OUT and (not words.only or path.endswith(words.only))]
    every = [mutant for path in chosen for mutant in mutants_of(path)]
    print(f"{len(every)} mutants of {len(chosen)} modules", flush=True)
    return sorted(random.Random(words.seed).sample(every, words.sample)) if 0 < words.sample < len(every) else every


def must_live(passing: dict[tuple[str, int], list[str]]) -> None:
    """A module that is given unchanged must pass, else everything would be called killed."""
    mutant = Mutant("vaultcrm/plan/make.py", 1, 0, UNCHANGED, "")
    tests = next(tests for (path, _), tests in sorted(passing.items()) if path == mutant.path)[:20]
    if os.waitpid(begin(mutant, tests), 0)[1]:
        sys.exit("the tests fail without any mutant")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=0, help="how many mutants, drawn by chance (all of them)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", default="", help="of one module: the end of its path")
    parser.add_argument(
        "--learned", type=Path, default=ROOT / ".mutants", help="what is kept of the first run; delete to renew"
    )
    words = parser.parse_args()
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    if not words.learned.exists():
        in_child(learn, words.learned)
    passing = passing_tests(words.learned)
    for needed in ("hypothesis", "pytest"):  # by every child: read once
        importlib.import_module(needed)
    must_live(passing)
    found = try_all(wanted_of(words), passing, words.jobs)
    ends = Counter(found.values())
    share = 100 * (len(found) - ends["survived"]) / max(len(found), 1)
    print(", ".join(f"{count} {end}" for end, count in sorted(ends.items())), f"of {len(found)}: {share:.1f} %")
    sys.exit(share < WANTED)


if __name__ == "__main__":
    main()
