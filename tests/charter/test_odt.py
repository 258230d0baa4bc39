"""An OpenDocument text becomes an outline by its headings and lists; what was deleted or hidden stays away."""

import pytest

from hubdesk.charter.detect import read
from hubdesk.model.outline import Outline
from tests.charter.office_files import fodt, h, odt
from tests.charter.pages import headings, shape, told


def writer(body: str, **options: str) -> Outline:
    return read(odt(body, **options), "rules.odt")


def p(text: str, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def test_headings_paragraphs_and_nested_lists() -> None:
    inner = f"<text:list><text:list-item>{p('with oars')}</text:list-item></text:list>"
    outline = writer(
        h("Aims") + p("We keep it.")
        + f"<text:list><text:list-item>{p('a boat')}{inner}</text:list-item>"
        + f"<text:list-header>{p('a book')}</text:list-header></text:list>"
        + f"<text:list><text:list-item>{h('Means', 3)}</text:list-item></text:list>" + p("words") + h("Money")
        + "<text:numbered-paragraph text:level='2'><text:p>deep</text:p></text:numbered-paragraph>" + p("flat")
    )  # fmt: skip
    assert shape(outline) == [
        ("1", "Aims"),
        ("1p1", "We keep it."),
        ("1p2", "a boat"),
        ("1p3", "with oars"),
        ("1p4", "a book"),
        ("1.1", "Means"),
        ("1.1p1", "words"),
        ("2", "Money"),
        ("2p1", "deep"),
        ("2p2", "flat"),
    ]
    assert [block.role for block in outline.blocks[3:6]] == ["item"] * 3
    assert outline.blocks[-1].role == "paragraph"
    assert outline.blocks[4].parent == 3 and outline.format == "odt"


def test_deleted_noted_hidden_and_listed_places_are_left_out() -> None:
    hidden = (
        '<style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style>'
    )
    outline = writer(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Gone.</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        + f"<text:table-of-content><text:index-body>{p('Aims 1')}</text:index-body></text:table-of-content>"
        + h("Aims")
        + p('We<text:note><text:note-body><text:p>A note</text:p></text:note-body></text:note>'
            ' <text:change-start/>must<text:change-end/><office:annotation><text:p>Hm?</text:p></office:annotation>'
            '<text:span text:style-name="T1"> not</text:span> meet.')
        + f'<text:section text:display="none">{p("Secret")}</text:section>'
        + f'<text:section>{p("Open")}</text:section>',
        automatic=hidden,
    )  # fmt: skip
    assert shape(outline) == [("1", "Aims"), ("1p1", "We must meet."), ("1p2", "Open")]
    for words in ("tracked changes", "1 footnote", "1 comment", "Hidden text", "table of contents"):
        assert words in told(outline)


def test_blanks_links_frames_cells_and_soft_hyphens() -> None:
    frame = f"<draw:frame><draw:text-box>{p('boxed')}</draw:text-box><svg:desc>a picture</svg:desc></draw:frame>"
    outline = writer(
        h("A\u00adims")
        + p('one<text:s text:c="3"/>two<text:tab/>three<text:line-break/>four <text:a xlink:href="x">link</text:a>')
        + p(f"around {frame}the box")
        + f"<table:table><table:table-row><table:table-cell>{p('cell')}</table:table-cell><table:covered-table-cell>"
        f"{p('under')}</table:covered-table-cell></table:table-row></table:table>"
    )  # fmt: skip
    assert [words for _, words in shape(outline)] == [
        "Aims", "one two three four link", "around the box", "boxed", "cell",
    ]  # fmt: skip


def test_the_title_and_the_language() -> None:
    automatic = '<style:style style:name="P7" style:family="paragraph" style:parent-style-name="Title"/>'
    titled = writer(p("Our charter", "P7") + h("Aims") + p("x", "P1") + h("Money"), automatic=automatic, title="Old")
    assert titled.title == "Our charter" and ("1p1", "x") in shape(titled)
    assert writer(h("Aims") + h("Money"), title="Said").title == "Said"
    assert writer(h("Hangarin") + p("An mga tawo.") + h("x"), language="bcl").language == "bcl"
    hindi = p("यह नदी सब की है और हम इस के लिए एक साथ हैं।")
    assert writer(h("लक्ष्य") + hindi + h("x"), language="en").language == "hi"


def test_a_flat_document_reads_as_a_packed_one() -> None:
    body = h("Aims") + p("words") + h("Money")
    flat, packed = read(fodt(body, title="T"), "rules.fodt"), writer(body, title="T")
    assert (flat.blocks, flat.digest, flat.format) == (packed.blocks, packed.digest, "odt")


@pytest.mark.parametrize("make", [odt, fodt])
def test_without_headings_the_numbering_is_looked_at(make) -> None:
    outline = read(
        make(p("1. Aims") + p("We keep the river, all of us.") + p("2. Money") + p("None, so far.")), "x.odt"
    )
    assert headings(outline) == [("1", "1. Aims"), ("2", "2. Money")]
    assert "guessed" in told(outline)


def test_cells_of_a_table_are_no_headings_and_no_table_of_contents() -> None:
    row = "".join(f"<table:table-cell>{p(each)}</table:table-cell>" for each in ("HOURS", "1", "2", "3"))
    numbers = f"<table:table><table:table-row>{row}</table:table-row></table:table>"
    outline = writer(numbers + p("Both tables hold the same hours, whoever kept them.") + numbers)
    assert [each.text for each in outline.blocks[1:]] == [
        "HOURS", "1", "2", "3", "Both tables hold the same hours, whoever kept them.", "HOURS", "1", "2", "3"
    ]  # fmt: skip
    assert "contents" not in told(outline)
