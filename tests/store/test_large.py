"""Files with more lines than memory has room for: the same comes out of them, and memory does not grow with them."""

import gc
import tracemalloc

import pytest

from hubdesk.errors import HubDeskError
from hubdesk.i18n import say
from hubdesk.model.change import Put
from hubdesk.model.records import Note
from hubdesk.store import doctor, tables
from hubdesk.store.merged import File
from tests.store.laptops import EVENT, Laptop, parsed

ROOM = 40


@pytest.fixture
def laptops(tmp_path):
    """Two that write, two that read: one with room for all lines, one with little."""
    found = [Laptop(tmp_path, n, at_hand=at_hand) for n, at_hand in enumerate((10_000, 10_000, 10_000, ROOM))]
    yield found
    for each in found:
        each.store.close()


def write(laptop: Laptop, notes: range, **fields) -> None:
    puts = [Put(EVENT, "note", f"{n:032x}", {"event": EVENT.id, "text": f"Line {n}", **fields}) for n in notes]
    laptop.store.commit(puts, say("Test"))


def test_much_comes_in_as_little_does(laptops):
    first, second, *takers = laptops
    roomy, narrow = takers
    write(first, range(200))
    for each in (second, roomy, narrow):
        each.take(first.file())
    write(second, range(50, 120), kind="idea")
    write(first, range(60, 180), kind="concern")
    second.erase("note", f"{7:032x}")
    (books, one), (_, other) = first.file(), second.file()
    in_room, in_little = (each.store.absorb(books, one + other) for each in takers)
    assert in_room.two_versions == in_little.two_versions == 60  # notes 60 to 119
    assert in_room.new == in_little.new
    assert len(in_room.touched) == 131 and not in_room.kinds
    assert in_little.touched == {("note", f"{7:032x}")} and in_little.kinds == {"note"}
    assert roomy.digests() == narrow.digests()
    states = {doctor.state_digest(each.store.connection) for each in takers}
    assert narrow.store.check(rebuild=True).damage == ()
    assert states == {doctor.state_digest(narrow.store.connection)}


def test_many_writes_of_one_action_do_as_few_do(laptops):
    first, second, *_ = laptops
    for each in (first, second):
        write(each, range(5), kind="idea")
        each.erase("note", f"{200:032x}")
    puts = [Put(EVENT, "note", f"{n:032x}", {"voices": n, "event": EVENT.id}) for n in [*range(1, 150), 7, 149]]
    first.store.commit(puts, say("Test"))
    for put in puts:
        second.store.commit([put], say("Test"))
    assert doctor.state_digest(first.store.connection) == doctor.state_digest(second.store.connection)
    assert first.store.check(rebuild=True).damage == ()
    with pytest.raises(HubDeskError) as error:
        write(first, range(100, 202))
    assert error.value.code == "erased"


def test_many_writes_ask_together_whether_they_are_new(laptops):
    first, *_ = laptops
    write(first, range(2))
    asked = []
    first.store.connection.set_trace_callback(asked.append)
    write(first, range(300, 500))
    first.store.connection.set_trace_callback(None)
    assert sum("from closed" in sql or 'from "note" where' in sql for sql in asked) <= 2


def test_a_new_record_of_a_large_action_costs_its_line_and_its_row(laptops):
    first, *_ = laptops
    write(first, range(2))
    asked = []
    for many in (200, 400):
        puts = [Put(EVENT, "agenda", f"{many:04x}{n:028x}", {"event": EVENT.id, "number": n}) for n in range(many)]
        asked.clear()
        first.store.connection.set_trace_callback(asked.append)
        first.store.commit(puts, say("Test"))
        first.store.connection.set_trace_callback(None)
        said = [sql for sql in asked if not sql.startswith("--") and "agenda_words" not in sql]
        assert sum("replica" in sql and not sql.startswith("insert into fact") for sql in said) <= 3, said
        assert len(said) <= 2 * many + 20, said


def test_a_large_action_may_change_and_take_out_what_it_wrote(laptops):
    first, second, taker, _ = laptops
    puts = [Put(EVENT, "note", f"{n:032x}", {"event": EVENT.id, "text": f"Line {n}", "voices": n}) for n in range(150)]
    puts[120:120] = [Put(EVENT, "note", f"{4:032x}", {}, "erase"), Put(EVENT, "note", f"{3:032x}", {"text": "other"})]
    puts += [Put(EVENT, "note", f"{5:032x}", {"~deleted": True}), Put(EVENT, "note", f"{149:032x}", {"text": "last"})]
    first.store.commit(puts, say("Test"))
    for put in puts:
        second.store.commit([put], say("Test"))
    assert doctor.state_digest(first.store.connection) == doctor.state_digest(second.store.connection)
    assert first.store.views.search(Note, "other") == [f"{3:032x}"]
    assert first.store.check(rebuild=True).damage == ()
    taker.take(first.file())  # refuses what no line explains
    assert taker.digests() == first.digests()


def test_of_a_large_action_that_fails_nothing_waits_for_the_next(laptops):
    first, *_ = laptops
    write(first, range(2))
    with pytest.raises(HubDeskError) as error:
        write(first, range(300, 500), text="a" * (1 << 20))
    assert error.value.code == "too-long"
    write(first, range(2, 4))
    lines = first.store.connection.execute("select seq from fact order by seq").fetchall()
    assert lines == [(1,), (2,), (3,), (4,), (5,)]
    assert first.store.views.count(Note) == 4
    assert first.store.check(rebuild=True).damage == ()


def test_a_record_with_many_lines_is_worked_out_once(laptops):
    first, _, _, narrow = laptops
    for n in range(6):
        write(first, range(n, 50), voices=n)
    asked = []
    narrow.store.connection.set_trace_callback(asked.append)
    narrow.take(first.file())
    narrow.store.connection.set_trace_callback(None)
    assert sum(sql.startswith('insert into "note"(') for sql in asked) == 50


def test_memory_does_not_grow_with_the_number_of_lines(laptops):
    giver, _, _, taker = laptops
    have: dict[str, int] = {}

    def each_by_itself(parts):
        for part in parts:
            gc.collect()  # gives back the freed rows that Python keeps for the next ones
            yield part, parsed(part)

    def peak(lines: range) -> int:
        parts = []
        for start in range(lines.start, lines.stop, 50):
            write(giver, range(start, start + 50))
            giver.store.seal([EVENT], giver.sign)
            parts += giver.store.segments(EVENT, have)
            have[parts[-1].replica] = parts[-1].hi
        tracemalloc.start()
        done = taker.store.absorb([EVENT], each_by_itself(parts))
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert done.new >= len(lines)
        return found

    peak(range(200))
    little, much = peak(range(1_000, 1_300)), peak(range(10_000, 11_500))
    assert much < little * 1.3, f"{little:,} bytes for 300 lines, {much:,} for 1,500"


def test_one_more_file_asks_as_much_however_many_came_before(laptops, tmp_path):
    *_, taker = laptops
    asked = []
    for number in range(10, 25):
        giver = Laptop(tmp_path, number)
        write(giver, range(number * 100, number * 100 + tables.WAITING))  # each fills what waits for search once
        books, parts = giver.file()
        giver.store.close()
        said: list[str] = []
        taker.store.connection.set_trace_callback(said.append)
        taker.store.absorb(books, parts, files=[File(f"{number:064x}", giver.key, EVENT.id)])
        taker.store.connection.set_trace_callback(None)
        asked.append(sum(not sql.startswith("--") for sql in said))  # those are what search does within
    assert len(set(asked[1:])) == 1, asked
