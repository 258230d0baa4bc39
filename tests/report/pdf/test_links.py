"""Every number of a report leads to the remarks behind it."""

import io
import re
from pathlib import Path

import pytest
from hypothesis import given, settings

from hubdesk.report.pdf import conversation
from hubdesk.report.pdf.printing import Printing
from hubdesk.report.summary import summarize
from tests.report.pdf.linked import Led, inside
from tests.report.pdf.reported import FULL, full, made
from tests.report.pdf.test_conversation_odd import REMARKS, given_notes


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> list[Led]:
    return inside(made(tmp_path_factory.mktemp("links")))


@pytest.mark.parametrize("language", ["en", "hi"])
def test_every_remark_is_led_to_by_its_number(language: str, tmp_path: Path) -> None:
    digits = str.maketrans("०१२३४५६७८९", "0123456789")
    led = [(one.words.translate(digits), one.there.translate(digits)) for one in inside(made(tmp_path, language))]
    behind = {words for words, there in led if words.isdigit() and words in re.findall("[0-9]+", there)}
    remarks = {str(item) for item in range(1, len(FULL) + 1)}
    answers = {"6"}  # stands below the remark that it answers and is counted with none
    assert behind | answers >= remarks


def test_figures_of_the_cover_lead_to_where_they_are_summed_up(english: list[Led]) -> None:
    cover = {re.sub("^[0-9]+ ", "", one.words): one.there for one in english if one.page == 0}
    assert cover["people took part"].startswith("How this report came about")
    assert cover["remarks"].startswith("Annex: the remarks behind the numbers")
    assert cover["sections with feedback"].startswith("Feedback by section")


def test_the_number_of_a_section_leads_to_its_remarks(english: list[Led]) -> None:
    summary = summarize(full("en"))
    for found in summary.chapters[0].findings:
        if found.total:
            heading = f"{found.heading.number} {found.heading.heading}"
            assert any(one.words == str(found.total) and one.there.startswith(heading) for one in english), heading


def test_the_number_of_a_kind_leads_to_its_list_and_to_its_remarks(english: list[Led]) -> None:
    assert [one.there.split(" · ")[0] for one in english if one.there.startswith("Concern")]
    total = next(one for one in english if one.there.startswith("Annex:") and one.page > 0)
    assert total.words == str(summarize(full("en")).remarks)


def test_statements_lead_to_what_they_sum_up(english: list[Led]) -> None:
    assert [one.there for one in english if one.page < 2 and "Hubs need stable funding" in one.there]


@settings(max_examples=15, deadline=None)
@given(REMARKS)
def test_whatever_was_said_no_link_leads_nowhere(rows: list[tuple]) -> None:
    document = conversation._Pages(summarize(full("en", notes=given_notes(rows))), Printing()).made()
    assert document.finish(io.BytesIO()) > 0
