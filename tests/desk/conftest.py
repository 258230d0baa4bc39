"""A real desk on a real file, with a clock that tests move."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from nacl.signing import SigningKey

from hubdesk.desk.desk import Author, Desk
from hubdesk.paths import folders
from tests.desk.laptops import Team

START = datetime(2027, 5, 8, 9, 0, tzinfo=UTC)


class Clock:
    """A wall clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> datetime:
        return self.at

    def pass_(self, **span: float) -> datetime:
        self.at += timedelta(**span)
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def laptop(tmp_path: Path, clock: Clock, request: pytest.FixtureRequest) -> Iterator[Callable[[str], Desk]]:
    """Opens the workspace of a laptop by its name; opening it again is another run of the program."""
    open_desks: list[Desk] = []
    key = bytes(32) + b"HDlock".ljust(16, b".") if request.node.get_closest_marker("locked") else None

    def open_(name: str) -> Desk:
        signing = SigningKey(name.encode().ljust(32, b"."))
        author = Author(
            signing.verify_key.encode().hex(), lambda data: signing.sign(data).signature, name, f"{name}'s laptop"
        )
        home = folders(tmp_path / name)
        desk = Desk.open(home.workspace, author=author, folders=home, key=key, now=clock)
        open_desks.append(desk)
        return desk

    yield open_
    for desk in open_desks:
        desk.close()


@pytest.fixture
def desk(laptop: Callable[[str], Desk]) -> Desk:
    return laptop("desk")


@pytest.fixture
def asked(desk: Desk) -> Callable[[], int]:
    """Counts the questions put to the workspace since it was last called."""
    seen: list[str] = []
    desk.read.watch = seen.append

    def number() -> int:
        found = len(seen)
        seen.clear()
        return found

    return number


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    """Laptops with keys of their own, made when they are named."""
    made = Team(tmp_path)
    yield made
    for desk in made.desks.values():
        desk.close()
