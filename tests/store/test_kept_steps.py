"""What a step keeps: nothing that its lines tell, and not for ever."""

import json

import pytest

from hubdesk.i18n import say
from hubdesk.model.change import Before, Moved, Put
from hubdesk.model.records import Note
from hubdesk.store import places, undo
from tests.store.laptops import EVENT, TEAM, Laptop

NOTE, MOVED = "a1" * 16, "a2" * 16


@pytest.fixture
def laptop(tmp_path):
    """A workspace with one note."""
    found = Laptop(tmp_path, 1)
    found.put("note", NOTE, event=EVENT.id, text="first")
    yield found
    found.store.close()


def kept(laptop: Laptop) -> list[tuple]:
    rows = laptop.store.connection.execute("select deed, label, entries from undo order by no")
    return [(deed, label, json.loads(entries)) for deed, label, entries in rows]


def test_a_new_record_is_kept_as_the_place_of_its_line_and_a_change_with_what_was_before(laptop):
    laptop.put("note", NOTE, text="second")
    places_ = [
        at for (at,) in laptop.store.connection.execute("select place from fact where op = 'save' order by place")
    ]
    assert kept(laptop) == [(None, None, [[places_[0]]]), (None, None, [[places_[1], {"text": "first"}]])]
    said = [entry.action for entry in laptop.store.views.history()]
    assert laptop.store.steps() == said


def test_a_step_keeps_its_name_and_its_sentence_however_often_it_is_taken_back(laptop):
    names, told = laptop.store.steps(), laptop.store.next_step(back=True)
    for back in (True, False, True, False):
        laptop.store.step(back=back)
        assert laptop.store.next_step(back=not back) == told
    assert laptop.store.steps() == names


def test_a_step_keeps_its_name_and_its_sentence_when_its_record_moves(laptop):
    laptop.store.commit([Put(EVENT, "note", NOTE, {"text": "second"})], say("Change"), NOTE)
    names = laptop.store.steps()
    away = Moved(EVENT, NOTE, {"visibility": "committee"})
    puts = [
        Put(TEAM, "note", MOVED, {"event": EVENT.id, "text": "second", "visibility": "internal"}, moved=away),
        Put(EVENT, "note", NOTE, {}, way="erase"),
    ]
    laptop.store.commit(puts, say("Move"), MOVED)
    assert laptop.store.steps()[1:] == names
    laptop.store.step(back=True)
    step = laptop.store.step(back=True)
    assert step is not None and step.sentence.one == "Change"
    (note,) = laptop.store.views.all(Note)
    assert note.text == "first"


def test_only_the_newest_steps_are_kept(laptop):
    with laptop.store.log.transaction():
        for n in range(undo.KEPT + 100):
            before = Before("note", NOTE, {}, made=True, place=places.place(2, n + 3), tells=True)
            undo.remember(laptop.store.connection, "b1" * 16, {}, [before])
    assert len(kept(laptop)) == undo.KEPT + 1


def test_a_step_about_an_erased_record_is_forgotten_whatever_it_kept_of_it(laptop):
    laptop.put("note", MOVED, event=EVENT.id, text=f"see {NOTE}")
    laptop.put("note", MOVED, text="see nothing")
    made = kept(laptop)[1][2]
    laptop.erase("note", NOTE)
    assert [entries for _, _, entries in kept(laptop)] == [made, []]
    laptop.erase("note", MOVED)
    assert [entries for _, _, entries in kept(laptop)] == [[], []]
