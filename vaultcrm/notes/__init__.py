"""Text to records and back, pure: front matter, links, sections, log lines, promises, edits of single lines."""
