"""What should go where: files and texts that wait, copied to a stick, and ticked off when a person has sent them."""

import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from hubdesk import paths
from hubdesk.desk.desk import Desk
from hubdesk.desk.fields import Fields, line
from hubdesk.errors import HubDeskError
from hubdesk.i18n import say
from hubdesk.model.presence import iso
from hubdesk.model.records import Outgoing

_PIECE = 1 << 20


def plan(
    desk: Desk,
    event: str,
    what: str,
    path: Path | str = "",
    *,
    target: str = "",
    at: datetime | None = None,
    origin: object = None,
) -> str:
    """Keep that a file or text should go somewhere; return its id. It stays in this workspace.

    `what` names it for people, `path` is the file (or empty for a text that is pasted), `target` the address or page.
    The same file for the same target stands there once, and waits again when it was sent before.
    """
    fields: Fields = {"what": line(what), "path": str(path), "target": line(target), "made": iso(at or desk.now())}
    same = desk.read.all(Outgoing, event=event, path=str(path), target=fields["target"], what=fields["what"])
    with desk.action(say("Plan to send {what}", what=what), about=same[0].id if same else "", origin=origin) as put:
        if same:
            return put(Outgoing, same[0].id, made=fields["made"], sent="", by="")
        return put(Outgoing, event=event, **fields)


def waiting(desk: Desk, event: str = "") -> list[Outgoing]:
    """Return what nobody has sent yet, the oldest first."""
    return [each for each in desk.read.all(Outgoing, event=event) if not each.sent]


def sent(desk: Desk, outgoing: str, *, by: str, at: datetime | None = None, origin: object = None) -> None:
    """Keep that somebody says they have sent it; HubDesk does not check it."""
    before = desk.read.get(Outgoing, outgoing)
    with desk.action(say("{what} was sent", what=before.what), about=outgoing, origin=origin) as put:
        put(Outgoing, outgoing, sent=iso(at or desk.now()), by=line(by))


def remove(desk: Desk, outgoing: str, *, origin: object = None) -> None:
    """Take something off the outbox; the file itself stays where it is."""
    before = desk.read.get(Outgoing, outgoing)
    with desk.action(say("Do not send {what}", what=before.what), about=outgoing, origin=origin) as put:
        put.delete(Outgoing, outgoing)


def copy_to_folder(desk: Desk, outgoing: str, folder: Path) -> Path:
    """Copy a waiting file into a folder (of a stick) and return the copy, read back and found equal.

    Written beside, synced, renamed; a file of the same name with other content stays, the copy gets a number. Raises
    HubDeskError when the file is gone, the folder cannot be written or is full; then nothing half-written stays.
    """
    source = Path(desk.read.get(Outgoing, outgoing).path)
    with _trouble(source, folder):
        folder.mkdir(parents=True, exist_ok=True)
        wanted = _digest(source)
        target = _free_name(folder, source.name, wanted)
        if target.exists():
            return target
        beside = paths.beside(target)
        try:
            _copy(source, beside)
            paths.put(beside, target)
        finally:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
        if _digest(target) != wanted:
            raise OSError(errno.EIO, "read back")
    return target


def _free_name(folder: Path, name: str, wanted: str) -> Path:
    """Return a path in the folder that is free, or that holds just this content already."""
    target, number = folder / name, 1
    while target.exists() and _digest(target) != wanted:
        number += 1
        target = folder / f"{Path(name).stem} ({number}){Path(name).suffix}"
    return target


def _copy(source: Path, beside: Path) -> None:
    with source.open("rb") as coming, beside.open("wb") as going:
        while piece := coming.read(_PIECE):
            going.write(piece)
        going.flush()
        os.fsync(going.fileno())


def _digest(path: Path) -> str:
    whole = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            whole.update(piece)
    return whole.hexdigest()


@contextmanager
def _trouble(source: Path, folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        there = source.is_file()
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        what = say("The folder {folder} cannot take the file.", folder=str(folder))
        mend = say("Check that the stick is in and may be written to, or choose another folder.")
        if not there:
            what = say("The file {name} is not there any more.", name=source.name)
            mend = say("Make the file again, then copy it.")
        elif full:
            what, mend = say("The stick or disk is full."), say("Make room or take another one, then copy again.")
        raise HubDeskError(
            what,
            safe=say("The file in the outbox and the workspace are unchanged."),
            next=mend,
            code="copy-missing" if not there else "copy-full" if full else "copy-failed",
        ) from error
