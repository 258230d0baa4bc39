"""An ODT (LibreOffice and others), packed or flat, as a draft of its outline, by the rules of OpenDocument."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from hubdesk.charter.docx_styles import number
from hubdesk.charter.odt_numbering import Numbers
from hubdesk.charter.office import NO_TONGUES, Draft, Gathering, Passage, Tongues, inherited
from hubdesk.charter.package import Package, damaged
from hubdesk.charter.unread import locked, no_text_document
from hubdesk.charter.xml_stream import Element, walk

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
PREFIXES = {
    **{f"{_OASIS}{name}:1.0": name for name in ("office", "text", "style", "table")},
    f"{_OASIS}drawing:1.0": "draw",
    f"{_OASIS}xsl-fo-compatible:1.0": "fo",
    f"{_OASIS}svg-compatible:1.0": "svg",
    "http://purl.org/dc/elements/1.1/": "dc",
}
_LEFT_OUT = {
    "text:changed-region": "changes", "office:annotation": "comments", "text:note": "notes",
    "text:table-of-content": "contents", "text:alphabetical-index": "contents", "text:illustration-index": "contents",
    "text:table-index": "contents", "text:object-index": "contents", "text:user-index": "contents",
    "text:hidden-text": "hidden", "text:hidden-paragraph": "hidden", "table:covered-table-cell": "",
    "office:forms": "", "office:binary-data": "", "svg:title": "", "svg:desc": "", "text:ruby-text": "",
    "text:bibliography": "contents", "office:master-styles": "", "office:scripts": "", "office:settings": "",
    "office:font-face-decls": "",
}  # fmt: skip
_SIGNS = {"text:tab": " ", "text:line-break": " "}
_OTHER_BODIES = {"office:spreadsheet", "office:presentation", "office:drawing", "office:chart", "office:image"}


def read_odt(package: Package) -> Draft:
    """Return what a packed ODT holds; raises `Refused` for one that is encrypted or no text document."""
    if b"encryption-data" in package.part("META-INF/manifest.xml"):
        raise locked()
    content = package.part("content.xml")
    if not content:
        raise damaged()
    body = _Body()
    if styles := package.part("styles.xml"):
        walk(styles, body.styles, PREFIXES)
    walk(content, body, PREFIXES)
    title = Element("dc:title")
    if meta := package.part("meta.xml"):
        walk(meta, title, PREFIXES)
    return _draft(body, title)


def read_flat_odt(data: bytes) -> Draft:
    """Return what a flat ODT (`.fodt`) holds, which is the same in one XML document."""
    body, title = _Body(), Element("dc:title")
    walk(data, body, PREFIXES, is_part=False)
    walk(data, title, PREFIXES, is_part=False)
    return _draft(body, title)


def _draft(body: "_Body", title: Element) -> Draft:
    if not body.has_text:
        raise no_text_document()
    return body.gathering.draft("odt", title.text)


@dataclass(frozen=True, slots=True)
class _Style:
    above: str = ""
    hidden: bool = False
    tongues: Tongues = NO_TONGUES


class _Styles:
    """Styles of paragraphs and words by family and name; automatic ones stand on those that people see."""

    def __init__(self) -> None:
        self._own: dict[str, _Style] = {}
        self._whole: dict[str, _Style] = {}
        self._key = ""
        self.numbers = Numbers()

    def begin(self, name: str, attributes: Mapping[str, str]) -> bool:
        self.numbers.begin(name, attributes)
        if name in ("style:style", "style:default-style"):
            family = attributes.get("style:family", "")
            self._key = _key(family, attributes.get("style:name", ""))
            above = attributes.get("style:parent-style-name", "")
            self._own.setdefault(self._key, _Style(_key(family, above)))
        elif name == "style:text-properties" and self._key:
            own = self._own[self._key]
            hidden = attributes.get("text:display", "") == "none"
            self._own[self._key] = replace(own, hidden=hidden, tongues=_tongues(attributes))
        return name == "office:automatic-styles"  # those of `styles.xml` are for headers, under the names of others

    def words(self, text: str) -> None:
        """Hear text, of which styles have none."""

    def end(self, name: str) -> None:
        self.numbers.end(name)
        if name in ("style:style", "style:default-style"):
            self._key = ""

    def style(self, family: str, name: str) -> _Style:
        """Return a style with what it inherits, at last from the default of its family."""
        key, chain = _key(family, name), dict[str, None]()
        while key in self._own and key not in self._whole and key not in chain:
            chain[key] = None
            key = self._own[key].above
        whole = self._whole.get(key, _Style())
        for each in reversed(chain):
            own = self._own[each]
            spoken = inherited(own.tongues, whole.tongues)
            whole = self._whole[each] = _Style(own.above, own.hidden or whole.hidden, spoken)
        return whole

    def is_title(self, name: str) -> bool:
        """Whether a paragraph's style is Title, or an automatic one on it; names in the file are English."""
        own = self._own.get(_key("paragraph", name))
        return "paragraph Title" in (_key("paragraph", name), own.above if own else "")


def _key(family: str, name: str) -> str:
    return f"{family} {name}"


def _tongues(attributes: Mapping[str, str]) -> Tongues:
    def tag(space: str, kind: str) -> str:
        names = (attributes.get(f"{space}:{part}{kind}", "") for part in ("language", "country"))
        language, country = ("" if name in ("none", "zxx") else name for name in names)
        return f"{language}-{country}" if language and country else language

    return tag("fo", ""), tag("style", "-asian"), tag("style", "-complex")


@dataclass(slots=True)
class _Words:
    """A paragraph or a span: whether it is hidden, and its languages."""

    hidden: bool
    tongues: Tongues


class _Body:
    """Hears `content.xml` or a flat document, its styles included."""

    def __init__(self) -> None:
        self.gathering, self.styles, self.has_text = Gathering(), _Styles(), False
        self._lists: list[int] = [0]  # nesting; a text box begins with none
        self._open: list[_Words] = []
        self._kinds: list[Passage] = []

    def begin(self, name: str, attributes: Mapping[str, str]) -> bool:
        """Hear an element begin."""
        self.styles.begin(name, attributes)
        if name in _LEFT_OUT:
            return self._left_out(name)
        if name in ("text:p", "text:h"):
            self._begun(name, attributes)
        elif name == "text:span":
            self._opened("text", attributes)
        elif name == "text:list":
            self._lists[-1] += 1
        elif name == "text:numbered-paragraph":
            self._lists[-1] += max(number(attributes.get("text:level", "1")), 1)
        elif name == "table:table":
            self.gathering.tables += 1
        elif name == "draw:text-box":
            self._lists.append(0)
        elif name == "text:s":
            self._add(" ")
        elif name in _SIGNS:
            self._add(_SIGNS[name])
        elif name == "office:text":
            self.has_text = True
        elif name in _OTHER_BODIES:
            raise no_text_document()
        elif name == "text:section" and attributes.get("text:display", "") == "none":
            return self._left_out("text:hidden-text")
        return False

    def words(self, text: str) -> None:
        """Hear text."""
        self._add(text)

    def end(self, name: str) -> None:
        """Hear an element end."""
        self.styles.end(name)
        if name in ("text:p", "text:h"):
            self._open.pop()
            self.gathering.end(self._kinds.pop())
        elif name == "text:span":
            self._open.pop()
        elif name == "text:list":
            self._lists[-1] -= 1
        elif name == "text:numbered-paragraph":
            self._lists[-1] = 0
        elif name == "table:table":
            self.gathering.tables -= 1
        elif name == "draw:text-box":
            self._lists.pop()

    def _left_out(self, name: str) -> bool:
        if kind := _LEFT_OUT[name]:
            self.gathering.left_out[kind] += 1
        return True

    def _begun(self, name: str, attributes: Mapping[str, str]) -> None:
        style, numbers = attributes.get("text:style-name", ""), self.styles.numbers
        if name == "text:h":
            level = min(max(number(attributes.get("text:outline-level", "1")), 1), 10)
            label, names = numbers.item() if self._lists[-1] else numbers.heading(level)
            self._kinds.append(Passage(f"{label} " if names else "", level, 0, "" if names else label))
        else:
            label, _ = numbers.item()
            self._kinds.append(Passage("", 0, self._lists[-1], label, self.styles.is_title(style)))
        self.gathering.begin()
        self._opened("paragraph", attributes)

    def _opened(self, family: str, attributes: Mapping[str, str]) -> None:
        """Open words in a style; a span adds to what its paragraph says."""
        own = self.styles.style(family, attributes.get("text:style-name", ""))
        below = (
            self._open[-1] if self._open and family == "text" else _Words(False, self.styles.style(family, "").tongues)
        )
        self._open.append(_Words(own.hidden or below.hidden, inherited(own.tongues, below.tongues)))

    def _add(self, text: str) -> None:
        if not self._open:
            return
        if self._open[-1].hidden:
            self.gathering.left_out["hidden"] += bool(text.strip())
            return
        self.gathering.add(text, self._open[-1].tongues)
