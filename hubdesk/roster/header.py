"""Where the head of a list is: not always its first row, sometimes nowhere."""

import re
from collections import Counter
from collections.abc import Sequence

from hubdesk.roster.cells import is_date, is_email, is_handle, is_phone
from hubdesk.roster.states import status
from hubdesk.roster.words import meaning

#: Rows among which the head is looked for, and those below that must look like data.
_FIRST, _BELOW = 40, 100
_HXL = re.compile(r"^\s*#[a-z][a-z0-9_]*(?:\s*[+][a-z][a-z0-9_]*)*\s*$", re.IGNORECASE)


def find_header(rows: Sequence[Sequence[str]]) -> int | None:
    """Return the place of the head among the rows, None for a list that begins with its people."""
    best, most = None, 0.0
    states = _repeated_states(rows)
    for place, row in enumerate(rows[:_FIRST]):
        score = _by_words(row, states)
        if score > most:
            best, most = place, score
    return best if best is not None else _by_shape(rows)


def is_hxl(row: Sequence[str]) -> bool:
    """Whether a row consists of HXL tags (#contact+name), the second head of humanitarian data."""
    if "#" not in "".join(row):
        return False
    cells = [cell for cell in row if cell.strip()]
    tags = sum(_HXL.match(cell) is not None for cell in cells)
    if any("+" in cell for cell in cells):
        return tags * 2 > len(cells)
    return tags > 1 and tags == len(cells)


def _is_data(cell: str) -> bool:
    return is_email(cell) or is_handle(cell) or is_phone(cell) or is_date(cell)


def _repeated_states(rows: Sequence[Sequence[str]]) -> frozenset[str]:
    """Return the cells that name a state and stand in several rows ("paid", "participant"): those are no heads."""
    seen = Counter(cell for row in rows[: _FIRST + _BELOW] for cell in {each.strip() for each in row})
    return frozenset(cell for cell, times in seen.items() if times > 1 and len(cell) < 60 and status(cell))


def _by_words(row: Sequence[str], states: frozenset[str]) -> float:
    cells = [cell for cell in row if cell.strip()]
    if not cells or is_hxl(row) or any(_is_data(cell) and not is_date(cell) for cell in cells):
        return 0.0
    meanings = [meaning(cell) for cell in cells if cell.strip() not in states]
    sure = len({each.field for each in meanings if each.sure})
    weak = len({each.field for each in meanings if each.field and not each.sure})
    if sure > 1 or (sure == 1 and (len(cells) <= 3 or weak)) or weak > 2:
        return sure + 0.4 * weak
    return 0.0


def _by_shape(rows: Sequence[Sequence[str]]) -> int | None:
    """Find a head in a language we do not know: a row of words above a column of addresses, numbers or dates."""
    for place, row in enumerate(rows[:_FIRST]):
        cells = [cell for cell in row if cell.strip()]
        if len(cells) < 2 or is_hxl(row):
            continue
        if any(map(_is_data, cells)):
            return None
        below = [each for each in rows[place + 1 : place + 1 + _BELOW] if any(map(str.strip, each))]
        kinds = 0
        for column, head in enumerate(row):
            data = [each[column] for each in below if column < len(each) and each[column].strip()]
            if head.strip() and data and sum(map(_is_data, data)) * 10 >= len(data) * 6:
                kinds += 2 if len(data) > 1 else 1
        return place if kinds > 1 else None
    return None
