"""A legal document in Akoma Ntoso becomes an outline whose places keep their own lasting names."""

import pytest

from hubdesk.charter.detect import read
from hubdesk.desk import charters
from hubdesk.errors import Refused
from hubdesk.i18n import words
from hubdesk.model.outline import Outline
from tests.charter.pages import shape, told

SPACES = (
    "http://docs.oasis-open.org/legaldocml/ns/akn/3.0",
    "http://docs.oasis-open.org/legaldocml/ns/akn/3.0/CSD13",
    "http://www.akomantoso.org/2.0",
)


def law(body: str, *, space: str = SPACES[0], language: str = "eng", title: str = "River Act") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- made up -->\n<akomaNtoso xmlns="{space}"><act name="act"><meta>'
        f'<identification><FRBRWork><FRBRlanguage language="xxx"/></FRBRWork><FRBRExpression><FRBRlanguage '
        f'language="{language}"/></FRBRExpression></identification><notes><note><p>A note.</p></note></notes></meta>'
        f"<preface><p><docTitle>{title}</docTitle></p></preface><body>{body}</body></act></akomaNtoso>"
    ).encode()


BODY = (
    '<chapter eId="chp_1" wId="chp_I"><num>Chapter I</num><heading>Aims</heading>'
    '<article eId="art_1"><num>Article 1</num><heading>The <b>river</b></heading>'
    '<paragraph eId="art_1__para_1"><num>1.</num><content><p>We keep it.<authorialNote><p>x</p></authorialNote></p>'
    "</content></paragraph>"
    '<paragraph eId="art_1__para_2"><num>2.</num><intro><p>We have:</p></intro><list eId="l">'
    '<point eId="pt_a"><num>(a)</num><content><p>a boat;</p></content></point>'
    '<point eId="pt_b"><num>(b)</num><content><p>a <del>red</del><ins>blue</ins> book.</p></content></point></list>'
    "</paragraph></article>"
    '<article eId="art_2"><num>Article 2</num><content><p>First.</p><p>Second<eol/>line.</p><blockList>'
    "<listIntroduction>These:</listIntroduction><item><num>-</num><p>one</p></item></blockList></content></article>"
    "</chapter>"
    '<chapter eId="chp_2"><num>Chapter II</num><section><content><p>Says: <mod><quotedStructure><article><num>Article 9'
    "</num><heading>Old</heading><content><p>Old words.</p></content></article></quotedStructure></mod></p></content>"
    "</section></chapter>"
)


@pytest.mark.parametrize("space", SPACES)
def test_parts_numbers_lists_and_ids(space: str) -> None:
    outline = read(law(BODY, space=space), "river.xml")
    assert (outline.title, outline.language, outline.format) == ("River Act", "en", "akn")
    assert shape(outline) == [
        ("1", "Chapter I Aims"),
        ("1.1", "Article 1 The river"),
        ("1.1p1", "1. We keep it."),
        ("1.1p2", "2. We have:"),
        ("1.1p3", "a boat;"),
        ("1.1p4", "a blue book."),
        ("1.2", "Article 2"),
        ("1.2p1", "First."),
        ("1.2p2", "Second line."),
        ("1.2p3", "These:"),
        ("1.2p4", "one"),
        ("2", "Chapter II"),
        ("2p1", "Says: Article 9 Old"),
        ("2p2", "Old words."),
    ]
    names = {block.number: block.unit for block in outline.blocks}
    assert names["1"] == "chp_I" and names["1.1"] == "art_1" and names["1.1p3"] == "pt_a"
    assert names["1.1p1"] == "art_1__para_1"
    assert [block.role for block in outline.blocks if block.number in ("1.1p3", "1.2p4")] == ["item", "item"]
    assert "1 footnote" in told(outline) and "tracked changes" in told(outline)


def test_two_languages_meet_by_their_ids_in_another_order() -> None:
    one = law('<article eId="a"><num>1</num><heading>Aims</heading><content><p>x</p></content></article>'
              '<article eId="b"><num>2</num><heading>Money</heading><content><p>y</p></content></article>')  # fmt: skip
    two = law('<article eId="b"><num>2</num><heading>Geld</heading><content><p>v</p></content></article>'
              '<article eId="a"><num>1</num><heading>Ziele</heading><content><p>u</p></content></article>',
              language="deu", title="Flussgesetz")  # fmt: skip
    found = charters.preview([("one.xml", one), ("two.xml", two)]).found
    assert found.languages == ("en", "de") and not found.unmatched
    german = {text.wid: text.heading or text.text for text in found.texts if text.language == "de"}
    english = {text.heading: german.get(text.wid) for text in found.texts if text.language == "en" and text.heading}
    assert english == {"River Act": "Flussgesetz", "1 Aims": "1 Ziele", "2 Money": "2 Geld"}


def test_prefixed_names_are_read_and_entities_refused() -> None:
    prefixed = law(BODY).decode().replace("<", "<akn:").replace("<akn:/", "</akn:").replace("<akn:?", "<?")
    prefixed = prefixed.replace("<akn:!", "<!").replace("xmlns=", "xmlns:akn=")
    assert shape(read(prefixed.encode(), "a.xml")) == shape(read(law(BODY), "a.xml"))
    with pytest.raises(Refused):
        read(law("&b;").replace(b"<!-- made up -->", b"<!-- x -->").replace(b"<act ", b"<act &c; "), "a.xml")


def test_a_document_that_is_cut_off_is_refused_and_one_of_headings_only_is_read() -> None:
    with pytest.raises(Refused) as error:
        read(law(BODY)[:-30], "a.xml")
    assert error.value.code == "document-damaged"
    outline: Outline = read(law("<chapter><num>I</num></chapter><chapter><heading>Aims</heading></chapter>"), "a.xml")
    assert shape(outline) == [("1", "I"), ("2", "Aims")]


def test_what_is_attached_keeps_its_heading() -> None:
    attached = (
        '</body><attachments><attachment eId="att_1"><heading>Schedule 1</heading><doc name="list"><meta/><mainBody>'
        '<section eId="att_1__sec_1"><num>1</num><heading>Boats</heading><content><p>Two.</p></content></section>'
        "</mainBody></doc></attachment></attachments>"
    )
    text = law("<section><num>1</num><heading>Aims</heading></section>").replace(b"</body>", attached.encode())
    assert shape(read(text, "a.xml")) == [("1", "1 Aims"), ("2", "Schedule 1"), ("2.1", "1 Boats"), ("2.1p1", "Two.")]


def test_a_damaged_law_is_refused_with_its_line_and_a_doctype_by_its_name() -> None:
    with pytest.raises(Refused) as error:
        read(law("\n\n<p>a</b>"), "a.xml")
    assert "in line 5." in words("en")(error.value.what, isolated=False)
    with pytest.raises(Refused) as error:
        read(law("a").replace(b"<akomaNtoso", b'<!DOCTYPE akomaNtoso [<!ENTITY b "c">]>\n<akomaNtoso'), "a.xml")
    assert error.value.code == "document-doctype"


def test_a_law_in_utf_16_is_read() -> None:
    text = law(BODY).decode().replace("UTF-8", "UTF-16")
    assert shape(read(text.encode("utf-16"), "a.xml")) == shape(read(law(BODY), "a.xml"))


def test_schedules_beside_the_act_boxes_and_debates_are_not_lost() -> None:
    beside = (
        '<components><component id="s1"><doc name="schedule"><meta/><mainBody><hcontainer id="schedule1"><heading>'
        "Schedule</heading><content><p>Two.</p></content></hcontainer></mainBody></doc></component></components></akomaNtoso>"
    )
    body = (
        "<section><num>1</num><heading>Aims</heading><subsection><num>(1)</num><content><p>Boats.</p></content>"
        "</subsection></section><tblock><heading>Box</heading><p>One.</p><table><caption>Nets</caption><tr><td><p>x</p></td></tr></table>"
        "</tblock><debateSection><heading>Opening</heading><speech><p>Welcome.</p></speech></debateSection>"
    )
    recital = "<recitals><recital><num>(1)</num><p>Whereas.</p></recital></recitals>"
    text = law(body, space=SPACES[2]).decode().replace("</akomaNtoso>", beside)
    text = text.replace("<body>", f"<preamble>{recital}</preamble><body>")
    assert shape(read(text.encode(), "a.xml")) == [
        ("0p1", "(1) Whereas."),
        ("1", "1 Aims"),
        ("1p1", "(1) Boats."),
        ("2", "Box"),
        ("2p1", "One."),
        ("2p2", "Nets"),
        ("2p3", "x"),
        ("3", "Opening"),
        ("3p1", "Welcome."),
        ("4", "Schedule"),
        ("4p1", "Two."),
    ]
