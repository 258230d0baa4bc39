"""The full annex: every remark that may be published, by its number, with where it comes from."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from hubdesk.i18n import Sentence, isolate, say
from hubdesk.report.pdf.behind import GATHERINGS, SECTIONS, Behind, every, gathering_name, remark
from hubdesk.report.pdf.document import Document
from hubdesk.report.pdf.front import Front
from hubdesk.report.pdf.printing import PLAIN, Printing
from hubdesk.report.pdf.saving import Report, save
from hubdesk.report.pdf.styles import Align
from hubdesk.report.pdf.table import Column
from hubdesk.report.pdf.tallies import Tallies
from hubdesk.report.pdf.text import Run, Text
from hubdesk.report.summary import Heading, Item, Summary

REMARKS, KIND = "remarks", say("Full annex")


def write(
    summary: Summary,
    out: Path,
    *,
    printing: Printing = PLAIN,
    report: Report | None = None,
    ready: Callable[[], None] | None = None,
) -> int:
    """Write the annex of a summary as `conversation.write` writes the report, with the same numbers."""
    return save(_Annex(summary, printing, report).made(), out, report, ready=ready)


class _Annex:
    """The parts of the annex: the lists first, then the remarks that they lead to."""

    def __init__(self, summary: Summary, printing: Printing, report: Report | None = None) -> None:
        self.summary = summary
        self.front = Front(summary, KIND, printing, report)
        self.tell, self.document = self.front.tell, self.front.document
        self._heading, self._say = self.front.heading, self.front.say
        self.behind = Behind(self.document, self.tell, summary)
        self.items = every(summary)
        self._tied: dict[int, list[Heading]] = {}
        for found in (one for chapter in summary.chapters for one in chapter.findings):
            for item in found.items:
                self._tied.setdefault(item.number, []).append(found.heading)
        self._digits: Align = "start" if self.document.setting.rtl else "end"

    def made(self) -> Document:
        """Return the document with everything in it."""
        self.front.cover({"remarks": REMARKS, "sections": SECTIONS, "events": GATHERINGS})
        self.document.contents(self.tell.ours(say("Contents")))
        self._about()
        self._gatherings()
        self._sections()
        self._kinds()
        self._laptops()
        self._remarks()
        return self.document

    def _about(self) -> None:
        self._heading(say("About this annex"))
        self._say(say("Every remark that may be published stands here, with the number that it has in the report."))
        self._say(
            say(
                "Its gathering and the laptop that it was written on are told where at least five people share them, "
                "so that nobody can be recognised by them."
            )
        )
        for sentence in self.summary.method:
            self._say(sentence)

    # the lists

    def _gatherings(self) -> None:
        self._heading(say("Gatherings"), name=GATHERINGS)
        Tallies(self.document, self.tell, self.summary).by_gathering()

    def _sections(self) -> None:
        self._heading(say("By section"), name=SECTIONS)
        for chapter in self.summary.chapters:
            if len(self.summary.chapters) > 1 and chapter.document.title:
                self.document.heading(Run(isolate(chapter.document.title)), 2)
            rows = [(self.tell.heading(found.heading), list(found.items)) for found in chapter.findings]
            self._table(say("Section"), rows)
        rest = [
            (self.tell.ours(name), list(items))
            for name, items in (
                (say("Not tied to a section"), self.summary.loose),
                (say("Tied to sections that this edition does not have"), self.summary.detached),
            )
            if items
        ]
        if rest:
            self._table(say("Other remarks"), rest)

    def _kinds(self) -> None:
        if self.summary.kinds:
            self._heading(say("By kind"))
            kinds = [
                (self.tell.ours(self.tell.kind(kind)), [item for item in self.items if item.kind == kind])
                for kind in self.summary.kinds
            ]
            self._table(say("Kind of remark"), kinds)

    def _laptops(self) -> None:
        laptops = self.summary.laptops
        numbers = sorted({laptops[item.note] for item in self.items if item.note in laptops})
        if numbers:
            self._heading(say("By laptop"))
            written = [(self._laptop(n), [item for item in self.items if laptops.get(item.note) == n]) for n in numbers]
            self._table(say("Laptop"), written)

    def _table(self, head: Sentence, rows: Iterable[tuple[Text, Sequence[Item]]]) -> None:
        """Add a table that counts remarks and names each by its number."""
        columns = [
            Column(self.tell.ours(head), 3, heads_row=True),
            Column(self.tell.ours(say("Remarks")), 1.2, self._digits),
            Column(self.tell.ours(say("Which")), 4, gives=True),
        ]
        told: list[list[Text]] = [
            [name, self.tell.number(len(items)), self.behind.numbers(item.number for item in items)]
            for name, items in rows
        ]
        self.document.table(columns, told)

    # the remarks

    def _remarks(self) -> None:
        if not self.items:
            self._say(say("No remark may be published yet."), "lead")
            return
        self._heading(say("All remarks"), name=REMARKS)
        answered = {answer.number: item for item in self.items for answer in item.answers}
        everything = [one for item in self.items for one in (item, *item.answers)]
        for item in sorted(everything, key=lambda one: one.number):
            self._remark(item, answered.get(item.number))

    def _remark(self, item: Item, answers: Item | None) -> None:
        """Add a remark below a line that says its number and where it comes from."""
        number = Run(isolate(self.tell.number(item.number)), self.tell.language, "bold")
        about: list[list[Run]] = [[number]]
        if item.kind:
            about.append([self.tell.inside(self.tell.kind(item.kind))])
        if answers is not None:
            told = self.tell.inside(say("answers remark {number}", number=self.tell.number(answers.number)))
            about.append(self.tell.leading(told, [answers.number], remark))
        about += self._places(item)
        if len(self.summary.gatherings) > 1:
            here = next((one for one in self.summary.gatherings if one.holds(item)), None)
            about += [[Run(gathering_name(self.tell, here.events))]] if here else []
        if item.note in self.summary.laptops:
            laptop = self._laptop(self.summary.laptops[item.note])
            about.append([Run(isolate(laptop.text), laptop.language)])
        line = [run for n, part in enumerate(about) for run in ([Run(" · ")] if n else []) + part]
        self.document.paragraph(line, "label", name=remark(item.number))
        self.document.quotation(self.tell.remark(item, numbered=False), language=item.language)

    def _places(self, item: Item) -> list[list[Run]]:
        """Return the headings that a remark is tied to, those that are gone last."""
        found = [self.tell.heading(heading) for heading in self._tied.get(item.number, ())]
        gone = self.tell.inside(say("On words that are no longer there:"))
        return found + [[gone, Run(" "), *self.tell.heading(place)] for place in item.gone]

    def _laptop(self, number: int) -> Run:
        return self.tell.ours(say("laptop {number}", number=number))
