"""Writes the golden files of tests/data: the log of a workspace as text, and a bundle, the same bytes each time.

`PYTHONPATH=. python tests/tools/golden.py NAME` writes NAME.sql, NAME.json and NAME.hubbundle.b64 to tests/data (in
base64, for only text is kept). Files of a shape that was released are never written again: a new shape gets a new name.
"""

import base64
import json
import sys
import tempfile
from pathlib import Path

from hubdesk.store import doctor, sqlite
from tests.store.laptops import EVENT, TEAM, Laptop

DATA = Path(__file__).parents[1] / "data"
LOG = ("meta", "book", "replica", "fact", "receipt", "signature", "leaf", "gone", "late", "closed", "undo")
NOTES = [f"{n:032x}" for n in range(0xA1, 0xA6)]


def evening(folder: Path) -> Laptop:
    """Two laptops with two versions, a deletion, an erased note, a person, and something of a newer version."""
    one, two = Laptop(folder, 1), Laptop(folder, 2)
    one.put("event", EVENT.id, title="Golden evening", zone="UTC", **{"languages/ar": True})
    for n, note in enumerate(NOTES):
        one.put("note", note, event=EVENT.id, text=f"note {n}: محمد 你好", **{"tags/x": True, "mood": "new"})
    one.put("person", "b1" * 16, TEAM, event=EVENT.id, name="Aïcha")
    two.take(one.file())
    two.put("note", NOTES[0], text="by two")
    one.put("note", NOTES[0], text="by one")
    one.put("note", NOTES[1], **{"~deleted": True})
    two.erase("note", NOTES[2])
    one.take(two.file())
    two.store.close()
    return one


def dump(path: Path) -> str:
    """Return the statements that make the log of a workspace again; tables of records follow from it."""
    connection = sqlite.reader(path)
    (shape,) = connection.execute("pragma user_version").fetchone()
    lines = [f"pragma application_id = {sqlite.APPLICATION};", f"pragma user_version = {shape};"]
    sql = "select name, sql from sqlite_schema where sql is not null and name not like 'sqlite%' and tbl_name in ({})"
    tables = [*LOG, "quarantine", "bundle_seen", "blob", "_sqlite_migrations"]
    for _, statement in connection.execute(sql.format(", ".join("?" * len(tables))), tables).fetchall():
        lines.append(f"{statement};")
    for table in [*LOG, "_sqlite_migrations"]:
        names = [row[1] for row in connection.execute(f'pragma table_info("{table}")')]
        values = " || ', ' || ".join(f'quote("{name}")' for name in names)
        lines += [
            f'insert into "{table}" values({row});'
            for (row,) in connection.execute(f'select {values} from "{table}" order by 1')
        ]
    connection.close()
    return "\n".join(lines) + "\n"


def bundle(name: str) -> bytes:
    """Return the bytes of a golden bundle."""
    return base64.decodebytes((DATA / f"{name}.hubbundle.b64").read_bytes())


def main(name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        laptop = evening(Path(folder))
        content = laptop.write(Path(folder) / "golden.hubbundle").read_bytes()
        (DATA / f"{name}.hubbundle.b64").write_bytes(base64.encodebytes(content))
        said = {"logs": laptop.digests(), "state": doctor.state_digest(laptop.store.connection)}
        laptop.store.close()
        (DATA / f"{name}.sql").write_text(dump(laptop.path), "utf-8")
    (DATA / f"{name}.json").write_text(json.dumps(said, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
