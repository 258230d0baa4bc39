"""The grant report: a funder's questions with their answers, then every expense, then photos."""

from collections.abc import Sequence
from pathlib import Path

from hubdesk.i18n import Sentence, isolate, say
from hubdesk.model.grant_forms import UNCHECKED
from hubdesk.model.spending import Line, Sums
from hubdesk.report.grant import (
    LEFT_OUT,
    NO_ANSWER,
    ROUNDING,
    WHOLE,
    WITHOUT_CATEGORY,
    Grant,
    Image,
    Said,
    Telling,
)
from hubdesk.report.pdf.document import Document
from hubdesk.report.pdf.front import Front
from hubdesk.report.pdf.printing import PLAIN, Printing
from hubdesk.report.pdf.saving import Report, save
from hubdesk.report.pdf.styles import SUBTLE, Align
from hubdesk.report.pdf.table import Column
from hubdesk.report.pdf.text import Run, Text

KIND, EXPENSES = say("Grant report"), "expenses"
#: How wide photos and receipts are, in points.
PHOTO, RECEIPT = 300, 420


def write(grant: Grant, out: Path, *, printing: Printing = PLAIN, report: Report | None = None) -> int:
    """Write a grant report as `conversation.write` writes the report on a conversation; return the number of pages."""
    return save(_Pages(grant, printing, report).made(), out, report)


class _Pages:
    """The parts of the report in the order in which they stand."""

    def __init__(self, grant: Grant, printing: Printing, report: Report | None = None) -> None:
        self.grant, self.money = grant, grant.spending
        self.front = Front(grant.summary, KIND, printing, report)
        self.tell, self.document = self.front.tell, self.front.document
        self._heading, self._say = self.front.heading, self.front.say
        self.telling = Telling(grant, printing.digits)
        self._digits: Align = "start" if self.document.setting.rtl else "end"

    def made(self) -> Document:
        """Return the document with everything in it."""
        self.front.cover({})
        self._heading(self.grant.form.name)
        self._say(self.telling.checked(), "small")
        for part, asked in self.telling.parts():
            self._heading(part.heading)
            for one in asked:
                self._question(one)
        self._expenses()
        self._images(say("Photos"), self.grant.photos, PHOTO)
        self._images(say("Receipts"), self.grant.receipts, RECEIPT)
        self._provenance()
        return self.document

    def _question(self, one: Said) -> None:
        self._heading(one.question.heading, 2)
        if not one.question.checked:
            self._say(UNCHECKED, "small")
        facts: list[Text] = [self.tell.around(fact) for fact in one.facts]
        if "expenses" in one.question.facts and self.money.lines:
            facts.append(self.tell.ours(say("Every expense stands in the table below."), to=EXPENSES))
        if facts:
            self.document.items(facts)
        for written in one.written:
            source = [Run(isolate(written.gathering))] if written.gathering else ""
            if written.text:
                self.document.quotation(written.text, language=written.language, source=source)
            else:
                self._say(LEFT_OUT, "small")
        if not facts and not one.written:
            self._say(NO_ANSWER, "small")

    # money

    def _expenses(self) -> None:
        if not self.money.lines and self.money.awarded is None:
            return
        self._heading(say("Expenses"), name=EXPENSES)
        for trouble in self.telling.trouble():
            self._say(trouble)
        if self.money.lines:
            self.document.table(self._columns(), [self._row(n, line) for n, line in enumerate(self.money.lines, 1)])
            self._sums()
        self._against()
        self._say(ROUNDING, "small")

    @property
    def _dated(self) -> bool:
        """Whether anybody wrote down when something was paid: else there is no column for it."""
        return any(line.expense.paid for line in self.money.lines)

    def _columns(self) -> list[Column]:
        tell = self.tell
        days = [Column(tell.ours(say("Paid on")), 1.9)] if self._dated else []
        return [
            Column(tell.ours(say("No.")), 0.8, self._digits),
            Column(tell.ours(say("What was paid for")), 3.2, heads_row=True),
            *days,
            Column(tell.ours(say("Quantity and price")), 1.9, self._digits, figures=True),
            Column(tell.ours(say("Cost")), 1.8, self._digits, figures=True),
            Column(tell.ours(say("For the funder")), 2.9, self._digits, figures=True),
        ]

    def _row(self, number: int, line: Line) -> list[Text]:
        paid, telling = line.expense, self.telling
        what = Run(isolate(paid.what)) if paid.what else self.tell.ours(LEFT_OUT, colour=SUBTLE)
        below = " · ".join(isolate(each) for each in (paid.category, paid.line) if each)
        told: list[str | Run] = [what, Run(f"\n{below}", colour=SUBTLE)] if below else [what]
        rate = telling.rate(line)
        about = [rate, self.tell.dates.short_day(paid.rate_on), paid.rate_source]
        funder: list[str | Run] = [telling.converted(line.converted)]
        if rate:
            funder += [Run(f"\n{isolate(each)}", colour=SUBTLE) for each in about if each]
        return [
            self.tell.number(number),
            told,
            *([self.tell.dates.short_day(paid.paid)] if self._dated else []),
            isolate(telling.price(line)),
            telling.amounts.money(line.amount, paid.currency),
            funder,
        ]

    def _sums(self) -> None:
        tell = self.tell
        columns = [
            Column(tell.ours(say("Category")), 3, heads_row=True),
            Column(tell.ours(say("As it was paid")), 4, self._digits, figures=True),
            Column(tell.ours(say("For the funder")), 2, self._digits, figures=True),
        ]
        several = len(self.money.categories) > 1
        rows: list[list[Text]] = [
            self._sum(Run(isolate(name)) if name else tell.ours(WITHOUT_CATEGORY), sums)
            for name, sums in (self.money.categories if several else ())
        ]
        rows.append(self._sum(tell.ours(WHOLE, weight="semibold"), self.money.total))
        self.document.table(columns, rows, title=tell.ours(say("Sums by category")))

    def _sum(self, name: Run, sums: Sums) -> list[Text]:
        return [name, self.telling.paid(sums), self.telling.converted(sums.converted)]

    def _against(self) -> None:
        """Say the budget against what was spent, as the answers above do."""
        facts = [*self.telling.facts("awarded"), *self.telling.facts("spent"), *self.telling.facts("remaining")]
        if facts:
            self.document.items([self.tell.around(fact) for fact in facts])

    # what is shown

    def _images(self, title: Sentence, images: Sequence[Image], width: float) -> None:
        if images:
            self._heading(title)
        for image in images:
            if image.read is None:
                self._say(say("The receipt of expense {n} is a PDF of its own.", n=self.tell.number(image.number)))
                continue
            told = say("Receipt of expense {n}", n=self.tell.number(image.number))
            number = [self.tell.inside(told)] if image.number else []
            parts = [*number, *(Run(isolate(each)) for each in (image.caption, image.credit, image.licence) if each)]
            below = [run for n, part in enumerate(parts) for run in ([Run(" · ")] if n else []) + [part]]
            alt = self.tell.text(told) if image.number else image.caption
            self.document.photo(image.read(), alt=alt, below=below, width=width)

    def _provenance(self) -> None:
        self._heading(say("About this report"))
        self.front.colophon(
            say("The program counts and adds up; every other answer was written by the organizers."),
            say("Receipts are kept by the team, by the numbers of the expenses."),
        )
