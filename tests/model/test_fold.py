"""Words as people search them, judged by hand-made pairs, laws and a real FTS5 table."""

import unicodedata

import pytest
import sqlcipher3
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hubdesk.model.fold import finder, fold, index_text, query, tokens
from hubdesk.model.variants import SIMPLIFIED

ANY_SCRIPT = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("абвйїёґ\u0306\u0308\u0301'’ʼ"),
        st.sampled_from("النحسيكةىأإآٱءـ\u064b\u0651\u200c\u200d"),
        st.sampled_from("हन्दमपतकंँ़िी\u0929\u0958\u200d"),
        st.sampled_from("王小明運動国國後이かが゜゛ｶﾞㄅ"),
        st.sampled_from("aAßŁøđæıİ ŉﬁ1٢२\"*()-^:'"),
    ),
    max_size=30,
)

NAMES = [
    "Ольга Семёнова", "王小明", "歐陽娜娜", "أحمد بن عبد الله الهاشمي", "مُحَمَّد", "हिन्दी चन्द्र सम्पत", "क़मर ज़हीर",
    "Łukasz Øster", "Zoë ŠIMKOVÁ", "Лук’яненко Їжак", "Jean-Luc d’Été", "İbrahim Işık", "김철수", "田中 さくら",
    "ガルシア", "O'Connor", "X Æ A-12", "สมชาย ใจดี", "Björn Åström", "Straßmann", "நன்றி மலர்", "José María 3ª",
    "ЁЛКА", "ʿAlī al-Ḥasan", "Ɔkɔmfo", "Nguyễn Thị Đào",
]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Ольга", "ольга"), ("Семён", "семен"), ("Зоряна Ґонта", "ґонта"), ("Straße", "STRASSE"), ("Łódź", "lodz"),
        ("Øre", "ore"), ("Đorđe", "dorde"), ("Ærø", "aero"), ("Işık", "isik"), ("İzmir", "izmir"), ("café", "CAFE"),
        ("п’ять", "п'ять"), ("пʼять", "п’ять"), ("п'ять", "пʼять"), ("Zürich", "zurich"), ("ｘ５", "X5"),
        ("أحمد", "احمد"), ("إيمان", "ايمان"), ("آمنة", "امنه"), ("ٱلله", "الله"), ("هدى", "هدي"), ("کتاب", "كتاب"),
        ("مُحَمَّد", "محمد"), ("محـــمد", "محمد"), ("سماء", "سما"), ("می‌خواهم", "میخواهم"), ("١٢٣", "123"),
        ("हिन्दी", "हिंदी"), ("सम्पर्क", "संपर्क"), ("क़लम", "कलम"), ("हाँ", "हां"), ("क्‍ष", "क्ष"), ("२०२४", "2024"),
        ("運動", "运动"), ("國際", "国际"), ("王小明", "王"), ("臺灣", "台湾"), ("圖書館", "图书馆"), ("ﾃｽﾄ", "テスト"),
        ("e\u0301te\u0301", "été"), ("i\u0307", "İ"), ("co\u00adoperate", "cooperate"),
    ],
)  # fmt: skip
def test_two_ways_to_write_it_are_one(written: str, typed: str) -> None:
    assert finder(typed)(index_text(written))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("йод", "иод"),
        ("їжа", "іжа"),
        ("की", "का"),
        ("कि", "के"),
        ("को", "कौन"),
        ("ガ", "カ"),
        ("ґрати", "грати"),
        ("ร้าน", "รน"),
    ],
)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(ANY_SCRIPT)
@example("и\u0301\u0306")
@example("न\u200d्द")
@example("ϒ\u0345")
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_every_character_alone_folds_once() -> None:
    stable = (fold(chr(code)) for code in range(0x20000))
    assert all(fold(folded) == folded for folded in stable)


@given(ANY_SCRIPT)
def test_composed_or_not_is_one(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(ANY_SCRIPT)
def test_the_index_line_is_its_own_index(text: str) -> None:
    """What stands in the index is only words and single spaces, so FTS5 cuts it where we did."""
    line = index_text(text)
    assert all(word for word in line.split(" ")) or line == ""
    assert set(tokens(line)) >= set(line.split())


def test_every_chinese_character_is_a_word() -> None:
    assert tokens("第3条：王小明Hub") == ["第", "3", "条", "王", "小", "明", "hub"]


def test_the_article_is_also_taken_off() -> None:
    assert tokens("الهجرة والحق للناس") == ["الهجره", "والحق", "للناس", "هجره", "حق", "ناس"]
    assert tokens("ال") == ["ال"]
    assert finder("الهجرة")(index_text("هجرة")), "an article that only the searcher wrote"


def test_apostrophes_part_words_so_that_french_nouns_are_found() -> None:
    assert finder("église")(index_text("devant l’Église"))


@pytest.mark.parametrize("name", NAMES)
def test_every_typed_beginning_of_every_part_finds_the_name(name: str) -> None:
    line = index_text(name)
    for part in name.split():
        for length in range(1, len(part) + 1):
            assert finder(part[:length])(line), part[:length]
    for length in range(1, len(name) + 1):
        assert finder(name[:length])(line), name[:length]


WORDS = st.one_of(
    st.text(st.sampled_from("абвйїёґ’ʼ'"), min_size=1, max_size=8),
    st.text(st.sampled_from("النحسيكةىأإآٱءـوفبل\u0651"), min_size=1, max_size=8),
    st.text(st.sampled_from("हनदमपतकणञङट्ंँ़िी"), min_size=1, max_size=8),
    st.text(st.sampled_from("王小明運動国國後か이"), min_size=1, max_size=8),
    st.text(st.sampled_from("aAßŁøđæıİéÉz-1"), min_size=1, max_size=8),
)


@given(st.lists(WORDS, min_size=1, max_size=3), st.data())
@settings(max_examples=300)
def test_every_typed_beginning_finds_made_up_names(words: list[str], data: st.DataObject) -> None:
    name = unicodedata.normalize("NFC", " ".join(words))
    part = data.draw(st.sampled_from(name.split()))
    typed = part[: data.draw(st.integers(1, len(part)))]
    assert finder(typed)(index_text(name))


def test_all_words_must_be_there_and_nothing_finds_everything() -> None:
    line = index_text("Ольга Иванова")
    assert finder("ив оль")(line)
    assert not finder("оль петр")(line)
    assert finder("")(line)
    assert finder(" — ")(line)
    assert not finder("льга")(line)


@pytest.fixture(scope="module")
def search() -> sqlcipher3.Connection:
    connection = sqlcipher3.connect(":memory:")
    categories = "unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'"
    connection.execute(f"CREATE VIRTUAL TABLE words USING fts5(text, content='', tokenize=\"{categories}\")")
    for number, name in enumerate(NAMES):
        connection.execute("INSERT INTO words(rowid, text) VALUES (?, ?)", (number, index_text(name)))
    return connection


def _hits(search: sqlcipher3.Connection, expression: str) -> set[int]:
    return {row for (row,) in search.execute("SELECT rowid FROM words WHERE words MATCH ?", (expression,))}


@pytest.mark.parametrize("number", range(len(NAMES)))
def test_a_real_index_finds_what_finder_finds(search: sqlcipher3.Connection, number: int) -> None:
    name = NAMES[number]
    lines = [index_text(other) for other in NAMES]
    for length in range(1, len(name) + 1):
        if expression := query(name[:length], every_word_open=True):
            expected = {place for place, line in enumerate(lines) if finder(name[:length])(line)}
            assert _hits(search, expression) == expected, name[:length]
            assert number in expected


@given(ANY_SCRIPT)
@settings(deadline=None)
def test_no_text_breaks_the_match_expression(search: sqlcipher3.Connection, text: str) -> None:
    for expression in (query(text), query(text, every_word_open=True)):
        if expression:
            _hits(search, expression)
    assert bool(query(text)) == any(tokens(word) for word in text.split())


def test_expressions_are_quoted_words_only() -> None:
    assert query("Hub fund") == '"hub" AND "fund" *'
    assert query("hub fund", every_word_open=True) == '"hub" * AND "fund" *'
    assert query('a" OR text:b* NEAR(') == '"a" AND "or" AND "text b" AND "near" *'
    assert query("王小明") == '"王 小 明" *'
    assert query(" \t*\x00") == ""


def test_variants_never_chain() -> None:
    assert len(SIMPLIFIED) > 1_500
    assert not {ord(simple) for simple in SIMPLIFIED.values()} & SIMPLIFIED.keys()


def test_variants_are_what_the_two_standards_hold() -> None:
    """GB 2312 lists simplified forms only, Big5 traditional ones: an independent judge of the hand-made table."""
    assert all(simple == "啰" or simple.encode("gb2312") for simple in SIMPLIFIED.values())
    foreign = 0
    for code in SIMPLIFIED:
        try:
            chr(code).encode("big5")
        except UnicodeEncodeError:
            foreign += 1
    assert foreign < 40
