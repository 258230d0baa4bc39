"""What a newer version wrote goes through the hands of an older one and comes out whole."""

import os
import subprocess
import sys
from pathlib import Path

from hubdesk.i18n import say
from hubdesk.model.change import Put
from hubdesk.model.records import Note, Statement
from hubdesk.store import doctor
from tests.store.laptops import EVENT, Laptop

NOTE, STATEMENT = "a1" * 16, "a2" * 16
#: A program that knows neither statements nor voices of notes: it merges a file, works on, and writes one.
OLDER = """
import sys
from pathlib import Path
from hubdesk.model import records
new = records.columns
records.columns = lambda kind: {name: sort for name, sort in new(kind).items() if name != "voices"}
records.RECORDS = {name: kind for name, kind in records.RECORDS.items() if name != "statement"}
from tests.store.laptops import EVENT, Laptop
folder = Path(sys.argv[1])
laptop = Laptop(folder, 3)
laptop.read(folder / "new.hubbundle")
assert "voices" not in [row[1] for row in laptop.store.connection.execute("pragma table_info(note)")]
assert not laptop.store.connection.execute("pragma table_info(statement)").fetchall()
laptop.put("note", sys.argv[2], text="by the older program")
assert laptop.store.step(back=True) and laptop.store.step(back=False)
assert laptop.store.check(rebuild=True).damage == ()
laptop.write(folder / "old.hubbundle")
laptop.store.close()
"""


def test_unknown_kinds_and_fields_survive_a_round_trip_through_an_older_version(tmp_path: Path) -> None:
    one, two = Laptop(tmp_path, 1), Laptop(tmp_path, 2)
    one.put("note", NOTE, event=EVENT.id, text="new", voices=3)
    one.put("statement", STATEMENT, event=EVENT.id, text="sums it up")
    two.read(one.write(tmp_path / "new.hubbundle"))
    two.put("note", NOTE, voices=4)
    one.put("note", NOTE, voices=5)
    two.read(one.write(tmp_path / "new.hubbundle"))
    two.write(tmp_path / "new.hubbundle")

    home = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    subprocess.run([sys.executable, "-c", OLDER, tmp_path, NOTE], check=True, env=home)

    for each in (one, two):
        each.read(tmp_path / "old.hubbundle")
    upgraded = Laptop(tmp_path, 3)  # the older program's own workspace, opened by this one
    assert one.digests() == two.digests() == upgraded.digests()
    assert len({doctor.state_digest(each.store.connection) for each in (one, two, upgraded)}) == 1
    for each in (one, two, upgraded):
        note = each.store.views.get(Note, NOTE)
        assert (note.text, note.voices, note.versions) == ("by the older program", 5, {"voices"})
        assert each.store.views.get(Statement, STATEMENT).text == "sums it up"
        assert each.store.check().damage == ()
        each.store.close()


def test_a_step_with_a_kind_that_this_program_does_not_know_is_taken_back_as_far_as_it_knows(tmp_path: Path) -> None:
    laptop = Laptop(tmp_path, 1)
    puts = [Put(EVENT, "wonder", STATEMENT, {"of": "Aisha"}), Put(EVENT, "note", NOTE, {"text": "hello"})]
    laptop.store.commit(puts, say("Test"), NOTE)
    assert laptop.store.step(back=True)
    assert laptop.store.views.find(Note, NOTE) is None
    assert laptop.store.step(back=False)
    assert laptop.store.views.get(Note, NOTE).text == "hello"
    assert laptop.store.check(rebuild=True).damage == ()
    laptop.store.close()
