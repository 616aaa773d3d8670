"""The cards of ``export vcard`` in khard, the address book of the command line, which reads and writes them with vobject."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from vaultcrm.cli import cli
from vaultcrm.vault.shipped import shipped

pytestmark = pytest.mark.slow

PLAIN = {**os.environ, "LC_ALL": "C.UTF-8"}  # how a day is written
KHARD = Path(__file__).parents[2] / ".venv-clients" / "bin" / "khard"
SETTINGS = """\
[addressbooks]
[[vault]]
path = {path}
[general]
default_action = list
[vcard]
preferred_version = {version}
"""


@pytest.fixture(params=["4.0", "3.0"])
def khard(request: pytest.FixtureRequest, tmp_path: Path):
    """khard on the example vault's people, a card a file as it wants them; returns what it says to some words."""
    words = ["--vault", str(shipped("example-vault")), "--today", "2026-11-20", "export", "vcard", "--version", request.param]
    cards = CliRunner().invoke(cli, words).stdout_bytes.decode("utf-8").split("END:VCARD\r\n")[:-1]
    assert len(cards) == 27
    book = tmp_path / "book"
    book.mkdir()
    for number, card in enumerate(cards):
        (book / f"{number}.vcf").write_text(f"{card}END:VCARD\r\n", encoding="utf-8", newline="")
    settings = tmp_path / "khard.conf"
    settings.write_text(SETTINGS.format(path=book, version=request.param))

    def say(*asked: str) -> str:
        done = subprocess.run(
            [KHARD, "-c", settings, *asked], capture_output=True, text=True, timeout=60, check=False, env=PLAIN
        )
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    return say


def test_khard_lists_everybody(khard):
    lines = khard("list", "--parsable").splitlines()
    assert len(lines) == 27
    assert any("Walter Osei" in line for line in lines)


def test_khard_shows_a_person_with_all_of_it(khard):
    shown = khard("show", "Walter Osei")
    for said in (
        "Walter Osei", "Osei & Daughters", "Founder", "(617) 555-0122", "walter.osei@example.org", "14 Bellweather Lane",
        "Brookline", "02445", "mentor", "03/14/58",
    ):  # fmt: skip
        assert said in shown


def test_khard_knows_numbers_addresses_and_birthdays(khard):
    assert "walter.osei@example.org\tWalter Osei" in khard("email", "--parsable", "walter")
    assert "Walter Osei" in khard("phone", "--parsable", "walter")
    assert "Walter Osei" in khard("birthdays", "--parsable")
