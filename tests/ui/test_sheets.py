"""A workbook with several sheets, in the window: the one that was read is named, another can be chosen."""

from pathlib import Path

from hubdesk.ui.prepare.roster import RosterPart
from tests.roster.books import XLS


def test_another_sheet_of_a_workbook_can_be_chosen(show, event, qtbot, tmp_path: Path) -> None:
    page = show(RosterPart, event)
    file = tmp_path / "list of people"
    file.write_bytes(XLS)
    page.read_files([file])
    preview = page.preview
    sheet, new = preview.reading["sheet"], preview.figures["new"].number
    qtbot.waitUntil(lambda: preview.sheets.isVisibleTo(page))
    assert new.text() == "3"
    names = [sheet.itemText(n) for n in range(sheet.count())]
    assert names == ["Read me", "Anmeldungen", "\u2068Alle Adressen\u2069 (hidden)"]
    assert sheet.key == "Anmeldungen"
    sheet.show_key("Alle Adressen")
    sheet.picked.emit("Alle Adressen")
    qtbot.waitUntil(lambda: new.text() == "9")
    assert sheet.key == "Alle Adressen"
    page.paste.setPlainText("Name,Club\nOmar,River\n")
    page._read_pasted()
    qtbot.waitUntil(lambda: not preview.sheets.isVisibleTo(page))
    assert new.text() == "1"
