"""What a playbook's steps must be together: known anchors, no cycle, no window that closes before it opens, no name twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from vaultcrm.model import ANCHORS, SCOPES, Interval, Point, Problem, Source, Step

_MINUTES = {"minute": 1, "hour": 60, "day": 1440, "business day": 1440, "week": 10080, "month": 43200, "year": 525600}


@dataclass(frozen=True, slots=True)
class Written:
    """What the note says, the wrong steps too: the names of all steps and acts, and for each step the line of each key."""

    names: frozenset[str]
    lines: Mapping[Source, Mapping[str, int]]

    def problem(self, step: Step, key: str, message: str, remedy: str) -> tuple[Step, Problem]:
        """A problem at the line of ``key``, or of the step where it has none."""
        line = self.lines.get(step.source, {}).get(key, step.source.line)
        return step, Problem(Source(step.source.path, line), message, remedy)


_Found = Iterator[tuple[Step, Problem]]
_Check = Callable[[Sequence[Step], Written], _Found]


def check_steps(steps: Sequence[Step], written: Written) -> tuple[list[Step], list[Problem]]:
    """The steps that can run, and a problem for each that cannot."""
    problems: list[Problem] = []
    for check in _CHECKS:
        bad = {id(step): problem for step, problem in check(steps, written)}
        problems.extend(bad.values())
        steps = [step for step in steps if id(step) not in bad]
    left_out = list(_left_out(steps, written))
    while left_out:
        problems.extend(problem for _, problem in left_out)
        steps = [step for step in steps if all(step is not other for other, _ in left_out)]
        left_out = list(_left_out(steps, written))
    return list(steps), problems


def _twice(steps: Sequence[Step], written: Written) -> _Found:
    seen: set[tuple[str, str]] = set()
    for step in steps:
        if (step.scope, step.name) in seen:
            message = f"the step `{step.name}` stands here twice"
            yield written.problem(step, "step", message, "give one of them another name")
        seen.add((step.scope, step.name))


def _names(steps: Sequence[Step], step: Step) -> set[str]:
    return {word for other in steps if other.scope == step.scope for word in (other.name, other.act)}


def _used(step: Step) -> Iterator[tuple[str, str]]:
    """The keys that count from something, with each word that they count from."""
    points = (("opens", step.opens), ("due", step.due), ("expires", step.expires.at))
    yield from ((key, word) for key, point in points if point for word in point.anchors)
    if step.expires.with_step:
        yield "expires", step.expires.with_step


def _unknown_anchors(steps: Sequence[Step], written: Written) -> _Found:
    for step in steps:
        known = {*ANCHORS[step.scope], *_names(steps, step), *written.names}
        for key, word in [(key, word) for key, word in _used(step) if word not in known][:1]:
            message = f"the step `{step.name}` counts from `{word}`, which is not known"
            yield written.problem(step, key, message, _could_count_from(step, word, known))


def _could_count_from(step: Step, word: str, known: set[str]) -> str:
    elsewhere = next((scope for scope in SCOPES if word in ANCHORS[scope]), None)
    if elsewhere:
        return f"`{word}` belongs to a step with `of: {elsewhere}`"
    near = get_close_matches(word, sorted(known), 1)
    return f"did you mean `{near[0]}`?" if near else f"it can be {', '.join(ANCHORS[step.scope])} or a step of this playbook"


def _left_out(steps: Sequence[Step], written: Written) -> _Found:
    """What counts from a step that was wrong itself."""
    for step in steps:
        known = {*ANCHORS[step.scope], *_names(steps, step)}
        for key, word in [(key, word) for key, word in _used(step) if word not in known][:1]:
            message = f"the step `{step.name}` counts from `{word}`, which is left out"
            yield written.problem(step, key, message, f"mend `{word}` first, or let it be `of: {step.scope}` too")


def _before(step: Step, steps: Sequence[Step]) -> list[Step]:
    words = {word for point in (step.opens, step.due) for word in point.anchors if word not in ANCHORS[step.scope]}
    found = [other for other in steps if other.scope == step.scope and words & {other.name, other.act}]
    return [other for other in found if other is not step] or found


def _cycles(steps: Sequence[Step], written: Written) -> _Found:
    for step in steps:
        reached, queue = [step], _before(step, steps)
        while queue:
            other = queue.pop()
            if other is step:
                message = f"the step `{step.name}` counts from itself{', by way of others' * (len(reached) > 1)}"
                yield written.problem(step, "opens", message, "let one count from the interview")
                break
            if other not in reached:
                reached.append(other)
                queue.extend(_before(other, steps))


def _minutes(offset: Interval | None, sign: int) -> int:
    return sign * offset.count * _MINUTES[offset.unit] if offset else 0


def _earliest(point: Point) -> int:
    return _minutes(point.offset, point.sign) + (point.at.hour * 60 + point.at.minute if point.at else 0)


def _latest(point: Point, opens: Point) -> int:
    """The last minute of a due point; a day lasts until its end where the opening has an hour."""
    return _earliest(point) + (_MINUTES["day"] - 1 if opens.at and not point.at else 0)


def _backwards(steps: Sequence[Step], written: Written) -> _Found:
    for step in steps:
        opens, due = step.opens, step.due
        same = (opens.anchors, opens.edge) == (due.anchors, due.edge)
        if same and _earliest(opens) > _latest(due, opens):
            message = f"the step `{step.name}` would be due before it opens (`{opens.text}` to `{due.text}`)"
            yield written.problem(step, "due", message, "exchange `opens` and `due`")


def _rounds(steps: Sequence[Step], written: Written) -> _Found:
    for step in steps:
        if not step.every and (step.rounds or step.expires.next_round):
            key = "rounds" if step.rounds else "expires"
            message = f"the step `{step.name}` has no next round"
            yield written.problem(step, key, message, "say how often, as in `every: 14 days`")


_CHECKS: tuple[_Check, ...] = (_twice, _unknown_anchors, _cycles, _backwards, _rounds)
