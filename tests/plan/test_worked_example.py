"""The worked example of the design: impressive and value-pitch, a panel of two, Thanksgiving in between (B3 to B6, E1)."""

from __future__ import annotations

NOTES = {
    "contacts/Dana Lee.md": """
        ---
        type: contact
        name: Dana Lee
        company: Acme
        email: dana@example.com
        phone: "+1 555 0101"
        ---
        """,
    "contacts/Sam Roe.md": """
        ---
        type: contact
        name: Sam Roe
        company: Acme
        ---
        """,
    "interviews/2026-11-17 Acme.md": """
        ---
        type: interview
        id: acme-panel
        start: 2026-11-17 14:00
        end: 15:00
        timezone: America/New_York
        company: Acme
        interviewers:
          - "[[Dana Lee]]"
          - "[[Sam Roe]]"
        playbooks: [impressive, value-pitch]
        ---

        ## Requirement I did not meet

        Running Kubernetes in production

        ## Log
        """,
}
TALK = "interviews/2026-11-17 Acme.md"
CALLED = {**NOTES, TALK: NOTES[TALK] + "        - 2026-11-20 call [[Dana Lee]] #call-1\n"}


def test_seen_on_wednesday_18(plan_of, rows) -> None:
    assert rows(plan_of(NOTES, "2026-11-18")) == [
        ("call-1", "Dana Lee", "2026-11-20", "2026-11-23", "2026-11-20", "upcoming"),
        ("call-2", "Dana Lee", "2026-11-27", "2026-11-27", "2026-11-27", "tentative"),
        ("call-3", "Dana Lee", "2026-11-30", "2026-12-01", "2026-11-30", "tentative"),
        ("learn", "me", "2026-11-27", "2026-11-30", "2026-11-27", "tentative"),
        ("pitch", "Dana Lee", "2026-11-18 08:00-0500", "2026-11-19 15:00-0500", "2026-11-18", "open"),
        ("pitch", "Sam Roe", "2026-11-18 08:00-0500", "2026-11-19 15:00-0500", "2026-11-18", "open"),
        ("thank-you", "Dana Lee", "2026-11-17", "2026-11-17", "2026-11-18", "overdue"),
        ("thank-you", "Sam Roe", "2026-11-17", "2026-11-17", "2026-11-18", "overdue"),
    ]


def test_seen_after_the_first_call(plan_of, rows) -> None:
    assert rows(plan_of(CALLED, "2026-11-20"), "call-1", "call-2", "learn", "call-3") == [
        ("call-2", "Dana Lee", "2026-11-23", "2026-11-24", "2026-11-23", "upcoming"),
        ("call-3", "Dana Lee", "2026-11-27", "2026-11-30", "2026-11-27", "tentative"),
        ("learn", "me", "2026-11-24", "2026-11-29", "2026-11-24", "tentative"),
    ]


def test_the_json_example_of_the_first_call(plan_of, one) -> None:
    call = one(plan_of(NOTES, "2026-11-18"), "call-1")
    assert (call.act, call.systems, call.rows, call.via, call.missing) == ("first-call", ("impressive",), ("B4",), "phone", ())
    assert call.expires.isoformat() == "2026-12-01"
    assert call.title == "Call Dana Lee (Acme): first follow-up"
    assert len(call.key) == 5
    assert call.uid.startswith(call.key)


def test_what_nobody_can_be_reached_by_is_said(plan_of, one) -> None:
    assert one(plan_of(NOTES, "2026-11-18"), "thank-you", "Sam Roe").missing == ("email",)
