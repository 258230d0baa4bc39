"""`hubdesk report`: paper and text of the safe version."""

from argparse import ArgumentParser
from functools import partial
from pathlib import Path

from hubdesk.cli.context import Answer, Context, instant
from hubdesk.cli.nouns import Nouns, noun, verb
from hubdesk.cli.streams import passed_on, streamed
from hubdesk.i18n import Sentence, count


def add(nouns: Nouns) -> None:
    """Add the noun."""
    verbs = noun(nouns, "report", "reports: pdf, text, letters")
    made = verb(verbs, "pdf", _pdf, "Make a PDF.", example="report pdf Evening --language ar --out evening.pdf")
    choice(made)
    made.add_argument("--kind", default="conversation", help="conversation (default), annex, minutes or grant")
    made.add_argument("--form", default="msig", help="the funder's form that a grant report answers")
    made.add_argument("--receipts", action="store_true", help="a grant report with receipts, for the funder alone")
    made.add_argument("--language", required=True, metavar="TAG", help="the language of the report")
    made.add_argument("--digits", default="latn", choices=("latn", "arab", "deva"), help="digits of numbers and dates")
    made.add_argument("--paper", default="a4", choices=("a4", "letter"), help="size of the pages")
    made.add_argument("--logo", metavar="FILE", help="an image for the first page")
    made.add_argument("--attach-data", action="store_true", help="the data of the report as files in it, PDF/A-3a")
    made.add_argument("--as-of", metavar="ISO", help="the instant that the report stands for")
    made.add_argument("--out", required=True, metavar="FILE", help="the file to write; - for standard output")
    text = verb(
        verbs, "text", _text, "Make a text to paste.", example="report text Evening --form ambassador --language en"
    )
    choice(text)
    text.add_argument(
        "--form",
        required=True,
        help="ambassador, notes, minutes, sources, outputs, talk, markdown, story, msig or rapid-fund",
    )
    text.add_argument("--language", required=True, metavar="TAG", help="the language of the text")
    text.add_argument("--as-of", metavar="ISO", help="the instant that the text stands for")
    text.add_argument("--out", metavar="FILE", help="the file to write (default: standard output)")
    letters = verb(
        verbs, "letters", _letters, "List letters that no font here prints.", example="report letters Evening"
    )
    letters.add_argument("event", metavar="EVENT")


def choice(parser: ArgumentParser) -> None:
    """Add how the events are named that something is about."""
    parser.add_argument("events", nargs="*", metavar="EVENT")
    parser.add_argument("--series", metavar="NAME", help="all events of a series")
    parser.add_argument("--all", action="store_true", help="all events of the workspace")


def chosen(context: Context) -> list[str]:
    """Return the events that are meant."""
    from hubdesk.desk import reports
    from hubdesk.model.records import Event

    if context.options.all:
        return reports.every_event(context.desk)
    if context.options.series:
        return reports.of_series(context.desk, context.options.series)
    return [context.desk.read.resolve(Event, name).id for name in context.options.events]


def _pdf(context: Context) -> Answer:
    from hubdesk.desk import reports

    o = context.options
    whole = streamed(context)
    write = partial(
        reports.pdf,
        context.desk,
        chosen(context),
        kind=o.kind,
        form=o.form,
        receipts=o.receipts,
        language=o.language,
        digits=o.digits,
        paper=o.paper,
        logo=Path(o.logo) if o.logo else None,
        data=o.attach_data,
        as_of=instant(o.as_of),
    )
    if whole:
        made, content = passed_on(write)
        return Answer(data={}, content=content, notes=left_out(made.left_out))
    made = write(Path(o.out))
    data = {"path": str(made.path), "pages": made.pages, "left_out": made.left_out}
    return Answer(data=data, lines=[str(made.path)], notes=left_out(made.left_out))


def _text(context: Context) -> Answer:
    from hubdesk.desk import reports

    o = context.options
    whole = streamed(context)
    made = reports.text(context.desk, chosen(context), o.form, language=o.language, as_of=instant(o.as_of))
    data: dict[str, object] = {"page": made.page, "left_out": made.left_out}
    if made.posts:
        data["posts"] = [{"page": post.page, "title": post.title, "text": post.text} for post in made.posts]
    if o.out and not whole:
        paths = [str(path) for path in reports.write_text(context.desk, made, Path(o.out))]
        return Answer(data=data | {"path": o.out, "paths": paths}, lines=paths, notes=left_out(made.left_out))
    reports.leave(context.desk, made)
    return Answer(data=data | {"text": made.text}, content=made.text.encode(), notes=left_out(made.left_out))


def _letters(context: Context) -> Answer:
    from hubdesk.desk import fonts
    from hubdesk.model.records import Event

    event = context.desk.read.resolve(Event, context.options.event).id
    found = fonts.lost(context.desk, event, language=context.language)
    scripts = [{"script": one.script, "name": one.name, "letters": list(one.letters)} for one in found]
    data = {"scripts": scripts, "folders": [str(folder) for folder in fonts.packs(context.desk.folders)]}
    return Answer(data=data, lines=[f"{one.script}\t{one.name}\t{' '.join(one.letters)}" for one in found])


def left_out(number: int) -> list[Sentence]:
    """Return what to say when the safe version leaves something out."""
    if not number:
        return []
    return [
        count(
            number,
            "{n} note is left out until its question about publishing is answered.",
            "{n} notes are left out until their questions about publishing are answered.",
        )
    ]
