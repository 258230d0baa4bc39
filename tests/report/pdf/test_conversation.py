"""The conversation report as its readers find it: whole, anonymous, in every language, with sums that agree."""

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hubdesk.i18n import LANGUAGES, say
from hubdesk.model.codebook import KINDS
from hubdesk.report.minutes import minutes as minutes_of
from hubdesk.report.pdf import annex, conversation, minutes
from hubdesk.report.pdf.printing import printing
from hubdesk.report.pdf.structure import text_string
from hubdesk.report.pdf.wording import Wording, local
from hubdesk.report.summary import Document, Heading, Item, Turnout, summarize
from tests.report.material import EVENT, note
from tests.report.pdf.gathered import series
from tests.report.pdf.reported import FULL, SILENT, full, made, pages, text
from tests.report.pdf.specimen import QUOTES
from tests.report.pdf.test_bidi import shown
from tests.report.pdf.test_printing import image
from tests.report.pdf.test_readers import FLOORS, by_pdftotext, share_found
from tests.report.pdf.test_readers import _validator as validator
from tests.report.sheets import sheet


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("reports")
    return {language: made(folder, language) for language in ("en", "ar", "hi", "zh", "de")}


# other programs


def test_the_reference_validator_accepts_the_report_in_five_languages_its_annex_and_minutes(
    files: dict[str, Path], tmp_path: Path
) -> None:
    judge = validator()
    annex.write(summarize(series("ar")), tmp_path / "annex.pdf", printing=printing("arab"))
    agendas = {event.id: sheet(event.id) for event in series().events}
    minutes.write(minutes_of(series("ar"), agendas), tmp_path / "minutes.pdf", printing=printing("arab"))
    look = printing(paper="letter", logo=image(mode="CMYK", form="JPEG"))
    conversation.write(summarize(series("zh")), tmp_path / "series.pdf", printing=look)
    try:
        good, told = judge.judge([*files.values(), *tmp_path.iterdir()], ("2a", "ua1"))
    except judge.Unavailable as reason:
        pytest.skip(str(reason))
    assert good, told


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not here")
def test_the_files_are_whole(files: dict[str, Path]) -> None:
    for path in files.values():
        done = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not here")
@pytest.mark.parametrize(("language", "words"), QUOTES, ids=[language for language, _ in QUOTES])
def test_what_people_said_is_found_in_every_report(language: str, words: str, files: dict[str, Path]) -> None:
    for path in files.values():
        assert share_found(words, by_pdftotext(path), language) >= FLOORS[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_of_the_program_makes_a_report(language: str, tmp_path: Path) -> None:
    path = made(tmp_path, language)
    assert len(pages(path)) >= 3
    assert b"/Lang" in path.read_bytes()


# the same bytes


def test_the_same_summary_gives_the_same_bytes(tmp_path: Path) -> None:
    one, two = made(tmp_path / "a", "ar"), made(tmp_path / "b", "ar")
    assert one.read_bytes() == two.read_bytes()
    later = made(tmp_path / "c", "ar", as_of=datetime(2026, 10, 2, tzinfo=UTC))
    assert later.read_bytes() != one.read_bytes()


# what stands there


def test_every_section_is_stated_and_silence_is_a_finding(files: dict[str, Path]) -> None:
    found = text(files["en"])
    for heading in SILENT.outline:
        assert f"{heading.number} {heading.heading}" in found
    assert "No feedback on: 3 Silence" in found
    assert "No feedback on: 4.2 Minutes; 5 Ende" in found
    assert "4 Meetings No feedback on this section as a whole. 4.1 Chair" in found


def test_figures_of_the_cover_are_the_sums_of_the_tables(files: dict[str, Path]) -> None:
    summary = summarize(full("en"))
    found = text(files["en"])
    figures = {figure.key: figure.value for figure in summary.figures}
    assert f"{figures['people']} people took part {figures['remarks']} remarks" in found
    assert f"All remarks, each counted once {figures['remarks']}" in found
    assert sum(summary.kinds.values()) == figures["remarks"]
    for one in summary.chapters[0].findings:
        kinds = " · ".join(f"{KINDS[k].label.one if k else 'Without a kind'} {n}" for k, n in one.kinds.items())
        assert f"{one.heading.number} {one.heading.heading} {one.total} {kinds}".strip() in found
    assert figures["sections"] == sum(bool(one.total) for one in summary.chapters[0].findings)
    assert "A remark that is tied to several sections is counted in each of them." in found


def test_statements_come_before_the_findings_and_are_signed(files: dict[str, Path]) -> None:
    found = text(files["en"])
    assert "Money needs a vote. Facilitator · money · from remarks 1 and 2" in found
    assert found.index("Money needs a vote.") < found.index("Note-takers wrote") < found.index("Hubs need stable")


def test_remarks_stand_by_kind_with_voices_form_and_number(files: dict[str, Path]) -> None:
    found = text(files["en"])
    assert "Hubs need stable funding ×4 [1]" in found
    assert "Wer entscheidet über die Rücklagen? Question [5] The council, after a vote Response [6]" in found
    assert "word for word" in found
    assert found.count("We meet again in March Decision [9]") == 2  # where it was said, and among the decisions


def test_nobody_is_named(files: dict[str, Path]) -> None:
    for path in files.values():
        assert "Ophelia" not in text(path) and "Quartermaine" not in text(path)


def test_what_is_left_out_is_said(files: dict[str, Path]) -> None:
    assert "2 remarks are left out because a question about publishing them is still open." in text(files["en"])


def test_loose_and_detached_remarks_have_their_own_parts(files: dict[str, Path]) -> None:
    found = text(files["en"])
    last = found.rindex("Tied to sections that this edition does not have")
    assert found.rindex("Not tied to a section") < found.index("Thank you for the tea") < last
    assert found.index("This was in the older draft") > last
    assert "On words that are no longer there: 4.2p1 Every boat carries a lamp." in " ".join(found.split())


def test_the_text_and_where_it_comes_from_are_named(files: dict[str, Path]) -> None:
    found = text(files["en"])
    assert "Lantern Rivers charter · Second reading · revision 48213" in found
    assert "https://example.org/wiki/Lantern" in found
    assert "Made with HubDesk on 1 October 2026 from notes taken without a network." in found
    assert "HubDesk is independent of the Wikimedia Foundation" in found


def test_the_curve_has_its_numbers_in_the_time_of_the_place(files: dict[str, Path]) -> None:
    found = text(files["en"]).replace("\u202f", " ")
    assert "18:15 10 18:30 15 19:00 10 19:15 5" in found


def test_without_a_curve_there_is_no_chapter_for_it(tmp_path: Path) -> None:
    assert "People in the room" not in text(made(tmp_path, "en", turnout=Turnout(12, 11, 2, 3)))


# digits and directions


def test_section_numbers_are_never_localised(files: dict[str, Path]) -> None:
    for language, digits in (("ar", "٠١٢٣٤٥٦٧٨٩"), ("hi", "०१२३४५६७८९")):
        found = text(files[language])
        assert "2.1" in found and "4.1" in found
        assert digits[1] in found
        assert f"{digits[2]}.{digits[1]}" not in found


def test_sentences_use_the_digits_of_the_report_and_peoples_words_do_not() -> None:
    tell = Wording("ar", "arab")
    assert tell.number(1234) == "١٬٢٣٤".replace("٬", ",") or "١" in tell.number(1234)
    untranslated = tell.ours(say("No catalogue has this sentence about {n} boats.", n=12))
    assert (untranslated.text, untranslated.language) == ("No catalogue has this sentence about 12 boats.", "en")
    assert "x12" in tell.remark(Item(3, "", "x12", "en", "comment", "", 1, "", False))[0].text


def test_an_untranslated_sentence_says_that_it_is_english() -> None:
    run = Wording("de").ours(say("No catalogue has this sentence."))
    assert (run.language, Wording("de").foreign(run)) == ("en", "en")
    assert Wording("en").foreign(Wording("en").ours(say("No catalogue has this sentence."))) == ""


def test_a_section_number_stands_alone_from_left_to_right() -> None:
    _, words = Wording("ar").heading(Heading("w", "3.2", 2, "Rats (alt)", "de"))
    assert (words.text, words.language) == ("Rats (alt)\u2069", "de")
    seen = lambda heading, base: re.sub("[\u2066-\u2069]", "", shown(Wording("ar").heading_line(heading), base))  # noqa: E731
    assert seen(Heading("w", "3.2", 2, "Rats (alt)", "de"), 1) == "3.2 Rats (alt)"
    assert seen(Heading("w", "3.2", 2, "حق", "ar"), 0) == "قح 3.2"
    assert Wording("ar").heading_line(Heading("w", "", 1, "Preamble", "en")) == "\u2068Preamble\u2069"


# the first page


def test_a_sample_says_so_on_every_page(tmp_path: Path) -> None:
    path = made(tmp_path, "en", events=(replace(EVENT, sample=True),))
    assert all("Sample" in page for page in pages(path))
    assert "Sample" not in text(made(tmp_path / "real"))


@pytest.mark.parametrize("hidden", [{"place_hidden": True}, {"sensitive": True}])
def test_a_hidden_place_is_not_told(hidden: dict[str, bool], tmp_path: Path) -> None:
    assert "Harbour library" in text(made(tmp_path))
    assert "Harbour library" not in text(made(tmp_path, "en", events=(replace(EVENT, **hidden),)))


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("https://example.org/wiki/Lantern", True),
        ("Lantern Rivers/Charter", False),
        ("javascript:alert(1)", False),
        ("mailto:team@example.org", False),
        ("", False),
        ("https://example.org/" + "a" * 400, False),
    ],
)
def test_a_code_to_scan_stands_there_for_a_web_address_alone(source: str, shown: bool, tmp_path: Path) -> None:
    path = made(tmp_path, "en", documents=(replace(SILENT, source=source),))
    alt = f"/Alt{text_string(source)}".lower().encode()
    assert (bool(source) and alt in unpacked(path)) is shown


def unpacked(path: Path) -> bytes:
    """Return a file with its objects laid open, in small letters."""
    if not shutil.which("qpdf"):
        pytest.skip("qpdf is not here")
    done = subprocess.run(
        ["qpdf", "--qdf", "--object-streams=disable", str(path), "-"], capture_output=True, check=True
    )
    return re.sub(rb"/alt\s+", b"/alt", done.stdout.lower())


def test_a_series_tells_its_days_places_and_number(tmp_path: Path) -> None:
    second = replace(EVENT, id="f" * 32, place="Mill", start="2026-10-05T18:00:00+00:00", end="", series="Autumn")
    found = text(made(tmp_path, "en", events=(replace(EVENT, series="Autumn"), second)))
    assert "Autumn Conversation report" in found
    assert "Harbour library, Mill" in found
    assert "1 – 5 Oct 2026" in found.replace("\u2009", " ")
    assert "2 gatherings" in found


def test_several_documents_have_a_chapter_each(tmp_path: Path) -> None:
    other = Document("", "edition-2", "", (Heading("x1", "1", 1, "Boats", "en"),), {"x1": "x1"})
    notes = (*FULL, note(300, "Boats leak", tags=("x1",), kind="concern"))
    found = text(made(tmp_path, "en", documents=(SILENT, other), notes=notes))
    assert found.index("Text without a title") > found.index("Lantern Rivers charter")
    assert "1 Boats Concern · 1 Boats leak" in found


# times


def test_times_are_those_of_the_place_where_it_is_known() -> None:
    at = datetime(2026, 10, 1, 16, tzinfo=UTC)
    assert local(at, "Africa/Kigali").hour == 18
    assert local(at, "Nowhere/Land").hour == local(at, "../../etc/passwd").hour == 16
    assert local("2026-10-01T16:00:00", "Africa/Kigali").hour == 16
    with pytest.raises(ValueError, match="Invalid"):
        local("soon", "UTC")


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        ("2026-10-01T18:00:00+00:00", "2026-10-01T20:00:00+00:00", "1 October 2026"),
        ("2026-10-01T23:30:00+00:00", "", "2 October 2026"),
        ("2026-10-01", "2026-10-03", "1 – 3 Oct 2026"),
        ("", "", ""),
        ("soon", "later", ""),
    ],
)
def test_days_of_a_gathering(start: str, end: str, told: str) -> None:
    span = Wording("en").span([replace(EVENT, start=start, end=end)])
    assert span.replace("\u2009", " ") == told
