"""A plain text with numbered articles as an outline: the numbering of many languages, else how lines are set."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from hubdesk.charter import numerals
from hubdesk.charter.finishing import Reading, counted, finished
from hubdesk.charter.headings import (
    ENDS,
    FREE,
    RANKS,
    Sign,
    begins_strongly,
    heading_sign,
    is_capital,
    is_title_like,
    item_sign,
    stands_alone,
)
from hubdesk.charter.lines import NARROW, SENTENCE_ENDS, Line, is_broken, lines_of, without_contents, wrap_width
from hubdesk.i18n import say
from hubdesk.model.limits import DOCUMENT_NESTING
from hubdesk.model.outline import Outline, Piece

_TITLE = 120
_TITLE_LINES = 3
#: So many words has a name that stands on a line of its own right above the text, where nothing else tells it.
_NAME_WORDS = 4
#: What ends the name of a club without ending a sentence.
_ABBREVIATED = re.compile(r"(?:\b[^\W\d_]|\b(?:Inc|Ltd|Co|Corp|gGmbH|A\.\s?C|N\.\s?V))\.$")
#: Lines of one paragraph that are read together to find where its heading ends.
_SPAN = 5


def read_text(reading: Reading, *, title: str = "", wrapped: bool = True, cells: Container[int] = ()) -> Outline:
    """Return the outline of a plain text; the numbering is a guess, and a message says so.

    Headings are lines that begin with a word for chapter or article and a number, with a section sign, or with a
    number and the words of a title; lines in capitals, underlined ones, and, where nothing is numbered, short lines
    alone above a paragraph. A sort of heading stands below the last one of another sort until the sort above comes
    again: 1.1 below Article 1, Section 1 below Article II. Short first lines are the title. With `wrapped` False
    every line is a paragraph of its own. `cells` are the places of lines in tables, which are headings only by a word
    or sign for one.
    """
    lines, had_contents = without_contents(lines_of(reading.text, cells))
    if not title and (many := _title_lines(lines)):
        title = " ".join(line.words for line in lines[:many])
        lines = lines[many:]
    reader = _Text(lines, wrap_width(lines) if wrapped else 0)
    pieces = counted(reader.pieces())
    told = [say("The headings were guessed from the numbering; check the outline.")]
    if not reader.numbered:
        told = [say("The headings were guessed from how the lines stand; check the outline.")]
    if not any(piece.kind == "heading" for piece in pieces):
        told = []
    if had_contents:
        told.append(say("A table of contents was left out."))
    return finished(reading, title=title, pieces=pieces, messages=told, format="text")


def guessed(reading: Reading, pieces: Sequence[Piece], *, title: str) -> Outline | None:
    """Return the outline of a document that has no headings, by its numbering; None where that tells none either."""
    if any(piece.kind == "heading" for piece in pieces):
        return None
    lines = (f"{'  ' * piece.level}• {piece.text}" if piece.kind == "item" else piece.text for piece in pieces)
    text = "\n\n".join(lines)
    found = read_text(replace(reading, text=text), title=title, wrapped=False) if text else None
    return found if found and found.sections else None


def _title_lines(lines: Sequence[Line]) -> int:
    """Return how many lines at the start are the title: some short ones with a gap below, or one underlined."""
    many = next((nth for nth, line in enumerate(lines) if nth and line.gap), len(lines))
    if many == len(lines) > 1 and (stands_alone(lines[1].words) or begins_strongly(lines[1].words)):
        many = 1  # a text without any gaps
    if not 0 < many < len(lines) or many > _TITLE_LINES or stands_alone(lines[0].words):
        return 0
    for line in lines[:many]:
        if line.is_cell:
            return 0
        sign = heading_sign(line.words)
        long = len(line.words) > (_TITLE if many == 1 else _TITLE // 2)
        ends = line.words.endswith(ENDS) and not (many == 1 and _ABBREVIATED.search(line.words))
        if long or ends or item_sign(line.words) or (sign and (sign.titled or not sign.is_weak)):
            return 0
    return many


class _Text:
    """The lines of a text while they become pieces; `numbered` says that a number or its word made a heading."""

    def __init__(self, lines: Sequence[Line], width: int) -> None:
        self._lines, self._width = lines, width
        self.numbered = False
        self._signs: list[Sign | None] = [None] * len(lines)
        self._spans: dict[int, list[str]] = {}
        for at in reversed(range(len(lines))):
            self._signs[at] = self._sign(at)
        self._listed = self._in_lists()
        self._lettered = any(sign and sign.sort.isdigit() and sign.label[0].isalpha() for sign in self._signs)
        self._numbers: dict[str, int] = {}
        self._above: list[str] = []
        self._open: list[str] = []
        self._is_item = False
        self._counted = ("", 0)
        self._forms: list[str] = []
        self._last: dict[str, str] = {}
        self._plain = self._plain_headings()

    def pieces(self) -> Iterator[Piece]:
        """Yield what the text holds, in order."""
        at = 0
        while at < len(self._lines):
            line = self._lines[at]
            if line.gap:
                yield from self._flush()
            words, sort, body, used = self._heading(at)
            if sort:
                yield from self._flush()
                self._forms = []
                yield Piece("heading", " ".join(words.split()), self._level(sort))
                self._open = [body] if body else []
            else:
                yield from self._body(at)
            at += max(used, 1)
        yield from self._flush()

    # ---- headings

    def _heading(self, at: int) -> tuple[str, str, str, int]:
        """Return (words, sort, the body on the same line, lines used) of a heading; the sort is "" for running text."""
        line, sign = self._lines[at], self._signs[at]
        if self._goes_on(at):
            return "", "", "", 1
        if sign and self._is_heading(at, sign):
            self._numbers[sign.sort] = sign.number
            self.numbered = True
            return self._signed(at, sign)
        if sign:
            return "", "", "", 1
        if line.is_cell:
            return "", "", "", 1
        apart = line.gap or not (self._open and self._width) or self._lines[at - 1].words.endswith(SENTENCE_ENDS)
        if apart and stands_alone(line.words):
            return line.words, "alone", "", 1
        if line.rule and not line.words.endswith(ENDS):
            return line.words, f"underlined {line.rule}", "", 1
        if line.gap and is_capital(line.words) and at + 1 < len(self._lines):
            below = self._lines[at + 1]
            more = not below.gap and is_capital(below.words) and not self._signs[at + 1]
            return f"{line.words} {below.words}" if more else line.words, "capitals", "", 2 if more else 1
        if at in self._plain:
            return line.words, "upper" if at + 1 in self._plain else "plain", "", 1
        return "", "", "", 1

    def _signed(self, at: int, sign: Sign) -> tuple[str, str, str, int]:
        whole = self._spans.get(at, [self._lines[at].words])
        if sign.body or len(whole) > 1:
            return sign.label if sign.body else _joined(whole), sign.sort, sign.body, len(whole)
        name = "" if sign.rest or sign.is_weak else self._name_below(at, sign)
        return f"{whole[0]} {name}".strip(), sign.sort, "", 2 if name else 1

    def _is_heading(self, at: int, sign: Sign) -> bool:
        if not sign.is_weak:
            return True
        if not sign.titled or self._lines[at].is_cell or at in self._listed or self._has_tail(at):
            return False
        if self._is_item and not self._lines[at].gap and self._counted == (sign.sort, sign.number - 1):
            return False
        before = self._numbers.get(sign.sort)
        first = ord("A") if sign.sort == "capital" else 1
        return before is None or sign.number in (0, first, before + 1, before + 2)

    def _has_tail(self, at: int) -> bool:
        """Whether the line below goes on with this one: a sentence that was broken, as no heading is."""
        if at + 1 == len(self._lines) or self._lines[at + 1].gap:
            return False
        line, below = self._lines[at], self._lines[at + 1]
        if item_sign(below.words):
            return below.indent > line.indent
        inside = below.indent > line.indent and not self._signs[at + 1] and self._width > 0
        return below.words[0].islower() or inside or self._is_broken(at)

    def _goes_on(self, at: int) -> bool:
        """Whether a line only goes on with the full, unfinished line above it."""
        if not at or not self._open or not self._is_broken(at - 1):
            return False
        return not self._lines[at - 1].words.endswith(SENTENCE_ENDS)

    def _is_broken(self, at: int) -> bool:
        return at + 1 < len(self._lines) and is_broken(self._lines[at], self._lines[at + 1], self._width)

    def _sign(self, at: int) -> Sign | None:
        """Return the sign of a line, read together with the lines that it was broken into."""
        words = self._lines[at].words
        if not self._is_broken(at) or not begins_strongly(words):
            return heading_sign(words)
        whole = [words]
        while self._is_broken(at) and len(whole) < _SPAN and not self._signs[at + 1]:
            if item_sign(self._lines[at + 1].words):
                break
            at += 1
            whole.append(self._lines[at].words)
        self._spans[at + 1 - len(whole)] = whole
        return heading_sign(_joined(whole))

    def _name_below(self, at: int, sign: Sign) -> str:
        """Return the line below a bare number when it is the name that belongs to it ("Chapter I", "General rules")."""
        if at + 2 >= len(self._lines):
            return ""
        name, after, other = self._lines[at + 1], self._lines[at + 2], self._signs[at + 2]
        if self._signs[at + 1] or item_sign(name.words) or name.rule:
            return ""
        if not is_title_like(name.words, 60 if name.words.isascii() else 40):
            return ""
        apart = after.gap or bool(other) or bool(item_sign(after.words)) or is_capital(name.words)
        apart = apart or self._is_name(at + 1)
        between = other and not other.is_weak and RANKS.get(other.sort, FREE) <= RANKS.get(sign.sort, FREE)
        return name.words if apart and not between else ""

    def _is_name(self, at: int) -> bool:
        """Whether a line of few words cannot go on in the one below it: that is a sentence and begins like one."""
        name, below = self._lines[at].words, self._lines[at + 1].words
        few = len(name.split()) <= _NAME_WORDS and not self._is_broken(at)
        return few and below.endswith(SENTENCE_ENDS) and below[0].isupper() and not is_title_like(below)

    def _in_lists(self) -> set[int]:
        """Return the lines whose number is that of a list item: several of one sort with nothing between them."""
        found: set[int] = set()
        start = 0
        signs, lines = self._signs, self._lines
        for at in range(1, len(lines) + 1):
            one, two = signs[start], signs[at] if at < len(lines) else None
            if one and two and one.is_weak and two.is_weak and one.sort == two.sort:
                continue
            run = range(start, at)
            if len(run) > 2 or any(not lines[nth].gap for nth in run[1:]):
                found.update(run)
            start = at
        return found

    def _plain_headings(self) -> set[int]:
        """Return the short lines alone above a paragraph, where a text has no better headings."""
        better = sum(not sign.is_weak or sign.titled for sign in self._signs if sign)
        if better > 1 or any(line.rule for line in self._lines):
            return set()
        found = {at for at in range(len(self._lines) - 1) if self._is_plain(at)}
        if len(found) == 1 and not self._width:  # one short paragraph among others is no pattern
            return set()
        return found | {at - 1 for at in found if at and self._lines[at].gap and self._could_be_plain(at - 1)}

    def _could_be_plain(self, at: int) -> bool:
        line = self._lines[at]
        if line.is_cell or not line.gap or self._signs[at] or item_sign(line.words) or line.words[0].isdigit():
            return False
        if not is_title_like(line.words, 60):
            return False
        return line.width <= 60 and len(line.words.split()) <= 9 and any(map(str.isalpha, line.words))

    def _is_plain(self, at: int) -> bool:
        """Whether a short line stands alone above a paragraph or a list."""
        line, below = self._lines[at], self._lines[at + 1]
        if below.is_cell:
            return False
        apart = below.gap or (2 * line.width < self._width and self._is_broken(at + 1))
        running = item_sign(below.words) or not is_title_like(below.words, 60)
        return bool(apart and running and self._could_be_plain(at))

    def _level(self, sort: str) -> int:
        """Return how deep a heading of this sort stands, and open it: dotted numbers go by their dots."""
        if sort == "plain" and self._above[:1] == ["upper"]:
            return 2
        if sort == "capital" and self._lettered:  # A., A.1. go on behind 9., 9.1.
            sort = "0"
        if sort in ("alone", "upper", "plain"):
            self._above = [sort]
            return 1
        above = self._above
        closed = (nth for nth, other in enumerate(above) if other == sort or self._outranks(sort, other))
        above[next(closed, len(above)) :] = [sort]
        return len(above)

    def _outranks(self, sort: str, other: str) -> bool:
        if other in ("alone", "plain", "upper"):
            return True
        if sort.isdigit() and other.isdigit():
            return int(sort) < int(other)
        mine, theirs = RANKS.get(sort, FREE), RANKS.get(other, FREE)
        # a section may stand below an article, or between chapter and article
        if sort == "division" and theirs == FREE:
            return any(RANKS.get(each, FREE) < RANKS["division"] for each in self._above)
        return mine < theirs

    # ---- paragraphs and items

    def _body(self, at: int) -> Iterator[Piece]:
        line, sign = self._lines[at], self._signs[at]
        item = None if self._goes_on(at) and not line.words.startswith(("(", "（")) else item_sign(line.words)
        if sign and sign.is_weak and not self._goes_on(at) and not item:
            item = self._numbered(sign)
        if item:
            yield from self._flush()
            self._open, self._is_item = [item[2]], True
            self._nest(item[0], item[1], line.indent)
        elif self._open and self._ends_above(at):
            yield from self._flush()
            self._open = [line.words]
        else:
            self._open.append(line.words)

    def _numbered(self, sign: Sign) -> tuple[str, str, str] | None:
        """Return a numbered item; sentences with numbers such as 2.3 are paragraphs and keep them."""
        if sign.sort in ("0", "roman", "capital", "counted", "firstly") and self._counts(sign):
            self._counted = (sign.sort, sign.number)
            return f"{sign.sort}.", "", sign.rest
        return None

    def _counts(self, sign: Sign) -> bool:
        """Whether a number is followed by a sign of its own: "12 boats" and "2024" begin sentences."""
        return not sign.label[-1:].isalnum()

    def _ends_above(self, at: int) -> bool:
        """Whether the paragraph above was over, though there is no gap."""
        if not self._width:
            return True
        sign = self._signs[at]
        ended = self._lines[at - 1].words.endswith(SENTENCE_ENDS)
        numbered = sign and sign.is_weak and not self._goes_on(at) and sign.sort.isdigit()
        if sign and numbered and (self._counts(sign) or (ended and sign.sort != "0")):
            return True
        fits = (self._width >= NARROW or self._is_item) and not self._is_broken(at - 1)
        return ended and fits and not self._lines[at].words[0].islower()

    def _nest(self, form: str, sign: str, indent: int) -> None:
        """Find how deep an item stands: a form that is open goes on there, another one is a list within."""
        if form[-2:-1] == "a" or form == "a.":
            form = self._letter_or_roman(form, sign)
        key = form if sign else f"{form}{indent // 2}"
        if key in self._forms:
            del self._forms[self._forms.index(key) + 1 :]
        else:
            self._forms.append(key)
        self._last[key] = sign

    def _letter_or_roman(self, form: str, sign: str) -> str:
        """Return the form of "(i)": the letter after (h), else the Roman number one."""
        roman = form.replace("a", "i")
        before = self._last.get(form, "")
        if len(sign) > 1 or (sign in "ivx" and roman in self._forms):
            return roman
        follows = before and numerals.place_in_alphabet(sign) == numerals.place_in_alphabet(before[0]) + 1
        return roman if sign == "i" and not (follows and form in self._forms) else form

    def _flush(self) -> Iterator[Piece]:
        if not self._open:
            return
        text, level = _joined(self._open), min(max(len(self._forms), 1), DOCUMENT_NESTING)
        yield Piece("item", text, level) if self._is_item else Piece("paragraph", text)
        if not self._is_item:
            self._forms = []
        self._open, self._is_item = [], False


def _joined(lines: Sequence[str]) -> str:
    """Return broken lines as one: no blank between Chinese signs, nor after a hyphen within a word."""
    text = " ".join(lines[0].split())
    pieces = [text]
    for line in lines[1:]:
        words = " ".join(line.split())
        last, first = pieces[-1][-1:], words[:1]
        if last == "\u00ad":
            pieces[-1] = pieces[-1][:-1]
        elif not _sticks(pieces[-1], last, first):
            pieces.append(" ")
        pieces.append(words)
    return "".join(pieces)


def _sticks(text: str, last: str, first: str) -> bool:
    in_word = last == "-" and text[-2:-1].isalpha() and first.islower()
    return in_word or (_is_chinese(last) and _is_chinese(first))


def _is_chinese(sign: str) -> bool:
    return "\u3000" <= sign <= "\u9fff" or "\uff00" <= sign <= "\uffef"
