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
    look(call, *on)
    for one in CODES:
        call("codebook", *one, *on)
    call("codebook", "split", "money", "grants", said[0], *on), call("codebook", "remove", "grants", *on)
    for name in ("codes.qdc", "codes.csv", "codes.xlsx"):
        path = call("codebook", "export", "--out", str(folder / name), *on)["path"]
        assert call("codebook", "import", path, *on)["same"] > 1
    assert {one["word"] for one in call("codebook", "list", *on)["codes"]} == {"funds", "money", "grants"}
    code_everything(call, *on)
    call("walk", "plan", "--table", "1", "--table", "#money", *on), call("walk", "begin", *on)
    assert call("walk", "show", *on)["round"] == 1
    call("walk", "end", *on)
    hold(call, *on)


def look(call: Callable[..., dict], *on: str) -> None:
    """Ask what the room would see."""
    assert {each["tone"] for each in call("event", "ready", on[1])["findings"]} == {"success", "warning"}
    spoken = call("speaker", "add", "facilitator", "--words", *on)["id"]
    assert call("projector", "show", "--scene", "speakers", *on)["voices"][0]["name"] == "facilitator"
    call("speaker", "remove", spoken)
    poll = call("poll", "add", "Row each year?", *on)["id"]
    call("poll", "tally", poll, "9/3/1", "--base", "20")
    shown = call("projector", "show", "--scene", "poll", "--poll", poll, *on)
    assert [each["number"] for each in shown["shares"]] == [9, 3, 1] and shown["silent"] == 7
    call("poll", "remove", poll)
    seen = call("projector", "show", "--scene", "section", "--section", "2.1", "--language", "ar", *on)["passages"]
    assert [each["language"] for each in seen] == ["ar"] and call("projector", "show", *on)["lines"]
    assert call("projector", "show", "--scene", "message", "--message", "Tea", *on)["message"] == "Tea"


def code_everything(call: Callable[..., dict], *on: str) -> None:
    """Let a second coder sort two of the notes, compare, and decide."""
    call("coding", "start", "--sample", "2", "--seed", "lamp", *on), call("coding", "start", *on)
    as_ben = (*on, "--coder", "Ben")
    one, other = (each["note"] for each in call("coding", "lines", "--open", *as_ben)["lines"][:2])
    call("coding", "code", one, "?: #zebra", *as_ben), call("coding", "code", other, "*: #zebra", *as_ben)
    assert call("coding", "lines", *as_ben)["lines"][0]["coding"]
    assert call("coding", "list", *on)["rounds"][0]["coders"] == {"Ben": 2}
    call("coding", "adopt", one, *on), call("coding", "keep", other, *on)
    assert {each["verdict"] for each in call("coding", "compare", *on)["differences"]} == {"adopted", "kept"}
    call("coding", "remove", *on), call("undo"), call("coding", "list", *on)


def hold(call: Callable[..., dict], *on: str) -> None:
    """Run the run-sheet of an event, with a reading round."""
    made = call("agenda", "add", "Songs", "--minutes", "20", "--presenter", "Ana", "--section", "§2.1", *on)["id"]
    call("agenda", "edit", "Songs", "minutes=15", "sections=2.1,2.2", "visibility=internal", "presenter=Bo", *on)
    call("agenda", "move", "Songs", "1", *on)
    assert call("agenda", "next", "--at", "2026-10-01T18:08+02:00", *on) == {"id": made}
    late = ("--at", "2026-10-01T18:10+02:00")
    assert call("agenda", "list", *late, *on)["behind"] == 8
    assert call("agenda", "shift", "--keep-end", "--dry-run", *late, *on)["changed"][0]["shift"] == 8
    assert call("agenda", "shift", *late, *on)["changed"][0]["shift"] == 8
    call("agenda", "begin", "2", *on), call("agenda", "end", "2", *on)
    assert call("agenda", "round", made, *on)["phase"] == "read"
    assert call("agenda", "round", made, "--back", *on)["phase"] == ""
    call("agenda", "remove", made, *on)


def decide_about_people(call, *on: str) -> None:
    """Write somebody down twice, tell the two apart, join them, and forget both."""
    one, two = (str(call("people", "add", "Sukarno", *on)["id"]) for _ in range(2))
    assert call("people", "doubts", *on)["doubts"][0]["other"] == one
    call("people", "part", two, one), call("people", "edit", two, "languages=id", "status=pending")
    call("people", "join", two, one), call("people", "forget", one)
