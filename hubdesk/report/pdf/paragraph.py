"""Runs of text turned into lines: itemised, shaped, broken and put into visual order."""

import re
from collections.abc import Sequence
from itertools import pairwise

from hubdesk.report.pdf import bidi
from hubdesk.report.pdf.breaking import BOUND, LINE_SEPARATOR, division, tokens
from hubdesk.report.pdf.faces import Face
from hubdesk.report.pdf.hyphens import DIVIDED, SOFT_HYPHEN, ZONE, divided
from hubdesk.report.pdf.scripts import is_traditional, itemise
from hubdesk.report.pdf.shaping import Word
from hubdesk.report.pdf.styles import PROGRESSIVE, Style
from hubdesk.report.pdf.text import Run
from hubdesk.report.pdf.typeface import Typeface, typeface

_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
#: Left-to-right text of alphabets that every primary face covers, without places to break but spaces.
_SIMPLE = re.compile("(?:[ -,./-~\xa1-\xac\xae-\u024f\u0400-\u0482\u048a-\u052f\u2013-\u2026\u20ac]|-(?![^\\W\\d_]))*+")
_SAME_SCRIPT, _SAME_LEVEL = re.compile(r"(.)\1*"), re.compile(rb"(.)\1*", re.DOTALL)
_SLACK = 0.01  # points: sums of rounded advances must not push a word to the next line


class Span:
    """A stretch of a paragraph with everything that sets its look decided; `scale` is points per unit of advance.

    `divides` is whether its words may be divided where they would fit on the next line as well. `link` is an address,
    or "#" and the name of a place in this document.

    A string is a run without anything of its own; it must be clean (text.clean).
    """

    __slots__ = ("colour", "divides", "language", "link", "scale", "size", "text", "typeface")

    def __init__(self, run: Run | str, style: Style, language: str) -> None:
        self.size = style.size
        self.scale = style.size / 1000
        self.divides = style.divides
        if isinstance(run, str):
            self.text, self.language, self.colour, self.link = run, language, style.colour, None
            self.typeface: Typeface = typeface(style.weight, is_traditional(language))
            return
        self.text, self.link = run.text, f"#{run.to}" if run.to else run.link
        self.colour = run.colour or (PROGRESSIVE if self.link else style.colour)
        self.language = run.language or language
        self.typeface = typeface(run.weight or style.weight, is_traditional(self.language))


class Fragment:
    """One shaped word in a line; `place` counts fragments of the paragraph in reading order."""

    __slots__ = ("level", "place", "span", "word")

    def __init__(self, word: Word, level: int, span: Span, place: int) -> None:
        self.word, self.level, self.span, self.place = word, level, span, place


class Line:
    """Fragments from left to right; a line of plain words in one span has `span`, `words` and `shown` instead.

    `shown` is the inside of one TJ array. The last word of a `divided` line goes on in the next.
    """

    __slots__ = ("divided", "fragments", "shown", "span", "width", "words")

    def __init__(self, fragments: Sequence[Fragment], width: float) -> None:
        self.fragments, self.width = fragments, width
        self.span: Span | None = None
        self.words: Sequence[Word] = ()
        self.divided = False
        self.shown = ""


def layout(spans: Sequence[Span], width: float, base: int) -> list[Line]:
    """Return the lines of a paragraph of base level 0 or 1 in a column of `width` points; always at least one."""
    simple = len(spans) == 1 and not base and _SIMPLE.fullmatch(spans[0].text)
    if simple and not BOUND.search(spans[0].text):
        return _simple_lines(spans[0], width)
    return _filled(_atoms(spans, base), width, ordered=bool(base) or any(bidi.needs_levels(s.text) for s in spans))


def widest(spans: Sequence[Span], base: int) -> float:
    """Return how wide a column must be so that it divides no word of a paragraph."""
    return max((atom.width for atom in _atoms(spans, base)), default=0.0)


def _simple_lines(span: Span, width: float) -> list[Line]:
    """Fill lines with words from the store; a line is one string of codes."""
    typeface_, language = span.typeface, span.language
    words = typeface_.simple_words(language)
    space = typeface_.space.advance
    limit = (width + _SLACK) / span.scale
    lines: list[Line] = []
    current: list[Word] = []
    used = 0.0
    for text in span.text.split(" "):
        if not text:
            continue
        word = words.get(text)
        if word is None:
            script = "c" if "\u0400" <= text[0] <= "\u052f" else "l"
            word = words[text] = typeface_.word(text, typeface_.primary, script, rtl=False, language=language)
        advance = word.advance
        if advance > limit or not word.plain:
            return _filled(_atoms([span], 0), width, ordered=False)
        if current and used + space + advance > limit:
            parts = _parted(word, span, limit - used - space, limit) if span.divides else None
            if parts is not None:
                current.append(parts[0])
                used += space + parts[0].advance
                word, advance = parts[1], parts[1].advance
            lines.append(_simple_line(span, current, used))
            lines[-1].divided = parts is not None
            current, used = [word], advance
        elif current:
            current.append(word)
            used += space + advance
        else:
            current, used = [word], advance
    if current or not lines:
        lines.append(_simple_line(span, current, used))
    return lines


def _parted(word: Word, span: Span, room: float, limit: float) -> tuple[Word, Word] | None:
    """Divide a plain word for the rest of a line, in units of advance."""
    if room <= ZONE * limit:
        return None

    def shaped(text: str) -> Word:
        script = "c" if "\u0400" <= text[0] <= "\u052f" else "l"
        return span.typeface.word(text, span.typeface.primary, script, rtl=False, language=span.language)

    found = divided(word.text, span.language, forced=False, fits=lambda first: shaped(first).advance <= room)
    return (shaped(found[0]), shaped(found[1])) if found else None


def _simple_line(span: Span, words: list[Word], used: float) -> Line:
    space = span.typeface.space
    line = Line((), used * span.scale)
    line.span, line.words = span, [*words, space]
    line.shown = f" {space.parts[0].show} ".join([word.parts[0].show for word in words])
    return line


class _Atom:
    """What a line may not divide; kind 0 is ink, 1 is space, 2 is a line separator."""

    __slots__ = ("fragments", "kind", "width")

    def __init__(self, kind: int, fragments: list[Fragment], width: float) -> None:
        self.kind, self.fragments, self.width = kind, fragments, width


class _Stretch:
    """Characters up to `stop` of a paragraph that share span, face, script and level; `words` are shaped already."""

    __slots__ = ("face", "level", "script", "span", "start", "stop", "words")

    def __init__(self, start: int, stop: int, span: Span, face: Face, script: str, level: int) -> None:
        self.start, self.stop, self.span, self.face, self.script, self.level = start, stop, span, face, script, level
        self.words = span.typeface.words(face, script, rtl=bool(level & 1), language=span.language)


def _prepared(spans: Sequence[Span], base: int) -> tuple[str, list[_Stretch]]:
    """Return the text without direction marks, and its stretches."""
    whole = "".join([span.text for span in spans])
    found = bidi.levels(whole, base)
    marked = _DIRECTIONS.search(whole) is not None
    text = scripts = ""
    levels = b""
    owners: list[tuple[int, Span]] = []
    start = 0
    for span in spans:
        part, part_levels = span.text, found[start : start + len(span.text)]
        start += len(span.text)
        if marked:
            kept = [i for i, character in enumerate(part) if not _DIRECTIONS.match(character)]
            part, part_levels = "".join([part[i] for i in kept]), bytes([part_levels[i] for i in kept])
        if part:
            owners.append((len(text), span))
            text, scripts, levels = text + part, scripts + itemise(part, span.language), levels + part_levels
    stretches: list[_Stretch] = []
    for number, (first, span) in enumerate(owners):
        stop = owners[number + 1][0] if number + 1 < len(owners) else len(text)
        for left, right in _even(scripts, levels, first, stop):
            _in_faces(stretches, text[left:right], left, span, script=scripts[left], level=levels[left])
    return text, stretches


def _even(scripts: str, levels: bytes, start: int, stop: int) -> list[tuple[int, int]]:
    """Return the parts of a range in which neither script nor level changes."""
    starts = {m.start() for m in _SAME_SCRIPT.finditer(scripts, start, stop)}
    starts.update(m.start() for m in _SAME_LEVEL.finditer(levels, start, stop))
    return list(pairwise([*sorted(starts), stop]))


def _in_faces(stretches: list[_Stretch], text: str, start: int, span: Span, *, script: str, level: int) -> None:
    """Add a text of one script and level to the stretches, divided where another face is needed."""
    face = span.typeface.face_for(text, script)
    if face is not None:
        stretches.append(_Stretch(start, start + len(text), span, face, script, level))
        return
    for place, character in enumerate(text, start):
        face = span.typeface.face_of(character, script, face)
        last = stretches[-1] if stretches else None
        if last and last.face is face and last.stop == place and place > start:
            last.stop = place + 1
        else:
            stretches.append(_Stretch(place, place + 1, span, face, script, level))


def _atoms(spans: Sequence[Span], base: int) -> list[_Atom]:
    text, stretches = _prepared(spans, base)
    atoms: list[_Atom] = []
    append = atoms.append
    place = current = 0
    for start, stop in tokens(text):
        if text[start] == LINE_SEPARATOR:
            append(_Atom(2, [], 0))
            continue
        while stretches[current].stop <= start:
            current += 1
        part = stretches[current]
        if part.stop >= stop:
            word = part.words.get(text[start:stop]) or _word(text[start:stop], part)
            kind = 1 if text[start] == " " else 0
            append(_Atom(kind, [Fragment(word, part.level, part.span, place)], word.advance * part.span.scale))
            place += 1
            continue
        fragments = []
        width = 0.0
        inner = current
        while inner < len(stretches) and stretches[inner].start < stop:
            part = stretches[inner]
            word = _word(text[max(start, part.start) : min(stop, part.stop)], part)
            fragments.append(Fragment(word, part.level, part.span, place))
            width += word.advance * part.span.scale
            place += 1
            inner += 1
        append(_Atom(1 if text[start] == " " else 0, fragments, width))
    return atoms


def _word(text: str, part: _Stretch) -> Word:
    span = part.span
    return span.typeface.word(text, part.face, part.script, rtl=bool(part.level & 1), language=span.language)


def _filled(atoms: list[_Atom], width: float, *, ordered: bool) -> list[Line]:
    """Fill lines one after the other; `ordered` asks for the visual order of rule L2."""
    lines: list[Line] = []
    current: list[_Atom] = []
    used = 0.0

    def close() -> None:
        nonlocal current, used
        while current and current[-1].kind == 1:
            used -= current.pop().width
        fragments = [fragment for atom in current for fragment in atom.fragments]
        if ordered:
            fragments = bidi.reorder(fragments, [fragment.level for fragment in fragments])
        lines.append(Line(fragments, used))
        lines[-1].divided = bool(fragments) and fragments[-1].word.text.endswith(DIVIDED)
        current, used = [], 0.0

    waiting = atoms[::-1]
    while waiting:
        atom = waiting.pop()
        if atom.kind == 2:
            close()
        elif atom.kind == 1 and not current:
            continue
        elif atom.kind == 1 or used + atom.width <= width + _SLACK:
            current.append(atom)
            used += atom.width
        elif parts := _at_hyphen(atom, width - used, width, alone=not current):
            waiting += [parts[1], _Atom(2, [], 0), parts[0]]
        elif current:
            close()
            waiting.append(atom)
        else:
            first, *others = _anywhere(atom, width)
            current, used = [first], first.width
            waiting += reversed(others)
    if current or not lines:
        close()
    return lines


def _at_hyphen(atom: _Atom, room: float, width: float, *, alone: bool) -> tuple[_Atom, _Atom] | None:
    """Divide a word for the rest of a line and the next one; `alone` is for one that no line could hold."""
    if room <= ZONE * width and not alone:
        return None
    worded = [n for n, fragment in enumerate(atom.fragments) if any(map(str.isalpha, fragment.word.text))]
    if len(worded) != 1:
        return None
    number = worded[0]
    fragment = atom.fragments[number]
    text, scale = fragment.word.text, fragment.span.scale
    if fragment.level or not (alone or fragment.span.divides or SOFT_HYPHEN in text):
        return None
    before, after = atom.fragments[:number], atom.fragments[number + 1 :]
    left = room - sum(each.word.advance * each.span.scale for each in before)
    parts = divided(
        text,
        fragment.span.language,
        forced=alone,
        fits=lambda first: _reshaped(first, fragment).word.advance * scale <= left,
    )
    if parts is None:
        return None
    first, rest = (_reshaped(part, fragment) for part in parts)
    return _atom([*before, first]), _atom([rest, *after])


def _atom(fragments: list[Fragment]) -> _Atom:
    return _Atom(0, fragments, sum(each.word.advance * each.span.scale for each in fragments))


def _anywhere(atom: _Atom, width: float) -> list[_Atom]:
    """Divide what is longer than a line (an address, a long word, text without spaces) so that every piece fits."""
    found: list[_Atom] = []
    for fragment in atom.fragments:
        word, span = fragment.word, fragment.span
        rest = word.text
        while rest:
            piece = _longest_fitting(rest, fragment, width)
            shaped = _reshaped(rest[:piece], fragment)
            found.append(_Atom(0, [shaped], shaped.word.advance * span.scale))
            rest = rest[piece:]
        if not word.text:
            found.append(_Atom(0, [fragment], 0))
    return found


def _longest_fitting(text: str, fragment: Fragment, width: float) -> int:
    """Return how many characters to take so that they fit, at least one."""
    average = max(fragment.word.advance * fragment.span.scale / len(fragment.word.text), 0.01)
    fits = min(len(text), max(int(width / average * 2), 2))
    while fits > 1:
        needed = _reshaped(text[:fits], fragment).word.advance * fragment.span.scale
        if needed <= width:
            break
        fits = max(min(fits - 1, int(fits * width / needed)), 1)
    return fits if fits >= len(text) else division(text, fits)


def _reshaped(text: str, fragment: Fragment) -> Fragment:
    span, word = fragment.span, fragment.word
    script = itemise(text, span.language)[0]
    shaped = span.typeface.word(text, word.face, script, rtl=bool(fragment.level & 1), language=span.language)
    return Fragment(shaped, fragment.level, span, fragment.place)
