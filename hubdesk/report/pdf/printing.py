"""How a paper is printed: its digits, the size of its pages, a logo on the first, and data that travel in it."""

from dataclasses import dataclass
from typing import get_args

from hubdesk.errors import Usage
from hubdesk.i18n import say
from hubdesk.report.pdf.attaching import Attached
from hubdesk.report.pdf.document import Digits
from hubdesk.report.pdf.pages import SIZES
from hubdesk.report.pdf.picture import Picture, picture

#: The room of a logo in points.
LOGO = (130.0, 84.0)


@dataclass(frozen=True, slots=True)
class Printing:
    """`size` is that of a page in points; `logo` is None for none, `attached` are files in the document."""

    digits: Digits = "latn"
    size: tuple[float, float] = SIZES["a4"]
    logo: Picture | None = None
    attached: tuple[Attached, ...] = ()


PLAIN = Printing()


def printing(digits: str = "latn", paper: str = "a4", logo: bytes | None = None) -> Printing:
    """Return how to print with digits ("latn", "arab", "deva"), a paper of SIZES and the bytes of an image file.

    Raises Usage for other digits or paper, Refused for a logo that cannot be read or is too large (see `picture`).
    """
    known: tuple[Digits, ...] = get_args(Digits)
    chosen = next((each for each in known if each == digits), None)
    if chosen is None:
        raise Usage(
            say("There are no digits called {name}.", name=digits),
            next=say("Choose one of: {names}", names=", ".join(known)),
        )
    if paper not in SIZES:
        raise Usage(
            say("There is no paper called {name}.", name=paper),
            next=say("Choose one of: {names}", names=", ".join(SIZES)),
        )
    return Printing(chosen, SIZES[paper], _fitted(logo) if logo is not None else None)


def _fitted(logo: bytes) -> Picture:
    found = picture(logo, LOGO[0])
    return found.pieces(LOGO[1])[0]
