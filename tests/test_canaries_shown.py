"""The words of `canary_words` looked for in what is shown to a room or saved on its own, and those that are printed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hubdesk.cli.main import run
from hubdesk.desk import attachments, events, exports, grants, packs, projection, reports
from hubdesk.model.projection import SCENES
from hubdesk.model.records import Attachment
from tests.canary_words import INTERNAL, PRINTED
from tests.canary_world import ALL, AUTHOR, PERSONAL, SAID, World, fill, opening
from tests.funded import FUNDED
from tests.laid_open import pdf_words, raw
from tests.spelled import traced as found


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    home = tmp_path / "home"
    desk = opening(home)
    yield World(desk, fill(desk), home)
    desk.close()


def test_no_view_for_the_room(world: World) -> None:
    desk, event = world.desk, world.event
    views = [projection.show(desk, event, scene, message="Tea is ready") for scene in SCENES]
    views += [projection.show(desk, event, "poll", poll=each.id) for each in projection.counted(desk, event)]
    pieces = [repr(view).encode() for view in views]
    assert found(pieces, ALL) == []
    assert any(b"Songs" in piece for piece in pieces) and any(SAID[0].encode() in piece for piece in pieces)


def test_no_file_with_one_photo_and_no_table_of_expenses(world: World, tmp_path: Path) -> None:
    desk, event, out = world.desk, world.event, tmp_path / "a"
    for each in desk.read.all(Attachment, event=event):
        attachments.save_as(desk, each.id, out)
        assert found(raw(out), ALL) == []
    assert grants.table(desk, [event], out) == 1
    assert found(raw(out), ALL) == [] and b"Oil" in out.read_bytes()


def test_no_report_about_a_series(world: World, tmp_path: Path) -> None:
    desk = world.desk
    events.create(desk, "Second tea", series=PRINTED["series"], place="Mill")
    both = reports.of_series(desk, PRINTED["series"])
    assert len(both) == 2
    for kind in ("minutes", "grant"):
        reports.pdf(desk, both, tmp_path / "a.pdf", kind=kind, language="en")
        assert found(pdf_words(tmp_path / "a.pdf"), ALL) == []
    pieces = [reports.text(desk, both, form, language="en") for form in reports.FORMS]
    assert found([f"{made.page}\n{made.text}".encode() for made in pieces], ALL) == []
    exports.export(desk, "json", tmp_path / "a.json", events=both)
    assert found(raw(tmp_path / "a.json"), ALL) == []


def test_what_is_written_for_others_is_there(world: World, tmp_path: Path) -> None:
    desk, event = world.desk, world.event
    packed = packs.write(desk, event, tmp_path / "pack", packs.Choice(sheets=("invitation",), languages=("en",)))
    invited = [piece for path in packed.paths for piece in (pdf_words(path) if path.suffix == ".pdf" else raw(path))]
    assert found(invited, PRINTED.values()) == [PRINTED["host"], PRINTED["invitation"]]
    assert any(b"Ukrainian" in piece for piece in invited)
    told = reports.text(desk, [event], "ambassador", language="en").text.encode()
    assert found([told], PRINTED.values()) == [PRINTED["channels"]]
    reports.pdf(desk, [event], tmp_path / "a.pdf", kind="grant", language="en")
    there = found(pdf_words(tmp_path / "a.pdf"), PRINTED.values())
    assert {PRINTED["host"], PRINTED["funder"]} <= set(there)
    photo = next(each for each in desk.read.all(Attachment, event=event) if each.caption == SAID[0])
    assert found(pdf_words(tmp_path / "a.pdf"), [photo.credit]) == [photo.credit]


def test_none_of_it_is_when_it_names_somebody(world: World, tmp_path: Path) -> None:
    desk, event = world.desk, world.event
    words = {field: f"{field}ofasanderling for {PERSONAL['name']}" for field in ("title", "place", *PRINTED)}
    events.edit(desk, event, place_hidden=False, **words)
    packed = packs.write(desk, event, tmp_path / "pack", packs.Choice(sheets=("invitation",), languages=("en",)))
    pieces = [piece for path in packed.paths for piece in (pdf_words(path) if path.suffix == ".pdf" else raw(path))]
    pieces += [repr(projection.show(desk, event, "agenda")).encode()]
    pieces += [reports.text(desk, [event], form, language="en").text.encode() for form in reports.FORMS]
    assert found(pieces, [*words.values(), PERSONAL["name"]]) == []


def test_what_a_command_prints_about_the_event_holds_none_of_this_laptops(
    world: World, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The list of speakers and the expenses name people to who organizes: that is what they are for."""
    world.desk.close()
    own = {
        ("event", "ready", "Tea"): [],
        ("projector", "show", "--event", "Tea", "--scene", "speakers"): [],
        ("expense", "totals", "Tea"): [PERSONAL["name"], FUNDED["category"]],
        ("expense", "table", "Tea", "--out", str(tmp_path / "a.csv")): [],
        ("grant", "answers", "msig", "--event", "Tea"): [PERSONAL["name"], FUNDED["answer"]],
        ("speaker", "list", "--event", "Tea"): [PERSONAL["name"], INTERNAL["words on the speakers' list"]],
    }
    for words, theirs in own.items():
        assert run(["--data-dir", str(world.home), "--author", AUTHOR, *words]) == 0, words
        told = capfd.readouterr()
        assert found([told.out.encode(), told.err.encode()], ALL) == theirs, words
