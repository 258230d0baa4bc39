"""A locked workspace as its owner, a script and a thief see it: forty words that must stand in no file of it."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pypdfium2
import pytest

from hubdesk.cli.main import run
from hubdesk.desk import care, events, exchange, exports, locking, merging, people
from hubdesk.desk.desk import Desk
from hubdesk.desk.drafts import ANEW, Drafts, HalfTyped, folder_of
from hubdesk.desk.starting import start
from hubdesk.errors import HubDeskError, Refused, Usage
from hubdesk.model.records import Event
from hubdesk.paths import Folders, folders
from tests.canary_world import ALL, AUTHOR, fill
from tests.spelled import found

WORDS, OTHER = "bottle clap chapel handle stick", "spin thumb dusk steady poet"


def lying(home: Path) -> Iterator[bytes]:
    """Yield every file below a folder, and its name."""
    for path in home.rglob("*"):
        yield path.name.encode()
        if path.is_file():
            yield path.read_bytes()


@pytest.fixture
def home(tmp_path: Path) -> Folders:
    """A data folder with a workspace full of words, backups and what a crash left of one, closed."""
    made = folders(tmp_path / "home")
    desk = start(made, name=AUTHOR)
    fill(desk)
    care.backup(desk)
    care.backup(desk)
    (evening,) = desk.read.all(Event)
    for name in (evening.id, evening.id + ANEW):
        Drafts(folder_of(made), lambda work: work()).keep(name, HalfTyped(ALL[0]))
        (folder_of(made) / f"{name}.new").write_text(ALL[0])  # what a crash left of a draft
    desk.close()
    (made.data / "backups" / ".workspace.77.part").write_text(ALL[0])  # what a crash left of a copy
    return made


def opened(home: Folders, secret: str) -> Desk:
    return start(home, name=AUTHOR, secret=lambda: secret)


def test_forty_words_stand_in_no_file_of_a_locked_workspace(home: Folders, tmp_path: Path) -> None:
    there = found(lying(home.data), ALL)
    assert len(there) >= 40  # the search finds them while it is plain
    done = locking.lock(home, home.workspace, WORDS)
    assert (done.backups, done.removed) == (3, 0)
    assert found(lying(home.data), ALL) == []
    desk = opened(home, WORDS)
    try:
        event = events.create(desk, "Second evening")
        kept = Drafts(folder_of(home), lambda work: work(), key=desk.key)
        assert [kept.found(each.id).text for each in desk.read.all(Event) if each.id != event] == [ALL[0]]
        for word in ALL:
            people.add(desk, event, word)
            kept.keep(event, HalfTyped(word))
        refused_copy(desk, event, tmp_path / "package.hubbundle")
        care.backup(desk)
        assert not care.doctor(desk).damage
        exports.export(desk, "all", tmp_path / "whole")
        assert (home.data / "workspace.hubdesk-wal").stat().st_size > 0
        kinds = {path.suffix for path in home.data.rglob("*") if path.is_file()}
        assert kinds >= {".hubdesk", ".hubdesk-wal", ".lock", ".reserve", ".sealed", ".refused", ".txt"}
        assert found(lying(home.data), ALL) == []  # open, with its log of writes
    finally:
        desk.close()
    assert found(lying(home.data), ALL) == []
    assert found(lying(tmp_path / "whole"), ALL[:1]) == ALL[:1]


def refused_copy(desk: Desk, event: str, package: Path) -> None:
    """Leave a copy of a sealed file that was refused: it is kept as it came."""
    words = exchange.write_kit(desk, event, package, people=True).words
    content = package.read_bytes()
    package.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    with pytest.raises(Refused) as told:
        merging.inspect(desk, package, words)
    assert told.value.kept is not None and told.value.kept.is_file()


def test_recovery_words_open_it_and_let_another_passphrase_be_set(home: Folders) -> None:
    before = digest(start(home))
    first = locking.lock(home, home.workspace, WORDS, language="de")
    with pytest.raises(Refused):
        locking.lock(home, home.workspace, OTHER, old="these are not the words that it is locked by")
    second = locking.lock(home, home.workspace, OTHER, old=first.words.upper())
    assert second.backups == 3 and second.words != first.words
    for gone in (WORDS, first.words):
        with pytest.raises(Refused):
            opened(home, gone)
    assert digest(opened(home, second.words)) == digest(opened(home, OTHER)) == before
    locking.unlock(home, home.workspace, OTHER)
    assert digest(start(home)) == before
    assert {file.suffix for file in folder_of(home).iterdir()} == {".json"}
    assert all(ALL[0] in file.read_text() for file in folder_of(home).iterdir())


def digest(desk: Desk) -> tuple[str, str]:
    try:
        return care.total(care.digest(desk))
    finally:
        desk.close()


def test_a_backup_opens_alone_with_the_same_passphrase(home: Folders, tmp_path: Path) -> None:
    locking.lock(home, home.workspace, WORDS)
    copy = next(home.backups.glob("*.hubdesk")).rename(tmp_path / "alone.hubdesk")
    desk = start(folders(tmp_path / "elsewhere"), copy, secret=lambda: WORDS)
    assert desk.locked and [event.title for event in desk.read.all(Event)] == ["Tea"]
    desk.close()


def test_a_copy_on_a_stick_that_was_out_is_locked_at_the_next_start(home: Folders, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    desk = start(home)
    desk.store.backup(stick)
    desk.close()
    locking.lock(home, home.workspace, WORDS)
    assert found(lying(stick), ALL[:1])
    home.config.mkdir(exist_ok=True)
    (home.config / "settings.json").write_text(json.dumps({"second_backup": str(stick)}))
    opened(home, WORDS).close()
    assert not found(lying(stick), ALL)


def test_what_cannot_be_meant_changes_nothing(home: Folders) -> None:
    before = home.workspace.read_bytes()
    for wrong in (
        lambda: locking.lock(home, home.workspace, "short"),
        lambda: locking.lock(home, home.workspace, WORDS, old=OTHER),
        lambda: locking.unlock(home, home.workspace, WORDS),
    ):
        with pytest.raises(Usage):
            wrong()
    assert home.workspace.read_bytes() == before
    desk = start(home)
    with pytest.raises(HubDeskError) as told:
        locking.lock(home, home.workspace, WORDS)
    assert told.value.code == "open-elsewhere"
    desk.close()
    assert digest(start(home))


def test_a_plain_workspace_opens_without_what_a_locked_one_needs(home: Folders) -> None:
    script = """
import sys
from pathlib import Path
from hubdesk.desk.starting import start
from hubdesk.paths import folders
start(folders(Path(sys.argv[1]))).close()
print([name for name in sys.modules if name.endswith(("locking", "relock", "argon2id"))])
"""
    done = subprocess.run([sys.executable, "-c", script, home.data], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# ---- on the command line


@pytest.fixture
def hubdesk(home: Folders, tmp_path: Path, capfd: pytest.CaptureFixture[str]):
    """Return a function that runs one command on that folder: (exit code, JSON or text, messages)."""
    (tmp_path / "words").write_text(WORDS + "\n")
    (tmp_path / "other").write_text(OTHER + "\n")

    def call(*words: str):
        capfd.readouterr()
        code = run(["--data-dir", str(home.data), *(word.replace("@", f"{tmp_path}/") for word in words)])
        out, err = capfd.readouterr()
        return code, json.loads(out) if out and "--json" in words else out, err

    return call


def test_set_open_change_remove(hubdesk, tmp_path: Path) -> None:
    code, done, told = hubdesk("lock", "set", "--passphrase-file", "@words", "--json")
    (tmp_path / "kept").write_text(done["words"])
    assert code == 0 and done["backups"] == 3 and len(done["words"].split()) == 12 and "passphrase" not in done
    assert "3 backups were locked too" in told
    code, out, told = hubdesk("event", "list")  # no terminal: nothing is asked
    assert (code, out) == (1, "") and len(told.splitlines()) == 3 and "--unlock-file" in told
    code, out, told = hubdesk("event", "list", "--unlock-file", "@other")
    assert (code, out) == (3, "") and len(told.splitlines()) == 3
    assert "Tea" in hubdesk("event", "list", "--unlock-file", "@words")[1]
    for command in (["doctor"], ["backup"], ["digest"], ["export", "--form", "all", "--out", "@all"], ["history"]):
        assert hubdesk("--unlock-file", "@kept", *command)[0] == 0
    assert hubdesk("lock", "set", "--passphrase-file", "@other")[0] == 2
    assert hubdesk("lock", "change", "--passphrase-file", "@other")[0] == 1
    assert hubdesk("lock", "change", "--passphrase-file", "@other", "--unlock-file", "@kept")[0] == 0
    assert hubdesk("lock", "remove", "--unlock-file", "@kept")[0] == 3
    assert hubdesk("lock", "remove", "--unlock-file", "@other")[0] == 0
    assert hubdesk("event", "list")[0] == 0 and hubdesk("lock", "remove")[0] == 2


@pytest.mark.parametrize("verb", ["set", "change"])
def test_a_lock_may_be_the_first_thing_of_all(hubdesk, verb: str) -> None:
    code, done, _ = hubdesk("lock", verb, "--workspace", "@new.hubdesk", "--passphrase-file", "@words", "--json")
    assert code == 0 and len(done["words"].split()) == 12
    assert hubdesk("event", "list", "--workspace", "@new.hubdesk", "--unlock-file", "@words")[0] == 0


def test_what_cannot_be_read_is_erased_only_when_somebody_says_so(hubdesk, home: Folders) -> None:
    broken = sorted((home.data / "backups").glob("*.hubdesk"))[0]
    broken.write_bytes(broken.read_bytes()[:3000])
    before = {path: path.read_bytes() for path in home.data.rglob("*.hubdesk")}
    code, out, told = hubdesk("lock", "set", "--passphrase-file", "@words")
    assert (code, out) == (1, "") and len(told.splitlines()) == 3
    assert told.startswith("1 older backup") and broken.name in told and "--erase-backups" in told
    assert {path: path.read_bytes() for path in home.data.rglob("*.hubdesk")} == before
    code, done, told = hubdesk("lock", "set", "--passphrase-file", "@words", "--erase-backups", "--json")
    assert (code, done["removed"], done["backups"]) == (0, 1, 2) and not broken.exists()


def test_without_words_of_ones_own_five_are_chosen(hubdesk, tmp_path: Path) -> None:
    code, out, _ = hubdesk("lock", "set", "--language", "fr", "--out", "@page.pdf")
    chosen, recovery = out.splitlines()
    assert code == 0 and len(chosen.split()) == 5 and len(recovery.split()) == 13
    assert pypdfium2.PdfDocument(tmp_path / "page.pdf")[0].get_textpage().get_text_range().count(recovery.split()[12])
    (tmp_path / "chosen").write_text(chosen)
    assert hubdesk("event", "list", "--unlock-file", "@chosen")[0] == 0


def test_what_opens_it_is_told_where_the_page_cannot_be_written(hubdesk, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    code, out, told = hubdesk("lock", "set", "--out", "@file/page.pdf")
    chosen, recovery = out.splitlines()
    assert code == 1 and "page.pdf" in told and len(recovery.split()) == 12
    (tmp_path / "chosen").write_text(chosen)
    assert hubdesk("event", "list", "--unlock-file", "@chosen")[0] == 0


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
def test_at_a_terminal_it_is_asked_and_not_shown(home: Folders) -> None:
    import pty

    try:
        for end in os.openpty():
            os.close(end)
    except OSError:
        pytest.skip("this machine has no terminals to give")
    locking.lock(home, home.workspace, WORDS)
    words = [sys.executable, "-m", "hubdesk", "--data-dir", str(home.data), "--language", "en", "event", "list"]
    (child, number), seen = pty.fork(), b""
    if child == 0:  # it has the terminal
        os.execv(sys.executable, words)
    while b"Passphrase:" not in seen:
        seen += os.read(number, 1000)
    os.write(number, f"{WORDS}\n".encode())
    with suppress(OSError):  # the end of the other side
        while more := os.read(number, 1000):
            seen += more
    os.waitpid(child, 0)
    assert b"Tea" in seen and WORDS.encode() not in seen


# ---- with what works on files by their names


def test_a_locked_workspace_is_restored_and_moved(hubdesk, home: Folders, tmp_path: Path) -> None:
    plain = shutil.copy(next(home.backups.glob("*.hubdesk")), tmp_path / "plain.hubdesk")
    locking.lock(home, home.workspace, WORDS)
    unlock = ("--unlock-file", "@words")
    copy = str(next(home.backups.glob("*.backup.hubdesk")))
    assert hubdesk("restore", copy)[0] == 1  # nobody can be asked
    assert hubdesk("restore", copy, "--unlock-file", "@other")[0] == 3
    for each in (copy, str(plain)):  # what was plain elsewhere lies under the key when it is back
        code, done, told = hubdesk("restore", each, "--json", *unlock)
        assert code == 0, told
        assert done["copy"]["events"] == done["now"]["events"] == ["Tea"]
        assert locking.needs_passphrase(home.workspace) and locking.needs_passphrase(Path(done["kept"]))
    assert "Tea" in hubdesk("event", "list", *unlock)[1]
    code, done, _ = hubdesk("move", "--to", "@elsewhere", "--json", *unlock)
    assert code == 0 and locking.needs_passphrase(Path(done["path"]))
    assert "Tea" in hubdesk("event", "list", *unlock)[1]


def test_a_locked_copy_beside_a_locked_workspace_is_merged(hubdesk, home: Folders) -> None:
    locking.lock(home, home.workspace, WORDS)
    unlock = ("--unlock-file", "@words")
    shutil.copy(home.workspace, home.data / "workspace (1).hubdesk")
    hubdesk("event", "add", "Supper", "--workspace", "@home/workspace (1).hubdesk", *unlock)
    code, done, told = hubdesk("merge", str(home.data / "workspace (1).hubdesk"), "--json", *unlock)
    assert code == 0 and done["new"] > 0, told
    assert "Supper" in hubdesk("event", "list", *unlock)[1]


def test_a_copy_under_another_passphrase_is_told_and_changes_nothing(hubdesk, home: Folders, tmp_path: Path) -> None:
    locking.lock(home, home.workspace, OTHER)
    older = shutil.copy(next(home.backups.glob("*.hubdesk")), tmp_path / "older.hubdesk")
    locking.lock(home, home.workspace, WORDS, old=OTHER)
    before = home.workspace.read_bytes()
    code, _, told = hubdesk("restore", str(older), "--unlock-file", "@other")
    assert code == 1 and "another passphrase" in told
    code, _, told = hubdesk("merge", str(older), "--unlock-file", "@words")
    assert code == 1 and "another passphrase" in told
    assert home.workspace.read_bytes()[:16] == before[:16]


@pytest.mark.parametrize("share", [0.2, 0.5, 0.7, 0.9])
def test_a_damaged_locked_workspace_is_repaired_under_its_passphrase(hubdesk, home: Folders, share: float) -> None:
    locking.lock(home, home.workspace, WORDS)
    whole = bytearray(home.workspace.read_bytes())
    at = int(len(whole) * share)
    whole[at : at + 64] = bytes(64)
    home.workspace.write_bytes(whole)
    assert hubdesk("repair", "@new.hubdesk")[0] == 1
    code, done, _ = hubdesk("repair", "@new.hubdesk", "--json", "--unlock-file", "@words")
    assert code == 0 and done["facts"] > 0 and not done["missing"]  # the backups have what the damage took
    new = Path(done["path"])
    assert locking.needs_passphrase(new) and not found(lying(new.parent), ALL[:1])
    assert "Tea" in hubdesk("event", "list", "--workspace", str(new), "--unlock-file", "@words")[1]
