"""A brief on one screen, as Markdown and as a page: what is folded, what is whole, and that nothing in it comes alive."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser

import pytest

from vaultcrm.model import Contact, Draft, Interview, Job, LogLine, PartialDate, Promise, Ref, Settings, Source
from vaultcrm.model.settings import Me
from vaultcrm.views.brief import person_sheet
from vaultcrm.views.company import company
from vaultcrm.views.company_brief import company_sheet
from vaultcrm.views.linked import linked
from vaultcrm.views.note_data import birthday_in, person_data
from vaultcrm.views.person import Pages, person
from vaultcrm.views.prose import Prose, in_words, prose_of
from vaultcrm.views.sheet import shortened
from vaultcrm.views.sheet_html import sheet_html
from vaultcrm.views.sheet_lines import SCREEN, sheet_lines
from vaultcrm.views.sheet_markdown import sheet_markdown
from vaultcrm.views.spans import text_of
from vaultcrm.views.there import there

FRIDAY = date(2026, 11, 20)
NOTHING = Pages()
NOTE = "contacts/Dana Lee.md"
DANA = Contact(
    Source(NOTE), "dana-lee", "Dana Lee", "Dana Lee", title="Director", company=Ref("Acme"), email=("dana@acme.example",)
)
SAM = Contact(Source("contacts/Sam Roe.md"), "sam-roe", "Sam Roe", "Sam Roe", title="Engineer", company=Ref("ACME"))
MAX = Contact(Source("contacts/Max Roe.md"), "max-roe", "Max Roe", "Max Roe", introduced_by=Ref("Dana Lee"))
THANKS = Draft(
    Source("drafts/2026-11-18 Dana Lee thank-you.md", 1), "u" * 52, "thank-you", "email", "en", Ref("Dana Lee"), None,
    "Thank you for Tuesday", "Dear Dana,\n\nIt was good to meet you.",
)  # fmt: skip


def mail(day: int, text: str = "", line: int = 20) -> LogLine:
    return LogLine(Source(NOTE, line), date(2026, 11, day), "email", text=text)


def gathered(vault, plan, contact=DANA, pages=NOTHING, touchpoints=(), **more):
    return person(vault(contacts=(contact, SAM, MAX), **more), plan(*touchpoints), contact, pages)


def screen(found, whole=False):
    return [text_of(line) for line in sheet_lines(person_sheet(found, FRIDAY), FRIDAY, whole)]


def test_however_long_the_timeline_a_folded_brief_is_one_screen_and_says_what_is_left_out(vault, plan, call):
    log = tuple(
        mail(1 + n % 20, f"About the ledger, part {n}, and everything else that was to be said of it", n) for n in range(60)
    )
    touchpoints = [call(key=f"k{n:04}") for n in range(12)]
    found = gathered(vault, plan, replace(DANA, log=log), Pages("Prose.\n" * 30), touchpoints)
    lines = screen(found)
    assert len(lines) <= SCREEN
    assert max(map(len, lines)) <= 80
    assert lines[-1].endswith("--all shows everything")
    assert " more of the timeline, " in lines[-1]
    assert sum("About the ledger" in text for text in screen(found, whole=True)) == 60


def test_what_fits_on_the_screen_is_not_folded(vault, plan):
    assert "--all" not in "\n".join(screen(gathered(vault, plan, replace(DANA, log=(mail(18), mail(19))))))


def test_a_draft_that_a_log_line_links_shows_what_was_said(vault, plan):
    line = mail(18, "[[drafts/2026-11-18 Dana Lee thank-you|what was said]]")
    found = gathered(vault, plan, replace(DANA, log=(line,)), Pages(drafts=(THANKS,)))
    assert "  Wed 18  e-mail: “Thank you for Tuesday”" in screen(found)
    assert found.drafts == ()
    assert person_data(found)["timeline"][0]["draft"]["path"] == THANKS.source.path


def test_words_beside_the_link_stay(vault, plan):
    line = mail(18, "Thanked her: [[2026-11-18 Dana Lee thank-you]]")
    found = gathered(vault, plan, replace(DANA, log=(line,)), Pages(drafts=(THANKS,)))
    assert "  Wed 18  e-mail: Thanked her (“Thank you for Tuesday”)" in screen(found)


def test_a_draft_that_nobody_sent_waits_under_to_do(vault, plan):
    found = gathered(vault, plan, pages=Pages(drafts=(THANKS, replace(THANKS, recipient=Ref("Sam Roe")))))
    text = "\n".join(screen(found))
    assert text.count("drafted, not sent: Thank you for Tuesday") == 1


def test_a_draft_without_a_subject_is_told_by_its_first_sentence(vault, plan):
    found = gathered(vault, plan, pages=Pages(drafts=(replace(THANKS, subject=""),)))
    assert "drafted, not sent: It was good to meet you." in "\n".join(screen(found))


def test_promises_kept_are_in_the_timeline_and_open_ones_to_do(vault, plan):
    place = Source(NOTE, 9)
    kept = Promise(place, "the slides", done=True, done_on=date(2026, 11, 19))
    undated = Promise(place._replace(line=10), "the book", done=True)
    contact = replace(DANA, promises=(kept, undated, Promise(place, "a visit")), log=(mail(18),))
    lines = screen(gathered(vault, plan, contact))
    at = lines.index("Timeline")
    assert lines[at + 1 : at + 4] == ["  Thu 19  promise kept: the slides", "  Wed 18  e-mail", "  promise kept: the book"]
    assert "  you promised: a visit" in lines


def test_who_else_is_there_and_who_was_introduced(vault, plan):
    lines = screen(gathered(vault, plan))
    assert "also there  Sam Roe, Engineer" in lines
    assert "known       introduced you to Max Roe" in lines


def test_what_stands_under_headings_of_ones_own_and_in_keys_of_ones_own_is_personal(vault, plan):
    body = "Rows.\n\n## Family\n\nTwo daughters, and\na dog.\n- likes rye\n\n## Log\n\n- 2026-11-18 email\n"
    lines = screen(gathered(vault, plan, pages=Pages(body, (("spouse", "Jo"), ("team", "ledger, mail")))))
    at = lines.index("personal    Rows.")
    assert lines[at + 1 : at + 4] == [
        "            Family: Two daughters, and a dog.", "            likes rye", "            spouse: Jo…",
    ]  # fmt: skip
    assert prose_of(body)[1] == Prose("Family", ("Two daughters, and", "a dog.", "- likes rye"))


@pytest.mark.parametrize(
    "hidden", ["<!-- secret -->", "<!--\nsecret\n-->", "%% secret %%", "%%\nsecret\n%%", "```\nsecret\n```", "- [ ] secret"]
)
def test_comments_code_and_tasks_are_no_facts(hidden):
    assert in_words(prose_of(f"Before\n{hidden}\n\nAfter\n")) == ("Before After",)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (PartialDate(11, 20), "birthday 20 Nov (today)"),
        (PartialDate(11, 21, 1980), "birthday 21 Nov 1980 (tomorrow)"),
        (PartialDate(12, 2), "birthday 2 Dec (in 12 days)"),
        (PartialDate(5, 2), "birthday 2 May"),
    ],
)
def test_a_birthday_that_is_near_is_said(vault, plan, day, words):
    assert f"known       introduced you to Max Roe · {words}" in screen(gathered(vault, plan, replace(DANA, birthday=day)))


def test_the_birthday_of_the_leap_day_comes_each_year():
    assert birthday_in(PartialDate(2, 29), date(2026, 2, 27)) == 1
    assert birthday_in(PartialDate(2, 29), date(2028, 2, 27)) == 2
    assert birthday_in(PartialDate(2, 29), date(2026, 3, 1)) == 364


NEW_YORK = Settings(me=Me(timezone="America/New_York"))


@pytest.mark.parametrize(
    ("zone", "now", "words"),
    [
        ("Asia/Kolkata", "2026-11-20 15:05", "20:35 on Friday there, outside working hours (Asia/Kolkata, 10½ hours ahead)"),
        ("Asia/Kathmandu", "2026-11-20 09:00", "14:45 on Friday there (Asia/Kathmandu, 10¾ hours ahead)"),
        ("America/Los_Angeles", "2026-11-20 20:00", "12:00 on Friday there (America/Los_Angeles, 3 hours behind)"),
        ("America/Toronto", "2026-11-21 15:00", "10:00 on Saturday there, outside working hours (America/Toronto, as yours)"),
        ("Asia/Kolkata", "", "Asia/Kolkata time, 10½ hours ahead of you"),
        ("America/Halifax", "", "America/Halifax time, 1 hour ahead of you"),
        ("America/New_York", "", "America/New_York time, as yours"),
    ],
)
def test_what_time_it_is_there(zone, now, words):
    clock = datetime.fromisoformat(now).replace(tzinfo=UTC) if now else None
    found = there(zone, NEW_YORK, FRIDAY, clock)
    assert found is not None
    assert found.words == words


def test_without_a_time_zone_nothing_is_said_of_the_time():
    assert there(None, NEW_YORK, FRIDAY, None) is None


def test_the_difference_is_that_of_the_day():
    summer = there("Europe/London", NEW_YORK, date(2026, 10, 28), None)
    assert summer is not None
    assert summer.ahead == timedelta(hours=4)


EVIL = '<script>alert(1)</script> "><img src=x onerror=alert(1)> [[Max Roe|</title>]] \x1b[31m \u202e'


class Tags(HTMLParser):
    """The elements of a page and what they are given."""

    def __init__(self):
        super().__init__()
        self.seen, self.given = set(), []

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        self.given += [name for name, _ in attrs]


def evil(vault, plan, call):
    contact = replace(
        DANA, name=EVIL, title=EVIL, email=(EVIL,), address=EVIL, share=(EVIL,), log=(mail(18, EVIL),), company=Ref(EVIL),
        promises=(Promise(Source(NOTE, 3), EVIL),),
    )  # fmt: skip
    pages = Pages(EVIL + "\n# <b>x\n" + EVIL, ((EVIL, EVIL),), (replace(THANKS, subject=EVIL),))
    return person_sheet(gathered(vault, plan, contact, pages, [call(title=EVIL, missing=(EVIL,))]), FRIDAY)


def test_nothing_of_a_note_comes_alive_in_the_page(vault, plan, call):
    page = sheet_html(evil(vault, plan, call), FRIDAY, EVIL)
    tags = Tags()
    tags.feed(page)
    assert tags.seen <= {*"html head meta title style body main h1 h2 p dl dt dd ul li span time code footer".split()}
    assert set(tags.given) <= {*"lang charset name content http-equiv class datetime role aria-label".split()}
    assert "\x1b" not in page
    assert "\u202e" not in page
    assert page.count("</title>") == page.count("</style>") == 1


def test_nothing_of_a_note_comes_alive_in_markdown(vault, plan, call):
    text = sheet_markdown(evil(vault, plan, call), FRIDAY, "3 more")
    assert "<" not in text
    assert "\x1b" not in text
    assert "- [ ]" not in text


def test_what_is_no_list_item_in_a_note_begins_none_in_markdown(vault, plan):
    found = gathered(vault, plan, pages=Pages("# Dana\n\n- likes rye\n1. first\nmore\n"))
    text = sheet_markdown(person_sheet(found, FRIDAY), FRIDAY)
    assert "- **personal**: likes rye\n    - 1\\. first more\n" in text


def test_a_company_on_one_sheet(vault, plan, call):
    screen_talk = Interview(
        Source("interviews/a.md", 1), "a", "a", datetime(2026, 11, 10, 14), datetime(2026, 11, 10, 15), "UTC", kind="screen",
        company=Ref("Acme"), interviewers=(Ref("Dana Lee"), Ref("Sam Roe")), answer_by=date(2026, 12, 1),
    )  # fmt: skip
    ahead = replace(screen_talk, id="b", source=Source("interviews/b.md", 1), start=datetime(2026, 11, 24, 9), answer_by=None)
    ahead = replace(ahead, end=datetime(2026, 11, 24, 10))
    job = Job(Source("jobs/j.md"), "j", "j", "Staff Engineer", company=Ref("Acme"), stage="offer", decide_by=date(2026, 11, 30))
    both = LogLine(Source("jobs/j.md", 9), date(2026, 11, 12), "email", people=(Ref("Dana Lee"), Ref("Sam Roe")), text="Thanks")
    small = vault(contacts=(DANA, SAM), interviews=(screen_talk, ahead), jobs=(replace(job, log=(both,)),))
    pages = Pages("Moves money.", drafts=(THANKS,))
    found = company_sheet(company(small, "Acme"), small, plan(call()), pages, "companies/Acme.md")
    assert [text_of(line) for line in sheet_lines(found, FRIDAY)] == [
        "Acme  companies/Acme.md",
        "notes       Moves money.",
        "jobs        Staff Engineer: offer, decide by Mon 30 Nov 2026",
        "meeting     Tue 24 Nov 2026, 9:00 UTC (screen), with Dana Lee, Sam Roe",
        "answer      by Tue 1 Dec 2026, they said",
        "",
        "People",
        "  Dana Lee, Director, last contact 8 days ago",
        "  Sam Roe, Engineer, last contact 8 days ago",
        "",
        "Timeline",
        "  Thu 12  Dana Lee and Sam Roe, e-mail: Thanks",
        "  Tue 10  screen with Dana Lee, Sam Roe",
        "",
        "To do",
        "  k3mq7  Fri 20  Call Dana Lee (Acme): first follow-up  phone, by Mon 23",
        "  drafted, not sent: Thank you for Tuesday (drafts/2026-11-18 Dana Lee",
        "    thank-you.md)",
        "",
        "vaultcrm prep b: what to take along and to ask",
    ]


def test_on_paper_each_list_has_its_first_members(vault, plan):
    log = tuple(mail(1 + n % 20, line=n) for n in range(30))
    short, more = shortened(person_sheet(gathered(vault, plan, replace(DANA, log=log)), FRIDAY), 10)
    assert (len(short.parts[0]), more) == (10, "20 more of the timeline")


def test_a_company_of_hundreds_and_a_note_as_long_as_a_book_are_one_screen_too(vault, plan):
    many = tuple(replace(SAM, id=f"sam-{n}", name=f"Sam Roe {n}", stem=f"Sam Roe {n}") for n in range(300))
    jobs = tuple(
        Job(
            Source(f"jobs/{n}.md"),
            f"j{n}",
            f"j{n}",
            f"Engineer {n}",
            company=Ref("Acme"),
            stage="lead" if n > 36 else "rejected",
        )
        for n in range(40)
    )
    book = Pages("Word by word by word.\n" * 500)
    small = vault(contacts=(replace(DANA, address="Street\n" * 50, phone=("+1 555 0100",) * 40), *many), jobs=jobs)
    one = screen(person(small, plan(), small.contacts[0], book))
    firm = [text_of(line) for line in sheet_lines(company_sheet(company(small, "Acme"), small, plan(), book), FRIDAY)]
    assert max(len(one), len(firm)) <= SCREEN
    assert "--all shows everything" in " ".join(one[-2:])
    assert firm[5:8] == ["jobs        Engineer 37: lead", "            Engineer 38: lead", "            Engineer 39: lead"]


def test_what_was_promised_to_people_of_a_company_is_on_its_sheet(vault, plan):
    promises = (
        Promise(Source("contacts/Dana Lee.md", 9), "Send the [[slides]]"),
        Promise(Source("contacts/Dana Lee.md", 10), "The paper", done=True, done_on=date(2026, 11, 12)),
    )
    off = Interview(
        Source("interviews/a.md", 1), "a", "a", datetime(2026, 11, 10, 14), datetime(2026, 11, 10, 15), "UTC", kind="screen",
        company=Ref("Acme"), interviewers=(Ref("Dana Lee"),), status="cancelled",
    )  # fmt: skip
    acme = vault(contacts=(replace(DANA, promises=promises),), interviews=(off,))
    lines = list(map(text_of, sheet_lines(company_sheet(company(acme, "Acme"), acme, plan(), NOTHING), FRIDAY, True)))
    assert "  you promised: Send the slides" in lines
    assert "  Thu 12  Dana Lee, promise kept: The paper" in lines
    assert "  Tue 10  screen with Dana Lee, cancelled" in lines


def test_what_was_promised_to_two_of_a_company_is_said_once(vault, plan):
    """A promise of their talk that names nobody is to both of them."""
    talk = Interview(
        Source("interviews/a.md", 1), "a", "a", datetime(2026, 11, 10, 14), datetime(2026, 11, 10, 15), "UTC",
        company=Ref("Acme"), interviewers=(Ref("Dana Lee"), Ref("Sam Roe")),
        promises=(
            Promise(Source("interviews/a.md", 9), "Send the slides"),
            Promise(Source("interviews/a.md", 10), "The paper", done=True, done_on=date(2026, 11, 12)),
        ),
    )  # fmt: skip
    acme = vault(contacts=(DANA, SAM), interviews=(talk,))
    lines = list(map(text_of, sheet_lines(company_sheet(company(acme, "Acme"), acme, plan(), NOTHING), FRIDAY, True)))
    assert [line for line in lines if "promise" in line] == [
        "  Thu 12  Dana Lee and Sam Roe, promise kept: The paper", "  you promised: Send the slides",
    ]  # fmt: skip


def test_what_is_an_address_can_be_tapped_on_the_page_and_nothing_else(vault, plan):
    known = replace(
        DANA, email=("dana@acme.example",), phone=("+49 (0)40 12-34 56",), share=('see https://acme.example/a?b=1&c"x".',)
    )
    page = sheet_html(person_sheet(gathered(vault, plan, known), FRIDAY), FRIDAY)
    assert '<a href="mailto:dana@acme.example">dana@acme.example</a> · <a href="tel:+4940123456">' in page
    assert ">+49 (0)40 12-34 56</a>" in page
    assert 'to share: see <a href="https://acme.example/a?b=1&amp;c">https://acme.example/a?b=1&amp;c</a>&quot;x&quot;.' in page


@pytest.mark.parametrize("text", ["javascript:alert(1)", "data:text/html,x", "a@b", "2026-11-20", "<a href=x>", "file:///etc"])
def test_what_is_no_address_is_no_link(text):
    assert "<a" not in linked(text)


def test_whom_a_companys_talks_and_openings_name_without_a_note_is_among_its_people(vault, plan):
    talk = Interview(
        Source("interviews/a.md", 1), "a", "a", datetime(2026, 11, 10, 14), datetime(2026, 11, 10, 15), "UTC",
        company=Ref("Acme"), interviewers=(Ref("Dana Lee"), Ref("Dr. Kim")),
    )  # fmt: skip
    job = Job(Source("jobs/j.md"), "j", "j", "Engineer", company=Ref("Acme"), hr=Ref("dr. kim"), contact=Ref("Ada"))
    acme = vault(contacts=(DANA,), interviews=(talk,), jobs=(job,))
    found = company_sheet(company(acme, "Acme"), acme, plan(), NOTHING).parts[0].entries
    assert [entry.text for entry in found][1:] == ["Ada, no note yet", "dr. kim, no note yet"]
