"""`hubdesk outbox`: what should go somewhere once there is a network."""

from pathlib import Path

from hubdesk.cli.context import Answer, Context
from hubdesk.cli.event import as_data, event_argument, event_of
from hubdesk.cli.nouns import Nouns, noun, program_language, verb


def add(nouns: Nouns) -> None:
    """Add the noun."""
    verbs = noun(nouns, "outbox", "what should go somewhere: list, add, copy, sent")
    listed = verb(verbs, "list", _list, "List what waits.", example="outbox list --event Evening")
    event_argument(listed, required=False)
    program_language(listed)
    made = verb(verbs, "add", _add, "Keep where a file should go.", example="outbox add report.pdf --event Evening")
    made.add_argument("file", metavar="FILE")
    event_argument(made)
    made.add_argument("--target", default="", help="address or page name")
    made.add_argument("--what", default="file", help="what it is")
    program_language(made)
    copied = verb(verbs, "copy", _copy, "Copy a waiting file to a folder.", example="outbox copy ID --to /media/stick")
    copied.add_argument("item")
    copied.add_argument("--to", required=True, metavar="DIR", help="the folder to copy it to")
    program_language(copied)
    sent = verb(verbs, "sent", _sent, "Say that it was sent.", example="outbox sent ID --by Aisha")
    sent.add_argument("item")
    sent.add_argument("--by", default="", help="who sent it")
    program_language(sent)


def _list(context: Context) -> Answer:
    from hubdesk.desk import outbox

    found = outbox.waiting(context.desk, event_of(context) if context.options.event else "")
    return Answer(
        data={"outbox": [as_data(one) for one in found]},
        lines=[f"{one.id}  {one.what}  {one.path}  {one.target}" for one in found],
    )


def _add(context: Context) -> Answer:
    from hubdesk.desk import files, outbox

    o = context.options
    event, path = event_of(context), Path(o.file).absolute()
    files.read(path, 0)  # what cannot be read now can never be sent
    made = outbox.plan(context.desk, event, o.what, path, target=o.target)
    return Answer(data={"id": made}, lines=[made])


def _item(context: Context) -> str:
    from hubdesk.model.records import Outgoing

    return context.desk.read.resolve(Outgoing, context.options.item).id


def _copy(context: Context) -> Answer:
    from hubdesk.desk import outbox

    path = outbox.copy_to_folder(context.desk, _item(context), Path(context.options.to))
    return Answer(data={"path": str(path)}, lines=[str(path)])


def _sent(context: Context) -> Answer:
    from hubdesk.desk import outbox

    outbox.sent(context.desk, _item(context), by=context.options.by or context.desk.author.name)
    return Answer(data={"sent": True})
