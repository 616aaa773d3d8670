"""An address as a QR code, for the phone beside the screen: the only place that knows the segno library."""

from __future__ import annotations

import io

import segno


def qr_text(text: str) -> str:
    """The code in block letters, two rows of squares a line, with the quiet margin that a camera wants."""
    drawn = io.StringIO()
    segno.make(text, error="m", micro=False).terminal(drawn, compact=True)
    return drawn.getvalue()
