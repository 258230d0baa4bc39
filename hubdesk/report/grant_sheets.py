"""Answer sheets for funders: a page of wikitext, or one text for each question of a form on the web."""

import re

from hubdesk.i18n import Sentence, say
from hubdesk.model.charter import source_page
from hubdesk.model.grant_forms import APPLICATION, UNCHECKED
from hubdesk.model.spending import Line
from hubdesk.report.grant import (
    LEFT_OUT,
    NO_ANSWER,
    ROUNDING,
    WHOLE,
    WITHOUT_CATEGORY,
    Grant,
    Said,
    Telling,
    Written,
)
from hubdesk.report.posts import Post
from hubdesk.report.wikitext import Page, page_name
from hubdesk.report.wikitext_tables import table

#: A line that is nothing but an address, of letters that mean nothing else to a wiki, stays a link.
_ADDRESS = re.compile(r"https?://(?!.*__)[A-Za-z0-9._/?=&%+,:@#-]{1,500}")
_COLUMNS = (
    say("No."),
    say("What was paid for"),
    say("Category"),
    say("Paid on"),
    say("Quantity and price"),
    say("Cost"),
    say("Rate"),
    say("For the funder"),
)
_SUMS = (say("Category"), say("As it was paid"), say("For the funder"))
_MARKS = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))


def target(grant: Grant) -> str:
    """Return the page that the answers are for; the name of the form where that is no page of a wiki.

    It lies below the page of the application, where somebody told that; else it is named as such pages are.
    """
    if not grant.form.page:
        return Page(grant.summary.language).tell(grant.form.name, isolated=False)
    told = next((each.text for each in grant.answers.get(APPLICATION, ()) if each.text), "")
    if told:
        return f"{page_name(source_page(told)[1]).removesuffix('/Report')}/Report"
    host = next((event.host for event in grant.summary.events if event.host), "")
    return grant.form.page.format(host=page_name(host), title=page_name(grant.summary.title))


def wikitext(grant: Grant) -> str:
    """Return the answers as a page of a wiki, in the order of the form, with a table of expenses."""
    page, telling = Page(grant.summary.language), Telling(grant)
    for part, asked in telling.parts():
        page.heading(2, part.heading)
        for one in asked:
            _question(page, one)
    if grant.spending.lines:
        _expenses(page, telling)
    page.lines += ["", f"<small>{page.ours(telling.checked())}</small>"]
    page.colophon(grant.summary)
    return page.text()


def posts(grant: Grant) -> tuple[Post, ...]:
    """Return each answer as plain text to paste into the form, with its question as heading."""
    page, telling, where = Page(grant.summary.language), Telling(grant), target(grant)
    found = []
    for part, asked in telling.parts():
        for one in asked:
            title = _plain(page, say("{part}: {question}", part=part.heading, question=one.question.heading))
            found.append(Post(where, title, _answer(page, telling, one)))
    return tuple(found)


def text(made: tuple[Post, ...]) -> str:
    """Return all answers below each other."""
    return "\n\n".join(f"{post.title}\n\n{post.text}".rstrip() for post in made) + "\n"


def _question(page: Page, one: Said) -> None:
    page.heading(3, one.question.heading)
    if not one.question.checked:
        page.lines.append(f"<small>{page.ours(UNCHECKED)}</small>")
    for fact in one.facts:
        page.bullet(fact)
    for written in one.written:
        _words(page, written)
    if not one.facts and not one.written:
        page.lines.append(f"<small>{page.ours(NO_ANSWER)}</small>")


def _words(page: Page, written: Written) -> None:
    """Add what somebody wrote, a paragraph for each line of it."""
    if written.gathering:
        page.lines += ["", f"'''{page.spoken(written.gathering, 'und')}'''"]
    if not written.text:
        page.lines += ["", page.ours(LEFT_OUT)]
    for line in filter(None, map(str.strip, written.text.splitlines())):
        page.lines += ["", line if _ADDRESS.fullmatch(line) else page.spoken(line, written.language)]


def _expenses(page: Page, telling: Telling) -> None:
    page.heading(2, say("Expenses"))
    for trouble in telling.trouble():
        page.bullet(trouble)
    paid = [_row(page, telling, n, line) for n, line in enumerate(telling.money.lines, 1)]
    table(page, [page.ours(head) for head in _COLUMNS], paid)
    sums = [(page.spoken(name, "und") or page.ours(WITHOUT_CATEGORY), each) for name, each in telling.money.categories]
    sums.append((page.ours(WHOLE), telling.money.total))
    rows = [[name, _bare(telling.paid(each)), _bare(telling.converted(each.converted))] for name, each in sums]
    table(page, [page.ours(head) for head in _SUMS], rows)
    page.lines += ["", f"<small>{page.ours(ROUNDING)}</small>"]


def _row(page: Page, telling: Telling, number: int, line: Line) -> list[str]:
    paid = line.expense
    rate = " · ".join(filter(None, (telling.rate(line), page.dates.day(paid.rate_on))))
    source = page.spoken(paid.rate_source, "und") if rate else ""
    return [
        page.dates.number(number),
        page.spoken(paid.what, "und") if paid.what else page.ours(LEFT_OUT),
        page.spoken(" · ".join(filter(None, (paid.category, paid.line))), "und"),
        page.dates.day(paid.paid),
        telling.price(line),
        _bare(telling.amounts.money(line.amount, paid.currency)),
        " · ".join(filter(None, (rate, source))),
        _bare(telling.converted(line.converted)),
    ]


def _answer(page: Page, telling: Telling, one: Said) -> str:
    lines = [_plain(page, fact) for fact in one.facts]
    if "expenses" in one.question.facts:
        lines += [_plain(page, trouble) for trouble in telling.trouble()]
        lines += [_line(page, telling, n, each) for n, each in enumerate(telling.money.lines, 1)]
    for written in one.written:
        words = written.text or _plain(page, LEFT_OUT)
        lines += ([""] if lines else []) + ([written.gathering] if written.gathering else []) + [words]
    return "\n".join(lines)


def _line(page: Page, telling: Telling, number: int, line: Line) -> str:
    """Return one expense on one line of plain text."""
    paid = line.expense
    parts = [
        paid.what or _plain(page, LEFT_OUT),
        paid.category,
        page.dates.day(paid.paid),
        f"{telling.price(line)} = {telling.amounts.money(line.amount, paid.currency)}",
        telling.rate(line),
        telling.converted(line.converted) if telling.rate(line) else "",
    ]
    return f"{page.dates.number(number)}. {_bare('; '.join(filter(None, parts)))}"


def _plain(page: Page, told: Sentence) -> str:
    return _bare(page.tell(told, isolated=False))


def _bare(text: str) -> str:
    """Return text of ours without marks of direction: a page of a wiki and a form on the web set it themselves."""
    return text.translate(_MARKS)
