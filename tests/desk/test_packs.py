"""The print pack, gathered from a real gathering: whose number is whose, what is not printed, and where files go."""

from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest

from hubdesk.desk import agenda, attendance, charters, events, packs, people
from hubdesk.desk.desk import Desk
from hubdesk.desk.packs import Choice
from hubdesk.errors import Cancelled, HubDeskError, Usage
from hubdesk.model.consent import PURPOSES
from hubdesk.model.records import Person
from hubdesk.paths import shipped
from hubdesk.report.pack import SHEETS

RULES = b"# Boat rules\n\nBe kind.\n\n## Boats\n\nRow.\n\n### Oars\n\nTwo.\n\n## Lamps\n\nOil.\n"
START = datetime(2026, 10, 1, 16, tzinfo=UTC)


@pytest.fixture
def event(desk: Desk) -> str:
    made = events.create(desk, "Tea", place="Mill", start=START, zone="Europe/Berlin", languages=["hi", "en"])
    charters.take(desk, charters.preview([("rules.md", RULES)], language="en"), event=made)
    for sheet, name in enumerate(("Ophelia Quartermaine", "王小明", "Amina"), start=1):
        people.add(desk, made, name, sheet=sheet)
    return made


def codes(desk: Desk, event: str, **choice: object) -> list[tuple[str, str]]:
    found = packs.gather(desk, event, Choice(**choice)).pack  # type: ignore[arg-type]
    return [(guest.code, guest.name) for guest in found.guests]


def text(content: bytes) -> str:
    words = (page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))
    return " ".join("\n".join(words).replace("\u2068", "").replace("\u2069", "").split())


# numbers


def test_every_printed_number_finds_its_person_at_the_door_and_nobody_else_first(desk: Desk, event: str) -> None:
    wearer = people.add(desk, event, "Wearer", badge="2", sheet=4)
    people.add(desk, event, "Lettered", badge="A17")
    people.add(desk, event, "Twin", badge="30"), people.add(desk, event, "Other twin", badge="30", sheet=12)
    people.add(desk, event, "Without any")
    people.add(desk, event, "Gone", sheet=40, status="cancelled")
    attendance.walk_in(desk, event, "Walked in", at=START)
    found = codes(desk, event, names=True)
    assert [code for code, _ in found] == ["1", "2", "3", "12", "A17"]
    for code, name in found:
        assert attendance.find(desk, event, code)[0].person.name == name
    assert attendance.find(desk, event, "2")[0].person.id == wearer
    assert packs.gather(desk, event, Choice()).unnumbered == 3  # one of the twins, one without, and who has the row 2


def test_a_badge_that_says_more_than_a_number_is_not_printed(desk: Desk, event: str) -> None:
    people.add(desk, event, "", badge="Ophelia-Q", sheet=9)
    assert [code for code, _ in codes(desk, event)] == ["1", "2", "3", "9"]


# photos


def test_a_badge_is_marked_for_everybody_who_did_not_agree_to_photos(desk: Desk, event: str) -> None:
    ophelia, wang, amina = (one.id for one in desk.read.all(Person, event=event))
    marked = lambda: [guest.code for guest in packs.gather(desk, event, Choice()).pack.guests if not guest.photos]  # noqa: E731
    assert marked() == ["1", "2", "3"], "who was not asked has not agreed"
    people.consent(desk, ophelia, "photo", True), people.consent(desk, wang, "photo", True)
    people.consent(desk, amina, "name", True)
    assert marked() == ["3"]
    people.withdraw(desk, wang, "photo")
    twin = people.add(desk, event, "Ophelia Q.")
    people.same_person(desk, twin, ophelia)
    assert marked() == ["2", "3"]
    people.consent(desk, twin, "photo", False)
    assert marked() == ["1", "2", "3"], "an entry of the same person says no"
    walked = attendance.walk_in(desk, event, "Walked in", at=START)
    assert all(walked not in people.agreed(desk, event, purpose) for purpose in PURPOSES)


# names


def test_names_are_printed_only_where_they_are_chosen_and_never_private_ones(desk: Desk, event: str) -> None:
    people.add(desk, event, "Private person", sheet=4, private=True)
    assert {name for _, name in codes(desk, event)} == {""}
    assert [name for _, name in codes(desk, event, names=True)] == ["Ophelia Quartermaine", "王小明", "Amina", ""]
    for names in (False, True):
        found = text(packs.pages(desk, event, Choice(sheets=("sign-in", "labels"), languages=("en",), names=names)))
        assert ("Ophelia" in found) is names and "Private" not in found


def test_titles_that_tell_a_person_are_left_out_and_counted(desk: Desk, event: str, tmp_path: Path) -> None:
    agenda.add(desk, event, "Speech of Ophelia Quartermaine", type="plenary", minutes=10)
    agenda.edit(desk, agenda.add(desk, event, "Team meets", minutes=15), visibility="internal")
    events.edit(desk, event, invitation="Ophelia Quartermaine invites you.")
    made = packs.write(desk, event, tmp_path, Choice(sheets=("run-sheet", "invitation"), languages=("en",)))
    whole = "".join(text(p.read_bytes()) if p.suffix == ".pdf" else p.read_text("utf-8") for p in made.paths)
    assert "Ophelia" not in whole and "Team meets" not in whole and made.held == 3
    run = text(packs.pages(desk, event, Choice(sheets=("run-sheet",), languages=("en",), names=True)))
    assert "Speech of Ophelia Quartermaine" in run and "Team meets" in run
    poster = text(packs.pages(desk, event, Choice(sheets=("invitation",), languages=("en",), names=True)))
    assert "Ophelia" not in poster and "You are invited Tea" in poster


@pytest.mark.locked
def test_a_sensitive_gathering_prints_no_names_no_place_and_no_hours(desk: Desk, tmp_path: Path) -> None:
    quiet = events.create(desk, "Quiet", template="sensitive", start=START, languages=["en"])
    people.add(desk, quiet, "", badge="7")
    with pytest.raises(Usage):
        packs.write(desk, quiet, tmp_path / "out", Choice(names=True))
    assert not (tmp_path / "out").exists()
    made = packs.write(desk, quiet, tmp_path / "out")
    assert all(path.name.split(".")[0] in SHEETS for path in made.paths)
    words = text(packs.pages(desk, quiet))
    assert "Badge numbers, never names." in words and "7 days after the gathering" in words
    assert "18:00" not in words and "0:10" in words and "Name or user name" not in words


# files


def test_files_have_the_same_names_for_every_gathering(desk: Desk, event: str, tmp_path: Path) -> None:
    made = packs.write(desk, event, tmp_path / "new")
    assert sorted(path.name for path in made.paths) == sorted(path.name for path in (tmp_path / "new").iterdir())
    assert {path.name for path in made.paths} == {
        *(f"{sheet}.{tag}.pdf" for sheet in ("invitation", "sign-in", "run-sheet", "slips") for tag in ("en", "hi")),
        *(f"invitation.{tag}.{end}" for tag in ("en", "hi") for end in ("txt", "wiki.txt")),
        *(f"{sheet}.pdf" for sheet in ("sections", "labels", "privacy")),
    }
    assert made.pages == sum(len(pypdfium2.PdfDocument(path)) for path in made.paths if path.suffix == ".pdf")
    wiki = (tmp_path / "new" / "invitation.en.wiki.txt").read_text("utf-8")
    assert wiki.splitlines()[:2] == ["<!-- Boat rules/Invitations/Tea -->", "'''Tea'''"]
    assert all("Mill" not in path.name and "Tea" not in path.name for path in made.paths)


def test_a_hidden_place_is_on_no_sheet(desk: Desk, event: str) -> None:
    assert "Mill" in text(packs.pages(desk, event))
    events.edit(desk, event, place_hidden=True)
    words = text(packs.pages(desk, event))
    assert "Mill" not in words and "Central European" not in words


def test_sheets_with_nothing_on_them_are_told(desk: Desk, tmp_path: Path) -> None:
    bare = events.create(desk, "Bare", languages=["ig"])
    for item in agenda.items(desk, bare):
        agenda.remove(desk, item.id)
    made = packs.write(desk, bare, tmp_path)
    assert made.empty == ("run-sheet", "sections", "labels") and len(made.told()) == 3
    assert packs.pages(desk, bare, Choice(sheets=("labels",))) == b""
    assert {path.name for path in made.paths} >= {"sign-in.en.pdf", "slips.en.pdf", "privacy.pdf"}


def test_cards_are_of_chapters_or_of_all_sections(desk: Desk, event: str) -> None:
    numbers = lambda depth: [t.number for t in packs.gather(desk, event, Choice(depth=depth)).pack.topics]  # noqa: E731
    assert numbers("chapters") == ["1", "2"]
    assert numbers("sections") == ["1", "1.1", "2"]


def test_what_is_stopped_leaves_nothing_behind(desk: Desk, event: str, tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        if total:
            raise Cancelled

    with pytest.raises(Cancelled):
        packs.write(desk, event, tmp_path / "stopped", report=stop)
    assert not (tmp_path / "stopped").exists()


def test_a_folder_that_cannot_be_written_is_told(desk: Desk, event: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("here")
    with pytest.raises(HubDeskError):
        packs.write(desk, event, tmp_path / "file", Choice(sheets=("privacy",)))
    assert (tmp_path / "file").read_text() == "here"


@pytest.mark.parametrize(
    "choice",
    [
        Choice(sheets=("napkins",)),
        Choice(languages=("en", "tlh")),
        Choice(paper="a0"),
        Choice(digits="roman"),
        Choice(depth="letters"),
        Choice(rows=-1),
        Choice(rows=501),
    ],
)
def test_what_there_is_not_is_refused(desk: Desk, event: str, choice: Choice, tmp_path: Path) -> None:
    with pytest.raises(Usage):
        packs.write(desk, event, tmp_path / "out", choice)
    assert not (tmp_path / "out").exists()


def test_the_help_names_every_sheet() -> None:
    for topic, words in (("command-line", [f"`{sheet}`" for sheet in SHEETS]), ("print-pack", _titles())):
        told = (shipped("resources") / "help" / "en" / f"{topic}.md").read_text("utf-8")
        assert [word for word in words if word not in told] == []


def _titles() -> list[str]:
    return [f"**{title.one}" for title in SHEETS.values()]


def test_printing_writes_no_facts(desk: Desk, event: str, tmp_path: Path) -> None:
    before = [state.digest for state in desk.read.books()]
    packs.write(desk, event, tmp_path, Choice(sheets=("invitation", "sign-in")))
    assert [state.digest for state in desk.read.books()] == before
