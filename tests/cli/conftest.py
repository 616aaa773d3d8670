"""A small vault on the disk and a way to type commands in it."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vaultcrm.cli import COMMANDS, cli

# A command's module that came first while a test has a name of another one changed would keep what stood for it.
for target in COMMANDS.values():
    import_module(target.partition(":")[0])

NOTES = {
    "vaultcrm.toml": """\
format = 1
vault = "test"
timezone = "America/New_York"
country = "US"

[[feed]]
name = "follow-ups"
file = "follow-ups.ics"
""",
    "contacts/Dana Lee.md": """\
---
type: contact
id: dana-lee
title: Engineering Manager
company: Acme
email: dana@example.com
tags: [panel]
---

Rows on the Charles.

## Log

- 2026-11-12 email [[Dana Lee]]: Sent the CV
""",
    "contacts/Sam Roe.md": "---\ntype: contact\nid: sam-roe\ncompany: Acme\n---\n",
    "jobs/Acme Staff Engineer.md": """\
---
type: job
id: acme-staff-engineer
title: Staff Engineer
company: Acme
stage: interviewing
applied: 2026-11-02
hiring_manager: "[[Dana Lee]]"
---
""",
    "interviews/2026-11-17 Acme.md": """\
---
type: interview
id: acme-screen
start: 2026-11-17 14:00
end: 15:00
timezone: America/New_York
kind: panel
job: "[[Acme Staff Engineer]]"
interviewers: ["[[Dana Lee]]", "[[Sam Roe]]"]
playbooks: [impressive, value-pitch]
---

## Topics

- [[Dana Lee]]: the migration

## Requirement I did not meet

Kubernetes at their scale
""",
    "Inbox.md": "# Inbox\n\n- ask Ruth about her week in Lisbon\n",
}


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """The vault of one interview, the worked example of the systems."""
    for name, text in NOTES.items():
        path = tmp_path / "vault" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "vault"


@pytest.fixture
def run(vault: Path) -> Callable[..., Result]:
    """Type a command on Wednesday 18 November 2026, or on another day."""
    runner = CliRunner()
    return lambda *words, today="2026-11-18": runner.invoke(cli, ["--vault", str(vault), "--today", today, *words])
