"""The words that other vaults use for ours, as counted in public ones (``vault.md``, *Existing vaults bring their own words*).

Only what is looked for stands here; what is found is proposed, and applies where the settings say so. Words are compared as
``squeezed`` makes them: case, spaces, ``-``, ``_`` and little pictures do not matter.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from vaultcrm.notes.frontmatter import normal

Words = Mapping[str, str]


@lru_cache(maxsize=4096)
def squeezed(text: str) -> str:
    """A word as it is looked up: letters and digits only, in lower case."""
    return "".join(char for char in normal(text) if char.isalnum())


def _table(words: Mapping[str, str]) -> Words:
    """Ours -> theirs, spoken as one line each, turned into theirs -> ours."""
    return {squeezed(theirs): ours for ours, line in words.items() for theirs in line.split(", ")}


TYPE_KEYS = ("type", "kind", "category", "categories", "fileclass", "class", "notetype")
KINDS = _table({
    "contact": "contact, contacts, person, people, persons, friend, friends, colleague, colleagues, recruiter, recruiters, crm",
    "interview": "interview, interviews, job interview, job interviews, coffee chat, coffee chats, informational interview",
    "job": "job, jobs, job application, job applications, application, applications, opening, openings, job opening,"
    " job openings, vacancy, vacancies, job posting, job postings, opportunity, opportunities",
    "company": "company, companies, organization, organizations, organisation, organisations, employer, employers",
})  # fmt: skip
# Talks of any sort: whether they want follow-ups, only their owner knows.
MEETINGS = frozenset(_table({"interview": "meeting, meetings, call, calls, conversation, conversations, 1 on 1, 1-1, 1-1s"}))
# What else these may be: programs, shops, chances.
VAGUE = MEETINGS | set(map(squeezed, ("application", "applications", "opening", "openings", "opportunity", "opportunities")))
FOLDERS = {
    **_table({
        "contact": "contacts, people, persons, person, crm, network, networking, kontakte, personen, rolodex, relationships",
        "interview": "interviews, interview, job interviews, vorstellungsgespräche",
        "job": "jobs, job applications, applications, job search, job hunt, openings, vacancies, opportunities, bewerbungen",
    }),
    **dict.fromkeys(MEETINGS, "interview"),
}  # fmt: skip
TAGS = {
    **_table({
        "contact": "person, people, contact, contacts",
        "interview": "interview, interviews, job interview",
        "job": "job, jobs, job application, job applications, application, applications",
        "company": "company, companies, organization, organisation",
    }),
    **dict.fromkeys(MEETINGS, "interview"),
}  # fmt: skip

_COMPANY = "org, organization, organisation, employer, workplace, works at, company name, current company"
KEYS: Mapping[str, Words] = {
    "contact": _table({
        "name": "full name",
        "aliases": "alias, nickname, nicknames, aka",
        "company": f"{_COMPANY}, work",
        "title": "role, position, job title, job, occupation",
        "email": "emails, email address, e mail address, mail",
        "phone": "mobile, phone number, phones, cell, cell phone, mobile phone, telephone, tel",
        "address": "postal address, home address, mailing address",
        "linkedin": "linkedin url, linkedin profile",
        "prefers": "preferred contact, preferred medium, contact preference",
        "timezone": "tz",
        "met": "met on, date met, first met",
        "introduced_by": "introduced through, met through, met via, referred by",
        "birthday": "birthdate, birth date, dob, date of birth, bday, born",
        "cadence": "contact frequency, frequency, follow up cadence, contact cadence, follow up frequency, catch up frequency",
        "next_contact": "next follow up, follow up, followup, next action, next contact date, follow up date, next meeting",
        "last_contact": "last contacted, last interaction, last met, last spoke, last seen, last talked, last contact date",
    }),
    "interview": _table({
        "start": "date, datetime, when, meeting date, interview date, scheduled, scheduled for",
        "time": "start time",
        "end": "end time",
        "duration": "length",
        "interviewers": "people, attendees, participants, with, who, attendee, participant, interviewer, contacts, person",
        "place": "location, where, meeting link, link, zoom",
        "kind": "interview type, round, meeting type",
        "job": "application, job application, opportunity, position, role",
        "company": _COMPANY,
    }),
    "job": _table({
        "title": "role, position, job title",
        "company": _COMPANY,
        "stage": "status, state, application status, phase",
        "applied": "applied date, date applied, application date, applied on, applied at",
        "decide_by": "decision date, offer deadline, respond by",
        "hr": "recruiter",
        "contact": "contact person",
        "referred_by": "referral, referrer",
        "url": "link, job url, job link, posting, job posting, listing",
        "salary": "compensation, pay, salary range",
        "source": "found on, found via, found at, platform",
    }),
}  # fmt: skip
# The keys of which a note that is of the kind has at least one.
SIGNS: Mapping[str, tuple[str, ...]] = {
    "contact": ("email", "phone", "birthday", "company", "last_contact", "next_contact", "cadence", "linkedin", "title"),
    "interview": ("start",),
    "job": ("company", "applied", "salary"),
    "company": (),
}
# What a talk has that is about work to be found.
SEARCHING = ("job", "company", "kind")
STAGES = _table({
    "lead": "not applied, to apply, to do, todo, wishlist, saved, bookmarked, interested, idea, prospect, backlog, considering,"
    " researching, target, new, open",
    "applied": "application sent, sent, submitted, waiting, pending, in review, under review",
    "interviewing": "interview, interviews, phone screen, screen, screening, onsite, assessment, take home, technical,"
    " in progress, final round",
    "references": "reference check, references checked",
    "offer": "offered, offer received, negotiating",
    "hired": "accepted, offer accepted, signed, won",
    "rejected": "denied, turned down, not selected, refused, rejection, lost",
    "withdrawn": "withdrew, not interested, dropped, passed, cancelled, canceled, abandoned",
    "filled": "closed, expired, archived, position filled",
})  # fmt: skip
