"""Bytes from anywhere: every door answers, in a time that grows no faster than they do."""

from __future__ import annotations

import time
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

DOORS = ["note", "edited", "settings", "playbook", "other_texts", "merged", "csv", "vcard", "invitation", "feed", "template",
         "query", "request"]  # fmt: skip
FRONT = "---\n{}\n---\n"
STEPS = f"```yaml\nsteps:\n{''.join(f'- step: s{n}{chr(10)}  opens: s{n - 1}{chr(10)}' for n in range(4_000))}```"
INVITES = "ORGANIZER:mailto:a@b\n"
BOMB = "\n".join(["a: &a0 [x]", *(f"k{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30))])
DEEP = 10_000
# Each of these raised, or did not come back.
EVIL = {
    "a bomb of aliases": ("note playbook", FRONT.format(BOMB)),
    "brackets ten thousand deep": ("note playbook", FRONT.format("a: " + "[" * DEEP + "]" * DEEP)),
    "braces ten thousand deep": ("note playbook settings", FRONT.format("a: " + "{a: " * DEEP)),
    "mappings within mappings": ("note playbook", FRONT.format("\n".join(" " * n + "a:" for n in range(1500)))),
    "dashes in dashes": ("note playbook", FRONT.format("a:\n  " + "- " * DEEP)),
    "arrays ten thousand deep": ("settings", "a = " + "[" * DEEP),
    "tables within tables": ("settings", "a = " + "{a=" * DEEP),
    "a number without an end": ("settings", "per-day = " + "9" * DEEP),
    "a number that cannot be shown": ("settings", "format = 0x" + "f" * DEEP),
    "a cadence without an end": ("note", FRONT.format("cadence: " + "9" * DEEP)),
    "a digit that is no number": ("note", FRONT.format("cadence: ²")),
    "a preference without an end": ("vcard", "BEGIN:VCARD\nFN:A\nTEL;PREF=" + "9" * DEEP + ":123\nTEL:12222\nEND:VCARD"),
    "an encoding that refuses": ("vcard", "BEGIN:VCARD\nFN;CHARSET=undefined:x\nEND:VCARD"),
    "a zone with too long a name": ("invitation", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;TZID=" + "ü" * 300 + ":2026"),
    "two who invite": (
        "invitation",
        f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261117T140000Z\n{INVITES * 2}END:VEVENT\nEND:VCALENDAR\n",
    ),
    "a zone that is misspelt": (
        "invitation",
        "BEGIN:VCALENDAR\nBEGIN:VTIMEZOE\nTZID:a\nEND:VTIMEZONE\nBEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR\n",
    ),
    "a tag with a NUL in it": ("template", "Subject: a\n\n{\0% if to %}"),
    "comments that never end": ("note", "<!--" * 40_000),
    "headings": ("note edited", "# a\n## a\n" * 3_000),
    "logs": ("note", "# Log\n## Log\n" * 6_000),
    "topics": ("note edited", "## Topics\na\n" * 5_000),
    "promises": ("note", "- [ ] a\n" * 10_000),
    "lines without a mark": ("note", "## Log\n" + "2026-11-17 email x\n" * 5_000),
    "lines in a hand of one's own": ("note edited", "## Log\n" + "* 2026-11-17 email [[Dana Lee]]: x\n" * 4_000),
    "a stage of a hundred thousand words": ("note edited", "## Log\n- 2026-11-17 stage " + "a " * 100_000),
    "one side of a conflict": ("note", "<<<<<<< a\n" + "".join(f"l{n}\n" for n in range(10_000))),
    "blanks behind a day": ("note", FRONT.format("start: 2026-11-17" + " " * 40_000 + "x")),
    "feeds": ("settings", "[[feed]]\nname='a'\n" * 1_000),
    "queries that ask for each other": ("settings", "[queries]\n" + "".join(f"v{n} = '@v{n + 1}'\n" for n in range(300))),
    "steps": ("playbook", STEPS),
    "the same lines again and again": ("merged", "\0".join("## Log\n" + "- 2026-11-17 call\n" * n for n in (4000, 4001, 3999))),
    "digits as a birthday": ("vcard", "BEGIN:VCARD\nFN:A\nBDAY:" + "1" * 20_000 + "\nEND:VCARD"),
    "a key of ten thousand parts": ("settings", "a" + ".a" * DEEP + " = 1"),
    "a table of ten thousand parts": ("settings", "[a" + ".a" * DEEP + "]\nb = 1"),
    "mailboxes": ("vcard", "BEGIN:VCARD\nFN:A\n" + "".join(f"EMAIL:a{n}@b.de\n" for n in range(40_000)) + "END:VCARD"),
    "blocks that never end": ("playbook", "```yaml\n" * 40_000),
    "events that never end": ("feed", "BEGIN:VCALENDAR\n" + "BEGIN:VEVENT\n" * 20_000 + "END:VCALENDAR"),
    "digits as a signature": ("vcard", "1-" * 20_000),
}  # fmt: skip


@pytest.mark.parametrize("name", EVIL)
def test_evil_input_is_answered_within_seconds(doors: ModuleType, name: str) -> None:
    """Four seconds, for a machine that does other things as well; what came back at all before took minutes."""
    through, text = EVIL[name]
    begun = time.process_time()
    for door in through.split():
        doors.DOORS[door](text.encode())
    assert time.process_time() - begun < 4


def _mutated(draw: st.DrawFn, data: bytes) -> bytes:
    """A real file with bits turned, pieces cut out, doubled, or repeated without measure."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.sampled_from([1, 3, 40, 400])))
        piece = data[start:end]
        new = draw(
            st.one_of(
                st.just(b""),
                st.binary(max_size=8),
                st.sampled_from([piece * 2, piece * 300, b"\x00", b"\xff\xfe", b"\r", b"9" * 5000]),
            )
        )
        data = data[:start] + new + data[end:]
    return data


def _spoilt(doors: ModuleType, door: str, data: st.DataObject) -> None:
    sample = data.draw(st.sampled_from(doors.samples(door)))
    doors.DOORS[door](data.draw(st.composite(_mutated)(sample)))


@pytest.mark.parametrize("door", DOORS)
@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_real_file_that_was_spoilt_is_answered(doors: ModuleType, door: str, data: st.DataObject) -> None:
    _spoilt(doors, door, data)


@pytest.mark.slow
@pytest.mark.parametrize("door", DOORS)
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_real_file_that_was_spoilt_many_times_is_answered(doors: ModuleType, door: str, data: st.DataObject) -> None:
    _spoilt(doors, door, data)
