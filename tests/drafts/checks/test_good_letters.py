"""More than sixty letters as careful people write them: the checks have next to nothing to say of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from vaultcrm.drafts.checks import findings
from vaultcrm.drafts.material import Promised

from .conftest import checked

LETTERS = sorted((Path(__file__).parent / "letters").glob("*.txt"))
WORDS = {"--as": "act", "--medium": "medium", "--language": "language", "--went": "went"}
LARKSPUR = frozenset(
    {"Walter", "Larkspur", "Sam Roe", "Dana Lee", "Priya Natarajan", "Katrin Vogel", "Robin Hale", "Acme", "Boston", "Nordkai"}
)


def read(path: Path) -> tuple[str, dict[str, Any]]:
    """A letter's text, and what its first lines say of it."""
    text = path.read_text(encoding="utf-8")
    how: dict[str, Any] = {}
    if text.startswith("--"):
        first, _, text = text.partition("\n")
        said = first.split()
        how = {WORDS[option]: value for option, value in zip(said[::2], said[1::2], strict=True)}
    if text.startswith("Subject:"):
        first, _, text = text.partition("\n")
        how["subject"] = first.removeprefix("Subject:").strip()
    return text.strip("\n"), how


def blamed(path: Path) -> list[str]:
    """What is an error or a warning of a letter."""
    text, how = read(path)
    promised = (Promised("Send the list of stop signs"),) if "stop signs" in text else ()
    letter = checked(text, words=LARKSPUR, promised=promised, **how)
    return [f"{one.severity} {one.rule}: {one.message} | {one.excerpt}" for one in findings(letter) if one.severity != "hint"]


def test_there_are_more_than_sixty() -> None:
    assert len(LETTERS) > 60


def test_fewer_than_one_in_twenty_is_blamed() -> None:
    wrong = {path.name: found for path in LETTERS if (found := blamed(path))}
    assert len(wrong) < 2, wrong


@pytest.mark.parametrize("path", LETTERS[:1])
def test_the_same_letter_with_a_fault_is_blamed(path: Path) -> None:
    text, how = read(path)
    letter = checked(text.replace("I look forward", "Have you decided yet? I look forward"), **how)
    assert "decision" in {one.rule for one in findings(letter)}
