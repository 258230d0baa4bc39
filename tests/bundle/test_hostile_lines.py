"""What an insider with a good key may sign and nobody takes in: lines that break a rule of the log."""

from collections.abc import Callable

import pytest

from hubdesk.bundle.checking import Receiver, Tip, may_stand
from hubdesk.model import facts
from hubdesk.model.facts import Book
from tests.bundle.forge import OTHER, insider, line, opening, read, refused, saying
from tests.bundle.logs import (
    AICHA,
    BIRK,
    EVE,
    EVENT,
    EVENT_BOOK,
    TEAM_BOOK,
    WALL,
    Run,
    bytes_of,
    contents,
    evening,
    ident,
    receiver,
    state,
)

MINE = facts.replica_id(EVENT, EVE.key, "0f" * 16)


JSON: dict[str, str] = {
    "NaN": '{"text":NaN}',
    "Infinity": '{"text":-Infinity}',
    "1e999": '{"text":1e999}',
    "float": '{"text":1.5}',
    "float that is whole": '{"text":1.0}',
    "5,000 digits": '{"text":' + "9" * 5000 + "}",
    "4,000 digits": '{"text":' + "9" * 4000 + "}",
    "2^53": '{"text":9007199254740993}',
    "minus zero": '{"text":-0}',
    "lone surrogate": '{"text":"\\ud800"}',
    "escaped pair": '{"text":"\\ud83d\\ude00"}',
    "escaped letter": '{"text":"\\u0061"}',
    "escaped slash": '{"text":"\\/"}',
    "NUL": '{"text":"a\\u0000b"}',
    "two equal keys": '{"text":"a","text":"b"}',
    "keys out of order": '{"text":"a","order":"b"}',
    "a space": '{ "text":"a"}',
    "an object as value": '{"text":{"a":1}}',
    "a list as value": '{"text":[1]}',
    "field with a capital": '{"Text":"a"}',
    "field with SQL": '{"text; drop":"a"}',
    "field of a prototype": '{"__proto__":"a"}',
    "empty field": '{"":"a"}',
    "long field": '{"tags/' + "x" * 300 + '":true}',
    "decomposed text": '{"text":"e\u0301"}',
    "decomposed field": '{"tags/e\u0301":true}',
    "100,000 nested": '{"text":' + "[" * 100000 + "]" * 100000 + "}",
    "nested without end": '{"text":' + "[" * 400000,
    "2 MB": '{"text":"' + "x" * (2 << 20) + '"}',
    "empty": "",
    "trailing comma": '{"text":"a",}',
    "comment": '{"text":"a"}//x',
    "byte order mark": '\ufeff{"text":"a"}',
    "513 fields": "{" + ",".join(f'"tags/{n:03}":true' for n in range(513)) + "}",
    "list instead of fields": '["a"]',
    "null instead of fields": "null",
}


@pytest.mark.parametrize("what", JSON)
def test_a_line_stands_in_its_one_canonical_form(what: str) -> None:
    assert refused(saying(JSON[what])).startswith("fact-")


BYTES: dict[str, Callable[[bytes], bytes]] = {
    "invalid UTF-8": lambda good: good.replace(b"x", b"\xff", 1),
    "overlong UTF-8": lambda good: good.replace(b"x", b"\xc0\xaf", 1),
    "UTF-16": lambda good: good.decode().encode("utf-16-le"),
    "surrogate in UTF-8": lambda good: good.replace(b"x", b"\xed\xa0\x80", 1),
    "carriage return": lambda good: good + b"\r",
    "leading space": lambda good: b" " + good,
    "two lists": lambda good: good + good,
    "cut": lambda good: good[:-1],
    "nothing": lambda good: b"",
    "leaf in capitals": lambda good: facts.leaf(good).hex().upper().encode().replace(b"0", b"A"),
    "leaf in quotes": lambda good: b'"' + facts.leaf(good).hex().encode() + b'"',
    "short leaf": lambda good: facts.leaf(good).hex()[:63].encode(),
    "long leaf": lambda good: facts.leaf(good).hex().encode() + b"0",
}


@pytest.mark.parametrize("what", BYTES)
def test_a_line_is_whole_utf_8(what: str) -> None:
    assert refused(insider([opening(), BYTES[what](line())])).startswith("fact-")


SHAPES: dict[str, dict[str, object]] = {
    "seq as float": {"seq": "2.0"},
    "seq as true": {"seq": "true"},
    "seq as text": {"seq": '"2"'},
    "seq negative": {"seq": -2},
    "seq zero": {"seq": 0},
    "seq gap": {"seq": 3},
    "seq repeated": {"seq": 1},
    "clock as number": {"hlc": "12"},
    "clock in capitals": {"hlc": '"00AB000000000000"'},
    "clock of year 2200": {"hlc": f'"{7258118400000 << 16:016x}"'},
    "clock 2^64": {"hlc": f'"{1 << 64:x}"'},
    "clock goes back": {"hlc": f'"{1 << 16:016x}"'},
    "clock stands still": {"hlc": f'"{WALL + 1 << 16:016x}"'},
    "unknown operation": {"op": "drop"},
    "opening in the middle": {"op": "open", "kind": "", "id": ""},
    "receipt about a record": {"op": "receipt", "body": "{}"},
    "save about nothing": {"kind": "", "id": ""},
    "kind with SQL": {"kind": "note(id)--"},
    "kind in capitals": {"kind": "Note"},
    "short id": {"id": "00"},
    "id in capitals": {"id": "AB" * 16},
    "action no id": {"action": "x"},
    "salt too short": {"tail": ',"abc"'},
    "salt no text": {"tail": ",1"},
    "salt with a space": {"tail": ',"abcdefghijk "'},
    "a ninth value": {"tail": ',"abcdefghijkl",1'},
    "person in the event book": {"kind": "person"},
    "secret in the event book": {"kind": "secret"},
    "erase that names no line": {"op": "erase", "body": '{"gone/x":true}'},
    "erase with false": {"op": "erase", "body": f'{{"gone/{MINE}-1":false}}'},
    "erase of a line to come": {"op": "erase", "body": f'{{"gone/{MINE}-9":true}}'},
    "erase of a stranger's line": {"op": "erase", "body": f'{{"gone/{OTHER}-1":true}}'},
    "receipt of the future": {"op": "receipt", "kind": "", "id": "", "body": f'{{"seen/{OTHER}":9}}'},
    "receipt of itself": {"op": "receipt", "kind": "", "id": "", "body": f'{{"seen/{MINE}":2}}'},
    "receipt with text": {"op": "receipt", "kind": "", "id": "", "body": f'{{"seen/{MINE}":"1"}}'},
    "receipt with true": {"op": "receipt", "kind": "", "id": "", "body": f'{{"seen/{MINE}":true}}'},
    "receipt with zero": {"op": "receipt", "kind": "", "id": "", "body": f'{{"seen/{MINE}":0}}'},
    "receipt with a key": {"op": "receipt", "kind": "", "id": "", "body": '{"key":"x"}'},
}


@pytest.mark.parametrize("what", SHAPES)
def test_a_line_keeps_the_rules_of_its_operation(what: str) -> None:
    assert refused(insider([opening(), line(**SHAPES[what])]))  # type: ignore[arg-type]


def test_the_forger_can_also_write_good_lines() -> None:
    assert read(saying('{"text":"x"}')).facts == 2


def test_the_replica_is_proved_by_its_opening() -> None:
    assert refused(insider([opening(AICHA), line()], by=EVE)) == "fact-forged-replica"
    assert refused(insider([opening(), line()], replica=OTHER)) == "fact-forged-replica"
    victim = facts.replica_id(EVENT, AICHA.key, "0f" * 16)
    assert refused(insider([opening(AICHA), line()], by=EVE, replica=victim)) == "opening-author"
    assert refused(insider([line(1), line(2)])).startswith("fact-")
    erased = facts.leaf(opening()).hex().encode()
    assert refused(insider([erased, line()], leaves=[facts.leaf(opening()), facts.leaf(line())])) == "opening-erased"


def test_one_record_has_one_kind() -> None:
    assert refused(insider([opening(), line(2), line(3, kind="statement")])) == "two-kinds"
    assert refused(insider([opening(), line(2, kind="new"), line(3, kind="newer")])) == "two-kinds"


def test_kinds_of_a_newer_version_are_carried_but_not_without_end() -> None:
    good = [line(n, kind=f"new{n}", id=f"{n:032x}") for n in range(2, 240)]
    assert read(insider([opening(), *good])).facts == 239
    many = [line(n, kind=f"new{n}", id=f"{n:032x}") for n in range(2, 300)]
    assert refused(insider([opening(), *many])) == "many-kinds"


@pytest.mark.parametrize(
    ("kind", "sort", "may"),
    [
        ("note", "event", True),
        ("note", "team", True),
        ("note", "crew", False),
        ("statement", "event", True),
        ("statement", "team", True),
        ("agenda", "team", True),
        ("event", "event", True),
        ("event", "team", False),
        ("person", "team", True),
        ("person", "event", False),
        ("mark", "event", False),
        ("member", "crew", True),
        ("member", "event", False),
        ("secret", "team", False),
        ("section", "charter", True),
        ("unheard", "event", True),
    ],
)
def test_a_kind_stands_only_where_it_belongs(kind: str, sort: str, may: bool) -> None:
    assert may_stand(kind, sort) is may


def test_a_leaf_needs_somebody_who_says_that_it_was_erased() -> None:
    censored = [opening(), facts.leaf(line()).hex().encode(), line(3)]
    leaves = [facts.leaf(opening()), facts.leaf(line()), facts.leaf(line(3))]
    assert refused(insider(censored, leaves=leaves)) == "leaf-unnamed"
    assert read(insider(censored, leaves=leaves), Receiver(named=lambda replica, seq: (replica, seq) == (MINE, 2)))
    named = [*censored[:2], line(3, op="erase", body=f'{{"gone/{MINE}-2":true}}')]
    assert read(insider(named, leaves=[*leaves[:2], facts.leaf(named[2])])).facts == 3


def test_the_part_holds_exactly_its_lines() -> None:
    two = [opening(), line()]
    whole = b"".join(each + b"\n" for each in two)
    assert refused(insider(two, content=whole[:-1])) == "line-end"
    assert refused(insider(two, content=whole + line(3) + b"\n")) == "lines"
    assert refused(insider(two, content=two[0] + b"\n")) == "lines"
    assert refused(insider(two, content=b"")) == "lines"
    assert refused(insider(two, content=whole.replace(b"\n", b"\r\n"))).startswith("fact-")
    assert refused(insider(two, content=whole.replace(b'"x"', b'"y"'))) == "chain"


def test_a_signature_of_somebody_else_does_not_fit() -> None:
    wrong = AICHA.sign(b"anything").hex()
    assert refused(insider([opening()], part=lambda part: part.update(sig=wrong))) == "author-signature"


def test_a_key_of_small_order_signs_nothing() -> None:
    """Some libraries accept this key and this signature for every message."""
    small = "01" + "00" * 31
    nonce = "0f" * 16
    first = Run(EVE).open().facts[0]
    replica = facts.replica_id(EVENT, small, nonce)
    body = facts.canonical({"key": small, "nonce": nonce}).decode()
    forged = line(1, op="open", kind="", id="", body=body, hlc=f'"{first.hlc:016x}"')

    def aim(part: dict[str, object]) -> None:
        part.update(author=small, sig=small + "00" * 32)

    assert refused(insider([forged], replica=replica, part=aim)) == "author-signature"

    def aim_whole(manifest: dict[str, object]) -> None:
        manifest.update(key=small)

    content = insider([opening()], whole=aim_whole)
    assert refused(content) == "signature"


# ---- against what is here -------------------------------------------------------------------------------------------


def test_another_history_of_known_lines_is_a_fork() -> None:
    one = Run(AICHA).save(ident(1), text="as it was")
    twin = Run(AICHA).save(ident(1), text="as it never was").save(ident(2), text="more")
    assert refused(bytes_of(contents([twin])), receiver(one)) == "fork"
    assert read(bytes_of(contents([one])), receiver(one)).facts == 2


def test_a_known_replica_keeps_its_author_and_its_book() -> None:
    one = Run(AICHA).save(ident(1), text="x")
    foreign = {EVENT: {one.replica: Tip(2, one.chains()[2], BIRK.key, 0)}}
    assert refused(bytes_of(contents([one])), Receiver({}, foreign)) == "replica-author"
    elsewhere = {TEAM_BOOK.id: {one.replica: one.tip()}}
    assert refused(bytes_of(contents([one])), Receiver({}, elsewhere)) == "replica-elsewhere"


def test_a_book_that_is_private_here_cannot_be_fed_as_another_sort() -> None:
    one = Run(AICHA).save(ident(1), text="x")
    here = Receiver({EVENT: Book(EVENT, "private", "")})
    assert refused(bytes_of(contents([one])), here) == "book-differs"


def test_the_clock_goes_on_from_what_is_here() -> None:
    one = Run(AICHA).save(ident(1), text="x").save(ident(2), text="y")
    later = contents([one]).books
    segments = one.segments(since=2)
    needs = {EVENT: {one.replica: (2, one.chains()[2])}}
    content = bytes_of(contents([one], books=later, segments=segments, needs=needs))
    tip = Tip(2, one.chains()[2], AICHA.key, one.facts[2].hlc)
    assert refused(content, Receiver({}, {EVENT: {one.replica: tip}})) == "clock-order"
    good = tip._replace(hlc=one.facts[1].hlc)
    assert read(content, Receiver({}, {EVENT: {one.replica: good}})).missing == {}


def test_a_clock_far_ahead_is_told_and_not_refused() -> None:
    ahead = Run(AICHA, start=WALL + 3 * 24 * 3600 * 1000).save(ident(1), text="x")
    package = read(bytes_of(contents([ahead])))
    assert package.ahead == {ahead.replica: 3 * 24 * 3600 * 1000 + 2}
    assert read(bytes_of(contents([Run(AICHA).save(ident(1), text="x")]))).ahead == {}


def test_receipts_may_name_what_is_here_already() -> None:
    one, two = evening()
    alone = contents([two])
    here = Receiver({EVENT: EVENT_BOOK}, {EVENT: {one.replica: one.tip()}})
    assert state(EVENT_BOOK, [two]) in alone.books
    spool = insider([opening(EVE, **{one.replica: 10})])
    assert read(spool, here).facts == 1
    assert refused(spool) == "receipt-future"
    assert refused(insider([opening(EVE, **{one.replica: 11})]), here) == "receipt-future"
