"""A list as text: in the encoding that somebody chose, or in the one that its bytes tell."""

import codecs

from hubdesk.errors import Refused, Usage
from hubdesk.i18n import say
from hubdesk.model import encoding as told
from hubdesk.model.encoding import MARKS, Decoded, UnreadableError, marked


def decode(data: bytes, encoding: str | None = None, *, is_prose: bool = False) -> Decoded:
    """Return the text of a list, or of lines that are mostly words (`is_prose`).

    Raises Refused for bytes that are no text, Usage for an encoding that nobody knows.
    """
    if encoding is not None:
        return _chosen(data, encoding)
    try:
        return told.decode(data, is_prose=is_prose)
    except UnreadableError as error:
        if not error.is_text:
            raise not_text() from error
        raise Refused(
            say("It could not be found out in which encoding this list is written."),
            next=say("Name it with --encoding, or save the list in UTF-8."),
            code="encoding-unclear",
        ) from error


def _chosen(data: bytes, encoding: str) -> Decoded:
    try:
        codec = codecs.lookup(encoding)
    except (LookupError, ValueError):
        raise Usage(
            say("There is no encoding named {encoding}.", encoding=encoding),
            next=say("Choose one such as utf-8, windows-1251 or gb18030, or leave it out."),
            code="encoding-unknown",
        ) from None
    body = data
    for mark, name in MARKS:
        if data.startswith(mark) and codec.name.partition("-sig")[0] in (name, "utf-16"):
            return marked(data[len(mark) :], name)
    try:
        text = body.decode(codec.name)
    except (UnicodeError, LookupError, ValueError):
        raise Refused(
            say("This list is not written in {encoding}.", encoding=encoding),
            next=say("Leave the encoding out, then HubDesk finds it."),
            code="encoding-wrong",
        ) from None
    return Decoded(text, encoding.casefold())


def not_text() -> Refused:
    """Return the refusal of bytes that are no list in any encoding."""
    return Refused(
        say("This file is not a list in plain text."),
        next=say("Open it in the program it comes from and save it as CSV."),
        code="people-not-text",
    )
