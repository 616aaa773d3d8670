"""The workflow of a page host: what it builds, upon what, and what it does not tell."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
import yaml

from vaultcrm.actions.pages import WORKFLOW, set_up_pages
from vaultcrm.errors import WrongUsage
from vaultcrm.vault import load_vault

SETTINGS = 'format = 1\nvault = "k3x9"\n\n[[feed]]\nname = "follow-ups"\n\n[[feed]]\nname = "Ruth\'s; $(touch pwned)"\n'
TOKEN = "cK3xW9vQ2mT7pL5nR8yB4zD6fH1jS0aE"
TOOLS = {
    "vaultcrm": f'#!/bin/sh\nexec {sys.executable} -m vaultcrm --today "$TODAY" "$@"\n',
    "gh": "#!/bin/sh\n"
    '[ "$*" = "api repos/robin/search --jq .visibility" ] && [ "$GH_TOKEN" = its-token ] && echo "$VISIBILITY"\n',
    "pip": '#!/bin/sh\n[ "$*" = "install vaultcrm" ]\n',
}
# For a machine without curl; the host has it.
CURL = f"""#!{sys.executable}
import sys, urllib.error, urllib.request
try:
    reply = urllib.request.urlopen(sys.argv[-1])
except urllib.error.HTTPError as refused:
    reply = refused
with reply, open(sys.argv[sys.argv.index("-o") + 1], "wb") as file:
    file.write(reply.read())
print(reply.status, end="")
"""
EXPRESSION = re.compile(r"\$\{\{ (\S+) \}\}")


@pytest.fixture
def root(tmp_path):
    root = tmp_path / "vault"
    (root / ".git").mkdir(parents=True)
    (root / "vaultcrm.toml").write_text(SETTINGS)
    (root / "Dana Lee.md").write_text("---\ntype: contact\nnext_contact: 2026-11-20\n---\n")
    return root


def git(folder: Path, *words: str) -> None:
    subprocess.run(["git", "-c", "user.name=Robin", "-c", "user.email=robin@example.com", *words], cwd=folder, check=True)


class Handler(SimpleHTTPRequestHandler):
    """Shows the files of a folder as a page host does; or says that it is out of order."""

    def do_GET(self) -> None:
        if Path(self.directory, "out-of-order").exists():
            self.send_error(500)
        else:
            super().do_GET()

    def log_message(self, *words: object) -> None:
        pass


@dataclass(frozen=True)
class Host:
    """A git host: the vault is pushed to ``bare``, the workflow runs in a fresh clone, and ``site`` is what the pages show."""

    work: Path
    bare: Path
    site: Path
    url: str
    tools: Path

    def push(self) -> None:
        git(self.work, "add", "-A")
        git(self.work, "commit", "-qm", "Write", "--allow-empty")
        git(self.work, "push", "-q", str(self.bare), "HEAD:main")

    def run(self, today: str = "2026-11-18", visibility: str = "private", slash: str = "", **told: str) -> bool:
        """Whether the workflow came to its end; then what it built is shown, and nothing else."""
        clone = self.work.with_name("clone")
        shutil.rmtree(clone, ignore_errors=True)
        git(self.work, "clone", "-q", "-b", "main", str(self.bare), str(clone))
        values = {
            "github.token": "its-token",
            "steps.pages.outputs.base_url": self.url + slash,
            "secrets.FEED_TOKEN": told.get("FEED_TOKEN", ""),
            "vars.FEED_IN_THE_OPEN": told.get("FEED_IN_THE_OPEN", ""),
        }
        more = {"PATH": f"{self.tools}:{os.environ['PATH']}", "TODAY": today, "VISIBILITY": visibility}
        around = {**os.environ, **more, "GITHUB_REPOSITORY": "robin/search", "GITHUB_RUN_ID": "1"}
        for step in yaml.safe_load((clone / WORKFLOW).read_text())["jobs"]["feed"]["steps"]:
            if "run" not in step or (step.get("if") and told.get("VAULT_IN_THE_OPEN") == "yes"):
                continue
            env = {name: EXPRESSION.sub(lambda found: values[found[1]], text) for name, text in step.get("env", {}).items()}
            done = subprocess.run(["bash", "-e", "-c", step["run"]], cwd=clone, env={**around, **env}, check=False)
            if done.returncode:
                return False
        shutil.rmtree(self.site)
        shutil.copytree(clone / "public", self.site)
        return True

    def shown(self) -> dict[str, bytes]:
        return {path.relative_to(self.site).as_posix(): path.read_bytes() for path in self.site.rglob("*.ics")}


@pytest.fixture
def host(root, tmp_path) -> Iterator[Host]:
    tools, site, bare = (tmp_path / name for name in ("tools", "site", "bare.git"))
    tools.mkdir()
    site.mkdir()
    for name, text in {**TOOLS, **({} if shutil.which("curl") else {"curl": CURL})}.items():
        (tools / name).write_text(text)
        (tools / name).chmod(0o755)
    shutil.rmtree(root / ".git")
    git(tmp_path, "init", "-q", "--bare", "-b", "main", str(bare))
    git(root, "init", "-q", "-b", "main")
    set_up_pages(load_vault(root))
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=site)) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        made = Host(root, bare, site, f"http://127.0.0.1:{server.server_port}", tools)
        made.push()
        yield made
        server.shutdown()
        thread.join()


def test_feeds_that_would_have_one_address_are_told(root):
    (root / "vaultcrm.toml").write_text('vault = "k3x9"\n[[feed]]\nname = "予定"\n[[feed]]\nname = "仕事"\nlevel = "busy"\n')
    with pytest.raises(WrongUsage, match=r"one address, feed\.ics"):
        set_up_pages(load_vault(root))
    assert not (root / WORKFLOW).exists()


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


def test_every_feed_is_shown_under_the_secret(host):
    assert host.run(FEED_TOKEN=TOKEN)
    assert set(host.shown()) == {f"{TOKEN}/follow-ups.ics", f"{TOKEN}/Ruth-s-touch-pwned.ics"}
    assert all(b"Dana" in data for data in host.shown().values())
    assert not list(host.work.parent.rglob("pwned"))


def test_a_vault_in_the_open_is_built_only_where_that_is_wanted(host):
    assert not host.run(visibility="public", FEED_TOKEN=TOKEN)
    assert not host.run(visibility="", FEED_TOKEN=TOKEN)
    assert host.shown() == {}
    assert host.run(visibility="public", FEED_TOKEN=TOKEN, VAULT_IN_THE_OPEN="yes")
    assert len(host.shown()) == 2


@pytest.mark.slow
@pytest.mark.parametrize("token", ["", "short"])
def test_without_a_secret_nothing_is_told(host, token):
    assert host.run(FEED_TOKEN=token)
    assert len(host.shown()) == 2
    assert not any(b"Dana" in data for data in host.shown().values())


def test_unless_that_is_wanted(host):
    assert host.run(FEED_IN_THE_OPEN="yes")
    assert b"Dana" in host.shown()["follow-ups.ics"]


@pytest.mark.slow
@pytest.mark.parametrize("slash", ["", "/"])
def test_what_is_unchanged_stays_as_it_is_shown(host, slash):
    assert host.run(FEED_TOKEN=TOKEN)
    before = host.shown()[f"{TOKEN}/follow-ups.ics"]
    (host.work / "Sam Roe.md").write_text("---\ntype: contact\nnext_contact: 2026-11-24\n---\n")
    host.push()
    assert host.run(today="2026-11-19", slash=slash, FEED_TOKEN=TOKEN)
    after = host.shown()[f"{TOKEN}/follow-ups.ics"]
    (of_dana,) = (event for event in before.split(b"BEGIN:VEVENT") if b"Dana" in event)
    assert b"Sam" in after
    assert of_dana.removesuffix(b"END:VCALENDAR\r\n") in after


@pytest.mark.slow
def test_where_what_is_shown_cannot_be_fetched_it_stays(host):
    assert host.run(FEED_TOKEN=TOKEN)
    before = host.shown()
    (host.site / "out-of-order").touch()
    assert not host.run(today="2026-11-19", FEED_TOKEN=TOKEN)
    assert host.shown() == before


@pytest.mark.slow
def test_a_sudden_nothing_is_not_shown(host):
    for n in range(10, 30):
        (host.work / f"Person {n}.md").write_text(f"---\ntype: contact\nnext_contact: 2026-12-{n}\n---\n")
    host.push()
    assert host.run(FEED_TOKEN=TOKEN)
    before = host.shown()
    for note in host.work.glob("*.md"):
        note.unlink()
    host.push()
    assert not host.run(FEED_TOKEN=TOKEN)
    assert host.shown() == before
