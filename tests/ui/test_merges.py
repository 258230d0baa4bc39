"""Share lists what was merged, takes a whole merge back and in again; the rail counts what is in two versions."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hubdesk.desk import merging, notes
from hubdesk.desk.desk import Desk
from hubdesk.ui.pages.history import HistoryPage
from hubdesk.ui.pages.share import SharePage
from tests.desk.laptops import Team, an_evening
from tests.ui.noting import plain
from tests.ui.sharing import listening

SOON = 20_000


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    made = Team(tmp_path)
    yield made
    for each in made.desks.values():
        each.close()


@pytest.fixture
def desk(team) -> Desk:
    """The laptop that the page is shown on."""
    return team["aisha"]


@pytest.fixture
def event(team) -> str:
    """An evening that two laptops hold."""
    made = an_evening(team)
    notes.add(team["aisha"], made, "The first line")
    kit = team.kit(made)
    merging.open_kit(team["bao"], kit.path, kit.words)
    return made


@pytest.fixture
def page(show, event) -> SharePage:
    """The page about that evening."""
    return listening(show, event)


def merged(page: SharePage, team: Team, event: str, qtbot) -> None:
    """Merge a file of Bao as a person does."""
    page.merge.look_into([team.team_file("bao", event)])
    qtbot.waitUntil(page.merge.preview.isVisible, timeout=SOON)
    page.merge.do.click()
    qtbot.waitUntil(lambda: any(each.what.one.startswith("Merged") for each in page.told), timeout=SOON)


def lines(desk: Desk, event: str) -> list[str]:
    return [note.text for note in desk.read.notes(event)]


def test_a_merge_stands_in_the_list_and_goes_back_and_in_again(page, team, desk, event, qtbot) -> None:
    assert not page.merged.isVisible()
    notes.add(team["bao"], event, "From Bao")
    merged(page, team, event, qtbot)
    assert page.merged.isVisible()
    (button,) = page.merged.buttons
    assert button.text() == "Take this merge back"
    assert plain(button.accessibleDescription()).endswith("about Evening")
    notes.add(desk, event, "Later here")
    button.click()
    qtbot.waitUntil(lambda: lines(desk, event) == ["The first line", "Later here"], timeout=SOON)
    qtbot.waitUntil(lambda: page.merged.buttons[0].text() == "Bring it in again", timeout=SOON)
    page.merged.buttons[0].click()
    qtbot.waitUntil(lambda: "From Bao" in lines(desk, event), timeout=SOON)
    qtbot.waitUntil(lambda: page.merged.buttons[0].text() == "Take this merge back", timeout=SOON)


def test_the_notice_after_a_merge_takes_it_back(page, team, desk, event, qtbot) -> None:
    notes.add(team["bao"], event, "From Bao")
    merged(page, team, event, qtbot)
    notice = page.told[-1]
    assert notice.step is not None and notice.step.one == "Undo"
    notice.call()
    qtbot.waitUntil(lambda: lines(desk, event) == ["The first line"], timeout=SOON)
    qtbot.waitUntil(lambda: page.told[-1].what.one == "The merge was taken back.", timeout=SOON)
    page.told[-1].call()
    qtbot.waitUntil(lambda: "From Bao" in lines(desk, event), timeout=SOON)


def test_a_look_into_files_says_that_their_lines_were_taken_back(page, team, desk, event, qtbot) -> None:
    notes.add(team["bao"], event, "From Bao")
    file = team.team_file("bao", event)
    merging.absorb(desk, [file])
    desk.undo()
    page.merge.look_into([file])
    qtbot.waitUntil(page.merge.preview.isVisible, timeout=SOON)
    assert "taken back" in page.merge.warnings.text()


def test_history_shows_a_merge_as_a_step_that_can_be_undone(show, team, desk, event, qtbot) -> None:
    notes.add(team["bao"], event, "From Bao")
    merging.absorb(desk, [team.team_file("bao", event)])
    page = show(HistoryPage, event)
    page.table.setCurrentIndex(page.table.model().index(0, 0))
    first = page.table.current
    assert first.who == "aisha" and first.what.one.startswith("Merge {n} line")
    assert page.to_here.isEnabled()
    page.to_here.click()
    qtbot.waitUntil(lambda: lines(desk, event) == ["The first line"], timeout=SOON)


def test_the_rail_counts_records_in_two_versions(window, team, desk, event, qtbot) -> None:
    (note,) = desk.read.notes(event)
    window.frame.open_event(event)
    button = window.rail.button("share")
    assert button.accessibleName() == "Share"
    notes.retype(desk, note.id, "Words of Aisha")
    notes.retype(team["bao"], note.id, "Words of Bao")
    merging.absorb(desk, [team.team_file("bao", event)])
    qtbot.waitUntil(lambda: plain(button.accessibleName()) == "Share: 1 record has two versions.", timeout=SOON)
    before = button.grab().toImage()
    window.go("share")
    both = window.page("share").versions.buttons[-1]
    assert both.text() == "Keep both"
    both.click()
    qtbot.waitUntil(lambda: button.accessibleName() == "Share", timeout=SOON)
    assert button.grab().toImage() != before
    assert sorted(lines(desk, event)) == ["Words of Aisha", "Words of Bao"]


def test_a_long_step_goes_back_and_forth_away_from_the_window(window, desk, event, qtbot) -> None:
    window.frame.open_event(event)
    notes.add_all(desk, event, [f"Line {n}" for n in range(500)])
    window.undo()
    assert window.frame.jobs
    qtbot.waitUntil(lambda: lines(desk, event) == ["The first line"], timeout=SOON)
    qtbot.waitUntil(lambda: not window.frame.jobs, timeout=SOON)
    window.redo()
    assert window.frame.jobs
    qtbot.waitUntil(lambda: len(lines(desk, event)) == 501, timeout=SOON)
    qtbot.waitUntil(lambda: not window.frame.jobs, timeout=SOON)
