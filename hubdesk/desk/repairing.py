"""Making a new workspace of a damaged one; the damaged file is only read."""

import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from hubdesk.bundle.seal import verify
from hubdesk.desk import membership, merging
from hubdesk.desk.desk import Author, Desk, charter_book, crew_book, event_book, team_book
from hubdesk.errors import HubDeskError, Refused, Usage
from hubdesk.i18n import Sentence, count, say
from hubdesk.model.facts import Book
from hubdesk.model.records import Member
from hubdesk.paths import Folders
from hubdesk.store import backup, blobs, opening, repair, salvage, sqlite
from hubdesk.store.lock import Lock
from hubdesk.store.store import Store

Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Repaired:
    """A new workspace: facts saved in it, those of them that no chain could prove, and what is missing.

    `missing` is (who, facts) of each laptop whose work is not all there; who is "" where nobody knows. `backups` tells
    that no line of the damaged file itself could be read: what came after the newest backup is lost, unseen.
    """

    path: Path
    facts: int
    unproven: int
    missing: tuple[tuple[str, int], ...]
    backups: bool = False

    def told(self) -> list[Sentence]:
        """Return the result in words."""
        lines = [count(self.facts, "{n} entry is saved in the new file.", "{n} entries are saved in the new file.")]
        if self.unproven:
            lines.append(
                count(
                    self.unproven,
                    "{n} of them stood near the damage and could not be checked: what it says may be altered.",
                    "{n} of them stood near the damage and could not be checked: what they say may be altered.",
                )
            )
        for who, n in self.missing:
            lines.append(
                count(
                    n,
                    "{n} entry of {laptop} is missing. A file from that laptop brings it back: merge it.",
                    "{n} entries of {laptop} are missing. A file from that laptop brings them back: merge it.",
                    laptop=who,
                )
                if who
                else count(
                    n, "{n} entry is missing, nobody knows whose.", "{n} entries are missing, nobody knows whose."
                )
            )
        if self.backups:
            lines.append(say("The file itself could not be read: all of this was in its backups."))
        elif not self.missing:
            lines.append(say("Nothing is missing."))
        return lines


def free_name(damaged: Path) -> Path:
    """Return a name for the new file beside the damaged one that nothing has yet."""
    number, path = 1, damaged.with_name(f"{damaged.stem}-repaired.hubdesk")
    while path.exists():
        number += 1
        path = damaged.with_name(f"{damaged.stem}-repaired-{number}.hubdesk")
    return path


def repaired(
    damaged: Path,
    new: Path,
    *,
    author: Author,
    folders: Folders,
    files: Sequence[Path] = (),
    key: bytes | None = None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    report: Report | None = None,
) -> Repaired:
    """Write a new workspace of all that can be read and proven of a damaged one, its backups and colleagues' `files`.

    It goes on as the workspace of this laptop, and `key` locks it as it locked the damaged one. It gets its name only
    after it passed the doctor. `report` may raise Cancelled; nothing is left then. Raises Usage when the new file is
    there already, Refused when nothing can be saved or a colleague's file does not pass, HubDeskError when the disk
    fails or the key is missing.
    """
    if new.exists():
        raise Usage(
            say("{name} is there already.", name=new.name), next=say("Give the name of a file that is not there yet.")
        )
    if not damaged.is_file():
        raise opening.unreadable(FileNotFoundError(errno.ENOENT, damaged.name))
    opening.check_key(damaged, key)
    with _alone(damaged), _aside(new.parent) as folder:
        sources, proof = _read(damaged, folders.backups, folder, author.key, key=key, report=report)
        if not any(one.n or one.loose for one in proof.replicas):
            raise Refused(
                say("Nothing could be saved from this file."),
                next=say("Restore a backup, or merge the files of the other laptops into a new workspace."),
                code="nothing-to-save",
            )
        store = Store(folder / new.name, author.key, key=key, now=lambda: int(now().timestamp() * 1000))
        desk = Desk(store, author, Folders(folder, folders.config), now)
        try:
            repair.write(store, sources, proof, report)
            repair.bring(store, _attachments(store, damaged, folders.backups, folder=folder, key=key))
            if files:
                merging.absorb(desk, files, report=report)
            done = _told(desk, new, proof, again=repair.say_again(store, proof))
            done = replace(done, backups=not sources[0].strands)
            if store.check(verify=verify).damage:
                raise opening.damaged()
        finally:
            desk.close()
        _place(folder / new.name, new)
    return done


def _read(
    damaged: Path, backups: Path, folder: Path, author: str, *, key: bytes | None, report: Report | None
) -> tuple[list[salvage.Found], repair.Proof]:
    """Read the damaged file and, while something is missing, its backups, the newest first."""
    rows = salvage.read_locked(damaged, folder, key) if key else salvage.read_file(damaged, folder, report)
    sources = [salvage.gather(rows, _books_of)]
    own = sources[0].private
    proof = repair.prove(sources, verify, author)
    for copy in backup.copies(backups, damaged.stem):
        if (proof.replicas and proof.whole()) or copy.path == damaged:
            break
        with suppress(sqlite.DatabaseError):  # a copy may be damaged as well
            connection = sqlite.reader(copy.path, key)
            try:
                found = salvage.gather(salvage.read_rows(connection), _books_of)
            finally:
                connection.close()
            if own and found.private != own:  # another workspace of the same name
                continue
            own = own or found.private
            sources.append(found)
            proof = repair.prove(sources, verify, author)
    return sources, proof


def _attachments(store: Store, damaged: Path, backups: Path, *, folder: Path, key: bytes | None) -> Iterator[bytes]:
    """Yield the photos and receipts that the new workspace lacks: from the damaged file, else from a backup."""
    wanted = set(blobs.missing(store.connection))
    if wanted and key is None:
        for content in salvage.attachments(damaged, folder, frozenset(wanted)):
            wanted.discard(sha256(content).hexdigest())
            yield content
    for path in (damaged, *(copy.path for copy in backup.copies(backups, damaged.stem, key=key))):
        if wanted:
            with suppress(sqlite.DatabaseError), closing(sqlite.reader(path, key)) as connection:
                for each in sorted(wanted):
                    found = blobs.read(connection, each)
                    if found is not None and sha256(found).hexdigest() == each:
                        wanted.discard(each)
                        yield found


def _books_of(kind: str, id: str) -> list[Book]:
    return [charter_book(id)] if kind == "charter" else [event_book(id), team_book(id), crew_book(id)]


def _told(desk: Desk, new: Path, proof: repair.Proof, *, again: int) -> Repaired:
    members = {one.key: membership.name_of(desk, one.event, one.key) for one in desk.read.all(Member)}
    missing = repair.missing(desk.store, proof)
    who = {key: (members.get(key) or key[:8]) if key else "" for key in missing}
    saved = sum(state.facts for state in desk.read.books(private=True))
    unproven = again + sum(one.unproven for one in proof.replicas)
    return Repaired(new, saved, unproven, tuple(sorted((who[key], n) for key, n in missing.items())))


@contextmanager
def _alone(damaged: Path) -> Iterator[None]:
    """Hold the damaged workspace so that no other program writes into it, where its folder allows that."""
    lock = None
    try:
        lock = Lock(damaged, datetime.now(UTC))
    except HubDeskError as error:
        if error.code != "folder":
            raise
    try:
        yield
    finally:
        if lock:
            lock.release()


@contextmanager
def _aside(place: Path) -> Iterator[Path]:
    """Return a private folder beside the new file, gone afterwards, however it ended."""
    try:
        place.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=".repair-", dir=place))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    except OSError as error:
        raise HubDeskError(
            say("The new file could not be written."),
            safe=say("The damaged file is untouched."),
            next=say("Check that the folder can be written and has space for two copies, then try again."),
            code="repair",
        ) from error


def _place(made: Path, new: Path) -> None:
    """Give the file its name, never in the place of another one."""
    with made.open("rb+") as file:
        os.fsync(file.fileno())
    try:
        os.link(made, new)
    except FileExistsError:
        raise
    except OSError:  # a stick knows no links
        if new.exists():
            raise FileExistsError(new.name) from None
        made.rename(new)
