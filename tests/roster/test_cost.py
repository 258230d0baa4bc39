"""What a row of a long list costs, counted in calls: times jitter, and twenty thousand rows are waited for."""

import sys
from types import FrameType

from hubdesk.roster import states
from hubdesk.roster.readers import read

ROWS = 1000
NAMES = ("Ana", "Éva", "Ольга", "Kofi", "王小明", "ليلى", "Wairimu Njoroge", "O’Neil")


def a_list(rows: int) -> bytes:
    lines = ["Name;E-mail;Phone;Organisation;Status;Languages"]
    lines += [f"{NAMES[n % 8]} {n};p{n}@x.example;+2547{n:08};Club {n % 70};Registered;en, sw" for n in range(rows)]
    return "\n".join(lines).encode()


def calls(rows: int) -> int:
    """Return how many functions were called to read a list of so many rows."""
    data, counted = a_list(rows), 0

    def count(_frame: FrameType, event: str, _what: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        read(data)
    finally:
        sys.setprofile(None)
    return counted


def test_a_row_costs_few_calls() -> None:
    read(a_list(8))  # what is made once is made
    assert (calls(2 * ROWS) - calls(ROWS)) / ROWS <= 225


def test_a_cell_that_begins_as_a_word_may_is_looked_at_whole() -> None:
    assert all(map(states.is_total, ["Gesamt", "ВСЕГО", "всего участников: 3", "összesen", "o\u0308sszesen", "कुल"]))
    assert not any(map(states.is_total, ["re\u0301sumé", "Ольга", "Éva", "王小明", "गीता"]))
    assert all(map(states.is_hidden, ["(Username hidden)", "[hidden]", " hidden "]))
