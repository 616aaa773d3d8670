"""Names that differ in case alone: on macOS and Windows they are one file, and none may take the other's place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("name", ["dana lee", "DANA LEE", "Dana  lee"])
def test_nobody_new_takes_the_place_of_somebody(run: Callable[..., Result], vault: Path, name: str) -> None:
    refused = run("new", "contact", name)
    assert (refused.exit_code, "Dana Lee is there already" in refused.stderr) == (2, True)
    assert run("new", "contact", name, "--second").exit_code == 0
    assert len({path.casefold() for path in names(vault / "contacts")}) == 3


def test_a_job_or_an_interview_gets_a_name_of_its_own(run: Callable[..., Result], vault: Path) -> None:
    assert run("new", "job", "staff engineer", "--company", "ACME").exit_code == 0
    assert names(vault / "jobs") == ["ACME staff engineer 2.md", "Acme Staff Engineer.md"]
    assert run("new", "interview", "--start", "2026-11-17 9:00", "--company", "ACME").exit_code == 0
    assert len({path.casefold() for path in names(vault / "interviews")}) == 2


def test_a_name_that_is_anothers_but_for_case_is_refused(run: Callable[..., Result], vault: Path) -> None:
    assert run("rename", "Sam Roe", "dana LEE").exit_code == 3
    assert names(vault / "contacts") == ["Dana Lee.md", "Sam Roe.md"]


def test_two_that_came_by_a_sync_are_told_and_told_apart_by_their_paths(run: Callable[..., Result], vault: Path) -> None:
    (vault / "contacts/sam roe.md").write_text("---\ntype: contact\nid: other\n---\n")
    if len(names(vault / "contacts")) == 2:  # a disk that takes both for one
        return
    told = run("doctor").stdout
    assert "contacts/sam roe.md: warning: on macOS and Windows this is the same file as contacts/Sam Roe.md" in told
    assert run("log", "sam roe", "email").exit_code == 4
    assert run("log", "./contacts/sam roe.md", "email", "to this one").exit_code == 0
    assert "to this one" in (vault / "contacts/sam roe.md").read_text()
    assert run("rename", "contacts/sam roe.md", "Samuel Roe").exit_code == 0
    assert "macOS" not in run("doctor").stdout
