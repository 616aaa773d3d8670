"""Somebody clones a stranger's vault and runs every command in it: nothing leaves the vault, and nothing comes in."""
import os, sys
import pytest

READING = [
    "agenda", "agenda --all", "agenda --json", "agenda --count", "agenda --days 90", "why {key}", "brief dana", "brief dana --html",
    "brief dana --markdown", "brief dana --json", "brief acme", "open dana --path", "prep acme", "prep acme --json",
    "list contacts", "list contacts --csv", "list interviews", "list jobs --csv", "list saved", "inbox --list", "check",
    "check --json", "find e", "day --list", "day --json", "tree", "tree --svg -", "tree --mermaid", "stats", "stats --html -", "stats --json", "doctor",
    "doctor --json", "playbook list", "playbook show nasty", "playbook check", "feed address", "feed address --json",
    "export csv contacts", "export json", "export vcard", "export work-log", "export work-log --html", "help notes",
    "completion bash", "doctor --self",
]

def test_dump(stranger, capsys):
    for words in READING:
        before = stranger.state()
        stranger.seen.clear(); stranger.started.clear(); stranger.called.clear()
        r = stranger.run(*[w.format(key="aaaa") for w in words.split()])
        with capsys.disabled():
            bad = [x for x in (stranger.seen, stranger.started, stranger.called, sorted(os.listdir(stranger.ran)) if stranger.ran.exists() else []) if x]
            print(words, r.exit_code, repr(r.exception) if r.exception and not isinstance(r.exception, SystemExit) else "", r.stderr[:150].replace("\n","|") if r.exit_code else "", bad, "WROTE" if stranger.state()!=before else "", "SECRET!" if "the-secret" in r.output else "")
