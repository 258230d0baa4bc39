"""What else may tell who was there: speakers of a sensitive gathering, and whether a file may leave at all."""

from pathlib import Path

import pytest

from hubdesk.bundle.reading import open_bundle
from hubdesk.desk import attendance, events, exchange, holding, notes, people, publishing, reports, statements
from hubdesk.desk.desk import Desk, event_book, team_book
from hubdesk.errors import HubDeskError, Usage
from hubdesk.i18n import say
from hubdesk.model.records import Headcount, Note

pytestmark = pytest.mark.locked


@pytest.fixture
def quiet(desk: Desk) -> str:
    return events.create(desk, "Quiet", sensitive=True)


def lines(desk: Desk, file: Path) -> str:
    """Return every line of an upload file."""
    with open_bundle(file, temp_dir=exchange.temporary(desk), identities=[]) as package:
        return "\n".join(line.decode() for segment, _ in package.segments() for line in segment.lines)


@pytest.mark.parametrize(
    "line", ["@Zyxmira hello", "c: hello #boats @Zyxmira", "as @Zyxmira said", "q: @Zyxmira: why?"]
)
def test_a_sensitive_gathering_keeps_no_speaker_but_a_role(desk: Desk, quiet: str, line: str, tmp_path: Path) -> None:
    note = notes.add(desk, quiet, line)
    again = notes.add(desk, quiet, "words")
    notes.retype(desk, again, line)
    assert "Zyxmira" not in str(desk.read.said(Note, quiet))
    assert "participant" in desk.read.get(Note, note).line
    assert publishing.gate(desk, quiet) == []
    events.edit(desk, quiet, uploads=True)
    assert "Zyxmira" not in lines(desk, exchange.write_bundle(desk, quiet, "upload", tmp_path / "a.hubbundle").path)


def test_roles_are_kept(desk: Desk, quiet: str) -> None:
    note = notes.add(desk, quiet, "@facilitator hello")
    assert (desk.read.get(Note, note).speaker, desk.read.get(Note, note).text) == ("facilitator", "hello")
    notes.edit(desk, note, speaker="table_2")
    with pytest.raises(Usage):
        notes.edit(desk, note, speaker="Zyxmira")
    assert desk.read.get(Note, note).speaker == "table_2"


def test_what_came_from_elsewhere_waits_for_an_answer(desk: Desk, quiet: str) -> None:
    """A laptop with an older program may have kept names."""
    with desk.action(say("A note")) as put:
        told = put(Note, event=quiet, text="hello", line="@Zyxmira hello", speaker="Zyxmira")
    signed = statements.add(desk, quiet, "All agreed.", [told], role="Zyxmira")
    assert {(one.question.note, one.question.reason) for one in publishing.gate(desk, quiet)} == {
        (told, "name"),
        (signed, "name"),
    }
    assert "hello" not in reports.text(desk, [quiet], "notes", language="en").text
    assert holding.hold_back(desk, quiet, addressed=False) == 2


def test_an_ordinary_gathering_keeps_whoever_speaks(desk: Desk) -> None:
    tea = events.create(desk, "Tea")
    note = notes.add(desk, tea, "@CEE hello")
    assert desk.read.get(Note, note).speaker == "CEE"
    assert publishing.gate(desk, tea) == []


def test_a_sensitive_gathering_writes_no_upload_file_until_it_is_switched_on(
    desk: Desk, quiet: str, tmp_path: Path
) -> None:
    notes.add(desk, quiet, "hello")
    out = tmp_path / "a.hubbundle"
    with pytest.raises(HubDeskError) as caught:
        exchange.write_bundle(desk, quiet, "upload", out)
    assert (caught.value.code, caught.value.exit_code, out.exists()) == ("uploads-off", 1, False)
    assert all(caught.value.told())
    exchange.write_bundle(desk, quiet, "team", tmp_path / "team.hubbundle", plain=True)
    events.edit(desk, quiet, uploads=True)
    assert exchange.write_bundle(desk, quiet, "upload", out).path.exists()
    events.edit(desk, quiet, uploads=False)
    with pytest.raises(HubDeskError):
        exchange.write_bundle(desk, quiet, "upload", out)


# heads and words about the event


@pytest.fixture
def tea(desk: Desk) -> str:
    made = events.create(desk, "Tea")
    people.add(desk, made, "Zyxmira Quandle")
    return made


def test_a_category_of_heads_stays_with_the_team_and_its_number_leaves(desk: Desk, tea: str, tmp_path: Path) -> None:
    attendance.heads(desk, tea, 3, category="friends of somebody")
    attendance.heads(desk, tea, 2)
    attendance.heads(desk, tea, 4, category="slip of somebody")
    desk.undo()
    file = exchange.write_bundle(desk, tea, "upload", tmp_path / "a.hubbundle").path
    assert "of somebody" not in lines(desk, file)
    assert '"heads":5' in lines(desk, file)
    assert {one.category for one in desk.read.all(Headcount, event=tea)} == {"friends of somebody", ""}
    assert attendance.counts(desk, tea).heads == 5
    before = desk.read.tips()
    exchange.write_bundle(desk, tea, "upload", tmp_path / "b.hubbundle")
    assert desk.read.tips() == before


ABOUT = ["title", "place", "host", "channels", "series", "budget", "funder", "invitation"]


@pytest.mark.parametrize("field", ABOUT)
def test_words_about_the_event_are_asked_about(desk: Desk, tea: str, field: str, tmp_path: Path) -> None:
    events.edit(desk, tea, **{field: "with Zyxmira Quandle"})
    (asked,) = publishing.gate(desk, tea)
    assert (asked.question.note, asked.question.reason, asked.text) == (tea, "name", "with Zyxmira Quandle")
    made = reports.text(desk, [tea], "ambassador", language="en")
    assert "Zyxmira" not in made.text + made.page
    with pytest.raises(HubDeskError) as caught:
        exchange.write_bundle(desk, tea, "upload", tmp_path / "a.hubbundle")
    assert (caught.value.code, caught.value.exit_code) == ("event-words", 1)
    publishing.answer(desk, tea, tea, "name", given="keep")
    assert publishing.gate(desk, tea) == []
    assert publishing.answered(desk, tea) == [(asked, "keep")]
    assert "Zyxmira" in lines(desk, exchange.write_bundle(desk, tea, "upload", tmp_path / "a.hubbundle").path)


@pytest.mark.parametrize("field", ABOUT)
def test_words_about_the_event_that_were_corrected_do_not_leave(
    desk: Desk, tea: str, field: str, tmp_path: Path
) -> None:
    events.edit(desk, tea, **{field: "with Zyxmira Quandle"})
    events.edit(desk, tea, **{field: "with somebody"})
    held = lines(desk, exchange.write_bundle(desk, tea, "upload", tmp_path / "a.hubbundle").path)
    assert "Zyxmira" not in held and "with somebody" in held
    before = desk.read.tips()
    exchange.write_bundle(desk, tea, "upload", tmp_path / "b.hubbundle")
    assert desk.read.tips() == before


@pytest.mark.parametrize(
    "odd", [{"visibility": "internal"}, {"visibility": "sensitive"}, {"visibility": "board"}, {"gap": True}], ids=str
)
def test_what_another_program_put_among_the_public_notes_stays_with_the_team(desk, tea, odd, tmp_path):
    with desk.action(say("Write what nobody would")) as put:
        told = put(Note, book=event_book(tea), event=tea, text="Zyxmira, 0171 2345678, says no", **odd)
        put(Note, told, text="Zyxmira, 0171 2345678, says yes")
    made = exchange.write_bundle(desk, tea, "upload", tmp_path / "a.hubbundle")
    assert "Zyxmira" not in lines(desk, made.path)
    (kept,) = desk.read.notes(tea)
    assert kept.text == "Zyxmira, 0171 2345678, says yes" and kept.book == team_book(tea).id
