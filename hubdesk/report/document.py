"""The safe version as one JSON document for programs; its schema is resources/schema/safe.json (JSON Schema 2020-12).

It holds no ids, times or names: remarks are known by their number in the report. Both ends of a count of a poll are
possible as far as may be told, as of the instant beside them where it is given (`model.releases`); there are no answers
where too few people gave one.
"""

import json
from collections.abc import Mapping

from hubdesk.i18n import Words, words
from hubdesk.model.records import Event
from hubdesk.model.templates import zone_of
from hubdesk.report.dates import local
from hubdesk.report.polled import Polled
from hubdesk.report.spoken import tag
from hubdesk.report.summary import Chapter, Item, Signed, Summary
from hubdesk.report.tables import in_order, places


def json_document(summary: Summary) -> bytes:
    """Return the whole safe version as one JSON object, UTF-8, ending in a line feed."""
    where = places(summary)
    found = {
        "format": "hubdesk-safe",
        "version": 1,
        "title": summary.title,
        "as_of": summary.as_of.isoformat(timespec="seconds"),
        "gatherings": [_gathering(event) for event in summary.events],
        "figures": {figure.key: figure.value for figure in summary.figures},
        "left_out": summary.left_out,
        "remarks": [_remark(item, above, where) for item, above in in_order(summary)],
        "documents": [_document(chapter) for chapter in summary.chapters],
        "statements": [_statement(one) for one in summary.statements],
        "polls": [_poll(one, words(summary.language)) for one in summary.polls],
        "questions": [
            {"text": one.text, "language": tag(one.language), "section": one.place, "remarks": list(one.numbers)}
            for one in summary.questions
        ],
    }
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _document(chapter: Chapter) -> dict[str, object]:
    return {
        "title": chapter.document.title,
        "source": chapter.document.source,
        "label": chapter.document.label,
        "revision": chapter.document.revision,
        "sections": [
            {
                "number": found.heading.number,
                "heading": found.heading.heading,
                "language": tag(found.heading.language),
                "level": found.heading.level,
                "remarks": found.total,
                "kinds": dict(found.kinds),
            }
            for found in chapter.findings
        ],
    }


def _remark(item: Item, above: Item | None, where: Mapping[int, list[str]]) -> dict[str, object]:
    return {
        "number": item.number,
        "answers": above.number if above else None,
        "sections": where.get(item.number, []),
        "form": item.form,
        "kind": item.kind,
        "voices": item.voices,
        "verbatim": item.verbatim,
        "language": tag(item.language),
        "text": item.text,
    }


def _statement(one: Signed) -> dict[str, object]:
    return {
        "text": one.text,
        "language": tag(one.language),
        "theme": one.theme,
        "role": one.role,
        "keywords": list(one.keywords),
        "remarks": list(one.numbers),
    }


def _poll(poll: Polled, tell: Words) -> dict[str, object]:
    labels = [option if isinstance(option, str) else tell(option, isolated=False) for option in poll.options]
    silent = poll.no_response
    return {
        "question": poll.question,
        "language": tag(poll.language),
        "answers": [
            {"label": label, "low": shown.low, "high": shown.high}
            for label, shown in zip(labels, poll.shown, strict=False)
        ],
        "no_response": None if silent is None else {"low": silent.low, "high": silent.high},
        "counted": poll.counted,
        "as_of": poll.as_of.isoformat(timespec="seconds") if poll.as_of else None,
        "temperature_check": poll.temperature,
    }


def _gathering(event: Event) -> dict[str, object]:
    hidden = event.place_hidden or event.sensitive
    start, end = local(event.start, event.zone), local(event.end, event.zone)
    return {
        "title": event.title,
        "start": f"{start:%Y-%m-%d}" if start else "",
        "end": f"{end:%Y-%m-%d}" if end else "",
        "zone": "" if hidden else str(zone_of(event.zone)),
        "place": "" if hidden else event.place,
        "languages": sorted(set(map(tag, event.languages))),
        "sample": event.sample,
    }
