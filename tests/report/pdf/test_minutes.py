"""Minutes as their readers find them: decisions first, the agenda with its times, and nobody's name."""

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubdesk.i18n import LANGUAGES
from hubdesk.report.minutes import Minutes
from hubdesk.report.minutes import minutes as minutes_of
from hubdesk.report.pdf import minutes
from hubdesk.report.pdf.durations import Durations
from hubdesk.report.pdf.printing import printing
from hubdesk.report.summary import Material
from tests.report.material import NOTES, POLLS, note
from tests.report.pdf.gathered import series
from tests.report.pdf.linked import inside
from tests.report.pdf.reported import DIGITS, FULL, full, text
from tests.report.pdf.specimen import QUOTES
from tests.report.pdf.test_readers import FLOORS, by_pdftotext, share_found
from tests.report.pdf.test_readers import _validator as validator
from tests.report.sheets import ITEMS, at, sheet

SAID = (
    *FULL,
    note(300, "Hubs are asked again in May", form="decision", item=sheet()[1].id, tags=("w2",)),
    note(301, "المنظّم يسأل الأندية", "ar", form="action", item=sheet()[2].id, follow_up=True, voices=3),
)


def told(material: Material, items=ITEMS) -> Minutes:
    return minutes_of(material, {event.id: sheet(event.id, items) for event in material.events})


def made(folder: Path, language: str = "en", items=ITEMS, **changes: object) -> Path:
    out = folder / f"{language}.pdf"
    found = told(full(language, **({"notes": SAID} | changes)), items)
    minutes.write(found, out, printing=printing(DIGITS.get(language, "latn")))
    return out


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("minutes")
    return {language: made(folder, language) for language in LANGUAGES}


# other programs


@pytest.mark.soak
def test_the_reference_validator_accepts_minutes_in_every_language(files: dict[str, Path], tmp_path: Path) -> None:
    judge = validator()
    made(tmp_path, items=(), notes=(), polls=(), documents=())
    try:
        good, said = judge.judge([*files.values(), *tmp_path.iterdir()], ("2a", "ua1"))
    except judge.Unavailable as reason:
        pytest.skip(str(reason))
    assert good, said


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not here")
def test_the_files_are_whole(files: dict[str, Path]) -> None:
    for path in files.values():
        done = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not here")
def test_what_people_said_is_found_in_minutes_of_every_language(files: dict[str, Path]) -> None:
    for path in files.values():
        found = by_pdftotext(path)
        for language, words in QUOTES:
            assert share_found(words, found, language) >= FLOORS[language]


def test_the_same_minutes_give_the_same_bytes(files: dict[str, Path], tmp_path: Path) -> None:
    assert made(tmp_path, "ar").read_bytes() == files["ar"].read_bytes()


# what stands there


def test_what_was_decided_stands_first_and_leads_to_where_it_was_said(files: dict[str, Path]) -> None:
    found = text(files["en"])
    assert "Decisions 1. We meet again in March [9] 2. Hubs are asked again in May [17]" in found
    assert len(re.findall(r"[\[\]] ?18 ?[\[\]]", found)) == 3  # an action, still open, and where it was said
    assert {(one.words, one.target > 0) for one in inside(files["en"])} >= {("[9]", True), ("[17]", True)}
    none = text(made(files["en"].parent / "none", notes=NOTES[:3]))
    assert "Decisions No decision was written down." in none and "Action points No action was written down." in none


def test_the_agenda_stands_as_planned_and_as_held(files: dict[str, Path]) -> None:
    found = text(files["en"])
    assert "2 Reading Reading round 20 20 3 Round Speaking round 30 30 4 Polls Poll 10 30 5 Songs Break 5 –" in found
    assert "All items 75 90 Minutes taken are rounded to five. 1 item was not begun." in found
    assert "1 item was taken at another place than planned." in found
    assert "1 item took at least five minutes longer than planned." in found
    never = [(title, type, planned, "", "") for title, type, planned, *_ in ITEMS]
    without = text(made(files["en"].parent / "never", items=never))
    assert "Minutes taken" not in without and "5 Songs Break 5" in without and "not begun" not in without


def test_remarks_stand_under_their_item_with_what_they_speak_of(files: dict[str, Path]) -> None:
    found = text(files["en"])
    assert "2. Reading Hubs are asked again in May Decision [17] 2 Money" in found
    assert (
        "What was said No remark under: 1. Welcome 2. Reading" in found
        and "No remark under: 4. Polls; 5. Songs" in found
    )
    assert "Hubs need stable funding ×4 [1] Potential deal breaker 2 Money" in found.partition("Outside the agenda")[2]
    assert "Wer entscheidet über die Rücklagen? Question [5] 2.1 Reserves The council, after a vote Response" in found


def test_polls_and_people_are_told_as_far_as_they_may(files: dict[str, Path]) -> None:
    found = re.sub("HubDesk · 1 October 2026 Page . of . (Lantern evening )?", "", text(files["en"]))
    assert "At least 15 answers" in found or "17 answers" in found
    assert "Move the tea? a temperature check that binds nobody Too few people answered" in found
    assert "14 people took part. 12 people had registered, 11 came, 2 of them without registering." in found


def test_nobody_is_named_and_what_is_left_out_is_said(files: dict[str, Path]) -> None:
    for path in files.values():
        assert "Ophelia" not in text(path) and "Quartermaine" not in text(path)
    assert "2 remarks are left out because a question about publishing them is still open." in text(files["en"])


def test_an_item_whose_title_may_not_be_told_stands_as_its_kind(tmp_path: Path) -> None:
    found = text(made(tmp_path, items=(("", "speaking round", 10, "18:00", "18:10"),)))
    assert "No remark under: 1. Speaking round" in found


def test_without_an_agenda_there_is_what_was_said(tmp_path: Path) -> None:
    found = text(made(tmp_path, items=()))
    assert "Agenda" not in found and "Outside the agenda" not in found and "Hubs need stable funding" in found
    empty = text(made(tmp_path, items=(), notes=(), polls=()))
    assert "What was said No remark may be published yet." in empty


def test_minutes_of_a_series_tell_gatherings_apart_where_enough_people_came(tmp_path: Path) -> None:
    minutes.write(told(series()), tmp_path / "a.pdf")
    found = text(tmp_path / "a.pdf")
    assert "Minutes of the gatherings" in found
    assert "Lantern evening (1 October 2026) Agenda" in found
    assert "Mill morning (5 October 2026) and Tower night (7 October 2026) These gatherings are told as one" in found
    assert found.index("Move the tea?") > found.index("The chair changes every year")
    assert "All gatherings 18 15" in found


def test_minutes_of_an_arabic_page_run_from_the_right(files: dict[str, Path]) -> None:
    """Names of the bars stand at the right, and their minutes grow to the left."""
    where = {}
    for language in ("en", "ar"):
        document = pypdfium2.PdfDocument(files[language])
        for page in document:
            textpage = page.get_textpage()
            hit = textpage.search("Round").get_next()
            if hit and textpage.search("Songs").get_next():
                where[language] = textpage.get_charbox(hit[0])[0] / page.get_width()
                break
    assert where["en"] < 0.5 < where["ar"]


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 90)), min_size=1, max_size=60), st.integers(70, 700))
def test_pieces_of_the_bars_share_one_scale(numbers: list[tuple[int, int]], room: int) -> None:
    chart = Durations([(str(n), planned, took) for n, (planned, took) in enumerate(numbers)], "", "")
    pieces = chart.pieces(room)
    assert [row for piece in pieces for row in piece.rows] == chart.rows
    assert len(pieces) == 1 or {piece.largest for piece in pieces} == {max(max(pair) for pair in numbers)}
    assert all(piece.height <= room or len(piece.rows) == 1 for piece in pieces)


def test_the_poll_of_an_item_stands_below_its_remarks(tmp_path: Path) -> None:
    counted = replace(POLLS[0], counted=at("19:10"))
    found = text(made(tmp_path, polls=(counted,)))
    assert found.index("4. Polls") < found.rindex("Money needs a vote.") < found.rindex("5. Songs")
