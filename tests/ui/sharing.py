"""The laptops and the page of tests about Share."""

import itertools
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from hubdesk import paths
from hubdesk.desk import events, notes
from hubdesk.desk.desk import Desk
from hubdesk.desk.starting import start
from hubdesk.ui.pages.share import SharePage
from tests.ui.conftest import NOW


def laptops(folder: Path) -> Iterator[Callable[[str], Desk]]:
    """Yield what opens the workspace of a laptop with keys of its own, by its name; close them all in the end."""
    made: dict[str, Desk] = {}
    ticks = itertools.count()

    def tick() -> datetime:
        return NOW + timedelta(milliseconds=next(ticks))

    def open_(name: str) -> Desk:
        if name not in made:
            made[name] = start(paths.folders(folder / name), name=name, now=tick)
        return made[name]

    yield open_
    for each in made.values():
        each.close()


def an_evening(desk: Desk) -> str:
    """Make an evening with one line and return its id."""
    made = events.create(desk, "Evening", start=NOW, zone="Africa/Nairobi")
    notes.add(desk, made, "The first line")
    return made


def listening(show: Callable[..., SharePage], event: str) -> SharePage:
    """Show the page about an evening; `page.told` collects what it says."""
    found = show(SharePage, event)
    found.told = []
    found.frame.notices.said.connect(found.told.append)
    found.frame.notices.open()
    return found
