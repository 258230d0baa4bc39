"""A damaged workspace is made whole in a new file, or what is lost is told by number; the damaged one is only read."""

import errno
import io
import itertools
import os
import shutil
from pathlib import Path

import pytest

from hubdesk import paths
from hubdesk.desk import care, events, exchange, merging, notes, repairing
from hubdesk.desk.starting import author, start
from hubdesk.errors import Cancelled, HubDeskError, Refused, Usage
from hubdesk.model.records import Event, Note
from hubdesk.store import salvage, sqlite
from tests.desk.damaged import Evening, an_evening_of_two

PAGE = 4096
#: More facts find no room on a page.
MOST = 30
#: So many flips in a default run and in a long one.
FLIPS, MANY = 50, 2000


@pytest.fixture(scope="module")
def evening(tmp_path_factory) -> Evening:
    return an_evening_of_two(tmp_path_factory.mktemp("evening"))


def without(whole: bytes, page: int) -> bytes:
    """Return a file in which one page is zeros."""
    return whole[: page * PAGE] + bytes(PAGE) + whole[(page + 1) * PAGE :]


def pages_of(path: Path, table: str) -> set[int]:
    """Return where the rows of a table of the log lie, found by what a page says (numbered from 0)."""
    connection = sqlite.reader(path)
    (root,) = connection.execute("select rootpage from sqlite_schema where name = ?", (table,)).fetchone()
    connection.close()
    whole = path.read_bytes()
    page = whole[(root - 1) * PAGE : root * PAGE]
    if page[0] in (10, 13):
        return {root - 1}
    count = int.from_bytes(page[3:5], "big")
    cells = [int.from_bytes(page[at : at + 2], "big") for at in range(12, 12 + 2 * count, 2)]
    below = [int.from_bytes(page[cell : cell + 4], "big") for cell in cells] + [int.from_bytes(page[8:12], "big")]
    return {root - 1, *(each - 1 for each in below)}


def test_a_whole_workspace_comes_out_the_same(evening):
    path = evening.altered("whole", evening.whole)
    done = evening.repair(path)
    assert (done.missing, done.unproven) == ((), 0)
    assert evening.digests_of(done.path) == evening.digests
    desk = start(evening.places, done.path)
    assert desk.author.key == evening.author.key and desk.next_undo() is not None
    notes.add(desk, desk.read.all(Event)[0].id, "and it goes on")
    assert care.doctor(desk).damage == ()
    desk.close()
    assert path.read_bytes() == evening.whole
    assert sorted(each.name for each in path.parent.iterdir() if each.suffix == ".hubdesk") == [
        "new.hubdesk",
        "workspace.hubdesk",
    ]


def test_what_could_be_undone_can_be_undone_still(evening):
    path = evening.altered("steps", evening.whole)
    found = []
    for file in (path, evening.repair(path).path):
        desk = start(evening.places, file)
        steps, told = desk.steps(), []
        while (following := desk.next_undo()) is not None:
            told.append(following)
            desk.undo()
        found.append((steps, told, desk.read.all(Note), desk.read.all(Event)))
        desk.close()
    assert found[0] == found[1] and len(found[0][0]) == len(found[0][1]) > 5


def test_any_page_may_be_lost_and_what_is_lost_is_counted(evening):
    """Without a backup or a colleague: a page costs the facts that stood on it, and most pages cost nothing."""
    before = evening.repair(evening.altered("whole", evening.whole)).facts
    log, costly, tried = pages_of(evening.path, "fact"), 0, 0
    for page in range(len(evening.whole) // PAGE):
        if page not in log and page % 5:
            continue
        tried += 1
        done = evening.repair(evening.altered("page", without(evening.whole, page)))
        lost = sum(n for _, n in done.missing)
        assert lost <= MOST and done.facts + lost >= before, page
        costly += lost > 0
        if not lost and not done.unproven:
            assert evening.digests_of(done.path) == evening.digests, page
    assert 0 < costly < tried / 2


def test_what_a_colleague_has_comes_back(evening):
    connection = sqlite.reader(evening.path)
    sql = "select sum(n) from replica join book on book.no = replica.book where sort = 'private'"
    (nobody_else_has,) = connection.execute(sql).fetchone()
    connection.close()
    for page in sorted(pages_of(evening.path, "fact")):
        path = evening.altered("colleague", without(evening.whole, page))
        done = evening.repair(path, evening.colleague)
        assert evening.digests_of(done.path)[0] == evening.digests[0]
        print("WHO", done.missing, nobody_else_has)
        assert sum(n for _, n in done.missing) <= nobody_else_has


def test_what_a_backup_has_comes_back_and_another_workspace_stays_out(evening, tmp_path):
    path = evening.altered("backup", without(evening.whole, max(pages_of(evening.path, "fact"))))
    backups = path.parent / "backups"
    backups.mkdir()
    shutil.copy(evening.path, backups / "workspace.20260101T000000Z.backup.hubdesk")
    desk = start(evening.places, tmp_path / "workspace.hubdesk")
    notes.add(desk, events.create(desk, "Another evening"), "of another workspace")
    desk.close()
    shutil.copy(desk.path, backups / "workspace.20260202T000000Z.backup.hubdesk")
    done = evening.repair(path)
    assert (done.missing, done.unproven) == ((), 0)
    assert evening.digests_of(done.path) == evening.digests


def test_lines_after_a_hole_are_said_again_and_nothing_else_is(tmp_path):
    places = paths.folders(tmp_path)
    desk = start(places, name="alone")
    event = events.create(desk, "Evening")
    said = [notes.add(desk, event, f"said {number}") for number in range(9)]
    notes.retype(desk, said[8], "said better")
    desk.close()
    raw = sqlite.writer(places.workspace)
    (gone,) = raw.execute("select seq from fact where kind = 'note' and id = ?", (said[4],)).fetchone()
    raw.execute("delete from fact where kind = 'note' and seq = ?", (gone,))
    raw.close()
    done = repairing.repaired(places.workspace, tmp_path / "new.hubdesk", author=author(places), folders=places)
    assert [n for _, n in done.missing] == [1] and done.unproven >= 5
    again = start(places, done.path)
    told = [note.text for note in again.read.notes(event)]
    assert told == ["said 0", "said 1", "said 2", "said 3", "said 5", "said 6", "said 7", "said better"]
    assert care.doctor(again).damage == ()
    again.close()


def test_what_a_colleague_wrote_is_read_without_its_signature_and_can_be_handed_on(evening, tmp_path):
    """The page with the signatures is lost: the words are there, and a team file is taken in by the others."""
    path = evening.altered("unsigned", without(evening.whole, max(pages_of(evening.path, "signature"))))
    done = evening.repair(path)
    assert done.missing == () or sum(n for _, n in done.missing) < 9
    desk = start(evening.places, done.path)
    event = desk.read.all(Event)[0].id
    assert len(desk.read.notes(event)) == 30
    out = exchange.write_bundle(desk, event, "team", tmp_path / "again.hubbundle").path
    desk.close()
    other = start(paths.folders(evening.places.data.parent / "bilal"))
    merged = merging.absorb(other, [out])
    assert merged.two_versions == 0 and len(other.read.notes(event)) == 30
    other.close()


def test_what_a_crash_left_beside_the_file_is_read_too(evening, tmp_path):
    path = evening.altered("crash", evening.whole)
    desk = start(evening.places, path)
    event = desk.read.all(Event)[0].id
    notes.add(desk, event, "just before the power went")
    for name in (path.name, path.name + "-wal"):
        shutil.copy(path.with_name(name), tmp_path / name)
    desk.close()
    done = evening.repair(tmp_path / path.name)
    again = start(evening.places, done.path)
    assert "just before the power went" in [note.text for note in again.read.all(Note, event=event)]
    again.close()


class BadDisk(io.FileIO):
    """A file of which one place cannot be read any more."""

    bad = 0

    def read(self, size: int = -1) -> bytes:
        if self.tell() <= self.bad < self.tell() + size:
            raise OSError(errno.EIO, "Input/output error")
        return super().read(size)


def test_a_place_that_the_disk_does_not_give_costs_that_place(evening):
    path, page = evening.altered("disk", evening.whole), max(pages_of(evening.path, "fact"))
    with BadDisk(path) as disk, path.with_name("copied.hubdesk").open("wb") as copied:
        disk.bad = page * PAGE + 7
        salvage.copy_around(disk, copied)
    assert path.with_name("copied.hubdesk").read_bytes() == without(evening.whole, page)


def test_nothing_is_overwritten_and_a_stop_leaves_nothing(evening):
    path = evening.altered("stop", evening.whole)
    there = path.with_name("new.hubdesk")
    there.write_bytes(b"mine")
    with pytest.raises(Usage):
        evening.repair(path)
    assert there.read_bytes() == b"mine"
    there.unlink()

    def stop(done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        evening.repair(path, report=stop)
    assert [each.name for each in path.parent.iterdir() if not each.name.endswith(".lock")] == [path.name]
    assert path.read_bytes() == evening.whole


@pytest.mark.parametrize(
    "content", [b"", b"no workspace at all" * 999, os.urandom(50_000)], ids=["none", "text", "noise"]
)
def test_a_file_that_holds_nothing_is_refused(evening, content):
    path = evening.altered("nothing", content)
    with pytest.raises(Refused) as caught:
        evening.repair(path)
    assert caught.value.code == "nothing-to-save"
    assert not path.with_name("new.hubdesk").exists()


def test_a_workspace_that_is_not_there_is_told(evening, tmp_path):
    with pytest.raises(HubDeskError) as caught:
        evening.repair(tmp_path / "gone.hubdesk")
    assert caught.value.code == f"read-{errno.ENOENT}"
    assert list(tmp_path.iterdir()) == []


def test_a_colleagues_file_that_does_not_pass_is_refused_and_nothing_is_made(evening, tmp_path):
    bad = tmp_path / "bad.hubbundle"
    bad.write_bytes(evening.colleague.read_bytes()[:-9])
    path = evening.altered("refused", without(evening.whole, max(pages_of(evening.path, "fact"))))
    with pytest.raises(HubDeskError):
        evening.repair(path, bad)
    assert not path.with_name("new.hubdesk").exists()


def flipped(evening: Evening, number: int, seed: int) -> tuple[int, int, int]:
    """Flip bits of content; return how many the doctor noticed, how many were repaired, and of how many."""
    noticed = tried = whole = 0
    for turn, data in enumerate(itertools.islice(evening.flips(seed), number)):
        noticed += evening.noticed(evening.altered("noticed", data))
        if turn % 5 == 0:
            tried += 1
            done = evening.repair(evening.altered("repaired", data), evening.colleague)
            whole += evening.digests_of(done.path)[0] == evening.digests[0]
    print(f"{noticed} of {number} flips of content noticed, {whole} of {tried} repaired")
    return noticed, whole, tried


def test_flipped_bits_are_noticed_and_repaired(evening):
    noticed, whole, tried = flipped(evening, FLIPS, seed=1)
    assert noticed >= 0.95 * FLIPS
    assert whole == tried


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(2, 6))
def test_many_flipped_bits_are_noticed_and_repaired(evening, seed):
    noticed, whole, tried = flipped(evening, MANY // 4, seed)
    assert noticed >= 0.95 * MANY / 4
    assert whole >= 0.99 * tried
