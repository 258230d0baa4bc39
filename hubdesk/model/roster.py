"""People on lists from outside: what was read of them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from hubdesk.i18n import Sentence
from hubdesk.model.likeness import fold_email, fold_name, fold_username

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
    name where there is nothing else, or empty for an anonymous registration. `username` is that of a wiki, or a
    fediverse handle with its server, "@name@server": another account. `status_text` holds the list's own word. `rows`
    are all rows that were joined into this person.
    """

    name: str = ""
    email: str = ""
    username: str = ""
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


class Named(Protocol):
    """What tells people apart, on a list or among the entries of a gathering."""

    @property
    def name(self) -> str:
        """The whole name."""

    @property
    def username(self) -> str:
        """The user name of a wiki, or a fediverse handle, "@name@server"."""

    @property
    def email(self) -> str:
        """The address."""

    @property
    def phone(self) -> str:
        """The telephone number."""


def names_agree(one: str, other: str) -> bool:
    """Whether no name contradicts the other: one is missing, or both are one."""
    return not one or not other or fold_name(one) == fold_name(other)


def somebody_else(one: Named, other: Named) -> bool:
    """Whether name and address both contradict: then nothing makes the two one person, no user name either."""
    named = not (names_agree(one.name, other.name) or says_only_username(one) or says_only_username(other))
    return named and bool(one.email and other.email) and fold_email(one.email) != fold_email(other.email)


def says_only_username(one: Named) -> bool:
    """Whether the user name stands in place of a name."""
    account = fold_username(one.username)
    return bool(account) and fold_username(one.name) in (account, account.partition("@")[0])


_RANK: Mapping[str, int] = {"checked-in": 0, "registered": 1, "pending": 2, "cancelled": 3}


_TEXTS = (
    "name",
    "email",
    "username",
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
