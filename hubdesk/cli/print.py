"""`hubdesk print`: what an organizer prints the day before."""

from hubdesk.cli.context import Answer, Context
from hubdesk.cli.nouns import Nouns, noun, verb
from hubdesk.cli.streams import on_disk


def add(nouns: Nouns) -> None:
    """Add the noun."""
    verbs = noun(nouns, "print", "sheets to print for a gathering: pack")
    made = verb(
        verbs, "pack", _pack, "Write sheets to print.", example="print pack Evening --language ar --out to-print"
    )
    made.add_argument("event", metavar="EVENT")
    made.add_argument("--sheet", action="append", default=[], metavar="NAME", help="again for another; without: all")
    made.add_argument("--language", action="append", default=[], metavar="TAG", help="without: those of the room")
    made.add_argument("--paper", default="a4", choices=("a4", "letter"), help="the size of the paper")
    made.add_argument(
        "--digits", default="latn", choices=("latn", "own"), help="western digits, or those of each language"
    )
    made.add_argument("--sections", action="store_true", help="cards and slips of all sections, not of chapters")
    made.add_argument("--rows", type=int, default=12, metavar="N", help="empty rows for people not on the list")
    made.add_argument("--names", action="store_true", help="print names of people who registered")
    made.add_argument("--out", required=True, metavar="FOLDER", help="where to write the pages")


def _pack(context: Context) -> Answer:
    from hubdesk.desk import packs
    from hubdesk.model.records import Event

    o = context.options
    event = context.desk.read.resolve(Event, o.event)
    choice = packs.Choice(
        sheets=o.sheet,
        languages=o.language,
        paper=o.paper,
        digits=o.digits,
        names=o.names,
        depth="sections" if o.sections else "chapters",
        rows=o.rows,
    )
    made = packs.write(context.desk, event.id, on_disk(context), choice)
    paths = [str(path) for path in made.paths]
    data = {
        "paths": paths,
        "pages": made.pages,
        "empty": list(made.empty),
        "unnumbered": made.unnumbered,
        "held": made.held,
    }
    return Answer(data=data, lines=paths, notes=made.told())
