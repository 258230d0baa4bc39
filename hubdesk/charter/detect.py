"""Any document from outside as an outline: its encoding, format and language are found out."""

import re
from collections.abc import Callable, Mapping
from pathlib import PurePath
from unicodedata import normalize

from hubdesk.charter import languages
from hubdesk.charter.decoding import decoded
from hubdesk.charter.finishing import Reading, too_long
from hubdesk.charter.markdown import front_matter, read_markdown
from hubdesk.charter.packed import drafted
from hubdesk.charter.text import read_text
from hubdesk.charter.translations import damaged, is_po, language_of, read_po
from hubdesk.charter.wikitext import read_wikitext
from hubdesk.errors import Refused, Usage
from hubdesk.i18n import say
from hubdesk.model.charter import source_page
from hubdesk.model.limits import DOCUMENT_LINES
from hubdesk.model.outline import Outline

_LOOKED_AT = 200_000
_READERS: Mapping[str, Callable[[Reading], Outline]] = {
    "wikitext": read_wikitext,
    "markdown": read_markdown,
    "text": read_text,
    "po": read_po,
}
_ENDINGS = {
    ".wiki": "wikitext", ".wikitext": "wikitext", ".mediawiki": "wikitext", ".mw": "wikitext",
    ".md": "markdown", ".markdown": "markdown", ".mkd": "markdown", ".txt": "text", ".text": "text",
    ".docx": "docx", ".odt": "odt", ".ott": "odt", ".fodt": "odt",
}  # fmt: skip
#: What speaks for a format, and how loudly; counted by lines or by places.
_SIGNS = {
    "wikitext": (
        (re.compile(r"^={1,6}[^=\n][^\n]{0,300}=[ \t]*$", re.MULTILINE), 5),
        (re.compile(r"</?translate\b|<!--T:|<languages\b|__[A-Z]{3,30}__", re.IGNORECASE), 20),
        (re.compile(r"\[\[|\{\{|'''|^\{\||^[*#:;]{2,} ?\S|<ref\b", re.MULTILINE), 2),
    ),
    "markdown": (
        (re.compile(r"^(?:#{2,6} |# \S)", re.MULTILINE), 3),
        (re.compile(r"^[^\n]{1,200}\n(?:={3,}|-{3,})[ \t]*$", re.MULTILINE), 3),
        (re.compile(r"\]\(|[^\n*]\*\*[^\s*]|^```|^[-+] \S|\{#\w", re.MULTILINE), 2),
    ),
}
_TAG = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,8}")
_HTML = re.compile(r"\s*(?:<\?xml\b|<!doctype\b|<html\b|<mediawiki\b|<akomantoso\b)", re.IGNORECASE)


def read(
    data: bytes,
    name: str,
    *,
    language: str | None = None,
    source: str | None = None,
    variables: Mapping[str, Mapping[str, str]] | None = None,
) -> Outline:
    """Return the outline of a document; its format is told by its content, the ending of `name` only settles doubt.

    The language is `language`, else what the page in `source` ends with (`/xx`), a front matter field, the end of the
    file's name (`-xx`), the letters and words, else "und". `variables` are those of the source page, for its
    translations. Raises `Refused` for what cannot be read, `Usage` when `language` is no tag, and nothing else.
    """
    path = PurePath(name.replace("\\", "/").rpartition("/")[2])
    page = source_page(source)[1].replace("_", " ") if source else ""
    if draft := drafted(data):
        named = _named(language) or languages.of_page(page) or languages.of_file(path.stem) or draft.language()
        return draft.outline(Reading(draft.text, _title(page or path.stem), named))
    text, told = decoded(data)
    if text.count("\n") > DOCUMENT_LINES:
        raise too_long()
    kind = format_of(text, path.suffix)
    fields = front_matter(text) if kind == "markdown" else {}
    found = (
        _named(language)
        or languages.of_page(page)
        or (language_of(text) if kind == "po" else "")
        or languages.tag(fields.get("lang", "") or fields.get("language", ""))
        or languages.of_page(path.stem.replace(":", "/"))
        or languages.of_file(path.stem)
        or languages.of_text(text)
    )
    return _READERS[kind](Reading(text, _title(page or path.stem), found, told, variables or {}))


def _named(language: str | None) -> str:
    if language and not _TAG.fullmatch(language):
        raise Usage(
            say("{language} is no language tag.", language=language),
            next=say("Write a tag such as en, pt-BR, bcl or zh-Hans."),
        )
    return languages.tag(language or "") or language or ""


def format_of(text: str, ending: str = "") -> str:
    """Return "wikitext", "markdown", "text" or "po".

    Raises `Refused` for HTML, XML and tables, which are not read as text, and for a `.po` file that is none.
    """
    start = text[:_LOOKED_AT]
    if _HTML.match(start):
        raise Refused(
            say("The file is a web page or XML, not the text of the charter."),
            next=say("Save the page as wikitext (add action=raw to its address), as Markdown or as plain text."),
            code="document-format",
        )
    if is_po(start):
        return "po"
    if ending.casefold() in (".po", ".pot"):
        raise damaged()
    if ending.casefold() in (".csv", ".tsv"):
        raise Refused(
            say("The file is a table, not the text of the charter."),
            next=say("Export the translation as a PO file, or save the charter as wikitext, Markdown or plain text."),
            code="document-table",
        )
    if front_matter(start):
        return "markdown"
    score = {
        kind: sum(weight * sum(1 for _ in pattern.finditer(start)) for pattern, weight in signs)
        for kind, signs in _SIGNS.items()
    }
    by_name = _ENDINGS.get(ending.casefold(), "")
    if by_name == "text":  # people type lists with dashes and underline headings without knowing of Markdown
        score["markdown"] = 3 * sum(1 for _ in _SIGNS["markdown"][0][0].finditer(start))
    if by_name in score:
        score[by_name] = 3 * score[by_name] + 1
    best = max(score, key=lambda kind: score[kind])
    if by_name == "text" and score[best] < 6:
        return "text"
    return best if score[best] else "text"


def _title(name: str) -> str:
    """Return a readable title from a page or file name, without its language."""
    words = normalize("NFC", name.replace("_", " ")).strip()
    if languages.of_page(words):
        words = words.rpartition("/")[0]
    elif tag := languages.of_file(words.replace(" ", "_")):
        words = words[: -len(tag) - 1]
    return (words.strip(" -_./") or name.strip()).encode("utf-8", "replace").decode()
