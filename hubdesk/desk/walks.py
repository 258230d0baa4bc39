"""Gallery walks: tables with a topic each, groups that go on from table to table, and lines that take the topic."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from hubdesk.desk.desk import Desk, team_book
from hubdesk.desk.fields import Fields
from hubdesk.desk.section_index import Index, index
from hubdesk.errors import Usage
from hubdesk.i18n import count, say
from hubdesk.model.presence import iso, moment
from hubdesk.model.records import Event, Note, Walk
from hubdesk.model.signs import SLASHES, named
from hubdesk.model.templates import half_day, rules
from hubdesk.model.walk import MOST_MINUTES, MOST_TABLES, Turn, group_at, turn

THEME = "#"


@dataclass(frozen=True, slots=True)
class Table:
    """One table: what it is about (a place, or a keyword), how many notes came from it, and which group sits there.

    `group` is 0 where no round runs.
    """

    number: int
    wid: str
    keyword: str
    notes: int
    group: int


def plan(desk: Desk, event: str, topics: Sequence[str], *, minutes: int = 15, origin: object = None) -> str:
    """Keep what tables 1, 2, 3 … are about ("3.2", or "#keyword") and how long a round lasts; return the walk's id.

    It takes the place of a plan that has not begun. Raises Usage for places that are not in the text, and while a walk
    runs.
    """
    desk.read.get(Event, event)
    if running(desk, event) is not None:
        raise Usage(say("A gallery walk runs already."), next=say("End it first."))
    if not 2 <= len(topics) <= MOST_TABLES or not 1 <= minutes <= MOST_MINUTES:
        raise Usage(
            say("This is no gallery walk."),
            next=say(
                "Give 2 to {tables} tables, and 1 to {minutes} minutes for a round.",
                tables=MOST_TABLES,
                minutes=MOST_MINUTES,
            ),
        )
    sections = index(desk, event)
    wanted = {str(number): _topic(sections, text) for number, text in enumerate(topics, 1)}
    before = current(desk, event)
    again = before if before is not None and not before.started else None
    fields: Fields = {"event": event, "minutes": minutes, "topics": wanted}
    if again is not None:  # tables that are there no more
        fields["topics"] = dict.fromkeys(again.topics, "") | wanted
    label = count(len(wanted), "Plan a gallery walk with {n} table", "Plan a gallery walk with {n} tables")
    with desk.action(label, origin=origin) as put:
        return put(Walk, again.id if again else None, book=team_book(event), **fields)


def current(desk: Desk, event: str) -> Walk | None:
    """Return the newest walk of a gathering, planned, running or over; None where there is none."""
    found = desk.read.all(Walk, event=event)
    return found[-1] if found else None


def running(desk: Desk, event: str) -> Walk | None:
    """Return the walk that runs."""
    found = current(desk, event)
    return found if found is not None and found.started and not found.stopped else None


def begin(desk: Desk, walk: str, *, at: datetime, origin: object = None) -> None:
    """Let the first round begin, also of a walk that was over."""
    before = desk.read.get(Walk, walk)
    with desk.action(say("Begin the gallery walk"), origin=origin) as put:
        put(Walk, walk, started=_time(desk, before.event, at), stopped="")


def end(desk: Desk, walk: str, *, at: datetime, origin: object = None) -> None:
    """End a walk: lines that come later take no topic."""
    before = desk.read.get(Walk, walk)
    with desk.action(say("End the gallery walk"), origin=origin) as put:
        put(Walk, walk, stopped=_time(desk, before.event, at))


def standing(desk: Desk, walk: Walk, now: datetime) -> Turn | None:
    """Return where a walk stands now; None where it does not run, and where only half days are kept.

    None, too, where another program wrote what is no time, or a round that never ends.
    """
    began = moment(walk.started)
    if began is None or walk.minutes < 1 or walk.stopped:
        return None
    if rules(desk.read.get(Event, walk.event).sensitive).half_days:
        return None
    return turn(began, walk.minutes, len(walk.topics), now)


def tables(desk: Desk, walk: Walk, at: Turn | None = None) -> list[Table]:
    """Return the tables of a walk in order; with where it stands also who sits there."""
    told: dict[int, int] = {}
    for _, table in desk.read.some(Note, ["table"], event=walk.event):
        told[table] = told.get(table, 0) + 1
    found = []
    numbered = {int(each): topic for each, topic in walk.topics.items() if each.isdecimal() and len(each) <= 7}
    for number, topic in sorted(numbered.items()):
        place, keyword = ("", topic[1:]) if topic.startswith(THEME) else (topic, "")
        group = group_at(number, at.round, len(walk.topics)) if at is not None and at.runs else 0
        found.append(Table(number, place, keyword, told.get(number, 0), group))
    return found


def lend(desk: Desk, event: str, table: int, lines: Iterable[Fields], *, sections: Index | None = None) -> None:
    """Let lines (fields of notes) that name no place take what their table is about, while a walk runs."""
    walk = running(desk, event) if table else None
    topic = walk.topics.get(str(table), "") if walk else ""
    if not topic:
        return
    keyword = topic[1:] if topic.startswith(THEME) else ""
    seen = ""
    if not keyword:
        known = sections or index(desk, event)
        seen = known.anchor(topic) if topic in known else ""
    for fields in lines:
        if keyword:
            fields["keywords"] = {**fields["keywords"], keyword: True}
        elif not fields["tags"]:
            fields["tags"] = {topic: True}
            fields["seen"] = {topic: seen} if seen else {}


def _topic(sections: Index, text: str) -> str:
    """Return what is kept of a topic given by number, wid or "#keyword". Raises Usage for anything else."""
    text = text.strip()
    if text.startswith(THEME) and (word := named(text[1:])):
        return THEME + word
    if found := text if text in sections else sections.resolve(text.lstrip(SLASHES)) if text else None:
        return found
    raise Usage(
        say("There is no section called {name}.", name=text) if text else say("A table has no topic."),
        next=say("Give its number, or a keyword: {example}", example="#money"),
    )


def _time(desk: Desk, event: str, at: datetime) -> str:
    gathering = desk.read.get(Event, event)
    return iso(half_day(at, gathering.zone) if rules(gathering.sensitive).half_days else at)
