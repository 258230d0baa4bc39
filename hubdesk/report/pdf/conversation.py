"""The conversation report: what people said about each section of a document, as archivable and accessible pages."""

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import groupby
from pathlib import Path
from typing import get_args

from hubdesk import paths
from hubdesk.errors import HubDeskError, Usage
from hubdesk.i18n import Sentence, count, isolate, say
from hubdesk.model.codebook import KINDS
from hubdesk.model.section_search import readable
from hubdesk.report.pdf.document import Digits, Document, Furniture
from hubdesk.report.pdf.figures import KeyFigure
from hubdesk.report.pdf.qr import QrCode
from hubdesk.report.pdf.styles import SUBTLE
from hubdesk.report.pdf.tallies import Tallies
from hubdesk.report.pdf.text import Run, Text, address
from hubdesk.report.pdf.typeface import Weight
from hubdesk.report.pdf.wording import Wording
from hubdesk.report.summary import Chapter, Findings, Heading, Item, Signed, Summary

Report = Callable[[int, int], None]


def write(summary: Summary, out: Path, *, digits: str = "latn", report: Report | None = None) -> int:
    """Write a summary as PDF/A-2a and PDF/UA-1 and return the number of pages.

    The file is whole or not there: it is written beside, synced and renamed. The same summary gives the same bytes.
    `digits` are "latn", "arab" or "deva". `report` is called per page with blocks done and blocks in all and may raise
    Cancelled: then nothing is written. Raises Usage for other digits, HubDeskError when the folder or the disk does not
    allow it.
    """
    document = _Pages(summary, _known(digits)).made()
    beside = paths.beside(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            pages = document.finish(file, report)
            file.flush()
            os.fsync(file.fileno())
        paths.put(beside, out)
    except OSError as error:
        raise HubDeskError(
            say("The file cannot be written: {name}", name=out.name),
            safe=say("Everything in the workspace is saved; an older file of this name is untouched."),
            next=say("Check that the folder exists, that you may write there, and that there is space."),
            code="write",
        ) from error
    finally:
        with suppress(OSError):  # a folder that is no folder
            beside.unlink(missing_ok=True)
    return pages


class _Pages:
    """The parts of the report in the order in which they stand."""

    def __init__(self, summary: Summary, digits: Digits) -> None:
        self.summary = summary
        self.tell = Wording(summary.language, digits)
        self.sample = any(event.sample for event in summary.events)
        title = summary.title or self.tell.text(say("Conversation report"))
        self.document = Document(
            language=summary.language,
            title=title,
            as_of=summary.as_of,
            author=", ".join(dict.fromkeys(event.host for event in summary.events if event.host)) or "HubDesk",
            subject=self.tell.text(say("Conversation report")),
            digits=digits,
            furniture=self._furniture(title),
        )
        self.tallies = Tallies(self.document, self.tell, summary)
        self.title = title

    def made(self) -> Document:
        """Return the document with everything in it."""
        self._cover()
        self.document.contents(self.tell.ours(say("Contents")))
        self._statements()
        self._questions()
        self._method()
        self._numbers()
        self._findings()
        self._rest()
        self._polls()
        self._texts()
        self._provenance()
        return self.document

    # the first page

    def _furniture(self, title: str) -> Furniture:
        foot = f"HubDesk · {isolate(self.tell.dates.date(self.summary.as_of))}"
        if not self.sample:
            return Furniture(head=isolate(title), foot=foot)
        mark = self.tell.text(say("Sample: invented people and words"))
        return Furniture(head=f"{isolate(mark)} · {isolate(title)}", foot=f"{isolate(mark)} · {foot}")

    def _cover(self) -> None:
        tell, summary = self.tell, self.summary
        what = tell.inside(say("Conversation report"))
        subtitle: list[str | Run] = [what]
        if self.sample:
            mark = tell.inside(say("Sample: this gathering, its people and their words are invented."), weight="bold")
            subtitle = [what, Run("\n"), mark]
        figures = [
            KeyFigure(tell.number(one.value), run.text, tell.foreign(run))
            for one in summary.figures
            for run in [tell.ours(one.label)]
            if one.key != "events" or one.value > 1
        ]
        link = self._link()
        self.document.cover(
            isolate(self.title),
            subtitle,
            facts=self._facts(),
            figures=figures,
            code=QrCode(link) if link else None,
            code_alt=link,
        )

    def _facts(self) -> list[tuple[Text, Text]]:
        summary, tell = self.summary, self.tell
        places = [one.place for one in summary.events if one.place and not one.place_hidden and not one.sensitive]
        spoken = sorted({tag for event in summary.events for tag in event.languages}) or summary.languages
        facts = (
            (say("Date"), tell.span(summary.events)),
            (say("Place"), ", ".join(isolate(place) for place in dict.fromkeys(places))),
            (say("Languages"), tell.languages(spoken)),
            (say("As of"), tell.dates.date(summary.as_of)),
        )
        return [(tell.ours(name), text) for name, text in facts if text]

    def _link(self) -> str:
        """Return the address of the text under discussion when there is one text and it has an address, else ""."""
        sources = {chapter.document.source for chapter in self.summary.chapters}
        found = address(sources.pop()) if len(sources) == 1 else None
        return found if found and found.startswith("http") and len(found) <= 300 else ""

    # what people concluded, and how it came about

    def _statements(self) -> None:
        if self.summary.statements:
            self._heading(say("In summary"))
            for one in self.summary.statements:
                self._statement(one)

    def _statement(self, one: Signed) -> None:
        self.document.quotation(one.text, language=one.language)
        parts: list[Run] = [Run(isolate(part)) for part in (one.role, one.theme, ", ".join(one.keywords)) if part]
        if one.numbers:
            listed, many = self.tell.numbers(one.numbers), len(one.numbers)
            told = count(many, "from remark {numbers}", "from remarks {numbers}", numbers=listed)
            parts.append(self.tell.inside(told))
        if parts:
            self.document.paragraph(_joined(parts), "caption")

    def _questions(self) -> None:
        """Add the drafters' questions that were answered, and how many were not."""
        told = [one for one in self.summary.questions if one.numbers]
        silent = len(self.summary.questions) - len(told)
        if self.summary.questions:
            self._heading(say("Drafters' questions answered"))
        for one in told:
            self.document.quotation(one.text, language=one.language)
            listed = self.tell.numbers(one.numbers)
            by = count(
                len(one.numbers), "answered in remark {numbers}", "answered in remarks {numbers}", numbers=listed
            )
            parts = [Run(isolate(readable(one.place)))] if one.place else []
            self.document.paragraph(_joined([*parts, self.tell.inside(by)]), "caption")
        if silent:
            self._say(
                count(
                    silent,
                    "No remark answers {n} question of the drafters.",
                    "No remark answers {n} questions of the drafters.",
                )
            )

    def _method(self) -> None:
        self._heading(say("How this report came about"))
        channels = dict.fromkeys(event.channels for event in self.summary.events if event.channels)
        for language, said in groupby(map(self.tell.ours, self.summary.method), self.tell.foreign):
            between = "" if (language or self.summary.language).startswith("zh") else " "
            self.document.paragraph(between.join(run.text for run in said), language=language)
        if channels:
            self._say_around(say("Feedback channels: {channels}", channels=", ".join(channels)))

    # numbers and words

    def _numbers(self) -> None:
        if not self.summary.remarks and not self.summary.chapters:
            self._say(say("No remark may be published yet."), "lead")
            return
        self._heading(say("Feedback by section"))
        for chapter in self.summary.chapters:
            if len(self.summary.chapters) > 1:
                self._chapter_title(chapter, 2)
            self.tallies.chart(chapter)
            self.tallies.by_section(chapter, last=chapter is self.summary.chapters[-1])
        if self.summary.kinds:
            self._heading(say("Feedback by kind"), 2)
            self.tallies.by_kind()

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
            self._section_title(one.heading, level + one.heading.level - highest)
            if not one.total:
                self._say(say("No feedback on this section as a whole."), "small")
            self._by_kind(one.items)
        self._silence(silent)

    def _section_title(self, heading: Heading, level: int) -> None:
        language = heading.language if heading.language != self.summary.language else ""
        self.document.heading(self.tell.heading(heading), min(level, 4), language=language)

    def _silence(self, headings: Sequence[Heading]) -> None:
        if headings:
            told: list[Run] = [self.tell.inside(say("No feedback on:")), Run(" ")]
            for number, heading in enumerate(headings):
                told += [*([Run("; ")] if number else []), *self.tell.heading(heading)]
            self.document.paragraph([Run(r.text, r.language, r.weight, SUBTLE) for r in told], "small")

    def _by_kind(self, items: Sequence[Item]) -> None:
        for kind in (*KINDS, ""):
            same = [item for item in items if item.kind == kind]
            if same:
                number = Run(isolate(self.tell.number(len(same))), weight="regular")
                self.document.paragraph([self.tell.inside(self.tell.kind(kind)), Run(" · "), number], "label")
            for item in same:
                self._item(item)

    def _item(self, item: Item) -> None:
        for place in item.gone:
            told = [self.tell.inside(say("On words that are no longer there:")), Run(" "), *self.tell.heading(place)]
            self.document.paragraph([Run(r.text, r.language, r.weight, SUBTLE) for r in told], "small")
        self.document.quotation(self.tell.remark(item), language=item.language)
        for answer in item.answers:
            self.document.quotation(self.tell.remark(answer), language=answer.language, depth=1)

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
                self.document.quotation(poll.question, language=poll.language)
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
            self.document.paragraph(_joined(parts or [self.tell.inside(say("Text without a title"))]))
            if found.source:
                self.document.paragraph(Run(found.source, link=address(found.source)), "small")

    def _provenance(self) -> None:
        summary = self.summary
        if summary.turnout.over_time:
            self._heading(say("People in the room"))
            self.tallies.attendance()
            self.tallies.attendance_numbers()
        self._heading(say("About this report"))
        self._say(
            say(
                "Made with HubDesk on {date} from notes taken without a network.",
                date=self.tell.dates.date(summary.as_of),
            ),
            "small",
        )
        self._say(
            say("The program states counts alone; every other sentence is what somebody said or signed."), "small"
        )
        self._say(say("HubDesk is independent of the Wikimedia Foundation and is not affiliated with it."), "small")
        if not self.tell.reviewed:
            self._say(say("No speaker of this language has reviewed the program's own sentences yet."), "small")

    def _heading(self, sentence: Sentence, level: int = 1) -> None:
        run = self.tell.ours(sentence)
        self.document.heading(run, level, language=self.tell.foreign(run))

    def _say(self, sentence: Sentence, style: str = "body") -> None:
        run = self.tell.ours(sentence)
        self.document.paragraph(run, style, language=self.tell.foreign(run))

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


def _known(digits: str) -> Digits:
    for known in get_args(Digits):
        if digits == known:
            chosen: Digits = known
            return chosen
    raise Usage(
        say("There are no digits called {name}.", name=digits),
        next=say("Choose one of: {names}", names=", ".join(get_args(Digits))),
    )


def _named(title: str, label: str) -> list[tuple[str, Weight | None]]:
    return [(title, "semibold"), (label if label != title else "", None)]


def _joined(parts: Sequence[Run]) -> list[Run]:
    """Return pieces on one line with dots between; each piece stands in isolation already."""
    found: list[Run] = []
    for number, part in enumerate(parts):
        found += [*([Run(" · ")] if number else []), part]
    return found
