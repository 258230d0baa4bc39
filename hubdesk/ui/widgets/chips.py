"""Short words side by side."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from hubdesk.i18n import Sentence, say
from hubdesk.ui.widgets.buttons import Button
from hubdesk.ui.widgets.flow import FlowBox
from hubdesk.ui.widgets.label import Label


class ChipLine(FlowBox):
    """Short words side by side: what was recognised, tags, languages. Words of people are shown as they are."""

    def __init__(self) -> None:
        super().__init__(gap=6)
        self._texts: list[str | Sentence] = []

    def show_chips(self, chips: Iterable[str | Sentence], remove: Callable[[int], object] | None = None) -> None:
        """Show chips; with `remove` each has a button that calls it with the chip's place."""
        self._texts = list(chips)
        made: list[QWidget] = []
        for place, text in enumerate(self._texts):
            made.append(Label(text, role="chip"))
            if remove is not None:
                made.append(_RemoveChip(text, remove, place))
        self.show_all(made)

    @property
    def texts(self) -> list[str]:
        """What the chips say."""
        return [each.text() for each in self.widgets() if isinstance(each, Label)]


class _RemoveChip(Button):
    """A small cross behind a chip, called by what it takes away."""

    def __init__(self, text: str | Sentence, remove: Callable[[int], object], place: int) -> None:
        self._what = text
        super().__init__(say("Remove {what}", what=text), lambda: remove(place), kind="quiet", icon="close")
        self.setText("")

    def changeEvent(self, event: QEvent) -> None:
        """Keep the sentence for those who listen only."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.setText("")
