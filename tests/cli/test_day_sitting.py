"""The follow-up day at a terminal: one key a person, and nothing lost however it ends (rows A4, A6)."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from vaultcrm.cli import cli, day_sitting
from vaultcrm.cli.context import Context
from vaultcrm.vault.git_trust import agree_to_commits

FRIDAY = "2026-12-04"
SETTINGS = 'format = 1\nvault = "sitting"\ntimezone = "America/New_York"\ncountry = "US"\n[follow-up]\nper-day = 4\n'
PEOPLE = {
    "Ann Bay": "cadence: 3 months\nemail: ann@bay.example\n|- 2026-03-02 met\n",
    "Ben Cole": "cadence: 1 month\nprefers: post\naddress: 1 Main St\n|- 2026-10-10 call\n",
    "Cy Dunn": "cadence: 6 months\nshare: [the paper on tides]\n|- 2026-05-20 email\n",
    "Di Eck": "next_contact: 2026-12-03\n|- 2026-09-01 met\n",
    "Ed Fox": "cadence: 2 months\n|- 2026-11-25 met\n",
}


def note(rest):
    keys, log = rest.split("|")
    return f"---\ntype: contact\ncompany: Acme\n{keys}---\n\n## Log\n\n{log}"


@pytest.fixture
def folder(tmp_path):
    notes = {f"contacts/{name}.md": note(rest) for name, rest in PEOPLE.items()}
    for path, text in {"vaultcrm.toml": SETTINGS, "search.md": "---\ntype: search\nstatus: quiet\n---\n", **notes}.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    return tmp_path


@pytest.fixture(autouse=True)
def _own_state(monkeypatch, tmp_path):
    monkeypatch.setenv("VAULTCRM_STATE", str(tmp_path / ".state"))


@pytest.fixture
def sit(folder, monkeypatch):
    """Sit down on the follow-up day, and type."""
    monkeypatch.setattr("vaultcrm.cli.day.at_terminal", lambda: True)

    def sitting(typed, *words, today=FRIDAY):
        return CliRunner().invoke(cli, ["--vault", str(folder), "--today", today, "day", *words], input=typed)

    return sitting


def listed(folder, *words, today=FRIDAY):
    result = CliRunner().invoke(cli, ["--vault", str(folder), "--today", today, "day", "--json", *words])
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def names(found, key="people"):
    return [one["contact"]["name"] for one in found[key]]


def text(folder, name):
    return (folder / f"contacts/{name}.md").read_text()


def test_ranked_by_hand_first_then_by_the_silence_that_each_cadence_makes_long(folder):
    found = listed(folder)
    assert names(found) == ["Di Eck", "Ann Bay", "Ben Cole", "Cy Dunn"]
    assert [(one["silent_days"], one["every"], one["by_hand"]) for one in found["people"]] == [
        (None, None, True), (277, "3 months", False), (55, "1 month", False), (198, "6 months", False),
    ]  # fmt: skip
    assert (found["follow_up_day"], found["closed"], found["next"], found["waiting"]) == (True, False, "2027-01-04", 0)


def test_of_two_equal_silences_the_stronger_tie_goes_first(folder):
    for name in ("Zoe Abt", "Abe Zorn"):
        (folder / f"contacts/{name}.md").write_text(note("cadence: 3 months\n|- 2026-03-02 met\n"))
    (folder / "contacts/Guy Hale.md").write_text('---\ntype: contact\nintroduced_by: "[[Zoe Abt]]"\n---\n')
    found = names(listed(folder))
    assert found.index("Zoe Abt") < found.index("Abe Zorn")


def test_never_more_people_than_the_settings_say_and_not_one_more_when_some_are_done(folder, sit):
    for number in range(9):
        (folder / f"contacts/P{number}.md").write_text(note(f"cadence: 2 months\n|- 2026-0{1 + number % 6}-10 met\n"))
    assert len(listed(folder)["people"]) == 4
    sit("d\n\n" + "nq")
    assert len(listed(folder)["people"]) == 2


def test_each_key_does_what_it_says(folder, sit):
    result = sit("d" + "\nHello, and the news\n" + "s+2w\nTravelling\n" + "k\n" + "n" + "n\n")
    assert result.exit_code == 0, result.output
    assert "- 2026-12-04 email #next-contact: Hello, and the news\n" in text(folder, "Di Eck")
    assert "- 2026-12-04 snoozed #stay-in-touch until 2026-12-18: Travelling\n" in text(folder, "Ann Bay")
    assert "- 2026-12-04 skipped #stay-in-touch\n" in text(folder, "Ben Cole")
    assert "2026-12-04" not in text(folder, "Cy Dunn")
    assert result.stdout.endswith(
        "\nFriday 4 December 2026\ndone       Di Eck\nput off    Ann Bay\nnext time  Cy Dunn\nskipped    Ben Cole\n"
    )


def test_the_brief_of_each_is_shown(sit):
    result = sit("q")
    assert "-- 1 of 4 --" in result.stdout
    assert "Di Eck  Acme  contacts/Di Eck.md" in result.stdout
    assert "[d] done  [w] write a draft" in result.stderr


def test_done_asks_for_the_medium_and_takes_the_one_that_is_liked(folder, sit):
    sit("n" + "n" + "d\n\n" + "q")
    assert "- 2026-12-04 letter #stay-in-touch\n" in text(folder, "Ben Cole")


def test_a_medium_that_there_is_not_is_said_and_asked_again(folder, sit):
    result = sit("dpigeon\ncall\nLong talk\n" + "q")
    assert "'pigeon' is no medium" in result.stderr
    assert "- 2026-12-04 call #next-contact: Long talk\n" in text(folder, "Di Eck")


def test_a_day_that_cannot_be_is_said_and_asked_again(folder, sit):
    result = sit("s2020-01-01\nblursday\n+3d\n" + "q")
    assert "is not after 2026-12-04\n  A touch-point is put off to a later day.\n" in result.stderr
    assert "'blursday' is no day" in result.stderr
    assert "next_contact: 2026-12-07" in text(folder, "Di Eck")


def test_a_word_that_is_no_contact_is_said_before_the_text_is_typed(folder, sit):
    result = sit("n" + "lpigeon\nmet\nOn the tram\n" + "q")
    assert "'pigeon' is no verb of contact" in result.stderr
    assert "- 2026-12-04 met: On the tram\n" in text(folder, "Ann Bay")


def test_never_asks_once_more_and_takes_the_day_by_hand_out_too(folder, sit):
    sit("xn" + "\n" + "xy\n" + "q")
    assert "cadence: never" in text(folder, "Di Eck")
    assert "next_contact" not in text(folder, "Di Eck")
    assert "Di Eck" not in names(listed(folder))


def test_a_note_leaves_the_person_due_and_a_meeting_does_not(folder, sit):
    result = sit("lnote\nMoved to Lisbon\n" + "lmet\nOn the stairs\n" + "q")
    assert "- 2026-12-04 note: Moved to Lisbon\n- 2026-12-04 met: On the stairs\n" in text(folder, "Di Eck")
    assert "logged  Di Eck" in result.stdout


def test_other_keys_do_nothing_and_say_what_there_are(folder, sit):
    before = text(folder, "Di Eck")
    result = sit("?z\x1bq")
    assert result.stderr.count("[q] quit") == 4
    assert text(folder, "Di Eck") == before


def test_it_stops_and_goes_on_where_it_stopped(folder, sit):
    first = sit("d\n\n" + "n" + "q")
    assert "2 still to come: vaultcrm day goes on with them." in first.stdout
    found = listed(folder)
    assert (names(found), names(found, "left")) == (["Ben Cole", "Cy Dunn"], ["Ann Bay"])
    second = sit("q")
    assert "-- 1 of 2 --\nBen Cole" in second.stdout
    assert "Left for the next time: Ann Bay." in second.stdout


def test_who_was_left_comes_again_on_the_next_follow_up_day(folder, sit):
    sit("n" * 4 + "n\n")
    assert names(listed(folder)) == []
    assert names(listed(folder, today="2027-01-04"))[:2] == ["Di Eck", "Ann Bay"]


def test_without_the_state_folder_the_log_still_says_who_is_done(folder, sit):
    sit("d\n\n" + "n" + "q")
    (next((folder / ".state").rglob("left.json"))).write_text("not json")
    assert names(listed(folder)) == ["Ann Bay", "Ben Cole", "Cy Dunn"]


def test_a_vault_without_a_value_has_no_memory_and_loses_nothing(folder, sit):
    (folder / "vaultcrm.toml").write_text(SETTINGS.replace('vault = "sitting"\n', ""))
    assert sit("nnnnn\n").exit_code == 0
    assert len(listed(folder)["people"]) == 4


def test_at_the_end_the_day_itself_is_logged_and_holds_nobody_more(folder, sit):
    result = sit("d\n\n" + "d\n\n" + "n" + "n" + "\n")
    line = "- 2026-12-04 did #follow-up-day: in touch with Ann Bay, Di Eck; next time Ben Cole, Cy Dunn"
    assert line in result.stdout
    assert line in (folder / "search.md").read_text()
    found = listed(folder)
    assert (found["closed"], found["people"]) == (True, [])
    assert "worked through" in CliRunner().invoke(cli, ["--vault", str(folder), "--today", FRIDAY, "day"]).stdout


def test_a_day_that_was_left_in_between_is_logged_whole(folder, sit):
    sit("d\n\n" + "n" + "q")
    sit("k\n" + "lmet\n\n" + "\x03")
    assert "did" not in (folder / "search.md").read_text()
    result = sit("y\n")
    kept = (folder / "search.md").read_text()
    assert kept.endswith("did #follow-up-day: in touch with Cy Dunn, Di Eck; skipped Ben Cole; next time Ann Bay\n")
    assert "nobody is due" in result.stdout


def test_that_can_be_declined(folder, sit):
    sit("nnnnn\n")
    assert "did" not in (folder / "search.md").read_text()


def test_without_a_note_of_the_search_one_is_made(folder, sit):
    (folder / "search.md").unlink()
    sit("nnnny\n")
    assert "did #follow-up-day: next time Di Eck, Ann Bay, Ben Cole, Cy Dunn" in (folder / "search.md").read_text()


@pytest.mark.parametrize("end", ["", "\x03", "\x04", "dcall\n"])
def test_the_end_of_the_input_and_ctrl_c_lose_nothing(folder, sit, end):
    result = sit("d\nHello\n" + end)
    assert result.exit_code == 0, result.output
    assert "#next-contact: Hello" in text(folder, "Di Eck")
    assert "done  Di Eck" in result.stdout
    assert "3 still to come" in result.stdout


def test_a_note_that_the_editor_changes_meanwhile_is_read_again(folder, sit, monkeypatch):
    real, seen = day_sitting._key, []

    def meanwhile():
        seen.append(1)
        if len(seen) == 1:
            path = folder / "contacts/Di Eck.md"
            path.write_text(path.read_text() + "- 2026-12-04 call: They rang first\n")
            return "a"
        return real()

    monkeypatch.setattr(day_sitting, "_key", meanwhile)
    result = sit("q")
    assert "Di Eck is not due any more: the notes say so by now." in result.stderr
    assert "-- 2 of 4 --\nAnn Bay" in result.stdout
    assert "no longer due  Di Eck" in result.stdout


def test_a_note_changed_in_the_very_moment_of_writing_is_said_and_tried_again(folder, sit, monkeypatch):
    from vaultcrm.errors import ChangedMeanwhile

    def once(visit):
        monkeypatch.setitem(ways, "d", real)
        raise ChangedMeanwhile(
            "contacts/Di Eck.md: the file was changed meanwhile; nothing was written", "run the command again"
        )

    real, ways = day_sitting._done, {"d": day_sitting._done}
    ways["d"] = once
    monkeypatch.setattr(day_sitting, "_done", lambda visit: ways["d"](visit))
    result = sit("d" + "d\nHello\n" + "q")
    assert "the file was changed meanwhile" in result.stderr
    assert text(folder, "Di Eck").count("Hello") == 1


def test_a_note_that_is_gone_is_passed_by(folder, sit, monkeypatch):
    real = Context.fresh

    def gone(self):
        (folder / "contacts/Ann Bay.md").unlink(missing_ok=True)
        return real(self)

    monkeypatch.setattr(Context, "fresh", gone)
    result = sit("n" + "q")
    assert "Ann Bay is not due any more" in result.stderr
    assert result.exit_code == 0


def test_a_draft_is_shown_kept_and_linked_by_what_is_done_then(folder, sit):
    result = sit("nw" + "d\n\n" + "q")
    (draft,) = (folder / "drafts").glob("*.md")
    assert "Ann" in draft.read_text()
    assert f"in drafts/{draft.name}; vaultcrm draft" in result.stderr
    assert f"#stay-in-touch: [[drafts/{draft.stem}|what was said]]" in text(folder, "Ann Bay")


def test_a_draft_can_be_edited_where_an_editor_is_set(folder, sit, monkeypatch, tmp_path):
    script = tmp_path / "ed.py"
    script.write_text("import sys; open(sys.argv[1], 'a').write('And the twins?\\n')")
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")
    sit("wy\n" + "q")
    assert "And the twins?" in next((folder / "drafts").glob("*.md")).read_text()


def test_the_note_can_be_opened_in_between_and_without_an_editor_that_is_said(sit):
    result = sit("o" + "q")
    assert "no editor is set" in result.stderr
    assert "4 still to come" in result.stdout


def git(folder, *words):
    return subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("end", ["n" + "n" + "y\n", "q", "\x03"])
def test_one_commit_for_the_whole_sitting_where_the_settings_ask_for_it(folder, sit, end):
    (folder / "vaultcrm.toml").write_text(SETTINGS + "[git]\ncommit = true\n")
    (folder / ".gitignore").write_text(".state\n")
    agree_to_commits("sitting", folder)
    git(folder, "init", "-q")
    git(folder, "config", "user.email", "a@b.example")
    git(folder, "config", "user.name", "A")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "Begin")
    sit("d\nHello\n" + "s+2w\n\n" + end)
    assert git(folder, "log", "--format=%s").splitlines()[1:] == ["Begin"]
    assert git(folder, "log", "-1", "--format=%s").startswith("Follow-up day 2026-12-04: ")
    assert git(folder, "status", "--porcelain") == ""


def test_nothing_written_is_no_commit_and_is_said(folder, sit):
    assert "Nothing was written." in sit("q").stdout


def test_on_a_day_that_is_none_the_next_is_named_and_can_be_begun_now(folder, sit):
    monday = "2026-11-30"
    shown = sit("", today=monday)
    assert shown.stdout.startswith("Monday 30 November 2026  no follow-up day, nobody is due\n")
    assert "The next follow-up day is Fri 4 Dec 2026: 4 people are due then; --now begins\nwith it today." in shown.stdout
    begun = sit("d\n\n" + "q", "--now", today=monday)
    assert "-- 1 of 4 --" in begun.stdout
    assert "3 still to come: vaultcrm day --now goes on with them." in begun.stdout
    assert "- 2026-11-30 email #next-contact\n" in text(folder, "Di Eck")
    assert names(listed(folder, "--now", today=monday)) == ["Ann Bay", "Ben Cole", "Cy Dunn"]


def test_the_list_of_a_day_to_come_is_only_shown(folder, sit):
    result = sit("", "--date", FRIDAY, today="2026-11-30")
    assert result.stdout.startswith("Friday 4 December 2026  follow-up day, 4 people\n")
    assert "-- 1 of" not in result.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--date", "2026-12-01"), "2026-12-01 has passed"),
        (("--date", "fri", "--now"), "--date and --now are two days"),
        (("--date", "blursday"), "'blursday' is no day"),
    ],
)
def test_days_that_cannot_be_asked_for_are_wrong_usage(sit, words, said):
    result = sit("", *words)
    assert (result.exit_code, said in result.stderr) == (2, True)


def test_where_nobody_is_kept_in_touch_with_it_says_how_to_begin(folder):
    for path in (folder / "contacts").glob("*.md"):
        path.unlink()
    result = CliRunner().invoke(cli, ["--vault", str(folder), "--today", FRIDAY, "day"])
    assert "Nobody is kept in touch with yet. `cadence: 3 months` in a note" in result.stdout


def test_without_a_terminal_everybody_is_listed_with_what_to_do(folder):
    result = CliRunner().invoke(cli, ["--vault", str(folder), "--today", FRIDAY, "day"])
    assert result.exit_code == 0
    assert "last contact 9 months ago, every 3 months wanted" in result.stdout
    assert "to share: the paper on tides" in result.stdout
    assert "vaultcrm done " in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_what_begins_now_is_the_next_day_and_not_one_behind_another_that_is_looked_at(folder, sit):
    shown = sit("", "--date", "2027-01-20", today="2026-11-30")
    assert "The next follow-up day is Fri 5 Feb 2027" in shown.stdout
    assert "--now" not in shown.stdout
