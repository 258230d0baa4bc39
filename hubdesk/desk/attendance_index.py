"""Sorted keys of a long list of people, kept as small as their letters, that are found by their beginning."""

from array import array
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from heapq import merge

_END = b"\xff"


class Ids:
    """The ids of a list in ascending order, sixteen bytes each; a place in it stands for a person."""

    def __init__(self) -> None:
        self._all = bytearray()

    def __len__(self) -> int:
        return len(self._all) // 16

    def __getitem__(self, place: int) -> str:
        return self._all[16 * place : 16 * place + 16].hex()

    def append(self, id: str) -> int:
        """Add the id that follows all others and return its place."""
        self._all += bytes.fromhex(id)
        return len(self) - 1

    def find(self, id: str) -> int:
        """Return the place of an id, −1 where it is not there."""
        place = bisect_left(range(len(self)), id, key=self.__getitem__)
        return place if place < len(self) and self[place] == id else -1


class Texts:
    """Texts one after the other in one run of bytes."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._all, self._ends = bytearray(), array("I", [0])
        for text in texts:
            self.append(text)

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, place: int) -> str:
        return self.bytes(place).decode("utf-8", "surrogatepass")

    def append(self, text: str) -> None:
        """Add a text."""
        self._all += text.encode("utf-8", "surrogatepass")
        self._ends.append(len(self._all))

    def bytes(self, place: int) -> bytes:
        """Return a text as it is kept."""
        return bytes(self._all[self._ends[place] : self._ends[place + 1]])


#: What a key leads to while keys are gathered: one place, or several in ascending order.
Found = dict[str, "int | array[int]"]


def gather(found: Found, key: str, place: int) -> None:
    """Let a key lead to one more place, which follows those before it."""
    before = found.get(key)
    if before is None:
        found[key] = place  # most words are of one person: an array for each would be most of it
    elif isinstance(before, int):
        found[key] = array("I", (before, place))
    else:
        before.append(place)


class Keys:
    """Sorted keys and the people each leads to; made once, what comes later is kept beside.

    Keys stand in the order of their code points, which is that of their bytes in UTF-8; people of one key in that of
    their ids.
    """

    def __init__(self, ids: Ids, found: Found) -> None:
        """`found` is used up."""
        ordered = sorted(found, key=lambda key: key.encode("utf-8", "surrogatepass"))
        self._ids, self._texts = ids, Texts(ordered)
        self._starts, self._places = array("I", [0]), array("I")
        for key in ordered:
            places = found.pop(key)
            self._places.extend((places,) if isinstance(places, int) else places)
            self._starts.append(len(self._places))
        self._late: list[tuple[str, str]] = []

    def add(self, key: str, id: str) -> None:
        """Let a key lead to somebody who came later."""
        insort(self._late, (key, id))

    def remove(self, key: str, id: str) -> None:
        """Take back what was added later."""
        at = bisect_left(self._late, (key, id))
        if at < len(self._late) and self._late[at] == (key, id):
            del self._late[at]

    def between(self, start: str, gone: frozenset[int] | set[int]) -> Iterator[str]:
        """Yield the ids of whom keys that begin so lead to; `gone` places count no more."""
        first, last = self._stretch(start)
        late = self._late_from(start)
        if not late:
            for place in memoryview(self._places)[self._starts[first] : self._starts[last]]:
                if place not in gone:
                    yield self._ids[place]
            return
        for _, id in merge(self._early(first, last, gone), late):
            yield id

    def exactly(self, key: str, gone: frozenset[int] | set[int]) -> list[str]:
        """Return the ids of whom just this key leads to."""
        wanted = key.encode("utf-8", "surrogatepass")
        row = bisect_left(range(len(self._texts)), wanted, key=self._texts.bytes)
        early: Iterable[int] = ()
        if row < len(self._texts) and self._texts.bytes(row) == wanted:
            early = self._places[self._starts[row] : self._starts[row + 1]]
        found = [self._ids[place] for place in early if place not in gone]
        return sorted([*found, *(id for other, id in self._late_from(key) if other == key)])

    def span(self, start: str) -> int:
        """Return how many `between` would yield, about."""
        first, last = self._stretch(start)
        return self._starts[last] - self._starts[first] + len(self._late_from(start))

    def _early(self, first: int, last: int, gone: frozenset[int] | set[int]) -> Iterator[tuple[str, str]]:
        for row in range(first, last):
            key = self._texts[row]
            for place in self._places[self._starts[row] : self._starts[row + 1]]:
                if place not in gone:
                    yield key, self._ids[place]

    def _stretch(self, start: str) -> tuple[int, int]:
        wanted, rows = start.encode("utf-8", "surrogatepass"), range(len(self._texts))
        first = bisect_left(rows, wanted, key=self._texts.bytes)
        return first, bisect_left(rows, wanted + _END, lo=first, key=self._texts.bytes)

    def _late_from(self, start: str) -> list[tuple[str, str]]:
        at, found = bisect_left(self._late, (start,)), []
        while at < len(self._late) and self._late[at][0].startswith(start):
            found.append(self._late[at])
            at += 1
        return found
