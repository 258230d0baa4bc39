"""Every verb of polls and of the speakers' list, called once: for the test that compares answers with the help."""

from collections.abc import Callable
from typing import Any


def meet(call: Callable[..., Any], *on: str) -> None:
    """Count a poll; put two on the list, let both speak, put one back and take that one off."""
    poll = call("poll", "add", "Vote each year?", *on)["id"]
    call("poll", "tally", poll, "9/3/1", "--base", "11", "--late", "2"), call("poll", "list", *on)
    call("poll", "remove", poll)
    turn = call("speaker", "add", "ami", *on)["id"]
    assert call("speaker", "add", "amina", *on) == {"id": turn, "already": True}
    call("speaker", "add", "somebody", "--words", "--sort", "order", *on)
    call("speaker", "order", "balanced", *on)
    call("speaker", "start", turn, *on), call("speaker", "stop", *on), call("speaker", "back", turn)
    call("speaker", "start", *on)
    found = call("speaker", "list", *on)
    assert found["now"]["name"] == "somebody" and [each["id"] for each in found["waiting"]] == [turn]
    call("speaker", "remove", turn)
