"""One function a command: reads, plans, edits, writes. No argument parsing, no printing."""
