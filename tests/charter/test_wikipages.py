"""An export of a wiki holds a page, its translated pages and its units, and all of them find each other."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubdesk.charter.detect import format_of, read, read_all
from hubdesk.errors import Refused
from hubdesk.model.alignment import align
from hubdesk.model.charter import Nodes, nodes
from hubdesk.model.limits import DOCUMENT_PAGES
from tests.charter.exports import export, page, pages, unit
from tests.charter.pages import headings, made_up, shape, source_page, told, translated_page, wiki

SOURCE = """<languages/>
<translate>
<!--T:5-->
Lead for <tvar name=1>[[Hub|all]]</tvar>.

== Aim == <!--T:1-->

<!--T:9-->
First & last.

<!--T:big aim-->
* one
* two
</translate>"""
FRENCH = """<languages/>
Entrée pour tous.

<span id="Aim"></span>
== But ==

<div class="mw-translate-fuzzy">
Premier.
</div>

<div lang="en" dir="ltr" class="mw-content-ltr">
* one
* two
</div>
"""
FRENCH_UNITS = (
    unit("Charter", "Page display title", "fr", "La charte"),
    unit("Charter", "9", "fr", "!!FUZZY!!Premier et $1."),
    unit("Charter", "1", "fr", "== But =="),
    unit("Charter", "5", "fr", "Entrée pour $1."),
)


def joined(data: bytes, **options: str) -> Nodes:
    original, *others = read_all(data, "export.xml", **options)
    return nodes("key", original, others)


def words(made: Nodes, language: str) -> dict[str, tuple[str, str]]:
    """Return {number: (words, status)} of one language."""
    numbers = {node.id: node.number for node in made.nodes}
    return {
        numbers[each.section]: (each.heading or each.text, each.status)
        for each in made.texts
        if each.language == language
    }


@pytest.mark.parametrize("version", ["0.3", "0.4", "0.8", "0.10", "0.11"])
@pytest.mark.parametrize("prefix", ["", "mw"])
def test_a_page_is_read_as_its_wikitext_whatever_the_version_calls_it(version: str, prefix: str) -> None:
    data = export(page("Charter", SOURCE), version=version, prefix=prefix)
    (outline,) = read_all(data, "Wiki-20240402.xml")
    plain = wiki(SOURCE)
    assert outline.blocks[1:] == plain.blocks[1:] and outline.digest == plain.digest and outline.translatable
    assert (outline.title, outline.language, outline.format) == ("Charter", "en", "xml")
    assert outline.source == "https://wiki.example/wiki/Charter@5"


def test_translated_pages_and_units_find_their_places() -> None:
    for order in (1, -1):
        made = joined(export(*[page("Charter", SOURCE), page("Charter/fr", FRENCH), *FRENCH_UNITS][::order]))
        assert made.languages == ("en", "fr") and not made.unmatched
        assert words(made, "fr") == {
            "0": ("La charte", "translated"),
            "0p1": ("Entrée pour all.", "translated"),
            "1": ("But", "translated"),
            "1p1": ("Premier et $1.", "outdated"),
        }


def test_a_translated_page_alone_fills_what_its_units_leave_open() -> None:
    made = joined(export(page("Charter", SOURCE), page("Charter/fr", FRENCH), FRENCH_UNITS[2]))
    assert words(made, "fr") == {
        "0p1": ("Entrée pour tous.", "translated"),
        "1": ("But", "translated"),
        "1p1": ("Premier.", "outdated"),
    }
    assert not made.unmatched


def test_units_alone_tell_the_source_and_its_translations() -> None:
    english = (unit("Charter", "1", "en", "== Aim =="), unit("Charter", "9", "en", "First."))
    original, french = read_all(export(*FRENCH_UNITS, *english), "x.xml")
    assert (original.language, original.holds, french.holds) == ("en", "definitions", "units")
    assert words(nodes("key", original, [french]), "fr")["1p1"] == ("Premier et $1.", "outdated")


def test_the_page_in_its_own_language_is_no_translation() -> None:
    made = joined(export(page("Charter", SOURCE), page("Charter/en", "== Aim ==\n\nMore."), FRENCH_UNITS[1]))
    assert made.languages == ("en", "fr") and not made.unmatched


def test_the_latest_revision_with_words_counts() -> None:
    history = [
        (30, "2024-04-01T10:00:00Z", "== Old =="),
        (41, "2024-04-03T10:00:00Z", "== New =="),
        (40, "2024-04-02T10:00:00Z", "== Between =="),
        (50, "2024-05-01T10:00:00Z", ""),
    ]
    outline = read(export(pages("Charter", history)), "x.xml")
    assert headings(outline) == [("1", "New")] and outline.source.endswith("@41")


def test_what_is_no_text_is_left_out_and_counted() -> None:
    data = export(
        page("Template:Box", "== Box ==", ns=10),
        page("Talk:Charter", "== Talk ==", ns=1),
        page("Module:X", "return 1", ns=828, model="Scribunto"),
        page("Old", "#REDIRECT [[Charter]]", more='<redirect title="Charter" />'),
        page("Charter", SOURCE),
    )
    (outline,) = read_all(data, "x.xml")
    assert headings(outline) == [("1", "Aim")] and "3 pages" in told(outline)


def test_old_exports_tell_the_kind_of_a_page_by_its_name_alone() -> None:
    data = export(
        page("Charter", SOURCE),
        page("Vorlage:Box", "== Box ==", ns=10),
        page("Diskussion:Charter", "== Talk ==", ns=1),
        page("Charter: the story", "== Story ==\n\nSo it began."),
        version="0.3",
    )
    names = '<namespace key="1">Diskussion</namespace><namespace key="10">Vorlage</namespace></namespaces>'
    old = re.sub(rb"<ns>[0-9]+</ns>", b"", data).replace(b"</namespaces>", names.encode())
    (outline,) = read_all(old, "x.xml")
    assert [words for _, words in headings(outline)] == ["Charter", "Aim", "Charter: the story", "Story"]
    assert "2 pages" in told(outline)


def test_a_page_that_translates_another_one_is_no_chapter_though_it_has_the_marks_of_units() -> None:
    copied = SOURCE.replace("<translate>", "").replace("</translate>", "")
    made = joined(export(page("Charter", SOURCE), page("Charter/en", copied), page("Charter/fr", copied)))
    assert made.languages == ("en", "fr") and not made.unmatched


def test_notes_for_translators_are_no_language() -> None:
    found = read_all(export(page("Charter", SOURCE), unit("Charter", "1", "qqq", "A heading."), *FRENCH_UNITS), "x.xml")
    assert {each.language for each in found} == {"en", "fr"}


HUBS = "<translate>\n<!--T:1-->\nHubs help.\n\n== Rights == <!--T:2-->\n</translate>"
MONEY = "{{DISPLAYTITLE:All about money}}\n<translate>\n<!--T:1-->\nMoney helps.\n</translate>"


def test_several_pages_are_chapters_in_the_order_of_the_page_that_shows_them() -> None:
    data = export(
        page("Charter/Money", MONEY, revision=8),
        page("Charter/Hubs", HUBS, revision=7),
        page("Charter", "<languages/>\n{{:Charter/Hubs/{{int:lang}}}}\n{{/Money}}", revision=9),
        page("Charter/Hubs/fr", 'Les centres.\n\n<span id="Rights"></span>\n== Droits =='),
        unit("Charter/Money", "1", "fr", "L'argent."),
        unit("Charter/Money", "Page display title", "fr", "De l'argent"),
        page("Charter/Money/fr", "{{DISPLAYTITLE:De l'argent}}\nL'argent."),
        unit("Charter/Hubs", "1", "fr", "Les centres aident."),
    )
    made = joined(data)
    by_template = data.replace(b"{{:Charter/Hubs/{{int:lang}}}}", b"{{TNT|Charter/Hubs|x}}").replace(
        b"{{/", b"{{#lst:/"
    )
    assert (
        words(joined(by_template), "en")
        == words(made, "en")
        == {
            "0": ("Charter", "translated"),
            "1": ("Hubs", "translated"),
            "1p1": ("Hubs help.", "translated"),
            "1.1": ("Rights", "translated"),
            "2": ("All about money", "translated"),
            "2p1": ("Money helps.", "translated"),
        }
    )
    assert words(made, "fr") == {
        "1p1": ("Les centres aident.", "translated"),
        "1.1": ("Droits", "translated"),
        "2": ("De l'argent", "translated"),
        "2p1": ("L'argent.", "translated"),
    }
    assert not made.unmatched
    assert read(data, "x.xml").source == "https://wiki.example/wiki/Charter@8"


def test_translations_of_one_chapter_find_their_places_in_the_whole() -> None:
    both = export(page("Charter/Hubs", HUBS), page("Charter/Money", MONEY))
    (original,) = read_all(both, "x.xml", language="en")
    po = 'msgid ""\nmsgstr "X-Language-Code: fr\\n"\n\n' + "".join(
        f'msgctxt "Charter/Money/{name}"\nmsgid ""\nmsgstr "{words}"\n\n'
        for name, words in (("Page_display_title", "De l'argent"), ("1", "L'argent."))
    )
    table = (
        "Title,Definition,sw\nTranslations:Charter/Hubs/Page display title/en,Hubs,Vituo\n"
        "Translations:Charter/Hubs/2/en,== Rights ==,== Haki ==\n"
    )
    french, swahili = (
        read_all(data.encode(), name, chapters=original.chapters)[0] for name, data in (("x.po", po), ("x.csv", table))
    )
    made = nodes("key", original, [french, swahili])
    assert words(made, "fr") == {"2": ("De l'argent", "translated"), "2p1": ("L'argent.", "translated")}
    assert words(made, "sw") == {"1": ("Vituo", "translated"), "1.1": ("Haki", "translated")}
    assert not made.unmatched


def test_translations_of_a_page_that_is_not_there_are_left_out_and_told() -> None:
    data = export(
        page("Charter/Hubs/fr", "Les centres."), page("Charter", SOURCE), unit("Charter/Money", "1", "fr", "x")
    )
    (outline,) = read_all(data, "x.xml")
    assert headings(outline) == [("1", "Aim")] and "translations of 2 pages" in told(outline)
    assert shape(read(export(page("Charter/Hubs/fr", "Les centres.")), "x.xml")) == [("0p1", "Les centres.")]


def test_a_page_that_only_shows_others_that_are_not_there_is_refused_with_a_way_out() -> None:
    with pytest.raises(Refused) as refused:
        read(export(page("Charter", "<languages/>\n{{:Charter/Hubs}}")), "x.xml")
    assert refused.value.code == "document-inclusion" and "HTML" in refused.value.told()[2]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (export(), "document-no-text"),
        (export(page("Template:X", "a", ns=10)), "document-no-text"),
        (export(page("Charter", "")), "document-no-text"),
        (export(page("Old", "#REDIRECT [[New]]", more='<redirect title="New" />')), "document-redirect"),
        (export(page("Charter", SOURCE))[:-9], "document-xml"),
        (export(page("Charter", SOURCE)).replace(b"<ns>", b"<ns"), "document-xml"),
        (export(page("Charter", SOURCE)) + b"x", "document-xml"),
        (b"<mediawiki>&unknown;</mediawiki>", "document-xml"),
        (b'<?xml version="1.0" encoding="utf-8"?><!DOCTYPE mediawiki><mediawiki></mediawiki>', "document-doctype"),
        (b'<!DOCTYPE m SYSTEM "file:///etc/passwd"><mediawiki>&x;</mediawiki>', "document-doctype"),
        (b"<mediawiki>" + b"<a>" * 100_000, "document-too-long"),
        (b"<mediawiki>\xff</mediawiki>", "document-encoding"),
        (b"<mediawiki>\x00</mediawiki>", "document-binary"),
        (b"<rss><channel/></rss>", "document-format"),
        (b'<?xml version="1.0"?><rss><channel/></rss>', "document-format"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_export_with_text_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_all(data, "x.xml")
    assert refused.value.code == code and all(refused.value.told()) and refused.value.exit_code == 3


def test_a_billion_laughs_are_refused_before_the_first() -> None:
    laughs = "".join(f'<!ENTITY l{nth} "{f"&l{nth - 1};" * 10}">' for nth in range(1, 10))
    data = (
        f'<?xml version="1.0"?>\n<!DOCTYPE mediawiki [<!ENTITY l0 "ha">{laughs}]><mediawiki>&l9;</mediawiki>'.encode()
    )
    with pytest.raises(Refused) as refused:
        read_all(data, "x.xml")
    assert refused.value.code == "document-doctype" and "line 2" in refused.value.told()[0].replace(
        "\u2068", ""
    ).replace("\u2069", "")


def test_a_damaged_file_is_refused_with_its_line() -> None:
    with pytest.raises(Refused) as refused:
        read_all(export(page("Charter", SOURCE)).replace(b"<contributor>", b"<contributor"), "x.xml")
    assert any(sign.isdigit() for sign in refused.value.told()[0])


def test_more_pages_than_any_document_has_are_refused() -> None:
    with pytest.raises(Refused) as refused:
        read_all(export("<page><title>x</title></page>" * (DOCUMENT_PAGES + 1)), "x.xml")
    assert refused.value.code == "document-too-long"


def test_an_export_is_known_by_its_content() -> None:
    assert format_of(export(page("A", "b")).decode()) == "xml"
    assert format_of("== A ==\nabout <mediawiki>", ".wiki") == "wikitext"


@settings(deadline=None, max_examples=80)
@given(st.integers(0, 5000), st.binary(max_size=6), st.integers(0, 30))
def test_a_file_damaged_anywhere_gives_outlines_or_a_refusal(at: int, put: bytes, lost: int) -> None:
    data = export(page("Charter", SOURCE), page("Charter/fr", FRENCH), *FRENCH_UNITS)
    try:
        read_all(data[:at] + put + data[at + lost :], "x.xml")
    except Refused as refused:
        assert all(refused.told())


_PAGES = st.sampled_from(
    [
        *(page("Charter", SOURCE), page("Charter/fr", FRENCH), page("Charter/fr", ""), page("A", "{{:B}}")),
        *(page("B", "{{:A}}"), page("B/de", "Worte"), page("/", "x"), page("//fr", "x"), page("fr", "x")),
        *(page("x/fr/de", "<translate>y"), page("C", "#REDIRECT [[B]]", more="<redirect title='B'/>"), "<x/>"),
        *(unit("Charter", "1", "fr", "x"), unit("", "", "fr", "x"), unit("A/b", "", "de", "!!FUZZY!!")),
        *(page("Translations:x", "y", ns=1198), page("D", "= x =\n<!--T:1-->\ny"), page("Talk:D", "z", ns=1)),
        *FRENCH_UNITS,
    ]
)


@settings(deadline=None, max_examples=150)
@given(st.lists(_PAGES, max_size=8), st.sampled_from([None, "fr", "en"]))
def test_any_pages_give_outlines_or_a_refusal(inside: list[str], language: str | None) -> None:
    try:
        original, *others = read_all(export(*inside), "x.xml", language=language)
    except Refused as refused:
        assert all(refused.told())
        return
    made = nodes("key", original, others)
    assert len({node.id for node in made.nodes}) == len(made.nodes)


def test_a_thousand_sections_in_eleven_languages_are_read_from_one_file() -> None:
    sections = made_up(7, size=1000)
    tags = ("ar", "zh", "fr", "de", "hi", "id", "pt-br", "es", "ru", "uk")
    translations = [page(f"Charter/{tag}", translated_page(sections)) for tag in tags]
    original, *others = read_all(export(page("Charter", source_page(sections)), *translations), "x.xml")
    assert original.sections == 1000 and [each.language for each in others] == sorted({*tags, "pt-BR"} - {"pt-br"})
    found = align(original, others[0])
    heads = [own for own, block in enumerate(others[0].blocks) if block.heads]
    assert sum(own in found.pairs for own in heads) >= 0.95 * len(heads)
