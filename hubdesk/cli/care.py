"""`hubdesk doctor`, `digest`, `backup` and `purge`."""

from pathlib import Path

from hubdesk.cli.context import Answer, Context
from hubdesk.cli.nouns import Nouns, program_language, verb
from hubdesk.i18n import count, say


def add(nouns: Nouns) -> None:
    """Add the commands."""
    made = verb(nouns, "doctor", _doctor, "Check the workspace.", example="doctor --rebuild")
    made.add_argument("--rebuild", action="store_true", help="make the tables anew from the log")
    program_language(made)
    program_language(verb(nouns, "digest", _digest, "Print digests: book, log, state.", example="digest"))
    copied = verb(nouns, "backup", _backup, "Write a checked backup.", example="backup --to /media/stick")
    copied.add_argument("--to", metavar="DIR")
    program_language(copied)
    purged = verb(nouns, "purge", _purge, "Remove every word of an event for good.", example="purge Evening")
    purged.add_argument("event")
    program_language(purged)


def _doctor(context: Context) -> Answer:
    from hubdesk.desk import care

    found = care.doctor(context.desk, rebuild=context.options.rebuild)
    damage = [context.tell(one, isolated=False) for one in found.damage]
    data = {
        "healthy": not damage,
        "damage": damage,
        "facts": found.facts,
        "signatures": found.signatures,
        "rebuilt": found.rebuilt,
    }
    lines = damage or [context.tell(count(found.facts, "Healthy: {n} fact checked.", "Healthy: {n} facts checked."))]
    return Answer(data=data, lines=lines, code=1 if damage else 0)


def _digest(context: Context) -> Answer:
    from hubdesk.desk import care

    found = care.digest(context.desk)
    log, state = care.total(found)
    rows = [{"book": one.book.id, "sort": one.book.sort, "log": one.log, "state": one.state} for one in found]
    lines = [f"{one.book.id} {one.log} {one.state}" for one in found] + [f"total {log} {state}"]
    return Answer(data={"books": rows, "total": {"log": log, "state": state}}, lines=lines)


def _backup(context: Context) -> Answer:
    from hubdesk.desk import care

    to = context.options.to
    path = care.backup(context.desk, Path(to) if to else None)
    return Answer(data={"path": str(path)}, lines=[str(path)])


def _purge(context: Context) -> Answer:
    from hubdesk.desk import care
    from hubdesk.model.records import Event

    event = context.desk.read.resolve(Event, context.options.event)
    removed = care.purge(context.desk, event.id)
    note = say("Copies on sticks, in uploads and on other laptops are not reached from here.")
    return Answer(data={"facts": removed}, lines=[str(removed)], notes=[note])
