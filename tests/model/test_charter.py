"""The ids of a charter: equal on any laptop, lasting over editions and languages, never two for one place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.charter.detect import read
from hubdesk.model.charter import (
    Nodes,
    canonical,
    charter_id,
    charter_key,
    digest,
    edition_id,
    nodes,
    section_id,
    source_among,
    source_page,
    text_id,
    wids,
)
from tests.charter.pages import TRANSLATIONS, sample, wiki

KEY = charter_key("https://meta.example/wiki/Charter/Hubs@12", "Hubs")


def whole_sample() -> Nodes:
    return nodes(KEY, sample("lantern.wiki"), [sample(name) for name in TRANSLATIONS])


def test_the_sample_has_all_its_places_and_words() -> None:
    made = whole_sample()
    assert (made.sections, made.paragraphs, len(made.nodes)) == (16, 35, 52)
    assert made.languages == ("en", "ar", "hi", "zh", "de")
    assert made.coverage == (("ar", 51, 0, 0), ("hi", 48, 2, 1), ("zh", 49, 1, 1), ("de", 51, 0, 0))
    assert not made.unmatched and not made.messages
    assert len(made.texts) == 5 * 52 - 2
    assert made.title == "Lantern Rivers Charter (Sample)"


def test_ids_are_those_of_every_laptop_for_ever() -> None:
    charter = charter_id("charter")
    edition = edition_id(charter, "0" * 64)
    section = section_id(edition, "chp_1")
    assert charter == "8b592bd78ba555e8bb80dea15b9e5dfd"
    assert edition == "f01087db6d2755748a4a85b18a263e76"
    assert section == "27340c304ab15a75ae878d13e898bc0b"
    assert text_id(section, "pt-BR") == text_id(section, "pt-br") == "4faf524ca1da546fb0ac29d6edaff10f"


def test_two_readings_mint_equal_ids() -> None:
    assert whole_sample() == whole_sample()


def test_every_id_is_there_once_and_parents_stand_before() -> None:
    made = whole_sample()
    assert len({node.id for node in made.nodes}) == len({node.wid for node in made.nodes}) == len(made.nodes)
    assert len({text.id for text in made.texts}) == len(made.texts)
    assert all(len(node.id) == len(node.wid) == 32 for node in made.nodes)
    seen = {""}
    for order, node in enumerate(made.nodes):
        assert node.order == order and node.parent in seen
        seen.add(node.wid)
    assert made.nodes[0].wid == made.charter


def test_texts_carry_their_language_direction_and_status() -> None:
    made = whole_sample()
    by_number = {node.wid: node.number for node in made.nodes}
    found = {(by_number[text.wid], text.language): text for text in made.texts}
    assert found["3.3", "ar"].heading == "الحقوق" and found["3.3", "ar"].direction == "rtl"
    assert found["3.3", "hi"].direction == "ltr"
    assert found["2.2", "hi"].status == "outdated"
    assert ("3.4p2", "hi") not in found
    assert found["0", "zh"].heading == "灯河宪章（样本）"
    assert found["2.1p2", "de"].text.startswith("Zentren helfen")


def test_a_title_taken_from_the_file_s_name_is_no_translation() -> None:
    made = nodes(KEY, wiki("== A =="), [wiki("== B ==", "hubs-fr.wiki")])
    assert [(text.language, text.heading) for text in made.texts if text.wid == made.charter] == [("und", "page")]


def test_the_source_carries_translation_markup_else_it_is_the_first() -> None:
    english, arabic, markdown = sample("lantern.wiki"), sample("lantern-ar.wiki"), sample("lantern.md")
    export = read(b'msgid ""\nmsgstr "X-Language-Code: fr\\n"\n\nmsgctxt "P/1"\nmsgid "a"\nmsgstr "b"\n', "x.po")
    assert source_among([arabic, english, markdown]) == 1
    assert source_among([export, markdown, arabic]) == 1
    assert source_among([export]) == 0
    with pytest.raises(ValueError):
        source_among([])


def test_strays_are_told_with_their_words() -> None:
    made = nodes(KEY, wiki("== A ==\na"), [wiki("== B ==\na\n\nzu viel dazu", language="de")])
    assert [(stray.language, stray.number, stray.text) for stray in made.unmatched] == [("de", "1p2", "zu viel dazu")]


def test_of_two_files_in_one_language_the_first_wins_and_the_second_fills_gaps() -> None:
    missing = '== X ==\n<div lang="en" dir="ltr" class="mw-content-ltr">\na\n</div>'
    made = nodes(KEY, wiki("== A ==\na"), [wiki(missing, language="de"), wiki("== Y ==\ny", language="de")])
    assert [text.heading or text.text for text in made.texts if text.language == "de"] == ["X", "y"]
    assert made.languages == ("und", "de")


def test_equal_content_is_an_equal_edition_and_other_content_another() -> None:
    one, same = wiki("== A ==\n\nb\n"), wiki("== A ==  \r\n\r\nb\r\n\r\n")
    other = wiki("== A ==\n\nc\n")
    assert nodes(KEY, one).edition == nodes(KEY, same).edition != nodes(KEY, other).edition
    assert nodes(KEY, one).charter == nodes(KEY, other).charter
    assert nodes(KEY, one, [wiki("== Z ==", language="fr")]).edition == nodes(KEY, one).edition


@pytest.mark.parametrize(
    ("source", "title", "key"),
    [
        ("", "  Our  CHARTER ", "our charter"),
        ("", "Stra\u00dfe", "strasse"),
        ("", "Cafe\u0301", "café"),
        ("Charter/Hubs@123", "x", "|Charter/Hubs"),
        ("Charter/Big hubs", "x", "|Charter/Big_hubs"),
        ("https://META.example/wiki/Charter/Big_hubs@123", "x", "meta.example|Charter/Big_hubs"),
        ("https://meta.example/wiki/Charter/Big%20hubs", "x", "meta.example|Charter/Big_hubs"),
        ("https://meta.example/w/index.php?title=Charter/Big_hubs&oldid=5", "x", "meta.example|Charter/Big_hubs"),
        ("https://meta.example/wiki/Charter/Big_hubs?oldid=5#top", "x", "meta.example|Charter/Big_hubs"),
        ("https://meta.example/wiki/%E7%81%AF%E6%B2%B3", "x", "meta.example|灯河"),
    ],
)
def test_the_key_is_the_page_without_its_revision_or_the_folded_title(source: str, title: str, key: str) -> None:
    assert charter_key(source, title) == key


@given(st.text(st.characters(), max_size=60), st.text(st.characters(), max_size=30))
def test_any_source_and_title_give_a_key(source: str, title: str) -> None:
    assert len(charter_id(charter_key(source, title))) == 32
    source_page(source)


def numbers_to_wids(page: str, name: str = "x.wiki") -> dict[str, str]:
    outline = read(page.encode(), name)
    return dict(zip((block.number for block in outline.blocks), wids(charter_id(KEY), outline.blocks), strict=True))


def test_a_unit_keeps_its_id_through_edits_and_moves() -> None:
    old = numbers_to_wids("<translate>\n== A == <!--T:1-->\n\n<!--T:2-->\nb\n\n== C == <!--T:3-->\n</translate>")
    new = numbers_to_wids(
        "<translate>\n== New == <!--T:9-->\n\n== C! == <!--T:3-->\n\n<!--T:2-->\nb, edited\n</translate>"
    )
    assert new["2"] == old["2"] and new["2p1"] == old["1p1"]
    assert new["1"] not in old.values()


def test_without_units_words_below_their_heading_keep_their_id() -> None:
    old = numbers_to_wids("== A ==\nfirst\n\nsecond\n== B ==\nthird\n")
    new = numbers_to_wids("== Before ==\nnew\n== A ==\nnew\n\nfirst\n\nsecond, edited\n== B ==\nthird\n")
    assert (new["2"], new["2p2"], new["3"], new["3p1"]) == (old["1"], old["1p1"], old["2"], old["2p1"])
    assert new["2p3"] not in old.values()


def test_equal_headings_and_equal_paragraphs_are_different_places() -> None:
    found = numbers_to_wids("== Rights ==\nsame\n\nsame\n\nsame\n2\n== Rights ==\nsame\n")
    assert len(set(found.values())) == len(found)


def test_a_name_with_a_number_sign_is_no_twin() -> None:
    found = numbers_to_wids("a\n\na\n\na\\n2\n\na#2\n\na 2\n")
    assert len(set(found.values())) == len(found)


def test_markup_and_invisible_signs_do_not_change_an_id() -> None:
    assert numbers_to_wids("== '''A''' ==\nb  \u200ec")["1p1"] == numbers_to_wids("==A==\n[[x|b]] c")["1p1"]


_LINES = st.lists(
    st.sampled_from(["== A ==", "=== A ===", "a", "b", "", "* a", "<!--T:1-->", "<!--T:2--> c"]), max_size=30
)


@given(_LINES)
def test_no_two_places_share_an_id(lines: list[str]) -> None:
    found = numbers_to_wids("\n".join(["== A ==", *lines]))
    assert len(set(found.values())) == len(found)


@given(st.text(max_size=50))
def test_canonical_text_is_stable(text: str) -> None:
    assert canonical(canonical(text)) == canonical(text)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=50))
def test_a_digest_ignores_line_ends(text: str) -> None:
    assert digest(text) == digest(text.replace("\n", "\r\n")) and len(digest(text)) == 64
