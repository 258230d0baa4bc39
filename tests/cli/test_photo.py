"""Photos and receipts on the command line."""

from pathlib import Path

from tests.cli.test_charter import hubdesk as hubdesk
from tests.photographs import CANARY, PDF, jpeg, png

ON = ("--event", "Evening")


def test_photos_are_added_described_listed_saved_and_put_away(hubdesk, tmp_path):
    for name, content in {"hall.jpg": jpeg(), "room.png": png(), "bill.pdf": PDF}.items():
        (tmp_path / name).write_bytes(content)
    added = hubdesk("photo", "add", str(tmp_path / "hall.jpg"), str(tmp_path / "room.png"), *ON, "--json")[1]["ids"]
    hubdesk("photo", "add", str(tmp_path / "bill.pdf"), "--receipt", *ON)
    hubdesk("photo", "add", str(tmp_path / "bill.pdf"), "--document", *ON)
    said = (
        "--caption",
        "The hall",
        "--credit",
        "A. P.",
        "--licence",
        "cc0",
        "--shown",
        "none",
        "--taken",
        "2026-10-02",
    )
    assert hubdesk("photo", "describe", "hall.jpg", *said, "--json")[1] == {"id": added[0]}
    hall, room, bill, text = hubdesk("photo", "list", *ON, "--json")[1]["photos"]
    assert (text["sort"], text["lacks"]) == ("document", ["A document is kept for reading only."])
    assert (hall["caption"], hall["taken"], hall["publishable"], hall["lacks"]) == ("The hall", "2026-10-02", True, [])
    assert not room["publishable"] and len(room["lacks"]) == 3
    assert (bill["sort"], bill["media"], bill["lacks"]) == (
        "receipt",
        "application/pdf",
        ["A receipt is never published."],
    )
    assert hubdesk("photo", "save", added[0], "--out", str(tmp_path / "out.jpg"))[0] == 0
    assert CANARY not in (tmp_path / "out.jpg").read_bytes()
    assert hubdesk("photo", "save", added[0], "--out", "-")[0] == 2 and not Path("-").exists()
    assert hubdesk("export", "--form", "commons", *ON, "--out", str(tmp_path / "c" / "all.wiki.txt"))[0] == 0
    assert len(list((tmp_path / "c").iterdir())) == 2
    hubdesk("photo", "describe", added[0], "--shown", "unasked")
    assert hubdesk("export", "--form", "commons", *ON, "--out", str(tmp_path / "d.wiki.txt"))[0] == 1
    assert hubdesk("photo", "remove", *added)[0] == 0
    assert hubdesk("undo")[0] == 0
    told = hubdesk("photo", "erase", *added, "--dry-run", "--json")[1]["told"]
    assert told[0].startswith("2 photos or receipts are erased") and "stays" in told[-1]
    assert len(hubdesk("photo", "list", *ON, "--json")[1]["photos"]) == 4
    assert hubdesk("photo", "erase", *added)[0] == 0
    assert [one["name"] for one in hubdesk("photo", "list", *ON, "--json")[1]["photos"]] == ["bill.pdf"] * 2


def test_bad_files_are_refused_and_nothing_of_the_set_is_kept(hubdesk, tmp_path):
    (tmp_path / "hall.jpg").write_bytes(jpeg())
    (tmp_path / "zip.jpg").write_bytes(b"PK\x03\x04" + bytes(200))
    (tmp_path / "folder.jpg").mkdir()
    for bad in ("zip.jpg", "folder.jpg"):
        assert hubdesk("photo", "add", str(tmp_path / "hall.jpg"), str(tmp_path / bad), *ON)[0] == 3
    assert hubdesk("photo", "add", str(tmp_path / "missing.jpg"), *ON)[0] == 1
    assert hubdesk("photo", "add", str(tmp_path / "hall.jpg"), *ON, "--taken", "soon")[0] == 2
    assert hubdesk("photo", "list", *ON, "--json")[1] == {"photos": []}
