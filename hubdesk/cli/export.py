"""`hubdesk export`: everything in open formats."""

from pathlib import Path

from hubdesk.cli.context import Answer, Context
from hubdesk.cli.event import event_argument, event_of
from hubdesk.cli.nouns import Nouns, program_language, verb
from hubdesk.cli.report import left_out
from hubdesk.i18n import say


def add(nouns: Nouns) -> None:
    """Add the command."""
    made = verb(
        nouns, "export", _export, "Export in open formats.", example="export --form csv --out notes.csv --event Evening"
    )
    made.add_argument("--form", required=True, choices=("csv", "json", "all"))
    made.add_argument("--out", required=True, metavar="PATH")
    event_argument(made, required=False)
    program_language(made)


def _export(context: Context) -> Answer:
    from hubdesk.desk import exports

    o = context.options
    event = event_of(context) if o.event else ""
    done = exports.export(context.desk, o.form, Path(o.out), event=event)
    notes = left_out(done.left_out)
    if o.form == "all":
        notes.append(say("This copy holds names and contacts of everybody: it stays with the team."))
    return Answer(data={"paths": [str(path) for path in done.paths]}, lines=[str(p) for p in done.paths], notes=notes)
