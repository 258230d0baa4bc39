"""Sentences, numbers and dates of one report, each with the language that it is really in."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypedDict, Unpack
from zoneinfo import ZoneInfo

from hubdesk.i18n import FSI, PDI, Sentence, isolate, say, words
from hubdesk.model.codebook import FORMS, KINDS
from hubdesk.model.presence import moment
from hubdesk.model.records import Event
from hubdesk.report.dates import DIGITS, Dates
from hubdesk.report.pdf.styles import SUBTLE
from hubdesk.report.pdf.text import Run
from hubdesk.report.pdf.typeface import Weight
from hubdesk.report.summary import Heading, Item

_LRI = "\u2066"


class Look(TypedDict, total=False):
    """How a run looks when it differs from its paragraph."""

    weight: Weight
    colour: str
    link: str
    to: str


class Wording:
    """What a report says in its own voice; a sentence that nobody has translated yet stays English and says so.

    The report's digits are everywhere but in section numbers, which are identifiers, and in people's words.
    """

    def __init__(self, language: str, digits: str = "latn") -> None:
        self.language, self.digits = language, digits
        self.dates = Dates(language, digits)
        self._tell = words(language)
        self._digits = str.maketrans(DIGITS["latn"], DIGITS[digits])

    @property
    def reviewed(self) -> bool:
        """Whether a speaker of the language has read the program's sentences."""
        return bool(self._tell.reviewed_by)

    def ours(self, sentence: Sentence, **look: Unpack[Look]) -> Run:
        """Return a sentence as a run. It must not hold section numbers or people's words: its digits may change."""
        told, language = self._tell.tagged(sentence)
        if language == self.language:
            told = told.translate(self._digits)
        return Run(told, language, **look)

    def inside(self, sentence: Sentence, **look: Unpack[Look]) -> Run:
        """Return the same to stand beside other words in one paragraph, in whatever direction those run."""
        run = self.ours(sentence, **look)
        return replace(run, text=isolate(run.text))

    def text(self, sentence: Sentence) -> str:
        """Return a sentence as a string, for places that take no runs."""
        return self.ours(sentence).text

    def number(self, value: int) -> str:
        """Return a whole number."""
        return self.dates.number(value)

    def around(self, sentence: Sentence, **look: Unpack[Look]) -> Run:
        """Return a sentence that holds people's words or section numbers: its digits stay as they are."""
        return Run(*self._tell.tagged(sentence), **look)

    def foreign(self, run: Run) -> str:
        """Return the language of a run when it is not the report's, else ""."""
        return run.language if run.language and run.language != self.language else ""

    def kind(self, kind: str) -> Sentence:
        """Return what remarks of a kind are called."""
        return KINDS[kind].label if kind in KINDS else say("Without a kind")

    def heading(self, heading: Heading) -> list[Run]:
        """Return number and words of a section, in the direction of the words whatever stands around them.

        The number is never localised and runs left to right.
        """
        if not heading.number:
            return [Run(isolate(heading.heading), heading.language)]
        number = Run(f"{FSI}{_LRI}{heading.number}{PDI} ")
        return [number, Run(f"{heading.heading}{PDI}", heading.language)]

    def heading_line(self, heading: Heading) -> str:
        """Return the same as one string, for a chart."""
        return "".join(run.text for run in self.heading(heading))

    def remark(self, item: Item, *, numbered: bool = True) -> list[Run]:
        """Return a remark with what is known about it and its number behind, without any name."""
        about: list[Run] = []
        if item.voices > 1:
            about.append(Run(isolate(f"×{self.dates.number(item.voices)}"), weight="semibold"))
        if item.marked:
            about.append(self.inside(FORMS[item.form].label))
        if item.verbatim:
            about.append(self.inside(say("word for word")))
        if item.missing:
            about.append(self.inside(say("missing from the text")))
        if numbered:
            about.append(Run(isolate(f"[{self.dates.number(item.number)}]"), self.language))
        runs = [Run(item.text)]
        for run in about:
            runs += [Run("  "), Run(run.text, run.language or self.language, run.weight, SUBTLE)]
        return runs

    def numbers(self, numbers: Sequence[int]) -> str:
        """Return the numbers of remarks as a list of words."""
        return self.dates.listed([self.dates.number(number) for number in numbers])

    def leading(self, run: Run, numbers: Sequence[int], name: Callable[[int], str]) -> list[Run]:
        """Return a run that lists numbers as `numbers` writes them, in rising order, each leading to its place."""
        found, rest = [], run.text
        for number in numbers:
            before, shown, rest = rest.partition(self.dates.number(number))
            found += [replace(run, text=before), replace(run, text=shown, to=name(number))]
        return [*found, replace(run, text=rest)]

    def span(self, events: Iterable[Event]) -> str:
        """Return the days from the first beginning to the last end, each in its event's time zone."""
        days = [(at, event.zone) for event in events for at in (event.start, event.end) if at]
        found = sorted((local(at, zone) for at, zone in days if _moment(at)), key=lambda at: at.date())
        return self.dates.days(found[0], found[-1]) if found else ""


def local(at: str | datetime, zone: str) -> datetime:
    """Return an instant in a time zone (UTC when nobody knows the zone); raises ValueError for a text that is none."""
    instant = datetime.fromisoformat(at) if isinstance(at, str) else at
    if instant.tzinfo is None:
        return instant
    try:
        return instant.astimezone(ZoneInfo(zone))
    except (KeyError, ValueError, OSError):
        return instant.astimezone(UTC)


def _moment(at: str) -> datetime | None:
    return datetime.fromisoformat(at) if moment(at) else None
