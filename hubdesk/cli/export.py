"""`hubdesk export`: everything in open formats."""

from functools import partial

from hubdesk.cli.context import Answer, Context, instant
from hubdesk.cli.event import event_argument, event_of
from hubdesk.cli.nouns import Nouns, verb
from hubdesk.cli.report import left_out
from hubdesk.cli.streams import on_disk, passed_on, streamed
from hubdesk.i18n import say


def add(nouns: Nouns) -> None:
    """Add the command."""
    made = verb(
        nouns, "export", _export, "Export in open formats.", example="export --form csv --out notes.csv --event Evening"
    )
    forms = ("csv", "xlsx", "json", "html", "ics", "iso", "qdpx", "polis", "commons", "all")
    made.add_argument("--form", required=True, choices=forms, help="the format")
    made.add_argument("--out", required=True, metavar="PATH", help="the file or folder to write; - for standard output")
    event_argument(made, required=False)
    made.add_argument("--series", metavar="NAME", help="all events of a series")
    made.add_argument("--language", default="en", metavar="TAG", help="of headings and explanations")
    made.add_argument("--as-of", metavar="ISO", help="the instant that the tables stand for")
    made.add_argument("--no-bom", action="store_true", help="csv for programs, without the mark for spreadsheets")


def _export(context: Context) -> Answer:
    from hubdesk.desk import exports, reports

    o = context.options
    out = None if o.form in exports.SINGLE and streamed(context) else on_disk(context)
    events = [event_of(context)] if o.event else reports.of_series(context.desk, o.series) if o.series else []
    write = partial(
        exports.export,
        context.desk,
        o.form,
        events=events,
        language=o.language,
        bom=not o.no_bom,
        as_of=instant(o.as_of),
    )
    if out is None:
        done, content = passed_on(write)
        return Answer(data={}, content=content, notes=left_out(done.left_out))
    done = write(out)
    notes = left_out(done.left_out)
    if o.form == "all":
        notes.append(say("This copy holds names and contacts of everybody: it stays with the team."))
    return Answer(data={"paths": [str(path) for path in done.paths]}, lines=[str(p) for p in done.paths], notes=notes)
