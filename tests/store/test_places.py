"""Lines are kept under one number and ids in half their room: both come back as they were, and are looked up so."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.store import derive, erasure, places, sqlite
from tests.store.laptops import EVENT, Laptop
from tests.tools import golden

LOG = "('fact', 'fact_record', 'undo', 'undo_undone', 'replica', 'book', 'leaf', 'receipt', 'signature')"
SHAPE = f"select name, sql from sqlite_schema where name in {LOG} order by name"


@given(st.one_of(st.binary(min_size=16, max_size=16).map(bytes.hex), st.text()))
def test_any_id_comes_back_as_it_was(id):
    assert places.told(places.kept(id)) == id
    assert isinstance(places.kept(id), bytes) == (len(id) == 32 and set(id) <= set("0123456789abcdef"))


@given(st.integers(1, 1 << 30), st.integers(1, (1 << 32) - 1))
def test_a_place_tells_its_replica_and_its_line_and_is_in_order(replica, seq):
    place = places.place(replica, seq)
    assert places.parted(place) == (replica, seq)
    first, last = places.span(replica)
    assert places.span(replica - 1)[1] < first < place <= last < places.span(replica + 1)[0]


def test_lines_are_told_as_they_were_written(tmp_path):
    laptop = Laptop(tmp_path, 1)
    laptop.put("note", "a1" * 16, event=EVENT.id, text="one")
    laptop.erase("note", "a1" * 16)
    rows = laptop.store.connection.execute("select seq, op, kind, id, length(action) from fact order by place")
    assert rows.fetchall() == [
        (1, "open", "", "", 32),
        (2, "save", "", "", 0),
        (3, "erase", "note", "a1" * 16, 32),
    ]
    laptop.store.close()


def test_a_line_that_no_log_can_have_is_no_line_of_another_number(tmp_path):
    laptop = Laptop(tmp_path, 1)
    laptop.put("note", "a1" * 16, event=EVENT.id, text="one")
    replica, no = laptop.store.connection.execute("select id, no from replica where book = 1").fetchone()
    assert no & 1, "else no carry reaches the same place"
    assert erasure.drop_named(laptop.store.connection, 1, (replica, (1 << 32) + 2)) is None
    assert erasure.lines_of(laptop.store.connection, 1, "a1" * 16) == [(replica, 2)]
    laptop.store.close()


def test_lines_about_a_record_are_found_by_the_index(tmp_path):
    laptop = Laptop(tmp_path, 1)
    laptop.put("note", "a1" * 16, event=EVENT.id, text="one")
    asked: list[str] = []
    connection = laptop.store.connection
    connection.set_trace_callback(asked.append)
    assert derive.writes(connection, 1, ["a1" * 16])["a1" * 16][0] == "note"
    assert len(derive.known(connection, ["a1" * 16])) == len(erasure.lines_of(connection, 1, "a1" * 16)) == 1
    connection.set_trace_callback(None)
    assert len(asked) == 3
    for sql in asked:
        plan = " ".join(row[3] for row in connection.execute(f"explain query plan {sql}"))
        assert "SEARCH fact USING INDEX fact_record (about=?)" in plan and "SCAN" not in plan, plan
    laptop.store.close()


@pytest.mark.parametrize("name", ["first-landed", "shape-1", "shape-2", "shape-3", "shape-5"])
def test_a_file_that_was_brought_up_to_date_has_the_shape_of_a_new_one(tmp_path: Path, name: str) -> None:
    connection = sqlite.writer(tmp_path / "5.hubdesk")
    connection.executescript((golden.DATA / f"{name}.sql").read_text("utf-8"))
    connection.close()
    older, new = Laptop(tmp_path, 5), Laptop(tmp_path, 6)
    shapes = [each.store.connection.execute(SHAPE).fetchall() for each in (older, new)]
    assert shapes[0] == shapes[1] and len(shapes[0]) == 9
    for each in (older, new):
        each.store.close()
