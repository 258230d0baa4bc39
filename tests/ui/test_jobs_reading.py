"""Jobs of the window read the workspace, one after the other, for an evening."""

from hubdesk.i18n import say
from hubdesk.model.records import Event
from hubdesk.ui.pages.notes import NotesPage
from tests.store.test_readers import MANY, opened


def test_however_many_jobs_read_no_more_files_stand_open(show, desk, event, qtbot) -> None:
    page, ended = show(NotesPage, event), []
    before = opened(desk)
    for number in range(MANY):
        page.frame.run(say("Counting"), lambda _report: desk.read.get(Event, event), ended.append, quiet=True)
        qtbot.waitUntil(lambda number=number: len(ended) > number, timeout=20_000)
    assert opened(desk) <= before + 2, "what runs at this moment may read"
