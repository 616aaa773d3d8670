"""Contacts as Outlook and Thunderbird export them: English and German columns, two addresses, days that are none."""

from __future__ import annotations

from vaultcrm.exchange import People, Person, read_csv
from vaultcrm.model import PartialDate


def outlook(header: str, row: str, separator: str = ",") -> tuple[Person, People]:
    text = f"{header}\n{row}\n".replace("|", separator)
    found = read_csv("o.csv", text.encode("cp1252"), told={}, own={}, home="US")
    assert isinstance(found, People)
    assert not found.problems
    (one,) = found.people
    return one, found


def test_beside_a_job_title_the_title_is_a_form_of_address() -> None:
    dana, found = outlook("Title|First Name|Last Name|Job Title", "Ms.|Dana|Lee|")
    assert (dana.name, dana.title) == ("Dana Lee", "")
    assert found.remarks == ("columns that are not taken: Title",)
    assert outlook("Title|Name", "Boss|Dana Lee")[0].title == "Boss"


def test_a_birthday_of_noughts_is_none() -> None:
    assert outlook("First Name|Last Name|Birthday", "Dana|Lee|0/0/00")[0].birthday is None
    assert outlook("Vorname|Nachname|Geburtstag", "Dana|Lee|0.0.00", ";")[0].birthday is None
    assert outlook("Vorname|Nachname|Geburtstag", "Dana|Lee|2.5.1980", ";")[0].birthday == PartialDate(5, 2, 1980)


ADDRESSES = (
    "First Name|Last Name|Business Street|Business Street 2|Business City|Business State|Business Postal Code|"
    "Home Street|Home City|Home State|Home Postal Code|Other Street"
)


def test_of_two_addresses_one_is_taken_whole() -> None:
    both = outlook(ADDRESSES, "Dana|Lee|1 Main St|Suite 2|Boston|MA||9 Elm|Salem|MA|01970|3 Oak")[0]
    assert both.address == "1 Main St\nSuite 2\nBoston, MA"
    at_home = outlook(ADDRESSES, "Dana|Lee||||MA||9 Elm|Salem|MA|01970|3 Oak")[0]
    assert at_home.address == "9 Elm\nSalem, MA 01970"
    assert outlook(ADDRESSES, "Dana|Lee||||||||||3 Oak")[0].address == ""


GERMAN = (
    "Anrede|Vorname|Nachname|Firma|Position|Straße geschäftlich|Ort geschäftlich|Postleitzahl geschäftlich|"
    "Land/Region geschäftlich|Straße privat|Ort privat|Postleitzahl privat|Fax geschäftlich|Telefon geschäftlich|"
    "Telefon (privat)|Telefon (privat 2)|Mobiltelefon|E-Mail-Adresse|E-Mail 2: Adresse"
)


def test_german_columns_at_work_and_at_home() -> None:
    row = "Herr|Jörg|Weiß|Möbel KG|Chef|Königsallee 5|Düsseldorf|40212|Deutschland|Am Ring 3|Köln|50667|1111|222222|333333|"
    joerg, found = outlook(GERMAN, f"{row}444444|555555|j@moebel.example|jw@home.example", ";")
    assert (joerg.name, joerg.company, joerg.title) == ("Jörg Weiß", "Möbel KG", "Chef")
    assert joerg.address == "Königsallee 5\n40212 Düsseldorf\nDeutschland"
    assert joerg.phone == ("222222", "333333", "444444", "555555")
    assert joerg.email == ("j@moebel.example", "jw@home.example")
    assert found.remarks == ("columns that are not taken: Anrede, Fax geschäftlich",)


def test_thunderbirds_street_is_called_an_address() -> None:
    header = "First Name|Last Name|Primary Email|Work Phone|Mobile Number|Home Address|Home Address 2|Home City|Home ZipCode"
    dana, found = outlook(header, "Dana|Lee|d@x.example|222222|333333|9 Elm|Apt 3|Salem|01970")
    assert (dana.email, dana.phone) == (("d@x.example",), ("222222", "333333"))
    assert dana.address.startswith("9 Elm\nApt 3\n")
    assert not found.remarks


def test_a_business_that_is_called_something_names_nobody() -> None:
    dana, found = outlook("Full Name|Business Name|Home Page", "Dana Lee|Acme|x")
    assert (dana.name, dana.company) == ("Dana Lee", "")
    assert found.remarks == ("columns that are not taken: Business Name, Home Page",)
