"""The agenda: groups, lines of 80 columns, and words that do not scold."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from vaultcrm.model import Problem, Source
from vaultcrm.views.agenda import Beside, Shown, agenda_lines, chosen, count_now, group_of
from vaultcrm.views.data import touchpoint_data
from vaultcrm.views.spans import text_of, width

FRIDAY = date(2026, 11, 20)


def read(lines):
    return "\n".join(text_of(line) for line in lines)


@pytest.mark.parametrize(
    ("state", "planned", "step", "group"),
    [
        ("overdue", FRIDAY, "call-1", "Overdue"),
        ("due", FRIDAY, "call-1", "Today"),
        ("open", FRIDAY, "call-1", "Today"),
        ("upcoming", FRIDAY, "call-1", "Today"),
        ("open", date(2026, 11, 23), "call-1", "Open"),
        ("due", date(2026, 11, 23), "call-1", "Open"),
        ("upcoming", date(2026, 11, 23), "call-1", "Coming"),
        ("overdue", FRIDAY, "stay-in-touch", "Today"),
        ("open", date(2026, 12, 4), "stay-in-touch", "Coming"),
        ("done", FRIDAY, "call-1", "Done and let go"),
    ],
)
def test_a_touchpoint_stands_in_the_group_of_its_state_and_planned_day(call, state, planned, step, group):
    assert group_of(call(state=state, planned=planned, step=step), FRIDAY) == group


def test_what_is_planned_beyond_the_days_asked_for_is_left_out_but_never_what_is_open(call, plan):
    soon = call(key="aaaaa", state="upcoming", planned=date(2026, 12, 4))
    later = call(key="bbbbb", state="upcoming", planned=date(2026, 12, 5))
    open_late = call(key="ccccc", state="open", planned=date(2026, 12, 20))
    closed = call(key="ddddd", state="done")
    everything = plan(soon, later, open_late, closed)
    assert chosen(everything, Shown(days=14)) == (open_late, soon)
    assert chosen(everything, Shown(days=None)) == (open_late, soon, later, closed)


def test_data_and_page_are_in_one_order(call, plan):
    due = call(key="aaaaa", state="due")
    coming = call(key="bbbbb", state="upcoming", planned=date(2026, 11, 21))
    open_later = call(key="ccccc", state="open", planned=date(2026, 11, 23))
    overdue = call(key="ddddd", state="overdue")
    everything = plan(due, overdue, coming, open_later)
    assert chosen(everything, Shown()) == (overdue, due, open_later, coming)
    text = read(agenda_lines(everything, Shown()))
    assert sorted(("aaaaa", "bbbbb", "ccccc", "ddddd"), key=text.index) == ["ddddd", "aaaaa", "ccccc", "bbbbb"]


def test_only_what_is_overdue_or_planned_today_is_counted(call, plan):
    touchpoints = (call(state="overdue"), call(state="open"), call(planned=date(2026, 11, 21)), call(state="done"))
    assert count_now(touchpoints, FRIDAY) == 2


def test_the_agenda_reads_like_a_page(call, plan):
    thanks = call(
        key="tq2ab", step="thank-you", title="Thank Sam Roe (Acme)", via="email", state="overdue",
        due=date(2026, 11, 17), missing=("email",),
    )  # fmt: skip
    second = call(
        key="zz5aa", step="call-2", title="Call Dana Lee (Acme): second follow-up", state="upcoming", tentative=True,
        waits_for="call-1", planned=date(2026, 11, 27), due=date(2026, 11, 27),
    )  # fmt: skip
    agenda = plan(thanks, call(), second, missed=3, notices=("400 people, 120 places a year: each every 3.3 years.",))
    assert read(agenda_lines(agenda, Shown(), Beside(inbox=["ask Ruth about her week in Lisbon"]))) == (
        "Friday 20 November 2026\n"
        "\n"
        "Inbox\n"
        "  ask Ruth about her week in Lisbon\n"
        "\n"
        "Overdue\n"
        "  tq2ab  Fri 20  Thank Sam Roe (Acme)      no e-mail address, was due Tue 17\n"
        "\n"
        "Today\n"
        "  k3mq7  Fri 20  Call Dana Lee (Acme): first follow-up      phone, by Mon 23\n"
        "\n"
        "Coming\n"
        "  zz5aa  Fri 27  Call Dana Lee (Acme): second follow-up  phone, after call-1\n"
        "\n"
        "400 people, 120 places a year: each every 3.3 years.\n"
        "3 let go in the last 30 days (vaultcrm agenda --all shows them)"
    )


def test_an_empty_day_is_a_good_day(plan):
    assert read(agenda_lines(plan(), Shown())) == "Friday 20 November 2026\n\nNothing to do in these days."


def test_what_comes_later_is_counted_not_hidden(call, plan):
    late = call(state="upcoming", planned=date(2027, 3, 5))
    assert "1 more later on (vaultcrm agenda --all shows them)" in read(agenda_lines(plan(late), Shown()))


def test_a_line_that_fits_two_steps_is_asked_about(call, plan):
    question = Problem(Source("contacts/Dana Lee.md", 12), "fits call-1 and weekly", "add #call-1 or #weekly")
    assert "contacts/Dana Lee.md:12: fits call-1 and weekly\n    add #call-1 or #weekly" in read(
        agenda_lines(plan(call(), questions=(question,)), Shown())
    )


@pytest.mark.parametrize("name", ["Dana Lee", "Maximiliane Ottoline von Württemberg-Hohenzollern", "李" * 60, "👩‍💻" * 40])
@pytest.mark.parametrize("missing", [(), ("phone",), ("note", "address")])
def test_every_line_fits_80_columns_and_says_what_is_missing(call, plan, name, missing):
    agenda = plan(call(title=f"Call {name} (Acme): first follow-up", missing=missing, state="overdue"))
    lines = [text_of(line) for line in agenda_lines(agenda, Shown())]
    assert max(map(width, lines)) <= 80
    assert not missing or "no phone number" in lines[3] or "no note yet, no postal address" in lines[3]


def test_a_name_cannot_play_tricks_on_the_terminal(call, plan):
    tricky = call(title="Call \x1b[31mDana\x9b2J\u202eeeL\r\nLee\x07")
    text = read(agenda_lines(plan(tricky), Shown(), Beside(inbox=["\x1b]0;pwned\x07 note"])))
    assert "Call  [31mDana 2J eeL Lee" in text
    assert not {char for char in text if char != "\n" and (ord(char) < 32 or 127 <= ord(char) < 160)}


def test_what_could_not_be_read_is_pointed_out_and_hints_are_not(plan):
    error, hint = Problem(Source("a.md", 3), "no such day"), Problem(Source("a.md", 4), "no time zone", severity="hint")
    text = read(agenda_lines(plan(), Shown(), Beside(problems=(error, hint))))
    assert text.endswith("\n1 error in the notes (vaultcrm doctor shows all)")
    assert "doctor" not in read(agenda_lines(plan(), Shown(), Beside(problems=(hint,))))


def test_a_medium_that_the_title_names_is_not_named_again(call, plan):
    linked = call(title="Connect with Dana Lee on LinkedIn", via="linkedin")
    assert read(agenda_lines(plan(linked), Shown())).count("LinkedIn") == 1


def test_no_news_is_said_in_days(call, plan):
    ask = call(title="Check in with Dana Lee", step="check-in", act="check-in", via="email", planned=date(2026, 11, 27))
    text = read(agenda_lines(plan(ask), Shown(), Beside(quiet={ask.uid: "no news for 9 days"})))
    assert "Check in with Dana Lee  e-mail, no news for 9 days" in text


def test_an_hour_is_shown_where_the_window_has_one(call, plan):
    pitch = call(due=datetime(2026, 11, 20, 15, 0, tzinfo=ZoneInfo("America/New_York")))
    assert "phone, by 15:00" in read(agenda_lines(plan(pitch), Shown()))


def test_the_data_has_exactly_the_keys_of_the_contract_in_their_order(call):
    opens = datetime(2026, 11, 18, 8, 0, tzinfo=ZoneInfo("America/New_York"))
    data = touchpoint_data(call(opens=opens))
    assert list(data) == [
        "key", "uid", "step", "act", "title", "person", "note", "job", "via", "opens", "due", "expires", "planned", "state",
        "tentative", "round", "systems", "rows", "missing", "moved",
    ]  # fmt: skip
    assert data["person"] == {"id": "dana-lee", "name": "Dana Lee"}
    assert data["note"] == {"id": "acme-screen", "path": "interviews/2026-11-17 Acme.md"}
    assert data["job"] == {"id": "acme-staff-engineer", "title": "Staff Engineer", "company": "Acme"}
    assert (data["opens"], data["due"], data["planned"]) == ("2026-11-18T08:00:00-05:00", "2026-11-23", "2026-11-20")


def test_what_is_not_there_is_null(call):
    data = touchpoint_data(call(person=None, job=None, expires=None))
    assert (data["person"], data["job"], data["expires"], data["round"], data["moved"]) == (None, None, None, None, None)
