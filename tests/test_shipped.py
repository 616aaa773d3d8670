"""Templates and example vault are found in a checkout and in an installed wheel, which carries them and nothing besides."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from vaultcrm.vault.shipped import shipped

CHECKOUT = Path(__file__).parents[1]
ASK = "from vaultcrm.vault.shipped import shipped; print(shipped('templates'), shipped('example-vault'), sep='\\n')"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a wheel and a source archive, built from this checkout."""
    folder = tmp_path_factory.mktemp("built")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-d", folder], cwd=CHECKOUT, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> zipfile.ZipFile:
    return zipfile.ZipFile(next(built.glob("*.whl")))


def test_a_checkout_has_them_at_its_top_level() -> None:
    assert shipped("templates") == CHECKOUT / "templates"
    assert (shipped("example-vault") / "vaultcrm.toml").is_file()


@pytest.mark.slow
def test_an_installed_wheel_has_them_inside(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    wheel.extractall(tmp_path)
    shown = subprocess.run([sys.executable, "-c", ASK], cwd=tmp_path, check=True, capture_output=True, text=True).stdout
    templates, example = (Path(line) for line in shown.splitlines())
    assert templates.is_relative_to(tmp_path)
    assert (templates / "playbooks" / "savvy.md").is_file()
    assert (example / "vaultcrm.toml").is_file()


@pytest.mark.slow
def test_the_wheel_carries_code_notes_settings_and_pages_and_no_caches_or_feeds(wheel: zipfile.ZipFile) -> None:
    kinds = {Path(name).suffix for name in wheel.namelist() if ".dist-info/" not in name}
    assert kinds == {".py", ".typed", ".md", ".toml", ".yml", ".typ", ".json"}


@pytest.mark.slow
def test_the_wheel_gives_the_command(wheel: zipfile.ZipFile) -> None:
    entry_points = next(name for name in wheel.namelist() if name.endswith("entry_points.txt"))
    assert "vaultcrm = vaultcrm.cli:main" in wheel.read(entry_points).decode()


@pytest.mark.slow
def test_the_source_archive_can_be_tested_by_whoever_packages_it(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"pyproject.toml", "README.md", "LICENSE", "tests/test_shipped.py", "templates/playbooks/savvy.md"} <= names
