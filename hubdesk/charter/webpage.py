"""A saved web page as an outline: the content of a wiki page, or of any page with headings."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from hubdesk.charter import languages
from hubdesk.charter.apart import Left
from hubdesk.charter.content import ROOTS, Content
from hubdesk.charter.elements import pictures_left
from hubdesk.charter.finishing import Facts, Reading, counted, finished
from hubdesk.charter.inline import unescaped
from hubdesk.charter.tags import Tag, tokens
from hubdesk.charter.text import guessed
from hubdesk.i18n import Sentence, count, say
from hubdesk.model.charter import source_page
from hubdesk.model.limits import DOCUMENT_HEADING
from hubdesk.model.outline import Outline, Piece

_IS_HTML = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*|<\?xml[^<>]{0,200}\?>\s*)*(?:<!doctype\s+html\b|<html\b)", re.I | re.S
)
_CHARSET = re.compile(
    rb"<meta\b[^<>]{0,300}\bcharset\s{0,9}=\s{0,9}[\"']?\s{0,9}([A-Za-z0-9_:.-]{2,30})", re.IGNORECASE
)
_XML_CHARSET = re.compile(rb"<\?xml\b[^<>]{0,100}\bencoding\s{0,9}=\s{0,9}[\"']([A-Za-z0-9_.-]{2,30})")
#: What a whole page begins and ends with.
_BEGIN, _END = re.compile(r"<html\b", re.IGNORECASE), re.compile(r"</html\s{0,9}>", re.IGNORECASE)
_SETTING = re.compile(r"[\"']wg(PageName|RevisionId)[\"']\s?:\s?(?:\"((?:[^\"\\]|\\.){1,1000})\"|(\d{1,12}))")
#: What a page in Parsoid's form, which has no settings, says of itself.
_REVISION = re.compile(
    r"<html\b[^<>]{0,2000}\babout\s?=\s?[\"'][^\"'<>]{0,2000}/revision/(\d{1,12})[\"']", re.IGNORECASE
)
_ADDRESSES = frozenset({"canonical", "dc:isversionof"})
_SAVED_FROM = re.compile(r"<!--[^<>]{0,200}\b(?:saved from url=\(\d{1,6}\)|url:)\s{0,9}(https?://[^\s<>\"']{1,2000})")
#: So many passages of text are looked at to tell the language of a page that does not.
_WORDS = 2000
_TELLING = frozenset({"html", "body", "div", "main", "article", "link", "meta", "title", "h1"})
#: What stands behind the page's name in a window's title ("Charter - Meta-Wiki").
_SITE = re.compile(r"\s[-–—|]\s[^-–—|]{1,80}$")


def is_html(text: str) -> bool:
    """Whether a text begins as a whole HTML page does."""
    return bool(_IS_HTML.match(text))


def charset_of(start: bytes) -> str:
    """Return the encoding that the first bytes of a page name, "" when they name none."""
    found = _CHARSET.search(start) or _XML_CHARSET.match(start)
    return found[1].decode("ascii") if found else ""


def facts_of(text: str) -> Facts:
    """Return what a page says of itself; nothing in it is run, its settings are looked up as text."""
    spoken: dict[str, str] = {}
    titles = {"title": "", "h1": ""}
    words: list[str] = []
    canonical = catching = ""
    for token in tokens(text):
        if isinstance(token, str):
            if len(words) < _WORDS:
                words.append(token)
            if catching and len(titles[catching]) < DOCUMENT_HEADING:
                titles[catching] += token
        elif token.closes:
            catching = "" if token.name == catching else catching
        elif token.name in _TELLING:
            attributes = token.attributes()
            if (token.name == "title" and not titles["title"]) or attributes.get("id") == "firstHeading":
                catching = "title" if token.name == "title" else "h1"
            elif token.name == "link" and not _ADDRESSES.isdisjoint(attributes.get("rel", "").lower().split()):
                canonical = canonical or attributes.get("href", "")
            elif token.name == "meta":
                if attributes.get("http-equiv", "").lower() == "content-language":
                    spoken.setdefault("meta", attributes.get("content", ""))
            elif lang := attributes.get("lang") or attributes.get("xml:lang"):
                spoken.setdefault(_place(token, attributes), lang)
    source = _source(text, canonical)
    window, heading = (" ".join(unescaped(each).split()) for each in titles.values())
    page = source_page(source)[1].replace("_", " ")
    title = (heading if heading.replace("_", " ") != page else "") if on_wiki(text) else _SITE.sub("", window)
    places = ("output", "content") if on_wiki(text) else ("article", "html", "meta")
    language = next((tag for each in places if (tag := languages.stated(spoken.get(each, "")))), "")
    return Facts(source, language, title, unescaped("".join(words)))


def on_wiki(text: str) -> bool:
    """Whether a page was made by MediaWiki: its content stands in a place that has a name."""
    return ROOTS[0].mark in text or ROOTS[1].mark in text


def _place(tag: Tag, attributes: dict[str, str]) -> str:
    if "mw-parser-output" in attributes.get("class", "").split():
        return "output"
    if attributes.get("id") == "mw-content-text":
        return "content"
    return "article" if tag.name in ("main", "article") else "html" if tag.name in ("html", "body") else ""


def _source(text: str, canonical: str) -> str:
    """Return the page's address with "@" and its revision where the page tells one, else its plain address."""
    settings: dict[str, str] = {}
    for name, words, number in _SETTING.findall(text):
        settings.setdefault(name, number or _unquoted(words))
    if found := _REVISION.search(text[:20_000]):
        settings.setdefault("RevisionId", found[1])
    if not canonical.startswith(("https://", "http://")):
        saved = _SAVED_FROM.search(text[:20_000])
        canonical = unescaped(saved[1]) if saved else f"https:{canonical}" if canonical.startswith("//") else ""
    address, revision = canonical or settings.get("PageName", ""), settings.get("RevisionId", "")
    return f"{address}@{revision}" if address and revision.strip("0") else address


def _unquoted(words: str) -> str:
    try:
        return str(json.loads(f'"{words}"'))
    except ValueError:
        return words


def read_html(reading: Reading) -> Outline:
    """Return the outline of a saved page: its content only, without menus, tables of contents and edit links.

    Nothing is run and nothing fetched. On a translated wiki page the source anchor above a heading goes with it, and
    what the page shows as outdated or untranslated says so. The digest is that of the words, so that one page saved
    by two browsers is one edition.
    """
    page = source_page(reading.source)[1]
    wiki = on_wiki(reading.text)
    left: Counter[Left] = Counter()
    pieces: list[Piece] = []
    for root in ROOTS:
        if not root.is_in(reading.text):
            continue
        content = Content(root, reading.language, anchors=not (wiki and page) or bool(languages.of_page(page)))
        pieces = counted(content.pieces(tokens(reading.text)))
        left = content.left
        if pieces:
            break
    title = reading.named if wiki else _only_heading(pieces) or reading.named
    told = tuple(_told(left, is_cut=bool(_BEGIN.search(reading.text) and not _END.search(reading.text))))
    if not wiki and (found := guessed(replace(reading, told=(*reading.told, *told)), pieces, title=title)):
        return replace(found, format="html")
    words = "\n".join(f"{piece.kind} {piece.level} {piece.text}" for piece in pieces)
    return finished(replace(reading, text=words), title=title, pieces=pieces, messages=told, format="html")


def _only_heading(pieces: list[Piece]) -> str:
    """Return the only first-level heading when it opens the page, and take it from the pieces; else ""."""
    tops = [piece for piece in pieces if piece.kind == "heading" and piece.level == 1]
    return pieces.pop(0).text if len(tops) == 1 and pieces[0] is tops[0] and len(pieces) > 1 else ""


def _told(left: Counter[Left], *, is_cut: bool) -> Iterator[Sentence]:
    """Yield what to tell the person about what was left out, or may be missing from the file."""
    if is_cut:
        yield say("The page does not end as saved pages do; it may have been cut off.")
    if notes := left["note"]:
        yield count(notes, "{n} footnote was left out.", "{n} footnotes were left out.")
    if pictures := left["picture"]:
        yield pictures_left(pictures)
    if boxes := left["box"]:
        yield count(
            boxes,
            "{n} box about the page (a banner, a bar of links) was left out.",
            "{n} boxes about the page (banners, bars of links) were left out.",
        )
    if others := left["part"]:
        yield count(
            others,
            "{n} part without running text (a gallery, a formula, a script) was left out.",
            "{n} parts without running text (galleries, formulas, scripts) were left out.",
        )
