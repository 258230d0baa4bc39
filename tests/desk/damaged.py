"""A small workspace of two laptops, and bits of it that flip."""

import hashlib
import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hubdesk import paths
from hubdesk.bundle.seal import verify
from hubdesk.desk import care, exchange, merging, notes, people
from hubdesk.desk.desk import Author
from hubdesk.desk.repairing import Repaired, repaired
from hubdesk.desk.starting import author, start
from hubdesk.errors import HubDeskError
from hubdesk.model.records import RECORDS
from hubdesk.store import sqlite
from hubdesk.store.store import Store
from tests.desk.laptops import Team, an_evening

#: What counts: the log, and the tables that the window shows.
CONTENT = ("book", "replica", "fact", "receipt", "signature", "leaf", "gone", "closed", *RECORDS)


@dataclass(frozen=True)
class Evening:
    """The closed workspace of one laptop, its bytes, its digests (log, state), and the file of a colleague."""

    path: Path
    places: paths.Folders
    whole: bytes
    digests: tuple[str, str]
    colleague: Path
    author: Author

    def altered(self, name: str, data: bytes) -> Path:
        """Return a copy of the workspace, in a folder of its own, with other bytes."""
        folder = self.path.parent.parent / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        path = folder / "workspace.hubdesk"
        path.write_bytes(data)
        return path

    def repair(self, path: Path, *files: Path, **more) -> Repaired:
        """Repair a copy into a new file beside it."""
        new = path.with_name("new.hubdesk")
        return repaired(path, new, author=self.author, folders=paths.folders(path.parent), files=files, **more)

    def digests_of(self, path: Path) -> tuple[str, str]:
        """Return (log, state) digests of a workspace."""
        desk = start(self.places, path)
        try:
            return care.total(care.digest(desk))
        finally:
            desk.close()

    def noticed(self, path: Path) -> bool:
        """Tell whether opening or the doctor says that a workspace is damaged."""
        try:
            store = Store(path, self.author.key)
        except HubDeskError:
            return True
        try:
            return bool(store.check(verify=verify).damage)
        finally:
            store.close()

    def flips(self, seed: int) -> Iterator[bytes]:
        """Yield the workspace with one bit flipped, only where that changes what the engine reads as content."""
        chosen, before = random.Random(seed), content(self.path)
        while True:
            at, bit = chosen.randrange(len(self.whole)), 1 << chosen.randrange(8)
            data = self.whole[:at] + bytes([self.whole[at] ^ bit]) + self.whole[at + 1 :]
            if content(self.altered("content", data)) != before:
                yield data


def content(path: Path) -> str:
    """Return a digest of all content as the engine reads it, "" where it cannot."""
    whole = hashlib.sha256()
    try:
        connection = sqlite.reader(path)
        try:
            for table in CONTENT:
                for row in connection.execute(f'select * from "{table}" not indexed'):
                    whole.update(repr(row).encode("utf-8", "surrogatepass"))
        finally:
            connection.close()
    except (sqlite.DatabaseError, UnicodeDecodeError):
        return ""
    return whole.hexdigest()


def an_evening_of_two(folder: Path) -> Evening:
    """Make an evening on two laptops that have merged each other's files; the first one is closed then."""
    team = Team(folder)
    event = an_evening(team)
    kit = team.kit(event, people=True)
    merging.open_kit(team["bilal"], kit.path, kit.words)
    for name in ("aisha", "bilal"):
        for number in range(15):
            notes.add(team[name], event, f"{name} heard /Money {number} {'and more ' * number}")
        people.add(team[name], event, f"Guest of {name}", email=f"guest@{name}.example")
    people.forget(team["aisha"], people.add(team["aisha"], event, "Nobody any more"))
    merging.absorb(team["aisha"], [team.team_file("bilal", event)])
    first = exchange.write_bundle(team["aisha"], event, "team", folder / "out.hubbundle").path
    merging.absorb(team["bilal"], [first])
    colleague = team.team_file("bilal", event)
    digests = care.total(care.digest(team["aisha"]))
    for desk in team.desks.values():
        desk.close()
    places = paths.folders(folder / "aisha")
    whole = places.workspace.read_bytes()
    return Evening(places.workspace, places, whole, digests, colleague, author(places))
