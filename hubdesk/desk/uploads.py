"""Whether a gathering may write an upload file, and what else than notes such a file must not hold."""

from hubdesk.desk import publishing
from hubdesk.desk.desk import Desk, event_book, team_book
from hubdesk.desk.fields import Fields
from hubdesk.errors import HubDeskError
from hubdesk.i18n import say
from hubdesk.model.merge import DELETED
from hubdesk.model.records import Event, Headcount
from hubdesk.model.templates import rules


def check(desk: Desk, event: str) -> None:
    """Raise HubDeskError where no upload file may be written.

    That is for a sensitive gathering that nobody switched it on for, and while words about the gathering itself (its
    title, who hosts and pays, channels, invitation) may tell who somebody is: these cannot be left out of a file.
    """
    gathering = desk.read.get(Event, event)
    if not rules(gathering.sensitive).uploads and not gathering.uploads:
        raise HubDeskError(
            say("This gathering is sensitive, and upload files are switched off for it."),
            safe=say("Nothing was written and nothing was changed."),
            next=say(
                "If all agreed that its notes may leave, say so under Prepare, or: {command}",
                command="hubdesk event edit EVENT uploads=on",
            ),
            code="uploads-off",
        )
    if publishing.shown(desk, gathering) != gathering:
        raise HubDeskError(
            say("What is written about the event itself may tell who somebody is."),
            safe=say("Nothing was written and nothing was changed."),
            next=say("Change it under Prepare, or answer the question about it on the page Report."),
            code="event-words",
        )


def hold_words(desk: Desk, event: str, *, origin: object = None) -> None:
    """Take out of the event's book what is no note and may not leave, in one step.

    Categories of heads are anybody's words and no output needs them: such a tally goes to the team's book, and its
    number leaves with the others. Earlier words about the event that may tell who somebody is are erased.
    """
    gathering, book = desk.read.get(Event, event), event_book(event).id
    past: dict[str, Fields] = {}
    for _, id, fields in desk.read.said(Headcount, book):
        past.setdefault(id, {}).update(fields)
    tallies = {one.id: one for one in desk.read.all(Headcount, event=event)}
    held = sorted(id for id, fields in past.items() if fields.get("category"))
    corrected = publishing.tells_in_past(desk, gathering)
    if not held and not corrected:
        return
    with desk.action(say("Keep words of the event with the team that may not be published"), origin=origin) as put:
        for id in held:
            if id in tallies:
                put.move(tallies[id], team_book(event))
            else:
                gone: Fields = {name: value for name, value in past[id].items() if name[0] != "~"} | {DELETED: True}
                put(Headcount, None, book=team_book(event), **gone)
                put.erase(Headcount, id, book=event_book(event))
        if corrected:
            put.redact(gathering)
