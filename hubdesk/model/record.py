"""What every record has, whatever it is about."""

from dataclasses import dataclass
from typing import ClassVar

Value = str | int | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One thing with an id (32 hex digits) in one book (32 hex digits).

    `KIND` is its name in the log, `BOOK` the sort of book it is written to ("by visibility" for notes). Fields of type
    `frozenset` are add-wins sets in the log: one boolean field `name/<member>` for each member. Fields of type
    `Mapping` are written as `name/<key>`. Times are ISO 8601 with an offset, dates ISO 8601.
    `versions` names the fields that hold several values at once until a person chooses.
    """

    KIND: ClassVar[str]
    BOOK: ClassVar[str]

    id: str
    book: str = ""
    versions: frozenset[str] = frozenset()
