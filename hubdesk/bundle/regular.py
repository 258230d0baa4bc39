"""Opening a file from a stick: regular files only, and nothing is waited for."""

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

from hubdesk.bundle import refusals


def open_regular(path: Path) -> BinaryIO:
    """Open a file for reading; Refused for links, folders, pipes and devices, HubDeskError when it cannot be opened."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        number = os.open(path, flags | getattr(os, "O_CLOEXEC", 0))
    except (OSError, ValueError) as error:
        if isinstance(error, OSError) and error.errno in (errno.ELOOP, errno.EISDIR, errno.ENXIO):
            raise refusals.other("no-regular-file") from error
        raise refusals.unread("missing" if isinstance(error, FileNotFoundError) else "open") from error
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        raise refusals.other("no-regular-file")
    return os.fdopen(number, "rb")
