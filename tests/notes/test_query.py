"""Asking for notes: fields, days, silence, what is put together of them, and what is said of a query that is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultcrm.model import Contact, Interval, Interview, Job, PartialDate, Promise, Ref, Settings, Source
from vaultcrm.notes.query import FIELDS, KINDS, Asked, BadQuery, compiled

FRIDAY = date(2026, 11, 20)
DANA = Contact(
    Source("contacts/Dana Lee.md", 1), "dana-lee", "Dana Müller-Lee", "Dana Lee", aliases=("DL",), title="Head of Data",
    company=Ref("Acme GmbH"), email=("dana@example.com",), phone=("+49 30 1234-5",), met=date(2026, 1, 15), linkedin_ok=True,
    tags=("mentor", "school/tufts"), birthday=PartialDate(12, 1), cadence=Interval(3, "month"), prefers="post",
    promises=(Promise(Source("x"), "send the paper"), Promise(Source("x"), "send the book", done=True)),
)  # fmt: skip
SCREEN = Interview(
    Source("interviews/s.md"), "s", "s", datetime(2026, 11, 10, 14), datetime(2026, 11, 10, 14, 45), "UTC", kind="screen",
    job=Ref("Acme Staff"), interviewers=(Ref("contacts/Dana Lee", "Dana"),),
)  # fmt: skip
JOB = Job(
    Source("jobs/Acme.md"), "acme", "Acme Staff", "Staff Engineer", company=Ref("ACME"), stage="interviewing",
    applied=date(2026, 11, 2), tags=("remote",), hiring_manager=Ref("Dana Lee"),
)  # fmt: skip
RECORDS = {"contact": DANA, "interview": SCREEN, "job": JOB}


@dataclass
class Facts:
    """What the log and the plan would say."""

    today: date = FRIDAY
    heard: date | None = date(2026, 10, 21)
    planned: date | None = date(2026, 11, 24)
    companies: dict[str, str] = field(default_factory=lambda: {"s": "Acme"})

    def last(self, record):
        return self.heard

    def due(self, record):
        return self.planned

    def company(self, record):
        return self.companies.get(record.id)


def fits(query, kind="contact", settings=None, **facts):
    return compiled(query, Asked(kind, settings or Settings(), FRIDAY))(RECORDS[kind], Facts(**facts))


def test_text_fits_without_its_accents_and_strokes():
    lukasz = compiled("name:lukasz company:orsted", Asked("contact", Settings(), FRIDAY))
    assert lukasz(replace(DANA, name="Łukasz Wójcik", company=Ref("Ørsted")), Facts())


def wrong(query, kind="contact", settings=None, today=FRIDAY):
    with pytest.raises(BadQuery) as caught:
        compiled(query, Asked(kind, settings or Settings(), today))
    bad = caught.value
    return bad.query[bad.start : bad.end], bad.message, bad.remedy


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("", "contact"),
        ("*", "contact"),
        ("tag:mentor #school", "contact"),
        ('company:"acme gmbh" name:DL', "contact"),
        ("company:“Acme GmbH”", "contact"),
        ("muller", "contact"),
        ("company=acme\\ gmbh or name=x or company!=acme", "contact"),
        ("email=dana@example.com", "contact"),
        ("phone:3012345", "contact"),
        ("has:email missing:address has:birthday has:promises", "contact"),
        ("promises:paper -promises:book", "contact"),
        ("met:2026 met:2026-01 met:2026-01-15 met>=2026-01 met<=2026-01 met<2026-02 met>2025-12", "contact"),
        ("met<-30d met<today met!=2025", "contact"),
        ("met:>=2026-01", "contact"),
        ("met >= 2026-01", "contact"),
        ("met > 2025  and  met > \"400 days ago\"", "contact"),
        ("linkedin_ok:yes prefers:post linkedin-ok!=no", "contact"),
        ("cadence:quarterly cadence<=3m cadence>30d cadence!=never", "contact"),
        ("birthday<30d birthday:2026-12 birthday>today", "contact"),
        ("silent>29d silent:30d silent>=30d silent<31d silent=30d silent<=2m", "contact"),
        ("due<7d due:4d due<=+4d due>3d due>=2026-11-24 due:2026-11 due>today", "contact"),
        ("tag:friend or tag:mentor", "contact"),
        ("not tag:friend and not (company:brook or missing:email)", "contact"),
        ("not not tag:mentor -tag:friend -(tag:friend)", "contact"),
        ("(tag:friend or tag:mentor) acme", "contact"),
        ("aliases:*  address!=*", "contact"),
        ("kind:screen with:dana company:acme job:staff", "interview"),
        ("status:held start>=2026-11 start<today duration:45 duration<1h interviewers:contacts", "interview"),
        ("start:2026-11-10 date:2026-11 missing:verdict", "interview"),
        ("stage:interviewing stage:interview status:interviewing applied>-30d -stage:offer", "job"),
        ("staff remote source!=x hiring_manager:dana", "job"),
        ("silent:4w last_news:2026-10", "job"),
    ],
)  # fmt: skip
def test_it_fits(query: str, kind: str) -> None:
    assert fits(query, kind)


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("tag:men", "contact"),
        ("tag=school", "contact"),
        ("tag!=school", "contact"),
        ("company=acme", "contact"),
        ("tag:mentor tag:friend", "contact"),
        ("name:acme", "contact"),
        ("missing:email", "contact"),
        ("dana sam", "contact"),
        ('"data of head"', "contact"),
        ("met:2025 or met:2026-02 or met>2026-01 or met<2026 or met<=2025-12", "contact"),
        ("silent>30d or silent<30d or silent:31d", "contact"),
        ("due<4d or due:3d or due>4d", "contact"),
        ("not tag:mentor or tag:friend", "contact"),
        ("-tag:mentor", "contact"),
        ("not (tag:mentor or tag:friend)", "contact"),
        ("next_contact<2030", "contact"),
        ("kind:panel", "interview"),
        ("status:scheduled or status!=held", "interview"),
        ("stage:offer or stage!=interviewing", "job"),
    ],
)
def test_it_does_not_fit(query: str, kind: str) -> None:
    assert not fits(query, kind)


def test_who_was_never_heard_of_is_silent_for_ever() -> None:
    assert fits("silent>9y silent>=1d silent:30d silent!=3d", heard=None)
    assert not fits("silent<9y or silent<=9y or silent=9y", heard=None)


def test_without_anything_planned_nothing_is_due() -> None:
    assert not fits("due<1y or due:1y or due>0d or due>=2020", planned=None)
    assert fits("missing:due due!=2026", planned=None)


def test_and_binds_closer_than_or() -> None:
    assert fits("tag:mentor or tag:x tag:y")
    assert not fits("(tag:mentor or tag:x) tag:y")


def test_the_settings_words_are_fields_too_and_go_before() -> None:
    ours = Settings(fields={"contact": {"rolle": "title", "title": "name"}}, stages={"talking": "interviewing"})
    assert fits("Rolle:head title:dana", settings=ours)
    assert fits("stage:talking", "job", settings=ours)


@pytest.mark.parametrize(
    ("query", "place", "message", "remedy"),
    [
        ("tag:a compny:acme", "compny", "contacts have no field `compny`", "did you mean `company`?"),
        ("has:adress", "adress", "contacts have no field `adress`", "did you mean `address`?"),
        ("(tag:a", "(", "this parenthesis is not closed", "close it"),
        ("tag:a) x", ")", "this parenthesis was never opened", "take it out"),
        ('company:"Acme', '"', "this quote is not closed", 'company:"Acme GmbH"'),
        ("silent>long", "long", "`long` is no length of time", "silent>30d"),
        ("met>=2026-13", "2026-13", "`2026-13` is no day", "met:2026-01"),
        ("met>30d", "30d", "`30d` may be before today or after it", "met>-30d for since then"),
        ("name<x", "name<x", "`name` is neither more nor less than something", "name:…"),
        ("prefers:pigeon", "pigeon", "`prefers` cannot be `pigeon`", "email, post, phone, linkedin"),
        ("cadence:often", "often", "`often` is no length of time", "cadence:90d"),
        ("tag:a or", "or", "something is missing behind this", ""),
        ("or tag:a", "or", "something is missing before this", ""),
        ("()", ")", "something is missing before this", ""),
        ("met>", "met>", "a value is missing here", "has:company"),
        ("--jsn x", "--jsn", "there is no option --jsn", ""),
        ("@nobody", "@nobody", "no query is saved as `nobody`", "[queries]"),
    ],
)
def test_what_is_wrong_is_said_with_its_place_and_what_is_possible(query, place, message, remedy) -> None:
    at, said, advice = wrong(query)
    assert (at, said) == (place, message)
    assert remedy in advice


def test_a_stage_that_could_be_two_is_not_guessed() -> None:
    assert wrong("stage:re", "job")[1] == "`stage` cannot be `re`"


def test_saved_queries_are_put_in_and_may_hold_others() -> None:
    saved = Settings(queries={"mentors": "tag:mentor", "far": "@mentors or tag:friend", "none": "tag:x or tag:y"})
    assert fits("@far acme", settings=saved)
    assert fits("-@none", settings=saved)
    assert not fits("@mentors @none", settings=saved)
    assert wrong("@mentor", settings=saved)[2] == "did you mean @mentors?"


def test_saved_queries_that_ask_for_themselves_are_reported() -> None:
    loop = Settings(queries={"a": "tag:x @b", "b": "@c", "c": "@a"})
    at, said, _ = wrong("tag:y @a", settings=loop)
    assert at == "@a"
    assert said.endswith("this saved query asks for itself: @a -> @b -> @c -> @a")


def test_what_is_wrong_in_a_saved_query_is_said_of_it() -> None:
    at, said, remedy = wrong("x @a", settings=Settings(queries={"a": "compny:acme"}))
    assert (at, said) == ("@a", "in @a, 'compny:acme': contacts have no field `compny`")
    assert remedy == "did you mean `company`?"


@pytest.mark.parametrize("query", ["silent>30d", "due<7d", "met>-30d", "birthday<7d", "has:due", "last_contact>2026"])
def test_a_group_is_not_made_by_what_changes_from_day_to_day(query: str) -> None:
    assert wrong(query, today=None)[1] == "this changes from day to day, so that no group can be made by it"


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("(" * 10_000, "parentheses stand more than 20 deep here"),
        ("(" * 4_000 + "a" + ")" * 4_000, "parentheses stand more than 20 deep here"),
        ("a " * 10_000, "the query is longer than 10,000 letters"),
        ("a " * 4_000, "more than 2,000 things are asked for"),
        ("not " * 2_000, "something is missing behind this"),
    ],
)
def test_too_much_of_anything_is_refused(query: str, message: str) -> None:
    assert wrong(query)[1] == message


def test_saved_queries_that_double_each_other_are_refused() -> None:
    doubling = {f"q{n}": f"@q{n + 1} @q{n + 1}" for n in range(20)} | {"q20": "tag:x"}
    assert "more than 5 deep" in wrong("@q0", settings=Settings(queries=doubling))[1]
    wide = {"a": " ".join(["@b"] * 900), "b": " ".join(["tag:x"] * 900)}
    assert "more than 2,000 things" in wrong("@a", settings=Settings(queries=wide))[1]


def test_what_may_stand_deepest_still_runs() -> None:
    deep = {f"q{n}": "(" * 20 + f"not @q{n + 1} or x" + ")" * 20 for n in range(4)} | {"q4": "tag:mentor"}
    assert fits("(" * 20 + "@q0" + ")" * 20, settings=Settings(queries=deep))


_PIECES = st.sampled_from(
    [*(f"{name}{op}" for name in FIELDS["contact"] for op in (":", ">", "<=", "!=")), "(", ")", "not ", " or ", " and ", "-",
     "@a", "@", '"', "“", "30d", "-3m", "2026-01", "2026-99", "today", "*", "#x",
     "never", " ", ":", "<", "\0", "yes", "0d", "9y"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=12).map("".join) | st.text(), st.sampled_from(KINDS), st.sampled_from([FRIDAY, None]))
def test_whatever_is_asked_is_answered_or_refused_in_words(query: str, kind: str, today: date | None) -> None:
    settings = Settings(queries={"a": "tag:mentor or silent>3d", "b": "@b"})
    assert _answer(query, Asked(kind, settings, today), RECORDS[kind]) in ("yes", "no", "refused")


def _answer(query: str, asked: Asked, record: Contact | Interview | Job) -> str:
    try:
        return "yes" if compiled(query, asked)(record, Facts()) else "no"
    except BadQuery as bad:
        return "refused" if bad.message and 0 <= bad.start < bad.end else "without a place"
