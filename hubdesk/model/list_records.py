"""What is kept of the lists that people come from: how somebody read a kind of list, no word of the list."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hubdesk.model.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class ListShape(Record):
    """What a person chose for lists with one head, or with such columns and none; the id follows from these.

    `meanings` is {number of a column: field}, `encoding` and `delimiter` are "" where they were found out. It is
    private: the columns of somebody's lists are nobody else's business.
    """

    KIND = "list_shape"
    BOOK = "private"

    encoding: str = ""
    delimiter: str = ""
    meanings: Mapping[str, str] = field(default_factory=dict)
