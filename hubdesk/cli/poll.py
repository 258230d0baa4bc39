"""`hubdesk poll`: what people were asked by a show of hands, and what was counted."""

from typing import TYPE_CHECKING

from hubdesk.cli.context import Answer, Context, visible
from hubdesk.cli.event import as_data, event_argument, event_of
from hubdesk.cli.nouns import Nouns, noun, program_language, verb
from hubdesk.errors import Usage
from hubdesk.i18n import Sentence, say

if TYPE_CHECKING:
    from hubdesk.model.scales import Result


def add(nouns: Nouns) -> None:
    """Add the noun."""
    verbs = noun(nouns, "poll", "polls: add, tally, list, remove")
    made = verb(
        verbs, "add", _add, "Prepare a poll.", example="poll add 'Vote on the budget each year?' --event Evening"
    )
    made.add_argument("question", nargs="?", default="")
    event_argument(made)
    made.add_argument("--statement", default="", help="poll this statement, in its own words")
    made.add_argument("--section", default="", metavar="§", help="poll this section of the charter")
    made.add_argument(
        "--scale", default="abstain", help="abstain, support, consent, fingers, gradients-5, -7 or gradients, own, dots"
    )
    made.add_argument(
        "--answer", action="append", default=[], dest="answers", help="an answer of the scale own or dots"
    )
    made.add_argument("--temperature", action="store_true", help="a temperature check: it binds nobody")
    program_language(made)
    counted = verb(verbs, "tally", _tally, "Keep what was counted.", example="poll tally POLL 12/3/4")
    counted.add_argument("poll")
    counted.add_argument("counts", help="a count for each answer, in their order; '' takes them back")
    counted.add_argument("--base", type=int, metavar="N", help="how many people are here (default: who is checked in)")
    counted.add_argument("--late", type=int, default=0, metavar="N", help="how many more came late: you confirm it")
    program_language(counted)
    listed = verb(verbs, "list", _list, "List polls.", example="poll list --event Evening")
    event_argument(listed)
    program_language(listed)
    gone = verb(verbs, "remove", _remove, "Put a poll away.", example="poll remove POLL")
    gone.add_argument("poll")
    program_language(gone)


def _add(context: Context) -> Answer:
    from hubdesk.desk import polls
    from hubdesk.desk.section_index import index
    from hubdesk.model.records import Statement

    o = context.options
    event = event_of(context)
    statement = context.desk.read.resolve(Statement, o.statement, event=event).id if o.statement else ""
    section = index(context.desk, event).resolve(o.section.lstrip("§/ ")) if o.section else ""
    if section is None:
        raise Usage(say("There is no such section here."), next=say("Name a section of the charter of this event."))
    made = polls.add(
        context.desk,
        event,
        o.question,
        statement=statement,
        section=section,
        scale=o.scale,
        labels=o.answers,
        temperature=o.temperature,
    )
    return Answer(data={"id": made}, lines=[made])


def _tally(context: Context) -> Answer:
    from hubdesk.desk import polls
    from hubdesk.model.records import Poll

    o = context.options
    poll = context.desk.read.resolve(Poll, o.poll)
    found = polls.tally(context.desk, poll.id, o.counts, base=o.base, late=o.late)
    return Answer(data=_told(context, found), lines=_lines(context, found))


def _list(context: Context) -> Answer:
    from hubdesk.desk import polls
    from hubdesk.model.scales import result as result_of

    found = [(one, result_of(one)) for one in polls.of_event(context.desk, event_of(context))]
    lines: list[str] = []
    data: list[dict[str, object]] = []
    for one, result in found:
        by = polls.counter(context.desk, one)
        lines += [f"{one.id}  {one.question}", *(f"  {line}" for line in _lines(context, result))]
        data.append(as_data(one) | _told(context, result) | {"counter": by})
    return Answer(data={"polls": data}, lines=lines)


def _remove(context: Context) -> Answer:
    from hubdesk.desk import polls
    from hubdesk.model.records import Poll

    polls.remove(context.desk, context.desk.read.resolve(Poll, context.options.poll).id)
    return Answer(data={}, lines=[])


def _told(context: Context, found: "Result") -> dict[str, object]:
    """Return a result as JSON: {"options": [{"label", "count"}], "no_response": n or null}; counts are null before."""
    told = [_label(context, one) for one in found.options]
    counts = found.counts or (None,) * len(told)
    pairs = zip(told, counts, strict=True)
    return {"options": [{"label": label, "count": n} for label, n in pairs], "no_response": found.no_response}


def _lines(context: Context, found: "Result") -> list[str]:
    if not found.counts:
        return [" / ".join(_label(context, one) for one in found.options)]
    lines = [f"{n:>6}  {_label(context, one)}" for one, n in zip(found.options, found.counts, strict=True)]
    if found.no_response is not None:
        lines.append(f"{found.no_response:>6}  {context.tell(say('No response'), isolated=False)}")
    return lines


def _label(context: Context, option: Sentence | str) -> str:
    return visible(option) if isinstance(option, str) else context.tell(option, isolated=False)
