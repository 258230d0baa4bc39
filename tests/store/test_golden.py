"""Files of every shape that there ever was open as they did, and a newer file is left as it is."""

import json
from pathlib import Path

import pytest

from hubdesk.bundle import seal
from hubdesk.errors import Refused
from hubdesk.model.records import Event, Note
from hubdesk.store import doctor, salvage, schema, sqlite
from tests.bundle import forge, plain_reader
from tests.bundle.logs import opened
from tests.store.laptops import EVENT, Laptop
from tests.tools import golden

#: The log digest that the first program told of its own file.
FIRST = "30bbd9c075855f03b95b70a3c7ad58fa1c9a2ac47ba0fb24b98ec3d03413f93b"
#: What was said of the log of both shapes: the second one keeps the steps that can be undone in less room.
SAID = json.loads((golden.DATA / "shape-1.json").read_text("utf-8"))


def workspace(folder: Path, name: str) -> Laptop:
    """Make a workspace file again from its golden text and open it."""
    connection = sqlite.writer(folder / "5.hubdesk")
    connection.executescript((golden.DATA / f"{name}.sql").read_text("utf-8"))
    connection.execute("update meta set value = 'none, for the text holds the log only' where key = 'shape'")
    connection.close()
    return Laptop(folder, 5)


@pytest.mark.parametrize("name", ["shape-1", "shape-2", "shape-3", "shape-5"])
def test_a_workspace_of_a_released_shape_opens(tmp_path, name):
    laptop = workspace(tmp_path, name)
    assert laptop.digests() == SAID["logs"]
    assert doctor.state_digest(laptop.store.connection) == SAID["state"]
    assert laptop.store.check(verify=seal.verify).damage == ()
    assert {one.field for one in laptop.store.views.versions()} == {"text"}
    laptop.store.close()


def test_a_bundle_of_the_released_shape_is_read(tmp_path):
    content = golden.bundle("shape-1")
    (tmp_path / "shape-1.hubbundle").write_bytes(content)
    fresh = Laptop(tmp_path, 6)
    fresh.read(tmp_path / "shape-1.hubbundle")
    assert fresh.digests() == SAID["logs"] == plain_reader.read(content).digests
    assert doctor.state_digest(fresh.store.connection) == SAID["state"]
    fresh.store.close()


def test_the_golden_files_are_written_the_same_way_today(tmp_path):
    laptop = golden.evening(tmp_path)
    assert laptop.digests() == SAID["logs"]
    assert doctor.state_digest(laptop.store.connection) == SAID["state"]
    laptop.store.close()


def test_a_workspace_of_the_first_program_that_had_a_log_opens(tmp_path):
    laptop = workspace(tmp_path, "first-landed")
    assert laptop.digests() == {EVENT.id: FIRST}
    (note,) = laptop.store.views.all(Note)
    assert (note.text, note.tags) == ("note 161: محمد 你好", {"x"})
    assert laptop.store.views.get(Event, EVENT.id).title == "Golden evening"
    assert laptop.store.check(rebuild=True, verify=seal.verify).damage == ()
    laptop.put("note", note.id, text="goes on")
    other = Laptop(tmp_path, 6)
    other.read(laptop.write(tmp_path / "a.hubbundle"))
    assert other.digests() == laptop.digests()
    for each in (laptop, other):
        each.store.close()


@pytest.mark.parametrize("name", ["shape-1", "shape-2", "shape-3", "shape-5", "first-landed"])
def test_what_was_done_before_is_undone_and_redone(tmp_path, name):
    laptop = workspace(tmp_path, name)
    store, state = laptop.store, doctor.state_digest(laptop.store.connection)
    undone = []
    while step := store.step(back=True):
        undone += step.change.touched
    assert len(undone) > 3 and undone[-1] == ("event", EVENT.id)
    assert store.views.all(Event) == []
    while store.step(back=False):
        pass
    assert doctor.state_digest(store.connection) == state
    store.close()


@pytest.mark.parametrize("name", ["shape-1", "shape-2", "shape-3", "shape-5", "first-landed"])
def test_merging_before_or_after_the_tables_are_made_anew_is_the_same(tmp_path, name):
    (tmp_path / "other").mkdir()
    before, other = workspace(tmp_path, name), Laptop(tmp_path / "other", 7)
    other.put("note", golden.NOTES[0], text="of another laptop", mood="old")
    file = other.write(tmp_path / "b.hubbundle")
    before.store.connection.execute("update meta set value = 'of an older program' where key = 'shape'")
    before.store.connection.execute("alter table note drop column voices")
    before.restart()
    before.read(file)
    state, logs = doctor.state_digest(before.store.connection), before.digests()
    before.store.close()
    (tmp_path / "5.hubdesk").unlink()
    after = workspace(tmp_path, name)
    after.read(file)
    after.store.connection.execute("update meta set value = 'of an older program' where key = 'shape'")
    after.restart()
    assert (doctor.state_digest(after.store.connection), after.digests()) == (state, logs)
    for each in (after, other):
        each.store.close()


def test_a_newer_workspace_stays_as_it_is(tmp_path):
    workspace(tmp_path, "shape-1").store.close()
    path = tmp_path / "5.hubdesk"
    whole = bytearray(path.read_bytes())
    whole[60:64] = (schema.FORMAT + 1).to_bytes(4, "big")
    path.write_bytes(whole)
    with pytest.raises(Refused) as caught:
        Laptop(tmp_path, 5)
    assert caught.value.code == "newer" and all(caught.value.told())
    assert path.read_bytes() == bytes(whole)


def test_a_newer_bundle_is_refused_as_newer(tmp_path):
    old = golden.bundle("shape-1")
    path = tmp_path / "newer.hubbundle"
    path.write_bytes(
        forge.rebuilt(old, lambda manifest: manifest.update(version=2, more={}, key=forge.EVE.key), forge.EVE)
    )
    with pytest.raises(Refused) as caught, opened(path):
        pass
    assert caught.value.code == "newer" and all(caught.value.told())
    with pytest.raises(plain_reader.BadBundleError):
        plain_reader.read(path.read_bytes())


@pytest.mark.parametrize(("name", "steps"), [("shape-1", 0), ("shape-2", 0), ("shape-5", 8)])
def test_rows_of_every_shape_are_read_for_a_repair_but_steps_of_an_older_one(tmp_path, name, steps):
    connection = sqlite.writer(tmp_path / "old.hubdesk")
    connection.executescript((golden.DATA / f"{name}.sql").read_text("utf-8"))
    rows = salvage.read_rows(connection)
    connection.close()
    for found in (rows, salvage.read_file(tmp_path / "old.hubdesk", tmp_path)):
        assert (len(found["fact"]), len(found["undo"])) == (14, steps)
