"""``why`` answers in ten lines at most."""

from __future__ import annotations

from datetime import date

from vaultcrm.model import Playbook, Source
from vaultcrm.views.data import why_data
from vaultcrm.views.spans import text_of
from vaultcrm.views.why import LIMIT, why_lines

FRIDAY = date(2026, 11, 20)
IMPRESSIVE = Playbook(Source("playbooks/impressive.md", 1), "impressive", "Impressive follow-up", "Impressive Follow-up")


def read(touchpoint):
    return "\n".join(text_of(line) for line in why_lines(touchpoint, FRIDAY, [IMPRESSIVE]))


def test_it_names_note_playbook_step_row_and_document_and_how_the_day_came(call):
    moved = "Sat 21 is 2 days after another touch"
    assert read(call(moved=moved, planned=date(2026, 11, 23), missing=("phone",))) == (
        "k3mq7  Call Dana Lee (Acme): first follow-up  (open)\n"
        "note       interviews/2026-11-17 Acme.md:3, for Staff Engineer at Acme\n"
        "playbook   impressive; step call-1 (playbooks/impressive.md:47)\n"
        "document   B4 of Impressive Follow-up\n"
        "window     Fri 20 Nov 2026 to Mon 23 Nov 2026; let go after Tue 1 Dec 2026\n"
        "because    the interview was on Tue 17 Nov 2026\n"
        "           3 business days later is Fri 20 Nov 2026\n"
        "planned    Mon 23 Nov 2026: Sat 21 is 2 days after another touch\n"
        "missing    phone number"
    )


def test_many_reasons_share_the_last_line_and_none_is_lost(call):
    reasons = tuple(f"reason {n}." for n in range(20))
    touchpoint = call(reasons=reasons, waits_for="call-1", missing=("phone",), moved="away", hint="no note", tentative=True)
    text = read(touchpoint)
    assert len(text.splitlines()) == LIMIT
    assert all(reason in text for reason in reasons)


def test_what_two_reasons_share_is_said_once(call):
    reasons = ("the interview is Tue 17; 3 days after it: Fri 20", "the interview is Tue 17; 4 days after it: Sat 21")
    assert read(call(reasons=reasons)).splitlines()[5:8] == [
        "because    the interview is Tue 17",
        "           3 days after it: Fri 20",
        "           4 days after it: Sat 21",
    ]


def test_a_long_reason_is_folded_while_ten_lines_hold_it(call):
    long = "Sat 21 Nov 2026 is a holiday where Dana is called, All Souls of the Old Calendar: a call on Mon 23"
    assert read(call(reasons=(long,))).splitlines()[5:7] == [
        "because    Sat 21 Nov 2026 is a holiday where Dana is called, All Souls of the",
        "           Old Calendar: a call on Mon 23",
    ]


def test_what_waits_says_for_what(call):
    text = read(call(tentative=True, waits_for="call-1", state="upcoming"))
    assert text.splitlines()[0].endswith("  (upcoming, tentative: waits for call-1)")


def test_what_was_done_says_when(call):
    assert read(call(state="done", closed_on=FRIDAY)).startswith(
        "k3mq7  Call Dana Lee (Acme): first follow-up  (done on Fri 20 Nov 2026)\n"
    )


def test_what_expired_was_let_go(call):
    assert "missed" not in read(call(state="missed"))


def test_as_data_it_adds_where_it_comes_from(call):
    data = why_data(call())
    assert data["source"] == {"path": "interviews/2026-11-17 Acme.md", "line": 3}
    assert data["steps"] == [{"path": "playbooks/impressive.md", "line": 47}]
    assert data["reasons"] == list(call().reasons)
