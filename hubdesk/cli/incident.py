"""`hubdesk incident`: what happened against the code of conduct, on this laptop alone."""

from hubdesk.cli.context import Answer, Context, instant
from hubdesk.cli.event import as_data, event_argument, event_of
from hubdesk.cli.nouns import Nouns, noun, program_language, verb


def add(nouns: Nouns) -> None:
    """Add the noun."""
    verbs = noun(nouns, "incident", "incident notes, on this laptop alone: add, list, remove")
    made = verb(
        verbs, "add", _add, "Keep an incident note.", example="incident add 'Somebody was shouted at' --event Tea"
    )
    made.add_argument("text")
    event_argument(made)
    made.add_argument("--done", default="", metavar="TEXT", help="what was done about it")
    made.add_argument("--at", metavar="ISO", help="when it happened (default: now)")
    program_language(made)
    listed = verb(verbs, "list", _list, "List incident notes.", example="incident list --event Tea")
    event_argument(listed)
    program_language(listed)
    removed = verb(verbs, "remove", _remove, "Put an incident note away.", example="incident remove 01a2")
    removed.add_argument("incident", metavar="INCIDENT")
    program_language(removed)


def _add(context: Context) -> Answer:
    from hubdesk.desk import incidents

    o = context.options
    made = incidents.add(context.desk, event_of(context), o.text, done=o.done, at=instant(o.at))
    return Answer(data={"id": made}, lines=[made])


def _list(context: Context) -> Answer:
    from hubdesk.desk import incidents

    found = incidents.of_event(context.desk, event_of(context))
    lines = [f"{one.id}  {one.at}  {one.text}" for one in found]
    return Answer(data={"incidents": [as_data(one) for one in found]}, lines=lines)


def _remove(context: Context) -> Answer:
    from hubdesk.desk import incidents
    from hubdesk.model.records import Incident

    chosen = context.desk.read.resolve(Incident, context.options.incident).id
    incidents.remove(context.desk, chosen)
    return Answer(data={"id": chosen})
