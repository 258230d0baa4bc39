"""What kind of file stands behind a list, told by content and never by name."""

import re

from hubdesk.errors import HubDeskError, Refused
from hubdesk.i18n import Sentence, say
from hubdesk.model.encoding import Decoded
from hubdesk.model.limits import PEOPLE_BYTES
from hubdesk.roster.encoding import decode, not_text

_WORKBOOKS = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_BINARIES = (
    *(b"%PDF-", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"SQLite format 3\0"),
    *(b"\x7fELF", b"MZ\x90\0", b"BZh9", b"\xfd7zXZ", b"{\\rtf", b"RIFF", b"OggS", b"ID3", b"\x28\xb5\x2f\xfd"),
)
_PAGE = re.compile(r"\s*<(?:!doctype\s+html|html|head|meta|body|\?xml|table|svg)\b", re.IGNORECASE)
_LATER = re.compile(r"<(?:html|table)\b", re.IGNORECASE)
_DATA = re.compile(r'\s*(?:\{\s*["}]|\[\s*(?:\{|\[\s*["\d]))')
#: How pages and XML say in which encoding they are written.
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9._-]{2,40})""", re.I)
#: Control characters that a text may hold by mistake; they are left out.
_STRAY = 5
_CONTROLS = re.compile("[\0-\x08\x0e-\x1f\x7f]")


def text_of(data: bytes, encoding: str | None = None) -> Decoded:
    """Return the text of a list, of a web page or of JSON.

    Raises Refused for what is no text (empty, too large, a workbook, a picture, noise).
    """
    check_size(len(data))
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xfe\xff"):
        raise _refused(say("This file is empty."), "people-empty")
    decoded = (_declared(data) if encoding is None else None) or plain_text(data, encoding)
    if not decoded.text.strip():
        raise _refused(say("This file is empty."), "people-empty")
    return decoded


def is_page(text: str) -> bool:
    """Whether a text is a web page or XML, perhaps below a comment."""
    below = text[:100].lstrip().startswith("<!--") and _LATER.search(text[:100_000])
    return bool(below) or _PAGE.match(text) is not None


def is_data(text: str) -> bool:
    """Whether a text is JSON data."""
    return _DATA.match(text) is not None


def _declared(data: bytes) -> Decoded | None:
    """Return the text of a page in the encoding that it names, None where it names none or a wrong one."""
    found = _DECLARED.search(data[:2048]) if data.lstrip(b" \t\r\n").startswith(b"<") else None
    try:
        return plain_text(data, found[1].decode()) if found else None
    except HubDeskError:
        return None


def plain_text(data: bytes, encoding: str | None = None, *, is_prose: bool = False) -> Decoded:
    """Return the text of a file; raises Refused for what is none (a workbook, a picture, noise).

    A few control characters by mistake are left out, zeros never are.
    """
    if data.startswith(_WORKBOOKS):
        raise Refused(
            say("This is a workbook, not a list in plain text."),
            next=say("Open it in the spreadsheet program and save it as CSV."),
            code="people-workbook",
        )
    if data.startswith(_BINARIES):
        raise not_text()
    decoded = decode(data, encoding, is_prose=is_prose)
    text = decoded.text.rstrip("\x1a").removeprefix("\ufeff")
    if len(_CONTROLS.findall(text[:1_000_000])) > max(_STRAY, len(text) // 2000) or "\0" in text:
        raise not_text()
    text = _CONTROLS.sub("", text)
    return Decoded(text, decoded.encoding, decoded.cut, decoded.damaged)


def check_size(size: int) -> None:
    """Raise Refused for a file of more bytes than a list of people can have; ask before reading it."""
    if size > PEOPLE_BYTES:
        raise Refused(
            say("This file is too large for a list of people ({size} MB).", size=size // 1_000_000),
            next=say("Split it into lists of at most {limit} MB.", limit=PEOPLE_BYTES // 1_000_000),
            code="people-too-large",
        )


def _refused(what: Sentence, code: str) -> Refused:
    return Refused(what, next=say("Choose the list of people, saved as CSV or as plain text."), code=code)
