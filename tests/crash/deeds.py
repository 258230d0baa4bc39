"""What a laptop may be doing when it dies, and what must be there when it starts again."""

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from hubdesk.bundle.reading import open_bundle
from hubdesk.desk import care, events, exchange, exports, files, merging, notes, outbox, people, reports
from hubdesk.model.records import Event, Person
from hubdesk.store import sqlite
from tests.crash import evening

#: Tells the outside that something is acknowledged.
Tell = Callable[[str], None]
OLD = b"an older file"


class Deed(NamedTuple):
    """`ready` prepares a folder (a copy of a prepared one), `do` is cut short, `after` looks at what is left.

    `after(folder, told, known)` opens the workspace as a person would; `known` is what `ready` returned.
    """

    do: Callable[[Path, Tell], None]
    after: Callable[[Path, list[str], Any], None]
    ready: Callable[[Path], Any] = lambda folder: None


def _save(folder: Path, tell: Tell, lines: int = 12) -> None:
    desk = evening.opened(folder / "home")
    event = evening.event(desk)
    for n in range(lines):
        text = f"saved {time.monotonic_ns()} {n}"
        notes.add(desk, event, text)
        tell(text)
    desk.close()


def _save_long(folder: Path, tell: Tell) -> None:
    """So many lines that the log of writes is written over from its beginning."""
    _save(folder, tell, 160)


def _saved(folder: Path, told: list[str], _known: None) -> None:
    desk = evening.opened(folder / "home")
    evening.check(desk)
    assert set(told) <= evening.texts(desk)
    desk.close()


def _make(folder: Path, tell: Tell) -> None:
    desk = evening.opened(folder / "new")
    tell(events.create(desk, evening.EVENING))
    desk.close()


def _made(folder: Path, told: list[str], _known: None) -> None:
    desk = evening.opened(folder / "new")
    evening.check(desk)
    assert set(told) <= {each.id for each in desk.read.all(Event)}
    events.create(desk, evening.GARDEN)
    desk.close()


def _digests(folder: Path) -> tuple[str, str]:
    desk = evening.opened(folder / "home")
    before = evening.digest(desk)
    desk.close()
    return before


def _absorb(folder: Path, tell: Tell) -> None:
    desk = evening.opened(folder / "home")
    merging.absorb(desk, [folder / "coming.hubbundle"])
    tell("taken in")
    desk.close()


def _absorbed(folder: Path, told: list[str], before: tuple[str, str]) -> None:
    desk = evening.opened(folder / "home")
    evening.check(desk)
    here = [text for text in evening.texts(desk) if "ben's other" in text]
    assert len(here) in ((12,) if told else (0, 12))
    assert (evening.digest(desk) == before) == (not here)
    assert merging.absorb(desk, [folder / "coming.hubbundle"]).new == (0 if here else 12)
    evening.check(desk)
    desk.close()


def _age(folder: Path) -> tuple[str, str]:
    """Make the tables those of an older program, which are remade when the file is opened."""
    before = _digests(folder)
    old = sqlite.writer(folder / "home" / "workspace.hubdesk")
    old.execute("update meta set value = 'older' where key = 'shape'")
    old.execute("drop table note")
    old.close()
    return before


def _open(folder: Path, tell: Tell) -> None:
    desk = evening.opened(folder / "home")
    tell("opened")
    desk.close()


def _same(folder: Path, _told: list[str], before: tuple[str, str]) -> None:
    desk = evening.opened(folder / "home")
    evening.check(desk)
    assert evening.digest(desk) == before
    desk.close()


def _planned(folder: Path) -> tuple[str, str]:
    """Plan to send a file of the workspace's own, which goes with the event."""
    desk = evening.opened(folder / "home")
    outbox.plan(desk, evening.event(desk), "a file", folder / "home" / "outbox" / "evening.hubbundle")
    desk.close()
    return _digests(folder)


def _purge(folder: Path, tell: Tell) -> None:
    desk = evening.opened(folder / "home")
    care.purge(desk, evening.event(desk))
    tell("purged")
    desk.close()


def _purged(folder: Path, told: list[str], before: tuple[str, str]) -> None:
    desk = evening.opened(folder / "home")
    evening.check(desk)
    there = any(each.title == evening.EVENING for each in desk.read.all(Event))
    assert not (told and there)
    if there:
        assert evening.digest(desk) == before
    else:
        assert evening.holding(folder / "home", evening.SAID) == []
        assert list((folder / "home" / "outbox").iterdir()) == []
    assert {each.title for each in desk.read.all(Event)} >= {evening.GARDEN}
    desk.close()


def _forget(folder: Path, tell: Tell) -> None:
    desk = evening.opened(folder / "home")
    people.forget(desk, desk.read.resolve(Person, evening.NAME).id)
    tell("forgotten")
    desk.close()


def _forgot(folder: Path, told: list[str], before: tuple[str, str]) -> None:
    desk = evening.opened(folder / "home")
    evening.check(desk)
    there = evening.NAME in evening.names(desk)
    assert not (told and there)
    if there:
        assert evening.digest(desk) == before
    else:
        left = evening.holding(folder / "home", evening.NAME)
        assert left in ([], ["evening.hubbundle"])  # what was written for others is the person's to remove
    desk.close()


def _outputs(folder: Path) -> dict[str, Path]:
    return {name: folder / "out" / name for name in ("a.csv", "a.json", "a.pdf", "a.wiki", "everything")}


def _older(folder: Path) -> None:
    for name, path in _outputs(folder).items():
        if name != "everything":
            files.write(path, OLD)


def _export(folder: Path, tell: Tell) -> None:
    desk = evening.opened(folder / "home")
    event, out = evening.event(desk), _outputs(folder)
    exports.export(desk, "csv", out["a.csv"], events=[event])
    exports.export(desk, "json", out["a.json"], events=[event])
    files.write(out["a.wiki"], reports.text(desk, [event], "ambassador", language="en").text.encode())
    exports.export(desk, "all", out["everything"])
    reports.pdf(desk, [event], out["a.pdf"], language="en")
    tell("exported")
    desk.close()


def _exported(folder: Path, told: list[str], _known: None) -> None:
    out = {name: path.read_bytes() for name, path in _outputs(folder).items() if path.is_file()}
    assert set(out) == {"a.csv", "a.json", "a.pdf", "a.wiki"}
    assert not told or OLD not in out.values()
    for name, end in (("a.csv", b"\n"), ("a.pdf", b"%%EOF\n"), ("a.json", b"}\n"), ("a.wiki", b"\n")):
        assert out[name] == OLD or out[name].endswith(end), name
    if out["a.json"] != OLD:
        json.loads(out["a.json"])
    everything = _outputs(folder)["everything"]
    if everything.exists():
        books = json.loads((everything / "books.json").read_bytes())["books"]
        lines = sum(path.read_bytes().count(b"\n") for path in (everything / "facts").rglob("*.jsonl"))
        assert lines == sum(book["facts"] for book in books) and (everything / "README.txt").is_file()
    _saved(folder, [], None)


def _back_up(folder: Path, tell: Tell) -> None:
    desk = evening.opened(folder / "home")
    for _ in range(3):
        tell(care.backup(desk).path.name)
    desk.close()


def _backed_up(folder: Path, told: list[str], before: tuple[str, str]) -> None:
    _same(folder, told, before)
    kept = sorted((folder / "home" / "backups").glob("*.hubdesk"))
    assert {path.name for path in kept} >= set(told)
    copy = folder / "restored" / "workspace.hubdesk"
    for path in kept[-2:]:
        files.write(copy, path.read_bytes())
        desk = evening.opened(copy.parent)
        evening.check(desk)
        desk.close()


def _write(folder: Path, tell: Tell) -> None:
    desk = evening.opened(folder / "home")
    exchange.write_bundle(desk, evening.event(desk), "team", folder / "out" / "team.hubbundle", plain=True)
    tell("written")
    desk.close()


def _stick(folder: Path) -> None:
    files.write(folder / "out" / "team.hubbundle", OLD)


def _written(folder: Path, told: list[str], _known: None) -> None:
    desk = evening.opened(folder / "home")
    evening.check(desk)
    file = folder / "out" / "team.hubbundle"
    if told or file.read_bytes() != OLD:
        with open_bundle(file, temp_dir=folder / "look", receiver=exchange.receiver(desk), now=desk.now()) as package:
            assert package.facts > 20
    desk.close()


DEEDS = {
    "save": Deed(_save, _saved),
    "save_long": Deed(_save_long, _saved),
    "make": Deed(_make, _made),
    "absorb": Deed(_absorb, _absorbed, _digests),
    "rebuild": Deed(_open, _same, _age),
    "purge": Deed(_purge, _purged, _planned),
    "forget": Deed(_forget, _forgot, _digests),
    "export": Deed(_export, _exported, _older),
    "back_up": Deed(_back_up, _backed_up, _digests),
    "write": Deed(_write, _written, _stick),
}
