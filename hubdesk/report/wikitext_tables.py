"""Statements and polls as wikitext tables: the sources of a summary, and what people answered."""

from collections.abc import Iterable, Sequence

from hubdesk.i18n import say
from hubdesk.report.polled import NO_RESPONSE, Polled, of_day
from hubdesk.report.summary import Summary
from hubdesk.report.wikitext import Page, escape


def sources(summary: Summary, language: str) -> str:
    """Return the table of sources: line, theme, section, summary statement, keywords.

    The five columns are those of the 2017 movement strategy (Meta-Wiki, Strategy/Wikimedia movement/2017/Sources),
    where the third named the question that people had been asked.
    """
    page = Page(language)
    page.heading(2, say("Sources"))
    for event in summary.events:
        page.gathering(event)
    sections = _sections(summary)
    rows = [
        [
            str(number),
            page.spoken(one.theme, one.language),
            escape(", ".join(dict.fromkeys(label for n in one.numbers for label in sections.get(n, ())))),
            page.spoken(one.text, one.language),
            page.spoken(", ".join(one.keywords), one.language),
        ]
        for number, one in enumerate(summary.statements, start=1)
    ]
    heads = (say("Line"), say("Theme"), say("Section"), say("Summary statement"), say("Keywords"))
    table(page, [page.ours(head) for head in heads], rows)
    page.colophon(summary)
    return page.text()


def outputs(summary: Summary, language: str) -> str:
    """Return the polls as tables, one for each scale: what was asked, the counts that may be told, no response."""
    page = Page(language)
    page.heading(2, say("Outputs"))
    for event in summary.events:
        page.gathering(event)
    groups: dict[str, list[Polled]] = {}
    for poll in summary.polls:
        groups.setdefault(poll.scale, []).append(poll)
    for polls in groups.values():
        options = polls[0].options
        heads = [page.option(option, polls[0].language) for option in options]
        table(
            page,
            [page.ours(say("Statement")), *heads, page.ours(NO_RESPONSE)],
            [_answers(page, poll, len(options)) for poll in polls],
        )
    page.colophon(summary)
    return page.text()


def _answers(page: Page, poll: Polled, options: int) -> Sequence[str]:
    """Return the cells of one poll; where nothing may be told, one cell says why."""
    asked = page.spoken(poll.question, poll.language)
    if poll.untold:
        return [asked, f'colspan="{options + 1}" | {page.ours(poll.untold)}']
    if poll.as_of:
        asked = f"{asked} ({page.ours(of_day(page.dates.date(poll.as_of)))})"
    silent = page.number(poll.no_response) if poll.no_response is not None else "–"
    return [asked, *map(page.number, poll.shown), silent]


def _sections(summary: Summary) -> dict[int, list[str]]:
    """Return the sections that each remark is tied to, by its number: numbers, or headings where there is none."""
    found: dict[int, list[str]] = {}
    for chapter in summary.chapters:
        for one in chapter.findings:
            for item in one.items:
                for number in (item.number, *(answer.number for answer in item.answers)):
                    found.setdefault(number, []).append(one.heading.number or one.heading.heading)
    return found


def table(page: Page, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Add a table; heads and cells are wikitext already."""
    page.lines += ["", '{| class="wikitable"', *(f'! scope="col" | {head}' for head in heads)]
    for row in rows:
        page.lines += ["|-", *(f"| {cell}" for cell in row)]
    page.lines.append("|}")
