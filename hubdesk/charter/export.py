"""Pages of a wiki as Special:Export writes them (XML, all its versions): the latest words of each page."""

import re
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from hubdesk.charter.finishing import too_long
from hubdesk.errors import Refused
from hubdesk.i18n import say
from hubdesk.model.limits import DOCUMENT_PAGES

_ROOT = re.compile(r"<(?:[\w-]{1,40}:)?mediawiki[\s>]")
#: Elements lie seven deep at most.
_DEPTH = 40
#: Numbers that every wiki gives to these namespaces; 1198 holds the translated units.
TRANSLATIONS, _TEXTLESS = 1198, frozenset({6, 8, 10, 14, 710, 828})


@dataclass(slots=True)
class WikiPage:
    """One page: its title with the namespace, the number of that, its latest revision, and its wikitext."""

    title: str = ""
    namespace: int = 0
    revision: str = ""
    text: str = ""
    redirects: bool = False
    model: str = "wikitext"
    latest: tuple[str, int] = ("", -1)

    @property
    def is_content(self) -> bool:
        """Whether the page may be one of a document: no talk page, template, module, file, category or message."""
        return self.namespace % 2 == 0 and self.namespace not in _TEXTLESS and self.model in ("", "wikitext")


@dataclass(slots=True)
class Export:
    """All pages of a file, in its order, and what the wiki says of itself.

    `address` goes before a page's title; `translations` is what the wiki calls the namespace of translated units,
    `namespaces` are the numbers of all that have a name.
    """

    pages: list[WikiPage] = field(default_factory=list)
    address: str = ""
    translations: str = "Translations"
    language: str = ""
    namespaces: dict[str, int] = field(default_factory=dict)


def is_export(text: str) -> bool:
    """Whether a text begins as an export of a wiki does."""
    start = text[:5000]
    return start.lstrip().startswith("<") and bool(_ROOT.search(start))


def pages_of(text: str) -> Export:
    """Return the pages of an export. Raises `Refused` for damaged XML, with its line, and for one with a DOCTYPE."""
    parsing = _Parsing()
    try:
        parsing.parser.Parse(text, True)
    except expat.ExpatError as error:
        raise Refused(
            say("The XML file is damaged or cut off in line {line}.", line=error.lineno),
            next=say("Export the pages again and import the new file."),
            code="document-xml",
        ) from error
    return parsing.export


class _Parsing:
    """Where in the file reading is; elements are known by their local names, for versions differ in the rest."""

    def __init__(self) -> None:
        self.export = Export()
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.EntityDeclHandler = self._doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self._path: list[str] = []
        self._words: list[str] | None = None
        self._attributes: dict[str, str] = {}
        self._page = WikiPage()
        self._numbered = False
        self._revision = WikiPage()

    def _doctype(self, *_declared: object) -> NoReturn:
        raise Refused(
            say(
                "The XML file declares a document type in line {line}, which no export of a wiki does.",
                line=self.parser.CurrentLineNumber,
            ),
            next=say("Export the pages again from the wiki itself, and import that file."),
            code="document-doctype",
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if len(self._path) >= _DEPTH:
            raise too_long()
        if not self._path:
            self.export.language = attributes.get("xml:lang", "")
        elif local == "page":
            self._page, self._numbered = WikiPage(), False
        elif local == "revision":
            self._revision = WikiPage(latest=("", 0))
        elif local == "redirect":
            self._page.redirects = True
        self._path.append(local)
        wanted = local in ("base", "namespace", "title", "ns", "id", "timestamp", "text", "model")
        self._words, self._attributes = ([] if wanted else None), attributes

    def _characters(self, words: str) -> None:
        if self._words is not None:
            self._words.append(words)

    def _end(self, _name: str) -> None:
        local = self._path.pop()
        above = self._path[-1] if self._path else ""
        words = "".join(self._words or ())
        self._words = None
        if above == "revision":
            self._told_of_revision(local, words)
        elif above == "page" and local == "title":
            self._page.title = " ".join(words.split())
        elif above == "page" and local == "ns":
            self._page.namespace = int(words) if re.fullmatch(r"\s*\d{1,9}\s*", words, re.ASCII) else 0
            self._numbered = True
        elif local == "revision":
            self._keep_latest()
        elif local == "page" and self._page.title:
            if not self._numbered:  # before version 0.6 only the title tells it
                self._page.namespace = self.export.namespaces.get(self._page.title.partition(":")[0], 0)
            self.export.pages.append(self._page)
            if len(self.export.pages) > DOCUMENT_PAGES:
                raise too_long()
        elif local == "base":
            self.export.address = words.strip().rpartition("/")[0]
        elif local == "namespace" and words.strip():
            self._named(words.strip(), self._attributes.get("key", ""))

    def _named(self, name: str, number: str) -> None:
        """Note what the wiki calls one of its namespaces."""
        if re.fullmatch(r"\d{1,9}", number, re.ASCII):
            self.export.namespaces[name] = int(number)
        if number == str(TRANSLATIONS):
            self.export.translations = name

    def _told_of_revision(self, local: str, words: str) -> None:
        revision = self._revision
        if local == "id" and re.fullmatch(r"\d{1,18}", words.strip(), re.ASCII):
            revision.revision = words.strip()
        elif local == "timestamp":
            revision.latest = (words.strip(), 0)
        elif local == "model":
            revision.model = words.strip()
        elif local == "text":
            revision.text = words

    def _keep_latest(self) -> None:
        """Keep the revision on the page when it has words and none that has is later."""
        revision = self._revision
        latest = (revision.latest[0], int(revision.revision or 0))
        if revision.text.strip() and latest >= self._page.latest:
            self._page.latest, self._page.revision = latest, revision.revision
            self._page.text, self._page.model = revision.text, revision.model
