"""A plain text with numbered articles as an outline: the numbering of many languages, else blank lines."""

import re
from collections.abc import Iterator, Sequence

from hubdesk.charter.finishing import Reading, counted, finished
from hubdesk.i18n import say
from hubdesk.model.outline import Outline, Piece

_NUMBER = (
    r"(?:\d{1,4}(?:[a-z]|er|re|ère|ème|st|nd|rd|th|bis|ter|quater|\.?[ºª°]|ᵉʳ?)?|(?-i:[IVXLC]{1,7}(?:er|re|[ºª])?|[A-Z])|"
    "one|two|three|four|five|six|seven|eight|nine|ten|premier|première|unique|"
    "primero|primera|primeiro|primeira|único|única|pertama)"
)
#: "المادة الأولى", "Глава первая": an ordinal in words, told from running text only by what it does not end with.
_ORDINAL = r"[^\W\d_A-Za-zÀ-ɏ]{3,12}"
_CHAPTER = (
    "part|title|book|chapter|teil|kapitel|abschnitt|titre|chapitre|partie|título|titulo|capítulo|capitulo|parte|"
    "bab|bagian|раздел|глава|часть|розділ|глава|частина|الباب|الفصل|الجزء|باب|فصل|भाग|अध्याय|sura|hoofdstuk|rozdział"
)
_ARTICLE = "article|rule|artikel|art|artículo|articulo|artigo|pasal|статья|стаття|المادة|مادة|ماده|अनुच्छेद|ibara|artykuł"
_SECTION = "section|paragraph|sección|seccion|seção|secao|البند|धारा"
_WORDED = re.compile(
    rf"(?:({_CHAPTER})|({_ARTICLE})|{_SECTION})\.?\s{{1,3}}(?:\(?{_NUMBER}\)?|({_ORDINAL}))(?=$|[\s.:\-–—،：])",
    re.IGNORECASE,
)
_CHINESE = re.compile(r"第[0-9０-９〇零一二三四五六七八九十百千]{1,8}([编編部章节節条條])")
_CHINESE_BELOW = {"节": "section", "節": "section", "条": "article", "條": "article"}
_SIGN = re.compile(r"§{1,2}\s{0,3}\d")
_DOTTED = re.compile(r"(\d{1,3}(?:\.\d{1,3}){0,5})[.)]?[ \t]{1,20}(\S.*)$")
_LETTER = re.compile(r"(?:\(?(?:[a-z]|[ivx]{1,5}|\d{1,2})\)|[-*•‣·–])[ \t]{1,20}(\S.*)$")
_ENDS_A_SENTENCE = (".", ";", ",", "。", "；", "،", "।", "؛", ":", "：")
_SHORT = 120


def read_text(reading: Reading, *, title: str = "", wrapped: bool = True) -> Outline:
    """Return the outline of a plain text; the numbering is a guess, and a message says so.

    Headings are short lines that begin with a word for chapter or article and a number, with a section sign, or with
    a dotted number and no full stop at the end. A sort of heading stands below the last one of another sort until the
    sort above comes again: 1.1 below Article 1, Section 1 below Article II. A short first line alone is the title.
    """
    chunks = [chunk.strip("\n") for chunk in re.split(r"\n[ \t]*\n", reading.text) if chunk.strip()]
    if not title and len(chunks) > 1 and _is_title(chunks[0]):
        title = " ".join(chunks.pop(0).split())
    above: list[str] = []
    pieces = counted(piece for chunk in chunks for piece in _pieces(chunk.split("\n"), above))
    guessed = any(piece.kind == "heading" for piece in pieces)
    found = say("The headings were guessed from the numbering; check the outline.")
    none = say("No headings were found in the plain text; its paragraphs belong to the document itself.")
    return finished(reading, title=title, pieces=pieces, messages=(found if guessed else none,), format="text")


def _is_title(chunk: str) -> bool:
    line = chunk.strip()
    return "\n" not in line and len(line) <= _SHORT and not line.endswith(_ENDS_A_SENTENCE) and not _heading(line)


def _pieces(lines: Sequence[str], above: list[str]) -> Iterator[Piece]:
    """Yield the pieces of one chunk; `above` holds the sorts of the headings that are open, and is kept up."""
    open_lines: list[str] = []
    item = False
    for raw in lines:
        line = " ".join(raw.split())
        sort = _heading(line)
        letter = None if sort else _LETTER.match(line)
        if (sort or letter) and open_lines:
            yield _body(open_lines, item)
            open_lines, item = [], False
        if sort:
            yield Piece("heading", line, _level(sort, above))
        elif letter:
            open_lines, item = [letter[1]], True
        else:
            open_lines.append(line)
    if open_lines:
        yield _body(open_lines, item)


def _body(lines: Sequence[str], item: bool) -> Piece:
    return Piece("item" if item else "paragraph", " ".join(lines), 1 if item else 0)


def _level(sort: str, above: list[str]) -> int:
    """Return how deep a heading of this sort stands, and open it: dotted numbers go by their dots."""
    ends = next((nth for nth, other in enumerate(above) if other == sort or _outranks(sort, other)), len(above))
    above[ends:] = [sort]
    return len(above)


def _outranks(sort: str, other: str) -> bool:
    return sort == "chapter" or (sort.isdigit() and other.isdigit() and int(sort) < int(other))


def _heading(line: str) -> str:
    """Return the sort of a heading ("chapter", "article", "section", or how many dots), "" for running text."""
    if not line or len(line) > _SHORT or line.endswith((";", ",", "；", "،", "؛")):
        return ""
    ends = line.endswith((".", "。", "।")) and len(line) > 40
    found = _WORDED.match(line)
    if found and not ends and not (found[3] and line.endswith(_ENDS_A_SENTENCE)):
        return "chapter" if found[1] else "article" if found[2] else "section"
    if (found := _CHINESE.match(line)) and not (ends and found[1] in _CHINESE_BELOW):
        return _CHINESE_BELOW.get(found[1], "chapter")
    if _SIGN.match(line) and not ends:
        return "section"
    found = _DOTTED.match(line)
    if found and not line.endswith(_ENDS_A_SENTENCE) and len(line) <= 80:
        return str(found[1].count("."))
    return ""
