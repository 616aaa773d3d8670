"""A playbook's note as a record: front matter, prose, and one fenced ``yaml`` block with the steps.

In: path and text. Out: a ``Playbook`` and the problems found, each with its line and with what could have been said.
A step that is wrong is left out; the others go on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from typing import Literal, TypeVar

import yaml

from vaultcrm.dates import parse_every
from vaultcrm.model import (
    CONDITIONS,
    MEDIA,
    RECIPIENTS,
    SCOPES,
    STOPS,
    Expiry,
    Interval,
    Playbook,
    Point,
    Problem,
    Scope,
    Source,
    Step,
)

from .fence import split_note
from .playbook_checks import Written, check_steps
from .playbook_yaml import Found, composed, given_twice, keys_of, read_mapping
from .points import parse_expiry, parse_point

_BLOCK = re.compile(r"^```+[ \t]*ya?ml[ \t]*\r?\n", re.MULTILINE)
_END = re.compile(r"^```+[ \t]*\r?$", re.MULTILINE)
_KEYS = (
    "step", "act", "title", "of", "with", "via", "opens", "due", "expires", "every", "rounds", "alternate", "only", "stops",
    "held", "selling", "prompt", "always", "replaces", "also-after", "covers", "fulfilled-by", "fits", "hours", "rows",
    "draft", "was",
)  # fmt: skip
_NOWHERE = Point(())
_NO_STEP = "write `- step: my-step` and its keys below"
_MOST = 100
_TOO_MANY = f"there are more than {_MOST} steps; those from here on are left out"
_NO_LIST = "begin it with `steps:` and one `- step: NAME` each"
_ALWAYS: dict[str, Literal["always", "otherwise"]] = {"true": "always", "otherwise": "otherwise"}
_VERBS = ("email", "call", "voicemail", "card", "letter", "linkedin", "message", "met", "sent", "did")
_FITS = {
    "email": ("email", "sent"), "phone": ("call", "voicemail"), "post": ("card", "letter", "sent"),
    "linkedin": ("linkedin", "message"),
}  # fmt: skip


_T = TypeVar("_T")


class _Reader:
    """One step being read: takes its keys out one by one and keeps what was wrong with them."""

    def __init__(self, path: str, keys: dict[str, Found], line: int) -> None:
        self.path, self.keys, self.line = path, keys, line
        self.problems: list[Problem] = []

    def wrong(self, line: int, message: str, remedy: str) -> None:
        self.problems.append(Problem(Source(self.path, line), message, remedy))

    def text(self, key: str, default: str = "") -> str:
        found = self.keys.get(key)
        return str(found.value) if found and isinstance(found.value, str) else default

    def words(self, key: str, known: Sequence[str] = ()) -> tuple[str, ...]:
        found = self.keys.get(key)
        if not found or found.value in (None, ""):
            return ()
        items = tuple(str(item) for item in (found.value if isinstance(found.value, list) else [found.value]))
        for item in items:
            for word in re.split(r"(?<!\s)\s++or\s+", item) if known else ():
                if word not in known:
                    self.wrong(found.line, f"`{key}: {word}` is not known", _could_be(word, known))
        return items

    def flag(self, key: str) -> bool:
        return self.one_of(key, ("true", "false")) == "true"

    def one_of(self, key: str, known: Sequence[str]) -> str:
        """The key's word where it is one of ``known``, else nothing, and a problem."""
        word = self.text(key).casefold()
        if key in self.keys and word not in ("", *known):
            self.wrong(self.keys[key].line, f"`{key}: {word}` is not known", _could_be(word, known))
        return word if word in known else ""

    def phrase(self, key: str, parse: Callable[[str], _T | None], default: str, example: str) -> _T | None:
        text, found = self.text(key, default), self.keys.get(key)
        value = parse(text)
        if value is None:
            message = f"`{key}: {text}` cannot be read" if text else f"`{key}` does not say when"
            self.wrong(found.line if found else self.line, message, f"write for example `{key}: {example}`")
        return value


def _could_be(word: str, known: Sequence[str]) -> str:
    near = get_close_matches(word, known, 1)
    return f"did you mean `{near[0]}`?" if near else f"it can be {', '.join(known)}"


def parse_playbook(path: str, text: str, builtin: bool = False) -> tuple[Playbook | None, tuple[Problem, ...]]:
    """The playbook that a note holds, and its problems; ``None`` where it has no steps at all."""
    note = split_note(text)
    source = Source(path, 1)
    head, problems = read_mapping(path, note.block, note.block_line)
    block = _BLOCK.search(note.body)
    end = _END.search(note.body, block.end()) if block else None
    if not block or not end:
        return None, (
            *problems,
            Problem(source, "no steps: there is no fenced `yaml` block", "add one that begins with `steps:`"),
        )
    first = note.body_line + note.body[: block.end()].count("\n")
    name = str(head["name"].value) if "name" in head else path.rsplit("/", 1)[-1].removesuffix(".md").casefold()
    steps, found = _steps(path, name, note.body[block.end() : end.start()], first)
    problems.extend(found)
    title = str(head["title"].value) if "title" in head else name
    problems.extend(_unknown_scopes(path, head.get("for")))
    playbook = Playbook(source, name, title, _plain(head.get("source")), _scopes(head.get("for")), tuple(steps), builtin)
    return playbook, tuple(sorted(problems))


def _steps(path: str, playbook: str, text: str, first: int) -> tuple[list[Step], list[Problem]]:
    """The steps that can run, of the block that begins on line ``first``."""
    raw, problems = _raw_steps(path, text, first)
    steps: list[Step] = []
    for keys, line in raw:
        step, found = _step(path, playbook, keys, line)
        problems.extend(found)
        steps += [step] if step else []
    lines = {Source(path, line): {key: found.line for key, found in keys.items()} for keys, line in raw}
    written = frozenset(str(keys[key].value) for keys, _ in raw for key in ("step", "act") if key in keys)
    kept, found = check_steps(steps, Written(written, lines))
    return kept, problems + found


def _plain(found: Found | None) -> str:
    return str(found.value) if found and found.value else ""


def _scope_words(found: Found | None) -> list[object]:
    return found.value if found and isinstance(found.value, list) else [found.value] if found and found.value else []


def _scopes(found: Found | None) -> tuple[Scope, ...]:
    return tuple(scope for scope in SCOPES if scope in _scope_words(found)) or ("interview",)


def _unknown_scopes(path: str, found: Found | None) -> Iterator[Problem]:
    for word in _scope_words(found):
        if found and word not in SCOPES:
            yield Problem(Source(path, found.line), f"`for: {word}` is not known", _could_be(str(word), SCOPES))


def _raw_steps(path: str, text: str, line: int) -> tuple[list[tuple[dict[str, Found], int]], list[Problem]]:
    node, problems = composed(path, text, line)
    if problems:
        return [], problems
    top = {key.value: (key, value) for key, value in node.value} if isinstance(node, yaml.MappingNode) else {}
    listed = top["steps"][1] if "steps" in top else None
    if not isinstance(listed, yaml.SequenceNode):
        return [], [Problem(Source(path, line), "the block has no list `steps`", _NO_LIST)]
    maps = [item for item in listed.value if isinstance(item, yaml.MappingNode)]
    others = [item for item in listed.value if not isinstance(item, yaml.MappingNode)]
    problems += [Problem(Source(path, line + item.start_mark.line), "this is no step", _NO_STEP) for item in others]
    problems += [Problem(Source(path, line + item.start_mark.line), _TOO_MANY, "make two of it") for item in maps[_MOST:][:1]]
    problems += [_beside_steps(path, key, line) for name, (key, _) in top.items() if name != "steps"]
    problems += [problem for item in maps[:_MOST] for problem in given_twice(path, item, line)]
    return [(dict(keys_of(item, line)), line + item.start_mark.line) for item in maps[:_MOST]], problems


def _beside_steps(path: str, key: yaml.Node, line: int) -> Problem:
    message = f"unknown key `{key.value}` beside `steps`"
    return Problem(Source(path, line + key.start_mark.line), message, "name and title stand in the front matter")


def _step(path: str, playbook: str, keys: dict[str, Found], line: int) -> tuple[Step | None, list[Problem]]:
    reader = _Reader(path, keys, line)
    for key, found in keys.items():
        if key not in _KEYS:
            reader.wrong(found.line, f"unknown key `{key}`", _could_be(key, _KEYS))
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", reader.text("step")):
        reader.wrong(line, "a step needs a name", "write `- step: my-step`, in small letters, digits and `-`")
    if reader.problems:
        return None, reader.problems
    opens = reader.phrase("opens", parse_point, "", "3 business days after interview") or _NOWHERE
    due = reader.phrase("due", parse_point, "", "4 business days after interview") or _NOWHERE if "due" in keys else opens
    expires = reader.phrase("expires", parse_expiry, "10 days", "10 days") or Expiry()
    step = _build(reader, Source(path, line), playbook, (opens, due, expires))
    return (None if reader.problems else step), reader.problems


def _scope(reader: _Reader) -> Scope:
    words = reader.words("of", SCOPES)
    return next((scope for scope in SCOPES if scope in words), "interview")


def _build(reader: _Reader, source: Source, playbook: str, window: tuple[Point, Point, Expiry]) -> Step:
    scope, name = _scope(reader), reader.text("step")
    recipients = reader.words("with", RECIPIENTS[scope]) or (("each",) if scope == "interview" else ("me",))
    own = recipients == ("me",)
    via = () if own else reader.words("via", MEDIA) or ("email",)
    fits = reader.words("fits", _VERBS) or (
        ("did",) if own else tuple(dict.fromkeys(verb for way in via for verb in _FITS.get(way, ())))
    )
    selling, always = reader.flag("selling"), reader.one_of("always", ("true", "otherwise", "false"))
    return Step(
        source=source, name=name, playbook=playbook, act=reader.text("act", name), title=reader.text("title", name),
        scope=scope, recipients=recipients, via=via, opens=window[0], due=window[1], expires=window[2], fits=fits,
        every=_every(reader), rounds=_rounds(reader), alternate=reader.flag("alternate"),
        only=reader.words("only", CONDITIONS[scope]), stops=reader.words("stops", STOPS) or (STOPS if selling else ()),
        held=reader.flag("held"), selling=selling, prompt=reader.flag("prompt") or own, always=_ALWAYS.get(always, ""),
        replaces=reader.text("replaces") or None, also_after=reader.flag("also-after"), covers=reader.words("covers"),
        fulfilled_by=_pairs(reader), hours=reader.text("hours") or None, rows=reader.words("rows"),
        draft=reader.text("draft") or None, was=reader.words("was"),
    )  # fmt: skip


def _pairs(reader: _Reader) -> tuple[tuple[str, str], ...]:
    found = reader.keys.get("fulfilled-by")
    pairs = found.value if found and isinstance(found.value, dict) else {}
    if found and (not pairs or not set(pairs.values()) <= set(_VERBS)):
        remedy = f"write as in `fulfilled-by: {{thank-you: card}}`; the verb can be {', '.join(_VERBS)}"
        reader.wrong(found.line, "`fulfilled-by` wants an act and a verb", remedy)
    return tuple(sorted(pairs.items()))


def _every(reader: _Reader) -> tuple[Interval, ...]:
    intervals = []
    for text in reader.words("every"):
        if interval := parse_every(text):
            intervals.append(interval)
        else:
            reader.wrong(
                reader.keys["every"].line, f"`every: {text}` is no interval", "write for example `14 days` or `6 months`"
            )
    return tuple(intervals)


def _rounds(reader: _Reader) -> int | None:
    text = reader.text("rounds")
    is_number = text.isdecimal() and len(text) < 5 and int(text) > 0
    if text and not is_number:
        reader.wrong(reader.keys["rounds"].line, f"`rounds: {text}` is no number", "write for example `rounds: 3`")
    return int(text) if is_number else None
