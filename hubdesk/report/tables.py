"""The safe version as tables for spreadsheets: what each one holds, and its form as CSV.

Neither holds ids, times or names: remarks are known by their number in the report. The tables are

* remarks: number, answers (number of the remark that it answers, or empty), sections (numbers or headings, `; `
  between), form, kind, voices, verbatim (yes or no), language (BCP 47), text
* sections: document, section, heading, language, remarks, then one column for each kind of the codebook and `unsorted`
* statements: theme, role, keywords (`; ` between), remarks (numbers, `; ` between), language, text
* polls: poll (its number), question, language, temperature_check (yes or no), answer, low, high: a line for each
  answer and one more, without an answer, for those who gave none; both ends of a count are possible as far as may be
  told; a poll of which nothing may be told has one line with neither; as_of is the day that the counts are of, where
  what changed since may not be told yet
* questions of the drafters: section, remarks (numbers of those that answer it), language, text

CSV is RFC 4180 in UTF-8, with a byte order mark when asked, and a line of names first. A cell that a spreadsheet could
take for a formula stands behind one apostrophe there, see `neutral`.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hubdesk.i18n import Sentence, Words, say, words
from hubdesk.model.codebook import FORMS, KINDS, Form, Kind
from hubdesk.report.polled import NO_RESPONSE, Polled
from hubdesk.report.summary import Heading, Item, Summary

#: Where a spreadsheet may begin a formula, full-width twins too: at the start of a cell, and behind what separates
#: cells or lines for one that expects other files. Apostrophes before it count as well, so that taking one away from
#: what we wrote always gives what was there.
_FORMULA = re.compile("""(^|[;\\t\\r\\n|]"*)(?='*[=+\\-@\\t\\r\\0\uff1d\uff0b\uff0d\uff20])""")
_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words of people in a cell, and their language (BCP 47, "und" where nobody knows)."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Coded:
    """One of few things that may stand in a cell: its code for programs, and what people read."""

    code: str
    label: Sentence


#: A text of ours, words of people, a code, a number, or nothing.
Cell = str | Spoken | Coded | int | None


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its name in files, what people call it, {name of a column: its heading for people}, its rows."""

    name: str
    title: Sentence
    columns: Mapping[str, Sentence]
    rows: tuple[tuple[Cell, ...], ...]


def tables(summary: Summary) -> tuple[Table, ...]:
    """Return the five tables of a safe version."""
    kinds = {kind.id: kind.label for kind in KINDS.values()} | {"unsorted": say("Without a kind")}
    return (
        Table("remarks", say("Remarks"), _REMARKS, tuple(_remarks(summary))),
        Table("sections", say("Sections"), _SECTIONS | kinds, tuple(_sections(summary))),
        Table("statements", say("Statements"), _STATEMENTS, tuple(_statements(summary))),
        Table("polls", say("Polls"), _POLLS, tuple(_polls(summary.polls, words(summary.language)))),
        Table("questions", say("Questions of the drafters"), _QUESTIONS, tuple(_questions(summary))),
    )


def csv_tables(summary: Summary, *, bom: bool = True) -> dict[str, bytes]:
    """Return each table by its name; `bom` helps spreadsheets to see that it is UTF-8."""
    return {table.name: _csv(table, bom) for table in tables(summary)}


def neutral(cell: str) -> str:
    """Return a cell that no spreadsheet runs (OWASP, CSV Injection): one apostrophe stands before what might be run.

    It also stands in the middle, behind a semicolon, a tab, a bar or a line end: a spreadsheet whose language separates
    cells by those begins one there. Who reads the file takes each away and has the words as they were.
    """
    return _FORMULA.sub(r"\1'", cell)


def in_order(summary: Summary) -> list[tuple[Item, Item | None]]:
    """Return every remark once with the remark it answers, by number."""
    top = {item.number: item for chapter in summary.chapters for found in chapter.findings for item in found.items}
    top.update({item.number: item for item in (*summary.loose, *summary.detached)})
    pairs: list[tuple[Item, Item | None]] = [(item, None) for item in top.values()]
    pairs += [(answer, item) for item in top.values() for answer in item.answers]
    return sorted(pairs, key=lambda pair: pair[0].number)


def places(summary: Summary) -> Mapping[int, list[str]]:
    """Return the sections of every remark by its number: their numbers, or headings where there is none."""
    found: dict[int, list[str]] = {}
    for chapter in summary.chapters:
        for one in chapter.findings:
            for item in one.items:
                found.setdefault(item.number, []).append(_name(one.heading))
    return found


_YES, _NO = Coded("yes", say("yes")), Coded("no", say("no"))
_REMARKS = {
    "number": say("No."),
    "answers": say("Answers remark"),
    "sections": say("Sections"),
    "form": say("Form"),
    "kind": say("Kind"),
    "voices": say("Voices"),
    "verbatim": say("Word for word"),
    "language": say("Language"),
    "text": say("Text"),
}
_SECTIONS = {
    "document": say("Document"),
    "section": say("Section"),
    "heading": say("Heading"),
    "language": say("Language"),
    "remarks": say("Remarks"),
}
_STATEMENTS = {
    "theme": say("Theme"),
    "role": say("Signed as"),
    "keywords": say("Keywords"),
    "remarks": say("Remarks"),
    "language": say("Language"),
    "text": say("Text"),
}
_POLLS = {
    "poll": say("No."),
    "question": say("Question"),
    "language": say("Language"),
    "temperature_check": say("Temperature check"),
    "answer": say("Answer"),
    "low": say("At least"),
    "high": say("At most"),
    "as_of": say("As of"),
}
_QUESTIONS = {
    "section": say("Section"),
    "remarks": say("Remarks"),
    "language": say("Language"),
    "text": say("Text"),
}


def _csv(table: Table, bom: bool) -> bytes:
    written = io.StringIO()
    out = csv.writer(written, lineterminator="\r\n")
    out.writerow(table.columns)
    out.writerows([neutral(_plain(cell)) for cell in row] for row in table.rows)
    return (_BOM * bom + written.getvalue()).encode("utf-8", "replace")


def _plain(cell: Cell) -> str:
    if isinstance(cell, Coded):
        return cell.code
    if isinstance(cell, Spoken):
        return cell.text
    return "" if cell is None else str(cell)


def _name(heading: Heading) -> str:
    return heading.number or heading.heading


def _remarks(summary: Summary) -> Iterable[tuple[Cell, ...]]:
    where = places(summary)
    for item, above in in_order(summary):
        yield (
            item.number,
            above.number if above else None,
            "; ".join(where.get(item.number, [])),
            _coded(item.form, FORMS),
            _coded(item.kind, KINDS),
            item.voices,
            _YES if item.verbatim else _NO,
            item.language,
            Spoken(item.text, item.language),
        )


def _sections(summary: Summary) -> Iterable[tuple[Cell, ...]]:
    for chapter in summary.chapters:
        for found in chapter.findings:
            heading = found.heading
            kinds = [found.kinds.get(kind, 0) for kind in (*KINDS, "")]
            title = Spoken(heading.heading, heading.language)
            yield (chapter.document.title, heading.number, title, heading.language, found.total, *kinds)


def _statements(summary: Summary) -> Iterable[tuple[Cell, ...]]:
    for one in summary.statements:
        words_of = [Spoken(text, one.language) for text in (one.theme, one.role, "; ".join(one.keywords), one.text)]
        yield (*words_of[:3], _listed(one.numbers), one.language, words_of[3])


def _polls(polls: Sequence[Polled], tell: Words) -> Iterable[tuple[Cell, ...]]:
    for number, poll in enumerate(polls, 1):
        day = f"{poll.as_of:%Y-%m-%d}" if poll.as_of else None
        about = (number, Spoken(poll.question, poll.language), poll.language, _YES if poll.temperature else _NO)
        labels = [
            Spoken(one, poll.language) if isinstance(one, str) else tell(one, isolated=False) for one in poll.options
        ]
        for label, shown in zip(labels, poll.shown, strict=False):
            yield (*about, label, shown.low, shown.high, day)
        silent = poll.no_response
        if silent is not None and poll.shown:
            yield (*about, Coded("", NO_RESPONSE), silent.low, silent.high, day)
        if not poll.shown:
            yield (*about, None, None, None, day)


def _questions(summary: Summary) -> Iterable[tuple[Cell, ...]]:
    for one in summary.questions:
        yield (one.place, _listed(one.numbers), one.language, Spoken(one.text, one.language))


def _coded(id: str, known: Mapping[str, Form] | Mapping[str, Kind]) -> Cell:
    return Coded(id, known[id].label) if id in known else id


def _listed(numbers: Iterable[int]) -> str:
    return "; ".join(map(str, numbers))
