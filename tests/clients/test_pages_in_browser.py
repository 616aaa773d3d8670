"""The page of ``stats`` and the drawing of ``tree`` in a real browser: axe finds nothing, nothing is cut off, the keyboard
reaches everything. ``tests/clients/install.py`` installs browser and axe.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from vaultcrm.cli import cli

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
EXAMPLE = HERE.parents[1] / "example-vault"


@pytest.fixture(scope="module")
def looked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What the browser tells of the example vault's page and drawing."""
    folder = tmp_path_factory.mktemp("pages")
    for words in (["stats", "--html", str(folder / "stats.html")], ["tree", "--svg", str(folder / "tree.svg")]):
        result = CliRunner().invoke(cli, ["--vault", str(EXAMPLE), "--today", "2026-11-20", *words])
        assert result.exit_code == 0, result.output
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert browser, "no Chromium: run tests/clients/install.py"
    told = subprocess.run(
        ["node", HERE / "look_at_page.mjs", folder / "stats.html", folder / "tree.svg"],
        check=True, capture_output=True, timeout=120, env={"CHROMIUM": browser, "PATH": "/usr/local/bin:/usr/bin:/bin"},
    )  # fmt: skip
    return json.loads(told.stdout)


def test_axe_finds_nothing_on_phone_and_screen_light_and_dark(looked):
    assert [(one["colorScheme"], one["width"]) for one in looked["seen"]] == [
        ("light", 390), ("light", 1280), ("dark", 390), ("dark", 1280),
    ]  # fmt: skip
    for one in looked["seen"]:
        assert one["found"] == []
        assert one["passes"] > 20


def test_nothing_is_wider_than_the_screen_and_letters_can_be_read(looked):
    for one in looked["seen"]:
        assert one["wide"] <= one["width"]
        assert one["small"] >= 11


def test_the_dark_page_is_dark(looked):
    grounds = {one["colorScheme"]: one["ground"] for one in looked["seen"]}
    assert grounds == {"light": "rgb(252, 252, 251)", "dark": "rgb(20, 24, 29)"}


def test_the_page_asks_for_nothing_and_complains_of_nothing(looked):
    assert [one["asked"] for one in looked["seen"]] == [[], [], [], []]


def test_the_keyboard_reaches_the_links_and_opens_every_table(looked):
    names = looked["keys"]["names"]
    assert names[0] == "A Skip to the figures"
    assert sum(name.startswith("A ") for name in names) == 9
    assert sum(name.startswith("SUMMARY") for name in names) == looked["keys"]["open"] == 8


def test_no_name_stands_out_of_its_box_in_the_drawing(looked):
    assert looked["boxes"] == {"over": [], "count": 6}
