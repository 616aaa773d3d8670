"""The log: one list item a line, ``- 2026-11-17 email [[Dana Lee]] #thank-you: Picked up her question``.

In: the text of a log section. Out: ``LogLine``s and the problems of what could not be understood. The grammar is
``[-*+] ([x] )DATE( TIME)(:) VERB( from)( PEOPLE)( #STEP)( until DATE)(:)( TEXT)``; indented lines go on with the text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from vaultcrm.model import STAGES, LogLine, Problem, Ref, Settings, Source
from vaultcrm.model.values import Severity

from .frontmatter import normal
from .links import LINK, find_links, names_in
from .moments import DATE, iso_day, parse_time
from .placing import numbered
from .verbs import CONTACT, FACTS, NEED_STEP, folded, known_verbs

_ITEM = re.compile(r"[-*+][ \t]++(?:\[(.)\][ \t]++)?(.*)")
_DAY = rf"(?:\[\[)?(?P<day>{DATE})(?:\|[^\]\n]*)?(?:\]\])?"
_UNTIL = _DAY.replace("<day>", "<until>")
_BOLD = r"(?:\*\*|__)?"
_AT = rf"(?:(?:T|,?[ \t]+){_BOLD}(?P<at>\d{{1,2}}:\d{{2}}(?:[ \t]?[AaPp][Mm])?))?"
_HEAD = rf"{_BOLD}{_DAY}{_BOLD}{_AT}{_BOLD}:?{_BOLD}(?:[ \t]+[-–—])?(?:[ \t]+|$)"
_VERB = r"[^\W\d_][\w'-]*"
_JOIN = r"[ \t]*(?:(?:,|&|and\b|with\b)[ \t]*)*"
_TAIL = (
    rf"(?:[ \t]+(?P<way>[Ff]rom|[Tt]o|[Ww]ith)(?=[\s:\[]|$))?[ \t]*(?:(?P<people>{LINK}(?:{_JOIN}{LINK})*)[ \t]*)?"
    rf"(?:(?<=[ \t])#(?P<step>\w[\w/-]*)[ \t]*)?(?:(?<=[ \t])until[ \t]+{_UNTIL}[ \t]*)?"
    r"(?:[:–—]|-(?=[ \t]))?[ \t]*(?P<text>.*)"
)
_USUAL = re.compile(
    r"^- ([0-9]{4}-[0-9]{2}-[0-9]{2})(?: ([0-9]{2}:[0-9]{2}))? ([a-z]+)(?: (from))?"
    r"(?: (\[\[[^\[\]#^|\\\n]+(?:\|[^\[\]\\\n]+)?\]\]))?(?: #([a-z0-9][a-z0-9-]*))?(?:: (\S(?:.*\S)?))?$",
    re.MULTILINE,
)
_BEGINS_DATED = re.compile(_HEAD)
_MONTH = "(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_LIKE_A_DATE = re.compile(
    r"\W{0,4}(?:\d{4}[-./]\d|\d{1,2}[-./]\d{1,2}(?:[-./]\d{2,4})?\.?[ \t]+(?=[^\W\d])"
    rf"|{_MONTH}\.?[ \t]+\d{{1,2}}\b|\d{{1,2}}(?:\.|st|nd|rd|th)?[ \t]+{_MONTH}\b|(?i:today|yesterday)\b)"
)
_UNMARKED = re.compile(
    rf"^(?:[-*+]|(?:\d+[.)]|[•·–—])[ \t]+|(?:>[ \t]?)+(?:[-*+][ \t]+)?)?(?P<line>{_BOLD}{_DAY}.*)", re.MULTILINE
)
_FIRST_WORD = re.compile(_VERB)
_WORDS = re.compile(r"(?<![\w-])[\w-]+(?=\s|[:.,;!–—-]|$)")
_BEFORE_TEXT = re.compile(r"[ \t]*[:.,;–—-]*[ \t]*")
_MOST_WORDS = 12  # of a stage, however the user calls it
_new = tuple.__new__
_FACTS: Mapping[str, Mapping[str, str]] = {
    "stage": {normal(stage): stage for stage in STAGES},
    "verdict": {"keen": "keen", "unsure": "unsure", "not_a_fit": "not-a-fit"},
    "went": {"well": "well", "badly": "badly"},
}


@dataclass(frozen=True, slots=True)
class LogWords:
    """The grammar with the user's own words in it: ``line`` matches a log line, ``verbs`` and ``facts`` say what words mean.

    ``acts`` are those of the verbs that can be told without the whole grammar (see ``_usual_lines``).
    """

    line: re.Pattern[str]
    verbs: Mapping[str, str]
    facts: Mapping[str, Mapping[str, str]]
    acts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose note a log stands in: that person is always meant. ``called`` are their names as ``links.plain`` has them."""

    ref: Ref
    called: frozenset[str]

    @property
    def alone(self) -> tuple[Ref]:
        """The people of a line that names nobody."""
        return (self.ref,)


class Item(NamedTuple):
    """A list item with the indented lines that go on with it; ``tick`` is what stands between brackets, if anything does."""

    line: int
    tick: str | None
    text: str


def log_words(settings: Settings) -> LogWords:
    """The words as ``[verbs]`` and ``[stages]`` of the settings extend them."""
    return _log_words(tuple(settings.verbs.items()), tuple(settings.stages.items()))


@lru_cache(maxsize=8)
def _log_words(own: tuple[tuple[str, str], ...], stages: tuple[tuple[str, str], ...]) -> LogWords:
    """Made once, for they are asked for with every note."""
    verbs = known_verbs(dict(own))
    spaced = sorted({word for word in verbs if "-" in word}, key=lambda word: (-len(word), word))
    several = "|".join(re.escape(word).replace(r"\-", r"[ \t_-]+") for word in spaced)
    line = re.compile(rf"{_HEAD}(?:(?P<verb>(?i:{several})(?![\w'-])|{_VERB}){_TAIL})?")
    facts = {**_FACTS, "stage": {**_FACTS["stage"], **{normal(theirs): ours for theirs, ours in stages}}}
    return LogWords(line, verbs, facts, _acts(verbs, spaced))


def _acts(verbs: Mapping[str, str], spaced: Collection[str]) -> Mapping[str, str]:
    """No facts, nothing that is to have a tag, no word with which several begin, nor one that could belong to a time."""
    begin = {word.partition("-")[0] for word in spaced} | {"am", "pm"}
    return {word: verb for word, verb in verbs.items() if verb not in FACTS | NEED_STEP and word not in begin}


def read_log(
    path: str, text: str, first_line: int, words: LogWords, owner: Owner | None = None
) -> tuple[list[LogLine], list[Problem]]:
    """All lines of one log section, whose text begins on line ``first_line``. An unticked task is a promise, no line."""
    usual = _usual_lines(path, text, first_line, words, owner)
    if usual is not None:
        return usual, []
    lines: list[LogLine] = []
    problems = list(_unmarked(path, text, first_line, words))
    for number, tick, item in items(text, first_line):
        if tick is None or tick in "xX":
            line, problem = read_line(Source(path, number), item, words, tick is not None, owner)
            if line:
                lines.append(line)
            if problem:
                problems.append(problem)
    return lines, problems


def _usual_lines(path: str, text: str, first_line: int, words: LogWords, owner: Owner | None) -> list[LogLine] | None:
    """The lines of a section in which each is written as the program itself writes it; ``None`` of any other section.

    Found: one pattern over the whole text takes a tenth of the time of items and grammar, and reads such lines no otherwise.
    """
    block = text.strip("\n")
    found = _USUAL.findall(block)
    if len(found) <= block.count("\n"):
        return None
    lines: list[LogLine] = []
    first = first_line + text.find(block)
    for number, (day_text, at, word, way, people, step, said) in enumerate(found, first):
        day, verb = iso_day(day_text), words.acts.get(word)
        if day is None or verb is None:
            return None
        lines.append(_act(_new(Source, (path, number, 0)), day, verb, (at, way, people, step, "", said), owner))
    return lines


def items(text: str, first_line: int) -> Iterator[Item]:
    """The list items of a section; what is indented deeper than an item belongs to it, unless it is a dated item itself."""
    current: Item | None = None
    indent = 0
    for number, line in enumerate(text.split("\n"), first_line):
        words = line.strip()
        if not words:
            continue
        found = _ITEM.fullmatch(words) if words[0] in "-*+" else None
        width = _indent(line) if line[0] in " \t" else 0
        if current and width > indent and not (found and _BEGINS_DATED.match(found[2])):
            current = current._replace(text=f"{current.text} {words}")
            continue
        if current:
            yield current
        current, indent = (Item(number, *found.groups()), width) if found else (None, 0)
    if current:
        yield current


def _indent(line: str) -> int:
    """How far a line is indented, in columns."""
    wide = line.expandtabs(4)
    return len(wide) - len(wide.lstrip())


def read_line(
    source: Source, text: str, words: LogWords, ticked: bool = False, owner: Owner | None = None
) -> tuple[LogLine | None, Problem | None]:
    """One log line without its list mark; a line that is none gives nothing, one that looks like it a problem."""
    match = words.line.fullmatch(text) or words.line.match(text)
    if not match:
        return None, None if ticked else _not_a_line(source, text, words)
    day = iso_day(match["day"])
    if not day:
        return None, _problem(source, f"the date {match['day']} does not exist", "write one that does", "error")
    if not match["verb"]:
        return None, _problem(source, "there is no verb after the date", "write as in `- 2026-11-17 email [[Dana Lee]]: text`")
    verb = words.verbs.get(folded(match["verb"]))
    if verb is None:
        return _own_word(source, day, match, owner)
    if verb in FACTS:
        return _fact(source, day, verb, match, words, owner)
    said = [part or "" for part in match.group("at", "way", "people", "step", "until", "text")]
    line = _act(source, day, verb, said, owner)
    return line, _lacks(line, match["verb"], match["until"]) if match["until"] or verb in NEED_STEP else None


def _act(source: Source, day: date, verb: str, said: Sequence[str], owner: Owner | None) -> LogLine:
    """A line of something that was done, or that they did. ``said``: time, way, people, step, until when, and the text."""
    at, way, people, step, until, text = said
    incoming = verb == "heard" or (way != "" and verb in CONTACT and way.casefold() == "from")
    named = _people(people, source, owner)
    when, tag, last = parse_time(at) if at else None, step.casefold() if step else None, iso_day(until) if until else None
    words = f"{way} {text}" if way and not people and not incoming else text
    return _new(LogLine, (source, day, verb, when, incoming, named, tag, last, None, words))


def _people(text: str | None, source: Source, owner: Owner | None) -> tuple[Ref, ...]:
    """The people whom a line names, with the one whose note it stands in."""
    if not text:
        return owner.alone if owner else ()
    named = find_links(text, source)
    return named if owner is None or not owner.called.isdisjoint(names_in(text)) else (*named, owner.ref)


def _lacks(line: LogLine, word: str, until: str | None) -> Problem | None:
    """What a line of ``skipped`` or ``snoozed`` wants, and does not say."""
    if until and not line.until:
        return _problem(line.source, f"the date {until} does not exist", "write one that does", "error")
    if line.verb in NEED_STEP and not line.step:
        return _problem(line.source, f"`{word}` does not say what", f"name the step, as in `{word} [[Dana Lee]] #call-1`")
    if line.verb == "snoozed" and not line.until:
        return _problem(line.source, f"`{word}` does not say until when", f"write `{word} #{line.step} until 2026-11-30`")
    return None


def _own_word(source: Source, day: date, match: re.Match[str], owner: Owner | None) -> tuple[LogLine, Problem]:
    """A line whose verb is not known: a note, and a hint."""
    text = match.string[match.start("verb") :]
    note = LogLine(source, day, "note", _time(match), people=_people(None, source, owner), text=text)
    remedy = f"it was read as a note; `[verbs]` in the settings can give `{match['verb']}` a meaning"
    return note, _problem(source, f"`{match['verb']}` is no verb that is known here", remedy, "hint")


def _fact(
    source: Source, day: date, verb: str, match: re.Match[str], words: LogWords, owner: Owner | None
) -> tuple[LogLine, Problem | None]:
    """``stage X``, ``verdict X``, ``went X``: the longest beginning of what follows that is a word of that fact."""
    said = match.string[match.end("verb") :].lstrip(" \t:=")
    line = LogLine(source, day, verb, _time(match), people=_people(None, source, owner))
    known = words.facts[verb]
    ends = [word.end() for word in islice(_WORDS.finditer(said), _MOST_WORDS)]
    for end in reversed(ends):
        fact = known.get(normal(said[:end]))
        if fact:
            return line._replace(fact=fact, text=_BEFORE_TEXT.sub("", said[end:], count=1)), None
    remedy = f"write one of {', '.join(dict.fromkeys(known.values()))}"
    note = line._replace(verb="note", text=match.string[match.start("verb") :])
    return note, _problem(source, f"`{match['verb']}` does not say which", remedy)


def _time(match: re.Match[str]) -> time | None:
    return parse_time(match["at"]) if match["at"] else None


def _not_a_line(source: Source, text: str, words: LogWords) -> Problem | None:
    if _LIKE_A_DATE.match(text):
        remedy = "begin it as in `- 2026-11-17 email [[Dana Lee]]: text`"
        return _problem(source, "this looks like a line of the log, but its date cannot be read", remedy)
    verb = _FIRST_WORD.match(text)
    if verb and words.verbs.get(folded(verb[0]), "note") != "note" and find_links(text, source):
        return _problem(source, "this line of the log has no date", f"write `- 2026-11-17 {text}`")
    return None


def _unmarked(path: str, text: str, first_line: int, words: LogWords) -> Iterator[Problem]:
    """What reads as a line of the log, but is no list item."""
    for line, found in numbered(_UNMARKED.finditer(text), text, first_line):
        match = words.line.match(found["line"])
        if match and match["verb"] and folded(match["verb"]) in words.verbs:
            source = Source(path, line)
            yield _problem(source, "this line of the log is no list item, and is not read", f"write `- {found['line']}`")


def _problem(source: Source, message: str, remedy: str, severity: Severity = "warning") -> Problem:
    return Problem(source, message, remedy, severity=severity)
