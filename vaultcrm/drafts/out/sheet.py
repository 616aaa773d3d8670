"""Where everything stands on a letter's first page, so that the address shows in the window of the usual envelope.

In: the countries and the paper of the settings. Out: a ``Sheet``; all measures in millimetres from the page's top left corner.
Each window is that part of the page which shows wherever the folded sheet slides to within its envelope.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from vaultcrm.model import Paper

Side = Literal["left", "right"]

# Where letter paper is usual (CLDR, supplemental territory measurement data); A4 everywhere else.
LETTER_COUNTRIES = frozenset("BZ CA CL CO CR GT MX NI PA PH PR SV US VE".split())
DIN_COUNTRIES = frozenset("AT CH DE LI".split())
AFNOR_COUNTRIES = frozenset("FR MC LU".split())


class Box(NamedTuple):
    """A rectangle of the page."""

    x: float
    y: float
    width: float
    height: float


class Margins(NamedTuple):
    """How much of the page stays white."""

    left: float
    right: float
    top: float
    bottom: float


class Spot(NamedTuple):
    """How far down something begins, and along which margin."""

    y: float
    side: Side


@dataclass(frozen=True, slots=True)
class Sheet:
    """One country's letter: margins, the window, where sender, date and text begin, and on which side sender and date stand.

    ``back`` is whether the sender stands once more, small, above the address, as a window envelope has no other return address;
    ``company_first`` whether the company stands above the name; ``marks`` are where to fold and punch.
    """

    name: str
    paper: Paper
    margins: Margins
    window: Box
    centred: bool
    sender: Spot
    day: Spot
    body: float
    back: bool = False
    company_first: bool = False
    marks: tuple[float, ...] = ()


# DIN 5008 form B: address field of 85 x 45 from (20, 45), its lower 27.3 for the address; fold at 105 and 210, punch at 148.5.
DIN = Sheet(
    name="din",
    paper="a4",
    margins=Margins(left=25, right=20, top=25, bottom=22),
    window=Box(25, 62.7, 80, 27.3),
    centred=False,
    sender=Spot(17, "right"),
    day=Spot(86, "right"),
    body=98.5,
    back=True,
    company_first=True,
    marks=(105, 148.5, 210),
)
# Number 10 envelope (241.3 x 104.8), window of 114.3 x 28.6 at 22.2 from the left, 12.7 from the bottom; folded to 93.1.
US = Sheet(
    name="us",
    paper="letter",
    margins=Margins(left=25.4, right=25.4, top=25.4, bottom=25.4),
    window=Box(25.4, 57, 85, 31),
    centred=True,
    sender=Spot(16, "left"),
    day=Spot(43, "left"),
    body=96,
)
# DL envelope (220 x 110), window of 90 x 35 at 20 from the left, 18 from the bottom (BS 4264); folded to 99.
DL = Sheet(
    name="dl",
    paper="a4",
    margins=Margins(left=25, right=25, top=25, bottom=25),
    window=Box(25, 54, 75, 30),
    centred=True,
    sender=Spot(17, "right"),
    day=Spot(90, "left"),
    body=104,
)
# DL envelope with its window of 100 x 45 at 20 from the right, 20 from the bottom.
AFNOR = Sheet(
    name="afnor",
    paper="a4",
    margins=Margins(left=25, right=20, top=25, bottom=25),
    window=Box(105, 45.5, 80, 33),
    centred=True,
    sender=Spot(17, "left"),
    day=Spot(88, "right"),
    body=102,
)


def country_of(code: str | None) -> str:
    """``DE`` of ``DE-BY``, upper case; empty where none is known."""
    return (code or "").split("-")[0].strip().upper()


def sheet_for(paper: Paper | None, mine: str | None, theirs: str | None) -> Sheet:
    """The sheet that one has at home: by the settings' paper, the sender's country, else the recipient's.

    Letter paper goes into a number 10 envelope, A4 into what is usual in the country.
    """
    home = country_of(mine) or country_of(theirs)
    if (paper or ("letter" if home in LETTER_COUNTRIES else "a4")) == "letter":
        return US
    return DIN if home in DIN_COUNTRIES else AFNOR if home in AFNOR_COUNTRIES else DL
