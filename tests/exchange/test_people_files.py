"""Files of people: vCards of every version, tables of every make; the good rows are taken, of the others the line is told."""

from __future__ import annotations

import tracemalloc
from datetime import date

import pytest

from vaultcrm.exchange import Messages, People, Person, Unusable, number_key, profile_key, read_csv, read_google, read_linkedin
from vaultcrm.exchange import read_vcards as read_cards
from vaultcrm.exchange.days import a_birthday, a_day
from vaultcrm.exchange.postal import Address, envelope
from vaultcrm.model import Me, PartialDate, Source

CARDS = b"""\
BEGIN:VCARD\r
VERSION:2.1\r
N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:M=FCller;An=\r
na;;Dr.\r
TEL;HOME;FAX:030 999999\r
TEL;WORK:030 123456\r
TEL;CELL;PREF:0171 2345678\r
ADR;WORK:;;Weg 1;Berlin;;10115;Deutschland\r
PHOTO;ENCODING=BASE64;JPEG:\r
QUJDREVGR0g=\r
QUJDREVGR0g=\r
\r
END:VCARD\r
BEGIN:VCARD
VERSION:3.0
FN:Dana Lee
item1.TEL:+1 617 555 0199
item1.X-ABLabel:_$!<HomeFAX>!$_
item2.URL:https://www.linkedin.com/in/danalee
ORG:Acme\\, Inc.;Platform
EMAIL;TYPE=INTERNET:old@acme.example
EMAIL;TYPE=INTERNET,PREF:dana@acme.exa
 mple
NOTE:two\\nlines
BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-02
CATEGORIES:work,old friends
END:VCARD
BEGIN:VCARD
VERSION:4.0
FN:Kim Novak
NICKNAME:Kimmy,K.
TEL;VALUE=uri;PREF=2:tel:+1-555-555-5555
TEL;VALUE=uri;PREF=1:tel:+44-20-7946-0018
BDAY:--0502
UID:urn:uuid:kim-novak
this line is nothing
END:VCARD
BEGIN:VCARD
VERSION:3.0
EMAIL:nobody@example.com
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Acme
ORG:Acme
X-ABShowAs:COMPANY
END:VCARD
BEGIN:VCARD
FN:Cut Off
"""


def people(found: People | Messages | Unusable) -> tuple[Person, ...]:
    assert isinstance(found, People)
    return found.people


def said(found: People | Messages | Unusable) -> list[tuple[int, str]]:
    assert not isinstance(found, Unusable)
    return [(problem.source.line, problem.message) for problem in found.problems]


def csv_people(data: bytes | str, **told: str) -> People | Unusable:
    raw = data if isinstance(data, bytes) else data.encode()
    return read_csv("p.csv", raw, told={key.replace("_", " "): value for key, value in told.items()}, own={}, home="US")


def test_cards_of_three_versions_in_one_file() -> None:
    anna, dana, kim = people(read_cards("c.vcf", CARDS, None))
    assert (anna.name, anna.phone) == ("Dr. Anna Müller", ("0171 2345678", "030 123456"))
    assert anna.address == "Weg 1\n10115 Berlin\nDeutschland"
    assert (dana.email, dana.phone) == (("dana@acme.example", "old@acme.example"), ())
    assert (dana.company, dana.linkedin, dana.note) == ("Acme, Inc.", "https://www.linkedin.com/in/danalee", "two\nlines")
    assert (dana.birthday, dana.tags) == (PartialDate(5, 2), ("work", "old-friends"))
    assert (kim.phone, kim.aliases) == (("+44-20-7946-0018", "+1-555-555-5555"), ("Kimmy", "K."))
    assert (kim.birthday, kim.id, kim.source) == (PartialDate(5, 2), "kim-novak", Source("c.vcf", 28))


def test_of_broken_cards_the_line_is_told() -> None:
    assert said(read_cards("c.vcf", CARDS, None)) == [
        (36, "this line of a card cannot be read; the rest of the card is taken"),
        (38, "there is no name; left out"),
        (42, "Acme: this is no person; left out"),
        (48, "this card has no end; it is left out"),
    ]


def test_cards_in_utf_16_and_with_the_line_ends_of_old_macs() -> None:
    text = "BEGIN:VCARD\rVERSION:3.0\rFN:Zoë\rEND:VCARD\r"
    assert [one.name for one in people(read_cards("c.vcf", text.encode("utf-16"), None))] == ["Zoë"]
    assert [one.name for one in people(read_cards("c.vcf", text.encode(), None))] == ["Zoë"]


def test_a_card_within_a_card_is_no_person() -> None:
    text = b"BEGIN:VCARD\nFN:Ann\nAGENT:\nBEGIN:VCARD\nFN:Bob\nEND:VCARD\nTITLE:Boss\nEND:VCARD\n"
    (ann,) = people(read_cards("c.vcf", text, None))
    assert (ann.name, ann.title) == ("Ann", "Boss")


def test_a_picture_of_twenty_megabytes_costs_little_more_than_its_file() -> None:
    data = b"BEGIN:VCARD\nFN:Dana Lee\nPHOTO;ENCODING=b:" + b"A" * 20_000_000 + b"\nTITLE:Boss\nEND:VCARD\n"
    tracemalloc.start()
    (dana,) = people(read_cards("c.vcf", data, None))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert dana.title == "Boss"
    assert most < 10_000_000


@pytest.mark.parametrize("data", [b"", b"Name,Mail\nDana,x@y.example\n", b"PK\x03\x04"])
def test_a_file_without_cards_is_none(data: bytes) -> None:
    assert isinstance(read_cards("c.vcf", data, None), Unusable)


# ---------------------------------------------------------------- tables

TABLE = "Name;E-Mail;Telefon;Firma;Geburtstag\nDana Lee;dana@x.example;0171 2345678;Acme GmbH;02.05.1980\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_a_table_in_any_encoding(encoding: str) -> None:
    (dana,) = people(csv_people(TABLE.replace("Dana", "Zoë").encode(encoding)))
    assert (dana.name, dana.email, dana.company) == ("Zoë Lee", ("dana@x.example",), "Acme GmbH")
    assert (dana.birthday, dana.source.line) == (PartialDate(5, 2, 1980), 2)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_table_with_any_separator(separator: str) -> None:
    (dana,) = people(csv_people(TABLE.replace(";", separator)))
    assert dana.phone == ("0171 2345678",)


@pytest.mark.parametrize(
    ("header", "row", "name"),
    [
        ("Vorname,Nachname,Firma", "Dana,Lee,Acme", "Dana Lee"),
        ("Prénom,Nom,Société", "Dana,Lee,Acme", "Dana Lee"),
        ("Nombre,Apellidos,Empresa", "Dana,Lee,Acme", "Dana Lee"),
        ("First Name,Last Name,Organization 1 - Name", "Dana,Lee,Acme", "Dana Lee"),
        ("Nom,Entreprise", "Dana Lee,Acme", "Dana Lee"),
        ("Full name,Employer", '"Lee, Dana",Acme', "Dana Lee"),
    ],
)
def test_the_usual_words_in_four_languages(header: str, row: str, name: str) -> None:
    (dana,) = people(csv_people(f"{header}\n{row}\n"))
    assert (dana.name, dana.company) == (name, "Acme")


def test_an_unknown_language_is_refused_with_its_columns_and_told_by_map() -> None:
    found = csv_people("Nimi,Sähköposti\nDana Lee,dana@x.example\n")
    assert isinstance(found, Unusable)
    assert found.remedy == 'Its columns are Nimi, Sähköposti. Say which it is: --map "Nimi=name"'
    (dana,) = people(csv_people("Nimi,Sähköposti\nDana Lee,dana@x.example\n", Nimi="name", Sähköposti="email"))
    assert (dana.name, dana.email) == ("Dana Lee", ("dana@x.example",))
    assert isinstance(csv_people("Nimi\nx\n", Nimi="shoe size"), Unusable)
    assert isinstance(csv_people("Name\nx\n", Mail="email"), Unusable)


def test_columns_that_say_nothing_to_us_are_told() -> None:
    found = csv_people("Name,Shoe size\nDana,39\n")
    assert isinstance(found, People)
    assert found.remarks == ("columns that are not taken: Shoe size",)


def test_of_broken_rows_the_line_is_told_and_the_rest_is_taken() -> None:
    rows = [f"Person {n},p{n}@x.example" for n in range(10_000)]
    rows[17], rows[4711], rows[-1] = '"Open,quote@x.example', "A,b@x.example,too,many", "Half a ro"
    found = csv_people("Name,Mail\n" + "\n".join(rows))
    assert len(people(found)) == 9_997
    assert said(found) == [
        (19, "a quote is opened and never closed; the row is left out"),
        (4713, "the row has 4 columns, the header 2; it is left out"),
        (10_001, "the file ends in the midst of this row; it is left out"),
    ]


def test_values_that_are_none_are_left_out_and_told() -> None:
    found = csv_people("Name,Mail,Phone,Birthday\nDana,nowhere,call me,1/5/21\n,x@y.example,,\n")
    (dana,) = people(found)
    assert (dana.email, dana.phone, dana.birthday) == ((), (), None)
    assert said(found) == [
        (2, "Dana: birthday '1/5/21' is left out"),
        (2, "Dana: e-mail address 'nowhere' is left out"),
        (2, "Dana: phone number 'call me' is left out"),
        (3, "there is no name; left out"),
    ]


def test_a_cell_is_plain_text_whatever_is_in_it() -> None:
    (one,) = people(csv_people('Name,Company\n"=HYPERLINK(""http://x"",""y"")\n\x07","[[Acme|\u202ex]]"\n'))
    assert (one.name, one.company) == ('=HYPERLINK("http://x","y")', "[Acme| x]")


def test_what_our_own_csv_keeps_from_spreadsheets_comes_back_as_it_was() -> None:
    (one,) = people(csv_people("Name,Phone,Email\n'=Dana,'+1 617 555 0142; +49 30 123456,a@b.example; c@d.example\n"))
    assert (one.name, one.phone) == ("=Dana", ("+1 617 555 0142", "+49 30 123456"))
    assert one.email == ("a@b.example", "c@d.example")


GOOGLE = (
    "First Name,Middle Name,Last Name,File As,Organization Name,Organization Title,Birthday,Notes,Labels,E-mail 1 - Label,"
    "E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Address 1 - Formatted,Website 1 - Value\n"
    'Dana,M.,Lee,,Acme,Boss, --05-02,Hi,* myContacts ::: Panel,* ,a@b.example ::: c@d.example,,+1 617 555 0142,"1 Main\n'
    'Boston",https://www.linkedin.com/in/dana\n'
)
OLD_GOOGLE = (
    "Name,Given Name,Additional Name,Family Name,Birthday,Notes,Group Membership,E-mail 1 - Type,E-mail 1 - Value,"
    "Phone 1 - Type,Phone 1 - Value,Organization 1 - Name,Organization 1 - Title\n"
    "Dana M. Lee,Dana,M.,Lee,1980-05-02,,* myContacts,* Home,a@b.example ::: c@d.example,Mobile,+1 617 555 0142,Acme,Boss\n"
)


@pytest.mark.parametrize("text", [GOOGLE, OLD_GOOGLE])
def test_googles_contacts_before_and_since_2024(text: str) -> None:
    (dana,) = people(read_google("g.csv", text.encode(), None))
    assert (dana.name, dana.title, dana.company) == ("Dana M. Lee", "Boss", "Acme")
    assert (dana.email, dana.phone) == (("a@b.example", "c@d.example"), ("+1 617 555 0142",))


def test_googles_labels_addresses_and_profiles() -> None:
    (dana,) = people(read_google("g.csv", GOOGLE.encode(), None))
    assert (dana.tags, dana.birthday, dana.note) == (("Panel",), PartialDate(5, 2), "Hi")
    assert (dana.address, dana.linkedin) == ("1 Main\nBoston", "https://www.linkedin.com/in/dana")


def test_a_fax_of_googles_is_no_number_to_call() -> None:
    header = "First Name,Labels,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value\n"
    (dana,) = people(read_google("g.csv", f"{header}Dana,,Work Fax,030 555017,Mobile,0171 555018\n".encode(), None))
    assert dana.phone == ("0171 555018",)


def test_a_company_without_a_name_is_no_person() -> None:
    found = csv_people("First Name,Organization Name,E-mail\n,Pizza Place,pizza@x.example\n,,nobody@x.example\nDana,Acme,\n")
    assert [person.name for person in people(found)] == ["Dana"]
    assert said(found) == [(2, "Pizza Place: this is no person; left out"), (3, "there is no name; left out")]
    assert isinstance(found, People)
    assert found.problems[0].severity == "hint"


def test_a_stray_nought_makes_no_wide_text() -> None:
    (dana,) = people(csv_people(b"Name,Email,Company\nDa\x00na,a@x.example,Acme\n"))
    assert (dana.name, dana.email) == ("Da na", ("a@x.example",))
    for encoding in ("utf-16-le", "utf-16-be"):
        (wide,) = people(csv_people("Name,Firma\n李小龍,東京\n".encode(encoding)))
        assert (wide.name, wide.company) == ("李小龍", "東京")


def test_another_table_is_not_googles() -> None:
    assert isinstance(read_google("g.csv", b"Name,Mail\nDana,a@b.example\n", None), Unusable)


# ---------------------------------------------------------------- LinkedIn

CONNECTIONS = (
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    'Dana,"Lee, PhD",https://www.linkedin.com/in/dana-lee,,Acme,Boss,17 Nov 2026\n,,,,,,\n'
)
PREAMBLE = 'Notes:\n"When exporting your connection data, you may notice that some of the addresses are missing, say."\n\n'
GERMAN = "Vorname,Nachname,E-Mail-Adresse,Unternehmen,Position,Verbunden am\nDana,Lee,,Acme,Boss,17. Nov. 2026\n"
OLD = 'First Name,Last Name,Email Address,Company,Position,Connected On\nDana,Lee,,Acme,Boss,"11/17/26, 3:05 PM"\n'


@pytest.mark.parametrize(("text", "line"), [(CONNECTIONS, 2), (PREAMBLE + CONNECTIONS, 5), (GERMAN, 2), (OLD, 2)])
def test_connections_of_all_ages(text: str, line: int) -> None:
    (dana,) = people(read_linkedin("Connections.csv", text.encode(), Me()))
    assert dana.name.startswith("Dana Lee")
    assert (dana.company, dana.title, dana.since, dana.source.line) == ("Acme", "Boss", date(2026, 11, 17), line)


MESSAGES = """\
CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER
1,,Robin Hale,https://www.linkedin.com/in/robin,Dana Lee,https://www.linkedin.com/in/dana,2026-11-16 14:03:22 UTC,,"hi
there",INBOX
1,,Robin Hale,https://www.linkedin.com/in/robin,Dana Lee,https://www.linkedin.com/in/dana,2026-11-17 14:03:22 UTC,,again,INBOX
1,,Dana Lee,https://www.linkedin.com/in/dana,Robin Hale,https://www.linkedin.com/in/robin,2026-11-18 09:00:00 UTC,,hi,INBOX
2,,Robin Hale,https://linkedin.com/in/robin,"A, B","https://linkedin.com/in/a,https://linkedin.com/in/b",2026-11-18 09:00:00,,,
3,,Kim Roe,https://www.linkedin.com/in/kim,Robin Hale,https://www.linkedin.com/in/robin,soon,,hi,INBOX
"""


def test_the_last_message_each_way() -> None:
    found = read_linkedin("messages.csv", MESSAGES.encode(), Me())
    assert isinstance(found, Messages)
    assert [(one.name, f"{one.at:%d %H:%M}", one.incoming) for one in found.last] == [
        ("Dana Lee", "17 14:03", False),
        ("Dana Lee", "18 09:00", True),
    ]
    assert said(found) == [(7, "'soon' is no time; the message is left out")]


def test_messages_of_nobody_in_particular_are_refused_unless_the_settings_say_who() -> None:
    two = "\n".join(MESSAGES.splitlines()[:3])
    assert isinstance(read_linkedin("m.csv", two.encode(), Me()), Unusable)
    assert isinstance(read_linkedin("m.csv", two.encode(), Me(name="Robin Hale")), Messages)
    assert isinstance(read_linkedin("m.csv", b"Name,Mail\nDana,x@y.example\n", Me()), Unusable)


# ---------------------------------------------------------------- small things


@pytest.mark.parametrize(
    ("number", "country", "key"),
    [
        ("(617) 555-0142", "US", "+16175550142"),
        ("+1 617 555 0142 ext. 5", "US", "+16175550142"),
        ("1-617-555-0142", "US-MA", "+16175550142"),
        ("011 49 30 123456", "US", "+4930123456"),
        ("0171 2345678", "DE-BY", "+491712345678"),
        ("+49 (0)171 2345678", "US", "+491712345678"),
        ("0049 171 2345678", "FR", "+491712345678"),
        ("02 1234 5678", "IT", "+390212345678"),
        ("0171 2345678", None, "01712345678"),
        ("x 123", "US", ""),
    ],
)
def test_numbers_are_compared_with_their_country(number: str, country: str | None, key: str) -> None:
    assert number_key(number, country) == key


def test_profiles_are_compared_by_their_last_part() -> None:
    assert profile_key("http://de.linkedin.com/in/J%C3%BCrgen/?x=1") == profile_key("linkedin.com/in/jürgen") == "in/jürgen"
    assert profile_key("https://example.org/in/x") == profile_key("https://[linkedin.com/in/x") == ""


@pytest.mark.parametrize("text", ["1980-05-02", "19800502T000000Z", "2 May 1980", "2. Mai 1980", "May 2nd, 1980", "02.05.1980"])
def test_birthdays_as_programs_write_them(text: str) -> None:
    assert a_birthday(text) == PartialDate(5, 2, 1980)


@pytest.mark.parametrize("text", ["--05-02", "--0502", "1604-05-02", "2. Mai", "05-02"])
def test_birthdays_without_a_year(text: str) -> None:
    assert a_birthday(text) == PartialDate(5, 2)
    assert a_day(text) is None


@pytest.mark.parametrize("text", ["1/5/21", "2026-02-30", "soon", "31. Juni 1980"])
def test_what_is_no_day_or_two(text: str) -> None:
    assert a_birthday(text) is None


@pytest.mark.parametrize(
    ("country", "lines"),
    [
        ("USA", "100 Summer Street\nBoston, MA 02110\nUSA"),
        ("Germany", "100 Summer Street\n02110 Boston\nMA\nGermany"),
        ("UK", "100 Summer Street\nBoston\nMA\n02110\nUK"),
    ],
)
def test_an_envelope_by_its_country(country: str, lines: str) -> None:
    assert envelope(Address("100 Summer Street", town="Boston", region="MA", code="02110", country=country), "FR") == lines
