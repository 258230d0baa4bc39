"""What an ODT numbers its headings and lists with, by the rules of OpenDocument, and how far each has counted."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from hubdesk.charter.docx_styles import number
from hubdesk.charter.numerals import written

_LEVELS = 10
_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
#: Other forms are given by how they begin: "一, 二, 三, ...".
_BEGINNINGS = {
    "一": "chineseCounting", "أ": "arabicAlpha", "१": "hindiNumbers", "А": "russianUpper", "а": "russianLower",
}  # fmt: skip
_BULLET = "text:list-level-style-bullet"
_STYLES = ("text:list-level-style-number", _BULLET, "text:outline-level-style")
_LETTER = re.compile(r"[^\W\d_]|§")


@dataclass(frozen=True, slots=True)
class _Level:
    form: str = ""
    before: str = ""
    after: str = ""
    shown: int = 1
    start: int = 1


@dataclass(slots=True)
class _List:
    """A list that is open: the key of its count, the name of its style, and whether its item has its number yet."""

    key: str
    style: str
    waits: bool = False


@dataclass(slots=True)
class Numbers:
    """The styles of lists and of the outline, heard in order with the text, and the labels that they make."""

    _levels: dict[str, dict[int, _Level]] = field(default_factory=lambda: defaultdict(dict))
    _counts: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0] * _LEVELS))
    _style: str = ""
    _open: list[_List] = field(default_factory=list)
    _last: dict[str, str] = field(default_factory=dict)
    _made: int = 0
    _starts: int = 0

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Hear an element of the styles or of the text begin."""
        if name == "text:list-style":
            self._style = attributes.get("style:name", "")
        elif name == "text:outline-style":
            self._style = ""
        elif name in _STYLES:
            self._levels[self._style][number(attributes.get("text:level", "1")) - 1] = _level(name, attributes)
        elif name == "text:list":
            self._begun(attributes)
        elif name == "text:list-item" and self._open:
            self._open[-1].waits = True
            self._starts = max(number(attributes.get("text:start-value", "")), 0)

    def end(self, name: str) -> None:
        """Hear an element of the text end."""
        if name == "text:list" and self._open:
            self._open.pop()
        elif name == "text:list-item" and self._open:
            self._open[-1].waits = False

    def item(self) -> tuple[str, bool]:
        """Count the item that is open on, once; return (its label, whether it names it and not only numbers it)."""
        if not self._open or not self._open[-1].waits:
            return "", False
        now = self._open[-1]
        now.waits = False
        return self._counted(now.key, now.style, len(self._open) - 1)

    def heading(self, level: int) -> tuple[str, bool]:
        """Count a heading of the outline (its level from 1) on, and return the same of it."""
        return self._counted("", "", level - 1) if self._levels[""] else ("", False)

    def _begun(self, attributes: Mapping[str, str]) -> None:
        above = self._open[-1] if self._open else None
        style = attributes.get("text:style-name", "") or (above.style if above else "")
        goes_on = attributes.get("text:continue-list", "")
        if above is not None:
            key = above.key
        elif goes_on in self._counts and goes_on:
            key = goes_on
        elif attributes.get("text:continue-numbering", "") == "true" and style in self._last:
            key = self._last[style]
        else:
            self._made += 1
            key = attributes.get("xml:id", "") or f"list {self._made}"
        self._last[style] = key
        self._open.append(_List(key, style))

    def _counted(self, key: str, style: str, at: int) -> tuple[str, bool]:
        at = min(at, _LEVELS - 1)
        levels, counts = self._levels[style], self._counts[key]
        level = levels.get(at, _Level())
        begins, self._starts = self._starts, 0
        counts[at] = begins or (counts[at] + 1 if counts[at] else level.start)
        counts[at + 1 :] = [0] * (_LEVELS - at - 1)
        if not level.form:
            return "", False
        if level.form == "bullet":
            return "•", False
        shown = range(max(0, at + 1 - level.shown), at + 1)
        figures = (
            written(counts[each] or levels.get(each, _Level()).start, levels[each].form)
            for each in shown
            if each in levels and levels[each].form not in ("", "bullet")
        )
        around = f"{level.before}{level.after}"
        return f"{level.before}{'.'.join(figures)}{level.after}".strip(), bool(_LETTER.search(around))


def _level(name: str, attributes: Mapping[str, str]) -> _Level:
    form = attributes.get("style:num-format", "")
    made = _FORMS.get(form) or _BEGINNINGS.get(form[:1], "decimal") if form else ""
    return _Level(
        "bullet" if name == _BULLET else made,
        attributes.get("style:num-prefix", ""),
        attributes.get("style:num-suffix", ""),
        max(number(attributes.get("text:display-levels", "1")), 1),
        max(number(attributes.get("text:start-value", "1")), 1),
    )
