"""What a key, a click or a choice in the popup changes in the line that is being typed."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubdesk.i18n import LANGUAGES
from hubdesk.model.capture import parse
from hubdesk.model.codebook import FORMS, KINDS
from hubdesk.model.line_edits import complete, completing, unchip, with_form, with_kind, with_section


class Sections:
    def resolve(self, query: str) -> str | None:
        return query if re.fullmatch(r"\d(\.\d)*(p\d)?", query) else None


SECTIONS = Sections()
LINES = st.one_of(
    st.text(max_size=20),
    st.lists(
        st.sampled_from(
            ["q: ", "!: ", "\\q: ", "\\", "问：", "س: ", "/3.2", "/", "#a", "#", "@b", "@",
            " ", '"', "word", "字", "x5", "「", "，"]
        ),
        max_size=8,
    ).map("".join),
)  # fmt: skip
TONGUES = st.sampled_from(list(LANGUAGES))


@given(LINES, st.sampled_from(list(FORMS)), TONGUES)
@settings(deadline=None)
def test_a_form_key_sets_the_form_and_nothing_else(line: str, form: str, language: str) -> None:
    before = parse(line, language=language)
    after = parse(with_form(line, form, language=language), language=language)
    assert (after.form, after.kind) == (form, before.kind)
    assert (after.sections, after.keywords, after.speaker) == (before.sections, before.keywords, before.speaker)
    assert with_form(with_form(line, form, language=language), form, language=language) == with_form(
        line, form, language=language
    )


@given(LINES, st.sampled_from(list(KINDS)), TONGUES)
@settings(deadline=None)
def test_a_kind_key_sets_the_kind_and_can_be_taken_off(line: str, kind: str, language: str) -> None:
    marked = with_kind(line, kind, language=language)
    assert parse(marked, language=language).kind == kind
    assert parse(marked, language=language).form == parse(line, language=language).form
    assert parse(with_kind(marked, "", language=language), language=language).kind == ""


@given(LINES, TONGUES)
@settings(deadline=None)
def test_taking_a_marker_off_never_uncovers_another(line: str, language: str) -> None:
    bare = with_kind(with_form(line, "", language=language), "", language=language)
    found = parse(bare, language=language)
    assert (found.form, found.kind) == ("comment", "")


@pytest.mark.parametrize(
    ("line", "form", "language", "expected"),
    [
        ("Who pays?", "question", "en", "q: Who pays?"),
        ("!: Who pays?", "question", "en", "q!: Who pays?"),
        ("d: Who pays?", "question", "en", "q: Who pays?"),
        ("q!: Who pays?", "", "en", "!: Who pays?"),
        ("", "action", "en", "a: "),
        ("من يدفع؟", "question", "ar", "س: من يدفع؟"),
        ("谁付钱？", "question", "zh", "问: 谁付钱？"),
        ("\\q: what it means", "response", "en", "r: q: what it means"),
        ("r: q: what it means", "", "en", "\\q: what it means"),
    ],
)
def test_form_edits(line: str, form: str, language: str, expected: str) -> None:
    assert with_form(line, form, language=language) == expected


@pytest.mark.parametrize(
    ("line", "query", "expected"),  # | is the cursor
    [
        ("|", "3.2", "/3.2 |"),
        ("long|", "3.2", "long /3.2 |"),
        ("|long", "3.2", "/3.2 |long"),
        ("I th|ink it is long", "3.2", "I think /3.2 |it is long"),
        ("I think | is long", "3.2p4", "I think /3.2p4 |is long"),
        ("|q!: long", "3.2p4", "q!: /3.2p4 |long"),
        ("q:|", "3", "q: /3 |"),
        ("see /2|", "3.2", "see /3.2 |"),
        ("q: /3.2 lo|ng", "3.2", "q: /3.2 lo|ng"),
        ('she said "so | it is" twice', "3", 'she said "so  it is" /3 |twice'),
        ("\\q: long|", "3", "\\q: long /3 |"),
    ],
)
def test_a_click_on_a_section_tags_the_line_at_the_cursor(line: str, query: str, expected: str) -> None:
    text, at = with_section(line.replace("|", ""), line.index("|"), query)
    assert f"{text[:at]}|{text[at:]}" == expected


@given(LINES, st.integers(0, 40), TONGUES)
@settings(deadline=None)
def test_a_section_is_there_after_the_click(line: str, at: int, language: str) -> None:
    tagged, cursor = with_section(line, min(at, len(line)), "7.1", language=language)
    found = parse(tagged, sections=SECTIONS, language=language)
    assert "7.1" in [tag.query for tag in found.sections]
    assert with_section(tagged, cursor, "7.1", language=language) == (tagged, cursor)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("/", ("section", 0, "")), ("q: /", ("section", 3, "")),
        ("see /3.2", ("section", 4, "3.2")), ("(§3", ("section", 1, "3")),
        ("/stab", ("section", 0, "stab")), ("#", ("keyword", 0, "")),
        ("a #fun", ("keyword", 2, "fun")), ("@CE", ("speaker", 0, "CE")),
        ("，/", ("section", 1, "")), ("、3", ("section", 0, "3")),
        ("＃资", ("keyword", 0, "资")), ("/中", ("section", 0, "中")),
        ("and/", None), ("a@", None), ("http://", None), ("/3 ", None), ("\\/3", None),
        ("、", None), ("梨、3", None), ("#1", None),
        ("", None), ("word", None), ("/a/b", None), ("@5", None), ("@a@b", None), ("(@a", None),
    ],
)  # fmt: skip
def test_the_popup_opens_while_a_sign_is_typed(typed: str, expected: tuple[str, int, str] | None) -> None:
    found = completing(typed, len(typed))
    assert (found and (found.type, found.start, found.typed)) == expected


def test_no_popup_inside_a_closed_quotation() -> None:
    assert completing('#k "see /3" x', 10) is None
    assert completing('#k "see /3', 10) is not None


@pytest.mark.parametrize(
    ("line", "cursor", "value", "expected"),
    [
        ("see /st", 7, "3.2", ("see /3.2 ", 9)),
        ("see /st now", 7, "3.2", ("see /3.2 now", 9)),
        ("§3", 2, "3.2p4", ("§3.2p4 ", 7)),
        ("q: /", 4, "3", ("q: /3 ", 6)),
        ("，、3", 3, "3.2", ("，/3.2 ", 6)),
        ("/3.2 x", 2, "4.1", ("/4.1 x", 5)),
        ("/3需要", 2, "3.2", ("/3.2 需要", 5)),
        ("#fu", 3, "stable funding", ("#stable_funding ", 16)),
        ("＠主", 2, "主持人", ("@主持人 ", 5)),
        ("#x", 2, "123", ("#x", 2)),
        ("word", 4, "3.2", ("word", 4)),
    ],
)
def test_a_choice_completes_the_sign(line: str, cursor: int, value: str, expected: tuple[str, int]) -> None:
    assert complete(line, cursor, value) == expected


@given(LINES, st.data())
@settings(deadline=None)
def test_completing_is_total_and_what_was_chosen_is_a_chip(line: str, data: st.DataObject) -> None:
    cursor = data.draw(st.integers(0, len(line)))
    found = completing(line, cursor)
    if found is None:
        return
    assert 0 <= found.start < cursor <= found.end <= len(line)
    assert line[found.start + 1 : cursor] == found.typed
    value = {"section": "7.1", "keyword": "money", "speaker": "hall"}[found.type]
    after, place = complete(line, cursor, value)
    assert after[place - 1].isspace()
    if '"' not in line and "「" not in line:
        assert any(span.value == value and span.end == place - 1 for span in parse(after, sections=SECTIONS).spans) or (
            found.type == "speaker"
        )


@pytest.mark.parametrize(
    ("line", "cursor", "expected"),
    [
        ("see /3.2", 8, "see \\/3.2"),
        ("q:", 2, "\\q:"),
        ("q!:", 3, "\\q!:"),
        ("#a", 2, "\\#a"),
        ("c: x5", 5, "c: \\x5"),
        ('c: "a b"', 8, 'c: \\"a b"'),
        ("问：/3.2", 6, "问：\\/3.2"),
        ("see /3.2", 7, None),
        ("word", 4, None),
        ("/9.9.9.99", 9, None),
    ],
)
def test_backspace_behind_a_chip_makes_it_text(line: str, cursor: int, expected: str | None) -> None:
    found = unchip(line, cursor, sections=SECTIONS)
    assert found == (None if expected is None else (expected, cursor + 1))


@given(LINES, TONGUES)
@settings(deadline=None)
def test_each_chip_can_be_taken_back(line: str, language: str) -> None:
    before = parse(line, sections=SECTIONS, language=language)
    for span in before.spans:
        found = unchip(line, span.end, sections=SECTIONS, language=language)
        assert found is not None
        spans = parse(found[0], sections=SECTIONS, language=language).spans
        assert not any(s.end == found[1] and s.type == span.type for s in spans)
