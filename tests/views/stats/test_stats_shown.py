"""The figures as lines and as a page: nothing scolds, nothing is active, everything can be read."""

from __future__ import annotations

import re
from datetime import date, datetime
from html.parser import HTMLParser
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultcrm.model import Contact, Interview, Job, LogLine, Plan, Playbook, Ref, Search, Settings, Source, ready
from vaultcrm.views.markup import element, escaped
from vaultcrm.views.spans import text_of, width
from vaultcrm.views.stats.figures import figures
from vaultcrm.views.stats.lines import PLAIN, Blocks, bar, figure_lines
from vaultcrm.views.stats.page import page
from vaultcrm.views.stats.style import DARK, LIGHT

FRIDAY = date(2026, 11, 20)
VOID = {"meta"}
ALLOWED = set(
    "html head meta title style body a header h1 p nav ul li main section h2 figure svg desc g rect text path circle details "
    "summary table caption thead tbody tr th td footer".split()
)


def line(day, verb, text="", incoming=False, step=None):
    return LogLine(Source("contacts/Dana.md", 9), date.fromisoformat(day), verb, incoming=incoming, text=text, step=step)


SENT, HEARD = line("2026-10-01", "email"), line("2026-10-04", "heard", incoming=True)


@pytest.fixture
def search(vault, plan, call):
    """A small search in which everything that is counted happens once or twice."""
    dana = Contact(
        Source("contacts/Dana.md", 1), "dana", "Dana Lee", "Dana", company=Ref("Acme"), introduced_by=Ref("Maya"),
        log=(line("2026-10-01", "email"), line("2026-10-04", "heard", incoming=True), line("2026-11-16", "call")),
    )  # fmt: skip
    start = datetime(2026, 10, 8, 14)
    talk = Interview(
        Source("interviews/A.md", 1), "a", "A", start, start.replace(hour=15), "UTC", job=Ref("Engineer"),
        interviewers=(Ref("Dana Lee"),),
    )  # fmt: skip
    job = Job(
        Source("jobs/E.md", 1), "e", "E", "Engineer", company=Ref("Acme"), stage="interviewing", applied=date(2026, 10, 1)
    )  # fmt: skip
    log = (line("2026-11-06", "did", step="follow-up-day"),)
    small = vault(contacts=(dana,), interviews=(talk,), jobs=(job,), search=Search(Source("search.md"), log=log))
    thanked = call(act="thank-you", state="done", opens=date(2026, 10, 8), due=date(2026, 10, 8), closed_on=date(2026, 10, 8))
    return figures(small, plan(thanked))


def shown(found, blocks=PLAIN):
    return [text_of(entry) for entry in figure_lines(found, blocks)]


def test_the_figures_on_a_terminal(search):
    assert shown(search)[:3] == [
        "Since Thu 1 Oct 2026: 1 opening, 1 interview, 2 touches, 1 person in all, who",
        "wrote or called 1 time.",
        "",
    ]
    assert "\n".join(shown(search)[17:]) == (
        "Touches a week\n"
        "  31 Aug\n"
        "  7 Sep\n"
        "  14 Sep\n"
        "  21 Sep\n"
        "  28 Sep  #  1, 1 from them\n"
        "  5 Oct\n"
        "  12 Oct\n"
        "  19 Oct\n"
        "  26 Oct\n"
        "  2 Nov\n"
        "  9 Nov\n"
        "  16 Nov  #  1\n"
        "\n"
        "Thank-yous\n"
        "  1 of 1 made within their window\n"
        "\n"
        "By medium, answered within two weeks\n"
        "  e-mail  #  1, 1 answered\n"
        "  call    #  1\n"
        "\n"
        "How far the openings came\n"
        "  lead          #  1\n"
        "  applied       #  1\n"
        "  interviewing  #  1, 1 there now, took 7 days\n"
        "  references       0\n"
        "  offer            0\n"
        "  hired            0\n"
        "\n"
        "How long answers took\n"
        "  Acme  3 days (1 answer); no news for 4 days\n"
        "\n"
        "Who led to interviews\n"
        "  Maya  #  1 interview, by 1 introduction\n"
        "\n"
        "Follow-up days\n"
        "  x\n"
        "  1 of 1 follow-up day kept"
    )


def test_an_empty_vault_hears_a_kind_word(vault, plan):
    found = figures(vault(), plan())
    assert shown(found)[0] == "Nothing to count yet, and that is how every search begins."
    assert "Nothing to count yet" in page(found)
    assert "<nav" not in page(found)


@pytest.mark.parametrize("form", [lambda found: "\n".join(shown(found)), page])
def test_nothing_scolds(search, form):
    words = re.findall(r"[a-z]+", form(search).casefold())
    assert not {"missed", "failed", "late", "bad", "ignored", "only", "should", "must", "overdue", "refused"} & set(words)


def test_no_line_on_a_terminal_is_red(search):
    assert not {span.style for entry in figure_lines(search, Blocks()) for span in entry} & {"late", "missing"}


@pytest.mark.parametrize(
    ("value", "most", "drawn"), [(0, 9, ""), (9, 9, "████"), (5, 10, "██"), (1, 1000, "▏"), (3, 8, "█▌"), (1, 0, "")]
)
def test_bars_have_the_length_of_their_value(value, most, drawn):
    assert bar(value, most, 4, Blocks()) == drawn


def test_bars_of_plain_characters_have_no_parts():
    assert (bar(3, 8, 4, PLAIN), bar(1, 1000, 4, PLAIN)) == ("##", "#")


@given(st.lists(st.text(max_size=120), min_size=1, max_size=20))
def test_no_line_is_wider_than_the_screen_and_no_name_becomes_markup(names):
    found = figures(People(names), Plan(FRIDAY, ready(())))
    assert max(width(text) for text in shown(found)) <= 80
    assert Elements(page(found)).names <= ALLOWED


class People:
    """A vault of people only, each of their own company, each introduced by the one before."""

    settings = Settings()
    search = None
    interviews = jobs = others = ()
    playbooks: ClassVar[dict[str, Playbook]] = {}

    def __init__(self, names):
        self.contacts = [
            Contact(
                Source(f"contacts/{n}.md", 1), f"p{n}", name or "x", str(n), company=Ref(name), log=(SENT, HEARD),
                introduced_by=Ref(str(n - 1)) if n else None,
            )
            for n, name in enumerate(names)
        ]  # fmt: skip

    def find_contact(self, ref):
        return next((one for one in self.contacts if one.stem == ref.target), None)

    def find_job(self, ref):
        return None

    def contact_matches(self, query, contact):
        return False


class Elements(HTMLParser):
    """The elements of a page, in order, and whether each is closed where it should be."""

    def __init__(self, text):
        super().__init__()
        self.opened, self.names, self.headings, self.ids, self.links = [], set(), [], [], []
        self.feed(text)
        assert self.opened == []

    def handle_starttag(self, tag, attrs):
        self.names.add(tag)
        named = dict(attrs)
        self.ids += [named["id"]] if "id" in named else []
        self.links += [named["href"]] if "href" in named else []
        assert not [name for name, _ in attrs if name.startswith("on") or name in ("src", "style")]
        if tag in ("h1", "h2", "h3"):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.opened.append(tag)

    def handle_endtag(self, tag):
        assert self.opened.pop() == tag


def test_the_page_is_whole_and_nothing_in_it_is_active_or_from_elsewhere(search):
    text = page(search)
    found = Elements(text)
    assert found.names <= ALLOWED
    assert len(found.ids) == len(set(found.ids))
    assert {link[1:] for link in found.links} <= set(found.ids)
    assert found.headings == [1, *[2] * 8]
    assert '<html lang="en">' in text
    assert "://" not in text
    assert "url(" not in text


def test_each_drawing_has_a_name_a_description_and_a_table(search):
    text = page(search)
    assert text.count('role="img"') == text.count("-title") // 2 == text.count("<table>") == text.count("<summary>") == 8
    for name in re.findall(r'aria-(?:labelledby|describedby)="([^"]+)"', text):
        assert f'id="{name}"' in text


def test_the_tables_say_what_the_drawings_show(search):
    text = page(search)
    assert '<th scope="row">e-mail</th><td>1</td><td>1</td><td>0</td>' in text
    assert '<th scope="row">Acme</th><td>3</td><td>1</td><td>no news for 4 days</td>' in text
    assert '<th scope="row">Fri 6 Nov 2026</th><td>Fri 6 Nov 2026</td>' in text


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_text_and_drawings_can_be_told_from_what_they_stand_on(palette):
    for ground, text in ((ground, text) for ground in ("ground", "paper") for text in ("ink", "soft", "link")):
        assert contrast(palette[ground], palette[text]) >= 4.5, (ground, text)
    for shape in ("full", "fresh", "rest", "talk"):
        assert contrast(palette["paper"], palette[shape]) >= 3, shape


def contrast(one, other):
    """The contrast of two colours by WCAG 2.2, from 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(color):
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@given(st.text())
def test_no_text_ends_its_element_or_attribute(text):
    assert not set(escaped(text)) & set("<>\"'\n\0\ufffe\uffff")
    assert element("p", escaped(text), title=text).count("<") == 2
