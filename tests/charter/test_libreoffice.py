"""LibreOffice as a judge: what it saves as Word or OpenDocument holds the words that its own text export has."""

import shutil
import subprocess
from pathlib import Path

import pytest

from hubdesk.charter.detect import read

OFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif(OFFICE is None, reason="soffice (LibreOffice) is not installed"),
]
SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in {"office": "office", "style": "style", "text": "text", "table": "table"}.items()
)
STYLES = (
    '<style:style style:name="Standard" style:family="paragraph"/>'
    '<style:style style:name="Title" style:family="paragraph" style:parent-style-name="Standard"/>'
    + "".join(
        f'<style:style style:name="Heading_20_{level}" style:display-name="Heading {level}" '
        f'style:family="paragraph" style:default-outline-level="{level}"/>'
        for level in (1, 2)
    )
    + '<text:outline-style style:name="Outline">'
    + "".join(
        f'<text:outline-level-style text:level="{level}" style:num-format="1" text:display-levels="{level}"/>'
        for level in (1, 2)
    )
    + '</text:outline-style><text:list-style style:name="Letters">'
    '<text:list-level-style-number text:level="1" style:num-format="a" style:num-prefix="(" style:num-suffix=")"/>'
    '<text:list-level-style-number text:level="2" style:num-format="i" style:num-suffix="."/></text:list-style>'
    '<text:list-style style:name="Articles">'
    '<text:list-level-style-number text:level="1" style:num-format="1" style:num-prefix="Article "/></text:list-style>'
)
#: A title, headings, paragraphs, items and cells of charters as they are written in four scripts.
CHARTERS = {
    "en": "Charter of the rivers|Purpose|We keep the record open.|Members|Everybody may join.|who lives here|with time",
    "ar": "ميثاق الأنهار|الغاية|نحفظ السجل مفتوحًا للجميع.|الأعضاء|للجميع أن ينضم.|من يسكن هنا|بوقته",
    "hi": "नदियों का चार्टर|उद्देश्य|हम अभिलेख को खुला रखते हैं।|सदस्य|सब जुड़ सकते हैं।|जो यहाँ रहते हैं|समय से",
    "zh": "河流章程|宗旨|我们公开保存记录。|成员|人人可以加入。|住在这里的人|用时间",
}


def document(body: str) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {SPACES} office:version="1.3" '
        f'office:mimetype="application/vnd.oasis.opendocument.text"><office:styles>{STYLES}</office:styles>'
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    )


def words(text: str, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def heading(level: int, text: str) -> str:
    return f'<text:h text:style-name="Heading_20_{level}" text:outline-level="{level}">{text}</text:h>'


def listed(style: str, *items: str, more: str = "") -> str:
    parts = "".join(f"<text:list-item>{each}</text:list-item>" for each in items)
    return f'<text:list text:style-name="{style}"{more}>{parts}</text:list>'


def charter(parts: list[str]) -> str:
    title, one, said, two, more, item, inner = parts
    cells = "".join(f"<table:table-cell>{words(each)}</table:table-cell>" for each in (two, "12"))
    return document(
        words(title, "Title") + heading(1, one) + words(said) + heading(2, two) + words(more)
        + listed("Letters", words(item) + listed("Letters", words(inner)), words(more)) + heading(1, two)
        + f'<table:table table:name="T"><table:table-column table:number-columns-repeated="2"/>'
          f"<table:table-row>{cells}</table:table-row></table:table>" + words(said)
    )  # fmt: skip


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with every charter as LibreOffice saves it: NAME.docx, NAME.odt, NAME.txt."""
    folder = tmp_path_factory.mktemp("office")
    for name, parts in CHARTERS.items():
        (folder / f"{name}.fodt").write_text(charter(parts.split("|")), "utf-8")
    articles = words("Rules of the house", "Title")
    for nth, name in enumerate(("Purpose", "Members", "Money")):
        articles += listed("Articles", words(name), more=' text:continue-numbering="true"' if nth else "")
        articles += words("The house is open to all who live in the valley, and nobody pays to come in.")
    (folder / "articles.fodt").write_text(document(articles), "utf-8")
    files = sorted(folder.glob("*.fodt"))
    for form in ("docx", "odt", "txt:Text (encoded):UTF8"):
        call = [str(OFFICE), "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
        call += ["--convert-to", form, "--outdir", str(folder), *map(str, files)]
        subprocess.run(call, check=True, capture_output=True, timeout=300)
    return folder


@pytest.mark.parametrize("form", ["docx", "odt"])
@pytest.mark.parametrize("name", sorted(CHARTERS))
def test_no_word_is_lost_moved_or_made_up(saved: Path, name: str, form: str) -> None:
    outline = read((saved / f"{name}.{form}").read_bytes(), f"{name}.{form}")
    exported = [line.strip() for line in (saved / f"{name}.txt").read_text("utf-8-sig").splitlines() if line.strip()]
    ours = [outline.title, *(block.heading or block.text for block in outline.blocks[1:])]
    assert len(ours) == len(exported)
    for own, line in zip(ours, exported, strict=True):
        assert line == own or line.endswith(f" {own}"), "with the number that the program shows before it"
    _title, one, _said, two, *_rest = CHARTERS[name].split("|")
    heads = [(each.number, each.heading) for each in outline.blocks[1:] if each.heads]
    assert heads == [("1", one), ("1.1", two), ("2", two)]
    assert [block.level for block in outline.blocks if block.role == "item"] == [1, 2, 1]
    assert outline.language == name


@pytest.mark.parametrize("form", ["fodt", "docx", "odt"])
def test_articles_that_are_counted_by_the_program_are_headings_in_each_form(saved: Path, form: str) -> None:
    outline = read((saved / f"articles.{form}").read_bytes(), f"articles.{form}")
    heads = [each.heading for each in outline.blocks[1:] if each.heads]
    assert heads == ["Article 1 Purpose", "Article 2 Members", "Article 3 Money"]
    for line in heads:
        assert line in (saved / "articles.txt").read_text("utf-8-sig")
