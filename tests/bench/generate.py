"""Make a large vault of believable shape, always the same for the same number: ``python tests/bench/generate.py FOLDER NOTES``.

Nine notes in ten are people, the others interviews and jobs; logs have 0 to 30 lines, a note about 2 kB of prose.
"""

from __future__ import annotations

import shutil
import sys
from datetime import date, timedelta
from pathlib import Path
from random import Random

PLAYBOOKS = Path(__file__).resolve().parents[2] / "templates" / "playbooks"
TODAY = date(2026, 11, 18)
FIRST = "Dana Sam Ada Noor Luis Mei Ivo Priya Tomas Aiko Ruth Omar Lena Kofi Ines Jonas Zuri Milo Esra Finn".split()
MIDDLE = "Lee Ray Jo May Kay Ann Bo Max Eve Kit Fay Ali Uma Ned Ida Gus Lou Ora Pax Rio Sol Tam Val Wes Zed".split()
LAST = "Roe Kaya Okafor Moreau Tanaka Silva Novak Hale Mensah Costa Berg Iqbal Quinn Sato Weiss Adeyemi Kowal Rao Diaz".split()
COMPANIES = ["Acme", "Brook Labs", "Corvid", "Dune Systems", "Ember", "Fjord Labs", "Grove", "Heron Systems"]
VERBS = ["email", "email from", "call", "voicemail", "met", "message", "linkedin", "card", "note", "heard"]
KINDS = ["screen", "technical", "panel", "onsite", "final", "informational"]
STAGES = ["lead", "applied", "interviewing", "rejected", "withdrawn", "filled"]
SENTENCES = [
    "We talked about the migration, and how the team splits the on-call rota.",
    "They had read the post about back-pressure and asked what I would do differently now.",
    "The office is near the station; the reception closes at six.",
    "Two children, the younger one plays the cello; they had just come back from the coast.",
    "The role reports to platform, though most of the work is for the data people.",
    "I should send the paper on schema changes, and the name of the bindery.",
    "Nobody had an answer to how releases are approved, which is an answer too.",
    "Said that they would rather hear by e-mail than by phone, and never on Mondays.",
]
SETTINGS = """\
format = 1
vault = "bench-{notes}"
timezone = "America/New_York"
country = "US"

[me]
name = "Robin Hale"
email = "robin@example.com"

[[cadence]]
query = "tag:mentor"
every = "90 days"

[[feed]]
name = "follow-ups"
file = "follow-ups.ics"
"""
CONTACT = """\
---
type: contact
id: person-{number}
name: {name}
title: Engineer
company: "[[{company}]]"
email: p{number}@example.com
phone: +1 555 01{digits:02d}
met: {met}
cadence: {cadence}
tags: [{tag}]
---

{prose}

## Log

{log}
"""
INTERVIEW = """\
---
type: interview
id: talk-{number}
start: {day} 14:00
duration: 1 hour
timezone: America/New_York
kind: {kind}
job: "[[Job {job}]]"
company: "[[{company}]]"
interviewers:
  - "[[{name}]]"
  - "[[{second}]]"
---

## Topics

{prose}

## What went well

The design question.

## Requirement I did not meet

Kafka at scale.

## Log

{log}
"""
JOB = """\
---
type: job
id: job-{number}
title: Staff Engineer
company: "[[{company}]]"
stage: {stage}
applied: {day}
contact: "[[{name}]]"
---

{prose}

## Log

{log}
"""


def person(number: int) -> str:
    """The name of the person of that number; the first 10,000 are all different."""
    rest, first = divmod(number, len(FIRST))
    rest, last = divmod(rest, len(LAST))
    rest, middle = divmod(rest, len(MIDDLE))
    return " ".join([FIRST[first], MIDDLE[middle], LAST[last], *([f"{rest + 1}"] if rest else [])])


def log(random: Random, names: list[str]) -> str:
    """Up to 30 lines, newest last, each with one of the people."""
    days = sorted((random.randrange(1, 900) for _ in range(random.randrange(31))), reverse=True)
    return "\n".join(
        f"- {TODAY - timedelta(days=ago)} {random.choice(VERBS)} [[{random.choice(names)}]]: {random.choice(SENTENCES)}"
        for ago in days
    )


def prose(random: Random) -> str:
    """About 2,000 characters."""
    return "\n\n".join(" ".join(random.choices(SENTENCES, k=random.randrange(3, 11))) for _ in range(4))


def note(number: int, random: Random) -> tuple[str, str]:
    """The path and the text of the note of that number: ninety people, six interviews, four jobs in every hundred."""
    hundred, place = number - number % 100, number % 100
    name = person(number if place < 90 else hundred + random.randrange(90))
    second = person(hundred + random.randrange(90))
    words = {
        "number": number,
        "name": name,
        "second": second,
        "company": random.choice(COMPANIES),
        "prose": prose(random),
        "log": log(random, [name, second]),
        "day": TODAY - timedelta(days=random.randrange(-10, 500)),
        "met": TODAY - timedelta(days=random.randrange(10, 1500)),
        "cadence": random.choice(["", "", "", "never", "6 months"]),
        "tag": random.choice(["recruiter", "mentor", "panel", "friend"]),
        "kind": random.choice(KINDS),
        "stage": random.choice(STAGES),
        "digits": place,
        "job": hundred + 96 + place % 4,
    }
    if place < 90:
        return f"contacts/{name}.md", CONTACT.format(**words)
    if place < 96:
        return f"interviews/{words['day']} {number}.md", INTERVIEW.format(**words)
    return f"jobs/Job {number}.md", JOB.format(**words)


def generate(folder: Path, notes: int) -> None:
    """Write a vault of so many notes into ``folder``, which is made if need be."""
    random = Random(notes)
    for name in ("contacts", "interviews", "jobs"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "vaultcrm.toml").write_text(SETTINGS.format(notes=notes), encoding="utf-8")
    (folder / "search.md").write_text("---\ntype: search\nstatus: active\n---\n\n## Log\n", encoding="utf-8")
    shutil.copytree(PLAYBOOKS, folder / "playbooks", dirs_exist_ok=True)
    for number in range(notes):
        path, text = note(number, random)
        (folder / path).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    generate(Path(sys.argv[1]), int(sys.argv[2]))
