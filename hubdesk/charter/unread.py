"""What kind of file a document is when it holds no text that can be read safely, each with a way to the text."""

from hubdesk.errors import Refused
from hubdesk.i18n import Sentence, say
from hubdesk.model.limits import DOCUMENT_BYTES, MIB

_IMAGES = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*", b"AT&TFORM", b"8BPS",
)  # fmt: skip
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a", b"\xfd7zXZ\x00")


def refuse_unread(data: bytes) -> None:
    """Raise `Refused` for pages of print, pictures, old Word files, rich text and archives; by content, not by name."""
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith((b"%PDF-", b"%!PS")):
        raise _pdf()
    if start.startswith(b"{\\rtf"):
        raise other_office(say("The file is rich text (RTF), which HubDesk does not read."), "document-rtf")
    if data.startswith(_OLD_OFFICE):
        raise _old_office(data)
    if _is_image(data):
        raise Refused(
            say("The file is a picture: it holds no letters that a program could read safely."),
            next=say("Ask the authors for the text as a document or for the wiki page, or type the text off."),
            code="document-image",
        )
    if data.startswith(_ARCHIVES):
        raise archive()


def too_large(limit: int = DOCUMENT_BYTES) -> Refused:
    """Return the refusal of a file with more bytes than any document has."""
    return Refused(
        say("The document is larger than {limit} MB.", limit=limit // MIB),
        next=say("Save only the text of the charter, without pictures, or one chapter for each file."),
        code="document-too-large",
    )


def archive() -> Refused:
    """Return the refusal of several files packed into one."""
    return Refused(
        say("The file is an archive, not a document."),
        next=say("Unpack it and import the document that is in it."),
        code="document-archive",
    )


def locked() -> Refused:
    """Return the refusal of a document that is encrypted."""
    return Refused(
        say("The document is locked with a passphrase."),
        next=say("Open it where it was written, save it without a passphrase, and import that file."),
        code="document-locked",
    )


def other_office(what: Sentence, code: str) -> Refused:
    """Return the refusal of an office file that its own program can save as a text document."""
    return Refused(
        what, next=say("Open it where it was written, save it as DOCX or ODT, and import that file."), code=code
    )


def e_book() -> Refused:
    """Return the refusal of an e-book."""
    return Refused(
        say("The file is an e-book (EPUB), which HubDesk does not read."),
        next=say("Ask the authors for the text (DOCX, ODT) or for the wiki page."),
        code="document-epub",
    )


def no_text_document() -> Refused:
    """Return the refusal of a spreadsheet, of slides, of a drawing."""
    return other_office(say("The file is no text document but one of another office program."), "document-office")


def _pdf() -> Refused:
    return Refused(
        say("A PDF says where each letter stands on the page, not what is a chapter and what a paragraph."),
        next=say("Keep the PDF for reading, and ask its authors for the text (DOCX, ODT) or for the wiki page."),
        code="document-pdf",
    )


def _old_office(data: bytes) -> Refused:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return locked()
    if "WordDocument".encode("utf-16-le") in data:
        return other_office(
            say("The file is in the old form of Word (.doc), which HubDesk does not read."), "document-doc"
        )
    return no_text_document()


def _is_image(data: bytes) -> bool:
    if data.startswith(b"BM"):
        return b"\x00" in data[:26]
    media = data[4:8] == b"ftyp" or (data[:4] == b"RIFF" and data[8:12] in (b"WEBP", b"AVI ", b"WAVE"))
    return media or data.startswith(_IMAGES)
