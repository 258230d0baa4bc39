"""The content of a web page, tag by tag, as headings, paragraphs and items."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from hubdesk.charter.apart import CAPTIONS, CLASSES, ELEMENTS, IDS, NOTE_AGAIN, Left, is_captioned, is_media, is_note
from hubdesk.charter.finishing import plain_anchor
from hubdesk.charter.inline import unescaped
from hubdesk.charter.tags import Tag
from hubdesk.model.limits import DOCUMENT_NESTING, DOCUMENT_PARAGRAPH, WEBPAGE_DEPTH
from hubdesk.model.outline import Piece, Status


@dataclass(frozen=True, slots=True)
class Root:
    """An element that holds the content of a page; without `mark` in its text a page has no such element.

    A page with several elements of a kind that is `single` has its content in none of them.
    """

    mark: str
    holds: Callable[[str, Mapping[str, str]], bool]
    single: bool = False

    def is_in(self, text: str) -> bool:
        """Whether a page may have its content there."""
        return self.mark in text and not (self.single and text.count(self.mark) > 1)


#: Where the content stands, the surest place first.
ROOTS = (
    Root("mw-content-text", lambda _name, attributes: attributes.get("id") == "mw-content-text"),
    Root("mw-parser-output", lambda _name, attributes: "mw-parser-output" in attributes.get("class", "").split()),
    Root("<main", lambda name, attributes: name == "main" or attributes.get("role") == "main"),
    Root("<article", lambda name, _attributes: name == "article", single=True),
    Root("<body", lambda name, _attributes: name == "body"),
    Root("", lambda _name, _attributes: True),
)

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_VOID_NAMES = "area base br col embed frame hr img input link meta param source track wbr"
_BLOCK_NAMES = (
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form "
    "header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul h1 h2 h3 h4 h5 h6"
)
_VOID, _BLOCKS = frozenset(_VOID_NAMES.split()), frozenset(_BLOCK_NAMES.split())
#: What begins something of its own: it ends a heading that was left open.
_ENDS_HEADING = frozenset({"p", "ul", "ol", "dl", "table", "section", "article", "blockquote", "pre", "li", *_HEADINGS})
_LISTS = ("ul", "ol", "dl")
#: Elements that end when another of their kind begins, with what they end in.
_IMPLIED = {
    "li": (("li",), _LISTS), "dt": (("dt", "dd"), _LISTS), "dd": (("dt", "dd"), _LISTS),
    "td": (("td", "th"), ("table",)), "th": (("td", "th"), ("table",)), "tr": (("tr",), ("table",)),
}  # fmt: skip
#: What scripts hide until a reader opens it, with or without what can be opened around it.
_FOLDED, _FOLDING = frozenset({"mw-collapsible-content", "collapsible-block"}), "mw-collapsible"
#: Google writes footnotes and remarks as paragraphs that begin with a way back, Word numbers of lists as words.
_NOTE_SIGN, _NOTE_BACK = re.compile(r"(?:ftnt|cmnt)_ref\d+"), ("#ftnt_ref", "#cmnt_ref")
_HIDDEN = re.compile(
    r"(?:mso-list\s{0,9}:\s{0,9}ignore|display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden)\b", re.IGNORECASE
)


@dataclass(slots=True)
class _Open:
    """An element that is open: whether it is left out, holds the content, folds; what it says of its words.

    Of a `picture` only the `caption` is read.
    """

    name: str
    dropped: bool
    root: bool
    folds: bool
    status: Status
    heading: int = 0
    picture: bool = False
    caption: bool = False


class Content:
    """One reading of a page below one root; `left` counts what was left out.

    With `anchors`, an empty span above a heading is taken as the anchor of the source heading, which the Translate
    extension writes.
    """

    def __init__(self, root: Root, language: str, *, anchors: bool) -> None:
        self._root, self._language, self._anchors = root, language, anchors
        self.left: Counter[Left] = Counter()
        self._open: list[_Open] = []
        self._names: Counter[str] = Counter()
        self._deeper: Counter[str] = Counter()
        self._statuses: Counter[Status] = Counter()
        self._roots = 0 if root.mark else 1
        self._dropped = self._folding = self._pictures = self._captions = 0
        self._words: list[str] = []
        self._length = 0
        self._status: Status = "translated"
        self._heading = 0
        self._lists = 0
        self._anchor = ""
        self._broken = False
        self._cells: list[int] = []  # for each open cell, how many lists were open around it
        self._row: list[list[tuple[str, Status]]] = []

    def pieces(self, tokens: Iterable[Tag | str]) -> Iterator[Piece]:
        """Yield what the content holds, in order."""
        for token in tokens:
            if isinstance(token, str):
                self._text(token)
            elif token.closes:
                yield from self._close(token.name)
            else:
                yield from self._begin(token)
        while self._open:
            yield from self._pop()
        yield from self._flush()
        yield from self._flush_row()

    @property
    def _reads(self) -> bool:
        return bool(self._roots) and not self._dropped and (not self._pictures or self._captions > 0)

    def _text(self, text: str) -> None:
        if not self._reads or self._length > 20 * DOCUMENT_PARAGRAPH:
            return
        if text.strip():
            if not any(map(str.strip, self._words)):
                self._status = self._status_here()
            self._anchor = self._anchor if self._heading else ""
            self._broken = False
        self._words.append(text)
        self._length += len(text)

    def _status_here(self) -> Status:
        if self._statuses["outdated"]:
            return "outdated"
        return "untranslated" if self._statuses["untranslated"] else "translated"

    def _begin(self, tag: Tag) -> Iterator[Piece]:
        name = tag.name
        yield from self._implied(name)
        if name in _BLOCKS and self._reads and not (self._heading and name not in _ENDS_HEADING):
            yield from self._flush()
        if name == "br" and self._reads:
            yield from self._break()
        if name in _VOID:
            return
        if len(self._open) >= WEBPAGE_DEPTH:
            self._deeper[name] += 1
            return
        attributes = tag.attributes() if tag.written else {}
        if name == "a" and self._reads and attributes.get("href", "").startswith(_NOTE_BACK):
            self._drop_paragraph()
        opened = self._opened(name, attributes)
        self._pictures += opened.picture
        self._captions += opened.caption
        if self._reads and not opened.dropped:
            yield from self._entered(opened, attributes)
        self._open.append(opened)
        self._names[name] += 1
        self._dropped += opened.dropped
        self._roots += opened.root
        self._folding += opened.folds
        self._statuses[opened.status] += 1

    def _drop_paragraph(self) -> None:
        """Leave out the paragraph that is being read, with what it has said so far."""
        for each in reversed(self._open):
            if each.name == "p":
                each.dropped = True
                self._dropped += 1
                self._words.clear()
                return

    def _opened(self, name: str, attributes: Mapping[str, str]) -> _Open:
        root = bool(self._root.mark) and self._root.holds(name, attributes)
        why = self._why_dropped(name, attributes) if self._reads and not root else None
        classes = attributes.get("class", "").split()
        picture = self._reads and (is_captioned(attributes) or "thumb" in classes)
        caption = name == "figcaption" or not CAPTIONS.isdisjoint(classes)
        if left := "picture" if picture else why:
            self.left[left] += 1
        status = "translated" if root else self._box(attributes)
        level = _heading_level(name, attributes)
        return _Open(name, why is not None, root, _FOLDING in classes, status, level, picture, caption)

    def _why_dropped(self, name: str, attributes: Mapping[str, str]) -> Left | None:
        if name in ELEMENTS:
            return ELEMENTS[name]
        if not attributes:
            return None
        classes = attributes.get("class", "").split()
        for each in classes:
            if each in CLASSES:
                again = each == "reference" and NOTE_AGAIN.search(attributes.get("id", ""))
                return "" if again else CLASSES[each]
        if name == "a" and is_note(attributes):
            return "note"
        if is_media(attributes) and not is_captioned(attributes):
            return "picture"
        hidden = attributes.get("hidden", "until-found").lower() != "until-found"
        if not _FOLDED.isdisjoint(classes) or (self._folding and name in ("tr", "li")):
            return None
        apart = name in _BLOCKS and name not in _HEADINGS and attributes.get("id") in IDS
        if hidden or apart or _HIDDEN.search(attributes.get("style", "")):
            return ""
        if name == "a" and _NOTE_SIGN.fullmatch(attributes.get("id", "")):
            return "note" if attributes["id"].startswith("ftnt") else ""
        return "" if attributes.get("role") in ("navigation", "search", "banner", "contentinfo") else None

    def _box(self, attributes: Mapping[str, str]) -> Status:
        """Return what the Translate extension says by a box: its words are outdated, or not yet translated."""
        classes = attributes.get("class", "")
        if "mw-translate-fuzzy" in classes:
            return "outdated"
        language = attributes.get("lang", "").casefold()
        if "mw-content-" in classes and language and self._language not in ("", "und"):
            return "translated" if language == self._language.casefold() else "untranslated"
        return "translated"

    def _entered(self, opened: _Open, attributes: Mapping[str, str]) -> Iterator[Piece]:
        """Note what begins with an element whose words are read."""
        name = opened.name
        if opened.heading:
            yield from self._flush_row()
            self._heading = opened.heading
        elif name in _LISTS:
            self._lists += 1
        elif name in ("table", "tr"):
            yield from self._flush_row()
        elif name in ("td", "th"):
            self._cells.append(self._lists)
            self._row.append([])
        elif name == "span" and self._anchors and not self._heading and (anchor := attributes.get("id")):
            self._anchor = anchor

    def _implied(self, name: str) -> Iterator[Piece]:
        """End what ends without a closing tag where this element begins."""
        if self._heading and name in _ENDS_HEADING:
            yield from self._close(f"h{self._heading}")
        if name in _BLOCKS and self._open and self._open[-1].name == "p":
            yield from self._pop()
        if name in _IMPLIED:
            ended, within = _IMPLIED[name]
            for nth in range(len(self._open) - 1, -1, -1):
                if self._open[nth].name in ended:
                    while len(self._open) > nth:
                        yield from self._pop()
                    return
                if self._open[nth].name in within:
                    return

    def _close(self, name: str) -> Iterator[Piece]:
        if self._deeper[name]:
            self._deeper[name] -= 1
            if name in _BLOCKS and self._reads and not self._heading:
                yield from self._flush()
            return
        if not self._names[name] or (name not in _BLOCKS and not self._is_near(name)):
            return
        while self._open:
            last = self._open[-1].name
            yield from self._pop()
            if last == name:
                return

    def _is_near(self, name: str) -> bool:
        """Whether an inline element is open within the block that is open last: else its closing tag has no meaning."""
        for each in reversed(self._open):
            if each.name == name:
                return True
            if each.name in _BLOCKS:
                return False
        return False

    def _pop(self) -> Iterator[Piece]:
        last = self._open[-1]
        if self._reads:
            yield from self._left_element(last)
        self._open.pop()
        self._names[last.name] -= 1
        self._dropped -= last.dropped
        self._roots -= last.root
        self._folding -= last.folds
        self._pictures -= last.picture
        self._captions -= last.caption
        self._statuses[last.status] -= 1

    def _left_element(self, last: _Open) -> Iterator[Piece]:
        name = last.name
        if last.heading:
            if self._heading:
                yield from self._flush()
                self._heading = 0
                self._anchor = ""
            return
        if name not in _BLOCKS or self._heading:
            return
        yield from self._flush()
        if name in _LISTS:
            self._lists = max(self._lists - 1, 0)
        elif name in ("tr", "table"):
            yield from self._flush_row()
        elif name in ("td", "th") and self._cells:
            self._cells.pop()

    def _break(self) -> Iterator[Piece]:
        """Two breaks in a row part paragraphs, one is a blank."""
        if self._broken and not self._heading:
            yield from self._flush()
        self._broken = True
        self._words.append(" ")

    def _flush(self) -> Iterator[Piece]:
        words = " ".join(unescaped("".join(self._words)).split())
        self._words.clear()
        self._length = 0
        self._broken = False
        if not words:
            return
        level = self._lists - (self._cells[-1] if self._cells else 0)
        if self._heading:
            yield Piece("heading", words, self._heading, "", plain_anchor(self._anchor), self._status)
        elif level > 0 and not self._captions:
            yield from self._flush_row()
            yield Piece("item", words, min(self._lists, DOCUMENT_NESTING), status=self._status)
        elif self._cells and self._row:
            self._row[-1].append((words, self._status))
        else:
            is_item = self._in_item() and not self._captions
            yield Piece("item" if is_item else "paragraph", words, int(is_item), status=self._status)

    def _in_item(self) -> bool:
        """Whether an item without a list around it, or the caption of a table, is being read."""
        return bool(self._names["li"] or self._names["caption"])

    def _flush_row(self) -> Iterator[Piece]:
        """Yield a row as one item; a row of one cell is a box around paragraphs."""
        cells, self._row = [cell for cell in self._row if cell], []
        if self._cells:
            self._row.append([])
        if len(cells) == 1:
            for words, status in cells[0]:
                yield Piece("paragraph", words, status=status)
        elif cells:
            text = " · ".join(" ".join(words for words, _ in cell) for cell in cells)
            yield Piece("item", text, 1, status=cells[0][0][1])


def _heading_level(name: str, attributes: Mapping[str, str]) -> int:
    """Return the level of a heading, by its name or by its role (2 where it tells none), 0 for anything else."""
    if name in _HEADINGS:
        return int(name[1])
    if attributes.get("role") != "heading" or name not in _BLOCKS:
        return 0
    level = attributes.get("aria-level", "")
    return int(level) if level in ("1", "2", "3", "4", "5", "6") else 2
