"""The notes in ``drafts/``, and the files that notes link to: nothing outside the vault is ever read."""

from __future__ import annotations

from pathlib import Path

import pytest

from vaultcrm.model import Settings
from vaultcrm.vault.drafts import all_drafts, draft_problems, drafts_by_touchpoint, drafts_of
from vaultcrm.vault.enclosures import linked_file


def note(touchpoint: str, text: str = "Dear Dana,") -> str:
    return f"---\ntype: draft\ntouchpoint: {touchpoint}\nmedium: email\n---\n\n{text}\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    vault = tmp_path / "vault"
    files = {
        "drafts/2026-11-18 Dana Lee thank-you.md": note("aaa"),
        "drafts/2026-11-19 Dana Lee thank-you.md": note("aaa", "Dear Dana Lee,"),
        "drafts/old/2025-01-01 Sam Roe letter.md": note("bbb"),
        "drafts/.trash/2026 x.md": note("ccc"),
        "drafts/odd.md": "---\ntype: draft\n---\nHello\n",
        "drafts/list.pdf": "%PDF",
        "files/stop signs.pdf": "%PDF",
        "files/Zürich plan.txt": "x",
        "interviews/beside.txt": "x",
        "interviews/Acme.md": "x",
        ".git/config.txt": "x",
        "a/twice.txt": "x",
        "b/twice.txt": "x",
    }
    for path, text in files.items():
        (vault / path).parent.mkdir(parents=True, exist_ok=True)
        (vault / path).write_text(text, encoding="utf-8")
    (tmp_path / "secret.md").write_text(note("ddd"), encoding="utf-8")
    (tmp_path / "secret.txt").write_text("x", encoding="utf-8")
    (vault / "drafts/leads out.md").symlink_to(tmp_path / "secret.md")
    (vault / "files/leads out.txt").symlink_to(tmp_path / "secret.txt")
    (vault / "files/within.pdf").symlink_to(vault / "files/stop signs.pdf")
    return vault


def test_drafts_in_the_order_of_their_paths(root: Path) -> None:
    assert [draft.source.path for draft in all_drafts(root)] == [
        "drafts/2026-11-18 Dana Lee thank-you.md",
        "drafts/2026-11-19 Dana Lee thank-you.md",
        "drafts/old/2025-01-01 Sam Roe letter.md",
    ]


def test_what_cannot_be_read_as_a_draft_is_told_with_its_line(root: Path) -> None:
    unread = {
        "drafts/list.md": "Things to say\n",
        "drafts/marked.md": note("eee").replace("medium: email", "<<<<<<< a\nmedium: email\n=======\nmedium: phone\n>>>>>>> b"),
        "drafts/never closed.md": "---\ntype: draft\ntouchpoint: fff\n\nDear Dana,\n",
        "drafts/old.md": "---\ntype: draft\narchived: true\n---\n",
        "drafts/pigeon.md": note("ggg").replace("email", "pigeon"),
        "drafts/README.md": "How we write\n",
        "drafts/recipe.md": "---\ntype: recipe\n---\n",
    }  # fmt: skip
    for path, text in unread.items():
        (root / path).write_text(text, encoding="utf-8")
    (root / "drafts/western.md").write_bytes(note("hhh", "Dear Zoë,").encode("cp1252"))
    assert [(str(one.source), one.severity, one.excerpt) for one in draft_problems(root, Settings())] == [
        ("drafts/list.md:1", "hint", "Things to say"),
        ("drafts/marked.md:4", "error", "<<<<<<< a"),
        ("drafts/never closed.md:1", "error", "---"),
        ("drafts/odd.md:1", "error", "---"),
        ("drafts/pigeon.md:4:1", "error", "medium: pigeon"),
        ("drafts/western.md:7", "warning", "Dear Zoë,"),
    ]


def test_of_several_for_one_touch_point_the_newest_counts(root: Path) -> None:
    assert {key: draft.text for key, draft in drafts_by_touchpoint(root).items()} == {
        "aaa": "Dear Dana Lee,",
        "bbb": "Dear Dana,",
    }
    assert [draft.source.path for draft in drafts_of(root, "bbb")] == ["drafts/old/2025-01-01 Sam Roe letter.md"]
    assert drafts_of(root, "aa") == drafts_of(root, "ddd") == ()


def test_a_vault_without_drafts(tmp_path: Path) -> None:
    assert all_drafts(tmp_path) == ()


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("files/stop signs.pdf", "files/stop signs.pdf"),
        ("stop signs.pdf", "files/stop signs.pdf"),
        ("files/stop%20signs.pdf", "files/stop signs.pdf"),
        ("Zürich plan.txt", "files/Zürich plan.txt"),
        ("beside.txt", "interviews/beside.txt"),
        ("../files/stop signs.pdf", "files/stop signs.pdf"),
        ("files/within.pdf", "files/within.pdf"),
    ],
)
def test_a_link_leads_to_a_file_of_the_vault(root: Path, target: str, path: str) -> None:
    assert linked_file(root, "interviews/Acme.md", target) == path


@pytest.mark.parametrize(
    "target",
    [
        "../secret.txt", "../../secret.txt", "files/../../secret.txt", "..%2Fsecret.txt", "..\\secret.txt", "/etc/hosts.txt",
        "leads out.txt", "files/leads out.txt", "twice.txt", "Acme.md", "Dana Lee", "files", "nowhere.pdf", ".git/config.txt",
        "config.txt", "", "x\x00.pdf", "https://example.org/a.pdf", "file:///etc/hosts.txt", "C:\\x.txt",
    ],
)  # fmt: skip
def test_what_leads_out_or_to_no_file_is_none(root: Path, target: str) -> None:
    assert linked_file(root, "interviews/Acme.md", target) is None
