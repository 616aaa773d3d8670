"""Lists, the queries that choose them, companies, and problems as an editor reads them."""

from __future__ import annotations

from datetime import date, datetime

from vaultcrm.model import Contact, Interview, Job, Problem, Ref, Source
from vaultcrm.views.company import companies, company, interview_company
from vaultcrm.views.lists import contact_lines, job_lines
from vaultcrm.views.problems import problem_lines, read_count, severity_count
from vaultcrm.views.spans import text_of, width

FRIDAY = date(2026, 11, 20)
DANA = Contact(Source("contacts/Dana.md"), "dana", "Dana Lee", "Dana", company=Ref("Acme"))
JOB = Job(
    Source("jobs/Acme.md"), "acme", "Acme Staff", "Staff Engineer", company=Ref("ACME"), stage="applied", tags=("remote",)
)  # fmt: skip
SCREEN = Interview(
    Source("interviews/s.md"), "s", "s", datetime(2026, 11, 10, 14), datetime(2026, 11, 10, 15), "UTC",
    kind="screen", job=Ref("Acme Staff"), interviewers=(Ref("Dana"),),
)  # fmt: skip


def read(lines):
    return "\n".join(text_of(line) for line in lines)


def test_a_company_is_one_however_it_is_spelled(vault):
    acme = vault(contacts=(DANA,), jobs=(JOB,), interviews=(SCREEN,))
    assert companies(acme) == ("ACME",)
    assert interview_company(acme, SCREEN) == "ACME"
    found = company(acme, "acme")
    assert (found.people, found.jobs, found.interviews) == ((DANA,), (JOB,), (SCREEN,))


def test_lists_stand_in_columns_of_80():
    long = Contact(Source("c.md"), "c", "Maximiliane von Württemberg-Hohenzollern-Sigmaringen", "c", title="Head of " * 9)
    lines = [text_of(line) for line in contact_lines([(DANA, date(2026, 11, 19)), (long, None)], FRIDAY)]
    assert max(map(width, lines)) <= 80
    assert "Acme" in lines[0]
    assert "yesterday" in lines[0]


def test_a_job_without_news_says_for_how_long():
    assert read(job_lines([(JOB, date(2026, 11, 2))], FRIDAY)) == "Staff Engineer, ACME  applied  no news for 18 days"


def test_a_problem_is_a_place_a_message_an_excerpt_and_a_remedy():
    problems = [
        Problem(Source("contacts/Max.md", 3, 6), "there is no 2026-02-30", "write a day that exists", "met: 2026-02-30"),
        Problem(Source("vaultcrm.toml"), "no time zone", severity="hint"),
    ]
    assert read(problem_lines(problems)) == (
        "contacts/Max.md:3:6: error: there is no 2026-02-30\n"
        "    | met: 2026-02-30\n"
        "    write a day that exists\n"
        "vaultcrm.toml: hint: no time zone"
    )
    assert severity_count(problems) == "1 error, 1 hint"
    assert severity_count([]) == "nothing to mend"


def test_what_was_read_and_left_out_is_counted():
    text = read(read_count(3, {"contact": 2, "search": 1, "job": 0}, {"conflict copy": 2, "draft": 1, "archived": 2}))
    assert text == "Read 3 notes: 2 contacts, 1 search.\nLeft out 5: 2 archived, 2 conflict copies, 1 draft."
