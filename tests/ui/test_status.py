"""The quiet line at the foot: saved when, how many are here, what waits to be sent; and the theme that follows."""

import pytest

from hubdesk.desk import agenda, attendance, people
from hubdesk.i18n import say
from hubdesk.model.records import Outgoing
from hubdesk.ui import theme
from tests.ui.conftest import NOW


def _line(window) -> list[str]:
    plain = (each.text().replace("\u2068", "").replace("\u2069", "") for each in window.status._labels)
    return [each for each in plain if each]


def test_the_line_says_when_who_and_what(window, desk, event, qtbot) -> None:
    assert _line(window)[0].startswith(("Everything is saved", "Saved "))
    window.frame.open_event(event, "prepare")
    agenda.go_on(desk, event, at=NOW)
    for name in ("Amina", "Ольга"):
        attendance.check_in(desk, people.add(desk, event, name), event, at=NOW)
    with desk.action(say("Plan")) as put:
        put(Outgoing, event=event, what="upload", path="x.hubbundle")
    qtbot.waitUntil(lambda: "2 here" in _line(window), timeout=15_000)
    qtbot.waitUntil(lambda: "1 file to send" in _line(window), timeout=15_000)
    assert _line(window)[0].startswith("Saved ") and _line(window)[-1].startswith("Now: Welcome")
    window.frame.open_event("")
    qtbot.waitUntil(lambda: len(_line(window)) == 1, timeout=15_000)


def test_a_hundred_changes_end_in_the_right_number_and_show_no_job(window, desk, event, qtbot) -> None:
    window.frame.open_event(event)
    shown = []
    window.frame.job_began.connect(lambda *_: shown.append(1))
    for n in range(100):
        attendance.check_in(desk, people.add(desk, event, f"Person {n}"), event, at=NOW)
    qtbot.waitUntil(lambda: "100 here" in _line(window), timeout=20_000)
    assert shown == []
    assert window.strips.isHidden()


@pytest.mark.parametrize("choice", ["light", "dark", "contrast"])
def test_a_chosen_theme_is_worn(qapp, preferences, choice: str) -> None:
    preferences.wear(choice)
    assert theme.current() == choice
    assert theme.colour("page").name() == theme.tokens(choice)["page"]
    assert qapp.palette().window().color().name() == theme.tokens(choice)["page"]


def test_like_the_computer_is_one_of_ours(qapp, preferences) -> None:
    assert theme.resolve("system", qapp) in ("light", "dark", "contrast")
    preferences.wear("system")
    preferences._computer_changed()
    assert theme.current() == theme.resolve("system", qapp)
