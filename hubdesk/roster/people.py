"""From a row to a person, and from repeated rows to one person."""

import re
from collections.abc import Iterable, Mapping, Sequence
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
#: The cells of a row that are not empty, by what they mean, the best column first.
Cells = Mapping[str, Sequence[str]]
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
        row = [cell.strip(_TRIM) for cell in row]
        filled = list(filter(None, row))
        row += [""] * (self._width - len(row))
        cells = {field: [row[at] for at in places if row[at]] for field, places in self._places.items()}
        reason = self._no_person(row, filled, cells)
        if reason is not None:
            return Rejected(number, reason)
        found = self._identity(row, cells)
        if max(map(len, found.values())) > PEOPLE_FIELD:
            return Rejected(number, say("This row is too long for a person."))
        named = any(found[field] for field in ("name", "email", "username", "phone"))
        if not named and not _anonymous(cells, filled):
            return Rejected(number, say("Nobody is named in this row."))
        state, words = _status(cells)
        return Candidate(
            **found,
            **{field: _first(cells, field)[:PEOPLE_FIELD] for field in self._taken},
            consent=self._consent(row, cells),
            note="; ".join(dict.fromkeys(cells.get("note", ())))[:PEOPLE_FIELD],
            status=state,
            status_text=words[:PEOPLE_FIELD],
            private=any(map(states.says_yes, cells.get("private", ()))),
            row=number,
            rows=(number,),
            damaged=any("\ufffd" in text for text in found.values()),
        )

    def _no_person(self, row: Sequence[str], filled: Sequence[str], cells: Cells) -> Sentence | None:
        """Return why a row is none of a person: a total, a hidden user, a struck line, a head again, a remark."""
        first = filled[0] if filled else ""
        if states.is_total(first) and not any("@" in cell for cell in filled):
            return say("This is a line of totals.")
        names = [each for field in ("name", "given", "family", "username") for each in cells.get(field, ())]
        if any(map(states.is_hidden, names)) or any(map(states.says_yes, cells.get("hidden", ()))):
            return say("This user is hidden.")
        if any(map(is_struck, names)):
            return say("This line is crossed out: the person withdrew.")
        if len(filled) > 1 and self._is_head(row):
            return say("This is the head of the list again.")
        if self._width > 2 and len(filled) == 1 and _is_remark(first):
            return say("This is a remark about the list.")
        return None

    def _is_head(self, row: Sequence[str]) -> bool:
        for index, head in self._heads.items():  # the first cell says no in nearly all rows
            if row[index].strip() != head:
                return False
        return bool(self._heads)

    def _identity(self, row: Sequence[str], cells: Cells) -> dict[str, str]:
        name, email = self._name(row, cells), ""
        who = self._account(row)
        for cell in cells.get("email", ()):
            address = named_address(cell)
            if address is not None:
                name = name or address[0]
            if is_handle(cell):
                who = who if who.username else account(cell)
            email = email or (address[1] if address else email_in(cell))
        if name and not (who.username and email):
            name, who, email = self._out_of_name(name, who, email)
        if not who.server and is_email(who.username):
            who, email = Account(""), email or email_in(_first(cells, "username")) or who.username
        if not any(map(str.isalnum, name)):
            name = who.username
        return {
            "name": "" if states.is_anonymous(name) else name,
            "email": email,
            "username": who.written,
            "phone": next(filter(None, map(phone_in, cells.get("phone", ()))), ""),
        }

    def _name(self, row: Sequence[str], cells: Cells) -> str:
        whole = _first(cells, "name")
        if whole:
            return whole
        given, family = _first(cells, "given"), self._family(row)
        if given and family and _HAN.match(given) and _HAN.match(family):
            return family + given
        return " ".join(part for part in (given, _first(cells, "patronymic"), family) if part)

    def _family(self, row: Sequence[str]) -> str:
        """Return the family name with what stands behind it in columns of its own: a second one, "Jr."."""
        places = [at for at in self._places.get("family", ()) if row[at]]
        first = [row[at] for at in places if at not in self._behind][:1]
        behind = [row[at] for at in sorted(self._behind.intersection(places))]
        return " ".join(each for each in (*first, *behind) if not states.is_requested(each))

    def _account(self, row: Sequence[str]) -> Account:
        for at in self._places.get("username", ()):
            text = row[at]
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

    def _consent(self, row: Sequence[str], cells: Cells) -> str:
        """Return the answer, or what was asked with each answer where a list asks for several consents."""
        places = self._places.get("consent", ())
        if len(places) == 1:
            return _first(cells, "consent")[:PEOPLE_FIELD]
        return "; ".join(f"{self._heads.get(at, '')}: {row[at]}" for at in places if row[at])[:PEOPLE_FIELD]


def _first(cells: Cells, field: str) -> str:
    """Return the first cell of a field that says more than that it is still to be filled in."""
    for cell in cells.get(field, ()):  # no generator: this is asked for every cell of a list
        if not states.is_requested(cell):
            return cell
    return ""


def _anonymous(cells: Cells, filled: Sequence[str]) -> bool:
    """Whether a row without a name is a registration all the same."""
    if any(states.is_anonymous(cell) for field in ("name", "given", "username") for cell in cells.get(field, ())):
        return True
    marks = ("status", "ticket", "registration", "created", "checked_in", "paid")
    return len(filled) > 1 and any(map(cells.get, marks))


def _status(cells: Cells) -> tuple[Status, str]:
    """Return the state of a registration and the list's own word for it."""
    words = _first(cells, "status")
    found = states.status(words) if words else None
    for cell in cells.get("status", ()):
        if states.status(cell) == "cancelled" or (states.status(cell) is None and states.declines(cell)):
            found, words = "cancelled", cell
            break
    if any(map(states.says_yes, cells.get("cancelled", ()))):
        found = "cancelled"
    arrived = _first(cells, "checked_in")
    here = states.says_yes(arrived) or states.status(arrived) == "checked-in"
    if here and not states.says_no(arrived):
        return "checked-in", words or arrived
    paid = _first(cells, "paid")
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
        name, email = _bare_name(candidate), fold_email(candidate.email)
        keys = tuple(_keys(candidate, name, email))
        # one address may stand once without and once with a name
        wider = [("nameless" if name else "any", email)] if email else []
        found = (places[key] for key in (*keys, *wider) if key in places)
        place = next((at for at in found if not _contradict(people[at], candidate)), None)
        if place is None:
            place = len(people)
            people.append(candidate)
        else:
            people[place] = _named(people[place], candidate)
        openings = [("any", email)] if name else [("any", email), ("nameless", email)]
        for key in (*keys, *(openings if email else ())):
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


def _keys(candidate: Candidate, name: str, email: str) -> Iterable[tuple[str, ...]]:
    """Return what makes two rows one person, where `name` and `email` are folded."""
    phone = fold_phone(candidate.phone)
    if candidate.username:
        yield "username", fold_username(candidate.username)
    if email:
        yield "email", email, name
    if phone and name:
        yield "phone", phone, name
    if name and not (email or phone or candidate.username):
        whole = (candidate.community, candidate.languages, candidate.note, candidate.ticket, candidate.registration)
        yield "row", name, *map(fold_name, (*whole, candidate.created, candidate.other_script, candidate.status_text))
