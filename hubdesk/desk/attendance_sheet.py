"""A sign-in sheet of paper is copied: rows by their numbers, all at the time of the sheet, in one step."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from hubdesk.desk.attendance_list import Roster
from hubdesk.desk.attendance_marks import free_moment, kept_time, mark_fields, marks_of_person
from hubdesk.desk.desk import Desk, team_book
from hubdesk.desk.fields import Fields
from hubdesk.desk.people import known_as
from hubdesk.errors import HubDeskError, Usage
from hubdesk.i18n import Sentence, count, say
from hubdesk.model.presence import of_event, since_at
from hubdesk.model.records import Event, Mark, Person
from hubdesk.model.signed_rows import MAX_ROWS, Signed, signed
from hubdesk.model.templates import rules


@dataclass(slots=True)
class Copied:
    """What became of the rows: who came, who was in already, who wrote themselves in; numbers of nobody or of several.

    `left` is what was not understood or not done, to be typed differently.
    """

    came: list[Person] = field(default_factory=list)
    already: list[Person] = field(default_factory=list)
    walked: list[Person] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    several: list[str] = field(default_factory=list)

    @property
    def left(self) -> str:
        """The numbers that lead to nobody alone, as they may be typed again."""
        return " ".join([*self.unknown, *self.several])


def look(roster: Roster, found: Signed) -> Copied:
    """Return who stands in the rows, as if nobody had come: to read before the sheet is copied."""
    copied = Copied()
    whose = roster.numbered(found.rows)
    for row in found.rows[: len(found.rows) - bool(found.name)]:
        if len(whose[row]) == 1:
            copied.came.append(whose[row][0])
        else:
            (copied.several if whose[row] else copied.unknown).append(row)
    return copied


def copy(
    desk: Desk,
    event: str,
    text: str,
    *,
    at: datetime,
    item: str = "",
    roster: Roster | None = None,
    origin: object = None,
) -> Copied:
    """Check in who stands in the rows that a text means ("12", "15-18", "1,4,7-9", "43 Nadia Quill"), at one time.

    A name after a number is somebody who wrote themselves in there; at a sensitive gathering the number becomes their
    badge, and the name is not kept. Rows of nobody, or of several people, are left. Raises Usage where the text is no
    rows, and HubDeskError where somebody else has the row of a new name; nothing is changed then.
    """
    found = signed(text)
    if found.unread or not found.rows:
        raise Usage(
            say("This is no row of a sheet: {text}", text=found.unread or text),
            next=say("Type rows like 12, 15-18 or 1,4,7-9 (at most {n}), or 43 and a name.", n=MAX_ROWS),
        )
    roster = roster or Roster(desk, event, item)
    gathering = desk.read.get(Event, event)
    copied = look(roster, found)
    moments = _moments(desk, event, copied, at=kept_time(gathering, at), item=item)
    new = _new(roster, gathering, found) if found.name else None
    if not moments and new is None:
        return copied
    person = desk.new_id() if new else ""
    with desk.action(_label(copied, new), about=person or copied.came[0].id, origin=origin) as put:
        for each, moment in zip(copied.came, moments, strict=True):
            put(Mark, **mark_fields(desk, each.id, event, "in", item=item, at=moment))
        if new:
            put(Person, person, book=team_book(event), **new)
            moment = kept_time(gathering, at)
            put(Mark, **mark_fields(desk, person, event, "in", item=item, at=moment))
    if new:
        copied.walked = [desk.read.get(Person, person)]
    return copied


def _moments(desk: Desk, event: str, copied: Copied, *, at: datetime, item: str) -> Sequence[datetime]:
    """Return when each of those who came is marked; who is in at that time is put aside as `already`."""
    moments = []
    listed, copied.came = copied.came, []
    for person in {each.id: each for each in listed}.values():
        theirs = of_event(marks_of_person(desk, person.id, event), item)
        if since_at(theirs, at):
            copied.already.append(person)
        else:
            copied.came.append(person)
            moments.append(free_moment(theirs, at))
    return moments


def _new(roster: Roster, gathering: Event, found: Signed) -> Fields:
    """Return the fields of who wrote themselves in at the last row."""
    row = found.rows[-1]
    holders = roster.numbered([row])[row]
    if holders:
        raise HubDeskError(
            say("Row {number} is that of {name}.", number=row, name=known_as(holders[0])),
            safe=say("Nothing was changed."),
            next=say("Look at the number on the sheet again, or check {name} in by the number alone.",
                     name=known_as(holders[0])),
            code="row-taken",
        )  # fmt: skip
    made: Fields = {"event": gathering.id, "walk_in": True, "private": True, "source": "sheet"}
    if rules(gathering.sensitive).badges_only:
        return made | {"badge": row.upper()}
    number: Fields = {"sheet": int(row)} if row.isdecimal() else {"badge": row.upper()}
    return made | number | {"name": found.name}


def _label(copied: Copied, new: Fields | None) -> Sentence:
    n = len(copied.came) + bool(new)
    if n > 1:
        return count(n, "Check in {n} person from the sheet", "Check in {n} people from the sheet")
    if new:
        return say("Walk-in: {name}", name=str(new.get("name") or new["badge"]))
    return say("Check in {name}", name=known_as(copied.came[0]))
