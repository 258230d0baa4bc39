"""How the plan and the evening agree, and two ways to put right what does not."""

from collections.abc import Mapping
from datetime import timedelta

from PySide6.QtCore import Qt

from hubdesk.desk import agenda
from hubdesk.i18n import Sentence, say
from hubdesk.model.change import Change
from hubdesk.model.plan import Change as Fields
from hubdesk.model.plan import Standing
from hubdesk.model.records import Event
from hubdesk.ui.agenda.chart import PlanChart
from hubdesk.ui.page import Page
from hubdesk.ui.times import local
from hubdesk.ui.widgets.buttons import Button
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.words import clock, listed, number


class PlanPart(Page):
    """A picture of the times, and what shifting the rest would change."""

    title = say("Plan and time")
    watches = frozenset({"agenda", "event"})

    def build(self) -> None:
        """Lay out words, picture and the two ways."""
        self._zone = "UTC"
        self.late = Label(role="heading", wrap=True)
        self.chart = PlanChart()
        self.key = Label(say("Hollow: as planned. Full: as it went. The line is now."), role="small", wrap=True)
        self.later, self.shorter = Label(wrap=True), Label(wrap=True)
        self.end_later = Button(say("Let it end later or earlier"), lambda: self._shift("later"))
        self.keep_end = Button(say("Keep the end"), lambda: self._shift("keep"))
        self.card = Card(say("Shift the rest"))
        self.card.add(self.later, self.end_later, self.shorter, self.keep_end)
        for each in (self.late, self.chart, self.key, self.card):
            self.column.addWidget(each)
        self.main = self.end_later

    def refresh(self, change: Change | None) -> None:
        """Show how it stands now."""
        gathering = self.desk.read.find(Event, self.event_id)
        if gathering is None:
            return
        self._zone = gathering.zone
        at = self.desk.now()
        now = agenda.standing(self.desk, self.event_id, at)
        self.late.say(agenda.late(now.behind) or say("Nobody can say yet how late it is: the event has no beginning."))
        self.chart.show_slots(now.slots, self._zone, at)
        drawn = any(slot.begins for slot in now.slots)
        self.chart.setVisible(drawn)
        self.key.setVisible(drawn)
        self._preview(now)

    def _preview(self, now: Standing) -> None:
        ways = agenda.ways(now)
        self.card.setVisible(bool(ways["later"]))
        if not ways["later"] or now.ends is None:
            return
        planned, then = self._at(now), self._at(now, now.behind or 0)
        self.later.say(say("All that comes moves. It ends at {then} instead of {planned}.", then=then, planned=planned))
        self.shorter.say(self._shortened(now, ways["keep"], planned))
        self.keep_end.setEnabled(ways["keep"] is not None)

    def _shortened(self, now: Standing, changes: Mapping[str, Fields] | None, planned: str) -> Sentence:
        if changes is None:
            return say("There is not enough time left to end at {planned}.", planned=planned)
        told = [
            f"{slot.item.title} {number(slot.item.minutes)} → {number(changes[slot.item.id]['minutes'])}"
            for slot in now.slots
            if "minutes" in changes.get(slot.item.id, {})
        ]
        return say("It ends at {planned}. Minutes: {items}", planned=planned, items=listed(told))

    def _at(self, now: Standing, later: int = 0) -> str:
        return clock(local((now.ends + timedelta(minutes=later)).isoformat(), self._zone)) if now.ends else ""

    def _shift(self, way: str) -> None:
        if self.attempt(lambda: agenda.shift(self.desk, self.event_id, way, at=self.desk.now())):
            self.chart.setFocus(Qt.FocusReason.OtherFocusReason)  # the buttons go: keys must go on counting here
            self.undoable()
