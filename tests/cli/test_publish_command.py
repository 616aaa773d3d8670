"""``publish``: to a folder, to a real CalDAV server, to a branch of a real repository; and to none that was not agreed to."""

from __future__ import annotations

import http.client
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import icalendar
import pytest

from vaultcrm.actions import publishing
from vaultcrm.model import PublishSettings
from vaultcrm.serve.upload import CannotPublish, put
from vaultcrm.vault import load_vault

USER, PASSWORD = "robin", "geheim"


@pytest.fixture(autouse=True)
def _nothing_trusted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("VAULTCRM_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")


def say_where(vault: Path, to: str, more: str = "", level: str = "names") -> None:
    settings = vault / "vaultcrm.toml"
    settings.write_text(f'{settings.read_text()}level = "{level}"\n\n[[publish]]\nto = "{to}"\n{more}\n')


def uids(data: bytes) -> set[str]:
    return {str(event["UID"]) for event in icalendar.Calendar.from_ical(data).walk("VEVENT")}


def feed_of(vault: Path) -> bytes:
    return (vault / "follow-ups.ics").read_bytes()


def test_without_a_place_it_says_how(run):
    result = run("publish")
    assert result.exit_code == 2
    assert "[[publish]]" in result.stderr


@pytest.mark.parametrize(
    "to", ["ftp://x", "dav:https://robin:secret@example.com/x.ics", "dav:file:///x", "git:--upload-pack=x", "folder:", ""]
)
def test_a_place_that_makes_no_sense_is_a_problem(run, vault, to):
    say_where(vault, to)
    result = run("publish", "--trust")
    assert result.exit_code in (2, 3)
    assert not (vault / "follow-ups.ics").exists()


class TestFolder:
    def test_a_folder_that_came_with_the_vault_is_asked_about_first(self, run, vault, tmp_path):
        folder = tmp_path / "www"
        folder.mkdir()
        say_where(vault, f"folder:{folder}")
        refused = run("publish")
        assert refused.exit_code == 2
        assert "--trust" in refused.stderr
        assert list(folder.iterdir()) == []
        assert run("publish", "--trust").exit_code == 0
        assert (folder / "follow-ups.ics").read_bytes() == feed_of(vault)
        assert run("publish").stdout.endswith("as before\n")

    def test_within_the_vault_nobody_is_asked(self, run, vault):
        (vault / "out").mkdir()
        say_where(vault, "folder:out")
        assert run("publish").exit_code == 0
        assert (vault / "out/follow-ups.ics").is_file()

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ('to = "folder:out"|file = "all/cal.ics"', 'to = "folder:./out/"|file = "busy/CAL.ics"'),
            ('to = "git:pages"|', 'to = "git:pages"|'),
            ('to = "dav:https://example.com/x"|', 'to = "dav:https://example.com/x"|'),
        ],
        ids=["folder", "git", "dav"],
    )
    def test_a_feed_never_takes_the_place_of_one_that_tells_less(self, run, vault, first, second):
        (vault / "out").mkdir()
        for name, (to, file) in {"予定": first.split("|"), "仕事": second.split("|")}.items():
            more = f'\n[[feed]]\nname = "{name}"\n{file}\n[[publish]]\n{to}\nfeed = "{name}"\n'
            (vault / "vaultcrm.toml").write_text((vault / "vaultcrm.toml").read_text() + more)
        result = run("publish")
        assert (result.exit_code, list((vault / "out").iterdir())) == (2, [])
        assert "would take each other's place" in result.stderr

    def test_a_folder_that_is_gone_is_not_made(self, run, vault, tmp_path):
        say_where(vault, f"folder:{tmp_path}/unplugged")
        result = run("publish", "--trust")
        assert result.exit_code == 3
        assert "no such folder" in result.stderr
        assert not (tmp_path / "unplugged").exists()

    def test_names_are_not_shown_to_strangers_unless_that_is_wanted(self, run, vault, tmp_path):
        say_where(vault, f"folder:{tmp_path}", 'url = "https://robin.example.com/follow-ups.ics"')
        refused = run("publish", "--trust")
        assert refused.exit_code == 2
        assert "--public" in refused.stderr
        assert not (tmp_path / "follow-ups.ics").exists()
        assert run("publish", "--public").exit_code == 0
        assert run("publish").exit_code == 0

    def test_a_secret_address_or_a_busy_feed_needs_no_word(self, run, vault, tmp_path):
        secret = "https://robin.example.com/cK3xW9vQ2mT7pL5nR8yB4zD6fH1jS0aE/follow-ups.ics"
        say_where(vault, f"folder:{tmp_path}", f'url = "{secret}"')
        assert run("publish", "--trust").exit_code == 0

    def test_a_busy_feed_may_be_seen(self, run, vault, tmp_path):
        say_where(vault, f"folder:{tmp_path}", 'url = "https://robin.example.com/follow-ups.ics"', level="busy")
        assert run("publish", "--trust").exit_code == 0
        assert b"Dana" not in (tmp_path / "follow-ups.ics").read_bytes()

    def test_an_address_that_cannot_be_used_is_said_to_be_one(self, run, vault):
        say_where(vault, "dav:https://robin:secret@dav.example.com/follow-ups.ics")
        refused = run("publish", "--trust")
        assert refused.exit_code == 3
        assert "vaultcrm.toml:" in refused.stderr

    def test_a_sudden_nothing_is_not_published(self, run, vault, tmp_path):
        say_where(vault, f"folder:{tmp_path}")
        run("publish", "--trust")
        good = (tmp_path / "follow-ups.ics").read_bytes()
        for note in vault.rglob("*.md"):
            note.unlink()
        (vault / "follow-ups.ics").unlink()
        assert run("publish").exit_code == 1
        assert (tmp_path / "follow-ups.ics").read_bytes() == good
        assert run("publish", "--force").exit_code == 0
        assert (tmp_path / "follow-ups.ics").read_bytes() != good

    def test_another_machine_carries_the_stamps_over(self, run, vault, tmp_path):
        say_where(vault, f"folder:{tmp_path}")
        run("publish", "--trust")
        (vault / "follow-ups.ics").unlink()
        run("publish", today="2026-11-19")
        of_dana = [line for line in feed_of(vault).split(b"BEGIN:VEVENT") if b"2:00 PM" in line or b"Interview" in line]
        assert any(b"DTSTAMP:20261118T000000Z" in event for event in of_dana)


@dataclass(frozen=True)
class Radicale:
    url: str

    def get(self) -> bytes:
        request = urllib.request.Request(self.url)
        keys = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        keys.add_password(None, self.url, USER, PASSWORD)
        opener = urllib.request.build_opener(urllib.request.HTTPBasicAuthHandler(keys))
        with opener.open(request, timeout=10) as reply:
            return reply.read()


@pytest.fixture
def radicale(tmp_path: Path) -> Iterator[Radicale]:
    """A real CalDAV server on loopback, with one user."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    (tmp_path / "users").write_text(f"{USER}:{PASSWORD}\n")
    options = {
        "server-hosts": f"127.0.0.1:{port}",
        "auth-type": "htpasswd",
        "auth-htpasswd-filename": tmp_path / "users",
        "auth-htpasswd-encryption": "plain",
        "auth-delay": "0",
        "storage-filesystem-folder": tmp_path / "collections",
    }
    words = [word for name, value in options.items() for word in (f"--{name}", str(value))]
    command = [sys.executable, "-m", "radicale", "--config", "", *words]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _until_it_listens(port)
            yield Radicale(f"http://127.0.0.1:{port}/{USER}/follow-ups.ics/")
        finally:
            server.terminate()


def _until_it_listens(port: int) -> None:
    deadline = time.monotonic() + 20
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            assert time.monotonic() < deadline, "Radicale does not start"
            time.sleep(0.05)


class TestCalDav:
    def test_a_calendar_on_a_server_follows_the_vault(self, run, vault, radicale, monkeypatch):
        say_where(vault, f"dav:{radicale.url}")
        monkeypatch.setenv("VAULTCRM_DAV_USER", USER)
        monkeypatch.setenv("VAULTCRM_DAV_PASSWORD", PASSWORD)
        assert run("publish", "--trust").exit_code == 0
        assert uids(radicale.get()) == uids(feed_of(vault)) != set()
        before = uids(feed_of(vault))
        note = vault / "interviews/2026-11-17 Acme.md"
        note.write_text(note.read_text() + "\n## Log\n\n- 2026-11-17 email [[Dana Lee]] #thank-you\n")
        assert run("publish").exit_code == 0
        assert uids(radicale.get()) == uids(feed_of(vault)) != before

    def test_a_wrong_password_changes_nothing(self, run, vault, radicale, monkeypatch):
        say_where(vault, f"dav:{radicale.url}")
        monkeypatch.setenv("VAULTCRM_DAV_USER", USER)
        monkeypatch.setenv("VAULTCRM_DAV_PASSWORD", "guessed")
        result = run("publish", "--trust")
        assert result.exit_code == 3
        assert "401" in result.stderr
        assert "guessed" not in result.stderr


WEBDAV = """
import sys, waitress
from wsgidav.wsgidav_app import WsgiDAVApp
port, folder, user, password = sys.argv[1:]
users = {user: {"password": password}}
settings = {"provider_mapping": {"/": folder}, "simple_dc": {"user_mapping": {"*": users}}, "logging": {"enable": False}}
waitress.serve(WsgiDAVApp(settings), host="127.0.0.1", port=int(port), _quiet=True)
"""


@dataclass(frozen=True)
class WebDav:
    url: str
    folder: Path


@pytest.fixture
def webdav(tmp_path: Path) -> Iterator[WebDav]:
    """A real server of plain files on loopback, with one user."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    folder = tmp_path / "files"
    folder.mkdir()
    command = [sys.executable, "-c", WEBDAV, str(port), str(folder), USER, PASSWORD]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _until_it_listens(port)
            yield WebDav(f"http://127.0.0.1:{port}/follow-ups.ics", folder)
        finally:
            server.terminate()


class TestWebDav:
    def test_a_file_is_replaced_whole_and_nothing_stays_beside_it(self, run, vault, webdav, monkeypatch):
        say_where(vault, f"dav:{webdav.url}")
        monkeypatch.setenv("VAULTCRM_DAV_USER", USER)
        monkeypatch.setenv("VAULTCRM_DAV_PASSWORD", PASSWORD)
        for day in ("2026-11-18", "2026-11-19"):
            assert run("publish", "--trust", today=day).exit_code == 0
            assert {path.name: path.read_bytes() for path in webdav.folder.iterdir()} == {"follow-ups.ics": feed_of(vault)}

    def test_until_all_of_it_is_there_the_old_one_stays(self, webdav, monkeypatch):
        """The network goes when the new feed has been sent, and only its name is wrong."""
        feed = webdav.folder / "follow-ups.ics"
        feed.write_bytes(b"the old one")
        with monkeypatch.context() as patched:
            patched.setattr(http.client.HTTPConnection, "send", _but_no_move(http.client.HTTPConnection.send))
            with pytest.raises(CannotPublish):
                put(webdav.url, b"the new one", (USER, PASSWORD), lambda _: None)
        assert feed.read_bytes() == b"the old one"
        put(webdav.url, b"the new one", (USER, PASSWORD), lambda _: None)
        assert {path.name: path.read_bytes() for path in webdav.folder.iterdir()} == {"follow-ups.ics": b"the new one"}


def _but_no_move(send):
    def sent(self: http.client.HTTPConnection, data: bytes) -> None:
        if data.startswith(b"MOVE"):
            raise ConnectionResetError(104, "Connection reset by peer")
        send(self, data)

    return sent


def git(folder: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, text=True).stdout


class TestGit:
    @pytest.fixture
    def remote(self, vault, tmp_path, monkeypatch) -> Path:
        """A vault in git with a remote, and somebody's own pages on a branch of it."""
        for role in ("AUTHOR", "COMMITTER"):
            monkeypatch.setenv(f"GIT_{role}_NAME", "Robin")
            monkeypatch.setenv(f"GIT_{role}_EMAIL", "robin@example.com")
        remote = tmp_path / "remote.git"
        git(tmp_path, "init", "-q", "--bare", "-b", "main", str(remote))
        git(vault, "init", "-q", "-b", "main")
        git(vault, "remote", "add", "origin", str(remote))
        git(vault, "add", "-A")
        git(vault, "commit", "-qm", "Begin")
        git(vault, "push", "-q", "origin", "main")
        return remote

    def test_a_feed_goes_onto_the_branch_and_nothing_else_changes(self, run, vault, remote):
        say_where(vault, "git:pages")
        (vault / "half-written.md").write_text("…")
        before = git(vault, "status", "--porcelain")
        assert run("publish", "--trust", "--public").exit_code == 0
        feed, other = sorted(git(remote, "ls-tree", "-r", "--name-only", "pages").split(), reverse=True)
        assert (feed.endswith("/follow-ups.ics"), other) == (True, ".nojekyll")
        shown = subprocess.run(["git", "show", f"pages:{feed}"], cwd=remote, check=True, capture_output=True).stdout
        assert shown == feed_of(vault)
        after = git(vault, "status", "--porcelain").replace("?? follow-ups.ics\n", "")
        assert after == before
        assert git(vault, "branch", "--list").split() == ["*", "main"]

    def test_an_unchanged_feed_is_no_commit_and_the_address_stays(self, run, vault, remote, monkeypatch, tmp_path):
        say_where(vault, "git:pages")
        run("publish", "--trust", "--public")
        before = git(remote, "rev-parse", "pages")
        assert run("publish").stdout.endswith("as before\n")
        assert git(remote, "rev-parse", "pages") == before
        monkeypatch.setenv("VAULTCRM_STATE", str(tmp_path / "another-machine"))
        (vault / "follow-ups.ics").unlink()
        run("publish", "--trust", "--public", today="2026-11-19")
        assert git(remote, "rev-parse", "pages~1") == before
        assert len(git(remote, "ls-tree", "-r", "--name-only", "pages").split()) == 2

    def test_ones_own_pages_stay(self, run, vault, remote, tmp_path):
        git(tmp_path, "clone", "-q", str(remote), "site")
        site = tmp_path / "site"
        git(site, "switch", "-q", "--orphan", "pages")
        (site / "index.html").write_text("Hello")
        git(site, "add", "index.html")
        git(site, "commit", "-qm", "My page")
        git(site, "push", "-q", "origin", "pages")
        say_where(vault, "git:pages")
        assert run("publish", "--trust", "--public").exit_code == 0
        assert git(remote, "show", "pages:index.html") == "Hello"

    def test_a_branch_that_holds_the_vault_is_left_alone(self, run, vault, remote):
        say_where(vault, "git:main")
        before = git(remote, "rev-parse", "main")
        result = run("publish", "--trust", "--public")
        assert result.exit_code == 3
        assert "holds the vault" in result.stderr
        assert git(remote, "rev-parse", "main") == before

    def test_names_need_a_word(self, run, vault, remote):
        say_where(vault, "git:pages")
        result = run("publish", "--trust")
        assert result.exit_code == 2
        assert "--public" in result.stderr
        assert git(remote, "branch", "--list", "pages") == ""

    def test_a_remote_that_refuses_is_said(self, run, vault, remote):
        say_where(vault, "git:pages")
        hook = remote / "hooks" / "pre-receive"
        hook.write_text("#!/bin/sh\necho not today >&2\nexit 1\n")
        hook.chmod(0o755)
        result = run("publish", "--trust", "--public")
        assert result.exit_code == 3
        assert "not today" in result.stderr


class TestWhatIsReallyMeant:
    def test_a_link_in_the_vault_is_trusted_by_the_folder_it_leads_to(self, run, vault, tmp_path):
        for name in ("first", "second"):
            (tmp_path / name).mkdir()
        (vault / "out").symlink_to(tmp_path / "first")
        say_where(vault, "folder:out")
        assert run("publish").exit_code == 2
        assert run("publish", "--trust").exit_code == 0
        (vault / "out").unlink()
        (vault / "out").symlink_to(tmp_path / "second")
        assert run("publish").exit_code == 2
        assert list((tmp_path / "second").iterdir()) == []

    def test_a_file_in_a_folder_of_the_vault_leads_nowhere_else(self, run, vault, tmp_path):
        (vault / "out").mkdir()
        (tmp_path / "other").write_text("mine")
        (vault / "out/follow-ups.ics").symlink_to(tmp_path / "other")
        say_where(vault, "folder:out")
        assert run("publish").exit_code == 3
        assert (tmp_path / "other").read_text() == "mine"

    def test_a_branch_is_trusted_for_one_clone(self, vault):
        pages = PublishSettings("git:pages")
        here, there = load_vault(vault), replace(load_vault(vault), root=vault.parent)
        publishing.agree(here, pages)
        assert (publishing.is_known(here, pages), publishing.is_known(there, pages)) == (True, False)

    def test_another_computers_folder_is_not_looked_at_before_it_is_trusted(self, vault, monkeypatch):
        share = PublishSettings("folder:\\\\evil\\share")
        monkeypatch.setattr("vaultcrm.actions.publishing._folder", lambda *_: pytest.fail("it was called"))
        assert not publishing.is_known(load_vault(vault), share)
        assert publishing.place_of(load_vault(vault), share) == share.to
