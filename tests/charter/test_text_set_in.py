"""Plain texts as mail programs and old constitutions set them: what spaces and gaps say where numbers do not."""

from hubdesk.charter.detect import read
from hubdesk.model.outline import Outline
from tests.charter.pages import headings, shape, told


def text(words: str) -> Outline:
    return read(words.encode(), "rules.txt")


def test_lines_that_are_set_in_are_broken_at_the_edge_of_the_page() -> None:
    outline = text(
        "Rules of the lantern house\n\n"
        "   The house is open to all who carry a lantern, and to those who wish to learn how\n"
        "   to carry one. It asks for nothing but care, and gives light to each in turn now.\n\n"
        "    1. Nothing in these rules asks anybody to carry oil on a stormy night, for\n"
        "       nobody who has not promised it to all the others needs to do it.\n"
        "       Nevertheless, whoever has promised it does so or finds another one, and\n"
        "       tells the keeper.\n"
        "    2. A second rule.\n"
    )
    assert [words.partition(" asks")[0] for _, words in shape(outline)][1:] == [
        "Nothing in these rules",
        "A second rule.",
    ]


def test_parts_of_an_annex_are_headings_below_it() -> None:
    outline = text(
        "Rules\n\n1. Aims\n\nWe keep the light.\n\n1.1. Means\n\nOil and care.\n\n2. Rooms\n\nThere are two.\n\n"
        "A. How we decide\n\nThese hold for all.\n\nA.0. Proposals\n\n  1. Anybody may make one.\n"
        "  2. They are written down.\n\nA.1. Votes\n\nAll vote, as A.0. says.\n\nB. Words\n\nPlain ones."
    )
    assert [(block.number, block.heading) for block in outline.blocks if block.heads] == [
        ("1", "1. Aims"),
        ("1.1", "1.1. Means"),
        ("2", "2. Rooms"),
        ("3", "A. How we decide"),
        ("3.1", "A.0. Proposals"),
        ("3.2", "A.1. Votes"),
        ("4", "B. Words"),
    ]


def test_headings_without_numbers_are_told_as_such() -> None:
    lines = "\n\n".join(["Rules", *(f"Our {each}\n\nThey lie in the harbour all year." for each in ("boats", "nets"))])
    assert "how the lines stand" in told(text(lines)) and "numbering" not in told(text(lines))
    assert "numbering" in told(text(lines.replace("Our", "Article 1 Our")))


def test_a_section_with_points_stands_below_the_one_without() -> None:
    outline = text(
        "Section 1 Aims\nWe keep it.\nSection 1.1 Boats\nThey stay.\n§ 2.1 Nets\nHere.\nSection 2 Ends\nDone."
    )
    assert [number for number, _ in headings(outline)] == ["1", "1.1", "1.1.1", "2"]


def test_a_text_without_gaps_has_its_title_and_its_preamble() -> None:
    outline = text("Charter of the Harbour\nPreamble\nWe say this.\nArticle 1\nWe keep it.\nGlossary\nA boat floats.")
    assert outline.title == "Charter of the Harbour"
    assert [words for _, words in headings(outline)] == ["Preamble", "Article 1", "Glossary"]


def test_headings_of_a_page_that_was_copied_from_a_browser_are_known_by_their_links() -> None:
    for link in ("[edit]", "[edit | edit source]", "[modifier | modifier le code]", "[编辑]", "[عدل | عدل المصدر]"):
        outline = text(f"Charter\n\nRights{link}\nAll may row.\nThey do so by day.\n\nDuties {link}\nNone.\n")
        assert headings(outline) == [("1", "Rights"), ("2", "Duties")]
    assert not headings(text("Minutes\n\nWe all agree [applause]\n\nNobody did [edited by the secretary since]\n"))
