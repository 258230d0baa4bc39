"""An evening that goes wrong: odd lists, altered files, empty answers; each ends in a clear word and nothing lost."""

import json
import random
from pathlib import Path

import pytest

from hubdesk.cli.main import run

#: What somebody does with a workspace whose bytes were altered.
COMMANDS = (
    ("doctor",),
    ("doctor", "--rebuild"),
    ("note", "list"),
    ("note", "add", "one more", "--event", "Evening"),
    ("history",),
    ("undo",),
    ("digest",),
    ("report", "text", "Evening", "--form", "notes", "--language", "en"),
)


@pytest.fixture
def hubdesk(tmp_path, capfd):
    """Return a function that runs one command in this process: (exit code, JSON or text, messages)."""

    def call(*words: str, where: str = "a"):
        capfd.readouterr()
        code = run(["--data-dir", str(tmp_path / where), *words])
        out, err = capfd.readouterr()
        assert "fault in HubDesk" not in err
        return code, json.loads(out) if "--json" in words and out else out, err

    return call


def test_a_time_without_offset_is_meant_in_the_zone_that_is_named(hubdesk):
    hubdesk("event", "add", "Evening", "--start", "2026-11-24T18:00", "--zone", "Europe/Berlin")
    _, shown, _ = hubdesk("event", "show", "Evening", "--json")
    assert shown["start"] == "2026-11-24T17:00:00+00:00"


def test_a_passphrase_file_without_words_is_wrong_usage(hubdesk, tmp_path):
    empty = tmp_path / "words.txt"
    empty.write_text(" \n")
    hubdesk("event", "add", "Evening")
    kit = tmp_path / "kit.hubbundle"
    for words in (("write", "Evening", "--out", str(kit)), ("open", str(kit))):
        code, _, err = hubdesk("kit", *words, "--passphrase-file", str(empty))
        assert code == 2 and len(err.splitlines()) == 3
    assert not kit.exists()


def test_a_form_that_asks_for_names_keeps_them_beside_user_names(hubdesk, tmp_path):
    sheet = tmp_path / "form.csv"
    sheet.write_text(
        "Timestamp,Email Address,What is your name?,Wikimedia username\n"
        "2026/10/01 9:00:01 AM GMT+1,kofi@x.example,Kofi Mensah,User:Kofi_M\n"
    )
    hubdesk("event", "add", "Evening")
    _, found, _ = hubdesk("people", "import", str(sheet), "--event", "Evening", "--json")
    assert [(one["name"], one["username"]) for one in found["people"]] == [("Kofi Mensah", "Kofi M")]


def test_a_forgotten_person_stands_in_no_file_and_no_backup(hubdesk, tmp_path):
    hubdesk("event", "add", "Evening")
    hubdesk("people", "add", "Quetzal Canarybird", "--event", "Evening")
    hubdesk("backup")
    assert b"Canarybird" in _every_byte(tmp_path / "a")
    code, _, _ = hubdesk("people", "forget", "Quetzal Canarybird")
    assert code == 0 and b"Canarybird" not in _every_byte(tmp_path / "a")
    assert list((tmp_path / "a").rglob("backups/*.hubdesk"))


def test_the_check_tells_altered_tables_and_a_rebuild_mends_them(hubdesk, tmp_path):
    workspace = _with_notes(hubdesk, tmp_path)
    whole = workspace.read_bytes()
    places = [at for at in range(len(whole)) if whole.startswith(b"lamp oil for everybody", at)]
    seen = set()
    for at in places:
        altered = bytearray(whole)
        altered[at] ^= 1
        workspace.write_bytes(altered)
        code, found, _ = hubdesk("doctor", "--json")
        assert (code == 1) is not found["healthy"]
        seen.add(code)
    assert 1 in seen
    workspace.write_bytes(whole)
    code, found, _ = hubdesk("doctor", "--json")
    assert code == 0 and found["healthy"] and not found["rebuilt"]


def test_altered_bytes_are_told_and_never_a_fault(hubdesk, tmp_path):
    workspace = _with_notes(hubdesk, tmp_path)
    whole = workspace.read_bytes()
    filled = [at for at, byte in enumerate(whole) if byte]
    chance = random.Random(20261124)
    codes = []
    for _ in range(160):
        altered = bytearray(whole)
        for at in chance.sample(filled, 3):
            altered[at] ^= 1 << chance.randrange(8)
        for left in workspace.parent.glob(f"{workspace.name}-*"):
            left.unlink()
        workspace.write_bytes(altered)
        codes.append(hubdesk(*chance.choice(COMMANDS))[0])
    assert set(codes) <= {0, 1, 2, 3}
    assert sum(code != 0 for code in codes) >= 24


def _with_notes(hubdesk, tmp_path: Path) -> Path:
    hubdesk("event", "add", "Evening")
    for number in range(5):
        hubdesk("note", "add", f"lamp oil for everybody {number}", "--event", "Evening")
    [workspace] = [path for path in (tmp_path / "a").rglob("*.hubdesk") if "backups" not in path.parts]
    return workspace


def _every_byte(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
