"""Edits of a note's text, each of which leaves every other byte alone and proves it.

In comes a text and what is to change, out comes the new text; ``EditRefused`` where that cannot be done safely. Nothing here
touches the disk.
"""

from .keys import add_to_list, read_key, remove_key, set_key

__all__ = ["add_to_list", "read_key", "remove_key", "set_key"]
