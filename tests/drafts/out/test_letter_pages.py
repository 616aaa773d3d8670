"""Letters as pages: the address in the window, nothing of a note taken for source, paper and conventions by country."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import NamedTuple

import pytest
from pypdf import PageObject, PdfReader

from vaultcrm.drafts.out.address import address_lines, lines_of
from vaultcrm.drafts.out.card import card, card_pdf
from vaultcrm.drafts.out.days import long_day
from vaultcrm.drafts.out.letter import letter_pdf, signature
from vaultcrm.drafts.out.sheet import AFNOR, DIN, DL, US, sheet_for
from vaultcrm.errors import CannotWrite, WrongUsage
from vaultcrm.model import Me, Ref

DAY = date(2026, 11, 18)
MM = 72 / 25.4
BERLIN = Me("Jörg Müßigbrodt", "joerg@example.de", "+49 30 555 0100", "Grünberger Straße 84\n10245 Berlin", country="DE")
LEEDS = Me("Alex Owusu", "alex@example.co.uk", "", "14 Larch Road\nLeeds\nLS7 2QT", country="GB")
PARIS = Me("Hélène Dœuf", "helene@example.fr", "", "3 rue de l’Échiquier\n75010 Paris", country="FR")
SENTENCE = "Thank you for the hour that you and Sam took for me on Tuesday, and for the question how one would notice it. "


class Placed(NamedTuple):
    """A piece of text and where its baseline begins, in millimetres from the page's top left corner."""

    text: str
    x: float
    y: float


def placed(page: PageObject) -> list[Placed]:
    found: list[Placed] = []
    height = float(page.mediabox.height)

    def note(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        if text.strip():
            x = cm[0] * tm[4] + cm[2] * tm[5] + cm[4]
            y = cm[1] * tm[4] + cm[3] * tm[5] + cm[5]
            found.append(Placed(text.strip(), x / MM, (height - y) / MM))

    page.extract_text(visitor_text=note)
    return found


def size_of(page: PageObject, beginning: str) -> float:
    """The size of the type of the first piece of text that begins so, in points."""
    found: list[float] = []

    def note(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        if text.strip().startswith(beginning):
            found.append(round(abs(size * tm[0] * cm[0]), 1))

    page.extract_text(visitor_text=note)
    return found[0]


def pages(data: bytes) -> list[PageObject]:
    return list(PdfReader(BytesIO(data)).pages)


def words(data: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in pages(data)).split())


# Where a window shows the page wherever the sheet slides to: left, top, right, bottom.
WINDOWS = {"US": (22.2, 51.9, 111.1, 92.1), "DE": (20, 62.7, 105, 90), "GB": (20, 46, 100, 92), "FR": (100, 45, 190, 90)}


@pytest.mark.parametrize(("sender", "country"), [(None, "US"), (BERLIN, "DE"), (LEEDS, "GB"), (PARIS, "FR")])
@pytest.mark.parametrize("company", ["Acme", "Consolidated Northeastern Freight, Warehousing and Distribution Holdings, Inc."])
def test_the_address_stands_in_the_window(drafted, somebody, me, sender, country, company):
    to = somebody(company=Ref(company, linked=False), country=country)

    page = pages(letter_pdf(drafted(medium="letter"), sender or me, to, DAY))[0]

    left, top, right, bottom = WINDOWS[country]
    lines = [
        one
        for one in placed(page)
        if one.text.startswith(("Dana Lee", "Director", company[:12], "300 Sleeper", "Boston, MA 022"))
    ]
    assert len(lines) >= 5
    for line in lines:
        assert left <= line.x < right, line
        assert top < line.y < bottom, line


@pytest.mark.parametrize(("sender", "country"), [(None, "US"), (LEEDS, "GB"), (PARIS, "FR")])
def test_nothing_but_the_address_shows_in_the_window(drafted, somebody, me, sender, country):
    page = pages(letter_pdf(drafted(medium="letter", subject=""), sender or me, somebody(country=country), DAY))[0]

    left, top, right, bottom = WINDOWS[country]
    inside = [one.text for one in placed(page) if left <= one.x < right and top < one.y < bottom - 3]
    assert inside == ["Dana Lee", "Director of Platform", "Acme", "300 Sleeper Lane", "Boston, MA 02210"]


@pytest.mark.parametrize(
    ("country", "size"), [("US", (215.9, 279.4)), ("DE", (210, 297)), ("NZ", (210, 297)), (None, (210, 297))]
)
def test_paper_is_that_of_the_country(drafted, somebody, me, country, size):
    from dataclasses import replace

    page = pages(letter_pdf(drafted(), replace(me, country=country), somebody(country=country), DAY))[0]

    assert (round(float(page.mediabox.width) / MM, 1), round(float(page.mediabox.height) / MM, 1)) == pytest.approx(
        size, abs=0.3
    )


def test_the_settings_choose_the_paper():
    assert sheet_for("a4", "US", None) is DL
    assert sheet_for("letter", "DE", None) is US
    assert sheet_for(None, "de-BY", "US") is DIN
    assert sheet_for(None, None, "CA") is US
    assert sheet_for(None, "FR", None) is AFNOR


ATTACKS = (
    '#read("/etc/passwd")',
    "*bold* _slanted_ `raw`",
    "$x^2$ @ref <label> // note /* note */",
    '#import "@preview/cetz:0.1.0"',
    '#panic("x") #sys.inputs',
    "= Heading",
    "\\ ~ -- --- ... \\u{41}",
    "#{while true {}}",
)


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_a_note_says_is_printed_and_never_run(drafted, somebody, me, attack):
    to = somebody(name=f"Dana {attack}", title=f"Head {attack}", address=f"At {attack}\nBoston")

    found = words(letter_pdf(drafted(f"Dear Dana,\n\nLook: {attack}", subject=attack), me, to, DAY))

    assert found.count(" ".join(attack.split())) == 5


def test_the_same_words_give_the_same_bytes(drafted, somebody, me):
    assert letter_pdf(drafted(), me, somebody(), DAY) == letter_pdf(drafted(), me, somebody(), DAY)


def test_a_german_letter_keeps_its_conventions(drafted, somebody):
    to = somebody(name="Ayşe Öztürk", company=Ref("Überland AG"), address="Königsallee 12a\n80331 München", country="DE")
    text = "Sehr geehrte Frau Öztürk,\n\nvielen Dank für die Überlegungen.\n\nMit freundlichen Grüßen\n\nJörg Müßigbrodt"

    data = letter_pdf(drafted(text, language="de", subject="Unser Gespräch"), BERLIN, to, DAY)

    page = placed(pages(data)[0])
    found = words(data)
    assert "Berlin, 18. November 2026" in found
    assert "Jörg Müßigbrodt · Grünberger Straße 84 · 10245 Berlin" in found
    assert found.index("Überland AG Ayşe Öztürk") < found.index("Unser Gespräch") < found.index("Sehr geehrte")
    assert next(one.y for one in page if one.text == "Unser Gespräch") == pytest.approx(101, abs=2)


def test_a_long_letter_has_numbers_from_its_second_page_on(drafted, somebody, me):
    text = "Dear Dana Lee,\n\n" + "\n\n".join([SENTENCE * 5] * 9) + "\n\nYours sincerely,\n\nRobin Hale"

    first, *others = pages(letter_pdf(drafted(text), me, somebody(), DAY))

    assert "Page" not in first.extract_text()
    assert len(others) == 1
    assert "Dana Lee, November 18, 2026" in others[0].extract_text()
    assert "Page 2 / 2" in others[0].extract_text()


@pytest.mark.parametrize("sentences", range(20, 60, 3))
def test_a_signature_never_stands_alone_on_a_page(drafted, somebody, me, sentences):
    body = [SENTENCE * 4] * (sentences // 4) + [SENTENCE * (sentences % 4 + 1)]
    text = "\n\n".join(["Dear Dana Lee,", *body, "Yours sincerely,", "Robin Hale"])

    last = [one.text for one in placed(pages(letter_pdf(drafted(text), me, somebody(), DAY))[-1])]

    close = last.index("Yours sincerely,")
    body = [one for one in last[:close] if not one.startswith(("Page", "Dana Lee,", "/"))]
    assert len(body) >= 2
    assert "Robin Hale" in last[close:]


@pytest.mark.parametrize("odd", ["", "klingon", "e", "../x", "de_DE", "zz"])
def test_no_odd_setting_stops_the_typesetter(drafted, somebody, odd):
    nobody = Me(country=odd)

    assert "Thank you." in words(letter_pdf(drafted(language=odd), nobody, somebody(country=odd), DAY))
    assert "Thank you." in words(card_pdf(drafted(language=odd, medium="card"), nobody, somebody(country=odd)))


def test_a_letter_just_too_long_for_a_page_is_set_a_little_smaller(drafted, somebody, me):
    sizes: dict[int, set[float]] = {1: set(), 2: set()}
    for count in range(6, 20):
        text = "\n\n".join(
            ["Dear Dana Lee,", *[SENTENCE * 2] * (count // 2), SENTENCE * (1 + count % 2), "Yours sincerely,", "Robin Hale"]
        )
        listed = pages(letter_pdf(drafted(text), me, somebody(), DAY))
        sizes[len(listed)].add(size_of(listed[0], "Thank you for"))

    assert {11.0} < sizes[1] <= {11.0, 10.6, 10.2}
    assert sizes[2] == {11.0}


def test_without_an_address_the_note_is_named_and_what_to_add(drafted, somebody, me):
    with pytest.raises(WrongUsage) as stop:
        letter_pdf(drafted(), me, somebody(address=None), DAY)

    assert stop.value.message == "contacts/Dana Lee.md: there is no postal address of Dana Lee"
    assert "address: |" in stop.value.remedy


@pytest.mark.parametrize("address", ["\n".join(["Floor"] * 12), "x" * 300])
def test_an_address_too_long_for_any_window_is_refused(drafted, somebody, me, address):
    with pytest.raises(WrongUsage, match=r"does not fit the window"):
        letter_pdf(drafted(), me, somebody(address=address), DAY)


def test_eight_lines_that_each_want_two_are_refused_by_the_typesetter(drafted, somebody, me):
    with pytest.raises(CannotWrite, match=r"does not fit the window"):
        letter_pdf(drafted(), me, somebody(address="\n".join(["Wilhelmina " * 10] * 5)), DAY)


@pytest.mark.parametrize(
    ("address", "lines"),
    [
        ("300 Sleeper Lane, Apt 3, Boston, MA 02210", ("300 Sleeper Lane", "Apt 3", "Boston, MA 02210")),
        ("1 High Street, London, SW1A 1AA", ("1 High Street", "London", "SW1A 1AA")),
        ("Robin Hale\n27 Alder Street\n\nBoston", ("27 Alder Street", "Boston")),
        ("27 Alder Street, Apt 3\nBoston, MA", ("27 Alder Street, Apt 3", "Boston, MA")),
        ("  \n", ()),
    ],
)
def test_an_address_in_lines(address, lines):
    assert lines_of(address, "Robin Hale") == lines


def test_what_the_address_says_itself_is_not_said_twice(somebody):
    acme = somebody(address="Acme, Inc.\n300 Sleeper Lane\nBoston")
    whole = somebody(address="Dana Lee\nAcme\n300 Sleeper Lane")
    street = somebody(address="Acme Lane 3\nBoston")

    assert address_lines(acme, False, "US")[:3] == ("Dana Lee", "Director of Platform", "Acme, Inc.")
    assert address_lines(whole, False, "US") == ("Dana Lee", "Acme", "300 Sleeper Lane")
    assert address_lines(street, False, "US") == ("Dana Lee", "Director of Platform", "Acme", "Acme Lane 3", "Boston")
    addressed = somebody(address="Acme\nFrau Dr. Dana Lee\n81669 München")
    assert address_lines(addressed, True, "US") == ("Acme", "Frau Dr. Dana Lee", "81669 München")


@pytest.mark.parametrize(
    ("home", "there", "last"),
    [("DE", "FR", "FRANKREICH"), ("US", "DE-BY", "GERMANY"), ("US", "XK", "XK"), ("US", "US", "Boston"), ("", "DE", "Boston")],
)
def test_abroad_the_country_stands_last(somebody, home, there, last):
    assert address_lines(somebody(address="1 Street\nBoston", country=there), False, home)[-1] == last


def test_a_country_that_is_there_already_is_not_added(somebody):
    assert address_lines(somebody(address="1 Street\nLeeds\nEngland", country="GB"), False, "US")[-1] == "England"


@pytest.mark.parametrize(
    ("day", "language", "country", "written"),
    [
        (DAY, "en", "US", "November 18, 2026"),
        (DAY, "en", "GB", "18 November 2026"),
        (DAY, "de", "DE", "18. November 2026"),
        (date(2026, 12, 1), "fr", "FR", "1er décembre 2026"),
        (DAY, "es", "ES", "18 de noviembre de 2026"),
        (DAY, "xx", "US", "2026-11-18"),
    ],
)
def test_days_as_letters_have_them(day, language, country, written):
    assert long_day(day, language, country) == written


def test_the_close_is_told_from_the_text():
    signed = (("Dear Dana,",), ("Thanks.",), ("Kind regards,", "Robin Hale", "+1 617"))
    parted = (("Dear Dana,",), ("Kind regards,",), ("Robin Hale",), ("Enclosed: a list",))

    assert signature(signed, "Robin Hale") == (("Kind regards,",), ("Robin Hale", "+1 617"), signed[:2])
    assert signature(parted, "Robin Hale") == (("Kind regards,",), ("Robin Hale", "Enclosed: a list"), parted[:1])
    assert signature((("Hello",),), "Robin Hale") == ((), (), (("Hello",),))
    assert signature(signed, "") == ((), (), signed)


def test_a_card_is_shown_with_its_address_and_without_one_where_it_is_handed_over(drafted, somebody, me):
    assert card(drafted("Dear Dana,\n\nThank you."), me, somebody()).address[0] == "Dana Lee"
    assert card(drafted(), me, somebody(address=None)).address == ()
    found = words(card_pdf(drafted("Dear Dana,\n\nThank you.", medium="card"), me, somebody()))
    assert found == "Dear Dana, Thank you. Dana Lee Director of Platform Acme 300 Sleeper Lane Boston, MA 02210"
