"""The bytes themselves: the same everywhere, folded and escaped as RFC 5545 has it, and without a finding of the linter."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vaultcrm.feed import check_feed

SCRIPT = "import runpy, sys; sys.stdout.buffer.write(runpy.run_path(sys.argv[1])['OUTPUT'])"
CONFTEST = Path(__file__).with_name("conftest.py")


def built_elsewhere(**environment: str) -> bytes:
    return subprocess.run(
        [sys.executable, "-c", SCRIPT, str(CONFTEST)], env=os.environ | environment, capture_output=True, check=True
    ).stdout


def test_the_same_bytes_on_every_machine(feed_of):
    here = feed_of(level="full", birthdays=True)
    assert built_elsewhere(PYTHONHASHSEED="1", TZ="Pacific/Auckland", LC_ALL="de_DE.UTF-8") == here
    assert built_elsewhere(PYTHONHASHSEED="2", TZ="America/New_York", LC_ALL="C") == here


def test_the_order_of_notes_and_touchpoints_does_not_show(feed_of, vault, plan, make):
    other = replace(vault, contacts=vault.contacts[::-1], interviews=vault.interviews[::-1])
    assert feed_of(make.plan(*reversed(plan.touchpoints)), in_vault=other, birthdays=True) == feed_of(birthdays=True)


@pytest.mark.parametrize("shape", ["planned", "window", "digest"])
@pytest.mark.parametrize("level", ["busy", "names", "private", "full"])
def test_our_own_feed_has_no_finding(feed_of, level, shape):
    assert check_feed(feed_of(level=level, shape=shape, birthdays=True, invitations=True)) == ()
    assert check_feed(feed_of(level=level, shape=shape, todos=True)) == ()


def test_what_a_feed_must_not_say(feed_of):
    lines = {line.partition(b":")[0].partition(b";")[0] for line in feed_of(level="full", birthdays=True).splitlines()}
    forbidden = {b"METHOD", b"SOURCE", b"CLASS", b"ORGANIZER", b"ATTENDEE", b"RRULE", b"RDATE", b"X-ALT-DESC", b"TZID"}
    assert not lines & forbidden
    assert feed_of().split(b"BEGIN:VEVENT")[0].count(b"UID") == 0
    assert b"VTIMEZONE" not in feed_of()


def test_the_calendar_has_a_name_a_colour_and_how_often_to_ask(feed_of):
    head = feed_of(title="Robin's calls, notes; and \\ more", color="Tomato").split(b"BEGIN:VEVENT")[0].splitlines()
    assert head == [
        b"BEGIN:VCALENDAR",
        b"VERSION:2.0",
        b"PRODID:-//vaultcrm//vaultcrm//EN",
        b"NAME:Robin's calls notes and more",
        b"X-WR-CALNAME:Robin's calls notes and more",
        b"COLOR:tomato",
        b"REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        b"X-APPLE-CALENDAR-COLOR:#FF6347",
        b"X-PUBLISHED-TTL:PT1H",
    ]


def test_a_colour_that_is_none_is_replaced(feed_of):
    assert b"COLOR:steelblue\r\n" in feed_of(color="#123456", title=";")
    assert b"\r\nNAME:Follow-ups\r\n" in feed_of(title=" ; ")


def test_a_backslash_with_a_capital_n_is_no_line_break(feed_of, plan, make):
    named = make.plan(replace(plan.touchpoints[2], title="Look at C:\\New\\notes"))
    assert b"SUMMARY:Look at C:\\\\New\\\\notes\r\n" in feed_of(named)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=st.text(max_size=120), place=st.text(max_size=200), name=st.text(max_size=40))
def test_any_text_is_folded_escaped_and_clean(feed_of, vault, plan, make, title, place, name):
    interviews = tuple(replace(one, place=place) for one in vault.interviews)
    made = make.plan(*(replace(p, title=title, company=name) for p in plan.touchpoints))
    data = feed_of(made, in_vault=replace(vault, interviews=interviews), level="full", title=name)
    assert check_feed(data) == ()
    assert data.endswith(b"\r\n")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        assert b"\n" not in line
        line.decode("utf-8")
