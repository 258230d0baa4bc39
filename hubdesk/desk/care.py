"""Looking after the workspace: is it whole, what does it hold, a copy of it, and an end to an event's words."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hubdesk import paths, settings
from hubdesk.bundle.seal import verify
from hubdesk.desk import drafts, refused
from hubdesk.desk.desk import Desk, crew_book, event_book, team_book
from hubdesk.errors import HubDeskError
from hubdesk.i18n import Sentence, say
from hubdesk.model.change import Change
from hubdesk.model.facts import Book
from hubdesk.model.records import RECORDS, Event, Outgoing
from hubdesk.store import backup as copying
from hubdesk.store import doctor as checks
from hubdesk.store import opening
from hubdesk.store import purge as purging

#: While people work, no more than this much work is without a backup.
EVERY = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was made, its twin in the second folder, and that folder's name where it could not take one."""

    path: Path
    second: Path | None = None
    missing: str = ""

    def told(self) -> Sentence | None:
        """Return what to tell about the second folder, None when there is nothing."""
        if not self.missing:
            return None
        return say(
            "A backup was made. The second folder has none: it is not there, or full: {folder}", folder=self.missing
        )


@dataclass(frozen=True, slots=True)
class BookDigest:
    """The digests of one shared book: `log` is equal wherever the same facts are, `state` is of what they mean."""

    book: Book
    log: str
    state: str


def doctor(desk: Desk, *, rebuild: bool = False) -> checks.Findings:
    """Check file, chains, signatures and tables; `rebuild` makes the tables anew from the log."""
    return desk.run(lambda: desk.store.check(rebuild=rebuild, verify=verify))


def damage(desk: Desk) -> HubDeskError | None:
    """Return what to tell after a fault when the workspace itself is the cause: its bytes were altered. Else None.

    Of a workspace that was closed already nothing is known.
    """
    if desk.closed:
        return None
    try:
        return opening.damaged() if doctor(desk).damage else None
    except HubDeskError as error:
        return error


def room(desk: Desk) -> HubDeskError | None:
    """Return what to tell while the disk is full and steps are saved in the room that was kept for them. Else None."""
    if not desk.store.reserve.spent:
        return None
    return HubDeskError(
        say("The disk is full. HubDesk saves the last steps in room that it kept for them."),
        safe=say("Everything that was shown as saved is still there."),
        next=say("Free some space now: only a few more steps fit."),
        code="room",
    )


def digest(desk: Desk) -> list[BookDigest]:
    """Return the digests of every shared book with facts, ordered by book id."""
    connection = desk.read.connection
    numbers = {id: no for no, id in desk.read.rows("select no, id from book")}
    return [
        BookDigest(state.book, state.digest, checks.state_digest(connection, numbers[state.book.id]))
        for state in desk.read.books()
    ]


def total(digests: list[BookDigest]) -> tuple[str, str]:
    """Return one log digest and one state digest over all books."""
    return checks.total([one.log for one in digests]), checks.total([one.state for one in digests])


def backup(desk: Desk, to: Path | None = None) -> Backup:
    """Write a checked backup into the backup folder or another one.

    Without `to` the second folder of the settings gets a copy too; that it is not there (a stick may be out) or takes
    none is no failure, and told in the answer.
    """
    refused.tidy(desk)
    made = desk.run(lambda: desk.store.backup(to))
    second = settings.load(desk.folders.config / "settings.json").second_backup
    if to is not None or not second:
        return Backup(made)
    if not Path(second).is_dir():
        return Backup(made, missing=second)
    try:
        return Backup(made, desk.run(lambda: desk.store.backup(Path(second))))
    except HubDeskError:
        return Backup(made, missing=second)


def copies(desk: Desk) -> list[copying.Copy]:
    """Return the copies of this workspace in the backup folder, the newest first."""
    return copying.copies(desk.store.backups, desk.path.stem, desk.store.private.id, key=desk.store.connection.key)


def last_backup(desk: Desk) -> datetime | None:
    """Return when the newest backup of this workspace was made, None where there is none."""
    made = [copy.path.stat().st_mtime for copy in copies(desk) if copy.why != copying.DAMAGED]
    return datetime.fromtimestamp(max(made), UTC) if made else None


def backup_when_due(desk: Desk, *, after: timedelta = EVERY) -> Backup | None:
    """Write a backup when something was saved since the last one and that is longer ago than `after`; else None.

    A last one that is from the future (the clock of the laptop was set back) is as good as one that is long ago.
    """
    made = last_backup(desk)
    if made is not None and abs(desk.now() - made) < after:
        return None
    saved = desk.read.history(1)
    return backup(desk) if saved and not _holds(desk, saved[0].action) else None


def _holds(desk: Desk, action: str) -> bool:
    """Tell whether the newest backup has the newest action: by its id, for clocks are set forward and back."""
    whole = [copy for copy in copies(desk) if copy.why != copying.DAMAGED]
    return bool(whole) and copying.newest_action(whole[0].path, desk.key) == action


def purge(desk: Desk, event: str) -> int:
    """Take every word of an event out of the workspace and its backups; return the number of facts that went.

    This cannot be undone. What was handed on by stick or upload is beyond the reach of this laptop.
    """
    desk.read.get(Event, event)
    books = [event_book(event), team_book(event), crew_book(event)]
    written = [Path(one.path) for one in desk.read.all(Outgoing, event=event) if one.path]
    own = [path for path in written if path.is_relative_to(desk.folders.data)]
    half_typed = drafts.folder_of(desk.folders).glob(f"{event}*")
    paths.remove([*own, *half_typed])  # before the workspace forgets where they are
    refused.empty(desk)
    removed = desk.run(lambda: purging.purge(desk.store, books, event))
    desk.tell(Change(frozenset(), kinds=frozenset(RECORDS)))
    return removed


def last_saved(desk: Desk) -> datetime | None:
    """Return when the newest fact was saved, None in an empty workspace."""
    found = desk.read.history(1)
    return found[0].at if found else None
