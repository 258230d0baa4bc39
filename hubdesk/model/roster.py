"""People on lists from outside: what was read of them, and whom of them we know already."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from hubdesk.i18n import Sentence, say
from hubdesk.model.likeness import STEERING, fold_email, fold_name, fold_phone, fold_username, mixes_scripts, skeleton

Status = Literal["registered", "checked-in", "pending", "cancelled"]

#: What a column can mean; "" is a column that is not taken over.
FIELDS = (
    "name",
    "given",
    "patronymic",
    "family",
    "other_script",
    "email",
    "username",
    "phone",
    "community",
    "languages",
    "interpretation",
    "status",
    "checked_in",
    "paid",
    "cancelled",
    "consent",
    "note",
    "ticket",
    "registration",
    "created",
    "private",
    "hidden",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One person of a list, as written there; `row` counts the rows of the file from 1.

    `name` is one field: the cell as it stood, or "given family" where a list keeps them in two columns, or the user
    name where there is nothing else, or empty for an anonymous registration. `server` is the server of a fediverse
    handle. `status_text` holds the list's own word. `rows` are all rows that were joined into this person.
    """

    name: str = ""
    email: str = ""
    username: str = ""
    server: str = ""
    phone: str = ""
    community: str = ""
    languages: str = ""
    interpretation: str = ""
    other_script: str = ""
    status: Status = "registered"
    status_text: str = ""
    consent: str = ""
    note: str = ""
    ticket: str = ""
    registration: str = ""
    created: str = ""
    private: bool = False
    row: int = 0
    rows: tuple[int, ...] = ()
    damaged: bool = False


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that gives no person, and why."""

    row: int
    reason: Sentence


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header ("" without one) and its meaning, one of `FIELDS` or "".

    `how` tells where the meaning comes from: "word" (the header), "cells" (their pattern), "chosen" (by a person) or ""
    when there is none.
    """

    index: int
    header: str
    field: str = ""
    how: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """All columns of a list, in order."""

    columns: tuple[Column, ...] = ()

    def of(self, field: str) -> tuple[Column, ...]:
        """Return the columns with this meaning, the best first."""
        return tuple(column for column in self.columns if column.field == field)

    def meanings(self) -> Mapping[str, str]:
        """Return {header: field} of the columns that mean something; headers are made distinct by their place."""
        found: dict[str, str] = {}
        for column in sorted(self.columns, key=lambda each: each.index):
            if column.field:
                header = column.header or str(column.index + 1)
                found[header if header not in found else f"{header} [{column.index + 1}]"] = column.field
        return found


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """What a list is compared with: a person of the event."""

    id: str
    name: str = ""
    username: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Same:
    """A candidate whom we know."""

    candidate: Candidate
    known: KnownPerson


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A candidate about whom a person decides; `known` is whom they may be, if that is somebody of the event."""

    candidate: Candidate
    reason: Sentence
    known: KnownPerson | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every candidate is in exactly one of the three, in the order of the list."""

    new: tuple[Candidate, ...] = ()
    same: tuple[Same, ...] = ()
    doubtful: tuple[Doubtful, ...] = ()


def compare(candidates: Iterable[Candidate], known: Iterable[KnownPerson]) -> Comparison:
    """Tell new people from those of the event; who may be somebody is doubtful, nobody is merged by name.

    A candidate is the same as a person when name, user name, address and telephone all agree (each person once: a list
    that was imported gives all the same when it comes again), or when the address agrees and no name contradicts, or
    the user name does and not both name and address contradict, or telephone and name do.
    """
    listed = tuple(candidates)
    people = _People(known)
    same = {place: found for place, each in enumerate(listed) if (found := people.take_equal(each)) is not None}
    for place, each in enumerate(listed):
        if place not in same and (found := people.take_same(each)) is not None:
            same[place] = found
    new: list[Candidate] = []
    doubtful: list[Doubtful] = []
    inside = _Inside(listed)
    for place, each in enumerate(listed):
        if place in same:
            continue
        doubt = people.doubt(each) or inside.doubt(each)
        if doubt is None:
            new.append(each)
        else:
            doubtful.append(doubt)
    return Comparison(tuple(new), tuple(Same(listed[at], same[at]) for at in sorted(same)), tuple(doubtful))


def _whole(one: Candidate | KnownPerson) -> tuple[str, str, str, str]:
    return fold_name(one.name), fold_username(one.username), fold_email(one.email), fold_phone(one.phone)


def _agree(one: str, other: str) -> bool:
    return not one or not other or fold_name(one) == fold_name(other)


def somebody_else(one: Candidate | KnownPerson, other: Candidate | KnownPerson) -> bool:
    """Whether name and address both contradict: then nothing makes the two one person, no user name either."""
    named = not (_agree(one.name, other.name) or _says_only_username(one) or _says_only_username(other))
    return named and bool(one.email and other.email) and fold_email(one.email) != fold_email(other.email)


def _says_only_username(one: Candidate | KnownPerson) -> bool:
    return bool(one.username) and fold_username(one.name) == fold_username(one.username)


class _People:
    """The people of the event by everything that may identify them; each is taken once."""

    def __init__(self, known: Iterable[KnownPerson]) -> None:
        self._whole: dict[tuple[str, str, str, str], list[KnownPerson]] = defaultdict(list)
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
        name, username, email, phone = key = _whole(person)
        self._whole[key].append(person)
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

    def take_equal(self, candidate: Candidate) -> KnownPerson | None:
        """Return, once, the person with equal name, user name, address and telephone."""
        waiting = self._whole.get(_whole(candidate))
        if not waiting:
            return None
        found = waiting.pop()
        self._taken.add(found.id)
        return found

    def take_same(self, candidate: Candidate) -> KnownPerson | None:
        """Return, once, the person whom an address, a user name or a telephone names and no name contradicts."""
        for found in self._named_by(candidate):
            if found.id not in self._taken:
                self._taken.add(found.id)
                return found
        return None

    def _named_by(self, candidate: Candidate) -> Iterable[KnownPerson]:
        name, username, email, phone = _whole(candidate)
        for person in self._email.get(email, ())[:20]:
            if _agree(person.name, name) or _says_only_username(candidate) or _says_only_username(person):
                yield person
        account = self._username.get(username)
        here = account is not None and (not candidate.server or _agree(account.name, name))
        if account is not None and here and not somebody_else(account, candidate):
            yield account
        for person in self._phone.get(phone, ())[:20]:
            if name and fold_name(person.name) == name and not (email and person.email):
                yield person

    def doubt(self, candidate: Candidate) -> Doubtful | None:
        """Return why the candidate may be somebody of the event, if they may."""
        name, username, email, phone = _whole(candidate)
        if email in self._email:
            return self._doubt(candidate, self._email[email][0], "email")
        if username in self._username:
            return self._doubt(candidate, self._username[username], "username")
        if phone in self._phone:
            return self._doubt(candidate, self._phone[phone][0], "phone")
        if name in self._name:
            return self._doubt(candidate, self._name[name], "name")
        for text in (candidate.name, candidate.email):
            if text and (other := self._looks.get(skeleton(text))) is not None:
                return self._doubt(candidate, other, "looks")
        return None

    @staticmethod
    def _doubt(candidate: Candidate, known: KnownPerson, by: str) -> Doubtful:
        reasons = {
            "email": say("This e-mail address belongs to {known} of this event.", known=known.name or known.email),
            "username": say("This user name belongs to {known} of this event.", known=known.name),
            "phone": say("This telephone number belongs to {known} of this event.", known=known.name or known.phone),
            "name": say("Somebody named {known} is at this event already.", known=known.name),
            "looks": say("The letters look like those of {known}, but they are others.", known=known.name),
        }
        return Doubtful(candidate, reasons[by], known)


class _Inside:
    """What the rows of one list say about each other."""

    def __init__(self, listed: Sequence[Candidate]) -> None:
        self._email: dict[str, Candidate] = {}
        self._username: dict[tuple[str, str], Candidate] = {}
        self._name: dict[str, Candidate] = {}
        self._looks: dict[str, set[str]] = defaultdict(set)
        for each in listed:
            self._username.setdefault((fold_username(each.username), each.server), each)
            if each.email:
                self._email.setdefault(fold_email(each.email), each)
                self._looks[skeleton(each.email)].add(fold_email(each.email))
            if each.name:
                self._name.setdefault(fold_name(each.name), each)
                self._looks[skeleton(each.name)].add(fold_name(each.name))

    def doubt(self, candidate: Candidate) -> Doubtful | None:
        """Return why the row needs a person's eye, if it does."""
        reason = self._of_letters(candidate) or self._of_another_row(candidate)
        return None if reason is None else Doubtful(candidate, reason)

    def _of_letters(self, candidate: Candidate) -> Sentence | None:
        if candidate.damaged:
            return say("Some letters of row {row} are damaged.", row=candidate.row)
        if any(len(self._looks[skeleton(text)]) > 1 for text in (candidate.name, candidate.email) if text):
            return say("Row {row} looks like another row, but its letters are others.", row=candidate.row)
        if mixes_scripts(candidate.name) or mixes_scripts(candidate.email):
            return say("Row {row} mixes letters of two scripts in one word.", row=candidate.row)
        if STEERING.search(candidate.name):
            return say("The name in row {row} holds invisible signs that turn its direction.", row=candidate.row)
        return None

    def _of_another_row(self, candidate: Candidate) -> Sentence | None:
        if candidate.email:
            other = self._email[fold_email(candidate.email)]
            if other is not candidate:
                return say("Row {other} has the same e-mail address and another name.", other=other.row)
        if candidate.username:
            other = self._username[fold_username(candidate.username), candidate.server]
            if other is not candidate:
                return say("Row {other} has the same user name and another name.", other=other.row)
        if candidate.name:
            other = self._name[fold_name(candidate.name)]
            if other is not candidate and _unidentified(other, candidate):
                return say("Row {other} has the same name.", other=other.row)
        return None


def _unidentified(one: Candidate, other: Candidate) -> bool:
    """Whether nothing but the name could tell the two apart."""
    return not all(each.email or each.phone or each.username for each in (one, other))


_RANK: Mapping[str, int] = {"checked-in": 0, "registered": 1, "pending": 2, "cancelled": 3}


_TEXTS = (
    "name",
    "email",
    "username",
    "server",
    "phone",
    "community",
    "languages",
    "interpretation",
    "other_script",
    "consent",
    "note",
    "ticket",
    "registration",
    "created",
)


def joined(one: Candidate, other: Candidate) -> Candidate:
    """Return one person from two rows: what the first leaves empty the second fills, the livelier status holds."""
    filled = {field: getattr(other, field) for field in _TEXTS if not getattr(one, field) and getattr(other, field)}
    if _RANK[other.status] < _RANK[one.status]:
        filled |= {"status": other.status, "status_text": other.status_text}
    rows = (one.rows or (one.row,)) + (other.rows or (other.row,))
    return replace(one, **filled, rows=rows, private=one.private or other.private, damaged=one.damaged or other.damaged)
