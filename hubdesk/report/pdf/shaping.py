"""A stretch of text in one face, script and direction, shaped by HarfBuzz and encoded for a page."""

from itertools import pairwise
from typing import Any, NamedTuple

import uharfbuzz as hb

from hubdesk.report.pdf.faces import BREAK, Face
from hubdesk.report.pdf.hyphens import DIVIDED, SOFT_HYPHEN
from hubdesk.report.pdf.scripts import TAGS

_FEATURES = {"kern": True, "liga": True}
#: Arabic without optional ligatures: one glyph for one letter is what search and screen readers can follow.
_ARABIC_FEATURES = {"kern": True, "liga": False, "dlig": False}
#: Readers take a wider gap inside an Arabic word for a space; thousandths of an em.
_WIDEST_GAP = 85.0
#: Direction marks and invisible signs that have done their work before shaping.
_INVISIBLE = dict.fromkeys((0x200B, 0x200E, 0x200F, 0x2060, 0x61C, 0xFEFF, *range(0x202A, 0x202F),
                            *range(0x2066, 0x206A)))  # fmt: skip
#: Characters that pages show by the glyph of another.
_SHOWN_AS = {0xA0: " ", 0x2011: "-", 0x2010: "-"}


class Part:
    """Glyphs of one word that share a rise and an ActualText; `show` is the inside of a TJ array."""

    __slots__ = ("actual", "rise", "show")

    def __init__(self, show: str, rise: int, actual: str | None) -> None:
        self.show, self.rise, self.actual = show, rise, actual


class Word:
    """A shaped stretch of text; its advance is in thousandths of an em, its codes do not depend on the document.

    A plain word is one part with neither rise nor ActualText, so that it can be joined with its neighbours.
    """

    __slots__ = ("advance", "face", "parts", "plain", "text")

    def __init__(self, face: Face, text: str, parts: list[Part], advance: float) -> None:
        self.face, self.text, self.parts, self.advance = face, text, parts, advance
        self.plain = len(parts) == 1 and not parts[0].rise and parts[0].actual is None


class _Strip:
    """Collects glyph codes and movements into parts."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.rise = 0
        self.actual: str | None = None
        self._codes: list[str] = []
        self._shown: list[str] = []

    def code(self, number: int) -> None:
        self._codes.append(f"{number:04X}")

    def move(self, distance: int) -> None:
        if distance:
            self._flush()
            self._shown.append(str(-distance))

    def begin(self, actual: str | None) -> None:
        """Start a cluster with its ActualText, or with none."""
        if self.actual is not None or actual is not None:
            self.close()
            self.actual = actual

    def lift(self, rise: int) -> None:
        """Set how far the next glyphs stand above the baseline."""
        if rise != self.rise:
            self.close()
            self.rise = rise

    def close(self) -> None:
        self._flush()
        if self._shown:
            self.parts.append(Part(" ".join(self._shown), self.rise, self.actual))
            self._shown = []
            self.actual = "" if self.actual is not None else None  # the rest of a span adds nothing to it

    def _flush(self) -> None:
        if self._codes:
            self._shown.append(f"<{''.join(self._codes)}>")
            self._codes = []


class _Glyph(NamedTuple):
    """One glyph as HarfBuzz placed it; `cluster` is where its text begins."""

    number: int
    cluster: int
    place: Any


def shape(text: str, face: Face, script: str, *, rtl: bool, language: str) -> Word:
    """Return the word for a text of one script letter (scripts.TAGS) and direction.

    A character without a glyph is drawn as U+FFFD and carries its source as ActualText. Where glyphs do not tell their
    text (Devanagari, ligatures), the word carries it, in right-to-left text only the cluster does. Soft hyphens are not
    shown; a text that ends in DIVIDED ends in a hyphen that is read as a soft one.
    """
    text = text.translate(_INVISIBLE)
    letters = text.replace(SOFT_HYPHEN, "")
    if not letters:
        return Word(face, text, [], 0)
    divided = letters[-1] == DIVIDED
    if divided:
        letters = f"{letters[:-1]}-"
    buffer = hb.Buffer()
    buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    buffer.add_str(letters)
    buffer.direction = "rtl" if rtl else "ltr"
    buffer.script = TAGS[script]
    buffer.language = language
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_GRAPHEMES
    hb.shape(face.font, buffer, _ARABIC_FEATURES if script == "a" else _FEATURES)
    pairs = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    glyphs = [_Glyph(info.codepoint, info.cluster, place) for info, place in pairs]
    told = letters.translate(_SHOWN_AS)
    if divided:
        told = f"{told[:-1]}{SOFT_HYPHEN}"
        if not face.is_compact:  # there the hyphen has no second code
            glyphs[-1] = glyphs[-1]._replace(number=BREAK)
    sources = _sources(told, glyphs)
    unclear = _unclear(sources, glyphs, face, rtl)
    if unclear and not rtl:
        sources = dict.fromkeys(sources, told)
        unclear = set(sources)
    parts, advance = _encoded(face, glyphs, sources={cluster: sources[cluster] for cluster in unclear}, rtl=rtl)
    return Word(face, text, parts, advance * face.enlarged)


def _sources(told: str, glyphs: list[_Glyph]) -> dict[int, str]:
    """Return the text of every cluster by the place where it begins."""
    starts = [*sorted({glyph.cluster for glyph in glyphs}), len(told)]
    return {start: told[start:stop] for start, stop in pairwise(starts)}


def _unclear(sources: dict[int, str], glyphs: list[_Glyph], face: Face, rtl: bool) -> set[int]:
    """Return the clusters whose glyphs do not read as their text."""
    numbers: dict[int, list[int]] = {}
    for glyph in glyphs:
        numbers.setdefault(glyph.cluster, []).append(glyph.number)
    unclear = set()
    for cluster, codes in numbers.items():
        if rtl and len(codes) == 1 and face.ligatures.get(codes[0]) == sources[cluster]:
            continue
        read = "".join(face.text(code) for code in (reversed(codes) if rtl else codes))
        if 0 in codes or read != sources[cluster]:
            unclear.add(cluster)
    return unclear


def _encoded(face: Face, glyphs: list[_Glyph], *, sources: dict[int, str], rtl: bool) -> tuple[list[Part], float]:
    """Return the parts and the advance of shaped glyphs; `sources` holds the ActualText of clusters that need one."""
    strip = _Strip()
    advance = owed = 0.0
    cluster = -1
    whole_word = bool(sources) and not rtl
    for number, at, place in glyphs:
        if cluster < 0 or (at != cluster and not whole_word):
            strip.begin(sources.get(at))
        cluster = at
        missing = number == 0
        glyph = face.replacement if missing else number
        width = face.width(glyph)
        shift = 0.0 if missing else place.x_offset * face.scale
        step = float(width) if missing else place.x_advance * face.scale
        if rtl and width:
            excess = max(shift - _WIDEST_GAP, 0.0)
            shift, step = shift - excess, min(step - excess, shift + width + _WIDEST_GAP)
        strip.lift(0 if missing else round(place.y_offset * face.scale))
        move = round(owed + shift)
        strip.move(move)
        strip.code(glyph)
        if rtl and glyph in face.ligatures and cluster not in sources:
            for letter in reversed(face.ligatures[glyph][:-1]):
                strip.code(face.blank_code(letter))
        owed += step - width - move
        advance += step
    strip.move(round(owed))
    strip.close()
    return strip.parts, advance
