"""Who works on an event: laptops that enrolled with its package, and those that a person accepted."""

from collections.abc import Iterable

from hubdesk.bundle import seal
from hubdesk.desk.desk import Action, Desk, crew_book, event_book, team_book
from hubdesk.i18n import say
from hubdesk.model import trust
from hubdesk.model.change import Put
from hubdesk.model.facts import Fact, Segment
from hubdesk.model.records import Enrolment, Event, Member, Secret, Value

ENROLMENT, TEAM, ROOT = "enrolment", "team", "root"
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
        book = crew_book(event)
        known = next((one for one in desk.read.all(Member, event=event) if one.id == me), None)
        proof = _proof(desk, event)
        if known and (known.enrolment_signature or not proof) and known.recipient == desk.author.recipient:
            continue
        fields: dict[str, Value] = {"event": event, "key": desk.author.key, "recipient": desk.author.recipient}
        fields |= {"name": desk.author.name, "laptop": desk.author.laptop} | proof
        puts.append(Put(book, Member.KIND, me, {name: value for name, value in fields.items() if value}))
    return puts


def _proof(desk: Desk, event: str) -> dict[str, Value]:
    for secret in desk.read.all(Secret, event=event, purpose=ENROLMENT):
        message = trust.enrolment_message(crew_book(event).id, desk.author.key)
        return {"enrolment_key": secret.public, "enrolment_signature": seal.sign_with(secret.secret, message).hex()}
    return {}


def accepted(
    desk: Desk, event: str, incoming: Iterable[tuple[Segment, tuple[Fact | None, ...]]] = ()
) -> frozenset[str]:
    """Return the author keys whose work on an event is taken in here, with what incoming crew segments add."""
    book = crew_book(event).id
    enrolments = [trust.Said(who, book, id, fields) for who, id, fields in desk.read.said(Enrolment, book)]
    members = [trust.Said(who, book, id, fields) for who, id, fields in desk.read.said(Member, book)]
    for segment, parsed in incoming:
        for fact in parsed:
            if fact is None or fact.op != "save" or segment.book != book:
                continue
            row = trust.Said(segment.author, book, fact.id, trust.telling(fact.fields))
            if fact.kind == Enrolment.KIND:
                enrolments.append(row)
            elif fact.kind == Member.KIND:
                members.append(row)
    members = list(_whole(members))
    return trust.accepted(desk.author.key, roots(desk, event), enrolments, members, verify=seal.verify)


def _whole(rows: Iterable[trust.Said]) -> Iterable[trust.Said]:
    """Join the fields that one author set on one record in several saves."""
    joined: dict[tuple[str, str], dict[str, Value]] = {}
    book = ""
    for row in rows:
        book = row.book
        joined.setdefault((row.author, row.id), {}).update(row.fields)
    return [trust.Said(author, book, id, fields) for (author, id), fields in joined.items()]


def roots(desk: Desk, event: str) -> frozenset[str]:
    """Return the keys that need no proof here: who signed a package opened here, and whose card was trusted."""
    kept = [*desk.read.all(Secret, event=event, purpose=ROOT), *desk.read.all(Secret, purpose=CARD)]
    return frozenset(secret.public for secret in kept)


def identities(desk: Desk) -> list[str]:
    """Return the age identities that open files for this laptop: its own and those of the teams it belongs to."""
    return [desk.author.identity, *(secret.secret for secret in desk.read.all(Secret, purpose=TEAM))]


def accept(desk: Desk, event: str, authors: Iterable[str], *, origin: object = None) -> None:
    """Say that the work of authors is to be taken in, here and by all who accept this author."""
    title = getattr(desk.read.find(Event, event), "title", "")
    with desk.action(say("Accept laptops for {title}", title=title), about=event, origin=origin) as put:
        _accept(put, event, authors)


def _accept(put: Action, event: str, authors: Iterable[str]) -> None:
    for key in sorted(authors):
        put(Member, trust.member_id(key), book=crew_book(event), event=event, key=key, accepted=True)


def vouch(desk: Desk, event: str) -> None:
    """Accept, for who gets a file of this laptop, all whose work on the event is here and who would be unknown.

    Else work of this laptop would reach others without what it builds on (of the holder of a card, say).
    """
    book = crew_book(event).id
    opener = trust.accepted(
        desk.author.key,
        (),
        [trust.Said(who, book, id, fields) for who, id, fields in desk.read.said(Enrolment, book)],
        _whole([trust.Said(who, book, id, fields) for who, id, fields in desk.read.said(Member, book)]),
        verify=seal.verify,
    )
    missing = desk.read.authors([event_book(event).id, team_book(event).id, book]) - opener
    if missing:
        with desk.aside() as put:
            _accept(put, event, missing)


def name_of(desk: Desk, event: str, key: str) -> str:
    """Return how a laptop is called in the team, "" when nobody knows it."""
    found = next((one for one in desk.read.all(Member, event=event) if one.key == key), None)
    return " · ".join(part for part in (found.name, found.laptop) if part) if found else ""
