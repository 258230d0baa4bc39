"""What the field does with a sign-in sheet of paper: numbers of rows and Enter check people in at the sheet's time."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from hubdesk.desk import attendance, attendance_sheet
from hubdesk.desk.people import known_as
from hubdesk.i18n import Sentence, count, isolate, say
from hubdesk.model.records import Event, Person
from hubdesk.model.signed_rows import Signed, signed
from hubdesk.ui.times import instant, local
from hubdesk.ui.widgets.dates import DayField, HourField
from hubdesk.ui.words import tell

if TYPE_CHECKING:
    from hubdesk.ui.pages.attendance import AttendancePage

#: So many names are read back after Enter; the others are counted.
_NAMES = 6


class SheetTime(QWidget):
    """When people on the sheet came: the beginning of the gathering, until somebody says otherwise."""

    def __init__(self) -> None:
        super().__init__()
        self.hour, self.day = HourField(say("Time on the sheet")), DayField(say("Day"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.hour, 1)
        row.addWidget(self.day, 1)
        row.addStretch(1)
        self._zone, self._shown = "UTC", ("", "", "")

    def show_event(self, gathering: Event, now: datetime) -> None:
        """Show the beginning of a gathering on its own clocks, or now where it has none; what was typed stays."""
        shown = (gathering.id, gathering.start, gathering.zone)
        if shown == self._shown:
            return
        self._zone, self._shown = gathering.zone, shown
        start = local(gathering.start if "T" in gathering.start else now.isoformat(), gathering.zone)
        self.day.line.setText(start[:10])
        self.hour.line.setText(start[11:16])

    @property
    def at(self) -> datetime | None:
        """The time that is meant, None while it cannot be read."""
        day, hours = self.day.line.iso, self.hour.hours
        return instant(day, hours, self._zone) if day and hours else None


class Paper:
    """The mode of the page in which a sheet is copied."""

    def __init__(self, page: "AttendancePage") -> None:
        self._page = page
        self._asked = False
        self.time = SheetTime()

    def typed(self) -> None:
        """Forget what was asked about another text."""
        self._asked = False

    def search(self, text: str, keep: str = "") -> None:
        """Read back who stands in the typed rows, before Enter checks them in."""
        page, found = self._page, signed(text)
        copied = attendance_sheet.look(page.roster, found) if page.roster is not None else attendance_sheet.Copied()
        hits, named = page.roster.hits(copied.came) if page.roster is not None else [], _is_name(found)
        if named and page.roster is not None:
            hits = page.roster.search(found.unread)
        page.list.show_hits(hits, first=False)
        page.list.setVisible(bool(hits))
        page.offer(walk_in=False)
        if named and hits:
            told = say("On the list already: type the number of the row, or Enter for somebody else of this name.")
        elif named:
            told = say("Enter asks whether to add {name}, who has no row with a number.", name=found.unread)
        elif found.unread or not found.rows:
            told = say("Type rows of the sheet and Enter: 12, 15-18 or 1,4,7-9; 43 and a name for who wrote it there.")
        elif found.name:
            told = say("Enter adds {name} as a walk-in in row {number}.", name=found.name, number=found.rows[-1])
        elif copied.left:
            told = say("Nobody alone has these numbers: {rows}", rows=copied.left)
        else:
            told = count(len(copied.came), "Enter checks {n} person in.", "Enter checks {n} people in.")
        page.hint.say(told)

    def enter(self) -> None:
        """Check in the typed rows; what leads to nobody stays in the field."""
        page, text, at = self._page, self._page.field.text(), self.time.at
        if not text.strip() or page.roster is None:
            return
        if at is None:
            page.result.show_result("warning", say("Write the time on the sheet first, for example 14:00."))
            self.time.hour.line.setFocus()
            return
        if _is_name(found := signed(text)):
            self._walk_in(found.unread, at)
            return
        done: list[attendance_sheet.Copied] = []
        desk, event, roster = page.desk, page.event_id, page.roster
        if page.act(
            lambda: done.append(attendance_sheet.copy(desk, event, text, at=at, item=page.item, roster=roster))
        ):
            self._show(done[0])
        page.field.selectAll()

    def pick(self) -> None:
        """Who is read back is not chosen: Enter checks all of them in."""

    def turn(self) -> None:
        """A sheet does not say who went."""

    def walk_in(self) -> None:
        """Who walked in stands on the sheet with a number."""
        self.enter()

    def _walk_in(self, name: str, at: datetime) -> None:
        """Ask about who wrote themselves in a row without a number; the second Enter adds them."""
        page, made = self._page, list[str]()
        if not self._asked:
            self._asked = True
            more = say("Enter again adds them as a walk-in, Esc clears.")
            page.result.show_result("question", say("No number before the name: add?"), name, more)
        elif page.act(lambda: made.append(attendance.walk_in(page.desk, page.event_id, name, at=at, item=page.item))):
            came = attendance_sheet.Copied(walked=[page.desk.read.get(Person, made[0])])
            self._show(came)

    def _show(self, done: attendance_sheet.Copied) -> None:
        page, came = self._page, [*done.came, *done.walked]
        page.field.clear()
        page.field.setText(done.left)
        n = len(came)
        what = count(n, "{n} person checked in", "{n} people checked in") if n else say("Nobody new was checked in")
        tone = "warning" if done.left else "success" if n else "info"
        page.result.show_result(tone, what, _names(came), _rest(done))
        page.offer(back=bool(n))


def _is_name(found: Signed) -> bool:
    """Tell whether a name was typed, and no number at all: rows for walk-ins are printed without one."""
    return not found.rows and found.unread[:1].isalpha() and not any(each.isdigit() for each in found.unread)


def _names(people: list[Person]) -> str:
    named = ", ".join(isolate(known_as(each)) for each in people[:_NAMES])
    more = len(people) - _NAMES
    return tell(count(more, "{names} and {n} more", "{names} and {n} more", names=named)) if more > 0 else named


def _rest(done: attendance_sheet.Copied) -> Sentence | str:
    told = [
        say("Here already: {names}.", names=_names(done.already)) if done.already else None,
        say("Nobody has the number: {rows}.", rows=" ".join(done.unknown)) if done.unknown else None,
        say("Look at the sheet again, or write behind the number who wrote it there.") if done.unknown else None,
        say("More than one person has the number: {rows}.", rows=" ".join(done.several)) if done.several else None,
    ]
    return " ".join(tell(each) for each in told if each is not None)
