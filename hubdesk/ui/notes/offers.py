"""What may complete a sign that is being typed: sections, keywords used before, kinds of feedback, roles."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from hubdesk.desk.charters import Index
from hubdesk.desk.section_index import MISSING, Suggestion
from hubdesk.i18n import LANGUAGES, Sentence, isolate, say, words
from hubdesk.model.codebook import KINDS
from hubdesk.model.fold import fold
from hubdesk.model.line_edits import Completing
from hubdesk.model.near import FAR, SLIPPED, nearness
from hubdesk.model.records import Note
from hubdesk.model.roles import OFFERED
from hubdesk.model.section_search import number_of, readable
from hubdesk.model.signs import named
from hubdesk.ui.notes.popup import Offer
from hubdesk.ui.words import language, own_name, tell

LIMIT = 8
WHOLE = say("Whole document")
#: So much of a paragraph is shown, in characters.
BEGINS = 80


class _Name(NamedTuple):
    """What can be offered, all that it is called, and how often it was used."""

    offer: Offer
    called: tuple[str, ...]
    used: int


class Used:
    """How often notes use a keyword, or name a speaker."""

    def __init__(self, notes: Iterable[Note] = ()) -> None:
        self.keywords: Counter[str] = Counter()
        self.speakers: Counter[str] = Counter()
        self.add(notes)

    def add(self, notes: Iterable[Note]) -> None:
        """Count what further notes use."""
        for note in notes:
            self.keywords.update(note.keywords)
            if note.speaker:
                self.speakers[note.speaker] += 1


class Offers:
    """Knows the sections, and the keywords and speakers that the notes have `used`, the commonest first."""

    def __init__(self) -> None:
        self.sections: Index | None = None
        #: The languages of the room: names in these are understood beside those of the window.
        self.spoken: frozenset[str] = frozenset()
        self.used = Used()

    def fitting(self, completing: Completing) -> list[Offer]:
        """Return what fits, the best first."""
        if completing.type == "section":
            return self.places(completing.typed)
        names = self._words() if completing.type == "keyword" else self._people()
        return _ranked(names, completing.typed)

    def places(self, typed: str, limit: int = LIMIT) -> list[Offer]:
        """Return the sections that answer to a number or words of a heading in any language that is loaded."""
        if self.sections is None:
            return []
        found = self._found(typed, limit)
        return [Offer(each.number, self._shown(each, typed)) for each in found if each.number]

    def anchors(self, typed: str) -> list[Offer]:
        """Return the same sections with what a tag keeps of them (the wid) as their value."""
        if self.sections is None:
            return []
        return [Offer(each.wid, self._shown(each, typed)) for each in self._found(typed, LIMIT * 3)]

    def alone(self, completing: Completing) -> bool:
        """Tell whether what is typed means something without being completed."""
        if completing.type != "section":
            return bool(completing.typed)
        return not completing.typed or (self.sections is not None and bool(self.sections.resolve(completing.typed)))

    def _words(self) -> Iterator[_Name]:
        """Yield the keywords used before, and the kinds of feedback by their names in the languages of the room."""
        for word, used in self.used.keywords.items():
            yield _Name(Offer(word, f"\u2068#{word}\u2069"), (word,), used)
        for id, kind in KINDS.items():
            shown = tell(say("{sign}: {name}", sign=kind.marker, name=kind.label))
            yield _Name(Offer(id, shown, kind=True), self._in_every(kind.label), 0)

    def _people(self) -> Iterator[_Name]:
        """Yield the roles by their names in the languages of the room, and who was named before."""
        roles = {named(tell(role)): role for role in OFFERED}
        for own, role in roles.items():
            yield _Name(Offer(own, f"\u2068@{own}\u2069"), self._in_every(role), self.used.speakers[own])
        for name, used in self.used.speakers.items():
            if name not in roles:
                yield _Name(Offer(name, f"\u2068@{name}\u2069"), (name,), used)

    def _in_every(self, text: Sentence) -> tuple[str, ...]:
        tags = {language(), "en", *(tag for tag in self.spoken if tag in LANGUAGES)}
        return tuple({words(tag)(text, isolated=False) for tag in sorted(tags)})

    def _found(self, typed: str, limit: int) -> list[Suggestion]:
        """Return what the sections suggest; "whole" and "missing", in the window's words, lead to those of the text."""
        assert self.sections is not None
        found, sought = self.sections.suggest(typed, limit), fold(typed).strip()
        there = {each.wid for each in found}
        for wid, called in zip(self.sections.wholes(), (WHOLE, MISSING), strict=False):
            if wid not in there and (not sought or _begins(fold(tell(called)), sought)):
                place = self.sections.places[wid]
                found = [*found[: limit - 1], Suggestion(wid, place.number, place.heading, "")]
        return found

    def _shown(self, each: Suggestion, typed: str) -> str:
        """Return "2.2   Heading", of a paragraph how it begins; a language that is not the window's stands behind.

        Who typed a number reads the window's language; who typed words reads the heading that answered.
        """
        assert self.sections is not None
        role = self.sections.places[each.wid].role
        if role == "missing":
            return f"\u2066{readable(each.number)}\u2069   {tell(MISSING)}"
        texts, spoken = self.sections.places[each.wid].texts, each.language
        words = each.heading
        own = texts.get(language()) or next(iter(texts.values()), None)
        if own is not None and (not words or not typed or number_of(typed)):
            words, spoken = own.heading or own.text[:BEGINS], own.language
        tail = f"   · {isolate(own_name(spoken))}" if spoken != language() else ""
        if role == "document":
            words, tail = tell(say("Whole document: {title}", title=words)), ""
        return f"\u2066{readable(each.number)}\u2069   {isolate(words)}{tail}"


def _begins(called: str, sought: str) -> bool:
    """Tell whether words or one of them begin as is typed; one letter is too little to mean these."""
    return len(sought) > 1 and any(each.startswith(sought) for each in (called, *called.split()))


def _ranked(names: Iterable[_Name], typed: str) -> list[Offer]:
    """Return what answers to the typed letters, the nearest first, then what was used most."""
    found = [(min(nearness(typed, called) for called in each.called), -each.used, each.offer) for each in names]
    best = min((near for near, *_ in found), default=FAR)
    most = SLIPPED if best < SLIPPED else FAR  # slips are forgiven only where nothing was typed rightly
    fits = sorted((one for one in found if one[0] < most), key=lambda one: (one[0], one[1], one[2].shown))
    return [offer for *_, offer in fits if offer.value != typed or offer.kind][:LIMIT]
