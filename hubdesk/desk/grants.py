"""Grant reports: a funder's questions, what the team answers to them, and what of it may be published."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from hubdesk.desk import attachments, expenses, files, publishing, reports
from hubdesk.desk.desk import Desk, team_book
from hubdesk.desk.fields import Fields, given
from hubdesk.errors import Usage
from hubdesk.i18n import say, words
from hubdesk.model.attachments import LICENCES
from hubdesk.model.clock import derived_id
from hubdesk.model.grant_forms import GrantForm, grant_form
from hubdesk.model.line_language import guess
from hubdesk.model.records import Event, Expense, FunderAnswer
from hubdesk.paths import shipped
from hubdesk.report.amounts import is_currency
from hubdesk.report.expense_table import csv_table
from hubdesk.report.grant import Grant, Image, Written

if TYPE_CHECKING:
    from hubdesk.report.pdf.attaching import Attached
    from hubdesk.report.pdf.printing import Printing

#: More photos than a funder looks at stay out of a report.
MOST_PHOTOS = 24


@cache
def forms() -> Mapping[str, GrantForm]:
    """Return the forms that come with the program, by their ids."""
    found = sorted((shipped("resources") / "grants").glob("*.json"))
    return {file.stem: grant_form(file.stem, json.loads(file.read_text("utf-8"))) for file in found}


def form(name: str) -> GrantForm:
    """Return a form. Usage for a name that there is not."""
    if name not in forms():
        raise Usage(
            say("There is no form of a funder called {name}.", name=name),
            next=say("Choose one of: {names}", names=", ".join(forms())),
        )
    return forms()[name]


def answer(desk: Desk, events: Sequence[str], name: str, question: str, *, text: str, origin: object = None) -> None:
    """Keep what the team answers to a question of a form, for one event or for several of one series; "" takes it back.

    The words stay as they were typed, in their language. Usage for a form or question that there is not, and for
    several events that are no series.
    """
    about = form(name)
    if not any(each.id == question for each in about.questions()):
        raise Usage(
            say("This form has no question called {name}.", name=question),
            next=say("Choose one of: {names}", names=", ".join(each.id for each in about.questions())),
        )
    series = series_of(desk, events)
    if len(events) > 1 and not series:
        raise Usage(
            say("These events are no series, so they have no answer together."), next=say("Answer for each event.")
        )
    words = str(given(FunderAnswer, {"text": text})["text"])
    id = derived_id("answer", series or events[0], name, question)
    before = desk.read.find(FunderAnswer, id)
    if (before.text if before else "") == words:
        return
    spoken = sorted({tag for event in events for tag in desk.read.get(Event, event).languages})
    fields: Fields = {"text": words, "language": guess(words, spoken)}
    if before is None:
        fields |= {"event": events[0], "series": series, "form": name, "question": question}
    with desk.action(say("Answer the funder: {text}", text=words), about=id, origin=origin) as put:
        put(FunderAnswer, id, book=None if before else team_book(events[0]), **fields)


def series_of(desk: Desk, events: Sequence[str]) -> str:
    """Return the series that several events belong to; "" for a single event, and where they share none."""
    names = {desk.read.get(Event, event).series for event in events}
    return names.pop() if len(events) > 1 and len(names) == 1 else ""


def answers(desk: Desk, events: Sequence[str], name: str) -> dict[str, FunderAnswer]:
    """Return the answers about exactly these events, by question: of a series those for it, else of the event."""
    series = series_of(desk, events)
    found = {}
    for event in events:
        for each in desk.read.all(FunderAnswer, event=event):
            if each.form == name and each.text and each.series == series and (series or len(events) == 1):
                found[each.question] = each
    return found


def grant(
    desk: Desk,
    events: Sequence[str],
    name: str,
    *,
    language: str,
    as_of: datetime | None = None,
    receipts: bool = False,
) -> Grant:
    """Return what a grant report of these events says, of what may be published now.

    `receipts` adds pictures of the receipts, as they are, with all that is written on them: for the funder alone.
    Usage for a form that there is not, for no event, and for budgets in several currencies.
    """
    about = form(name)
    summary = reports.summary(desk, events, language=language, as_of=as_of)
    gatherings = [desk.read.get(Event, event) for event in events]
    told = [found for event in events for found in publishing.of_funder(desk, event)]
    costs = [(each, safe) for each, safe in told if isinstance(each, Expense)]
    answered = [(each, safe) for each, safe in told if isinstance(each, FunderAnswer) and each.form == name]
    paid = _paid(costs)
    return Grant(
        summary=summary,
        form=about,
        spending=expenses.together(paid, gatherings),
        answers=_written(desk, events, [(each, safe) for each, safe in answered if each.text]),
        withheld=sum(not safe for _, safe in (*costs, *answered)),
        photos=_photos(desk, events),
        receipts=_receipts(desk, paid) if receipts else (),
    )


def paper(
    found: Grant, out: Path, *, printing: "Printing", packs: Sequence[Path], report: reports.Report | None = None
) -> reports.Made:
    """Write a grant report as PDF, with letters from these folders of fonts too; `report` may raise Cancelled."""
    from hubdesk.report.pdf import grant as pages
    from hubdesk.report.pdf.typeface import look_in

    look_in(packs)
    return reports.Made(out, pages.write(found, out, printing=printing, report=report), _left_out(found))


def attached(found: Grant) -> "tuple[Attached, ...]":
    """Return the expenses of a grant report as a file that travels in it."""
    from hubdesk.report.pdf.attaching import Attached

    tell = words(found.summary.language)
    return (Attached("expenses.csv", tell(say("Expenses"), isolated=False), csv_table(found.spending)),)


def sheet(
    desk: Desk, events: Sequence[str], name: str, *, language: str, as_of: datetime | None = None
) -> reports.Finished:
    """Return the answers to a form as text: a page of a wiki, or a text for each question where it is no page."""
    from hubdesk.report import grant_sheets

    found = grant(desk, events, name, language=language, as_of=as_of)
    page = grant_sheets.target(found)
    if found.form.page:
        return reports.Finished(name, grant_sheets.wikitext(found), page, _left_out(found))
    posts = grant_sheets.posts(found)
    return reports.Finished(name, grant_sheets.text(posts), page, _left_out(found), posts)


def _left_out(found: Grant) -> int:
    return found.summary.left_out + found.withheld


def table(desk: Desk, events: Sequence[str], out: Path, *, bom: bool = True) -> int:
    """Write the expenses of these events as CSV; return how many have words that wait for an answer of the gate."""
    told = [found for event in events for found in publishing.of_funder(desk, event)]
    costs = [(each, safe) for each, safe in told if isinstance(each, Expense)]
    gatherings = [desk.read.get(Event, event) for event in events]
    files.write(out, csv_table(expenses.together(_paid(costs), gatherings), bom=bom))
    return sum(not safe for _, safe in costs)


def _paid(costs: Sequence[tuple[Expense, bool]]) -> list[Expense]:
    """Return expenses as they may be told, by the day they were paid."""
    return sorted((_blank(each, safe) for each, safe in costs), key=lambda each: (each.paid or "9", each.id))


def _blank(paid: Expense, safe: bool) -> Expense:
    """Return an expense as it may be told: its amounts always, its words only where they are safe.

    What another program wrote in the place of a currency or a day is neither, and may be anything.
    """
    paid = paid if is_currency(paid.currency) else replace(paid, currency="?", price="")
    paid = replace(paid, paid=_day(paid.paid), rate_on=_day(paid.rate_on))
    return paid if safe else replace(paid, what="", category="", line="", rate_source="")


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def _written(
    desk: Desk, events: Sequence[str], told: Sequence[tuple[FunderAnswer, bool]]
) -> dict[str, tuple[Written, ...]]:
    """Return the answers by question: for the series first, then for each gathering; no words where they must wait."""
    series, several = series_of(desk, events), len(events) > 1
    titles = {event: publishing.shown(desk, desk.read.get(Event, event)).title for event in events}
    found: dict[str, list[Written]] = {}
    for each, safe in sorted(told, key=lambda one: (not one[0].series, events.index(one[0].event))):
        if each.series in ("", series):
            title = titles[each.event] if several and not each.series else ""
            words = Written(each.text if safe else "", each.language or "und", title, doubtful=bool(each.versions))
            found.setdefault(each.question, []).append(words)
    return {question: tuple(written) for question, written in found.items()}


def _photos(desk: Desk, events: Sequence[str]) -> tuple[Image, ...]:
    found = [each for event in events for each in attachments.publishable(desk, event)]
    return tuple(
        Image(partial(attachments.published, desk, each), each.caption, each.credit, LICENCES[each.licence][0])
        for each in found[:MOST_PHOTOS]
    )


def _receipts(desk: Desk, paid: Sequence[Expense]) -> tuple[Image, ...]:
    """Return the receipts that are here, each with the number that its expense has in the report."""
    here = {each.record.id: each for event in {one.event for one in paid} for each in attachments.of_event(desk, event)}
    found = [(number, here[each.receipt]) for number, each in enumerate(paid, 1) if each.receipt in here]
    return tuple(
        Image(
            partial(attachments.data, desk, one.record.id) if one.record.media == "image/jpeg" else None,
            one.record.caption,
            number=number,
        )
        for number, one in found
        if one.here
    )
