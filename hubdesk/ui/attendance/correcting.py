"""What is typed into the card of marks becomes a correction."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from hubdesk.desk import agenda, attendance_correcting
from hubdesk.desk.people import known_as
from hubdesk.model.presence import TAKEN_BACK, moment
from hubdesk.model.records import Mark
from hubdesk.ui.attendance.marks import MarksCard
from hubdesk.ui.times import instant, local

if TYPE_CHECKING:
    from hubdesk.ui.pages.attendance import AttendancePage


class Correcting:
    """Shows the marks of the person chosen, or shown last, and puts them right."""

    def __init__(self, page: "AttendancePage") -> None:
        self._page = page
        self.card = MarksCard()
        self._person = ""
        self.card.timed.connect(self._time)
        self.card.turned.connect(self._turn)
        self.card.left.connect(self._leave)

    def open(self) -> None:
        """Show the marks of whoever is chosen in the list, else of who was shown last."""
        page = self._page
        person = page.list.current.person if page.list.current else page.person
        if person is not None and attendance_correcting.marks(page.desk, person.id, page.event_id):
            self._person = person.id
            self.refresh()
            self.card.begin()
            self._page.reveal(self.card)

    def close(self) -> None:
        """Show nobody's marks."""
        self._person = ""
        if self.card.isAncestorOf(self._page.focusWidget() or self._page):
            self._page.to_field()
        self.card.hide()

    def refresh(self) -> None:
        """Show the marks as they are now."""
        page = self._page
        person = page.someone(self._person)
        if person is None:
            self.close()
            return
        items = {each.id: each.title for each in agenda.items(page.desk, page.event_id)}
        marks = attendance_correcting.marks(page.desk, person.id, page.event_id)
        self.card.show_marks(known_as(person), marks, page.zone, items)

    def _time(self, mark: str, hours: str) -> None:
        page, desk = self._page, self._page.desk
        at = _nearest(desk.read.get(Mark, mark).at, hours, page.zone)
        if at is not None:
            page.attempt(lambda: attendance_correcting.correct(desk, mark, at=at))

    def _turn(self, mark: str) -> None:
        desk = self._page.desk
        back = desk.read.get(Mark, mark).way.startswith(TAKEN_BACK)
        act = attendance_correcting.hold_again if back else attendance_correcting.take_back
        self._page.attempt(lambda: act(desk, mark))

    def _leave(self) -> None:
        self.close()
        self._page.to_field()


def _nearest(at: str, hours: str, zone: str) -> datetime | None:
    """Return when the clocks of a zone showed an hour, nearest to a time: an evening may go on after midnight."""
    before, day = moment(at), local(at, zone)[:10]
    if before is None:
        return None
    days = [(datetime.fromisoformat(day) + timedelta(days=step)).date().isoformat() for step in (-1, 0, 1)]
    found = [each for each in (instant(one, hours, zone) for one in days) if each is not None]
    return min(found, key=lambda each: abs(each - before), default=None)
