"""What is in a feed: which events, on which days, with which words (``feed.md``, *What is in it*, *How much it reveals*)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest

from vaultcrm.model import Away, Promise, Ref, Source
from vaultcrm.model.identity import identity

DAY = timedelta(days=1)
SIGN = "This feed has not been refreshed since"
SECRETS = {
    "names": ("Lee", "Roe", "O'Neil", "555", "@", "meet.example", "Torstraße", "obsidian", "whiteboard", "Staff Engineer"),
    "private": ("whiteboard", "meetings", "Queues"),
}


def components(data: bytes, name: str = "VEVENT") -> list[icalendar.Component]:
    return list(icalendar.Calendar.from_ical(data).walk(name))


def by_summary(data: bytes) -> dict[str, icalendar.Component]:
    return {str(event["SUMMARY"]): event for event in components(data) if not event["SUMMARY"].startswith(SIGN)}


def days(event: icalendar.Component) -> tuple[object, object]:
    return event["DTSTART"].dt, event["DTEND"].dt


def test_a_touchpoint_is_all_day_on_its_planned_day_and_leaves_the_day_free(feed_of):
    call = by_summary(feed_of())["Call-1 Dana (Acme)"]
    assert days(call) == (date(2026, 11, 20), date(2026, 11, 21))
    assert (call["TRANSP"], call["X-MICROSOFT-CDO-BUSYSTATUS"], call["STATUS"]) == ("TRANSPARENT", "FREE", "CONFIRMED")


def test_the_description_says_why_when_what_is_missing_and_how_to_close_it(feed_of, plan):
    text = str(by_summary(feed_of(level="private"))["Call-1 Dana Lee (Acme)"]["DESCRIPTION"])
    assert text.splitlines() == [
        "Asked for by impressive (B4).",
        "From Fri 2026-11-20 to Mon 2026-11-23.",
        "Missing: phone.",
        "Phone: +1 555 010 0199",
        "Mail: dana@acme.example.com",
        f"Done? vaultcrm done {plan.touchpoints[2].key}",
        "or in the log: - 2026-11-20 call [[Dana Lee]] #call-1",
        "obsidian://open?file=interviews%2F2026-11-17%20Acme",
    ]


def test_hours_are_said_in_the_text(feed_of):
    text = by_summary(feed_of())["Pitch Sam (Acme)"]["DESCRIPTION"]
    assert "From Wed 2026-11-18 08:00 (UTC-05:00) to Thu 2026-11-19 15:00 (UTC-05:00)." in text
    assert "It takes 4 to 6 hours." in by_summary(feed_of())["Learn for me (Acme)"]["DESCRIPTION"]


def test_a_window_may_be_shown_whole(feed_of):
    events = by_summary(feed_of(shape="window"))
    assert days(events["Call-1 Dana (Acme)"]) == (date(2026, 11, 20), date(2026, 11, 24))
    assert days(events["Pitch Sam (Acme)"]) == (date(2026, 11, 18), date(2026, 11, 20))


@pytest.mark.parametrize("shape", ["planned", "window"])
def test_what_is_overdue_stands_on_today_and_says_since_when(feed_of, make, shape):
    thanks = by_summary(feed_of(shape=shape))["Thank-you Dana (Acme)"]
    assert days(thanks) == (make.today, make.today + DAY)
    assert "Overdue: it was due on Tue 2026-11-17." in thanks["DESCRIPTION"]


def test_what_hangs_on_another_step_is_tentative(feed_of):
    call = by_summary(feed_of())["Call-2 Dana (Acme)"]
    assert call["STATUS"] == "TENTATIVE"
    assert "it hangs on call-1" in call["DESCRIPTION"]


@pytest.mark.parametrize("state", ["done", "skipped", "missed"])
def test_what_is_closed_is_gone(feed_of, make, state):
    closed = make.point("call-1", "Dana Lee", date(2026, 11, 20), date(2026, 11, 23), state=state)
    assert not [name for name in by_summary(feed_of(make.plan(closed))) if "Call" in name]


def test_a_digest_lists_each_day_once(feed_of, make, plan):
    events = by_summary(feed_of(shape="digest"))
    today = events["2 follow-ups"]
    key = plan.touchpoints[0].key
    assert f"- Thank-you Dana (Acme), was due Tue 2026-11-17: {key}" in [
        line for event in components(feed_of(shape="digest")) for line in str(event.get("DESCRIPTION", "")).splitlines()
    ]
    assert today["DTEND"].dt - today["DTSTART"].dt == DAY
    assert [days(event)[0] for event in components(feed_of(shape="digest")) if "follow-up" in event["SUMMARY"]] == [
        date(2026, 11, 18), date(2026, 11, 27),
    ]  # fmt: skip


def test_interviews_are_timed_in_utc_and_opaque(feed_of):
    panel = by_summary(feed_of())["Panel interview with Dana and Sam (Acme)"]
    assert days(panel) == (datetime(2026, 11, 17, 19, tzinfo=UTC), datetime(2026, 11, 17, 20, tzinfo=UTC))
    assert (panel["TRANSP"], panel["X-MICROSOFT-CDO-BUSYSTATUS"]) == ("OPAQUE", "BUSY")
    assert panel["DESCRIPTION"] == "Tue 2026-11-17, 14:00 to 15:00, America/New_York (UTC-05:00)."
    assert panel["UID"] == identity("k3x9q2", "acme-panel", "interview", None, None)


def test_an_interview_keeps_its_hour_across_a_clock_change(feed_of):
    assert days(by_summary(feed_of())["Interview"])[0] == datetime(2027, 3, 14, 14, tzinfo=UTC)


def test_interviews_that_came_by_invitation_stay_out_unless_asked_for(feed_of):
    starts = {days(event)[0] for event in components(feed_of())}
    invited = datetime(2026, 11, 25, 3, 30, tzinfo=UTC)
    assert invited not in starts
    assert invited in {days(event)[0] for event in components(feed_of(invitations=True))}


def test_cancelled_and_long_past_interviews_are_not_in_it(feed_of):
    assert {days(event)[0] for event in components(feed_of(kinds=("interviews",))) if event["TRANSP"] == "OPAQUE"} == {
        datetime(2026, 11, 17, 19, tzinfo=UTC), datetime(2026, 12, 3, 9, tzinfo=UTC), datetime(2027, 3, 14, 14, tzinfo=UTC),
    }  # fmt: skip


def test_an_unknown_zone_falls_back_to_the_users_own(feed_of, vault, make):
    lost = make.interview("lost", datetime(2026, 12, 1, 9), "Mars/Olympus")
    event = by_summary(feed_of(in_vault=replace(vault, interviews=(lost,))))["Interview"]
    assert days(event)[0] == datetime(2026, 12, 1, 14, tzinfo=UTC)


def test_the_debrief_begins_when_the_interview_ends(feed_of, make):
    end = datetime(2026, 11, 18, 15, tzinfo=ZoneInfo("America/New_York"))
    debrief = make.point("debrief", None, end, end + timedelta(hours=2))
    event = by_summary(feed_of(make.plan(debrief), shape="digest"))["Debrief for me (Acme)"]
    assert days(event) == (datetime(2026, 11, 18, 20, tzinfo=UTC), datetime(2026, 11, 18, 20, 20, tzinfo=UTC))
    assert event["TRANSP"] == "TRANSPARENT"
    assert event.walk("VALARM")[0]["TRIGGER"].dt == timedelta(0)


def test_an_overdue_debrief_is_all_day_on_today(feed_of, make):
    end = datetime(2026, 11, 16, 15, tzinfo=UTC)
    event = by_summary(feed_of(make.plan(make.point("debrief", None, end, end + timedelta(hours=2)))))["Debrief for me (Acme)"]
    assert days(event) == (make.today, make.today + DAY)


def keeping(make, who, day, **more):
    return make.point("stay-in-touch", who, day, day, systems=("stay-in-touch",), rows=("A2",), **more)


def test_a_follow_up_day_is_one_event_with_its_list(feed_of, make):
    day, later = date(2026, 12, 4), date(2027, 1, 4)
    own = make.point("follow-up-day", None, day, day, round="2026-12")
    dana, sam = keeping(make, "Dana Lee", day), keeping(make, "Dr. Sam Roe", day)
    kim = keeping(make, "Kim O'Neil", later)
    by_hand = replace(make.point("next-contact", "Kim O'Neil", day, day), uid="byhand", company=None)
    events = by_summary(feed_of(make.plan(own, dana, sam, kim, by_hand)))
    december, january = events["Follow-up day: Dana, Sam and Kim"], events["Follow-up day: Kim"]
    assert (december["UID"], days(december)) == (own.uid, (day, day + DAY))
    assert f"- Dana (Acme): {dana.key}\n- Sam (Acme): {sam.key}\n- Kim: {by_hand.key}\n" in december["DESCRIPTION"]
    assert f"vaultcrm done {own.key}" in december["DESCRIPTION"]
    assert january["UID"] == identity("k3x9q2", "search", "follow-up-day", None, "2027-01")
    assert not [name for name in events if name.startswith(("Stay-in-touch", "Next-contact"))]


def test_who_was_moved_to_another_day_has_an_event_of_their_own(feed_of, make):
    first, other = keeping(make, "Dana Lee", date(2026, 12, 4)), keeping(make, "Dr. Sam Roe", date(2026, 12, 14))
    by_hand = make.point("next-contact", "Kim O'Neil", date(2026, 12, 9), date(2026, 12, 9))
    events = by_summary(feed_of(make.plan(first, other, by_hand)))
    assert (events["Stay-in-touch Sam (Acme)"]["UID"], days(events["Stay-in-touch Sam (Acme)"])[0]) == (
        other.uid,
        date(2026, 12, 14),
    )
    assert events["Next-contact Kim (Acme)"]["UID"] == by_hand.uid
    assert "Follow-up day: Dana" in events


def test_two_follow_up_days_in_one_month_are_two_events(feed_of, make, vault):
    """The last day of February falls on a Sunday in 2027, and is put off to 1 March; that of March is the 31st."""
    month_end = replace(vault, settings=replace(vault.settings, follow_up_day="31"))
    points = keeping(make, "Dana Lee", date(2027, 3, 1)), keeping(make, "Dr. Sam Roe", date(2027, 3, 31))
    events = by_summary(feed_of(make.plan(*points), in_vault=month_end))
    assert len({events["Follow-up day: Dana"]["UID"], events["Follow-up day: Sam"]["UID"]}) == 2


def test_who_is_overdue_from_a_day_set_by_hand_keeps_an_event_of_their_own(feed_of, make):
    """Today, 18 November, is no follow-up day, though it is the first one since 6 November on which someone is due."""
    late = keeping(make, "Dana Lee", date(2026, 11, 16))
    event = by_summary(feed_of(make.plan(late)))["Stay-in-touch Dana (Acme)"]
    assert (event["UID"], days(event)[0]) == (late.uid, make.today)


def test_a_follow_up_day_is_put_off_by_days_away(feed_of, make, vault):
    away = replace(vault, settings=replace(vault.settings, away=(Away(date(2026, 12, 3), date(2026, 12, 20)),)))
    plan = make.plan(keeping(make, "Dana Lee", date(2026, 12, 21)))
    assert "Follow-up day: Dana" in by_summary(feed_of(plan, in_vault=away))
    assert "Stay-in-touch Dana (Acme)" in by_summary(feed_of(plan))


def test_a_feed_for_some_people_lists_only_them(feed_of, make):
    day = date(2026, 12, 4)
    own = make.point("follow-up-day", None, day, day, round="2026-12", title="Follow-up day: 2 people")
    plan = make.plan(own, keeping(make, "Dana Lee", day), keeping(make, "Dr. Sam Roe", day))
    mentors = [name for name in by_summary(feed_of(plan, people="tag:mentor")) if name.startswith("Follow-up day")]
    assert mentors == ["Follow-up day: Sam"]
    assert not [name for name in by_summary(feed_of(plan, people="tag:nobody")) if name.startswith("Follow-up day")]


def test_a_promise_is_ticked_off_and_a_date_set_by_hand_needs_no_tag(feed_of, make):
    day = date(2026, 11, 20)
    promise = make.point("promise", "Dana Lee", day, day, title="Send the slides", systems=(), rows=())
    by_hand = make.point("next-contact", "Kim O'Neil", day, day, via="email")
    events = by_summary(feed_of(make.plan(promise, by_hand), level="private"))
    assert events["Send the slides"]["DESCRIPTION"].splitlines()[0] == "You promised it."
    assert "or tick it off in the note" in events["Send the slides"]["DESCRIPTION"]
    assert "or in the log: - 2026-11-20 email [[Kim|Kim O'Neil]]\n" in events["Next-contact Kim O'Neil (Acme)"]["DESCRIPTION"]


def test_many_people_are_counted_instead_of_named(feed_of, make):
    day = date(2026, 12, 4)
    points = [replace(keeping(make, "Dana Lee", day), uid=f"u{n}", key=f"k{n}") for n in range(4)]
    assert "Follow-up day: 4 people" in by_summary(feed_of(make.plan(*points)))


def test_birthdays_come_where_they_are_asked_for(feed_of, vault, make):
    asked = by_summary(feed_of(birthdays=True))
    assert days(asked["Birthday: Kim"])[0] == date(2026, 12, 1)
    assert days(asked["Birthday: Dana (Acme)"])[0] == date(2027, 2, 28)
    assert not [name for name in by_summary(feed_of()) if name.startswith("Birthday")]
    panel = replace(vault, settings=replace(vault.settings, birthdays="tag:panel"))
    assert [name for name in by_summary(feed_of(in_vault=panel)) if "Birthday" in name] == ["Birthday: Dana (Acme)"]


def test_a_birthday_that_the_plan_knows_is_left_to_it(feed_of, make):
    day = date(2026, 12, 1)
    known = make.point("birthday", "Kim O'Neil", day, day, round="2026", title="Wish Kim a happy birthday")
    assert "Birthday: Kim" not in by_summary(feed_of(make.plan(known), birthdays=True))
    wished = replace(known, state="done")
    assert not [name for name in by_summary(feed_of(make.plan(wished), birthdays=True)) if "Kim" in name]


def test_each_event_has_one_relative_alarm_with_words_or_none(feed_of):
    for event in by_summary(feed_of(birthdays=True)).values():
        (alarm,) = event.walk("VALARM")
        assert alarm["DESCRIPTION"] == event["SUMMARY"]
        assert isinstance(alarm["TRIGGER"].dt, timedelta)
    assert b"VALARM" not in feed_of(alarms=False)


def test_a_sign_of_life_moves_on_with_each_day(feed_of, make):
    def sign(today: date) -> icalendar.Component:
        return next(e for e in components(feed_of(make.robins_plan(today))) if e["SUMMARY"].startswith(SIGN))

    first, later = sign(make.today), sign(make.today + DAY)
    assert first["SUMMARY"] == f"{SIGN} Wed 2026-11-18"
    assert (first["DTSTART"].dt, later["DTSTART"].dt) == (date(2026, 11, 25), date(2026, 11, 26))
    assert first["UID"] == later["UID"]


def test_busy_says_nothing_at_all(feed_of, make):
    day = date(2026, 12, 4)
    busy = feed_of(make.plan(*make.robins_plan().touchpoints, keeping(make, "Dana Lee", day)), level="busy", birthdays=True)
    events = [event for event in components(busy) if not event["SUMMARY"].startswith(SIGN)]
    assert {str(event["SUMMARY"]) for event in events} == {"Follow-up"}
    assert not [key for event in events for key in event if key in ("DESCRIPTION", "LOCATION", "CATEGORIES", "URL")]
    assert components(feed_of(level="busy", shape="digest"))
    assert b"Dana" not in feed_of(level="busy", shape="digest") + feed_of(level="busy", todos=True)


@pytest.mark.parametrize("shape", ["planned", "window", "digest"])
@pytest.mark.parametrize("level", ["names", "private"])
def test_a_level_reveals_no_more_than_it_may(feed_of, make, level, shape):
    points = (*make.robins_plan().touchpoints, keeping(make, "Dana Lee", date(2026, 12, 4)))
    text = feed_of(make.plan(*points), level=level, shape=shape, birthdays=True).replace(b"\r\n ", b"").decode()
    assert [secret for secret in SECRETS[level] if secret in text] == []


def test_first_names_replace_full_ones_in_every_title(feed_of, make):
    title = "Promised Dana Lee: send Dr. Sam Roe's paper to dana@acme.example.com, or call +1 555 010 0199"
    promise = make.point("promise", "Dana Lee", date(2026, 11, 20), date(2026, 11, 20), title=title)
    assert "Promised Dana: send Sam's paper to …, or call …" in by_summary(feed_of(make.plan(promise)))


def test_a_promise_tells_neither_a_last_name_nor_how_to_join_a_call(feed_of, make):
    title = "Promised Dana Lee: send Mr. Lee the notes of meet.example.com/abc-defg-hij, passcode: 445566"
    promise = make.point("promise", "Dana Lee", date(2026, 11, 20), date(2026, 11, 20), title=title)
    assert "Promised Dana: send Mr. Dana the notes of … …" in by_summary(feed_of(make.plan(promise)))


def test_names_in_small_letters_are_names_too(feed_of, make):
    debrief = make.point("debrief", None, date(2026, 11, 20), date(2026, 11, 20), title="Debrief: Acme, chat with dana lee")
    assert "Debrief: Acme, chat with Dana" in by_summary(feed_of(make.plan(debrief)))


def test_a_kind_of_interview_of_ones_own_words_tells_first_names_only(feed_of, vault):
    chat = replace(vault.interviews[0], kind="chat with Kim O'Neil", interviewers=())
    assert "Chat with Kim (Acme)" in by_summary(feed_of(in_vault=replace(vault, interviews=(chat,))))


def test_places_and_full_names_come_with_private_and_the_debrief_with_full(feed_of):
    private, full = by_summary(feed_of(level="private")), by_summary(feed_of(level="full"))
    panel = private["Panel interview with Dana Lee and Dr. Sam Roe (Acme)"]
    assert panel["LOCATION"] == "https://meet.example.com/acme?pwd=s3cret"
    assert "https://meet.example.com/acme?pwd=s3cret" in panel["DESCRIPTION"].splitlines()
    assert "Dana Lee, Head of Platform; Phone: +1 555 010 0199; Mail: dana@acme.example.com" in panel["DESCRIPTION"]
    assert "Went well: The whiteboard" in full["Thank-you Dana Lee (Acme)"]["DESCRIPTION"]
    assert "Said, and better not: That I dislike meetings" in full["Call-1 Dana Lee (Acme)"]["DESCRIPTION"]


def test_a_thank_you_tells_what_still_waits_to_be_sent_to_the_person(feed_of, vault):
    """D4"""
    panel, *others = vault.interviews
    promises = (
        Promise(Source("interviews/acme-panel.md", 20), "send the slides", done=True),
        Promise(Source("interviews/acme-panel.md", 21), "send the article"),
        Promise(Source("interviews/acme-panel.md", 22), "send [[Dana Lee]] the list", people=(Ref("Dana Lee"),)),
        Promise(Source("interviews/acme-panel.md", 23), "send [[Sam Roe]] the paper", people=(Ref("Sam Roe"),)),
    )
    told = replace(panel, promises=promises, debrief=replace(panel.debrief, promised="- [x] send the slides"))
    feed = by_summary(feed_of(in_vault=replace(vault, interviews=(told, *others)), level="full"))
    assert "Promised: send the article; send Dana Lee the list" in feed["Thank-you Dana Lee (Acme)"]["DESCRIPTION"].splitlines()


def test_a_promise_that_is_no_task_is_told_as_it_stands(feed_of, vault):
    panel, *others = vault.interviews
    told = replace(panel, debrief=replace(panel.debrief, promised="The slides, by Friday"))
    feed = by_summary(feed_of(in_vault=replace(vault, interviews=(told, *others)), level="full"))
    assert "Promised: The slides, by Friday" in feed["Thank-you Dana Lee (Acme)"]["DESCRIPTION"].splitlines()


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        (
            {"kinds": ("interviews",)},
            {"Panel interview with Dana and Sam (Acme)", "Interview (Umlaut; Söhne, GmbH)", "Interview"},
        ),
        ({"kinds": ("Call_1", "panel")}, {"Panel interview with Dana and Sam (Acme)", "Call-1 Dana (Acme)"}),
        ({"kinds": ("birthday",), "birthdays": True}, {"Birthday: Kim", "Birthday: Dana (Acme)"}),
        ({"systems": ("savvy",)}, {"Call-1 Dana (Acme)", "Panel interview with Dana and Sam (Acme)"}),
        ({"people": "tag:mentor"}, {"Pitch Sam (Acme)", "Learn for me (Acme)", "Panel interview with Dana and Sam (Acme)"}),
        ({"people": "tag:mentor", "birthdays": True, "kinds": ("birthdays",)}, set()),
    ],
)
def test_a_feed_holds_what_its_settings_select(feed_of, plan, make, settings, expected):
    points = [replace(p, systems=("savvy",)) if p.step == "call-1" else p for p in plan.touchpoints]
    assert set(by_summary(feed_of(make.plan(*points), **settings))) == expected


def test_todos_have_a_feed_of_their_own(feed_of, make):
    day = date(2026, 12, 4)
    own = make.point("follow-up-day", None, day, day, round="2026-12")
    data = feed_of(make.plan(*make.robins_plan().touchpoints, own, keeping(make, "Dana Lee", day)), todos=True)
    todos = {str(todo["SUMMARY"]): todo for todo in components(data, "VTODO")}
    assert components(data) == []
    assert (todos["Call-1 Dana (Acme)"]["DTSTART"].dt, todos["Call-1 Dana (Acme)"]["DUE"].dt) == (
        date(2026, 11, 20),
        date(2026, 11, 23),
    )
    assert "DTSTART" not in todos["Thank-you Dana (Acme)"]
    assert {"Stay-in-touch Dana (Acme)", f"{SIGN} Wed 2026-11-18"} <= set(todos)
    assert len(todos) == 7


def test_nothing_lies_beyond_twelve_months(feed_of, make):
    far = make.point("call-1", "Dana Lee", date(2027, 11, 19), date(2027, 11, 20))
    edge = make.point("call-2", "Dana Lee", date(2027, 11, 18), date(2027, 11, 18))
    names = set(by_summary(feed_of(make.plan(far, edge))))
    assert "Call-2 Dana (Acme)" in names
    assert "Call-1 Dana (Acme)" not in names


def test_a_great_many_are_cut_at_the_far_end(feed_of, make):
    base = make.point("call-1", "Dana Lee", date(2026, 11, 20), date(2026, 11, 20))
    points = [replace(base, uid=f"u{n:05}", planned=make.today + DAY * (n % 360)) for n in range(1200)]
    starts = [days(event)[0] for event in components(feed_of(make.plan(*points), kinds=("call-1",)))]
    assert len(starts) == 1000
    assert max(starts) < make.today + 305 * DAY
    long = [replace(point, title="\U0001f600" * 200, reasons=("x" * 900,)) for point in points]
    assert len(feed_of(make.plan(*long), level="full")) <= 1_000_000


def test_a_note_without_a_name_or_a_link_does_no_harm(feed_of, make, vault):
    nobody = make.interview("odd", datetime(2026, 12, 1, 9), "UTC", kind="coffee", interviewers=(Ref("Nobody Yet"), Ref("")))
    names = by_summary(feed_of(in_vault=replace(vault, interviews=(nobody,))))
    assert [name for name in names if name.startswith("Coffee with Nobody")]


def test_two_touchpoints_of_one_identity_are_one_event(feed_of, make):
    """A promise written down twice in a note has one identity; the earlier one stays."""
    later = make.point("promise", "Dana Lee", date(2026, 11, 25), date(2026, 11, 25))
    sooner = make.point("promise", "Dana Lee", date(2026, 11, 20), date(2026, 11, 20))
    found = [event for event in components(feed_of(make.plan(later, sooner))) if event["UID"] == later.uid]
    assert [days(event)[0] for event in found] == [date(2026, 11, 20)]
