"""`hubdesk question`: what the drafters of a text ask, and which notes answer."""

from hubdesk.cli.context import Answer, Context, visible
from hubdesk.cli.event import as_data, event_argument, event_of
from hubdesk.cli.nouns import Nouns, noun, program_language, verb
from hubdesk.errors import Usage
from hubdesk.i18n import say


def add(nouns: Nouns) -> None:
    """Add the noun."""
    verbs = noun(nouns, "question", "questions of the drafters: add, list, answer, remove")
    made = verb(
        verbs,
        "add",
        _add,
        "Note a question down.",
        example="question add 'Who pays for hubs?' --charter 'Our charter' --section 3.2",
    )
    made.add_argument("text")
    made.add_argument("--charter", required=True, help="the document that asks it, when several are loaded")
    made.add_argument("--section", default="", metavar="NUMBER", help="the place it is about; else the whole text")
    made.add_argument("--in", dest="spoken", default="", metavar="TAG", help="its language; else guessed")
    listed = verb(verbs, "list", _list, "List questions and their answers.", example="question list --event Evening")
    event_argument(listed)
    told = verb(verbs, "answer", _answer, "Say which notes answer.", example="question answer 5f0c 01a2 01a3")
    told.add_argument("question")
    told.add_argument("notes", nargs="+", metavar="NOTE")
    told.add_argument("--off", action="store_true", help="they do not answer it")
    gone = verb(verbs, "remove", _remove, "Put a question away.", example="question remove 5f0c")
    gone.add_argument("question")
    for each in (made, listed, told, gone):
        program_language(each)


def _add(context: Context) -> Answer:
    from hubdesk.desk import questions
    from hubdesk.desk.section_index import index
    from hubdesk.model.records import Charter

    o, desk = context.options, context.desk
    charter = desk.read.resolve(Charter, o.charter).id
    section = index(desk, "", charter=charter).resolve(o.section.lstrip("§/ ")) if o.section else ""
    if section is None:
        raise Usage(
            say("There is no such section here."), next=say("Name a section of the newest edition of this charter.")
        )
    made = questions.add(desk, charter, o.text, section=section, language=o.spoken)
    return Answer(data={"id": made}, lines=[made])


def _list(context: Context) -> Answer:
    from hubdesk.desk import questions

    found = questions.of_event(context.desk, event_of(context))
    data = [as_data(each.question) | {"number": each.number, "notes": list(each.notes)} for each in found]
    lines = [f"{each.question.id}  {each.number}  {len(each.notes)}  {visible(each.question.text)}" for each in found]
    return Answer(data={"questions": data}, lines=lines)


def _answer(context: Context) -> Answer:
    from hubdesk.desk import questions
    from hubdesk.model.records import Note, OpenQuestion

    o, desk = context.options, context.desk
    question = desk.read.resolve(OpenQuestion, o.question).id
    notes = [desk.read.resolve(Note, note).id for note in o.notes]
    questions.answer(desk, question, notes, not o.off)
    return Answer(data={"id": question, "notes": notes})


def _remove(context: Context) -> Answer:
    from hubdesk.desk import questions
    from hubdesk.model.records import OpenQuestion

    questions.remove(context.desk, context.desk.read.resolve(OpenQuestion, context.options.question).id)
    return Answer(data={}, lines=[])
