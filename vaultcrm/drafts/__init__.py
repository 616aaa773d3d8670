"""What to say: a touch-point as a text, the checks of a text, and the form in which it goes out. Pure."""
