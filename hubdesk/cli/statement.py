"""`hubdesk statement`: one sentence that sums up notes."""

from hubdesk.cli.context import Answer, Context
from hubdesk.cli.event import as_data, event_argument, event_of
from hubdesk.cli.nouns import Nouns, noun, program_language, verb


def add(nouns: Nouns) -> None:
    """Add the noun."""
    verbs = noun(nouns, "statement", "statements: add, list")
    made = verb(
        verbs,
        "add",
        _add,
        "Keep a statement.",
        example="statement add 'Money needs a vote.' --event Evening --from NOTE",
    )
    made.add_argument("text")
    event_argument(made)
    made.add_argument(
        "--from",
        action="append",
        default=[],
        dest="notes",
        metavar="NOTE",
        help="a note that it sums up; may be given again",
    )
    made.add_argument("--theme", default="", help="the theme that it belongs to")
    made.add_argument("--role", default="", help="who signs it, as a role")
    made.add_argument("--keyword", action="append", default=[], dest="keywords", help="a keyword; may be given again")
    program_language(made)
    listed = verb(verbs, "list", _list, "List statements.", example="statement list --event Evening")
    event_argument(listed)
    program_language(listed)


def _add(context: Context) -> Answer:
    from hubdesk.desk import statements
    from hubdesk.model.records import Note

    o = context.options
    event = event_of(context)
    notes = [context.desk.read.resolve(Note, note, event=event).id for note in o.notes]
    made = statements.add(context.desk, event, o.text, notes, theme=o.theme, role=o.role, keywords=o.keywords)
    return Answer(data={"id": made}, lines=[made])


def _list(context: Context) -> Answer:
    from hubdesk.desk import statements

    found = statements.of_event(context.desk, event_of(context))
    return Answer(
        data={"statements": [as_data(one) for one in found]}, lines=[f"{one.id}  {one.text}" for one in found]
    )
