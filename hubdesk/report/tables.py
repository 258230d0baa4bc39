"""The safe version as data: remarks, sections and statements as CSV for spreadsheets and as JSON for programs.

Neither holds ids, times or names: remarks are known by their number in the report.

CSV (RFC 4180, UTF-8, with a byte order mark when asked) are three tables, each with a line of names first:

* remarks: number, answers (number of the remark that it answers, or empty), sections (numbers or headings, `; `
  between), form, kind, voices, verbatim (yes or no), language (BCP 47), text
* sections: document, section, heading, language, remarks, then one column for each kind of the codebook and `unsorted`
* statements: theme, role, keywords (`; ` between), remarks (numbers, `; ` between), language, text

A cell that a spreadsheet could take for a formula stands behind one apostrophe, see `neutral`.

JSON is one object: `format` ("hubdesk-safe"), `version` (1), `title`, `as_of` (ISO 8601), `gatherings` [{title, start
and end (ISO 8601 dates), zone, place, languages, sample}], `figures` {people, remarks, sections, events}, `left_out`,
`remarks` [{number, answers, sections, form, kind, voices, verbatim, language, text}], `documents` [{title, source,
label, revision, sections: [{number, heading, language, level, remarks, kinds: {kind: n}}]}], `statements` [{text,
language, theme, role, keywords, remarks}], `polls` [{question, language, answers: [{label, low, high}], no_response:
{low, high} or null, counted, temperature_check}] (both ends of a count are possible as far as may be told; no answers
where too few people gave one), `questions` [{text, language, section, remarks}]: the drafters', with the remarks that
answer them. Kinds are those of the codebook; "" is a remark without one.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence

from hubdesk.i18n import Words, words
from hubdesk.model.codebook import KINDS
from hubdesk.model.records import Event
from hubdesk.report.polled import Polled
from hubdesk.report.summary import Heading, Item, Summary

#: What a spreadsheet may begin a formula with, full-width twins too; apostrophes before it count as well, so that
#: taking one away from what we wrote always gives what was there.
_FORMULA = re.compile("'*[=+\\-@\\t\\r\\0\uff1d\uff0b\uff0d\uff20]")
_BOM = "\ufeff"


def neutral(cell: str) -> str:
    """Return a cell that no spreadsheet runs (OWASP, CSV Injection): one apostrophe stands before what might be run.

    Who reads the file takes one apostrophe away where `'…=` begins a cell, and has the words as they were.
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def csv_tables(summary: Summary, *, bom: bool = True) -> dict[str, bytes]:
    """Return the files "remarks", "sections" and "statements"; `bom` helps spreadsheets to see that it is UTF-8."""
    return {
        "remarks": _csv(_REMARKS, _remark_rows(summary), bom),
        "sections": _csv(["document", "section", "heading", "language", "remarks", *KINDS, "unsorted"],
                         _section_rows(summary), bom),
        "statements": _csv(_STATEMENTS, _statement_rows(summary), bom),
    }  # fmt: skip


def json_document(summary: Summary) -> bytes:
    """Return the whole safe version as one JSON object, UTF-8, ending in a line feed."""
    places = _places(summary)
    found = {
        "format": "hubdesk-safe",
        "version": 1,
        "title": summary.title,
        "as_of": summary.as_of.isoformat(timespec="seconds"),
        "gatherings": [_gathering(event) for event in summary.events],
        "figures": {figure.key: figure.value for figure in summary.figures},
        "left_out": summary.left_out,
        "remarks": [_remark(item, above, places) for item, above in _in_order(summary)],
        "documents": [
            {
                "title": chapter.document.title,
                "source": chapter.document.source,
                "label": chapter.document.label,
                "revision": chapter.document.revision,
                "sections": [
                    {
                        "number": found.heading.number,
                        "heading": found.heading.heading,
                        "language": found.heading.language,
                        "level": found.heading.level,
                        "remarks": found.total,
                        "kinds": dict(found.kinds),
                    }
                    for found in chapter.findings
                ],
            }
            for chapter in summary.chapters
        ],
        "statements": [
            {
                "text": one.text,
                "language": one.language,
                "theme": one.theme,
                "role": one.role,
                "keywords": list(one.keywords),
                "remarks": list(one.numbers),
            }
            for one in summary.statements
        ],
        "polls": [_poll(one, words(summary.language)) for one in summary.polls],
        "questions": [
            {"text": one.text, "language": one.language, "section": one.place, "remarks": list(one.numbers)}
            for one in summary.questions
        ],
    }
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


_REMARKS = ["number", "answers", "sections", "form", "kind", "voices", "verbatim", "language", "text"]
_STATEMENTS = ["theme", "role", "keywords", "remarks", "language", "text"]


def _csv(head: Sequence[str], rows: Iterable[Sequence[str]], bom: bool) -> bytes:
    written = io.StringIO()
    out = csv.writer(written, lineterminator="\r\n")
    out.writerow(head)
    out.writerows([neutral(cell) for cell in row] for row in rows)
    return (_BOM * bom + written.getvalue()).encode("utf-8", "replace")


def _in_order(summary: Summary) -> list[tuple[Item, Item | None]]:
    """Return every remark once with the remark it answers, by number."""
    top = {item.number: item for chapter in summary.chapters for found in chapter.findings for item in found.items}
    top.update({item.number: item for item in (*summary.loose, *summary.detached)})
    pairs: list[tuple[Item, Item | None]] = [(item, None) for item in top.values()]
    pairs += [(answer, item) for item in top.values() for answer in item.answers]
    return sorted(pairs, key=lambda pair: pair[0].number)


def _places(summary: Summary) -> Mapping[int, list[str]]:
    """Return the sections of every remark by its number."""
    found: dict[int, list[str]] = {}
    for chapter in summary.chapters:
        for one in chapter.findings:
            for item in one.items:
                found.setdefault(item.number, []).append(_name(one.heading))
    return found


def _name(heading: Heading) -> str:
    return heading.number or heading.heading


def _remark(item: Item, above: Item | None, places: Mapping[int, list[str]]) -> dict[str, object]:
    return {
        "number": item.number,
        "answers": above.number if above else None,
        "sections": places.get(item.number, []),
        "form": item.form,
        "kind": item.kind,
        "voices": item.voices,
        "verbatim": item.verbatim,
        "language": item.language,
        "text": item.text,
    }


def _poll(poll: Polled, tell: Words) -> dict[str, object]:
    labels = [option if isinstance(option, str) else tell(option, isolated=False) for option in poll.options]
    silent = poll.no_response
    return {
        "question": poll.question,
        "language": poll.language,
        "answers": [
            {"label": label, "low": shown.low, "high": shown.high}
            for label, shown in zip(labels, poll.shown, strict=False)
        ],
        "no_response": None if silent is None else {"low": silent.low, "high": silent.high},
        "counted": poll.counted,
        "temperature_check": poll.temperature,
    }


def _gathering(event: Event) -> dict[str, object]:
    hidden = event.place_hidden or event.sensitive
    return {
        "title": event.title,
        "start": event.start[:10],
        "end": event.end[:10],
        "zone": "" if hidden else event.zone,
        "place": "" if hidden else event.place,
        "languages": sorted(event.languages),
        "sample": event.sample,
    }


def _remark_rows(summary: Summary) -> Iterable[list[str]]:
    places = _places(summary)
    for item, above in _in_order(summary):
        yield [
            str(item.number),
            str(above.number) if above else "",
            "; ".join(places.get(item.number, [])),
            item.form,
            item.kind,
            str(item.voices),
            "yes" if item.verbatim else "no",
            item.language,
            item.text,
        ]


def _section_rows(summary: Summary) -> Iterable[list[str]]:
    for chapter in summary.chapters:
        for found in chapter.findings:
            heading = found.heading
            kinds = [str(found.kinds.get(kind, 0)) for kind in (*KINDS, "")]
            yield [chapter.document.title, heading.number, heading.heading, heading.language, str(found.total), *kinds]


def _statement_rows(summary: Summary) -> Iterable[list[str]]:
    for one in summary.statements:
        numbers = "; ".join(map(str, one.numbers))
        yield [one.theme, one.role, "; ".join(one.keywords), numbers, one.language, one.text]
