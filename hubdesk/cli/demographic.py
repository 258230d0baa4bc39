"""`hubdesk demographic`: questions about the people who come, counted from slips."""

from typing import TYPE_CHECKING

from hubdesk.cli.context import Answer, Context, visible
from hubdesk.cli.event import event_argument, event_of
from hubdesk.cli.nouns import Nouns, noun, program_language, verb
from hubdesk.i18n import Sentence

if TYPE_CHECKING:
    from hubdesk.desk.demographics import Standing


def add(nouns: Nouns) -> None:
    """Add the noun."""
    verbs = noun(nouns, "demographic", "questions about the people who come: add, tally, show, clear, remove")
    made = verb(verbs, "add", _add, "Ask a question.", example="demographic add --template first-time --event Evening")
    made.add_argument("--template", default="", help="first-time, community or age")
    made.add_argument("--question", default="", help="a question of your own")
    made.add_argument("--answer", action="append", default=[], dest="answers", help="an answer of it; may be repeated")
    made.add_argument("--in", dest="spoken", metavar="TAG", default="", help="the language of the question")
    event_argument(made)
    program_language(made)
    counted = verb(verbs, "tally", _tally, "Add the counts of a heap of slips.", example="demographic tally ID 12/3")
    counted.add_argument("id")
    counted.add_argument("counts", help="a count for each answer, in their order")
    program_language(counted)
    shown = verb(verbs, "show", _show, "Show questions and counts.", example="demographic show --event Evening")
    event_argument(shown)
    program_language(shown)
    for name, run, text in (("clear", _clear, "Take back all counts."), ("remove", _remove, "Ask it no more.")):
        gone = verb(verbs, name, run, text, example=f"demographic {name} ID")
        gone.add_argument("id")
        program_language(gone)


def _id(context: Context) -> str:
    from hubdesk.model.records import Demographic

    return context.desk.read.resolve(Demographic, context.options.id).id


def _add(context: Context) -> Answer:
    from hubdesk.desk import demographics

    o, event = context.options, event_of(context)
    own = {"question": o.question, "answers": o.answers, "language": o.spoken}
    made = demographics.add(context.desk, event, o.template, **own)
    return Answer(data={"id": made}, lines=[made])


def _tally(context: Context) -> Answer:
    from hubdesk.desk import demographics

    found = demographics.tally(context.desk, _id(context), context.options.counts)
    return Answer(data=_told(context, found), lines=_lines(context, found))


def _show(context: Context) -> Answer:
    from hubdesk.desk import demographics

    found = demographics.of_event(context.desk, event_of(context))
    lines = [line for one in found for line in _lines(context, one)]
    return Answer(data={"questions": [_told(context, one) for one in found]}, lines=lines)


def _clear(context: Context) -> Answer:
    from hubdesk.desk import demographics

    demographics.clear(context.desk, _id(context))
    return Answer(data={})


def _remove(context: Context) -> Answer:
    from hubdesk.desk import demographics

    demographics.remove(context.desk, _id(context))
    return Answer(data={})


def _words(context: Context, text: Sentence | str) -> str:
    return visible(text) if isinstance(text, str) else context.tell(text, isolated=False)


def _told(context: Context, one: "Standing") -> dict[str, object]:
    pairs = zip(one.answers, one.counts, strict=True)
    answers = [{"label": _words(context, label), "count": n} for label, n in pairs]
    return {"id": one.id, "question": _words(context, one.question), "answers": answers}


def _lines(context: Context, one: "Standing") -> list[str]:
    answers = zip(one.answers, one.counts, strict=True)
    return [f"{one.id}  {_words(context, one.question)}", *(f"{n:>6}  {_words(context, a)}" for a, n in answers)]
