"""What the paragraphs of a DOCX are by their style and their list: outline level, number, language, hidden or not."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from hubdesk.charter.numerals import written
from hubdesk.charter.office import NO_TONGUES, Tongues, inherited

_OFF = ("0", "false", "off")
_HEADING = re.compile(r"heading ([1-9])")
_PLACE = re.compile(r"%([1-9])")
#: What numbers are set in; a numbering text with anything else ("Article %1", "§ %1") names the heading.
_ONLY_FIGURES = re.compile(r"(?:%[1-9]|[\s.,:;()\[\]\-–—、。．）（/])*")
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Style:
    """A style with what it takes from the styles it is based on; `outline` 0 to 8, 9 for body text, -1 for none."""

    name: str = ""
    based_on: str = ""
    outline: int = -1
    list_id: str = ""
    list_level: int = -1
    hidden: bool = False
    tongues: Tongues = NO_TONGUES

    @property
    def is_title(self) -> bool:
        """Whether this is the style of the document's title; names in the file are English in every Word."""
        return self.name == "title"

    @property
    def is_contents(self) -> bool:
        """Whether this is a style of tables of contents."""
        return self.name.startswith("toc ") or self.name in ("table of figures", "index heading")


class Styles:
    """The styles of a document by id, heard from `styles.xml`."""

    def __init__(self) -> None:
        self._own: dict[str, Style] = {}
        self._whole: dict[str, Style] = {}
        self._path: list[str] = []
        self._id = ""
        self._now = Style()
        self.first = ""
        self.tongues = NO_TONGUES

    def begin(self, name: str, attributes: Mapping[str, str]) -> bool:
        """Hear an element begin."""
        above = self._path[-1] if self._path else ""
        value = attributes.get("w:val", "")
        if name == "w:style":
            self._id, self._now = attributes.get("w:styleId", ""), Style()
            if attributes.get("w:type", "paragraph") == "paragraph" and on(attributes.get("w:default", "0")):
                self.first = self._id
        elif name == "w:name" and above == "w:style":
            self._now = replace(self._now, name=value.casefold())
        elif name == "w:basedOn":
            self._now = replace(self._now, based_on=value)
        elif name == "w:lang":
            self._spoken(read_tongues(attributes))
        elif name == "w:vanish" and above == "w:rPr":
            self._now = replace(self._now, hidden=on(value))
        elif above == "w:pPr" and name == "w:outlineLvl":
            self._now = replace(self._now, outline=number(value))
        elif above == "w:numPr" and name == "w:numId":
            self._now = replace(self._now, list_id=value)
        elif above == "w:numPr" and name == "w:ilvl":
            self._now = replace(self._now, list_level=number(value))
        self._path.append(name)
        return False

    def words(self, text: str) -> None:
        """Hear text, of which styles have none."""

    def end(self, name: str) -> None:
        """Hear an element end."""
        self._path.pop()
        if name == "w:style":
            self._own.setdefault(self._id, self._now)
            self._id = ""

    def _spoken(self, tongues: Tongues) -> None:
        if "w:docDefaults" in self._path[:3]:
            self.tongues = tongues
        else:
            self._now = replace(self._now, tongues=tongues)

    def style(self, id: str) -> Style:
        """Return a style with what it inherits; a chain that bites its tail ends there, an unknown style is empty."""
        chain: dict[str, None] = {}
        while id in self._own and id not in self._whole and id not in chain:
            chain[id] = None
            id = self._own[id].based_on
        whole = self._whole.get(id, Style(tongues=self.tongues))
        for each in reversed(chain):
            whole = self._whole[each] = _inherited(self._own[each], whole)
        return whole


def _inherited(own: Style, above: Style) -> Style:
    outline = own.outline
    if outline < 0 and (found := _HEADING.fullmatch(own.name)):
        outline = int(found[1]) - 1  # some programs leave the level of Word's own headings to their name
    return replace(
        own,
        outline=outline if outline >= 0 else above.outline,
        list_id=own.list_id or above.list_id,
        list_level=own.list_level if own.list_level >= 0 else above.list_level,
        hidden=own.hidden or above.hidden,
        tongues=inherited(own.tongues, above.tongues),
    )


@dataclass(slots=True)
class _Level:
    form: str = "decimal"
    text: str = ""
    start: int = 1
    style: str = ""
    legal: bool = False


@dataclass(slots=True)
class _List:
    levels: dict[int, _Level] = field(default_factory=lambda: defaultdict(_Level))
    look_up: str = ""


class Numbering:
    """The lists of a document, heard from `numbering.xml`, and how far each has counted."""

    def __init__(self) -> None:
        self._lists: dict[str, _List] = defaultdict(_List)
        self._of: dict[str, str] = {}
        self._starts: dict[str, dict[int, int]] = defaultdict(dict)
        self._counts: dict[str, list[int]] = {}
        self._begun: set[str] = set()
        self._path: list[str] = []
        self._list, self._num, self._at = "", "", 0

    def begin(self, name: str, attributes: Mapping[str, str]) -> bool:
        """Hear an element begin."""
        value = attributes.get("w:val", "")
        if name == "w:abstractNum":
            self._list, self._num = attributes.get("w:abstractNumId", ""), ""
        elif name == "w:num":
            self._num = attributes.get("w:numId", "")
        elif name in ("w:lvl", "w:lvlOverride"):
            self._at = number(attributes.get("w:ilvl", "0"))
        elif name == "w:abstractNumId":
            self._of[self._num] = value
        elif name == "w:startOverride":
            self._starts[self._num][self._at] = number(value)
        elif name == "w:numStyleLink":
            self._lists[self._list].look_up = value
        elif not self._num and "w:lvl" in self._path[-2:]:
            self._level(name, value)
        self._path.append(name)
        return False

    def words(self, text: str) -> None:
        """Hear text, of which lists have none."""

    def end(self, name: str) -> None:
        """Hear an element end."""
        self._path.pop()

    def _level(self, name: str, value: str) -> None:
        level = self._lists[self._list].levels[self._at]
        if name == "w:numFmt":
            level.form = value
        elif name == "w:lvlText":
            level.text = value
        elif name == "w:start":
            level.start = number(value)
        elif name == "w:pStyle":
            level.style = value
        elif name == "w:isLgl":
            level.legal = on(value)

    def level_of(self, list_id: str, style: str) -> int:
        """Return the level of a list that belongs to a style, 0 when none does."""
        levels = self._lists[self._of.get(list_id, "")].levels
        return next((nth for nth, level in levels.items() if style and level.style == style), 0)

    def counted(self, list_id: str, at: int, styles: Styles) -> tuple[str, bool]:
        """Count on and return (what stands before the paragraph, whether it names it and not only numbers it)."""
        key = self._of.get(list_id, "")
        if look_up := self._lists[key].look_up:
            key = self._of.get(styles.style(look_up).list_id, key)
        levels = self._lists[key].levels
        at = min(max(at, 0), _LEVELS - 1)
        counts = self._counts.setdefault(key, [0] * _LEVELS)
        if list_id not in self._begun:
            self._begun.add(list_id)
            for nth, start in self._starts[list_id].items():
                if 0 <= nth < _LEVELS:
                    counts[nth:] = [start - 1 if start > 0 else 0] + [0] * (_LEVELS - nth - 1)
        for above in range(at):
            counts[above] = counts[above] or levels[above].start
        counts[at] = counts[at] + 1 if counts[at] else max(levels[at].start, 1)
        counts[at + 1 :] = [0] * (_LEVELS - at - 1)
        level = levels[at]
        if level.form in ("bullet", "none") and "%" not in level.text:
            return ("•" if level.form == "bullet" else level.text.strip()), False
        shown = _PLACE.sub(lambda found: _shown(counts, levels, int(found[1]) - 1, level.legal), level.text)
        return shown.strip(), not _ONLY_FIGURES.fullmatch(level.text)


def _shown(counts: list[int], levels: Mapping[int, _Level], at: int, legal: bool) -> str:
    return written(counts[at], "decimal" if legal else levels[at].form)


def read_tongues(attributes: Mapping[str, str]) -> Tongues:
    """Return the three languages of `w:lang`."""
    return attributes.get("w:val", ""), attributes.get("w:eastAsia", ""), attributes.get("w:bidi", "")


def on(value: str) -> bool:
    """Whether a property that stands there is on."""
    return value.casefold() not in _OFF


def number(value: str) -> int:
    """Return a small number, -1 for anything else."""
    return int(value) if value.isdecimal() and len(value) < 5 else -1
