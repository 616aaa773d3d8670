"""The workflow of a page host: what it builds, upon what, and what it does not tell."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
import yaml

from vaultcrm.actions.pages import WORKFLOW, set_up_pages, workflow_text
from vaultcrm.errors import WrongUsage
from vaultcrm.vault import load_vault

SETTINGS = 'format = 1\nvault = "k3x9"\n\n[[feed]]\nname = "follow-ups"\n\n[[feed]]\nname = "Ruth\'s; $(touch pwned)"\n'
TOKEN = "cK3xW9vQ2mT7pL5nR8yB4zD6fH1jS0aE"
# What the host would have published, as files beside the vault.
CURL = """#!/bin/sh
while [ $# -gt 1 ]; do [ "$1" = -o ] && out=$2; shift; done
file="$HOST_FILES/${1#https://pages/}"
if [ -n "$BROKEN" ]; then printf 503; elif [ -f "$file" ]; then cp "$file" "$out"; printf 200; else printf 404; fi
"""


@pytest.fixture
def root(tmp_path):
    root = tmp_path / "vault"
    (root / ".git").mkdir(parents=True)
    (root / "vaultcrm.toml").write_text(SETTINGS)
    (root / "Dana Lee.md").write_text("---\ntype: contact\nnext_contact: 2026-11-20\n---\n")
    return root


@pytest.fixture
def build(root, tmp_path):
    """Run the workflow's building step as the host would, with a curl that looks into a folder."""
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "curl").write_text(CURL)
    (tools / "vaultcrm").write_text(f'#!/bin/sh\nexec {sys.executable} -m vaultcrm --today 2026-11-18 "$@"\n')
    for tool in tools.iterdir():
        tool.chmod(0o755)
    steps = yaml.safe_load(workflow_text(load_vault(root).settings.feeds))["jobs"]["feed"]["steps"]
    script = next(step["run"] for step in steps if "curl" in step.get("run", ""))

    def run(**environment: str) -> int:
        more = {"PATH": f"{tools}:{os.environ['PATH']}", "PUBLISHED": "https://pages", "HOST_FILES": str(tmp_path / "host")}
        told = {**os.environ, **more, "FEED_TOKEN": "", "IN_THE_OPEN": "", "BROKEN": "", **environment}
        return subprocess.run(["bash", "-c", script], cwd=root, env=told, capture_output=True, check=False).returncode

    return run


def test_the_file_is_written_once(root):
    said = set_up_pages(load_vault(root))
    assert any("FEED_TOKEN" in sentence for sentence in said)
    text = (root / WORKFLOW).read_text()
    assert "token-" not in text
    assert set(yaml.safe_load(text)["jobs"]) == {"feed"}
    assert set_up_pages(load_vault(root)) == (f"{WORKFLOW} is there already",)


def test_only_a_repository_has_pages(tmp_path):
    (tmp_path / "vaultcrm.toml").write_text(SETTINGS)
    with pytest.raises(WrongUsage, match="git"):
        set_up_pages(load_vault(tmp_path))


def test_every_feed_is_built_under_the_secret(root, build):
    assert build(FEED_TOKEN=TOKEN) == 0
    built = {path.relative_to(root).as_posix(): path.read_bytes() for path in (root / "public").rglob("*.ics")}
    assert set(built) == {f"public/{TOKEN}/follow-ups.ics", f"public/{TOKEN}/Ruth-s-touch-pwned.ics"}
    assert all(b"Dana" in data for data in built.values())
    assert not (root / "pwned").exists()


@pytest.mark.parametrize("token", ["", "short"])
def test_without_a_secret_nothing_is_told(root, build, token):
    assert build(FEED_TOKEN=token) == 0
    assert b"Dana" not in (root / "public" / token / "follow-ups.ics").read_bytes()


def test_unless_that_is_wanted(root, build):
    assert build(IN_THE_OPEN="yes") == 0
    assert b"Dana" in (root / "public/follow-ups.ics").read_bytes()


def test_it_builds_upon_what_is_published(root, build, tmp_path):
    build(FEED_TOKEN=TOKEN)
    first = (root / "public" / TOKEN / "follow-ups.ics").read_bytes()
    earlier = first.replace(b"20261118T000000Z", b"20261101T000000Z")
    (tmp_path / "host" / TOKEN).mkdir(parents=True)
    (tmp_path / "host" / TOKEN / "follow-ups.ics").write_bytes(earlier)
    assert build(FEED_TOKEN=TOKEN) == 0
    assert (root / "public" / TOKEN / "follow-ups.ics").read_bytes() == earlier


def test_where_that_cannot_be_fetched_nothing_is_built(root, build):
    assert build(BROKEN="yes") != 0
    assert list((root / "public").rglob("*.ics")) == []
