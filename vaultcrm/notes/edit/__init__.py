"""Edits of a note's text, each of which leaves every other byte alone and proves it.

In comes a text and what is to change, out comes the new text; ``EditRefused`` where that cannot be done safely. Nothing here
touches the disk. Names are looked up when they are asked for, to start fast.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .debrief import lay_out, note_topic
    from .inbox import take_from_inbox
    from .keys import add_to_list, line_of_key, read_key, remove_key, set_key, set_keys
    from .log import Written, append_log_line, remove_log_line
    from .log_line import format_log_line, link_text, link_to
    from .prose import as_prose, with_prose
    from .sections import DEBRIEF, fill_section
    from .tasks import redate_promise, tick_promise
    from .values import Value, scalar

__all__ = [
    "DEBRIEF",
    "Value",
    "Written",
    "add_to_list",
    "append_log_line",
    "as_prose",
    "fill_section",
    "format_log_line",
    "lay_out",
    "line_of_key",
    "link_text",
    "link_to",
    "note_topic",
    "read_key",
    "redate_promise",
    "remove_key",
    "remove_log_line",
    "scalar",
    "set_key",
    "set_keys",
    "take_from_inbox",
    "tick_promise",
    "with_prose",
]

_HOMES = {
    "debrief": ("lay_out", "note_topic"),
    "inbox": ("take_from_inbox",),
    "keys": ("add_to_list", "line_of_key", "read_key", "remove_key", "set_key", "set_keys"),
    "log": ("Written", "append_log_line", "remove_log_line"),
    "log_line": ("format_log_line", "link_text", "link_to"),
    "prose": ("as_prose", "with_prose"),
    "sections": ("DEBRIEF", "fill_section"),
    "tasks": ("redate_promise", "tick_promise"),
    "values": ("Value", "scalar"),
}


def __getattr__(name: str) -> object:
    home = next((home for home, names in _HOMES.items() if name in names), None)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{home}", __name__), name)
