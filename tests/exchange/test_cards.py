"""vCards and the lines under an e-mail: what is told is taken, what is not understood is left and said."""

from __future__ import annotations

import pytest

from vaultcrm.exchange import Card, Unusable, is_vcard, read_signature, read_vcard

CARD = """\
BEGIN:VCARD
VERSION:3.0
N:Lee;Dana;;;
FN:Dana Lee
ORG:Acme\\, Inc.;Platform
TITLE:Director
TEL;TYPE=WORK,FAX:+1 617 555 0199
TEL;TYPE=CELL:+1 617 555 0142
EMAIL;TYPE=INTERNET:old@acme.example
EMAIL;TYPE=INTERNET,PREF:dana@acme.exa
 mple
ADR;TYPE=WORK:;;100 Summer Street;Boston;MA;02110;USA
item1.URL:https://www.linkedin.com/in/danalee
NOTE:hi\\nthere
END:VCARD
"""


def test_a_vcard_of_version_3() -> None:
    assert is_vcard(CARD)
    assert read_vcard(CARD.replace("\n", "\r\n")) == Card(
        "Dana Lee", "Director", "Acme, Inc.", "dana@acme.example", "+1 617 555 0142",
        "100 Summer Street\nBoston, MA 02110\nUSA", "https://www.linkedin.com/in/danalee", ("NOTE",),
    )  # fmt: skip


def test_a_vcard_of_version_4() -> None:
    lines = (
        "VERSION:4.0",
        "N:Berg;Jürgen;van der;Dr.;",
        'TEL;VALUE=uri;TYPE="voice,cell":tel:+4755501',
        "EMAIL:j@fjell.example",
    )
    found = read_vcard("\n".join(("\ufeffBEGIN:VCARD", *lines, "END:VCARD")))
    assert found == Card("Dr. Jürgen van der Berg", email="j@fjell.example", phone="+4755501")


def test_the_plain_parts_of_version_2() -> None:
    name = "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=BCrgen =\nBerg"
    assert read_vcard(f"BEGIN:VCARD\nVERSION:2.1\n{name}\nEND:VCARD") == Card("Jürgen Berg")


def test_whose_lines_they_are_may_be_known() -> None:
    assert read_signature("sure, tuesday works.\nzoe@gruen.example", "Zoë Müller") == Card(
        "Zoë Müller", email="zoe@gruen.example", left=("sure, tuesday works.",)
    )
    assert read_signature("Zoe M\nLead, Acme", "Zoë Müller") == Card("Zoë Müller", "Lead", "Acme")
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:\nEMAIL:zoe@gruen.example\nEND:VCARD\n"
    assert isinstance(read_vcard(card), Unusable)
    assert read_vcard(card, "Zoë Müller") == Card("Zoë Müller", email="zoe@gruen.example")


def test_of_a_whole_message_the_signature_begins_below_its_mark() -> None:
    found = read_signature("Hi Robin,\n\ngreat to meet you.\n\n-- \nZoë Müller\nHead of Data, Acme\n")
    assert found == Card("Zoë Müller", "Head of Data", "Acme")


@pytest.mark.parametrize("text", [CARD + CARD, "BEGIN:VCARD\nEND:VCARD", "BEGIN:VCARD\nFN:\nN:;;;;\nEND:VCARD", ""])
def test_what_is_not_one_person_is_refused(text: str) -> None:
    assert isinstance(read_vcard(text), Unusable)


def test_a_signature_of_many_lines() -> None:
    text = """\
Best regards,

Dana Lee
Director of Platform
Acme, Inc.
dana.lee@acme.example | +1 (617) 555-0142
100 Summer Street, Floor 4
Boston, MA 02110
https://www.linkedin.com/in/danalee
"""
    assert read_signature(text) == Card(
        "Dana Lee", "Director of Platform", "Acme, Inc.", "dana.lee@acme.example", "+1 (617) 555-0142",
        "100 Summer Street, Floor 4\nBoston, MA 02110", "https://www.linkedin.com/in/danalee",
    )  # fmt: skip


def test_a_signature_of_one_line_and_a_disclaimer() -> None:
    text = "> Kim Novak | Senior Recruiter | Calloway\n> Tel. 020 7946 0018\n> 10 High Street\n> London EC1A 1BB\n> Secret.\n"
    assert read_signature(text) == Card(
        "Kim Novak",
        "Senior Recruiter",
        "Calloway",
        "",
        "020 7946 0018",
        "10 High Street\nLondon EC1A 1BB",
        "",
        ("Secret.",),
    )


@pytest.mark.parametrize(
    ("line", "title", "company"),
    [
        ("Head of Data, Fjell AS", "Head of Data", "Fjell AS"),
        ("VP Engineering at Acme", "VP Engineering", "Acme"),
        ("Engineering Manager, Platform Lead", "Engineering Manager, Platform Lead", ""),
        ("Acme", "", "Acme"),
    ],
)
def test_title_and_company_on_one_line(line: str, title: str, company: str) -> None:
    assert read_signature(f"Sam Roe\n{line}\nsam@acme.example") == Card("Sam Roe", title, company, "sam@acme.example")


def test_a_fax_is_no_phone_and_a_postcode_no_number() -> None:
    found = read_signature("Dr. Jürgen van der Berg\nFax: +47 555 01 98\nKarl-Marx-Str. 12\n10115 Berlin\nM: +47 900 11 222")
    assert found == Card("Dr. Jürgen van der Berg", phone="+47 900 11 222", address="Karl-Marx-Str. 12\n10115 Berlin")


@pytest.mark.parametrize("text", ["", "hello there\ncall me", "Director of Platform\n+1 617 555 0142", "dana@acme.example"])
def test_where_no_name_can_be_told_none_is_made_up(text: str) -> None:
    assert isinstance(read_signature(text), Unusable)
