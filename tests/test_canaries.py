"""Words that nobody may read outside, put into every personal field, then looked for in all that leaves."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from hubdesk.bundle.reading import open_bundle
from hubdesk.cli.main import run
from hubdesk.desk import (
    cards,
    care,
    exchange,
    exports,
    files,
    membership,
    notes,
    outbox,
    reports,
)
from hubdesk.desk.desk import Desk
from hubdesk.model.records import Coding, Incident, KeptFilter, Note, Outgoing, Person, Secret
from tests.canary_words import CREW, HELD, INTERNAL, PRIVATE
from tests.canary_world import ALL, AUTHOR, GONE, PERSONAL, SAID, TEAM, World, fill, opening
from tests.laid_open import pdf_words, raw
from tests.spelled import traced as found

LANGUAGES = ("en", "ar", "de", "hi", "zh")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    home = tmp_path / "home"
    desk = opening(home)
    yield World(desk, fill(desk), home)
    desk.close()


def opened(path: Path, desk: Desk, words: str | None = None) -> Iterator[bytes]:
    """Yield every line and page of a bundle, unsealed."""
    identities = [] if words else membership.identities(desk)
    with open_bundle(path, temp_dir=exchange.temporary(desk), identities=identities, words=words) as package:
        yield package.summary()
        yield repr(package.manifest).encode()
        for segment, _ in package.segments():
            yield b"\n".join(segment.lines)


def test_there_are_forty_and_each_is_where_such_words_go(world: World, tmp_path: Path) -> None:
    assert len(ALL) == len(set(ALL)) >= 40
    exports.export(world.desk, "all", tmp_path / "whole")
    whole = [path.read_bytes() for path in (tmp_path / "whole").rglob("*") if path.is_file()]
    assert found(whole, TEAM) == TEAM  # the search finds what is there
    kinds = (Note, Outgoing, Secret, Person, Incident, Coding, KeptFilter)
    here = [repr(world.desk.read.all(kind)).encode() for kind in kinds]
    assert found(here, PRIVATE.values()) == list(PRIVATE.values())
    assert found(here, GONE.values()) == []


# what may leave


@pytest.mark.parametrize("kind", reports.KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_of_a_report(world: World, kind: str, language: str, tmp_path: Path) -> None:
    made = reports.pdf(world.desk, [world.event], tmp_path / "a.pdf", kind=kind, language=language)
    funded = 2 if kind == "grant" else 0  # the expense and the answer
    assert made.left_out == len(HELD) + 3 + funded  # the statement and the two polls that say it again
    pieces = list(pdf_words(made.path))
    assert found(pieces, ALL) == []
    assert any(SAID[0].encode() in piece for piece in pieces)


@pytest.mark.parametrize("kind", reports.KINDS)
def test_no_data_within_a_report(world: World, kind: str, tmp_path: Path) -> None:
    made = reports.pdf(world.desk, [world.event], tmp_path / "a.pdf", kind=kind, language="en", data=True)
    whole = pypdfium2.PdfDocument(made.path)
    files = [bytes(whole.get_attachment(n).get_data()) for n in range(whole.count_attachments())]
    assert len(files) == (1 if kind == "grant" else 6)
    assert found(files, ALL) == []
    assert (b"number,what," if kind == "grant" else SAID[0].encode()) in b"".join(files)


@pytest.mark.parametrize("form", reports.FORMS)
def test_no_text_to_paste(world: World, form: str) -> None:
    for language in LANGUAGES:
        made = reports.text(world.desk, [world.event], form, language=language)
        assert found([made.text.encode(), made.page.encode()], ALL) == []
        assert SAID[0] in made.text


@pytest.mark.parametrize("form", [form for form in exports.FORMS if form != "all"])
def test_no_table(world: World, form: str, tmp_path: Path) -> None:
    done = exports.export(world.desk, form, tmp_path / f"a.{form}", events=[world.event])
    pieces = [piece for path in done.paths for piece in (*raw(path), path.name.encode())]
    assert found(pieces, ALL) == []
    assert any((b"SUMMARY:Tea" if form == "ics" else SAID[0].encode()) in piece for piece in pieces)


def test_no_line_of_an_upload_file(world: World, tmp_path: Path) -> None:
    done = exchange.write_bundle(world.desk, world.event, "upload", tmp_path / "a.hubbundle")
    pieces = [*raw(done.path), *opened(done.path, world.desk)]
    assert found(pieces, ALL) == []
    assert any(SAID[0].encode() in piece for piece in pieces)
    assert done.held_back == len(HELD) + 4  # the statement and two polls, and the one for the committee


def test_no_line_of_an_upload_file_that_is_sealed(world: World, tmp_path: Path) -> None:
    card = cards.write(world.desk, tmp_path / "hub.hubkey")
    done = exchange.write_bundle(world.desk, world.event, "upload", tmp_path / "a.hubbundle", to=[card])
    assert found(raw(done.path), [*ALL, *SAID]) == []
    hits = found(opened(done.path, world.desk), ALL)
    assert hits == [INTERNAL["committee"], AUTHOR]  # what it is for, and who can open it


def test_what_was_corrected_before_does_not_leave_either(world: World, tmp_path: Path) -> None:
    """A line that named somebody and was typed anew: neither the old words nor their history leave."""
    desk, event = world.desk, world.event
    note = notes.add(desk, event, "c: /1 retypedhollowbee, Zarquon Brindlewick is for it")
    notes.retype(desk, note, "c: /1 somebody is for it")
    assert "somebody is for it" in reports.text(desk, [event], "notes", language="en").text
    done = exchange.write_bundle(desk, event, "upload", tmp_path / "a.hubbundle")
    pieces = [*raw(done.path), *opened(done.path, desk)]
    assert found(pieces, ["retypedhollowbee", *PERSONAL.values()]) == []
    assert any(b"somebody is for it" in piece for piece in pieces)


def test_what_was_removed_does_not_leave_either(world: World, tmp_path: Path) -> None:
    desk, event = world.desk, world.event
    removed = [notes.add(desk, event, line) for line in ("c: /1 removedsnapdragon", "removedbyzarquon Brindlewick")]
    notes.remove(desk, removed)
    done = exchange.write_bundle(desk, event, "upload", tmp_path / "a.hubbundle")
    assert found([*raw(done.path), *opened(done.path, desk)], ["removedsnapdragon", "removedbyzarquon"]) == []
    assert not {note.text for note in desk.read.notes(event)} & {"removedsnapdragon", "removedbyzarquon Brindlewick"}


def test_no_page_for_people_without_hubdesk(world: World, tmp_path: Path) -> None:
    for use in exchange.USES:
        done = exchange.write_bundle(world.desk, world.event, use, tmp_path / f"{use}.hubbundle")
        page = next(opened(done.path, world.desk))
        assert b"<h1>" in page and found([page], ALL) == []


def test_no_line_of_an_event_package_without_people(world: World, tmp_path: Path) -> None:
    done = exchange.write_kit(world.desk, world.event, tmp_path / "kit.hubbundle")
    assert found(raw(done.path), ALL) == []
    hits = found(opened(done.path, world.desk, done.words), ALL)
    # the team knows who works with it, how it sorts, what it does, and where
    assert set(hits) == {*CREW.values(), AUTHOR, INTERNAL["hidden agenda"], INTERNAL["hidden place"]}


def test_no_log_and_nothing_that_is_printed(world: World, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    desk, event, home = world.desk, world.event, world.home
    exchange.write_bundle(desk, event, "team", tmp_path / "team.hubbundle")
    desk.close()
    out = str(tmp_path / "out")
    for words in (
        ["report", "pdf", "Tea", "--language", "ar", "--out", f"{out}.pdf"],
        ["report", "text", "Tea", "--form", "notes", "--language", "en"],
        ["report", "text", "Tea", "--form", "ambassador", "--language", "en", "--json"],
        ["export", "--form", "csv", "--out", f"{out}.csv", "--event", "Tea"],
        ["export", "--form", "json", "--out", f"{out}.json", "--json"],
        ["bundle", "write", "--event", "Tea", "--for", "upload", "--out", f"{out}.hubbundle"],
        ["bundle", "inspect", f"{out}.hubbundle"],
        ["bundle", "verify", str(tmp_path / "team.hubbundle")],
        ["digest"],
        ["doctor"],
        ["event", "list"],
    ):
        assert run(["--data-dir", str(home), "--author", AUTHOR, *words]) == 0, words
        told = capfd.readouterr()
        hits = found([told.out.encode(), told.err.encode()], [*TEAM, *PRIVATE.values(), *GONE.values()])
        assert hits == [], words
    logs = [path.read_bytes() for path in (home / "logs").rglob("*") if path.is_file()] if home.exists() else []
    assert found(logs, ALL) == []


def test_no_list_of_other_things_names_an_incident(world: World, capfd: pytest.CaptureFixture[str]) -> None:
    world.desk.close()
    word = PRIVATE["incident note"].partition(":")[0]
    for words in (["history"], ["note", "list"], ["note", "list", "--search", word], ["outbox", "list"]):
        assert run(["--data-dir", str(world.home), "--author", AUTHOR, *words]) == 0
        assert found([capfd.readouterr().out.encode()], [word, PRIVATE["incident step"]]) == []
    assert run(["--data-dir", str(world.home), "--author", AUTHOR, "incident", "list", "--event", "Tea"]) == 0
    assert word in capfd.readouterr().out


def test_no_name_in_where_a_file_should_go(world: World, tmp_path: Path) -> None:
    desk, event = world.desk, world.event
    made = reports.text(desk, [event], "notes", language="en")
    files.write(tmp_path / "a.txt", made.text.encode())
    outgoing = desk.read.get(Outgoing, outbox.plan(desk, event, "Notes", tmp_path / "a.txt", target=made.page))
    assert found([repr((outgoing.what, outgoing.target)).encode()], ALL) == []
    outbox.copy_to_folder(desk, outgoing.id, tmp_path / "stick")
    left = [piece for path in (tmp_path / "stick").rglob("*") for piece in (path.name.encode(), path.read_bytes())]
    assert left and found(left, ALL) == []


# what stays with the team


def test_a_team_file_holds_the_teams_words_sealed_and_never_those_of_this_laptop(world: World, tmp_path: Path) -> None:
    done = exchange.write_bundle(world.desk, world.event, "team", tmp_path / "team.hubbundle")
    assert found(raw(done.path), [*ALL, *SAID]) == []
    hits = found(opened(done.path, world.desk), ALL)
    assert set(PERSONAL.values()) <= set(hits)
    assert not set(hits) & {*PRIVATE.values(), *GONE.values()}


def test_an_event_package_with_people_holds_none_of_this_laptops(world: World, tmp_path: Path) -> None:
    done = exchange.write_kit(world.desk, world.event, tmp_path / "kit.hubbundle", people=True)
    assert found(raw(done.path), ALL) == []
    hits = found(opened(done.path, world.desk, done.words), ALL)
    assert set(PERSONAL.values()) <= set(hits)
    assert not set(hits) & {*PRIVATE.values(), *GONE.values()}


def test_the_whole_export_holds_none_of_this_laptops(world: World, tmp_path: Path) -> None:
    exports.export(world.desk, "all", tmp_path / "whole")
    whole = [path.read_bytes() for path in (tmp_path / "whole").rglob("*") if path.is_file()]
    assert not set(found(whole, ALL)) & {*PRIVATE.values(), *GONE.values()}


def test_a_backup_is_a_copy_of_this_workspace_and_brings_nothing_back(world: World, tmp_path: Path) -> None:
    """What this laptop alone knows is in it, for it is how this laptop comes back; what was forgotten is not."""
    made = care.backup(world.desk, tmp_path / "copies").path
    assert made.stat().st_mode & 0o077 == 0
    assert found([made.read_bytes()], GONE.values()) == []
