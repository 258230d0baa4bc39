"""Remarks in the comment table of standards bodies, so that an editing committee can answer them line by line.

The columns are those of the ISO/IEC template for comments: who comments, line, clause, paragraph, type (ge general, te
technical, ed editorial), comment, proposed change, observations of the secretariat. The last one is left to those who
answer. A remark on two sections has two lines, each with its number in the report.
"""

from collections.abc import Iterable

from hubdesk.i18n import say
from hubdesk.report.summary import Heading, Item, Summary
from hubdesk.report.tables import Cell, Spoken, Table

#: Kinds that speak of the wording, and those that ask for another content; all others are general.
_EDITORIAL = frozenset({"wording"})
_TECHNICAL = frozenset({"support", "suggestion", "concern", "dealbreaker"})
#: Kinds whose words say what the text should become.
_PROPOSED = frozenset({"suggestion", "wording"})
_COLUMNS = {
    "mb": say("From"),
    "line": say("No."),
    "clause": say("Clause"),
    "paragraph": say("Heading"),
    "type": say("Type of comment"),
    "comment": say("Comment"),
    "change": say("Proposed change"),
    "observations": say("Observations of the secretariat"),
}


def comment_table(summary: Summary) -> Table:
    """Return the table, in the order of the outline; what is tied to no section comes last."""
    return Table("comments", say("Comments"), _COLUMNS, tuple(_rows(summary)))


def _rows(summary: Summary) -> Iterable[tuple[Cell, ...]]:
    for chapter in summary.chapters:
        for found in chapter.findings:
            yield from (_row(summary, item, found.heading) for item in found.items)
    for item in (*summary.loose, *summary.detached):
        yield _row(summary, item, item.gone[0] if item.gone else None)


def _row(summary: Summary, item: Item, heading: Heading | None) -> tuple[Cell, ...]:
    said, proposed = Spoken(item.text, item.language), item.kind in _PROPOSED
    return (
        summary.title,
        item.number,
        heading.number if heading else "",
        Spoken(heading.heading, heading.language) if heading else "",
        "ed" if item.kind in _EDITORIAL else "te" if item.kind in _TECHNICAL else "ge",
        "" if proposed else said,
        said if proposed else "",
        "",
    )
