"""What two coders of a round agree on, question by question, and the lines on which they differ."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass

from hubdesk.desk.coding import name_of, of_round, same_coder
from hubdesk.desk.desk import Desk
from hubdesk.desk.section_index import Index, index
from hubdesk.errors import Usage
from hubdesk.i18n import say
from hubdesk.model.agreement import alpha, kappa, share
from hubdesk.model.fold import fold
from hubdesk.model.records import Coding, CodingRound, Note

#: What is compared of every note; "keyword" comes once for each keyword that anybody gave.
QUESTIONS = ("kind", "chapter", "section", "keyword")
Answer = Callable[[Coding], Hashable]


@dataclass(frozen=True, slots=True)
class Measure:
    """How far coders agree on one question (`keyword` names it where it is "keyword"); None where undefined.

    `same` is the share of the `units` notes on which the first and the chosen coder agree, `kappa` that of these two;
    `alpha` is over all coders of the round.
    """

    question: str
    keyword: str
    units: int
    same: float | None
    kappa: float | None
    alpha: float | None


@dataclass(frozen=True, slots=True)
class Difference:
    """A note on which the two differ: how it was sorted when the round began, how the coder sorts it, in what."""

    note: Note
    first: Coding
    second: Coding
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A round as one coder of it sees it; `notes` are in it, `coded` of them by this coder."""

    round: CodingRound
    coder: str
    coders: tuple[str, ...]
    notes: int
    coded: int
    measures: tuple[Measure, ...]
    differences: tuple[Difference, ...]


def compare(desk: Desk, round: CodingRound, coder: str = "") -> Comparison:
    """Return how far the coders of a round agree; without a name with the one who coded most.

    Only notes that are still there and that the coder has done are compared: the others stay unseen. A note with
    several places or keywords agrees in "section" and "chapter" only where all of them are the same. Raises Usage
    where nobody has coded.
    """
    notes = {note.id: note for note in desk.read.notes(round.event)}
    told: dict[str, dict[str, Coding]] = {}
    spelled: dict[str, str] = {}
    for coding in of_round(desk, round):
        if coding.note in notes:
            told.setdefault(spelled.setdefault(fold(coding.coder), coding.coder), {})[coding.note] = coding
    first = told.pop("", {})
    chosen = _chosen(told, coder)
    second = told[chosen]
    both = [id for id in notes if id in first and id in second]
    units = [[coder.get(id) for coder in (first, *told.values())] for id in first]
    pairs = [(first[id], second[id]) for id in both]
    measures = [
        _measure(question, keyword, answer, pairs, units)
        for question, keyword, answer in _questions(index(desk, round.event), units)
    ]
    found = ((id, _fields(first[id], second[id])) for id in both)
    differing = [Difference(notes[id], first[id], second[id], fields) for id, fields in found if fields]
    return Comparison(
        round=round,
        coder=chosen,
        coders=tuple(sorted(told)),
        notes=len(first),
        coded=len(both),
        measures=tuple(measures),
        differences=tuple(differing),
    )


def _chosen(told: Mapping[str, Mapping[str, Coding]], coder: str) -> str:
    fits = [each for each in told if not coder or same_coder(each, name_of(coder))]
    if not fits:
        raise Usage(say("Nothing was coded a second time yet."), next=say("Code some lines of the round first."))
    return max(fits, key=lambda each: (len(told[each]), each))


def _questions(sections: Index, units: Iterable[Iterable[Coding | None]]) -> Iterable[tuple[str, str, Answer]]:
    """Yield (question, keyword, what a coding answers to it)."""
    yield "kind", "", lambda coding: coding.kind
    yield "chapter", "", lambda coding: frozenset(_chapter(sections, wid) for wid in coding.tags)
    yield "section", "", lambda coding: coding.tags
    for word in sorted({word for unit in units for coding in unit if coding for word in coding.keywords}):
        yield "keyword", word, lambda coding, word=word: word in coding.keywords  # type: ignore[misc]


def _measure(
    question: str, keyword: str, answer: Answer, pairs: list[tuple[Coding, Coding]], units: list[list[Coding | None]]
) -> Measure:
    two = [(answer(one), answer(other)) for one, other in pairs]
    every = ([None if coding is None else answer(coding) for coding in unit] for unit in units)
    return Measure(question, keyword, len(two), share(two), kappa(two), alpha(every))


def _chapter(sections: Index, wid: str) -> str:
    """Return the place at the top of the text that a place stands in; itself where it is not in the text."""
    place = sections.places.get(wid)
    while place is not None and (above := sections.places.get(place.parent)) is not None and above.role != "document":
        place = above
    return place.wid if place else wid


def _fields(first: Coding, second: Coding) -> tuple[str, ...]:
    return tuple(name for name in ("kind", "tags", "keywords") if getattr(first, name) != getattr(second, name))
