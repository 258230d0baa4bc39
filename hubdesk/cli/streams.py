"""Where `--out` leads: to a file, or to standard output when it is "-"."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from hubdesk.cli.context import Context
from hubdesk.errors import Usage
from hubdesk.i18n import say

T = TypeVar("T")


def streamed(context: Context) -> bool:
    """Tell whether the bytes go to standard output, where nothing else stands then: Usage together with `--json`."""
    if context.options.out != "-":
        return False
    if context.options.json:
        raise Usage(
            say("Standard output takes the file or the JSON object, not both."),
            next=say("Leave out --json, or give --out the name of a file."),
        )
    return True


def on_disk(context: Context) -> Path:
    """Return where to write what is several files, or is read back from the disk. Usage for standard output."""
    if context.options.out == "-":
        raise Usage(
            say("This cannot go to standard output: it is several files, or it is read back from the disk."),
            next=say("Give the name of a file."),
        )
    return Path(context.options.out)


def passed_on(write: Callable[[Path], T]) -> tuple[T, bytes]:
    """Let a file be written in a folder that is gone afterwards; return what the writing found, and the bytes."""
    with TemporaryDirectory() as folder:
        place = Path(folder) / "out"
        return write(place), place.read_bytes()
