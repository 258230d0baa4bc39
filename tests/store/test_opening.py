"""Opening a workspace: what is none, comes from the future, is open elsewhere or cannot be written stays as it is."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hubdesk.errors import HubDeskError, Refused
from hubdesk.model.records import Note
from hubdesk.store import backup, schema, sqlite
from hubdesk.store.store import Store
from tests.store.laptops import EVENT, Laptop

KEY = "ab" * 32


def refused(path: Path, code: str, kind: type[HubDeskError] = Refused) -> None:
    before = path.read_bytes()
    with pytest.raises(kind) as caught:
        Store(path, KEY)
    assert caught.value.code == code
    assert all(caught.value.told())
    assert path.read_bytes() == before
    assert not list(path.parent.glob(f"{path.name}-*"))


@pytest.mark.parametrize(
    "content",
    [b"not a database at all" * 9, b"\0" * 5000, b"PK\3\4" + b"x" * 200, b"SQLite format 3\0" + b"\0" * 20],
)
def test_what_is_no_workspace_is_refused(tmp_path, content):
    path = tmp_path / "a.hubdesk"
    path.write_bytes(content)
    refused(path, "no-workspace")


def test_another_programs_database_is_refused(tmp_path):
    path = tmp_path / "a.hubdesk"
    other = sqlite.writer(path)
    other.execute("create table t(x)")
    other.close()
    refused(path, "no-workspace")


def test_a_damaged_workspace_is_refused(tmp_path):
    path = tmp_path / "a.hubdesk"
    Store(path, KEY).close()
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))
    with pytest.raises(Refused) as caught:
        Store(path, KEY)
    assert caught.value.code in ("damaged", "no-workspace")


def test_an_empty_file_is_a_new_workspace_only_where_no_backup_of_a_full_one_lies(tmp_path):
    path = tmp_path / "a.hubdesk"
    path.touch()
    store = Store(path, KEY)
    (tmp_path / "backups").mkdir(exist_ok=True)
    backup.copy(store.connection, tmp_path / "backups", "a", why="backup")
    store.close()
    os.truncate(path, 0)
    refused(path, "damaged")


def test_a_file_from_the_future_is_left_alone(tmp_path):
    path = tmp_path / "a.hubdesk"
    Store(path, KEY).close()
    future = sqlite.writer(path)
    future.execute(f"pragma user_version = {schema.FORMAT + 1}")
    future.close()
    refused(path, "newer")


def test_an_old_file_is_copied_before_it_is_changed(tmp_path):
    path = tmp_path / "a.hubdesk"
    old = sqlite.writer(path)
    old.execute(f"pragma application_id = {sqlite.APPLICATION}")
    old.execute("create table words(x)")
    old.execute("insert into words values('kept')")
    old.close()
    Store(path, KEY).close()
    (copy,) = (tmp_path / "backups").glob("a.*.before-update.hubdesk")
    found = sqlite.reader(copy)
    assert found.execute("select x from words").fetchall() == [("kept",)]
    assert not found.execute("select 1 from sqlite_schema where name = 'fact'").fetchall()


def test_tables_of_another_shape_are_remade_from_the_log(tmp_path):
    laptop = Laptop(tmp_path, 1)
    laptop.put("note", "a" * 32, event=EVENT.id, text="said once")
    laptop.store.connection.execute("update meta set value = 'older' where key = 'shape'")
    laptop.store.connection.execute("delete from note")
    laptop.restart()
    assert [note.text for note in laptop.store.views.all(Note)] == ["said once"]
    assert len(list((tmp_path / "backups").glob("1.*.before-update.hubdesk"))) == 1
    laptop.store.close()


def test_a_folder_in_place_of_the_file_is_refused(tmp_path):
    path = tmp_path / "a.hubdesk"
    path.mkdir()
    with pytest.raises(Refused) as caught:
        Store(path, KEY)
    assert caught.value.code == "no-workspace"


def test_only_one_program_writes(tmp_path):
    path = tmp_path / "a.hubdesk"
    first = Store(path, KEY)
    code = (
        "import sys; from pathlib import Path; from hubdesk.store.store import Store; "
        "from hubdesk.errors import HubDeskError\n"
        "try: Store(Path(sys.argv[1]), 'ab' * 32)\nexcept HubDeskError as e: print(e.code); sys.exit(e.exit_code)"
    )
    second = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, env=_environment())
    assert (second.returncode, second.stdout.strip()) == (1, "open-elsewhere")
    first.close()
    again = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, env=_environment())
    assert again.returncode == 0


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write read-only files")
def test_a_read_only_file_says_so(tmp_path):
    path = tmp_path / "a.hubdesk"
    Store(path, KEY).close()
    path.chmod(0o400)
    refused(path, "read-only", HubDeskError)


def test_a_closed_workspace_is_one_file(tmp_path):
    laptop = Laptop(tmp_path, 1)
    laptop.put("note", "a" * 32, event=EVENT.id, text="said once")
    laptop.store.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["1.hubdesk", "1.hubdesk.lock"]


def test_one_sqlite_for_everything():
    import sqlite_utils.utils

    assert sqlite.version_fits()
    assert sqlite_utils.utils.sqlite3.sqlite_version == sqlite.dbapi2.sqlite_version
    assert sqlite_utils.utils.sqlite3.__name__.startswith("sqlcipher3")


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}


@pytest.mark.skipif(os.name != "posix", reason="permissions of files are those of POSIX")
def test_a_new_workspace_is_for_its_owner_only(tmp_path):
    laptop = Laptop(tmp_path, 1)
    laptop.put("note", "a" * 32, event=EVENT.id, text="said once")
    found = {path.name: path.stat().st_mode & 0o077 for path in tmp_path.glob("1.hubdesk*") if path.suffix != ".lock"}
    assert "1.hubdesk-wal" in found and set(found.values()) == {0}
    laptop.store.close()


def test_a_place_where_no_folder_can_be_is_told(tmp_path):
    (tmp_path / "file").write_bytes(b"no folder")
    with pytest.raises(HubDeskError) as raised:
        Store(tmp_path / "file" / "folder" / "a.hubdesk", "ab" * 32)
    assert raised.value.code == "folder"


@pytest.mark.parametrize("table", ["replica", "meta"])
def test_a_workspace_whose_table_has_another_name_is_damaged(tmp_path, table):
    """What one altered letter in the list of tables makes of it."""
    path = tmp_path / "a.hubdesk"
    Store(path, KEY).close()
    altered = sqlite.writer(path)
    altered.execute(f"alter table {table} rename to other")
    altered.close()
    with pytest.raises(Refused) as caught:
        Store(path, KEY)
    assert caught.value.code == "damaged"
