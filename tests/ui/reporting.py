"""Five notes for the page Report, two of which name a participant, and what tests do with them."""

from datetime import timedelta

from PySide6.QtWidgets import QApplication

from hubdesk.desk import charters, notes, people
from hubdesk.model.records import Outgoing
from hubdesk.ui.pages.report import ReportPage
from tests.ui.conftest import NOW

CHARTER = b"# Harbour Charter\n## Hubs\n### Money\nHubs receive stable funding.\n## Council\nSeats.\n"
LINES = (
    "~: /1.1 Hubs need stable funding",
    "!: /2 Too few seats",
    "Amina Diallo will send the list",
    "Ask Amina Diallo about rooms",
    "Write to amina@example.org",
)
#: A page is drawn and a file is written within this time, also on a busy machine, in milliseconds.
SOON = 30_000


def five_notes(desk, event) -> list[str]:
    """Return five notes; two of them name a participant, one holds an address."""
    found = charters.preview(
        [("charter.md", CHARTER)], title="Harbour Charter", language="en", source="Harbour Charter"
    )
    charters.take(desk, found, event=event)
    people.add(desk, event, "Amina Diallo")
    return [notes.add(desk, event, line, at=NOW + timedelta(minutes=n)) for n, line in enumerate(LINES)]


def report(show, event, qtbot) -> ReportPage:
    """Return the page about an event, with what may be published; it is drawn only when a test asks for it."""
    found = show(ReportPage, event)
    found.resize(1200, 800)
    QApplication.processEvents()
    read(found, qtbot)
    found._soon.stop()
    return found


def read(page: ReportPage, qtbot) -> None:
    """Wait until the page has read what may be published."""
    qtbot.waitUntil(lambda: page._reading is None, timeout=SOON)


def made(desk, event: str) -> list[Outgoing]:
    """Return what waits to be sent."""
    return desk.read.all(Outgoing, event=event)
