"""The lines of a file of notes: decoded with the same care as a list of people, and checked before any is kept."""

import re
from dataclasses import dataclass

from hubdesk.desk.note_reading import MAX_LINE, without_controls
from hubdesk.errors import Refused, Usage
from hubdesk.i18n import say
from hubdesk.roster.detect import plain_text

_BREAKS = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a file that say something, the encoding they stood in, and the numbers of those that are damaged."""

    lines: tuple[str, ...]
    encoding: str
    damaged: tuple[int, ...] = ()


def lines_of(data: bytes) -> Lines:
    """Return the lines of a whole file. Raises Refused for what is no text, Usage for a line that is too long."""
    if not data.strip(b" \t\r\n\xef\xbb\xbf"):
        return Lines((), "utf-8")
    try:
        decoded = plain_text(data, is_prose=True)
    except Refused:
        raise Refused(
            say("This file of notes is not plain text."),
            next=say("Open it in the program it comes from and save it as plain text in UTF-8."),
            code="notes-not-text",
        ) from None
    found, damaged = [], []
    for number, line in enumerate(_BREAKS.split(decoded.text), 1):
        if said := _checked(line, number):
            found.append(said)
            if decoded.damaged and "\ufffd" in line:
                damaged.append(number)
    return Lines(tuple(found), decoded.encoding, tuple(damaged))


def line_of(raw: bytes, number: int) -> str:
    """Return one line of a stream, "" for an empty one; the others are not there yet, so that it must be UTF-8.

    Raises Refused for another encoding and for zeros, Usage for a line that is too long.
    """
    try:
        line = raw.decode("utf-8")
    except UnicodeDecodeError:
        line = "\0"
    if "\0" in line:
        raise Refused(
            say("Line {number} is not text in UTF-8.", number=number),
            next=say("Save the notes as plain text in UTF-8, or leave out --stream."),
            code="notes-not-utf8",
        )
    return _checked(line, number)


def _checked(line: str, number: int) -> str:
    line = without_controls(line).strip("\ufeff ")
    if len(line) > MAX_LINE:
        raise Usage(
            say("Line {number} is too long.", number=number),
            next=say("Split it: at most {n} characters a line.", n=MAX_LINE),
        )
    return line
