"""The categories that heads were counted in before: one press each."""

from collections.abc import Callable, Iterable

from hubdesk.i18n import say
from hubdesk.model.fold import fold
from hubdesk.ui.widgets.buttons import Button
from hubdesk.ui.widgets.flow import FlowBox

#: More than these are typed.
MOST = 8


class CategoryRow(FlowBox):
    """Buttons that count so many heads in a category."""

    def __init__(self, count: Callable[[int, str], object]) -> None:
        super().__init__()
        self._count = count
        self.hide()

    def show_categories(self, heads: int, typed: str, known: Iterable[str]) -> None:
        """Offer what begins as typed; nothing for no heads."""
        fits = [each for each in known if each and fold(each).startswith(fold(typed))][:MOST] if heads else []
        if fits or self.widgets():
            self.show_all(self._button(heads, each) for each in fits)
        self.setVisible(bool(fits))

    def _button(self, heads: int, category: str) -> Button:
        return Button(say("{n} as {category}", n=heads, category=category), lambda: self._count(heads, category))
