"""What leaves in open formats: safe tables that no spreadsheet runs, and a folder that anybody can check."""

import ast
import csv
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import nacl.signing
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.desk import (
    care,
    charters,
    events,
    exports,
    files,
    notes,
    people,
    polls,
    questions,
    sample,
    statements,
)
from hubdesk.desk.desk import Desk
from hubdesk.desk.section_index import index
from hubdesk.errors import HubDeskError, Usage
from hubdesk.model.codebook import KINDS
from hubdesk.model.records import RECORDS, Charter, Note, Person, Statement
from hubdesk.report import document, tables
from hubdesk.report.summary import summarize
from hubdesk.roster.readers import read
from hubdesk.roster.table import restored
from tests.desk import plain_reader
from tests.photographs import keep
from tests.report.material import material, note

SAFE = [form for form in exports.FORMS if form != "all"]
RULES = b"# Boat rules\n\nBe kind.\n\n## Boats\n\nRow.\n\n## Lamps\n\nOil.\n"


@pytest.fixture
def event(desk: Desk) -> str:
    made = events.create(desk, "Tea", place="Mill", start=datetime(2026, 10, 1, 16, tzinfo=UTC))
    charters.take(desk, charters.preview([("rules.md", RULES)], language="en"), event=made)
    people.add(desk, made, "Ophelia Quartermaine", email="ophelia@example.org")
    first = notes.add(desk, made, "!: /1 less rowing x4 #boats")
    notes.add(desk, made, "r: then walk", parent=first)
    notes.add(desk, made, "=HYPERLINK(1)")
    notes.add(desk, made, "as Ophelia said")
    notes.add(desk, made, "only for the team", visibility="internal")
    notes.add(desk, made, "never leaves this laptop", visibility="sensitive")
    questions.add(desk, desk.read.all(Charter)[0].id, "Which oil?", section=index(desk, made).resolve("2"))
    statements.add(desk, made, "Boats first, less rowing.", [first], role="Facilitator", keywords=["boats", "rowing"])
    keep(desk, made, "less rowing")
    return made


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def laid_open(path: Path) -> Iterator[bytes]:
    """Yield a file and, of a workbook, every part of it."""
    yield path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as box:
            yield from (box.read(name) for name in box.namelist())


# the safe tables


def test_csv_is_five_tables_of_the_safe_version(desk: Desk, event: str, tmp_path: Path) -> None:
    done = exports.export(desk, "csv", tmp_path / "tea.csv", events=[event])
    beside = ["sections", "statements", "polls", "questions"]
    assert [path.name for path in done.paths] == ["tea.csv", *(f"tea.{name}.csv" for name in beside)]
    assert done.left_out == 1
    said = [(row["number"], row["answers"], row["sections"], row["text"]) for row in rows(done.paths[0])]
    assert said == [("1", "", "1", "less rowing"), ("2", "1", "", "then walk"), ("3", "", "", "'=HYPERLINK(1)")]
    assert (rows(done.paths[0])[0]["kind"], rows(done.paths[0])[0]["voices"]) == ("dealbreaker", "4")
    sections = [(row["section"], row["heading"], row["remarks"], row["dealbreaker"]) for row in rows(done.paths[1])]
    assert sections == [("1", "Boats", "1", "1"), ("2", "Lamps", "0", "0")]
    assert rows(done.paths[3]) == []
    (question,) = rows(done.paths[4])
    assert (question["section"], question["remarks"], question["text"]) == ("2", "", "Which oil?")
    (statement,) = rows(done.paths[2])
    assert (statement["role"], statement["keywords"], statement["remarks"]) == ("Facilitator", "boats; rowing", "1")


def test_a_spreadsheet_sees_utf8_and_a_program_may_do_without_the_mark(desk: Desk, event: str, tmp_path: Path) -> None:
    exports.export(desk, "csv", tmp_path / "a.csv", events=[event])
    exports.export(desk, "csv", tmp_path / "b.csv", events=[event], bom=False)
    marked, bare = (tmp_path / "a.csv").read_bytes(), (tmp_path / "b.csv").read_bytes()
    assert marked == b"\xef\xbb\xbf" + bare
    assert bare.startswith(b"number,answers,") and bare.endswith(b"\r\n")


def test_json_holds_the_same_numbers(desk: Desk, event: str, tmp_path: Path) -> None:
    done = exports.export(desk, "json", tmp_path / "tea.json", events=[event])
    found = json.loads((tmp_path / "tea.json").read_bytes())
    assert (found["format"], found["version"], found["left_out"], done.left_out) == ("hubdesk-safe", 1, 1, 1)
    assert [each["text"] for each in found["remarks"]] == ["less rowing", "then walk", "=HYPERLINK(1)"]
    assert found["remarks"][1]["answers"] == 1
    assert found["figures"]["remarks"] == sum(each["answers"] is None for each in found["remarks"])
    assert [(s["number"], s["remarks"], s["kinds"]) for s in found["documents"][0]["sections"]] == [
        ("1", 1, {"dealbreaker": 1}),
        ("2", 0, {}),
    ]
    assert found["statements"][0]["remarks"] == [1]
    assert found["gatherings"][0]["place"] == "Mill"


@pytest.mark.parametrize("form", SAFE)
def test_nothing_that_the_gate_holds_is_in_the_safe_forms(desk: Desk, event: str, form: str, tmp_path: Path) -> None:
    done = exports.export(desk, form, tmp_path / "out", events=[event])
    whole = b"".join(piece for path in done.paths for piece in laid_open(path))
    assert (b"Tea" if form == "ics" else b"less rowing") in whole
    for kept in (b"Ophelia", b"Quartermaine", b"example.org", b"only for the team", b"never leaves", event.encode()):
        assert kept not in whole
    assert all(one.id.encode() not in whole for one in desk.read.all(Note))


@pytest.mark.parametrize("hidden", ["place_hidden", pytest.param("sensitive", marks=pytest.mark.locked)])
def test_a_hidden_place_stays_hidden(desk: Desk, event: str, hidden: str, tmp_path: Path) -> None:
    events.edit(desk, event, place_hidden=True) if hidden == "place_hidden" else None
    other = events.create(desk, "Quiet", place="Mill", sensitive=True) if hidden == "sensitive" else event
    exports.export(desk, "json", tmp_path / "a.json", events=[other])
    assert b"Mill" not in (tmp_path / "a.json").read_bytes()


def test_without_an_event_all_are_exported(desk: Desk, event: str, tmp_path: Path) -> None:
    other = events.create(desk, "Coffee", start=datetime(2026, 10, 2, 16, tzinfo=UTC))
    notes.add(desk, other, "coffee was good")
    exports.export(desk, "json", tmp_path / "a.json")
    found = json.loads((tmp_path / "a.json").read_bytes())
    assert [each["title"] for each in found["gatherings"]] == ["Tea", "Coffee"]
    assert "coffee was good" in {each["text"] for each in found["remarks"]}


def test_the_events_of_a_series_make_one_file(desk: Desk, event: str, tmp_path: Path) -> None:
    other, third = (events.create(desk, title, start=datetime(2026, 10, 3, 16, tzinfo=UTC)) for title in ("Two", "No"))
    for one, line in ((other, "second evening"), (third, "elsewhere")):
        statements.add(desk, one, line, [notes.add(desk, one, line)])
        keep(desk, one, line)
    for form in exports.SAFE:
        done = exports.export(desk, form, tmp_path / f"a.{form}", events=[event, other])
        whole = b"".join(piece for path in done.paths for piece in laid_open(path))
        wanted = (b"SUMMARY:Tea", b"SUMMARY:Two") if form == "ics" else (b"less rowing", b"second evening")
        assert all(words in whole for words in wanted) and b"elsewhere" not in whole and b"SUMMARY:No" not in whole
    exports.export(desk, "all", tmp_path / "whole", events=[event, other])
    told = "".join(path.read_text("utf-8") for path in (tmp_path / "whole").rglob("*.json"))
    assert "second evening" in told and "elsewhere" not in told


def test_remarks_are_written_once_in_the_order_of_their_numbers() -> None:
    found = json.loads(document.json_document(summarize(material())))
    assert [each["number"] for each in found["remarks"]] == list(range(1, 10))
    assert found["remarks"][3]["sections"] == ["1", "2.1"]
    assert set(found["documents"][0]["sections"][0]["kinds"]) <= {*KINDS, ""}
    head = tables.csv_tables(summarize(material()), bom=False)["sections"].split(b"\r\n")[0].decode().split(",")
    assert head[5:] == [*KINDS, "unsorted"]


@pytest.mark.parametrize("form", SAFE)
def test_the_same_content_and_instant_give_the_same_bytes(desk: Desk, event: str, form: str, tmp_path: Path) -> None:
    at = datetime(2026, 10, 2, tzinfo=UTC)
    for name in ("a", "b"):
        exports.export(desk, form, tmp_path / name / "tea", events=[event], as_of=at, language="ar")
    written = [[path.read_bytes() for path in sorted((tmp_path / name).iterdir())] for name in ("a", "b")]
    assert written[0] == written[1] and written[0]


def test_polls_are_told_as_ranges_only(desk: Desk, event: str, tmp_path: Path) -> None:
    polls.tally(desk, polls.add(desk, event, "Row less?"), "9/3/1", base=20)
    polls.tally(desk, polls.add(desk, event, "Burn oil?"), "3/2/1", base=6)
    polls.add(desk, event, "When?", scale="own", labels=["=now", "-later"])
    told = rows(exports.export(desk, "csv", tmp_path / "tea.csv", events=[event]).paths[3])
    counts = [(row["poll"], row["answer"], row["low"], row["high"]) for row in told]
    assert counts == [
        *[("1", "Support", "9", "9"), ("1", "Oppose", "0", "4"), ("1", "Abstain", "0", "4"), ("1", "", "3", "11")],
        *[("2", "", "", ""), ("3", "", "", "")],
    ]


# formulas

PAYLOADS = (
    '=HYPERLINK("http://example.org","x")',
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\0=1",
    "＝1",
    "＋1",
    "－1",
    "＠SUM",
    "'=1",
    "''''+1",
)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_cell_can_be_run(payload: str) -> None:
    assert tables.neutral(payload).startswith(f"'{payload[0]}") and restored(tables.neutral(payload)) == payload


@pytest.mark.parametrize("hidden", ["a;=1", 'a;""=1', "a\n=1", "a\t@x", "a|-1", "x;'+1", ";＝1"])
def test_no_cell_can_be_run_where_other_signs_separate_cells(hidden: str) -> None:
    told = tables.neutral(hidden)
    assert not re.search(r"""[;\t\n|]"*[=+@＝-]""", told) and restored(told) == hidden


@pytest.mark.parametrize("harmless", ["", "text", "1+1", " =1", "'", "'twas", "''quoted''", "5 - 3", "a@b"])
def test_other_cells_stay_as_they_are(harmless: str) -> None:
    assert tables.neutral(harmless) == harmless


def test_no_cell_of_an_export_begins_like_a_formula() -> None:
    noted = [note(i, words, tags=("w1",)) for i, words in enumerate(PAYLOADS, 1)]
    for name, written in tables.csv_tables(summarize(material(notes=noted)), bom=False).items():
        found = list(csv.reader(io.StringIO(written.decode(), newline="")))
        assert len({len(row) for row in found}) == 1, name
        assert not [cell for row in found for cell in row if cell[:1] in tuple("=+-@\t\r\0＝＋－＠")]


@given(st.text(alphabet="'=+-@\t＝＋－＠a1;|\n\"", min_size=1, max_size=8))
def test_who_takes_the_apostrophes_away_has_the_words_again(cell: str) -> None:
    told = tables.neutral(cell)
    assert told == cell or restored(told) == cell


@given(st.lists(st.sampled_from(["=x", "a;=x", "'=x", "''+x", "-x-", "＝名", "'@x", "+x+"]), min_size=2, max_size=5))
def test_the_reader_of_lists_takes_the_apostrophe_away(names: list[str]) -> None:
    """A roster that went through our neutral cells comes back with the words that were in it."""
    written = io.StringIO()
    out = csv.writer(written)
    out.writerow(["name", "organisation"])
    out.writerows(["Person " + chr(65 + i) * 3, tables.neutral(name)] for i, name in enumerate(names))
    found = read(written.getvalue().encode())
    assert [each.community for each in found.candidates] == names


# everything


@pytest.fixture
def folder(desk: Desk, event: str, tmp_path: Path) -> Path:
    gone = people.add(desk, event, "Bartholomew Finch")
    people.forget(desk, gone)
    done = exports.export(desk, "all", tmp_path / "whole")
    assert (done.paths, done.left_out) == ((tmp_path / "whole",), 0)
    return tmp_path / "whole"


def test_a_reader_without_hubdesk_finds_the_same_digests(desk: Desk, folder: Path) -> None:
    ours = {one.book.id: one.log for one in care.digest(desk)}
    assert plain_reader.digests(folder) == ours
    told = json.loads((folder / "books.json").read_bytes())["books"]
    assert {book["id"]: book["digest"] for book in told} == ours


def test_the_reader_knows_nothing_of_hubdesk(desk: Desk, folder: Path, tmp_path: Path) -> None:
    path = Path(plain_reader.__file__)
    tree = ast.parse(path.read_text("utf-8"))
    named = [n.module if isinstance(n, ast.ImportFrom) else n.names[0].name for n in ast.walk(tree)
             if isinstance(n, ast.Import | ast.ImportFrom)]  # fmt: skip
    assert not [name for name in named if name and "hubdesk" in name]
    command = [sys.executable, "-I", str(path), str(folder)]
    done = subprocess.run(command, capture_output=True, check=True, cwd=tmp_path)
    assert json.loads(done.stdout) == {one.book.id: one.log for one in care.digest(desk)}


def test_every_signature_holds(folder: Path) -> None:
    found = plain_reader.signed(folder)
    assert found
    for author, message, signature in found:
        nacl.signing.VerifyKey(bytes.fromhex(author)).verify(message, signature)


def test_the_signatures_reach_the_last_line(folder: Path) -> None:
    for book in json.loads((folder / "books.json").read_bytes())["books"]:
        for about in book["replicas"].values():
            assert max(each["n"] for each in about["signatures"]) == about["lines"]


def test_the_lines_tell_what_the_records_tell(desk: Desk, folder: Path) -> None:
    for kind in (Person, Statement):
        written = {one["id"]: one for one in json.loads((folder / "records" / f"{kind.KIND}.json").read_bytes())}
        from_lines = plain_reader.changes(folder, kind.KIND)
        assert set(written) == set(from_lines) == {one.id for one in desk.read.all(kind)}
        for id, fields in from_lines.items():
            plain = {name: value for name, value in fields.items() if "/" not in name}
            assert plain.items() <= written[id].items()


def test_the_private_book_is_not_in_it(desk: Desk, folder: Path) -> None:
    whole = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert b"never leaves this laptop" not in whole
    assert desk.store.private.id.encode() not in whole
    assert b"only for the team" in whole and b"ophelia@example.org" in whole
    assert b"Bartholomew" not in whole  # forgotten


def test_every_record_of_the_sample_evening_is_in_it(desk: Desk, tmp_path: Path) -> None:
    sample.make_sample(desk)
    exports.export(desk, "all", tmp_path / "whole")
    private, kinds = desk.store.private.id, set()
    for kind, record in RECORDS.items():
        ours = {one.id for one in desk.read.all(record) if one.book != private}
        path = tmp_path / "whole" / "records" / f"{kind}.json"
        assert ({one["id"] for one in json.loads(path.read_bytes())} if path.exists() else set()) == ours
        kinds |= {kind} if ours else set()
    assert kinds >= {"event", "person", "note", "statement", "charter", "edition", "text", "mark", "consent", "agenda"}
    said = {row[6].get("~say") for row in plain_reader.rows(tmp_path / "whole") if row[2] == "save"}
    assert {entry.sentence.one for entry in desk.read.history(20)} <= said


def test_the_folder_explains_itself(folder: Path) -> None:
    told = (folder / "README.txt").read_text("utf-8")
    for word in ("SHA-256", "hubdesk-chain-v1", "hubdesk-digest-v1", "Ed25519", "books.json", "stays with the team"):
        assert word in told
    assert {path.name for path in folder.iterdir()} == {"README.txt", "attachments", "books.json", "facts", "records"}


def test_one_event_is_exported_without_the_others(desk: Desk, event: str, tmp_path: Path) -> None:
    other = events.create(desk, "Coffee")
    notes.add(desk, other, "coffee was good")
    exports.export(desk, "all", tmp_path / "tea", events=[event])
    whole = b"".join(path.read_bytes() for path in (tmp_path / "tea").rglob("*") if path.is_file())
    assert b"coffee" not in whole.lower()
    assert b"less rowing" in whole and b"Boat rules" in whole


# trouble


def test_another_form_is_wrong_usage(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Usage):
        exports.export(desk, "xml", tmp_path / "a")


def test_an_event_that_is_not_there_writes_nothing(desk: Desk, tmp_path: Path) -> None:
    for form in exports.FORMS:
        with pytest.raises(HubDeskError):
            exports.export(desk, form, tmp_path / "out", events=["0" * 32])
    assert not (tmp_path / "out").exists()


def test_a_folder_in_use_is_left_alone(desk: Desk, event: str, tmp_path: Path) -> None:
    (tmp_path / "used").mkdir()
    (tmp_path / "used" / "mine.txt").write_text("mine")
    with pytest.raises(Usage):
        exports.export(desk, "all", tmp_path / "used")
    assert [path.name for path in (tmp_path / "used").iterdir()] == ["mine.txt"]
    (tmp_path / "empty").mkdir()
    exports.export(desk, "all", tmp_path / "empty")
    assert (tmp_path / "empty" / "books.json").exists()


@pytest.mark.parametrize("form", exports.FORMS)
def test_a_place_that_cannot_be_written_is_told(desk: Desk, event: str, form: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(HubDeskError) as caught:
        exports.export(desk, form, tmp_path / "file" / "out", events=[event])
    assert caught.value.exit_code == 1 and caught.value.code == "write"


def test_a_write_that_fails_in_the_middle_leaves_nothing(
    desk: Desk, event: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "out").mkdir()

    def full(number: int) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(HubDeskError):
        exports.export(desk, "all", tmp_path / "out" / "whole", events=[event])
    with pytest.raises(HubDeskError):
        files.write(tmp_path / "out" / "a.csv", b"x")
    assert list((tmp_path / "out").iterdir()) == []
