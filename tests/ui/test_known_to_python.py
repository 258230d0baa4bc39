"""What Qt deletes by itself is not known to Python any more: else it is taken for what next stands at its address."""

import gc
import re
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidgetItem

from hubdesk.i18n import say
from hubdesk.ui.jobs import Job
from hubdesk.ui.notices import Notice
from hubdesk.ui.strip import Strips

UI = Path(__file__).resolve().parent.parent.parent / "hubdesk" / "ui"
#: The one layout that is ours: it holds its items itself, and gives them back.
OURS = {"flow.py"}


def items() -> int:
    gc.collect()
    return sum(type(each) is QWidgetItem for each in gc.get_objects())


def test_notices_and_jobs_that_came_and_went_leave_nothing_of_the_column_behind(qtbot) -> None:
    strips = Strips()
    qtbot.addWidget(strips)
    before = items()
    for number in range(30):
        strips.show_notice(Notice(say("Kept {n}", n=number)))
        job = Job(lambda _report: None)
        strips.show_job(job, say("Counting"))
        with qtbot.waitSignal(job.ended):
            job.start()
        QApplication.processEvents()
    strips.clear()
    assert items() <= before + 2, "those of what was shown last, in a layout of ours"
    assert strips.strips == []


def test_no_page_asks_a_layout_of_qt_for_its_items() -> None:
    asking = {path.name for path in UI.rglob("*.py") if re.search(r"\.itemAt\(", path.read_text("utf-8"))}
    assert asking <= OURS


def test_no_widget_that_takes_keys_has_an_event_of_its_own() -> None:
    """An error of Python's own functions in a handler that is called through one of ours ends the process."""
    found = {
        path.name
        for path in UI.rglob("*.py")
        for each in re.split(r"(?m)^(?=class )", path.read_text("utf-8"))
        if "def event(self" in each and re.search(r"def (?:key|mouse|focus|inputMethod)\w*Event\(", each)
    }
    assert found == set()
