"""A Markdown document as an outline: headings, paragraphs and items as plain text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from hubdesk.charter import languages
from hubdesk.charter.finishing import Reading, counted, finished
from hubdesk.charter.inline import unescaped
from hubdesk.charter.text import guessed
from hubdesk.i18n import count
from hubdesk.model.limits import DOCUMENT_NESTING
from hubdesk.model.outline import Outline, Piece

_FIELD = re.compile(r"([A-Za-z_-]{1,40})\s{0,9}[:=]\s{0,9}(.*)$")
#: What a block of fields begins with, and what ends it (YAML, TOML).
_FENCES = {"---": ("---", "..."), "+++": ("+++",)}
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*))?$")
_CLOSING = re.compile(r"(?:^|[ \t])#+$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
#: So many signs underline a list item; fewer are an empty item within it.
_SEEN = 3
#: `{#name}`, with or without classes behind it, or classes alone; `{-}` is a heading without a number.
_NAME = re.compile(r"[ \t]*\{(?:#([^\s{}]{1,100})|-|\.[A-Za-z][^\s{}]{0,100})(?:[ \t][^{}]{0,200})?\}$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
#: What closes on the line that it opens on is code within a sentence.
_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_ITEM = re.compile(r"([ \t]*)(?:[-*+]|\d{1,9}[.)])[ \t]+(.*)$")
_QUOTE = re.compile(r"^(?: {0,3}> ?){1,20}")
_TABLE_RULE = re.compile(r"\|?(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*:?-*:?$")
_HTML_HEADING = re.compile(r" {0,3}<h([1-6])(?:\s[^<>]{0,500})?>(.{1,2000})</h\1\s{0,9}>\s*$", re.IGNORECASE)
_TASK = re.compile(r"\[[ xX]\][ \t]+(?=\S)")
_NOTE = re.compile(r"\[\^[^\s\[\]]{1,100}\]")
_NOTE_TEXT = re.compile(r" {0,3}\[\^[^\s\[\]]{1,100}\]:")
_REFERENCE = re.compile(r" {0,3}\[[^\[\]]{1,300}\]:\s*\S")

#: What begins and ends a box (`:::info`), and what kind of box a quotation with a name of its own is.
_BOX = re.compile(r" {0,3}:{3,}[ \t]*(?:\{[^{}]{0,200}\}|[\w -]{0,60})[ \t]*$")
_CALLOUT = re.compile(r"\[![A-Za-z]{3,20}\][+-]?[ \t]+(?=\S)")
#: Links as note-taking programs write them; what is shown of another file is not in this one.
_EMBEDDED = re.compile(r"!\[\[[^\[\]\n]{0,500}\]\]")
_OWN_LINK = re.compile(r"\[\[(?:[^\[\]|\n]{0,500}\|)?([^\[\]|\n]{1,500})\]\]")
#: Where a table of contents comes, and what kind of box a quotation is.
_SETTING = re.compile(
    r"\s{0,9}(?:\[{1,2}_?toc_?\]{1,2}|\{:\s{0,9}toc[^{}]{0,40}\}|\[![a-z]{3,20}\])\s*$", re.IGNORECASE
)

_IMAGE = re.compile(r"!\[([^\[\]]*)\](?:\([^()\n]*\)|\[[^\[\]]*\])")
_LINK = re.compile(r"\[([^\[\]]*)\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)?\)|\[[^\[\]]*\])")
_ADDRESS = re.compile(r"<((?:https?|mailto|ftp):[^<>\s]{1,2000})>")
_CODE = re.compile(r"(`{1,3})([^`]+)\1")
_STRONG = re.compile(r"(\*{1,3}|~~)(?=\S)([^*~\n]*[^*~\s])\1")
_LOW = re.compile(r"(?<!\w)(_{1,3})(?=\S)([^_]*[^_\s])\1(?!\w)")
_DROPPED = re.compile(r"<(script|style)\b[^<>]{0,500}>[^<]{0,50000}</\1\s{0,9}>", re.IGNORECASE)
#: The second form is for quotation marks that do not pair; every attempt ends at the next "<".
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9-]{0,20})(?=[\s/>])(?:(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*|[^<>]{0,2000})>")
_APART = re.compile(r"br|hr|p|div|li|d[dt]|t[rdh]|h[1-6]|blockquote|section", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_BACK = re.compile("\x1a(\\d+)\x1a")


def front_matter(text: str) -> dict[str, str]:
    """Return the fields between the two `---` or `+++` lines that a document may begin with (title, lang, …)."""
    lines = text.lstrip("\n").split("\n", 60)[:60]
    fields = (_FIELD.match(line) for line in lines[1 : _end_of_fields(lines)])
    return {found[1].casefold(): found[2].strip().strip("\"'") for found in fields if found}


def _end_of_fields(lines: Sequence[str]) -> int:
    """Return the line that ends the fields, 0 where there are none."""
    fences = _FENCES.get(lines[0].strip(), ())
    return next((nth for nth, line in enumerate(lines) if nth and line.strip() in fences), 0)


def language_of_markdown(text: str) -> str:
    """Return the language that the front matter names, "" when it names none."""
    fields = front_matter(text)
    return languages.stated(fields.get("lang", "") or fields.get("language", ""))


def read_markdown(reading: Reading) -> Outline:
    """Return the outline of a document in Markdown (CommonMark's blocks, tables, front matter).

    A first-level heading that opens the document and is the only one of its level is the title. `{#name}` after a
    heading, paragraph or item is its name in every language. Footnotes are left out, and a message counts them.
    """
    fields = front_matter(reading.text)
    lines = _Lines()
    pieces = counted(lines.pieces(_body(reading.text)))
    tops = [piece for piece in pieces if piece.kind == "heading" and piece.level == 1]
    title = fields.get("title", "")
    if len(tops) == 1 and pieces[0] is tops[0] and len(pieces) > 1:
        title = title or pieces.pop(0).text
    notes = count(lines.notes, "{n} footnote was left out.", "{n} footnotes were left out.")
    told = [notes] if lines.notes else []
    if not lines.has_code and (found := guessed(replace(reading, told=(*reading.told, *told)), pieces, title=title)):
        return replace(found, format="markdown")
    return finished(reading, title=title, pieces=pieces, messages=told, format="markdown")


def _body(text: str) -> str:
    text = text.lstrip("\n")
    if front_matter(text):
        lines = text.split("\n")
        text = "\n".join(lines[_end_of_fields(lines) + 1 :])
    kept, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept.append(text[at:start])
        at = end + 3
    return "".join([*kept, text[at:]])


class _Lines:
    """The paragraph or item that is being read."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._kind: tuple[str, int] = ("paragraph", 0)
        self._indents: list[int] = []
        #: Where the words of the list item begin that was opened last; what stands there is in it.
        self._inside = 0
        self._fence = ""
        self._quoted = False
        self._in_note = self._note_gap = False
        self.notes = 0
        self.has_code = False

    def pieces(self, text: str) -> Iterator[Piece]:
        """Yield what the document holds, in order."""
        for raw in text.split("\n"):
            line = raw.expandtabs(4) if "\t" in raw[:20] else raw
            quoted = _QUOTE.match(line)
            if self._fence and self._quoted and not quoted:
                yield from self._end_fence()
            if not self._fence:
                self._quoted = bool(quoted)
            inner = _CALLOUT.sub("", line[quoted.end() :], count=1) if quoted and self._quoted else line
            if not self._of_note(inner):
                yield from self._line(self._within(inner))
        yield from self._flush()

    def _of_note(self, line: str) -> bool:
        """Whether a line goes on with the footnote above: right below it, or set in behind a gap."""
        if not self._in_note or not line.strip() or line.startswith("    "):
            self._note_gap = self._in_note and (self._note_gap or not line.strip())
            return self._in_note and bool(line.strip())
        self._in_note = not (self._note_gap or _NOTE_TEXT.match(line) or _HEADING.match(line) or _ITEM.match(line))
        self._note_gap = False
        return self._in_note

    def _within(self, line: str) -> str:
        """Return a line as it reads within the open list item: headings and code are set in as the item is."""
        if self._inside and not line[: self._inside].strip():
            deep = line[self._inside :]
            if self._fence or _HEADING.match(deep) or _FENCE.match(deep):
                return deep
            if self._open and self._kind[0] == "item" and (rule := _UNDERLINE.match(deep)) and len(rule[1]) >= _SEEN:
                self._kind = ("paragraph", 0)
                return deep
        elif line.strip() and not self._open:
            self._inside = 0
        return line

    def _line(self, line: str) -> Iterator[Piece]:
        if self._fence or _FENCE.match(line):
            yield from self._fenced(line)
        elif not line.strip():
            yield from self._flush()
        elif found := _HEADING.match(line):
            yield from self._flush()
            self._indents = []
            yield from _made("heading", _CLOSING.sub("", (found[2] or "").strip()), len(found[1]))
        elif found := _HTML_HEADING.match(line):
            yield from self._flush()
            self._indents = []
            yield from _made("heading", found[2], int(found[1]))
        elif _NOTE_TEXT.match(line):
            yield from self._flush()
            self.notes += 1
            self._in_note = True
        elif self._open and self._kind[0] == "paragraph" and (rule := _UNDERLINE.match(line)):
            text, self._open = " ".join(self._open), []
            yield from _made("heading", text, 1 if rule[1][0] == "=" else 2)
        elif _RULE.match(line) or _TABLE_RULE.match(line.strip()) or _REFERENCE.match(line) or _is_set(line):
            yield from self._flush()
        elif found := _ITEM.match(line):
            yield from self._item(found)
        elif line.lstrip().startswith("|"):
            yield from self._flush()
            cells = (cell.strip() for cell in line.strip().strip("|").split("|"))
            yield from _made("item", " · ".join(cell for cell in cells if cell), 1)
        else:
            self._continue(line)

    def _item(self, found: re.Match[str]) -> Iterator[Piece]:
        """Open a list item; a heading or code in its first line is what it would be on a line of its own."""
        yield from self._flush()
        self._inside = found.start(2)
        if _HEADING.match(found[2]) or _FENCE.match(found[2]):
            yield from self._line(found[2])
            return
        self._kind = ("item", self._nesting(len(found[1])))
        self._open = [_TASK.sub("", found[2], count=1)]

    def _continue(self, line: str) -> None:
        if not self._open:
            inside = self._indents and line.startswith(" ")
            self._kind = ("item", len(self._indents)) if inside else ("paragraph", 0)
            self._indents = self._indents if inside else []
        self._open.append(line.strip())

    def _nesting(self, indent: int) -> int:
        while self._indents and indent < self._indents[-1] + 2:
            self._indents.pop()
        if len(self._indents) < DOCUMENT_NESTING:
            self._indents.append(indent)
        return len(self._indents)

    def _fenced(self, line: str) -> Iterator[Piece]:
        found = _FENCE.match(line)
        if not self._fence:
            yield from self._flush()
            self._fence = found[1] if found else ""
        elif found and found[1].startswith(self._fence) and not line.strip().strip(found[1][0]):
            yield from self._end_fence()
        else:
            self._open.append(line)

    def _end_fence(self) -> Iterator[Piece]:
        text, self._open, self._fence = " ".join(" ".join(self._open).split()), [], ""
        self.has_code = True
        if text:
            yield Piece("paragraph", text)

    def _flush(self) -> Iterator[Piece]:
        if self._open:
            text, self._open = "\n".join(self._open).replace("\\\n", "\n"), []
            kind, level = self._kind
            self._kind = ("paragraph", 0)
            if kind == "paragraph" and (found := _HTML_HEADING.match(text.replace("\n", " "))):
                kind, text, level = "heading", found[2], int(found[1])
            yield from _made(kind, text, level)


def _is_set(line: str) -> bool:
    """Whether a line is a setting of the page: a table of contents, the edge or the kind of a box."""
    return bool(_SETTING.match(line) or _BOX.match(line))


def _made(kind: str, text: str, level: int) -> Iterator[Piece]:
    name = _NAME.search(text[-400:])
    words = plain(text[: -len(name[0])] if name else text)
    unit = (name[1] or "") if name else ""
    if not words:
        return
    if kind == "heading":
        yield Piece("heading", words, level, unit)
    elif kind == "item":
        yield Piece("item", words, level, unit)
    else:
        yield Piece("paragraph", words, 0, unit)


def plain(text: str) -> str:
    """Return a passage of Markdown as plain text: labels of links, no emphasis, no tags, entities decoded."""
    if text.isalnum():
        return text
    aside: list[str] = []

    def keep(words: str) -> str:
        aside.append(words)
        return f"\x1a{len(aside) - 1}\x1a"

    if "`" in text:
        text = _CODE.sub(lambda found: keep(found[2].strip()), text)
    if "\\" in text:
        text = _ESCAPED.sub(lambda found: keep(found[1]), text)
    if "[[" in text:
        text = _OWN_LINK.sub(r"\1", _EMBEDDED.sub("", text))
    if "[" in text:
        text = _NOTE.sub("", text) if "[^" in text else text
        text = _LINK.sub(r"\1", _IMAGE.sub(r"\1", text))
    if "<" in text:
        text = _TAG.sub(_between, _DROPPED.sub("", _ADDRESS.sub(r"\1", text)))
    for _ in range(2):
        text = _STRONG.sub(r"\2", text) if "*" in text or "~" in text else text
        text = _LOW.sub(r"\2", text) if "_" in text else text
    text = unescaped(text)
    return " ".join(_BACK.sub(lambda found: aside[int(found[1])], text).split())


def _between(tag: re.Match[str]) -> str:
    """Return what a tag leaves: a blank where it begins a line of its own, nothing within a word."""
    return " " if _APART.fullmatch(tag[1]) else ""
