"""What a playbook's steps must be together: known anchors, no cycle, no window that closes before it opens, no name twice."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from vaultcrm.model import ANCHORS, Interval, Point, Problem, Step

_MINUTES = {"minute": 1, "hour": 60, "day": 1440, "business day": 1440, "week": 10080, "month": 43200, "year": 525600}


def check_steps(steps: Sequence[Step]) -> tuple[list[Step], list[Problem]]:
    """The steps that can run, and a problem for each that cannot."""
    problems: list[Problem] = []
    for check in (_twice, _unknown_anchors, _cycles, _backwards):
        bad = {id(problem_step): problem for problem_step, problem in check(steps)}
        problems.extend(bad.values())
        steps = [step for step in steps if id(step) not in bad]
    return list(steps), problems


_Found = list[tuple[Step, Problem]]


def _problem(step: Step, message: str, remedy: str) -> tuple[Step, Problem]:
    return step, Problem(step.source, message, remedy)


def _twice(steps: Sequence[Step]) -> _Found:
    seen: set[tuple[str, str]] = set()
    found: _Found = []
    for step in steps:
        if (step.scope, step.name) in seen:
            found.append(_problem(step, f"the step `{step.name}` stands here twice", "give one of them another name"))
        seen.add((step.scope, step.name))
    return found


def _names(steps: Sequence[Step], step: Step) -> set[str]:
    return {word for other in steps if other.scope == step.scope for word in (other.name, other.act)}


def _points(step: Step) -> tuple[Point, ...]:
    return tuple(point for point in (step.opens, step.due, step.expires.at) if point)


def _unknown_anchors(steps: Sequence[Step]) -> _Found:
    found: _Found = []
    for step in steps:
        known = {*ANCHORS[step.scope], *_names(steps, step)}
        used = [word for point in _points(step) for word in point.anchors] + [step.expires.with_step or step.name]
        for word in [word for word in used if word not in known][:1]:
            near = get_close_matches(word, sorted(known), 1)
            remedy = (
                f"did you mean `{near[0]}`?"
                if near
                else f"it can be {', '.join(ANCHORS[step.scope])} or a step of this playbook"
            )
            found.append(_problem(step, f"the step `{step.name}` counts from `{word}`, which is not known", remedy))
    return found


def _before(step: Step, steps: Sequence[Step]) -> list[Step]:
    words = {word for point in (step.opens, step.due) for word in point.anchors if word not in ANCHORS[step.scope]}
    return [other for other in steps if other is not step and other.scope == step.scope and words & {other.name, other.act}]


def _cycles(steps: Sequence[Step]) -> _Found:
    found: _Found = []
    for step in steps:
        reached, queue = [step], _before(step, steps)
        while queue:
            other = queue.pop()
            if other is step:
                found.append(
                    _problem(
                        step, f"the step `{step.name}` counts from itself, by way of others", "let one count from the interview"
                    )
                )
                break
            if other not in reached:
                reached.append(other)
                queue.extend(_before(other, steps))
    return found


def _minutes(offset: Interval | None, sign: int) -> int:
    return sign * offset.count * _MINUTES[offset.unit] if offset else 0


def _backwards(steps: Sequence[Step]) -> _Found:
    found: _Found = []
    for step in steps:
        opens, due = step.opens, step.due
        comparable = (opens.anchors, opens.edge) == (due.anchors, due.edge) and not due.at
        if comparable and _minutes(opens.offset, opens.sign) > _minutes(due.offset, due.sign):
            message = f"the step `{step.name}` would be due before it opens (`{opens.text}` to `{due.text}`)"
            found.append(_problem(step, message, "exchange `opens` and `due`"))
    return found
