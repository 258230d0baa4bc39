"""The lines of a plain text as people set them: gaps, rules, underlines, width, and no table of contents."""

import re
import unicodedata
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

_RULE = re.compile(r"[=\-~^*_#–—]{3,}$")
_LEADER = re.compile(
    r"(?:[ \t]{0,9}(?:[.…·_]{3,200}|…)|[ \t]{0,9}(?:\. ){3,100}|\t{1,9}|[ \t]{3,99})[ \t.]{0,9}(\d{1,4})$"
)
_CONTENTS = re.compile(
    "(?:table of )?contents|inhalt|inhaltsverzeichnis|inhaltsübersicht|sommaire|table des matières|índice|indice|"
    "tabla de contenidos?|contenidos?|sumário|conteúdo|daftar isi|содержание|оглавление|зміст|المحتويات|"
    "(?:جدول |قائمة )?(?:ال)?محتويات|الفهرس|فهرس|विषय[ -]?सूची|अनुक्रमणिका|目录|目錄|目次",
    re.IGNORECASE,
)
#: What stands behind each heading where a wiki page was copied from a browser.
_EDIT = re.compile(
    r"\s{0,9}\[\s?(?:edit|modifier|bearbeiten|editar|править|редагувати|عدل|عدّل|编辑|編輯|संपादित|सम्पादित|sunting)\b[^\[\]]{0,60}\]$",
    re.IGNORECASE,
)
#: A table of contents begins within so many lines, and so long may its lines be.
_STARTS_WITHIN = 60
_LONGEST_ENTRY = 200
_LONGEST_CONTENTS = 2000
#: Lines longer than this were not broken by a person or an editor.
_WIDEST = 110
SENTENCE_ENDS = (".", "!", "?", "。", "！", "？", "।", "؟", ":", "：", ";", "；", "؛")
#: Below this width nothing is concluded from it.
NARROW = 40


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not empty: its words, how far it is set in, whether a gap is above it, what underlines it.

    The line of a cell stands in a table, where short lines, numbers and repetitions are nothing special.
    """

    words: str
    indent: int
    gap: bool
    rule: str = ""
    is_cell: bool = False

    @property
    def width(self) -> int:
        """How wide it is in columns; Chinese signs take two."""
        return len(self.words) + (0 if self.words.isascii() else sum(map(_is_wide, self.words)))

    @property
    def edge(self) -> int:
        """The column in which it ends: lines that are set in are broken at the same edge as all others."""
        return self.indent + self.width


def lines_of(text: str, cells: Container[int] = ()) -> list[Line]:
    """Return the lines of a text; a row of signs underlines the line above it, or else is a gap.

    A line that ends in a link to edit it counts as underlined.

    `cells` are the places of lines, from 0, that stand in tables.
    """
    found: list[Line] = []
    gap = True
    for nth, raw in enumerate(text.split("\n")):
        words = raw.strip()
        if not words:
            gap = True
        elif _RULE.match(words) and nth not in cells:
            above = found[-1] if found else None
            if above and not gap and above.gap and not above.rule and 2 * len(words) >= min(above.width, 80):
                found[-1] = replace(above, rule=words[0])
            gap = True
        else:
            shown = raw.expandtabs(4) if "\t" in raw[:40] else raw
            heads = words.endswith("]") and len(words) <= _LONGEST_ENTRY and _EDIT.search(words[-80:])
            if heads and (plain := words[: -len(heads[0])]):
                found.append(Line(plain, len(shown) - len(shown.lstrip()), True, "["))
            else:
                found.append(Line(words, len(shown) - len(shown.lstrip()), gap, is_cell=nth in cells))
            gap = bool(heads)
    return found


def wrap_width(lines: Sequence[Line]) -> int:
    """Return how wide the lines of paragraphs are broken, 0 for a text whose every line is a paragraph of its own."""
    widths = [line.width for line in lines]
    if 10 * sum(width > _WIDEST for width in widths) >= len(widths):
        return 0
    # lines that end a paragraph tell nothing; a few that somebody left longer tell nothing either
    inner = [line for line, below in pairwise(lines) if line.width <= _WIDEST and not below.gap]
    if not inner:
        return 0
    widest = sorted(line.edge for line in inner)[99 * len(inner) // 100]
    full = [line for line in inner if 2 * line.edge > widest]
    ending = sum(line.words.endswith(SENTENCE_ENDS) for line in full)
    return 0 if ending > 2 and 10 * ending >= 9 * len(full) else widest


def is_broken(line: Line, below: Line, width: int) -> bool:
    """Whether a line was broken because the first word of the one below had no more room in it."""
    if below.gap or width < NARROW:
        return False
    word = below.words.split(maxsplit=1)[0]
    room = 4 if _is_wide(word[0]) else len(word) + 1
    return line.edge + room > width


def without_contents(lines: Sequence[Line]) -> tuple[list[Line], bool]:
    """Return the lines without the table of contents at the start, and whether there was one.

    It is known by its name, by dots and page numbers, or by headings that come again in the same order further down.
    """
    keys = [_key(line.words) for line in lines]
    last = {key: nth for nth, key in enumerate(keys)}
    for nth in range(1, len(keys)):  # a heading that its chapter word and its name divide into two lines
        last.setdefault(f"{keys[nth - 1]} {keys[nth]}", nth - 1)
    for start, line in enumerate(lines[:_STARTS_WITHIN]):
        named = bool(_CONTENTS.fullmatch(line.words.strip(" .:：-–—*_")))
        first = start + 1 if named else start
        end, is_sure = _end_of_contents(lines, keys, last, first)
        entries = end - first
        if entries >= 2 if named else entries >= 3 and is_sure:
            rest = list(lines[end:])
            if rest:
                rest[0] = replace(rest[0], gap=True)
            return [*lines[:start], *rest], True
    return list(lines), False


def _end_of_contents(lines: Sequence[Line], keys: Sequence[str], last: dict[str, int], first: int) -> tuple[int, bool]:
    """Return where the entries that begin at `first` end, and whether they come again or their pages go upwards."""
    at, many, seen, pages = first, 0, set[str](), list[int]()
    while at < len(lines) and at < first + _LONGEST_CONTENTS:
        key = keys[at]
        leads = _LEADER.search(lines[at].words) if len(lines[at].words) <= _LONGEST_ENTRY else None
        again = bool(key) and last.get(key, at) > at and key not in seen
        if lines[at].is_cell or (not leads and not again):
            break
        seen.add(key)
        many += again
        pages += [int(leads[1])] if leads else []
        at += 1
    upwards = len(pages) == at - first and pages == sorted(pages)
    return (at, upwards or 2 * many >= at - first) if at < len(lines) else (first, False)


def _key(words: str) -> str:
    if len(words) > _LONGEST_ENTRY:
        return ""
    return " ".join(_LEADER.sub("", words).split()).casefold().strip(" .:：-–—")


def _is_wide(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in "WF"
