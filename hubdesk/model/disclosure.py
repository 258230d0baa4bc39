"""Which numbers may be published: small counts hidden so that no arithmetic brings them back.

The thresholds are those of Wikimedia's CampaignEvents; its rule alone lets a reader subtract (13 people who answer
6/6/1/0/0 leave one person for three options). Here every hidden option keeps at least three possible values, even for
a reader who knows this rule, because each decision rests only on what is published anyway. No cross tables. What was
published before, of the same question or a part of its gatherings, is in `model.releases`.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from hubdesk.i18n import Sentence, count, say

#: Fewer answers than this, and a question is not shown.
LEAST_ANSWERS = 10
#: Fewer answers than this, and an option shows as "less than 5"; as many must share a city or language.
LEAST_COUNT = 5
#: The same for gatherings that are told together: it may be known as well that none of them could be told alone.
LEAST_TOGETHER = 2 * LEAST_COUNT
#: How many values each hidden option must still be able to have.
LEAST_VALUES = 3

Shared = TypeVar("Shared", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Range:
    """A published count: exact where `low` equals `high`; both ends are possible as far as a reader is told."""

    low: int
    high: int

    @property
    def exact(self) -> bool:
        """Whether one number is told."""
        return self.low == self.high

    @property
    def told(self) -> Sentence:
        """Return the words for a table or a sentence."""
        if self.exact:
            return count(self.low, "{n} person", "{n} people")
        if self.low == 0:
            return say("less than {n}", n=self.high + 1)
        return say("{low} to {high}", low=self.low, high=self.high)


@dataclass(frozen=True, slots=True)
class Disclosed:
    """One question as it may be published; `options` is empty and `no_response` None where it is not shown."""

    people: int | None
    options: tuple[Range, ...] = ()
    no_response: Range | None = None

    @property
    def shown(self) -> bool:
        """Whether anything but the number of people may be told."""
        return bool(self.options)


def disclose(counts: Sequence[int], people: int | None, *, least: int = LEAST_COUNT) -> Disclosed:
    """Return what may be published of a question to which each of `people` gave one answer or none.

    `counts` are the answers of each option in the order of the question; `people` is None where nobody knows how many
    were asked, or everybody gave several answers: no arithmetic begins there then, and no silence is told. Counts below
    `least` are hidden. Raises ValueError for negative counts and for more answers than people.
    """
    answers, hidden = sum(counts), sum(number < least for number in counts)
    if min(counts, default=0) < 0 or (people is not None and answers > people):
        raise ValueError("answers must be counts of the people asked")
    if answers < LEAST_ANSWERS:
        return Disclosed(people)
    if not hidden:
        silent = None if people is None else Range(people - answers, people - answers)
        return Disclosed(people, tuple(Range(n, n) for n in counts), silent)
    large = sum(number for number in counts if number >= least)
    if people is None:
        room = (least - 1) * hidden
        return Disclosed(None, _exact(counts, large + room, rest=room, least=least).options)
    rest = people - large
    if rest >= least - 1:
        return _exact(counts, people, rest=rest, least=least)
    return _blurred(counts, people, rest=rest, least=least)


def shared(people: Mapping[Shared, int]) -> frozenset[Shared]:
    """Return what at least five people share, of how many people there are for each: a gathering, a place, a laptop.

    Only these may stand beside what somebody said. Time, channel, table, speaker and item of the run-sheet stand beside
    no remark at all, for nobody counts who shares them; minutes alone tell what was said under an item, where not fewer
    than five people are known to have come. The language of words is told with them, because they show it.
    """
    return frozenset(value for value, number in people.items() if number >= LEAST_COUNT)


def _exact(counts: Sequence[int], people: int, *, rest: int, least: int) -> Disclosed:
    """Show the large counts as they are: `rest` people are left for the hidden options and for no response.

    A reader knows that ten people answered; where that alone would fix a hidden option, nothing is shown.
    """
    most, hidden = least - 1, sum(number < least for number in counts)
    wanting = max(0, LEAST_ANSWERS - (people - rest))
    lowest = max(0, wanting - most * (hidden - 1))
    if most - lowest + 1 < LEAST_VALUES:
        return Disclosed(people)
    options = tuple(Range(n, n) if n >= least else Range(0, most) for n in counts)
    return Disclosed(people, options, Range(max(0, rest - most * hidden), rest))


def _blurred(counts: Sequence[int], people: int, *, rest: int, least: int) -> Disclosed:
    """Show one large count as a range, because so few are left that the exact counts would tell the hidden ones.

    It is the first that is large enough to stay so over the whole range, which says no more than that fewer people are
    left than a hidden option may have.
    """
    large, width = least + LEAST_VALUES, least - 2
    place = next((place for place, n in enumerate(counts) if n >= large), -1)
    most = counts[place] + rest
    if place < 0 or most - width < large:
        return Disclosed(people)
    options = [Range(n, n) if n >= least else Range(0, least - 1) for n in counts]
    options[place] = Range(most - width, most)
    return Disclosed(people, tuple(options), Range(0, width))
