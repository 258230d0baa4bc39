"""`hubdesk people consent` and `interpreter`: what a participant answers when the desk asks."""

from hubdesk.cli.context import Answer, Context
from hubdesk.cli.event import event_argument, event_of
from hubdesk.cli.nouns import Nouns, program_language, verb
from hubdesk.errors import Usage
from hubdesk.i18n import say


def add(verbs: Nouns) -> None:
    """Add the verbs to the noun `people`."""
    example = "people consent Amina --event Evening --purpose photo --answer yes --in ar --how paper"
    asked = verb(verbs, "consent", _consent, "Show what a participant agrees to, or keep an answer.", example=example)
    asked.add_argument("person")
    event_argument(asked, required=False)
    asked.add_argument("--purpose", help="collect, name, quote-name, quote, photo, recording or contact")
    asked.add_argument("--answer", choices=("yes", "no"), help="what the person says")
    asked.add_argument("--in", dest="asked_in", metavar="TAG", default="", help="the language that they read it in")
    asked.add_argument("--how", default="", help="spoken, paper or screen")
    program_language(asked)
    example = "people interpreter Amina uk --event Evening"
    needs = verb(verbs, "interpreter", _interpreter, "Note that a participant needs an interpreter.", example=example)
    needs.add_argument("person")
    needs.add_argument("into", metavar="TAG", help="the language to interpret into")
    event_argument(needs, required=False)
    needs.add_argument("--off", action="store_true", help="they need none")
    program_language(needs)
    listed = verb(
        verbs, "interpreters", _interpreters, "Count who needs one.", example="people interpreters --event Evening"
    )
    event_argument(listed)
    program_language(listed)


def _person(context: Context) -> str:
    from hubdesk.model.records import Person

    event = event_of(context) if context.options.event else ""
    return context.desk.read.resolve(Person, context.options.person, event=event).id


def _consent(context: Context) -> Answer:
    from functools import partial

    from hubdesk.desk import people
    from hubdesk.model.consent import PURPOSES, agrees, asked, read_in
    from hubdesk.model.records import Person

    o, desk = context.options, context.desk
    person = _person(context)
    who = desk.read.get(Person, person)
    spoken = o.asked_in or read_in(
        people.consents(desk, person), f"{who.languages}, {who.interpretation}", context.language
    )
    if (o.purpose is None) != (o.answer is None):
        raise Usage(say("A purpose and an answer belong together."), next=say("Give both, or neither to look."))
    if o.answer:
        words = asked(o.purpose if o.purpose in PURPOSES else PURPOSES[0], spoken)
        said = partial(people.consent, desk, person, o.purpose, o.answer == "yes", how=o.how)
        said(language=words.language, text_version=words.version)
    found = []
    for purpose, answer in people.consents(desk, person).items():
        words = asked(purpose, spoken)
        told = {"question": "\n".join(filter(None, (words.text, words.english))), "agrees": agrees(answer)}
        kept = {name: getattr(answer, name) for name in ("at", "language", "text_version", "how", "round")}
        found.append({"purpose": purpose, **told, **kept, "withdrawn": bool(answer.withdrawn)})
    lines = [f"{'yes' if each['agrees'] else 'no' if each['at'] else '-':<4}{each['purpose']}" for each in found]
    return Answer(data={"id": person, "asked_in": spoken, "answers": found}, lines=lines)


def _interpreter(context: Context) -> Answer:
    from hubdesk.desk import interpretation

    person = _person(context)
    interpretation.need(context.desk, person, context.options.into, not context.options.off)
    return Answer(data={"id": person}, lines=[])


def _interpreters(context: Context) -> Answer:
    from hubdesk.desk import interpretation

    found = interpretation.wanted(context.desk, event_of(context))
    return Answer(data={"interpreters": dict(found)}, lines=[f"{tag} {n}" for tag, n in found.items()])
