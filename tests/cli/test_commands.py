"""The command line, judged as a script would: exit codes, one JSON object, messages on stderr."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from hubdesk.cli.main import parser, run
from tests.charter.exports import export, page
from tests.roster.books import XLS

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "resources" / "sample" / "charter"


@pytest.fixture
def hubdesk(tmp_path, capfd):
    """Return a function that runs one command in this process: (exit code, JSON or text, messages)."""

    def call(*words: str, where: str = "a", data: bytes | None = None):
        capfd.readouterr()
        code = run(["--data-dir", str(tmp_path / where), *words])
        out, err = capfd.readouterr()
        return code, json.loads(out) if "--json" in words else out, err

    call.place = ["--data-dir", str(tmp_path / "a")]
    return call


@pytest.fixture
def evening(hubdesk):
    hubdesk("event", "add", "Evening", "--start", "2026-10-01T18:00+02:00", "--language", "ar")
    hubdesk("charter", "import", *map(str, sorted(SAMPLE.glob("*.wiki"))), "--title", "Lantern", "--event", "Evening")
    return hubdesk


def test_a_gathering_is_made_listed_and_changed(hubdesk):
    code, made, _ = hubdesk("event", "add", "Evening", "--start", "2026-10-01T18:00+02:00", "--json")
    assert code == 0 and len(made["id"]) == 32
    code, found, _ = hubdesk("event", "edit", "Evening", "place=Harbour library", "--json")
    assert code == 0 and found["place"] == "Harbour library"
    code, listed, _ = hubdesk("event", "list", "--json")
    assert [event["title"] for event in listed["events"]] == ["Evening"]
    code, shown, _ = hubdesk("event", "show", made["id"][:12], "--json")
    assert shown["counts"]["registered"] == 0


@pytest.mark.parametrize(
    "words", [("add", ""), ("add", " "), ("edit", "Evening", "title="), ("edit", "Evening", "title= ")]
)
def test_a_gathering_needs_a_title(evening, words):
    before = evening("event", "show", "Evening")
    code, _, err = evening("event", *words)
    assert code == 2 and len(err.strip().splitlines()) == 3
    assert evening("event", "show", "Evening") == before
    assert evening("event", "edit", "Evening", "title=Morning", "--json")[1]["title"] == "Morning"


def test_only_a_file_that_is_there_waits_to_be_sent(evening, tmp_path):
    code, _, err = evening("outbox", "add", str(tmp_path / "nope.pdf"), "--event", "Evening")
    assert code == 1 and len(err.strip().splitlines()) == 3
    assert evening("outbox", "add", str(tmp_path), "--event", "Evening")[0] == 2
    assert evening("outbox", "list", "--json")[1] == {"outbox": []}
    (tmp_path / "report.pdf").write_bytes(b"%PDF")
    assert evening("outbox", "add", str(tmp_path / "report.pdf"), "--event", "Evening")[0] == 0
    assert len(evening("outbox", "list", "--json")[1]["outbox"]) == 1


@pytest.mark.parametrize(
    "at", ["0001-01-01T00:00", "9999-12-31T23:59", "9999-12-31T23:59-12:00", "0001-01-01T00:00+12:00"]
)
def test_a_time_at_the_end_of_all_calendars_is_wrong_usage(hubdesk, at):
    code, _, err = hubdesk("event", "add", "Evening", "--start", at, "--zone", "Africa/Nairobi")
    assert code == 2 and len(err.strip().splitlines()) == 3 and hubdesk("event", "list")[1] == ""


def test_what_is_not_there_is_wrong_usage(hubdesk):
    code, _, err = hubdesk("event", "show", "Nowhere")
    assert code == 2 and "Nowhere" in err and len(err.strip().splitlines()) == 3


@pytest.mark.parametrize("typed", ["Bu\u0308cher", "B\u00fccher"])
def test_a_name_is_found_however_its_letters_are_put_together(hubdesk, typed):
    hubdesk("event", "add", "B\u00fccher")
    assert hubdesk("event", "show", typed)[0] == 0


def test_a_name_in_bytes_that_are_no_letters_answers_to_nothing(hubdesk):
    hubdesk("event", "add", "Evening")
    for words in (("event", "show", "\udcff"), ("expense", "remove", "\udcff"), ("photo", "remove", "\udcff")):
        code, _, err = hubdesk(*words)
        assert code == 2 and len(err.strip().splitlines()) == 3
    bill = ("--price", "1", "--currency", "KES", "--receipt", "\udcff", "--event", "Evening")
    assert hubdesk("expense", "add", "Bus", *bill)[0] == 2


def test_people_come_in_from_a_list_once(evening, tmp_path):
    file = tmp_path / "list.csv"
    file.write_bytes("Имя;Почта\nОльга Петровна;o@example.org\nИван;i@example.org\n".encode("windows-1251"))
    code, dry, _ = evening("people", "import", str(file), "--event", "Evening", "--dry-run", "--json")
    assert (code, dry["new"], dry["encoding"]) == (0, 2, "windows-1251")
    assert {
        "encoding",
        "delimiter",
        "header_row",
        "kind",
        "columns",
        "people",
        "new",
        "same",
        "doubtful",
        "rejected",
    } <= set(dry)
    assert "windows-1251" in evening("people", "import", str(file), "--event", "Evening", "--dry-run")[1]
    assert evening("people", "list", "--event", "Evening", "--json")[1]["people"] == []
    assert evening("people", "import", str(file), "--event", "Evening", "--json")[1]["new"] == 2
    assert evening("people", "import", str(file), "--event", "Evening", "--json")[1]["same"] == 2
    assert len(evening("people", "list", "--event", "Evening", "--json")[1]["people"]) == 2
    assert evening("undo")[0] == 0
    assert evening("people", "list", "--event", "Evening", "--json")[1]["people"] == []


def test_people_come_in_from_the_sheet_of_a_workbook(evening, tmp_path):
    file = tmp_path / "list.bin"
    file.write_bytes(XLS)
    how = ("people", "import", str(file), "--event", "Evening", "--dry-run")
    code, dry, _ = evening(*how, "--json")
    assert (code, dry["new"], dry["encoding"], dry["sheet"]) == (0, 3, "xls", "Anmeldungen")
    assert dry["sheets"][2] == {"name": "Alle Adressen", "hidden": True}
    assert "The sheet Anmeldungen was read." in evening(*how)[1]
    assert evening(*how, "--sheet", "3", "--json")[1]["new"] == 9
    assert evening(*how, "--sheet", "Nowhere")[0] == 2
    file.write_bytes(XLS[:3_000])
    assert evening(*how)[0] == 3


def test_who_is_to_decide_is_named_with_the_reason(evening, tmp_path):
    evening("people", "add", "Anna Li", "--event", "Evening", "--email", "anna@example.org")
    file = tmp_path / "list.csv"
    file.write_text("Name,Email\nBo Li,anna@example.org\nCy,cy@example.org\n", "utf-8")
    code, out, _ = evening("people", "import", str(file), "--event", "Evening")
    assert code == 0
    told = "Row 2, Bo Li, is to decide: This e-mail address belongs to Anna Li of this event."
    assert out.splitlines()[-1] == told


def test_the_door(evening):
    evening("people", "add", "Ольга Петровна", "--event", "Evening")
    evening("people", "add", "王小明", "--event", "Evening")
    evening("people", "add", "Ольга Иванова", "--event", "Evening")
    code, done, _ = evening("attendance", "in", "王", "--event", "Evening", "--json")
    assert (code, done["state"]) == (0, "in")
    assert evening("attendance", "in", "王", "--event", "Evening", "--json")[1]["state"] == "already"
    code, _, err = evening("attendance", "in", "ольга", "--event", "Evening")
    assert code == 1 and err.strip()
    evening("attendance", "heads", "3", "--event", "Evening", "--category", "children")
    counts = evening("attendance", "count", "--event", "Evening", "--json")[1]
    assert counts.pop("categories") == {"children": 3}
    assert counts == {"registered": 3, "here": 1, "came": 1, "no_show": 2, "walk_in": 0, "heads": 3}


def test_a_sheet_of_paper_and_what_was_wrong_on_it(evening):
    evening("people", "add", "Ольга Петровна", "--event", "Evening", "--badge", "12")
    on = ("--event", "Evening", "--at", "2026-10-01T18:00+00:00")
    code, done, _ = evening("attendance", "sheet", "١٢ 40-41 43 Nadia Quill", *on, "--json")
    assert code == 0
    assert [len(done[name]) for name in ("came", "already", "walked")] == [1, 0, 1] and done["unknown"] == ["40", "41"]
    assert "40 41" in evening("attendance", "sheet", "40-41", *on)[1]
    assert evening("attendance", "sheet", "Nadia", *on)[0] == 2
    (mark,) = evening("attendance", "marks", "nadia", "--event", "Evening", "--json")[1]["marks"]
    assert mark["at"] == "2026-10-01T18:00:00+00:00"
    evening("attendance", "correct", mark["id"], "--at", "2026-10-01T18:20+00:00")
    evening("attendance", "correct", mark["id"], "--take-back")
    assert evening("attendance", "marks", "nadia", "--event", "Evening")[1].split()[1:3] == [
        "not-in",
        "2026-10-01T18:20:00+00:00",
    ]
    assert evening("attendance", "correct", mark["id"], "--hold", "--json")[1]["way"] == "in"


def test_notes_are_tagged_while_they_are_typed(evening):
    line = '!: /2.1 @CEE "Hubs need stable funding" #funding x4'
    code, note, _ = evening("note", "add", line, "--event", "Evening", "--json")
    assert code == 0
    assert (note["text"], note["kind"], note["voices"], note["line"]) == (
        "Hubs need stable funding",
        "dealbreaker",
        4,
        line,
    )
    assert [tag["number"] for tag in note["tags"]] == ["2.1"]
    assert {"id", "text", "line", "form", "kind", "tags", "keywords", "language", "voices", "parent", "at"} <= set(note)
    evening("note", "add", "Ordinary prose: with a colon", "--event", "Evening")
    found = evening("note", "list", "--event", "Evening", "--section", "2.1", "--json")[1]["notes"]
    assert [one["id"] for one in found] == [note["id"]]
    assert len(evening("note", "list", "--untagged", "--json")[1]["notes"]) == 1
    assert len(evening("note", "list", "--search", "fund", "--json")[1]["notes"]) == 1


def test_lines_of_a_file_are_told_as_soon_as_they_are_durable(tmp_path):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "hubdesk", "--data-dir", str(tmp_path)]
    subprocess.run([*command, "event", "add", "Evening"], env=environment, check=True, capture_output=True)
    typing = subprocess.Popen(
        [*command, "note", "import", "-", "--event", "Evening", "--stream"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
        text=True,
    )
    assert typing.stdin and typing.stdout
    for text in ("one", "q: two?", "ثلاثة"):
        typing.stdin.write(text + "\n")
        typing.stdin.flush()
        assert json.loads(typing.stdout.readline())["line"] == text
    typing.stdin.close()
    assert typing.wait() == 0


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the names of files are letters")
def test_a_file_whose_name_is_no_letters_is_written_and_named(tmp_path):
    command = [sys.executable, "-m", "hubdesk", "--data-dir", str(tmp_path / "a"), "key", "card", "--json", "--out"]
    target = os.fsencode(tmp_path) + b"/\xff.hubkey"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([*command, target], env=environment, check=True, capture_output=True)
    assert os.fsencode(json.loads(done.stdout)["path"]) == target and os.path.exists(target)


def test_lines_of_a_file_are_all_kept_or_none(evening, tmp_path):
    file = tmp_path / "lines.txt"
    file.write_text("one\ntwo\n" + "x" * 20_001 + "\nfour\n", "utf-8")
    for more in ((), ("--stream",)):
        code, _, err = evening("note", "import", str(file), "--event", "Evening", *more)
        assert code == 2 and "Line 3" in err and "Nothing was changed." in err
        assert evening("note", "list", "--event", "Evening", "--json")[1]["notes"] == []
    file.write_bytes("Добрый вечер\nВторая строка\n".encode("windows-1251"))
    assert evening("note", "import", str(file), "--event", "Evening")[0] == 0
    assert evening("note", "list", "--search", "добрый", "--json")[1]["notes"][0]["text"] == "Добрый вечер"
    evening("undo")
    assert evening("note", "list", "--event", "Evening", "--json")[1]["notes"] == []


def test_a_stream_that_breaks_off_tells_what_is_kept(evening, monkeypatch, capfd):
    data = io.BytesIO(b"one\n\ntwo\n" + b"x" * 20_001 + b"\nfive\n")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(data))
    code, _, err = evening("note", "import", "-", "--event", "Evening", "--stream")
    assert code == 2 and "Line 4" in err and "2 lines before it are kept." in err
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"three\n")))
    assert run([*evening.place, "note", "import", "-", "--event", "Evening", "--stream", "--json"]) == 0
    assert [json.loads(line)["text"] for line in capfd.readouterr().out.splitlines()] == ["three"]
    assert len(evening("note", "list", "--event", "Evening", "--json")[1]["notes"]) == 3


def test_a_charter_is_shown_in_document_order(evening):
    found = evening("charter", "show", "Lantern", "--language", "ar", "--json")[1]["sections"]
    numbers = [section["number"] for section in found if section["number"]]
    assert numbers[:3] == ["1", "1.1", "1.2"]
    assert any(section["language"] == "ar" and section["status"] == "translated" for section in found)
    assert all(len(p["wid"]) == 32 for section in found for p in section["paragraphs"])


def test_reports_and_texts(evening, tmp_path):
    evening("note", "add", "/2.1 Hubs need stable funding", "--event", "Evening")
    evening("note", "add", "Write to amina@example.org", "--event", "Evening")
    code, text, err = evening("report", "text", "Evening", "--form", "ambassador", "--language", "en")
    assert code == 0 and "Hubs need stable funding" in text and "amina" not in text and "1 note" in err
    out = tmp_path / "r.pdf"
    code, made, _ = evening("report", "pdf", "Evening", "--language", "hi", "--out", str(out), "--json")
    assert code == 0 and made["pages"] >= 1 and out.read_bytes().startswith(b"%PDF")
    assert evening("report", "pdf", "Evening", "--language", "xx", "--out", str(out))[0] == 2
    assert evening("report", "pdf", "--language", "en", "--out", str(out))[0] == 2
    assert evening("report", "pdf", "--series", "None such", "--language", "en", "--out", str(out))[0] == 2
    code, text, _ = evening("report", "text", "--all", "--form", "ambassador", "--language", "en")
    assert code == 0 and "Hubs need stable funding" in text
    code, made, _ = evening(
        "report", "pdf", "--all", "--kind", "annex", "--language", "en", "--out", str(out), "--json"
    )
    assert code == 0 and made["pages"] >= 1
    code, made, _ = evening(
        "report", "pdf", "Evening", "--kind", "minutes", "--language", "ar", "--out", str(out), "--json"
    )
    assert code == 0 and made["pages"] >= 1 and made["left_out"] == 1


@pytest.mark.parametrize(
    "content", [b"", b"\0" * 5000, b"PK\3\4nothing", b"age-encryption.org/v1\n-> scrypt x 22\n", os.urandom(3000)]
)
def test_a_file_that_is_no_bundle_is_refused(evening, tmp_path, content):
    file = tmp_path / "x.hubbundle"
    file.write_bytes(content)
    before = evening("digest")[1]
    for verb in ("absorb", "inspect", "verify"):
        code, _, err = evening("bundle", verb, str(file))
        assert code == 3 and len(err.strip().splitlines()) == 3, (verb, err)
    assert evening("digest")[1] == before


@pytest.mark.parametrize("noun", ["people", "charter"])
@pytest.mark.parametrize("content", [b"", b"\0\1\2\3" * 999])
def test_what_cannot_be_read_is_refused(evening, tmp_path, noun, content):
    file = tmp_path / "x.csv"
    file.write_bytes(content)
    before = evening("digest")[1]
    where = ["--event", "Evening"] if noun == "people" else []
    code, _, err = evening(noun, "import", str(file), *where)
    assert code == 3 and len(err.strip().splitlines()) == 3
    assert evening("digest")[1] == before


def test_a_charter_comes_from_an_export_a_table_and_a_saved_page(hubdesk, tmp_path):
    rules = "<translate>\n== Aim == <!--T:1-->\n\n<!--T:2-->\nBe kind to all people.\n</translate>"
    files = {
        "export.xml": export(page("Rules", rules, revision=41)),
        "sw.csv": b"Title,Definition,sw\nTranslations:Rules/1/en,== Aim ==,== Lengo ==\n",
        "Rules-de.html": b"<html lang=de><main><p><span id=Aim></span></p><h2>Ziel</h2><p>Sei freundlich.</p></main>",
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    names = [str(tmp_path / name) for name in files]
    code, made, _ = hubdesk("charter", "import", *names, "--language", "en", "--json")
    assert code == 0 and set(made["languages"]) == {"en", "sw", "de"} and made["unmatched"] == []
    code, again, _ = hubdesk("charter", "import", *names[::-1], "--language", "en", "--json", where="b")
    assert (again["charter"], again["edition"]) == (made["charter"], made["edition"])
    (listed,) = hubdesk("charter", "list", "--json")[1]["charters"]
    assert (listed["source"], listed["editions"][0]["revision"]) == ("https://wiki.example/wiki/Rules", "41")
    laughs = tmp_path / "laughs.xml"
    laughs.write_bytes(b'<!DOCTYPE m [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><mediawiki>&b;</mediawiki>')
    before = hubdesk("digest")[1]
    code, _, err = hubdesk("charter", "import", str(laughs))
    assert code == 3 and len(err.strip().splitlines()) == 3 and hubdesk("digest")[1] == before


def test_a_workspace_that_is_none_is_refused(hubdesk, tmp_path):
    file = tmp_path / "w.hubdesk"
    file.write_bytes(b"no workspace" * 50)
    code, _, err = hubdesk("--workspace", str(file), "event", "list")
    assert code == 3 and len(err.strip().splitlines()) == 3


def test_doctor_backup_and_purge(evening, tmp_path):
    evening("note", "add", "a line", "--event", "Evening")
    assert evening("doctor", "--rebuild", "--json")[1]["healthy"] is True
    path = Path(evening("backup", "--to", str(tmp_path / "stick"), "--json")[1]["path"])
    assert path.exists()
    code, removed, _ = evening("purge", "Evening", "--json")
    assert code == 0 and removed["facts"] > 1
    assert evening("event", "list", "--json")[1]["events"] == []


def test_every_verb_has_an_example_and_a_sentence():
    verbs = []

    def walk(one, path):
        nested = [action for action in one._actions if hasattr(action, "choices") and isinstance(action.choices, dict)]
        for action in nested:
            for name, below in action.choices.items():
                walk(below, [*path, name])
        if not nested and path and path != ["open"]:
            verbs.append((path, one.description or ""))

    walk(parser(), [])
    assert len(verbs) > 35
    for path, description in verbs:
        assert description.startswith("example:\n  hubdesk "), path
        assert description.rstrip().endswith("."), path


def test_a_laptop_is_taken_out_of_the_team_and_in_again(evening, tmp_path):
    words, kit, file = tmp_path / "words.txt", str(tmp_path / "kit.hubbundle"), str(tmp_path / "b.hubbundle")
    words.write_text("lantern harbour window letter garden")
    evening("kit", "write", "Evening", "--out", kit, "--passphrase-file", str(words))
    evening("kit", "open", kit, "--passphrase-file", str(words), where="b")
    evening("note", "add", "from the other laptop", "--event", "Evening", where="b")
    evening("bundle", "write", "--event", "Evening", "--for", "team", "--out", file, where="b")
    other = evening("key", "show", "--json", where="b")[1]["key"]
    own = evening("key", "show", "--json")[1]["key"]
    assert evening("bundle", "absorb", file)[0] == 0
    code, told, _ = evening("key", "team", "Evening", "--json")
    assert code == 0 and {(one["key"], one["own"], one["state"]) for one in told["laptops"]} == {
        (own, True, "in"),
        (other, False, "in"),
    }
    for way, state in (("expel", "out"), ("readmit", "in"), ("expel", "out")):
        code, one, err = evening("key", way, other[:8], "--event", "Evening", "--json")
        assert (code, one["key"], one["state"]) == (0, other, state)
        assert ("can still read" in err) == (way == "expel")
    evening("undo")
    assert {one["state"] for one in evening("key", "team", "Evening", "--json")[1]["laptops"]} == {"in"}
    assert evening("key", "readmit", other, "--event", "Evening")[0] == 2
    assert evening("key", "expel", own, "--event", "Evening")[0] == 2
