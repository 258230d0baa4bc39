"""`hubdesk attendance`: who is in the room."""

from dataclasses import asdict

from hubdesk.cli.context import Answer, Context, instant
from hubdesk.cli.event import event_argument, event_of
from hubdesk.cli.nouns import Nouns, noun, program_language, verb
from hubdesk.i18n import Sentence, say

_TOLD = {
    "in": say("Checked in"),
    "already": say("Already here"),
    "back": say("Welcome back"),
    "out": say("Checked out"),
    "away": say("Was not in the room"),
}


def add(nouns: Nouns) -> None:
    """Add the noun."""
    verbs = noun(nouns, "attendance", "who is in the room: in, out, heads, count")
    for name, run, text in (("in", _in, "Check a person in."), ("out", _out, "Check a person out.")):
        made = verb(verbs, name, run, text, example=f"attendance {name} ami --event Evening")
        made.add_argument("who", metavar="WHO", help="id, badge, or any beginning of a name")
        event_argument(made)
        made.add_argument("--at", metavar="ISO")
        program_language(made)
    heads = verb(verbs, "heads", _heads, "Count people without names.", example="attendance heads 5 --event Evening")
    heads.add_argument("number", type=int)
    heads.add_argument("--category", default="")
    heads.add_argument("--at", metavar="ISO")
    event_argument(heads)
    program_language(heads)
    counted = verb(verbs, "count", _count, "Count who came.", example="attendance count --event Evening --json")
    event_argument(counted)
    program_language(counted)


def _in(context: Context) -> Answer:
    return _mark(context, coming=True)


def _out(context: Context) -> Answer:
    return _mark(context, coming=False)


def _mark(context: Context, *, coming: bool) -> Answer:
    from hubdesk.desk import attendance
    from hubdesk.desk.people import known_as

    event = event_of(context)
    person = attendance.who(context.desk, event, context.options.who)
    act = attendance.check_in if coming else attendance.check_out
    done = act(context.desk, person.id, event, at=instant(context.options.at) or context.desk.now())
    told: Sentence = _TOLD[done.state]
    line = f"{known_as(person)}: {context.tell(told, isolated=False)}"
    return Answer(data={"person": person.id, "state": done.state, "since": done.since}, lines=[line])


def _heads(context: Context) -> Answer:
    from hubdesk.desk import attendance

    o = context.options
    made = attendance.heads(context.desk, event_of(context), o.number, category=o.category, at=instant(o.at))
    return Answer(data={"id": made}, lines=[made])


def _count(context: Context) -> Answer:
    from hubdesk.desk import attendance

    found = asdict(attendance.counts(context.desk, event_of(context)))
    return Answer(data=found, lines=[f"{name}: {value}" for name, value in found.items()])
