"""People as cards: what stands in them, byte for byte the same each time, read by our own reader and by vobject."""

from __future__ import annotations

import vobject
from hypothesis import given, strategies

from vaultcrm.exchange import People, Version, read_vcards, uid_of, vcards
from vaultcrm.exchange.name_parts import name_parts
from vaultcrm.exchange.postal import envelope, parted
from vaultcrm.model import Contact, PartialDate, Ref, Source

ANNA = Contact(
    Source("contacts/Anna.md"),
    "anna",
    "Dr. Anna Maria von Müller",
    "Anna",
    aliases=("Annie, of course",),
    title="Head; of Platform",
    company=Ref("firms/Acme|", "Acme \\ Söhne", True),
    email=("anna@example.com", "a.m@example.org"),
    phone=("+49 30 1234567", "0171 555"),
    address="Acme GmbH\nHauptstraße 1\n10115 Berlin",
    linkedin="in/anna-mueller",
    birthday=PartialDate(2, 29),
    tags=("mentor", "a/b"),
)
FOUR = """\
BEGIN:VCARD
VERSION:4.0
PRODID:-//vaultcrm//NONSGML vaultcrm//EN
UID:urn:uuid:b19d84af-0b74-59c0-953d-8f27f12e18e7
KIND:individual
FN:Dr. Anna Maria von Müller
N:von Müller;Anna;Maria;Dr.;
NICKNAME:Annie\\, of course
ORG:Acme \\\\ Söhne
TITLE:Head\\; of Platform
EMAIL;PREF=1:anna@example.com
EMAIL;PREF=2:a.m@example.org
TEL;TYPE=voice;PREF=1:+49 30 1234567
TEL;TYPE=voice;PREF=2:0171 555
ADR:;;Acme GmbH\\nHauptstraße 1;Berlin;;10115;
BDAY:--0229
URL:https://www.linkedin.com/in/anna-mueller
CATEGORIES:mentor,a/b
END:VCARD
"""


def written(contact: Contact, version: Version = "4.0") -> str:
    return vcards([contact], "vault", version, "DE")


def test_a_card_of_the_fourth_version_says_all_that_others_can_read():
    assert written(ANNA) == FOUR.replace("\n", "\r\n")


def test_a_card_of_the_third_version_says_a_day_without_a_year_as_phones_read_it():
    card = written(ANNA, "3.0")
    assert "BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29" in card
    assert "EMAIL;TYPE=INTERNET,PREF:anna@example.com\r\nEMAIL;TYPE=INTERNET:a.m@example.org" in card
    assert "KIND" not in card


def test_the_uid_hangs_on_the_vault_and_the_id_alone():
    assert uid_of("vault", "anna") == uid_of("vault", "anna") == "urn:uuid:b19d84af-0b74-59c0-953d-8f27f12e18e7"
    assert len({uid_of("vault", "anna"), uid_of("other", "anna"), uid_of("vault", "ben")}) == 3


def test_vobject_reads_both_versions():
    for version in ("3.0", "4.0"):
        card = vobject.readOne(written(ANNA, version))
        assert card.fn.value == "Dr. Anna Maria von Müller"
        assert (card.n.value.family, card.n.value.given) == ("von Müller", "Anna")
        assert [one.value for one in card.contents["email"]] == ["anna@example.com", "a.m@example.org"]
        assert (card.adr.value.code, card.adr.value.city) == ("10115", "Berlin")
        assert card.categories.value == ["mentor", "a/b"]


def test_our_own_reader_finds_the_same_person():
    for version in ("3.0", "4.0"):
        read = read_vcards("a.vcf", written(ANNA, version).encode(), "DE")
        assert isinstance(read, People)
        assert not read.problems
        (one,) = read.people
        assert (one.name, one.title, one.company) == (ANNA.name, ANNA.title, "Acme \\ Söhne")
        assert (one.email, one.phone, one.address, one.birthday) == (ANNA.email, ANNA.phone, ANNA.address, ANNA.birthday)
        assert (one.aliases, one.tags, one.linkedin) == (
            ANNA.aliases, ANNA.tags, "https://www.linkedin.com/in/anna-mueller",
        )  # fmt: skip


@given(strategies.text(min_size=1), strategies.text())
def test_lines_are_short_and_hold_nothing_but_text(name, title):
    contact = Contact(Source("x.md"), "x", name, "x", title=title)
    for version in ("3.0", "4.0"):
        data = written(contact, version).encode("utf-8")
        lines = data.split(b"\r\n")
        assert all(len(line) <= 75 and line.decode("utf-8") is not None for line in lines)
        assert sum(line.startswith(b"BEGIN:VCARD") for line in lines) == 1
        assert not any(byte < 32 and byte not in (10, 13) for byte in data)


def test_names_in_parts():
    assert name_parts("Dana Lee") == ("Lee", "Dana", "", "", "")
    assert name_parts("Ludwig van Beethoven, Jr.") == ("van Beethoven", "Ludwig", "", "", "Jr.")
    assert name_parts("Cher") == ("", "Cher", "", "", "")
    assert name_parts("王伟") == ("", "王伟", "", "", "")


def test_an_address_is_taken_apart_where_it_can_be_put_together_again():
    for text, home, town in (
        ("5 Turbine Way, Quincy, MA 02169", "US", "Quincy"),
        ("Harborline\n18 Gantry Street\nBoston, MA 02210", None, "Boston"),
        ("1 High St\nLeeds\nLS1 4AP", "GB", "Leeds"),
        ("1 Rue X\n75001 Paris\nFrance", "US", "Paris"),
        ("Boston, MA 02130\nUSA", "DE", ""),
        ("third house behind the mill", "US", ""),
    ):
        found = parted(text, home)
        assert found.town == town
        assert envelope(found, home).replace("\n", " ").replace(",", "") == text.replace("\n", " ").replace(",", "")
