"""Debriefs as people scribble them: what reads well goes into the text, the rest stands in a gap with the note."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date

import pytest

from vaultcrm.drafts.items import entries, items, topics
from vaultcrm.drafts.material import Promised, PutRight, Topic
from vaultcrm.drafts.people import person_called
from vaultcrm.drafts.write import TemplateProblem
from vaultcrm.drafts.write.scene import scene
from vaultcrm.drafts.write.shape import about
from vaultcrm.model import Debrief
from vaultcrm.notes.drafts import gaps

RAJ = person_called("Raj Patel")


def heard(material, language, code="en", **debrief):
    """What a template sees of a debrief."""
    return scene(replace(material, language=code, **debrief), language(code))


@pytest.mark.parametrize(
    ("topic", "words"),
    [
        ("moving the order ledger", "moving the order ledger"),
        ("how design pays for itself", "how design pays for itself"),
        ("the on-call rota", "the on-call rota"),
        ("your slide on toil", "your slide on toil"),
        ("Terraform", "Terraform"),
        ("who owns the pager", "who owns the pager"),
        ("budgets only work where product owns them", "one point: budgets only work where product owns them"),
        ("the bakery is what it began with", "one point: the bakery is what it began with"),
        ("the rule that every alert has an author", "the rule that every alert has an author"),
        ("why did you move off GCP?", "one question: why did you move off GCP?"),
        ("why did you move off GCP", "one question: why did you move off GCP"),
        ("hiring people who are kind", "hiring people who are kind"),
    ],
)
def test_about_is_followed_by_a_thing_or_by_what_announces_a_sentence(topic, words, language):
    assert about(topic, language("en")) == words


@pytest.mark.parametrize(
    ("note", "topic"),
    [
        ("We talked for ages about how their pipelines came to be - basically all by Dana", "how your pipelines came to be"),
        ("Dana wants to know who owns the pager", "who owns the pager"),
        ("volunteering (she did it at 51!)", "volunteering"),
        ("dana started with 2 trucks", "you started with 2 trucks"),
        ("a rota w/ 8 ppl", "a rota with 8 people"),
        ("reproducibility: what `make` can do", "reproducibility, what make can do"),
    ],
)
def test_a_topic_is_what_was_spoken_of(note, topic, empty, language):
    raised = Topic(note, ("Dana Lee",))
    assert heard(empty, language, own_topics=(raised,))["topic"] == topic


@pytest.mark.parametrize("note", ["board of trustees = fastest way in", "k8s -> nomad", " ".join(["word"] * 30), "cost!!"])
def test_what_is_no_topic_to_be_spoken_of_is_left_with_the_note(note, empty, language):
    found = heard(empty, language, own_topics=(Topic(note),))
    assert (found["topic"], found["topic_note"]) == ("", note)


@pytest.mark.parametrize(
    ("note", "well"),
    [
        ("Explained the cutover", "I explained the cutover"),
        ("Dana laughed at my second answer", "you laughed at my second answer"),
        ("the story about the outage", "the story about the outage"),
        ("Dana and I fixed a bug", "you and I fixed a bug"),
        ("Dana: asked for the list", ""),
        ("good rapport", ""),
        ("I think she liked it", ""),
        ("Dana was nice", ""),
        ("whiteboard = done!!", ""),
    ],
)
def test_what_went_well_is_said_where_it_is_a_sentence(note, well, empty, language):
    found = heard(empty, language, went_well=(note,))
    assert (found["well"], bool(found["well_note"])) == (well, not well)


def test_a_strength_is_what_i_did(empty, language):
    notes = ("Dana nodded when I spoke of it", "the story about the outage")
    found = heard(empty, language, went_well=notes, wish_said=("managed 9 ppl",))
    assert (found["well"], found["deed"], found["strength"]) == ("you nodded when I spoke of it", "", "I managed 9 people")


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ('"I don\'t do on-call"', '"I don\'t do on-call"'),
        ("told Dana her dashboard looks like a Christmas tree", "your dashboard looks like a Christmas tree"),
        ("that tests are a luxury", "tests are a luxury"),
        ("Tests are a luxury", "Tests are a luxury"),
        ("I said I hate meetings", "I hate meetings"),
        ("rambled about k8s", ""),
        ("salary expectations too early", ""),
        ("talked too much", ""),
    ],
)
def test_only_the_content_of_what_was_said_is_repeated(note, said, empty, language):
    found = heard(empty, language, wish_unsaid=(PutRight(note),))
    assert (found["said"], found["said_note"]) == (said, "" if said else note)


def test_what_was_said_to_another_is_put_right_with_them(empty, language):
    panel = (*empty.panel, RAJ)
    notes = (
        PutRight("told Raj that his dashboard is old"),
        PutRight("that Dana's team is slow"),
        PutRight("that I hate Mondays"),
    )
    found = heard(empty, language, panel=panel, wish_unsaid=notes)
    assert (found["said"], found["said_also"]) == ("your team is slow", ("that I hate Mondays",))


@pytest.mark.parametrize(
    ("note", "named"),
    [
        ("Terraform", "Terraform"),
        ("no experience with unions", "experience with unions"),
        ("PhD. They said or equivalent", "PhD"),
        ("He wants someone who led more than 5", ""),
        ("I've only led 3 people", ""),
    ],
)
def test_a_requirement_is_named_or_left(note, named, empty, language):
    found = heard(empty, language, requirement=(note,))
    assert (found["requirement"], bool(found["requirement_note"])) == (named, not named)


@pytest.mark.parametrize(
    ("note", "code", "wish"),
    [
        ("I totally forgot to say that I did it twice", "en", "I did it twice"),
        ("should have told Dana about the rota at Altwerk", "en", ""),
        ("should have told Dana about the pager rota", "en", ""),
        ("Dana: that I cut cost by 38%", "en", "I cut cost by 38%"),
        ("hätte erwähnen sollen, dass ich Proxmox kenne", "de", "dass ich Proxmox kenne"),
    ],
)
def test_what_was_not_said_comes_without_its_beginning(note, code, wish, empty, language):
    found = heard(empty, language, code, wish_said=(note,))["wish"]
    assert found == wish or (not wish and found.startswith("the "))


@pytest.mark.parametrize(
    ("note", "code", "thing", "deed"),
    [
        ("Send Dana the list by Friday", "en", "the list", ""),
        ("Dana: the cost sheet, by 2026-11-27", "en", "the cost sheet", ""),
        ("ask Otto if he is a reference", "en", "", "ask Otto if he is a reference"),
        ("let her know how it went", "en", "", "let her know how it went"),
        ("syllabus https://example.org/s", "en", "syllabus (https://example.org/s)", ""),
        ("Zeugnisse nachreichen", "de", "Zeugnisse", ""),
        ("Frau Lee die Liste schicken", "de", "die Liste", ""),
        ("Otto anrufen", "de", "", "Otto anrufen"),
        ("Send everyone the slides of my talk", "en", "the slides of my talk", ""),
        ("Frau Lee anrufen wegen der Skizze", "de", "", "Frau Lee anrufen wegen der Skizze"),
    ],
)
def test_a_promise_is_a_thing_to_send_or_something_to_do(note, code, thing, deed, empty, language):
    found = heard(empty, language, code, promised=(Promised(note),))
    assert (" ".join(found["promised"]), " ".join(found["to_do"])) == (thing, deed)


def test_german_takes_a_question_without_who_asked_it(empty, language):
    topic = Topic("Frau Lee fragte, wie ich mit Bereitschaft umgehe", ("Dana Lee",))
    assert heard(empty, language, "de", own_topics=(topic,))["topic"] == "wie ich mit Bereitschaft umgehe"
    cut = Topic("Migration weg von VMware, warum sie so lange gewartet haben", ("Dana Lee",))
    assert heard(empty, language, "de", own_topics=(cut,))["topic"] == "Migration weg von VMware"


def test_lines_without_marks_are_items_of_their_own():
    assert items("portfolio walk-through\nDov and I fixed a bug") == ("portfolio walk-through", "Dov and I fixed a bug")
    assert items("stayed calm\nknew it cold") == ("stayed calm", "knew it cold")
    wrapped = "A paragraph of a debrief that was wrapped by the editor at seventy-two\nColumns, and goes on here."
    assert len(items(wrapped)) == 1


@pytest.mark.parametrize(
    "said",
    ["none really", "Nothing.", "nope", "keine", "nichts", "n/a", "-", "freeze (don't mention!)", "Umbau, unter uns"],
)
def test_what_is_nothing_or_not_to_be_spoken_of_is_left_out(said):
    assert entries(f"- {said}") == ()


@pytest.mark.parametrize(("said", "names"), [("none really", False), ("Keine.", False), ("No Kafka", True), ("nope", False)])
def test_a_requirement_that_is_none_is_not_learnt(said, names):
    assert Debrief(requirement=f"- {said}").names_requirement is names


@pytest.mark.parametrize("said", ["—", "?", "None, really.", "None yet", "Nothing special", "Nichts besonderes!", "nein"])
def test_what_a_draft_leaves_out_as_nothing_is_not_learnt_either(said):
    assert entries(f"- {said}") == ()
    assert not Debrief(requirement=f"- {said}").names_requirement
    assert Debrief(requirement=f"{said} but Kafka").names_requirement


def test_names_are_met_with_titles_in_small_letters_and_behind_a_dash():
    will, ines = person_called("Will Tate"), person_called("Prof. Ines Duarte")
    found = topics("- Prof. Ines Duarte: make\n- will - slurm\n- the tests will pass\n- Mr Tate: queues", (will, ines))
    assert [(one.text, one.raised_by) for one in found] == [
        ("make", (ines.name,)), ("slurm", (will.name,)), ("the tests will pass", ()), ("queues", (will.name,)),
    ]  # fmt: skip


def test_the_greeting_is_the_one_of_the_note(empty, written):
    liebe = replace(empty, to=replace(empty.to, salutation="Liebe Dana"))
    assert written(liebe, "thank-you.md", "de").text.startswith("Liebe Dana,")
    doctor = replace(empty, to=replace(person_called("Dr. Sabine Kruse"), country="DE"))
    assert written(doctor, "thank-you.md").text.startswith("Dear Dr. Kruse,")
    assert written(replace(doctor, medium="phone"), "call-1.md").text.startswith("Hello Dr. Kruse,")


def test_a_gap_shows_the_note_that_could_not_be_said(empty, written):
    noted = replace(empty, went_well=("good rapport",), own_topics=(Topic("k8s -> nomad"),), topics=(Topic("k8s -> nomad"),))
    asked = gaps(written(noted, "thank-you.md").text)
    assert [gap.partition("- your note: ")[2] for gap in asked] == ["“k8s -> nomad”", "“good rapport”"]


def test_a_card_of_the_week_after_names_the_date(empty, written):
    later = replace(empty, medium="card", today=date(2026, 11, 25))
    assert "on November 17" in written(later, "card.md").text
    assert "on Tuesday" in written(replace(later, today=date(2026, 11, 17)), "card.md").text


def test_a_hostile_list_of_words_takes_no_time(empty, language):
    english = language("en")
    many = tuple(f"{'… ' * 40}x{n}" for n in range(300))
    hostile = replace(
        english, words={**english.words, "raised": many, "wish": many}, shorthand={f"z{n}": "y" for n in range(1000)}
    )
    material = replace(empty, own_topics=tuple(Topic("a " * 250) for _ in range(10)), wish_said=("b " * 250,) * 10)
    began = time.process_time()
    scene(material, hostile)
    assert time.process_time() - began < 3


def test_an_item_that_a_list_lacks_is_named_without_our_words_for_lists(empty, written):
    with pytest.raises(TemplateProblem, match=r"mine\.md:1: the list has no item 7"):
        written(empty, "mine.md", own={"mine.md": "{{ topics[7] }}"})


@pytest.mark.parametrize(
    ("code", "topic"),
    [
        ("en", "Dana asked why I left Larkspur"), ("en", "salary range (110-120k)"), ("en", "why I was let go"),
        ("de", "Gehaltsvorstellung"), ("de", "warum mir gekündigt wurde"), ("de", "Dana fragte, warum ich wechseln will"),
    ],
)  # fmt: skip
def test_what_nobody_takes_up_unasked_stands_in_the_gap(code, topic, empty, language, written):
    """Pay and why one left are asked about in many a talk, and are no topic for thanks."""
    about_it = Topic(topic, ("Dana Lee",))
    seen = heard(empty, language, code, topics=(about_it, Topic("the rota")), own_topics=(about_it,))
    assert (seen["topic"], seen["topic_note"], seen["all_topics"]) == ("", topic, ("the rota",))
    text = written(replace(empty, topics=(about_it,), own_topics=(about_it,)), "thank-you.md", code).text
    assert topic.partition(" (")[0] in gaps(text)[0]


def test_how_things_have_gone_on_is_not_asked_of_what_is_mine(empty, language):
    asked = (Topic("how I test dashboards"), Topic("her move to Lisbon"))
    touchpoint = replace(empty.touchpoint, act="stay-in-touch")
    assert heard(empty, language, touchpoint=touchpoint, own_topics=asked, panel=(empty.to,))["topics"] == (
        "your move to Lisbon",
    )
