"""Who introduced whom, and what came of it (row A5): a forest of people, as lines, Mermaid, a picture, or data."""
