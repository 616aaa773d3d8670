"""Kill every command that writes, at every step and at random instants, and look at what is left.

    python tests/fuzz/kills.py            # a thousand kills, some ten minutes
    python tests/fuzz/kills.py 100 undo   # as many, of one command
    python tests/fuzz/kills.py -1000      # none at a step, all at random instants

A step is a system call that changes the disk (open to write, rename, link, remove, mkdir, chmod, fsync); the process dies
before it. Afterwards each file holds what it held at some step of a run that nobody killed, ``undo`` takes back all or nothing,
and the same command typed again comes to an end; what it writes stands there once then. Each run is a fork of this process,
which has everything imported: no Windows.
"""

from __future__ import annotations

import importlib
import json
import os
import pickle
import pkgutil
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

import vaultcrm
from vaultcrm.cli import cli

EXAMPLE = Path(__file__).resolve().parents[2] / "example-vault"
TODAY = "2026-11-20"
_STEPS = {"os.rename", "os.remove", "os.link", "os.mkdir", "os.chmod", "os.rmdir", "os.truncate"}
_CARDS = "BEGIN:VCARD\nVERSION:3.0\nFN:Zoe Quist\nEMAIL:zoe@example.com\nEND:VCARD\n"
_ROWS = "Name,Email,Company\nOla Berg,ola@example.com,Fernway\nDana Lee,dana.lee@example.com,Acme\n"
_INVITE = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//a//EN\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:a@b\r\nDTSTAMP:20261101T120000Z\r\nDTSTART:20261127T140000Z\r\nDTEND:20261127T150000Z\r\n"
    "SUMMARY:Interview\r\nATTENDEE;CN=Dana Lee:mailto:dana.lee@example.com\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
_BROKEN = "---\ntype: contact\nid: dana-lee\n---\n\n## Log\n\n- 2026-11-12 E-Mail [[Dana Leee]]: Spelled in our own way\n"
# These end the same however often they are typed; others would write a second line, or a second note.
_SETTLED = {"done", "skip", "snooze", "reopen", "stage", "draft", "feed", "doctor", "debrief", "rename", "forget", "init"}
_SETTLED |= {"init in git", "init of pages", "draft as a message", "export"}
# These write once more whenever they are typed; one that was cut short is finished by the next, and not done twice.
_ONCE = {"log", "heard", "inbox", "inbox, a new one", "inbox, a task"}
_END = b"END:VCALENDAR\r\n"
_LINKED = """First Name,Last Name,URL,Email Address,Company,Position,Connected On
Dana,Lee,https://www.linkedin.com/in/dana,dana.lee@example.com,Zenith,Director,01 Nov 2026
Ola,Berg,https://www.linkedin.com/in/ola,,Fernway,Engineer,02 Nov 2026
"""
_OUTSIDE = {"people.vcf": _CARDS, "people.csv": _ROWS, "invite.ics": _INVITE, "Connections.csv": _LINKED}
_CHECKLIST = '\n[checklist]\nfile = "Today.md"\n'
_MANY = {"day", "a tick"}  # several commands in one, each for itself
Words = tuple[str, ...]
Tree = Mapping[str, bytes]


@dataclass(frozen=True)
class Command:
    """What is typed: ``first`` are commands before it, ``typed`` what is answered; {outside} is a folder beside the vault.

    ``settings`` are added to those of the vault, and ``ticked`` is the key that is ticked in its checklist.
    """

    words: Words
    first: tuple[Words, ...] = ()
    typed: str = ""
    settings: str = ""
    ticked: str = ""


COMMANDS: Mapping[str, Command] = {
    "done": Command(("done", "gsoga", "-m", "sent it")),
    "skip": Command(("skip", "gsoga")),
    "snooze": Command(("snooze", "gsoga", "+3d")),
    "reopen": Command(("reopen", "gsoga"), (("done", "gsoga"),)),
    "undo": Command(("undo",), (("stage", "Acme Staff", "offer"),)),
    "undo of a rename": Command(("undo",), (("rename", "Dana Lee", "Dana Leigh"),)),
    "log": Command(("log", "Dana Lee", "email", "sent the list")),
    "heard": Command(("heard", "Dana Lee", "she said yes")),
    "stage": Command(("stage", "Acme Staff", "offer")),
    "new contact": Command(("new", "contact", "Zed Young", "--company", "Acme")),
    "new job": Command(("new", "job", "Tester", "--company", "Zenith")),
    "new interview": Command(("new", "interview", "--start", "2026-11-23 14:00", "--with", "Dana Lee", "--with", "Ivo Falk")),
    "debrief": Command(("debrief", "Acme", "--topics", "the migration", "--went-well", "the cutover")),
    "inbox": Command(("inbox", "--file", "1", "--to", "Maya Lindqvist")),
    "inbox, a new one": Command(("inbox", "--file", "2", "--new", "Ruth Farrow")),
    "inbox, a task": Command(("inbox", "--file", "2", "--task", "--due", "fri")),
    "rename": Command(("rename", "Dana Lee", "Dana Leigh")),
    "merge": Command(("merge", "Sam Roe", "Ruth Abrams", "--yes")),
    "forget": Command(("forget", "Trent Voss", "--lines", "remove", "--yes")),
    "import vcard": Command(("import", "vcard", "--yes", "{outside}/people.vcf")),
    "import csv": Command(("import", "csv", "--yes", "{outside}/people.csv")),
    "import invite": Command(("import", "invite", "--yes", "{outside}/invite.ics")),
    "draft": Command(("draft", "gsoga")),
    "init": Command(("init", "{outside}/new", "--yes")),
    "doctor": Command(("doctor", "--fix", "--yes")),
    "feed": Command(("feed", "build")),
    "publish": Command(("publish", "--trust")),
    "day": Command(("day",), (), "d\nmet for lunch\nd\n\nq\n"),
    "a tick": Command(("heard", "Maya Lindqvist", "hello"), (("log", "Maya Lindqvist", "call"),), "", _CHECKLIST, "gsoga"),
    "playbook": Command(("playbook", "add", "persistent")),
    "init in git": Command(("init", "{outside}/new", "--yes", "--git")),
    "init of pages": Command(("init", "{outside}/vault", "--yes", "--pages"), (("init", "{outside}/vault", "--yes", "--git"),)),
    "import linkedin": Command(("import", "linkedin", "--yes", "--pick", "all", "{outside}/Connections.csv")),
    "draft as a message": Command(("draft", "gsoga", "--eml")),
    "export": Command(("export", "json", "-o", "{outside}/vault/all.json")),
    "address": Command(("feed", "address", "--new-token")),
}


@dataclass(frozen=True)
class Outcome:
    """How a command ended (``None``: it was killed), after how many steps, and what each file held at each of them."""

    status: int | None
    steps: int = 0
    said: str = ""
    seen: Mapping[str, frozenset[bytes | None]] | None = None
    took: float = 0.0


def tree(folder: Path) -> dict[str, bytes]:
    """The files of a vault, without git's own, and without the program's temporary ones."""
    files = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return {
        name: path.read_bytes() for name, path in files.items() if ".vaultcrm-" not in name and not name.startswith(".git/")
    }


def laid_out(folder: Path) -> Path:
    """A copy of the example vault with something to mend, and the files beside it that commands take in."""
    vault = folder / "vault"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(EXAMPLE, vault, ignore=shutil.ignore_patterns("*.ics"))
    (vault / "contacts" / "Ivo Falk.md").write_text(_BROKEN, encoding="utf-8")
    (vault / "playbooks" / "persistent.md").unlink()
    (folder / "published").mkdir()
    settings = vault / "vaultcrm.toml"
    settings.write_text(f'{settings.read_text("utf-8")}\n[[publish]]\nto = "folder:{folder}/published"\n', encoding="utf-8")
    for name, text in _OUTSIDE.items():
        (folder / name).write_text(text, encoding="utf-8")
    return vault


def run(
    folder: Path,
    words: Words,
    typed: str = "",
    fatal: int = 0,
    after: float = 0.0,
    watched: bool = False,
    most: int | None = None,
) -> Outcome:
    """Run a command in a process of its own; it dies at step ``fatal``, or so many seconds ``after`` it began.

    No file that it writes may have more than ``most`` octets.
    """
    reading, writing = os.pipe()
    begun = time.monotonic()
    if not (child := os.fork()):
        os.close(reading)
        if most is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        _be_killed(folder, [word.format(outside=folder) for word in words], typed, fatal, watched, writing)
    os.close(writing)
    if after:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    try:
        status, steps, text, seen = pickle.loads(said)
    except (EOFError, pickle.UnpicklingError):
        return Outcome(None)
    return Outcome(status, steps, text, seen, time.monotonic() - begun)


def _be_killed(folder: Path, words: list[str], typed: str, fatal: int, watched: bool, writing: int) -> None:
    """The child's part; it never returns."""
    seen: dict[str, set[bytes | None]] = {}
    steps = [0]

    def step() -> None:
        steps[0] += 1
        if steps[0] == fatal:
            os.kill(os.getpid(), signal.SIGKILL)
        if watched:
            _note(seen, folder)

    _make_steady(folder)
    _at_each(step, str(folder))
    result = CliRunner().invoke(cli, ["--vault", str(folder / "vault"), "--today", TODAY, *words], input=typed)
    _note(seen, folder)
    died = result.exception if result.exception and not isinstance(result.exception, SystemExit) else None
    said = f"{result.output}{died!r}" if died else result.output
    with os.fdopen(writing, "wb") as pipe:
        pickle.dump((result.exit_code if not died else 70, steps[0], said, {k: frozenset(v) for k, v in seen.items()}), pipe)
    os._exit(0)


def _note(seen: dict[str, set[bytes | None]], folder: Path) -> None:
    now = tree(folder / "vault") | {f"../{name}": data for name, data in tree(folder / "published").items()}
    for name in now.keys() | seen.keys():
        seen.setdefault(name, set()).add(now.get(name))


def _make_steady(folder: Path) -> None:
    """The same command writes the same bytes: what is drawn by lot is drawn alike."""
    import vaultcrm.cli.day

    os.environ |= {"VAULTCRM_STATE": str(folder / "state"), "VAULTCRM_CACHE": str(folder / "cache"), "EDITOR": "true"}
    vaultcrm.cli.day.at_terminal = lambda: True
    drawn = random.Random(1)
    os.urandom = drawn.randbytes
    vars(random)["_urandom"] = drawn.randbytes


def _at_each(step: Callable[[], None], within: str) -> None:
    """Call ``step`` before whatever changes the disk within a folder."""
    within_step = [False]

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        writes = event in _STEPS or (
            event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        )
        if writes and not within_step[0] and within in str(arguments[0]):
            within_step[0] = True
            step()
            within_step[0] = False

    real = os.fsync

    def fsync(handle: int) -> None:
        step()
        real(handle)

    os.fsync = fsync
    sys.addaudithook(hook)


def warm_up() -> None:
    """Import everything before the first fork, so that no run does so again."""
    for module in pkgutil.walk_packages(vaultcrm.__path__, "vaultcrm."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    with tempfile.TemporaryDirectory() as place:
        vault = laid_out(Path(place))
        for words in (("agenda",), ("feed", "build")):
            CliRunner(env={"VAULTCRM_STATE": place, "VAULTCRM_CACHE": place}).invoke(cli, ["--vault", str(vault), *words])


def begun(folder: Path, command: Command) -> Path:
    """The vault, and what was typed before."""
    vault = laid_out(folder)
    with (vault / "vaultcrm.toml").open("a", encoding="utf-8") as settings:
        settings.write(command.settings)
    for words in command.first:
        assert run(folder, words).status == 0, words
    if command.ticked:
        listed = (vault / "Today.md").read_text("utf-8").splitlines(keepends=True)
        ticked = [line.replace("[ ]", "[x]") if command.ticked in line else line for line in listed]
        (vault / "Today.md").write_text("".join(ticked), encoding="utf-8")
    return vault


@dataclass(frozen=True)
class Known:
    """How a command goes when nobody kills it: its steps, and the vault before, and after it was typed once, and twice."""

    whole: Outcome
    before: Tree
    once: Tree
    twice: Tree


def reference(name: str, folder: Path) -> Known:
    """Let the command run to its end, and again."""
    command = COMMANDS[name]
    vault = begun(folder, command)
    before = tree(vault)
    outcome = run(folder, command.words, command.typed, watched=True)
    assert outcome.status in (0, 1), f"{name}: {outcome.status} {outcome.said}"
    once = tree(vault)
    run(folder, command.words, command.typed)
    return Known(outcome, before, once, tree(vault))


def faults(name: str, at: Mapping[str, float], known: Known, folder: Path) -> Iterator[str]:
    """What is wrong after the command was killed ``at`` a step or after some seconds; nothing where all is well.

    The folder is that of the reference, for its name stands in some files.
    """
    command, seen = COMMANDS[name], known.whole.seen or {}
    vault = begun(folder, command)
    run(folder, command.words, command.typed, int(at.get("fatal", 0)), at.get("after", 0.0))
    left = tree(vault)
    yield from torn(left, seen, known.before)
    was_whole = _is_whole(folder)
    expected = known.twice if left == known.once and was_whole else known.once
    saved = folder.with_name("saved")
    shutil.rmtree(saved, ignore_errors=True)
    shutil.copytree(folder, saved)
    again = run(folder, command.words, command.typed)
    if again.status not in (0, 1, 2, 4):  # 2: it is there already, or done
        yield f"typed again, it ends with {again.status}: {again.said[-300:]}"
    if again.status == 0 and name in _SETTLED:
        yield from torn(tree(vault), seen, known.twice)
    if name in _ONCE:
        yield from torn(tree(vault), {}, expected)
    shutil.rmtree(folder)
    saved.rename(folder)
    yield from _undone(folder, left)
    if not was_whole and name not in _MANY:
        yield from torn(tree(vault), {}, known.once if name.startswith("undo") else known.before)


def _is_whole(folder: Path) -> bool:
    """Whether the last command that said it had begun has said that it was done."""
    commands = [json.loads(path.read_text("utf-8")) for path in folder.glob("state/undo/*.json")]
    return not any(known and any(change["begun"] for change in known[-1]) for known in commands)


def torn(left: Tree, seen: Mapping[str, frozenset[bytes | None]], else_: Tree) -> Iterator[str]:
    for name in sorted(left.keys() | seen.keys() | else_.keys()):
        if name.startswith("../") or (
            name.endswith(".ics") and left.get(name, b"END:VCALENDAR").strip().endswith(b"END:VCALENDAR")
        ):
            continue
        if left.get(name) not in seen.get(name, frozenset([None])) | {else_.get(name)}:
            yield f"{name} holds what it never should: {(left.get(name) or b'(gone)')[-200:]!r}"


def _undone(folder: Path, left: Tree) -> Iterator[str]:
    undone = run(folder, ("undo",))
    if undone.status not in (0, 4, 5):
        yield f"undo ends with {undone.status}: {undone.said[-300:]}"
    if undone.status in (4, 5) and tree(folder / "vault") != left:
        yield "undo changed notes, and said that it did nothing"


def _steps_of(count: int) -> range:
    """Every step; of a command that takes hundreds one here and there."""
    return range(1, count + 1, 1 + count // 60)


def kills(wanted: int, known: Mapping[str, Known]) -> list[tuple[str, Mapping[str, float]]]:
    """So many kills, in any order: at all steps of all commands, then at random instants; less than none: only at these."""
    names, only_instants, wanted = list(known), wanted < 0, abs(wanted)
    at_steps = [(name, {"fatal": float(n)}) for name in names for n in _steps_of(known[name].whole.steps)]
    every, drawn = [] if only_instants else at_steps, random.Random(8)
    while len(every) < wanted:
        name = names[len(every) % len(names)]
        every.append((name, {"after": drawn.uniform(0.001, known[name].whole.took)}))
    return drawn.sample(every, wanted)


def thousand(wanted: int, names: Sequence[str], folder: Path) -> Iterator[tuple[str, str]]:
    """What is wrong after so many kills of these commands."""
    known = {name: reference(name, folder) for name in names}
    for name, at in kills(wanted, known):
        yield from ((f"{name} killed at {at}", fault) for fault in faults(name, at, known[name], folder))


def report(chosen: Sequence[tuple[str, Mapping[str, float]]], found: Mapping[str, int], minutes: float) -> Iterator[str]:
    """How many kills of which command there were, and what they left wrong."""
    for name in found:
        ways = ["fatal" in at for one, at in chosen if one == name]
        yield f"{name}: {sum(ways)} at steps, {len(ways) - sum(ways)} at instants, {found[name]} faults"
    yield f"{len(chosen)} kills of {len(found)} commands in {minutes:.0f} minutes: {sum(found.values())} faults"


def main() -> None:
    """As many kills as were asked for."""
    warm_up()
    wanted, names = int([*sys.argv[1:2], "1000"][0]), sys.argv[2:] or list(COMMANDS)
    begun, found = time.monotonic(), dict.fromkeys(names, 0)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "scene"
        known = {name: reference(name, folder) for name in names}
        chosen = kills(wanted, known)
        for number, (name, at) in enumerate(chosen, 1):
            for what in faults(name, at, known[name], folder):
                found[name] += 1
                print(f"{name} killed at {dict(at)}: {what}", flush=True)
            if not number % 100:
                print(f"{number} kills so far", flush=True)
    print("\n".join(report(chosen, found, (time.monotonic() - begun) / 60)))
    sys.exit(any(found.values()))


if __name__ == "__main__":
    main()
