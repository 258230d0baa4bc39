"""Entries of one gathering that may be one person: asked about, joined, told apart."""

from collections.abc import Mapping, Sequence

from hubdesk.desk.desk import Action, Desk
from hubdesk.errors import Usage
from hubdesk.i18n import count, say
from hubdesk.model import entries as model
from hubdesk.model.entries import APART, Question
from hubdesk.model.presence import one_person
from hubdesk.model.records import Person

Pair = tuple[str, str]
#: Entries that one question asks for.
_AT_ONCE = 1_000


def questions(desk: Desk, event: str) -> list[Question]:
    """Return which entries of a gathering may be one person and wait for an answer."""
    return model.questions(desk.read.all(Person, event=event))


def same_person(desk: Desk, person: str, other: str, *, same: bool = True) -> None:
    """Say that two entries of one gathering are one person, or that they are not; both entries stay."""
    decide(desk, [(person, other)], same=same)


def decide(desk: Desk, pairs: Sequence[Pair], *, same: bool) -> None:
    """Say of pairs of entries that each is one person, or two, as one step; what is said already is not written.

    Raises Usage for a pair that cannot be one person, and nothing is said then.
    """
    entries = _entries(desk, sorted({id for pair in pairs for id in pair}))
    if any(one == two or entries[one].event != entries[two].event for one, two in pairs):
        raise Usage(say("These cannot be one person."), next=say("Choose two entries of one event."))
    told = say("{name} stands on the list twice", name="") if same else say("{name} is somebody else", name="")
    if len(pairs) > 1:
        n = len(pairs)
        told = (
            count(n, "{n} person stands on the list twice", "{n} people stand on the list twice")
            if same
            else count(n, "{n} entry is somebody else", "{n} entries are somebody else")
        )
    links = dict(desk.read.some(Person, ("same_as",), event=entries[pairs[0][0]].event)) if pairs and same else {}
    with desk.action(told, about=pairs[0][0] if len(pairs) == 1 else "") as put:
        for one, two in pairs:
            if same:
                _join(links, put, entries[one], entries[two])
            else:
                _part(desk, put, entries[one], entries[two])


def _entries(desk: Desk, ids: Sequence[str]) -> dict[str, Person]:
    """Return entries by id; HubDeskError (code "gone") where one is not there any more."""
    parts = [ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE)]
    found = {each.id: each for part in parts for each in desk.read.many(Person, part)}
    return {id: found.get(id) or desk.read.get(Person, id) for id in ids}


def _along(links: dict[str, str], at: str) -> list[str]:
    """Return the entries that an entry leads to, itself first."""
    way: list[str] = []
    while at in links and at not in way:
        way.append(at)
        at = links[at]
    return way


def _join(links: dict[str, str], put: Action, one: Person, two: Person) -> None:
    way, other = _along(links, one.id), _along(links, two.id)
    if not set(way) & set(other):
        links[way[-1]] = two.id
        put(Person, way[-1], same_as=two.id)
    _forget(put, one, two)


def _forget(put: Action, one: Person, two: Person) -> None:
    """Take back what was said or asked about the two."""
    for entry, other in ((one, two), (two, one)):
        if other.id in entry.may_be:
            put(Person, entry.id, may_be={other.id: ""})


def _part(desk: Desk, put: Action, one: Person, two: Person) -> None:
    leads = _leads(desk, two, one.id)
    if leads:
        put(Person, two.id, same_as="")
    if _leads(desk, one, two.id) if leads else one.same_as and _linked(desk, one, two):
        put(Person, one.id, same_as="")
    if APART not in (one.may_be.get(two.id), two.may_be.get(one.id)):
        _forget(put, one, two)
        put(Person, one.id, may_be={two.id: APART})


def _leads(desk: Desk, entry: Person, to: str) -> bool:
    """Whether the links of an entry lead to another."""
    return to in _way(desk, entry)[1:]


def _linked(desk: Desk, one: Person, two: Person) -> bool:
    """Whether the links of two entries meet."""
    return not set(_way(desk, one)).isdisjoint(_way(desk, two))


def _way(desk: Desk, entry: Person) -> list[str]:
    way, at = [entry.id], desk.read.find(Person, entry.same_as) if entry.same_as else None
    while at is not None and at.id not in way:
        way.append(at.id)
        at = desk.read.find(Person, at.same_as) if at.same_as else None
    return way


def others(desk: Desk, person: Person) -> list[Person]:
    """Return the other entries of a person, oldest first."""
    if not person.same_as and not desk.read.count(Person, event=person.event, same_as=person.id):
        return []  # as nearly always: the whole list is not looked through
    one = one_person(dict(desk.read.some(Person, ("same_as",), event=person.event)))
    return desk.read.many(Person, sorted(id for id in one if one[id] == one[person.id] and id != person.id))


def one_each(people: Sequence[Person]) -> Mapping[str, list[Person]]:
    """Return {entry that stands for the person: all entries of that person, this one first}, oldest first."""
    one = one_person({each.id: each.same_as for each in people})
    found: dict[str, list[Person]] = {}
    for each in sorted(people, key=lambda person: person.id):
        found.setdefault(one[each.id], []).append(each)
    return found


def known(entries: Sequence[Person], name: str) -> str:
    """Return what is known of a person in a field: what the first entry says, else the next that says anything."""
    return next((text for each in entries if (text := str(getattr(each, name)))), "")
