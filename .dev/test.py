"""Set up `.venv` with the developers' tools and run the tests; what follows goes to pytest (`-k feed`, say)."""

import sys

from environment import must, prepare

programs = prepare("dev")
must(programs / "python", "-m", "pytest", "-n", "auto", "-m", "not slow and not desktop", *sys.argv[1:])
