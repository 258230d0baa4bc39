"""What other programs find in our pages: words in every language, whole files, and the reference validator's word."""

import importlib.util
import io
import itertools
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pypdfium2
import pytest
from PIL import Image, ImageStat

from tests.report.pdf.specimen import HOSTILE, QUOTES, WORDS, hostile, specimen

FLOORS = {"en": 0.99, "de": 0.99, "uk": 0.99, "zh": 0.99, "hi": 0.94, "ar": 0.80}
_WORD = re.compile("[\\w\u0300-\u036f\u0900-\u0963\u064b-\u0655]+")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    found = {language: folder / f"{language}.pdf" for language in WORDS}
    for language, path in found.items():
        specimen(language, digits="arab" if language == "ar" else "latn").finish(path)
    photo = io.BytesIO()
    Image.new("CMYK", (300, 200)).save(photo, "TIFF")
    made = specimen("en", rows=4)
    made.photo(photo.getvalue(), alt="A room with chairs", below="The room")
    made.paragraph("한국어 \U000130b8 👩‍👩‍👧 🇺🇦 \u202eabc\u202c שלום")
    made.finish(folder / "odd.pdf")
    for place, text in enumerate(HOSTILE):
        hostile(text).finish(folder / f"hostile-{place}.pdf")
    return {path.stem: path for path in sorted(folder.iterdir())}


def by_pdftotext(path: Path) -> str:
    command = ["pdftotext", "-enc", "UTF-8", str(path), "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")


def by_pdfium(path: Path) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path))


def share_found(source: str, text: str, language: str) -> float:
    """Return the share of the words of a source that stand in an extracted text; for Chinese, of its phrases."""
    text = unicodedata.normalize("NFC", text)
    wanted = {word for word in _WORD.findall(unicodedata.normalize("NFC", source)) if len(word) > 1}
    if language == "zh":
        # on a page whose other lines run to the left, pdftotext puts the bracket of a number at the line's left end
        run_on = re.sub(r"[\s\[\]\u202a-\u202e]", "", text)
        return sum(word in run_on for word in wanted) / len(wanted)
    return len(wanted & set(_WORD.findall(text))) / len(wanted)


def sentences(language: str) -> str:
    words = WORDS[language]
    parts = (words.title, words.subtitle, words.lead, words.findings, *words.steps, *words.sections, *words.kinds)
    return " ".join((*parts, *words.months))


Reader = Callable[[Path], str]
READERS = [
    pytest.param(
        by_pdftotext,
        id="pdftotext",
        marks=pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not here"),
    ),
    pytest.param(by_pdfium, id="pdfium"),
]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(("language", "quote"), QUOTES, ids=[language for language, _ in QUOTES])
def test_words_are_found(reader: Reader, language: str, quote: str, files: dict[str, Path]) -> None:
    """A quotation in an English report, and the sentences of a report in its own language, taken together."""
    source, text = quote, reader(files["en"])
    if language in WORDS:
        source, text = f"{source} {sentences(language)}", f"{text}\n{reader(files[language])}"
    assert share_found(source, text, language) >= FLOORS[language]


@pytest.mark.parametrize("reader", READERS)
def test_quotations_keep_the_order_of_their_words_in_an_arabic_report(reader: Reader, files: dict[str, Path]) -> None:
    found = _WORD.findall(unicodedata.normalize("NFC", reader(files["ar"])))
    there = set(itertools.pairwise(found))
    for language, quote in QUOTES:
        wanted = list(itertools.pairwise(_WORD.findall(unicodedata.normalize("NFC", quote))))
        if language != "zh":  # written without spaces
            assert sum(pair in there for pair in wanted) >= 0.9 * len(wanted), language


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not here")
def test_files_are_whole(files: dict[str, Path]) -> None:
    for path in files.values():
        done = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_pages_have_ink_where_reading_starts(files: dict[str, Path]) -> None:
    """Compare the halves of a page of text: an Arabic page is heavier at the right."""
    shares = {}
    for language in ("en", "ar"):
        image = pypdfium2.PdfDocument(files[language])[0].render(scale=60 / 72).to_pil().convert("L")
        width, height = image.size
        lower = image.crop((0, height * 6 // 7, width, height * 13 // 14)).point(
            lambda value: 255 if value < 160 else 0
        )
        left = ImageStat.Stat(lower.crop((0, 0, width // 2, lower.height))).sum[0]
        shares[language] = left / ImageStat.Stat(lower).sum[0]
    assert shares["en"] > 0.5 > shares["ar"]


def _validator() -> ModuleType:
    path = Path(__file__).resolve().parents[2] / "tools" / "verapdf" / "validator.py"
    spec = importlib.util.spec_from_file_location("verapdf_validator", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_the_reference_validator_accepts_every_file(files: dict[str, Path]) -> None:
    validator = _validator()
    try:
        good, told = validator.judge(list(files.values()))
    except validator.Unavailable as reason:
        pytest.skip(str(reason))
    assert good, told
    assert told.count("good ") == 2 * len(files)


def test_the_reference_validator_notices_a_missing_tag(files: dict[str, Path], tmp_path: Path) -> None:
    validator = _validator()
    broken = tmp_path / "broken.pdf"
    data = files["odd"].read_bytes()
    broken.write_bytes(data.replace(b"<pdfuaid:part>1</pdfuaid:part>", b"<pdfuaid:part>9</pdfuaid:part>", 1))
    try:
        good, _ = validator.judge([broken], ("ua1",))
    except validator.Unavailable as reason:
        pytest.skip(str(reason))
    assert not good
