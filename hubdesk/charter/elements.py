"""Takes out of a page what is not its text: comments, footnotes, scripts, templates; keeps aside what is literal."""

import re
from collections import Counter
from collections.abc import Sequence

from hubdesk.charter.finishing import too_long
from hubdesk.charter.inline import linked, unescaped
from hubdesk.i18n import Sentence, count, say
from hubdesk.model.limits import DOCUMENT_TEMPLATES

#: Our own marks; `decoded` leaves none of them in a text. LITERAL n LITERAL stands for the n-th literal passage,
#: UNIT name UNIT_NAMED for the begin of a translation unit, UNIT_END for its end.
LITERAL, UNIT, UNIT_NAMED, UNIT_END = "\x1a", "\x01", "\x02", "\x03"

_KEPT = ("nowiki", "pre", "syntaxhighlight", "source")
_DROPPED = (
    "ref", "script", "style", "gallery", "math", "timeline", "templatestyles", "includeonly", "score", "graph",
    "mapframe", "imagemap", "categorytree", "inputbox", "references",
)  # fmt: skip
_OPENING = re.compile(rf"<(?:(!--)|({'|'.join(_KEPT + _DROPPED)})\b[^<>]{{0,2000}}?(/?)>)", re.IGNORECASE)
_CLOSING = {name: re.compile(rf"</{name}\s{{0,9}}>", re.IGNORECASE) for name in _KEPT + _DROPPED}
_UNIT_NAME = re.compile(r"T:([^_/\n<>\s][^_/\n<>]{0,100})")
_REST_OF_LINE = re.compile(r"[ \t]*\n")
_PLACE = re.compile(f"{LITERAL}(\\d+){LITERAL}")
#: `{{DISPLAYTITLE:…}}`, `{{#translation:}}` and their like are settings of the page, not text.
_SETTING = re.compile(r"#|[A-Z]{4,}(?::|$)")
_INNERMOST = re.compile(r"\{\{[^{}]*\}\}")
_ARGUMENT_NAME = re.compile(r"^\s{0,99}[\w -]{1,40}=")
_CJK = re.compile("[\u3040-\u9fff\uac00-\ud7af]")
_SENTENCE = 40
_LONGEST_BOX = 100_000
_BRACES = re.compile(r"\{\{|\}\}")


class Page:
    """A page while it is read: literal passages kept aside, and what was left out, for the messages."""

    def __init__(self) -> None:
        self._literal: list[str] = []
        self._left_out: Counter[str] = Counter()
        self._open: set[str] = set()
        self._templates: Counter[str] = Counter()
        self._unclosed = 0

    def without_elements(self, text: str) -> str:
        """Return the page without comments, footnotes and the like; unit names become UNIT marks.

        What stands in `<nowiki>` and `<pre>` is replaced by a mark, for no markup counts in it. An element that is
        never closed loses only its tag. Linear: a closing tag that is missing is looked for once.
        """
        pieces: list[str] = []
        at = 0
        while found := _OPENING.search(text, at):
            pieces.append(text[at : found.start()])
            at = self._comment(text, found, pieces) if found[1] else self._element(text, found, pieces)
        pieces.append(text[at:])
        return "".join(pieces)

    def without_templates(self, text: str) -> str:
        """Return the page without `{{…}}`, nested ones included; what is never closed stays as text.

        A template on lines of its own (a box, a quotation) leaves the sentences that it was given as paragraphs.
        Raises `Refused` for more templates than any page has.
        """
        spans: list[tuple[int, int]] = []
        opened: list[int] = []
        for found in _BRACES.finditer(text):
            if found[0] == "{{":
                opened.append(found.start())
            elif opened:
                start = opened.pop()
                while spans and spans[-1][0] > start:
                    spans.pop()
                spans.append((start, found.end()))
                if len(spans) > DOCUMENT_TEMPLATES:
                    raise too_long()
        self._unclosed = len(opened)
        pieces = []
        at = 0
        for start, end in spans:
            pieces.append(text[at : start - (text[max(start - 1, 0) : start] == "{" and start > at)])
            kept = _prose(text, start, end)
            pieces.extend(f"\n\n{words}\n\n" for words in kept)
            name = _template_name(text[start + 2 : start + 200])
            if not kept and not _SETTING.match(name):
                self._templates[name] += 1
            at = end + (text[end : end + 1] == "}")
        return "".join([*pieces, text[at:]])

    def restored(self, text: str) -> str:
        """Return text with its literal passages put back as plain text."""
        return _PLACE.sub(lambda found: self._literal[int(found[1])], text) if LITERAL in text else text

    @property
    def includes(self) -> int:
        """How many templates and included pages were left out."""
        return sum(self._templates.values())

    def messages(self) -> Sequence[Sentence]:
        """Return what to tell the person about what was left out."""
        told = []
        if self._templates:
            names = ", ".join(name for name, _ in self._templates.most_common(3) if name)
            told.append(
                count(
                    self.includes,
                    "{n} template or included page was left out: {names}",
                    "{n} templates or included pages were left out, among them: {names}",
                    names=names,
                )
            )
        if notes := self._left_out["ref"]:
            told.append(count(notes, "{n} footnote was left out.", "{n} footnotes were left out."))
        if others := sum(self._left_out.values()) - notes:
            told.append(
                count(
                    others,
                    "{n} part without running text (a gallery, a formula, a script) was left out.",
                    "{n} parts without running text (galleries, formulas, scripts) were left out.",
                )
            )
        if self._open or self._unclosed:
            told.append(say("Some markup is opened and never closed; check the outline below it."))
        return told

    def _comment(self, text: str, found: re.Match[str], pieces: list[str]) -> int:
        end = text.find("-->", found.end()) if "!--" not in self._open else -1
        if end < 0:
            self._open.add("!--")
            return found.end()
        if unit := _UNIT_NAME.fullmatch(text[found.end() : end].strip()) if end - found.end() < 120 else None:
            pieces.append(f"{UNIT}{unit[1].strip()}{UNIT_NAMED}")
            return end + 3
        rest = _REST_OF_LINE.match(text, end + 3)
        alone = (
            rest
            and not text[max(text.rfind("\n", max(found.start() - 200, 0), found.start()), 0) : found.start()].strip()
        )
        return rest.end() if rest and alone else end + 3

    def _element(self, text: str, found: re.Match[str], pieces: list[str]) -> int:
        name = found[2].lower()
        closing = None if found[3] or name in self._open else _CLOSING[name].search(text, found.end())
        if closing is None and not found[3] and name not in ("references", "templatestyles"):
            self._open.add(name)
        end = closing.end() if closing else found.end()
        if name not in _KEPT:
            self._left_out[name] += name not in ("includeonly", "templatestyles", "references")
        elif closing:
            self._literal.append(unescaped(" ".join(text[found.end() : closing.start()].split())))
            mark = f"{LITERAL}{len(self._literal) - 1}{LITERAL}"
            pieces.append(mark if name == "nowiki" else f"\n\n{mark}\n\n")
        return end


def _prose(text: str, start: int, end: int) -> Sequence[str]:
    """Return the arguments of a template on lines of its own that are long enough to be sentences of the charter."""
    alone = text[max(start - 1, 0) : start] in ("", "\n") and text[end : end + 1] in ("", "\n")
    if not alone or end - start > _LONGEST_BOX:
        return ()
    given = linked(_INNERMOST.sub("", text[start + 2 : end - 2])).split("|")[1:]
    values = (_ARGUMENT_NAME.sub("", each).strip() for each in given)
    return [each for each in values if len(each) + 2 * len(_CJK.findall(each)) >= _SENTENCE and "://" not in each]


def _template_name(start: str) -> str:
    return " ".join(re.split(r"[|}\n{]", start.lstrip("{ \n"), maxsplit=1)[0].split())[:60]
