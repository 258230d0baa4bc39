"""Which place of the source each block of a translation belongs to."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from hubdesk.model.limits import ALIGNMENT_CELLS
from hubdesk.model.outline import Block, Outline, anchor_of

#: Two places of different words are held for one when they are at least this alike (0 to 1).
ALIKE = 0.6

_SHARED = re.compile(r"[0-9]+|[A-Z][A-Za-z]+")
_MANY_TWINS = 400
#: Of so many headings one may be called by chance as another one.
_BY_CHANCE = 20

Pairs = dict[int, int]
Places = Sequence[int]


@dataclass(frozen=True, slots=True)
class Alignment:
    """`pairs` gives positions in the translation → positions in the source, each used once.

    `unmatched` are positions in the translation whose words found no place; `statuses` is known for the positions of
    the source that were found.
    """

    pairs: Mapping[int, int]
    unmatched: tuple[int, ...]
    statuses: Mapping[int, str]

    def status(self, place: int) -> str:
        """Return translated, outdated or untranslated for a position in the source."""
        return self.statuses.get(place, "untranslated")

    def tally(self, source: Outline) -> tuple[int, int, int]:
        """Return how many headings, paragraphs and items of the source are translated, outdated, untranslated."""
        found = Counter(self.status(place) for place in range(1, len(source.blocks)))
        return found["translated"], found["outdated"], found["untranslated"]


def align(source: Outline, other: Outline, by_hand: Mapping[int, int] = MappingProxyType({})) -> Alignment:
    """Find the place of each block: by unit id, or what its unit says in the source; else headings by anchor, level and
    order, else by order and likeness.

    Paragraphs are looked for only below the heading that theirs was matched to. `by_hand` are pairs that a person chose
    (position in the translation → in the source): such a part leaves the place that it found, what stood at its new one
    loses that, and a heading takes the paragraphs below it along. All else keeps the place that it has without them.
    Time is linear in the blocks plus at most `ALIGNMENT_CELLS` comparisons; where that is used up, blocks of equal kind
    pair in order.
    """
    comparing = _Comparing(source.blocks, other.blocks, asides=other.format not in ("wikitext", "xml"))
    comparing.by_unit()
    comparing.by_definition(other.definitions)
    comparing.headings()
    comparing.bodies(comparing.pairs)
    comparing.bodies(comparing.placed(by_hand))
    pairs = comparing.pairs
    unmatched = tuple(
        own for own, block in enumerate(other.blocks) if own not in pairs and block.status != "untranslated"
    )
    return Alignment(pairs, unmatched, {place: other.blocks[own].status for own, place in pairs.items()})


class _Comparing:
    """Two outlines side by side, what was paired so far, and how many more comparisons may be made."""

    def __init__(self, source: Sequence[Block], other: Sequence[Block], *, asides: bool) -> None:
        self.pairs: Pairs = {0: 0}
        self._taken = {0}
        self._source, self._other = source, other
        self._ours, self._theirs = _Side(source, asides=asides), _Side(other)
        self._scale = (self._theirs.size + 1) / (self._ours.size + 1)
        self._cells = ALIGNMENT_CELLS

    def by_unit(self) -> None:
        """Pair what has the same unit id; a name that occurs twice counts by its order."""
        waiting: dict[str, deque[int]] = defaultdict(deque)
        for place, block in enumerate(self._source):
            if block.unit:
                waiting[block.unit].append(place)
        for own, block in enumerate(self._other):
            if block.unit and waiting[block.unit]:
                self._add({own: waiting[block.unit].popleft()})

    def by_definition(self, definitions: Mapping[str, str]) -> None:
        """Pair units with the places of a page without unit ids that say what these units say in its language."""
        if any(block.unit for block in self._source):
            return
        waiting: dict[str, deque[int]] = defaultdict(deque)
        for place, block in enumerate(self._source[1:], start=1):
            waiting[block.heading or block.text].append(place)
        places = {unit: waiting[words].popleft() for unit, words in definitions.items() if waiting[words]}
        for own, block in enumerate(self._other):
            if block.unit in places and own not in self.pairs:
                self._add({own: places.pop(block.unit)})

    def headings(self) -> None:
        """Pair headings: one by one where shape and anchors agree, else by anchor, then by order and likeness."""
        run = self._run(self._ours.headings, self._theirs.headings)
        if run.agrees():
            run.fixed.update(zip(run.theirs, run.ours, strict=True))
        run.by_key(lambda block: (block.anchor, block.level))
        run.by_key(lambda block: block.anchor)
        self._finish(run, lambda block: block.level, self._like_headings)

    def placed(self, by_hand: Mapping[int, int]) -> Mapping[int, int]:
        """Pair what a person placed, and return it; what stood there, and below it, is without a place."""
        standing = {place: own for own, place in self.pairs.items()}
        for own, place in by_hand.items():
            self._drop(own)
            self._drop(standing.get(place, own))
        self._add(by_hand)
        return by_hand

    def _drop(self, own: int) -> None:
        """Take a part from its place; a heading takes along what was found below it."""
        place = self.pairs.pop(own, None)
        if place is None:
            return
        self._taken.discard(place)
        below = set(self._ours.bodies.get(place, ())) if self._other[own].heads else set[int]()
        for each in self._theirs.bodies.get(own, ()) if below else ():
            if self.pairs.get(each) in below:
                self._taken.discard(self.pairs.pop(each))

    def bodies(self, below: Mapping[int, int]) -> None:
        """Pair the paragraphs and items right below each of these pairs of headings."""
        self._learn_scale()
        for own, place in list(below.items()):
            if own == 0 or self._other[own].heads:
                run = self._run(self._ours.bodies.get(place, ()), self._theirs.bodies.get(own, ()))
                run.by_key(lambda block: (block.role, block.text))
                self._finish(run, lambda block: (block.role, block.level), self._like_bodies)

    def _learn_scale(self) -> None:
        """Measure how much longer the translation is where two headings have equally many paragraphs below them."""
        even = [
            (self._ours.length(place), self._theirs.length(own))
            for own, place in self.pairs.items()
            if len(self._ours.bodies.get(place, ())) == len(self._theirs.bodies.get(own, ()))
        ]
        ours, theirs = (sum(lengths) for lengths in zip(*even, strict=True)) if even else (0, 0)
        if ours and theirs:
            self._scale = theirs / ours

    def _run(self, ours: Places, theirs: Places) -> "_Run":
        inside = set(ours)
        fixed = rising((own, self.pairs[own]) for own in theirs if self.pairs.get(own) in inside)
        kept = set(fixed.values())
        return _Run(
            self._source,
            self._other,
            [place for place in ours if place in kept or place not in self._taken],
            [own for own in theirs if own in fixed or own not in self.pairs],
            fixed,
        )

    def _finish(self, run: "_Run", kind: Callable[[Block], Hashable], like: Callable[[int, int], float]) -> None:
        for ours, theirs in list(run.gaps()):
            cells = len(ours) * len(theirs)
            if [kind(self._source[place]) for place in ours] == [kind(self._other[own]) for own in theirs]:
                run.fixed.update(zip(theirs, ours, strict=True))
            elif cells <= self._cells:
                self._cells -= cells
                run.fixed.update(most_alike(ours, theirs, like))
            else:
                alike = (pair for pair in zip(theirs, ours, strict=False))
                run.fixed.update(
                    (own, place) for own, place in alike if kind(self._other[own]) == kind(self._source[place])
                )
        self._add(run.fixed)

    def _add(self, pairs: Mapping[int, int]) -> None:
        self.pairs.update(pairs)
        self._taken.update(pairs.values())

    def _like_headings(self, place: int, own: int) -> float:
        ours, theirs = self._source[place], self._other[own]
        if ours.level != theirs.level:
            return 0.0
        if ours.heading == theirs.heading:
            return 1.0
        mine, yours = self._ours, self._theirs
        bodies = _ratio(len(mine.bodies.get(place, ())), len(yours.bodies.get(own, ())))
        return 0.5 + 0.3 * bodies + 0.2 * _ratio(mine.length(place) * self._scale, yours.length(own))

    def _like_bodies(self, place: int, own: int) -> float:
        ours, theirs = self._source[place], self._other[own]
        if ours.role != theirs.role:
            return 0.0
        mine, yours = self._ours.marks(place), self._theirs.marks(own)
        marks = len(mine & yours) / len(mine | yours) if mine and yours else 0.5
        return 0.3 + 0.4 * _ratio(len(ours.text) * self._scale, len(theirs.text)) + 0.3 * marks


class _Side:
    """One outline: its headings, what stands right below each heading and how long that is.

    Without `asides` what stands in templates is only found by its unit: translated wikitext does not tell it.
    """

    def __init__(self, blocks: Sequence[Block], *, asides: bool = True) -> None:
        self._blocks = blocks
        self._marks: dict[int, frozenset[str]] = {}
        self._length: dict[int, int] = {}
        self.headings: list[int] = []
        self.bodies: dict[int, list[int]] = defaultdict(list)
        self.size = 0
        for place, block in enumerate(blocks):
            self.size += len(block.text)
            if block.heads:
                self.headings.append(place)
            elif place and (asides or not block.aside):
                self.bodies[self.headings[-1] if self.headings else 0].append(place)

    def length(self, heading: int) -> int:
        """Return how many signs stand right below a heading."""
        if heading not in self._length:
            self._length[heading] = sum(len(self._blocks[place].text) for place in self.bodies.get(heading, ()))
        return self._length[heading]

    def marks(self, place: int) -> frozenset[str]:
        """Return what a translator leaves as it is: figures and Latin names."""
        if place not in self._marks:
            self._marks[place] = frozenset(_SHARED.findall(self._blocks[place].text[:2000]))
        return self._marks[place]


@dataclass(frozen=True, slots=True)
class _Run:
    """Two lists of positions in order, and the pairs of them (translation → source) that are settled and rising."""

    source: Sequence[Block]
    other: Sequence[Block]
    ours: Places
    theirs: Places
    fixed: Pairs

    def agrees(self) -> bool:
        """Whether both sides have the same levels in order and no anchor speaks against pairing them one by one.

        One heading in twenty may by chance be called as another one of the source is ("Introduction" for the preamble);
        two that stand in each other's place are in another order.
        """
        ours, theirs = [self.source[place] for place in self.ours], [self.other[own] for own in self.theirs]
        if [block.level for block in ours] != [block.level for block in theirs]:
            return False
        at = {place: nth for nth, place in enumerate(self.ours)}
        if any(at[self.fixed[own]] != nth for nth, own in enumerate(self.theirs) if own in self.fixed):
            return False
        named = {block.anchor: nth for nth, block in reversed(list(enumerate(ours)))}
        against = {}
        for nth, (one, two) in enumerate(zip(ours, theirs, strict=True)):
            if two.anchor in named and two.anchor != one.anchor:
                if two.status == "untranslated" or two.anchor != anchor_of(two.heading):
                    return False  # the wiki itself says which one it is
                against[nth] = named[two.anchor]
        return len(against) <= max(1, len(ours) // _BY_CHANCE) and against.keys().isdisjoint(against.values())

    def by_key(self, key: Callable[[Block], Hashable]) -> None:
        """Settle, between what is settled, the pairs with one key that keep the order."""
        for ours, theirs in list(self.gaps()):
            known: dict[Hashable, list[int]] = defaultdict(list)
            twins: dict[Hashable, list[int]] = defaultdict(list)
            for place in ours:
                known[key(self.source[place])].append(place)
            for own in theirs:
                twins[key(self.other[own])].append(own)
            self.fixed.update(rising(_twins((twins[name], known[name]) for name in twins if name in known)))

    def gaps(self) -> Iterator[tuple[Places, Places]]:
        """Yield what lies between the settled pairs, where both sides have something."""
        at = {place: nth for nth, place in enumerate(self.ours)}
        start = begin = 0
        for nth, own in enumerate(self.theirs):
            if own in self.fixed:
                end = at[self.fixed[own]]
                if start < end and begin < nth:
                    yield self.ours[start:end], self.theirs[begin:nth]
                start, begin = end + 1, nth + 1
        if start < len(self.ours) and begin < len(self.theirs):
            yield self.ours[start:], self.theirs[begin:]


def _twins(groups: Iterable[tuple[Places, Places]]) -> Iterator[tuple[int, int]]:
    for theirs, ours in groups:
        if len(theirs) == len(ours) or len(theirs) * len(ours) > _MANY_TWINS:
            yield from zip(theirs, ours, strict=False)
        else:
            yield from ((own, place) for own in theirs for place in ours)


def rising(pairs: Iterable[tuple[int, int]]) -> Pairs:
    """Return the most pairs that rise on both sides (longest increasing subsequence, O(n log n))."""
    ordered = sorted(pairs, key=lambda pair: (pair[0], -pair[1]))
    ends: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for nth, (_, place) in enumerate(ordered):
        size = bisect_left(ends, place)
        ends[size : size + 1] = [place]
        at[size : size + 1] = [nth]
        before.append(at[size - 1] if size else -1)
    found: Pairs = {}
    nth = at[-1] if at else -1
    while nth >= 0:
        found[ordered[nth][0]] = ordered[nth][1]
        nth = before[nth]
    return found


def most_alike(ours: Places, theirs: Places, like: Callable[[int, int], float]) -> Pairs:
    """Return the order-preserving pairs of the greatest likeness in all (as in global sequence alignment)."""
    best = [[0.0] * (len(theirs) + 1)]
    alike = []
    for place in ours:
        above, row = best[-1], [0.0]
        alike.append([like(place, own) for own in theirs])
        for nth, score in enumerate(alike[-1]):
            taken = above[nth] + score if score >= ALIKE else 0.0
            row.append(max(row[nth], above[nth + 1], taken))
        best.append(row)
    found: Pairs = {}
    row_at, at = len(ours), len(theirs)
    while row_at and at:
        score = alike[row_at - 1][at - 1]
        if score >= ALIKE and best[row_at][at] == best[row_at - 1][at - 1] + score:
            found[theirs[at - 1]] = ours[row_at - 1]
            row_at, at = row_at - 1, at - 1
        elif best[row_at][at] == best[row_at - 1][at]:
            row_at -= 1
        else:
            at -= 1
    return found


def _ratio(one: float, two: float) -> float:
    return min(one, two) / max(one, two) if one and two else float(one == two)
