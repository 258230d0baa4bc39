"""Three laptops, as the help tells it: one package, a note on each, three sticks, one result, and no trust question."""

import json
from pathlib import Path

import pytest

from hubdesk import paths
from hubdesk.cli import main as command_line
from hubdesk.desk import sample
from hubdesk.desk.starting import start
from hubdesk.model.records import Member


class Laptops:
    """Laptops by name; each command is one run of the program."""

    def __init__(self, folder: Path, capfd) -> None:
        self.folder, self._capfd = folder, capfd

    def __call__(self, laptop: str, *words: str, code: int = 0) -> dict:
        self._capfd.readouterr()
        given = ["--data-dir", str(self.folder / laptop), "--author", laptop, *words, "--json"]
        assert command_line.run(given) == code, self._capfd.readouterr().err
        found: dict = json.loads(self._capfd.readouterr().out)
        return found

    def path(self, name: str) -> str:
        return str(self.folder / name)


@pytest.fixture
def call(tmp_path: Path, capfd) -> Laptops:
    return Laptops(tmp_path, capfd)


def test_three_laptops_agree_and_nobody_is_asked(call: Laptops, tmp_path: Path) -> None:
    looked_around = start(paths.folders(tmp_path / "Bao"), name="Bao")
    sample.make_sample(looked_around)
    looked_around.close()
    call("Amina", "event", "add", "Evening")
    words = call("Amina", "kit", "write", "Evening", "--out", call.path("kit.hubbundle"))["words"]
    (tmp_path / "words").write_text(words, "utf-8")
    for laptop in ("Bao", "Chitra"):
        call(laptop, "kit", "open", call.path("kit.hubbundle"), "--passphrase-file", call.path("words"))
    for laptop in ("Amina", "Bao", "Chitra"):
        call(laptop, "note", "add", f"From {laptop}", "--event", "Evening")
        call(
            laptop, "bundle", "write", "--event", "Evening", "--for", "team", "--out", call.path(f"{laptop}.hubbundle")
        )
    files = [call.path(f"{laptop}.hubbundle") for laptop in ("Amina", "Bao", "Chitra")]
    for laptop, order in (("Amina", files), ("Bao", files[::-1]), ("Chitra", [files[1], files[0], files[2]])):
        merged = call(laptop, "bundle", "absorb", *order)
        assert merged["quarantined"] == 0 and merged["new"] > 0, laptop
    event = call("Amina", "event", "list")["events"][0]["id"]
    books = {book["book"] for book in call("Amina", "digest")["books"]}
    logs = {
        laptop: {book["book"]: book["log"] for book in call(laptop, "digest")["books"] if book["book"] in books}
        for laptop in ("Amina", "Bao", "Chitra")
    }
    assert logs["Amina"] == logs["Bao"] == logs["Chitra"]
    for laptop in ("Amina", "Bao", "Chitra"):
        assert len(call(laptop, "note", "list", "--event", event)["notes"]) == 3
    desk = start(paths.folders(tmp_path / "Amina"), name="Amina")
    try:
        members = {member.name for member in desk.read.all(Member, event=event) if member.laptop}
        assert members == {"Amina", "Bao", "Chitra"}
    finally:
        desk.close()
