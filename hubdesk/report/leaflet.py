"""A page inside a bundle for people without HubDesk: what it is and what it holds, in counts and titles only."""

from collections.abc import Sequence
from html import escape

from hubdesk.i18n import Sentence, Words, say


def leaflet(tell: Words, title: str, counted: Sequence[tuple[Sentence, int]]) -> bytes:
    """Return a small HTML page without scripts, links or pictures; everything in it is escaped."""
    rows = "".join(
        f"<tr><td>{escape(tell(what, isolated=False))}</td><td>{number}</td></tr>" for what, number in counted
    )
    head = escape(tell(say("This file was made with HubDesk"), isolated=False))
    how = escape(
        tell(
            say("Open it with HubDesk: a program for gatherings without a network. It needs no server."), isolated=False
        )
    )
    page = (
        f'<!DOCTYPE html><html lang="{escape(tell.language)}" dir="{tell.direction}"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title></head><body><h1><bdi>{escape(title)}</bdi></h1><p>{head}</p>"
        f"<table>{rows}</table><p>{how}</p></body></html>"
    )
    return page.encode()
