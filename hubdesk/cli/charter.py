"""`hubdesk charter`: the document under discussion."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from hubdesk.cli.context import Answer, Context, read_input, visible
from hubdesk.cli.event import as_data, event_argument, event_of
from hubdesk.cli.nouns import Nouns, noun, program_language, verb
from hubdesk.errors import Usage
from hubdesk.i18n import count, say
from hubdesk.model.limits import DOCUMENT_EXPORT

if TYPE_CHECKING:
    from hubdesk.desk.comparing import Row


def add(nouns: Nouns) -> None:
    """Add the noun."""
    verbs = noun(
        nouns, "charter", "documents under discussion: import, list, show, find, compare, tags, follow, outline"
    )
    made = verb(
        verbs,
        "import",
        _import,
        "Take in a page with its translations.",
        example="charter import page.wiki page-ar.wiki --title 'Our charter'",
    )
    made.add_argument("files", nargs="+", metavar="FILE")
    made.add_argument("--title", default="", help="what the document is called")
    made.add_argument("--language", default="", metavar="TAG", help="language of the source file")
    made.add_argument("--source", default="", metavar="URL@REVISION", help="where the source comes from")
    made.add_argument("--charter", default="", help="the charter whose new edition this is, whatever its title")
    made.add_argument(
        "--place",
        action="append",
        default=[],
        dest="placings",
        metavar="LANGUAGE:PART=NUMBER",
        help="where a part of a translation belongs that found no place or a wrong one; may be repeated",
    )
    event_argument(made, required=False)
    outline = verbs.add_parser("outline", help="headings that come with the program: list, use")
    inner = outline.add_subparsers(metavar="VERB", title="verbs")
    inner.required = True
    program_language(verb(inner, "list", _outlines, "List built-in outlines.", example="charter outline list"))
    used = verb(
        inner,
        "use",
        _use,
        "Take in headings, so that lines can be tagged before a text is here.",
        example="charter outline use movement-charter-2023 --event Evening",
    )
    used.add_argument("outline")
    event_argument(used, required=False)
    program_language(used)
    program_language(verb(verbs, "list", _list, "List documents.", example="charter list"))
    shown = verb(verbs, "show", _show, "Show a document.", example="charter show 'Our charter' --language ar")
    shown.add_argument("charter")
    shown.add_argument("--edition", default="", help="its id, revision or label (default: the newest)")
    shown.add_argument("--language", default="", metavar="TAG", help="in which language")
    found = verb(
        verbs, "find", _find, "Find words in a document.", example="charter find 'Our charter' 'stable funding'"
    )
    found.add_argument("charter")
    found.add_argument("words")
    program_language(found)
    _add_editions(verbs)


def _add_editions(verbs: Nouns) -> None:
    """Add what is about two editions."""
    compared = verb(
        verbs,
        "compare",
        _compare,
        "Compare two editions word by word.",
        example="charter compare 'Our charter' oldest newest",
    )
    compared.add_argument("charter")
    compared.add_argument("old", help="an edition: its id, revision or label, oldest or newest")
    compared.add_argument("new")
    program_language(compared)
    told = verb(verbs, "tags", _tags, "List tags on older editions.", example="charter tags --event Evening --json")
    event_argument(told)
    program_language(told)
    followed = verb(
        verbs,
        "follow",
        _follow,
        "Confirm where tags stand in the newest edition: the sure ones, or those of one place.",
        example="charter follow --event Evening --tag 3.2p1 --to 3.3",
    )
    event_argument(followed)
    followed.add_argument("--tag", default="", metavar="NUMBER", help="the place of the older edition, or its wid")
    followed.add_argument("--to", default="", metavar="NUMBER", help="a place of the newest edition, or none")
    program_language(followed)


def _import(context: Context) -> Answer:
    from hubdesk.desk import charters, placing
    from hubdesk.model.records import Charter

    o = context.options
    files = [(name.rpartition("/")[2], read_input(name, DOCUMENT_EXPORT)) for name in o.files]
    key = context.desk.read.resolve(Charter, o.charter).key if o.charter else ""
    found = charters.preview(files, title=o.title, language=o.language, source=o.source, key=key)
    found = placing.place(found, [placing.parsed(each) for each in o.placings]) if o.placings else found
    done = charters.take(context.desk, found, event=event_of(context) if o.event else "")
    data: dict[str, Any] = {
        "charter": done.charter,
        "edition": done.edition,
        "languages": list(done.languages),
        "sections": done.sections,
        "paragraphs": done.paragraphs,
        "unmatched": [asdict(one) for one in done.unmatched],
        "messages": [context.tell(message, isolated=False) for message in found.messages],
    }
    return Answer(data=data, lines=[done.charter], notes=found.messages)


def _outlines(context: Context) -> Answer:
    from hubdesk.desk import outlines

    found = outlines.outlines()
    data = [
        asdict(each) | {"headings": [{"level": n, "heading": words} for n, words in each.headings]} for each in found
    ]
    return Answer(data={"outlines": data}, lines=[f"{each.id}  {each.title}. {each.notice}" for each in found])


def _use(context: Context) -> Answer:
    from hubdesk.desk import outlines

    o = context.options
    done = outlines.use(context.desk, o.outline, event=event_of(context) if o.event else "")
    data = {"charter": done.charter, "edition": done.edition, "sections": done.sections}
    return Answer(data=data, lines=[done.charter])


def _list(context: Context) -> Answer:
    from hubdesk.desk import charters
    from hubdesk.model.records import Charter

    found = context.desk.read.all(Charter)
    data = [
        as_data(one) | {"editions": [as_data(edition) for edition in charters.editions(context.desk, one.id)]}
        for one in found
    ]
    return Answer(data={"charters": data}, lines=[f"{one.id}  {one.title}" for one in found])


def _show(context: Context) -> Answer:
    from hubdesk.desk import charters
    from hubdesk.model.records import Charter, Edition

    o = context.options
    charter = context.desk.read.resolve(Charter, o.charter)
    edition = context.desk.read.resolve(Edition, o.edition).id if o.edition else ""
    original = next((e.language for e in charters.editions(context.desk, charter.id) if edition in ("", e.id)), "")
    language = o.language or original
    sections: list[dict[str, Any]] = []
    for node in charters.shown(context.desk, charter.id, edition=edition, languages=[language, original]):
        text = node.texts.get(language) or node.texts.get(original)
        place = {"wid": node.wid, "eid": node.eid}
        words = {"language": text.language if text else "", "status": _status(node.texts, language)}
        if node.role in ("paragraph", "item"):
            sections[-1]["paragraphs"].append(place | {"text": text.text if text else ""} | words)
            continue
        number, level = ("", 0) if node.role == "document" else (node.number, node.level)
        head = {"number": number, "level": level, "heading": text.heading if text else ""}
        sections.append(place | head | words | {"paragraphs": []})
    # the document itself is a heading of nothing: it stands there only for the text before the first heading
    sections = [section for section in sections if section["level"] or section["paragraphs"]]
    lines = [f"{section['number']} {section['heading']}".strip() for section in sections]
    return Answer(data={"sections": sections}, lines=lines)


def _find(context: Context) -> Answer:
    from hubdesk.desk import charters
    from hubdesk.model.records import Charter

    o, desk = context.options, context.desk
    charter = desk.read.resolve(Charter, o.charter).id
    edition = charters.editions(desk, charter)[0].id
    numbers = {each.wid: each.number for each in charters.opened(desk, edition, ())}
    places = [
        {"wid": wid, "number": numbers[wid], "language": text.language, "text": text.heading or text.text}
        for wid, text in charters.find(desk, edition, o.words)
    ]
    return Answer(data={"places": places}, lines=[f"{each['number']}  {visible(each['text'])}" for each in places])


def _compare(context: Context) -> Answer:
    from hubdesk.desk import comparing
    from hubdesk.model.editions import detached
    from hubdesk.model.records import Charter

    o, desk = context.options, context.desk
    charter = desk.read.resolve(Charter, o.charter).id
    old, new = (comparing.edition_of(desk, charter, name) for name in (o.old, o.new))
    found = comparing.compared(desk, charter, old.id, new.id)
    pairs = [row.pair for row in found.rows]
    data = {"pairs": [asdict(pair) for pair in pairs], "detached": detached(pairs)}
    language = found.languages[0] if found.languages else ""
    lines = [_line(row, language) for row in found.changed(language)]
    same = len(pairs) - len(lines)
    return Answer(data=data, lines=lines, notes=[count(same, "{n} place is the same.", "{n} places are the same.")])


def _tags(context: Context) -> Answer:
    from hubdesk.desk import anchoring

    found = anchoring.proposals(context.desk, event_of(context))
    data = [
        {
            "wid": each.wid,
            "edition": each.old,
            "number": each.seen.get("number", ""),
            "state": each.state,
            "confidence": each.confidence,
            "sure": each.sure,
            "confirmed": each.confirmed,
            "to": each.to,
            "to_number": each.number,
            "was": each.was,
            "now": each.now,
            "notes": list(each.notes),
        }
        for each in found
    ]
    lines = [
        f"{each.state}  {each.seen.get('number', '')} > {each.number or '-'}  {len(each.notes)}  {visible(each.was)}"
        for each in found
    ]
    return Answer(data={"tags": data, **anchoring.tally(found)}, lines=lines)


def _follow(context: Context) -> Answer:
    from hubdesk.desk import anchoring
    from hubdesk.desk.section_index import index

    o, desk, event = context.options, context.desk, event_of(context)
    found = anchoring.proposals(desk, event)
    these = [each for each in found if each.sure and not each.confirmed]
    if o.tag or o.to:
        number = o.tag.lstrip("/§")
        these = [each for each in found if number and number in (each.wid, each.seen.get("number"))]
        if not these:
            raise Usage(
                say("No tag on an older edition stands at {number}.", number=o.tag),
                next=say("Use `hubdesk charter tags` to see which there are."),
            )
    if o.to:
        sections = index(desk, event, charter=these[0].charter)
        to = "" if o.to == "none" else sections.resolve(o.to.lstrip("/§")) or o.to
        these = [anchoring.placed(desk, event, each, to, sections=sections) for each in these]
    done = anchoring.settle(desk, event, these)
    left = anchoring.waiting(desk, event)
    return Answer(
        data={"confirmed": done, "waiting": left},
        lines=[str(done)],
        notes=[count(left, "{n} tag still waits.", "{n} tags still wait.")] if left else [],
    )


def _line(row: "Row", language: str) -> str:
    """Return what became of a place as people read it in a terminal: [-gone-] and {+come+}."""
    from hubdesk.model.wording import changes

    signs = {"same": "{}", "gone": "[-{}-]", "came": "{{+{}+}}"}
    told = changes(row.words(language, old=True), row.words(language, old=False))
    words = visible("".join(signs[piece.way].format(piece.words) for piece in told))
    numbers = [place.number for place in (row.old, row.new) if place is not None]
    return f"{row.pair.relation}  {' > '.join(dict.fromkeys(numbers))}  {words}"


def _status(texts: Any, language: str) -> str:
    return texts[language].status if language in texts else "untranslated"
