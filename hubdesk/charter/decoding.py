"""The bytes of a document as text, or a clear refusal."""

import codecs
import re
import unicodedata

from hubdesk.charter.labels import codec_named
from hubdesk.charter.unread import refuse_unread, too_large
from hubdesk.errors import Refused
from hubdesk.i18n import Sentence, say
from hubdesk.model import encoding
from hubdesk.model.limits import DOCUMENT_BYTES, DOCUMENT_EXPORT

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: What Python's decoders say of bytes that end too early, as against bytes that are wrong.
_CUT_OFF = ("unexpected end of data", "truncated data")
#: XML says so where it is not in UTF-8.
_XML = re.compile(rb"\s*<(?:\?xml|mediawiki)\b")
#: How Japanese pages of seven bits go over to another set of letters, and the only name for that.
_SWITCH, _SWITCHING = re.compile(rb"\x1b\$[@AB(]"), "iso-2022-jp"
#: Control characters that stand in no text, and how many of them a text may hold by mistake.
_STRAY, _FEW = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f\x7f-\x84\x86-\x9f]"), 3
#: C0 and C1 controls (but tab and line feed), and what Unicode reserves for no character: our own marks use some.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff\ufeff]")


def decoded(data: bytes, named: str = "") -> tuple[str, tuple[Sentence, ...]]:
    """Return the text (NFC, lines end with "\\n", no control characters) and what to tell the person.

    UTF-8, or UTF-16 and UTF-32 with a byte order mark, else the encoding `named` by the document itself, else the one
    that its letters tell, which a message names; a last character that was cut off is left out with a message.
    Raises `Refused` for an empty, too large or binary file and where the letters tell nothing.
    """
    _check(data)
    text, messages = _text(data, codec_named(named) or ("utf-8" if _XML.match(data) else ""))
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


def _text(data: bytes, codec: str) -> tuple[str, tuple[Sentence, ...]]:
    if name := next((name for mark, name in _MARKS if data.startswith(mark)), ""):
        return _strict(data, name)
    if b"\0" in data:
        return _told(data, 1)
    if data.isascii() and (switch := _SWITCH.search(data)):
        if codec != _SWITCHING:
            raise _wrong_encoding(_line(data, switch.start()))
        return _strict(data, codec)
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode(), ()
    except UnicodeDecodeError as error:
        is_cut = error.reason in _CUT_OFF and (error.end - error.start > 1 or not data[: error.start].isascii())
        is_utf8 = data.startswith(codecs.BOM_UTF8) or (is_cut and codec in ("", "utf-8"))
        line = _line(data, error.start)
    if is_utf8:
        return _strict(data.removeprefix(codecs.BOM_UTF8), "utf-8")
    return _strict(data, codec) if codec else _told(data, line)


def _strict(data: bytes, codec: str) -> tuple[str, tuple[Sentence, ...]]:
    """Return the text in an encoding that is known, whose last character may have been cut off."""
    try:
        return data.decode(codec), ()
    except UnicodeDecodeError as error:
        start, reason = error.start, error.reason
    if not start or reason not in _CUT_OFF:
        raise _wrong_encoding(_line(data, start))
    return data[:start].decode(codec, "ignore"), (_cut_off(),)


def _told(data: bytes, line: int) -> tuple[str, tuple[Sentence, ...]]:
    """Return the text in the encoding that its letters tell; `line` is the first that is no UTF-8."""
    try:
        found = encoding.decode(data, is_prose=True)
    except encoding.UnreadableError as error:
        raise (_wrong_encoding(line) if error.is_text else _binary()) from error
    if found.damaged or len(_STRAY.findall(found.text[:1_000_000])) > _FEW:
        raise _wrong_encoding(line)
    told = say(
        "The document is not stored as UTF-8. It was read as {encoding}: check the letters.", encoding=found.encoding
    )
    return found.text, ((told, _cut_off()) if found.cut else (told,))


def _line(data: bytes, place: int) -> int:
    return data.count(b"\n", 0, place) + 1


def _check(data: bytes) -> None:
    limit = DOCUMENT_EXPORT if b"<mediawiki" in data[:5000] else DOCUMENT_BYTES
    if len(data) > limit:
        raise too_large(limit)
    if not data.strip():
        raise _empty()
    refuse_unread(data)


def _cut_off() -> Sentence:
    return say("The file ends in the middle of a letter; it may have been cut off.")


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
