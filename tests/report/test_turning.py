"""Words that turn directions turn nothing behind them, judged by another program's rules of direction."""

import pytest
from bidi.algorithm import get_display
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.report import markdown, wikitext
from hubdesk.report.turning import closed

MARKS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@given(st.text(alphabet=MARKS + "ab", max_size=20))
def test_every_mark_is_closed_in_order_and_the_words_stay(text: str) -> None:
    waiting: list[str] = []
    for char in closed(text):
        if char in "\u202a\u202b\u202d\u202e":
            waiting.append("\u202c")
        elif char in "\u2066\u2067\u2068":
            waiting.append("\u2069")
        elif char == "\u202c":
            assert waiting.pop() == char
        elif char == "\u2069":
            while waiting.pop() != char:
                pass
    assert waiting == []
    assert [c for c in closed(text) if c in "ab"] == [c for c in text if c in "ab"]
    assert closed(closed(text)) == closed(text)


@pytest.mark.parametrize("gate", [wikitext.escape, markdown.escape])
@pytest.mark.parametrize("opens", ["\u202e", "\u202b", "\u202d\u202e"])
def test_what_stands_behind_runs_as_before(gate, opens: str) -> None:
    left_open, gated = f"{opens}gnp.exe and more", f"{gate(f'{opens}gnp.exe')} and more"
    assert not get_display(left_open, base_dir="L").endswith(" and more") or opens == "\u202b"
    assert get_display(gated, base_dir="L").endswith(" and more")


@pytest.mark.parametrize("plain", ["", "words", "\u200fמ\u200e", "a\u2068b\u2069c"])
def test_other_words_stay_as_they_are(plain: str) -> None:
    assert closed(plain) == plain
