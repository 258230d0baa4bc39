"""Who needs an interpreter is counted from lists, from the door and from what the organizers know."""

import pytest

from hubdesk.desk import events, interpretation, people
from hubdesk.desk.desk import Desk
from hubdesk.errors import Usage
from hubdesk.model.records import Person

LIST = """Name,Languages,Interpretation
Ana,"uk, en",Ukrainian
Borys,uk,yes
Сергій,,українська
Dana,ar,no
Eli,,Arabic and Ukrainian
Finn,,yes
Gus,no,
"""


@pytest.fixture
def event(desk: Desk) -> str:
    return events.create(desk, "Evening")


def test_requests_of_a_list_are_counted_by_language(desk: Desk, event: str) -> None:
    people.take(desk, event, people.preview(desk, event, LIST.encode()))
    assert dict(interpretation.wanted(desk, event)) == {"uk": 4, "ar": 1, "und": 1}
    assert next(iter(interpretation.wanted(desk, event))) == "uk"


def test_who_cancelled_needs_nobody_and_two_entries_of_one_person_count_once(desk: Desk, event: str) -> None:
    one, two, gone = (people.add(desk, event, name, interpretation="uk") for name in ("Ana", "Anna", "Bo"))
    people.same_person(desk, one, two)
    people.edit(desk, gone, status="cancelled")
    assert interpretation.wanted(desk, event) == {"uk": 1}


def test_the_organizers_know_of_people_who_are_on_no_list(desk: Desk, event: str) -> None:
    people.add(desk, event, "Ana", interpretation="uk")
    events.requests(desk, event, "uk", 3), events.requests(desk, event, "sgn", 1)
    assert interpretation.wanted(desk, event) == {"uk": 3, "sgn": 1}


def test_at_the_door_a_need_is_noted_and_taken_back(desk: Desk, event: str) -> None:
    ana = people.add(desk, event, "Ana", interpretation="Ukrainian please")
    interpretation.need(desk, ana, "ar")
    interpretation.need(desk, ana, "ar")
    assert desk.read.get(Person, ana).interpretation == "uk, ar"
    interpretation.need(desk, ana, "uk", False)
    assert interpretation.wanted(desk, event) == {"ar": 1}
    desk.undo()
    assert interpretation.wanted(desk, event) == {"ar": 1, "uk": 1}
    with pytest.raises(Usage):
        interpretation.need(desk, ana, "no language")


def test_a_need_by_its_badge_is_no_name(desk: Desk, event: str) -> None:
    badge = people.add(desk, event, "", badge="7")
    interpretation.need(desk, badge, "hi")
    assert interpretation.wanted(desk, event) == {"hi": 1}
