"""The Unicode bidirectional algorithm (UAX #9) on strings of class letters, so that each rule is one search."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

#: One letter for each bidirectional class; digits stand for numbers, lower case for what takes its surroundings' side.
_LETTERS = {
    "L": "L", "R": "R", "AL": "A", "EN": "1", "AN": "2", "ES": "+", "ET": "#", "CS": ",", "NSM": "m", "BN": "b",
    "B": "B", "S": "S", "WS": "s", "ON": "o", "LRE": "e", "RLE": "E", "LRO": "v", "RLO": "V", "PDF": "p",
    "LRI": "l", "RLI": "r", "FSI": "f", "PDI": "i",
}  # fmt: skip
_ISOLATES, _EMBEDDINGS, _REMOVED = "lrf", "eEvV", "eEvVpb"
_MAX_DEPTH = 125  # BD2
_MAX_BRACKETS = 63  # BD16

#: Opening and closing brackets of BidiBrackets.txt, as ranges of neighbours and single pairs.
_NEIGHBOURS = (
    (0x0F3A, 0x0F3D), (0x169B, 0x169C), (0x2045, 0x2046), (0x207D, 0x207E), (0x208D, 0x208E), (0x2308, 0x230B),
    (0x2768, 0x2775), (0x27C5, 0x27C6), (0x27E6, 0x27EF), (0x2983, 0x298C), (0x2991, 0x2998), (0x29D8, 0x29DB),
    (0x29FC, 0x29FD), (0x2E22, 0x2E29), (0x2E55, 0x2E5C), (0x3008, 0x3011), (0x3014, 0x301B), (0xFE59, 0xFE5E),
    (0xFF5F, 0xFF60), (0xFF62, 0xFF63),
)  # fmt: skip
_SINGLES: tuple[str, ...] = ("()", "[]", "{}", "\u298d\u2990", "\u298f\u298e", "（）", "［］", "｛｝", "\u2329\u3009")
_CLOSING = {chr(c): chr(c + 1) for first, last in _NEIGHBOURS for c in range(first, last, 2)} | {
    pair[0]: pair[1] for pair in _SINGLES
}
_SAME = {"\u232a": "\u3009"}  # canonically equivalent angle brackets match each other
_OPENING = frozenset(_CLOSING.values()) | _SAME.keys()

_RTL_LETTERS = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BRACKET = re.compile("[" + re.escape("".join(_CLOSING) + "".join(_OPENING)) + "]")
_STRONG = re.compile("[LRA]")

Item = TypeVar("Item")


def _unassigned(code: int) -> str:
    """Return the default class of a code point that Unicode has not assigned (DerivedBidiClass.txt)."""
    if 0x600 <= code <= 0x7BF or 0x860 <= code <= 0x8FF or 0xFB50 <= code <= 0xFDCF or 0xFE70 <= code <= 0xFEFE:
        return "A"
    if 0x590 <= code <= 0x85F or 0xFB1D <= code <= 0xFB4F or 0x10800 <= code <= 0x10FFF or 0x1E800 <= code <= 0x1EFFF:
        return "R"
    if 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE or 0xE0000 <= code <= 0xE0FFF or 0xFFF0 <= code <= 0xFFF8:
        return "b"
    return "#" if 0x20A0 <= code <= 0x20CF else "L"


class _Classes(dict[int, str]):
    """Class letters by code point, filled as they are met; for str.translate."""

    def __missing__(self, code: int) -> str:
        found = unicodedata.bidirectional(chr(code))
        letter = self[code] = _LETTERS[found] if found else _unassigned(code)
        return letter


_CLASSES = _Classes()


def needs_levels(text: str) -> bool:
    """Tell whether a text can hold anything that does not run from left to right in a left-to-right paragraph."""
    return not text.isascii() and bool(_RTL_LETTERS.search(text) or _CONTROLS.search(text))


def base_level(text: str, default: int = 0) -> int:
    """Return 0 or 1 by the first strong letter outside isolates (rules P2, P3), `default` when there is none."""
    classes = text.translate(_CLASSES)
    if not any(letter in classes for letter in "lrf"):
        found = _STRONG.search(classes)
    else:
        place = _first_strong(classes, 0, len(classes), _isolate_ends(classes))
        found = _STRONG.match(classes, place) if place < len(classes) else None
    return default if found is None else int(found.group() != "L")


def levels(text: str, base: int = 0) -> bytes:
    """Return the embedding level of every character of a text whose paragraphs all have the level `base`.

    Rules X1 to L1; whitespace before a separator or at the end of the text has the base level. A separator of class B
    (a newline) ends a paragraph: explicit directions do not reach over it.
    """
    if not base and not needs_levels(text):
        return bytes(len(text))
    classes = text.translate(_CLASSES)
    parts = []
    start = 0
    for stop in [m.end() for m in _PARAGRAPH.finditer(classes)] or [len(text)]:
        parts.append(_paragraph(text[start:stop], classes[start:stop], base))
        start = stop
    found = bytearray(b"".join(parts))
    for m in _RESET.finditer(classes):
        found[m.start() : m.end()] = bytes((base,)) * (m.end() - m.start())
    return bytes(found)


def reorder(items: Sequence[Item], item_levels: Sequence[int]) -> list[Item]:
    """Return the items of one line in the order in which they stand from left to right (rule L2)."""
    highest = max(item_levels, default=0)
    lowest = min((level for level in item_levels if level & 1), default=highest + 1)
    order = list(range(len(items)))
    for level in range(highest, lowest - 1, -1):
        start = 0
        while start < len(order):
            stop = start
            while stop < len(order) and item_levels[order[stop]] >= level:
                stop += 1
            order[start:stop] = order[start:stop][::-1]
            start = stop + 1
    return [items[place] for place in order]


_PARAGRAPH = re.compile("[^B]*B|[^B]+$")
_RESET = re.compile("(?<![slrfieEvVpb])[slrfieEvVpb]*+(?:[SB]|$)")


def _paragraph(text: str, classes: str, base: int) -> bytes:
    if not any(letter in classes for letter in "lrfieEvVpb"):
        side = "LR"[base]
        return _resolve(classes, text, level=base, sides=(side, side))
    return _with_controls(text, classes, base)


def _repeat(letter: str) -> Callable[[re.Match[str]], str]:
    return lambda m: letter * len(m.group())


def _swap(old: str, new: str) -> Callable[[re.Match[str]], str]:
    return lambda m: m.group().replace(old, new)


_W1 = re.compile("(.)m+")
_W2 = re.compile("A[^LRA]*")
_W4_EUROPEAN, _W4_ARABIC = re.compile("(?<=1)[+,](?=1)"), re.compile("(?<=2),(?=2)")
_W5 = re.compile("(?<!#)#++(?=1)|(?<=1)#+")
_W6 = re.compile("[+#,]")
_W7 = re.compile("L[^LR]*")
_N1_LEFT, _N1_RIGHT = re.compile("(?<=L)[osSB]++(?=L)"), re.compile("(?<=[R12])[osSB]++(?=[R12])")
_N2 = re.compile("[osSB]")
_LEVEL = tuple(
    str.maketrans("LR12", "".join(chr(level + step) for step in steps))
    for level, steps in zip(range(_MAX_DEPTH + 2), [(0, 1, 2, 2), (1, 0, 1, 1)] * 64, strict=False)
)


def _resolve(classes: str, text: str, *, level: int, sides: tuple[str, str]) -> bytes:
    """Return the levels of one isolating run sequence: the W rules, N0 to N2, I1 and I2.

    `sides` are the letters (L or R) of its start and end (sos and eos); `classes` holds no explicit controls.
    """
    start, end = sides
    original = classes
    # the letter before the sequence takes part in W1 to W7 as a strong letter, exactly as sos does
    found = _W1.sub(lambda m: m.group(1) * len(m.group()), start + classes)
    found = _W2.sub(_swap("1", "2"), found).replace("A", "R")
    found = _W4_ARABIC.sub("2", _W4_EUROPEAN.sub("1", found))
    found = _W5.sub(_repeat("1"), found)
    found = _W7.sub(_swap("1", "L"), _W6.sub("o", found))
    if _BRACKET.search(text):
        found = start + _brackets(text, found[1:], original, level=level, before=start)
    found = _N1_RIGHT.sub(_repeat("R"), _N1_LEFT.sub(_repeat("L"), found + end))
    return _N2.sub("LR"[level & 1], found)[1:-1].translate(_LEVEL[level]).encode("latin-1")


def _pairs(text: str, classes: str) -> list[tuple[int, int]]:
    """Return the places of matching brackets in the order of the opening ones (BD16)."""
    waiting: list[tuple[str, int]] = []
    found = []
    for m in _BRACKET.finditer(text):
        place, bracket = m.start(), m.group()
        if classes[place] != "o":
            continue
        if bracket in _CLOSING:
            if len(waiting) == _MAX_BRACKETS:
                break
            waiting.append((_CLOSING[bracket], place))
            continue
        wanted = _SAME.get(bracket, bracket)
        for depth in range(len(waiting) - 1, -1, -1):
            if waiting[depth][0] == wanted:
                found.append((waiting[depth][1], place))
                del waiting[depth:]
                break
    return sorted(found)


def _brackets(text: str, classes: str, original: str, *, level: int, before: str) -> str:
    """Give paired brackets one side (rule N0), and marks that follow a bracket the side of that bracket."""
    own, other = ("R", "L") if level & 1 else ("L", "R")
    letters = list(classes)
    sided = {"L": frozenset("L"), "R": frozenset("R12")}
    for opening, closing in _pairs(text, classes):
        inside = frozenset(letters[opening + 1 : closing])
        if inside & sided[own]:
            side = own
        elif inside & sided[other]:
            strong = next((letters[i] for i in range(opening - 1, -1, -1) if letters[i] in "LR12"), before)
            side = other if strong in sided[other] else own
        else:
            continue
        for place in (opening, closing):
            letters[place] = side
            place += 1
            while place < len(original) and original[place] == "m":
                letters[place] = side
                place += 1
    return "".join(letters)


def _isolate_ends(classes: str) -> dict[int, int]:
    """Return where each isolate ends (its PDI, or the end of the text), by the place of its initiator (BD9)."""
    ends: dict[int, int] = {}
    waiting: list[int] = []
    for place, letter in enumerate(classes):
        if letter in _ISOLATES:
            waiting.append(place)
        elif letter == "i" and waiting:
            ends[waiting.pop()] = place
    return ends | dict.fromkeys(waiting, len(classes))


def _first_strong(classes: str, start: int, stop: int, ends: dict[int, int]) -> int:
    """Return the place of the first strong letter in a stretch, isolates skipped, or the length of the text."""
    while start < stop:
        if classes[start] in "LRA":
            return start
        start = ends.get(start, start) + 1
    return len(classes)


class _Frame(NamedTuple):
    """One entry of the directional status stack of rule X1."""

    level: int
    override: str
    isolate: bool


def _with_controls(text: str, classes: str, base: int) -> bytes:
    """Return the levels of one paragraph that holds embeddings, overrides, isolates or ignorable characters."""
    ends = _isolate_ends(classes)
    found, letters = _explicit(classes, base, ends)
    kept = [place for place, letter in enumerate(classes) if letter not in _REMOVED]
    result = bytearray(found)
    for sequence in _sequences(kept, found, classes, ends):
        level = found[sequence[0]]
        sides = _sides(sequence, found, classes, kept=kept, base=base, ends=ends)
        part = "".join(text[place] for place in sequence)
        inner = "".join("o" if letters[place] in "lrfi" else letters[place] for place in sequence)
        for place, resolved in zip(sequence, _resolve(inner, part, level=level, sides=sides), strict=True):
            result[place] = resolved
    previous = base
    for place, letter in enumerate(classes):  # what X9 removes stands where the character before it stands
        if letter in _REMOVED:
            result[place] = previous
        previous = result[place]
    return bytes(result)


def _explicit(classes: str, base: int, ends: dict[int, int]) -> tuple[list[int], list[str]]:
    """Return the explicit level and the class after overrides of every character (rules X1 to X8)."""
    stack = [_Frame(base, "", False)]
    matched = {end for end in ends.values() if end < len(classes)}
    overflowing_isolates = overflowing_embeddings = 0
    found: list[int] = []
    letters = list(classes)
    for place, letter in enumerate(classes):
        if letter == "i" and place in matched:
            if overflowing_isolates:
                overflowing_isolates -= 1
            else:
                overflowing_embeddings = 0
                while not stack[-1].isolate:
                    stack.pop()
                stack.pop()
        top = stack[-1]
        found.append(top.level if letter != "B" else base)
        if top.override and letter not in _REMOVED and letter != "B":
            letters[place] = top.override
        if letter in _ISOLATES or letter in _EMBEDDINGS:
            rightwards = letter in "rEV" or (letter == "f" and _isolated_side(classes, place, ends))
            level = top.level + 1 + (top.level & 1 if rightwards else 1 - (top.level & 1))
            isolate = letter in _ISOLATES
            if level <= _MAX_DEPTH and not overflowing_isolates and not overflowing_embeddings:
                stack.append(_Frame(level, {"v": "L", "V": "R"}.get(letter, ""), isolate))
            elif isolate:
                overflowing_isolates += 1
            elif not overflowing_isolates:
                overflowing_embeddings += 1
        elif letter == "p" and not overflowing_isolates:
            if overflowing_embeddings:
                overflowing_embeddings -= 1
            elif not top.isolate and len(stack) > 1:
                stack.pop()
    return found, letters


def _isolated_side(classes: str, place: int, ends: dict[int, int]) -> bool:
    strong = _first_strong(classes, place + 1, ends[place], ends)
    return strong < len(classes) and classes[strong] != "L"


def _sequences(kept: list[int], found: list[int], classes: str, ends: dict[int, int]) -> list[list[int]]:
    """Return the isolating run sequences (BD13) as lists of places."""
    runs: list[list[int]] = []
    for place in kept:
        if runs and found[runs[-1][-1]] == found[place]:
            runs[-1].append(place)
        else:
            runs.append([place])
    continues: dict[int, list[int]] = {}
    sequences = []
    for run in runs:
        sequence = continues.pop(run[0], None)
        if sequence is None:
            sequence = []
            sequences.append(sequence)
        sequence.extend(run)
        if classes[run[-1]] in _ISOLATES and ends[run[-1]] < len(classes):
            continues[ends[run[-1]]] = sequence
    return sequences


def _sides(
    sequence: list[int], found: list[int], classes: str, *, kept: list[int], base: int, ends: dict[int, int]
) -> tuple[str, str]:
    """Return sos and eos of a sequence (rule X10): the side of the higher of the two levels that meet."""
    level = found[sequence[0]]
    before = next((found[p] for p in range(sequence[0] - 1, -1, -1) if classes[p] not in _REMOVED), base)
    last = sequence[-1]
    if classes[last] in _ISOLATES and ends[last] == len(classes):
        after = base
    else:
        after = next((found[p] for p in range(last + 1, len(classes)) if classes[p] not in _REMOVED), base)
    return "LR"[max(level, before) & 1], "LR"[max(level, after) & 1]
