"""Who needs an interpreter, told to those who lead: on the overview, and as one line for a run-sheet."""

from hubdesk.desk import events, interpretation, people
from hubdesk.i18n import words
from hubdesk.ui import interpreters
from hubdesk.ui.prepare.overview import OverviewPart


def test_the_overview_counts_wishes_of_lists_and_of_the_door(show, desk, event, qtbot) -> None:
    page = show(OverviewPart, event)
    assert not page.requests.isVisible()
    people.take(desk, event, people.preview(desk, event, b"Name,Interpretation\nAna,Ukrainian\nBo,uk\n"))
    events.requests(desk, event, "sgn", 1)
    qtbot.waitUntil(lambda: page.requests.isVisible())
    told = [words("en")(chip, isolated=False) for chip in page.request_chips._texts]
    assert told == ["українська: 2", "Sign language: 1"]


def test_one_line_tells_them_for_a_run_sheet(desk, event, preferences) -> None:
    assert interpreters.line(interpretation.wanted(desk, event)) is None
    for name, into in (("Ana", "uk"), ("Bo", "uk"), ("Cyd", "ar")):
        interpretation.need(desk, people.add(desk, event, name), into)
    found = interpreters.line(interpretation.wanted(desk, event))
    assert found is not None
    assert (
        words("en")(found, isolated=False).translate({0x2068: None, 0x2069: None})
        == "Interpretation needed: uk 2, ar 1"
    )
