"""Marks of direction that people's words leave open are closed, so that they turn nothing behind them."""

import re

_PDF, _PDI = "\u202c", "\u2069"
#: What opens an embedding or override, and what an isolate (UAX #9, 2.1 to 2.4), each with what closes it.
_CLOSED_BY = dict.fromkeys("\u202a\u202b\u202d\u202e", _PDF) | dict.fromkeys("\u2066\u2067\u2068", _PDI)
_MARKS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def closed(line: str) -> str:
    """Return words with what closes their own marks of direction behind them; a mark that closes nothing is left out.

    For outputs that cannot isolate words: a lone U+202E would write the rest of a line backwards.
    """
    waiting: list[str] = []

    def seen(found: re.Match[str]) -> str:
        mark = found[0]
        if mark in _CLOSED_BY:
            waiting.append(_CLOSED_BY[mark])
            return mark
        if mark == _PDF and waiting[-1:] == [_PDF]:
            return waiting.pop()
        if mark == _PDI and _PDI in waiting:
            while waiting.pop() != _PDI:  # an isolate ends the embeddings within it
                pass
            return mark
        return ""

    kept = _MARKS.sub(seen, line)
    return kept + "".join(reversed(waiting))
