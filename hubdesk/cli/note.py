"""`hubdesk note`: one line, one record."""

import argparse
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from hubdesk.cli.context import Answer, Context, instant, read_input
from hubdesk.cli.event import event_argument, event_of
from hubdesk.cli.nouns import Nouns, noun, program_language, verb
from hubdesk.errors import HubDeskError, Refused, Usage
from hubdesk.i18n import Sentence, count, say

if TYPE_CHECKING:
    from hubdesk.desk.section_index import Index
    from hubdesk.model.records import Note

#: More than anybody types in an evening, less than would fill a laptop by mistake.
MAX_BYTES = 32 << 20
_READERS, _CHANNELS = ("public", "committee", "internal", "sensitive"), ("floor", "chat", "card", "board", "one-to-one")
_EDITED = ("form", "kind", "language", "channel", "table", "voices", "follow_up", "speaker", "pinned")
#: What `sort` can do (`desk.sorting.DEEDS`, which is not read before it is needed).
DEEDS = (
    "tag", "untag", "kind", "form", "keyword", "unkeyword", "answer", "unanswer", "reader", "follow", "done", "remove",
)  # fmt: skip


def add(nouns: Nouns) -> None:
    """Add the noun."""
    verbs = noun(
        nouns, "note", "notes: add, import, edit, tag, merge, split, phrases, list, sort, similar, same, apart"
    )
    made = verb(verbs, "add", _add, "Keep one line.", example="note add '!: /2.1 Hubs need funding x4' --event Evening")
    made.add_argument("line")
    event_argument(made)
    made.add_argument("--charter", default="", help="where section numbers point, when several are loaded")
    made.add_argument("--at", metavar="ISO", help="when it was said (default: now)")
    made.add_argument("--visibility", default="public", choices=_READERS, help="who may read it")
    made.add_argument("--parent", default="", metavar="NOTE", help="the note that this one answers")
    _around(made)
    program_language(made)
    taken = verb(
        verbs, "import", _import, "Keep every line of a file.", example="note import - --event Evening --stream"
    )
    taken.add_argument("file", metavar="FILE", help="one note a line; - reads standard input")
    event_argument(taken)
    taken.add_argument("--stream", action="store_true", help="print each note as soon as it is on the disk")
    _around(taken)
    program_language(taken)
    _add_changes(verbs)
    listed = verb(verbs, "list", _list, "List notes.", example="note list --event Evening --section 2.1 --json")
    event_argument(listed, required=False)
    listed.add_argument("--section", default="", metavar="NUMBER", help="tagged to this place")
    listed.add_argument("--search", default="", help="words in it, in any case and script form")
    listed.add_argument("--untagged", action="store_true", help="without a section")
    listed.add_argument("--filter", default="", metavar="NAME", help="a kept filter of the event")
    program_language(listed)
    _add_sorting(verbs)


def _add_sorting(verbs: Nouns) -> None:
    sorted_ = verb(
        verbs, "sort", _sort, "Sort many notes.", example="note sort 01f3 01f4 --do tag --value 2.1 --dry-run"
    )
    sorted_.add_argument("notes", nargs="+", metavar="NOTE")
    sorted_.add_argument("--do", required=True, choices=DEEDS, help="what to do to all of them, as one step")
    sorted_.add_argument("--value", default="", help="a section, a keyword, a kind, a form, or who may read")
    sorted_.add_argument("--dry-run", action="store_true", help="count, change nothing")
    alike = verb(verbs, "similar", _similar, "List notes that are much alike.", example="note similar --event Evening")
    event_argument(alike)
    same = verb(verbs, "same", _same, "Link notes as one point.", example="note same 01f3 01f4")
    apart = verb(verbs, "apart", _apart, "Keep notes apart.", example="note apart 01f3 01f4")
    for made in (same, apart):
        made.add_argument("notes", nargs="+", metavar="NOTE")
    for made in (sorted_, alike, same, apart):
        program_language(made)


def _add_changes(verbs: Nouns) -> None:
    """Add what is done to notes that are there."""
    edited = verb(verbs, "edit", _edit, "Change what is not in the words.", example="note edit 01a2 table=3 pinned=on")
    edited.add_argument("note", metavar="NOTE")
    edited.add_argument("changes", nargs="+", metavar="FIELD=VALUE")
    program_language(edited)
    tagged = verb(verbs, "tag", _tag, "Tag a note with a section.", example="note tag 01a2 3.2p4")
    tagged.add_argument("note", metavar="NOTE")
    tagged.add_argument("section", metavar="NUMBER")
    tagged.add_argument("--off", action="store_true", help="take the tag off")
    program_language(tagged)
    merged = verb(verbs, "merge", _merge, "Join a line to another.", example="note merge 01a2 01a3")
    merged.add_argument("note", metavar="NOTE", help="the line that stays")
    merged.add_argument("other", metavar="OTHER", help="the line whose words are joined to it")
    program_language(merged)
    parted = verb(verbs, "split", _split, "Make two lines of one.", example="note split 01a2 'And then'")
    parted.add_argument("note", metavar="NOTE")
    parted.add_argument("words", metavar="WORDS", help="how the second line begins")
    program_language(parted)
    phrased = verb(verbs, "phrases", _phrases, "List or change quick phrases.", example="note phrases --event Tea")
    event_argument(phrased)
    phrased.add_argument("--add", metavar="TEXT", help="a short text that note-takers can put into the line")
    phrased.add_argument("--remove", metavar="PHRASE", help="a phrase to put away")
    program_language(phrased)


def _around(made: argparse.ArgumentParser) -> None:
    """Add what is known of lines besides their words."""
    made.add_argument("--in", dest="spoken", default="", metavar="TAG", help="the language of the line; else guessed")
    made.add_argument("--channel", default="", choices=_CHANNELS, help="how it came")
    made.add_argument("--table", type=int, default=0, metavar="N", help="at which table")


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
        **_known(o),
        parent=context.desk.read.resolve(Note, o.parent, event=event).id if o.parent else "",
        letters=context.language,
        sections=index(context.desk, event, charter=charter),
    )
    return Answer(data=_data(context, [made])[0], lines=[made])


def _import(context: Context) -> Answer:
    from hubdesk.desk import notes
    from hubdesk.desk.note_files import Lines, line_of, lines_of
    from hubdesk.desk.section_index import index

    o = context.options
    event = event_of(context)
    sections = index(context.desk, event)
    if o.stream and o.file == "-":
        arriving = (line_of(raw, number) for number, raw in enumerate(sys.stdin.buffer, 1))
        return _streamed(context, event, arriving, sections)
    found: Lines = lines_of(_whole(o.file))
    damaged = [say("Some letters of line {number} are damaged.", number=number) for number in found.damaged]
    if o.stream:
        return _streamed(context, event, found.lines, sections, damaged)
    made = notes.add_all(context.desk, event, found.lines, letters=context.language, sections=sections, **_known(o))
    return Answer(data={"notes": _data(context, made)}, lines=made, notes=damaged)


def _streamed(
    context: Context, event: str, lines: Iterable[str], sections: "Index", damaged: Sequence[Sentence] = ()
) -> Answer:
    """Keep lines one by one and print each note as soon as it is durable; trouble tells how many are kept."""
    from hubdesk.desk import notes

    kept, start = 0, context.desk.now()
    try:
        for line in filter(None, lines):
            moment = max(context.desk.now(), start + timedelta(milliseconds=kept))
            note = notes.add(
                context.desk,
                event,
                line,
                at=moment,
                letters=context.language,
                sections=sections,
                **_known(context.options),
            )
            kept += 1
            print(json.dumps(_data(context, [note], {event: sections})[0], ensure_ascii=False), flush=True)
    except HubDeskError as error:
        if kept:
            error.safe = count(kept, "{n} line before it is kept.", "{n} lines before it are kept.")
        raise
    return Answer(data=None, notes=damaged)


def _known(options: argparse.Namespace) -> dict[str, Any]:
    return {"language": options.spoken, "channel": options.channel, "table": options.table}


def _edit(context: Context) -> Answer:
    from hubdesk.cli.event import value_of
    from hubdesk.desk import notes
    from hubdesk.model.records import Note, columns

    note = context.desk.read.resolve(Note, context.options.note).id
    fields: dict[str, Any] = {}
    for change in context.options.changes:
        name, equals, value = change.partition("=")
        if name not in _EDITED or not equals:
            raise Usage(
                say("{change} is not a field of a note that can be changed here.", change=change),
                next=say("Write FIELD=VALUE; the fields are: {names}", names=", ".join(_EDITED)),
            )
        fields[name] = value_of(columns(Note)[name], value)
    notes.edit(context.desk, note, **fields)
    return Answer(data=_data(context, [note])[0], lines=[note])


def _tag(context: Context) -> Answer:
    from hubdesk.desk import notes
    from hubdesk.desk.section_index import index
    from hubdesk.model.records import Note
    from hubdesk.model.section_search import number_of

    o = context.options
    note = context.desk.read.resolve(Note, o.note)
    sections = index(context.desk, note.event)
    wid = sections.resolve(number_of(o.section) or o.section)
    if wid is None:
        raise Usage(
            say("There is no section {number} in the texts of this event.", number=o.section),
            next=say("Give its number as it stands in the text, for example {example}.", example="3.2p4"),
        )
    notes.tag(context.desk, [note.id], wid, not o.off, sections=sections)
    return Answer(data=_data(context, [note.id])[0], lines=[note.id])


def _merge(context: Context) -> Answer:
    from hubdesk.desk import joining
    from hubdesk.model.records import Note

    first, second = (context.desk.read.resolve(Note, name).id for name in (context.options.note, context.options.other))
    joining.merge(context.desk, first, second, letters=context.language)
    return Answer(data=_data(context, [first])[0], lines=[first])


def _split(context: Context) -> Answer:
    from hubdesk.desk import joining
    from hubdesk.model.records import Note

    note = context.desk.read.resolve(Note, context.options.note)
    at = note.text.find(context.options.words)
    made = joining.split(context.desk, note.id, at, letters=context.language)
    return Answer(data={"notes": _data(context, [note.id, made])}, lines=[note.id, made])


def _phrases(context: Context) -> Answer:
    from hubdesk.desk import phrases
    from hubdesk.model.records import Phrase

    o, event = context.options, event_of(context)
    if o.remove:
        phrases.remove(context.desk, context.desk.read.resolve(Phrase, o.remove, event=event).id)
    if o.add is not None:
        phrases.add(context.desk, event, o.add, letters=context.language)
    found = phrases.of_event(context.desk, event)
    data = [{"id": one.id, "text": one.text} for one in found]
    return Answer(data={"phrases": data}, lines=[f"{one.id}  {one.text}" for one in found])


def _whole(name: str) -> bytes:
    data = read_input(name, MAX_BYTES)
    if len(data) > MAX_BYTES:
        raise Refused(
            say("This file of notes is too large."),
            next=say("Split it into files of at most 32 megabytes."),
            code="large",
        )
    return data


def _list(context: Context) -> Answer:
    from hubdesk.desk.section_index import index
    from hubdesk.model.records import Event, Note

    o, desk = context.options, context.desk
    if o.filter:
        return _filtered(context)
    events = [event_of(context)] if o.event else [event.id for event in desk.read.all(Event)]
    found: list[Note] = []
    for event in events:
        section = ""
        if o.section:
            section = index(desk, event).resolve(o.section.lstrip("/§")) or o.section
        found += desk.read.notes(event, search=o.search, section=section, untagged=o.untagged)
    return _listed(context, found)


def _filtered(context: Context) -> Answer:
    from hubdesk.desk import feedback, kept_filters
    from hubdesk.model.records import KeptFilter

    event = event_of(context)
    id = context.desk.read.resolve(KeptFilter, context.options.filter, event=event).id
    wanted = next(kept.wanted for kept in kept_filters.of_event(context.desk, event) if kept.id == id)
    return _listed(context, [row.note for row in feedback.rows(context.desk, event, wanted)])


def _listed(context: Context, found: "Sequence[Note]") -> Answer:
    data = _data(context, [note.id for note in found])
    return Answer(data={"notes": data}, lines=[f"{note.id}  {note.text or note.line}" for note in found])


def _sort(context: Context) -> Answer:
    from hubdesk.desk import sorting
    from hubdesk.desk.section_index import index
    from hubdesk.model.records import Note, OpenQuestion

    o, desk = context.options, context.desk
    found = [desk.read.resolve(Note, note) for note in dict.fromkeys(o.notes)]
    value = o.value
    if o.do in ("tag", "untag"):
        if len({note.event for note in found}) > 1:
            raise Usage(say("These notes are from several events."), next=say("Name notes of one event at a time."))
        value = index(desk, found[0].event).resolve(o.value.lstrip("/§")) or ""
    elif o.do in ("answer", "unanswer"):
        value = desk.read.resolve(OpenQuestion, value).id
    if not value and o.do not in ("kind", "follow", "done", "remove"):
        raise Usage(say("There is no section or word called {name}.", name=o.value), next=say("Say it with --value."))
    would = sorting.preview(found, o.do, value)
    if not o.dry_run:
        sorting.sort(desk, [note.id for note in found], o.do, value)
    told = [count(would.changing, "{n} note changes", "{n} notes change")]
    told += [count(would.same, "{n} is so already", "{n} are so already")] if would.same else []
    data = {"changing": would.changing, "same": would.same, "replaced": dict(would.replaced)}
    return Answer(data=data, notes=told)


def _similar(context: Context) -> Answer:
    from hubdesk.desk import similar

    event = event_of(context)
    found, lines = [], []
    for each in similar.proposals(context.desk, event):
        ids = [note.id for note in each.notes]
        found.append({"notes": _data(context, ids), "likeness": each.likeness, "voices": each.voices})
        lines += [f"{note.id}  {note.text}" for note in each.notes] + [""]
    points = [[note.id for note in point] for point in similar.points(context.desk, event)]
    return Answer(data={"similar": found, "points": points}, lines=lines[:-1])


def _same(context: Context) -> Answer:
    return _decide(context, "same")


def _apart(context: Context) -> Answer:
    return _decide(context, "apart")


def _decide(context: Context, verdict: str) -> Answer:
    from hubdesk.desk import similar
    from hubdesk.model.records import Note

    ids = [context.desk.read.resolve(Note, note).id for note in context.options.notes]
    {"same": similar.same, "apart": similar.apart}[verdict](context.desk, ids)
    return Answer(data={"notes": ids})


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
            seen = seen_of(note, wid)
            number = place.number if place else seen.get("number", "")
            state = seen.get("state", "kept") if place else "detached"
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
                "answers": sorted(note.answers),
                "language": note.language,
                "voices": note.voices,
                "parent": note.parent,
                "at": note.at,
                "speaker": note.speaker,
                "visibility": note.visibility,
                "verbatim": note.verbatim,
                "follow_up": note.follow_up,
                "event": note.event,
                "channel": note.channel,
                "table": note.table,
                "pinned": note.pinned,
                "versions": sorted(note.versions),
            }
        )
    return found
