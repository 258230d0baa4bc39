"""The bytes of a document as text, or a clear refusal."""

import codecs
import re
import unicodedata

from hubdesk.charter.unread import refuse_unread, too_large
from hubdesk.errors import Refused
from hubdesk.i18n import Sentence, say
from hubdesk.model.limits import DOCUMENT_BYTES, DOCUMENT_EXPORT

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: What web pages call their encoding; Python knows many more, some of them slow on purpose.
_KNOWN = re.compile(
    r"iso-8859-(?:[2-9]|1[0-6]?)|windows-(?:125[0-8]|874)|koi8-[ru]|gb2312|gbk|gb18030|big5(?:-hkscs)?|shift_jis|euc-(?:jp|kr)",
    re.IGNORECASE,
)
#: What Python's decoders say of bytes that end too early, as against bytes that are wrong.
_CUT_OFF = ("unexpected end of data", "truncated data")
#: C0 and C1 controls (but tab and line feed), and what Unicode reserves for no character: our own marks use some.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff\ufeff]")


def decoded(data: bytes, named: str = "") -> tuple[str, tuple[Sentence, ...]]:
    """Return the text (NFC, lines end with "\\n", no control characters) and what to tell the person.

    UTF-8, or UTF-16 and UTF-32 with a byte order mark, else the encoding `named` by the document itself; a last
    character that was cut off is left out with a message. Raises `Refused` for an empty, too large or binary file and
    for any other encoding.
    """
    _check(data)
    data = data.removeprefix(codecs.BOM_UTF8)
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    messages: tuple[Sentence, ...] = ()
    try:
        text = _decode(data, encoding, named)
    except UnicodeDecodeError as error:
        if error.start == 0 or error.reason not in _CUT_OFF:
            raise _wrong_encoding(data.count(b"\n", 0, error.start) + 1) from error
        text = data[: error.start].decode(encoding, "ignore")
        messages = (say("The file ends in the middle of a letter; it may have been cut off."),)
    if "\0" in text:
        raise _binary()
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\x85", "\n")
    text = cleaned(text)
    if not text.strip():
        raise _empty()
    return text, messages


def cleaned(text: str) -> str:
    """Return text in NFC without control characters and what Unicode reserves for no character."""
    return unicodedata.normalize("NFC", _CONTROLS.sub("", text))


def _decode(data: bytes, encoding: str, named: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        if not _KNOWN.fullmatch(named) or encoding != "utf-8":
            raise
        return data.decode("windows-1252" if named.casefold() == "iso-8859-1" else named)


def _check(data: bytes) -> None:
    limit = DOCUMENT_EXPORT if b"<mediawiki" in data[:5000] else DOCUMENT_BYTES
    if len(data) > limit:
        raise too_large(limit)
    if not data.strip():
        raise _empty()
    refuse_unread(data)


def _empty() -> Refused:
    return Refused(
        say("There is no text in the document."),
        next=say("Save the page again and check that the file is not empty."),
        code="document-empty",
    )


def _binary() -> Refused:
    return Refused(
        say("The file is no text document."),
        next=say("Save the charter as DOCX, ODT, wikitext, Markdown or plain text, and import that file."),
        code="document-binary",
    )


def _wrong_encoding(line: int) -> Refused:
    return Refused(
        say("The letters of the document cannot be read from line {line} on: it is not stored as UTF-8.", line=line),
        next=say("Open it in a text editor, save it with the encoding UTF-8, and import it again."),
        code="document-encoding",
    )
