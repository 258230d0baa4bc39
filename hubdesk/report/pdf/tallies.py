"""Charts of a conversation report with the numbers they are drawn from as tables."""

from collections.abc import Mapping
from itertools import pairwise

from hubdesk.i18n import Sentence, count, isolate, say
from hubdesk.model.codebook import KINDS
from hubdesk.model.disclosure import LEAST_ANSWERS, LEAST_COUNT, Range
from hubdesk.report.pdf.behind import ANNEX, gathering_name, of_kind, section
from hubdesk.report.pdf.charts import Bars, HeatMap, StackedBars
from hubdesk.report.pdf.distribution import Answers
from hubdesk.report.pdf.document import Document
from hubdesk.report.pdf.styles import PROGRESSIVE_DARK, SERIES, Align
from hubdesk.report.pdf.table import Column
from hubdesk.report.pdf.text import Run, Text
from hubdesk.report.pdf.timeline import Attendance
from hubdesk.report.pdf.wording import Wording, local
from hubdesk.report.polled import NO_RESPONSE, TEMPERATURE, Polled, of_day
from hubdesk.report.summary import Chapter, Findings, Summary

#: Kinds that look the same in every report; red is for what may break the deal alone.
COLOURS = {
    "celebration": SERIES[0],
    "concern": SERIES[1],
    "support": SERIES[2],
    "suggestion": SERIES[3],
    "": SERIES[4],
    "dealbreaker": SERIES[5],
}
#: A chart tells this many colours apart; kinds beyond are summed up in the last.
MOST_SERIES = 6
#: A chart with more rows than this shows only the sections with the most remarks; the table below it has all.
MOST_ROWS = 16
#: A field of numbers has room for so many gatherings beside each other.
MOST_COLUMNS = 8
_STEPS = say(
    "Rounded to fives. It rises or falls only where at least five more or fewer people were in the room than when "
    "it last did, so that nobody's coming or going shows."
)


class Series:
    """The kinds that a chart shows in colours of their own, in the order of the codebook.

    Potential deal breakers are never among the other kinds, however few they are.
    """

    def __init__(self, kinds: Mapping[str, int], wording: Wording) -> None:
        order = [kind for kind in (*KINDS, "") if kinds.get(kind)]
        largest = sorted(order, key=lambda kind: (kind != "dealbreaker", -kinds[kind]))[: MOST_SERIES - 1]
        self._shown = order if len(order) <= MOST_SERIES else [kind for kind in order if kind in largest]
        self._rest = len(order) > len(self._shown)
        self.names = [wording.ours(wording.kind(kind)) for kind in self._shown]
        self.names += [wording.ours(say("Other kinds"))] if self._rest else []
        taken = {COLOURS[kind] for kind in self._shown if kind in COLOURS}
        free = iter([colour for colour in (*SERIES[:-1], PROGRESSIVE_DARK) if colour not in taken])
        self.colours = [COLOURS.get(kind) or next(free) for kind in self._shown]
        self.colours += [next(free)] if self._rest else []

    def values(self, kinds: Mapping[str, int]) -> list[int]:
        """Return the numbers of one row, whose sum is that of all kinds."""
        shown = [kinds.get(kind, 0) for kind in self._shown]
        return [*shown, sum(kinds.values()) - sum(shown)] if self._rest else shown


class Tallies:
    """Puts the numbers of a summary into a document."""

    def __init__(self, document: Document, wording: Wording, summary: Summary) -> None:
        self._document, self._wording, self._summary = document, wording, summary
        #: Digits stand with their ones below each other, that is at the right also where pages run to the left.
        self._digits: Align = "start" if document.setting.rtl else "end"

    def chart(self, chapter: Chapter) -> None:
        """Add the bars of one document by section, stacked by kind."""
        found = chapter.findings
        most_said = {one.heading.wid for one in sorted(found, key=lambda one: -one.total)[:MOST_ROWS]}
        shown = [one for one in found if one.heading.wid in most_said]
        if not chapter.total:
            return
        tell, series = self._wording, Series(chapter.kinds, self._wording)
        rows = [(tell.heading_line(one.heading), series.values(one.kinds)) for one in shown]
        most = max(found, key=lambda one: one.total)
        alt = say(
            "Bars: how many remarks were made on each section, by kind; most of them on {section}, {number}.",
            section=tell.heading_line(most.heading),
            number=tell.number(most.total),
        )
        told = tell.around(alt)
        rest = say("The bars show the {n} sections with the most remarks, the table has all.", n=len(shown))
        below = tell.ours(rest) if len(shown) < len(found) else ""
        chart = StackedBars(rows, [name.text for name in series.names], painted=series.colours)
        self._document.chart(chart, alt=told.text, below=below, language=tell.foreign(told))

    def by_section(self, chapter: Chapter, *, last: bool) -> None:
        """Add a table with every section of a document; `last` closes it with what is tied to none, and the sum."""
        tell = self._wording
        columns = [
            Column(tell.ours(say("Section")), 4, heads_row=True),
            Column(tell.ours(say("Remarks")), 1.6, self._digits),
            Column(tell.ours(say("Kinds of remarks")), 4.6, gives=True),
        ]
        rows: list[list[Text]] = [
            [
                tell.heading(one.heading),
                self._bold(one.total, section(chapter, one) if one.total else ""),
                self._kinds(chapter, one),
            ]
            for one in chapter.findings
        ]
        self._document.table(columns, rows)
        if not last:
            return
        repeated = sum(one.total for each in self._summary.chapters for one in each.findings)
        distinct = self._summary.remarks - len(self._summary.loose) - len(self._summary.detached)
        if repeated != distinct:
            self._say(say("A remark that is tied to several sections is counted in each of them."))

    def by_kind(self) -> None:
        """Add a table that counts every remark once: tied to a section or not, by kind, with the sum."""
        tell, kinds = self._wording, self._summary.kinds
        columns = [
            Column(tell.ours(say("Kind of remark")), 4, heads_row=True),
            Column(tell.ours(say("Remarks")), 1.2, self._digits),
        ]
        rows: list[list[Text]] = [
            [tell.ours(tell.kind(kind)), Run(tell.number(number), to=of_kind(kind))] for kind, number in kinds.items()
        ]
        total = self._bold(sum(kinds.values()), ANNEX)
        rows.append([tell.ours(say("All remarks, each counted once"), weight="bold"), total])
        self._document.table(columns, rows)
        loose, lost = len(self._summary.loose), len(self._summary.detached)
        if loose:
            self._say(count(loose, "{n} of them is tied to no section.", "{n} of them are tied to no section."))
        if lost:
            self._say(
                count(
                    lost,
                    "{n} of them is tied to a section that this edition does not have.",
                    "{n} of them are tied to sections that this edition does not have.",
                )
            )

    def by_gathering(self, *, to: str = "") -> None:
        """Add the gatherings with people and remarks, as far as they may be told apart; the sums are the cover's.

        `to` is the name of the place where remarks stand by gathering.
        """
        tell, found = self._wording, self._summary.gatherings
        if not found:
            for event in self._summary.events:
                told = [isolate(part) for part in (event.title, tell.span([event])) if part]
                self._document.paragraph(" · ".join(told))
            return
        columns = [
            Column(tell.ours(say("Gathering")), 4, heads_row=True),
            Column(tell.ours(say("People")), 1, self._digits),
            Column(tell.ours(say("Remarks")), 1, self._digits),
        ]
        rows: list[list[Text]] = [
            [gathering_name(tell, one.events), tell.number(one.people), Run(tell.number(one.remarks), to=to)]
            for one in found
        ]
        sums = [self._bold(sum(one.people for one in found)), self._bold(sum(one.remarks for one in found))]
        rows.append([tell.ours(say("All gatherings"), weight="bold"), *sums])
        self._document.table(columns, rows)
        if any(len(one.events) > 1 for one in found):
            self._say(say("Gatherings of fewer than five people stand together with others."))

    def field(self) -> None:
        """Add the heat map of sections and gatherings: those with the most remarks, a table in the annex has all."""
        tell, summary = self._wording, self._summary
        said = [one for chapter in summary.chapters for one in chapter.findings if one.total]
        most_said = {id(one) for one in sorted(said, key=lambda one: -one.total)[:MOST_ROWS]}
        rows = [one for one in said if id(one) in most_said]
        columns = sorted(summary.gatherings, key=lambda one: -one.remarks)[:MOST_COLUMNS]
        columns = [one for one in summary.gatherings if one in columns]
        if not rows or not columns:
            return
        values = [[sum(where.holds(item) for item in one.items) for where in columns] for one in rows]
        names = [tell.span(one.events) or gathering_name(tell, one.events) for one in columns]
        least, most = say("fewer remarks"), say("more remarks")
        field = HeatMap(
            [tell.heading_line(one.heading) for one in rows], names, values, tell.text(least), tell.text(most)
        )
        told = tell.ours(say("Field of numbers: how many remarks were made on each section in each gathering."))
        whole = len(rows) == len(said) and len(columns) == len(summary.gatherings)
        rest = say("It shows the sections and gatherings with the most remarks; the table in the annex has all.")
        below = "" if whole else tell.ours(rest)
        self._document.chart(field, alt=told.text, below=below, language=tell.foreign(told))

    def poll(self, poll: Polled) -> None:
        """Add the answers of a poll as bars and as a table, as far as they may be told; else why they may not."""
        if poll.temperature:
            self._say(TEMPERATURE)
        if poll.as_of:
            self._say(of_day(self._wording.dates.date(poll.as_of)))
        if poll.untold:
            self._say(poll.untold)
            return
        tell = self._wording
        columns = [
            Column(tell.ours(say("Answer")), 4, heads_row=True),
            Column(tell.ours(say("People")), 1.6, self._digits),
        ]
        options = [*zip(poll.options, poll.shown, strict=True)]
        options += [(NO_RESPONSE, poll.no_response)] if poll.no_response is not None else []
        names = [Run(isolate(o), poll.language) if isinstance(o, str) else tell.ours(o) for o, _ in options]
        told = [self._range(shown) for _, shown in options]
        answers = Answers(
            [(name.text, shown, run.text) for name, (_, shown), run in zip(names, options, told, strict=True)]
        )
        alt = tell.around(say("Bars: how many people gave each answer to {question}", question=poll.question))
        self._document.chart(answers, alt=alt.text, below=self._answers(poll), language=tell.foreign(alt))
        rows: list[list[Text]] = [[name, run] for name, run in zip(names, told, strict=True)]
        self._document.table(columns, rows)

    def _answers(self, poll: Polled) -> Run:
        """Return how many answers there are, or at least are."""
        least = sum(one.low for one in poll.shown)
        if all(one.exact for one in poll.shown):
            return self._wording.ours(count(least, "{n} answer", "{n} answers"))
        least = max(least, LEAST_ANSWERS)
        return self._wording.ours(count(least, "At least {n} answer", "At least {n} answers"))

    def _range(self, shown: Range) -> Run:
        tell = self._wording
        return Run(tell.number(shown.low), tell.language) if shown.exact else tell.ours(shown.told)

    def attendance(self) -> None:
        """Add the curve of people in the room."""
        points = self._points()
        tell = self._wording
        hour, most = max(points, key=lambda point: point[1])
        alt = say(
            "Curve of the people in the room from {first} to {last}; most of them at {hour}, {number}.",
            first=points[0][0],
            last=points[-1][0],
            hour=hour,
            number=tell.number(most),
        )
        told, below = tell.around(alt), tell.ours(_STEPS)
        self._document.chart(Attendance(points), alt=told.text, below=below, language=tell.foreign(told))

    def attendance_numbers(self) -> None:
        """Add a table of the times at which the curve moves, and where it moves to."""
        tell, points = self._wording, self._points()
        columns = [Column(tell.ours(say("Time")), 1, heads_row=True), Column(tell.ours(say("People")), 4)]
        few = tell.ours(Range(0, LEAST_COUNT - 1).told)
        rows: list[list[Text]] = [
            [hour, tell.number(number) if number else few]
            for (_, before), (hour, number) in pairwise(points)
            if number != before
        ]
        self._document.table(columns, rows)

    def people_by_gathering(self) -> None:
        """Add bars with how many took part in each gathering that may be told apart."""
        tell, found = self._wording, self._summary.gatherings
        rows = [(gathering_name(tell, one.events), one.people) for one in found]
        most = max(found, key=lambda one: one.people)
        alt = tell.around(
            say(
                "Bars: how many people took part in each gathering; most of them in {gathering}, {number}.",
                gathering=gathering_name(tell, most.events),
                number=tell.number(most.people),
            )
        )
        self._document.chart(Bars(rows), alt=alt.text, language=tell.foreign(alt))

    def _points(self) -> list[tuple[str, int]]:
        zone = self._summary.events[0].zone if self._summary.events else "UTC"
        return [(self._wording.dates.time(local(at, zone)), n) for at, n in self._summary.turnout.over_time]

    def _kinds(self, chapter: Chapter, one: Findings) -> list[Run]:
        """Return the kinds of the remarks on one section, each with its number, which leads to them."""
        found: list[Run] = []
        for kind, number in one.kinds.items():
            found += [Run(" · ")] if found else []
            found += [self._wording.inside(self._wording.kind(kind)), Run(" ")]
            found.append(Run(isolate(self._wording.number(number)), to=section(chapter, one, kind)))
        return found

    def _bold(self, value: int, to: str = "") -> Run:
        return Run(self._wording.number(value), weight="bold", to=to)

    def _say(self, sentence: Sentence) -> None:
        run = self._wording.ours(sentence)
        self._document.paragraph(run, "caption", language=self._wording.foreign(run))
