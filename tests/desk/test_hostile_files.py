"""Every hostile file we know, shown to a real workspace: refused for its own reason, quickly, and nothing happens."""

import itertools
import os
import random
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from hubdesk.desk import cards, care, exchange, merging, refused
from hubdesk.desk.desk import Desk
from hubdesk.errors import HubDeskError, Refused
from hubdesk.model.records import Note
from tests.bundle.hostile import costly
from tests.bundle.hostile.case import NOTHING_NEW, WAITS
from tests.bundle.hostile.inputs import INPUTS
from tests.bundle.hostile.seals import WORDS
from tests.bundle.hostile.world import CARDS, FILES, KITS, MEMORY, NAMES, WORK, open_desk, snapshot, watch
from tests.bundle.logs import EVE, Run, bytes_of, contents, evening, ident

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="memory is measured as Linux tells it")
ROOT = Path(__file__).parents[2]
#: Argon2id over the words of an event package takes 256 MiB, whoever made it.
WORDS_MEMORY = 256 << 20


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("hostile")


@pytest.fixture(scope="module")
def desk(home: Path) -> Iterator[Desk]:
    made = open_desk(home)
    with pytest.raises(Refused):  # what is imported late is imported now
        merging.absorb(made, [_laid(home / "first.hubbundle", b"PK\3\4")])
    (home / "first.hubbundle").unlink()
    yield made
    made.close()


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for temporary files of the system, which nothing should need."""
    place = tmp_path / "system-temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    return place


def _laid(place: Path, content: bytes) -> Path:
    place.write_bytes(content)
    return place


def judge(desk: Desk, verb: Callable[[], object], *folders: Path, memory: int = MEMORY) -> HubDeskError | object:
    """Run a verb on a hostile file and return the refusal, or what it answered; nothing may have happened."""
    before = snapshot(desk, *folders)
    temporary = exchange.temporary(desk)
    with watch() as seen:
        try:
            said: object = verb()
        except HubDeskError as error:
            said = error
            assert all(error.told()) and len(set(error.told())) == 3
    assert seen.work < WORK and seen.memory <= memory
    assert list(temporary.iterdir()) == []
    after = snapshot(desk, *folders)
    if isinstance(said, merging.Absorbed):  # nothing new, or work that waits: there is a backup and a row more
        before, after = replace(before, files={}), replace(after, files={})
    else:
        # a copy of what was refused is kept; who goes on after the checks of the file makes a backup first
        own = (str(temporary), str(desk.store.backups), str(refused.folder(desk)))
        assert [name for name in seen.written if not name.rpartition(" ")[2].startswith(own)] == []
    assert after == before
    return said


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_refused_and_nothing_happens(name, desk, home, elsewhere, tmp_path):
    code, make = FILES[name]
    file = _laid(tmp_path / "x.hubbundle", make())
    looked = judge(desk, lambda: merging.inspect(desk, file), home, tmp_path)
    counted = judge(desk, lambda: merging.absorb(desk, [file], dry_run=True), home, tmp_path)
    taken = judge(desk, lambda: merging.absorb(desk, [file]), home, tmp_path)
    if code in (NOTHING_NEW, WAITS):
        assert isinstance(looked, merging.Inspection) and taken == counted
        assert isinstance(taken, merging.Absorbed) and taken.new == 0
        assert bool(taken.quarantined) == (code == WAITS)
        for one in merging.waiting(desk):
            merging.refuse_waiting(desk, one.sha256)
        return
    assert isinstance(taken, Refused) and isinstance(counted, Refused)
    assert (taken.code, taken.file) == (code, file) or (taken.code == code and isinstance(looked, merging.Inspection))
    assert isinstance(looked, merging.Inspection) or (isinstance(looked, Refused) and looked.code == code)


@pytest.mark.parametrize("name", KITS)
def test_a_hostile_event_package_is_refused(name, desk, home, elsewhere, tmp_path):
    code, make = KITS[name]
    file = _laid(tmp_path / "x.hubbundle", make())
    for verb in (merging.inspect, merging.open_kit):
        said = judge(desk, lambda verb=verb: verb(desk, file, WORDS), home, tmp_path, memory=MEMORY + WORDS_MEMORY)
        assert isinstance(said, Refused) and said.code == code


@pytest.mark.parametrize("name", CARDS)
def test_a_hostile_card_is_refused(name, desk, home, elsewhere, tmp_path):
    code, make = CARDS[name]
    file = _laid(tmp_path / "x.hubkey", make())
    out = tmp_path / "up.hubbundle"
    for verb in (
        lambda: cards.look(desk, file),
        lambda: exchange.write_bundle(desk, desk.read.books()[0].book.subject, "upload", out, to=[file]),
    ):
        said = judge(desk, verb, home, tmp_path)
        assert isinstance(said, Refused) and said.code == code


@pytest.mark.parametrize("name", INPUTS)
def test_what_is_no_file_is_told_at_once(name, desk, home, elsewhere, tmp_path):
    exit_code, code, lay = INPUTS[name]
    file = lay(tmp_path / "x.hubbundle")
    for verb in (
        lambda: merging.inspect(desk, file),
        lambda: merging.verify(desk, file),
        lambda: merging.absorb(desk, [file]),
        lambda: exchange.write_bundle(desk, desk.read.books()[0].book.subject, "team", tmp_path / "o", since=file),
        lambda: cards.look(desk, file),
    ):
        said = judge(desk, verb, home)
        if isinstance(said, merging.Inspection):
            assert said.sealed
            continue
        assert isinstance(said, HubDeskError) and said.exit_code == exit_code
        assert said.code in (code, "card-size")


def test_a_stranger_cannot_fill_the_workspace_or_the_memory(desk, home, elsewhere, tmp_path):
    file = _laid(tmp_path / "x.hubbundle", costly.attachments())
    seen = judge(desk, lambda: merging.absorb(desk, [file], dry_run=True), home, tmp_path)
    assert isinstance(seen, merging.Absorbed) and seen.quarantined == 2
    said = judge(desk, lambda: merging.absorb(desk, [file]), home, tmp_path)
    assert isinstance(said, Refused) and said.code == "too-large-to-wait"
    assert merging.waiting(desk) == []


#: Every 97th bit, in bytes of all sorts; tests/bundle/test_one_byte_form.py flips all of them before the desk's door.
STEP = 97


def test_no_flipped_bit_has_a_part_of_its_effect(desk, home, tmp_path):
    good = bytes_of(contents([Run(EVE, nonce="3c" * 16).save(ident(50), text="said"), *evening()], use="upload"))
    assert len(good) <= 4096
    file, before = tmp_path / "x.hubbundle", snapshot(desk, home)
    for number in range(0, len(good) * 8, STEP):
        flipped = bytearray(good)
        flipped[number // 8] ^= 1 << number % 8
        file.write_bytes(flipped)
        with pytest.raises(Refused):
            merging.absorb(desk, [file])
    assert snapshot(desk, home) == before


def test_a_file_that_changes_while_it_is_read_is_one_of_its_states_or_refused(tmp_path):
    """Who holds the stick writes two good files in turn, and cuts and lengthens them."""
    runs = [Run(EVE, nonce="3c" * 16), Run(EVE, nonce="3c" * 16)]
    for number, run in enumerate(runs):
        for n in range(6):
            run.save(ident(50 + n), text=random.Random(f"{number} {n}").randbytes(300_000).hex())
    states = [bytes_of(contents([run]), EVE) for run in runs]
    said = [{fact.fields["text"] for fact in run.facts[1:]} for run in runs]
    desk, file, stop = open_desk(tmp_path / "home"), tmp_path / "x.hubbundle", threading.Event()
    file.write_bytes(states[0])
    assert len(states[0]) > 1 << 20  # it is read in several pieces

    def write() -> None:
        for turn in itertools.takewhile(lambda _: not stop.is_set(), itertools.count()):
            with file.open("r+b") as opened:
                opened.write(states[turn % 2])
                opened.truncate(len(states[turn % 2]) + (0, 1000, -1000)[turn % 3])

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(20):
            with suppress(Refused):
                merging.absorb(desk, [file])
    finally:
        stop.set()
        writer.join()
    found = {note.text for note in desk.read.all(Note) if len(note.text) > 1000}
    assert found in (set(), *said) and care.doctor(desk).damage == ()
    desk.close()


#: Some of each kind go through the command line as people start it.
SAMPLE = [name for name, (code, _) in FILES.items() if code not in (NOTHING_NEW, WAITS)][::55]


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    home = tmp_path_factory.mktemp("line")
    open_desk(home).close()
    return home


@pytest.mark.parametrize("name", [*SAMPLE, "a pipe", "a device without end", "nothing"])
def test_the_command_line_ends_with_the_code_of_a_refusal(name, place, tmp_path):
    exit_code, _, lay = INPUTS.get(name) or (3, "", lambda file: _laid(file, FILES[name][1]()))
    file = lay(tmp_path / "x.hubbundle")
    before = sorted(path.name for path in tmp_path.iterdir())
    call = [sys.executable, "-m", "hubdesk", "--data-dir", str(place), "bundle", "absorb", "--trust", str(file)]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)}
    done = subprocess.run(call, capture_output=True, timeout=60, env=environment, cwd=tmp_path)
    assert (done.returncode, done.stdout.decode().strip()) == (exit_code, "")
    told = done.stderr.decode().strip().splitlines()
    assert len(told) == 3 and "Traceback" not in done.stderr.decode()
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_the_corpus_is_large_and_every_name_says_something_else(record_property):
    assert len(NAMES) == len(set(NAMES)) >= 150
    record_property("tried", f"{len(NAMES)} hostile files")
