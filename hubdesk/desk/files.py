"""Files of the person: read within limits, written so that they are whole or not there."""

import os
from contextlib import suppress
from pathlib import Path

from hubdesk import paths
from hubdesk.errors import HubDeskError, Usage, unwritten
from hubdesk.i18n import say


def read(path: Path, limit: int) -> bytes:
    """Return at most `limit` + 1 bytes of a regular file, so that a reader can refuse what is larger.

    Raises Usage for what is no file, HubDeskError (exit code 1) when the system does not let it be read.
    """
    try:
        if path.exists() and not path.is_file():
            raise Usage(say("{name} is not a file.", name=str(path)), next=say("Give the name of a file."))
        with path.open("rb") as file:
            return file.read(limit + 1)
    except (OSError, ValueError) as error:  # ValueError: no name of a file has a zero byte
        raise HubDeskError(
            say("The file cannot be read: {name}", name=path.name),
            safe=say("Nothing was changed."),
            next=say("Check that the stick is in and that you may read the file."),
            code=f"read-{getattr(error, 'errno', 0) or 0}",
        ) from error


def write(path: Path, content: bytes) -> None:
    """Write beside, fsync, rename, read back; HubDeskError when the folder or disk does not allow it."""
    beside = paths.beside(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        paths.put(beside, path)
        if path.read_bytes() != content:
            raise OSError("read back")
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise unwritten(path) from error
