"""Whatever is imported: what is planned is written, and a second run changes nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from vaultcrm.actions.importing import Pick, Wishes, carry_out, plan_people
from vaultcrm.exchange import Person
from vaultcrm.model import Source
from vaultcrm.vault import load_vault

TODAY = date(2026, 11, 20)
PEOPLE = st.builds(
    Person,
    st.just(Source("p.csv", 2)),
    name=st.sampled_from(["Anna Müller", "anna muller", "A. Müller", "Peter Müller", "Anna Schmidt"]),
    title=st.sampled_from(["", "Boss"]),
    company=st.sampled_from(["", "Acme", "Acme GmbH", "A/S Norsk"]),
    email=st.lists(st.sampled_from(["a@x.example", "b@x.example"]), max_size=2, unique=True).map(tuple),
    phone=st.lists(st.sampled_from(["+1 617 555 0142", "617 555 0142", "5550199"]), max_size=2, unique=True).map(tuple),
    linkedin=st.sampled_from(["", "", "https://www.linkedin.com/in/anna", "linkedin.com/in/peter"]),
    address=st.sampled_from(["", "1 Main\nBoston"]),
)


def imported(root: Path, people: list[Person], moves: bool) -> dict[str, str]:
    vault = load_vault(root)
    plan = plan_people(vault, people, Wishes(Pick(), moves=moves), TODAY)
    carry_out(vault, plan, lambda: None)
    return {path.name: path.read_text() for path in (root / "contacts").glob("*.md")}


def row(name: str, **more: Any) -> Person:
    return Person(Source("p.csv", 2), name, **more)


BOSTON, HOME = ("+1 617 555 0142",), ("5550199",)
ANNA, PETER = "https://www.linkedin.com/in/anna", "linkedin.com/in/peter"


@settings(max_examples=40)
@example(  # a number that first one person has, and two as soon as Anna Schmidt is made
    [*[row("Anna Müller")] * 3, row("A. Müller", phone=BOSTON), row("Anna Müller", phone=BOSTON)],
    [row("Anna Müller"), row("Anna Schmidt", phone=BOSTON)],
    False,
)
@example(  # who is meant by an e-mail address, and another has the very name
    [row("anna muller", phone=HOME), row("A. Müller", company="Acme GmbH")],
    [row("A. Müller", company="A/S Norsk", email=("b@x.example",)), row("Anna Schmidt", email=("b@x.example",), phone=HOME)],
    False,
)
@example(  # two rows mean Peter's note; what the second adds to it is the first's number too
    [row("Peter Müller", linkedin=PETER)],
    [row("Peter Müller", email=("b@x.example",), phone=HOME), row("Anna Müller", phone=HOME, linkedin=PETER)],
    False,
)
@example(  # two rows mean one note, and the stronger one is in doubt as soon as another Anna is made
    [row("Anna Müller", phone=BOSTON), row("Anna Schmidt", email=("b@x.example",), phone=BOSTON)],
    [row("anna muller", linkedin=ANNA), row("Anna Schmidt")],
    False,
)
@example(  # the first row is in doubt only until the third has brought the number to A. Müller
    [row("A. Müller", linkedin=PETER), row("Anna Schmidt", phone=BOSTON)],
    [
        row("Anna Müller", phone=BOSTON, linkedin=PETER, address="1 Main"),
        row("Peter Müller", phone=BOSTON),
        row("Peter Müller", phone=BOSTON, linkedin=PETER),
    ],
    False,
)
@given(st.lists(PEOPLE, min_size=1, max_size=6), st.lists(PEOPLE, max_size=3), st.booleans())
def test_a_second_run_changes_nothing(first: list[Person], more: list[Person], moves: bool) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "vaultcrm.toml").write_text('format = 1\nvault = "x"\ncountry = "US"\n')
        imported(root, first, False)
        after = imported(root, [*more, *first], moves)
        assert imported(root, [*more, *first], moves) == after
