"""Everything in open formats: the safe version for others, the whole workspace for the team."""

import json
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from hubdesk import paths
from hubdesk.desk import attachments, calendars, files, gallery, published, reports
from hubdesk.desk.desk import Desk
from hubdesk.desk.section_index import chosen
from hubdesk.errors import Usage, unwritten
from hubdesk.i18n import Sentence, count, say, words
from hubdesk.model.facts import BookState
from hubdesk.model.records import RECORDS, Attachment, Event, Record, columns
from hubdesk.report import comments, document, polis, qda, tables, webpage, wikitext_photos, workbook
from hubdesk.report.summary import Summary
from hubdesk.store import segments

FORMS = ("csv", "xlsx", "json", "html", "ics", "iso", "qdpx", "polis", "commons", "all")


#: The forms of the safe version, and those of them that are one file.
SAFE, SINGLE = FORMS[:-1], FORMS[1:-2]
_WRITERS: Mapping[str, Callable[[Summary], bytes]] = {
    "xlsx": workbook.workbook,
    "json": document.json_document,
    "html": webpage.webpage,
    "iso": lambda summary: workbook.workbook(summary, [comments.comment_table(summary)]),
    "qdpx": qda.project,
    "polis": polis.polis_set,
}


@dataclass(frozen=True, slots=True)
class Exported:
    """The files and folders that were written, how many notes the safe version leaves out, and pages files are for."""

    paths: tuple[Path, ...]
    left_out: int
    targets: Mapping[Path, str] = field(default_factory=dict)


def export(
    desk: Desk,
    form: str,
    out: Path,
    *,
    events: Sequence[str] = (),
    language: str = "en",
    bom: bool = True,
    as_of: datetime | None = None,
) -> Exported:
    """Write these events, or all there are, in an open form.

    All but "all" are the safe version, and the same content and `as_of` (default: now) give the same bytes. "csv"
    writes the remarks to `out` and the other tables beside it, with `bom` for spreadsheets (hubdesk.report.tables says
    what they hold); "xlsx" is one workbook of them; the schema of "json" is resources/schema/safe.json; "html" is the
    report as one page, "ics" the run-sheet as a calendar, "iso" a workbook with the comment table of standards bodies,
    "qdpx" a project for programs of qualitative research, "polis" a ZIP of tables as Polis exports and takes them,
    "commons" the description pages of the photos that may be published, with the photos beside under their names there.
    "all" makes the folder `out` with every shared book, names and contacts too, never the private book; `README.txt` in
    it explains the format. `language` is that of headings and of the explanation. Raises Usage for another form or
    language, for a folder that is in use and for a calendar of what has no beginning, HubDeskError when it cannot be
    written and when no photo may be published.
    """
    if form not in FORMS:
        raise Usage(
            say("There is no form of export called {name}.", name=form),
            next=say("Choose one of: {names}", names=", ".join(FORMS)),
        )
    reports.check_language(language)
    for event in events:
        desk.read.get(Event, event)
    if form == "all":
        return Exported((_everything(desk, out, events, language),), 0)
    events = events or reports.every_event(desk)
    if form == "ics":
        files.write(out, calendars.calendar_of(desk, events, language=language, as_of=as_of))
        return Exported((out,), 0)
    if form == "commons":
        return _commons(desk, out, events, language)
    summary = reports.summary(desk, events, language=language, as_of=as_of)
    written = {out: _WRITERS[form](summary)} if form in _WRITERS else _csv(summary, out, bom)
    if form not in ("iso", "qdpx"):  # they tell of no poll
        published.remember(desk, summary.polls)
    for path, content in written.items():
        files.write(path, content)
    return Exported(tuple(written), summary.left_out)


def contents(desk: Desk, form: str, events: Sequence[str], *, language: str = "en") -> tuple[Sentence, ...]:
    """Return what a file of the safe version will hold, a line for each part."""
    if form == "ics":
        return calendars.contents(desk, events, language=language)
    if form == "commons":
        return gallery.contents(desk, events)
    summary = reports.summary(desk, events, language=language)
    if form == "polis":
        return polis.contents(summary)
    found = (comments.comment_table(summary),) if form == "iso" else tables.tables(summary)
    if form == "qdpx":
        found = found[:2]  # a project holds no statements, polls and questions
    return tuple(
        say("{part}: {rows}", part=table.title, rows=count(len(table.rows), "{n} row", "{n} rows")) for table in found
    )


def _commons(desk: Desk, out: Path, events: Sequence[str], language: str) -> Exported:
    """Write the description pages into `out` and each photo beside it."""
    found = gallery.pages(desk, events, language=language)
    targets = {}
    for photo, post in found:
        path = out.with_name(post.page.removeprefix("File:"))
        files.write(path, attachments.published(desk, photo))
        targets[path] = post.page
    files.write(out, wikitext_photos.text([post for _, post in found]).encode())
    return Exported((out, *targets), 0, targets)


def _csv(summary: Summary, out: Path, bom: bool) -> dict[Path, bytes]:
    """Return the remarks for `out` and the other tables for files beside it, called after it."""
    stem = out.name.removesuffix(".csv")
    return {
        out if name == "remarks" else out.parent / f"{stem}.{name}.csv": content
        for name, content in tables.csv_tables(summary, bom=bom).items()
    }


def _everything(desk: Desk, out: Path, events: Sequence[str], language: str) -> Path:
    """Write the folder beside and rename it: it is whole or not there."""
    if out.exists() and not (out.is_dir() and not any(out.iterdir())):
        raise Usage(
            say("{name} is there already and is not an empty folder.", name=out.name),
            next=say("Give the name of a new folder."),
        )
    beside = paths.beside(out)
    try:
        (beside / "records").mkdir(parents=True)
        desk.run(lambda: _write_facts(desk, beside, events))
        _write_records(desk, beside, events)
        _write_attachments(desk, beside / "attachments", events)
        _write_file(beside / "README.txt", _explained(language).encode())
        if out.exists():
            out.rmdir()
        paths.put(beside, out)
    except OSError as error:
        raise unwritten(out) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return out


def _shared(desk: Desk, events: Sequence[str]) -> list[BookState]:
    """Return the books of these events with the charters they discuss, or all there are; never the private book."""
    found = segments.states(desk.store.connection)
    if not events:
        return found
    subjects = {*events, *(edition.charter for event in events for edition in chosen(desk, event))}
    return [state for state in found if state.book.subject in subjects]


def _write_facts(desk: Desk, folder: Path, events: Sequence[str]) -> None:
    """Write every line of every book as it was signed; runs on the writing thread, for sealing comes first."""
    desk.store.seal([state.book for state in _shared(desk, events)], desk.author.sign)
    listed = [_write_book(desk, folder / "facts", state) for state in _shared(desk, events)]
    _write_json(folder / "books.json", {"format": "hubdesk-facts", "version": 1, "books": listed})


def _write_book(desk: Desk, folder: Path, state: BookState) -> dict[str, object]:
    place = folder / state.book.id
    place.mkdir(parents=True)
    authors: dict[str, str] = {}
    signatures: dict[str, list[dict[str, object]]] = {}
    for part in segments.of_book(desk.store.connection, state.book):
        authors[part.replica] = part.author
        signatures.setdefault(part.replica, []).append({"n": part.hi, "signature": part.signature.hex()})
        with (place / f"{part.replica}.jsonl").open("ab") as file:
            file.writelines(line + b"\n" for line in part.lines)
            file.flush()
            os.fsync(file.fileno())
    return {
        "id": state.book.id,
        "sort": state.book.sort,
        "subject": state.book.subject,
        "facts": state.facts,
        "digest": state.digest,
        "replicas": {
            id: {"author": author, "lines": state.vector[id], "signatures": signatures[id]}
            for id, author in authors.items()
        },
    }


def _write_records(desk: Desk, folder: Path, events: Sequence[str]) -> None:
    shared = {state.book.id for state in desk.run(lambda: _shared(desk, events))}
    for kind, record in RECORDS.items():
        found = [_plain(one) for one in desk.read.all(record) if one.book in shared]
        if found:
            _write_json(folder / "records" / f"{kind}.json", found)


def _write_attachments(desk: Desk, folder: Path, events: Sequence[str]) -> None:
    shared = {state.book.id for state in desk.run(lambda: _shared(desk, events))}
    for one in desk.read.all(Attachment):
        content = desk.read.blob(one.sha256) if one.book in shared else None
        if content is not None:
            folder.mkdir(exist_ok=True)
            _write_file(folder / f"{one.sha256}.{attachments.ENDINGS.get(one.media, 'bin')}", content)


def _plain(record: Record) -> Mapping[str, object]:
    """Return a record as JSON knows it: sets are sorted lists, maps are objects."""
    fields: dict[str, object] = {"id": record.id, "book": record.book}
    for name, sort in columns(type(record)).items():
        value = getattr(record, name)
        fields[name] = sorted(value) if sort == "set" else dict(value) if sort == "map" else value
    return fields | ({"two_versions": sorted(record.versions)} if record.versions else {})


def _write_json(path: Path, content: Mapping[str, object] | Sequence[object]) -> None:
    _write_file(path, (json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode())


def _write_file(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _explained(language: str) -> str:
    """Return the explanation that travels with the folder."""
    tell = words(language)
    told = (
        say("This folder holds a HubDesk workspace in open formats. It needs no HubDesk to be read."),
        say("It holds names and contacts of people: it stays with the team."),
        say("What this laptop alone may know, sensitive notes and keys, is not in it."),
        say("records/KIND.json: the records as they stand now, a list of objects; what was deleted is left out."),
        say("attachments/SHA-256.ENDING: photos and receipts; the record that names the SHA-256 tells what one shows."),
        say("books.json: every book with its sort, what it belongs to, its replicas, their authors and signatures."),
        say("facts/BOOK/REPLICA.jsonl: every change ever made, one line each, in the order of that replica."),
        say(
            "A line is a JSON list: number, hybrid clock (12 hex digits of milliseconds since 1970 and 4 of a "
            "counter), operation (open, save, receipt or erase), action, kind, record id, fields, and perhaps a salt."
        ),
        say(
            "Fields that begin with ~ are about the change itself: ~say what was done, ~deleted that it hides a record."
        ),
        say("A line of 64 hex digits alone stands for words that were erased: it is their SHA-256."),
        say("The leaf of a line is its SHA-256 without the line feed; a line of 64 hex digits is its own leaf."),
        say(
            "The chain of a replica grows line by line: chain = SHA-256 of the text hubdesk-chain-v1, a zero byte, the "
            "16 bytes of the book, the 16 bytes of the replica, the number of the line in 8 bytes with the highest "
            "first, the chain before (nothing at the first line) and the leaf."
        ),
        say(
            "The digest of a book is the SHA-256 of the text hubdesk-digest-v1, a zero byte and, for each replica in "
            "the order of its id, its 16 bytes, the number of its last line in 8 bytes and its chain there."
        ),
        say(
            "A signature is Ed25519 by the author over the text hubdesk-log-v1, a zero byte, book, replica, author "
            "key, the number of the line in 8 bytes and the chain there."
        ),
        say("Nothing is ever changed in place: of two changes of one field the one that knew of the other stands."),
    )
    return "\n\n".join(tell(sentence, isolated=False) for sentence in told) + "\n"
