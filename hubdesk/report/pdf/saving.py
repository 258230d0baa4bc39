"""A document written to a file that is whole or not there."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from hubdesk import paths
from hubdesk.errors import unwritten
from hubdesk.report.pdf.document import Document

Report = Callable[[int, int], None]


def save(
    document: Document, out: Path, report: Report | None = None, *, ready: Callable[[], None] | None = None
) -> int:
    """Lay a document out, write it beside, sync and rename it; return the number of pages.

    `report` is called often with blocks done and blocks in all and may raise Cancelled: then nothing is written.
    `ready` is called when the document is whole, before it gets its name.
    Raises HubDeskError when the folder or the disk does not allow it.
    """
    beside = paths.beside(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            pages = document.finish(file, report)
            file.flush()
            os.fsync(file.fileno())
        if ready:
            ready()
        paths.put(beside, out)
    except OSError as error:
        raise unwritten(out) from error
    finally:
        with suppress(OSError):  # a folder that is no folder
            beside.unlink(missing_ok=True)
    return pages
