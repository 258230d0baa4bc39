"""Very long reports are made in a process of their own, so that neither the window nor its memory feels them."""

import multiprocessing
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from shutil import rmtree
from typing import Any, Protocol

from hubdesk import paths
from hubdesk.errors import HubDeskError, unwritten
from hubdesk.i18n import say
from hubdesk.report.minutes import Minutes
from hubdesk.report.pdf.printing import Printing
from hubdesk.report.pdf.saving import Report
from hubdesk.report.pdf.typeface import look_in
from hubdesk.report.summary import Item, Summary

#: Reports of about so many pages and more are made apart.
MANY = 1_000
_LINES = 46.0  # on a page of remarks
_LETTERS = 90.0  # on a line
_BEAT = 0.05  # seconds between two signs of life


#: What a report says.
Told = Summary | Minutes
Ready = Callable[[], None] | None


class Write(Protocol):
    """Writes a report as a file and returns the number of pages: conversation.write, annex.write, minutes.write."""

    def __call__(
        self, told: Any, out: Path, /, *, printing: Printing, report: Report | None = None, ready: Ready = None
    ) -> int:
        """Write it."""


def write(
    make: Write, told: Told, out: Path, *, printing: Printing, packs: Sequence[Path] = (),
    report: Report | None = None, ready: Ready = None, many: int = MANY,
) -> int:  # fmt: skip
    """Write a report here, or apart where it will have `many` pages; the bytes are the same. Returns the pages.

    `packs` are folders with fonts (see typeface.look_in). `report` may raise Cancelled; then nothing was written.
    `ready` is called here when the file is whole, before it gets its name.
    """
    if pages_about(told if isinstance(told, Summary) else told.summary) < many:
        look_in(packs)
        return make(told, out, printing=printing, report=report, ready=ready)
    return write_apart(make, told, out, printing=printing, packs=packs, report=report, ready=ready)


def pages_about(summary: Summary) -> int:
    """Return about how many pages a report will have, from the words of its remarks."""
    lines = sum(1.6 + len(item.text) / _LETTERS for item in _shown(summary))
    return int(lines / _LINES)


def _shown(summary: Summary) -> Iterator[Item]:
    found = [item for chapter in summary.chapters for one in chapter.findings for item in one.items]
    for item in (*found, *summary.loose, *summary.detached, *summary.decisions):
        yield item
        yield from item.answers


def write_apart(
    make: Write, told: Told, out: Path, *, printing: Printing, packs: Sequence[Path] = (),
    report: Report | None = None, ready: Ready = None,
) -> int:  # fmt: skip
    """Write a report in a process of its own; `report` is asked ten times a second whether to stop it.

    Raises HubDeskError when the folder does not take the file or the process ends without having written it.
    """
    folder = paths.beside(out)
    try:
        paths.make(out.parent)
        folder.mkdir()
        made = folder / "report.pdf"
        pages = _asked((make, told, made, printing, list(packs)), out, report)
        if ready is not None:
            ready()
        paths.put(made, out)
    except OSError as error:
        raise unwritten(out) from error
    finally:
        rmtree(folder, ignore_errors=True)
    return pages


Task = tuple[Write, Told, Path, Printing, list[Path]]


def _asked(task: Task, out: Path, report: Report | None) -> int:
    """Let a new process do a task and return the number of pages; it never lives longer than this call."""
    context = multiprocessing.get_context("spawn")  # a fork of a window with threads would not live
    hear, tell = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(task, tell), daemon=True)
    try:
        process.start()
        tell.close()  # so that the end of the process is the end of the pipe
        return _heard(hear, out, report)
    finally:
        process.kill()
        process.join()
        hear.close()


def _heard(hear: Connection, out: Path, report: Report | None) -> int:
    done = total = 0
    while True:
        if hear.poll(2 * _BEAT):
            try:
                kind, *told = hear.recv()
            except EOFError:
                raise _ended() from None
            if kind == "pages":
                return int(told[0])
            if kind == "failed":
                raise unwritten(out) if told[0] == "write" else _ended()
            done, total = told
        if report is not None:
            report(done, total)


def _ended() -> HubDeskError:
    return HubDeskError(
        say("The report could not be finished: its process ended too early, perhaps for lack of memory."),
        safe=say("Nothing was written; your data is untouched."),
        next=say("Close other programs and try again, or make reports of fewer gatherings."),
        code="report-process",
    )


def _work(task: Task, tell: Connection) -> None:
    """Do the task, in the new process; whoever asked may be gone by then."""
    make, told, made, printing, packs = task
    last = 0.0

    def report(done: int, total: int) -> None:
        nonlocal last
        if (now := time.monotonic()) - last >= _BEAT:
            last = now
            tell.send(("done", done, total))

    with suppress(BrokenPipeError):
        try:
            look_in(packs)
            tell.send(("pages", make(told, made, printing=printing, report=report)))
        except HubDeskError as error:
            tell.send(("failed", error.code))
