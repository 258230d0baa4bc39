"""Who works on an event: laptops that enrolled with its package, and those that a person accepted."""

from collections.abc import Iterable
from operator import itemgetter

from hubdesk.bundle import seal
from hubdesk.desk.desk import Action, Desk, crew_book, event_book, team_book
from hubdesk.desk.fields import Fields
from hubdesk.i18n import say
from hubdesk.model import trust
from hubdesk.model.change import Put
from hubdesk.model.clock import derived_id
from hubdesk.model.facts import Fact, Segment
from hubdesk.model.record import Record
from hubdesk.model.records import Enrolment, Event, Expulsion, Member, Secret, Value

ENROLMENT, TEAM, ROOT = "enrolment", "team", "root"
#: Who belonged to the team here before somebody was taken out, and with them the proof that this one had.
KNOWN = "known"
#: A recipient card that is only sealed for, and one whose holder's work is taken in too.
RECIPIENT, CARD = "recipient", "card"


def joining(desk: Desk, events: frozenset[str]) -> list[Put]:
    """Return the crew facts that go before this laptop's first write in some events.

    The laptop says who it is and what to seal files for; when an event package was opened here, it proves that with
    the package's enrolment key, so that nobody has to be asked about it.
    """
    puts = []
    me = trust.member_id(desk.author.key)
    for event in sorted(events):
        book, closed = crew_book(event), standing(desk, event).closed
        known = next((one for one in desk.read.all(Member, event=event) if one.id == me), None)
        proof = _proof(desk, event, closed)
        proven = known and known.enrolment_signature and known.enrolment_key not in closed
        if known and (proven or not proof) and known.recipient == desk.author.recipient:
            continue
        if known is None and desk.read.is_closed(book.id, me):
            continue  # somebody erased who we are here: that must not keep us from writing
        fields: dict[str, Value] = {"event": event, "key": desk.author.key, "recipient": desk.author.recipient}
        fields |= {"name": desk.author.name, "laptop": desk.author.laptop} | proof
        puts.append(Put(book, Member.KIND, me, {name: value for name, value in fields.items() if value}))
    return puts


def _proof(desk: Desk, event: str, closed: frozenset[str]) -> dict[str, Value]:
    for secret in desk.read.all(Secret, event=event, purpose=ENROLMENT):
        if secret.public not in closed:
            message = trust.enrolment_message(crew_book(event).id, desk.author.key)
            return {"enrolment_key": secret.public, "enrolment_signature": seal.sign_with(secret.secret, message).hex()}
    return {}


#: Lines that are not taken in yet, with the segments that they came in.
Incoming = Iterable[tuple[Segment, tuple[Fact | None, ...]]]


def standing(desk: Desk, event: str, incoming: Incoming = (), known: frozenset[str] = frozenset()) -> trust.Standing:
    """Return how the team of an event stands here, with what incoming crew segments add.

    `known` are authors that need no proof, as those of `roots`.
    """
    believed = roots(desk, event) | known
    return trust.standing(desk.author.key, believed, _crew(desk, event, incoming), verify=seal.verify)


def accepted(desk: Desk, event: str, incoming: Incoming = (), known: frozenset[str] = frozenset()) -> frozenset[str]:
    """Return the author keys whose work on an event is taken in here; what is given as for `standing`."""
    return standing(desk, event, incoming, known).accepted


def _crew(desk: Desk, event: str, incoming: Incoming = ()) -> trust.Crew:
    """Return what the crew says, each author's words in the order they were said: lines may come in any order."""
    book = crew_book(event).id
    kinds: tuple[type[Record], ...] = (Enrolment, Member, Expulsion)
    rows: dict[str, list[tuple[int, trust.Said]]] = {
        one.KIND: [(hlc, trust.Said(who, book, id, told)) for hlc, who, id, told in desk.read.said_when(one, book)]
        for one in kinds
    }
    for segment, parsed in incoming:
        for fact in parsed:
            if fact and fact.op == "save" and segment.book == book and fact.kind in rows:
                said = trust.Said(segment.author, book, fact.id, trust.telling(fact.fields))
                rows[fact.kind].append((fact.hlc, said))
    return trust.Crew(*(_whole(said for _, said in sorted(rows[one.KIND], key=itemgetter(0))) for one in kinds))


def _whole(rows: Iterable[trust.Said]) -> tuple[trust.Said, ...]:
    """Join the fields that one author set on one record in several saves."""
    joined: dict[tuple[str, str], dict[str, Value]] = {}
    book = ""
    for row in rows:
        book = row.book
        joined.setdefault((row.author, row.id), {}).update(row.fields)
    return tuple(trust.Said(author, book, id, fields) for (author, id), fields in joined.items())


def roots(desk: Desk, event: str) -> frozenset[str]:
    """Return the keys that need no proof here.

    They are of who signed a package opened here, whose card was trusted, and who belonged before a door was closed.
    """
    kept = [secret for purpose in (ROOT, KNOWN) for secret in desk.read.all(Secret, event=event, purpose=purpose)]
    kept += desk.read.all(Secret, purpose=CARD)
    return frozenset(secret.public for secret in kept)


def identities(desk: Desk) -> list[str]:
    """Return the age identities that open files for this laptop: its own and those of the teams it belongs to."""
    return [desk.author.identity, *(secret.secret for secret in desk.read.all(Secret, purpose=TEAM))]


def remember(desk: Desk, event: str, authors: Iterable[str]) -> None:
    """Keep privately that authors belonged to a team, before an expulsion closes the door that they came in by."""
    with desk.aside() as put:
        for key in sorted(authors):
            _keep(desk, put, event, key)


def _keep(desk: Desk, put: Action, event: str, key: str) -> None:
    fields: Fields = {"event": event, "purpose": KNOWN, "public": key}
    put(Secret, derived_id("secret", event, KNOWN, key), book=desk.store.private, **fields)


def accept(desk: Desk, event: str, authors: Iterable[str], *, origin: object = None) -> None:
    """Say that the work of authors is to be taken in, here and by all who accept this author.

    Whoever of them was taken out of the team belongs to it again.
    """
    title, again = getattr(desk.read.find(Event, event), "title", ""), set(authors)
    with desk.action(say("Accept laptops for {title}", title=title), about=event, origin=origin) as put:
        _accept(desk, put, event, again)
        for one in desk.read.all(Expulsion, event=event):
            if one.key in again:
                put.delete(Expulsion, one.id)


def _accept(desk: Desk, put: Action, event: str, authors: Iterable[str]) -> None:
    """Write that authors are accepted; of those whose record somebody erased only this laptop can know it."""
    book, kept = crew_book(event), roots(desk, event)
    for key in sorted(authors):
        if not desk.read.is_closed(book.id, trust.member_id(key)):
            put(Member, trust.member_id(key), book=book, event=event, key=key, accepted=True)
        elif key not in kept:
            _keep(desk, put, event, key)


def vouch(desk: Desk, event: str, others: Iterable[str] = ()) -> None:
    """Accept, for who gets a file of this laptop, all whose work on the event is here and who would be unknown.

    Else work of this laptop would reach others without what it builds on (of the holder of a card, say). `others` are
    accepted besides.
    """
    said, here = _crew(desk, event), standing(desk, event)
    opener = trust.standing(desk.author.key, (), said, verify=seal.verify)
    wrote = desk.read.authors([event_book(event).id, team_book(event).id, crew_book(event).id])
    missing = wrote - opener.ever | (wrote & here.accepted) - opener.accepted | set(others)
    if missing:
        with desk.aside() as put:
            _accept(desk, put, event, missing)


def name_of(desk: Desk, event: str, key: str) -> str:
    """Return how a laptop is called in the team, "" when nobody knows it."""
    found = next((one for one in desk.read.all(Member, event=event) if one.key == key), None)
    return " · ".join(part for part in (found.name, found.laptop) if part) if found else ""
