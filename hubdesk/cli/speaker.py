"""`hubdesk speaker`: who asked to speak, who speaks, and who is next."""

from typing import TYPE_CHECKING

from hubdesk.cli.context import Answer, Context, instant, visible
from hubdesk.cli.event import as_data, event_argument, event_of
from hubdesk.cli.nouns import Nouns, noun, program_language, verb
from hubdesk.errors import Usage
from hubdesk.i18n import say

if TYPE_CHECKING:
    from hubdesk.desk.speakers import Speaker


def add(nouns: Nouns) -> None:
    """Add the noun."""
    verbs = noun(nouns, "speaker", "the speakers' list: add, list, start, stop, back, remove, order")
    asked = verb(verbs, "add", _add, "Put somebody on the list.", example="speaker add ami --event Evening")
    asked.add_argument("who", metavar="WHO", help="id, badge, or any beginning of a name; words with --words")
    asked.add_argument("--words", action="store_true", help="WHO are words: nobody of the list of people")
    asked.add_argument("--sort", default="", help="order (point of order), pro, contra or reply")
    listed = verb(verbs, "list", _list, "Show who speaks, waits and spoke.", example="speaker list --event Evening")
    begun = verb(verbs, "start", _start, "Let somebody speak.", example="speaker start --event Evening")
    begun.add_argument("turn", nargs="?", default="", help="id of a turn (default: the next one)")
    ended = verb(verbs, "stop", _stop, "Say that the speaker is done.", example="speaker stop --event Evening")
    ordered = verb(verbs, "order", _order, "Choose the order.", example="speaker order balanced --event Evening")
    ordered.add_argument("rule", nargs="?", default="", help="arrival, new or balanced (default: show)")
    ordered.add_argument("--seconds", type=int, metavar="N", help="how long a turn may last (0: no end)")
    for made in (asked, listed, begun, ended, ordered):
        event_argument(made)
    for made in (asked, begun, ended):
        made.add_argument("--at", metavar="ISO", help="when it happened (default: now)")
    back = verb(verbs, "back", _back, "Put a speaker back on the list.", example="speaker back TURN")
    gone = verb(verbs, "remove", _remove, "Take somebody off the list.", example="speaker remove TURN")
    for made in (back, gone):
        made.add_argument("turn")
    for made in (asked, listed, begun, ended, ordered, back, gone):
        program_language(made)


def _add(context: Context) -> Answer:
    from hubdesk.desk import attendance, speakers

    o, event = context.options, event_of(context)
    whom = {"text": o.who} if o.words else {"person": attendance.who(context.desk, event, o.who).id}
    found = speakers.ask(context.desk, event, sort=o.sort, at=instant(o.at), **whom)
    return Answer(data={"id": found.turn, "already": found.already}, lines=[found.turn])


def _list(context: Context) -> Answer:
    from hubdesk.desk import speakers
    from hubdesk.model.speaking import RULES

    floor = speakers.floor(context.desk, event_of(context))
    data = {
        "rule": floor.rule,
        "seconds": floor.seconds,
        "now": _told(floor.now) if floor.now else None,
        "waiting": [_told(each) for each in floor.waiting],
        "spoken": [{"name": name, "turns": found.turns, "seconds": found.seconds} for name, found in floor.spoken],
    }
    lines = [context.tell(RULES[floor.rule].words, isolated=False)]
    lines += [f"> {_line(context, floor.now)}"] if floor.now else []
    lines += [f"{place:>3}  {_line(context, each)}" for place, each in enumerate(floor.waiting, 1)]
    return Answer(data=data, lines=lines)


def _start(context: Context) -> Answer:
    from hubdesk.desk import speakers
    from hubdesk.model.records import SpeakerTurn

    o, event = context.options, event_of(context)
    waiting = speakers.floor(context.desk, event).waiting
    if not o.turn and not waiting:
        raise Usage(say("Nobody waits to speak."), next=say("Put somebody on the speakers' list first."))
    turn = context.desk.read.resolve(SpeakerTurn, o.turn, event=event).id if o.turn else waiting[0].turn.id
    speakers.start(context.desk, turn, at=instant(o.at))
    return Answer(data={"id": turn}, lines=[turn])


def _stop(context: Context) -> Answer:
    from hubdesk.desk import speakers

    speakers.stop(context.desk, event_of(context), at=instant(context.options.at))
    return Answer(data={}, lines=[])


def _back(context: Context) -> Answer:
    from hubdesk.desk import speakers
    from hubdesk.model.records import SpeakerTurn

    speakers.put_back(context.desk, context.desk.read.resolve(SpeakerTurn, context.options.turn).id)
    return Answer(data={}, lines=[])


def _remove(context: Context) -> Answer:
    from hubdesk.desk import speakers
    from hubdesk.model.records import SpeakerTurn

    speakers.remove(context.desk, context.desk.read.resolve(SpeakerTurn, context.options.turn).id)
    return Answer(data={}, lines=[])


def _order(context: Context) -> Answer:
    from hubdesk.desk import speakers
    from hubdesk.model.speaking import RULES

    o = context.options
    found = speakers.order(context.desk, event_of(context), o.rule, seconds=o.seconds)
    told = context.tell(RULES[found.rule].words, isolated=False)
    return Answer(data={"rule": found.rule, "seconds": found.seconds}, lines=[told])


def _told(one: "Speaker") -> dict[str, object]:
    return as_data(one.turn) | {"name": one.name, "turns": one.spoken.turns, "seconds": one.spoken.seconds}


def _line(context: Context, one: "Speaker") -> str:
    from hubdesk.model.speaking import SORTS

    sort = context.tell(SORTS[one.turn.sort], isolated=False) if one.turn.sort in SORTS else ""
    return "  ".join(filter(None, (one.turn.id, visible(one.name), sort)))
