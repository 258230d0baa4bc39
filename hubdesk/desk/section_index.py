"""Where a note can point to: the sections of the charters of one gathering, found by number or heading."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from hubdesk.desk.desk import Desk
from hubdesk.i18n import known, say, words
from hubdesk.model.charter import missing_id
from hubdesk.model.facts import canonical
from hubdesk.model.fold import fold
from hubdesk.model.records import Charter, Edition, Event, Section, Text
from hubdesk.model.section_search import Hit, Place, SectionFinder, bare

#: What a place without words is called that stands for what a chapter, a section or the whole text does not say.
MISSING = say("Missing from the text")
#: What counts to the heading above it.
_BELOW = ("paragraph", "item", "missing")

#: So many records are read at once by whoever asks; more of them away from the window.
LITTLE = 1_000

#: How much of a paragraph a note keeps, so that its tag can be read without the charter.
QUOTED = 200
#: How much of the words before and after it.
AROUND = 40


class Suggestion(NamedTuple):
    """One line of the section popup: where it leads, its number, and the heading that answers with its language."""

    wid: str
    number: str
    heading: str
    language: str


class Known(NamedTuple):
    """One place with its words in every language."""

    wid: str
    edition: str
    charter: str
    role: str
    parent: str
    level: int
    number: str
    heading: str
    texts: dict[str, Text]
    eid: str = ""


class Index:
    """The newest editions of the charters of one gathering, in document order; made once, then asked often.

    Behind every heading, and behind the document, stands a place for what is missing there: "3.2p0", "0p0".

    Where two charters share a number, the one that was imported last answers.
    """

    def __init__(self, places: Iterable[Known]) -> None:
        self.places = {place.wid: place for place in places}
        self._finder = SectionFinder(
            Place(place.wid, place.number, {tag: text.heading for tag, text in place.texts.items() if text.heading})
            for place in self.places.values()
        )
        self._headings: dict[str, set[str]] = {}
        self._order: dict[str, int] = {}
        for place in self.places.values():
            for text in place.texts.values():
                if text.heading:
                    self._headings.setdefault(_plain(text.heading), set()).add(place.wid)

    def resolve(self, query: str) -> str | None:
        """Return the wid of a number ("3.2", "3.2p4", "٣.٢") or of a whole heading that only one place has, or None."""
        found = self._finder.at(query)
        if found:
            return found[0].wid
        named = self._headings.get(_plain(query), set())
        return next(iter(named)) if len(named) == 1 else None

    def suggest(self, query: str, limit: int = 8) -> list[Suggestion]:
        """Return the best places for what was typed so far; a number shows its heading in the source's language."""
        return [self._suggestion(hit) for hit in self._finder.find(query, limit)]

    def label(self, wid: str, language: str = "") -> str:
        """Return "3.2 Heading" in a language, else in the source's; the number alone where there is no heading."""
        place = self.places.get(wid)
        if place is None:
            return ""
        text = place.texts.get(language)
        heading = text.heading if text and text.heading else place.heading
        if place.role == "document":
            return heading or place.number
        if place.role == "missing":
            return f"{place.number} {words(known(language or 'en'))(MISSING)}"
        return f"{place.number} {bare(place.number, heading)}".strip()

    def anchor(self, wid: str, language: str = "", **more: str) -> str:
        """Return what a note keeps of a place as it was seen: canonical JSON, readable without the charter.

        `exact`, `prefix` and `suffix` quote the words and what stands around them (as in a W3C TextQuoteSelector);
        `more` is kept beside them.
        """
        place = self.places[wid]
        seen = language if language in place.texts else next(iter(place.texts), "")
        text = place.texts.get(seen)
        before, after = self._beside(wid, seen)
        kept = {
            "charter": place.charter,
            "edition": place.edition,
            "number": place.number,
            "heading": text.heading if text and text.heading else place.heading,
            "language": seen,
            "exact": text.text[:QUOTED] if text else "",
            "prefix": before[-AROUND:],
            "suffix": after[:AROUND],
            "missing": "yes" if place.role == "missing" else "",
        }
        return canonical({name: value for name, value in (kept | more).items() if value}).decode()

    def heading_of(self, wid: str) -> str:
        """Return the wid of the heading (or document) under which a place stands: its own for a heading, "" unknown."""
        seen: set[str] = set()
        while (place := self.places.get(wid)) is not None and wid not in seen:
            if place.role not in _BELOW:
                return wid
            seen.add(wid)
            wid = place.parent
        return ""

    def wholes(self) -> list[str]:
        """Return the wids of the document that answers to "0" and of what is missing from it; [] without a text."""
        found = (self.resolve("0"), self.resolve("0p0"))
        return [wid for wid in found if wid is not None]

    def __contains__(self, wid: str) -> bool:
        return wid in self.places

    def __len__(self) -> int:
        return len(self.places)

    def _beside(self, wid: str, language: str) -> tuple[str, str]:
        """Return the words of the places before and after one, in a language, "" at the ends of its text."""
        if not self._order:
            self._row = list(self.places.values())
            self._order = {each: nth for nth, each in enumerate(self.places)}
        at, found = self._order[wid], []
        for beside in (at - 1, at + 1):
            place = self._row[beside] if 0 <= beside < len(self._row) else None
            text = place.texts.get(language) if place and place.edition == self._row[at].edition else None
            found.append((text.heading or text.text) if text else "")
        return found[0], found[1]

    def _suggestion(self, hit: Hit) -> Suggestion:
        place = self.places[hit.place.wid]
        heading = hit.place.headings.get(hit.language, place.heading)
        return Suggestion(place.wid, place.number, heading, hit.language or next(iter(place.texts), ""))


def _plain(heading: str) -> str:
    return " ".join(fold(heading).split())


def newest(editions: Iterable[Edition]) -> Edition | None:
    """Return the edition that was imported last."""
    return max(editions, key=lambda each: (each.at, each.id), default=None)


def index(desk: Desk, event: str = "", *, charter: str = "") -> Index:
    """Return where notes of an event can point to: the charters chosen for it, or all while none is chosen.

    Samples count for sample events only. `charter` narrows it to one. It is made once and kept until a text changes.
    """
    editions = chosen(desk, event, charter=charter)
    made = lambda: Index(place for edition in editions for place in _places(desk, edition))  # noqa: E731
    return desk.memory.keep(_key(editions), made)


def index_at_hand(desk: Desk, event: str = "", *, charter: str = "") -> Index | None:
    """Return the index where it is there already or little is to be read; else None: make it away from the window."""
    editions = chosen(desk, event, charter=charter)
    texts = lambda each: desk.read.count(Section, edition=each.id) * max(1, len(each.languages))  # noqa: E731
    little = _key(editions) in desk.memory or sum(map(texts, editions)) <= LITTLE
    return index(desk, event, charter=charter) if little else None


def sections(desk: Desk, edition: str) -> Sequence[Section]:
    """Return the sections of an edition in document order; they are read once and kept until a text changes."""
    order = lambda each: (each.order, each.id)  # noqa: E731
    read = lambda: sorted(desk.read.all(Section, edition=edition), key=order)  # noqa: E731
    return desk.memory.keep(("sections", edition), read)


def sections_at_hand(desk: Desk, edition: str) -> bool:
    """Tell whether the sections of an edition are there already or few; if not, read them away from the window."""
    return ("sections", edition) in desk.memory or desk.read.count(Section, edition=edition) <= LITTLE


def chosen(desk: Desk, event: str = "", *, charter: str = "") -> Sequence[Edition]:
    """Return the newest edition of each charter that an event uses, the one imported last first."""
    gathering = desk.read.find(Event, event) if event else None
    wanted = {charter} if charter else gathering.charters if gathering else frozenset()
    sample = gathering is not None and gathering.sample
    charters = {each.id: each for each in desk.read.all(Charter)}
    found: dict[str, list[Edition]] = {}
    for edition in desk.read.all(Edition):
        known = charters.get(edition.charter)
        if known is not None and (known.id in wanted if wanted else known.sample <= sample or not gathering):
            found.setdefault(edition.charter, []).append(edition)
    last = [each for each in map(newest, found.values()) if each is not None]
    return sorted(last, key=lambda each: (each.at, each.id), reverse=True)


def _key(editions: Iterable[Edition]) -> tuple[str, ...]:
    return ("index", *(each.id for each in editions))


def _places(desk: Desk, edition: Edition) -> list[Known]:
    texts: dict[str, dict[str, Text]] = {}
    for text in desk.read.all(Text, edition=edition.id):
        texts.setdefault(text.section, {})[text.language] = text
    found = []
    for each in sections(desk, edition.id):
        words = texts.get(each.id, {})
        ordered = {tag: words[tag] for tag in sorted(words, key=lambda tag: (tag != edition.language, tag))}
        first = next((text.heading for text in ordered.values() if text.heading), "")
        found.append(
            Known(
                wid=each.wid,
                edition=edition.id,
                charter=edition.charter,
                role=each.role,
                parent=each.parent,
                level=each.level,
                number=each.number,
                heading=first,
                texts=ordered,
                eid=each.eid,
            )
        )
        if each.role not in _BELOW:
            found.append(_missing(found[-1]))
    return found


def _missing(heading: Known) -> Known:
    """Return the place for what is missing below a heading."""
    return heading._replace(
        wid=missing_id(heading.wid),
        role="missing",
        parent=heading.wid,
        level=0,
        number=f"{heading.number}p0",
        texts={},
        eid="",
    )
