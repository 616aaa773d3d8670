"""Several keys at once: the same note as one key after the other, proved once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultcrm.errors import EditRefused
from vaultcrm.notes.edit import read_key, set_key, set_keys

NOTE = """\
---
type: contact
id:
name:   # as on the envelope
Phone: "+1 617 555 0142"
address: |
  100 Summer Street
  Boston
emails: [a@b.example]
tags: []
---

Rows on the Charles.
"""
KEYS = ("id", "name", "phone", "address", "email", "tags", "birthday", "share")
ALSO = {"email": ("emails",)}


@given(st.dictionaries(st.sampled_from(KEYS), st.one_of(st.text(min_size=1), st.lists(st.text(min_size=1), min_size=1))))
def test_all_at_once_is_one_after_the_other(values: dict[str, str | list[str]]) -> None:
    """But for the form of lists, which goes by those that stand there before."""
    try:
        expected = NOTE
        for key, value in values.items():
            expected = set_key(expected, key, value, ALSO.get(key, ()))
    except EditRefused:
        with pytest.raises(EditRefused):
            set_keys(NOTE, values, ALSO)
    else:
        done = set_keys(NOTE, values, ALSO)
        assert [read_key(done, key, ALSO.get(key, ())) for key in KEYS] == [
            read_key(expected, key, ALSO.get(key, ())) for key in KEYS
        ]
        assert "name:   # as on the envelope" in done or "name" in values
        assert done.endswith("---\n\nRows on the Charles.\n")


def test_a_note_without_front_matter_gets_one() -> None:
    assert set_keys("Rows.\n", {"id": "dana", "company": "Acme"}, {}) == "---\nid: dana\ncompany: Acme\n---\nRows.\n"


def test_a_value_that_another_key_repeats_is_not_changed() -> None:
    with pytest.raises(EditRefused, match="anchor"):
        set_keys("---\na: &x one\nb: *x\n---\n", {"a": "two"}, {})
