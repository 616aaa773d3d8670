"""The debrief as people type it: items, topics and who raised them; and names as letters have them."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from vaultcrm.drafts.gather import Around, put_right, shared_out, thing, worth_sharing
from vaultcrm.drafts.items import items, named_in, readable, topics
from vaultcrm.drafts.material import Promised, PutRight, Topic
from vaultcrm.drafts.people import names_for, parted, person_called, told
from vaultcrm.model import Contact, Promise, Source

ANA, BEN, EVA = person_called("Ana Ruiz"), person_called("Ben Okafor"), person_called("Eva van der Berg")
PANEL = (ANA, BEN, EVA)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("- one\n- two", ("one", "two")),
        ("* one that goes on\n  in the next line\n+ two", ("one that goes on in the next line", "two")),
        ("1. one\n2) two", ("one", "two")),
        ("night shifts\nDana's rota\nparking", ("night shifts", "Dana's rota", "parking")),
        ("Pricing\nDana's team\nparking", ("Pricing", "Dana's team", "parking")),
        ("- the rota\n- Dana said I was the best (don't quote!)", ("the rota",)),
        ("A paragraph that\nis wrapped.\n\nAnother.", ("A paragraph that is wrapped.", "Another.")),
        ("- [ ] a task\n- [x] one that is done", ("a task", "one that is done")),
        ("- none", ()),
        ("-", ()),
        ("n/a", ()),
        ("- **bold**, *slanted* and [[people/Ana Ruiz|Ana]]", ("bold, slanted and Ana",)),
        ("- [the talk](https://example.org/talk)", ("the talk",)),
        ("- 🚀 boring deploys 👩‍💻\n- 🎉", ("boring deploys",)),
    ],
)
def test_items_come_without_marks(text, found):
    assert items(text) == found


def test_nothing_that_a_terminal_obeys_is_left():
    assert readable("a\x1b[31mb\u202ec\nd") == "a [31mb c d"


@pytest.mark.parametrize(
    ("line", "raised_by", "text"),
    [
        ("- [[Ana Ruiz]]: late events", ("Ana Ruiz",), "late events"),
        ("- Ana: late events", ("Ana Ruiz",), "late events"),
        ("- **Ana**: late events", ("Ana Ruiz",), "late events"),
        ("- Ana and Ben: late events", ("Ana Ruiz", "Ben Okafor"), "late events"),
        ("- late events (Ana)", ("Ana Ruiz",), "late events"),
        ("- late events (raised by Ben)", ("Ben Okafor",), "late events"),
        ("- late events – Eva", ("Eva van der Berg",), "late events"),
        ("- Ben asked about late events", ("Ben Okafor",), "Ben asked about late events"),
        ("- late events: why and when", (), "late events: why and when"),
        ("- late events (on a Monday)", (), "late events (on a Monday)"),
        ("- the Benz engine", (), "the Benz engine"),
    ],
)
def test_a_topic_names_who_raised_it(line, raised_by, text):
    assert topics(line, PANEL) == (Topic(text, raised_by),)


def test_a_semicolon_parts_topics_and_a_name_above_holds_for_what_is_below():
    assert topics("- Ana: late events; the rota", PANEL) == (
        Topic("late events", ("Ana Ruiz",)),
        Topic("the rota", ("Ana Ruiz",)),
    )
    assert topics("- [[Ben Okafor]]:\n  - costs\n  - tests\n- the rota", PANEL) == (
        Topic("costs", ("Ben Okafor",)), Topic("tests", ("Ben Okafor",)), Topic("the rota", ()),
    )  # fmt: skip


def test_topics_are_shared_out_by_who_raised_them_and_the_rest_by_turn():
    listed = (Topic("a", ("Ana Ruiz",)), Topic("b"), Topic("c"), Topic("d"))
    assert [[one.text for one in shared_out(listed, PANEL, n)] for n in range(3)] == [["a", "d"], ["b"], ["c"]]


def test_with_fewer_topics_than_people_nobody_is_left_without():
    listed = (Topic("a"), Topic("b"))
    assert [shared_out(listed, PANEL, n)[0].text for n in range(3)] == ["a", "b", "a"]
    assert shared_out((), PANEL, 0) == ()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("That tests are a luxury -> tests let us move", PutRight("That tests are a luxury", "tests let us move")),
        ("Tests are a luxury. Better: they let us move", PutRight("Tests are a luxury.", "they let us move")),
        ("Tests are a luxury (I meant: early on)", PutRight("Tests are a luxury", "early on")),
        ("Tests are a luxury", PutRight("Tests are a luxury", "")),
    ],
)
def test_what_would_rather_have_been_said_stands_behind_an_arrow_or_a_word(text, parts):
    assert put_right(text) == parts


@pytest.mark.parametrize(
    ("name", "given", "surname"),
    [
        ("Dana Lee", "Dana", "Lee"), ("Lee, Dana", "Dana", "Lee"), ("Dr. Eva van der Berg", "Eva", "van der Berg"),
        ("Prof. Dr. Anna Müller", "Anna", "Müller"), ("Walter Osei, PhD", "Walter", "Osei"), ("Madonna", "Madonna", "Madonna"),
        ("Mary Ann Smith", "Mary", "Smith"), ("Mr. Osei", "Osei", "Osei"), ("", "", ""),
    ],
)  # fmt: skip
def test_names_are_parted(name, given, surname):
    assert parted(name) == (given, surname)


def test_a_name_is_told_as_it_is_said():
    assert told("Lee,  Dana") == "Dana Lee"
    assert told("Walter Osei, PhD") == "Walter Osei, PhD"


def test_a_given_name_that_two_share_means_neither():
    other = person_called("Ana Costa")
    assert "Ana" not in names_for(ANA, (ANA, other))
    assert "Ruiz" in names_for(ANA, (ANA, other))


@pytest.mark.parametrize(
    ("sent", "round_", "next_one"),
    [((), 1, "a talk"), ((), 2, "a book"), (("Sent her a talk",), 2, "a book"), (("a talk, a book",), 3, "a paper")],
)
def test_the_next_thing_worth_sharing_was_not_sent_yet(sent, round_, next_one):
    contact = Contact(Source("contacts/Ana Ruiz.md"), "ana", "Ana Ruiz", "Ana Ruiz", share=("a talk", "a book", "a paper"))
    around = Around(text=lambda path: "", file=lambda target, note: None, said=sent)
    assert worth_sharing(contact, around, round_)[0] == next_one


def test_a_promise_has_its_file_and_not_its_name():
    task = Promise(Source("interviews/x.md", 3), "Send Ana the notebook [[churn.pdf]]")
    around = Around(text=lambda path: "", file=lambda target, note: f"files/{target}")
    assert thing(task, around) == Promised("Send Ana the notebook", False, "files/churn.pdf")
    assert thing(replace(task, text="[the notebook](churn.pdf)"), around) == Promised("the notebook", False, "files/churn.pdf")
    nothing_there = replace(around, file=lambda target, note: None)
    several = replace(task, text="Send her [[churn.pdf]] and the address")
    assert thing(several, around) == Promised("Send her churn.pdf and the address", False, "files/churn.pdf")
    assert thing(task, nothing_there) == Promised("Send Ana the notebook churn.pdf", False, None)


def test_a_hostile_debrief_takes_no_time():
    started = time.monotonic()
    topics("**a " * 50_000 + "[[" * 20_000 + " - " * 20_000, PANEL)
    items("\n".join(f"- {'*a' * 300}" for _ in range(2_000)))
    assert time.monotonic() - started < 2


def test_an_apostrophe_is_known_in_any_of_its_forms_and_an_initial_tells_two_apart():
    sam, ng = person_called("Sam O’Neill"), person_called("Sam Ng")
    assert named_in("My answer made O'Neill laugh", (sam, ng)) == ("Sam O’Neill",)
    assert topics("O'Neill: the pager rota", (sam, ng))[0].raised_by == ("Sam O’Neill",)
    assert topics("Sam N: the bands\nSam O.: the rota", (sam, ng)) == (
        Topic("the bands", ("Sam Ng",)), Topic("the rota", ("Sam O’Neill",)),
    )  # fmt: skip
    assert named_in("With Sam I drew it", (person_called("Sam Ito"), ng)) == ()


@pytest.mark.parametrize(
    ("name", "formal"),
    [
        ("Ms Fiona Walsh", "Ms Walsh"), ("Frau Dr. Jana Kruse", "Frau Dr. Kruse"), ("Ms. Lee", "Ms. Lee"),
        ("Sir Percy Ash", ""), ("Cher", ""),
    ],
)  # fmt: skip
def test_who_is_noted_with_a_form_of_address_is_addressed_by_it(name, formal):
    assert person_called(name).formal == formal


def test_a_name_is_known_without_what_stands_in_its_middle():
    """A topic of ``Dana Lee`` is hers whose note calls her ``Dana Q. Lee``, unless another has that name."""
    dana, sam, other = person_called("Dana Q. Lee"), person_called("Sam Roe"), person_called("Dana Lee")
    assert topics("- Dana Lee: the rota", (dana, sam)) == (Topic("the rota", ("Dana Q. Lee",)),)
    assert topics("- Dana Lee: the rota", (dana, other)) == (Topic("the rota", ("Dana Lee",)),)
    assert topics("- Dana Lee: the rota", (person_called("Lee, Dana (HR)"), sam))[0].text == "the rota"
