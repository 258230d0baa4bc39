"""A plain text with numbered articles as an outline: the numbering of many languages, else blank lines."""

import re
from collections.abc import Iterator, Sequence

from hubdesk.charter.finishing import Reading, counted, finished
from hubdesk.i18n import say
from hubdesk.model.outline import Outline, Piece

_NUMBER = r"(?:\d{1,4}[a-z]?|(?-i:[IVXLC]{1,7}|[A-Z])|one|two|three|four|five|six|seven|eight|nine|ten)"
#: "المادة الأولى", "Глава первая": an ordinal in words, told from running text only by what it does not end with.
_ORDINAL = r"[^\W\d_A-Za-zÀ-ɏ]{3,12}"
_CHAPTER = (
    "part|title|book|chapter|teil|kapitel|abschnitt|titre|chapitre|partie|título|titulo|capítulo|capitulo|parte|"
    "bab|bagian|раздел|глава|часть|розділ|глава|частина|الباب|الفصل|الجزء|باب|فصل|भाग|अध्याय|sura|hoofdstuk|rozdział"
)
_ARTICLE = (
    "article|section|rule|artikel|paragraph|art|artículo|articulo|sección|artigo|seção|pasal|статья|стаття|"
    "المادة|مادة|البند|ماده|अनुच्छेद|धारा|ibara|artykuł"
)
_WORDED = re.compile(
    rf"(?:({_CHAPTER})|({_ARTICLE}))\.?\s{{1,3}}(?:\(?{_NUMBER}\)?|({_ORDINAL}))(?=$|[\s.:\-–—،：])",
    re.IGNORECASE,
)
_CHINESE = re.compile(r"第[0-9０-９〇零一二三四五六七八九十百千]{1,8}([编編部章节節条條])")
_SIGN = re.compile(r"§{1,2}\s{0,3}\d")
_DOTTED = re.compile(r"(\d{1,3}(?:\.\d{1,3}){0,5})[.)]?[ \t]{1,20}(\S.*)$")
_LETTER = re.compile(r"(?:\(?(?:[a-z]|[ivx]{1,5}|\d{1,2})\)|[-*•‣·–])[ \t]{1,20}(\S.*)$")
_ENDS_A_SENTENCE = (".", ";", ",", "。", "；", "،", "।", "؛", ":", "：")
_SHORT = 120


def read_text(reading: Reading) -> Outline:
    """Return the outline of a plain text; the numbering is a guess, and a message says so.

    Headings are short lines that begin with a word for chapter or article and a number, with a section sign, or with
    a dotted number and no full stop at the end. A short first line that stands alone is the title.
    """
    chunks = [chunk.strip("\n") for chunk in re.split(r"\n[ \t]*\n", reading.text) if chunk.strip()]
    title = ""
    if len(chunks) > 1 and _is_title(chunks[0]):
        title = " ".join(chunks.pop(0).split())
    pieces = counted(piece for chunk in chunks for piece in _pieces(chunk.split("\n")))
    guessed = any(piece.kind == "heading" for piece in pieces)
    found = say("The headings were guessed from the numbering; check the outline.")
    none = say("No headings were found in the plain text; its paragraphs belong to the document itself.")
    return finished(reading, title=title, pieces=pieces, messages=(found if guessed else none,), format="text")


def _is_title(chunk: str) -> bool:
    line = chunk.strip()
    return "\n" not in line and len(line) <= _SHORT and not line.endswith(_ENDS_A_SENTENCE) and not _heading(line)


def _pieces(lines: Sequence[str]) -> Iterator[Piece]:
    open_lines: list[str] = []
    item = False
    for raw in lines:
        line = " ".join(raw.split())
        level = _heading(line)
        letter = None if level else _LETTER.match(line)
        if (level or letter) and open_lines:
            yield _body(open_lines, item)
            open_lines, item = [], False
        if level:
            yield Piece("heading", line, level)
        elif letter:
            open_lines, item = [letter[1]], True
        else:
            open_lines.append(line)
    if open_lines:
        yield _body(open_lines, item)


def _body(lines: Sequence[str], item: bool) -> Piece:
    return Piece("item" if item else "paragraph", " ".join(lines), 1 if item else 0)


def _heading(line: str) -> int:
    """Return the level of a heading (1 part or chapter, 2 article, 3 and more by dots), 0 for running text."""
    if not line or len(line) > _SHORT or line.endswith((";", ",", "；", "،", "؛")):
        return 0
    ends = line.endswith((".", "。", "।")) and len(line) > 40
    found = _WORDED.match(line)
    if found and not ends and not (found[3] and line.endswith(_ENDS_A_SENTENCE)):
        return 1 if found[1] else 2
    if found := _CHINESE.match(line):
        return {"编": 1, "編": 1, "部": 1, "章": 1}.get(found[1], 2 if not ends else 0)
    if _SIGN.match(line) and not ends:
        return 2
    found = _DOTTED.match(line)
    if found and not line.endswith(_ENDS_A_SENTENCE) and len(line) <= 80:
        return 1 + found[1].count(".")
    return 0
