"""The grammar of a note: what is read, what stays prose, and that printing reads back."""

import re
import time
from itertools import product
from pathlib import Path
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hubdesk.i18n import LANGUAGES, words
from hubdesk.model.capture import Captured, chips, parse, print_line
from hubdesk.model.codebook import FORMS, KINDS
from hubdesk.model.markers import LETTERS, letters, marker, shown

PROSE = Path(__file__).parent.parent / "data" / "prose"


class Sections:
    """Every number of one or two figures a level exists here, with paragraphs, and one heading."""

    def resolve(self, query: str) -> str | None:
        return f"wid {query}" if re.fullmatch(r"\d{1,2}(\.\d{1,2})*(p\d+)?|annex", query) else None


SECTIONS = Sections()


def read(line: str, language: str = "en") -> Captured:
    return parse(line, sections=SECTIONS, language=language)


def test_the_example_of_the_field() -> None:
    found = read('!: /4.1 @CEE "Hubs need stable funding" #funding x4')
    assert (found.form, found.kind, found.text) == ("comment", "dealbreaker", "Hubs need stable funding")
    assert [tag.query for tag in found.sections] == ["4.1"]
    assert (found.speaker, found.keywords, found.voices) == ("CEE", ("funding",), 4)
    assert found.verbatim
    assert not found.follow_up


@pytest.mark.parametrize(
    ("line", "form", "kind", "text"),
    [
        ("q: Who pays?", "question", "", "Who pays?"),
        ("r: The board.", "response", "", "The board."),
        ("d: We vote.", "decision", "", "We vote."),
        ("a: Write to them", "action", "", "Write to them"),
        ("c: Fine", "comment", "", "Fine"),
        ("+: Good", "comment", "celebration", "Good"),
        ("~: Shorter", "comment", "suggestion", "Shorter"),
        ("!: Never", "comment", "dealbreaker", "Never"),
        (">: A library", "comment", "beyond", "A library"),
        ("q!: Who pays?", "question", "dealbreaker", "Who pays?"),
        ("  q:  Who pays?  ", "question", "", "Who pays?"),
        ("q:", "question", "", ""),
        ("！：不行", "comment", "dealbreaker", "不行"),
        ("q！：谁付钱？", "question", "dealbreaker", "谁付钱？"),
        ("问：谁付钱？", "question", "", "谁付钱？"),
        ("س: من يدفع؟", "question", "", "من يدفع؟"),
        ("\u200fس: من يدفع؟", "question", "", "من يدفع؟"),
        ("प्र: कौन देगा?", "question", "", "कौन देगा?"),
        ("का~: लिखो", "action", "suggestion", "लिखो"),
    ],
)
def test_markers(line: str, form: str, kind: str, text: str) -> None:
    found = read(line)
    assert (found.form, found.kind, found.text) == (form, kind, text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_its_letters_beside_the_ascii_ones(language: str) -> None:
    for form, letter in shown(language).items():
        assert read(f"{letter}: …", language).form == form
    for form in FORMS.values():
        assert read(f"{form.marker}: …", language).form == form.id
    for form, kind in product(["", *FORMS], ["", *KINDS]):
        found = read(marker(form, kind, language) + "…", language)
        assert (found.form, found.kind) == (form or "comment", kind)


def test_no_language_gives_a_letter_to_two_forms() -> None:
    ascii_letters = {form.marker: form.id for form in FORMS.values()}
    for own in LETTERS.values():
        taken = dict(ascii_letters)
        for form, letters_of_form in own.items():
            for letter in letters_of_form.split():
                assert taken.setdefault(letter, form) == form
    assert LETTERS.keys() == LANGUAGES.keys()


def test_a_letter_with_two_meanings_needs_its_language() -> None:
    assert letters("ru")["в"] == "question"
    assert letters("uk")["в"] == "response"
    assert "в" not in letters("en")
    assert "p" not in letters("en")
    assert letters("en")["س"] == "question"


@pytest.mark.parametrize(
    "line", ["Q: Who?", "A: They.", "C: ", "q:no space", "qq: x", "1: x", "ab: x", ">:(", "C:\\a", ": x"]
)
def test_what_only_looks_like_a_marker(line: str) -> None:
    assert read(line) == Captured(text=line.strip())


@pytest.mark.parametrize(
    ("line", "query"),
    [
        ("/3.2 long", "3.2"), ("§3.2¶4 long", "3.2p4"), ("/3.2p4 long", "3.2p4"), ("/3.2П4 long", "3.2p4"),
        ("/३.२ x", "3.2"), ("/٣.٢p٤ x", "3.2p4"), ("／3.2 x", "3.2"), ("、3.2 x", "3.2"), ("！：/3.2需要", "3.2"),
        ("too long (/3.2)", "3.2"), ("see /3.2, please", "3.2"), ("see /3.2.", "3.2"), ("/annex x", "annex"),
        ("/3.2段4 x", "3.2p4"), ("好，/3.2", "3.2"), ("/0", "0"),
        ("！：／３．２ 不行", "3.2"), ("/3。2 钱", "3.2"), ("／３．２ｐ４ 钱", "3.2p4"), ("/3。钱不够", "3"),
        ("/3。2024年开始", "3"), ("决：“原话”/3.2 ", "3.2"), ("／３．２。200 人不够", "3.2"),
    ],
)  # fmt: skip
def test_sections(line: str, query: str) -> None:
    assert [tag.query for tag in read(line).sections] == [query]
    assert read(line).sections[0].anchor == f"wid {query}"


@pytest.mark.parametrize(
    "line",
    [
        "and/or",
        "/or",
        "/999.1",
        "24/7",
        "1/2",
        "/3/4",
        "/3-4",
        "/3%",
        "http://a/3.2",
        "§ 3",
        "/",
        "//",
        "/3.2x",
        "\\/3.2",
        "、x",
    ],
)
def test_what_matches_no_section_stays_text(line: str) -> None:
    found = read(line)
    assert found.spans == ()
    assert found.text == line.replace("\\", "")
    assert parse("/3.2", sections=None).text == "/3.2"


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("I think /3.2 is long", "I think §3.2 is long"),
        ("we love #sleep and @CEE too", "we love sleep and CEE too"),
        ("#sleep we love it #food", "we love it"),
        ("@CEE: we love it", "we love it"),
        ("@主持人：我们同意", "我们同意"),
        ("c: he said x5 and ?? here", "he said x5 and ?? here"),
        ("/3.2 /4p1 #a", ""),
        ("/2.1: too long", "too long"),
        ("/2.1, too long", "too long"),
        ("/2.1,too long", "too long"),
        ("/2.1. Too long", "Too long"),
        ("q: /2.1: /3, #a: why?", "why?"),
        ("#boats, /2.1: too long", "too long"),
        ("/2.1：太长", "太长"),
        ("/2.1，/3.2，太长", "太长"),
        ("/2.1، طويل", "طويل"),
        ('/2.1: "exact"', "exact"),
        ("/2.1... too long", "... too long"),
        ("/2.1 : too long", ": too long"),
        ("/2.1? too long", "? too long"),
        ("see /2.1: too long", "see §2.1: too long"),
        ("\\/2.1: too long", "/2.1: too long"),
        ("/99999: too long", "/99999: too long"),
        ("q: /2", ""),
        ("d:", ""),
    ],
)
def test_chips_leave_the_ends_and_stay_as_words_inside(line: str, text: str) -> None:
    assert read(line).text == text


@pytest.mark.parametrize(
    ("line", "keywords", "speaker"),
    [
        ("#資金 x", ("資金",), ""), ("#वित्त-पोषण @नोट", ("वित्त-पोषण",), "नोट"), ("＃a ＠b", ("a",), "b"),
        ("#a #a #b", ("a", "b"), ""), ("@a @b", (), "a"), ("#التمويل، نعم", ("التمويل",), ""),
        ("#a. #b: #c!", ("a", "b", "c"), ""),
        ("#1 @5 # @ (@a) [a](#b) （#字）", (), ""),
        ("a#b a@b.c @a@b.c #a/b @x.org #a#b", (), ""), ("#می‌خواهم", ("می‌خواهم",), ""),
    ],
)  # fmt: skip
def test_keywords_and_speakers(line: str, keywords: tuple[str, ...], speaker: str) -> None:
    found = read(line)
    assert (found.keywords, found.speaker) == (keywords, speaker)


@pytest.mark.parametrize("digits", ["5", "٥", "५", "５"])
@pytest.mark.parametrize("times", ["x", "X", "×", "х", "Х"])
def test_voices_in_digits_of_any_script(times: str, digits: str) -> None:
    assert read(f"#a word {times}{digits}").voices == 5
    assert read(f"word {times}{digits}").voices == 1


@pytest.mark.parametrize("line", ["#a x0", "#a x12345", "#a max5", "#a x5th", "#a 5x"])
def test_what_is_no_count(line: str) -> None:
    assert read(line).voices == 1


def test_of_two_counts_the_first_counts() -> None:
    assert (read("#a x2 w x3").voices, read("#a x2 w x3").text) == (2, "w x3")


@pytest.mark.parametrize("opener", ["q: ", "/3 ", "#a ", "@b ", "~: "])
def test_three_signs_count_only_in_a_tagging_line(opener: str) -> None:
    line = '"exact" x5 ??'
    found = read(opener + line)
    assert (found.verbatim, found.voices, found.follow_up, found.text) == (True, 5, True, "exact")
    assert read(line) == Captured(text=line)
    assert read("/99999 " + line) == Captured(text="/99999 " + line)


@pytest.mark.parametrize(
    "quoted",
    [
        '"a b"', "“a b”", "„a b“", "„a b”", "”a b”", "«a b»", "« a b »", "»a b«", "‹a b›",
        "「a b」", "『a b』", "‘a b’",
        "＂a b＂",
    ],
)  # fmt: skip
def test_quotations_of_eleven_languages(quoted: str) -> None:
    found = read(f"#x {quoted}")
    assert (found.verbatim, found.text, found.quotes) == (True, "a b", ("a b",))
    part = read(f"#x they said {quoted} again")
    assert (part.verbatim, part.text, part.quotes) == (False, f"they said {quoted} again", ("a b",))


def test_exact_words_stay_exact() -> None:
    assert read('"#metoo /3.2 @a"') == Captured(text='"#metoo /3.2 @a"')
    found = read('#k "we /3.2 #never x5"')
    assert (found.text, found.keywords, found.sections, found.voices) == ("we /3.2 #never x5", ("k",), (), 1)
    assert read('5" pipe #k and 6" pipe').quotes == ()
    assert read("#k 他说“好的”就走了").quotes == ("好的",)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("\\q: words", "q: words"), ("\\\\q: words", "\\q: words"), ("\\!: words", "!: words"), ("\\#a", "#a"),
        ("\\в: x", "в: x"),
        ("\\@a \\/3.2 \\§4", "@a /3.2 §4"), ('c: \\"a" \\x5 \\??', '"a" x5 ??'), ("\\\\#a", "\\#a"),
        ("C:\\temp \\n \\\\srv", "C:\\temp \\n \\\\srv"),
    ],
)  # fmt: skip
def test_a_backslash_makes_ordinary_words(line: str, text: str) -> None:
    found = read(line)
    assert found.text == text
    assert not {span.type for span in found.spans} - {"form"}


def test_spans_are_what_was_typed() -> None:
    line = 'q!: /3.2 @CEE: "a b" #k x5 ??'
    assert [(span.type, line[span.start : span.end]) for span in chips(line, SECTIONS)] == [
        ("form", "q"), ("kind", "!:"), ("section", "/3.2"), ("speaker", "@CEE"), ("verbatim", '"a b"'),
        ("keyword", "#k"), ("voices", "x5"), ("follow-up", "??"),
    ]  # fmt: skip
    tell = words("en")
    labels = [span.label if isinstance(span.label, str) else tell(span.label) for span in chips(line, SECTIONS)]
    assert labels == ["Question", "Potential deal breaker", "3.2", "CEE", "Word for word", "k", "5 voices", "Follow up"]


PIECES = st.sampled_from(
    [
        "q: ", "!: ", "q!: ", "问：", "س: ", "в: ", "\\", "\\\\", " ", "  ", "/3.2", "/9",
        "/annex", "/x", "§3.2¶4", "/3.2p4",
        "/3.2п4", "#a", "#資金", "@CEE", "@CEE:", "@b", '"', "“", "”", "„", "«", "»", "「",
        "」", "x5", "×٥", "х2", "x1", "??",
        "？？", "word", "слово", "字", "、3", "、", ",", ".", "(", ")", "!", "?", ":", "：",
        "\u200f", "#1", "/or", "'", "’",
        "a:b", "\n", "x5 x6", "\\#a", "\\/3", "\\??", "\\x5", '\\"z"', "@a@b", "‘", "*: ", "\x1c", "\ud800",
        "/2: ", "，", ",, ", ".. ", "/3.2;",
    ]
)  # fmt: skip
LINES = st.one_of(
    st.lists(PIECES, max_size=12).map("".join),
    st.lists(PIECES, max_size=8).map(" ".join),
    st.text(max_size=40),
    st.text(st.characters(), max_size=10),
)
TONGUES = st.sampled_from(list(LANGUAGES))


@given(LINES, TONGUES, st.sampled_from([None, SECTIONS]))
@settings(max_examples=500, deadline=None)
@example("q!: /4.1", "en", SECTIONS)
def test_reading_is_total_and_chips_lie_in_the_line(line: str, language: str, sections: Sections | None) -> None:
    place = 0
    for span in parse(line, sections=sections, language=language).spans:
        assert place <= span.start < span.end <= len(line)
        place = span.end


@given(LINES, TONGUES, TONGUES, st.sampled_from([None, SECTIONS]))
@settings(max_examples=1500, deadline=None)
@example('#a \\"b" "b"', "en", "uk", SECTIONS)
@example("\\в: x", "en", "ru", SECTIONS)
@example("看 /3。2024年 \\/3。2024年", "zh", "en", SECTIONS)
@example("is #x5 good", "en", "en", SECTIONS)
@example("c: says “hi”@b: yes", "en", "de", SECTIONS)
@example("/annex 「hi」x5. b", "zh", "en", SECTIONS)
def test_what_is_printed_reads_back_in_every_language(
    line: str, one: str, other: str, sections: Sections | None
) -> None:
    found = parse(line, sections=sections, language=one)
    for known in (None, sections):
        printed = print_line(found, sections=known)
        assert parse(printed, sections=sections, language=other) == found
    assert print_line(parse(printed, sections=sections, language=other), sections=known) == printed


@pytest.mark.parametrize(
    ("line", "text", "quotes"),
    [
        ("c: says “hi”@b: yes", "says “hi” b: yes", ("hi",)),
        ("c: 他说「好」#钱 了", "他说「好」钱 了", ("好",)),
        ("c: is “hi”x5 b", "is “hi”x5 b", ()),
    ],
)
def test_a_quotation_ends_where_a_chip_without_a_blank_begins(line: str, text: str, quotes: tuple[str, ...]) -> None:
    found = read(line)
    assert (found.text, found.quotes) == (text, quotes)
    assert read(print_line(found, sections=SECTIONS)) == found


@given(st.text(st.sampled_from("ab字 .,;-'’\u0301"), max_size=30))
def test_prose_is_its_own_print(line: str) -> None:
    assert print_line(read(line)) == line.strip()


def prose(language: str, number: int = 10_000) -> list[str]:
    """Return made-up first lines: the seeds, pairs of them, and their words in any order."""
    seeds = (PROSE / f"{language}.txt").read_text("utf-8").splitlines()
    chance = Random(language)
    vocabulary = [word for seed in seeds for word in seed.split()]
    lines = [*seeds, *(f"{one} {other}" for one, other in product(seeds, seeds))]
    while len(lines) < number:
        lines.append(" ".join(chance.choices(vocabulary, k=chance.randint(1, 14))))
    return lines[:number]


@pytest.mark.parametrize("language", LANGUAGES)
def test_ten_thousand_lines_of_prose_are_text_without_chips(language: str) -> None:
    for line in prose(language):
        found = read(line, language)
        assert found.spans == (), line
        assert found == Captured(text=line.strip()), line
    assert all(not chips(line, SECTIONS, other) for line in prose(language, 300) for other in LANGUAGES)


@pytest.mark.parametrize(
    "piece",
    [
        "a ", "x ", "# ", "#a", "#a ", "@a@", "/3", "/3 ", "\\", "\\#", '"', '" ', "“ ", '"a" ', "“a”b ", "x5 ", "?? ",
        "／", "「", "字「字", "q: ", "'a-", "#a-", "¶", "3.", "/3.",
    ],
)  # fmt: skip
def test_cost_grows_with_the_line_only(piece: str) -> None:
    def cost(size: int) -> float:
        line = "#k " + piece * (size // len(piece))
        best = float("inf")
        for _ in range(3):
            started = time.process_time()
            found = read(line)
            print_line(found, sections=SECTIONS)
            best = min(best, time.process_time() - started)
        return best

    assert cost(16_000) < 12 * max(cost(4_000), 0.001)
