"""Which office document a file is, told by what is in it."""

from hubdesk.charter.docx import read_docx
from hubdesk.charter.office import Draft
from hubdesk.charter.package import ZIP, Package
from hubdesk.charter.unread import archive, e_book, no_text_document, too_large
from hubdesk.model.limits import DOCUMENT_BYTES


def drafted(data: bytes) -> Draft | None:
    """Return the draft of an office document, None for a file that is no such document nor another packed one.

    Raises `Refused` for a packed file that is no text document, and for a damaged one.
    """
    if not data.startswith(ZIP):
        return None
    _check_size(data)
    package = Package(data)
    kind = package.part("mimetype").strip()
    if "[Content_Types].xml" in package:
        return read_docx(package)
    if kind.startswith(b"application/epub"):
        raise e_book()
    raise no_text_document() if kind.startswith(b"application/") else archive()


def _check_size(data: bytes) -> None:
    if len(data) > DOCUMENT_BYTES:
        raise too_large()
