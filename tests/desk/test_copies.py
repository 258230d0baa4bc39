"""Copies of a workspace beside it: everything in them that is not here comes in, and nothing that pretends."""

import random
import shutil
from pathlib import Path

import pytest

from hubdesk.desk import attendance, care, copies, events, exchange, merging, notes, people
from hubdesk.desk.desk import Desk
from hubdesk.errors import HubDeskError, Refused
from hubdesk.model.records import Event, Note
from hubdesk.store import sqlite


@pytest.fixture
def event(desk: Desk) -> str:
    made = events.create(desk, "Evening")
    notes.add(desk, made, "before the copy")
    notes.add(desk, made, "told in trust", visibility="sensitive")
    return made


def copied(desk: Desk, name: str) -> Path:
    """Return a copy of a workspace as a service makes it while it is open: the file, with what lies beside it."""
    path = desk.path.with_name(name)
    shutil.copyfile(desk.path, path)
    shutil.copyfile(Path(f"{desk.path}-wal"), Path(f"{path}-wal"))
    return path


@pytest.fixture
def other(desk: Desk, event: str, laptop, clock) -> Path:
    """A copy in which the same person, at another table, has gone on."""
    path = copied(desk, "workspace (conflicted copy 2027-05-08).hubdesk")
    there = Desk.open(path, author=desk.author, folders=desk.folders, now=clock)
    clock.pass_(minutes=1)
    notes.add(there, event, "written in the copy")
    notes.add(there, event, "and in trust", visibility="sensitive")
    attendance.check_in(there, people.add(there, event, "Amina"), event, at=clock())
    events.create(there, "Another evening")
    there.close()
    return path


def texts(desk: Desk) -> set[str]:
    return {each.text for each in desk.read.all(Note)}


def state(desk: Desk) -> tuple[str, str]:
    return care.total(care.digest(desk))


def test_everything_of_a_copy_that_is_not_here_comes_in_the_private_book_too(desk, event, other) -> None:
    notes.add(desk, event, "written here")
    (found,) = copies.found(desk)
    assert found.new > 8 and found.left == 0 and found.path == other
    before = state(desk)
    assert state(desk) == before, "looking changes nothing"
    done = copies.merge(desk, other)
    assert (done.new, done.same, done.left) == (found.new, found.same, 0)
    assert texts(desk) == {"before the copy", "told in trust", "written in the copy", "and in trust", "written here"}
    assert {each.title for each in desk.read.all(Event)} == {"Evening", "Another evening"}
    assert attendance.counts(desk, event).here == 1
    assert care.doctor(desk).damage == ()
    assert done.path == other.with_name("workspace (conflicted copy 2027-05-08) (merged).hubdesk")
    assert done.path.exists() and not other.exists()


def test_a_merged_copy_is_not_offered_again_and_brings_nothing_new(desk, other) -> None:
    done = copies.merge(desk, other)
    assert copies.found(desk) == []
    again = copies.merge(desk, done.path)
    assert (again.new, again.left) == (0, 0) and again.same == done.new + done.same


def test_both_ways_lead_to_the_same_workspace(desk, event, other, clock) -> None:
    notes.add(desk, event, "written here")
    mine = desk.path.with_name("mine.hubdesk")
    desk.run(lambda: shutil.copyfile(copied(desk, "x.hubdesk"), mine))
    shutil.move(f"{desk.path.with_name('x.hubdesk')}-wal", f"{mine}-wal")
    there = Desk.open(other, author=desk.author, folders=desk.folders, now=clock)
    copies.merge(there, mine)
    theirs = state(there)
    there.close()
    copies.merge(desk, other)
    assert state(desk) == theirs


def test_what_a_merge_brought_can_be_handed_on(desk, event, other, tmp_path) -> None:
    copies.merge(desk, other)
    written = exchange.write_bundle(desk, event, "team", tmp_path / "t.hubbundle", plain=True)
    assert written.facts > 0


def test_work_of_another_laptop_comes_when_that_laptop_has_closed_it(desk, event, laptop, clock) -> None:
    path, own = copied(desk, "workspace-LAPTOP.hubdesk"), laptop("laptop")
    there = Desk.open(path, author=own.author, folders=own.folders, now=clock)
    notes.add(there, event, "from the other laptop")
    there.run(lambda: there.store.connection.execute("pragma wal_checkpoint(truncate)"))
    (found,) = copies.found(desk)
    assert found.new == 0 and found.left >= 2
    assert copies.merge(desk, path).path == path, "what is not whole here keeps its name"
    there.close()
    (found,) = copies.found(desk)
    assert found.new >= 2 and found.left == 0
    assert "from the other laptop" not in texts(desk)
    copies.merge(desk, path)
    assert "from the other laptop" in texts(desk)


def test_own_lines_that_build_on_unsigned_ones_wait_for_these(desk, event, laptop, clock) -> None:
    first, own = copied(desk, "x (1).hubdesk"), laptop("laptop")
    there = Desk.open(first, author=own.author, folders=own.folders, now=clock)
    notes.add(there, event, "not signed")
    second = desk.path.with_name("workspace (1).hubdesk")
    shutil.copyfile(first, second)
    shutil.copyfile(f"{first}-wal", f"{second}-wal")
    there.close()
    again = Desk.open(second, author=desk.author, folders=desk.folders, now=clock)
    notes.add(again, event, "after having seen it")
    again.close()
    before = state(desk)
    with pytest.raises(Refused) as refused:
        copies.merge(desk, second)
    assert refused.value.code == "unsigned" and state(desk) == before
    signed = Desk.open(second, author=own.author, folders=own.folders, now=clock)
    signed.close()
    copies.merge(desk, second)
    assert texts(desk) >= {"not signed", "after having seen it"}


@pytest.mark.parametrize(
    ("name", "is_copy"),
    [
        ("workspace (1).hubdesk", True),
        ("workspace (conflicted copy 2026-11-02).hubdesk", True),
        ("workspace (Amina's conflicted copy 2026-11-02).hubdesk", True),
        ("workspace.sync-conflict-20261102-101010-ABCDEFG.hubdesk", True),
        ("workspace-LAPTOP.hubdesk", True),
        ("workspace_conflict-20261102-101010.hubdesk", True),
        ("workspace 2.hubdesk", True),
        ("workspace - Copy.hubdesk", True),
        ("workspace.hubdesk", False),
        ("workspaces.hubdesk", False),
        ("other.hubdesk", False),
        ("workspace (1).hubbundle", False),
        ("workspace (moved).hubdesk", False),
        ("workspace (merged 2).hubdesk", False),
        ("workspace (1) (merged).hubdesk", False),
        ("workspace.20261102T101010Z.backup.hubdesk", False),
    ],
)
def test_names_of_copies(tmp_path, name: str, is_copy: bool) -> None:
    (tmp_path / name).write_bytes(b"")
    assert copies.beside(tmp_path / "workspace.hubdesk") == ([tmp_path / name] if is_copy else [])


def test_what_was_purged_here_does_not_come_back(desk, event, other) -> None:
    care.purge(desk, event)
    copies.merge(desk, other)
    assert {each.title for each in desk.read.all(Event)} == {"Another evening"}
    assert "before the copy" not in texts(desk) and "written in the copy" not in texts(desk)


def test_a_workspace_of_strangers_is_no_copy(desk, event, laptop) -> None:
    strange = laptop("stranger")
    events.create(strange, "Evening")
    strange.close()
    path = desk.path.with_name("workspace (1).hubdesk")
    shutil.copyfile(strange.path, path)
    with pytest.raises(Refused):
        copies.look(desk, path)
    assert copies.found(desk) == []


def test_of_another_workspace_only_work_comes_that_is_accepted_for_its_event(team, tmp_path) -> None:
    """Who has the team's files puts a workspace of their own beside ours: nothing is believed that we would not."""
    aisha, member, stranger = team["aisha"], team["member"], team["stranger"]
    evening, closed = events.create(aisha, "Evening"), events.create(aisha, "Closed circle")
    kit = exchange.write_kit(aisha, evening, tmp_path / "kit.hubbundle")
    merging.open_kit(member, kit.path, kit.words)
    for event, there in ((evening, stranger), (closed, member)):
        plain = exchange.write_bundle(aisha, event, "team", tmp_path / f"{event}.hubbundle", plain=True).path
        merging.absorb(there, [plain], trust=True)
    notes.add(member, evening, "by the member")
    notes.add(member, closed, "by the member, who is none there")
    notes.add(stranger, evening, "by the stranger")
    for there in (member, stranger):
        there.close()
        shutil.copyfile(there.path, aisha.path.with_name(f"workspace-{there.author.name}.hubdesk"))
    looks = {each.path.stem: each for each in copies.found(aisha)}
    assert looks["workspace-stranger"].new == 0 and looks["workspace-stranger"].left > 0
    for name in ("stranger", "member"):
        copies.merge(aisha, aisha.path.with_name(f"workspace-{name}.hubdesk"))
    assert texts(aisha) == {"by the member"}


# ---- hostile copies: refused, and the workspace is as it was


def edited(path: Path, *statements: str) -> Path:
    connection = sqlite.writer(path)
    for statement in statements:
        connection.execute(statement)
    connection.execute("pragma journal_mode = delete")
    connection.close()
    return path


HOSTILE = {
    "a view for a table": ("alter table fact rename to f2", "create view fact as select * from f2"),
    "a trigger": ("create trigger t after insert on meta begin delete from fact; end",),
    "another table": ("alter table replica add column more text",),
    "no log": ("drop table fact",),
    "words changed": ("update fact set body = replace(body, 'written', 'forged!') where body like '%written in%'",),
    "a line gone": ("delete from fact where body like '%written in%'",),
    "a line hidden": ("update fact set body = null where body like '%written in%'",),
    "another author": (f"update replica set author = '{'ab' * 32}'",),
    "no author": ("update replica set author = ''",),
    "an id that is none": ("update book set id = 'x'' or 1=1 --' where no = 1",),
    "another sort": ("update book set sort = 'event'",),
    "a chain of nothing": ("update replica set chain = x'00'", "update signature set chain = x'00'"),
    "more than there is": ("update replica set n = 9007199254740993",),
    "signatures of nothing": ("update signature set signature = x'00'",),
    "a clock that stands": ("update fact set hlc = 1",),
}


@pytest.mark.parametrize("statements", HOSTILE.values(), ids=HOSTILE)
def test_a_copy_that_was_tampered_with_is_refused(desk, event, other, statements) -> None:
    before = state(desk), texts(desk)
    edited(other, *statements)
    with pytest.raises(HubDeskError):
        copies.merge(desk, other)
    assert (state(desk), texts(desk)) == before
    assert other.exists(), "it keeps its name"
    assert list((desk.folders.data / "temporary").iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0", b"\0" * 4096], ids=["empty", "a head", "zeros"])
def test_what_is_no_workspace_is_refused(desk, event, content: bytes) -> None:
    path = desk.path.with_name("workspace (1).hubdesk")
    path.write_bytes(content)
    with pytest.raises(Refused):
        copies.look(desk, path)
    assert copies.found(desk) == []


def mutants(desk: Desk, copy: Path, number: int) -> None:
    """Alter a few bytes of a copy again and again: looking into it ends with a sentence or with a number."""
    content, dice = copy.read_bytes(), random.Random(7)
    copy.unlink()
    before, told = state(desk), 0
    for _ in range(number):
        mutant = bytearray(content)
        for _ in range(dice.randint(1, 4)):
            mutant[dice.randrange(len(content))] = dice.randrange(256)
        copy.write_bytes(bytes(mutant))
        try:
            copies.look(desk, copy)
        except HubDeskError:
            told += 1
    assert state(desk) == before
    assert 0 < told < number


def test_altered_bytes_are_refused_or_mean_nothing(desk, event, other) -> None:
    mutants(desk, other, 60)


@pytest.mark.soak
def test_altered_bytes_are_refused_or_mean_nothing_for_long(desk, event, other) -> None:
    mutants(desk, other, 5000)
