"""Documents under discussion: read from files, kept in editions, shown and found by section."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from hubdesk.charter.detect import endings as endings
from hubdesk.charter.detect import read_all
from hubdesk.desk.desk import Desk, charter_book
from hubdesk.desk.fields import Fields, language_tag, line
from hubdesk.desk.reading_texts import lazily
from hubdesk.desk.section_index import Index as Index
from hubdesk.desk.section_index import chosen as chosen
from hubdesk.desk.section_index import index as index
from hubdesk.desk.section_index import index_at_hand as index_at_hand
from hubdesk.desk.section_index import newest
from hubdesk.desk.section_index import sections as sections
from hubdesk.desk.section_index import sections_at_hand as sections_at_hand
from hubdesk.errors import Refused, Usage
from hubdesk.i18n import Sentence, say
from hubdesk.model.charter import Nodes, NodeText, Placing, charter_key, nodes, source_among, without_revision
from hubdesk.model.charter import Unmatched as Unmatched
from hubdesk.model.outline import Outline
from hubdesk.model.presence import iso
from hubdesk.model.records import Charter, Edition, Event, Record, Section, Text

#: The tag of a text whose language nobody said and its words do not tell (BCP 47).
UNKNOWN = "und"
#: So many hits of a search in all texts are looked at.
FOUND = 5_000


@dataclass(frozen=True, slots=True)
class Preview:
    """Files that were read as one edition: the outlines as they stand in them, and what would be written.

    `found.coverage` tells how far each translation goes, `found.unmatched` which of its parts found no place,
    `placings` for which parts a person chose one (see `hubdesk.desk.placing`), `left` what a place had by itself that
    has no words in that language now.
    """

    outlines: tuple[Outline, ...]
    found: Nodes
    key: str
    title: str
    source: str
    messages: tuple[Sentence, ...]
    placings: tuple[Placing, ...] = ()
    left: tuple[NodeText, ...] = ()


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import made or found: `written` is false when all of it was there already."""

    charter: str
    edition: str
    languages: tuple[str, ...]
    sections: int
    paragraphs: int
    unmatched: tuple[Unmatched, ...]
    written: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """One place of an edition as a reader shows it; `texts` has a text for each language that has words here."""

    wid: str
    eid: str
    parent: str
    role: str
    level: int
    number: str
    order: int
    texts: Mapping[str, Text]


def preview(
    files: Sequence[tuple[str, bytes]], *, title: str = "", language: str = "", source: str = "", key: str = ""
) -> Preview:
    """Read files (name, bytes) as one document in several languages; nothing is written.

    The source is the page with translation markup, else the first; `language`, `title` and `source` (a page, with
    "@" and its revision) speak of it; `key` is that of the charter whose new edition it is, whatever it is called now.
    A file that names its page itself is believed where `source` says nothing.
    Raises Refused for a file that cannot be read, Usage when there is none.
    """
    if not files:
        raise Usage(say("No file was given."), next=say("Give the file of the charter, and those of its translations."))
    if language:
        language_tag(language)
    original, others, name = _read(files, language=language, source=source)
    called, source = line(title) or original.title or name, source or original.source
    key = key or charter_key(source, called)
    found = nodes(key, original, others)
    alone = say("A translation file alone does not show all headings: read it in together with the source page.")
    messages = (*found.messages, alone) if original.holds != "page" else found.messages
    if original.translated and not others:
        own = say(
            "This page is a translation: read it in together with its source page, so that they stand side by side."
        )
        messages = (*messages, own)
    if original.language == UNKNOWN:
        messages = (*messages, say("The language of the text could not be told: name it before you take the text in."))
    return Preview((original, *others), found, key, called, source, messages)


def _read(files: Sequence[tuple[str, bytes]], *, language: str, source: str) -> tuple[Outline, list[Outline], str]:
    """Return the source, its translations, and the name of the source's file.

    Files are read again when another one tells what they need to know: that they are the source, whose words stand
    for their variables, which units make one place, and which chapters it has.
    """
    read_source = partial(read_all, language=language or None, source=source or None)
    outlines = [(read_source if len(files) == 1 else read_all)(data, name) for name, data in files]
    places = [(place, nth) for place, each in enumerate(outlines) for nth in range(len(each))]
    first, nth = places[source_among([each for several in outlines for each in several])]
    if len(files) > 1 and (language or source):
        outlines[first] = read_source(files[first][1], files[first][0])
    original = outlines[first][nth]
    read_units = partial(read_all, variables=original.variables, joined=original.joined, chapters=original.chapters)
    for place, (name, data) in enumerate(files if original.variables or original.joined or original.chapters else ()):
        if place != first and any(each.holds == "units" for each in outlines[place]):
            outlines[place] = read_units(data, name)
    others = [each for several in outlines for each in several if each is not original and each.holds != "definitions"]
    others = [each for each in others if not (each.translatable and each.digest == original.digest)]
    if stranger := next((each for each in others if each.translatable), None):
        raise _two_sources(original, stranger)
    return original, others, files[first][0]


def _two_sources(one: Outline, other: Outline) -> Refused:
    return Refused(
        say("{one} and {other} are both pages that others translate.", one=one.title, other=other.title),
        next=say("Read each with its translations by itself, or export both from the wiki into one XML file."),
        code="document-two-sources",
    )


def take(desk: Desk, preview: Preview, *, event: str = "", sample: bool = False, historical: bool = False) -> Imported:
    """Write an edition into the charter's book in one step; what is there already is not written again.

    The same content is a no-op, further languages of the same source are added to its edition, other content under the
    same key becomes a new edition. With `event` the charter is chosen for that event too.
    """
    found, book = preview.found, charter_book(preview.found.charter)
    puts = [*_heads(desk, preview, sample=sample, historical=historical), *_nodes(desk, found), *_texts(desk, preview)]
    chosen = desk.read.get(Event, event).charters if event else frozenset()
    choose = bool(event) and found.charter not in chosen
    if puts or choose:
        label = say("Import the charter {title}", title=preview.title)
        with desk.action(label, about=found.charter) as put:
            for kind, id, fields in puts:
                put(kind, id, book=book, **fields)
            if choose:
                put(Event, event, charters={found.charter: True})
    return Imported(
        found.charter,
        found.edition,
        found.languages,
        found.sections,
        found.paragraphs,
        found.unmatched,
        written=bool(puts),
    )


def editions(desk: Desk, charter: str) -> list[Edition]:
    """Return the editions of a charter, the newest first."""
    return sorted(desk.read.all(Edition, charter=charter), key=lambda each: (each.at, each.id), reverse=True)


def shown(desk: Desk, charter: str, *, edition: str = "", languages: Iterable[str] = ()) -> list[Shown]:
    """Return an edition (the newest without `edition`) in document order, with the texts of some or all languages.

    Where a language has no words for a place, `texts` lacks it. Raises HubDeskError when there is no such edition.
    """
    if not edition:
        edition = (newest(desk.read.all(Edition, charter=charter)) or desk.read.get(Edition, "")).id
    wanted = {each.casefold() for each in languages}
    texts: dict[str, dict[str, Text]] = {}
    for text in desk.read.all(Text, edition=edition):
        if not wanted or text.language.casefold() in wanted:
            texts.setdefault(text.section, {})[text.language] = text
    return [_shown(each, texts.get(each.id, {})) for each in sections(desk, edition)]


def opened(desk: Desk, edition: str, languages: Sequence[str]) -> list[Shown]:
    """Return an edition as a reader opens it: as `shown`, but the words of these languages are read when looked at."""
    places = sections(desk, edition)
    words = lazily(desk, [each.id for each in places], languages)
    return [_shown(each, texts) for each, texts in zip(places, words, strict=True)]


def find(desk: Desk, edition: str, words: str) -> list[tuple[str, Text]]:
    """Return (wid, text) of every place of an edition whose heading or words have all these words, in document order.

    Words are found folded, by their beginnings and in every language; a place comes once, with the first language.
    """
    ids = desk.read.search(Text, words, limit=FOUND)
    hits = {text.section: text for text in reversed(desk.read.many(Text, ids)) if text.edition == edition}
    return [(each.wid, hits[each.id]) for each in sections(desk, edition) if each.id in hits] if hits else []


def _shown(each: Section, texts: Mapping[str, Text]) -> Shown:
    return Shown(each.wid, each.eid, each.parent, each.role, each.level, each.number, each.order, texts)


def remove(desk: Desk, charter: str) -> None:
    """Put a charter away; notes keep what their takers saw of it, and undo brings it back."""
    before = desk.read.get(Charter, charter)
    with desk.action(say("Remove the charter {title}", title=before.title), about=charter) as put:
        put.delete(Charter, charter)


Write = tuple[type[Record], str, Fields]


def _heads(desk: Desk, preview: Preview, *, sample: bool, historical: bool) -> list[Write]:
    """Return what is to be written of the charter and its edition."""
    found, original = preview.found, preview.outlines[0]
    source, revision = without_revision(preview.source)
    puts: list[Write] = []
    if desk.read.find(Charter, found.charter) is None:
        fields = {"key": preview.key, "title": preview.title, "source": source, "sample": sample}
        fields["historical"] = historical
        puts.append((Charter, found.charter, _full(fields)))
    known = desk.read.find(Edition, found.edition)
    spoken = known.languages if known else frozenset()
    more = {language: True for language in found.languages if language not in spoken}
    if known is None:
        fields = {"charter": found.charter, "label": original.title, "source": source, "revision": revision}
        fields |= {"digest": found.digest, "language": found.languages[0], "at": iso(desk.now())}
        puts.append((Edition, found.edition, {**_full(fields), "languages": more}))
    elif more:
        puts.append((Edition, found.edition, {"languages": more}))
    return puts


def _nodes(desk: Desk, found: Nodes) -> list[Write]:
    known = {each.id for each in sections(desk, found.edition)}
    return [
        (
            Section,
            node.id,
            _full(
                {
                    "charter": found.charter,
                    "edition": found.edition,
                    "wid": node.wid,
                    "eid": node.eid,
                    "parent": node.parent,
                    "role": node.role,
                    "level": node.level,
                    "number": node.number,
                    "order": node.order,
                }
            ),
        )
        for node in found.nodes
        if node.id not in known
    ]


def _texts(desk: Desk, preview: Preview) -> list[Write]:
    """Return texts that are new, that a newer file of the same translation changes, or whose words stand elsewhere."""
    found = preview.found
    known = {each.id: each for each in desk.read.all(Text, edition=found.edition)}
    puts: list[Write] = []
    for each in found.texts:
        words: Fields = {"heading": each.heading, "text": each.text, "status": each.status}
        old = known.get(each.id)
        if old is None:
            whole = {"edition": found.edition, "section": each.section, "language": each.language, **words}
            puts.append((Text, each.id, _full(whole)))
        elif different := {name: value for name, value in words.items() if getattr(old, name) != value}:
            puts.append((Text, each.id, different))
    for each in preview.left:
        old = known.get(each.id)
        if old is not None and (old.heading, old.text) == (each.heading, each.text):
            puts.append((Text, each.id, {"heading" if old.heading else "text": "", "status": "untranslated"}))
    return puts


def _full(fields: Mapping[str, Any]) -> Fields:
    return {name: value for name, value in fields.items() if value}
