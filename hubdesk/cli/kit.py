"""`hubdesk kit`: event packages for the other laptops of the team."""

from pathlib import Path

from hubdesk.cli.context import Answer, Context, secret
from hubdesk.cli.nouns import Nouns, noun, program_language, verb
from hubdesk.cli.streams import on_disk
from hubdesk.errors import Usage
from hubdesk.i18n import say


def add(nouns: Nouns) -> None:
    """Add the noun."""
    verbs = noun(nouns, "kit", "event packages for the other laptops: write, open")
    made = verb(verbs, "write", _write, "Write an event package.", example="kit write Evening --out evening.hubbundle")
    made.add_argument("event")
    made.add_argument("--out", required=True, metavar="FILE", help="the file to write")
    made.add_argument("--people", action="store_true", help="with the participants")
    made.add_argument("--passphrase-file", metavar="F", help="words of one's own; else five are chosen and printed")
    program_language(made)
    opened = verb(
        verbs, "open", _open, "Open an event package.", example="kit open evening.hubbundle --passphrase-file words.txt"
    )
    opened.add_argument("file", metavar="FILE")
    opened.add_argument("--passphrase-file", metavar="F", help="a file whose first line is the words of the package")
    program_language(opened)


def _write(context: Context) -> Answer:
    from hubdesk.desk import exchange
    from hubdesk.model.records import Event

    o = context.options
    out = on_disk(context)
    event = context.desk.read.resolve(Event, o.event)
    done = exchange.write_kit(
        context.desk,
        event.id,
        out,
        people=o.people,
        passphrase_words=secret(o.passphrase_file),
        language=context.language,
    )
    lines = [done.words] if not o.passphrase_file else []
    data = {"path": str(done.path), "facts": done.facts} | ({"words": done.words} if lines else {})
    return Answer(data=data, lines=lines, notes=[say("Only who knows the words can open the file.")])


def _open(context: Context) -> Answer:
    from hubdesk.desk import merging

    words = secret(context.options.passphrase_file)
    if not words:
        raise Usage(
            say("An event package opens with its words."),
            next=say("Write them into a file and name it with --passphrase-file."),
        )
    event = merging.open_kit(context.desk, Path(context.options.file), words)
    return Answer(data={"event": event}, lines=[event])
