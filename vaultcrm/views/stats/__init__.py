"""The search in figures: computed from vault and plan, then shown as lines, data, or a page with drawings.

Nothing here scolds: what has not been answered is *no news* (row D6), what was let go was let go.
"""
