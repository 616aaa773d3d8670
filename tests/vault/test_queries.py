"""Groups of people in words."""

import pytest

from vaultcrm.model import Contact, Ref, Settings, Source
from vaultcrm.vault.queries import group

DANA = Contact(
    source=Source("contacts/Dana Lee.md", 1),
    id="dana-lee",
    name="Dana Lee",
    stem="Dana Lee",
    aliases=("DL",),
    title="Head of Data",
    company=Ref("Acme Corp"),
    email=("dana@example.com",),
    tags=("mentor", "school/tufts"),
)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "*",
        "tag:mentor",
        "tag:#Mentor",
        "tag:school",
        "company:acme",
        'company:"acme corp"',
        "name:dana",
        "name:dl",
        "dana",
        "DANA acme",
        "head",
        "mentor",
        "has:email",
        "missing:phone missing:address",
        "tag:mentor company:acme has:email lee",
    ],
)
def test_she_is_in(query: str) -> None:
    assert group(query, Settings())(DANA)


@pytest.mark.parametrize(
    "query",
    [
        "tag:men",
        "tag:mentor tag:friend",
        "company:brook",
        "name:acme",
        "sam",
        "has:phone",
        "missing:email",
        "shoe:9",
        "dana sam",
    ],
)
def test_she_is_not(query: str) -> None:
    assert not group(query, Settings())(DANA)
