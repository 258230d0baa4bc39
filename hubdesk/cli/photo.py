"""`hubdesk photo`: photos and receipts of a gathering."""

import argparse
from pathlib import Path
from typing import Any

from hubdesk.cli.context import Answer, Context, visible
from hubdesk.cli.event import as_data, event_argument, event_of
from hubdesk.cli.nouns import Nouns, noun, program_language, verb
from hubdesk.cli.streams import on_disk


def add(nouns: Nouns) -> None:
    """Add the noun."""
    verbs = noun(nouns, "photo", "photos and receipts: add, list, describe, remove, erase, save")
    made = verb(verbs, "add", _add, "Take photos or receipts in.", example="photo add room.jpg --event Evening")
    made.add_argument("files", nargs="+", metavar="FILE")
    event_argument(made)
    sort = made.add_mutually_exclusive_group()
    sort.add_argument("--receipt", action="store_true", help="they are receipts, which may be PDF")
    sort.add_argument("--document", action="store_true", help="they are texts as PDF, kept for reading")
    _description(made)
    listed = verb(verbs, "list", _list, "List photos and receipts.", example="photo list --event Evening")
    event_argument(listed)
    told = verb(verbs, "describe", _describe, "Say what a photo shows.", example="photo describe 01a2 --shown agreed")
    told.add_argument("photo", metavar="PHOTO")
    _description(told)
    removed = verb(verbs, "remove", _remove, "Put photos or receipts away.", example="photo remove 01a2")
    erased = verb(
        verbs, "erase", _erase, "Take photos out of the workspace and its backups for good.", example="photo erase 01a2"
    )
    for each in (removed, erased):
        each.add_argument("photos", nargs="+", metavar="PHOTO")
    erased.add_argument("--dry-run", action="store_true", help="only tell what goes and what is left")
    saved = verb(verbs, "save", _save, "Write one into a file.", example="photo save 01a2 --out room.jpg")
    saved.add_argument("photo", metavar="PHOTO")
    saved.add_argument("--out", required=True, metavar="FILE", help="where to write it")
    for each in (made, listed, told, removed, erased, saved):
        program_language(each)


def _description(made: argparse.ArgumentParser) -> None:
    made.add_argument("--caption", metavar="TEXT", help="what it shows")
    made.add_argument("--credit", metavar="TEXT", help="how the photographer wants to be named")
    made.add_argument("--licence", choices=("cc-by-sa-4.0", "cc-by-4.0", "cc0"), help="what the photographer allows")
    shown = ("agreed", "none", "unasked")
    made.add_argument("--shown", choices=shown, help="all people on it agreed, or nobody can be recognised")
    made.add_argument("--taken", metavar="DAY", help="the day; else as the camera says")


def _given(context: Context) -> dict[str, Any]:
    found = {name: getattr(context.options, name) for name in ("caption", "credit", "licence", "shown", "taken")}
    return {name: "" if value == "unasked" else value for name, value in found.items() if value is not None}


def _add(context: Context) -> Answer:
    from hubdesk.desk import attachments

    o, event = context.options, event_of(context)
    sort = "receipt" if o.receipt else "document" if o.document else "photo"
    incoming = attachments.look_at_all([Path(each) for each in o.files], sort=sort)
    made = attachments.keep(context.desk, event, incoming, **_given(context))
    return Answer(data={"ids": made}, lines=made)


def _list(context: Context) -> Answer:
    from hubdesk.desk import attachments

    found = attachments.of_event(context.desk, event_of(context))
    data = [
        as_data(each.record)
        | {"here": each.here, "publishable": not each.lacks, "lacks": [context.tell(one) for one in each.lacks]}
        for each in found
    ]
    lines = [
        f"{each.record.id}  {each.record.sort}  {visible(each.record.caption or each.record.name)}" for each in found
    ]
    return Answer(data={"photos": data}, lines=lines)


def _describe(context: Context) -> Answer:
    from hubdesk.desk import attachments

    (chosen,) = _chosen(context, [context.options.photo])
    attachments.describe(context.desk, chosen, **_given(context))
    return Answer(data={"id": chosen})


def _remove(context: Context) -> Answer:
    from hubdesk.desk import attachments

    chosen = _chosen(context, context.options.photos)
    attachments.remove(context.desk, chosen)
    return Answer(data={"ids": chosen})


def _erase(context: Context) -> Answer:
    from hubdesk.desk import attachments

    chosen = _chosen(context, context.options.photos)
    told = [context.tell(line, isolated=False) for line in attachments.erasing(context.desk, chosen)]
    if context.options.dry_run:
        return Answer(data={"ids": chosen, "told": told}, lines=told)
    attachments.erase(context.desk, chosen)
    return Answer(data={"ids": chosen, "told": told})


def _save(context: Context) -> Answer:
    from hubdesk.desk import attachments

    (chosen,) = _chosen(context, [context.options.photo])
    attachments.save_as(context.desk, chosen, on_disk(context))
    return Answer(data={"file": context.options.out}, lines=[context.options.out])


def _chosen(context: Context, names: list[str]) -> list[str]:
    """Return the ids of photos or receipts that are named; erasing knows those that were put away by their whole id."""
    from hubdesk.model.records import Attachment

    away = {one.id for one in context.desk.read.deleted(Attachment)}
    return [name if name in away else context.desk.read.resolve(Attachment, name).id for name in names]
