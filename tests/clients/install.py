"""Install the clients that the slow tests try the feed with: ``python tests/clients/install.py``; with the word ``desktop``
instead those of a desktop, which are tried by hand.

Python's go into ``.venv-clients``, node's into ``node_modules`` beside this file; calcurse, libical, Chromium, zsh and fish
are Debian's, and are installed where this runs as root. What cannot be installed is said, and the tests that want it fail.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE.parents[1] / ".venv-clients"
DEBIAN = ["calcurse", "libical3", "chromium", "fonts-dejavu-core", "zsh", "fish"]
DESKTOP = ["evolution-data-server", "gir1.2-ecal-2.0", "python3-gi", "dbus", "thunderbird"]


def run(*words: object, cwd: Path = HERE) -> bool:
    """Run a command and say which; whether it ended well."""
    print("+", *words, flush=True)
    return subprocess.run([str(word) for word in words], cwd=cwd, check=False).returncode == 0


def python_clients() -> bool:
    """The clients that are Python, in an environment of their own."""
    python = ENVIRONMENT / "bin" / "python"
    if not python.exists():
        venv.create(ENVIRONMENT, with_pip=True)
    return run(python, "-m", "pip", "install", "-q", "-r", HERE / "requirements.txt")


def node_clients() -> bool:
    """The clients that are JavaScript."""
    if not shutil.which("npm"):
        print("npm is missing: install Node.js 20 or later")
        return False
    return run("npm", "ci", "--no-audit", "--no-fund")


def debian_clients() -> bool:
    """The clients that are C, the browser and the shells; there already on a machine that has them."""
    programs = ("calcurse", "chromium", "zsh", "fish")
    if all(map(shutil.which, programs)) and any(Path("/usr/lib").rglob("libical.so.3")):
        return True
    return from_debian(DEBIAN)


def from_debian(packages: list[str]) -> bool:
    """Packages of the system's, where this may install them; apt leaves alone what is there."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        print("of these some may be missing: apt-get install --no-install-recommends", *packages)
        return False
    return run("apt-get", "update", "-qq") and run("apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages)


def main() -> None:
    """All of them, as far as each can be had; a desktop's alone where they are asked for."""
    done = [from_debian(DESKTOP)] if sys.argv[1:] == ["desktop"] else [python_clients(), node_clients(), debian_clients()]
    sys.exit(0 if all(done) else 1)


if __name__ == "__main__":
    main()
