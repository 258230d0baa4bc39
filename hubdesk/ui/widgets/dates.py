"""Days and hours typed the way people write them, read back in whole words."""

import re
from datetime import date, timedelta

from PySide6.QtCore import QDate, QEvent, QLocale, Qt
from PySide6.QtGui import QKeyEvent

from hubdesk.i18n import Sentence, say
from hubdesk.ui import words
from hubdesk.ui.widgets.fields import Field, Line

_HOURS = re.compile(r"(\d{1,2})(?:[:.h ]?(\d{2}))?")


def read_day(text: str) -> str | None:
    """Return the ISO date that a text means ("2026-05-09", "9.5.2026", "9/5/26" as the language orders it), "" for an
    empty one, None for what is no day."""
    plain = text.strip()
    if not plain:
        return ""
    try:
        return date.fromisoformat(plain).isoformat()
    except ValueError:
        pass
    parts = [int(each) for each in re.findall(r"\d{1,8}", plain)]
    if len(parts) == 3 and parts[0] > 31:
        year, month, day = parts
    elif len(parts) == 3:
        day, month, year = parts
    else:
        return _written(QLocale().toDate(plain, QLocale.FormatType.LongFormat))
    return _written(QDate(year + 2000 if year < 100 else year, month, day))


def _written(day: QDate) -> str | None:
    """Return a day as ISO 8601, None for what is none, or none of the years that Python and people count."""
    return day.toString("yyyy-MM-dd") if day.isValid() and 0 < day.year() <= date.max.year else None


def read_hours(text: str) -> str | None:
    """Return "HH:MM" for what a text means ("9", "930", "14.30"), "" for an empty one, None for what is no time."""
    plain = "".join(str(int(each)) if each.isdecimal() else each for each in text.strip())
    if not plain:
        return ""
    found = _HOURS.fullmatch(plain)
    if found is None and re.fullmatch(r"\d{3}", plain):
        found = _HOURS.fullmatch("0" + plain)
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        return None
    return f"{int(found[1]):02}:{int(found[2] or 0):02}"


class DayLine(Line):
    """A day; the arrows go to the next and the last day, and `iso` is None while no day can be read."""

    def __init__(self) -> None:
        super().__init__(say("Year-month-day"))

    @property
    def iso(self) -> str | None:
        """The day as ISO 8601, "" for none, None for what cannot be read."""
        return read_day(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step by days with the arrows."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        if step and self.iso:
            day = date.fromisoformat(self.iso)
            if date.min < day < date.max:
                moved = (day + timedelta(days=step)).isoformat()
                self.setText(moved)
                self.textEdited.emit(moved)
        else:
            super().keyPressEvent(event)


class DayField(Field):
    """A day with its label; below it the day is read back with its weekday, or why it cannot be read."""

    def __init__(self, label: Sentence) -> None:
        self.line = DayLine()
        super().__init__(label, self.line)
        self.line.textChanged.connect(lambda _text: self._read_back())

    def changeEvent(self, event: QEvent) -> None:
        """Read the day back in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._read_back()

    def _read_back(self) -> None:
        iso = self.line.iso
        if iso is None:
            self.trouble(say("Write the day as year-month-day, for example 2026-05-09."))
            return
        self.trouble(None)
        self.below.say(words.day(iso, weekday=True) if iso else "")
        self.below.setVisible(bool(iso))


class HourField(Field):
    """Hours and minutes with a label; says when they cannot be read."""

    def __init__(self, label: Sentence) -> None:
        self.line = Line(say("14:00"))
        super().__init__(label, self.line)
        self.line.textChanged.connect(lambda _text: self._read_back())

    @property
    def hours(self) -> str | None:
        """The time as "HH:MM", "" for none, None for what cannot be read."""
        return read_hours(self.line.text())

    def _read_back(self) -> None:
        self.trouble(say("Write the time as hours and minutes, for example 14:00.") if self.hours is None else None)
