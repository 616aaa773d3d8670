"""Break the planning one little thing at a time, and see whether a test notices: mutation testing of `plan/` and `dates/`.

    python .dev/mutants.py                    every mutant: half an hour
    python .dev/mutants.py --sample 300       as many, drawn with a fixed seed
    python .dev/mutants.py --only plan/spread.py

In: the source, and the tests of `tests/plan` and whatever else tries days. Out: a line for each mutant that survived, and how
many were killed; ends with 1 under 85 %. First the tests run once, to learn which of them pass which line (`coverage`, in the
`dev` extra). Then they are all collected in one process, which is forked for each mutant: the fork puts the changed code
into the function (nobody writes to the file) and runs the tests that pass the line, until one fails. What is changed outside of
functions is read anew with the tests, which takes a second longer. They are taken in no order, so that what was found until
Ctrl-C is a fair sample.
"""

from __future__ import annotations

import argparse
import gc
import importlib.abc
import importlib.machinery
import json
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import CodeType, FunctionType
from typing import NamedTuple

from mutating import ROOT, UNCHANGED, Mutant, around, mutants_of, mutated

SOURCES = ("vaultcrm/plan", "vaultcrm/dates")
TESTS = (
    "tests/plan", "tests/dates", "tests/notes/test_moments.py", "tests/notes/test_playbook.py", "tests/notes/test_log.py",
    "tests/vault/test_today.py",
)  # fmt: skip
# What plans a vault again and again takes seconds: it is held against the modules alone that only such tests can try.
AGAIN = ("vaultcrm/plan/again.py", "vaultcrm/plan/frozen.py")
TESTS_OF_AGAIN = ("tests/plan/test_again.py", "tests/plan/test_replay.py")
UNUSED = ("test_rows.py",)  # plans nothing
WANTED = 85
QUIET = ("-q", "-s", "-p", "no:cacheprovider", "-m", "not slow and not desktop")
MEMORY = 2 << 30  # bytes for one mutant: what never ends may grow
Passing = dict[tuple[str, int], list[str]]


class Learned(NamedTuple):
    """Of the first run: by path and line the tests that pass there, how long each takes, and what they have imported."""

    passing: Passing
    took: dict[str, float]
    modules: list[str]

    def tests(self, mutant: Mutant) -> list[str]:
        """The tests that pass the mutant's line, or the nearest above it that leaves a trace."""
        return next(tests for line in range(mutant.line, 0, -1) if (tests := self.passing.get((mutant.path, line))))

    def patience(self, *tests: str) -> float:
        """Seconds of the processor after which a mutant is taken for one that never ends."""
        return 5 + 5 * sum(self.took.get(test, 0.0) for test in tests)


# ---------------------------------------------------------------- trying them


class Instead(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives the changed tree where the module of that name is imported."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant, self.name = mutant, module_name(mutant.path)

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


def module_name(path: str) -> str:
    return path.removesuffix(".py").replace("/", ".").removesuffix(".__init__")


def codes(code: CodeType) -> Iterator[CodeType]:
    """All functions of a compiled module, methods and inner ones as well."""
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield one
            yield from codes(one)


class Trying:
    """A pytest plugin that runs no test itself: it forks a process for each mutant, and lets that one run the tests."""

    def __init__(self, learned: Learned, mutants: Sequence[Mutant], jobs: int) -> None:
        self.learned, self.mutants, self.jobs = learned, mutants, jobs
        self.ends = dict[Mutant, str]()
        self.running = dict[int, Mutant]()

    def pytest_runtestloop(self, session: object) -> bool:
        """Once the tests are collected: nothing of what they read is read again by a mutant."""
        for name in self.learned.modules:
            importlib.import_module(name)
        self.session, self.items = session, {item.nodeid: item for item in session.items}
        self.functions = {
            (one.__module__, one.__code__.co_firstlineno): one for one in gc.get_objects()
            if isinstance(one, FunctionType) and "<" not in one.__code__.co_qualname + one.__code__.co_filename
        }  # fmt: skip
        try:
            self.must_live()
            self.try_all()
        except KeyboardInterrupt:
            for pid in self.running:
                os.kill(pid, signal.SIGKILL)
            print("stopped; of those that were tried:", flush=True)
        return True

    def must_live(self) -> None:
        """A module that is given unchanged must pass, else everything would be called killed."""
        for path, line in (("vaultcrm/plan/make.py", 1), ("vaultcrm/plan/cases.py", 100)):
            number = next(one.number for one in mutants_of(path) if one.line >= line)
            mutant = Mutant(path, line, number, UNCHANGED, "")
            if os.waitpid(self.begin(mutant, self.learned.tests(mutant)), 0)[1]:
                sys.exit("the tests fail without any mutant")

    def try_all(self) -> None:
        """Each mutant, as many at a time as there are jobs; those that live are told at once."""
        todo = list(reversed(self.mutants))
        while todo or self.running:
            while todo and len(self.running) < self.jobs:
                mutant = todo.pop()
                self.running[self.begin(mutant, self.learned.tests(mutant))] = mutant
            pid, status = os.wait()
            shutil.rmtree(folder_of(pid), ignore_errors=True)
            mutant = self.running.pop(pid)
            self.ends[mutant] = end = what_became(status)
            if end != "killed":
                print(f"{mutant.path}:{mutant.line}: {mutant.what}: {end}", flush=True)

    def begin(self, mutant: Mutant, tests: Sequence[str]) -> int:
        """Fork a process that runs the tests against the mutant; its number. It ends with 0 where no test failed."""
        pid = os.fork()
        if not pid:
            failed = True
            try:
                confine(self.learned.patience(*tests))
                first_line = around(mutant)
                failed = self.fails(mutant, first_line, tests) if first_line else fails_anew(mutant, tests)
            finally:
                os._exit(failed)
        return pid

    def fails(self, mutant: Mutant, first_line: int, tests: Sequence[str]) -> bool:
        """Whether a test fails with the changed code in the function, whoever has imported that."""
        function = self.functions[module_name(mutant.path), first_line]
        here = (function.__code__.co_qualname, first_line)
        module = compile(mutated(mutant), function.__code__.co_filename, "exec")
        function.__code__ = next(code for code in codes(module) if (code.co_qualname, code.co_firstlineno) == here)
        items = [self.items[test] for test in tests]
        for item, following in zip(items, [*items[1:], None], strict=True):
            signal.setitimer(signal.ITIMER_PROF, self.learned.patience(item.nodeid))
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if self.session.testsfailed:
                return True
        return False


def fails_anew(mutant: Mutant, tests: Sequence[str]) -> bool:
    """Whether a test fails where the program and the tests are read again, with the changed module."""
    import pytest

    for name in [name for name in sys.modules if name.partition(".")[0] in ("vaultcrm", "tests", "conftest")]:
        del sys.modules[name]
    sys.meta_path.insert(0, Instead(mutant))
    return pytest.main([*QUIET, "-x", *tests]) != 0


def confine(seconds: float) -> None:
    """No word of this process, a folder of its own, and no more than so much time of the processor and memory."""
    silent = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(silent, stream)
    folder_of(os.getpid()).mkdir()
    os.environ["PYTEST_DEBUG_TEMPROOT"] = str(folder_of(os.getpid()))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.setitimer(signal.ITIMER_PROF, seconds)


def folder_of(pid: int) -> Path:
    """Where the tests of a mutant write."""
    return Path(tempfile.gettempdir()) / f"mutant-{pid}"


def what_became(status: int) -> str:
    """Of a mutant, by how its process ended."""
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGPROF:
        return "never ended"
    return "killed" if status else "survived"


# ---------------------------------------------------------------- which tests pass which line


class Contexts:
    """A pytest plugin: tells `coverage` which test is running, and keeps how long each keeps the processor busy."""

    def __init__(self, measured: object) -> None:
        self.measured, self.took = measured, dict[str, float]()

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self.measured.switch_context(nodeid)
        self.took[nodeid] = -time.process_time()

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        self.took[nodeid] += time.process_time()


def learn(into: Path) -> None:
    """Run the tests once, in a process that ends with it, and write down what was learned."""
    import coverage
    import pytest

    measured = coverage.Coverage(data_file=str(into), source=[str(ROOT / one) for one in SOURCES], config_file=False)
    measured.start()
    plugin = Contexts(measured)
    status = pytest.main([*QUIET, *tests_wanted()], [plugin])
    measured.stop()
    measured.save()
    found = {"took": plugin.took, "modules": sorted(name for name in sys.modules if importable(name))}
    into.with_suffix(".json").write_text(json.dumps(found), "utf-8")
    if status:
        sys.exit("the tests fail without any mutant")


def importable(name: str) -> bool:
    """Whether a module came from a file that is there for every process, tests apart."""
    return getattr(sys.modules[name], "__spec__", None) is not None and name.partition(".")[0] not in ("tests", "__main__")


def tests_wanted() -> list[str]:
    left_out = [word for name in UNUSED for word in ("--ignore-glob", f"*/{name}")]
    return [*left_out, *(one for one in TESTS if (ROOT / one).exists())]


def learned_from(data_file: Path) -> Learned:
    """What was written down: the quickest test first; all of them where a line is read at import."""
    import coverage

    found = json.loads(data_file.with_suffix(".json").read_text("utf-8"))
    data = coverage.CoverageData(str(data_file))
    data.read()
    passing: Passing = {}
    for file in data.measured_files():
        for line, contexts in data.contexts_by_lineno(file).items():
            path = Path(file).relative_to(ROOT).as_posix()
            tests = [one for one in contexts if one] or list(found["took"])
            tests = [one for one in tests if path in AGAIN or not one.startswith(TESTS_OF_AGAIN)]
            passing[path, line] = sorted(tests, key=lambda one: (found["took"][one], one))
    return Learned(passing, found["took"], found["modules"])


# ---------------------------------------------------------------- the command


def is_fresh(learned: Path) -> bool:
    """Whether neither the source nor a test has changed since the tests ran."""
    read = [
        path for one in (*SOURCES, *TESTS) for path in ((ROOT / one).rglob("*.py") if (ROOT / one).is_dir() else [ROOT / one])
    ]
    return learned.exists() and all(path.stat().st_mtime < learned.stat().st_mtime for path in read)


def in_child(work: Callable[..., object], *words: object) -> None:
    """Call a function in a process of its own, so that nothing of it stays loaded here."""
    pid = os.fork()
    if not pid:
        work(*words)
        sys.stdout.flush()
        os._exit(0)
    if os.waitpid(pid, 0)[1]:
        sys.exit(1)


def wanted_of(words: argparse.Namespace) -> list[Mutant]:
    """The mutants that were asked for, in no order."""
    paths = sorted(path.relative_to(ROOT).as_posix() for folder in SOURCES for path in (ROOT / folder).rglob("*.py"))
    chosen = [path for path in paths if path.endswith(words.only)]
    every = [mutant for path in chosen for mutant in mutants_of(path)]
    print(f"{len(every)} mutants of {len(chosen)} modules", flush=True)
    return random.Random(words.seed).sample(every, min(words.sample or len(every), len(every)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=0, help="how many mutants, drawn by chance (all of them)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", default="", help="of one module: the end of its path")
    parser.add_argument("--learned", type=Path, default=ROOT / ".mutants", help="where to keep what the first run taught")
    words = parser.parse_args()
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    if not is_fresh(words.learned):
        words.learned.unlink(missing_ok=True)
        in_child(learn, words.learned)
    import pytest

    trying = Trying(learned_from(words.learned), wanted_of(words), words.jobs)
    pytest.main([*QUIET, *tests_wanted()], [trying])
    ends = Counter(trying.ends.values())
    share = 100 * (ends.total() - ends["survived"]) / max(ends.total(), 1)
    print(", ".join(f"{count} {end}" for end, count in sorted(ends.items())), f"of {ends.total()}: {share:.1f} %")
    sys.exit(share < WANTED)


if __name__ == "__main__":
    main()
