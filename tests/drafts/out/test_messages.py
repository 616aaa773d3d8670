"""Drafts as messages and addresses: they open with everything filled in, and no name or subject can slip a header in."""

from __future__ import annotations

from dataclasses import replace
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from urllib.parse import parse_qs, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultcrm.drafts.out.eml import Enclosure, eml
from vaultcrm.drafts.out.mailto import LONGEST, mailto
from vaultcrm.errors import WrongUsage
from vaultcrm.model import Contact, Draft, Me, Ref, Source


def parsed(data: bytes) -> EmailMessage:
    message = BytesParser(policy=policy.default).parsebytes(data)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    return message


def words_of(message: EmailMessage) -> str:
    body = message.get_body()
    assert isinstance(body, EmailMessage)
    return str(body.get_content()).replace("\r\n", "\n")


def test_a_message_opens_unsent_with_everything_filled_in(drafted, somebody, me):
    message = parsed(eml(drafted("Dear Dana Lee,\n\nThank you for Tuesday.\n\n---\n\n- attach the list"), me, somebody()))

    assert message["X-Unsent"] == "1"
    assert message["From"] == "Robin Hale <robin@example.com>"
    assert message["To"] == "Dana Lee <dana@example.com>"
    assert message["Subject"] == "Thank you"
    assert words_of(message) == "Dear Dana Lee,\n\nThank you for Tuesday.\n"
    assert set(message.keys()) == {
        "X-Unsent",
        "From",
        "To",
        "Subject",
        "Content-Type",
        "Content-Transfer-Encoding",
        "MIME-Version",
    }


def test_letters_of_all_languages_arrive(drafted, somebody, me):
    to = somebody(name="Zoë Müller-Łukasz 王", email=("zoe@müller.example",))
    text = "Sehr geehrte Frau Müller,\n\n„Grüße“ – 你好 🎉\n\nFrom here it begins with From."

    data = eml(drafted(text, subject="Über 100 % Größe – danke 🎉"), me, to)

    message = parsed(data)
    assert data.isascii()
    assert message["To"].addresses[0].display_name == "Zoë Müller-Łukasz 王"
    assert message["To"].addresses[0].addr_spec == "zoe@xn--mller-kva.example"
    assert message["Subject"] == "Über 100 % Größe – danke 🎉"
    assert words_of(message) == text + "\n"


def test_lines_on_the_wire_are_short_and_end_as_they_should(drafted, somebody, me):
    data = eml(drafted("word " * 400, subject="Subject " * 40), me, somebody())

    assert max(map(len, data.split(b"\r\n"))) <= 78
    assert data.count(b"\n") == data.count(b"\r\n")


def test_a_paragraph_that_an_editor_wrapped_is_one_line_again(drafted, somebody, me):
    wrapped = "Thank you for the hour that you and Sam took for me on Tuesday, and for the\nquestion how one would notice it."

    message = parsed(eml(drafted(f"Dear Dana,\n\n{wrapped}\n\nKind regards,\nRobin"), me, somebody()))

    assert words_of(message) == f"Dear Dana,\n\n{wrapped.replace(chr(10), ' ')}\n\nKind regards,\nRobin\n"


def test_what_was_promised_goes_along(drafted, somebody, me):
    files = [Enclosure("stop signs.pdf", b"%PDF-1.7 \x00\xff"), Enclosure("Zürich\r\nBcc: x@y.example.txt", "äö".encode())]

    message = parsed(eml(drafted(), me, somebody(), files))

    first, second = message.iter_attachments()
    assert (first.get_filename(), first.get_content_type()) == ("stop signs.pdf", "application/pdf")
    assert first.get_content() == b"%PDF-1.7 \x00\xff"
    assert second.get_filename() == "Zürich Bcc: x@y.example.txt"
    assert message["Bcc"] is None
    assert "Thank you." in words_of(message)


def test_the_same_words_give_the_same_bytes(drafted, somebody, me):
    files = [Enclosure("a.pdf", b"a")]

    assert eml(drafted(), me, somebody(), files) == eml(drafted(), me, somebody(), files)


@pytest.mark.parametrize(
    "attack", ["Thanks\r\nBcc: all@example.com", "Thanks\nX: y", "Thanks\x0b\x0c\x85\u2028Bcc: x@example.com"]
)
def test_no_header_slips_in(drafted, somebody, me, attack):
    message = parsed(eml(drafted(subject=attack), replace(me, name=attack), somebody(name=attack)))

    assert message["Bcc"] is None
    assert message["X"] is None
    assert message["Subject"].startswith("Thanks")


@pytest.mark.parametrize(
    "address",
    ["dana", "dana@", "@example.com", "dana@example.com, all@example.com", "a b@example.com", "dana@ex\nBcc:x.com", "ø@x.no"],
)
def test_what_is_no_address_is_said_with_its_note(drafted, somebody, me, address):
    with pytest.raises(WrongUsage, match=r"contacts/Dana Lee\.md: .* is no e-mail address"):
        eml(drafted(), me, somebody(email=(address,)))


def test_without_an_address_the_note_is_named_and_what_to_add(drafted, somebody, me):
    with pytest.raises(WrongUsage) as stop:
        mailto(drafted(), somebody(email=()))

    assert "contacts/Dana Lee.md" in stop.value.message
    assert "email: name@example.com" in stop.value.remedy


@given(name=st.text(), subject=st.text(), text=st.text())
def test_any_text_makes_a_message_with_just_its_headers(name, subject, text):
    to = Contact(Source("c.md"), "x", name, "x", email=("x@example.com",))
    draft = Draft(Source("d.md"), "u", "a", "email", "en", Ref("x"), None, subject, text)

    message = BytesParser(policy=policy.default).parsebytes(eml(draft, Me(name=name, email="me@example.com"), to))

    assert len(message.keys()) == 7
    assert message["To"].addresses[0].addr_spec == "x@example.com"
    assert mailto(replace(draft, text=text[:100], subject=subject[:20]), to).isascii()


def test_an_address_carries_subject_and_text_there_and_back(drafted, somebody):
    text = "Dear Dana,\n\n100 % & more = fine? #1 + „Grüße“\n\nRobin"

    address = mailto(drafted(text, subject="A & B?"), somebody(email=("dana+job@example.com",)))

    to, _, query = address.removeprefix("mailto:").partition("?")
    assert unquote(to) == "dana+job@example.com"
    assert parse_qs(query) == {"subject": ["A & B?"], "body": [text.replace("\n", "\r\n")]}
    assert "%0D%0A%0D%0A" in address
    assert "+" not in query


def test_an_address_that_would_be_cut_is_refused_with_the_way_out(drafted, somebody):
    fits = drafted("x" * (LONGEST - 60), subject="")
    with pytest.raises(WrongUsage) as stop:
        mailto(drafted("x" * LONGEST), somebody())

    assert len(mailto(fits, somebody())) <= LONGEST
    assert "--eml" in stop.value.remedy
