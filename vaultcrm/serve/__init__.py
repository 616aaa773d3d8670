"""The edge to the network: feeds at an address of one's own, and feeds sent elsewhere.

In come bytes that ``actions`` has built; nothing here reads a note. Imported by the commands that serve and publish, only.
"""
