"""Everything that the noun `attendance` can do, called once, so that what it answers is compared with the help."""

from collections.abc import Callable


def attend_everything(call: Callable[..., dict], *on: str) -> None:
    """Check in and out, copy a sheet, count heads and people, and put a mark right; `on` names the event."""
    call("attendance", "in", "ami", *on), call("attendance", "out", "ami", *on)
    call("attendance", "sheet", "1 9 Nadia", *on)
    call("attendance", "heads", "3", "--category", "children", *on), call("attendance", "count", *on)
    (mark,) = call("attendance", "marks", "nadia", *on)["marks"]
    call("attendance", "correct", mark["id"], "--at", "2026-10-01T18:05+02:00")
    call("attendance", "correct", mark["id"], "--take-back"), call("attendance", "correct", mark["id"], "--hold")
