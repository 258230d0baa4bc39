"""A step of many records is taken back and again with few questions, and as well as one of few."""

import pytest

from hubdesk.errors import Cancelled
from hubdesk.i18n import say
from hubdesk.model.change import Put
from hubdesk.model.records import Note
from hubdesk.store import doctor
from tests.store.laptops import EVENT, Laptop


@pytest.fixture
def laptops(tmp_path):
    """Two laptops."""
    found = [Laptop(tmp_path, n) for n in range(2)]
    yield found
    for each in found:
        each.store.close()


def write(laptop: Laptop, notes: range, **fields) -> None:
    puts = [Put(EVENT, "note", f"{n:032x}", {"event": EVENT.id, "text": f"Line {n}", **fields}) for n in notes]
    laptop.store.commit(puts, say("Test"))


def state(laptop: Laptop) -> str:
    assert laptop.store.check(rebuild=True).damage == ()
    return doctor.state_digest(laptop.store.connection)


@pytest.mark.parametrize("first", [{}, {"voices": 2}])
def test_many_records_are_asked_about_together(laptops, first):
    one, _ = laptops
    write(one, range(5))
    if first:
        write(one, range(700))
    before, asked, found = state(one), [], []
    write(one, range(700), **first)
    after = state(one)
    for back in (True, False, True):
        asked.clear()
        one.store.connection.set_trace_callback(asked.append)
        one.store.step(back=back)
        one.store.connection.set_trace_callback(None)
        found.append(state(one))
        assert sum(sql.startswith("select") for sql in asked) <= 30
        written = [sql for sql in asked if not sql.startswith(("select", "--"))]
        assert len(written) <= 3 * 700 + 20  # of each its line, its row, its words
    assert found == [before, after, before]


def test_what_others_changed_since_stays_also_where_there_are_many(laptops):
    one, other = laptops
    write(one, range(300), kind="idea")
    other.take(one.file())
    for n in (3, 299):
        other.put("note", f"{n:032x}", text=f"Better {n}")
    one.take(other.file())
    one.store.step(back=True)
    assert {note.text for note in one.store.views.all(Note)} == {"Better 3", "Better 299"}
    one.store.step(back=False)
    assert one.store.views.count(Note) == 300
    state(one)


def test_a_long_step_back_tells_how_far_it_is_and_can_be_stopped(laptops):
    one, _ = laptops
    write(one, range(1200))
    before, told = state(one), []

    def report(done: int, total: int) -> None:
        told.append((done, total))
        if len(told) == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        one.store.step(back=True, report=report)
    assert told == [(0, 1200), (500, 1200)]
    assert state(one) == before
    one.store.step(back=True)
    assert one.store.views.count(Note) == 0
