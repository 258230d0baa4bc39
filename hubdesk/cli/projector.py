"""`hubdesk projector`: what the room would see on the second screen."""

from dataclasses import asdict
from typing import TYPE_CHECKING

from hubdesk.cli.context import Answer, Context, visible
from hubdesk.cli.event import event_argument, event_of
from hubdesk.cli.nouns import Nouns, noun, verb
from hubdesk.errors import Usage
from hubdesk.i18n import Sentence, known, say, words
from hubdesk.model.projection import SCENES, Clock

if TYPE_CHECKING:
    from hubdesk.model.projection import Projection


def add(nouns: Nouns) -> None:
    """Add the noun."""
    verbs = noun(nouns, "projector", "the second screen: show")
    made = verb(
        verbs,
        "show",
        _show,
        "Tell what people would see now.",
        example="projector show --event Evening --scene section --language en --language ar",
    )
    event_argument(made)
    made.add_argument("--scene", default="agenda", choices=tuple(SCENES), help="what the room sees")
    made.add_argument("--section", default="", metavar="§", help="a section of the text; without: the one in focus")
    made.add_argument("--language", action="append", default=[], metavar="TAG", help="of the text; again for a second")
    made.add_argument("--poll", default="", help="a poll that was counted; without: the last")
    made.add_argument("--message", default="", metavar="TEXT", help="words for the room")


def _show(context: Context) -> Answer:
    from hubdesk.desk import projection
    from hubdesk.desk.section_index import index
    from hubdesk.model.records import Poll

    o, desk = context.options, context.desk
    event = event_of(context)
    section = index(desk, event).resolve(o.section.lstrip("§/ ")) if o.section else ""
    if section is None:
        raise Usage(say("There is no such section here."), next=say("Name a section of the charter of this event."))
    view = projection.show(
        desk,
        event,
        o.scene,
        section=section,
        languages=o.language,
        poll=desk.read.resolve(Poll, o.poll, event=event).id if o.poll else "",
        message=o.message,
    )
    data = _told(view)
    return Answer(data=data, lines=list(_lines(data)))


def _told(view: "Projection") -> dict[str, object]:
    """Return a view in words: those of the program are in its first language."""
    tell = words(known(view.languages[0]))

    def word(text: Sentence | str) -> str:
        return tell(text, isolated=False) if isinstance(text, Sentence) else text

    data = {name: getattr(view, name) for name in view.__slots__}
    data["lines"] = [{"title": word(each.title), "minutes": each.minutes, "state": each.state} for each in view.lines]
    data["passages"] = [asdict(each) for each in view.passages]
    data["voices"] = [{"name": word(each.name), "what": word(each.what or ""), "now": each.now} for each in view.voices]
    data["shares"] = [{"answer": word(each.answer), "number": each.number} for each in view.shares]
    data["clock"] = asdict(view.clock or Clock(0, ""))
    return data


def _lines(data: dict[str, object]) -> list[str]:
    """Return every word of a view, a line each."""
    found: list[str] = []

    def gather(value: object) -> None:
        if isinstance(value, dict):
            for each in value.values():
                gather(each)
        elif isinstance(value, list | tuple):
            for each in value:
                gather(each)
        elif isinstance(value, str) and value:
            found.extend(map(visible, value.splitlines()))

    gather({name: value for name, value in data.items() if name not in ("scene", "languages", "clock")})
    return found
