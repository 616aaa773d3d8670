"""A person on one screen, from what all notes say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from vaultcrm.model import Contact, Debrief, Interval, Interview, Job, LogLine, PartialDate, Promise, Ref, Source
from vaultcrm.views.brief import person_sheet
from vaultcrm.views.history import held, last_contact, silence, talks_by_person
from vaultcrm.views.note_data import person_data
from vaultcrm.views.person import Pages, person
from vaultcrm.views.prose import Prose, prose_of
from vaultcrm.views.sheet_lines import sheet_lines
from vaultcrm.views.spans import text_of
from vaultcrm.views.wording import items

FRIDAY = date(2026, 11, 20)
DANA = Contact(
    Source("contacts/Dana Lee.md"), "dana-lee", "Dana Lee", "Dana Lee", title="Engineering Manager", company=Ref("Acme"),
    email=("dana@example.com",), prefers="email", introduced_by=Ref("Max Roe"), birthday=PartialDate(5, 2),
    share=("the article on ledgers",),
    log=(LogLine(Source("contacts/Dana Lee.md", 20), date(2026, 11, 18), "email", text="Her question"),),
    promises=(Promise(Source("contacts/Dana Lee.md", 14), "send her the slides"),),
)  # fmt: skip
MAX = Contact(Source("contacts/Max Roe.md"), "max-roe", "Max Roe", "Max Roe")
JOB = Job(
    Source("jobs/Acme.md"), "acme-staff", "Acme", "Staff Engineer", company=Ref("Acme"), stage="interviewing", hr=Ref("Max Roe")
)  # fmt: skip
SCREEN = Interview(
    Source("interviews/Acme.md"), "acme-screen", "Acme", datetime(2026, 11, 10, 14), datetime(2026, 11, 10, 15), "UTC",
    kind="screen", job=Ref("Acme"), interviewers=(Ref("Dana Lee"),), debrief=Debrief(topics="The migration"),
)  # fmt: skip
BODY = """
# Dana Lee

Two daughters; rows on the Charles.

- likes rye bread
- [ ] send her the slides

## Log

- 2026-11-18 email [[Dana Lee]]: Her question

### Older
- not a fact

## Family
<!-- a comment -->
Her husband is called Jo.
"""


def shown(found, whole=False, today=FRIDAY):
    return "\n".join(text_of(line) for line in sheet_lines(person_sheet(found, today), today, whole))


@pytest.fixture
def acme(vault):
    return vault(contacts=(DANA, MAX), interviews=(SCREEN,), jobs=(JOB,))


def test_facts_are_the_prose_without_log_tasks_and_comments():
    lines = ("Two daughters; rows on the Charles.", "- likes rye bread")
    assert prose_of(BODY) == (Prose("", lines), Prose("Family", ("Her husband is called Jo.",)))


def test_the_screen_shows_the_whole_person(acme, plan, call):
    found = person(acme, plan(call(), news={JOB.id: date(2026, 11, 10)}), DANA, Pages(BODY))
    assert shown(found) == (
        "Dana Lee  Engineering Manager, Acme  contacts/Dana Lee.md\n"
        "reach       dana@example.com · prefers e-mail\n"
        "missing     no phone number, no postal address\n"
        "personal    Two daughters; rows on the Charles.\n"
        "            likes rye bread\n"
        "            Family: Her husband is called Jo.\n"
        "known       introduced by Max Roe · birthday 2 May\n"
        "jobs        Staff Engineer, Acme (interviewer): interviewing, no news for 10\n"
        "            days\n"
        "\n"
        "Timeline\n"
        "  Wed 18  e-mail: Her question\n"
        "  Tue 10  interview (screen): The migration\n"
        "\n"
        "To do\n"
        "  k3mq7  Fri 20  Call Dana Lee (Acme): first follow-up  phone, by Mon 23\n"
        "  you promised: send her the slides\n"
        "  to share: the article on ledgers"
    )


def test_the_next_meeting_and_the_promised_answer_are_there(vault, plan):
    again = replace(SCREEN, id="again", start=datetime(2026, 11, 24, 9), end=datetime(2026, 11, 24, 10), place="Cambridge")
    asked = replace(SCREEN, answer_by=date(2026, 11, 27))
    found = person(vault(contacts=(DANA,), interviews=(again, asked)), plan(), DANA, Pages())
    text = shown(found)
    assert "meeting     Tue 24 Nov 2026, 9:00 UTC (screen), Cambridge\n" in text
    assert "answer      by Fri 27 Nov 2026, they said\n" in text


def test_topics_and_promises_are_those_of_the_person_or_of_nobody_in_particular():
    text = "- [[Dana Lee|Dana]]: the migration\n- [[Sam Roe]]:\n- [[Sam Roe]]: testing\n\n- the office\n- none"
    assert items(text, ("Dana Lee",)) == ("Dana: the migration", "the office")
    assert items(text) == ("Dana: the migration", "Sam Roe: testing", "the office")


def test_as_data_nothing_is_left_out(acme, plan, call):
    data = person_data(person(acme, plan(call()), DANA, Pages(BODY)))
    assert (data["id"], data["company"], data["last_contact"], data["birthday"]) == ("dana-lee", "Acme", "2026-11-18", "05-02")
    assert [talk["what"] for talk in data["talks"]] == ["e-mail", "interview (screen)"]
    assert [t["key"] for t in data["touchpoints"]] == ["k3mq7"]
    assert data["jobs"][0]["parts"] == ["interviewer"]
    place = {"path": "contacts/Dana Lee.md", "line": 14}
    assert data["promises"] == [{"text": "send her the slides", "due": None, "source": place}]


def test_who_introduced_someone_is_shown_with_them(acme, plan):
    assert person(acme, plan(), MAX, Pages()).introduced == ("Dana Lee",)


@pytest.mark.parametrize(
    ("status", "end", "was_held"),
    [
        (None, datetime(2026, 11, 19, 15), True),
        (None, datetime(2026, 11, 21, 15), False),
        ("cancelled", datetime(2026, 11, 19, 15), False),
        ("missed", datetime(2026, 11, 19, 15), False),
        ("held", datetime(2026, 11, 20, 15), True),
    ],
)
def test_an_interview_is_contact_once_it_was_held(status, end, was_held):
    interview = Interview(Source("i.md"), "i", "i", end.replace(hour=14), end, "UTC", status=status)
    assert held(interview, FRIDAY) is was_held


def test_an_attempt_is_no_contact(vault):
    tried = LogLine(Source("contacts/Max Roe.md", 9), date(2026, 11, 19), "no-answer", time(9), people=(Ref("Max Roe"),))
    caller = Contact(Source("contacts/Max Roe.md"), "max-roe", "Max Roe", "Max Roe", log=(tried,))
    talks = talks_by_person(vault(contacts=(caller,)), FRIDAY)
    assert [talk.words for talk in talks["max-roe"]] == ["no answer"]
    assert last_contact(caller, talks, FRIDAY) is None


def test_a_log_line_in_any_note_counts_for_the_people_it_names(vault):
    line = LogLine(Source("jobs/Acme.md", 9), date(2026, 11, 19), "email", incoming=True, people=(Ref("Max Roe"),))
    job = Job(Source("jobs/Acme.md"), "acme", "Acme", "Staff Engineer", log=(line,))
    talks = talks_by_person(vault(contacts=(MAX,), jobs=(job,)), FRIDAY)
    assert [talk.words for talk in talks["max-roe"]] == ["e-mail from them"]


def test_silence_is_counted_in_days_and_never_called_a_refusal():
    news = date(2026, 11, 10)
    assert silence(JOB, news, FRIDAY) == "no news for 10 days"
    assert silence(JOB, date(2026, 11, 19), FRIDAY) == ""
    assert silence(Job(Source("j.md"), "j", "j", "j", stage="rejected"), news, FRIDAY) == ""


def test_what_a_friend_got_is_no_mere_note(vault):
    """Row A5: the tag is what the line is about."""
    friend = LogLine(Source("contacts/Dana Lee.md", 21), date(2026, 11, 19), "note", step="friend-hired", text="Lea, at Corvid")
    (talk, _) = talks_by_person(vault(contacts=(replace(DANA, log=(friend, *DANA.log)),)), FRIDAY)["dana-lee"]
    assert (talk.words, talk.text, talk.contact) == ("job for a friend", "Lea, at Corvid", False)


def test_of_one_day_the_later_hour_is_the_newer_and_a_line_without_an_hour_the_newest(vault, plan):
    day = date(2026, 11, 10)
    lines = (
        LogLine(Source("contacts/Dana Lee.md", 20), day, "call", at=time(9, 30), text="before"),
        LogLine(Source("contacts/Dana Lee.md", 21), day, "email", text="thanks"),
    )
    found = person(vault(contacts=(replace(DANA, log=lines),), interviews=(SCREEN,)), plan(), DANA, Pages())
    assert [event.text for event in found.events] == ["thanks", "The migration", "before"]


@pytest.mark.parametrize("status", ["cancelled", "missed"])
def test_an_interview_that_did_not_take_place_is_told_and_is_no_contact(vault, plan, status):
    off = replace(SCREEN, status=status)
    quiet = replace(DANA, log=())
    found = person(vault(contacts=(quiet,), interviews=(off,)), plan(), quiet, Pages())
    assert [event.told for event in found.events] == [f"interview (screen), {status}"]
    assert found.last_contact is None


def test_the_day_on_which_they_met_is_contact_as_in_the_plan():
    met = replace(DANA, log=(), met=date(2026, 11, 3))
    assert last_contact(met, {}, FRIDAY) == date(2026, 11, 3)
    assert last_contact(replace(met, met=date(2026, 12, 3)), {}, FRIDAY) is None


def test_who_is_said_to_have_introduced_themselves_is_not_told_so(vault, plan):
    alone = replace(DANA, introduced_by=Ref("Dana Lee"))
    found = person(vault(contacts=(alone,)), plan(), alone, Pages())
    assert (found.introduced_by, found.introduced) == (None, ())


def test_how_one_keeps_in_touch_other_names_and_tags_are_told(vault, plan):
    known = replace(
        DANA, aliases=("Dee",), cadence=Interval(3, "month"), linkedin_ok=True, tags=("mentor", "acme"), country="US",
        salutation="Dear Dee",
    )  # fmt: skip
    found = person(vault(contacts=(known,)), plan(), known, Pages())
    text = shown(found)
    assert "agreed to connect on LinkedIn" in text
    assert "in touch every 3 months · also called Dee · greeted as Dear Dee" in " ".join(text.split())
    assert "#mentor" not in text
    assert "tags        #mentor #acme\n" in shown(found, whole=True)
    data = person_data(found)
    keys = ("aliases", "salutation", "linkedin_ok", "country", "cadence", "next_contact", "playbooks")
    assert [data[key] for key in keys] == [["Dee"], "Dear Dee", True, "US", "3 months", None, []]
    assert "in touch every month" in shown(replace(found, contact=replace(known, cadence=Interval(1, "month"))))
    assert "no reminders" in shown(person(vault(contacts=(known,)), plan(), replace(known, cadence="never"), Pages()))
