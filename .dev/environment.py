"""The project's own environment, `.venv`, made with nothing but Python and the package index.

`prepare(extra)` gives the folder of its programs; what is there already is used again. Debian's Python may come without
`ensurepip`: then pip is fetched from the index that pip's own settings name.
An older Python must be able to read as far as the check of its version: hence the plain syntax.
"""

import hashlib
import os
import re
import subprocess
import sys

if sys.version_info < (3, 11):
    sys.exit(
        f"vaultcrm needs Python 3.11 or later; this is {sys.version.split()[0]} ({sys.executable}).\n"
        f"Run it with a newer one: python3.12 {sys.argv[0]}"
    )

import importlib.util
import ssl
import tempfile
import urllib.request
from configparser import ConfigParser
from pathlib import Path
from urllib.parse import urljoin

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PROGRAMS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = PROGRAMS / "python"
# What a developer has set for programs outside of any environment.
os.environ.update(PIP_USER="0", PYTHONPATH="")

PIP = "pip-26.3-py3-none-any.whl"
PIP_SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"


def works(*command: object) -> bool:
    """Whether a command can be run and ends well; what it says is not shown."""
    try:
        return subprocess.run([str(part) for part in command], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def must(*command: object) -> None:
    """Run a command at the project's top level, and end with its exit status if that is not 0."""
    status = subprocess.run([str(part) for part in command], cwd=ROOT, check=False).returncode
    if status:
        sys.exit(status)


def pip_setting(name: str) -> str:
    """What pip's variables or configuration files say of ``name``; empty where they say nothing."""
    files = ConfigParser(interpolation=None, strict=False)
    files.read(
        path
        for path in (
            Path("/etc/xdg/pip/pip.conf"),
            Path("/etc/pip.conf"),
            Path.home() / ".pip" / "pip.conf",
            Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "pip" / "pip.conf",
            Path(os.environ.get("PIP_CONFIG_FILE", os.devnull)),
        )
    )
    variable = "PIP_" + name.upper().replace("-", "_")
    return os.environ.get(variable) or files.get("install", name, fallback="") or files.get("global", name, fallback="")


def fetch(url: str) -> bytes:
    """What the address answers."""
    trust = ssl.create_default_context(cafile=pip_setting("cert") or None)
    try:
        with urllib.request.urlopen(url, context=trust, timeout=60) as answer:
            return answer.read()
    except OSError as problem:
        sys.exit(f"{url} does not answer: {problem}")


def fetch_pip(folder: Path) -> Path:
    """pip's wheel, from the index that pip itself would ask, checked against its known sum."""
    page = (pip_setting("index-url") or "https://pypi.org/simple").rstrip("/") + "/pip/"
    link = re.search(rf'href="([^"#]*{re.escape(PIP)})[#"]', fetch(page).decode())
    if not link:
        sys.exit(f"{PIP} is not at {page}")
    wheel = fetch(urljoin(page, link[1]))
    if hashlib.sha256(wheel).hexdigest() != PIP_SHA256:
        sys.exit(f"{PIP} from {page} is not what it should be")
    (folder / PIP).write_bytes(wheel)
    return folder / PIP


def make_venv() -> None:
    """An environment with pip in it, at ``.venv``."""
    bundled = importlib.util.find_spec("ensurepip")
    options = [] if works(PYTHON, "-c", "") else ["--clear"]
    must(sys.executable, "-m", "venv", *options, *([] if bundled else ["--without-pip"]), VENV)
    if bundled:
        return
    with tempfile.TemporaryDirectory() as folder:
        wheel = fetch_pip(Path(folder))
        must(PYTHON, wheel / "pip", "install", "-qq", "--no-index", wheel)


def prepare(extra: str = "") -> Path:
    """The folder of the environment's programs, with the project (and its ``extra`` tools) installed from this checkout."""
    wanted = f"{ROOT}\n" + (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    installed = VENV / f"installed-{extra or 'base'}.txt"
    if installed.is_file() and installed.read_text(encoding="utf-8") == wanted and works(PYTHON, "-c", ""):
        return PROGRAMS
    print("Setting up .venv (a minute or two, the first time) …", file=sys.stderr, flush=True)
    if not works(PYTHON, "-m", "pip", "--version"):
        make_venv()
    project = f".[{extra}]" if extra else "."
    must(PYTHON, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--editable", project)
    installed.write_text(wanted, encoding="utf-8")
    return PROGRAMS
