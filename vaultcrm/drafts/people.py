"""People as letters name them: given name, surname, how they are addressed.

In comes a contact, or a bare name where there is no note yet, out comes a ``Person``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from vaultcrm.model import Contact, Vault

from .material import Person

# What stands before a name in a form of address, in any of the languages that we know letters of.
_FORMS = frozenset(
    {
        "mr", "mrs", "ms", "miss", "mx", "sir", "dame", "lady", "lord", "dr", "prof", "professor", "frau", "herr", "herrn",
        "m", "mme", "mlle", "madame", "monsieur", "sr", "sra", "señor", "señora", "sig", "signora",
    }
)  # fmt: skip
_DEGREES = frozenset({"dr", "prof", "professor", "ing", "dipl", "mag", "rer", "nat", "med", "phil", "h", "c", "habil"})
_BEHIND = re.compile(
    r"(?:,|(?<![\s,]))\s++(?:ph\.?\s?d\.?|m\.?d\.?|mba|m\.?sc\.?|b\.?sc\.?|esq\.?|jr\.?|sr\.?|i{2,3}|iv)$", re.IGNORECASE
)
_APOSTROPHE = re.compile("['’ʼ]")
# With these a name says how its owner is addressed; ``Sir`` and ``Lady`` stand before given names.
_ADDRESSED = frozenset({"mr", "mrs", "ms", "miss", "mx", "frau", "herr", "mme", "mlle", "madame", "monsieur"})
_PARTICLES = frozenset(
    {
        "van", "von", "vom", "zu", "zur", "zum", "de", "del", "della", "der", "den", "di", "da", "dos", "du", "la", "le", "ten",
        "ter", "el",
    }
)  # fmt: skip
# Names that are words too: in small letters they are rather the word.
_WORDS_TOO = frozenset(
    {
        "will", "mark", "grace", "may", "rose", "hope", "bill", "frank", "rich", "grant", "pat", "sue", "dawn", "joy", "art",
        "drew", "chase", "ray", "rob", "faith", "page", "young", "long", "short", "strong", "stone", "brown", "black", "white",
        "green", "day", "field", "wood", "cook", "baker", "hill", "park", "price", "best", "good", "wise", "small", "lang",
        "kurz", "klein", "jung", "ernst", "stark", "groß", "weiß", "schwarz", "braun", "grün", "gut", "hart", "reich", "frei",
        "sommer", "winter",
    }
)  # fmt: skip


def spelt(name: str, text: str) -> str:
    """A pattern of a name: as it is written, and in a text that knows no capitals in small letters too."""
    scribbled = not any(letter.isupper() for letter in re.sub(r"\bI\b", "", text)) and name.casefold() not in _WORDS_TOO
    pattern = _APOSTROPHE.sub("['’ʼ]", re.escape(name))
    return f"(?i:{pattern})" if scribbled else pattern


def folded(name: str) -> str:
    """A name as names are compared: no capitals, and one kind of apostrophe."""
    return _APOSTROPHE.sub("'", name.casefold())


def without_form(name: str) -> str:
    """``Frau Dr. Kruse`` without what she is addressed by; a form alone stays."""
    words = name.split()
    while len(words) > 1 and _is_one_of(words[0], _FORMS | _DEGREES):
        words = words[1:]
    return " ".join(words)


def forms_before() -> str:
    """A pattern of what may stand before a name: ``Frau Dr. ``."""
    forms = "|".join(sorted(map(re.escape, _FORMS | {"dr", "prof", "professor"}), key=len, reverse=True))
    return rf"(?:(?i:{forms})\.?\s+){{0,3}}"


def person_of(vault: Vault, contact: Contact) -> Person:
    """A contact as the recipient of a letter."""
    given, surname = parted(contact.name)
    return Person(
        name=told(contact.name),
        given=given,
        surname=surname,
        formal=_formal(contact.name, surname, contact.aliases),
        title=contact.title or "",
        company=contact.company.name if contact.company else "",
        email=next(iter(contact.email), ""),
        phone=next(iter(contact.phone), ""),
        address=tuple(line.strip() for line in (contact.address or "").splitlines() if line.strip()),
        linkedin=contact.linkedin or "",
        country=contact.country or vault.settings.me.country,
        timezone=contact.timezone,
        prefers=contact.prefers,
        aliases=(*contact.aliases, *([contact.stem] if contact.stem != contact.name else [])),
        id=contact.id,
        path=contact.source.path,
        salutation=" ".join((contact.salutation or "").split()).rstrip(",:!"),
    )


def person_called(name: str) -> Person:
    """Someone of whom there is no note."""
    given, surname = parted(name)
    return Person(told(name), given, surname, _formal(name, surname, ()))


def told(name: str) -> str:
    """``Lee, Dana`` as one says it: ``Dana Lee``."""
    last, comma, first = " ".join(name.split()).partition(", ")
    return f"{first} {last}" if comma and first and not _BEHIND.fullmatch(f", {first}") else " ".join(name.split())


def parted(name: str) -> tuple[str, str]:
    """Given name and surname, without degrees; particles belong to the surname. A single word is both."""
    words = [word for word in bare(told(name)).split() if word]
    while len(words) > 1 and _is_one_of(words[0], _FORMS | _DEGREES):
        words = words[1:]
    if len(words) < 2:
        return (words[0], words[0]) if words else ("", "")
    first = next((n for n, word in enumerate(words[1:-1], 1) if word.casefold() in _PARTICLES), len(words) - 1)
    return words[0], " ".join(words[first:])


def names_for(person: Person, among: Sequence[Person]) -> tuple[str, ...]:
    """Everything by which notes may mean this person and nobody else ``among`` those who were there, longest first."""
    parts = {person.given, person.surname, person.given.split("-")[0], _without_middle(person)}
    others = [other for other in among if other.name != person.name]
    shared = {part.casefold() for one in others for part in (one.given, one.surname, _without_middle(one))}
    short = {part for part in parts if len(part) > 1 and part.casefold() not in shared}
    names = {person.name, *person.aliases, *short, *_with_initial(person, among), *([person.formal] if person.formal else [])}
    return tuple(sorted((name for name in names if name.strip()), key=lambda name: (-len(name), name)))


def _without_middle(person: Person) -> str:
    """``Dana Lee`` of ``Dana Q. Lee``."""
    return person.given if person.given == person.surname else f"{person.given} {person.surname}"


def _with_initial(person: Person, among: Sequence[Person]) -> tuple[str, ...]:
    """``Maria O`` and ``Maria O.``, where that is nobody else; ``Sam I`` and ``Sam A`` go on in a sentence."""
    given, initial = _initialled(person)
    shared = any(_initialled(other) == (given, initial) for other in among if other.name != person.name)
    if shared or given == person.surname or initial in ("", "A", "I"):
        return ()
    return f"{given} {initial}", f"{given} {initial}."


def _initialled(person: Person) -> tuple[str, str]:
    return person.given, person.surname.rpartition(" ")[2][:1]


def bare(name: str) -> str:
    """A name without the degree behind it: nobody is greeted by it."""
    return _BEHIND.sub("", name)


def _is_one_of(word: str, words: frozenset[str]) -> bool:
    return all(part in words for part in re.split(r"[.-]+", word.casefold().rstrip(".")) if part)


def _formal(name: str, surname: str, aliases: Sequence[str]) -> str:
    """An alias such as ``Ms. Lee``; else the form and the degree that stand before the name, with the surname."""
    addressed = (alias for alias in aliases if " " in alias and _is_one_of(alias.split()[0], _FORMS))
    before = told(name).split()[:-1]
    form = [word for word in before[:1] if _is_one_of(word, _ADDRESSED)]
    degrees = [word for word in before if _is_one_of(word, _DEGREES)]
    return next(addressed, " ".join([*form, *degrees, surname]) if form or degrees else "")
