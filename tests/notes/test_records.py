"""Notes as records: contacts, interviews, jobs, and the others, with the problems of each line."""

from datetime import date, datetime
from textwrap import dedent

import pytest

from vaultcrm.model import Contact, Interval, Interview, Job, Me, OtherNote, PartialDate, Problem, Ref, Search, Settings, Source
from vaultcrm.notes.records import Record, parse_note, read_record

HOME = Settings(
    me=Me(timezone="America/New_York"),
    fields={
        "contact": {"role": "title", "org": "company"},
        "interview": {"date": "start", "people": "interviewers"},
        "job": {"status": "stage"},
    },
    stages={"interview": "interviewing", "declined": "rejected"},
)


def read(kind: str, text: str, path: str = "") -> tuple[Record | None, tuple[Problem, ...]]:
    return read_record(parse_note(path or f"{kind}s/Acme.md", dedent(text).lstrip("\n")), HOME, kind)


def contact(text: str) -> Contact:
    record, problems = read("contact", text, "contacts/Dana Lee.md")
    assert isinstance(record, Contact)
    assert problems == ()
    return record


def interview(text: str) -> tuple[Interview, list[str]]:
    record, problems = read("interview", text)
    assert isinstance(record, Interview)
    return record, [f"{problem.source.line}: {problem.message}" for problem in problems if problem.severity != "hint"]


def front(**keys: str) -> str:
    """An interview's note with these keys, in New York on 17 November 2026 at two."""
    lines = {"start": "2026-11-17 14:00", "timezone": "America/New_York"} | keys
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in lines.items()) + "---\n"


def test_a_contact_with_everything() -> None:
    dana = contact("""
        ---
        id: dana
        name: Dana R. Lee
        aliases: [Dana, D. Lee]
        title: Engineering Manager
        company: "[[Acme]]"
        email: [dana@example.com, d@example.org]
        phone: +1 555 0100
        address: |
          12 High Street
          Boston
        linkedin: https://example.com/in/dana
        linkedin_ok: yes
        prefers: E-Mail
        timezone: Europe/Berlin
        country: de-by
        met: 2026-03-01
        introduced_by: Sam Roe
        birthday: May 2
        cadence: quarterly
        next_contact: 2027-01-15
        last_contact: 2026-10-01
        playbooks: stay-in-touch, savvy
        share: [a paper]
        tags: "#mentor #kafka"
        ---
    """)
    assert dana == Contact(
        source=Source("contacts/Dana Lee.md", 1),
        id="dana",
        name="Dana R. Lee",
        stem="Dana Lee",
        aliases=("Dana", "D. Lee"),
        title="Engineering Manager",
        company=Ref("Acme", None, True, Source("contacts/Dana Lee.md", 6, 1)),
        email=("dana@example.com", "d@example.org"),
        phone=("+1 555 0100",),
        address="12 High Street\nBoston",
        linkedin="https://example.com/in/dana",
        linkedin_ok=True,
        prefers="email",
        timezone="Europe/Berlin",
        country="DE-BY",
        met=date(2026, 3, 1),
        introduced_by=Ref("Sam Roe", None, False, Source("contacts/Dana Lee.md", 18, 1)),
        birthday=PartialDate(5, 2),
        cadence=Interval(3, "month"),
        next_contact=date(2027, 1, 15),
        last_contact=date(2026, 10, 1),
        playbooks=("stay-in-touch", "savvy"),
        share=("a paper",),
        tags=("mentor", "kafka"),
        lines=dana.lines,
    )
    assert (dana.lines["id"], dana.lines["tags"]) == (2, 25)


def test_a_contact_of_a_file_name_only() -> None:
    dana = contact("")
    assert (dana.id, dana.name, dana.email, dana.playbooks) == ("dana-lee", "Dana Lee", (), ())


def test_keys_with_nothing_behind_them_are_not_known() -> None:
    dana = contact("---\nname:\nemail: []\nbirthday:\ncadence: ~\ntags: ['']\naddress: ''\n---\n")
    assert (dana.name, dana.email, dana.birthday, dana.tags, dana.address) == ("Dana Lee", (), None, (), None)


def test_the_users_own_words_for_keys_and_ours_go_before() -> None:
    dana = contact("---\nRole: Manager\nORG: Acme\n---\n")
    assert (dana.title, dana.company and dana.company.target, dana.lines["title"]) == ("Manager", "Acme", 2)
    assert contact("---\nrole: Manager\ntitle: Head\n---\n").title == "Head"
    assert contact("---\nrole: Manager\ntitle:\n---\n").title == "Manager"


def test_in_a_contacts_note_every_line_is_about_that_person() -> None:
    dana = contact("""
        ---
        name: Dana R. Lee
        aliases: [DL]
        ---
        ## Log
        - 2026-11-17 email: Hello
        - 2026-11-18 met [[Sam Roe]]
        - 2026-11-19 call [[DL]]
        - 2026-11-20 note: moved house
    """)
    assert [[ref.target for ref in line.people] for line in dana.log] == [
        ["Dana Lee"],
        ["Sam Roe", "Dana Lee"],
        ["DL"],
        ["Dana Lee"],
    ]
    assert dana.log[0].people[0] == Ref("Dana Lee", "Dana R. Lee", True, Source("contacts/Dana Lee.md", 1))


def test_wrong_values_cost_one_key_each_and_say_line_excerpt_and_remedy() -> None:
    record, problems = read(
        "contact",
        """
        ---
        name: Dana Lee
        birthday: 1981-02-29
        cadence: now and then
        linkedin_ok: perhaps
        timezone: Mars/Base
        country: Germany
        prefers: telepathy
        email: {work: dana@example.com}
        phone: +1 555 0100
        ---
    """,
    )
    assert isinstance(record, Contact)
    assert (record.birthday, record.cadence, record.phone) == (None, None, ("+1 555 0100",))
    assert [(problem.source.line, problem.excerpt.split(":")[0]) for problem in problems] == [
        (3, "birthday"),
        (4, "cadence"),
        (5, "linkedin_ok"),
        (6, "timezone"),
        (7, "country"),
        (8, "prefers"),
        (9, "email"),
    ]
    assert str(problems[0].source) == "contacts/Acme.md:3:1"
    assert (problems[0].message, problems[0].excerpt) == ("`birthday`: there is no such day", "birthday: 1981-02-29")
    assert all(problem.remedy for problem in problems)


@pytest.mark.parametrize(
    ("keys", "start", "end"),
    [
        ({}, "2026-11-17 14:00", "2026-11-17 15:00"),
        ({"start": "2026-11-17T14:00:00"}, "2026-11-17 14:00", "2026-11-17 15:00"),
        ({"start": "2026-11-17", "time": "2 pm"}, "2026-11-17 14:00", "2026-11-17 15:00"),
        ({"start": "2026-11-17T19:00Z"}, "2026-11-17 14:00", "2026-11-17 15:00"),
        ({"end": "16:30"}, "2026-11-17 14:00", "2026-11-17 16:30"),
        ({"end": "2026-11-17 15:15"}, "2026-11-17 14:00", "2026-11-17 15:15"),
        ({"start": "2026-11-17 23:30", "end": "00:30"}, "2026-11-17 23:30", "2026-11-18 00:30"),
        ({"duration": "45 minutes"}, "2026-11-17 14:00", "2026-11-17 14:45"),
        ({"duration": "1h30"}, "2026-11-17 14:00", "2026-11-17 15:30"),
        ({"duration": "90"}, "2026-11-17 14:00", "2026-11-17 15:30"),
    ],
)
def test_when_an_interview_is(keys: dict[str, str], start: str, end: str) -> None:
    found, problems = interview(front(**keys))
    assert (found.start, found.end, problems) == (datetime.fromisoformat(start), datetime.fromisoformat(end), [])


def test_a_start_in_the_users_own_word() -> None:
    found, problems = interview("---\ndate: 2026-11-17\ntime: 14:00\ntimezone: America/New_York\npeople: [[Dana Lee]]\n---\n")
    assert (found.start, [ref.target for ref in found.interviewers], problems) == (datetime(2026, 11, 17, 14), ["Dana Lee"], [])


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"start": "2026-11-17"}, "2: `start` has no time; 09:00 is taken"),
        ({"end": "later"}, "4: `end`: this is no time after the start; an hour is taken"),
        ({"end": "13:00"}, "4: `end`: this is no time after the start; an hour is taken"),
        ({"end": "02:00"}, "4: `end`: this is no time after the start; an hour is taken"),
        ({"end": "2026-11-16 15:00"}, "4: `end`: this is no time after the start; an hour is taken"),
        ({"duration": "long"}, "4: `duration`: this is no length of time"),
        ({"timezone": "EST5CDT6"}, "3: `timezone`: there is no such time zone"),
        ({"verdict": "meh"}, "4: `verdict`: this word is not known here"),
        ({"status": "maybe"}, "4: `status`: this word is not known here"),
        ({"answer_by": "when they can"}, "4: `answer_by`: `when they can` is not understood; 7 days are counted"),
    ],
)
def test_what_is_wrong_in_an_interview_is_said_and_the_rest_goes_on(keys: dict[str, str], said: str) -> None:
    found, problems = interview(front(**keys))
    assert problems == [said]
    assert (found.end - found.start).total_seconds() == 3600
    assert found.timezone == "America/New_York"


@pytest.mark.parametrize("start", ["", "2026-02-30 14:00", "soon", "2026-11-17 25:00"])
def test_an_interview_that_begins_at_no_readable_time_is_left_out_and_said(start: str) -> None:
    record, problems = read("interview", front(start=start))
    assert record is None
    assert [("left out" in problem.message, problem.source.line) for problem in problems] == [(True, 2)]


def test_a_missing_time_zone_is_a_hint() -> None:
    _, problems = read("interview", "---\nstart: 2026-11-17 14:00\n---\n")
    assert [(problem.severity, problem.source.line) for problem in problems] == [("hint", 2)]
    assert "America/New_York" in problems[0].message


@pytest.mark.parametrize(
    ("words", "day", "kept"),
    [
        ("2026-11-24", date(2026, 11, 24), None),
        ("2 weeks", date(2026, 12, 1), "2 weeks"),
        ("about a week", date(2026, 11, 24), "about a week"),
        ("early next week", date(2026, 11, 24), "early next week"),
        ("end of the month", date(2026, 11, 30), "end of the month"),
        ("when they can", None, "when they can"),
    ],
)
def test_when_they_said_they_would_answer(words: str, day: date | None, kept: str | None) -> None:
    found, _ = interview(front(answer_by=words))
    assert (found.answer_by, found.answer_said) == (day, kept)


def test_the_words_they_said_beside_the_date() -> None:
    found, _ = interview(front(answer_by="2026-11-24", answer_said="about a week"))
    assert (found.answer_by, found.answer_said) == (date(2026, 11, 24), "about a week")


@pytest.mark.parametrize(
    ("value", "playbooks"),
    [
        ("savvy", ("savvy",)),
        ("[Savvy, value-pitch]", ("savvy", "value-pitch")),
        ("savvy, value-pitch", ("savvy", "value-pitch")),
        ("[]", ()),
        ("none", ()),
        ("", None),
    ],
)
def test_which_systems_run(value: str, playbooks: tuple[str, ...] | None) -> None:
    assert interview(front(playbooks=value))[0].playbooks == playbooks


def test_the_order_of_interviewers_is_meant() -> None:
    found, _ = interview(front(interviewers='["[[Sam Roe]]", "[[Dana Lee]]", Ann]'))
    assert [(ref.target, ref.linked) for ref in found.interviewers] == [("Sam Roe", True), ("Dana Lee", True), ("Ann", False)]


def test_in_an_interviews_note_a_line_is_about_its_only_interviewer() -> None:
    found, problems = interview(front(interviewers="Dana Lee") + "## Log\n- 2026-11-17 email\n- 2026-11-18 verdict keen\n")
    assert ([[ref.target for ref in line.people] for line in found.log], problems) == ([["Dana Lee"], []], [])


def test_of_several_interviewers_nobody_is_guessed() -> None:
    text = front(interviewers="[[[A]], [[B]]]") + "## Log\n- 2026-11-17 email\n- 2026-11-17 did #debrief\n"
    found, problems = interview(text)
    assert [line.people for line in found.log] == [(), ()]
    assert problems == ["7: this line names nobody, and there are several interviewers"]


def test_a_debrief_in_the_note() -> None:
    found, _ = interview(front(interviewers="Dana Lee") + "## Topics\n- Dana Lee\n## What went well\n- The board\n")
    assert (found.debrief.topics, found.debrief.went_well) == ("", "- The board")


def test_a_job() -> None:
    record, problems = read(
        "job",
        """
        ---
        company: Acme
        status: Interview
        applied: 2026-10-01
        references: ["[[Ines Berg]]", Kofi Rao]
        source: A friend
        salary: 150000
        ---
        ## Log
        - 2026-10-01 stage applied
        - 2026-10-20 email [[Dana Lee]]
    """,
    )
    assert problems == ()
    assert isinstance(record, Job)
    assert (record.title, record.stage, record.origin, record.salary) == ("Acme", "interviewing", "A friend", "150000")
    assert [ref.target for ref in record.references] == ["Ines Berg", "Kofi Rao"]
    assert [[ref.target for ref in line.people] for line in record.log] == [[], ["Dana Lee"]]


def test_both_sides_of_a_conflict_in_a_log_are_read_and_it_is_said() -> None:
    record, problems = read(
        "contact",
        """
        # Dana
        ## Log
        - 2026-11-01 email
        <<<<<<< HEAD
        - 2026-11-02 call
        - 2026-11-03 met
        =======
        - 2026-11-02 call
        - 2026-11-04 letter
        >>>>>>> phone
        - 2026-11-05 card
    """,
    )
    assert isinstance(record, Contact)
    assert [line.verb for line in record.log] == ["email", "call", "met", "letter", "card"]
    assert [(problem.source.line, problem.message) for problem in problems] == [
        (4, "a merge left its conflict marks; both sides were read")
    ]


def test_ticked_lines_are_log_and_unticked_ones_promises() -> None:
    dana = contact(
        "## Log\n- [x] 2026-11-17 email: Hello\n- [ ] 2026-11-30 send the paper\n- [x] sent the book ✅ 2026-11-01\n"
    )
    assert [(line.verb, line.text) for line in dana.log] == [("email", "Hello")]
    assert [(one.text, one.done, one.due) for one in dana.promises] == [
        ("send the paper", False, date(2026, 11, 30)),
        ("sent the book", True, None),
    ]


def test_the_search_and_a_company() -> None:
    search, _ = read("search", "---\nstatus: quiet\n---\n# Log\n- 2026-11-01 did #keep-searching\n", "search.md")
    assert isinstance(search, Search)
    assert (search.status, [line.step for line in search.log]) == ("quiet", ["keep-searching"])
    company, _ = read("company", "## Log\n- 2026-11-01 email [[Dana Lee]]\n", "companies/Acme.md")
    assert isinstance(company, OtherNote)
    assert company.id == "acme"


def test_a_note_of_the_users_own_is_left_alone_unless_it_has_a_log() -> None:
    assert read("other", "- [ ] buy milk 2026-11-30\n", "x.md") == (None, ())
    record, _ = read("other", "# Log\n- 2026-11-01 met [[Dana Lee]]\n", "daily/2026-11-01.md")
    assert isinstance(record, OtherNote)


def test_the_keys_of_an_unclosed_fence_know_their_lines() -> None:
    record, problems = read("contact", "\ufeff\n---\nname: Dana Lee\nmet: 2026-02-30\ntags:\n- a\n# About her\nmet: no key\n")
    assert isinstance(record, Contact)
    assert (record.tags, record.lines["tags"], [problem.source.line for problem in problems]) == (("a",), 5, [1, 4])


def test_an_unclosed_fence_is_said_and_the_log_below_is_read() -> None:
    record, problems = read("contact", "---\nname: Dana Lee\n\n## Log\n- 2026-11-17 email\n")
    assert isinstance(record, Contact)
    assert (record.name, [line.verb for line in record.log]) == ("Dana Lee", ["email"])
    assert [(str(problem.source), problem.message) for problem in problems] == [
        ("contacts/Acme.md:1", "the front matter is not closed; its keys are read as far as they can be told from the text")
    ]


@pytest.mark.parametrize(
    ("kind", "keys", "said"),
    [
        ("contact", "company: Acme", ["stage", "verdict", "went"]),
        ("search", "status: active", ["stage", "verdict", "went"]),
        ("interview", "start: 2026-11-12 10:00\ntimezone: UTC", ["stage"]),
        ("interview", "start: 2026-11-12 10:00\ntimezone: UTC\njob: Engineer", []),
        ("job", "title: Engineer", []),
    ],
)
def test_a_fact_in_the_note_of_something_else_is_said(kind: str, keys: str, said: list[str]) -> None:
    log = "- 2026-11-16 stage rejected\n- 2026-11-16 verdict not-a-fit: no\n- 2026-11-16 went badly\n- 2026-11-16 email\n"
    _, problems = read(kind, f"---\n{keys}\n---\n## Log\n{log}")
    assert [problem.excerpt.split()[2] for problem in problems] == said
    assert {problem.severity for problem in problems} <= {"warning"}


def test_where_a_fact_belongs_is_said() -> None:
    _, problems = read("contact", "## Log\n- 2026-11-16 stage rejected\n- 2026-11-16 went badly\n")
    assert [(problem.message, problem.remedy) for problem in problems] == [
        ("`stage rejected` dates nothing here: this note is of no job", "put the line into the log of the job's note"),
        ("`went badly` dates nothing here: this note is of no interview", "put the line into the log of the interview's note"),
    ]
