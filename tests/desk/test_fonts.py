"""Letters that reports cannot print are named at home, and a font that somebody puts there prints them."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from hubdesk import settings
from hubdesk.desk import events, fonts, notes, people, reports
from hubdesk.desk.desk import Desk
from tests.report.pdf.tinyfonts import forget, tiny

KHMER, HANGUL = "កខគ", "한국"


@pytest.fixture
def evening(desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[str]:
    """A gathering on a computer without fonts, with a Khmer note and a Korean guest."""
    monkeypatch.setenv("HUBDESK_FONTS", str(tmp_path / "none"))
    forget()
    event = events.create(desk, "Evening")
    notes.add(desk, event, f"They said {KHMER}")
    people.add(desk, event, f"Kim {HANGUL}")
    yield event
    forget()


def test_letters_without_a_font_are_listed_by_script(desk: Desk, evening: str) -> None:
    found = fonts.lost(desk, evening, language="de")
    assert [(one.script, one.name) for one in found] == [("Hang", "Hangul"), ("Khmr", "Khmer")]
    assert found[0].letters == tuple(sorted(HANGUL)) and found[1].letters == tuple(KHMER)


def test_a_font_in_the_folder_of_the_workspace_is_used_at_once(desk: Desk, evening: str, tmp_path: Path) -> None:
    assert fonts.lost(desk, evening, language="en")
    desk.folders.fonts.mkdir(parents=True)
    tiny(desk.folders.fonts / "Khmer.otf", KHMER, "postscript")
    assert [one.script for one in fonts.lost(desk, evening, language="en")] == ["Hang"]
    made = reports.pdf(desk, [evening], tmp_path / "a.pdf", language="en")
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made.path))
    assert f"They said {KHMER}" in text and b"+Khmer" in made.path.read_bytes()


def test_the_settings_name_another_folder(desk: Desk, evening: str, tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    pack.mkdir()
    tiny(pack / "Korean.ttf", HANGUL)
    desk.folders.config.mkdir(parents=True, exist_ok=True)
    settings.save(settings.Settings(fonts=str(pack)), desk.folders.config / "settings.json")
    assert fonts.packs(desk.folders) == [desk.folders.fonts, pack]
    assert [one.script for one in fonts.lost(desk, evening, language="en")] == ["Khmr"]
