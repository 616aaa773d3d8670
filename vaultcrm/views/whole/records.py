"""Notes as plain data with everything that their records hold; the keys are a contract with scripts, and under test."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from vaultcrm.model import Contact, Draft, Interview, Job, LogLine, OtherNote, Playbook, Promise, Ref, Search, Vault
from vaultcrm.views.company import company_of, interview_company
from vaultcrm.views.data import Data, iso
from vaultcrm.views.note_data import birthday_text


def contact_record(c: Contact, vault: Vault, last_contact: date | None) -> Data:
    """A person; ``last_contact`` is the last day of contact of whatever kind."""
    return {
        "id": c.id,
        "path": c.source.path,
        "name": c.name,
        "aliases": list(c.aliases),
        "salutation": c.salutation,
        "title": c.title,
        "company": company_of(c),
        "email": list(c.email),
        "phone": list(c.phone),
        "address": c.address,
        "linkedin": c.linkedin,
        "linkedin_ok": c.linkedin_ok,
        "prefers": c.prefers,
        "timezone": c.timezone,
        "country": c.country,
        "met": iso(c.met),
        "introduced_by": who(c.introduced_by, vault),
        "birthday": birthday_text(c.birthday),
        "cadence": str(c.cadence) if c.cadence else None,
        "next_contact": iso(c.next_contact),
        "last_contact": iso(last_contact),
        "playbooks": list(c.playbooks),
        "share": list(c.share),
        "tags": list(c.tags),
        **_told(c, vault),
    }


def interview_record(i: Interview, vault: Vault) -> Data:
    """A conversation; ``start`` and ``end`` are local to ``timezone``."""
    job = vault.find_job(i.job) if i.job else None
    return {
        "id": i.id,
        "path": i.source.path,
        "title": i.title,
        "aliases": list(i.aliases),
        "start": i.start.isoformat(timespec="minutes"),
        "end": i.end.isoformat(timespec="minutes"),
        "timezone": i.timezone,
        "place": i.place,
        "kind": i.kind,
        "job": {"id": job.id if job else None, "name": i.job.name} if i.job else None,
        "company": interview_company(vault, i),
        "interviewers": [_person(ref, vault) for ref in i.interviewers],
        "status": i.status,
        "verdict": i.verdict,
        "went": i.went,
        "answer_by": iso(i.answer_by),
        "answer_said": i.answer_said,
        "playbooks": None if i.playbooks is None else list(i.playbooks),
        "invitation": i.invitation,
        "debrief": {
            "topics": i.debrief.topics,
            "went_well": i.debrief.went_well,
            "wish_unsaid": i.debrief.wish_unsaid,
            "wish_said": i.debrief.wish_said,
            "requirement": i.debrief.requirement,
            "promised": i.debrief.promised,
        },
        "tags": list(i.tags),
        **_told(i, vault),
    }


def job_record(j: Job, vault: Vault, last_news: date | None) -> Data:
    """An opening; ``last_news`` is the day on which something was last heard of it."""
    return {
        "id": j.id,
        "path": j.source.path,
        "title": j.title,
        "aliases": list(j.aliases),
        "company": company_of(j),
        "stage": j.stage,
        "applied": iso(j.applied),
        "decide_by": iso(j.decide_by),
        "last_news": iso(last_news),
        "contact": who(j.contact, vault),
        "hiring_manager": who(j.hiring_manager, vault),
        "hr": who(j.hr, vault),
        "referred_by": who(j.referred_by, vault),
        "references": [_person(ref, vault) for ref in j.references],
        "playbooks": None if j.playbooks is None else list(j.playbooks),
        "url": j.url,
        "source": j.origin,
        "salary": j.salary,
        "tags": list(j.tags),
        **_told(j, vault),
    }


def other_record(note: OtherNote, vault: Vault) -> Data:
    """A note of another type that has a log or promises."""
    return {"id": note.id, "path": note.source.path, **_told(note, vault)}


def search_record(search: Search, vault: Vault) -> Data:
    """The search itself."""
    return {"path": search.source.path, "status": search.status, **_told(search, vault)}


def playbook_record(playbook: Playbook) -> Data:
    """A system with the names of its steps."""
    return {
        "name": playbook.name,
        "path": playbook.source.path,
        "title": playbook.title,
        "source": playbook.document,
        "steps": [step.name for step in playbook.steps],
    }


def draft_record(draft: Draft, vault: Vault) -> Data:
    """What was written for a touch-point, with its text."""
    return {
        "path": draft.source.path,
        "touchpoint": draft.touchpoint,
        "act": draft.act,
        "medium": draft.medium,
        "language": draft.language,
        "recipient": who(draft.recipient, vault),
        "about": draft.about.name if draft.about else None,
        "subject": draft.subject,
        "text": draft.text,
    }


def who(ref: Ref | None, vault: Vault) -> Data | None:
    """A person by name, with the id where there is a note of them."""
    return _person(ref, vault) if ref else None


def _person(ref: Ref, vault: Vault) -> Data:
    found = vault.find_contact(ref)
    return {"id": found.id if found else None, "name": found.name if found else ref.name}


def _told(note: Contact | Interview | Job | OtherNote | Search, vault: Vault) -> Data:
    return {
        "log": [_line(line, vault) for line in note.log],
        "promises": [_promise(promise, vault) for promise in note.promises],
    }


def _line(line: LogLine, vault: Vault) -> Data:
    return {
        "line": line.source.line,
        "date": line.day.isoformat(),
        "time": line.at.isoformat("minutes") if line.at else None,
        "verb": line.verb,
        "incoming": line.incoming,
        "people": _people(line.people, vault),
        "step": line.step,
        "until": iso(line.until),
        "fact": line.fact,
        "text": line.text,
    }


def _promise(promise: Promise, vault: Vault) -> Data:
    return {
        "line": promise.source.line,
        "text": promise.text,
        "done": promise.done,
        "due": iso(promise.due),
        "done_on": iso(promise.done_on),
        "people": _people(promise.people, vault),
    }


def _people(refs: Iterable[Ref], vault: Vault) -> list[Data]:
    found = (_person(ref, vault) for ref in refs)
    return list({(one["id"], one["name"]): one for one in found}.values())
