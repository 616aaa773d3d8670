"""What is shown: pure functions from vault and plan to data (for JSON) and to lines (for people).

No disk, no clock, no terminal.
"""
