"""Digests are what ``hashlib`` makes of the same bytes, from wherever they come."""

from __future__ import annotations

import hashlib
import runpy
import sys

import pytest

from vaultcrm import digests


@pytest.mark.parametrize("own", [True, False])
def test_they_are_those_of_hashlib(own: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in () if own else ("_blake2", "_sha2", "_sha256"):
        monkeypatch.setitem(sys.modules, module, None)
    found = runpy.run_path(digests.__file__)
    assert found["sha256"](b"Dana").hexdigest() == hashlib.sha256(b"Dana").hexdigest()
    assert found["blake2b"](b"Dana", digest_size=20).digest() == hashlib.blake2b(b"Dana", digest_size=20).digest()
    assert own or found["sha256"] is hashlib.sha256
