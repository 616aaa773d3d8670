"""The vault's playbooks as the planner asks for them: which steps run for a choice of systems, in the documents' order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from vaultcrm.model import DEFAULT_PLAYBOOKS, Interview, Job, Scope, Settings, Step, Vault


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All steps, sorted by row; choices that were asked for once are remembered."""

    steps: tuple[Step, ...]
    known: dict[tuple[tuple[str, ...], Scope], tuple[Step, ...]] = field(default_factory=dict)

    def running(self, systems: tuple[str, ...], scope: Scope) -> tuple[Step, ...]:
        """The steps of one scope: those of the chosen systems, and of the others those that always run.

        What runs only ``otherwise`` is not among them (see ``spare``).
        """
        if (systems, scope) not in self.known:
            of_scope = [step for step in self.steps if step.scope == scope and step.always != "otherwise"]
            self.known[(systems, scope)] = tuple(step for step in of_scope if step.always or step.playbook in systems)
        return self.known[(systems, scope)]

    def spare(self) -> tuple[Step, ...]:
        """The interview's steps that run only where no system asks for the same act (row C12)."""
        return tuple(step for step in self.steps if step.scope == "interview" and step.always == "otherwise")

    def counting_from(self, anchor: str) -> Iterator[Step]:
        """The steps that open by an anchor of contacts or of the search."""
        return (step for step in self.steps if anchor in step.opens.anchors)

    @property
    def touching(self) -> Step | None:
        """The step that keeps in touch: it recurs, and counts from the last contact (rows A2, A6)."""
        steps = [step for step in self.steps if step.scope == "contact" and step.every]
        named = (step for step in steps if "last-contact" in step.opens.anchors)
        return min(named, key=lambda step: (step.playbook, step.source), default=None)

    def lead_words(self) -> frozenset[str]:
        """The tags of the steps that are with the lead alone."""
        with_lead = [step for step in self.steps if step.recipients == ("lead",) and step.scope == "interview"]
        return frozenset(word for step in with_lead for word in (step.name, step.act, *step.was))

    def words(self) -> frozenset[str]:
        """All tags that mean a step."""
        return frozenset(word for step in self.steps for word in (step.name, step.act, *step.was))

    def acts(self) -> Mapping[str, str]:
        """The act that each step's tag means, whichever systems run; what takes the place of another act means only itself."""
        steps = [step for step in self.steps if not step.replaces]
        return {word: step.act for step in reversed(steps) for word in (*step.was, step.name)}

    def case_words(self) -> frozenset[str]:
        """The tags that mean a step of an interview or a job."""
        steps = [step for step in self.steps if step.scope in ("interview", "job")]
        return frozenset(word for step in steps for word in (step.name, step.act, *step.was))

    def stoppable_words(self) -> frozenset[str]:
        """The tags of the steps that a fact can stop."""
        return frozenset(word for step in self.steps if step.stops for word in (step.name, step.act, *step.was))


def read_rules(vault: Vault) -> Rulebook:
    """The rulebook of a vault."""
    steps = [step for playbook in vault.playbooks.values() for step in playbook.steps]
    return Rulebook(tuple(sorted(steps, key=lambda step: (step.rows, step.playbook, step.source))))


def systems_of(settings: Settings, note: Interview | Job) -> tuple[str, ...]:
    """The systems that run on a note: its own, else the settings' for its kind, else the defaults (row F4)."""
    if note.playbooks is not None:
        return note.playbooks
    kind = "job" if isinstance(note, Job) else (note.kind or "other").casefold()
    table = {**DEFAULT_PLAYBOOKS, **settings.playbooks}
    return tuple(table[kind] if kind in table else table["other"])
