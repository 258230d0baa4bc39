"""HTML in the making: words pass one gate, and only what was made here counts as markup."""

import html
import re
from collections.abc import Iterable
from typing import NewType

from hubdesk.i18n import direction

#: HTML that may stand in a page as it is.
Markup = NewType("Markup", str)

#: What HTML cannot hold (WHATWG HTML, 13.2.3.5: surrogates, controls but white space, noncharacters).
_UNWRITABLE = re.compile("[\0-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def plain(words: str) -> Markup:
    """Return words for the inside of an element or of an attribute in quotation marks: the gate."""
    return Markup(html.escape(_UNWRITABLE.sub("\ufffd", words)))


def spoken(words: str, language: str, element: str = "bdi") -> Markup:
    """Return people's words in their own language and direction, isolated: no mark of direction reaches further.

    Any element with a direction isolates (WHATWG HTML, 15.3.5).
    """
    if not words:
        return Markup("")
    if language in ("", "und") or not re.fullmatch("[A-Za-z0-9-]{2,35}", language):
        return tag(element, plain(words), dir="auto")
    return tag(element, plain(words), lang=language, dir=direction(language))


def tag(name: str, *inside: Markup, **attributes: str) -> Markup:
    """Return an element; `_` at the end of an attribute's name is left out, one within is a hyphen."""
    told = "".join(f' {key.rstrip("_").replace("_", "-")}="{plain(value)}"' for key, value in attributes.items())
    return Markup(f"<{name}{told}>{''.join(inside)}</{name}>")


def lines(parts: Iterable[Markup]) -> Markup:
    """Return elements below each other."""
    return Markup("\n".join(parts))
