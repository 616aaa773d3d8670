"""Set up `.venv` and show the main job on the example vault: the agenda of a day, and the calendar feed."""

from environment import must, prepare

programs = prepare()
for words in (["agenda"], ["feed", "build"], ["feed", "address"]):
    command = ["--vault", "example-vault", "--today", "2026-11-18", *words]
    print("\n$ vaultcrm", *command, flush=True)
    must(programs / "vaultcrm", *command)
