"""Files laid open, so that words can be looked for in all that they hold."""

import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2


def raw(path: Path) -> Iterator[bytes]:
    """Yield a file and, of a zip, every entry."""
    yield path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as box:
            for entry in box.infolist():
                yield entry.filename.encode()
                yield box.read(entry)


def pdf_words(path: Path) -> Iterator[bytes]:
    """Yield all that a PDF says: its bytes, its streams laid open, and what two readers find."""
    yield path.read_bytes()
    yield "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path)).encode()
    for command in (["pdftotext", "-enc", "UTF-8", str(path), "-"], ["qpdf", "--qdf", str(path), "-"]):
        if shutil.which(command[0]):
            yield subprocess.run(command, capture_output=True, check=True).stdout
