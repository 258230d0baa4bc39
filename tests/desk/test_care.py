"""Looking after the workspace: backups that are due, digests, a doctor, an end."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hubdesk import paths, settings
from hubdesk.desk import care, events, notes
from hubdesk.desk.starting import start
from hubdesk.model.records import Event
from hubdesk.store import sqlite


class Clock:
    def __init__(self) -> None:
        self.at = datetime.now(UTC)

    def __call__(self) -> datetime:
        self.at += timedelta(milliseconds=1)
        return self.at


def opened(folder: Path, clock: Clock):
    return start(paths.folders(folder), name="test", now=clock)


def test_a_backup_is_made_when_it_is_due_and_only_then(tmp_path):
    clock = Clock()
    desk = opened(tmp_path, clock)
    assert care.backup_when_due(desk) is None
    events.create(desk, "Evening")
    first = care.backup_when_due(desk)
    assert first is not None and first.path.exists()
    assert care.backup_when_due(desk) is None
    clock.at += timedelta(minutes=31)
    assert care.backup_when_due(desk) is None
    events.create(desk, "Another")
    assert care.backup_when_due(desk) is not None
    desk.close()


def test_a_second_folder_gets_a_copy_while_it_is_there(tmp_path):
    second = tmp_path / "stick"
    second.mkdir()
    settings.save(settings.Settings(second_backup=str(second)), paths.folders(tmp_path).config / "settings.json")
    desk = opened(tmp_path, Clock())
    events.create(desk, "Evening")
    made = care.backup(desk)
    assert list(second.glob("*.hubdesk")) == [made.second] and made.told() is None
    shutil.rmtree(second)
    made = care.backup(desk)
    assert made.path.exists() and not second.exists()
    assert str(second) in str(made.told().values)
    second.write_bytes(b"no folder")
    assert care.backup(desk).missing == str(second)
    desk.close()


def test_a_backup_opens_as_a_workspace(tmp_path):
    clock = Clock()
    desk = opened(tmp_path / "a", clock)
    event = events.create(desk, "Evening")
    notes.add(desk, event, "said once")
    copy = care.backup(desk, tmp_path / "stick").path
    before = care.total(care.digest(desk))
    desk.close()
    again = start(paths.folders(tmp_path / "b"), copy, name="test", now=clock)
    assert care.total(care.digest(again)) == before
    assert [note.text for note in again.read.notes(event)] == ["said once"]
    again.close()


def test_old_backups_are_thinned(tmp_path):
    clock = Clock()
    desk = opened(tmp_path, clock)
    events.create(desk, "Evening")
    for _ in range(90):
        clock.at += timedelta(days=1)
        care.backup(desk)
    kept = list((tmp_path / "backups").glob("workspace.*.hubdesk"))
    assert 12 <= len(kept) <= 2 + 12 + 10 + 9 + 2
    desk.close()


def test_the_doctor_notices_a_changed_line(tmp_path):
    desk = opened(tmp_path, Clock())
    event = events.create(desk, "Evening")
    notes.add(desk, event, "said once")
    assert care.doctor(desk, rebuild=True).damage == ()
    desk.close()
    raw = sqlite.writer(tmp_path / "workspace.hubdesk")
    raw.execute("update fact set body = replace(body, 'said once', 'said twice') where kind = 'note'")
    raw.close()
    desk = opened(tmp_path, Clock())
    assert care.doctor(desk).damage
    desk.close()


def test_a_purge_takes_the_words_out_of_every_file(tmp_path):
    desk = opened(tmp_path, Clock())
    event = events.create(desk, "Canary evening", place="Canary library")
    notes.add(desk, event, "canary words", visibility="sensitive")
    care.backup(desk)
    assert care.purge(desk, event) > 2
    assert desk.read.all(Event) == []
    desk.close()
    left = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()).lower()
    assert b"canary" not in left


def test_a_clock_that_was_set_back_does_not_stop_the_backups(tmp_path):
    clock = Clock()
    clock.at += timedelta(days=20_000)
    desk = opened(tmp_path, clock)
    events.create(desk, "Evening")
    assert care.backup_when_due(desk) is not None
    clock.at -= timedelta(days=20_000)
    events.create(desk, "Another")
    assert care.backup_when_due(desk) is not None
    desk.close()


def test_a_file_put_away_as_damaged_counts_as_no_backup(tmp_path):
    desk = opened(tmp_path, Clock())
    events.create(desk, "Evening")
    made = care.backup(desk).path
    made.rename(made.with_name(made.name.replace(".backup.", ".damaged.")))
    assert care.last_backup(desk) is None
    desk.close()


def test_a_purge_and_thinning_know_their_own_backups_by_the_whole_name(tmp_path):
    clock = Clock()
    odd, other = tmp_path / "work [1].hubdesk", tmp_path / "work [1].old.hubdesk"
    for path in (other, odd):
        desk = start(paths.folders(tmp_path), path, name="test", now=clock)
        event = events.create(desk, "Evening")
        notes.add(desk, event, "zebrafink")
        care.backup(desk)
        desk.close()
    desk = start(paths.folders(tmp_path), odd, name="test", now=clock)
    assert care.backup_when_due(desk, after=timedelta(0)) is None
    care.purge(desk, event)
    desk.close()
    holding = [path.name for path in (tmp_path / "backups").iterdir() if b"zebrafink" in path.read_bytes()]
    assert len(holding) == 1 and holding[0].startswith("work [1].old.")


def test_what_an_interrupted_backup_left_is_gone_after_the_next(tmp_path):
    desk = opened(tmp_path, Clock())
    left = [tmp_path / "backups" / f".workspace.0a1b2c3d.part{end}" for end in ("", "-journal")]
    left[0].parent.mkdir()
    for path in left:
        path.write_bytes(b"half")
    care.backup(desk)
    assert not any(path.exists() for path in left)
    desk.close()


def test_the_backups_of_a_workspace_with_a_longer_name_are_left_alone(tmp_path):
    clock = Clock()
    places = paths.folders(tmp_path)
    other = start(places, tmp_path / "workspace.spring.hubdesk", name="test", now=clock)
    events.create(other, "Spring")
    kept = [care.backup(other).path]
    clock.at += timedelta(days=300)
    kept.append(care.backup(other).path)
    other.close()
    desk = opened(tmp_path, clock)
    event = events.create(desk, "Evening")
    clock.at += timedelta(days=300)
    care.backup(desk)
    care.purge(desk, event)
    assert all(path.exists() for path in kept)
    desk.close()


def test_the_backups_of_a_workspace_of_the_same_name_elsewhere_are_left_alone(tmp_path):
    clock, places = Clock(), paths.folders(tmp_path)
    other = start(places, tmp_path / "spring" / "workspace.hubdesk", name="test", now=clock)
    events.create(other, "Spring")
    kept = care.backup(other).path
    other.close()
    desk = opened(tmp_path, clock)
    event = events.create(desk, "Evening")
    assert care.backup_when_due(desk) is not None, "the other's copy is none of this workspace"
    care.purge(desk, event)
    assert kept.exists()
    desk.close()


def test_what_was_written_is_signed_when_the_workspace_closes_without_a_new_line(laptop, tmp_path) -> None:
    first = laptop("a")
    event = events.create(first, "Evening")
    notes.add(first, event, "told in trust", visibility="sensitive")
    before = care.digest(first)
    first.close()
    second = laptop("a")
    vectors = {replica: n for state in second.read.books(private=True) for replica, n in state.vector.items()}
    signed = "select replica.id, s.n from signature s join replica on replica.no = s.replica"
    assert dict(second.read.rows(signed)) == vectors
    assert care.digest(second) == before
    assert care.doctor(second).damage == ()
