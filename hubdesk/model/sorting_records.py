"""The records of sorting: kept filters, keywords, what is the same point, and second coders beside the first."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hubdesk.model.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFilter(Record):
    """A filter of the list of notes under a name; `wanted` is its JSON."""

    KIND = "filter"
    BOOK = "private"

    event: str = ""
    name: str = ""
    wanted: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin(Record):
    """What somebody decided about two notes that are much alike: "same" (one point) or "apart"."""

    KIND = "twin"
    BOOK = "team"

    event: str = ""
    one: str = ""
    other: str = ""
    verdict: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Code(Record):
    """A keyword of a codebook: `word` as notes carry it, `labels` by language tag, `colour` as #rrggbb or empty."""

    KIND = "code"
    BOOK = "crew"

    event: str = ""
    word: str = ""
    parent: str = ""
    colour: str = ""
    description: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CodingRound(Record):
    """Notes that others sort without seeing how they are sorted: those that have a `Coding` of the round.

    They were drawn from the `pool` notes of that moment by `seed` ("" for all of them).
    """

    KIND = "round"
    BOOK = "team"

    event: str = ""
    at: str = ""
    seed: str = ""
    pool: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding(Record):
    """How one coder sorted one note of a round, beside what the note itself says; of a sensitive note it is private.

    `coder` is the name that somebody gave, "" for how the note was sorted when the round began. `verdict` is what was
    decided about a difference: "adopted", "kept" or "".
    """

    KIND = "coding"
    BOOK = "team"

    event: str = ""
    round: str = ""
    note: str = ""
    coder: str = ""
    kind: str = ""
    tags: frozenset[str] = frozenset()
    keywords: frozenset[str] = frozenset()
    verdict: str = ""
