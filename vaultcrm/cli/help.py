"""What the commands' help texts share: each ends in an example."""

from __future__ import annotations


def example(*lines: str) -> str:
    """The closing words of a command's help: one command line or more, shown as they are typed."""
    return "\n".join(("\b", "Example:", *(f"  {text}" for text in lines)))
