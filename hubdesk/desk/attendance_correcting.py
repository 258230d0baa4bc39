"""What was marked wrongly at the door is put right by further facts: the old ones stay in the history."""

from datetime import datetime

from hubdesk.desk.attendance_marks import free_moment, kept_time, marks_of_person
from hubdesk.desk.desk import Desk
from hubdesk.desk.people import known_as
from hubdesk.errors import HubDeskError
from hubdesk.i18n import say
from hubdesk.model.presence import TAKEN_BACK, iso, moment
from hubdesk.model.records import Event, Mark, Person


def marks(desk: Desk, person: str, event: str) -> list[Mark]:
    """Return when somebody came and went, in order of time; those that were taken back are among them."""
    return sorted(marks_of_person(desk, person, event), key=lambda mark: (mark.at, mark.id))


def correct(desk: Desk, mark: str, *, at: datetime, origin: object = None) -> None:
    """Say that somebody came (or went) at another time.

    Raises HubDeskError where coming and going would change their order: what the two of them meant would be lost.
    """
    wrong = desk.read.get(Mark, mark)
    person, gathering = desk.read.get(Person, wrong.person), desk.read.get(Event, wrong.event)
    others = [each for each in marks(desk, wrong.person, wrong.event) if each.id != mark]
    new, old = kept_time(gathering, at), moment(wrong.at)
    if new == old and "at" not in wrong.versions:
        return
    new = free_moment(others, new)
    opposite = [when for each in others if _against(each, wrong) and (when := moment(each.at)) is not None]
    if old is not None and any((when < old) != (when < new) for when in opposite):
        raise HubDeskError(
            say("{name} would have gone before they came.", name=known_as(person)),
            safe=say("Nothing was changed."),
            next=say("Correct the other time first, or take it back."),
            code="order",
        )
    with desk.action(say("Correct a time of {name}", name=known_as(person)), about=person.id, origin=origin) as put:
        put(Mark, mark, at=iso(new))


def take_back(desk: Desk, mark: str, *, origin: object = None) -> None:
    """Say that somebody did not come (or go) then; the mark stays, and counts no more."""
    _turn(desk, mark, back=True, origin=origin)


def hold_again(desk: Desk, mark: str, *, origin: object = None) -> None:
    """Say that a mark that was taken back was right."""
    _turn(desk, mark, back=False, origin=origin)


def _turn(desk: Desk, mark: str, *, back: bool, origin: object) -> None:
    found = desk.read.get(Mark, mark)
    if found.way.startswith(TAKEN_BACK) == back:
        return
    person = desk.read.get(Person, found.person)
    name = known_as(person)
    label = say("Take a mark of {name} back", name=name) if back else say("Count a mark of {name} again", name=name)
    way = f"{TAKEN_BACK}{found.way}" if back else found.way.removeprefix(TAKEN_BACK)
    with desk.action(label, about=person.id, origin=origin) as put:
        put(Mark, mark, way=way)


def _against(one: Mark, other: Mark) -> bool:
    """Tell whether one is a coming and the other a going, of the gathering or of one item, and both count."""
    return {one.way, other.way} == {"in", "out"} and one.item == other.item
