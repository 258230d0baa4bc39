"""`hubdesk doctor`, `repair`, `digest`, `backup`, `restore`, `move`, `merge` and `purge`."""

from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hubdesk.cli.context import Answer, Context
from hubdesk.cli.event import past_their_day
from hubdesk.cli.nouns import Nouns, program_language, verb
from hubdesk.i18n import count, say

if TYPE_CHECKING:
    from hubdesk.desk import restoring


def add(nouns: Nouns) -> None:
    """Add the commands."""
    made = verb(nouns, "doctor", _doctor, "Check the workspace.", example="doctor --rebuild")
    made.add_argument("--rebuild", action="store_true", help="make the tables anew from the log")
    program_language(made)
    new = verb(nouns, "repair", _repair, "Make a new file of a damaged workspace.", example="repair whole.hubdesk")
    new.add_argument("new", metavar="NEW")
    new.add_argument("files", metavar="FILE", nargs="*", help="files of colleagues that may have what is missing")
    program_language(new)
    program_language(verb(nouns, "digest", _digest, "Print digests: book, log, state.", example="digest"))
    copied = verb(nouns, "backup", _backup, "Write a checked backup.", example="backup --to /media/stick")
    copied.add_argument("--to", metavar="DIR", help="a folder of yours (default: that of all backups)")
    copied.add_argument("--list", action="store_true", help="only list the backups, the newest first")
    program_language(copied)
    back = verb(
        nouns, "restore", _restore, "Go back to a backup.", example="restore backups/workspace.….backup.hubdesk"
    )
    back.add_argument("copy", metavar="COPY")
    back.add_argument("--dry-run", action="store_true", help="only tell what the backup holds")
    program_language(back)
    moved = verb(nouns, "move", _move, "Move the workspace to another folder.", example="move --to ~/Documents")
    moved.add_argument("--to", metavar="DIR", required=True, help="the folder that it goes to")
    program_language(moved)
    merged = verb(
        nouns, "merge", _merge, "Merge a copy of the workspace.", example="merge 'workspace (1).hubdesk' --dry-run"
    )
    merged.add_argument("file")
    merged.add_argument("--dry-run", action="store_true", help="only count")
    program_language(merged)
    purged = verb(nouns, "purge", _purge, "Remove every word of an event for good.", example="purge Evening")
    purged.add_argument("event")
    program_language(purged)


def _doctor(context: Context) -> Answer:
    from hubdesk.desk import care, copies, ends, places

    found = care.doctor(context.desk, rebuild=context.options.rebuild)
    end = None if found.damage else ends.unclosed(context.desk)
    notes = ends.sentences(end, at=_local(end.at), backup=_local(end.backup)) if end else []
    if end:
        ends.told(context.desk)
    place = places.place_of(context.desk.path)
    notes += places.sentences(place) if place else []
    beside = [] if found.damage else copies.found(context.desk)
    notes += [sentence for each in beside for sentence in copies.sentences(each)]
    damage = [context.tell(one, isolated=False) for one in found.damage]
    data = {
        "healthy": not damage,
        "damage": damage,
        "facts": found.facts,
        "signatures": found.signatures,
        "rebuilt": found.rebuilt,
        "place": place.kind if place else "",
        "copies": [{"path": str(each.path), "new": each.new, "left": each.left} for each in beside],
    } | ({"unclosed": asdict(end)} if end else {})
    data["due"], due = past_their_day(context)
    lines = damage or [context.tell(count(found.facts, "Healthy: {n} fact checked.", "Healthy: {n} facts checked."))]
    return Answer(data=data, lines=lines, notes=[*notes, *due], code=1 if damage else 0)


def _local(at: datetime | None) -> str:
    return at.astimezone().strftime("%Y-%m-%d %H:%M") if at else ""


def _digest(context: Context) -> Answer:
    from hubdesk.desk import care

    found = care.digest(context.desk)
    log, state = care.total(found)
    rows = [{"book": one.book.id, "sort": one.book.sort, "log": one.log, "state": one.state} for one in found]
    lines = [f"{one.book.id} {one.log} {one.state}" for one in found] + [f"total {log} {state}"]
    return Answer(data={"books": rows, "total": {"log": log, "state": state}}, lines=lines)


def _backup(context: Context) -> Answer:
    if context.options.list:
        return _backups(context)
    from hubdesk.desk import care

    to = context.options.to
    made = care.backup(context.desk, Path(to) if to else None)
    second = {"second": str(made.second)} if made.second else {}
    told = made.told()
    return Answer(data={"path": str(made.path)} | second, lines=[str(made.path)], notes=[told] if told else [])


def _backups(context: Context) -> Answer:
    """List the backups without opening the workspace, which may be damaged."""
    from hubdesk.desk import restoring

    found = restoring.copies(context.folders, context.workspace)
    rows = [{"path": str(each.path), "at": each.at.isoformat(), "why": each.why, "size": each.size} for each in found]
    lines = [f"{each.at:%Y-%m-%d %H:%M:%S}Z  {each.size:>12}  {each.why:<14}  {each.path}" for each in found]
    return Answer(data={"backups": rows}, lines=lines)


def _restore(context: Context) -> Answer:
    from hubdesk.desk import restoring

    copy, workspace = Path(context.options.copy), context.workspace
    key = context.key_of(copy, workspace)
    then, now = restoring.contents(copy, key), restoring.contents(workspace, key)
    kept = None if context.options.dry_run else restoring.restore(workspace, copy, context.folders, key=key)
    data = {"copy": _contents(then), "now": _contents(now), "workspace": str(workspace), "kept": str(kept or "")}
    notes = [restoring.compared(then, now)] if then else []
    if kept:
        notes.append(say("What was there before is kept: {path}", path=str(kept)))
    return Answer(data=data, lines=[str(workspace)], notes=notes)


def _contents(found: "restoring.Contents | None") -> dict[str, object]:
    return {"events": found.events, "notes": found.notes, "people": found.people} if found else {}


def _repair(context: Context) -> Answer:
    from hubdesk.desk import repairing
    from hubdesk.desk.starting import author

    done = repairing.repaired(
        context.workspace,
        Path(context.options.new),
        author=author(context.folders, name=context.options.author or ""),
        folders=context.folders,
        files=[Path(each) for each in context.options.files],
        key=context.key_of(context.workspace),
    )
    missing = [{"laptop": who, "facts": n} for who, n in done.missing]
    data = {"path": str(done.path), "facts": done.facts, "unproven": done.unproven, "missing": missing}
    return Answer(data=data, lines=[str(done.path)], notes=done.told())


def _move(context: Context) -> Answer:
    from hubdesk.desk import places

    moved = places.move(context.desk, Path(context.options.to))
    note = say("The old file was kept: {path}", path=str(moved.old))
    return Answer(data={"path": str(moved.path), "old": str(moved.old)}, lines=[str(moved.path)], notes=[note])


def _merge(context: Context) -> Answer:
    from hubdesk.desk import copies

    act = copies.look if context.options.dry_run else copies.merge
    done = act(context.desk, Path(context.options.file))
    numbers = {"new": done.new, "same": done.same, "two_versions": done.two_versions, "left": done.left}
    notes = copies.sentences(replace(done, new=0))
    lines = [f"{name} {number}" for name, number in numbers.items()]
    return Answer(data={"path": str(done.path), **numbers}, lines=lines, notes=notes)


def _purge(context: Context) -> Answer:
    from hubdesk.desk import care
    from hubdesk.model.records import Event

    event = context.desk.read.resolve(Event, context.options.event)
    removed = care.purge(context.desk, event.id)
    note = say("Copies on sticks, in uploads and on other laptops are not reached from here.")
    return Answer(data={"facts": removed}, lines=[str(removed)], notes=[note])
