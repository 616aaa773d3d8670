"""Every door by which bytes come in from outside, as a function of these bytes; what goes wrong inside is an exception.

Shared by the quick properties, the tests of growth and the long search (``search_for_faults.py``), which load it by its path.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

from vaultcrm.drafts.material import Material, Person
from vaultcrm.drafts.write import Source as Template
from vaultcrm.drafts.write import TemplateProblem, read_language, write
from vaultcrm.errors import EditRefused, VaultcrmError
from vaultcrm.exchange import read_csv, read_google, read_invitation, read_linkedin, read_signature, read_vcards
from vaultcrm.feed.check import check_feed
from vaultcrm.model import LogLine, Me, NoteKey, PersonKey, Settings, Source, Touchpoint
from vaultcrm.notes.adopting.survey import propose
from vaultcrm.notes.checklist import read_ticks
from vaultcrm.notes.drafts import read_draft
from vaultcrm.notes.edit.keys import set_key
from vaultcrm.notes.edit.log import append_log_line
from vaultcrm.notes.edit.sections import fill_section
from vaultcrm.notes.inbox import read_inbox, unmarked_lines
from vaultcrm.notes.kinds import note_kind
from vaultcrm.notes.merge import merge_notes
from vaultcrm.notes.merge_sides import Merged
from vaultcrm.notes.playbook import parse_playbook
from vaultcrm.notes.query import Asked, BadQuery, compiled
from vaultcrm.notes.records import parse_note, read_record
from vaultcrm.notes.relinking import links_of, relink
from vaultcrm.serve.addresses import feed_path
from vaultcrm.serve.answers import Feed, Request, answer
from vaultcrm.vault.decoding import decode
from vaultcrm.vault.settings import read_settings

Door = Callable[[bytes], object]
EXAMPLE = Path(__file__).resolve().parents[2] / "example-vault"
SHIPPED = Path(__file__).resolve().parents[2] / "templates"
SETTINGS = read_settings((EXAMPLE / "vaultcrm.toml").read_text("utf-8"))[0]
KINDS = ("contact", "interview", "job", "search", "company", "other")
_TODAY = date(2026, 11, 18)
_NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
_LINE = LogLine(Source("contacts/Dana Lee.md"), _TODAY, "email", text="Sent the list")
_FEEDS = {feed_path("abc", "follow-ups"): Feed("follow-ups.ics", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", _NOW)}

_TOUCHPOINT = Touchpoint(
    "gsoga", "u" * 52, "thank-you", "thank-you", "Thank Dana Lee (Acme)", PersonKey("Dana Lee", "dana-lee"),
    NoteKey("acme", "interviews/2026-11-17 Acme.md"), None, "Acme", "email", _TODAY, _TODAY, _TODAY, _TODAY, "due",
)  # fmt: skip
_MATERIAL = Material(_TOUCHPOINT, _TODAY, "en", "email", Me("Robin Hale"), Person("Dana Lee", "Dana", "Lee"))
_ENGLISH = read_language("en", "language.toml", (SHIPPED / "drafts/en/language.toml").read_text("utf-8"))


def note(data: bytes) -> None:
    """A note of any type."""
    text, _ = decode("contacts/Dana Lee.md", data)
    found = parse_note("contacts/Dana Lee.md", text)
    note_kind("Notes/Dana Lee.md", found.front.entries, Settings())
    for kind in KINDS:
        _, problems = read_record(found, SETTINGS, kind)
        assert all(problem.source.line <= len(text) + 1 for problem in problems)


def edited(data: bytes) -> None:
    """A note that the program writes into: a refusal is an answer."""
    text, _ = decode("contacts/Dana Lee.md", data)
    for edit in (
        lambda: append_log_line(text, _LINE, SETTINGS),
        lambda: set_key(text, "company", "Acme"),
        lambda: fill_section(text, "Topics", "the migration"),
        lambda: relink(text, lambda key, target: None),
    ):
        with suppress(VaultcrmError):
            edit()
    links_of(text)


def settings(data: bytes) -> None:
    """The settings of a vault."""
    read_settings(decode("vaultcrm.toml", data)[0])


def playbook(data: bytes) -> None:
    """A system of one's own."""
    parse_playbook("playbooks/nudge.md", decode("playbooks/nudge.md", data)[0])


def other_texts(data: bytes) -> None:
    """What else is read of a vault: the inbox, the checklist, drafts, and a stranger's notes before `init`."""
    text, _ = decode("Inbox.md", data)
    read_inbox(text)
    unmarked_lines(text)
    with suppress(EditRefused):
        read_ticks(text)
    read_draft("drafts/a.md", text)
    propose([("a.md", parse_note("a.md", text).front.entries), ("b/c.md", {})])


def merged(data: bytes) -> None:
    """Three sides of a note that git merges, parted by a NUL."""
    base, ours, theirs = (part.decode("utf-8", "replace") for part in (*data.split(b"\x00", 2), b"", b"")[:3])
    with suppress(EditRefused):  # then git merges line by line
        merge_notes(base, ours, theirs, lambda base, ours, theirs: Merged(ours))


def csv(data: bytes) -> None:
    """A table of people."""
    read_csv("people.csv", data, told={}, own={}, home="US")
    read_google("people.csv", data, "US")
    read_linkedin("Connections.csv", data, Me("Robin Hale"))


def vcard(data: bytes) -> None:
    """Cards, and the lines under an e-mail."""
    read_vcards("people.vcf", data, "US")
    read_signature(data.decode("utf-8", "replace"))


def invitation(data: bytes) -> None:
    """An invitation from a stranger."""
    read_invitation(data)


def feed(data: bytes) -> None:
    """A feed to check."""
    check_feed(data)


def template(data: bytes) -> None:
    """A template of a draft, and a language's words."""
    text = data.decode("utf-8", "replace")
    with suppress(TemplateProblem):
        write(_MATERIAL, _ENGLISH, "email", lambda _: Template("email.txt", text))
    with suppress(TemplateProblem):
        read_language("en", "language.toml", text)


def query(data: bytes) -> None:
    """What is typed after ``find``."""
    text = data.decode("utf-8", "replace")
    for kind in ("contact", "interview", "job"):
        with suppress(BadQuery):
            compiled(text, Asked(kind, SETTINGS, _TODAY))


def request(data: bytes) -> None:
    """A request as it comes out of the HTTP library: anything may stand in it."""
    method, path, host, version, one, two = (*data.split(b"\n", 5), *[b""] * 6)[:6]
    texts = [part.decode("latin-1") for part in (method, host, one, two, version)]
    answer(Request(texts[0], path, *texts[1:]), _FEEDS, lambda _: True, _NOW)


DOORS: Mapping[str, Door] = {
    door.__name__: door
    for door in (
        note, edited, settings, playbook, other_texts, merged, csv, vcard, invitation, feed, template, query, request,
    )
}  # fmt: skip


def samples(door: str) -> list[bytes]:
    """Real files to begin with."""
    root = EXAMPLE.parent
    notes = [EXAMPLE / name for name in ("contacts/Dana Lee.md", "search.md", "jobs/Acme Staff Engineer.md", "Inbox.md")]
    notes += sorted((EXAMPLE / "interviews").glob("*.md"))[-4:]
    found = {
        "settings": [EXAMPLE / "vaultcrm.toml", *sorted((root / "tests/data").glob("*/vaultcrm.toml"))[:3]],
        "playbook": sorted((EXAMPLE / "playbooks").glob("*.md"))[:4],
        "feed": sorted((root / "tests/feed/faults").glob("*.ics"))[:6],
        "template": sorted((SHIPPED / "drafts").rglob("*.*"))[:6],
    }  # fmt: skip
    read = [path.read_bytes()[:6000] for path in found.get(door, notes)]
    return [*_TYPED.get(door, ()), *(read if door not in _TYPED or door in found else ())]


_EVENT = """BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//a//EN\r\nMETHOD:REQUEST\r\nBEGIN:VTIMEZONE\r\nTZID:Home\r\n\
BEGIN:STANDARD\r\nDTSTART:19701101T020000\r\nTZOFFSETFROM:-0400\r\nTZOFFSETTO:-0500\r\n\
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:a@example.com\r\n\
DTSTAMP:20261101T120000Z\r\nDTSTART;TZID=Home:20261117T140000\r\nDURATION:PT1H\r\nSUMMARY:Interview\r\n\
ORGANIZER;CN="Lee, Dana":mailto:dana@example.com\r\nATTENDEE;CN=Sam Roe;PARTSTAT=ACCEPTED:mailto:sam@example.com\r\n\
LOCATION:https://meet.google.com/abc\r\nDESCRIPTION:Call\\n+1 617 555 0100\r\nSEQUENCE:1\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"""
_CARD = """BEGIN:VCARD\r\nVERSION:3.0\r\nN:Lee;Dana;;Dr.;\r\nFN:Dana Lee\r\nEMAIL;TYPE=work,pref:dana@example.com\r\n\
item1.TEL;TYPE=CELL:+1 617 555 0100\r\nBDAY:--0502\r\nADR;TYPE=home:;;300 Sleeper Lane;Boston;MA;02210;USA\r\n\
NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=latin-1:Caf=E9=\r\n end\r\nPHOTO;ENCODING=b:AAAA\r\n BBBB\r\nEND:VCARD\r\n"""
_CONNECTIONS = """Notes:\n"words"\n\nFirst Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
Dana,Lee,https://www.linkedin.com/in/dana-lee,dana@example.com,Acme,"Manager, Platform",17 Nov 2026\n"""
_MESSAGES = """CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,\
FOLDER\n2-a,,Dana Lee,https://www.linkedin.com/in/dana-lee,Robin Hale,,2026-11-17 10:00:00 UTC,,"Hi, ""Robin"" ",INBOX\n"""
_TYPED: Mapping[str, tuple[bytes, ...]] = {
    "csv": tuple(text.encode() for text in (_CONNECTIONS, _MESSAGES, "name;email;birthday\nDana Lee;d@example.com;2.5.80\n")),
    "vcard": (_CARD.encode(), b"Best,\nDana Lee\nEngineering Manager | Acme\n+1 617 555 0100\ndana@example.com\n"),
    "feed": (_EVENT.encode(),),
    "invitation": (_EVENT.encode(),),
    "merged": (b"---\na: 1\n---\n## Log\n- 2026-11-17 call\n\x00---\na: 2\n---\n## Log\n\x00---\nb: 1\n---\n## Log\n- x\n",),
    "template": (b"Subject: Hi\n\nDear {{ name|short }},\n{% if name %}a{% else %}b{% endif %}{# c #}{{ gap('x') }}\n",),
    "query": (
        b"tag:mentor silent>30d -company:Acme",
        b'(stage:offer or due<fri) "dana lee"  cadence>=2w has:email',
    ),
    "request": (b'GET\n/abc/follow-ups.ics\nlocalhost:8000\nHTTP/1.1\n"a", W/"b"\nSat, 29 Oct 1994 19:43:31 GMT',),
}
