"""History is read from its end, replica by replica, in the order in which things were done."""

import itertools

from tests.store.laptops import EVENT, TEAM, Laptop

SAID = """select action, max(hlc) from fact where op = 'save' and instr(body, '"~say"')
  group by action order by 2 desc"""
TOUCHED = "select kind, id from fact where action = ? and op = 'save' and body is not null"


def test_every_action_comes_once_and_in_its_order_whoever_did_it_and_however_often_one_turns_the_page(tmp_path):
    clock = itertools.count(1_790_000_000_000)
    one, two = (Laptop(tmp_path, number, clock=clock) for number in (1, 2))
    for n in range(12):
        for laptop in (one, two):
            laptop.put("note", f"{n + 1:031x}{laptop.number}", TEAM if n % 3 else EVENT, event=EVENT.id, text=f"{n}")
        if n % 4 == 3:
            one.restart()
    one.erase("note", f"{7:031x}1", EVENT)
    one.take(two.file())
    (total,) = one.store.connection.execute("select count(*) from replica where n > 0").fetchone()
    assert total > 6
    read, before = [], 0
    while page := one.store.views.history(5, before=before):
        read, before = [*read, *page], page[-1].hlc
    assert [(entry.action, entry.hlc) for entry in read] == one.store.connection.execute(SAID).fetchall()
    assert len(read) == 23, "the erased line is told no more"
    for entry in read:
        assert entry.touched == set(one.store.connection.execute(TOUCHED, (entry.action,)))
    for laptop in (one, two):
        laptop.store.close()


def test_the_end_of_history_is_read_without_its_beginning(tmp_path):
    laptop, read = Laptop(tmp_path, 1), []
    for n in range(200):
        laptop.put("note", f"{n + 1:032x}", event=EVENT.id, text=f"{n}")
        if n % 20 == 19:
            laptop.restart()
    connection = laptop.store.views.connection
    connection.set_trace_callback(read.append)
    assert len(laptop.store.views.history(10)) == 10
    connection.set_trace_callback(None)
    assert sum("from fact" in sql for sql in read) <= 2, read
    laptop.store.close()
