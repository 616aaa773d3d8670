"""The names of systems under ``playbooks:`` as people write them."""

from __future__ import annotations

import pytest

from vaultcrm.notes.values import as_words


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("savvy, value pitch", ("savvy", "value-pitch")),
        ("Stay in Touch", ("stay-in-touch",)),
        (["Value_Pitch", "impressive"], ("value-pitch", "impressive")),
        ("savvy persistent", ("savvy", "persistent")),
        ("[[stay-in-touch]]; savvy", ("stay-in-touch", "savvy")),
        ("my-own, value pitcher", ("my-own", "value", "pitcher")),
        ("none", ()),
    ],
)
def test_they_are_read_as_meant(written: str | list[str], read: tuple[str, ...]) -> None:
    assert as_words(written) == read
