"""An evening in HubDesk costs no more than in a word processor while it lasts, and less than half of it afterwards."""

import pytest
from PySide6.QtCore import Qt

from hubdesk.desk import events
from tests.journeys.keystrokes import BUTTON, KEY, POINT, THINK, afterwards, row
from tests.journeys.laptop import CONTROL, ENTER
from tests.journeys.note_takers import says
from tests.journeys.preparing import a_charter_comes_in_four_languages
from tests.journeys.sticks import SOON
from tests.journeys.workshop import LANGUAGES, remarks

#: The evening of 13 people, and the workshop of 30 with four note-takers.
EVENINGS = ((13, ("en",), 17), (30, LANGUAGES, 50))


@pytest.mark.parametrize(("people", "languages", "each"), EVENINGS, ids=["13-people", "30-people"])
def test_what_an_evening_costs(laptops, tmp_path, people: int, languages: tuple[str, ...], each: int) -> None:
    laptop = laptops("hall")
    event = events.create(laptop.desk, "An evening", start=laptop.began)
    a_charter_comes_in_four_languages(laptop, event, tmp_path)
    said = []
    spent = 0.0
    for tag in languages:
        laptop.preferences.speak(tag)
        page = laptop.at(event, "notes")
        before = laptop.gestures
        for remark in remarks(tag, each):
            says(page, laptop, remark)
            said.append(remark)
        spent += KEY * (laptop.gestures - before)
    assert len(laptop.desk.read.notes(event)) == len(said)
    typed = sum(map(row, said))

    laptop.preferences.speak("en")
    before = laptop.gestures
    laptop.presses(laptop.window, Qt.Key.Key_7, CONTROL)
    page = laptop.window.page("report")
    laptop.presses(page, ENTER, CONTROL)
    laptop.qtbot.waitUntil(page.where.isVisible, timeout=SOON)
    laptop.picks(page.form, "ambassador")
    laptop.qtbot.waitUntil(page.paste.copy_text.isVisible, timeout=SOON)
    laptop.clicks(page.paste.copy_text)
    # a thought before each of the four steps; both chords are two keys, and the pointer goes to two places
    after = 4 * THINK + KEY * (laptop.gestures - before + 2) + 2 * (POINT + BUTTON)
    rival = afterwards(said, people)
    print(
        f"\n{people} people: {spent / typed:.2f} a line, {after / rival:.2f} afterwards ({after:.0f} of {rival:.0f} s)"
    )
    assert spent <= typed
    assert after <= 0.5 * rival
