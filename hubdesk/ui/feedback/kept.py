"""Filters under names: pick one, keep the one that is set, forget one."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from hubdesk.desk import kept_filters
from hubdesk.desk.kept_filters import Kept
from hubdesk.i18n import say
from hubdesk.ui.feedback.filters import Filters
from hubdesk.ui.widgets.buttons import Button
from hubdesk.ui.widgets.fields import Choice, Line
from hubdesk.ui.widgets.flow import FlowBox

if TYPE_CHECKING:
    from hubdesk.ui.page import Page


class KeptFilters(FlowBox):
    """A choice of names, and a line for a new one that shows itself when it is wanted."""

    def __init__(self, page: "Page", filters: Filters) -> None:
        super().__init__(gap=8)
        self._page, self._filters = page, filters
        self._all: dict[str, Kept] = {}
        self.choice = Choice({"": say("Kept filters")}, name=say("Kept filters"))
        self.keep = Button(say("Keep this filter"), self.ask_name, kind="quiet")
        self.name = Line(say("Name of the filter"))
        self.forget = Button(say("Forget this filter"), self._forget, kind="quiet")
        self.show_all([self.choice, self.keep, self.name, self.forget])
        self.name.hide()
        self.choice.picked.connect(self._pick)
        self.name.returnPressed.connect(self._keep)
        self.name.editingFinished.connect(self.name.hide)
        filters.changed.connect(self.look)

    def read(self) -> None:
        """Offer what is kept for the event in front."""
        self._all = {kept.id: kept for kept in kept_filters.of_event(self._page.desk, self._page.event_id)}
        self.choice.offer({"": say("Kept filters")} | {id: kept.name for id, kept in self._all.items()})
        self.look()

    def look(self) -> None:
        """Show which kept filter is set, if one is, and what can be done with it."""
        now = self._filters.state
        same = next((id for id, kept in self._all.items() if (kept.wanted, kept.order, kept.backwards) == now), "")
        self.choice.show_key(same)
        self.choice.setVisible(bool(self._all))
        self.forget.setVisible(bool(same))
        self.keep.setVisible(not same and self._filters.narrows)
        self.flow.invalidate()
        self.updateGeometry()

    def ask_name(self) -> None:
        """Let somebody type the name under which the filter that is set is kept."""
        self.name.clear()
        self.name.show()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self) -> None:
        wanted, order, backwards = self._filters.state
        desk, event, name = self._page.desk, self._page.event_id, self.name.text()
        if self._page.attempt(lambda: kept_filters.keep(desk, event, name, wanted, order=order, backwards=backwards)):
            self._page.undoable()
            self.name.hide()

    def _pick(self, id: str) -> None:
        if id in self._all:
            kept = self._all[id]
            self._filters.show_state(kept.wanted, kept.order, backwards=kept.backwards)

    def _forget(self) -> None:
        if self._page.attempt(lambda: kept_filters.remove(self._page.desk, self.choice.key)):
            self._page.undoable()
