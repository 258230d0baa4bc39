"""Every command that sorts what was said, called once: for the test that compares answers with the help."""

from collections.abc import Callable
from pathlib import Path

CODES = (
    ("add", "funds", "--label", "de=Geld", "--colour", "#3366cc"),
    ("add", "cash", "--under", "funds"),
    ("edit", "cash", "--description", "In coins"),
    ("rename", "cash", "coins"),
    ("move", "coins"),
    ("merge", "coins", "--into", "funds"),
    ("add", "money"),
)


def sort_everything(call: Callable[..., dict], folder: Path, *on: str) -> None:
    """Sort the notes of an event: one of them carries the keyword "money", one says "Plain words"."""
    said = [one["id"] for one in call("note", "list", *on)["notes"]]
    call("note", "sort", *said, "--do", "kind", "--value", "concern"), call("note", "add", "Plain word", *on)
    assert call("note", "similar", *on)["similar"]
    call("note", "same", *said), call("note", "apart", *said)
    call("filter", "keep", "Money", "--section", "2", *on), call("filter", "list", *on)
    call("note", "list", "--filter", "Money", *on), call("filter", "remove", "Money", *on)
    assert call("search", "mon")["groups"]
    for one in CODES:
        call("codebook", *one, *on)
    call("codebook", "split", "money", "grants", said[0], *on), call("codebook", "remove", "grants", *on)
    for name in ("codes.qdc", "codes.csv"):
        path = call("codebook", "export", "--out", str(folder / name), *on)["path"]
        assert call("codebook", "import", path, *on)["same"] > 1
    assert {one["word"] for one in call("codebook", "list", *on)["codes"]} == {"funds", "money", "grants"}
