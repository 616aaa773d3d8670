"""Full text over the notes: what is found, in which order, on which line; and an index that is never another answer."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import threading
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultcrm.vault.fulltext import discard, find, index_file, terms
from vaultcrm.vault.fulltext import index as db
from vaultcrm.vault.fulltext.asking import expression, met
from vaultcrm.vault.fulltext.lines import best_line
from vaultcrm.vault.fulltext.looking import look
from vaultcrm.vault.fulltext.words import places, stems, words

NOTES = {
    "vaultcrm.toml": 'vault = "test"\n',
    "contacts/Dana Müller.md": """
        ---
        type: contact
        aliases: [Danuta]
        company: Acme
        email: dana@example.com
        ---

        Runs the Häuser migrations; asks about the on-call rota.

        ## Log

        - 2026-11-12 email: Sent the paper on migrating schemas
        """,
    "contacts/Sam Roe.md": "---\ntype: contact\nname: Samuel Roe\n---\n\nDana Müller. Dana's migration paper. Dana, Dana.\n",
    "contacts/Old.md": "---\ntype: contact\narchived: true\n---\nmigration\n",
    "drafts/To Sam.md": "---\ntype: draft\nsubject: Thank you\n---\n\nYour straße, your rota on the call.\n",
    "companies/Acme.md": "---\ntype: company\ntitle: Acme Migrations Inc\n---\nTokyo 東京都 office 🚀 rocket\n",
    "templates/note.md": "migration\n",
    "Today.md": "- [ ] migration\n",
}


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    for name, text in NOTES.items():
        path = tmp_path / "vault" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text).lstrip("\n"), encoding="utf-8")
    settle(tmp_path / "vault")
    yield tmp_path / "vault"
    discard(tmp_path / "vault")


def settle(vault: Path) -> None:
    """As if the notes had been written a minute ago; what of a file cannot be set back is looked past in these tests."""
    for path in vault.rglob("*.md"):
        os.utime(path, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns - 60_000_000_000))


@pytest.fixture
def _long_ago(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock is a minute ahead: what was written in this test is no longer fresh."""
    from vaultcrm.vault import stamps

    now = stamps.time.time_ns
    monkeypatch.setattr(stamps.time, "time_ns", lambda: now() + 60_000_000_000)


def paths(vault: Path, *typed: str) -> list[str]:
    return [place.source.path for place in find(vault, terms(typed), 20).places]


@pytest.mark.parametrize("typed", ["lukasz", "Łukasz", "kobenhavn", "djordje", "dordje"])
def test_letters_with_a_stroke_are_found_without_it(vault: Path, typed: str) -> None:
    (vault / "contacts/Lukasz.md").write_text("---\ntype: contact\nname: Łukasz Wójcik\n---\n\nKøbenhavn, Đordje\n", "utf-8")
    assert paths(vault, typed) == ([] if typed == "djordje" else ["contacts/Lukasz.md"])


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (["samuel"], ["contacts/Sam Roe.md"]),
        (["danuta"], ["contacts/Dana Müller.md"]),
        (["MULLER", "dana"], ["contacts/Dana Müller.md", "contacts/Sam Roe.md"]),
        (["mu\u0308ller", "rota"], ["contacts/Dana Müller.md"]),
        (["migrated", "schema"], ["contacts/Dana Müller.md"]),
        (["Haus"], ["contacts/Dana Müller.md"]),
        (["migration"], ["companies/Acme.md", "contacts/Sam Roe.md", "contacts/Dana Müller.md", "Today.md"]),
        (["migra*"], ["companies/Acme.md", "contacts/Sam Roe.md", "contacts/Dana Müller.md", "Today.md"]),
        (["migrat"], ["companies/Acme.md", "contacts/Sam Roe.md", "contacts/Dana Müller.md", "Today.md"]),
        (["strasse"], ["drafts/To Sam.md"]),
        (["Mueller"], ["contacts/Dana Müller.md", "contacts/Sam Roe.md"]),
        (["on call"], ["contacts/Dana Müller.md"]),
        (["on-call rota"], ["contacts/Dana Müller.md"]),
        (['"paper on" dana'], ["contacts/Dana Müller.md"]),
        (["paper on*"], ["contacts/Dana Müller.md"]),
        (['"rota'], ["contacts/Dana Müller.md", "drafts/To Sam.md"]),
        (["dana@example.com"], ["contacts/Dana Müller.md"]),
        (["東京"], ["companies/Acme.md"]),
        (["京東"], []),
        (["nobody"], []),
        (["paper nobody"], []),
        (["type: draft"], ["drafts/To Sam.md"]),
    ],
)
def test_what_is_found(vault: Path, typed: list[str], found: list[str]) -> None:
    assert sorted(paths(vault, *typed)) == sorted(found)


def test_names_and_aliases_come_first_then_what_says_most_of_it(vault: Path) -> None:
    assert paths(vault, "dana") == ["contacts/Dana Müller.md", "contacts/Sam Roe.md"]
    assert paths(vault, "danuta", "müller") == ["contacts/Dana Müller.md"]
    (vault / "contacts/Ruth.md").write_text("rota rota rota rota\n")
    assert paths(vault, "rota")[0] == "contacts/Ruth.md"


def test_a_person_comes_before_the_talks_and_drafts_that_are_named_after_them_with_the_name_shown(vault: Path) -> None:
    (vault / "contacts/Kim Novak.md").write_text(
        "---\ntype: contact\nid: kim-novak\nname: Kim Novak\n---\n\nLong " + "word " * 50
    )
    for folder, kind in (("drafts", "draft"), ("interviews", "interview")):
        path = vault / folder / "2026-11-18 Kim Novak.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"---\ntype: {kind}\ntitle: Kim Novak\n---\nKim Novak\n")
    first, *others = find(vault, terms(["novak"]), 9).places
    assert (str(first.source), first.text) == ("contacts/Kim Novak.md:4", "name: Kim Novak")
    assert [one.source.path for one in others] == ["drafts/2026-11-18 Kim Novak.md", "interviews/2026-11-18 Kim Novak.md"]
    assert find(vault, terms(["kim-novak"]), 9).places[0].text == "name: Kim Novak"


def test_the_line_is_the_one_that_says_most_and_what_was_looked_for_is_marked(vault: Path) -> None:
    place = find(vault, terms(["migrate", "paper"]), 20).places[-1]
    assert (str(place.source), place.text) == (
        "contacts/Dana Müller.md:12", "- 2026-11-12 email: Sent the paper on migrating schemas"
    )  # fmt: skip
    assert [place.text[start:end] for start, end in place.marks] == ["paper", "migrating"]
    assert str(find(vault, terms(["dana@example.com"]), 1).places[0].source) == "contacts/Dana Müller.md:5"
    assert find(vault, terms(["roe"]), 1).places[0].text == "name: Samuel Roe"


def test_a_name_that_only_the_file_has_is_shown_as_such() -> None:
    place = best_line("contacts/Dana Lee.md", "\ufeff---\ntype: contact\n---\n", terms(["lee"]))
    assert (str(place.source), place.text, place.marks) == ("contacts/Dana Lee.md:1", "Dana Lee", ((5, 8),))


def test_lines_are_counted_as_editors_do() -> None:
    assert str(best_line("x.md", "a\r\nb\r\nrota\r\n", terms(["rota"])).source) == "x.md:3"
    assert best_line("x.md", "a\r\nrota\r\n", terms(["rota"])).text == "rota"


def test_a_phrase_over_the_end_of_a_line_is_shown_where_it_begins(vault: Path) -> None:
    (vault / "contacts/Ruth.md").write_text("one\nsaw a\nbassoon there\n")
    place = find(vault, terms(["a bassoon"]), 1).places[0]
    assert (str(place.source), place.text) == ("contacts/Ruth.md:2", "saw a")


def test_a_line_without_end_is_read_whole(vault: Path) -> None:
    (vault / "contacts/Ruth.md").write_text("lorem ipsum " * 20_000 + "bassoon " + "dolor " * 1_000)
    assert paths(vault, "bassoon dolor", "ipsum bassoon", "lorem") == ["contacts/Ruth.md"]


def test_the_limit_limits_and_all_are_counted(vault: Path) -> None:
    found = find(vault, terms(["migration"]), 2)
    assert (len(found.places), found.total) == (2, 4)


@pytest.mark.usefixtures("_long_ago")
def test_what_is_written_changed_and_deleted_is_known_at_once(vault: Path) -> None:
    note = vault / "contacts/Sam Roe.md"
    assert paths(vault, "xylophone") == []
    note.write_text("xylophone\n")
    assert paths(vault, "xylophone") == ["contacts/Sam Roe.md"]
    assert paths(vault, "samuel") == []
    note.rename(vault / "contacts/Samantha.md")
    assert paths(vault, "xylophone") == ["contacts/Samantha.md"]
    (vault / "contacts/Samantha.md").unlink()
    assert paths(vault, "xylophone") == []


def test_a_file_written_twice_within_the_clocks_grain_is_read_again(vault: Path) -> None:
    note = vault / "contacts/Sam Roe.md"
    note.write_text("oboe one\n")
    before = note.stat()
    assert paths(vault, "one") == ["contacts/Sam Roe.md"]
    note.write_text("oboe two\n")
    os.utime(note, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert paths(vault, "two") == ["contacts/Sam Roe.md"]
    assert paths(vault, "one") == []


@pytest.mark.usefixtures("_long_ago")
def test_settings_that_say_where_to_look_and_what_names_are_count_at_once(vault: Path) -> None:
    settings = vault / "vaultcrm.toml"
    assert "Today.md" in paths(vault, "migration")
    settings.write_text('vault = "test"\nignore = ["companies/*"]\n[checklist]\nfile = "Today.md"\n')
    assert sorted(paths(vault, "migration")) == ["contacts/Dana Müller.md", "contacts/Sam Roe.md"]
    settings.write_text('vault = "test"\nfolders = ["drafts"]\n')
    assert paths(vault, "rota") == ["drafts/To Sam.md"]
    settings.write_text('vault = "test"\n[fields.contact]\nfirma = "name"\ncompany = "aliases"\n')
    assert paths(vault, "acme")[0] in ("companies/Acme.md", "contacts/Dana Müller.md")
    with sqlite3.connect(index_file(vault)) as index:
        (names,) = index.execute("SELECT names FROM notes WHERE notes MATCH 'danuta'").fetchone()
    index.close()
    assert names == "dana muller danuta acme"


@pytest.mark.usefixtures("_long_ago")
def test_a_second_look_reads_no_note_and_no_settings(vault: Path) -> None:
    """Nor is anything imported that only they need."""
    script = (
        "import sys, time; now = time.time_ns; time.time_ns = lambda: now() + 60_000_000_000\n"
        "from pathlib import Path; from vaultcrm.vault.fulltext import find, terms\n"
        f"found = find(Path({str(vault)!r}), terms(['rota']), 5)\n"
        "print(found.total, sorted({'yaml', 'frontmatter', 'vaultcrm.vault.settings', 'tomllib'} & set(sys.modules)))"
    )
    first, second = (subprocess.run([sys.executable, "-c", script], capture_output=True, text=True).stdout for _ in range(2))
    assert first != second
    assert second == "2 []\n"


def test_the_index_is_for_its_owner_alone_and_none_where_the_settings_say_so(vault: Path) -> None:
    assert paths(vault, "rota")
    file = index_file(vault)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    (vault / "vaultcrm.toml").write_text('vault = "test"\ncache = false\n')
    assert paths(vault, "rota") == ["drafts/To Sam.md", "contacts/Dana Müller.md"]
    assert not file.parent.exists()
    assert paths(vault, "rota")
    assert not file.parent.exists()


@pytest.mark.parametrize("damage", ["rubbish", "half", "empty", "other", "tables", "facts"])
@pytest.mark.usefixtures("_long_ago")
def test_a_damaged_index_is_made_anew(vault: Path, damage: str) -> None:
    wanted = find(vault, terms(["migration"]), 20)
    file = index_file(vault)
    data = file.read_bytes()
    with sqlite3.connect(file) as index:
        if damage == "tables":
            index.execute("DROP TABLE files")
        if damage == "facts":
            index.execute("UPDATE facts SET value = 'x' WHERE name = 'rules'")
            index.execute("UPDATE facts SET value = 5 WHERE name = 'mark'")
    index.close()
    if damage in ("rubbish", "half", "empty"):
        file.write_bytes({"rubbish": b"no database " * 500, "half": data[: len(data) // 2], "empty": b""}[damage])
    if damage == "other":
        file.unlink()
        with sqlite3.connect(file) as index:
            index.execute("CREATE TABLE files (other)")
        index.close()
    assert find(vault, terms(["migration"]), 20) == wanted
    assert find(vault, terms(["migration"]), 20) == wanted


def test_a_locked_index_is_waited_for_and_then_done_without(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = find(vault, terms(["migration"]), 20)
    monkeypatch.setattr(db, "_WAIT", 0.05)
    holder = sqlite3.connect(index_file(vault), isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    (vault / "contacts/Sam Roe.md").write_text("---\nname: Samuel Roe\n---\nDana's migration. New line: bassoon.\n")
    assert paths(vault, "bassoon") == ["contacts/Sam Roe.md"]
    holder.execute("ROLLBACK")
    holder.close()
    assert find(vault, terms(["migration"]), 20).total == wanted.total


def test_a_folder_that_cannot_be_made_is_done_without(vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("VAULTCRM_CACHE", str(tmp_path / "file"))
    assert paths(vault, "bassoon") == []
    assert paths(vault, "samuel") == ["contacts/Sam Roe.md"]


@pytest.mark.usefixtures("_long_ago")
def test_after_any_edits_the_index_answers_as_a_new_one_does(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vaultcrm.vault.fulltext.finding._AT_ONCE", 3)
    for turn in range(12):
        note = vault / f"contacts/N{turn % 5}.md"
        if turn % 4 == 3:
            note.unlink(missing_ok=True)
        else:
            note.write_text(f"---\nname: Dana {turn}\n---\n" + "migration paper rota " * (turn + 1))
        kept = [find(vault, terms([word]), 9) for word in ("dana", "migrations", "rota", "pap*")]
        file = index_file(vault)
        file.rename(file.with_suffix(".aside"))
        assert [find(vault, terms([word]), 9) for word in ("dana", "migrations", "rota", "pap*")] == kept
        file.with_suffix(".aside").replace(file)


def test_several_at_once_answer_alike(vault: Path) -> None:
    discard(vault)
    answers: list[list[str]] = []
    threads = [threading.Thread(target=lambda: answers.append(paths(vault, "rota"))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [["drafts/To Sam.md", "contacts/Dana Müller.md"]] * 6


def test_links_pipes_and_names_that_are_no_text_stop_nothing(vault: Path) -> None:
    (vault / "contacts/Link.md").symlink_to(vault / "contacts/Sam Roe.md")
    os.mkfifo(vault / "contacts/pipe.md")
    (Path(os.fsdecode(os.fsencode(vault) + b"/contacts/\xff.md"))).write_text("bassoon")
    (vault / "contacts/Latin.md").write_bytes("Müller bassoon".encode("latin-1"))
    assert paths(vault, "bassoon") == paths(vault, "muller", "bassoon") == ["contacts/Latin.md"]


def test_words_are_folded_and_known_by_their_stems() -> None:
    assert words("Straße, ÉCOLE e\u0301cole naïve_x 東京 a1") == ["strasse", "ecole", "ecole", "naive", "x", "東", "京", "a1"]
    assert stems("migrations") == ("migrat", "migration")
    assert stems("hausern") == ("haus",)
    assert stems("call") == stems("x1234") == stems("a" * 50) == ()


def test_of_the_stemmers_only_those_of_two_languages_are_imported() -> None:
    code = (
        "import sys; from vaultcrm.vault.fulltext import words; first = words.stems('migrations');"
        "print([name for name in sys.modules if 'stemmer' in name]); import snowballstemmer;"
        "words.stems.cache_clear(); words._stemmers.cache_clear();"
        "print(words.stems('migrations') == first, snowballstemmer.stemmer('english').stemWord('migrations'))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\nTrue migrat\n"


def test_a_place_is_that_of_the_letters_as_they_stand() -> None:
    text = "Die e\u0301cole, Straße!"
    assert [text[word.start : word.end] for word in places(text)] == ["Die", "e\u0301cole", "Straße"]


@pytest.fixture(scope="module")
def empty():
    index = db.opened(None)
    yield index
    index.close()


_SIGNS = st.sampled_from(["*", "-", "^", "(", ")", ":", "AND", "OR", "NOT", "NEAR(", "{names}", '"', "\0", "🚀", "ß", "'", "a"])


@given(st.lists(st.lists(_SIGNS, max_size=8).map("".join) | st.text(), max_size=4))
def test_whatever_is_typed_is_no_error_of_the_index(empty, typed: list[str]) -> None:
    if asked := terms(typed):
        assert db.best(empty, asked[:32], 5) == ([], 0)
        assert '""' not in expression(asked).replace('" "', "")


@given(st.text(alphabet=st.sampled_from("aäß e\u0301東 -_.")), st.lists(st.text(alphabet="aäße\u0301東 -"), max_size=2))
def test_a_line_is_marked_where_the_index_finds_it(empty, text: str, typed: list[str]) -> None:
    asked = terms(typed)
    empty.execute("DELETE FROM notes")
    empty.execute("INSERT INTO notes(rowid, names, body, stems) VALUES (1, '', ?, '')", (" ".join(words(text)),))
    found = bool(asked) and bool(empty.execute("SELECT 1 FROM notes WHERE notes MATCH ?", (expression(asked),)).fetchall())
    empty.execute("DELETE FROM notes")
    assert found == (bool(asked) and all(any(True for _ in met(term, list(places(text)))) for term in asked))


def test_a_look_knows_what_is_fresh(vault: Path) -> None:
    from vaultcrm.model import Settings

    assert look(vault, Settings()).mark == b""


def test_a_note_that_goes_while_it_is_looked_at_is_left_out(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from vaultcrm.model import Settings
    from vaultcrm.vault.fulltext import looking

    def gone(root: Path, settings: Settings):
        found = looking_scan(root, settings)
        (vault / "contacts/Sam Roe.md").unlink()
        return found

    looking_scan = looking.scan
    monkeypatch.setattr(looking, "scan", gone)
    assert "contacts/Sam Roe.md" not in look(vault, Settings()).stamps
