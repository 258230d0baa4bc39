"""`hubdesk attendance`: who is in the room."""

import argparse
from dataclasses import asdict

from hubdesk.cli.context import Answer, Context, instant, visible
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
    verbs = noun(nouns, "attendance", "who is in the room: in, out, sheet, heads, count, marks, correct")
    for name, run, text in (("in", _in, "Check a person in."), ("out", _out, "Check a person out.")):
        made = verb(verbs, name, run, text, example=f"attendance {name} ami --event Evening")
        made.add_argument("who", metavar="WHO", help="id, badge, or any beginning of a name")
        _where(made, at=True)
    example = "attendance sheet '12 15-18' --event Evening --at 2026-10-01T18:00+02:00"
    copied = verb(verbs, "sheet", _sheet, "Check in the rows of a sign-in sheet of paper.", example=example)
    copied.add_argument("rows", metavar="ROWS", help="12, 15-18, 1,4,7-9, or 43 and the name that stands there")
    _where(copied, at=True)
    heads = verb(verbs, "heads", _heads, "Count people without names.", example="attendance heads 5 --event Evening")
    heads.add_argument("number", type=int)
    heads.add_argument("--category", default="", help="what they were counted as")
    _where(heads, at=True)
    counted = verb(verbs, "count", _count, "Count who came.", example="attendance count --event Evening --json")
    _where(counted)
    marked = verb(
        verbs, "marks", _marks, "List when a person came and went.", example="attendance marks ami --event Evening"
    )
    marked.add_argument("who", metavar="WHO", help="id, badge, or any beginning of a name")
    event_argument(marked)
    program_language(marked)
    example = "attendance correct 01997 --at 2026-10-01T18:05+02:00"
    corrected = verb(verbs, "correct", _correct, "Put a mark right; the old one stays in the history.", example=example)
    corrected.add_argument("mark", metavar="MARK", help="id or its beginning: see attendance marks")
    way = corrected.add_mutually_exclusive_group(required=True)
    way.add_argument("--at", metavar="ISO", help="when it really was")
    way.add_argument("--take-back", action="store_true", help="it did not happen")
    way.add_argument("--hold", action="store_true", help="it did happen: it was taken back wrongly")
    program_language(corrected)


def _where(made: argparse.ArgumentParser, *, at: bool = False) -> None:
    event_argument(made)
    made.add_argument("--item", default="", help="an item of the run-sheet instead of the whole gathering")
    if at:
        made.add_argument("--at", metavar="ISO", help="when it was (default: now)")
    program_language(made)


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
    at = instant(context.options.at) or context.desk.now()
    done = act(context.desk, person.id, event, at=at, item=_item(context, event))
    told: Sentence = _TOLD[done.state]
    line = f"{known_as(person)}: {context.tell(told, isolated=False)}"
    return Answer(data={"person": person.id, "state": done.state, "since": done.since}, lines=[line])


def _item(context: Context, event: str) -> str:
    from hubdesk.model.records import AgendaItem

    meant = context.options.item
    return context.desk.read.resolve(AgendaItem, meant, event=event).id if meant else ""


def _sheet(context: Context) -> Answer:
    from hubdesk.desk import attendance_sheet
    from hubdesk.desk.people import known_as
    from hubdesk.model.presence import moment
    from hubdesk.model.records import Event

    o, event = context.options, event_of(context)
    at = instant(o.at) or moment(context.desk.read.get(Event, event).start) or context.desk.now()
    done = attendance_sheet.copy(context.desk, event, o.rows, at=at, item=_item(context, event))
    people = {"came": done.came, "already": done.already, "walked": done.walked}
    told = {"came": _TOLD["in"], "already": _TOLD["already"], "walked": say("Walked in")}
    lines = [
        f"{known_as(each)}: {context.tell(told[name], isolated=False)}"
        for name, found in people.items()
        for each in found
    ]
    for rows, sentence in (
        (done.unknown, say("Nobody has the number: {rows}.", rows=" ".join(done.unknown))),
        (done.several, say("More than one person has the number: {rows}.", rows=" ".join(done.several))),
    ):
        lines += [context.tell(sentence, isolated=False)] if rows else []
    data = {name: [each.id for each in found] for name, found in people.items()}
    return Answer(data={**data, "unknown": done.unknown, "several": done.several}, lines=lines)


def _heads(context: Context) -> Answer:
    from hubdesk.desk import attendance

    o, event = context.options, event_of(context)
    at, item = instant(o.at), _item(context, event)
    made = attendance.heads(context.desk, event, o.number, category=o.category, at=at, item=item)
    return Answer(data={"id": made}, lines=[made])


def _count(context: Context) -> Answer:
    from hubdesk.desk import attendance

    event = event_of(context)
    item = _item(context, event)
    counted = attendance.counts_of_item(context.desk, event, item) if item else attendance.counts(context.desk, event)
    found, kinds = asdict(counted), attendance.categories(context.desk, event, item=item)
    lines = [f"{name}: {value}" for name, value in found.items()]
    lines += [f"heads, {visible(name)}: {value}" for name, value in kinds.items() if name]
    return Answer(data={**found, "categories": kinds}, lines=lines)


def _marks(context: Context) -> Answer:
    from hubdesk.desk import attendance, attendance_correcting

    event = event_of(context)
    person = attendance.who(context.desk, event, context.options.who)
    found = attendance_correcting.marks(context.desk, person.id, event)
    lines = [f"{each.id}  {each.way}  {each.at}  {visible(each.desk)}" for each in found]
    told = [{"id": each.id, "way": each.way, "at": each.at, "item": each.item, "desk": each.desk} for each in found]
    return Answer(data={"person": person.id, "marks": told}, lines=lines)


def _correct(context: Context) -> Answer:
    from hubdesk.desk import attendance_correcting
    from hubdesk.model.records import Mark

    o, desk = context.options, context.desk
    mark = desk.read.resolve(Mark, o.mark).id
    at = instant(o.at)
    if at is not None:
        attendance_correcting.correct(desk, mark, at=at)
    else:
        (attendance_correcting.take_back if o.take_back else attendance_correcting.hold_again)(desk, mark)
    now = desk.read.get(Mark, mark)
    return Answer(data={"mark": mark, "way": now.way, "at": now.at}, lines=[f"{mark}  {now.way}  {now.at}"])
