"""A kind without records has no table: whoever reads finds no rows, and the first record makes it."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from hubdesk.errors import HubDeskError
from hubdesk.i18n import say
from hubdesk.model.change import Put
from hubdesk.model.records import RECORDS, Note, Poll
from hubdesk.store import doctor, tables
from tests.store.laptops import EVENT, Laptop

NOTE = "a1" * 16


@pytest.fixture
def laptop(tmp_path):
    """A new workspace."""
    found = Laptop(tmp_path, 1)
    yield found
    found.store.close()


def standing(laptop: Laptop) -> set[str]:
    """Return the kinds, and the indexes of words, that have a table."""
    names = {*RECORDS, *(f"{kind}_words" for kind in tables.SEARCHED)}
    rows = laptop.store.connection.execute("select name from sqlite_schema where type = 'table'")
    return {name for (name,) in rows} & names


def test_a_new_workspace_has_no_table_of_records_and_every_question_is_answered(laptop):
    views = laptop.store.views
    assert standing(laptop) == set()
    for kind in RECORDS.values():
        assert views.all(kind, book=EVENT.id) == views.deleted(kind) == views.many(kind, [NOTE]) == []
        assert views.find(kind, NOTE) is None and views.count(kind) == 0
    for kind in tables.SEARCHED:
        assert views.search(RECORDS[kind], "word", event=EVENT.id) == []
    assert views.notes(EVENT.id, search="word") == []
    assert laptop.store.check(rebuild=True).damage == ()
    assert standing(laptop) == set()


@pytest.mark.parametrize("kind", RECORDS)
def test_the_first_record_of_a_kind_makes_its_table_alone(laptop, kind):
    laptop.put(kind, NOTE, event=EVENT.id)
    assert standing(laptop) == {kind}
    assert [one.id for one in laptop.store.views.all(RECORDS[kind])] == [NOTE]
    before = doctor.state_digest(laptop.store.connection)
    laptop.restart()
    assert laptop.store.check(rebuild=True).damage == ()
    assert (standing(laptop), doctor.state_digest(laptop.store.connection)) == ({kind}, before)


def test_who_reads_all_the_while_sees_the_first_record(laptop):
    views = laptop.store.views
    with ThreadPoolExecutor(1) as other:
        assert other.submit(views.all, Note).result() == []
        laptop.put("note", NOTE, event=EVENT.id, text="first")
        assert [one.text for one in other.submit(views.all, Note).result()] == ["first"]
        assert other.submit(views.search, Note, "first").result() == [NOTE]
        other.submit(views.__class__.connection.fget, views).result().close()


def test_a_first_record_that_is_not_saved_leaves_no_table(laptop):
    puts = [Put(EVENT, "note", NOTE, {"text": "first"}), Put(EVENT, "note", "a2" * 16, {"text": "a" * (1 << 20)})]
    with pytest.raises(HubDeskError):
        laptop.store.commit(puts, say("Test"))
    assert standing(laptop) == set() and laptop.store.views.all(Note) == []
    laptop.put("note", NOTE, event=EVENT.id, text="again")
    assert [one.text for one in laptop.store.views.all(Note)] == ["again"]


def test_the_index_of_words_is_made_when_it_takes_the_first_ones(laptop):
    for n in range(tables.WAITING - 1):
        laptop.put("note", f"{n + 1:032x}", event=EVENT.id, text=f"line {n}")
    laptop.put("note", f"{1:032x}", text="another line")
    assert standing(laptop) == {"note"}
    assert laptop.store.views.search(Note, "another") == [f"{1:032x}"]
    laptop.put("note", NOTE, event=EVENT.id, text="the last line")
    assert standing(laptop) == {"note", "note_words"}
    assert len(laptop.store.views.search(Note, "line", limit=100)) == tables.WAITING


def test_what_is_not_there_is_erased_and_merged_all_the_same(laptop, tmp_path):
    other = Laptop(tmp_path, 2)
    other.put("poll", NOTE, event=EVENT.id, question="Which?")
    laptop.erase("note", "a3" * 16)
    other.take(laptop.file())
    laptop.take(other.file())
    assert standing(laptop) == {"poll"}
    assert laptop.store.views.get(Poll, NOTE).question == "Which?"
    laptop.erase("poll", NOTE)
    assert laptop.store.views.all(Poll) == [] and laptop.store.check(rebuild=True).damage == ()
    other.store.close()
