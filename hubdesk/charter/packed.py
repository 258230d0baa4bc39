"""Which office or legal document a file is, told by what is in it."""

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE

from hubdesk.charter.akoma_ntoso import read_akoma_ntoso
from hubdesk.charter.docx import read_docx
from hubdesk.charter.odt import read_flat_odt, read_odt
from hubdesk.charter.office import Draft
from hubdesk.charter.package import ZIP, Package
from hubdesk.charter.unread import archive, e_book, no_text_document, too_large
from hubdesk.model.limits import DOCUMENT_BYTES

_ODT = b"application/vnd.oasis.opendocument.text"
_ROOT = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?[^<>]{0,300}\?>\s*|<!--.{0,2000}?-->\s*|"
    rb"<!DOCTYPE\b[^<>\[]{0,300}(?:\[[^\]]{0,2000}\]\s*)?>\s*){0,9}"
    rb"<(?:(office:document)|(?:[A-Za-z]{1,9}:)?akomaNtoso)[\s>]",
    re.DOTALL,
)


def drafted(data: bytes) -> Draft | None:
    """Return the draft of an office or legal document, None for a file that is neither nor another packed one.

    Raises `Refused` for a packed file that is no text document, and for a damaged one.
    """
    start = data[:4096]
    if start.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        start = start.decode("utf-16", "ignore").encode("utf-8", "ignore")
    if found := _ROOT.match(start):
        _check_size(data)
        return read_flat_odt(data) if found[1] else read_akoma_ntoso(data)
    if not data.startswith(ZIP):
        return None
    _check_size(data)
    package = Package(data)
    kind = package.part("mimetype").strip()
    if "[Content_Types].xml" in package:
        return read_docx(package)
    if kind.startswith(_ODT) or (not kind and "content.xml" in package):
        return read_odt(package)
    if kind.startswith(b"application/epub"):
        raise e_book()
    raise no_text_document() if kind.startswith(b"application/") else archive()


def _check_size(data: bytes) -> None:
    if len(data) > DOCUMENT_BYTES:
        raise too_large()
