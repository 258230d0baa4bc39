"""Laptops of one team, each with a key and folders of its own, and the files that they hand each other."""

import itertools
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hubdesk import paths
from hubdesk.desk import care, charters, events, exchange
from hubdesk.desk.desk import Desk
from hubdesk.desk.starting import start

START = datetime(2026, 10, 1, 18, tzinfo=UTC)


class Team:
    """Laptops with keys and folders of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.desks: dict[str, Desk] = {}
        self._ticks = itertools.count()

    def __getitem__(self, name: str) -> Desk:
        if name not in self.desks:
            tick = lambda: START + timedelta(milliseconds=next(self._ticks))  # noqa: E731
            self.desks[name] = start(paths.folders(self.folder / name), name=name, now=tick)
        return self.desks[name]

    def wait(self, minutes: int) -> None:
        """Let time pass on all laptops."""
        self._ticks = itertools.count(next(self._ticks) + minutes * 60_000)

    def kit(self, event: str, *, people: bool = False) -> exchange.Written:
        return exchange.write_kit(self["aisha"], event, self.folder / "kit.hubbundle", people=people)

    def team_file(self, name: str, event: str, **more) -> Path:
        path = self.folder / f"{name}-{next(self._ticks)}.hubbundle"
        return exchange.write_bundle(self[name], event, "team", path, **more).path

    def logs(self, name: str) -> dict[str, str]:
        return {one.book.id: one.log for one in care.digest(self[name])}


def an_evening(team: Team) -> str:
    """Make an event with a charter on the first laptop and return its id."""
    made = events.create(team["aisha"], "Evening", start=START)
    page = b"# Charter\n\n## Money\n\nMoney is shared.\n\n## People\n\nPeople decide.\n"
    charters.take(team["aisha"], charters.preview([("charter.md", page)], title="Charter"), event=made)
    return made
