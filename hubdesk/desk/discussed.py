"""The documents that gatherings discuss, as a report lists them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from hubdesk.desk.desk import Desk
from hubdesk.desk.section_index import Index
from hubdesk.model.records import Charter, Edition
from hubdesk.model.section_search import bare
from hubdesk.report.spoken import nearest
from hubdesk.report.summary import Document, Heading


def discussed(
    desk: Desk, indexes: Sequence[Index], *, language: str, tagged: set[str], cleared: Callable[[Any], Any]
) -> tuple[Document, ...]:
    """Return the documents that the events discuss, each with every heading; those alone on a page come once."""
    titles: dict[str, Charter] = {charter.id: cleared(charter) for charter in desk.read.all(Charter)}
    outlines: dict[str, list[Heading]] = {}
    belongs: dict[str, dict[str, str]] = {}
    charters: dict[str, str] = {}
    titles_there: dict[str, str] = {}
    for found in indexes:
        for wid, place in found.places.items():
            if wid in belongs.get(place.edition, {}):
                continue
            charters[place.edition] = place.charter
            if place.role == "document" and (tag := _nearest(place.texts, language)):
                titles_there[place.edition] = place.texts[tag].heading
            above = found.heading_of(wid)
            belongs.setdefault(place.edition, {})[wid] = above
            if above == wid:
                outlines.setdefault(place.edition, []).append(_heading(found, wid, language))
    documents = []
    for edition, outline in outlines.items():
        under = belongs[edition]
        used = {under[wid] for wid in tagged if wid in under}
        shown = tuple(heading for heading in outline if heading.number or heading.wid in used)
        charter, text = titles.get(charters[edition]), desk.read.find(Edition, edition)
        text = cleared(text) if text else None
        source = (text.source if text else "") or (charter.source if charter else "")
        label, revision = (text.label, text.revision) if text else ("", "")
        title = titles_there.get(edition) or (charter.title if charter else "")
        documents.append(Document(title, edition, source, shown, under, label=label, revision=revision))
    return tuple(documents)


def _heading(found: Index, wid: str, language: str) -> Heading:
    place = found.places[wid]
    number = "" if place.role == "document" else place.number
    if near := _nearest(place.texts, language):
        return Heading(wid, number, max(1, place.level), bare(number, place.texts[near].heading), near)
    first = next((tag for tag, text in place.texts.items() if text.heading), language)
    return Heading(wid, number, max(1, place.level), bare(number, place.heading), first)


def _nearest(texts: Mapping[str, Any], language: str) -> str:
    return nearest([tag for tag, text in texts.items() if text.heading], language)
