"""The log: one list item a line, ``- 2026-11-17 email [[Dana Lee]] #thank-you: Picked up her question``.

In: the text of a log section. Out: ``LogLine``s and the problems of what could not be understood. The grammar is
``[-*+] ([x] )DATE( TIME)(:) VERB( from)( PEOPLE)( #STEP)( until DATE)(:)( TEXT)``; indented lines go on with the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, time

from vaultcrm.model import STAGES, LogLine, Problem, Settings, Source
from vaultcrm.model.values import Severity

from .frontmatter import normal
from .links import LINK, find_links
from .moments import DATE, parse_date, parse_time
from .verbs import CONTACT, FACTS, NEED_STEP, folded, known_verbs

_ITEM = re.compile(r"(?P<indent>[ \t]*)[-*+][ \t]+(?:\[(?P<tick>.)\][ \t]+)?(?P<text>.*)")
_DAY = rf"(?:\[\[)?({DATE})(?:\|[^\]\n]*)?(?:\]\])?"
_BOLD = r"(?:\*\*|__)?"
_AT = rf"(?:(?:T|,?[ \t]+){_BOLD}(\d{{1,2}}:\d{{2}}(?:[ \t]?[ap]m)?))?"
_HEAD = re.compile(rf"{_BOLD}{_DAY}{_BOLD}{_AT}{_BOLD}:?{_BOLD}(?:[ \t]+[-–—])?(?:[ \t]+|$)", re.IGNORECASE)
_DATED = re.compile(r"\W{0,4}(?:\d{4}[-./]\d|\d{1,2}[-./]\d{1,2}[-./]\d{2,4}\b)")
_VERB = re.compile(r"(?P<two>(?P<one>[^\W\d_][\w'-]*)(?:[ \t]+[^\W\d_][\w'-]*)?)")
_JOIN = r"(?:[ \t]*(?:,|&|\band\b|\bwith\b)[ \t]*)*[ \t]*"
_TAIL = re.compile(
    rf"(?:[ \t]+(?P<way>from|to|with)(?=[\s:\[]|$))?(?P<people>[ \t]*{LINK}(?:{_JOIN}{LINK})*)?"
    rf"(?:[ \t]+#(?P<step>\w[\w/-]*))?(?:[ \t]+until[ \t]+{_DAY})?[ \t]*(?:[:–—]|-(?=[ \t]))?[ \t]*(?P<text>.*)",
    re.IGNORECASE | re.DOTALL,
)
_FACTS: Mapping[str, Mapping[str, str]] = {
    "stage": {normal(stage): stage for stage in STAGES},
    "verdict": {"keen": "keen", "unsure": "unsure", "not_a_fit": "not-a-fit"},
    "went": {"well": "well", "badly": "badly"},
}


@dataclass(frozen=True, slots=True)
class LogWords:
    """The words of the log's grammar, the user's own with ours: verbs, and for each verb of a fact what it may say."""

    verbs: Mapping[str, str]
    facts: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Item:
    """A list item with the indented lines that go on with it; ``tick`` is what stands between brackets, if anything does."""

    line: int
    tick: str | None
    text: str


def log_words(settings: Settings) -> LogWords:
    """The words as ``[verbs]`` and ``[stages]`` of the settings extend them."""
    stages = {normal(theirs): ours for theirs, ours in settings.stages.items()}
    return LogWords(known_verbs(settings.verbs), {**_FACTS, "stage": {**_FACTS["stage"], **stages}})


def read_log(path: str, text: str, first_line: int, words: LogWords) -> tuple[list[LogLine], list[Problem]]:
    """All lines of one log section, whose text begins on line ``first_line``. An unticked task is a promise, and left to those."""
    lines: list[LogLine] = []
    problems: list[Problem] = []
    for item in items(text, first_line):
        if item.tick in (None, "x", "X"):
            line, problem = read_line(Source(path, item.line), item.text, words, item.tick is not None)
            lines += [line] if line else []
            problems += [problem] if problem else []
    return lines, problems


def items(text: str, first_line: int) -> Iterator[Item]:
    """The list items of a section; what is indented deeper than an item belongs to it, unless it is a dated item itself."""
    current: Item | None = None
    indent = 0
    for number, line in enumerate(text.split("\n"), first_line):
        found = _ITEM.fullmatch(line.rstrip())
        width = _indent(line)
        if current and width > indent and not (found and _HEAD.match(found["text"])):
            current = replace(current, text=f"{current.text} {line.strip()}".rstrip())
        elif line.strip():
            if current:
                yield current
            current, indent = (Item(number, found["tick"], found["text"]), width) if found else (None, 0)
    if current:
        yield current


def _indent(line: str) -> int:
    """How far a line is indented, in columns; a blank line is not."""
    wide = line.rstrip().expandtabs(4)
    return len(wide) - len(wide.lstrip())


def read_line(source: Source, text: str, words: LogWords, ticked: bool = False) -> tuple[LogLine | None, Problem | None]:
    """One log line without its list mark; a line that is none gives nothing, one that looks like it a problem."""
    head = _HEAD.match(text)
    if not head:
        return None, None if ticked else _not_a_line(source, text, words)
    day = parse_date(head[1])
    if not day:
        return None, _problem(source, f"the date {head[1]} does not exist", "write one that does", "error")
    verb = _VERB.match(text, head.end())
    if not verb:
        return None, _problem(source, "there is no verb after the date", "write as in `- 2026-11-17 email [[Dana Lee]]: text`")
    return _after_verb(source, day, parse_time(head[2] or ""), verb, text, words)


def _after_verb(
    source: Source, day: date, at: time | None, match: re.Match[str], text: str, words: LogWords
) -> tuple[LogLine, Problem | None]:
    word = match["two"] if folded(match["two"]) in words.verbs else match["one"]
    rest = text[match.start() + len(word) :]
    verb = words.verbs.get(folded(word))
    if verb is None:
        note = LogLine(source, day, "note", at, text=text[match.start() :].strip())
        remedy = f"it was read as a note; `[verbs]` in the settings can give `{word}` a meaning"
        return note, _problem(source, f"`{word}` is no verb that is known here", remedy, "hint")
    if verb in FACTS:
        return _fact(LogLine(source, day, verb, at), word, rest, words)
    return _contact(LogLine(source, day, verb, at), word, rest)


def _contact(line: LogLine, word: str, rest: str) -> tuple[LogLine, Problem | None]:
    tail = _TAIL.fullmatch(rest)
    if not tail:
        return replace(line, text=rest.strip()), None
    incoming = line.verb == "heard" or (line.verb in CONTACT and (tail["way"] or "").casefold() == "from")
    stray = f"{tail['way']} " if tail["way"] and not tail["people"] and not incoming else ""
    line = replace(
        line,
        incoming=incoming,
        people=find_links(tail["people"] or "", line.source),
        step=tail["step"].casefold() if tail["step"] else None,
        until=parse_date(tail[4]) if tail[4] else None,
        text=(stray + tail["text"]).strip(),
    )
    return line, _lacks(line, word, tail[4])


def _lacks(line: LogLine, word: str, until: str | None) -> Problem | None:
    """What a line of ``skipped`` or ``snoozed`` wants, and does not say."""
    if until and not line.until:
        return _problem(line.source, f"the date {until} does not exist", "write one that does", "error")
    if line.verb in NEED_STEP and not line.step:
        return _problem(line.source, f"`{word}` does not say what", f"name the step, as in `{word} [[Dana Lee]] #call-1`")
    if line.verb == "snoozed" and not line.until:
        return _problem(line.source, f"`{word}` does not say until when", f"write `{word} #{line.step} until 2026-11-30`")
    return None


def _fact(line: LogLine, word: str, rest: str, words: LogWords) -> tuple[LogLine, Problem | None]:
    said = rest.lstrip(" \t:=")
    known = words.facts[line.verb]
    for match in reversed(list(re.finditer(r"[\w-]+(?=\s|[:.,;!–—-]|$)", said))):
        fact = known.get(normal(said[: match.end()]))
        if fact:
            return replace(line, fact=fact, text=said[match.end() :].lstrip(" \t:.,;–—-").strip()), None
    remedy = f"write one of {', '.join(dict.fromkeys(known.values()))}"
    problem = _problem(line.source, f"`{word}` does not say which", remedy)
    return replace(line, verb="note", text=f"{word}{rest}".strip()), problem


def _not_a_line(source: Source, text: str, words: LogWords) -> Problem | None:
    if _DATED.match(text):
        remedy = "begin it as in `- 2026-11-17 email [[Dana Lee]]: text`"
        return _problem(source, "this looks like a line of the log, but its date cannot be read", remedy)
    verb = _VERB.match(text)
    if verb and words.verbs.get(folded(verb["one"]), "note") != "note" and find_links(text, source):
        return _problem(source, "this line of the log has no date", f"write `- 2026-11-17 {text}`")
    return None


def _problem(source: Source, message: str, remedy: str, severity: Severity = "warning") -> Problem:
    return Problem(source, message, remedy, severity=severity)
