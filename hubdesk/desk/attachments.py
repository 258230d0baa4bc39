"""Photos, receipts and PDFs of a gathering: taken in without hidden facts, described, put away; what may be published.

They stay with the team (the team's book): what people on a photo agreed to can be taken back, a file for upload cannot.
So such a file holds none at all; a photo that may be published leaves as a file of its own (`desk/exports.py`).
"""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from hubdesk.bundle import refusals
from hubdesk.bundle.regular import open_regular
from hubdesk.desk import files, publishing, refused
from hubdesk.desk.desk import Desk, team_book
from hubdesk.desk.fields import Fields, changes, given
from hubdesk.errors import HubDeskError, Refused, Usage
from hubdesk.i18n import Sentence, count, say
from hubdesk.model import limits
from hubdesk.model.attachments import LICENCES, SHOWN, SORTS, lacks
from hubdesk.model.records import Attachment, Consent, Event, Expense
from hubdesk.model.templates import rules
from hubdesk.store import purge

#: How a file of a media type ends.
ENDINGS = {"image/jpeg": "jpg", "application/pdf": "pdf"}
Report = Callable[[int, int], None]
Tells = Callable[[Attachment], tuple[Sentence, ...]]
#: What a person may say about a photo or receipt.
DESCRIBED = ("caption", "credit", "licence", "shown", "taken")


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that was looked at and may be kept: its bytes as they stay, media type, name and day."""

    sort: str
    content: bytes
    media: str
    name: str
    taken: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A photo or receipt, whether its bytes are here, and what it lacks before it may be published."""

    record: Attachment
    here: bool
    lacks: tuple[Sentence, ...]


def look(path: Path, *, sort: str = "photo") -> Incoming:
    """Look at a file and return it as it may be kept; nothing is written, so that a job may do it.

    With "" for `sort` the content tells it: a PDF is a receipt, an image a photo.
    Raises Refused for what is no photo (or receipt), damaged, too large or no ordinary file, HubDeskError for what
    cannot be read, Usage for another sort.
    """
    if sort not in ("", *SORTS):
        raise Usage(say("There are photos and receipts."), next=say("Say which of the two."))
    try:
        with open_regular(path) as file:
            data = file.read(limits.PHOTO_BYTES + 1)
    except OSError as error:  # a stick that is pulled out while it is read
        raise refusals.unread("read") from error
    except Refused as error:
        raise Refused(
            say("{name} is no ordinary file.", name=path.name),
            next=say("Give the photo or receipt itself, not a folder, a link or a device."),
            code="photo-no-file",
        ) from error
    if len(data) > limits.PHOTO_BYTES:
        raise Refused(
            say("{name} is too large: {n} MiB are taken at most.", name=path.name, n=limits.PHOTO_BYTES // limits.MIB),
            next=say("Save a smaller copy of it with a photo program, then add that."),
            code="photo-large",
        )
    from hubdesk.report import photos  # Pillow takes its time

    sort = sort or ("receipt" if data.startswith(b"%PDF-") else "photo")
    if sort == "document" and not data.startswith(b"%PDF-"):
        raise Refused(
            say("{name} is no PDF.", name=path.name),
            next=say("Read it in as a text of the event instead."),
            code="document-no-pdf",
        )
    kept = photos.taken_in(data, receipt=sort != "photo")
    return Incoming(sort, kept.data, kept.media, f"{_plain(path.stem)}.{ENDINGS[kept.media]}", kept.taken)


def look_at_all(paths: Sequence[Path], *, sort: str = "", report: Report | None = None) -> list[Incoming]:
    """Look at several files; `report(done, all)` may raise Cancelled. Raises as `look`, Usage for too many at once."""
    if len(paths) > limits.ATTACHED_AT_ONCE:
        raise Usage(
            say("These are too many files at once."),
            next=say("Add at most {n} of them in one step.", n=limits.ATTACHED_AT_ONCE),
        )
    found = []
    for done, path in enumerate(paths):
        if report:
            report(done, len(paths))
        found.append(look(path, sort=sort))
    return found


def add(desk: Desk, event: str, path: Path, *, sort: str = "photo", origin: object = None, **fields: object) -> str:
    """Take a photo or receipt in with what is known about it (see DESCRIBED); return its id. Raises as `look`, `keep`.

    The same image once more is not kept twice: the id is that of the first.
    """
    return keep(desk, event, [look(path, sort=sort)], origin=origin, **fields)[0]


def keep(desk: Desk, event: str, incoming: Sequence[Incoming], *, origin: object = None, **fields: object) -> list[str]:
    """Keep what was looked at, in one step; return the ids. Usage where a gathering keeps no photos or has too many."""
    gathering = desk.read.get(Event, event)
    if not rules(gathering.sensitive).photos and any(one.sort == "photo" for one in incoming):
        raise Usage(say("This gathering is sensitive: it keeps no photos."), next=say("Add receipts only."))
    told = _checked(fields)
    whole = desk.read.attached(event)
    here = {(one.sort, one.sha256): one.id for one in desk.read.all(Attachment, event=event) if one.sha256 in whole}
    _refuse_many(desk, event, incoming)
    label = count(len(incoming), "Add {n} photo or receipt", "Add {n} photos or receipts")
    if all(one.sort == "document" for one in incoming):
        label = count(len(incoming), "Keep {n} document", "Keep {n} documents")
    found = []
    with desk.action(label, origin=origin) as put:
        for one in incoming:
            sha256 = put.attach(one.content)
            if (one.sort, sha256) not in here:
                about: Fields = {"sort": one.sort, "sha256": sha256, "media": one.media, "size": len(one.content)}
                about |= {"name": one.name, "taken": one.taken, **told}
                here[one.sort, sha256] = put(Attachment, event=event, **{k: v for k, v in about.items() if v})
            found.append(here[one.sort, sha256])
    return found


def describe(desk: Desk, attachment: str, *, origin: object = None, **fields: object) -> None:
    """Change what is said about a photo or receipt: caption, credit, licence, shown, taken. Raises Usage."""
    before = desk.read.get(Attachment, attachment)
    different = changes(before, _checked(fields))
    if different:
        label = say("Describe {name}", name=before.name)
        with desk.action(label, about=attachment, origin=origin) as put:
            put(Attachment, attachment, **different)


def remove(desk: Desk, attachments: Iterable[str], *, origin: object = None) -> None:
    """Put photos or receipts away, in one step. Undo and the trash bring them back: their bytes stay until then."""
    gone = [desk.read.get(Attachment, one) for one in dict.fromkeys(attachments)]
    label = count(len(gone), "Remove {n} photo or receipt", "Remove {n} photos or receipts")
    with desk.action(label, origin=origin) as put:
        for one in gone:
            put.delete(Attachment, one.id)


def erase(desk: Desk, attachments: Iterable[str]) -> None:
    """Take photos or receipts out of the workspace and its backups for good, those that were put away as well.

    Team files tell the other laptops, which then erase theirs. Raises Usage for one that is not there.
    """
    wanted = list(dict.fromkeys(attachments))
    known = {one.id for one in (*desk.read.many(Attachment, wanted), *desk.read.deleted(Attachment))}
    for one in wanted:
        if one not in known:
            desk.read.get(Attachment, one)
    if not wanted:
        return
    refused.empty(desk)  # as when a person is forgotten: it cannot be looked through for them
    with desk.action(count(len(wanted), "Erase {n} photo or receipt", "Erase {n} photos or receipts")) as put:
        for one in wanted:
            put.erase(Attachment, one)
    desk.run(lambda: purge.finish(desk.store))


def erasing(desk: Desk, attachments: Sequence[str]) -> tuple[Sentence, ...]:
    """Return what erasing these for good takes away and what it leaves, a line for each; nothing is done."""
    number = len(set(attachments))
    told = [
        count(
            number,
            "{n} photo or receipt is erased in this workspace and in its backups. Undo does not bring it back.",
            "{n} photos or receipts are erased in this workspace and in its backups. Undo does not bring them back.",
        )
    ]
    if paid := len([one for one in desk.read.all(Expense) if one.receipt in attachments]):
        told.append(
            count(paid, "{n} expense stays, without its receipt.", "{n} expenses stay, without their receipts.")
        )
    left = say(
        "What was handed on stays: originals on cameras and sticks, reports and files that were made, paper. Other "
        "laptops of the team erase theirs when they merge a team file from here."
    )
    return (*told, left)


def data(desk: Desk, attachment: str) -> bytes:
    """Return the bytes; HubDeskError (code "later") while they have not come from the laptop that has them."""
    one = desk.read.get(Attachment, attachment)
    found = desk.read.blob(one.sha256)
    if found is None:
        raise HubDeskError(
            say("{name} itself is not on this laptop yet.", name=one.name),
            safe=say("What is written about it is here."),
            next=say("Merge a team file of the laptop on which it was added."),
            code="later",
        )
    return found


def thumbnail(desk: Desk, attachment: str, edge: int) -> bytes:
    """Return a JPEG of at most `edge` pixels, b"" for what is no image; raises as `data`, Refused for damage."""
    from hubdesk.report import photos

    whole = data(desk, attachment)
    return b"" if whole.startswith(b"%PDF-") else photos.small(whole, edge)


def save_as(desk: Desk, attachment: str, out: Path) -> None:
    """Write one into a file, a photo as it may leave. HubDeskError when it is not here, or cannot be written."""
    one = desk.read.get(Attachment, attachment)
    files.write(out, published(desk, one) if one.sort == "photo" else data(desk, attachment))


def of_event(desk: Desk, event: str) -> list[Shown]:
    """Return the photos and receipts of a gathering, the oldest first."""
    here, asks, back = desk.read.attached(event), _asks(desk, event), _taken_back(desk, event)
    found = desk.read.all(Attachment, event=event)
    return [Shown(one, one.sha256 in here, (*lacks(one), *asks(one), *back(one))) for one in found]


def documents(desk: Desk, event: str) -> list[str]:
    """Return the names of the documents that a gathering keeps for reading, the oldest first."""
    found = desk.read.all(Attachment, event=event) if event else []
    return [one.caption or one.name for one in found if one.sort == "document"]


def publishable(desk: Desk, event: str) -> list[Attachment]:
    """Return the photos that may be published and whose bytes are here, the oldest first."""
    return [each.record for each in of_event(desk, event) if each.here and not each.lacks]


def published(desk: Desk, attachment: Attachment) -> bytes:
    """Return the bytes of a photo as they may leave: the image alone, whoever took it in. Raises as `data`."""
    from hubdesk.report import photos

    whole = data(desk, attachment.id)
    return whole if photos.is_bare(whole) else photos.taken_in(whole, receipt=False).data


def _taken_back(desk: Desk, event: str) -> Tells:
    """Return what tells whether a participant took the agreement to photos back after it was said that all agreed."""
    back = {one.id for one in desk.read.all(Consent, event=event) if one.purpose == "photo" and one.withdrawn}
    if not back:
        return lambda one: ()
    book = team_book(event).id
    last = max(
        at
        for at, _, id, fields in desk.read.said_when(Consent, book)
        if id in back and any(name.startswith("withdrawn/") for name in fields)
    )
    agreed = {id: at for at, _, id, fields in desk.read.said_when(Attachment, book) if "shown" in fields}

    def told(one: Attachment) -> tuple[Sentence, ...]:
        if one.shown != "agreed" or agreed.get(one.id, 0) > last:
            return ()
        return (say("Since then somebody took back the agreement to photos: look whether that person is on it."),)

    return told


def _asks(desk: Desk, event: str) -> Tells:
    """Return what tells whether the caption of a photo may name somebody: it is asked about like a note."""
    asks, answers = publishing.asking(desk, event), publishing.answers_of(desk, event)

    def told(one: Attachment) -> tuple[Sentence, ...]:
        if one.sort != "photo" or answers.allow(one.caption, asks(one.id, one.caption)):
            return ()
        return (say("Its caption may tell who somebody is."),)

    return told


def _refuse_many(desk: Desk, event: str, incoming: Sequence[Incoming]) -> None:
    kept = desk.read.some(Attachment, ("size",), event=event)
    size = sum(each for _, each in kept) + sum(len(one.content) for one in incoming)
    if len(kept) + len(incoming) > limits.ATTACHMENTS or size > limits.ATTACHED_BYTES:
        raise Usage(
            say("These are more photos and receipts than one team file can hold."),
            next=say("Keep the best ones: at most {n} of one gathering.", n=limits.ATTACHMENTS),
        )


def _checked(fields: Fields) -> Fields:
    found = given(Attachment, fields)
    if not found.keys() <= set(DESCRIBED):
        raise Usage(
            say("This does not describe a photo."), next=say("Say one of these: {names}", names=", ".join(DESCRIBED))
        )
    if found.get("licence") and found["licence"] not in LICENCES:
        raise Usage(
            say("There is no licence called {name} here.", name=found["licence"]),
            next=say("Choose one of: {names}", names=", ".join(LICENCES)),
        )
    if found.get("shown", "") not in SHOWN:
        raise Usage(
            say("The people on a photo have agreed, or nobody can be recognised on it, or they were not asked."),
            next=say("Choose one of: {names}", names=", ".join(filter(None, SHOWN))),
        )
    if found.get("taken"):
        found["taken"] = _day(str(found["taken"]))
    return found


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        raise Usage(
            say("{text} is not a day.", text=text), next=say("Give it like this: {example}", example="2027-05-08")
        ) from None


def _plain(stem: str) -> str:
    """Return a file's name as it may be shown: letters that can be seen, no more than 80."""
    seen = "".join(c if c.isprintable() else " " for c in unicodedata.normalize("NFC", stem))
    return " ".join(seen.split())[:80] or "photo"
