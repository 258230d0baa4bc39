"""Participants: who is expected, what each of them agreed to, and how they are forgotten."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from hubdesk.desk import refused
from hubdesk.desk.desk import Desk, team_book
from hubdesk.desk.fields import Fields, changes, given, language_tag
from hubdesk.desk.publishing import WRITTEN, funder_words, of_funder, words_of
from hubdesk.desk.registering import Import as Import
from hubdesk.desk.registering import Taken as Taken
from hubdesk.desk.registering import preview as preview
from hubdesk.desk.registering import take as take
from hubdesk.desk.twins import same_person as same_person
from hubdesk.errors import Usage
from hubdesk.i18n import Sentence, count, say
from hubdesk.model.consent import NOT_IN_SENSITIVE, PURPOSES, TEXT_VERSION, agrees, consent_id, latest, matrix
from hubdesk.model.entries import APART
from hubdesk.model.fold import fold
from hubdesk.model.presence import iso, one_person
from hubdesk.model.records import (
    AgendaItem,
    Attachment,
    Consent,
    Event,
    Mark,
    Person,
    Poll,
    Presenter,
    SpeakerTurn,
    SpokenBy,
    Statement,
)
from hubdesk.model.templates import half_day, rules
from hubdesk.store import purge

#: What may be corrected about a person.
EDITED = (
    *("name", "other_script", "username", "badge", "email", "phone", "community", "languages", "interpretation"),
    *("status", "remark", "first_time", "private"),
)
STATES = ("registered", "checked-in", "pending", "cancelled")
#: What hangs on a person.
_LINKED: tuple[type[Consent] | type[Mark] | type[SpokenBy] | type[SpeakerTurn], ...] = (
    Consent,
    Mark,
    SpokenBy,
    SpeakerTurn,
)
#: What somebody is called by.
_CALLED = ("name", "username", "other_script")
#: What says who somebody is; a sensitive gathering keeps none of it.
_NAMING = ("name", "username", "email", "phone", "other_script", "community", "remark")
#: What a badge is there: a number, perhaps after a letter or two.
_BADGE = re.compile(r"[A-Za-z]{0,2}[0-9]{1,7}")


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What went with a person, and the ids of what people wrote that still holds the name, for somebody to look at."""

    records: int
    mentions: tuple[str, ...]


def known_as(person: Person) -> str:
    """Return what a person is called on the page: the name, else the user name, else the badge."""
    return person.name or person.username or person.badge


def add(desk: Desk, event: str, name: str, *, origin: object = None, **fields: object) -> str:
    """Add a participant and return the id; a user name or a badge may stand in place of a name.

    A sensitive gathering takes a badge only. Raises Usage where nothing names the person, or where too much does.
    """
    wanted = given(Person, {"name": name, **fields, "event": event})
    _allowed(desk.read.get(Event, event), wanted)
    if not any(wanted.get(field) for field in ("name", "username", "badge")):
        raise _nobody()
    called = str(wanted.get("name") or wanted.get("username") or wanted.get("badge"))
    person = desk.new_id()
    with desk.action(say("Add {name}", name=called), about=person, origin=origin) as put:
        put(Person, person, book=team_book(event), **{"status": "registered", **wanted})
    return person


def edit(desk: Desk, person: str, origin: object = None, **fields: object) -> None:
    """Change what is known of a participant; what stays the same is not written.

    Raises Usage for a state that there is not, and where nothing would name the person any more.
    """
    before = desk.read.get(Person, person)
    different = changes(before, given(Person, fields))
    if different.get("status", "registered") not in STATES:
        raise Usage(
            say("A registration has no such state."),
            next=say("Choose one of these: {names}", names=", ".join(STATES)),
        )
    called = [different.get(field, getattr(before, field)) for field in ("name", "username", "badge")]
    if not any(called) and known_as(before):
        raise _nobody()
    if different:
        _allowed(desk.read.get(Event, before.event), different)
        with desk.action(say("Change {name}", name=known_as(before)), about=person, origin=origin) as put:
            put(Person, person, **different)


def remove(desk: Desk, person: str) -> None:
    """Take a participant off the list; undo brings them back. (`forget` is what deletes for good.)"""
    before = desk.read.get(Person, person)
    with desk.action(say("Take {name} off the list", name=known_as(before)), about=person) as put:
        put.delete(Person, person)


def forget(desk: Desk, person: str) -> Forgotten:
    """Erase a person for good: every entry of theirs, answers, marks, and the links to what they said.

    Entries in the trash go too, those that were never linked but bear a name or an address of theirs among them.
    What they said stays, without them. This cannot be undone, and no later merge brings it back. Backups are replaced
    by a fresh one, for the older ones hold the person; files of unknown laptops that wait for this event are dropped,
    and so are copies of refused files.
    """
    away = desk.read.deleted(Person)
    gone = next((each for each in away if each.id == person), None) or desk.read.get(Person, person)
    away = [each for each in away if each.event == gone.event]
    people = [*desk.read.all(Person, event=gone.event), *away]
    one = one_person({each.id: each.same_as for each in people})
    theirs = [each for each in people if one[each.id] == one[person]]
    apart = {id for each in people for id, said in each.may_be.items() if said == APART and one[each.id] == one[person]}
    apart |= {each.id for each in people if any(each.may_be.get(t.id) == APART for t in theirs)}
    known = {fold(each) for each in _ever(desk, gone.event, {each.id for each in theirs}, (*_CALLED, "email"))}
    theirs += [
        each
        for each in away
        if each not in theirs
        and each.id not in apart
        and known & ({fold(each.name or each.username), fold(each.email)} - {""})
    ]
    return erase(desk, gone.event, theirs, count(len(theirs), "Forget {n} person", "Forget {n} entries of one person"))


def meant(desk: Desk, text: str, event: str = "") -> str:
    """Return the id of the person meant by an id, its beginning, or a name, in the trash where the list knows none.

    Raises Usage for nobody and for several people.
    """
    try:
        return desk.read.resolve(Person, text, event=event).id
    except Usage as error:
        away = desk.read.deleted(Person, event=event)
        found = {each.id for each in away if text and text in (each.name, each.username, each.badge, each.id)}
        found = found or {each.id for each in away if len(text) >= 4 and each.id.startswith(text)}
        if error.code != "unknown" or len(found) != 1:
            raise
        return found.pop()


def _ever(desk: Desk, event: str, people: set[str], fields: Sequence[str]) -> set[str]:
    """Return every value that these fields of people ever had."""
    said = (saved for _, id, saved in desk.read.said(Person, team_book(event).id) if id in people)
    return {text for saved in said for field in fields if isinstance(text := saved.get(field), str) and text}


def erase(desk: Desk, event: str, theirs: Sequence[Person], told: Sentence) -> Forgotten:
    """Erase entries of an event and what hangs on them for good, as one step called `told`; see `forget`."""
    ids = {each.id for each in theirs}
    linked = [
        (type(record), record.id)
        for kind in _LINKED
        for record in (*desk.read.all(kind, event=event), *desk.read.deleted(kind, event=event))
        if record.person in ids
    ]
    sought = {fold(name) for name in _ever(desk, event, ids, _CALLED) if len(name) > 1}
    mentions = [id for id, words in _told(desk, event) if any(name in fold(words) for name in sought)]
    refused.empty(desk)  # it cannot be looked through for them, and what was refused can be asked for again
    with desk.action(told) as put:
        for kind, id in linked:
            put.erase(kind, id)
        for each in theirs:
            put.erase(Person, each.id)
    desk.run(lambda: purge.finish(desk.store))
    return Forgotten(len(linked) + len(theirs), tuple(mentions))


def forget_again(desk: Desk) -> None:
    """Erase what came in about people who were forgotten before: other laptops had not heard of it when they wrote."""
    left = desk.read.of_erased_people(_LINKED)
    if left:
        with desk.aside() as put:
            for kind, id in left:
                put.erase(kind, id)
        desk.run(lambda: purge.finish(desk.store))


def _told(desk: Desk, event: str) -> Iterator[tuple[str, str]]:
    """Yield the ids and the words of what people wrote about a gathering: from now on the gate knows fewer names."""
    yield from ((note.id, note.text) for note in desk.read.notes(event))
    yield from ((one.id, words_of(one)) for one in desk.read.all(Statement, event=event))
    yield from ((one.id, words_of(one)) for one in desk.read.all(Poll, event=event))
    yield from ((turn.id, turn.text) for turn in desk.read.all(SpeakerTurn, event=event))
    yield from ((each.id, funder_words(each)) for each, _ in of_funder(desk, event))
    yield from ((one.id, f"{one.caption}\n{one.credit}") for one in desk.read.all(Attachment, event=event))
    yield from ((one.item, one.name) for one in desk.read.all(Presenter, event=event))
    for record in (*desk.read.many(Event, [event]), *desk.read.all(AgendaItem, event=event)):
        yield record.id, "\n".join(getattr(record, name) for name in WRITTEN[type(record)])


def consents(desk: Desk, person: str) -> dict[str, Consent]:
    """Return {purpose: answer} for all purposes in order; who was not asked has not agreed."""
    who = desk.read.get(Person, person)
    return matrix(person, who.event, desk.read.all(Consent, person=person))


def agreed(desk: Desk, event: str, purpose: str) -> frozenset[str]:
    """Return the entries of those who agree to a purpose for certain: nobody who was not asked, walk-ins included.

    Of somebody with several entries that were asked, none may say no.
    """
    listed = dict(desk.read.some(Person, ("same_as",), event=event))
    one = one_person({each.id: each.same_as for each in desk.read.deleted(Person, event=event)} | listed)
    answers: dict[str, list[Consent]] = {}
    for answer in desk.read.all(Consent, event=event):
        answers.setdefault(answer.person, []).append(answer)
    told = {id: latest(several).get(purpose) for id, several in answers.items() if id in one}
    against = {one[id] for id, answer in told.items() if answer and not agrees(answer)}
    return frozenset(id for id, answer in told.items() if id in listed and agrees(answer) and one[id] not in against)


def consent(
    desk: Desk,
    person: str,
    purpose: str,
    given: bool,
    *,
    language: str = "",
    how: str = "",
    text_version: str = TEXT_VERSION,
    at: datetime | None = None,
    origin: object = None,
) -> None:
    """Keep a person's answer: who had agreed and says no withdraws; who agrees again begins a new round.

    `language` and `text_version` say which words were read, `how` how the answer was given ("paper", "screen",
    "spoken"). Raises Usage for an unknown purpose, and for one that a sensitive gathering does not ask.
    """
    _purpose(purpose)
    who, now = desk.read.get(Person, person), consents(desk, person)[purpose]
    if given and purpose in NOT_IN_SENSITIVE and desk.read.get(Event, who.event).sensitive:
        raise Usage(
            say("A sensitive gathering publishes no names and no pictures, so nobody is asked."),
            next=say("Choose another purpose."),
        )
    if not given and now.holds:
        return withdraw(desk, person, purpose, at=at, origin=origin)
    if not given and now.withdrawn:
        return None
    if now.holds and now.text_version == text_version and not now.versions:
        return None
    round = now.round + 1 if now.withdrawn else now.round
    fields: Fields = {"event": who.event, "person": person, "purpose": purpose, "round": round, "given": given}
    fields |= {"language": language_tag(language) if language else "", "how": how, "text_version": text_version}
    label = say("{name} agrees", name=known_as(who)) if given else say("{name} does not agree", name=known_as(who))
    with desk.action(label, about=person, origin=origin) as put:
        put(Consent, consent_id(person, purpose, round), at=_time(desk, who.event, at), **fields)
    return None


def withdraw(desk: Desk, person: str, purpose: str, *, at: datetime | None = None, origin: object = None) -> None:
    """Take an agreement back so that no merge revives it, whatever another laptop has noted meanwhile."""
    _purpose(purpose)
    who, now = desk.read.get(Person, person), consents(desk, person)[purpose]
    if now.withdrawn:
        return
    fields: Fields = {"event": who.event, "person": person, "purpose": purpose, "round": now.round}
    with desk.action(say("{name} takes an agreement back", name=known_as(who)), about=person, origin=origin) as put:
        put(Consent, now.id, withdrawn={desk.new_id(): True}, at=_time(desk, who.event, at), **fields)


def _time(desk: Desk, event: str, at: datetime | None) -> str:
    """Return a time as its gathering keeps it, by default now."""
    gathering, moment = desk.read.get(Event, event), at or desk.now()
    return iso(half_day(moment, gathering.zone) if rules(gathering.sensitive).half_days else moment)


def _allowed(event: Event, fields: Mapping[str, object]) -> None:
    if not rules(event.sensitive).badges_only:
        return
    badge = str(fields.get("badge") or "")
    if any(fields.get(field) for field in _NAMING) or (badge and not _BADGE.fullmatch(badge)):
        raise Usage(
            say("This gathering is sensitive: it keeps badge numbers only, no names and no addresses."),
            next=say("Give a badge number instead."),
        )


def _nobody() -> Usage:
    return Usage(
        say("Nothing says who this person is."), next=say("Give a name, a user name or a badge: one is enough.")
    )


def _purpose(purpose: str) -> None:
    if purpose not in PURPOSES:
        raise Usage(
            say("Nobody is asked about {purpose}.", purpose=purpose),
            next=say("Choose one of these: {names}", names=", ".join(PURPOSES)),
        )
