"""Search finds what is written, at once and for ever, whether its words are in the index yet or wait for it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from hubdesk.i18n import say
from hubdesk.model.change import Put
from hubdesk.model.fold import finder, index_text, query
from hubdesk.model.records import Note, Person
from hubdesk.store import sqlite, tables
from tests.store.laptops import EVENT, TEAM, Laptop

WORDS = st.sampled_from(
    ["hub", "hubs", "Stable", "fund", "funding", "نص", "النص", "字", "字典", "हिन्दी", "м\u2019ята", "x-y"]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
TYPED = st.tuples(TEXTS, st.integers(0, 3)).map(lambda given: given[0][: -given[1] or None])


def ids(numbers) -> list[str]:
    return [f"{n + 1:032x}" for n in numbers]


def notes(laptop: Laptop, texts: list[str]) -> None:
    for id, text in zip(ids(range(len(texts))), texts, strict=True):
        laptop.put("note", id, event=EVENT.id, text=text)


def index_all(laptop: Laptop) -> None:
    """Fill up to the next multiple with notes of another event, which takes all that waits into the index."""
    other = [Put(EVENT, "note", f"{n:032x}", {"event": "9" * 32, "text": "zz"}) for n in range(1000, 1000 + 64)]
    laptop.store.commit(other, say("Test"))


def upto(laptop: Laptop, kind: str = "note") -> int:
    return laptop.store.connection.execute("select upto from indexed where kind = ?", (kind,)).fetchone()[0]


@settings(max_examples=300, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=5), TYPED, st.booleans())
def test_a_row_that_waits_matches_as_the_index_would(texts, typed, every_word_open):
    match = query(typed, every_word_open=every_word_open)
    if not match:
        return
    index = sqlite.dbapi2.connect(":memory:")
    index.execute(
        "create virtual table note_words using fts5(words, "
        "tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'\")"
    )
    index.executemany("insert into note_words(rowid, words) values(?, ?)", enumerate(map(index_text, texts)))
    indexed = {no for (no,) in index.execute("select rowid from note_words where words match ?", (match,))}
    found = finder(typed, every_word_open=every_word_open)
    assert {no for no, text in enumerate(texts) if found(index_text(text))} == indexed


def test_a_committed_note_is_found_before_and_after_it_is_indexed(tmp_path):
    laptop = Laptop(tmp_path, 1)
    notes(laptop, ["stable funding", "a stable", "no such word"])
    read = laptop.store.views
    assert upto(laptop) == 0
    before = read.search(Note, "stab"), [note.id for note in read.notes(EVENT.id, search="stab")]
    assert before == (ids([1, 0]), ids([0, 1]))
    index_all(laptop)
    assert upto(laptop) == 64
    assert (read.search(Note, "stab", event=EVENT.id), [n.id for n in read.notes(EVENT.id, search="stab")]) == before
    laptop.store.close()


def test_fewer_than_a_batch_ever_wait(tmp_path):
    laptop = Laptop(tmp_path, 1)
    for n in range(200):
        laptop.put("note", f"{n:032x}", event=EVENT.id, text=f"word{n}end")
        waiting = len(laptop.store.connection.execute(tables.waiting("note")).fetchall())
        assert waiting == (n + 1) % tables.WAITING
    read = laptop.store.views
    assert [read.search(Note, f"word{n}end", event=EVENT.id, limit=1) for n in (7, 63, 64, 150, 199)] == [
        [f"{n:032x}"] for n in (7, 63, 64, 150, 199)
    ]
    assert len(read.search(Note, "word", limit=20)) == 20
    assert read.search(Note, "word", limit=20)[0] == f"{199:032x}"
    assert len(read.notes(EVENT.id, search="word")) == 200
    laptop.store.close()


def test_a_row_that_takes_the_number_of_an_erased_one_is_found(tmp_path):
    laptop = Laptop(tmp_path, 1)
    for n in range(64):
        laptop.put("note", f"{n:032x}", event=EVENT.id, text="first")
    assert upto(laptop) == 64
    laptop.erase("note", f"{63:032x}")
    assert upto(laptop) == 63
    laptop.put("note", "a" * 32, event=EVENT.id, text="second")
    assert laptop.store.views.search(Note, "second") == ["a" * 32]
    assert len(laptop.store.views.search(Note, "first", limit=100)) == 63
    laptop.store.close()


def test_words_follow_changes_deletions_and_undo_on_both_sides_of_the_index(tmp_path):
    laptop = Laptop(tmp_path, 1)
    read = laptop.store.views
    for wait in (False, True):
        id = f"{wait + 1:032x}"
        laptop.put("note", id, event=EVENT.id, text="early words")
        if not wait:
            index_all(laptop)
        laptop.put("note", id, text="late words")
        assert (read.search(Note, "early"), id in read.search(Note, "late")) == ([], True)
        laptop.put("note", id, kind="concern")
        assert id in read.search(Note, "late")
        laptop.put("note", id, **{"~deleted": True})
        assert id not in read.search(Note, "late")
        laptop.store.step(back=True)
        assert id in read.search(Note, "late")
    laptop.store.close()


def test_what_others_wrote_is_found_in_any_mix(tmp_path):
    one, two = Laptop(tmp_path, 1), Laptop(tmp_path, 2)
    for n in range(70):
        one.put("person", f"{n:032x}", TEAM, event=EVENT.id, name=f"Amina Diallo{n}")
    for n in range(30, 100):
        two.put("person", f"{n:032x}", TEAM, event=EVENT.id, name=f"Amina Diallo{n}", badge="B")
    two.take(one.file())
    one.take(two.file())
    for laptop in (one, two):
        assert len(laptop.store.views.search(Person, "amina dial", limit=1000)) == 100
        assert laptop.store.views.search(Person, "diallo99") == [f"{99:032x}"]
        laptop.store.check(rebuild=True)
        assert len(laptop.store.views.search(Person, "amina dial", limit=1000)) == 100
        laptop.store.close()


def test_a_gap_among_the_rows_that_wait_breaks_nothing(tmp_path):
    one, two = Laptop(tmp_path, 1), Laptop(tmp_path, 2)
    for n in range(100, 110):
        one.put("note", f"{n:032x}", event=EVENT.id, text=f"own word{n}end")
    one.erase("note", f"{104:032x}")
    for n in range(90):
        two.put("note", f"{n:032x}", event=EVENT.id, text=f"other word{n}end")
    one.take(two.file())
    read = one.store.views
    assert upto(one) == 100
    assert (len(read.search(Note, "own", limit=200)), len(read.search(Note, "other", limit=200))) == (9, 90)
    for n in (100, 103, 105, 109, 0, 1, 89):
        assert read.search(Note, f"word{n}end") == [f"{n:032x}"]
    assert read.search(Note, "word104end") == []
    for laptop in (one, two):
        laptop.store.close()
