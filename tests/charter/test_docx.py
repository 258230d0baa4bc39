"""A Word document becomes an outline by its outline levels, whatever its styles are called."""

from hashlib import sha256

import pytest

from hubdesk.charter.detect import read
from hubdesk.desk import charters
from hubdesk.model.outline import Outline
from tests.charter.office_files import STRICT, STYLES, W, docx, docx_parts, p, packed, r
from tests.charter.pages import headings, shape, told

NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="Article %1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="3"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="第%3条"/></w:lvl>'
    "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/>'
    "</w:lvlOverride></w:num>"
)


def word(body: str, **options: str) -> Outline:
    return read(docx(body, **options), "rules.docx")


def listed(text: str, level: int = 0, list_id: int = 1, style: str = "") -> str:
    return p(text, style, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def test_the_level_comes_through_the_chain_of_styles_and_not_from_their_names() -> None:
    outline = word(
        p("Zweck", "berschrift1") + p("Wir hüten den Fluss.") + p("Mittel", "Kopf") + p("Kein Kopf", "KeinKopf")
        + p("Direkt", more='<w:outlineLvl w:val="2"/>') + p("Kreis", "A") + p("Rechte", "berschrift1")
    )  # fmt: skip
    assert shape(outline) == [
        ("1", "Zweck"),
        ("1p1", "Wir hüten den Fluss."),
        ("1.1", "Mittel"),
        ("1.1p1", "Kein Kopf"),
        ("1.1.1", "Direkt"),
        ("1.1.1p1", "Kreis"),
        ("2", "Rechte"),
    ]
    assert outline.format == "docx"


def test_word_s_own_headings_count_where_a_program_left_their_level_out() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/></w:style>'
    assert headings(word(p("Aims", "Heading2") + p("words"), styles=styles)) == [("1", "Aims")]


def test_the_strict_form_reads_alike() -> None:
    parts = docx_parts(p("Aims", "Kopf") + p("words"))
    strict = {name: part.replace(W, STRICT) if isinstance(part, str) else part for name, part in parts.items()}
    assert read(packed(strict), "a.docx").blocks == read(packed(parts), "a.docx").blocks


def test_the_style_title_is_the_title_and_else_what_the_file_says() -> None:
    body = p("Aims", "berschrift1") + p("words") + p("Money", "berschrift1")
    titled = word(p("The charter", "Titel") + p("of the river", "Titel") + body, title="Old name")
    assert titled.title == "The charter of the river" and titled.titled
    assert shape(titled)[0] == ("1", "Aims")
    assert word(body, title="Said").title == "Said"
    untitled = word(body, title="Microsoft Word - Document1")
    assert untitled.title == "rules" and not untitled.titled


def test_a_heading_that_opens_the_document_alone_on_its_level_is_the_title() -> None:
    outline = word(p("River charter", "berschrift1") + p("Aims", "berschrift2") + p("words") + p("Money", "Kopf"))
    assert outline.title == "River charter"
    assert headings(outline) == [("1", "Aims"), ("2", "Money")]


def test_lists_are_items_and_numbers_in_words_name_their_headings() -> None:
    outline = word(
        listed("Aims", 0, 2, "berschrift1") + listed("a boat") + listed("with oars", 1) + listed("a book")
        + listed("Means", 1, 2, "berschrift2") + p("words") + listed("Money", 0, 2, "berschrift1")
        + listed("水", 2, 2, "berschrift2") + listed("Late", 0, 3, "berschrift1")
        + listed("plain", 0, 0),
        numbering=NUMBERING,
    )  # fmt: skip
    assert shape(outline) == [
        ("1", "Article I. Aims"),
        ("1p1", "a boat"),
        ("1p2", "with oars"),
        ("1p3", "a book"),
        ("1.1", "Means"),
        ("1.1p1", "words"),
        ("2", "Article II. Money"),
        ("2.1", "第三条 水"),
        ("3", "Article VII. Late"),
        ("3p1", "plain"),
    ]
    assert [block.role for block in outline.blocks[2:5]] == ["item"] * 3
    assert outline.blocks[3].parent == 2


def test_of_tracked_changes_the_new_state_is_taken() -> None:
    outline = word(
        p("Aims", "berschrift1")
        + "<w:p>" + r("We ") + "<w:del><w:r><w:delText>may</w:delText></w:r></w:del><w:ins>" + r("must") + "</w:ins>"
        + r(" meet.") + "</w:p>"
        + "<w:p><w:moveFrom>" + r("Moved.") + "</w:moveFrom></w:p>"
        + "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + r("One ") + "</w:p>" + p("sentence.")
        + "<w:p><w:pPr><w:pStyle w:val='berschrift1'/><w:pPrChange><w:pPr><w:pStyle w:val='berschrift2'/></w:pPr>"
        "</w:pPrChange></w:pPr><w:moveTo>" + r("Moved.") + "</w:moveTo></w:p>"
        + "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + r("The last") + "</w:p>"
    )  # fmt: skip
    assert shape(outline) == [
        ("1", "Aims"),
        ("1p1", "We must meet."),
        ("1p2", "One sentence."),
        ("2", "Moved."),
        ("2p1", "The last"),
    ]
    assert "tracked changes" in told(outline)


def test_notes_comments_and_hidden_text_are_left_out_and_told() -> None:
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    outline = word(
        p("Aims", "berschrift1") + f"<w:p>{r('Words')}{note}{note}<w:r><w:commentReference w:id='0'/></w:r>"
        + r(" secret", "<w:vanish/>") + r(" kept", '<w:vanish w:val="0"/>') + r(" too", '<w:rStyle w:val="Geheim"/>')
        + "</w:p>"
    )  # fmt: skip
    assert shape(outline)[-1] == ("1p1", "Words kept")
    assert told(outline) == "2 footnotes were left out. 1 comment was left out. Hidden text was left out."


def test_cells_text_boxes_links_tabs_and_breaks() -> None:
    box = f"<w:txbxContent>{p('In the box')}</w:txbxContent>"
    outline = word(
        p("Aims", "berschrift1")
        + f"<w:tbl><w:tr><w:tc>{p('One')}</w:tc><w:tc>{p('Two')}</w:tc></w:tr></w:tbl>"
        + f"<w:p>{r('Before ')}<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>{r('after')}</w:p>"
        + f"<w:p><w:hyperlink r:id='r3'>{r('a link')}</w:hyperlink><w:r><w:tab/><w:t>tab</w:t><w:br/><w:t>break</w:t>"
        "<w:noBreakHyphen/><w:t>co</w:t><w:softHyphen/><w:t>op</w:t></w:r></w:p>"
    )  # fmt: skip
    assert [words for _, words in shape(outline)[1:]] == [
        "One",
        "Two",
        "Before after",
        "In the box",
        "a link tab break‑coop",
    ]


def test_tables_of_contents_and_placeholders_are_left_out() -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = '<w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>'
    page = f"{mark('begin')}<w:r><w:instrText> PAGEREF x </w:instrText></w:r>{mark('separate')}{r('3')}{mark('end')}"
    outline = word(
        p("Aims 1", "Verzeichnis1")
        + f"<w:p>{mark('begin')}{code}{mark('separate')}{r('Aims ')}{page}</w:p><w:p>{r('Money 4')}{mark('end')}</w:p>"
        + "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
        + f"<w:sdtContent>{p('Contents')}{p('Aims 1')}</w:sdtContent></w:sdt>"
        + f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{p('Click here')}</w:sdtContent></w:sdt>"
        + f"<w:sdt><w:sdtPr/><w:sdtContent>{p('Aims', 'berschrift1')}</w:sdtContent></w:sdt>"
        + f"<w:p>{r('See page ')}{page}</w:p>"
    )  # fmt: skip
    assert shape(outline) == [("1", "Aims"), ("1p1", "See page 3")]
    assert "table of contents" in told(outline)


def test_a_list_of_contents_that_is_never_closed_ends_at_the_next_heading() -> None:
    opened = "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>"
    opened += "<w:r><w:fldChar w:fldCharType='separate'/></w:r>"
    outline = word(f"<w:p>{opened}{r('Aims 1')}</w:p>" + p("Aims", "berschrift1") + p("words"))
    assert shape(outline) == [("1", "Aims"), ("1p1", "words")]


@pytest.mark.parametrize(
    ("name", "language", "text", "expected"),
    [
        ("a.docx", '<w:lang w:val="pt-BR"/>', "O conselho e os centros são eleitos por uma assembleia.", "pt-BR"),
        ("a.docx", '<w:lang w:val="de-AT"/>', "Der Rat und die Zentren werden von der Versammlung gewählt.", "de"),
        ("a.docx", '<w:lang w:val="bcl-PH"/>', "An konseho asin an mga sentro.", "bcl"),
        ("a.docx", "", "Dewan dan pusat dipilih oleh setiap anggota yang hadir pada rapat ini dengan suara.", "id"),
        ("a-ig.docx", "", "Ndị otu ga-ezukọ kwa afọ.", "ig"),
        ("a.docx", '<w:rtl/><w:lang w:bidi="arz-EG"/>', "المجلس بيتقابل كل سنة", "arz"),
        ("a.docx", "", "المجلس يجتمع في كل سنة من أجل أن ينتخب الأعضاء على ما ذلك", "ar"),
        ("a.docx", '<w:lang w:eastAsia="zh-TW"/>', "理事會每年召開兩次會議", "zh-Hant"),
    ],
)
def test_the_declared_language_counts_where_the_words_do_not_say_otherwise(
    name: str, language: str, text: str, expected: str
) -> None:
    body = p("—", "berschrift1") + f"<w:p>{r(text, language)}</w:p>"
    assert read(docx(body), name).language == expected


def test_without_outline_levels_the_numbering_is_looked_at() -> None:
    outline = word(
        p("River charter", "Titel") + listed("Aims", 0, 2) + p("We keep the river, and we meet.") + listed("a boat;")
        + listed("Money", 0, 2) + p("There is none, so far."),
        numbering=NUMBERING,
    )  # fmt: skip
    assert outline.title == "River charter" and outline.format == "docx"
    assert shape(outline) == [
        ("1", "Article I. Aims"),
        ("1p1", "We keep the river, and we meet."),
        ("1p2", "a boat;"),
        ("2", "Article II. Money"),
        ("2p1", "There is none, so far."),
    ]
    assert "guessed" in told(outline)


def test_equal_contents_in_other_packages_are_one_edition() -> None:
    body = p("Aims", "berschrift1") + p("words")
    one, two = word(body), word(body.replace("Aims", "Ai</w:t></w:r><w:r><w:t>ms"), title="x", styles=STYLES + " ")
    assert one.digest == two.digest and one.blocks[1:] == two.blocks[1:]
    assert word(p("Aims", "berschrift2") + p("words")).digest != one.digest


def test_properties_of_the_body_that_word_would_not_write_do_no_harm() -> None:
    outline = word(
        p("x", "NoSuchStyle", '<w:outlineLvl w:val="-3"/><w:numPr><w:ilvl w:val="99"/><w:numId w:val="77"/></w:numPr>')
        + "<w:t>outside</w:t><w:r><w:fldChar w:fldCharType='end'/></w:r>"
        + p("Aims", "berschrift1", '<w:outlineLvl w:val="99999999999"/>')
    )  # fmt: skip
    assert shape(outline) == [("0p1", "x"), ("1", "Aims")]


def test_ids_follow_from_the_content_on_any_machine() -> None:
    body = p("River charter", "Titel") + p("Aims", "berschrift1") + p("Wörds.") + p("Money", "berschrift1")
    found = charters.preview([("a.docx", docx(body))], language="en").found
    assert found.edition == "1ef37bfa7b0253d4a7386ffe89478cde"
    assert sha256("".join(node.id + node.wid for node in found.nodes).encode()).hexdigest()[:16] == "0a232541936754b7"


def table(*rows: str) -> str:
    """Return a table of Word, its cells divided by "|"."""
    made = ("".join(f"<w:tc>{p(cell)}</w:tc>" for cell in row.split("|")) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{each}</w:tr>' for each in made)}</w:tbl>"


def test_cells_of_a_table_are_no_headings_no_title_and_no_table_of_contents() -> None:
    numbers = table("1|2|3", "4|5|6", "HOURS|12 boats|---")
    outline = word(numbers + p("Both tables hold the same hours, and neither says who kept them.") + numbers)
    cells = "1 2 3 4 5 6 HOURS|12 boats|---".replace(" ", "|", 6).split("|")
    said = "Both tables hold the same hours, and neither says who kept them."
    assert [each.text for each in outline.blocks[1:]] == [*cells, said, *cells]
    assert "contents" not in told(outline)
    assert outline.title == "rules"


def test_one_short_paragraph_among_others_is_no_heading_but_a_pattern_of_them_is() -> None:
    said = "The record is kept open for everybody who lives along the river."
    assert headings(word(p(said) + p("Nobody pays") + p(said))) == []
    assert len(headings(word(p("Purpose") + p(said) + p("Members") + p(said) + p("Money") + p(said)))) > 1


def test_articles_that_stand_in_a_table_are_headings_by_their_word() -> None:
    outline = word(table("Article 1 Purpose|We keep it.", "Article 2 Members|All may join.", "Article 3 Money|None."))
    assert [each.heading for each in outline.blocks if each.heads] == [
        "Article 1 Purpose", "Article 2 Members", "Article 3 Money"
    ]  # fmt: skip
