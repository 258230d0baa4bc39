"""Who on a list is new, who is known, and about whom a person decides: nobody is one with another by name alone."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeVar

from hubdesk.i18n import Sentence, say
from hubdesk.model.likeness import (
    FORMULA,
    STEERING,
    fold_email,
    fold_name,
    fold_phone,
    fold_username,
    mixes_scripts,
    skeleton,
)
from hubdesk.model.roster import Candidate, Named, names_agree, says_only_username, somebody_else

T = TypeVar("T")
Report = Callable[[int, int], None]
#: After how many people somebody may stop a comparison.
_OFTEN = 1_000
#: What a person says about two entries: one person, two, or nothing yet.
Answer = Literal["same", "other", "later"]
#: How many people with one address a candidate is held against.
_LOOK = 20


class Identity(NamedTuple):
    """What identifies somebody, folded for comparing."""

    name: str
    username: str
    email: str
    phone: str


def identity(one: Named) -> Identity:
    """Return what identifies somebody."""
    return Identity(fold_name(one.name), fold_username(one.username), fold_email(one.email), fold_phone(one.phone))


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """What a list is compared with: an entry of the event, and how a list named that person the last time."""

    id: str
    name: str = ""
    username: str = ""
    email: str = ""
    phone: str = ""
    listed: Identity | None = None


@dataclass(frozen=True, slots=True)
class Same:
    """A candidate whom we know."""

    candidate: Candidate
    known: KnownPerson


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A candidate about whom a person decides: may be somebody of the event (`known`), or of the list (`other`).

    Where neither is set, the letters of the row itself need an eye.
    """

    candidate: Candidate
    reason: Sentence
    known: KnownPerson | None = None
    other: Candidate | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every candidate is in exactly one of the three, in the order of the list."""

    new: tuple[Candidate, ...] = ()
    same: tuple[Same, ...] = ()
    doubtful: tuple[Doubtful, ...] = ()


def compare(candidates: Iterable[Candidate], known: Iterable[KnownPerson], report: Report | None = None) -> Comparison:
    """Tell new people from those of the event; who may be somebody is doubtful, nobody is merged by name.

    A candidate is the same as a person when name, user name, address and telephone all agree with what we know or with
    what a list said before (each person once: a list that was imported gives all the same when it comes again), or
    when the address agrees and no name contradicts, or the user name does and not both name and address contradict,
    or telephone and name do. `report(done, 0)` is called now and then; what it raises ends the comparison.
    """
    listed = _heeded(candidates, report)
    rows = [_Row(each, identity(each), skeleton(each.name), skeleton(each.email)) for each in listed]
    people = _People(_heeded(known, report))
    same = {place: found for place, row in enumerate(rows) if (found := people.take_equal(row.key)) is not None}
    for place, row in enumerate(rows):
        if place not in same and (found := people.take_same(row)) is not None:
            same[place] = found
    new: list[Candidate] = []
    doubtful: list[Doubtful] = []
    inside = _Inside(rows)
    for place, row in enumerate(_heeded(rows, report)):
        if place in same:
            continue
        doubt = people.doubt(row) or inside.doubt(row)
        if doubt is None:
            new.append(row.candidate)
        else:
            doubtful.append(doubt)
    return Comparison(tuple(new), tuple(Same(rows[at].candidate, same[at]) for at in sorted(same)), tuple(doubtful))


def _heeded(several: Iterable[T], report: Report | None) -> Iterator[T]:
    """Yield what comes, and report now and then."""
    for done, each in enumerate(several):
        if report is not None and done % _OFTEN == 0:
            report(done, 0)
        yield each


class _Row(NamedTuple):
    """A candidate, what identifies them, and what their name and address look like."""

    candidate: Candidate
    key: Identity
    name_looks: str
    email_looks: str


class _People:
    """The people of the event by everything that may identify them; each is taken once."""

    def __init__(self, known: Iterable[KnownPerson]) -> None:
        self._whole: dict[Identity, list[KnownPerson]] = defaultdict(list)
        self._email: dict[str, list[KnownPerson]] = defaultdict(list)
        self._username: dict[str, KnownPerson] = {}
        self._phone: dict[str, list[KnownPerson]] = defaultdict(list)
        self._name: dict[str, KnownPerson] = {}
        self._looks: dict[str, KnownPerson] = {}
        self._taken: set[str] = set()
        for person in known:
            self._put(person)
        for people in self._whole.values():
            people.reverse()

    def _put(self, person: KnownPerson) -> None:
        key = identity(person)
        for whole in dict.fromkeys((key, person.listed or key)):
            name, username, email, phone = whole
            self._whole[whole].append(person)
            if email:
                self._email[email].append(person)
            if phone:
                self._phone[phone].append(person)
            if username:
                self._username.setdefault(username, person)
            if name:
                self._name.setdefault(name, person)
        for text in (person.name, person.email):
            if text:
                self._looks.setdefault(skeleton(text), person)

    def take_equal(self, key: Identity) -> KnownPerson | None:
        """Return, once, the person with equal name, user name, address and telephone."""
        waiting = self._whole.get(key, [])
        while waiting:
            found = waiting.pop()
            if found.id not in self._taken:
                self._taken.add(found.id)
                return found
        return None

    def take_same(self, row: _Row) -> KnownPerson | None:
        """Return, once, the person whom an address, a user name or a telephone names and no name contradicts."""
        for found in self._named_by(row.candidate, row.key):
            if found.id not in self._taken:
                self._taken.add(found.id)
                return found
        return None

    def _named_by(self, candidate: Candidate, key: Identity) -> Iterable[KnownPerson]:
        name, username, email, phone = key
        for person in self._email.get(email, ())[:_LOOK]:
            if username and person.username and fold_username(person.username) != username:
                continue  # two accounts are two people, whoever reads the letters
            if _is_called(person, name) or says_only_username(candidate) or says_only_username(person):
                yield person
        account = self._username.get(username)
        if account is not None and not somebody_else(account, candidate):
            yield account
        for person in self._phone.get(phone, ())[:_LOOK]:
            if name and person.name and _is_called(person, name) and not (email and person.email):
                yield person

    def doubt(self, row: _Row) -> Doubtful | None:
        """Return why the candidate may be somebody of the event, if they may."""
        candidate, (name, username, email, phone) = row.candidate, row.key
        if email in self._email:
            return _doubtful(candidate, self._email[email][0], "email")
        if username in self._username:
            return _doubtful(candidate, self._username[username], "username")
        if phone in self._phone:
            return _doubtful(candidate, self._phone[phone][0], "phone")
        if name in self._name:
            return _doubtful(candidate, self._name[name], "name")
        for looks in (row.name_looks, row.email_looks):
            if looks and (other := self._looks.get(looks)) is not None:
                return _doubtful(candidate, other, "looks")
        return None


def _is_called(person: KnownPerson, name: str) -> bool:
    """Whether no name contradicts: not the one we know, or not the one that a list said."""
    return names_agree(person.name, name) or (person.listed is not None and person.listed.name == name)


def _doubtful(candidate: Candidate, known: KnownPerson, by: str) -> Doubtful:
    return Doubtful(candidate, why(known, by), known)


def why(known: Named, by: str) -> Sentence:
    """Return why somebody may be the one we know."""
    reasons = {
        "email": say("This e-mail address belongs to {known} of this event.", known=known.name or known.email),
        "username": say("This user name belongs to {known} of this event.", known=known.name or known.username),
        "phone": say("This telephone number belongs to {known} of this event.", known=known.name or known.phone),
        "name": say("Somebody named {known} is at this event already.", known=known.name),
        "looks": say("The letters look like those of {known}, but they are others.", known=known.name or known.email),
        "both": say("One laptop says that this is {known}, another that it is not.", known=known.name),
    }
    return reasons[by]


class _Inside:
    """What the rows of one list say about each other."""

    def __init__(self, rows: Sequence[_Row]) -> None:
        self._email: dict[str, Candidate] = {}
        self._username: dict[str, Candidate] = {}
        self._name: dict[str, Candidate] = {}
        self._looks: dict[str, dict[str, Candidate]] = defaultdict(dict)
        for each, (name, username, email, _), name_looks, email_looks in rows:
            self._username.setdefault(username, each)
            if email:
                self._email.setdefault(email, each)
                self._looks[email_looks].setdefault(email, each)
            if name:
                self._name.setdefault(name, each)
                self._looks[name_looks].setdefault(name, each)

    def doubt(self, row: _Row) -> Doubtful | None:
        """Return why the row needs a person's eye, if it does."""
        return self._of_letters(row) or self._of_another_row(row.candidate, row.key)

    def _of_letters(self, row: _Row) -> Doubtful | None:
        candidate = row.candidate
        if candidate.damaged:
            return Doubtful(candidate, say("Some letters of row {row} are damaged.", row=candidate.row))
        for looks, own in ((row.name_looks, row.key.name), (row.email_looks, row.key.email)):
            alike = self._looks[looks] if looks else {}
            if len(alike) > 1:
                reason = say("Row {row} looks like another row, but its letters are others.", row=candidate.row)
                return Doubtful(candidate, reason, other=next(row for folded, row in alike.items() if folded != own))
        if mixes_scripts(candidate.name) or mixes_scripts(candidate.email):
            return Doubtful(candidate, say("Row {row} mixes letters of two scripts in one word.", row=candidate.row))
        if FORMULA.match(candidate.name):
            return Doubtful(candidate, say("The name in row {row} is a formula, not a name.", row=candidate.row))
        if STEERING.search(candidate.name):
            reason = say("The name in row {row} holds invisible signs that turn its direction.", row=candidate.row)
            return Doubtful(candidate, reason)
        return None

    def _of_another_row(self, candidate: Candidate, key: Identity) -> Doubtful | None:
        if key.email and (other := self._email[key.email]) is not candidate:
            reason = say("Row {other} has the same e-mail address and another name.", other=other.row)
            return Doubtful(candidate, reason, other=other)
        if key.username and (other := self._username[key.username]) is not candidate:
            reason = say("Row {other} has the same user name and another name.", other=other.row)
            return Doubtful(candidate, reason, other=other)
        if key.name:
            other = self._name[key.name]
            if other is not candidate and unidentified(other, candidate):
                return Doubtful(candidate, say("Row {other} has the same name.", other=other.row), other=other)
        return None


def unidentified(one: Named, other: Named) -> bool:
    """Whether nothing but the name could tell the two apart."""
    return not all(each.email or each.phone or each.username for each in (one, other))
