"""Five notes about three sections on the page Feedback, and what tests do with them."""

from datetime import timedelta

from PySide6.QtWidgets import QApplication

from hubdesk.desk import charters, notes
from hubdesk.ui.pages.feedback import FeedbackPage
from tests.ui.conftest import NOW

CHARTER = b"""# Harbour Charter
## Hubs
### Money
Hubs receive stable funding.
## Council
Seats.
## Changes
Two thirds.
"""
LINES = (
    "~: /1.1 Hubs need stable funding #funding",
    "!: /2 Too few seats #seats",
    "Nobody spoke about translation",
    "q: /1.1 Who decides? @facilitator",
    "يجب أن تكون المقاعد متوازنة",
)

#: Signs of direction around and before words of people.
MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u2068\u2069"))


def five_notes(desk, event) -> list[str]:
    """Return five notes about three sections, two of them not tagged yet."""
    found = charters.preview([("charter.md", CHARTER)], title="Harbour Charter", language="en")
    charters.take(desk, found, event=event)
    return [notes.add(desk, event, line, at=NOW + timedelta(minutes=n)) for n, line in enumerate(LINES)]


def feedback(show, event) -> FeedbackPage:
    """Return the page with the notes of an event, wide enough for the outline."""
    found = show(FeedbackPage, event)
    found.resize(1200, 800)
    QApplication.processEvents()
    return found


def words(page: FeedbackPage) -> list[str]:
    """Return what the list shows in its first column."""
    model = page.table.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def choose(page: FeedbackPage, *rows: int) -> None:
    """Choose rows as a person does with Ctrl."""
    page.table.clearSelection()
    for row in rows:
        index = page.table.model().index(row, 0)
        flag = page.table.selectionModel().SelectionFlag
        page.table.selectionModel().select(index, flag.Select | flag.Rows)
    QApplication.processEvents()


def wid(page: FeedbackPage, heading: str) -> str:
    """Return the section with this heading."""
    return next(bar.wid for bar in page.grid.bars() if bar.heading == heading)
