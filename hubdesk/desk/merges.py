"""What was merged into this workspace, and the way to take a whole merge back or in again."""

from collections.abc import Sequence
from dataclasses import dataclass

from hubdesk.bundle.reading import Package
from hubdesk.desk import membership
from hubdesk.desk.desk import Desk
from hubdesk.errors import HubDeskError
from hubdesk.i18n import Sentence, say


@dataclass(frozen=True, slots=True)
class Merge:
    """One merge: its action, when (ISO 8601), its event, what it was, whose files, how many lines, whether taken back.

    `kept` tells whether it can still be taken back, or in again.
    """

    action: str
    at: str
    event: str
    sentence: Sentence
    laptops: tuple[str, ...]
    lines: int
    taken_back: bool
    kept: bool


def merges(desk: Desk, event: str = "") -> list[Merge]:
    """Return the merges of one event or of all, the newest first."""
    found = []
    for one, sentence in desk.read.merges():
        about = one.files[0].event
        if event in ("", about):
            laptops = dict.fromkeys(membership.name_of(desk, about, file.author) for file in one.files)
            lines = sum(last - first + 1 for first, last in one.came.values())
            at = one.at.isoformat()
            found.append(Merge(one.action, at, about, sentence, tuple(laptops), lines, one.taken_back, one.kept))
    return found


def take_back(desk: Desk, action: str, *, origin: object = None) -> None:
    """Take a whole merge back, whatever was done since: what came in new is put away, changed fields are as before.

    What anybody wrote since stays, and so do laptops and documents that came along. Others hear of it with the next
    file. Raises HubDeskError when the merge is taken back already or too long ago.
    """
    _turn(desk, action, back=True, origin=origin)


def bring_back(desk: Desk, action: str, *, origin: object = None) -> None:
    """Take a merge in again that was taken back. Raises HubDeskError when it was not."""
    _turn(desk, action, back=False, origin=origin)


def taken_back(desk: Desk, packages: Sequence[Package]) -> tuple[str, ...]:
    """Return the merges (actions) that brought lines of these files and were taken back."""
    parts = [part for package in packages for part in package.manifest.parts]
    return tuple(
        one.action
        for one, _ in desk.read.merges()
        if one.taken_back and any(_overlap(one.came.get(part.replica), part.lo, part.hi) for part in parts)
    )


def _overlap(came: tuple[int, int] | None, lo: int, hi: int) -> bool:
    return came is not None and lo <= came[1] and came[0] <= hi


def _turn(desk: Desk, action: str, *, back: bool, origin: object) -> None:
    known = {one.action: one for one, _ in desk.read.merges()}
    one = known.get(action)
    if one is None or not one.kept or one.taken_back == back or desk.turn(action, origin) is None:
        raise HubDeskError(
            say("This merge cannot be taken back or in again: it is so already, or too long ago."),
            safe=say("Nothing was changed."),
            next=say("Look on the page Share for what was merged, or open a copy from before the merge."),
            code="merge",
        )
