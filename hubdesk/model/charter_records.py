"""The records of a document under discussion: editions, their places, the words in each language, what drafters ask."""

from dataclasses import dataclass

from hubdesk.model.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Charter(Record):
    """A sectioned document under discussion; its id is also the id of its book."""

    KIND = "charter"
    BOOK = "charter"

    key: str = ""
    title: str = ""
    source: str = ""
    sample: bool = False
    historical: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition(Record):
    """One set of texts of a charter, frozen with its source."""

    KIND = "edition"
    BOOK = "charter"

    charter: str = ""
    label: str = ""
    source: str = ""
    revision: str = ""
    digest: str = ""
    language: str = ""
    languages: frozenset[str] = frozenset()
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Record):
    """A node of an edition: document, chapter, section, paragraph or item; `order` counts in document order."""

    KIND = "section"
    BOOK = "charter"

    charter: str = ""
    edition: str = ""
    wid: str = ""
    eid: str = ""
    parent: str = ""
    role: str = "section"
    level: int = 0
    number: str = ""
    order: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Record):
    """The words of one node in one language; status is translated, outdated or untranslated."""

    KIND = "text"
    BOOK = "charter"

    edition: str = ""
    section: str = ""
    language: str = ""
    heading: str = ""
    text: str = ""
    status: str = "translated"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenQuestion(Record):
    """What the drafters ask about a place of their text, or about all of it (no `section`); notes answer it.

    The id follows from charter, place and words, so that laptops that note the same question down apart agree.
    """

    KIND = "question"
    BOOK = "charter"

    charter: str = ""
    edition: str = ""
    section: str = ""
    text: str = ""
    language: str = ""
