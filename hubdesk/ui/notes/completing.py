"""Lets what is offered finish the sign that is being typed in a line."""

from hubdesk.model.line_edits import complete, completing, with_kind, without_sign
from hubdesk.ui.notes.line import CaptureLine
from hubdesk.ui.notes.offers import Offers
from hubdesk.ui.notes.popup import Popup
from hubdesk.ui.words import language


class Completing:
    """Opens the popup over a line where something fits, and writes what was taken from it."""

    def __init__(self, line: CaptureLine, popup: Popup, offers: Offers) -> None:
        self._line, self._popup, self._offers = line, popup, offers
        line.chosen.connect(self._complete)
        popup.picked.connect(self._complete)

    def look(self) -> None:
        """Offer what fits the sign at the cursor; called when the text is another one."""
        text = self._line.text
        sign = completing(text, self._line.at) if self._line.hasFocus() else None
        if sign is None:
            self._popup.close_up()
        else:
            # a sign without words beside it is no line yet: Enter finishes the sign, not the line
            alone = text[: sign.start].strip() == "" and text[sign.end :].strip() == ""
            needed = alone or not self._offers.alone(sign)
            self._popup.offer(self._offers.fitting(sign), self._line, needed=needed)

    def _complete(self) -> None:
        offer = self._popup.current
        if offer is not None and offer.kind:
            bare = without_sign(self._line.text, self._line.at)
            self._line.write(with_kind(bare, offer.value, language=language()))
        elif offer is not None:
            self._line.write(*complete(self._line.text, self._line.at, offer.value))
        self._popup.close_up()
        self._line.take_focus()
