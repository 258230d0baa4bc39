"""How far people who sorted the same lines apart from each other agree, for answers that have no order."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence

Pair = tuple[Hashable, Hashable]


def share(pairs: Sequence[Pair]) -> float | None:
    """Return the share of units (0 to 1) to which two coders gave the same answer; None where there are no units."""
    return sum(one == other for one, other in pairs) / len(pairs) if pairs else None


def kappa(pairs: Sequence[Pair]) -> float | None:
    """Return Cohen's κ of two coders: the agreement beyond what chance would give (1: whole, 0: no more than chance).

    J. Cohen, "A Coefficient of Agreement for Nominal Scales", Educational and Psychological Measurement 20 (1960),
    37–46. None where it is undefined: no units, or both coders gave one and the same answer throughout.
    """
    observed, n = share(pairs), len(pairs)
    if observed is None:
        return None
    one, other = Counter(first for first, _ in pairs), Counter(second for _, second in pairs)
    by_chance = sum(number * other[answer] for answer, number in one.items())
    if by_chance == n * n:
        return None
    return (observed - by_chance / n**2) / (1 - by_chance / n**2)


def alpha(units: Iterable[Sequence[Hashable | None]]) -> float | None:
    """Return Krippendorff's α for nominal data, any number of coders, and missing answers (None in a unit).

    K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), https://repository.upenn.edu/asc_papers/43:
    1 less the ratio of observed to expected disagreement. Units with fewer than two answers count for nothing. None
    where it is undefined: no unit with two answers, or one and the same answer throughout.
    """
    given: Counter[Hashable] = Counter()
    observed = 0.0
    for unit in units:
        answers = Counter(answer for answer in unit if answer is not None)
        m = answers.total()
        if m > 1:
            given += answers
            observed += (m * m - sum(n * n for n in answers.values())) / (m - 1)
    n = given.total()
    differing = n * n - sum(each * each for each in given.values())
    return 1 - (n - 1) * observed / differing if differing else None
