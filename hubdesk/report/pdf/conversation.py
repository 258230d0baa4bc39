"""The conversation report: what people said about each section of a document, as archivable and accessible pages."""

from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path

from hubdesk.i18n import Sentence, count, isolate, say
from hubdesk.model.codebook import KINDS
from hubdesk.model.section_search import readable
from hubdesk.report.pdf import photographs
from hubdesk.report.pdf.behind import FIELD, FIGURES, GATHERINGS, METHOD, SECTIONS, Behind, remark, section
from hubdesk.report.pdf.document import Document
from hubdesk.report.pdf.front import Front
from hubdesk.report.pdf.photographs import Pictured
from hubdesk.report.pdf.printing import PLAIN, Printing
from hubdesk.report.pdf.saving import Report, save
from hubdesk.report.pdf.styles import SUBTLE
from hubdesk.report.pdf.tallies import Tallies
from hubdesk.report.pdf.text import Run, address
from hubdesk.report.pdf.typeface import Weight
from hubdesk.report.summary import Chapter, Findings, Heading, Item, Signed, Summary


def write(
    summary: Summary,
    out: Path,
    *,
    photos: Sequence[Pictured] = (),
    printing: Printing = PLAIN,
    report: Report | None = None,
    ready: Callable[[], None] | None = None,
) -> int:
    """Write a summary as PDF/A-2a and PDF/UA-1, with photos, and return the number of pages.

    The file is whole or not there: it is written beside, synced and renamed. The same summary gives the same bytes.
    `report` is called often, with blocks done and blocks in all, and may raise Cancelled: then nothing is written.
    `ready` is called when the file is whole, before it gets its name.
    Raises HubDeskError when the folder or the disk does not allow it.
    """
    return save(_Pages(summary, printing, report).made(photos), out, report, ready=ready)


class _Pages:
    """The parts of the report in the order in which they stand."""

    def __init__(self, summary: Summary, printing: Printing, report: Report | None = None) -> None:
        self.summary = summary
        self.front = Front(summary, say("Conversation report"), printing, report)
        self.tell, self.document = self.front.tell, self.front.document
        self._heading, self._say = self.front.heading, self.front.say
        self.tallies = Tallies(self.document, self.tell, summary)
        self.behind = Behind(self.document, self.tell, summary)

    def made(self, photos: Sequence[Pictured] = ()) -> Document:
        """Return the document with everything in it."""
        self.front.cover(FIGURES | ({} if self.summary.gatherings else {"events": METHOD}))
        self.document.contents(self.tell.ours(say("Contents")))
        self._statements()
        self._questions()
        self._method()
        self._numbers()
        self._findings()
        self._rest()
        self._polls()
        if photos:
            self._heading(say("Photos"))
            photographs.add(self.document, self.tell, photos)
        self._texts()
        self._provenance()
        self.behind.add()
        return self.document

    # what people concluded, and how it came about

    def _statements(self) -> None:
        if self.summary.statements:
            self._heading(say("In summary"))
            for one in self.summary.statements:
                self._statement(one)

    def _statement(self, one: Signed) -> None:
        parts: list[Run] = [Run(isolate(part)) for part in (one.role, one.theme, ", ".join(one.keywords)) if part]
        if one.numbers:
            listed, many = self.tell.numbers(one.numbers), len(one.numbers)
            told = count(many, "from remark {numbers}", "from remarks {numbers}", numbers=listed)
            parts.append(self.tell.inside(told))
        self.document.quotation(one.text, language=one.language, keep=bool(parts))
        if parts:
            self.document.paragraph(self._leading(_joined(parts), one.numbers), "caption")

    def _questions(self) -> None:
        """Add the drafters' questions that were answered, and how many were not."""
        told = [one for one in self.summary.questions if one.numbers]
        silent = len(self.summary.questions) - len(told)
        if self.summary.questions:
            self._heading(say("Drafters' questions answered"))
        for one in told:
            self.document.quotation(one.text, language=one.language, keep=True)
            listed = self.tell.numbers(one.numbers)
            by = count(
                len(one.numbers), "answered in remark {numbers}", "answered in remarks {numbers}", numbers=listed
            )
            parts = [Run(isolate(readable(one.place)))] if one.place else []
            self.document.paragraph(self._leading(_joined([*parts, self.tell.inside(by)]), one.numbers), "caption")
        if silent:
            self._say(
                count(
                    silent,
                    "No remark answers {n} question of the drafters.",
                    "No remark answers {n} questions of the drafters.",
                )
            )

    def _leading(self, runs: Sequence[Run], numbers: Sequence[int]) -> list[Run]:
        """Return runs of which the last lists the numbers of remarks, with each number leading to its remark."""
        return [*runs[:-1], *self.tell.leading(runs[-1], numbers, remark)] if numbers else list(runs)

    def _method(self) -> None:
        self._heading(say("How this report came about"), name=METHOD)
        channels = dict.fromkeys(event.channels for event in self.summary.events if event.channels)
        alike = groupby(map(self.tell.ours, self.summary.method), self.tell.foreign)
        told = [(language, [run.text for run in runs]) for language, runs in alike]
        source = say("The program states counts alone; every other sentence is what somebody said or signed.")
        note = self.tell.ours(source)
        sign = self.document.note(note, language=self.tell.foreign(note))
        for number, (language, said) in enumerate(told, start=1):
            between = "" if (language or self.summary.language).startswith("zh") else " "
            signs = [sign] if number == len(told) else []
            self.document.paragraph([between.join(said), *signs], language=language)
        if channels:
            self._say_around(say("Feedback channels: {channels}", channels=", ".join(channels)))

    # numbers and words

    def _numbers(self) -> None:
        if not self.summary.remarks and not self.summary.chapters:
            self._say(say("No remark may be published yet."), "lead")
            return
        self._heading(say("Feedback by section"), name=SECTIONS)
        for chapter in self.summary.chapters:
            if len(self.summary.chapters) > 1:
                self._chapter_title(chapter, 2)
            self.tallies.chart(chapter)
            self.tallies.by_section(chapter, last=chapter is self.summary.chapters[-1])
        if self.summary.kinds:
            self._heading(say("Feedback by kind"), 2)
            self.tallies.by_kind()
        if self.summary.gatherings:
            self._heading(say("Feedback by gathering"), 2, name=GATHERINGS)
            self.tallies.field()
            self.tallies.by_gathering(to=FIELD)

    def _findings(self) -> None:
        if not self.summary.chapters:
            return
        self._heading(say("What people said"))
        several = len(self.summary.chapters) > 1
        for chapter in self.summary.chapters:
            if several:
                self._chapter_title(chapter, 2)
            self._chapter(chapter, 3 if several else 2)

    def _chapter_title(self, chapter: Chapter, level: int) -> None:
        if chapter.document.title:
            self.document.heading(Run(isolate(chapter.document.title)), level)
        else:
            self._heading(say("Text without a title"), level)

    def _chapter(self, chapter: Chapter, level: int) -> None:
        """Go through the whole outline; sections without feedback that follow each other share one line."""
        above = _above(chapter.findings)
        highest = min((one.heading.level for one in chapter.findings), default=1)
        silent: list[Heading] = []
        for one in chapter.findings:
            if not one.total and one.heading.wid not in above:
                silent.append(one.heading)
                continue
            self._silence(silent)
            silent = []
            self._section_title(one.heading, level + one.heading.level - highest, name=section(chapter, one))
            if not one.total:
                self._say(say("No feedback on this section as a whole."), "small kept")
            self._by_kind(one.items, chapter, one)
        self._silence(silent)

    def _section_title(self, heading: Heading, level: int, *, name: str) -> None:
        language = heading.language if heading.language != self.summary.language else ""
        self.document.heading(self.tell.heading(heading), min(level, 4), language=language, name=name)

    def _silence(self, headings: Sequence[Heading]) -> None:
        if headings:
            told: list[Run] = [self.tell.inside(say("No feedback on:")), Run(" ")]
            for number, heading in enumerate(headings):
                told += [*([Run("; ")] if number else []), *self.tell.heading(heading)]
            self.document.paragraph([Run(r.text, r.language, r.weight, SUBTLE) for r in told], "small")

    def _by_kind(self, items: Sequence[Item], chapter: Chapter | None = None, found: Findings | None = None) -> None:
        for kind in (*KINDS, ""):
            same = [item for item in items if item.kind == kind]
            if same:
                number = Run(isolate(self.tell.number(len(same))), weight="regular")
                told = [self.tell.inside(self.tell.kind(kind)), Run(" · "), number]
                name = section(chapter, found, kind) if chapter and found else ""
                self.document.paragraph(told, "label", name=name)
            for item in same:
                self._item(item)

    def _item(self, item: Item) -> None:
        for place in item.gone:
            told = [self.tell.inside(say("On words that are no longer there:")), Run(" "), *self.tell.heading(place)]
            self.document.paragraph([Run(r.text, r.language, r.weight, SUBTLE) for r in told], "small")
        self.document.quotation(self.tell.remark(item), language=item.language, name=remark(item.number))
        for answer in item.answers:
            name = remark(answer.number)
            self.document.quotation(self.tell.remark(answer), language=answer.language, depth=1, name=name)

    def _rest(self) -> None:
        summary = self.summary
        if summary.loose:
            self._heading(say("Not tied to a section"))
            self._by_kind(summary.loose)
        if summary.detached:
            self._heading(say("Tied to sections that this edition does not have"))
            self._by_kind(summary.detached)
        if summary.decisions:
            self._heading(say("Decisions and actions"))
            for item in summary.decisions:
                self.document.quotation(self.tell.remark(item), language=item.language)

    def _polls(self) -> None:
        if self.summary.polls:
            self._heading(say("Polls"))
            for poll in self.summary.polls:
                self.document.quotation(poll.question, language=poll.language, keep=True)
                self.tallies.poll(poll)

    # where it comes from

    def _texts(self) -> None:
        if not self.summary.chapters:
            return
        self._heading(say("Texts under discussion"))
        for chapter in self.summary.chapters:
            found = chapter.document
            parts = [Run(isolate(text), weight=weight) for text, weight in _named(found.title, found.label) if text]
            if found.revision:
                about = self.tell.around(say("revision {revision}", revision=found.revision))
                parts.append(Run(isolate(about.text), about.language))
            line = _joined(parts or [self.tell.inside(say("Text without a title"))])
            if found.source:
                line.append(self.document.note(Run(found.source, link=address(found.source))))
            self.document.paragraph(line)

    def _provenance(self) -> None:
        summary = self.summary
        if summary.turnout.drawn:
            self._heading(say("People in the room"))
            self.tallies.attendance()
            self.tallies.attendance_numbers()
        if summary.gatherings:
            self._heading(say("People at each gathering"))
            self.tallies.people_by_gathering()
        self._heading(say("About this report"))
        self.front.colophon()

    def _say_around(self, sentence: Sentence, style: str = "body") -> None:
        run = self.tell.around(sentence)
        self.document.paragraph(run, style, language=self.tell.foreign(run))


def _above(findings: Sequence[Findings]) -> set[str]:
    """Return the sections that have a section with feedback below them."""
    found: set[str] = set()
    path: list[Heading] = []
    for one in findings:
        while path and path[-1].level >= one.heading.level:
            path.pop()
        if one.total:
            found.update(heading.wid for heading in path)
        path.append(one.heading)
    return found


def _named(title: str, label: str) -> list[tuple[str, Weight | None]]:
    return [(title, "semibold"), (label if label != title else "", None)]


def _joined(parts: Sequence[Run]) -> list[Run]:
    """Return pieces on one line with dots between; each piece stands in isolation already."""
    found: list[Run] = []
    for number, part in enumerate(parts):
        found += [*([Run(" · ")] if number else []), part]
    return found
