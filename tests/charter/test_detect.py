"""Any file is either an outline or a refusal in three parts; format and language are found out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubdesk.charter import languages
from hubdesk.charter.detect import endings, format_of, read, read_all
from hubdesk.errors import Refused, Usage
from hubdesk.model.limits import DOCUMENT_BYTES, DOCUMENT_LINES, DOCUMENT_PARAGRAPH
from tests.charter.pages import SAMPLES, headings, shape, told


def refused(data: bytes, name: str = "page.wiki") -> str:
    with pytest.raises(Refused) as error:
        read(data, name)
    assert all(error.value.told()) and error.value.exit_code == 3
    return error.value.code


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("export.po", "Nothing of the kind.\n", "document-po"),
        ("export.PO", "== A ==\n\nwords\n", "document-po"),
        ("people.csv", "Name,Mail\nAmina,a@b.example\n", "document-table"),
        ("export.csv", "# A\n\nwords\n", "document-table"),
        ("export.tsv", "a\tb\n", "document-table"),
    ],
)
def test_a_file_that_is_not_what_its_name_promises_is_refused(name: str, content: str, code: str) -> None:
    assert refused(content.encode(), name) == code


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "document-empty"),
        (b" \n\t\r\n ", "document-empty"),
        (b"\xef\xbb\xbf", "document-empty"),
        (b"\x00\x01\x02\x03", "document-binary"),
        (b"text with a \x00 in it", "document-binary"),
        (b"%PDF-1.7\n...", "document-pdf"),
        (b"\n %PDF-1.4\n...", "document-pdf"),
        ("== Устав ==\nПрава и ещё кое-что".encode() + b"\n\xd1.", "document-encoding"),
        ("== النظام ==\nنادي القوارب يسمى الفانوس ومقره".encode("iso8859-6"), "document-encoding"),
        (b"<!DOCTYPE html><html></html>", "document-no-text"),
        (b"<!DOCTYPE book><book/>", "document-format"),
        (b'<?xml version="1.0"?><mediawiki/>', "document-format"),
        (b"<languages/>\n<!-- nothing -->\n", "document-no-text"),
        (b"x" * (DOCUMENT_BYTES + 1), "document-too-large"),
        (b"\n" * (DOCUMENT_LINES + 2) + b"x", "document-too-long"),
        (b"a\n\n" * 100_001, "document-too-long"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_is_refused(data: bytes, code: str) -> None:
    assert refused(data) == code


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(
        [b"", b"<html>", b"<mediawiki>", b"Content-Type: multipart/related; boundary=x\n\n--x\n", b"a,b,fr\n"]
    ),
    st.binary(max_size=300),
    st.sampled_from([*(f"a{ending}" for ending in endings()), "a", "", "..", "a/b\\c-fr.wiki", "\x00"]),
)
def test_any_bytes_give_outlines_or_a_refusal(start: bytes, data: bytes, name: str) -> None:
    try:
        found = read_all(start + data, name)
    except Refused as error:
        assert all(error.told())
    else:
        assert found and all(each.blocks[0].role == "document" for each in found)


_WORDS = st.sampled_from(
    ["== A ==", "# A", "## B {#b}", "- c", "1. d", "---", "title: x", "```", "> q", "<!--", "-->", "[[x]]", "{{y}}",
     "Article 1", "1.1 Scope", "(a) item", "第一条 总则", "المادة 1", "\t", "  ", "", "words.", "**b**", "|a|b|",
     "|-|-|", "<translate>", "====", "\u202e", "\ufeff", "&#x110000;", "&#0;", "\x1a1\x1a", "\x01T\x02"]
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(_WORDS, max_size=25), st.sampled_from(["a.wiki", "a.md", "a.txt"]))
def test_any_lines_give_an_outline_or_a_refusal(lines: list[str], name: str) -> None:
    try:
        outline = read("\n".join(lines).encode(), name)
    except Refused:
        return
    assert len({block.path for block in outline.blocks}) == len(outline.blocks)
    assert not any(sign in block.text + block.heading for block in outline.blocks for sign in "\x01\x02\x03\x1a\x00")


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 4000), st.sampled_from(["lantern.wiki", "lantern-hi.wiki", "lantern-de.md"]))
def test_a_file_cut_off_anywhere_is_read_or_refused(length: int, name: str) -> None:
    data = (SAMPLES / name).read_bytes()[:length]
    try:
        read(data, name)
    except Refused:
        return


def test_wrong_letters_are_told_with_their_line() -> None:
    with pytest.raises(Refused) as error:
        read("== Ä ==\n\nwörds für älle\nüber cafés ".encode() + b"\xe9 x\n", "x.wiki")
    assert error.value.code == "document-encoding" and "4" in error.value.told()[0]


def test_a_letter_cut_in_two_is_told() -> None:
    data = "== Права ==\nСлова и слова".encode()[:-1]
    outline = read(data, "x.wiki")
    assert outline.blocks[-1].text == "Слова и слов" and "cut off" in told(outline)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_marked_encodings_and_all_line_ends_read_alike(encoding: str, ends: str) -> None:
    text = "== हम ==\n\nपानी।\n\n* एक\n"
    one = read(text.encode(), "x.wiki")
    two = read(text.replace("\n", ends).encode(encoding), "x.wiki")
    assert two.blocks == one.blocks and two.digest == one.digest


def test_composed_and_taken_apart_letters_read_alike() -> None:
    assert read("== Café ==".encode(), "x").digest == read("== Cafe\u0301 ==".encode(), "x").digest


@pytest.mark.parametrize(
    ("text", "ending", "kind"),
    [
        ("== A ==\n* b", ".md", "wikitext"),
        ("# A\n\n## B\n\n- c", ".wiki", "markdown"),
        ("# A\n## B", ".txt", "markdown"),
        ("---\ntitle: A\n---\nwords", "", "markdown"),
        ("A\n===\n\nwords", "", "markdown"),
        ("Article 1\nwords", "", "text"),
        ("words", ".md", "markdown"),
        ("words", ".wiki", "wikitext"),
        ("words [[link]]", ".txt", "text"),
        ("<translate>\nwords\n</translate>", ".txt", "wikitext"),
    ],
)
def test_the_content_tells_the_format_and_the_name_settles_doubt(text: str, ending: str, kind: str) -> None:
    assert format_of(text, ending) == kind


@pytest.mark.parametrize(
    ("name", "options", "language"),
    [
        ("x.wiki", {"language": "bcl"}, "bcl"),
        ("x.wiki", {"language": "pt-br"}, "pt-BR"),
        ("x.wiki", {"language": "x-own"}, "x-own"),
        ("x.wiki", {"source": "https://meta.example/wiki/Charter/Hubs/fr@12"}, "fr"),
        ("x.wiki", {"source": "Charter/Hubs/zh-hant"}, "zh-Hant"),
        ("x.wiki", {"source": "https://meta.example/w/index.php?title=Charter/ar&action=raw"}, "ar"),
        ("x-fr.wiki", {"source": "Charter/es"}, "es"),
        ("hubs-ig.wiki", {}, "ig"),
        ("hubs_pt-br.wiki", {}, "pt-BR"),
        ("hubs.sw.wiki", {}, "sw"),
        ("C:\\Users\\x\\hubs-zu.wiki", {}, "zu"),
        ("charter-faq.wiki", {}, "und"),
        ("Charter-Hubs.wiki", {}, "und"),
    ],
)
def test_the_language_by_word_page_and_file(name: str, options: dict[str, str], language: str) -> None:
    assert read(b"== Xyzzy ==\nplugh", name, **options).language == language


def test_a_front_matter_names_title_and_language() -> None:
    outline = read(b"---\ntitle: 'Our rules'\nlang: sw\n---\n\n# A\n\nb\n\n# C\n", "x-fr.md")
    assert (outline.title, outline.language) == ("Our rules", "sw")
    assert headings(outline) == [("1", "A"), ("2", "C")]


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.iterdir()))
def test_the_sample_s_languages_are_told_by_their_words(name: str) -> None:
    expected = languages.of_file(name.partition(".")[0]) or "en"
    assert languages.of_text((SAMPLES / name).read_text("utf-8").replace("lang: ", "")) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le conseil et les centres sont élus par une assemblée qui décide dans les deux mois.", "fr"),
        ("El consejo y los centros son elegidos por una asamblea que decide en las reuniones del año.", "es"),
        ("O conselho e os centros são eleitos por uma assembleia que não decide as contas do ano.", "pt"),
        ("Dewan dan pusat dipilih oleh setiap anggota yang hadir pada rapat ini dengan suara terbanyak.", "id"),
        ("Совет и центры избираются на собрании, которое не может быть короче дня, что важно для всех.", "ru"),
        (
            "Рада та центри обираються на зборах, що не можуть бути коротші за день і це важливо для всіх від них.",
            "uk",
        ),
        ("協議会は川のそばに住む人びとが選ぶ。", "ja"),
        ("위원회는 강가에 사는 사람들이 뽑는다.", "ko"),
        ("המועצה נבחרת בידי מי שגרים על הנהר", "he"),
        ("12345 !!!", "und"),
        ("", "und"),
        ("Zork", "und"),
    ],
)
def test_running_text_tells_its_language_or_nothing(text: str, language: str) -> None:
    assert languages.of_text(text) == language


@pytest.mark.parametrize(
    ("name", "title"), [("Our_charter-fr.wiki", "Our charter"), ("hubs.wiki", "hubs"), ("-fr.wiki", "-fr")]
)
def test_the_title_comes_from_the_name_when_the_text_has_none(name: str, title: str) -> None:
    outline = read(b"== A ==", name)
    assert outline.title == title and not outline.titled


def test_the_title_of_a_translated_page_is_without_its_language() -> None:
    assert read(b"== A ==", "x", source="https://m.example/wiki/Charter/Big_hubs/fr@3").title == "Charter/Big hubs"


def test_a_very_long_paragraph_is_cut_and_told() -> None:
    outline = read(b"== A ==\n" + b"word " * 20_000, "x.wiki")
    assert len(outline.blocks[-1].text) == DOCUMENT_PARAGRAPH and "too long" in told(outline)


@pytest.mark.parametrize(
    "bomb", ["[[", "{{", "{{{", "<b ", "<!--", "*", "<nowiki>", "[http://a ", "</", "-{", "<pre ", "''"]
)
def test_bombs_of_open_markup_grow_no_faster_than_their_size(bomb: str) -> None:
    outline = read(("== A ==\n\n" + bomb * (200_000 // len(bomb))).encode(), "x.wiki")
    assert headings(outline) == [("1", "A")]


def test_ten_thousand_sections_are_read() -> None:
    page = "\n\n".join(f"== Heading {nth % 100} ==\n\nWords of '''{nth}''' and [[a|b]]." for nth in range(10_000))
    outline = read(page.encode(), "x.wiki")
    assert outline.sections == 10_000 and outline.paragraphs == 10_000
    assert shape(outline)[-1] == ("10000p1", "Words of 9999 and b.")


@pytest.mark.parametrize("language", ["no tag", "../en", "en\n", "français"])
def test_what_is_no_language_tag_is_a_wrong_call(language: str) -> None:
    with pytest.raises(Usage):
        read(b"== A ==", "x.wiki", language=language)


@pytest.mark.parametrize("name", ["x.wiki", "x.md"])
@pytest.mark.parametrize("number", ["9" * 5000, "0" * 5000 + "65", "x" + "f" * 5000, "xD800", "0"])
def test_numbers_of_no_letter_are_words(name: str, number: str) -> None:
    outline = read(f"words &#{number}; and more\n\n<nowiki>&#{number};</nowiki>".encode(), name)
    assert outline.blocks[1].text.startswith("words") and outline.blocks[1].text.endswith("and more")
    assert "".join(block.text for block in outline.blocks).encode()


def test_a_file_that_is_called_by_a_language_alone_is_in_it_where_its_words_do_not_tell() -> None:
    told = {name: read(words.encode(), name).language for name, words in (("ar.txt", "نور"), ("new.md", "Light"))}
    assert told == {"ar.txt": "ar", "new.md": "und"}
    assert read(b"The aims of the club are to share the light and to be heard.", "my.txt").language == "en"
    assert read("As metas são luz.".encode(), "pt-br.txt").language == "pt-BR"


@pytest.mark.parametrize("name", ["Charter.docx", "charter.ODT", "x.fodt", "act.akn"])
def test_plain_text_under_the_name_of_an_office_document_is_refused(name: str) -> None:
    with pytest.raises(Refused) as told:
        read(b"This is what remained of the charter.\n\n== Aim ==\n\n# Aim\n", name)
    assert told.value.code == "document-name"
    assert read(b"<html><body><h1>Aim</h1><p>Boats.</p><h2>x</h2></body></html>", name).format == "html"


OLD = {
    "rules.txt": "Устав клуба\n\nСтатья 1. Имя\n\nКлуб называется Фонарь.\n\nСтатья 2. Цель\n\nКлуб бережёт реку.\n",
    "rules.md": "# Устав клуба\n\n## Название\n\nКлуб называется Фонарь.\n\n## Цель\n\nКлуб бережёт реку.\n",
    "rules.html": "<html><body><h1>Устав клуба</h1><h2>Название</h2><p>Клуб называется Фонарь.</p><h2>Цель</h2>"
    "<p>Клуб бережёт реку.</p></body></html>",
    "rules.wiki": "== Название ==\nКлуб называется Фонарь.\n\n== Цель ==\nКлуб бережёт реку.\n",
}


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-u", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("name", ["rules.txt", "rules.md", "rules.html", "rules.wiki"])
def test_every_format_is_read_in_old_encodings_as_in_utf_8(name: str, encoding: str) -> None:
    plain, old = read(OLD[name].encode(), name), read(OLD[name].encode(encoding), name)
    assert (shape(old), old.language, old.title) == (shape(plain), plain.language, plain.title)
    assert f"read as {encoding}" in told(old)


def test_a_page_is_read_in_the_encoding_that_it_names() -> None:
    page = OLD["rules.html"].replace("<body>", '<head><meta charset="koi8-r"></head><body>')
    old = read(page.encode("koi8-r"), "rules.html")
    assert shape(old) == shape(read(OLD["rules.html"].encode(), "rules.html"))
    assert "UTF-8" not in told(old)
    marked = page.encode("utf-16")  # a mark counts more than what the page says
    assert shape(read(marked, "rules.html")) == shape(old)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "== Boats ==\nThe club keeps boats. Members may row.\n\n== Money ==\nMembers pay ten coins each year.",
            "en",
        ),
        (
            "We keep boats clean. Nobody sails alone. Each member pays, and the board tells everybody about it.",
            "en",
        ),
        ("Le club garde les bateaux. L’assemblée décide, et chacun paie sa part. On ne sort qu’en groupe.", "fr"),
        ("O clube guarda os barcos. A assembleia decide, e cada um paga a sua parte. Não se sai sem companhia.", "pt"),
        ("Der Verein hält die Boote. Wer rudert, zahlt einen Beitrag. Alle sind bei der Versammlung dabei.", "de"),
        ("Клуб хранит лодки. Каждый платит взнос, и все решают вместе, а совет считает деньги.", "ru"),
        ("Клуб береже човни. Кожен платить внесок, і всі вирішують разом, а рада лічить гроші.", "uk"),
        (
            "Els membres decideixen junts, i cada any es reuneixen a la casa del riu per a parlar de les quotes.",
            "ca",
        ),
        ("Membrii clubului decid împreună despre bărci și în fiecare an se întâlnesc la casa de pe râu.", "ro"),
        ("Klubbens medlemmer bestemmer sammen om båtene, og hvert år møtes de i huset ved elva.", "und"),
    ],
)
def test_a_short_page_tells_its_language_too(text: str, language: str) -> None:
    assert read(text.encode(), "page.wiki").language == language


@pytest.mark.parametrize(
    "name", ["Charter%2Ffr.wiki", "Charter:fr.wiki", "Charter%2Ffr.html", "Charter%2FHubs%2Ffr.txt"]
)
def test_the_language_in_the_name_of_a_page_that_a_browser_saved(name: str) -> None:
    found = read(b"<h2>Words</h2>\n<p>Nothing tells.</p>", name)
    assert (found.language, found.title.partition(":")[0]) == ("fr", "Charter")


def test_a_page_may_tell_its_language_in_its_head() -> None:
    head = b'<html><head><meta http-equiv="Content-Language" content="sw-KE"></head>'
    assert read(head + b"<h2>A</h2><p>b c</p>", "x.html").language == "sw-KE"
