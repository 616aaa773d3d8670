"""PyYAML's parsers: those in C, or, where the library was built without them, those in Python, which take eight times as long.

Both read the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

IN_C = bool(yaml.__with_libyaml__)

if TYPE_CHECKING or IN_C:
    from yaml import CBaseLoader as BaseLoader
    from yaml import CSafeLoader as SafeLoader
else:
    from yaml import BaseLoader, SafeLoader

__all__ = ["IN_C", "BaseLoader", "SafeLoader"]
