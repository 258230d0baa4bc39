"""Lists of people who registered: read, held against whom we know, and taken in as one step."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from hubdesk.desk.desk import Action, Desk, team_book
from hubdesk.desk.fields import Fields
from hubdesk.errors import Refused
from hubdesk.i18n import count, say
from hubdesk.model.clock import derived_id
from hubdesk.model.entries import APART, ASKED
from hubdesk.model.likeness import fold_email, fold_name, fold_phone, fold_username
from hubdesk.model.records import Event, ListShape, Person
from hubdesk.model.roster import Candidate
from hubdesk.model.templates import rules
from hubdesk.model.twins import Answer, Comparison, Identity, KnownPerson, Report, compare
from hubdesk.roster.readers import People, read
from hubdesk.roster.shapes import shape, shapes

#: What a list may tell about a person: {field of the record: field of the candidate}.
TAKEN: Mapping[str, str] = {
    "name": "name",
    "username": "username",
    "email": "email",
    "phone": "phone",
    "community": "community",
    "languages": "languages",
    "interpretation": "interpretation",
    "other_script": "other_script",
    "status": "status",
    "remark": "note",
}
#: What identifies somebody, and in which form two of them are compared.
_FOLDS: Mapping[str, Callable[[str], str]] = {
    "name": fold_name,
    "username": fold_username,
    "email": fold_email,
    "phone": fold_phone,
}
#: The mark of what a list says, in `source`.
_LIST = "list"
#: What a person may choose for a list and is chosen again for the next of its kind.
_CHOSEN = ("encoding", "delimiter", "header_row", "mapping")
Said = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Import:
    """A list of people that was read and compared, but not yet taken in.

    `changes` is {entry: {field: value}} of what the list says otherwise about people whom we know than it did before,
    or where nothing was known; `known` holds the entries as they are. `how` is what a person chose, and `shape` what
    lists that it is chosen for are known by; `as_before` tells that it was chosen for an earlier one.
    """

    event: str
    people: People
    comparison: Comparison
    changes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    known: Mapping[str, Person] = field(default_factory=dict)
    how: Mapping[str, Any] = field(default_factory=dict)
    shape: str = ""
    as_before: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """How many people of a list were added, were known already, wait for an answer, and were brought up to date.

    Who waits is among the new ones, who was brought up to date among the known.
    """

    new: int
    same: int
    doubtful: int
    updated: int = 0


def preview(
    desk: Desk, event: str, data: bytes, *, as_before: bool = False, report: Report | None = None, **how: Any
) -> Import:
    """Read a list of people and compare it with those of the event; nothing is written.

    `how` are the choices of the reader (encoding, mapping, …); `as_before` reads as a list with this head was read the
    last time, where it is known. `report(done, total)` may raise Cancelled. Raises Refused for a list that cannot be
    read, and for one with names where the gathering keeps badges only.
    """
    gathering = desk.read.get(Event, event)
    before = _as_before(desk, data) if as_before else {}
    recall = partial(_recall, desk) if as_before and not before else None
    people = read(data, recall=recall, report=report, **{**before, **how})
    if rules(gathering.sensitive).badges_only:
        raise Refused(
            say("This gathering is sensitive: it keeps badge numbers, and a list of people would bring names."),
            next=say("Give badges at the door instead."),
            code="sensitive-list",
        )
    known, listed = {each.id: each for each in desk.read.all(Person, event=event)}, _listed(desk, event)
    entries = (_known(each, listed.get(each.id, {})) for each in known.values())
    comparison = compare(people.candidates, entries, report)
    stated = _states(people)
    changes = {
        same.known.id: said
        for same in comparison.same
        if (said := _changes(known[same.known.id], listed.get(same.known.id, {}), same.candidate, stated))
    }
    before = {**before, **people.before}
    chosen = {**before, **{name: value for name, value in how.items() if name in _CHOSEN}}
    form = people.form or (shape(data, people.header_row) if people.delimiter else "")
    return Import(event, people, comparison, changes, known, chosen, form, bool(before))


def _as_before(desk: Desk, data: bytes) -> dict[str, Any]:
    """Return the choices for the first line of a list that was the head of an earlier one."""
    found = _kept(desk, shapes(data))
    if found is None:
        return {}
    place, kept = found
    encoding = kept.encoding
    try:
        data.decode("utf-8")
        encoding = ""  # it is found out for certain; another export of the same head may be written otherwise
    except UnicodeDecodeError:
        pass
    chosen = {"encoding": encoding, "delimiter": kept.delimiter, "mapping": dict(kept.meanings)}
    return {"header_row": place + 1, **{name: value for name, value in chosen.items() if value}}


def _recall(desk: Desk, forms: Sequence[str]) -> tuple[str, Mapping[str, str]] | None:
    """Return (form, meanings) of the first form whose columns somebody chose before."""
    found = _kept(desk, forms)
    return (forms[found[0]], dict(found[1].meanings)) if found else None


def _kept(desk: Desk, forms: Sequence[str]) -> tuple[int, ListShape] | None:
    """Return the place of the first form for which something was chosen before, and what."""
    places = {derived_id("list", form): place for place, form in reversed([*enumerate(forms)])}
    kept = ((places[each.id], each) for each in desk.read.many(ListShape, list(places)))
    return min(kept, key=lambda each: each[0], default=None)


def _remember(desk: Desk, put: Action, import_: Import) -> None:
    """Keep what a person chose for such lists: with the list it belongs to, so that one undo takes back both."""
    id, how = derived_id("list", import_.shape), import_.how
    if not import_.shape or not any(how.get(name) for name in _CHOSEN):
        return
    before = desk.read.find(ListShape, id) or ListShape(id=id)
    places = {each.header: str(each.index + 1) for each in import_.people.columns.columns if each.header}
    meanings = {places.get(column, column): meaning or "other" for column, meaning in how.get("mapping", {}).items()}
    wanted = {"encoding": how.get("encoding", ""), "delimiter": how.get("delimiter", "")}
    if (before.encoding, before.delimiter, before.meanings) != (*wanted.values(), meanings):
        gone = dict.fromkeys(before.meanings.keys() - meanings.keys(), "")
        put(ListShape, id, book=desk.store.private, meanings={**gone, **meanings}, **wanted)


def _listed(desk: Desk, event: str) -> dict[str, dict[str, str]]:
    """Return {entry: {field: what a list said last}}; an entry that a list made has a `source` in it.

    Only who takes a list's word back writes a source that is no list: what was undone was not said.
    """
    found: dict[str, dict[str, str]] = {}
    for _, id, fields in desk.read.said(Person, team_book(event).id):
        by_list = fields.get("source") == _LIST
        said = found.setdefault(id, {"source": _LIST} if by_list else {})
        if by_list:
            said |= {name: str(value) for name, value in fields.items() if name in (*TAKEN, "private")}
        elif "source" in fields:
            for name in fields:
                said.pop(name, None)
    return found


def _known(person: Person, said: Said) -> KnownPerson:
    named = "source" in said
    listed = Identity(*(fold(said.get(name, "")) for name, fold in _FOLDS.items())) if named else None
    return KnownPerson(person.id, person.name, person.username, person.email, person.phone, listed)


def _states(people: People) -> bool:
    """Whether a list tells how registrations stand; one that does not changes no state."""
    return any(people.columns.of(each) for each in ("status", "checked_in", "cancelled", "paid"))


def _changes(person: Person, said: Said, each: Candidate, stated: bool) -> Fields:
    """Return what a list says otherwise than it did, or about what was empty; what a person corrected stays."""
    found: Fields = {"private": True} if each.private and not person.private and "private" not in said else {}
    for name, its in TAKEN.items():
        new, old = str(getattr(each, its)), str(getattr(person, name))
        if name == "status" and not stated and old:
            continue
        if not new or _alike(name, new, old) or (name in said and _alike(name, new, said[name])):
            continue
        if not old or (name in said and _alike(name, old, said[name])):
            found[name] = new
    return found


def _alike(name: str, one: str, other: str) -> bool:
    fold = _FOLDS.get(name, str.strip)
    return fold(one) == fold(other)


def take(
    desk: Desk,
    event: str,
    import_: Import,
    *,
    answers: Mapping[int, Answer] | None = None,
    report: Report | None = None,
) -> Taken:
    """Take a list in as one step: new people are added, known ones brought up to date as `changes` says.

    `answers` is {row of a doubtful candidate: what a person said}. Who is the same person gets an entry that is joined
    with the other; who is somebody else is told apart from it; without an answer both stand on the list and are asked
    about from then on. A consent column of a list is no consent. `report(done, total)` may raise Cancelled: then
    nothing stays.
    """
    found, said = import_.comparison, answers or {}
    before = {each.id: each for each in desk.read.all(Person, event=event)}
    doubts = {id(each.candidate): each for each in found.doubtful}
    coming = sorted((*found.new, *(each.candidate for each in found.doubtful)), key=lambda each: each.row)
    waiting = sum(said.get(each.candidate.row, "later") == "later" for each in found.doubtful)
    with desk.action(count(len(coming), "Import {n} person", "Import {n} people"), report=report) as put:
        entries = {id(same.candidate): same.known.id for same in found.same}
        sheet = max((each.sheet for each in before.values()), default=0)
        for number, each in enumerate(coming, start=1):
            doubt = doubts.get(id(each))
            other = (doubt.known.id if doubt.known else entries.get(id(doubt.other), "")) if doubt else ""
            answer = said.get(each.row, "later") if other else "other"
            entries[id(each)] = put(
                Person, event=event, sheet=sheet + number, **_fields(each), **_answered(answer, other)
            )
            if answer == "same" and other in before:
                _bring(put, before, other, _filling(before[other], each, _states(import_.people)))
        for known, changed in import_.changes.items():
            if known in before:
                _bring(put, before, known, changed)
        _remember(desk, put, import_)
    return Taken(len(coming), len(found.same), waiting, len(import_.changes))


def _fields(each: Candidate) -> Fields:
    said = {name: getattr(each, its) for name, its in TAKEN.items()}
    return {name: value for name, value in {**said, "private": each.private, "source": _LIST}.items() if value}


def _answered(answer: Answer, other: str) -> dict[str, Any]:
    if not other:
        return {}
    if answer == "same":
        return {"same_as": other}
    return {"may_be": {other: APART if answer == "other" else ASKED}}


def _filling(person: Person, each: Candidate, stated: bool) -> Fields:
    """Return what a new entry of a person says where the known one says nothing, and its newer state if it has one."""
    fields: Fields = {
        name: text for name, its in TAKEN.items() if (text := getattr(each, its)) and not getattr(person, name)
    }
    if each.private and not person.private:
        fields["private"] = True
    newer = stated and person.source == _LIST and person.status != each.status
    return fields | ({"status": each.status} if newer else {})


def _bring(put: Action, people: Mapping[str, Person], id: str, fields: Mapping[str, Any]) -> None:
    """Write what a list says about a known person; a state is that of the person, whichever entry it came to."""
    if fields:
        put(Person, id, source=_LIST, **fields)
    first = people[id].same_as
    if "status" in fields and first in people:
        put(Person, first, source=_LIST, status=fields["status"])
