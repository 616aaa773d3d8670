"""Texts out of the house: a message, an address of one, a sheet of paper, a script to be spoken."""
