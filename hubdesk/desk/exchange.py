"""Writing what other laptops need: event packages, team files and upload files."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from hubdesk.bundle import card, passphrase, seal, writing
from hubdesk.bundle import manifest as manifests
from hubdesk.bundle.checking import Receiver, Tip
from hubdesk.bundle.reading import said_to_have
from hubdesk.desk import attendance, expelling, holding, membership, uploads
from hubdesk.desk.desk import Desk, charter_book, crew_book, event_book, team_book
from hubdesk.desk.fields import Fields
from hubdesk.desk.section_index import chosen
from hubdesk.errors import Usage
from hubdesk.i18n import Sentence, say, words
from hubdesk.model.clock import derived_id
from hubdesk.model.facts import Book, BookState, Segment
from hubdesk.model.records import Attachment, Charter, Enrolment, Event, Member, Note, Person, Secret, Statement
from hubdesk.report.leaflet import Leaflet
from hubdesk.store import blobs, segments

USES = ("team", "upload")
Report = Callable[[int, int], None]
Tips = Mapping[str, Mapping[str, tuple[int, bytes]]]


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written and read back: who can open it by name (empty: everybody), and an event package's words.

    `held_back` counts notes that an upload file leaves with the team until somebody answers a question about them.
    """

    path: Path
    facts: int
    size: int
    readers: tuple[str, ...] = ()
    words: str = ""
    held_back: int = 0


def write_kit(
    desk: Desk,
    event: str,
    out: Path,
    *,
    people: bool = False,
    passphrase_words: str | None = None,
    language: str = "en",
    report: Report | None = None,
) -> Written:
    """Write an event package for the other laptops of the team; without words of one's own five are chosen.

    With `people` it holds participants too; without, nothing of what was said that may not be published. Raises Usage
    for words that are too short, HubDeskError when the file cannot be written.
    """
    desk.read.get(Event, event)
    expelling.refuse_out(desk, event)
    if passphrase_words:
        passphrase.check_strength(passphrase_words)
    enrolment = _enrolment(desk, event)
    membership.vouch(desk, event)
    chosen_words = passphrase_words or passphrase.choose(language, desk.store.random)
    books = [event_book(event), crew_book(event), *_charters(desk, event)]
    if people:
        books.append(team_book(event))
    else:
        holding.hold_people(desk, event)
    contents = _contents(desk, event, "kit", books, language=language, enrolment=enrolment)
    done = _write(desk, out, contents, writing.Sealing(words=chosen_words), report)
    return Written(out, done.facts, done.size, words=chosen_words)


def write_bundle(
    desk: Desk,
    event: str,
    use: str,
    out: Path,
    *,
    to: Sequence[Path | card.Card] = (),
    plain: bool = False,
    since: Path | None = None,
    language: str = "en",
    report: Report | None = None,
) -> Written:
    """Write a team file (sealed to the team) or an upload file (the safe version, sealed to cards when there are any).

    `to` are recipient cards or their files, `since` is the last bundle of the receiver: what it proves to be there is
    left out. A team file is open to everybody only when `plain` says so. Raises Usage, Refused for a bad card,
    HubDeskError (also where `uploads.check` forbids an upload file).
    """
    desk.read.get(Event, event)
    if use not in USES:
        raise Usage(say("A file is for the team or for upload."), next=say("Say which of the two."))
    cards = _read(to)
    have = _have(desk, since) if since else {}
    held = 0
    if use == "upload":
        uploads.check(desk, event)
        held = holding.hold_back(desk, event, addressed=bool(cards))
        uploads.hold_words(desk, event)
        attendance.keep_counts(desk, event)
        books = [event_book(event), *_charters(desk, event)]
        recipients = {one.name or one.recipient: one.recipient for one in cards}
        if cards:
            recipients[desk.author.name or "HubDesk"] = desk.author.recipient
    else:
        if not _open_enrolments(desk, event):
            _enrolment(desk, event)
        membership.vouch(desk, event)
        books = [event_book(event), team_book(event), crew_book(event), *_charters(desk, event)]
        recipients = (
            {} if plain else _team(desk, event, language) | {one.name or one.recipient: one.recipient for one in cards}
        )
    sealing = writing.Sealing(
        recipients=tuple(recipients.values()), names=tuple(recipients), plain=plain and use == "team"
    )
    contents = _contents(desk, event, use, books, language=language, have=have)
    done = _write(desk, out, contents, sealing, report)
    return Written(out, done.facts, done.size, tuple(recipients), held_back=held)


def _read(to: Sequence[Path | card.Card]) -> list[card.Card]:
    return [each if isinstance(each, card.Card) else card.read_card(each) for each in to]


def who_can_open(
    desk: Desk, event: str, use: str, *, to: Sequence[Path | card.Card] = (), language: str = "en"
) -> tuple[str, ...]:
    """Return the names of who can open a file before it is written; empty for an upload file that anybody can read."""
    cards = tuple(each.name for each in _read(to))
    if use == "upload":
        return (*cards, desk.author.name) if cards else ()
    return (*_team(desk, event, language), *cards)


def spoken_words(desk: Desk, key: str = "") -> str:
    """Return the six words of a key (default: one's own) that two people compare by voice.

    They are the same English words on every laptop, whatever language its window speaks.
    """
    return passphrase.spoken(key or desk.author.key, "en")


def _team(desk: Desk, event: str, language: str) -> dict[str, str]:
    """Return {name: recipient} of this laptop, the team's own identity and every accepted laptop."""
    found = {" · ".join(part for part in (desk.author.name, desk.author.laptop) if part): desk.author.recipient}
    trusted = membership.accepted(desk, event)
    for member in desk.read.all(Member, event=event):
        if member.key in trusted and member.recipient and seal.is_recipient(member.recipient):
            name = " · ".join(part for part in (member.name, member.laptop) if part) or member.id[:8]
            found.setdefault(name, member.recipient)
    name = words(language)(say("laptops with the event package"))
    for number, enrolment in enumerate(_open_enrolments(desk, event), start=1):
        if seal.is_recipient(enrolment.team_recipient):
            found[name if number == 1 else f"{name} {number}"] = enrolment.team_recipient
    return found


def _open_enrolments(desk: Desk, event: str) -> list[Enrolment]:
    """Return the event packages that nobody knows who was taken out of the team."""
    closed = membership.standing(desk, event).closed
    return [one for one in desk.read.all(Enrolment, event=event) if one.key not in closed]


def _enrolment(desk: Desk, event: str) -> manifests.Enrolment:
    """Return the secrets of the event's package, making and keeping them on first use."""
    keys = {one.public: one.secret for one in desk.read.all(Secret, event=event, purpose=membership.ENROLMENT)}
    teams = {one.public: one.secret for one in desk.read.all(Secret, event=event, purpose=membership.TEAM)}
    for known in _open_enrolments(desk, event):
        if known.key in keys and known.team_recipient in teams:
            return manifests.Enrolment(keys[known.key], teams[known.team_recipient])
    seed, identity = desk.store.random(32), seal.identity_of(desk.store.random(32))
    public, recipient = seal.public_of(seed.hex()), seal.recipient_of(identity)
    with desk.aside() as put:  # no step: taking it back would shut out who opened the package
        put(
            Enrolment,
            derived_id("enrolment", event, public),
            book=crew_book(event),
            event=event,
            key=public,
            team_recipient=recipient,
        )
        secret: Fields = {"event": event, "book": desk.store.private}
        put(Secret, purpose=membership.ENROLMENT, secret=seed.hex(), public=public, **secret)
        put(Secret, purpose=membership.TEAM, secret=identity, public=recipient, **secret)
    return manifests.Enrolment(seed.hex(), identity)


def _charters(desk: Desk, event: str) -> list[Book]:
    ids = {edition.charter for edition in chosen(desk, event)}
    return [charter_book(one.id) for one in desk.read.all(Charter) if one.id in ids]


def _have(desk: Desk, since: Path) -> Tips:
    """Return what a receiver has, as its last bundle says."""
    return said_to_have(since, temp_dir=temporary(desk), identities=membership.identities(desk))


def _contents(
    desk: Desk,
    event: str,
    use: str,
    books: Sequence[Book],
    *,
    language: str,
    enrolment: manifests.Enrolment | None = None,
    have: Tips | None = None,
) -> writing.Contents:
    """Seal what this author wrote and gather whole books, or what a receiver lacks of them, in one piece."""
    wanted = {book.id for book in books}

    def gather() -> tuple[list[BookState], list[Segment], dict[str, dict[str, tuple[int, bytes]]], list[str]]:
        desk.store.seal([state.book for state in _states(desk) if state.book.id in wanted], desk.author.sign)
        states = [state for state in _states(desk) if state.book.id in wanted]
        needs = {state.book.id: _needs(desk, state, (have or {}).get(state.book.id, {})) for state in states}
        parts: list[Segment] = []
        attached: list[str] = []
        for state in states:
            since = {replica: n for replica, (n, _) in needs[state.book.id].items()}
            parts += segments.of_book(desk.store.connection, state.book, since)
            attached += blobs.named(desk.store.connection, state.book, since)
        return states, parts, needs, attached

    states, parts, needs, attached = desk.run(gather)
    title = desk.read.get(Event, event).title
    sorts = {state.book.sort for state in states}
    texts = [one.title for one in desk.read.all(Charter) if one.id in {state.book.id for state in states}]
    page = Leaflet(title, use, _counted(desk, event, sorts), texts).page(words(language))
    return writing.Contents(
        use=use,
        event=event,
        books=states,
        segments=parts,
        needs=needs,
        label=desk.author.laptop if use != "upload" else "",
        enrolment=enrolment,
        summary=page,
        blobs=filter(None, map(desk.read.blob, attached)),
    )


def _states(desk: Desk) -> list[BookState]:
    return segments.states(desk.store.connection)


def _needs(desk: Desk, state: BookState, theirs: Mapping[str, tuple[int, bytes]]) -> dict[str, tuple[int, bytes]]:
    """Return how far the receiver is on each replica, no further than this laptop, with this laptop's chain there."""
    found = {}
    for replica, (n, _) in theirs.items():
        here = min(n, state.vector.get(replica, 0))
        if here:
            sql = "select no from replica where id = ?"
            (no,) = desk.store.connection.execute(sql, (replica,)).fetchone()
            found[replica] = (here, segments.chain_at(desk.store.connection, no, here))
    return found


def _counted(desk: Desk, event: str, sorts: set[str]) -> list[tuple[Sentence, int]]:
    notes = sum(desk.read.count(Note, event=event, visibility=who) for who in ("public", "committee"))
    rows = [(say("Notes"), notes), (say("Statements"), desk.read.count(Statement, event=event))]
    if "team" in sorts:
        rows.append((say("Participants"), desk.read.count(Person, event=event)))
        rows.append((say("Photos and receipts"), desk.read.count(Attachment, event=event)))
    return rows


def _write(
    desk: Desk, out: Path, contents: writing.Contents, sealing: writing.Sealing, report: Report | None
) -> writing.Written:
    author = desk.author
    return writing.write_bundle(
        out,
        contents,
        sealing,
        key=author.key,
        sign=author.sign,
        temp_dir=temporary(desk),
        random=desk.store.random,
        report=report,
    )


def temporary(desk: Desk) -> Path:
    """Return the folder for private copies: on this computer, never on the stick."""
    return desk.folders.data / "temporary"


def receiver(desk: Desk) -> Receiver:
    """Return what this workspace has, for checking a bundle against it."""
    tips = {book: {r: Tip(*tip) for r, tip in ends.items()} for book, ends in desk.read.tips().items()}
    return Receiver(desk.read.every_book(), tips, desk.read.is_erased, desk.read.chain_at)
