"""The pictures and the sample report of the first page: taken from a finished demo, made small, dated by content."""

from __future__ import annotations

import ast
import hashlib
import io
import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
#: All of them together, in bytes.
MOST = 400_000
#: Picture → the demo's picture of the window that it is.
WINDOWS = {"window.png": "notes-en-light-100.png", "window-ar.png": "notes-ar-light-100.png"}
REPORT, PAGES, MADE_FROM = "report.pdf", "report.png", "made-from.txt"
#: What they show: folders and files, each with the endings that count.
SHOWN = {
    "hubdesk/ui": (".py",),
    "hubdesk/report": (".py",),
    "hubdesk/desk/demo.py": (".py",),
    "hubdesk/desk/sample.py": (".py",),
    "resources/theme": (".json",),
    "resources/icons": (".json", ".svg"),
    "resources/sample": (".toml", ".wiki", ".md"),
    "i18n/ar": (".po",),
    "packaging/fonts.sha256": (".sha256",),
    "packaging/pictures.py": (".py",),
}


def files(place: Path, endings: tuple[str, ...]) -> list[Path]:
    """Return the files of a folder that count, or the file itself."""
    found = [place] if place.is_file() else place.rglob("*")
    return sorted(file for file in found if file.is_file() and file.suffix in endings)


def meaning(file: Path) -> bytes:
    """Return what counts in a file: code without comments and docstrings, the translated sentences, else its bytes."""
    if file.suffix == ".po":
        pairs = {(entry.msgid, entry.msgstr, *entry.msgstr_plural.values()) for entry in polib.pofile(str(file))}
        return repr(sorted(pairs)).encode()
    if file.suffix != ".py":
        return file.read_bytes().replace(b"\r\n", b"\n")
    tree = ast.parse(file.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]
    return ast.dump(tree).encode()


def inputs(root: Path = ROOT) -> dict[str, str]:
    """Return {place: digest} of everything that the pictures show."""
    found = {}
    for place, endings in SHOWN.items():
        digest = hashlib.sha256()
        for file in files(root / place, endings):
            digest.update(f"{file.relative_to(root).as_posix()}\0".encode() + meaning(file) + b"\0")
        found[place] = digest.hexdigest()
    return found


def outputs(docs: Path = DOCS) -> dict[str, str]:
    """Return {file name: digest} of pictures and report."""
    return {name: hashlib.sha256((docs / name).read_bytes()).hexdigest() for name in (*WINDOWS, PAGES, REPORT)}


def kept(docs: Path = DOCS) -> dict[str, str]:
    """Return what `made-from.txt` says: {place or file name: digest}."""
    lines = (docs / MADE_FROM).read_text("utf-8").splitlines()
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def palette(seen: Counter[int], most: int = 256, exact: int = 96) -> list[int]:
    """Return at most 256 colours (0xffRRGGBB) for a picture: its commonest ones as they are, of the others the middles.

    The others are parted at the middle of their widest channel, the box with the most difference first (median cut).
    """
    common = [colour for colour, _ in seen.most_common(exact)]
    rest = list(seen.keys() - set(common))
    boxes = [[(colour >> 16 & 255, colour >> 8 & 255, colour & 255) for colour in rest]] if rest else []

    def spread(box: list[tuple[int, int, int]]) -> tuple[int, int]:
        return max((max(each) - min(each), channel) for channel, each in enumerate(zip(*box, strict=True)))

    while boxes and len(boxes) < most - len(common):
        widest = max(boxes, key=spread)
        width, channel = spread(widest)
        if not width:
            break
        boxes.remove(widest)
        widest.sort(key=lambda colour: colour[channel])
        boxes += [widest[: len(widest) // 2], widest[len(widest) // 2 :]]
    middles = [tuple(round(sum(each) / len(box)) for each in zip(*box, strict=True)) for box in boxes]
    return common + [0xFF000000 | red << 16 | green << 8 | blue for red, green, blue in middles]


def small(image: object) -> bytes:
    """Return a picture as PNG with 256 colours: text and flat areas lose nothing to see."""
    from PySide6.QtCore import QBuffer, QIODevice, Qt
    from PySide6.QtGui import QImage

    assert isinstance(image, QImage)
    picture = image.convertToFormat(QImage.Format.Format_RGB32)
    colours = palette(Counter(memoryview(picture.constBits()).cast("I")))
    picture = picture.convertToFormat(QImage.Format.Format_Indexed8, colours, Qt.ImageConversionFlag.ThresholdDither)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG", 0)
    return bytes(buffer.data().data())


def sheets(report: Path) -> object:
    """Return a picture of the first pages of a report, side by side on grey."""
    import pypdfium2
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QColor, QImage, QPainter

    pages = []
    with pypdfium2.PdfDocument(str(report)) as document:
        for number in range(min(3, len(document))):
            drawn = document[number].render(scale=0.78, rev_byteorder=True)
            shape = (drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGB888)
            pages.append(QImage(bytes(drawn.buffer), *shape).copy())
    gap = 14
    width, height = sum(page.width() + gap for page in pages) + gap, max(page.height() for page in pages) + 2 * gap
    ground = QImage(width, height, QImage.Format.Format_RGB32)
    ground.fill(QColor("#c8ccd1"))
    painter = QPainter(ground)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    painter.setPen(Qt.PenStyle.NoPen)
    place = gap
    for page in pages:
        painter.drawImage(place, gap, page)
        place += page.width() + gap
    painter.end()
    return ground


def made(demo: Path) -> Iterator[tuple[str, bytes]]:
    """Yield (file name, bytes) of the pictures and the report."""
    from PySide6.QtGui import QImage

    for name, source in WINDOWS.items():
        image = QImage(str(demo / "window" / source))
        if image.isNull():
            raise SystemExit(f"{demo / 'window' / source} is missing: run `make demo`.")
        yield name, small(image)
    report = demo / "report-en.pdf"
    yield PAGES, small(sheets(report))
    yield REPORT, report.read_bytes()


def main(words: list[str]) -> int:
    """Take pictures and report from a demo folder (first word) into docs, with the digests of what they show."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    demo = Path(words[0]) if words else ROOT / "demo-out"
    found = dict(made(demo))
    total = sum(map(len, found.values()))
    if total > MOST:
        print(f"{total:,} bytes are more than {MOST:,}: nothing was written.", file=sys.stderr)
        return 1
    before = kept() if (DOCS / MADE_FROM).exists() else {}
    if before == {**inputs(), **(outputs() if all((DOCS / name).exists() for name in found) else {})}:
        print("docs: pictures and report show what there is.")
        return 0
    DOCS.mkdir(exist_ok=True)
    for name, content in found.items():
        (DOCS / name).write_bytes(content)
    told = io.StringIO()
    for name, digest in {**inputs(), **outputs()}.items():
        told.write(f"{digest}  {name}\n")
    (DOCS / MADE_FROM).write_text(told.getvalue(), "utf-8")
    print(f"docs: {len(found)} files made anew, {total:,} bytes.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
