"""``vaultcrm help``: short pages about what no single command tells, and the help of any command."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from textwrap import dedent
from typing import TYPE_CHECKING

import click

from vaultcrm.errors import NotFound

from .help import example

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

NOTES = """\
    A vault is a folder of Markdown notes. A note's `type` says what it is, else
    its folder.

      contacts/    one a person        name, title, company, email, phone, address,
                                       prefers, linkedin_ok, cadence, introduced_by
      interviews/  one a conversation  start, duration, timezone, kind, job,
                                       interviewers, verdict, went, answer_by
      jobs/        one an opening      company, title, stage, hiring_manager
      search.md    the search itself   status: active, quiet or off
      Inbox.md     jotted down         filed by `vaultcrm inbox`

    Links are [[Dana Lee]], in front matter quoted: job: "[[Acme Engineer]]".
    A key with nothing behind it means 'not known'. Keys of your own are left alone.
    Headings of an interview's note are the debrief: Topics, What went well, What I
    said and wish I had not, What I did not say and wish I had, Requirement I did
    not meet, Promised. `- [ ] send the list 2026-11-20` is a promise, in any note.

    Everything that a command writes can be typed by hand. `vaultcrm doctor` says,
    line by line, what could not be read.
"""
LOG = """\
    Under a heading `Log` in any note, one line a contact:

      - 2026-11-17 email [[Dana Lee]] #thank-you: Picked up her question
      - 2026-11-19 email from [[Dana Lee]]: They decide on Friday
      - 2026-11-20 16:40 voicemail [[Dana Lee]] #call-1
      - 2026-11-20 skipped [[Sam Roe]] #thank-you: Left the company
      - 2026-11-21 snoozed [[Dana Lee]] #call-2 until 2026-11-30
      - 2026-11-24 stage references

      contact   email, call, voicemail, card, letter, linkedin, message, met, sent
      from them heard, replied, or any of these with `from`: it holds the chasing
      no more   skipped; later: snoozed ... until DATE; both want a #step
      facts     stage X, verdict X, went X
      yourself  did #debrief; note: no contact; no-answer: an attempt
      friends   note #friend-hired: Lea, at Saffron Pay (in the note of who helped;
                also #friend-interview, #friend-offer: `vaultcrm tree` shows them)

    In a contact's note that person is meant. A line without a #step closes the one
    that it fits; where it fits two, the agenda asks. Words of your own: [verbs] in
    the settings.
"""
SETTINGS = """\
    vaultcrm.toml makes a folder a vault. What is missing has a sensible value.

      vault = "..."                    random; never change it
      timezone, country, [me]          yours: for what today is, for drafts
      [playbooks]                      which systems run, by kind of interview
      [follow-up] day, per-day         the day kept for staying in touch
      [search] live-jobs, quiet-days   when a nudge comes
      [hours] working = "9:00-17:00"   when to call, where the person is
      [[cadence]] query, every         how often to be in touch with a group
      birthdays = "tag:friend"         whose to be reminded of; true: everyone's
      [[away]] from, to                nothing is planned, nothing is missed
      [drafts] language, paper         de, en; a4, letter; also checks and words
      [[feed]] name, file, level       a calendar: busy, names, private or full
      [[publish]] to, feed             where `vaultcrm publish` sends the feeds
      [checklist] file = "Today.md"    a note to tick on the phone
      [types], [fields.contact]        words, "#tags" and folders/ of your own:
      [stages], [verbs]                yours = ours
      [queries] mentors = "tag:mentor" asked as @mentors (vaultcrm help queries)
      [work-log] weekly = 3            activities a week that your office asks for
      [git] commit = true              one commit a command
      cache, folders, ignore           keep a copy; where to look, where not

    `vaultcrm doctor` names what it does not know. No secret belongs here.
"""
PLAYBOOKS = """\
    A playbook is a note: prose, and one yaml block with the steps.

      stay-in-touch  thanks, a card, then six months, twelve, every year
      savvy          thanks as they like it, LinkedIn, check-ins with slack
      value-pitch    within 48 hours: what you bring, how you fit, what you deliver
      impressive     thanks the same day, three short calls
      persistent     thanks, a call, a letter, a word a week
      application    one question after an application
      offer          deciding, and telling the others

    Which run: `playbooks:` of the interview, else [playbooks] of the settings.

      vaultcrm playbook list          those that there are
      vaultcrm playbook show savvy    one of them, step by step
      vaultcrm playbook add NAME      bring a shipped one into the vault
      vaultcrm playbook check         whether yours can be read
      vaultcrm why KEY                where a touch-point comes from

    The language of the steps: docs/playbooks.md.
"""
QUERIES = """\
    `list`, and the groups of [[cadence]], feeds and birthdays, ask for notes in
    words, all of which must fit. Case and accents do not matter.

      anna  "on call"  #mentor         it is in the name, the company, ...; a tag
      company:acme  email=x@y.org      the field holds it; is it and nothing else
      stage!=lead                      it is not
      has:phone  missing:address       there is any; there is none
      met>=2026-01  met:2026           days; a month or a year is all of it
      applied>-30d  start>=today       days counted from today
      silent>30d  silent:30d           longer than; that long or longer
      due<7d  due:7d  birthday<30d     within the next days
      cadence<=3m  linkedin_ok:yes     lengths of time; yes or no
      not tag:x  -tag:x                not
      a or b  (a b) or c               either; parentheses go before
      @mentors                         saved under [queries] in the settings

    Fields are called as in the notes, or by your own words of [fields]; besides
    there are name, path, promises, silent, due, last_contact, last_news. Groups are
    not made by what changes from day to day (silent, due, days from today).

    In a shell < > ( ) want quotes: vaultcrm list contacts 'silent>30d'.
"""
DRAFTS = """\
    From the step to the word that is said, and to the line that says so:

      vaultcrm draft                  what can be drafted
      vaultcrm draft KEY              the text, a note in drafts/; --edit opens it
      vaultcrm draft --interview X    all thank-yous of a panel, each different
      vaultcrm check KEY              what is to be put right; alone: in all unsent
      vaultcrm draft KEY --eml        a message for your mail program; or --mailto,
                                      --copy, --pdf, --card, --speak
      vaultcrm done KEY               logged, with a link to what was said

    [?: a topic] is a gap: what your notes lack. What stands below the last --- is
    for your own eyes, and never sent. Once you have edited a draft it is yours;
    until then it follows the notes. The program sends nothing itself.

    The templates are templates/drafts/ in the vault; their language:
    docs/drafts.md.
"""
TOPICS: Mapping[str, tuple[str, str]] = {
    "notes": ("what stands in which note", NOTES),
    "log": ("how a line of the log is written", LOG),
    "drafts": ("from what to say to what was said", DRAFTS),
    "queries": ("how lists and groups are asked for", QUERIES),
    "playbooks": ("the follow-up systems", PLAYBOOKS),
    "settings": ("vaultcrm.toml", SETTINGS),
}


def _topics(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    root = ctx.find_root()
    commands = root.command.list_commands(root) if isinstance(root.command, click.Group) else []
    return [CompletionItem(name) for name in dict.fromkeys((*TOPICS, *commands)) if name.startswith(incomplete)]


@click.command("help", epilog=example("vaultcrm help log", "vaultcrm help done"))
@click.argument("topic", required=False, shell_complete=_topics)
@click.pass_context
def help_topic(ctx: click.Context, topic: str | None) -> None:
    """A page about notes, log, drafts, queries, playbooks or settings.

    TOPIC may be a command too.
    """
    root = ctx.find_root()
    group = root.command
    command = group.get_command(root, topic) if topic and isinstance(group, click.Group) else None
    if topic is None:
        click.echo(_contents(), nl=False)
    elif topic in TOPICS:
        click.echo(dedent(TOPICS[topic][1]), nl=False)
    elif command:
        click.echo(command.get_help(click.Context(command, info_name=topic, parent=root)))
    else:
        near = get_close_matches(topic, TOPICS, cutoff=0.6)
        raise NotFound(f"there is no page {topic!r}", f"Did you mean {near[0]}?" if near else _contents())


_STATUS = """
A command ends with status 0 when it is done; 1: checks or doctor found
something; 2: it was called wrongly; 3: there is no vault, or it cannot be read
or written; 4: no such thing, or several; 5: a file was changed meanwhile.
"""


def _contents() -> str:
    pages = "".join(f"  vaultcrm help {name:<10} {about}\n" for name, (about, _) in TOPICS.items())
    of_command = "  vaultcrm help COMMAND    what a command does (or COMMAND --help)\n"
    return f"{pages}{of_command}\nvaultcrm --help shows every command.\n{_STATUS}"
