"""A contact's note as a record (``vault.md``, *contact*; rows A3, A5, C2, C10, D2)."""

from __future__ import annotations

from collections.abc import Mapping

from vaultcrm.model import Contact, Medium, Ref, Source
from vaultcrm.model.slugs import slug

from .body import Body
from .ids import stem_of
from .links import plain, unwrapped
from .log import Owner
from .schema import Sheet
from .values import as_birthday, as_cadence, as_country, as_date, as_flag, as_text, as_texts, one_of
from .zones import as_zone

_MEDIA: Mapping[str, Medium] = {
    "email": "email", "post": "post", "phone": "phone", "linkedin": "linkedin",
    "e-mail": "email", "mail": "email", "call": "phone", "letter": "post", "card": "post",
}  # fmt: skip
_as_medium = one_of(_MEDIA)


def read_contact(sheet: Sheet, body: Body) -> Contact:
    """The person whom the note is about."""
    stem = stem_of(sheet.path)
    title = sheet.text("title")
    return Contact(
        source=Source(sheet.path, 1),
        id=sheet.text("id") or slug(stem),
        name=sheet.text("name") or stem,
        stem=stem,
        aliases=tuple(unwrapped(alias) for alias in sheet.texts("aliases")),
        title=unwrapped(title) if title else None,
        company=sheet.ref("company"),
        email=sheet.addresses("email"),
        phone=sheet.texts("phone"),
        address=sheet.text("address"),
        linkedin=sheet.text("linkedin"),
        linkedin_ok=sheet.read("linkedin_ok", as_flag),
        prefers=sheet.read("prefers", _as_medium),
        timezone=sheet.read("timezone", as_zone),
        country=sheet.read("country", as_country),
        met=sheet.read("met", as_date),
        introduced_by=sheet.ref("introduced_by"),
        birthday=sheet.read("birthday", as_birthday),
        cadence=sheet.read("cadence", as_cadence),
        next_contact=sheet.read("next_contact", as_date),
        last_contact=sheet.read("last_contact", as_date),
        playbooks=sheet.words("playbooks"),
        share=sheet.texts("share"),
        tags=sheet.tags(),
        log=body.log,
        promises=body.promises,
        lines=sheet.lines,
        salutation=sheet.text("salutation"),
    )


def owner_of(sheet: Sheet) -> Owner:
    """The person of the note, who is meant in every line of its log."""
    stem = stem_of(sheet.path)
    name = as_text(sheet.value("name"))
    shown = name if isinstance(name, str) and name not in ("", stem) else None
    called = (stem, shown or stem, *_several(sheet, "aliases"), *_several(sheet, "id"))
    return Owner(Ref(stem, shown, True, Source(sheet.path, 1)), frozenset(plain(name) for name in called))


def _several(sheet: Sheet, key: str) -> tuple[str, ...]:
    texts = as_texts(sheet.value(key))
    return tuple(unwrapped(text) for text in texts) if isinstance(texts, tuple) else ()
