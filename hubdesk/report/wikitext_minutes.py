"""Minutes as wikitext: decisions first, the agenda as a table, and what was said under each item of it."""

from collections.abc import Sequence

from hubdesk.i18n import Sentence, say
from hubdesk.model.templates import item_name
from hubdesk.report.minutes import (
    KIND,
    NO_ACTION,
    NO_DECISION,
    PLANNED,
    SEVERAL,
    TOGETHER,
    TOOK,
    Minutes,
    Point,
    Sitting,
    course,
)
from hubdesk.report.polled import Polled
from hubdesk.report.summary import Item
from hubdesk.report.wikitext import Page, escape
from hubdesk.report.wikitext_tables import table


def minutes(found: Minutes, language: str) -> str:
    """Return the minutes as a page of a wiki."""
    page = _Page(language)
    several = len(found.summary.events) > 1
    page.heading(2, SEVERAL if several else KIND)
    for event in found.summary.events:
        page.gathering(event)
    for sentence in (*found.people, *found.method):
        page.bullet(sentence)
    page.listed(say("Decisions"), found.decisions, NO_DECISION)
    page.listed(say("Action points"), found.actions, NO_ACTION)
    if found.open:
        page.listed(say("Open points"), found.open, NO_ACTION)
    for sitting in found.sittings:
        page.sitting(sitting, found, named=several)
    if found.polls:
        page.heading(2, say("Polls"))
        for poll in found.polls:
            page.poll(poll)
    page.colophon(found.summary)
    return page.text()


class _Page(Page):
    """Wikitext of minutes in the making."""

    def listed(self, title: Sentence, items: Sequence[Item], none: Sentence) -> None:
        """Add a numbered list of remarks, each with its number."""
        self.heading(3, title)
        for item in items:
            self.words(1, item.text, item.language, head=f"[{item.number}]", sign="#")
        if not items:
            self.bullet(none)

    def sitting(self, sitting: Sitting, found: Minutes, *, named: bool) -> None:
        """Add one gathering: its agenda, and what was said."""
        if named:
            titles = self.dates.listed([event.title for event in sitting.events])
            self.lines += ["", f"== {escape(titles)} =="]
        if sitting.agenda:
            self.heading(3, say("Agenda"))
            self._agenda(sitting)
        elif len(sitting.events) > 1:
            self.bullet(TOGETHER)
        self.heading(3, say("What was said"))
        if sitting.silent:
            self.bullet(say("No remark may be published yet."))
        for number, point in enumerate(sitting.agenda, 1):
            if point.items or point.polls:
                self.lines += ["", f"==== {self.dates.number(number)}. {self._name(point)} ===="]
                self._under(point.items, point.polls, found)
        if sitting.agenda and (sitting.rest or sitting.polls):
            self.heading(4, say("Outside the agenda"))
        self._under(sitting.rest, sitting.polls, found)

    def _agenda(self, sitting: Sitting) -> None:
        heads, points = [say("No."), say("Item"), say("Kind")], sitting.agenda
        rows = [[self.dates.number(n), self._name(point), self._type(point)] for n, point in enumerate(points, 1)]
        columns = [(PLANNED, [point.planned for point in points])] if any(point.planned for point in points) else []
        columns += [(TOOK, [point.took for point in points])] if sitting.timed else []
        for head, values in columns:
            heads.append(head)
            for row, value in zip(rows, values, strict=True):
                row.append(self.dates.number(value) if value else "–")
        table(self, [self.ours(head) for head in heads], rows)
        for sentence in course(sitting):
            self.bullet(sentence)

    def _under(self, items: Sequence[Item], polls: Sequence[Polled], found: Minutes) -> None:
        for item in items:
            places = found.places.get(item.number, ())
            self.said(item, 1, [f"{place.number} {place.heading}".strip() for place in places])
        for poll in polls:
            self.poll(poll)

    def _name(self, point: Point) -> str:
        return escape(point.title) if point.title else self._type(point)

    def _type(self, point: Point) -> str:
        return self.ours(item_name(point.type))
