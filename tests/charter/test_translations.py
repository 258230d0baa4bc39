"""A translation exported from the wiki finds its units by name."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubdesk.charter.detect import read, read_all
from hubdesk.charter.translations import is_po, language_of
from hubdesk.errors import Refused
from hubdesk.model.alignment import align
from hubdesk.model.charter import nodes
from tests.charter.pages import sample, shape, told, wiki

HEADER = """# Translation of Charter/Hubs to French (français)
# Exported from a wiki
msgid ""
msgstr ""
"PO-Revision-Date: 2023-08-01 10:11:12+0000\\n"
"X-POT-Import-Date: 2023-07-27 09:00:01+0000\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: fr\\n"
"X-Language-Code: fr\\n"
"X-Message-Group: page-Charter/Hubs\\n"

"""


def entry(unit: str, source: str, words: str, *, fuzzy: bool = False) -> str:
    quoted = [text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") for text in (source, words)]
    mark = "#, fuzzy\n" if fuzzy else ""
    return f'{mark}msgctxt "Charter/Big_hubs/{unit}"\nmsgid "{quoted[0]}"\nmsgstr "{quoted[1]}"\n\n'


SOURCE = (
    '<translate>\n== Aim == <!--T:9-->\n\n<!--T:2-->\nFirst "words".\n\n<!--T:3-->\n* one\n* two\n\n'
    "<!--T:5-->\nGone.\n</translate>\n== <translate><!--T:4--> Money</translate> =="
)
PO = HEADER + "".join(
    (
        entry("Page_display_title", "Big hubs", "Les grands centres"),
        entry("9", "== Aim ==", "== But =="),
        entry("2", 'First "words".', "Les '''premiers''' « mots » de \"tous\".", fuzzy=True),
        entry("3", "* one\n* two", "* un\n* deux"),
        entry("5", "Gone.", ""),
        entry("4", "Money", "L'argent"),
    )
)


def test_units_are_read_with_their_names_and_state() -> None:
    outline = read(PO.encode(), "export.po")
    assert (outline.language, outline.title, outline.titled, outline.format) == ("fr", "Les grands centres", True, "po")
    assert [(block.unit, block.heading or block.text, block.status) for block in outline.blocks[1:]] == [
        ("9", "But", "translated"),
        ("2", 'Les premiers « mots » de "tous".', "outdated"),
        ("3", "un", "translated"),
        ("3/2", "deux", "translated"),
        ("4", "L'argent", "translated"),
    ]


def test_units_find_their_places_though_a_heading_is_only_words() -> None:
    made = nodes("key", wiki(SOURCE), [read(PO.encode(), "x")])
    by_wid = {node.wid: node.number for node in made.nodes}
    found = {by_wid[text.wid]: (text.heading, text.text, text.status) for text in made.texts if text.language == "fr"}
    assert found == {
        "0": ("Les grands centres", "", "translated"),
        "1": ("But", "", "translated"),
        "1p1": ("", 'Les premiers « mots » de "tous".', "outdated"),
        "1p2": ("", "un", "translated"),
        "1p3": ("", "deux", "translated"),
        "2": ("L'argent", "", "translated"),
    }
    assert not made.unmatched and made.coverage == (("fr", 4, 1, 1),)


def test_the_order_of_units_does_not_matter() -> None:
    page = HEADER + entry("4", "Money", "L'argent") + entry("9", "== Aim ==", "== But ==")
    source = wiki(SOURCE)
    found = align(source, read(page.encode(), "x.po"))
    assert sorted(source.blocks[place].number for place in found.pairs.values()) == ["0", "1", "2"]


def test_long_runs_of_comments_and_lines_take_a_moment() -> None:
    comments = HEADER + "# note\n" * 300_000 + entry("2", "a", "b")
    assert read(comments.encode(), "x.po").blocks[-1].text == "b"
    with pytest.raises(Refused) as error:
        read((HEADER + 'msgid "a"\nmsgstr "b"\n' + '"c"\n' * 300_000).encode(), "x.po")
    assert error.value.code == "document-too-long"


SOURCE_WITH_VARIABLES = """<translate>
<!--T:2-->
At least <tvar name="n">12</tvar> of <tvar name='no'>[[Hub|hubs]]</tvar>, <tvar|1>x</>

<!--T:3-->
* <tvar name=n>3</tvar> one

== <tvar name=1><nowiki>''a''</nowiki></tvar> == <!--T:9-->
</translate>"""


def test_variables_become_the_words_of_the_source_page() -> None:
    source = wiki(SOURCE_WITH_VARIABLES)
    page = HEADER + "".join(
        (entry("2", "", "$no : $n, $1 et $11, $2, $N"), entry("3", "", "* $n, $1"), entry("9", "", "== $1 =="))
    )
    outline = read(page.encode(), "x.po", variables=source.variables)
    assert [words for _, words in shape(outline)] == ["hubs : 12, x et x1, $2, $N", "3, $1", "a"]
    assert "2 texts hold" in told(outline) and "3 texts" not in told(outline)


def test_what_grows_without_end_is_refused() -> None:
    source = wiki(f"<translate>\n<!--T:2-->\n<tvar name=a>{'x' * 100_000}</tvar>\n</translate>")
    with pytest.raises(Refused) as error:
        read((HEADER + entry("2", "", "$a " * 100_000)).encode(), "x.po", variables=source.variables)
    assert error.value.code == "document-too-long"


PARTS = ("<translate>", "</translate>", "<!--T:2-->", "<!--T:3-->", "<tvar name=1>", "<tvar|1>", '<tvar name="$1">')


@settings(deadline=None, max_examples=200)
@given(
    st.lists(st.sampled_from([*PARTS, "</tvar>", "</>", "\n", "\n\n", "$1", "a", "<nowiki>", "{{", "}}", "== b =="]))
)
def test_any_variables_give_an_outline_or_a_refusal(parts: list[str]) -> None:
    try:
        source = wiki("".join(parts))
        read(
            (HEADER + entry("2", "", "$1 $1") + entry("3", "", "".join(parts))).encode(),
            "x",
            variables=source.variables,
        )
    except Refused as error:
        assert all(error.told())


def test_variables_are_told() -> None:
    assert "$1" in told(read((HEADER + entry("2", "a $1", "b $1")).encode(), "x.po"))


def test_a_whole_sample_goes_there_and_back() -> None:
    source, hindi = sample("lantern.wiki"), sample("lantern-hi.wiki")
    page = HEADER.replace("fr", "hi") + "".join(
        entry(ours.unit, "", theirs.text or f"== {theirs.heading} ==")
        for ours, theirs in zip(source.blocks[1:], hindi.blocks[1:], strict=True)
    )
    outline = read(page.encode(), "x.po")
    assert outline.language == "hi" and align(source, outline).tally(source) == (51, 0, 0)
    assert {words for _, words in shape(outline)} == {words for _, words in shape(hindi)}


@pytest.mark.parametrize(
    "damage",
    [
        'msgid "a\nmsgstr "b"\n',
        'msgid "a"\nmsgstr b\n',
        'msgctxt "x"\nmsgctxt "y"\n',
        'msgid "a"\nmsgstr[9] "b"\n',
        'msgid ""\nmsgstr ""\n',
    ],
)
def test_damaged_and_empty_files_are_refused(damage: str) -> None:
    with pytest.raises(Refused) as error:
        read(f"{damage}\n".encode(), "x.po")
    assert all(error.value.told())


@settings(deadline=None, max_examples=150)
@given(
    st.lists(
        st.sampled_from([*PO.splitlines(), 'msgid "', '"', 'msgstr[1] "x"', '#~ msgid "o"', "#| x", "\\"]), max_size=30
    )
)
def test_any_lines_of_such_a_file_give_an_outline_or_a_refusal(lines: list[str]) -> None:
    try:
        read("\n".join(['msgid ""', *lines]).encode(), "x.po")
    except Refused as error:
        assert all(error.told())


@settings(deadline=None, max_examples=150)
@given(st.integers(0, len(PO)), st.text(max_size=5), st.integers(0, 40))
def test_a_file_damaged_anywhere_gives_an_outline_or_a_refusal(at: int, words: str, lost: int) -> None:
    try:
        read((PO[:at] + words + PO[at + lost :]).encode("utf-8", "replace"), "x.po")
    except Refused as error:
        assert all(error.told())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('msgid ""\n', True),
        ('# note\n\n#: x\nmsgctxt "a"\n', True),
        ("# Heading\n\nmsgids are names\n", False),
        ("== A ==\nmsgid", False),
        ("", False),
    ],
)
def test_such_a_file_is_known_by_its_first_entry(text: str, found: bool) -> None:
    assert is_po(text) is found


def test_the_wiki_s_own_code_goes_before_the_general_one() -> None:
    assert language_of('"Language: pt\\n"\n"X-Language-Code: pt-br\\n"') == "pt-BR"
    assert language_of('"X-Language-Code: qqq-own\\n"\n"Language: sw\\n"') == "sw"
    assert language_of("") == ""


def test_a_file_brings_the_source_along_as_its_units_tell_it() -> None:
    translation, original = read_all(PO.encode(), "x.po", language="sw")
    assert (translation.language, original.language, original.holds) == ("fr", "sw", "definitions")
    assert [(block.unit, block.heading or block.text) for block in original.blocks[1:]] == [
        ("9", "Aim"),
        ("2", 'First "words".'),
        ("3", "one"),
        ("3/2", "two"),
        ("5", "Gone."),
        ("4", "Money"),
    ]
    assert nodes("key", original, [translation]).coverage == (("fr", 4, 1, 1),)


def test_a_unit_whose_name_has_blanks_is_found_by_its_key() -> None:
    source = wiki("<translate>\n<!--T:big aim-->\nwords\n</translate>")
    outline = read((HEADER + entry("big_aim", "words", "mots")).encode(), "x.po")
    assert outline.blocks[1].unit == "big aim" and not align(source, outline).unmatched


def test_a_flag_on_a_unit_without_words_and_on_the_header_is_no_outdated_text() -> None:
    page = "#, fuzzy\n" + HEADER + entry("2", "a", "", fuzzy=True) + entry("3", "b", "c")
    outline = read(page.encode(), "x.po")
    assert [(block.unit, block.status) for block in outline.blocks[1:]] == [("3", "translated")]
    assert outline.language == "fr"


def test_a_file_without_any_translation_is_the_source_alone() -> None:
    (outline,) = read_all((HEADER + entry("2", "some words", "")).encode(), "x.po")
    assert outline.holds == "definitions" and shape(outline) == [("0p1", "some words")]


@pytest.mark.parametrize("gone", [1, 3, 5, 6, 14, 18])
def test_a_file_that_ends_within_an_entry_is_refused(gone: int) -> None:
    whole = (HEADER + entry("2", "a", "b") + entry("3", "words", "mots")).rstrip()
    with pytest.raises(Refused) as refused:
        read_all(whole[:-gone].encode(), "x.po")
    assert refused.value.code == "document-po"


def test_a_damaged_file_is_refused_with_its_line() -> None:
    with pytest.raises(Refused) as refused:
        read((HEADER + '#. a note\n#. another\nmsgid "a"\nnonsense\n').encode(), "x.po")
    assert refused.value.code == "document-po"
    assert str(HEADER.count("\n") + 4) in refused.value.told()[0]


def test_the_source_is_in_the_language_that_keys_end_with() -> None:
    keys = PO
    for name in ("Page_display_title", "9", "2", "3", "5", "4"):
        keys = keys.replace(f'hubs/{name}"', f'hubs/{name}/sw"')
    assert [outline.language for outline in read_all(keys.encode(), "export.po")] == ["fr", "sw"]


def test_keys_that_are_titles_of_pages_end_with_a_language() -> None:
    keyed = PO.replace('/9"', '/9/en"').replace('/2"', '/2/en"').replace('/3"', '/3/en"').replace('/4"', '/4/en"')
    keyed = keyed.replace('/5"', '/5/en"').replace('title"', 'title/en"').replace("msgstr \"L'", "msgstr \"!!FUZZY!!L'")
    outline = read(keyed.encode(), "export.po")
    assert outline.title == "Les grands centres"
    assert [block.unit for block in outline.blocks[1:]] == ["9", "2", "3", "3/2", "4"]
    assert (outline.blocks[-1].heading or outline.blocks[-1].text, outline.blocks[-1].status) == (
        "L'argent",
        "outdated",
    )


def test_lines_that_are_set_in_are_one_place_on_the_page_and_in_its_export() -> None:
    page = wiki("<translate>\n<!--T:1-->\n one\n two\n\n<!--T:2-->\nthree\n four\n</translate>")
    units = (entry("1", "one\n two", " eins\n zwei"), entry("2", "three\n four", "drei\n vier"))
    translated = read((HEADER + "".join(units)).encode(), "export.po")
    assert [block.unit for block in page.blocks] == [block.unit for block in translated.blocks] == ["", "1", "2"]
