"""Every act in both languages: a rich debrief gives a text that one would send, an empty one gaps that say what is missing."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from vaultcrm.drafts.material import Promised
from vaultcrm.drafts.people import person_called
from vaultcrm.notes.drafts import gaps
from vaultcrm.notes.playbook import parse_playbook
from vaultcrm.vault.shipped import shipped

EVERY = sorted(
    (folder.name, path.name)
    for folder in (shipped("templates") / "drafts").iterdir()
    for path in folder.glob("*.md")
    if not path.name.startswith("_")
)
BY_PLAYBOOKS = sorted(
    {
        step.draft
        for path in (shipped("templates") / "playbooks").glob("*.md")
        for step in (parse_playbook(path.name, path.read_text("utf-8"))[0] or pytest.fail(path.name)).steps
        if step.draft
    }
)
# What no debrief can know: the user's own life, what they would do there, why this job.
BY_HAND = {
    "pitch.md", "call-3.md", "weekly.phone.md", "application.md", "references.md", "references.phone.md", "stay-in-touch.md",
    "stay-in-touch.card.md", "stay-in-touch.phone.md", "thank-introducer.md",
}  # fmt: skip


def of_medium(material, name):
    """The material for the medium that the template's name says."""
    media = {"card": "card", "express": "express", "phone": "phone", "linkedin": "linkedin"}
    calls = dict.fromkeys(("call", "call-1", "call-2", "call-3"), "phone")
    by_name = {"card": "card", "letter": "letter", "linkedin": "linkedin"} | calls
    stem, _, kind = name.removesuffix(".md").partition(".")
    return replace(material, medium=media.get(kind) or by_name.get(stem, "email"))


@pytest.mark.parametrize("draft", BY_PLAYBOOKS)
@pytest.mark.parametrize("code", ["de", "en"])
def test_each_draft_that_a_playbook_names_has_a_template(draft, code):
    assert (code, f"{draft}.md") in EVERY


def test_both_languages_have_the_same_templates():
    assert {name for code, name in EVERY if code == "de"} == {name for code, name in EVERY if code == "en"}


@pytest.mark.parametrize(("code", "name"), EVERY)
def test_a_rich_debrief_gives_a_text_to_send(code, name, rich, german, written):
    text = written(of_medium(german if code == "de" else rich, name), name, code).text
    assert bool(gaps(text)) == (name in BY_HAND)
    assert "Robin Hale" in text
    assert ("Dana" in text) or ("Lee" in text)
    assert not re.search(r"  |\bNone\b|\{\{|\{%|\.\.(?!\.)|[,;:] ?\.|\(\)| ,", text)


@pytest.mark.parametrize(("code", "name"), EVERY)
def test_an_empty_debrief_gives_gaps_and_no_broken_sentence(code, name, empty, written):
    text = written(of_medium(empty, name), name, code).text
    assert not re.search(r"  |\bNone\b|\{\{|\{%|[a-zäöü] \.(?:\s|$)| ,|: ?$|:\.", text, re.MULTILINE) or gaps(text)
    assert all(len(gap) > 3 for gap in gaps(text))


@pytest.mark.parametrize("code", ["de", "en"])
@pytest.mark.parametrize(
    "name", [name for code, name in EVERY if (code == "en" and ".linkedin" in name) or name == "linkedin.md"]
)
def test_linkedin_keeps_within_its_length(code, name, rich, written):
    assert len(written(of_medium(rich, name), name, code).text) <= 300


@pytest.mark.parametrize("code", ["de", "en"])
@pytest.mark.parametrize("name", ["call.md", "call-1.md", "call-2.md", "call-3.md", "weekly.phone.md", "check-in.phone.md"])
def test_calls_are_short_and_have_a_version_for_the_voicemail(code, name, rich, written):
    text = written(of_medium(rich, name), name, code).text
    call, _, voicemail = text.partition("\n## ")
    assert len(call.split()) < 3 * 130
    assert 10 < len(voicemail.split("---")[0].split()) < 80


@pytest.mark.parametrize(("code", "last"), [("en", "second interview?"), ("de", "zweites Gespräch zu vereinbaren?")])
@pytest.mark.parametrize("name", ["call-1.md", "call-2.md", "call-3.md"])
def test_the_three_calls_end_by_asking_once_for_the_second_interview(name, code, last, rich, written):
    call = written(of_medium(rich, name), name, code).text.partition("\n## ")[0].strip()
    assert call.endswith(last)
    assert call.count(last) == 1


def test_what_is_to_be_put_right_stands_before_the_request(rich, written):
    text = written(of_medium(rich, "call-1.md"), "call-1.md").text
    assert text.index("tests are a luxury") < text.index("tests are what lets us move") < text.index("second interview?")


def test_the_second_call_says_what_was_not_said(rich, written):
    """B5: before the request, and nothing of what was said amiss."""
    call = written(of_medium(rich, "call-2.md"), "call-2.md").text.partition("\n## ")[0]
    assert call.index("nothing was lost") < call.index("second interview?")
    assert "luxury" not in call


def test_the_third_call_says_what_was_learnt_of_what_was_missing(rich, written):
    """B6: the requirement, the hours, the request."""
    call = written(of_medium(rich, "call-3.md"), "call-3.md").text.partition("\n## ")[0]
    places = [call.index(part) for part in ("Kafka in production", "three brokers", "second interview?")]
    assert places == sorted(places)


def test_the_pitch_has_three_parts(rich, written):
    """E1: what I bring, how I fit in, what I can deliver at once; the last is mine to say."""
    text = written(rich, "pitch.md").text
    places = [text.index(part) for part in ("forty minutes", "order ledger", "[?: what you could deliver")]
    assert places == sorted(places)


def test_the_thank_you_names_topic_then_what_went_well_then_what_was_promised(rich, written):
    text = written(rich, "thank-you.md").text
    places = [text.index(part) for part in ("order ledger", "nightly load", "Acme", "the list of stop signs", "Robin Hale")]
    assert places == sorted(places)


def test_the_three_aims_and_the_promises_stand_below_the_rule(rich, written):
    message, _, below = written(rich, "thank-you.md").text.rpartition("\n---\n")
    assert below.count("- [ ]") == 4
    assert "- [ ]" not in message


def test_what_was_sent_is_not_promised_again(rich, written):
    sent = replace(rich, promised=(Promised("Send the list of stop signs", done=True),))
    assert "stop signs" not in written(sent, "thank-you.md").text


@pytest.mark.parametrize(("code", "reasons"), [("en", ("because", "since", "sorry")), ("de", ("weil", "da ", "leider"))])
@pytest.mark.parametrize("role", ["hr", "hiring-manager"])
def test_a_decline_is_short_and_gives_no_reason(role, code, reasons, rich, written):
    text = written(replace(rich, role=role), "decline.md", code).text
    assert len(text.split()) < 75
    assert not any(reason in text for reason in reasons)


@pytest.mark.parametrize("code", ["de", "en"])
def test_appreciation_neither_explains_nor_apologises(code, rich, written):
    text = written(rich, "appreciate.md", code).text
    assert "luxury" not in text
    assert not re.search(r"sorry|apolog|entschuldig|leid", text, re.IGNORECASE)


@pytest.mark.parametrize("code", ["de", "en"])
@pytest.mark.parametrize("name", ["weekly.md", "check-in.md"])
def test_each_round_is_different(name, code, rich, written):
    without = replace(rich, share=(), touchpoint=replace(rich.touchpoint, step="weekly"))
    first, second = (written(replace(without, round=number), name, code).text for number in (1, 2))
    assert "the on-call rota" in first
    assert "order ledger" in second


def test_the_next_thing_worth_sharing_goes_first(rich, written):
    assert "https://example.org/dual-writes" in written(rich, "check-in.md").text


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (date(2026, 5, 10), "Half a year"),
        (date(2026, 3, 10), "More than half a year"),
        (date(2025, 11, 10), "about a year"),
        (date(2025, 6, 10), "more than a year"),
        (date(2024, 1, 10), "more than two years"),
        (None, "this week"),
    ],
)
def test_staying_in_touch_says_how_long_it_is(last, words, rich, written):
    for name in ("stay-in-touch.md", "stay-in-touch.card.md", "stay-in-touch.linkedin.md"):
        said = written(replace(rich, interview=None, last_contact=last), name).text
        assert words.casefold() in said.casefold()


@pytest.mark.parametrize("name", ["thank-you.md", "thank-you.express.md", "card.md"])
@pytest.mark.parametrize("position", range(5))
def test_thanks_where_the_job_is_not_to_be_do_not_sell(name, position, rich, german, written):
    for code, material, wants in (
        ("en", rich, "join|part of|together|to Acme|at Acme"),
        ("de", german, "bei Acme|Interesse|dabei"),
    ):
        moved = replace(of_medium(material, name), position=position, interested=False, went_well=())
        text = written(moved, name, code).text
        assert re.search(wants, text) is None
        assert not gaps(text)


def test_nobody_reads_an_address_aloud_and_a_thing_worth_sharing_ends(rich, written):
    said = written(replace(rich, interview=None, medium="phone"), "stay-in-touch.phone.md").text
    assert "made me think of you: Dual writes without tears. Shall I send it" in said
    book = replace(rich, share=("The book on outages",))
    assert "The book on outages.\n" in written(book, "check-in.md").text
    assert written(rich, "check-in.md").text.count("https://example.org/dual-writes\n") == 1


def test_a_company_that_ends_in_a_full_stop_has_one(rich, written):
    assert "Zeta, Inc.." not in written(replace(rich, company="Zeta, Inc."), "thank-you.md").text


def test_a_letter_greets_without_the_degree_behind_the_name(rich, written):
    to = person_called("Aoife Ní Bhriain PhD")
    assert written(replace(rich, to=to, medium="letter"), "letter.md").text.startswith("Dear Aoife Ní Bhriain:")
    assert written(replace(rich, to=person_called("Ms. Walsh")), "thank-you.md").text.startswith("Dear Ms. Walsh,")


def test_an_offer_is_told_with_its_day_and_without_its_name(rich, written):
    text = written(rich, "tell.md").text
    assert "by November 30" in text
    assert "Harborline" not in text


def test_a_job_that_was_got_is_told_to_the_one_who_introduced(rich, written):
    assert "hired" in written(replace(rich, hired=True), "thank-introducer.md").text


@pytest.mark.parametrize(
    ("kind", "advised"), [("onsite", False), ("screen", False), ("informational", True), ("coffee", True), ("", True)]
)
def test_what_has_no_note_of_a_job_is_informational_unless_its_kind_says_otherwise(kind, advised, rich, written):
    talk = replace(rich, job=None, interview=replace(rich.interview, kind=kind or None))
    texts = [written(replace(talk, position=position), "thank-you.md").text for position in range(4)]
    assert all(("at Acme" in text or "to Acme" in text) != advised for text in texts)


@pytest.mark.parametrize(("code", "sending"), [("en", "I am sending"), ("de", "schicke ich")])
def test_a_promise_of_nothing_to_send_is_not_sent(code, sending, rich, written):
    introduced = replace(rich, promised=(Promised("Introduce her to Otto" if code == "en" else "Otto vorstellen"),))
    text = written(introduced, "promised.md", code).text
    assert sending not in text
    assert "Otto" in gaps(text)[0]
    assert (
        sending
        in written(
            rich if code == "en" else replace(rich, promised=(Promised("Die Liste schicken"),)), "promised.md", code
        ).text
    )
