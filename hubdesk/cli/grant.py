"""`hubdesk grant`: what a funder's form asks, and what the team answers."""

from argparse import ArgumentParser

from hubdesk.cli.context import Answer, Context, visible
from hubdesk.cli.event import event_argument, event_of
from hubdesk.cli.nouns import Nouns, noun, program_language, verb
from hubdesk.errors import Usage
from hubdesk.i18n import say


def add(nouns: Nouns) -> None:
    """Add the noun."""
    verbs = noun(nouns, "grant", "grant reports: forms, answer, answers")
    listed = verb(verbs, "forms", _forms, "Show the forms of funders with their questions.", example="grant forms")
    example = "grant answer msig activities 'We read the charter aloud.' --event Evening"
    told = verb(verbs, "answer", _answer, "Answer a question; an empty text takes the answer back.", example=example)
    told.add_argument("form")
    told.add_argument("question")
    told.add_argument("text")
    _about(told)
    shown = verb(verbs, "answers", _answers, "Show what was answered.", example="grant answers msig --event Evening")
    shown.add_argument("form")
    _about(shown)
    for each in (listed, told, shown):
        program_language(each)


def _about(parser: ArgumentParser) -> None:
    event_argument(parser, required=False)
    parser.add_argument("--series", metavar="NAME", help="all events of a series together")


def _events(context: Context) -> list[str]:
    from hubdesk.desk import reports

    if context.options.series:
        return reports.of_series(context.desk, context.options.series)
    if not context.options.event:
        raise Usage(say("An answer is about an event or a series."), next=say("Name it with --event or --series."))
    return [event_of(context)]


def _forms(context: Context) -> Answer:
    from hubdesk.desk import grants

    tell = context.tell
    found = [
        {
            "id": form.id,
            "name": tell(form.name, isolated=False),
            "checked_on": form.checked_on,
            "checked_against": form.checked_against,
            "source": form.source,
            "questions": [
                {"id": each.id, "heading": tell(each.heading, isolated=False), "checked": each.checked}
                for each in form.questions()
            ],
        }
        for form in grants.forms().values()
    ]
    lines = [
        f"{form.id}  {each.id}  {tell(each.heading, isolated=False)}"
        for form in grants.forms().values()
        for each in form.questions()
    ]
    return Answer(data={"forms": found}, lines=lines)


def _answer(context: Context) -> Answer:
    from hubdesk.desk import grants

    o = context.options
    grants.answer(context.desk, _events(context), o.form, o.question, text=o.text)
    return Answer(data={"form": o.form, "question": o.question})


def _answers(context: Context) -> Answer:
    from hubdesk.desk import grants

    form = grants.form(context.options.form)
    found = grants.answers(context.desk, _events(context), form.id)
    data = [
        {
            "question": each.id,
            "text": found[each.id].text,
            "language": found[each.id].language,
            "two_versions": bool(found[each.id].versions),
        }
        for each in form.questions()
        if each.id in found
    ]
    lines = [f"{each['question']}  {visible(found[str(each['question'])].text)}" for each in data]
    return Answer(data={"answers": data}, lines=lines)
