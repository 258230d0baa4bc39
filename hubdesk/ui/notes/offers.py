"""What may complete a sign that is being typed: sections of the text, keywords used before, roles of the room."""

from collections import Counter
from collections.abc import Iterable

from hubdesk.desk.charters import Index
from hubdesk.i18n import Sentence, isolate, say
from hubdesk.model.fold import fold
from hubdesk.model.line_edits import Completing
from hubdesk.model.records import Note
from hubdesk.model.signs import named
from hubdesk.ui.notes.popup import Offer
from hubdesk.ui.words import own_name, tell

LIMIT = 8
#: Who may have said something, where no name is wanted.
ROLES: tuple[Sentence, ...] = (
    say("participant"),
    say("organizer"),
    say("facilitator"),
    say("newcomer"),
    say("affiliate"),
    say("interpreter"),
)


class Offers:
    """Knows the sections, and counts keywords and speakers of the notes, the commonest first."""

    def __init__(self) -> None:
        self.sections: Index | None = None
        self._keywords: Counter[str] = Counter()
        self._speakers: Counter[str] = Counter()

    def learn(self, notes: Iterable[Note], *, anew: bool = False) -> None:
        """Count what notes use; `anew` forgets what was counted before."""
        if anew:
            self._keywords.clear()
            self._speakers.clear()
        for note in notes:
            self._keywords.update(note.keywords)
            if note.speaker:
                self._speakers[note.speaker] += 1

    def fitting(self, completing: Completing) -> list[Offer]:
        """Return what fits, the best first."""
        if completing.type == "section":
            return self.places(completing.typed)
        if completing.type == "keyword":
            return _beginning(self._keywords, completing.typed, "#")
        roles = Counter({named(tell(role)): 0 for role in ROLES})
        return _beginning(self._speakers + Counter() | roles, completing.typed, "@")

    def places(self, typed: str, limit: int = LIMIT) -> list[Offer]:
        """Return the sections that answer to a number or words of a heading in any language that is loaded."""
        if self.sections is None:
            return []
        return [
            Offer(each.number, f"\u2066{each.number}\u2069   {isolate(each.heading)}   · {own_name(each.language)}")
            for each in self.sections.suggest(typed, limit)
            if each.number
        ]

    def anchors(self, typed: str) -> list[Offer]:
        """Return the same sections with what a tag keeps of them (the wid) as their value."""
        if self.sections is None:
            return []
        return [
            Offer(each.wid, f"\u2066{each.number}\u2069   {isolate(each.heading)}")
            for each in self.sections.suggest(typed, LIMIT * 3)
        ]

    def alone(self, completing: Completing) -> bool:
        """Tell whether what is typed means something without being completed."""
        if completing.type != "section":
            return bool(completing.typed)
        return not completing.typed or (self.sections is not None and bool(self.sections.resolve(completing.typed)))


def _beginning(counted: Counter[str], typed: str, sign: str) -> list[Offer]:
    sought = fold(typed)
    fits = [word for word in counted if fold(word).startswith(sought) and word != typed]
    fits.sort(key=lambda word: (-counted[word], fold(word)))
    return [Offer(word, f"\u2068{sign}{word}\u2069") for word in fits[:LIMIT]]
