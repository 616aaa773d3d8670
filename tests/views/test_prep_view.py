"""The packing list: cards, questions, what is known of everybody, what was promised, what came before (B2, C2, D1, D2, D3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from vaultcrm.model import Contact, Debrief, Interview, Job, LogLine, Promise, Ref, Source
from vaultcrm.views.prep import prep, prep_data, prep_lines
from vaultcrm.views.spans import text_of, width

MONDAY = date(2026, 11, 16)
DANA = Contact(
    Source("contacts/Dana Lee.md", 1),
    "dana-lee",
    "Dana Lee",
    "Dana Lee",
    title="Director",
    company=Ref("Acme"),
    email=("dana@example.com",),
    phone=("+1 555",),
    address="1 Sleeper Lane",
    prefers="post",
    linkedin_ok=False,
    log=(LogLine(Source("contacts/Dana Lee.md", 9), date(2026, 11, 12), "email", people=(Ref("Dana Lee"),), text="See you"),),
)
JOB = Job(Source("jobs/Acme.md", 1), "acme", "Acme", "Staff Engineer", company=Ref("Acme"))
PANEL = Interview(
    Source("interviews/panel.md", 1),
    "panel",
    "panel",
    datetime(2026, 11, 17, 14),
    datetime(2026, 11, 17, 15),
    "America/New_York",
    place="300 Sleeper Lane",
    kind="panel",
    job=Ref("Acme"),
    interviewers=(Ref("Dana Lee"), Ref("Sam Roe")),
)
SCREEN = replace(
    PANEL,
    source=Source("interviews/screen.md", 1),
    id="screen",
    kind="screen",
    start=datetime(2026, 11, 2, 9),
    end=datetime(2026, 11, 2, 10),
    interviewers=(),
    debrief=Debrief(topics="- the ledger", requirement="Kafka"),
    promises=(Promise(Source("interviews/screen.md", 20), "send the list", due=date(2026, 11, 20)),),
)


def shown(found):
    return "\n".join(text_of(line) for line in prep_lines(found, MONDAY))


def test_the_list_of_a_panel_of_two(vault):
    assert shown(prep(vault([DANA], [SCREEN, PANEL], [JOB]), PANEL, MONDAY)) == (
        "Acme, panel interview  interviews/panel.md\n"
        "Tue 17 Nov 2026, 14:00, 300 Sleeper Lane\n"
        "\n"
        "Take along\n"
        "  4 thank-you cards and a pen (2 to give, 2 to spare): filled in before you\n"
        "    leave, left with the receptionist (B2)\n"
        "  your own business cards, and the questions on paper\n"
        "\n"
        "Ask\n"
        "  the next steps, and by when I shall hear (D1)\n"
        "  how they like to be reached: e-mail, post, phone (D1): Sam Roe\n"
        "  whether we may connect on LinkedIn (D2): Sam Roe\n"
        "  the business card, or the same jotted down (D3): Sam Roe\n"
        "\n"
        "Who\n"
        "  Dana Lee  Director, Acme\n"
        "    4 days ago, e-mail: See you\n"
        "  Sam Roe  no note yet\n"
        "\n"
        "Promised and still open\n"
        "  send the list (by Fri 20 Nov 2026)\n"
        "\n"
        "Before, for the same job\n"
        "  Mon 2 Nov 2026 (screen): the ledger\n"
        "    requirement not met: Kafka"
    )


def test_a_panel_of_five_gets_a_card_each_and_one_to_spare(vault):
    five = replace(PANEL, interviewers=tuple(Ref(f"Person {n}") for n in range(5)))
    assert prep(vault(), five, MONDAY).cards == 6


def test_nothing_is_left_at_the_reception_of_a_link(vault):
    found = prep(vault(), replace(PANEL, place="https://meet.example.com/x"), MONDAY)
    assert found.cards == 0
    assert "there is no reception" in shown(found)


def test_what_is_known_already_is_not_asked_again(vault):
    found = prep(vault([DANA]), replace(PANEL, interviewers=(Ref("Dana Lee"),)), MONDAY)
    assert found.questions == ("the next steps, and by when I shall hear (D1)",)


def test_kept_promises_and_those_to_others_are_left_out(vault):
    promises = (
        Promise(Source("contacts/Dana Lee.md", 5), "kept", done=True),
        Promise(Source("contacts/Dana Lee.md", 6), "the article"),
        Promise(Source("contacts/Dana Lee.md", 7), "for [[Kim]]", people=(Ref("Kim"),)),
    )
    kim = replace(DANA, id="kim", name="Kim", stem="Kim", source=Source("contacts/Kim.md", 1), log=())
    found = prep(vault([replace(DANA, promises=promises), kim]), PANEL, MONDAY)
    assert [promise.text for promise in found.promises] == ["the article"]


def test_lines_fit_the_terminal(vault):
    long = replace(SCREEN, debrief=Debrief(topics="- " + "ledger " * 60))
    found = prep(vault([DANA], [long, PANEL], [JOB]), PANEL, MONDAY)
    assert max(width(text_of(line)) for line in prep_lines(found, MONDAY)) <= 80


def test_a_talk_of_no_company_is_called_by_its_title(vault):
    talk = replace(PANEL, job=None, interviewers=(), title="Coffee with the platform team")
    assert shown(prep(vault([], [talk]), talk, MONDAY)).startswith("Coffee with the platform team  interviews/panel.md\n")


def test_what_is_not_known_of_a_long_name_stands_below_it(vault):
    aylin = Contact(Source("contacts/A.md", 1), "a", "Dr. Aylin Özdemir", "Dr. Aylin Özdemir", company=Ref("Nordlicht Energie"))
    panel = replace(PANEL, interviewers=(Ref("Dr. Aylin Özdemir"),))
    assert shown(prep(vault([aylin], [panel], [JOB]), panel, MONDAY)).endswith(
        "Who\n  Dr. Aylin Özdemir  Nordlicht Energie\n    no e-mail address, no phone number, no postal address"
    )


def test_as_data_every_part_is_there(vault):
    data = prep_data(prep(vault([DANA], [SCREEN, PANEL], [JOB]), PANEL, MONDAY))
    assert list(data) == ["interview", "cards", "questions", "people", "promises", "earlier"]
    assert data["people"][0]["last"] == {"date": "2026-11-12", "what": "e-mail", "text": "See you"}
    assert data["people"][1] == {
        "id": None,
        "name": "Sam Roe",
        "title": None,
        "company": None,
        "missing": ["note"],
        "last": None,
    }
    assert data["earlier"][0]["requirement"] == "Kafka"
