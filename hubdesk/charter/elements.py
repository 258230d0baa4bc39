"""Takes out of a page what is not its text: comments, footnotes, scripts, templates; keeps aside what is literal."""

import re
from collections import Counter
from collections.abc import Sequence

from hubdesk.charter.finishing import too_long
from hubdesk.charter.inline import linked, unescaped
from hubdesk.charter.pictures import gallery, with_captions
from hubdesk.i18n import Sentence, count, say
from hubdesk.model.limits import DOCUMENT_TEMPLATES

#: Our own marks; `decoded` leaves none of them in a text. LITERAL n LITERAL stands for the n-th literal passage,
#: UNIT name UNIT_NAMED for the begin of a translation unit, UNIT_END for its end; ASIDE before the name says that it
#: is a few words in a template.
LITERAL, UNIT, UNIT_NAMED, UNIT_END, ASIDE = "\x1a", "\x01", "\x02", "\x03", "\x04"

_KEPT = ("nowiki", "pre", "syntaxhighlight", "source")
_DROPPED = (
    "ref", "script", "style", "gallery", "math", "timeline", "templatestyles", "includeonly", "score", "graph",
    "mapframe", "imagemap", "categorytree", "inputbox", "references",
)  # fmt: skip
_OPENING = re.compile(rf"<(?:(!--)|({'|'.join(_KEPT + _DROPPED)})\b[^<>]{{0,2000}}?(/?)>)", re.IGNORECASE)
_CLOSING = {name: re.compile(rf"</{name}\s{{0,9}}>", re.IGNORECASE) for name in _KEPT + _DROPPED}
_UNIT_NAME = re.compile(r"T:([^_/\n<>\s][^_/\n<>]{0,100})")
_REST_OF_LINE = re.compile(r"[ \t]*\n")
_NOTE_NAME = re.compile(
    r"\bname\s{0,9}=\s{0,9}(?:\"([^\"]{1,200})\"|'([^']{1,200})'|([^\s\"'/>]{1,200}))", re.IGNORECASE
)
_PLACE = re.compile(f"{LITERAL}(\\d+){LITERAL}")
#: `{{DISPLAYTITLE:…}}`, `{{#translation:}}` and their like are settings of the page, not text.
_SETTING = re.compile(r"#|[A-Z]{4,}(?::|$)")
_INNERMOST = re.compile(r"\{\{[^{}]*\}\}")
_ARGUMENT_NAME = re.compile(r"^\s{0,99}[\w -]{1,40}=")
_CJK = re.compile("[\u3040-\u9fff\uac00-\ud7af]")
_SENTENCE = 40
_HEADING = re.compile(
    rf"^(?:{UNIT}[^{UNIT_NAMED}\n]{{0,100}}{UNIT_NAMED})?=[^\n]{{0,300}}=[ \t{UNIT_END}]*$", re.MULTILINE
)
#: So many templates within templates are looked into.
_TEMPLATES_WITHIN = 5
_LONGEST_BOX = 100_000
_BRACES = re.compile(r"\{\{|\}\}")


class Page:
    """A page while it is read: literal passages kept aside, and what was left out, for the messages."""

    def __init__(self) -> None:
        self._literal: list[str] = []
        self._left_out: Counter[str] = Counter()
        self._notes: set[str] = set()
        self._pictures = 0
        self._open: set[str] = set()
        self._templates: Counter[str] = Counter()
        self._unclosed = 0

    def without_elements(self, text: str) -> str:
        """Return the page without comments, footnotes and the like; unit names become UNIT marks, galleries captions.

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

    def with_captions(self, text: str) -> str:
        """Return the page with the captions of its pictures between marks (see `charter.pictures`)."""
        text, many = with_captions(text)
        self._pictures += many
        return text

    def without_templates(self, text: str) -> str:
        """Return the page without `{{…}}`, nested ones included; what is never closed stays as text.

        A template leaves what it was given to show: units and headings; on lines of its own (a box, a quotation) also
        sentences.
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
            alone = text[max(start - 1, 0) : start] in ("", "\n") and text[end : end + 1] in ("", "\n")
            kept = _shown(text[start + 2 : end - 2], alone=alone) if end - start <= _LONGEST_BOX else ()
            pieces.extend(f"\n\n{words}\n\n" if alone or "\n" in words else f" {words} " for words in kept)
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
        if self._pictures:
            told.append(pictures_left(self._pictures))
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
        if name == "gallery" and closing:
            captions, many = gallery(found[0], self.without_elements(text[found.end() : closing.start()]))
            before = next((each[-1] for each in reversed(pieces) if each), "\n")
            pieces += ["" if before == "\n" else "\n", captions, "" if text[end : end + 1] == "\n" else "\n"]
            self._pictures += many
        elif name == "ref":
            self._left_out[name] += self._is_new_note(found[0])
        elif name not in _KEPT:
            self._left_out[name] += name not in ("includeonly", "templatestyles", "references")
        elif closing:
            self._literal.append(unescaped(" ".join(text[found.end() : closing.start()].split())))
            mark = f"{LITERAL}{len(self._literal) - 1}{LITERAL}"
            pieces.append(mark if name == "nowiki" else f"\n\n{mark}\n\n")
        return end

    def _is_new_note(self, opening: str) -> bool:
        """Whether a footnote is the first of its name: the same one may be pointed to from many places."""
        named = _NOTE_NAME.search(opening)
        name = (named[1] or named[2] or named[3]).strip() if named else ""
        is_new = name not in self._notes
        self._notes |= {name} if name else set()
        return is_new


def pictures_left(many: int) -> Sentence:
    """Return how a person is told that pictures are not part of the text."""
    return count(
        many,
        "{n} picture was left out; a caption below it is a paragraph.",
        "{n} pictures were left out; captions below them are paragraphs.",
    )


def _shown(inside: str, *, alone: bool) -> Sequence[str]:
    """Return what a template is given to show: what has a unit or a heading in it, alone on its lines sentences too."""
    for _ in range(_TEMPLATES_WITHIN):
        if "{{" not in inside:
            break
        inside = _INNERMOST.sub(lambda found: "\n".join(_shown(found[0][2:-2], alone=False)), inside)
    given = linked(_INNERMOST.sub("", inside)).split("|")[1:]
    values = (_ARGUMENT_NAME.sub("", each).strip() for each in given)
    found = []
    for each in values:
        if _HEADING.search(each) or (alone and _is_sentence(each)):
            found.append(each)
        elif UNIT in each:
            found.append(each.replace(UNIT, UNIT + ASIDE).replace(ASIDE + ASIDE, ASIDE))
    return found


def _is_sentence(words: str) -> bool:
    """Whether words are long enough to be a sentence of the charter, and no address."""
    return len(words) + 2 * len(_CJK.findall(words)) >= _SENTENCE and "://" not in words


def _template_name(start: str) -> str:
    return " ".join(re.split(r"[|}\n{]", start.lstrip("{ \n"), maxsplit=1)[0].split())[:60]
