"""Lines have one byte form: what is read is what was written, and any other bytes are told apart without a crash."""

import json
import unicodedata
from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from hubdesk.model import facts
from hubdesk.model.facts import BadFact, Fact, parse_line

BOOK, KEY, NONCE = "11" * 16, "ab" * 32, "0f" * 16
REPLICA = facts.replica_id(BOOK, KEY, NONCE)
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")).map(
    lambda text: unicodedata.normalize("NFC", text)
)
VALUES = st.one_of(TEXT, st.integers(-(2**53) + 1, 2**53 - 1), st.booleans(), st.none())
NAMES = st.from_regex("[a-z~][a-z0-9_]{0,31}", fullmatch=True)
MEMBERS = st.tuples(NAMES, TEXT.filter(lambda text: 0 < len(text) <= 200)).map("/".join)
FIELDS = st.dictionaries((NAMES | MEMBERS).filter(lambda name: unicodedata.is_normalized("NFC", name)), VALUES)
HEX = st.binary(min_size=16, max_size=16).map(bytes.hex)


@st.composite
def saves(draw: st.DrawFn) -> Fact:
    kind = draw(st.from_regex("[a-z][a-z0-9_]{0,31}", fullmatch=True))
    head = (BOOK, REPLICA, draw(st.integers(2, 2**53 - 1)), draw(st.integers(0, facts.CLOCK_END - 1)), "save")
    return Fact(*head, draw(HEX), kind, draw(HEX), draw(FIELDS), draw(st.sampled_from(["", "abcdefghij_-"])))


@settings(max_examples=150, deadline=None)
@given(saves())
def test_a_line_comes_back_as_it_went(fact: Fact) -> None:
    line = fact.line()
    assert parse_line(line, BOOK, REPLICA) == fact
    assert parse_line(line, BOOK, REPLICA).line() == line
    body = facts.body_of(fact, line)
    assert json.loads(body) == fact.fields
    about = (fact.op, fact.action, fact.kind, fact.id)
    assert facts.line(fact.seq, fact.hlc, about, body, salt=fact.salt) == line


@settings(max_examples=300, deadline=None)
@given(saves(), st.data())
def test_altered_bytes_are_another_fact_or_none(fact: Fact, data: st.DataObject) -> None:
    line = bytearray(fact.line())
    for at in data.draw(st.lists(st.integers(0, len(line) - 1), min_size=1, max_size=3)):
        line[at] = data.draw(st.integers(0, 255))
    _read_or_refused(bytes(line))


JSON = st.recursive(
    VALUES | st.floats() | st.sampled_from(["open", "save", "receipt", "erase", NONCE, f"{7:016x}"]),
    lambda inner: st.lists(inner, max_size=8) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(st.binary() | JSON.map(lambda value: json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()))
def test_any_bytes_are_a_fact_or_refused(line: bytes) -> None:
    _read_or_refused(line)


def _read_or_refused(line: bytes) -> None:
    with suppress(BadFact):
        assert parse_line(line, BOOK, REPLICA).line() == line
