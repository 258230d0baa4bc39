"""From a row to a person, and from repeated rows to one person."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from hubdesk.i18n import Sentence, say
from hubdesk.model.likeness import fold_email, fold_name, fold_phone, fold_username
from hubdesk.model.limits import PEOPLE_FIELD
from hubdesk.model.roster import Candidate, Columns, Rejected, Status, joined, says_only_username, somebody_else
from hubdesk.roster import states
from hubdesk.roster.cells import (
    Account,
    account,
    email_in,
    handle,
    is_email,
    is_handle,
    is_struck,
    named_address,
    phone_in,
    user_page,
)
from hubdesk.roster.words import plain

_DISPLAYED = re.compile(r"^(.*?)\s*\(@?([\w.-]{1,100})(?:@([\w.-]{1,255}))?\)\s*$", re.DOTALL)
#: Mobilizon writes "Name (@user@server)", and for those without a name the rest alone.
_BARE = re.compile(r"^@?[\w.-]{1,100}(?:@[\w.-]{1,255})?$")
_HAN = re.compile(r"^[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af\U00020000-\U0003ffff·]+$")
_FEDIVERSE = ("mastodon", "fediverse", "handle", "fediverse handle")
#: Systems that write user names themselves, so that "None" is a user there.
_WIKIS = ("campaign-events", "outreach-dashboard")
#: Columns that stand behind a family name.
_BEHIND = ("segundo apellido", "apellido materno", "suffix", "name suffix")
_PLAIN_FIELDS = (
    "community",
    "languages",
    "interpretation",
    "other_script",
    "ticket",
    "registration",
    "created",
)
_TRIM = " \t\r\n\v\f\u00a0\ufeff\u3000"


class RowReader:
    """Reads the rows of one list; knows its columns and the system that it comes from."""

    def __init__(self, columns: Columns, kind: str) -> None:
        self._kind = kind
        self._places: dict[str, list[int]] = {}
        for column in columns.columns:
            if column.field:
                self._places.setdefault(column.field, []).append(column.index)
        self._fediverse = {each.index for each in columns.columns if plain(each.header) in _FEDIVERSE}
        self._behind = {each.index for each in columns.columns if plain(each.header) in _BEHIND}
        self._heads = {each.index: each.header for each in columns.columns if each.header}
        self._taken = [field for field in _PLAIN_FIELDS if field in self._places]
        self._width = len(columns.columns)

    def person(self, row: Sequence[str], number: int) -> Candidate | Rejected:
        """Return the person of a row, or why there is none."""
        filled = [cell for cell in row if cell.strip(_TRIM)]
        reason = self._no_person(row, filled)
        if reason is not None:
            return Rejected(number, reason)
        found = self._identity(row)
        if max(map(len, found.values())) > PEOPLE_FIELD:
            return Rejected(number, say("This row is too long for a person."))
        named = any(found[field] for field in ("name", "email", "username", "phone"))
        if not named and not self._anonymous(row, filled):
            return Rejected(number, say("Nobody is named in this row."))
        state, words = self._status(row)
        return Candidate(
            **found,
            **{field: self._first(field, row)[:PEOPLE_FIELD] for field in self._taken},
            consent=self._consent(row),
            note=self._note(row),
            status=state,
            status_text=words[:PEOPLE_FIELD],
            private=any(states.says_yes(cell) for cell in self._cells("private", row)),
            row=number,
            rows=(number,),
            damaged=any("\ufffd" in text for text in found.values()),
        )

    def _cells(self, field: str, row: Sequence[str]) -> list[str]:
        """Return the cells of a field that are not empty, the best column first."""
        places = self._places.get(field)
        if places is None:
            return []
        width = len(row)
        return [text for at in places if at < width and (text := row[at].strip(_TRIM))]

    def _first(self, field: str, row: Sequence[str]) -> str:
        for cell in self._cells(field, row):
            if not states.is_requested(cell):
                return cell
        return ""

    def _no_person(self, row: Sequence[str], filled: Sequence[str]) -> Sentence | None:
        """Return why a row is none of a person: a total, a hidden user, a struck line, a head again, a remark."""
        first = filled[0] if filled else ""
        if states.is_total(first) and not any("@" in cell for cell in filled):
            return say("This is a line of totals.")
        names = [each for field in ("name", "given", "family", "username") for each in self._cells(field, row)]
        if any(map(states.is_hidden, names)) or any(map(states.says_yes, self._cells("hidden", row))):
            return say("This user is hidden.")
        if any(map(is_struck, names)):
            return say("This line is crossed out: the person withdrew.")
        if len(filled) > 1 and self._is_head(row):
            return say("This is the head of the list again.")
        if self._width > 2 and len(filled) == 1 and _is_remark(first):
            return say("This is a remark about the list.")
        return None

    def _is_head(self, row: Sequence[str]) -> bool:
        return bool(self._heads) and all(
            index < len(row) and row[index].strip() == head for index, head in self._heads.items()
        )

    def _identity(self, row: Sequence[str]) -> dict[str, str]:
        name, email = self._name(row), ""
        who = self._account(row)
        for cell in self._cells("email", row):
            address = named_address(cell)
            if address is not None:
                name = name or address[0]
            if is_handle(cell):
                who = who if who.username else account(cell)
            email = email or (address[1] if address else email_in(cell))
        if name and not (who.username and email):
            name, who, email = self._out_of_name(name, who, email)
        if not who.server and is_email(who.username):
            who, email = Account(""), email or email_in(self._first("username", row)) or who.username
        if not any(map(str.isalnum, name)):
            name = who.username
        return {
            "name": "" if states.is_anonymous(name) else name,
            "email": email,
            "username": who.written,
            "phone": next(filter(None, map(phone_in, self._cells("phone", row))), ""),
        }

    def _name(self, row: Sequence[str]) -> str:
        whole = self._first("name", row)
        if whole:
            return whole
        given, family = self._first("given", row), self._family(row)
        if given and family and _HAN.match(given) and _HAN.match(family):
            return family + given
        return " ".join(part for part in (given, self._first("patronymic", row), family) if part)

    def _family(self, row: Sequence[str]) -> str:
        """Return the family name with what stands behind it in columns of its own: a second one, "Jr."."""
        places = [at for at in self._places.get("family", ()) if at < len(row) and row[at].strip(_TRIM)]
        first = [row[at].strip(_TRIM) for at in places if at not in self._behind][:1]
        behind = [row[at].strip(_TRIM) for at in sorted(self._behind.intersection(places))]
        return " ".join(each for each in (*first, *behind) if not states.is_requested(each))

    def _account(self, row: Sequence[str]) -> Account:
        for at in self._places.get("username", ()):
            text = row[at].strip(_TRIM) if at < len(row) else ""
            found = account(text, fediverse=at in self._fediverse)
            if not self._says_nothing(text) and not self._says_nothing(found.username):
                return found
        return Account("")

    def _says_nothing(self, cell: str) -> bool:
        """Whether a cell of user names holds none; what a wiki wrote itself is a user's name, whatever it says."""
        return not cell or states.is_anonymous(cell) or (self._kind not in _WIKIS and states.is_nothing(cell))

    def _out_of_name(self, name: str, who: Account, email: str) -> tuple[str, Account, str]:
        """Take an address, a handle or a user page out of a cell of names; a name itself is never cut."""
        if self._kind == "mobilizon" and _BARE.match(name) and not states.is_anonymous(name):
            return "", handle(name) or Account(name.lstrip("@")), email
        address = named_address(name)
        if address is not None:
            return address[0], who, email or address[1]
        if is_email(name):
            return "", who, email or email_in(name)
        displayed = _DISPLAYED.match(name) if self._kind == "mobilizon" and len(name) < PEOPLE_FIELD else None
        if displayed:
            return displayed[1].strip(), Account(displayed[2], (displayed[3] or "").casefold()), email
        found = handle(name) if is_handle(name) else None
        if found is None and user_page(name):
            found = Account(user_page(name))
        if found is not None:
            return "", who if who.username else found, email
        return name, who, email

    def _anonymous(self, row: Sequence[str], filled: Sequence[str]) -> bool:
        """Whether a row without a name is a registration all the same."""
        if any(
            states.is_anonymous(cell) for field in ("name", "given", "username") for cell in self._cells(field, row)
        ):
            return True
        marks = ("status", "ticket", "registration", "created", "checked_in", "paid")
        return len(filled) > 1 and any(self._cells(field, row) for field in marks)

    def _consent(self, row: Sequence[str]) -> str:
        """Return the answer, or what was asked with each answer where a list asks for several consents."""
        places = [at for at in self._places.get("consent", ()) if at < len(row) and row[at].strip(_TRIM)]
        if len(self._places.get("consent", ())) == 1:
            return self._first("consent", row)[:PEOPLE_FIELD]
        return "; ".join(f"{self._heads.get(at, '')}: {row[at].strip(_TRIM)}" for at in places)[:PEOPLE_FIELD]

    def _note(self, row: Sequence[str]) -> str:
        return "; ".join(dict.fromkeys(self._cells("note", row)))[:PEOPLE_FIELD]

    def _status(self, row: Sequence[str]) -> tuple[Status, str]:
        """Return the state of a registration and the list's own word for it."""
        words = self._first("status", row)
        found = states.status(words) if words else None
        for cell in self._cells("status", row):
            if states.status(cell) == "cancelled" or (states.status(cell) is None and states.declines(cell)):
                found, words = "cancelled", cell
                break
        if any(map(states.says_yes, self._cells("cancelled", row))):
            found = "cancelled"
        arrived = self._first("checked_in", row)
        here = states.says_yes(arrived) or states.status(arrived) == "checked-in"
        if here and not states.says_no(arrived):
            return "checked-in", words or arrived
        paid = self._first("paid", row)
        if found is None and paid and states.says_no(paid):
            found, words = "pending", words or paid
        return found or "registered", words


def _is_remark(cell: str) -> bool:
    """Whether the only cell of a row is a sentence about the list, not a name."""
    text = cell.strip()
    return (
        any(map(str.isalpha, text))
        and not is_email(text)
        and (len(text) > 60 or any(map(str.isdecimal, text)) or text.endswith((".", ":", "。")))
        and not _is_short_title(text.split()[-1])
    )


def _is_short_title(word: str) -> bool:
    """Whether a word is the end of a name such as "John Doe Jr." or "Anna K.", which looks like a sentence."""
    return word.endswith(".") and len(word) <= 4 and word[:1].isupper()


def join_repeats(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Return every person once: repeats share an address, a telephone or a whole row, and the name; or a user name.

    Two people of one name stay two, and two names at one address too. Rows without any name stay apart.
    """
    people: list[Candidate] = []
    places: dict[tuple[str, ...], int] = {}
    for candidate in candidates:
        keys = tuple(_keys(candidate))
        found = (places[key] for key in (*keys, *_wider(candidate)) if key in places)
        place = next((at for at in found if not _contradict(people[at], candidate)), None)
        if place is None:
            place = len(people)
            people.append(candidate)
        else:
            people[place] = _named(people[place], candidate)
        for key in (*keys, *_openings(candidate)):
            places.setdefault(key, place)
    return tuple(people)


def _contradict(one: Candidate, other: Candidate) -> bool:
    """Whether two addresses speak against one person; an equal user name outweighs them where no name contradicts."""
    if one.username and fold_username(one.username) == fold_username(other.username):
        return somebody_else(one, other)
    if one.username and other.username:
        return True  # two accounts
    return bool(one.email and other.email) and fold_email(one.email) != fold_email(other.email)


def _named(one: Candidate, other: Candidate) -> Candidate:
    """Join two rows; a name says more than a user name that stands for it."""
    both = joined(one, other)
    return replace(both, name=other.name) if says_only_username(one) and other.name else both


def _bare_name(candidate: Candidate) -> str:
    return "" if says_only_username(candidate) else fold_name(candidate.name)


def _keys(candidate: Candidate) -> Iterable[tuple[str, ...]]:
    """Return what makes two rows one person."""
    name, email, phone = _bare_name(candidate), fold_email(candidate.email), fold_phone(candidate.phone)
    if candidate.username:
        yield "username", fold_username(candidate.username)
    if email:
        yield "email", email, name
    if phone and name:
        yield "phone", phone, name
    if name and not (email or phone or candidate.username):
        whole = (candidate.community, candidate.languages, candidate.note, candidate.ticket, candidate.registration)
        yield "row", name, *map(fold_name, (*whole, candidate.created, candidate.other_script, candidate.status_text))


def _wider(candidate: Candidate) -> Iterable[tuple[str, ...]]:
    """Return where else a person may stand: one address once without and once with a name."""
    if candidate.email:
        yield (
            ("any", fold_email(candidate.email))
            if not _bare_name(candidate)
            else ("nameless", fold_email(candidate.email))
        )


def _openings(candidate: Candidate) -> Iterable[tuple[str, ...]]:
    """Return under which wider keys a person can be found by later rows."""
    if candidate.email:
        yield "any", fold_email(candidate.email)
        if not _bare_name(candidate):
            yield "nameless", fold_email(candidate.email)
