"""The doors by which bytes come in, and the harness that kills: scripts and tests share them, loaded by their path."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


def _load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"fuzz_{name}", Path(__file__).with_name(f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def doors() -> ModuleType:
    """Every door by which bytes come in."""
    return _load("doors")


@pytest.fixture(scope="session")
def busy() -> ModuleType:
    """Everything at once on one vault."""
    return _load("busy")


@pytest.fixture(scope="session")
def full_disk() -> ModuleType:
    """Commands that find no room."""
    return _load("full_disk")


@pytest.fixture(scope="session")
def kills() -> ModuleType:
    """The harness that kills commands."""
    return _load("kills")
