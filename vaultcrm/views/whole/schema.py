"""The JSON Schema (2020-12) of the whole vault as data; it is shipped as the file ``schema.json``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import cast

from vaultcrm.views.data import Data


def schema() -> Data:
    """The schema that ``vault_data`` keeps to. Its ``$id`` changes where a key changes its meaning or goes."""
    return cast(Data, json.loads(Path(__file__).with_name("schema.json").read_text(encoding="utf-8")))
