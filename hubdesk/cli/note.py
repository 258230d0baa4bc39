"""`hubdesk note`: one line, one record."""

import json
import sys
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from hubdesk.cli.context import Answer, Context, instant, read_input
from hubdesk.cli.event import event_argument, event_of
from hubdesk.cli.nouns import Nouns, noun, program_language, verb

#: More than anybody types in an evening, less than would fill a laptop by mistake.
MAX_BYTES = 32 << 20


def add(nouns: Nouns) -> None:
    """Add the noun."""
    verbs = noun(nouns, "note", "notes: add, import, list")
    made = verb(verbs, "add", _add, "Keep one line.", example="note add '!: /2.1 Hubs need funding x4' --event Evening")
    made.add_argument("line")
    event_argument(made)
    made.add_argument("--charter", default="", help="where section numbers point, when several are loaded")
    made.add_argument("--at", metavar="ISO")
    made.add_argument("--visibility", default="public", choices=("public", "committee", "internal", "sensitive"))
    made.add_argument("--parent", default="", metavar="NOTE", help="the note that this one answers")
    program_language(made)
    taken = verb(
        verbs, "import", _import, "Keep every line of a file.", example="note import - --event Evening --stream"
    )
    taken.add_argument("file", metavar="FILE", help="one note a line; - reads standard input")
    event_argument(taken)
    taken.add_argument("--stream", action="store_true", help="print each note as soon as it is on the disk")
    program_language(taken)
    listed = verb(verbs, "list", _list, "List notes.", example="note list --event Evening --section 2.1 --json")
    event_argument(listed, required=False)
    listed.add_argument("--section", default="", metavar="NUMBER")
    listed.add_argument("--search", default="")
    listed.add_argument("--untagged", action="store_true")
    program_language(listed)


def _add(context: Context) -> Answer:
    from hubdesk.desk import notes
    from hubdesk.desk.section_index import index
    from hubdesk.model.records import Charter, Note

    o = context.options
    event = event_of(context)
    charter = context.desk.read.resolve(Charter, o.charter).id if o.charter else ""
    made = notes.add(
        context.desk,
        event,
        o.line,
        at=instant(o.at),
        visibility=o.visibility,
        parent=context.desk.read.resolve(Note, o.parent, event=event).id if o.parent else "",
        letters=context.language,
        sections=index(context.desk, event, charter=charter),
    )
    return Answer(data=_data(context, [made])[0], lines=[made])


def _import(context: Context) -> Answer:
    from hubdesk.desk import notes
    from hubdesk.desk.section_index import index

    o = context.options
    event = event_of(context)
    sections = index(context.desk, event)
    made: list[str] = []
    at = context.desk.now()
    for number, raw in enumerate(_input(o.file)):
        line = raw.decode("utf-8", "replace").strip("\r\n\ufeff")
        if not line.strip():
            continue
        moment = max(context.desk.now(), at + timedelta(milliseconds=number))
        note = notes.add(context.desk, event, line, at=moment, letters=context.language, sections=sections)
        if o.stream:
            print(json.dumps(_data(context, [note], {event: sections})[0], ensure_ascii=False), flush=True)
        else:
            made.append(note)
    if o.stream:
        return _Streamed(data={})
    return Answer(data={"notes": _data(context, made)}, lines=made)


class _Streamed(Answer):
    """An answer that has been printed already."""


def _input(name: str) -> Any:
    if name == "-":
        return sys.stdin.buffer
    data = read_input(name, MAX_BYTES)
    if len(data) > MAX_BYTES:
        from hubdesk.errors import Refused
        from hubdesk.i18n import say

        raise Refused(
            say("This file of notes is too large."),
            next=say("Split it into files of at most 32 megabytes."),
            code="large",
        )
    return data.splitlines()


def _list(context: Context) -> Answer:
    from hubdesk.desk.section_index import index
    from hubdesk.model.records import Event, Note

    o, desk = context.options, context.desk
    events = [event_of(context)] if o.event else [event.id for event in desk.read.all(Event)]
    found: list[Note] = []
    for event in events:
        section = ""
        if o.section:
            section = index(desk, event).resolve(o.section.lstrip("/§")) or o.section
        found += desk.read.notes(event, search=o.search, section=section, untagged=o.untagged)
    data = _data(context, [note.id for note in found])
    return Answer(data={"notes": data}, lines=[f"{note.id}  {note.text}" for note in found])


def _data(context: Context, ids: list[str], known: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
    """Return notes as JSON data; `known` holds indexes of sections that were made already, by event."""
    from hubdesk.desk.feedback import seen_of
    from hubdesk.desk.section_index import index
    from hubdesk.model.records import Note

    places: dict[str, Any] = dict(known or {})
    found = []
    for note in context.desk.read.many(Note, ids):
        if note.event not in places:
            places[note.event] = index(context.desk, note.event)
        tags = []
        for wid in sorted(note.tags):
            place = places[note.event].places.get(wid)
            number = place.number if place else seen_of(note, wid).get("number", "")
            state = "kept" if place else "detached"
            tags.append({"wid": wid, "eid": place.eid if place else "", "number": number, "state": state})
        found.append(
            {
                "id": note.id,
                "text": note.text,
                "line": note.line or note.text,
                "form": note.form,
                "kind": note.kind,
                "tags": tags,
                "keywords": sorted(note.keywords),
                "language": note.language,
                "voices": note.voices,
                "parent": note.parent,
                "at": note.at,
                "speaker": note.speaker,
                "visibility": note.visibility,
                "verbatim": note.verbatim,
                "follow_up": note.follow_up,
                "event": note.event,
                "versions": sorted(note.versions),
            }
        )
    return found
