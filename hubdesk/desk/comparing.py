"""Two editions of a charter side by side: what became of every place, and its words then and now."""

from collections.abc import Sequence
from dataclasses import dataclass

from hubdesk.desk.charters import Shown, editions, shown
from hubdesk.desk.desk import Desk
from hubdesk.errors import Usage
from hubdesk.i18n import say
from hubdesk.model.editions import Pair, Spot, compare
from hubdesk.model.records import Edition


@dataclass(frozen=True, slots=True)
class Row:
    """One pair of places; `old` or `new` is None where there is no other side."""

    pair: Pair
    old: Shown | None
    new: Shown | None

    def words(self, language: str, *, old: bool) -> str:
        """Return the words then or now in a language, "" where it has none."""
        place = self.old if old else self.new
        text = place.texts.get(language) if place else None
        return (text.heading or text.text) if text is not None and text.status != "untranslated" else ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """All pairs in the order of the new edition, what was removed last; `languages` are those that either has."""

    old: Edition
    new: Edition
    languages: tuple[str, ...]
    rows: tuple[Row, ...]

    def changed(self, language: str) -> list[Row]:
        """Return what is not the same, in place or in the words of a language."""
        return [
            row
            for row in self.rows
            if row.pair.relation != "same" or row.words(language, old=True) != row.words(language, old=False)
        ]


def compared(desk: Desk, charter: str, old: str, new: str) -> Comparison:
    """Compare two editions (ids) of a charter by the words of the new one's source, or of a language that both have."""
    one, two = desk.read.get(Edition, old), desk.read.get(Edition, new)
    places = [shown(desk, charter, edition=each) for each in (old, new)]
    spoken = [{tag for place in side for tag in place.texts} for side in places]
    both = sorted(spoken[0] & spoken[1], key=lambda tag: (tag != two.language, tag != one.language, tag))
    read = (both[0], both[0]) if both else (one.language, two.language)
    sides = [spots(side, tag) for side, tag in zip(places, read, strict=True)]
    before, after = ({place.wid: place for place in side} for side in places)
    rows = tuple(Row(pair, before.get(pair.old), after.get(pair.new)) for pair in compare(*sides))
    every = sorted(spoken[0] | spoken[1], key=lambda tag: (tag not in both[:1], tag not in both, tag))
    return Comparison(one, two, tuple(every), rows)


def spots(places: Sequence[Shown], language: str) -> list[Spot]:
    """Return the places of an edition as they are compared."""
    found = []
    for place in places:
        text = place.texts.get(language)
        found.append(Spot(place.wid, place.parent, place.role, (text.heading or text.text) if text else ""))
    return found


def edition_of(desk: Desk, charter: str, name: str) -> Edition:
    """Return the edition of a charter meant by its id, a beginning of it, its revision or its label.

    "newest" and "oldest" are meant too. Usage when nothing or more than one fits.
    """
    known = editions(desk, charter)
    if known and name in ("newest", "oldest"):
        return known[0 if name == "newest" else -1]
    for fits in (
        [each for each in known if each.id == name],
        [each for each in known if name in (each.revision, each.label) and name],
        [each for each in known if len(name) >= 4 and each.id.startswith(name)],
    ):
        if len(fits) == 1:
            return fits[0]
        if fits:
            raise Usage(
                say("More than one edition is called {name}.", name=name),
                next=say("Give the id instead; the list command shows it."),
                code="ambiguous",
            )
    raise Usage(
        say("This charter has no edition called {name}.", name=name),
        next=say("Use the list command to see what there is."),
        code="unknown",
    )
