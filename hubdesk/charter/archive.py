"""A web page that was saved with its pictures in one file (MHTML): the page itself."""

import re
from binascii import a2b_base64, a2b_qp

from hubdesk.errors import Refused
from hubdesk.i18n import say
from hubdesk.model.limits import ARCHIVE_PARTS

_BEGINS = re.compile(rb"\s{0,99}(?:[A-Za-z-]{2,60}:[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n){0,50}){1,60}", re.ASCII)
_RELATED = re.compile(rb"^Content-Type:\s{0,99}multipart/(?:related|mixed|alternative)\b", re.IGNORECASE | re.MULTILINE)
_HTML = (b"text/html", b"application/xhtml+xml")
#: Headers of a part end within so many bytes.
_HEAD = 20_000


def is_archive(data: bytes) -> bool:
    """Whether bytes begin with the headers of a page that was saved in one file."""
    head = _BEGINS.match(data[:_HEAD].replace(b"\r\n", b"\n"))
    return bool(head and _RELATED.search(head[0]))


def page_in(data: bytes) -> tuple[bytes, str]:
    """Return the bytes of the page in an archive, and its encoding where a header names it.

    Parts are told apart by their boundary alone, for nested ones could go down without end; headers are looked up in
    their own lines, for Python's `email` raises on some that contradict each other. Raises `Refused` for an archive
    without a page.
    """
    head, _, body = data.replace(b"\r\n", b"\n").lstrip().partition(b"\n\n")
    boundary = _parameter(_header(head, "Content-Type"), "boundary")
    for part in body.split(b"--" + boundary, ARCHIVE_PARTS) if boundary else ():
        part = part.removeprefix(b"\n")
        words, blank, inside = part.partition(b"\n\n")
        kind = _header(words, "Content-Type") if blank and len(words) < _HEAD else b""
        if kind.partition(b";")[0].strip().lower() in _HTML:
            page = _unwrapped(inside, _header(words, "Content-Transfer-Encoding").strip().lower())
            if page.strip():
                return page, _parameter(kind, "charset").decode("ascii", "replace")
    raise Refused(
        say("The archive of a web page holds no page, or was cut off."),
        next=say("Save the page again, as a web page in one file or as HTML only."),
        code="document-archive",
    )


def _header(head: bytes, name: str) -> bytes:
    """Return what a header says, its lines joined; b"" when it is not there."""
    found = re.search(rb"^%s:([^\n]*(?:\n[ \t][^\n]*)*)" % name.encode(), head, re.IGNORECASE | re.MULTILINE)
    return found[1].replace(b"\n", b" ") if found else b""


def _parameter(header: bytes, name: str) -> bytes:
    found = re.search(rb";\s*%s\s*=\s*(?:\"([^\"]{1,200})\"|([^\s\";]{1,200}))" % name.encode(), header, re.IGNORECASE)
    return (found[1] or found[2]) if found else b""


def _unwrapped(inside: bytes, encoding: bytes) -> bytes:
    if encoding == b"quoted-printable":
        return a2b_qp(inside)
    if encoding == b"base64":
        signs = re.sub(rb"[^A-Za-z0-9+/]", b"", inside)
        return a2b_base64(signs[: len(signs) - (len(signs) % 4 == 1)] + b"===")
    return inside
