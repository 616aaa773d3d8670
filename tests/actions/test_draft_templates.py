"""``init`` copies the templates of drafts into the vault, names a new folder once, and leaves alone what is there."""

from __future__ import annotations

from vaultcrm.actions.draft_templates import choose
from vaultcrm.actions.init import init
from vaultcrm.drafts.write import Source
from vaultcrm.vault import load_vault
from vaultcrm.vault.shipped import shipped

SHIPPED = shipped("templates") / "drafts"


def test_a_new_vault_has_every_template_and_none_stands_elsewhere(tmp_path):
    made = init(tmp_path).made
    assert made[-2:] == ("templates/drafts/de/", "templates/drafts/en/")
    there = {path.relative_to(tmp_path / "templates/drafts") for path in (tmp_path / "templates/drafts").rglob("*.*")}
    assert there == {path.relative_to(SHIPPED) for path in SHIPPED.rglob("*.*")}
    assert not (tmp_path / "drafts").exists()


def test_what_is_missing_is_added_and_what_was_changed_stays(tmp_path):
    init(tmp_path)
    folder = tmp_path / "templates/drafts/en"
    (folder / "card.md").write_text("mine", "utf-8")
    (folder / "pitch.md").unlink()
    assert init(tmp_path).made == ("templates/drafts/en/pitch.md",)
    assert (folder / "card.md").read_text("utf-8") == "mine"


def test_a_folder_of_templates_by_another_spelling_is_used(tmp_path):
    (tmp_path / "Templates").mkdir()
    init(tmp_path)
    (tmp_path / "Templates/drafts/en/thank-you.md").write_text("{{ nothing }}", "utf-8")
    found = choose(load_vault(tmp_path), "en", "thank-you", "email").find("thank-you.md")
    assert found == Source("Templates/drafts/en/thank-you.md", "{{ nothing }}")
