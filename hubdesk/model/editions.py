"""What became of each place of a charter from one edition to the next."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from hubdesk.model.alignment import ALIKE, most_alike, rising
from hubdesk.model.charter import canonical
from hubdesk.model.fold import tokens
from hubdesk.model.limits import ALIGNMENT_CELLS

Relation = Literal["same", "edited", "moved", "split", "merged", "removed", "new"]
_PARTS = frozenset({"paragraph", "item"})
#: In a long run a place is compared with as many others, which share as many of its words that this many places have.
_RARE, _MANY = 6, 40
#: Of fewer words than these it is not concluded that they went into another paragraph.
_FEWEST = 4


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of an edition in document order, with its words in the source language; `parent` is a wid."""

    wid: str
    parent: str
    role: str
    words: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A place then and now, by wid: `new` is empty for what was removed, `old` for what is new.

    `confidence` is 1 for equal unit ids or equal words, else the share of words in common (0 to 1), and 0 for what has
    no other side. A place that was split or merged stands in several pairs.
    """

    old: str
    new: str
    relation: Relation
    confidence: float

    @property
    def tag(self) -> Literal["kept", "moved", "changed", "detached"]:
        """What becomes of a tag on the old place; it is shown to a person, never set in silence."""
        if self.relation in ("same", "moved"):
            return "kept" if self.relation == "same" else "moved"
        return "detached" if self.relation == "removed" else "changed"


def compare(old: Sequence[Spot], new: Sequence[Spot]) -> tuple[Pair, ...]:
    """Pair two editions: by wid (unit id, or words below their heading), by equal words, by likeness in order.

    Equal words below an equal heading come first, so that the "Rights" of one chapter is not taken for another's.

    Every place of both stands in at least one pair; the order is that of the new edition, the removed ones last.
    Likeness is the share of words in common, at least 0.6, and keeps the order; it costs at most `ALIGNMENT_CELLS`
    comparisons. In longer runs only places that share rare words are compared, so that time grows with the places. What
    is left then, because it was moved and edited too, is paired with what is most alike anywhere, or
    with the paragraph that has taken its words up.
    """
    comparing = _Editions(old, new)
    comparing.by_wid()
    comparing.by_words(below_equal=True)
    comparing.by_words(below_equal=False)
    comparing.by_likeness()
    comparing.by_likeness_elsewhere()
    return tuple(comparing.pairs())


def detached(pairs: Iterable[Pair]) -> int:
    """Return how many places of the old edition have no place in the new one."""
    return sum(pair.relation == "removed" for pair in pairs)


class _Editions:
    """Two editions, and which positions belong together (new → old) with what confidence."""

    def __init__(self, old: Sequence[Spot], new: Sequence[Spot]) -> None:
        self._old, self._new = old, new
        self._found: dict[int, tuple[int, float]] = {}
        self._taken: set[int] = set()
        self._words = ([Counter(tokens(spot.words)) for spot in old], [Counter(tokens(spot.words)) for spot in new])
        self._plain = ([canonical(spot.words) for spot in old], [canonical(spot.words) for spot in new])
        self._above = tuple(
            {spot.wid: words for spot, words in zip(spots, plain, strict=True)}
            for spots, plain in zip((old, new), self._plain, strict=True)
        )

    def by_wid(self) -> None:
        """Pair equal wids."""
        at = {spot.wid: place for place, spot in enumerate(self._old)}
        for own, spot in enumerate(self._new):
            if (place := at.get(spot.wid)) is not None:
                self._pair(own, place, 1.0)

    def by_words(self, *, below_equal: bool) -> None:
        """Pair equal words of equal kind, twins in their order; `below_equal` asks for equal headings above as well."""
        waiting: dict[tuple[bool, str, str], list[int]] = defaultdict(list)
        for place in reversed(range(len(self._old))):
            if place not in self._taken and self._plain[0][place]:
                waiting[self._key(0, place, below_equal=below_equal)].append(place)
        for own in range(len(self._new)):
            if own not in self._found and (places := waiting.get(self._key(1, own, below_equal=below_equal))):
                self._pair(own, places.pop(), 1.0)

    def by_likeness(self) -> None:
        """Pair what is alike between neighbours that are settled."""
        cells = ALIGNMENT_CELLS
        for ours, theirs in list(self._gaps()):
            if len(ours) * len(theirs) > cells:
                alike = rising(self._by_rare_words(ours, theirs))
            else:
                cells -= len(ours) * len(theirs)
                alike = most_alike(ours, theirs, self._like)
            for own, place in alike.items():
                self._pair(own, place, self._like(place, own))

    def by_likeness_elsewhere(self) -> None:
        """Pair what was edited and also moved past its neighbours, the most alike first."""
        ours = [place for place in range(len(self._old)) if place not in self._taken]
        theirs = [own for own in range(len(self._new)) if own not in self._found]
        alike = [(self._like(place, own), own, place) for own, place in self._by_rare_words(ours, theirs)]
        for sure, own, place in sorted(alike, key=lambda each: (-each[0], each[1])):
            if place not in self._taken:
                self._pair(own, place, sure)

    def pairs(self) -> Iterator[Pair]:
        """Yield the pairs with their relations."""
        relations = self._relations()
        split, merged = self._joined(now=True), self._joined(now=False)
        merged |= self._taken_up(merged)
        whole, parts = set(split.values()), set(merged.values())
        for own, spot in enumerate(self._new):
            if own in self._found:
                place, sure = self._found[own]
                relation = relations[own]
                if relation == "edited" and (place in whole or own in parts):
                    relation = "split" if place in whole else "merged"
                yield Pair(self._old[place].wid, spot.wid, relation, round(sure, 3))
            elif own in split:
                yield Pair(self._old[split[own]].wid, spot.wid, "split", round(self._within(split[own], own), 3))
            else:
                yield Pair("", spot.wid, "new", 0.0)
        for place, spot in enumerate(self._old):
            if place in merged:
                yield Pair(
                    spot.wid, self._new[merged[place]].wid, "merged", round(self._within(place, merged[place]), 3)
                )
            elif place not in self._taken:
                yield Pair(spot.wid, "", "removed", 0.0)

    def _key(self, side: int, at: int, *, below_equal: bool) -> tuple[bool, str, str]:
        spot = (self._old, self._new)[side][at]
        return spot.role in _PARTS, self._plain[side][at], self._above[side].get(spot.parent, "") if below_equal else ""

    def _by_rare_words(self, ours: Sequence[int], theirs: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Yield for each new place the old one that is most alike among those that share its rarest words."""
        having: dict[str, list[int]] = defaultdict(list)
        for place in ours:
            for word in self._words[0][place]:
                having[word].append(place)
        for own in theirs:
            rare = sorted((len(having[word]), word) for word in self._words[1][own] if word in having)[:_RARE]
            near = Counter(place for many, word in rare if many <= _MANY for place in having[word])
            tried = [(self._like(place, own), -place) for place, _ in near.most_common(_RARE)]
            sure, place = max(tried, default=(0.0, 0))
            if sure >= ALIKE:
                yield own, -place

    def _pair(self, own: int, place: int, sure: float) -> None:
        self._found[own] = place, sure
        self._taken.add(place)

    def _relations(self) -> dict[int, Relation]:
        """Return same, edited or moved for each pair, by position in the new edition."""
        straight = rising((own, place) for own, (place, _) in self._found.items())
        before = {self._new[own].wid: self._old[place].wid for own, (place, _) in self._found.items()}
        found: dict[int, Relation] = {}
        for own, (place, _) in self._found.items():
            above = self._new[own].parent
            stays = own in straight and before.get(above, above) == self._old[place].parent
            equal = self._plain[0][place] == self._plain[1][own]
            found[own] = ("same" if stays else "moved") if equal else "edited"
        return found

    def _joined(self, *, now: bool) -> dict[int, int]:
        """Return the paragraphs that are a part of their neighbour's other side: new → old for split, old → new."""
        found = {}
        spots, taken = (self._new, self._found) if now else (self._old, self._taken)
        across = {own: place for own, (place, _) in self._found.items()}
        across = across if now else {place: own for own, place in across.items()}
        for at, spot in enumerate(spots):
            if at in taken or spot.role not in _PARTS:
                continue
            for beside in (at - 1, at + 1):
                other = across.get(beside)
                if other is None or spots[beside].role not in _PARTS:
                    continue
                part, whole = self._words[now][at], self._words[not now][other]
                if sum((part & (whole - self._words[now][beside])).values()) >= 0.8 * sum(part.values()) > 0:
                    found[at] = other
                    break
        return found

    def _taken_up(self, known: Container[int]) -> dict[int, int]:
        """Return the paragraphs whose words stand as they were within a paragraph that had not said them: old → new."""
        having: dict[str, list[int]] = defaultdict(list)
        for own, spot in enumerate(self._new):
            for word in self._words[1][own] if spot.role in _PARTS else ():
                having[word].append(own)
        found = {}
        for at, spot in enumerate(self._old):
            words = self._plain[0][at].rstrip(".;:!?。；：！？।؟ ")
            few = sum(self._words[0][at].values()) < _FEWEST
            if at in self._taken or at in known or spot.role not in _PARTS or few:
                continue
            rare = sorted((len(having[word]), word) for word in self._words[0][at] if word in having)[:_RARE]
            for own in dict.fromkeys(own for many, word in rare if many <= _MANY for own in having[word]):
                before = self._plain[0][self._found[own][0]] if own in self._found else ""
                if words in self._plain[1][own] and words not in before:
                    found[at] = own
                    break
        return found

    def _within(self, place: int, own: int) -> float:
        return _share(self._words[0][place], self._words[1][own])

    def _like(self, place: int, own: int) -> float:
        if (self._old[place].role in _PARTS) != (self._new[own].role in _PARTS):
            return 0.0
        return self._within(place, own)

    def _gaps(self) -> Iterator[tuple[list[int], list[int]]]:
        fixed = rising((own, place) for own, (place, _) in self._found.items())
        start = begin = 0
        for own, place in [*sorted(fixed.items()), (len(self._new), len(self._old))]:
            ours = [each for each in range(start, place) if each not in self._taken]
            theirs = [each for each in range(begin, own) if each not in self._found]
            start, begin = place + 1, own + 1
            if ours and theirs:
                yield ours, theirs


def _share(one: Counter[str], two: Counter[str]) -> float:
    """Return how much two bags of words have in common (Dice's coefficient)."""
    size = sum(one.values()) + sum(two.values())
    return 2 * sum((one & two).values()) / size if size else 0.0
