"""Any document from outside as an outline: its encoding, format and language are found out."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePath
from unicodedata import normalize
from urllib.parse import unquote

from hubdesk.charter import languages
from hubdesk.charter.archive import is_archive, page_in
from hubdesk.charter.decoding import decoded
from hubdesk.charter.export import is_export
from hubdesk.charter.finishing import Facts, Reading, too_long
from hubdesk.charter.markdown import front_matter, language_of_markdown, read_markdown
from hubdesk.charter.packed import drafted
from hubdesk.charter.text import read_text
from hubdesk.charter.translations import damaged, is_po, language_of, read_po
from hubdesk.charter.unit_table import facts_of_table, is_table, read_table
from hubdesk.charter.webpage import charset_of, facts_of, is_html, read_html
from hubdesk.charter.wikipages import read_export
from hubdesk.charter.wikitext import read_wikitext
from hubdesk.errors import Refused, Usage
from hubdesk.i18n import say
from hubdesk.model.charter import source_page
from hubdesk.model.limits import DOCUMENT_LINES
from hubdesk.model.outline import Joined, Outline

_LOOKED_AT = 200_000
#: Formats that tell the language of their translation; who names a language means that of the source they bring along.
_TRANSLATIONS = ("po", "csv")


def _alone(reader: Callable[[Reading], Outline]) -> Callable[[Reading], Sequence[Outline]]:
    return lambda reading: (reader(reading),)


#: Each returns the outlines that a file holds; most formats hold one.
_READERS: Mapping[str, Callable[[Reading], Sequence[Outline]]] = {
    "wikitext": _alone(read_wikitext),
    "markdown": _alone(read_markdown),
    "text": _alone(read_text),
    "po": read_po,
    "csv": read_table,
    "xml": read_export,
    "html": _alone(read_html),
}
#: What the file says of itself, where its format has words for it.
_FACTS: Mapping[str, Callable[[str], Facts]] = {
    "markdown": lambda text: Facts(language=language_of_markdown(text)),
    "po": lambda text: Facts(language=language_of(text)),
    "csv": facts_of_table,
    "html": facts_of,
}
_ENDINGS = {
    ".wiki": "wikitext", ".wikitext": "wikitext", ".mediawiki": "wikitext", ".mw": "wikitext",
    ".xml": "xml", ".html": "html", ".htm": "html", ".xhtml": "html", ".mhtml": "html", ".mht": "html",
    ".po": "po", ".pot": "po", ".csv": "csv", ".tsv": "csv",
    ".md": "markdown", ".markdown": "markdown", ".mkd": "markdown", ".txt": "text", ".text": "text",
    ".docx": "docx", ".odt": "odt", ".ott": "odt", ".fodt": "odt", ".akn": "akn",
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
_ALONE = re.compile(r"(?:\A|\n\n)#{1,6} [^\n]+(?=\n\n)|\]\(|\*\*\w")
_TAG = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,8}")
_XML = re.compile(r"\s*(?:<\?xml\b|<!doctype\b|<mediawiki\b|<akomantoso\b)", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[a-z][a-z0-9]*[\s/>]", re.IGNORECASE)


def endings() -> tuple[str, ...]:
    """Return the endings of the files that are read (".wiki", …)."""
    return tuple(_ENDINGS)


def read(
    data: bytes,
    name: str,
    *,
    language: str | None = None,
    source: str | None = None,
    variables: Mapping[str, Mapping[str, str]] | None = None,
    joined: Joined | None = None,
    chapters: Mapping[str, str] | None = None,
) -> Outline:
    """Return the outline of a document, where a file holds several the first (see `read_all`)."""
    found = read_all(
        data, name, language=language, source=source, variables=variables, joined=joined, chapters=chapters
    )
    return found[0]


def read_all(
    data: bytes,
    name: str,
    *,
    language: str | None = None,
    source: str | None = None,
    variables: Mapping[str, Mapping[str, str]] | None = None,
    joined: Joined | None = None,
    chapters: Mapping[str, str] | None = None,
) -> tuple[Outline, ...]:
    """Return the outlines that a file holds: a page with its translations behind it, a translation before its source.

    The format is told by the content; the ending of `name` only settles doubt. The language of the first is `language`,
    else what the page in `source` ends with (`/xx`), a front matter field, the end of the file's name (`-xx`), the
    letters and words, else "und". `variables`, `joined` and `chapters` are those of the source, for its translations.
    Raises `Refused` for what cannot be read, `Usage` when `language` is no tag, and nothing else.
    """
    path = PurePath(unquote(name.replace("\\", "/").rpartition("/")[2]).replace("/", ":"))  # as browsers name files
    if draft := drafted(data):
        page = _page(source or "")
        named = _named(language) or languages.of_page(page) or languages.of_file(path.stem) or draft.language()
        return (draft.outline(Reading(draft.text, _title(page or path.stem), named)),)
    charset = ""
    if is_archive(data):
        data, charset = page_in(data)
        path = PurePath(f"{path.stem}.html")
    text, told = decoded(data, charset or charset_of(data[:4096]))
    if text.count("\n") > DOCUMENT_LINES:
        raise too_long()
    kind = format_of(text, path.suffix)
    own = _FACTS[kind](text) if kind in _FACTS else Facts()
    page = _page(source or own.source)
    wanted = _named(language)
    found = (
        (own.language if kind in _TRANSLATIONS else "")
        or wanted
        or (languages.of_page(page) if source else "")
        or own.language
        or languages.of_page(page)
        or languages.of_page(path.stem.replace(":", "/"))
        or languages.of_file(path.stem)
        or languages.of_text(own.words or text)
    )
    if found == "und" and (len(path.stem) == 2 or "-" in path.stem):  # "new" and "min" are words more than languages
        found = languages.tag(path.stem) or found
    reading = Reading(
        text,
        _title(page or path.stem),
        found,
        told,
        variables or {},
        joined or {},
        source=source or own.source,
        named=own.title,
        original=wanted or own.original,
        chapters=chapters or {},
    )
    return tuple(_READERS[kind](reading))


def _page(source: str) -> str:
    return source_page(source)[1].replace("_", " ") if source else ""


def _named(language: str | None) -> str:
    if language and not _TAG.fullmatch(language):
        raise Usage(
            say("{language} is no language tag.", language=language),
            next=say("Write a tag such as en, pt-BR, bcl or zh-Hans."),
        )
    return languages.tag(language or "") or language or ""


def format_of(text: str, ending: str = "") -> str:
    """Return "wikitext", "markdown", "text", "po", "csv", "xml" (an export of a wiki) or "html".

    Raises `Refused` for other XML and other tables, which are not read as text, and for a `.po` file or an office
    document that is none.
    """
    start = text[:_LOOKED_AT]
    by_name = _ENDINGS.get(ending.casefold(), "")
    if is_html(start) or (by_name == "html" and _ANY_TAG.search(start)):
        return "html"
    if is_export(start):
        return "xml"
    if _XML.match(start) or by_name == "xml":
        raise Refused(
            say("The file is XML of a kind that HubDesk does not read."),
            next=say("Export the page from the wiki (Special:Export), or save it as a web page or as wikitext."),
            code="document-format",
        )
    if is_po(start):
        return "po"
    if is_table(start):
        return "csv"
    if by_name == "po":
        raise damaged()
    if by_name == "csv":
        raise Refused(
            say("The file is a table, and no translation that a wiki exported."),
            next=say("Export the translation as a PO file, or save the charter as wikitext, Markdown or plain text."),
            code="document-table",
        )
    if by_name in ("docx", "odt", "akn"):
        raise Refused(
            say("The file is called {ending}, but it holds plain text and no such document.", ending=ending),
            next=say("Get the document again, or call the file .txt when its text is all there is, and import it."),
            code="document-name",
        )
    if front_matter(start):
        return "markdown"
    score = {
        kind: sum(weight * sum(1 for _ in pattern.finditer(start)) for pattern, weight in signs)
        for kind, signs in _SIGNS.items()
    }
    if by_name == "wikitext":  # where "# " begins an item of a list, unless it stands alone
        score["markdown"] = 4 * sum(1 for _ in _ALONE.finditer(start))
    if by_name == "markdown":  # where note-taking programs write links as wikis do, and "##" is a heading
        score["wikitext"] = sum(weight * len(sign.findall(start)) for sign, weight in _SIGNS["wikitext"][:2])
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
