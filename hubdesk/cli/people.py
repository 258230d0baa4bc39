"""`hubdesk people`: the list of who registered."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from hubdesk.cli import answers
from hubdesk.cli.context import Answer, Context, read_input
from hubdesk.cli.event import as_data, event_argument, event_of, value_of
from hubdesk.cli.nouns import Nouns, noun, program_language, verb
from hubdesk.errors import Usage
from hubdesk.i18n import count, say
from hubdesk.model.limits import PEOPLE_BYTES

if TYPE_CHECKING:
    from hubdesk.desk.people import Import
    from hubdesk.model.records import Person
    from hubdesk.model.roster import Candidate


def add(nouns: Nouns) -> None:
    """Add the noun."""
    verbs = noun(
        nouns,
        "people",
        "participants: import, list, add, edit, doubts, join, part, consent, interpreter(s), forget, forget-all",
    )
    made = verb(
        verbs,
        "import",
        _import,
        "Take in a list of people.",
        example="people import list.csv --event Evening --dry-run",
    )
    made.add_argument("file", metavar="FILE", help="a list as text, JSON or workbook; - reads standard input")
    event_argument(made)
    made.add_argument("--encoding", help="how the file is written, when it is not found out")
    made.add_argument("--sheet", help="which sheet of a workbook: its name or its number")
    made.add_argument("--map", action="append", default=[], metavar="COLUMN=FIELD", help="what a column means")
    made.add_argument("--as-before", action="store_true", help="read as the last list with this head was read")
    made.add_argument("--dry-run", action="store_true", help="read and count, change nothing")
    program_language(made)
    listed = verb(verbs, "list", _list, "List participants.", example="people list --event Evening")
    event_argument(listed)
    program_language(listed)
    added = verb(verbs, "add", _add, "Add a participant.", example="people add 'Amina' --event Evening")
    added.add_argument("name")
    event_argument(added)
    for name in ("username", "badge", "email", "phone", "community"):
        added.add_argument(f"--{name}", default="", help=f"their {name}, where it is known")
    program_language(added)
    edited = verb(verbs, "edit", _edit, "Change fields.", example="people edit Amina phone='+254 20 5550100'")
    edited.add_argument("person")
    edited.add_argument("changes", nargs="+", metavar="FIELD=VALUE")
    event_argument(edited, required=False)
    program_language(edited)
    example = "people doubts --event Evening"
    asked = verb(verbs, "doubts", _doubts, "List entries that may be one person.", example=example)
    event_argument(asked)
    program_language(asked)
    for name, told in (("join", "Say that two entries are one person."), ("part", "Say that they are two people.")):
        decided = verb(verbs, name, _decide, told, example=f"people {name} 0193aa 0193ab --event Evening")
        decided.add_argument("person")
        decided.add_argument("other")
        event_argument(decided, required=False)
        decided.set_defaults(same=name == "join")
        program_language(decided)
    forgotten = verb(
        verbs, "forget", _forget, "Erase a person for good.", example="people forget Amina --event Evening"
    )
    forgotten.add_argument("person")
    event_argument(forgotten, required=False)
    program_language(forgotten)
    example = "people forget-all --event Evening"
    answers.add(verbs)
    everybody = verb(verbs, "forget-all", _forget_all, "Erase everybody of an event for good.", example=example)
    event_argument(everybody)
    program_language(everybody)


def _import(context: Context) -> Answer:
    from hubdesk.desk import people

    o = context.options
    event = event_of(context)
    how: dict[str, Any] = {"mapping": _mapping(o.map)} if o.map else {}
    if o.encoding:
        how["encoding"] = o.encoding
    if o.sheet:
        how["sheet"] = o.sheet
    found = people.preview(context.desk, event, read_input(o.file, PEOPLE_BYTES), as_before=o.as_before, **how)
    if not o.dry_run:
        people.take(context.desk, event, found)
    return Answer(data=_data(context, found), lines=list(_lines(context, found)))


def _mapping(pairs: list[str]) -> dict[str, str]:
    found = {}
    for pair in pairs:
        column, equals, field = pair.rpartition("=")
        if not equals:
            raise Usage(say("{pair} does not say what a column means.", pair=pair), next=say("Write COLUMN=FIELD."))
        found[column] = field
    return found


def _data(context: Context, found: "Import") -> dict[str, Any]:
    people, comparison = found.people, found.comparison
    doubtful = [
        asdict(one.candidate)
        | {
            "reason": context.tell(one.reason, isolated=False),
            "known": one.known.id if one.known else None,
            "other_row": one.other.row if one.other else None,
        }
        for one in comparison.doubtful
    ]
    return {
        "encoding": people.encoding,
        "delimiter": people.delimiter,
        "header_row": people.header_row,
        "kind": people.kind,
        "sheet": people.sheet,
        "sheets": [asdict(each) for each in people.sheets],
        "columns": dict(people.columns.meanings()),
        "people": [asdict(one) for one in people.candidates],
        "new": len(comparison.new),
        "same": len(comparison.same),
        "updated": [
            {"person": same.known.id, "row": same.candidate.row, "fields": dict(found.changes[same.known.id])}
            for same in comparison.same
            if same.known.id in found.changes
        ],
        "doubtful": doubtful,
        "rejected": [{"row": one.row, "reason": context.tell(one.reason, isolated=False)} for one in people.rejected],
    }


def _lines(context: Context, found: "Import") -> list[str]:
    new, same, doubtful = (
        len(part) for part in (found.comparison.new, found.comparison.same, found.comparison.doubtful)
    )
    told = [
        say("Read as {encoding}.", encoding=found.people.encoding),
        *([say("The sheet {sheet} was read.", sheet=found.people.sheet)] if found.people.sheet else []),
        count(new, "{n} new person", "{n} new people"),
        count(same, "{n} already on the list", "{n} already on the list"),
        count(len(found.changes), "{n} of them brought up to date", "{n} of them brought up to date"),
        count(doubtful, "{n} to decide", "{n} to decide"),
        count(len(found.people.rejected), "{n} row left out", "{n} rows left out"),
    ]
    told += [
        say(
            "Row {row}, {name}, is to decide: {why}", row=one.candidate.row, name=_called(one.candidate), why=one.reason
        )
        for one in found.comparison.doubtful
    ]
    return [context.tell(line, isolated=False) for line in told]


def _called(one: "Candidate") -> str:
    """Return what a person of a list is called on one line of the terminal."""
    return " ".join((one.name or one.username or one.email or one.phone).split())


def _list(context: Context) -> Answer:
    from hubdesk.desk import attendance
    from hubdesk.desk.people import known_as
    from hubdesk.model.records import Person

    event = event_of(context)
    inside = {
        person for person, stays in attendance.presence(context.desk, event).items() if stays and stays[-1].left is None
    }
    found = context.desk.read.all(Person, event=event)
    data = [as_data(person) | {"here": person.id in inside} for person in found]
    return Answer(data={"people": data}, lines=[f"{person.id}  {known_as(person)}" for person in found])


def _add(context: Context) -> Answer:
    from hubdesk.desk import people

    o = context.options
    fields = {name: getattr(o, name) for name in ("username", "badge", "email", "phone", "community")}
    made = people.add(context.desk, event_of(context), o.name, **{k: v for k, v in fields.items() if v})
    return Answer(data={"id": made}, lines=[made])


def _edit(context: Context) -> Answer:
    from hubdesk.desk import people
    from hubdesk.model.records import Person, columns

    person = _meant(context, context.options.person)
    fields: dict[str, Any] = {}
    for change in context.options.changes:
        name, equals, value = change.partition("=")
        if not equals or name not in people.EDITED:
            raise Usage(
                say("{change} is not a field of a person.", change=change),
                next=say("Write FIELD=VALUE; the fields are: {names}", names=", ".join(people.EDITED)),
            )
        fields[name] = value_of(columns(Person)[name], value)
    people.edit(context.desk, person.id, **fields)
    return Answer(data={"id": person.id}, lines=[person.id])


def _doubts(context: Context) -> Answer:
    from hubdesk.desk import twins
    from hubdesk.desk.people import known_as
    from hubdesk.model.entries import differing

    data, lines = [], []
    for each in twins.questions(context.desk, event_of(context)):
        one, other, why = each.entry, each.other, context.tell(each.reason, isolated=False)
        data.append(
            {
                "person": one.id,
                "name": known_as(one),
                "other": other.id,
                "other_name": known_as(other),
                "reason": why,
                "differs": list(differing(one, other)),
            }
        )
        lines.append(f"{one.id}  {other.id}  {known_as(one)}: {why}")
    return Answer(data={"doubts": data}, lines=lines)


def _decide(context: Context) -> Answer:
    from hubdesk.desk import twins

    o = context.options
    pair = [_meant(context, text).id for text in (o.person, o.other)]
    twins.same_person(context.desk, pair[0], pair[1], same=o.same)
    return Answer(data={"person": pair[0], "other": pair[1], "same": o.same})


def _meant(context: Context, text: str) -> "Person":
    from hubdesk.model.records import Person

    return context.desk.read.resolve(Person, text, event=event_of(context) if context.options.event else "")


def _forget_all(context: Context) -> Answer:
    from hubdesk.desk import retention

    done = retention.forget(context.desk, event_of(context))
    note = count(
        len(done.mentions),
        "{n} note, caption or other text still names somebody.",
        "{n} notes, captions and other texts still name somebody.",
    )
    return Answer(data=asdict(done), lines=[str(done.records)], notes=[note] if done.mentions else [])


def _forget(context: Context) -> Answer:
    from hubdesk.desk import people

    event = event_of(context) if context.options.event else ""
    done = people.forget(context.desk, people.meant(context.desk, context.options.person, event))
    note = count(
        len(done.mentions),
        "{n} note, caption or other text still names this person.",
        "{n} notes, captions and other texts still name this person.",
    )
    return Answer(data=asdict(done), lines=[str(done.records)], notes=[note] if done.mentions else [])
