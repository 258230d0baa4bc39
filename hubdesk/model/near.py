"""How well typed letters answer to a name: its beginning, beginnings of its words, the slips of quick fingers."""

from collections.abc import Sequence
from functools import lru_cache

from hubdesk.model.fold import fold, tokens

#: No match.
FAR = 9.0
#: From here on letters had to be forgiven.
SLIPPED = 4.0
#: Words of fewer letters must be typed rightly; longer ones forgive one slip for each so many letters.
_EACH = 4


def nearness(typed: str, name: str) -> float:
    """Return how well what was typed answers to a name, as `rank` and then `slipped` tell it; "_" parts words."""
    sought, whole = typed.replace("_", " "), name.replace("_", " ")
    words, parts = tokens(sought), tokens(whole)
    found = rank(fold(sought), words, fold(whole), parts)
    return found if found < FAR else slipped(words, parts)


def rank(sought: str, words: Sequence[str], name: str, parts: Sequence[str]) -> float:
    """Return 0 for the same name, 1 for its beginning, 2 for beginnings of words, 3 for any part of it, FAR for none.

    All are folded (`fold.fold`, `fold.tokens`): `words` are those of `sought`, `parts` those of `name`.
    """
    if name == sought:
        return 0
    if name.startswith(sought):
        return 1
    if any(word not in name for word in words):
        return FAR
    if words and all(any(part.startswith(word) for part in parts) for word in words):
        return 2
    return 3 if len(sought) > 1 and sought in name else FAR


def slipped(words: Sequence[str], parts: Sequence[str]) -> float:
    """Return SLIPPED and more where all words begin parts with few slips (a letter missing, extra, wrong, two swapped).

    FAR where one does not. Asked only when nothing answers that was typed rightly.
    """
    total = 0
    for word in words:
        allowed = min(2, len(word) // _EACH)
        least = min((_slips(word, part, allowed) for part in parts), default=allowed + 1)
        if least > allowed:
            return FAR
        total += least
    return SLIPPED + total / 10 if total else FAR


@lru_cache(20_000)
def _slips(word: str, part: str, allowed: int) -> int:
    """Return by how few slips a word becomes a beginning of a part; more than `allowed` is not counted out."""
    if not allowed:
        return 0 if part.startswith(word) else 1
    begins = word[0] == part[0] or word[:2] == part[1::-1]  # nobody slips on the first letter alone
    if not begins or len(set(word) - set(part)) > allowed or len(part) + allowed < len(word):
        return allowed + 1
    before: list[int] = []
    row = list(range(len(part) + 1))
    for at, letter in enumerate(word, start=1):
        older, before = before, row
        row = [at]
        for place, other in enumerate(part, start=1):
            cost = min(before[place] + 1, row[place - 1] + 1, before[place - 1] + (letter != other))
            if at > 1 and place > 1 and letter == part[place - 2] and word[at - 2] == other:
                cost = min(cost, older[place - 2] + 1)
            row.append(cost)
    return min(row)
