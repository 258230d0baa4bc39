"""Where the desk stands: its name, and what it checks people into."""

from PySide6.QtCore import Signal

from hubdesk.desk import agenda
from hubdesk.desk.desk import Desk
from hubdesk.i18n import say
from hubdesk.ui.widgets.fields import Choice
from hubdesk.ui.widgets.flow import FlowBox
from hubdesk.ui.widgets.label import Label

WHOLE = say("The whole gathering")


class DeskLine(FlowBox):
    """The name of this laptop, and a choice among the items of the run-sheet where there are any. `chosen(item)`."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__(gap=12)
        self.name = Label(role="quiet")
        self.what = Label(say("Check in for"), role="quiet")
        self.item = Choice({"": WHOLE}, name=say("Check in for"))
        self.what.setBuddy(self.item)
        self.show_all([self.name, self.what, self.item])
        self.item.picked.connect(self.chosen)

    def show_event(self, desk: Desk, event: str) -> str:
        """Show the items of a gathering, and return the one that is chosen now: none where it is gone."""
        laptop, before = desk.author.laptop, self.item.key
        self.name.say(say("This desk: {name}", name=laptop) if laptop else "")
        self.name.setVisible(bool(laptop))
        items = {each.id: each.title or say("Item {n}", n=each.number) for each in agenda.items(desk, event)}
        self.item.offer({"": WHOLE, **items})
        self.item.show_key(before if before in items else "")
        for each in (self.what, self.item):
            each.setVisible(bool(items))
        return self.item.key
