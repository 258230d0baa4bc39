"""Words that must go are gone: from the log, the tables, search, undo, the WAL and the backups."""

import pytest

from hubdesk.errors import Refused
from hubdesk.i18n import say
from hubdesk.model.change import Put
from hubdesk.model.records import Event, Note
from hubdesk.store import doctor, purge
from tests.store.laptops import EVENT, TEAM, Laptop

CANARY = "Zyxwvut-canary-word"
NOTE = "a" * 32


def bytes_below(folder) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_erasing_leaves_no_byte_and_every_chain_whole(tmp_path):
    laptop = Laptop(tmp_path, 1)
    laptop.put("note", NOTE, event=EVENT.id, text=CANARY)
    laptop.put("note", "b" * 32, event=EVENT.id, text="stays")
    assert laptop.store.views.search(Note, CANARY)
    laptop.erase("note", NOTE)
    assert laptop.store.views.search(Note, CANARY) == []
    laptop.restart()
    assert b"zyxwvut" not in bytes_below(tmp_path).lower()
    assert laptop.store.check(rebuild=True).damage == ()
    laptop.store.close()
    assert CANARY.encode() not in bytes_below(tmp_path)
    assert b"zyxwvut" not in bytes_below(tmp_path).lower()


def test_erased_stays_gone_whatever_arrives_later(tmp_path):
    one, two, three = (Laptop(tmp_path, n) for n in (1, 2, 3))
    one.put("note", NOTE, event=EVENT.id, text=CANARY)
    two.take(one.file())
    early = one.file()
    two.put("note", NOTE, text=CANARY + " edited elsewhere")
    late = two.file()
    one.erase("note", NOTE)
    one.take(late)
    assert one.store.views.find(Note, NOTE) is None
    three.take(one.file())
    three.take(early)
    three.take(late)
    assert three.store.views.find(Note, NOTE) is None
    two.take(one.file())
    assert two.store.views.find(Note, NOTE) is None
    one.take(two.file())
    assert one.digests() == two.digests()
    for laptop in (one, two, three):
        assert laptop.store.check(rebuild=True).damage == ()
        laptop.store.close()
    assert CANARY.encode() not in bytes_below(tmp_path)


def test_words_taken_out_of_a_record_are_gone_wherever_the_erasing_comes(tmp_path):
    one, two, three, four = laptops = [Laptop(tmp_path, n) for n in (1, 2, 3, 4)]
    one.put("note", NOTE, event=EVENT.id, text=CANARY, speaker=CANARY)
    for other in (two, four):
        other.take(one.file())
    early = one.file()
    three.put("note", "c" * 32, event=EVENT.id, text="of another laptop")
    clean = Put(EVENT, "note", NOTE, {"event": EVENT.id, "text": "clean"})
    two.store.commit([clean, Put(EVENT, "note", NOTE, {}, way="redact")], say("Test"), NOTE)
    for other in (one, three, four):
        other.take(two.file())
        other.take(early)
    states = {doctor.state_digest(laptop.store.connection) for laptop in (one, two, four)}
    for laptop in laptops:
        assert laptop.store.views.get(Note, NOTE).text == "clean"
        assert laptop.store.check(rebuild=True).damage == ()
        laptop.store.close()
    assert len(states) == 1
    assert CANARY.encode() not in bytes_below(tmp_path)
    assert b"zyxwvut" not in bytes_below(tmp_path).lower()


def test_who_erases_a_record_under_another_kind_is_refused(tmp_path):
    one, two = Laptop(tmp_path, 1), Laptop(tmp_path, 2)
    one.put("note", NOTE, event=EVENT.id, text=CANARY)
    two.take(one.file())
    two.erase("statement", NOTE)
    with pytest.raises(Refused) as refused:
        one.take(two.file())
    assert refused.value.code == "two-kinds"
    assert one.store.views.get(Note, NOTE).text == CANARY
    for laptop in (one, two):
        assert laptop.store.check().damage == ()
        laptop.store.close()


def test_a_purge_leaves_nothing_of_the_event(tmp_path):
    laptop = Laptop(tmp_path, 1)
    laptop.put("event", EVENT.id, title=CANARY)
    laptop.put("note", NOTE, event=EVENT.id, text=CANARY)
    laptop.put("person", "c" * 32, TEAM, event=EVENT.id, name=CANARY)
    laptop.store.commit(
        [Put(laptop.store.private, "note", "d" * 32, {"event": EVENT.id, "text": CANARY})], say("Add a note")
    )
    laptop.store.backup()
    laptop.put("event", "9" * 32, laptop_book("9" * 32), title="another evening")
    removed = purge.purge(laptop.store, [EVENT, TEAM], EVENT.id)
    assert removed == 5
    assert [event.title for event in laptop.store.views.all(Event)] == ["another evening"]
    assert laptop.store.check(rebuild=True).damage == ()
    laptop.store.close()
    assert CANARY.encode() not in bytes_below(tmp_path)


def laptop_book(id: str):
    from hubdesk.model.facts import Book

    return Book(id, "event", id)
