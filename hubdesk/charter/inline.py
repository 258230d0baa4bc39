"""Wikitext within a line as plain text: labels of links, no bold, no tags, entities decoded."""

import html
import re

from hubdesk.model.limits import DOCUMENT_NESTING

_BRACKETS = re.compile(r"(\[\[|\]\])")
_ADDRESS = re.compile(r"\[(?:(?:https?|ftps?|ircs?|mailto|news|tel|sip):|//)([^\s\[\]<>]*)(?:[ \t]([^\[\]\n]*))?\]")
_QUOTES = re.compile("'{2,}")
_BREAK = re.compile(r"<\s{0,9}(?:br|hr|wbr)\b[^<>]{0,200}>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|big|blockquote|caption|center|cite|code|data|dd|del|dfn|div|dl|dt|em|font|h[1-6]|i|img|"
    r"ins|kbd|li|link|mark|meta|noinclude|ol|onlyinclude|p|poem|q|rb|rp|rt|rtc|ruby|s|samp|section|script|small|span|"
    r"strike|strong|style|sub|sup|table|tbody|td|th|thead|time|tr|translate|tt|tvar|u|ul|var|languages|nowiki|pre|ref|"
    r"iframe|object|embed|svg|html|body|head|title|form|input|button|video|audio|source|syntaxhighlight|gallery|math)"
    r"(?=[\s/>])[^<>]{0,2000}>",
    re.IGNORECASE,
)
_SWITCH = re.compile(r"__[A-Z]{3,30}__")
_VARIANT = re.compile(r"-\{([^{}]{0,2000})\}-")
_UNSEEN = re.compile(
    r"\s*:?(?:file|image|media|category|datei|bild|kategorie|fichier|catégorie|archivo|categoría|ficheiro|arquivo|"
    r"imagem|categoria|berkas|kategori|файл|категория|категорія|ملف|تصنيف|चित्र|श्रेणी|文件|档案|檔案|分类|分類)\s*:",
    re.IGNORECASE,
)
#: Python refuses to read numbers of thousands of figures.
_ENDLESS = re.compile(r"&#(?=[0-9]{40})")
_MARKED = re.compile(r"[\[\]<&'_{]|\s\s|[\t\n\u00a0]")


def plain(text: str) -> str:
    """Return a passage as plain text with single blanks. Linear in its length, whatever is nested or left open.

    A link gives its label, or its target without name space prefixes for translated pages; pictures and categories
    give nothing; unknown tags stay as the words that they are.
    """
    if not _MARKED.search(text):
        return text.strip()
    if "[" in text:
        text = _ADDRESS.sub(lambda found: (found[2] or "").strip() or found[0][1:-1].strip(), linked(text))
    if "'" in text:
        text = "\n".join(map(_without_quotes, text.split("\n")))
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub(" ", text))
    if "-{" in text:
        text = _VARIANT.sub(lambda found: _variant(found[1]), text)
    text = _SWITCH.sub("", text) if "__" in text else text
    return " ".join(unescaped(text).split())


def unescaped(text: str) -> str:
    """Return text with its entities decoded; a number that no letter has stays as it is written."""
    return html.unescape(_ENDLESS.sub("&amp;#", text)) if "&" in text else text


def linked(text: str) -> str:
    """Return text with `[[target|label]]` as its label; unclosed brackets stay."""
    if "[[" not in text:
        return text
    levels: list[list[str]] = [[]]
    for piece in _BRACKETS.split(text):
        if piece == "[[" and len(levels) <= DOCUMENT_NESTING:
            levels.append([])
        elif piece == "]]" and len(levels) > 1:
            inner = "".join(levels.pop())
            levels[-1].append(_label(inner))
        else:
            levels[-1].append(piece)
    return "[[".join("".join(level) for level in levels)


def _label(inner: str) -> str:
    if _UNSEEN.match(inner) and not inner.lstrip().startswith(":"):
        return ""
    target, bar, label = inner.partition("|")
    if bar and label.strip():
        return label
    return target.strip().removeprefix(":").removeprefix("Special:MyLanguage/").replace("_", " ")


def _without_quotes(line: str) -> str:
    """Return a line without its marks of bold and italics; where neither pairs up, one bold mark is an apostrophe.

    Which one follows MediaWiki (l'''eau'' is l'eau): the first after a word of one letter, else the first
    after a longer word, else the first after a blank.
    """
    marks = [(found, min(len(found[0]), 5)) for found in _QUOTES.finditer(line)]
    bold = [found for found, signs in marks if signs in (3, 4)]
    both = sum(signs == 5 for _, signs in marks)
    italic = sum(signs == 2 for _, signs in marks)
    text = _QUOTES.sub(_apostrophes, line)
    if not bold or (len(bold) + both) % 2 == 0 or (italic + both) % 2 == 0:
        return text
    chosen = min(bold, key=lambda found: (_rank(line, found.end() - 3), found.start()))
    before = _QUOTES.sub(_apostrophes, line[: chosen.start()])
    return f"{before}{_apostrophes(chosen)}'{_QUOTES.sub(_apostrophes, line[chosen.end() :])}"


def _rank(line: str, at: int) -> int:
    """Return how likely the bold mark at a place begins with an apostrophe: 0 after a word of one letter … 2."""
    if line[max(at - 1, 0) : at] == " ":
        return 2
    return 0 if line[max(at - 2, 0) : max(at - 1, 0)] == " " else 1


def _apostrophes(found: re.Match[str]) -> str:
    """Two, three and five apostrophes are markup; of any other number the rest is text (as MediaWiki counts)."""
    signs = len(found[0])
    return "'" if signs == 4 else "'" * max(signs - 5, 0)


def _variant(inner: str) -> str:
    first = inner.split(";", 1)[0]
    name, colon, words = first.partition(":")
    return words.strip() if colon and name.strip().startswith("zh") else inner.rpartition("|")[2]
