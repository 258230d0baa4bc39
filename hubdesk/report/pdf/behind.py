"""Where the numbers of a report lead: names of its places, and the annex with the remarks behind each number."""

from collections.abc import Iterable

from hubdesk.i18n import Sentence, isolate, say
from hubdesk.model.records import Event
from hubdesk.report.pdf.document import Document
from hubdesk.report.pdf.styles import Align
from hubdesk.report.pdf.table import Column
from hubdesk.report.pdf.text import Run, Text
from hubdesk.report.pdf.wording import Wording
from hubdesk.report.summary import Chapter, Findings, Item, Summary

ANNEX, METHOD, SECTIONS, GATHERINGS, FIELD = "annex", "method", "sections", "gatherings", "field"
#: Where the figures of a cover come from, by their keys.
FIGURES = {"people": METHOD, "remarks": ANNEX, "sections": SECTIONS, "events": GATHERINGS}


def remark(number: int) -> str:
    """Return the name of the place where a remark stands."""
    return f"remark {number}"


def section(chapter: Chapter, found: Findings, kind: str | None = None) -> str:
    """Return the name of the place where the remarks on a section begin, or those of one kind among them."""
    place = f"{chapter.document.edition} {found.heading.wid}"
    return f"section {place}" if kind is None else f"kind {place} {kind}"


def of_kind(kind: str) -> str:
    """Return the name of the row of the annex that lists the remarks of a kind."""
    return f"all {kind}"


def every(summary: Summary) -> list[Item]:
    """Return all remarks of a report, each once, in the order of their numbers."""
    placed = (item for chapter in summary.chapters for found in chapter.findings for item in found.items)
    found = {item.number: item for item in (*placed, *summary.loose, *summary.detached)}
    return [found[number] for number in sorted(found)]


class Behind:
    """Adds the annex of a report: for each number the numbers of its remarks, which lead to their words."""

    def __init__(self, document: Document, wording: Wording, summary: Summary) -> None:
        self._document, self._wording, self._summary = document, wording, summary
        self._digits: Align = "start" if document.setting.rtl else "end"

    def add(self) -> None:
        """Add the annex; nothing where there is no remark."""
        if not self._summary.remarks:
            return
        self._heading(say("Annex: the remarks behind the numbers"), 1, ANNEX)
        self._say(say("Each number leads to the words of its remark. The full annex uses the same numbers."))
        self._by_kind()
        if self._summary.gatherings:
            self._by_gathering()

    def _by_kind(self) -> None:
        tell, items = self._wording, every(self._summary)
        self._heading(say("By kind"), 2)
        for kind, number in self._summary.kinds.items():
            numbers = [item.number for item in items if item.kind == kind]
            told: list[Run] = [tell.inside(tell.kind(kind)), Run(" · "), Run(isolate(tell.number(number)))]
            self._document.paragraph(told, "label", name=of_kind(kind))
            self._document.paragraph(self.numbers(numbers))

    def _by_gathering(self) -> None:
        """Add a table with the remarks on each section in each gathering: what the field of numbers shows."""
        tell = self._wording
        self._heading(say("By section and gathering"), 2, FIELD)
        columns = [
            Column(tell.ours(say("Section")), 3, heads_row=True, joined=True),
            Column(tell.ours(say("Gathering")), 3),
            Column(tell.ours(say("Remarks")), 1.2, self._digits),
            Column(tell.ours(say("Which")), 3),
        ]
        rows: list[list[Text]] = []
        for chapter in self._summary.chapters:
            for found in chapter.findings:
                for gathering in self._summary.gatherings:
                    here = [item.number for item in found.items if gathering.holds(item)]
                    if here:
                        where = gathering_name(tell, gathering.events)
                        rows.append([tell.heading(found.heading), where, tell.number(len(here)), self.numbers(here)])
        if rows:
            self._document.table(columns, rows)

    def numbers(self, numbers: Iterable[int]) -> list[Run]:
        """Return the numbers of remarks, each leading to its remark."""
        found: list[Run] = []
        for number in numbers:
            told = Run(isolate(self._wording.number(number)), self._wording.language, to=remark(number))
            found += [Run("  "), told] if found else [told]
        return found

    def _heading(self, sentence: Sentence, level: int, name: str = "") -> None:
        run = self._wording.ours(sentence)
        self._document.heading(run, level, language=self._wording.foreign(run), name=name)

    def _say(self, sentence: Sentence) -> None:
        run = self._wording.ours(sentence)
        self._document.paragraph(run, "body kept", language=self._wording.foreign(run))


def gathering_name(tell: Wording, events: Iterable[Event]) -> str:
    """Return the titles of gatherings that are told as one, each with its days."""
    told = []
    for event in events:
        days = tell.span([event])
        told.append(f"{isolate(event.title)} ({isolate(days)})" if days else isolate(event.title))
    return tell.dates.listed(told)
