"""Finds a place of a charter from what a note-taker types: a number, or the beginning of a heading in any language."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hubdesk.model.fold import fold, tokens
from hubdesk.model.near import FAR, rank, slipped

_OWN_NUMBER = re.compile(r"(\d[\d.٫]*?)[.)]?[ \u00a0:–—-]+(?=\S)")
_NUMBER = re.compile(r"[/§]?\s?(\d{1,5}(?:\.\d{1,5}){0,7})\.?(?:\s?[p¶]\s?(\d{1,6})?)?")
#: How many headings are looked at for slips of the fingers.
_MOST = 3_000


@dataclass(frozen=True, slots=True)
class Place:
    """What can be found: a node's lasting id, its number and its headings by language (none for a paragraph)."""

    wid: str
    number: str
    headings: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that answers, and the heading that did (its language, "" when it was the number)."""

    place: Place
    language: str


class SectionFinder:
    """The places of the charters of one event, folded once, in document order."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._places = tuple(places)
        self._by_number: dict[str, list[Place]] = {}
        self._headings: list[tuple[str, tuple[str, ...], int, str]] = []
        for nth, place in enumerate(self._places):
            self._by_number.setdefault(place.number, []).append(place)
            for language, heading in place.headings.items():
                if folded := fold(heading).strip():
                    self._headings.append((folded, tuple(tokens(heading)), nth, language))

    def at(self, number: str) -> Sequence[Place]:
        """Return the places of one number ("3.2", "§3.2¶4", digits of any script); one for each charter."""
        return tuple(self._by_number.get(number_of(number), ()))

    def find(self, query: str, limit: int = 8) -> Sequence[Hit]:
        """Return the best places for what was typed so far, best first, each place once; all headings for "".

        A number gives itself, then the numbers that begin with it. Words rank: the whole heading, its beginning, the
        beginning of each word, anywhere in it; only when nothing of this is found, the words with a slip or two.
        """
        if number := number_of(query):
            return self._numbered(number, limit)
        sought = fold(query).strip().lstrip("/§").strip()
        words = tuple(tokens(sought))
        ranked = [
            (found, nth, language)
            for folded, parts, nth, language in self._headings
            if (found := rank(sought, words, folded, parts)) < FAR
        ]
        return self._best(ranked or self._slipped(words), limit)

    def _numbered(self, number: str, limit: int) -> Sequence[Hit]:
        exact = self._by_number.get(number, [])
        begun = []
        for found in self._places:
            rest = found.number.removeprefix(number)
            if found.number.startswith(number) and rest:
                begun.append((rest[0] not in ".p", "p" in found.number, found))
            if len(begun) > 50 * limit:
                break
        begun.sort(key=lambda each: each[:2])
        return tuple(Hit(place, "") for place in [*exact, *(place for *_, place in begun)][:limit])

    def _slipped(self, words: Sequence[str]) -> list[tuple[float, int, str]]:
        return [
            (found, nth, language)
            for _, parts, nth, language in self._headings[:_MOST]
            if (found := slipped(words, parts)) < FAR
        ]

    def _best(self, ranked: Iterable[tuple[float, int, str]], limit: int) -> Sequence[Hit]:
        found: dict[int, str] = {}
        for _, nth, language in sorted(ranked):
            found.setdefault(nth, language)
            if len(found) == limit:
                break
        return tuple(Hit(self._places[nth], language) for nth, language in found.items())


def number_of(text: str) -> str:
    """Return "3.2" or "3.2p4" for "§3.2¶4", "/٣.٢", "3.2 p 4" …; "" for what is no number."""
    digits = "".join(str(unicodedata.decimal(sign, sign)) for sign in text.strip().casefold().replace("٫", "."))
    found = _NUMBER.fullmatch(digits)
    if not found:
        return ""
    number = ".".join(str(int(part)) for part in found[1].split("."))
    return f"{number}p{int(found[2])}" if found[2] else number


def readable(number: str) -> str:
    """Return a number as people read it: "3.2", "3.2 ¶4", and "3.2 …" for what is missing there."""
    heading, paragraph, last = number.partition("p")
    return heading if not paragraph else f"{heading} …" if last == "0" else f"{heading} ¶{last}"


def bare(number: str, heading: str) -> str:
    """Return a heading without the number that it carries itself ("2. Hubs" of section 2 is "Hubs")."""
    found = _OWN_NUMBER.match(heading)
    return heading[found.end() :] if found and number and number_of(found[1]) == number else heading
