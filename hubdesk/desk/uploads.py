"""Whether a gathering may write an upload file, and what else than notes such a file must not hold."""

from hubdesk.desk.desk import Desk
from hubdesk.errors import HubDeskError
from hubdesk.i18n import say
from hubdesk.model.records import Event
from hubdesk.model.templates import rules


def check(desk: Desk, event: str) -> None:
    """Raise HubDeskError where no upload file may be written: a sensitive gathering that nobody switched it on for."""
    gathering = desk.read.get(Event, event)
    if not rules(gathering.sensitive).uploads and not gathering.uploads:
        raise HubDeskError(
            say("This gathering is sensitive, and upload files are switched off for it."),
            safe=say("Nothing was written and nothing was changed."),
            next=say(
                "If all agreed that its notes may leave: {command}", command="hubdesk event edit EVENT uploads=on"
            ),
            code="uploads-off",
        )
