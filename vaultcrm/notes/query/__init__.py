"""The language in which notes are asked for: ``tag:mentor silent>30d not (company:acme or @reached)``.

In: the text of a query, the kind of note it is asked of, the settings' words and saved queries. Out: a test that says of a
record whether it fits, or ``BadQuery``, which knows the place where the query is wrong and what is possible there.
"""

from __future__ import annotations

from .compiling import Asked, compiled
from .errors import BadQuery
from .fields import FIELDS, KINDS, Facts, Field, Fits, Value, field_called

__all__ = ["FIELDS", "KINDS", "Asked", "BadQuery", "Facts", "Field", "Fits", "Value", "compiled", "field_called"]
