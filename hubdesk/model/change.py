"""What one step wrote, small enough to tell every page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from hubdesk.model.facts import Book
from hubdesk.model.records import Value


@dataclass(frozen=True, slots=True)
class Put:
    """One write asked for: fields of one record (32 hex digits) in one book.

    `way` is "save", "erase" for a record whose words must go from the log, or "redact" for one of which only the newest
    line may stay. `base` is the (replica, seq) that a form showed when it was opened, where that is older than the
    newest state.
    """

    book: Book
    kind: str
    id: str
    fields: Mapping[str, Value]
    way: Literal["save", "erase", "redact"] = "save"
    base: tuple[str, int] | None = None
    moved: "Moved | None" = None


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a record was before it moved here, under which id, and the values that the move changed."""

    book: Book
    id: str
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Change:
    """The records that a step touched, and who took it.

    A step that touched too many to name them gives their `kinds`: any record of these may be another now.
    """

    touched: frozenset[tuple[str, str]]
    origin: object = None
    kinds: frozenset[str] = frozenset()

    def about(self, kinds: frozenset[str]) -> bool:
        """Tell whether a record of one of these kinds was touched."""
        return not kinds.isdisjoint(self.kinds) or any(kind in kinds for kind, _ in self.touched)

    def ids(self, kind: str) -> frozenset[str]:
        """Return the touched records of one kind, those that are named."""
        return frozenset(id for each, id in self.touched if each == kind)


@dataclass(frozen=True, slots=True)
class Before:
    """What one write replaced, so that it can be taken back: values before (None = not given), and the fact that wrote.

    `made` tells that the record did not exist or was deleted before, `place` where the fact stands in this workspace,
    `tells` that it carries the message of its action.
    """

    kind: str
    id: str
    values: Mapping[str, Value]
    made: bool
    place: int
    tells: bool
    moved: Moved | None = None
