"""Logs of laptops of the team that keep every rule of the form, or nearly, and say anything at all."""

import random

from hubdesk.model.merge import BASE, DELETED
from hubdesk.model.records import RECORDS, Value, columns
from tests.bundle.forge import unchecked
from tests.bundle.logs import (
    AICHA,
    BIRK,
    CHARTER,
    CHARTER_BOOK,
    CREW_BOOK,
    EVE,
    EVENT,
    EVENT_BOOK,
    TEAM_BOOK,
    WALL,
    Run,
    contents,
    evening,
    ident,
)

KINDS = {
    "event": ["event", "note", "statement", "agenda", "headcount", "attendance", "unheard"],
    "team": ["person", "consent", "mark", "spoken", "gate", "note", "statement"],
    "crew": ["member", "enrolment", "code"],
    "charter": ["charter", "edition", "section", "text"],
}
WORDS: list[Value] = [
    *(
        "",
        "x",
        "public",
        "internal",
        "sensitive",
        "in",
        "out",
        "person",
        "UTC",
        "Mars/Phobos",
        "en",
        "\u202e",
        "\U0001f600",
    ),
    *("2026-10-01T18:00:00+02:00", "2026-13-45", "9999-12-31T23:59:59+14:00", "0001-01-01", "-1", "1e400", "NaN"),
    *("9999-12-31T23:59:59+00:00", "0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59-14:00", "2026-10-01T18:00"),
    *(
        "<b>x</b>",
        "{{x}}\n== y ==",
        "=cmd()",
        "../../x",
        "\x01\x1b[2J",
        "a" * 3000,
        "\u0600" * 50,
        "ident",
        ident(1),
        EVENT,
    ),
    *(None, True, False, 0, 1, -1, 2**53 - 1, -(2**53) + 1, 86_400_000),
]


def fields(chance: random.Random, kind: str) -> dict[str, Value]:
    known = columns(RECORDS[kind]) if kind in RECORDS else {"whatever": "text"}
    found: dict[str, Value] = {}
    for name, sort in known.items():
        if chance.random() < 0.4:
            member = chance.choice(["/x", f"/{ident(1)}", "/" + "é" * 20]) if sort in ("set", "map") else ""
            found[name + member] = chance.choice(WORDS)
    if "event" in known:
        found["event"] = EVENT
    if "charter" in known:
        found["charter"] = CHARTER
    if chance.random() < 0.1:
        found[DELETED] = chance.choice([True, False, 1, "x"])
    if chance.random() < 0.1:
        found[BASE] = chance.choice(["", "-", "x-1", f"{ident(1)}-²", f"{ident(1)}-{'9' * 5000}", f"{ident(1)}--1", 7])
    if chance.random() < 0.05:
        found[chance.choice(["unheard", "tags", "requests", "versions", "hidden", "id", "book", "no"])] = chance.choice(
            WORDS
        )
    return found


def run(chance: random.Random, others: list[Run]) -> Run:
    """Return one replica with a few lines."""
    book = chance.choice([EVENT_BOOK, EVENT_BOOK, TEAM_BOOK, TEAM_BOOK, CREW_BOOK, CHARTER_BOOK])
    start = WALL + chance.randrange(-(10**9), 10**9)
    made = Run(chance.choice([AICHA, BIRK, EVE]), book, f"{chance.getrandbits(128):032x}", start)
    near = [other for other in others if other.book == book]
    made.open({other.replica: chance.randint(1, len(other.facts)) for other in near if chance.random() < 0.5})
    for _ in range(chance.randint(1, 8)):
        _line(chance, made, near)
    return made


def _line(chance: random.Random, made: Run, near: list[Run]) -> None:
    kind = chance.choice(KINDS[made.book.sort])
    own = {"event": EVENT, "charter": CHARTER}.get(kind)
    first = KINDS[made.book.sort].index(kind) if chance.random() < 0.98 else 0
    id = own or f"{first:02x}{chance.randrange(6):030x}"
    way = chance.random()
    if way < 0.75:
        made._add("save", kind, id, fields(chance, kind), chance.choice(["", "abcdefghijkl"]))
    elif way < 0.87 and near:
        made.receipt(**{other.replica: chance.randint(1, len(other.facts)) for other in near[:3]})
    elif own is None:
        of = chance.choice([made, *near])
        about = [(of, fact.seq) for fact in of.facts if fact.id == id and fact.op == "save"]
        if about or chance.random() < 0.2:
            made.erase(id, about or [(of, chance.randint(2, len(of.facts) + 1))], kind)


def circle(chance: random.Random) -> list[Run]:
    """Return two replicas that claim to have seen each other's words before they wrote their own."""
    pair = [Run(EVE, EVENT_BOOK, f"{chance.getrandbits(128):032x}").open() for _ in range(2)]
    for made, other in zip(pair, reversed(pair), strict=True):
        made.receipt(**{other.replica: 3})
        made._add("save", "note", f"{1:02x}{chance.randrange(6):030x}", fields(chance, "note"))
    return pair


def file(chance: random.Random) -> bytes:
    """Return a file of one to four such logs."""
    known = evening()
    runs: list[Run] = []
    for _ in range(chance.randint(1, 4)):
        runs.append(run(chance, [*runs, *known]))
    if chance.random() < 0.1:
        runs += circle(chance)
    sent = [*known, *runs] if any(each.erased - {7} for each in known) else runs
    cuts = tuple(sorted(chance.sample(range(2, 8), chance.randint(0, 3))))
    return unchecked(contents(sent, use="team", cuts=cuts), chance.choice([AICHA, BIRK, EVE]))
