"""Phone numbers as they are compared: ``(617) 555-0142`` in the US and ``+1 617 555 0142`` are one.

In: a number as somebody wrote it, and the country that it may be meant in. Out: ``+16175550142``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_SHORTEST = 6
_EXTENSION = re.compile(r"(?:;ext=|\bext\.?|\bx|#|durchwahl|poste)\s*\d+\s*$", re.IGNORECASE)
# ISO 3166 -> calling code, of the countries whose numbers are most often written without it.
_CALLING: Mapping[str, str] = {
    "AR": "54", "AT": "43", "AU": "61", "BE": "32", "BG": "359", "BR": "55", "CA": "1", "CH": "41", "CL": "56", "CN": "86",
    "CO": "57", "CZ": "420", "DE": "49", "DK": "45", "EE": "372", "EG": "20", "ES": "34", "FI": "358", "FR": "33", "GB":
    "44", "GH": "233", "GR": "30", "HK": "852", "HR": "385", "HU": "36", "ID": "62", "IE": "353", "IL": "972", "IN": "91",
    "IS": "354", "IT": "39", "JP": "81", "KE": "254", "KR": "82", "LI": "423", "LT": "370", "LU": "352", "LV": "371", "MT":
    "356", "MX": "52", "MY": "60", "NG": "234", "NL": "31", "NO": "47", "NZ": "64", "PE": "51", "PH": "63", "PK": "92",
    "PL": "48", "PT": "351", "RO": "40", "RS": "381", "RU": "7", "SE": "46", "SG": "65", "SI": "386", "SK": "421", "TH":
    "66", "TR": "90", "TW": "886", "UA": "380", "US": "1", "VN": "84", "ZA": "27",
}  # fmt: skip
# Where a number begins with a nought at home and keeps it abroad, and where the nought is none of the trunk.
_KEEP_ZERO = frozenset({"39"})


def number_key(number: str, country: str | None) -> str:
    """The number with its country's calling code; its digits where no country is known, nothing where it is too short."""
    bare = _EXTENSION.sub("", number.strip().removeprefix("tel:"))
    digits = re.sub(r"\D", "", bare.replace("(0)", "") if bare.lstrip("( ").startswith(("+", "00")) else bare)
    if len(digits) < _SHORTEST:
        return ""
    code = _CALLING.get((country or "")[:2].upper(), "")
    if bare.lstrip("( ").startswith("+"):
        return f"+{digits}"
    if code == "1":
        return f"+{digits.removeprefix('011')}" if digits.startswith("011") else f"+1{digits[-10:]}"
    if digits.startswith("00"):
        return f"+{digits[2:]}"
    if not code:
        return digits
    return f"+{code}{digits if code in _KEEP_ZERO else digits.removeprefix('0')}"
