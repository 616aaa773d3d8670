"""``vaultcrm.toml``: what it says, what it leaves out, and what is wrong in it."""

from datetime import date, time
from textwrap import dedent

import pytest

from vaultcrm.model import Away, FeedSettings, GroupCadence, Interval, Me, PublishSettings, Settings
from vaultcrm.vault.settings import read_settings


def read(text: str) -> tuple[Settings, list[str]]:
    settings, problems = read_settings(dedent(text).lstrip("\n"))
    return settings, [f"{problem.source.line}: {problem.message}" for problem in problems if problem.severity != "hint"]


def good(text: str) -> Settings:
    settings, problems = read(text)
    assert problems == []
    return settings


FULL = """
    format = 1
    vault = "k3x9"
    timezone = "America/New_York"
    country = "US"
    folders = ["CRM"]
    ignore = ["CRM/old"]
    birthdays = true

    [me]
    name = "Robin Hale"
    email = "robin@example.com"
    phone = "+1 555 0100"
    address = \"\"\"
    1 High Street
    Boston\"\"\"

    [playbooks]
    screen = ["savvy"]
    other = "savvy, value-pitch"

    [follow-up]
    day = 15
    per-day = 5

    [search]
    live-jobs = 2
    quiet-days = 10

    [hours]
    working = "8:30-17"

    [[cadence]]
    query = "tag:mentor"
    every = "90 days"
    [[cadence]]
    query = "tag:school"
    every = "never"

    [[away]]
    from = 2026-12-24
    to = 2027-01-03
    timezone = "Europe/Berlin"

    [[feed]]
    name = "mine"
    level = "full"
    alarms = false
    [[feed]]
    name = "family"
    file = "out/family.ics"
    level = "busy"
    kinds = ["interviews"]

    [checklist]
    file = "Today.md"

    [fields.contact]
    role = "title"
    company = "org"
    [fields.job]
    status = "stage"

    [stages]
    interview = "interviewing"

    [verbs]
    coffee = "met"

    [git]
    commit = true
"""


def test_everything_that_can_be_said() -> None:
    assert good(FULL) == Settings(
        format=1,
        vault="k3x9",
        me=Me(
            name="Robin Hale",
            email="robin@example.com",
            phone="+1 555 0100",
            address="1 High Street\nBoston",
            timezone="America/New_York",
            country="US",
        ),
        playbooks={"screen": ("savvy",), "other": ("savvy", "value-pitch")},
        follow_up_day="15",
        per_day=5,
        live_jobs=2,
        quiet_days=10,
        working_hours=(time(8, 30), time(17)),
        cadences=(GroupCadence("tag:mentor", Interval(90, "day")), GroupCadence("tag:school", "never")),
        away=(Away(date(2026, 12, 24), date(2027, 1, 3), "Europe/Berlin"),),
        feeds=(
            FeedSettings(name="mine", file="mine.ics", level="full", alarms=False),
            FeedSettings(name="family", file="out/family.ics", level="busy", kinds=("interviews",)),
        ),
        birthdays="*",
        checklist="Today.md",
        fields={"contact": {"role": "title", "org": "company"}, "job": {"status": "stage"}},
        stages={"interview": "interviewing"},
        verbs={"coffee": "met"},
        folders=("CRM",),
        ignore=("CRM/old",),
        git_commit=True,
    )


def test_an_empty_file_has_a_sensible_value_for_everything() -> None:
    settings, problems = read_settings("")
    assert settings == Settings()
    assert [(problem.severity, "`vault`" in problem.message) for problem in problems] == [("hint", True)]


def test_hyphens_underscores_and_case_do_not_matter() -> None:
    assert good('Vault = "x"\n[Follow_Up]\nPER_DAY = 3\n').per_day == 3


def test_zone_and_country_stand_at_the_top_or_under_me() -> None:
    assert good('vault = "x"\n[me]\ntimezone = "Europe/Berlin"\ncountry = "de-by"\n').me == Me(
        timezone="Europe/Berlin", country="DE-BY"
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("format = 2", "2: the vault has format 2, and this release knows formats up to 1"),
        ('format = "one"', '2: `format = "one"` is not understood'),
        ('timezone = "Mars/Base"', '2: `timezone = "Mars/Base"` is not understood'),
        ('country = "Germany"', '2: `country = "Germany"` is not understood'),
        ("folders = 3", "2: `folders = 3` is not understood"),
        ("colour = 1", "2: the settings have no key `colour`"),
        ("me = 1", "2: `me` is no table"),
        ("feed = 1", "2: `feed` is no list of tables"),
        ("[follow-up]\nper-day = 0", "3: `per-day = 0` is not understood"),
        ('[follow-up]\nday = "fridays"', '3: `day = "fridays"` is not understood'),
        ('[hours]\nworking = "17-9"', '3: `working = "17-9"` is not understood'),
        ("[playbooks]\nscreen = 1", "3: `screen = 1` is not understood"),
        ('[[cadence]]\nquery = "tag:a"', "2: a cadence wants `query` and `every`"),
        ('[[cadence]]\nquery = "tag:a"\nevery = "often"', '4: `every = "often"` is not understood'),
        ("[[away]]\nfrom = 2026-12-24", "2: days away want `from` and `to`"),
        ("[[away]]\nfrom = 2026-12-24\nto = 9999-12-31", "4: `to = 9999-12-31` is not understood"),
        ("[[cadence]]\nquery = 'tag:a'\nevery = '0 days'", '4: `every = "0 days"` is not understood'),
        ("[[away]]\nfrom = 2026-12-24\nto = 2026-12-20", "4: the last day, 2026-12-20, is before the first, 2026-12-24"),
        ('[[feed]]\n[[feed]]\nname = "busy"\nlevel = 1', "5: `level = 1` is not understood"),
        ("[[feed]]\n[[feed]]\nfile='a.ics'", "3: another feed has the name `vaultcrm` already, so this one is left out"),
        ("[[feed]]\nname='a'\n[[feed]]\nfile='A.ics'", "5: another feed has the file `A.ics` already, so this one is left out"),
        (
            "[[feed]]\nfile='x/a.ics'\n[[feed]]\nname='b'\nfile='./X//a.ics'",
            "6: another feed has the file `./X//a.ics` already, so this one is left out",
        ),
        (
            "[[feed]]\nname='ä'\n[[feed]]\nname='a\u0308'",
            "5: another feed has the name `a\u0308` already, so this one is left out",
        ),
        ("[[feed]]\nfile = 'Inbox.md'", "3: `Inbox.md` is no name of a calendar; `Inbox.md.ics` is used"),
        ("[[feed]]\nfile = 'vaultcrm.toml'", "3: `vaultcrm.toml` is no name of a calendar; `vaultcrm.toml.ics` is used"),
        ('[[feed]]\nfile = "/tmp/x.ics"', "3: `/tmp/x.ics` points out of the vault; `x.ics` is used"),
        ('[[feed]]\nfile = "../x.ics"', "3: `../x.ics` points out of the vault; `x.ics` is used"),
        ('[checklist]\nfile = "~/x.md"', "3: `~/x.md` points out of the vault; `x.md` is used"),
        ('[fields.contact]\nfoo = "bar"', "3: neither `foo` nor `bar` is a key of ours"),
        ('[fields.people]\nfoo = "bar"', "2: the settings have no key `people` in `[fields]`"),
        ('[types]\n"#person" = "friend"', '3: `#person = "friend"` is not understood'),
        ('[stages]\ninterview = "talking"', '3: `interview = "talking"` is not understood'),
        ('[verbs]\ncoffee = "drank"', '3: `coffee = "drank"` is not understood'),
    ],
)
def test_what_is_wrong_is_said_with_its_line_and_the_rest_goes_on(line: str, said: str) -> None:
    settings, problems = read(f'vault = "k3x9"\n{line}\n')
    assert problems == [said]
    assert settings.vault == "k3x9"


def test_a_wrong_list_of_playbooks_leaves_the_usual_ones() -> None:
    assert read("[playbooks]\nscreen = 1\nother = []\n")[0].playbooks == {"other": ()}


def test_a_line_that_is_no_toml_costs_that_line() -> None:
    settings, problems = read('vault = "k3x9"\nfolders = [contacts]\ncountry = "US"\nwhat?\n')
    assert (settings.vault, settings.me.country, settings.folders) == ("k3x9", "US", ())
    assert [problem.split(":")[0] for problem in problems] == ["2", "4"]


def test_of_two_feeds_of_one_name_the_first_counts() -> None:
    """One address must never show now what one feed says, now what the other does."""
    settings, _ = read('[[feed]]\nname = "a"\nlevel = "busy"\n[[feed]]\nname = "A"\nlevel = "full"\n[[feed]]\nname = "b"\n')
    assert [(feed.name, feed.level) for feed in settings.feeds] == [("a", "busy"), ("b", "names")]


def test_a_text_without_an_end_costs_everything_and_says_so() -> None:
    settings, problems = read('vault = "k3x9"\n[me]\naddress = """1 High Street\n')
    assert settings == Settings()
    assert len(problems) == 1


def test_a_byte_order_mark_is_no_fault() -> None:
    assert good('\ufeffvault = "x"\n').vault == "x"


def test_where_to_publish_is_read_and_nonsense_is_told():
    settings, problems = read_settings(
        '[[publish]]\nto = "dav:https://host.example/x.ics"\nfeed = "mine"\n[[publish]]\nto = "ftp://x"\n[[publish]]\nurl = "https://x"\n'
    )
    assert settings.publish == (PublishSettings("dav:https://host.example/x.ics", "mine"),)
    assert [problem.source.line for problem in problems if problem.severity == "error"] == [5, 6]
