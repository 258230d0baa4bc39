"""What a wiki page says below its pictures: captions are words that people can speak about, pictures are not."""

import re
from collections.abc import Iterator

from hubdesk.charter.inline import linked

#: Our own marks around a caption, within the line that its picture stands in; `decoded` leaves none in a text.
CAPTION, CAPTION_END = "\x05", "\x06"

_BRACKETS = re.compile(r"\[\[|\]\]")
_FILE = re.compile(
    r"\[\[\s*(?:file|image|datei|bild|fichier|archivo|ficheiro|arquivo|imagem|berkas|файл|ملف|चित्र|文件|档案|檔案)\s*:",
    re.IGNORECASE,
)
#: What says that a picture shows its caption: as the wiki understands it in English and in the program's languages.
_SHOWN = frozenset(
    [
        "thumb",
        "thumbnail",
        "frame",
        "framed",
        "enframed",
        "mini",
        "miniatur",
        "gerahmt",
        "rahmen",
        "vignette",
        "cadre",
        "encadré",
        "miniatura",
        "marco",
        "enmarcado",
        "miniaturadaimagem",
        "jmpl",
        "bingkai",
        "миниатюра",
        "мини",
        "обрамить",
        "міні",
        "мініатюра",
        "обрамити",
        "рамка",
        "تصغير",
        "مصغر",
        "إطار",
        "अंगूठाकार",
        "缩略图",
        "縮圖",
        "有框",
    ]
)
#: All other words and measures that say how a picture stands on the page.
_PLACED = re.compile(
    r"left|right|cent(?:er|re)|none|border|frameless|baseline|sub|super|top|text-top|middle|bottom|text-bottom|upright"
    r"|loop|muted|links|rechts|zentriert|hochkant|gauche|droite|centré|redresse|izquierda|derecha|esquerda|direita"
    r"|kiri|kanan|tegak|слева|справа|праворуч|ліворуч|يمين|يسار|左|右|\d{0,5}(?:x\d{1,5})? ?p(?:x|ix)|"
    r"(?:alt|link|page|lang|class|thumb|upright|start|end|thumbtime|verweis|alternativtext|lien)\s{0,9}=.*",
    re.IGNORECASE | re.DOTALL,
)
_GALLERY_NAME = re.compile(r"\bcaption\s{0,9}=\s{0,9}(?:\"([^\"]{1,1000})\"|'([^']{1,1000})'|([^\s\"'>]{1,200}))", re.I)


def with_captions(text: str) -> tuple[str, int]:
    """Return a page whose pictures left their captions, between marks, and how many pictures there were. Linear.

    Only what the wiki shows below a picture is a caption: an alternative text, or the text of a picture within a line
    that only a pointer shows, is none.
    """
    if not _FILE.search(text):
        return text, 0
    spans: list[tuple[int, int]] = []
    opened: list[int] = []
    for found in _BRACKETS.finditer(text):
        if found[0] == "[[":
            opened.append(found.start())
        elif opened and _FILE.match(text, start := opened.pop()):
            while spans and spans[-1][0] > start:
                spans.pop()
            spans.append((start, found.end()))
    pieces, at = [], 0
    for start, end in spans:
        pieces += [text[at:start], _marked(_caption(text[start + 2 : end - 2]))]
        at = end
    return "".join([*pieces, text[at:]]), len(spans)


def gallery(opening: str, inside: str) -> tuple[str, int]:
    """Return the captions of a gallery, between marks on lines of their own, and how many pictures it shows."""
    lines = [line.partition("|") for line in inside.split("\n") if line.strip()]
    name = _GALLERY_NAME.search(opening)
    said = [_marked(name[1] or name[2] or name[3])] if name else []
    said += [_marked(_last(linked(rest))) for _, _, rest in lines]
    return "\n".join(filter(None, said)), len(lines)


def _caption(inside: str) -> str:
    options = [each.strip() for each in linked(inside).split("|")[1:]]
    shown = any(each.casefold() in _SHOWN or each.casefold().startswith("thumb=") for each in options)
    return _last("|".join(options)) if shown else ""


def _last(options: str) -> str:
    """Return the last of the options of a picture that says nothing about how it stands."""
    return next(_words(options.split("|")), "")


def _words(options: list[str]) -> Iterator[str]:
    for each in reversed(options):
        words = " ".join(each.split())
        if words and words.casefold() not in _SHOWN and not _PLACED.fullmatch(words):
            yield words


def _marked(caption: str) -> str:
    return f"{CAPTION}{caption}{CAPTION_END}" if caption else ""
