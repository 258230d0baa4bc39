"""What else may tell who was there: speakers of a sensitive gathering, and whether a file may leave at all."""

from pathlib import Path

import pytest

from hubdesk.bundle.reading import open_bundle
from hubdesk.desk import events, exchange, notes, publishing, reports, statements
from hubdesk.desk.desk import Desk
from hubdesk.errors import HubDeskError, Usage
from hubdesk.i18n import say
from hubdesk.model.records import Note


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
    assert publishing.hold_back(desk, quiet, addressed=False) == 2


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
