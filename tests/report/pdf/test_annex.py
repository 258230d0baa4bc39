"""The full annex as its readers find it: every remark by its number, with no more about it than may be told."""

import re
from pathlib import Path

import pytest

from hubdesk.i18n import LANGUAGES
from hubdesk.report.pdf import annex
from hubdesk.report.pdf.printing import printing
from hubdesk.report.summary import Material, summarize
from tests.report.pdf.gathered import series
from tests.report.pdf.linked import inside
from tests.report.pdf.reported import FULL, SILENT, full, pages, text


def made(folder: Path, material: Material) -> Path:
    out = folder / "annex.pdf"
    annex.write(summarize(material), out, printing=printing({"ar": "arab"}.get(material.language, "latn")))
    return out


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("annex"), full("en"))


def test_every_remark_stands_there_with_the_number_of_the_report(english: Path) -> None:
    found = text(english)
    assert "1 · Potential deal breaker · 2 Money Hubs need stable funding ×4" in found
    assert "4 · Suggestion · 1 Purpose · 2.1 Reserves 我们需要更清楚的规则。" in found
    assert "6 · answers remark 5 The council, after a vote Response" in found
    assert "8 · Beyond the charter · On words that are no longer there: 4.2p1 Every boat carries a lamp." in found
    assert found.index("9 We meet again") > found.index("8 · Beyond the charter")


def test_its_lists_go_through_the_whole_outline_and_lead_to_the_remarks(english: Path) -> None:
    found = text(english)
    assert "1 Purpose 2 3 4" in found and "3 Silence 0 4 Meetings 0" in found
    assert "Not tied to a section 2 7 9" in found
    led = {one.words for one in inside(english) if re.search(f"(^| ){one.words}( ·|$| We)", one.there)}
    assert led >= {str(n) for n in range(1, len(FULL) + 1)} - {"6"}  # an answer is led to by the remark it answers


def test_nobody_is_named_and_what_is_left_out_is_said(english: Path) -> None:
    found = text(english)
    assert "Ophelia" not in found and "Quartermaine" not in found
    assert "2 remarks are left out because a question about publishing them is still open." in found


def test_gatherings_are_told_apart_where_enough_people_came(tmp_path: Path) -> None:
    found = text(made(tmp_path, series()))
    assert "Mill morning (5 October 2026) and Tower night (7 October 2026) 9 5" in found
    assert "Lantern evening (1 October 2026) 9 10" in found and "All gatherings 18 15" in found
    assert "16 · 4.1 Chair · Mill morning (5 October 2026) and Tower night (7 October 2026)" in found


def test_nothing_tells_the_gathering_of_a_remark_where_too_few_came(tmp_path: Path) -> None:
    found = text(made(tmp_path, series(people=(9, 2, 1))))
    assert "Mill morning" in found and "Mill morning (5 October 2026) and" not in found
    assert "16 · 4.1 Chair The chair changes every year" in found


def test_laptops_are_told_by_number(tmp_path: Path) -> None:
    laptops = {each.id: 1 + n % 2 for n, each in enumerate(FULL)}
    found = text(made(tmp_path, full("en", laptops=laptops)))
    assert "By laptop" in found and "laptop 2 7 2 4 8 10 12 14 16" in found
    assert "2 Money · laptop 1 Hubs need stable funding" in found
    assert "laptop" not in text(made(tmp_path, full("en"))).replace("the laptop that", "")


def test_the_same_summary_gives_the_same_bytes(tmp_path: Path) -> None:
    assert made(tmp_path / "a", series("ar")).read_bytes() == made(tmp_path / "b", series("ar")).read_bytes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_makes_one(language: str, tmp_path: Path) -> None:
    assert len(pages(made(tmp_path, series(language)))) >= 3


def test_without_remarks_it_says_so(tmp_path: Path) -> None:
    found = text(made(tmp_path, full("en", notes=(), documents=())))
    assert "No remark may be published yet." in found
    assert text(made(tmp_path, full("en", notes=(), documents=(SILENT,)))).count(" 0 ") >= len(SILENT.outline)
