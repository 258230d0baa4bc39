"""What a sensitive gathering keeps, and what it does not protect against: said when it is chosen, and later too."""

from hubdesk.i18n import say
from hubdesk.model.templates import LIMITS_OF_SENSITIVE, SENSITIVE_KEEPS
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.label import Label


class SensitiveCard(Card):
    """Both at one glance; nothing to press."""

    def __init__(self) -> None:
        super().__init__(say("A sensitive gathering"))
        self.add(
            Label(SENSITIVE_KEEPS, wrap=True), Label(say("What it does not protect against:"), role="strong", wrap=True)
        )
        self.limits = [Label(each, role="warning", wrap=True) for each in LIMITS_OF_SENSITIVE]
        self.add(*self.limits)
