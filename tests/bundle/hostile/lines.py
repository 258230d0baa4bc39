"""Lines that break a rule of the log, in files that an accepted laptop signed."""

from collections.abc import Callable, Sequence
from typing import Any

from hubdesk.model import facts
from tests.bundle.forge import OTHER, insider, line, opening, saying, unchecked
from tests.bundle.hostile.case import Cases, named
from tests.bundle.logs import AICHA, CREW_BOOK, EVE, EVENT, TEAM_BOOK, WALL, Run, contents, ident

MINE = facts.replica_id(EVENT, EVE.key, "0f" * 16)

JSON: dict[str, tuple[str, str]] = {
    "NaN": ("fact-value", '{"text":NaN}'),
    "Infinity": ("fact-value", '{"text":-Infinity}'),
    "1e999": ("fact-value", '{"text":1e999}'),
    "float": ("fact-value", '{"text":1.5}'),
    "float that is whole": ("fact-value", '{"text":1.0}'),
    "5,000 digits": ("fact-no-json", '{"text":' + "9" * 5000 + "}"),
    "4,000 digits": ("fact-integer", '{"text":' + "9" * 4000 + "}"),
    "2^53": ("fact-integer", '{"text":9007199254740993}'),
    "minus zero": ("fact-not-canonical", '{"text":-0}'),
    "lone surrogate": ("fact-text", '{"text":"\\ud800"}'),
    "escaped pair": ("fact-not-canonical", '{"text":"\\ud83d\\ude00"}'),
    "escaped letter": ("fact-not-canonical", '{"text":"\\u0061"}'),
    "escaped slash": ("fact-not-canonical", '{"text":"\\/"}'),
    "NUL": ("fact-text", '{"text":"a\\u0000b"}'),
    "two equal keys": ("fact-not-canonical", '{"text":"a","text":"b"}'),
    "keys out of order": ("fact-not-canonical", '{"text":"a","order":"b"}'),
    "a space": ("fact-not-canonical", '{ "text":"a"}'),
    "an object as value": ("fact-value", '{"text":{"a":1}}'),
    "a list as value": ("fact-value", '{"text":[1]}'),
    "field with a capital": ("fact-field", '{"Text":"a"}'),
    "field with SQL": ("fact-field", '{"text; drop":"a"}'),
    "field of a prototype": ("fact-field", '{"__proto__":"a"}'),
    "empty field": ("fact-field", '{"":"a"}'),
    "long field": ("fact-field", '{"tags/' + "x" * 300 + '":true}'),
    "decomposed text": ("fact-text", '{"text":"e\u0301"}'),
    "decomposed field": ("fact-field", '{"tags/e\u0301":true}'),
    "100,000 nested": ("fact-no-json", '{"text":' + "[" * 100000 + "]" * 100000 + "}"),
    "nested without end": ("fact-no-json", '{"text":' + "[" * 400000),
    "2 MB": ("fact-long-line", '{"text":"' + "x" * (2 << 20) + '"}'),
    "empty": ("fact-no-json", ""),
    "trailing comma": ("fact-no-json", '{"text":"a",}'),
    "comment": ("fact-no-json", '{"text":"a"}//x'),
    "byte order mark": ("fact-no-json", '\ufeff{"text":"a"}'),
    "513 fields": ("fact-many-fields", "{" + ",".join(f'"tags/{n:03}":true' for n in range(513)) + "}"),
    "list instead of fields": ("fact-shape", '["a"]'),
    "null instead of fields": ("fact-shape", "null"),
}

BYTES: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "invalid UTF-8": ("fact-no-json", lambda good: good.replace(b"x", b"\xff", 1)),
    "overlong UTF-8": ("fact-no-json", lambda good: good.replace(b"x", b"\xc0\xaf", 1)),
    "UTF-16": ("fact-no-json", lambda good: good.decode().encode("utf-16-le")),
    "surrogate in UTF-8": ("fact-no-json", lambda good: good.replace(b"x", b"\xed\xa0\x80", 1)),
    "carriage return": ("fact-shape", lambda good: good + b"\r"),
    "leading space": ("fact-no-json", lambda good: b" " + good),
    "two lists": ("fact-shape", lambda good: good + good),
    "cut": ("fact-no-json", lambda good: good[:-1]),
    "nothing": ("fact-no-json", lambda good: b""),
    "leaf in capitals": ("fact-shape", lambda good: facts.leaf(good).hex().upper().encode().replace(b"0", b"A")),
    "leaf in quotes": ("fact-shape", lambda good: b'"' + facts.leaf(good).hex().encode() + b'"'),
    "short leaf": ("fact-shape", lambda good: facts.leaf(good).hex()[:63].encode()),
    "long leaf": ("fact-shape", lambda good: facts.leaf(good).hex().encode() + b"0"),
}

SHAPES: dict[str, tuple[str, dict[str, object]]] = {
    "seq as float": ("fact-clock", {"seq": "2.0"}),
    "seq as true": ("fact-clock", {"seq": "true"}),
    "seq as text": ("fact-clock", {"seq": '"2"'}),
    "seq negative": ("fact-clock", {"seq": -2}),
    "seq zero": ("fact-clock", {"seq": 0}),
    "seq gap": ("seq", {"seq": 3}),
    "seq repeated": ("fact-opening", {"seq": 1}),
    "clock as number": ("fact-clock", {"hlc": "12"}),
    "clock in capitals": ("fact-clock", {"hlc": '"00AB000000000000"'}),
    "clock of year 2200": ("fact-clock-beyond-2100", {"hlc": f'"{7258118400000 << 16:016x}"'}),
    "clock 2^64": ("fact-clock", {"hlc": f'"{1 << 64:x}"'}),
    "clock goes back": ("clock-order", {"hlc": f'"{1 << 16:016x}"'}),
    "clock stands still": ("clock-order", {"hlc": f'"{WALL + 1 << 16:016x}"'}),
    "unknown operation": ("fact-shape", {"op": "drop"}),
    "opening in the middle": ("fact-opening", {"op": "open", "kind": "", "id": ""}),
    "receipt about a record": ("fact-record", {"op": "receipt", "body": "{}"}),
    "save about nothing": ("fact-record", {"kind": "", "id": ""}),
    "kind with SQL": ("fact-record", {"kind": "note(id)--"}),
    "kind in capitals": ("fact-record", {"kind": "Note"}),
    "short id": ("fact-record", {"id": "00"}),
    "id in capitals": ("fact-record", {"id": "AB" * 16}),
    "action no id": ("fact-shape", {"action": "x"}),
    "salt too short": ("fact-salt", {"tail": ',"abc"'}),
    "salt no text": ("fact-salt", {"tail": ",1"}),
    "salt with a space": ("fact-salt", {"tail": ',"abcdefghijk "'}),
    "a ninth value": ("fact-shape", {"tail": ',"abcdefghijkl",1'}),
    "person in the event book": ("kind-place", {"kind": "person"}),
    "secret in the event book": ("kind-place", {"kind": "secret"}),
    "erase that names no line": ("fact-field", {"op": "erase", "body": '{"gone/x":true}'}),
    "erase with false": ("fact-field", {"op": "erase", "body": f'{{"gone/{MINE}-1":false}}'}),
    "erase of a line to come": ("erase-future", {"op": "erase", "body": f'{{"gone/{MINE}-9":true}}'}),
    "erase of a stranger's line": ("erase-future", {"op": "erase", "body": f'{{"gone/{OTHER}-1":true}}'}),
    "receipt of the future": (
        "receipt-future",
        {"op": "receipt", "kind": "", "id": "", "body": f'{{"seen/{OTHER}":9}}'},
    ),
    "receipt of itself": ("receipt-future", {"op": "receipt", "kind": "", "id": "", "body": f'{{"seen/{MINE}":2}}'}),
    "receipt with text": ("fact-field", {"op": "receipt", "kind": "", "id": "", "body": f'{{"seen/{MINE}":"1"}}'}),
    "receipt with true": ("fact-field", {"op": "receipt", "kind": "", "id": "", "body": f'{{"seen/{MINE}":true}}'}),
    "receipt with zero": ("fact-field", {"op": "receipt", "kind": "", "id": "", "body": f'{{"seen/{MINE}":0}}'}),
    "receipt with a key": ("fact-field", {"op": "receipt", "kind": "", "id": "", "body": '{"key":"x"}'}),
}


def _leaves(lines: Sequence[bytes], *erased: int, **more: Any) -> bytes:
    """Return a file in which some lines are only their leaves."""
    leaves = [facts.leaf(each) for each in lines]
    sent = [leaves[n].hex().encode() if n in erased else each for n, each in enumerate(lines)]
    return insider(sent, leaves=leaves, **more)


def _small_order(whole: bool) -> bytes:
    """Some libraries accept this key and this signature for every message."""
    small, nonce = "01" + "00" * 31, "0f" * 16
    first = Run(EVE).open().facts[0]
    body = facts.canonical({"key": small, "nonce": nonce}).decode()
    forged = line(1, op="open", kind="", id="", body=body, hlc=f'"{first.hlc:016x}"')
    if whole:
        return insider([opening()], whole=lambda manifest: manifest.update(key=small))
    replica = facts.replica_id(EVENT, small, nonce)
    return insider([forged], replica=replica, part=lambda part: part.update(author=small, sig=small + "00" * 32))


def _second_form(signature: str) -> str:
    """Return the same signature with the order of the group added to its number."""
    order = 2**252 + 27742317777372353535851937790883648493
    number = int.from_bytes(bytes.fromhex(signature)[32:], "little") + order
    return signature[:64] + number.to_bytes(32, "little").hex()


def _wrong_content(change: Callable[[bytes], bytes]) -> bytes:
    two = [opening(), line()]
    return insider(two, content=change(b"".join(each + b"\n" for each in two)))


VICTIM = facts.replica_id(EVENT, AICHA.key, "0f" * 16)
FIRST, SECOND, THIRD = opening(), line(2), line(3)
MORE: Cases = {
    "the opening of somebody else": ("fact-forged-replica", lambda: insider([opening(AICHA), line()], by=EVE)),
    "a replica that no opening proves": ("fact-forged-replica", lambda: insider([opening(), line()], replica=OTHER)),
    "the replica of somebody else": (
        "replica-author",
        lambda: insider([opening(AICHA), line()], by=EVE, replica=VICTIM),
    ),
    "an opening by another author": (
        "opening-author",
        lambda: insider([opening(EVE)], by=EVE, part=lambda p: p.update(author=AICHA.key, sig=_as_aicha(p))),
    ),
    "no opening": ("fact-opening", lambda: insider([line(1), line(2)])),
    "an erased opening": ("opening-erased", lambda: _leaves([FIRST, SECOND], 0)),
    "a note that is a statement too": ("two-kinds", lambda: insider([FIRST, SECOND, line(3, kind="statement")])),
    "two kinds that nobody knows": (
        "two-kinds",
        lambda: insider([FIRST, line(2, kind="new"), line(3, kind="newer")]),
    ),
    "erased under another kind": (
        "two-kinds",
        lambda: insider([FIRST, SECOND, line(3, kind="statement", op="erase", body=f'{{"gone/{MINE}-2":true}}')]),
    ),
    "300 kinds": (
        "many-kinds",
        lambda: insider([FIRST, *(line(n, kind=f"new{n}", id=f"{n:032x}") for n in range(2, 300))]),
    ),
    "a line left out": ("leaf-unnamed", lambda: _leaves([FIRST, SECOND, THIRD], 1)),
    "a line left out, another one named": (
        "leaf-unnamed",
        lambda: _leaves([FIRST, SECOND, line(3, op="erase", body=f'{{"gone/{MINE}-1":true}}')], 1),
    ),
    "the erase fact itself erased": (
        "leaf-unnamed",
        lambda: _leaves(
            [FIRST, SECOND, line(3, op="erase", body=f'{{"gone/{MINE}-2":true,"gone/{MINE}-3":true}}')], 1, 2
        ),
    ),
    "a note of another event": ("elsewhere", lambda: saying(f'{{"event":"{OTHER}","text":"x"}}')),
    "the title of another event": ("elsewhere", lambda: saying('{"title":"x"}', kind="event", id=OTHER)),
    "the last line without its end": ("line-end", lambda: _wrong_content(lambda whole: whole[:-1])),
    "a line too many": ("lines", lambda: _wrong_content(lambda whole: whole + THIRD + b"\n")),
    "a line too few": ("lines", lambda: _wrong_content(lambda whole: FIRST + b"\n")),
    "an empty part": ("lines", lambda: _wrong_content(lambda whole: b"")),
    "line ends of another system": ("fact-shape", lambda: _wrong_content(lambda whole: whole.replace(b"\n", b"\r\n"))),
    "a word changed by a relay": ("chain", lambda: _wrong_content(lambda whole: whole.replace(b'"x"', b'"y"'))),
    "lines in another order": (
        "seq",
        lambda: _wrong_content(lambda whole: b"\n".join(reversed(whole.splitlines())) + b"\n"),
    ),
    "a signature of other bytes": (
        "author-signature",
        lambda: insider([FIRST], part=lambda part: part.update(sig=AICHA.sign(b"anything").hex())),
    ),
    "a signature of zeros for lines": (
        "author-signature",
        lambda: insider([FIRST], part=lambda part: part.update(sig="00" * 64)),
    ),
    "a signature in its second form": (
        "author-signature",
        lambda: insider([FIRST], part=lambda part: part.update(sig=_second_form(part["sig"]))),
    ),
    "an author key of small order": ("author-signature", lambda: _small_order(False)),
    "a maker key of small order": ("signature", lambda: _small_order(True)),
    "a person in the crew book": (
        "kind-place",
        lambda: unchecked(contents([Run(EVE, CREW_BOOK).save(ident(1), "person", name="x")], use="team")),
    ),
    "a secret in the team book": (
        "kind-place",
        lambda: unchecked(contents([Run(EVE, TEAM_BOOK).save(ident(1), "secret", secret="x")], use="team")),
    ),
}


def _as_aicha(part: dict[str, Any]) -> str:
    chain = bytes.fromhex(part["chain"])
    return AICHA.sign(facts.to_sign(EVENT, part["replica"], AICHA.key, part["hi"], chain=chain)).hex()


CASES: Cases = {
    **named("line: ", {name: (code, lambda body=body: saying(body)) for name, (code, body) in JSON.items()}),
    **named(
        "bytes: ", {n: (code, lambda way=way: insider([opening(), way(line())])) for n, (code, way) in BYTES.items()}
    ),
    **named(
        "shape: ", {n: (code, lambda how=how: insider([opening(), line(**how)])) for n, (code, how) in SHAPES.items()}
    ),
    **named("log: ", MORE),
}
