"""What a report says, worked out once from records; every writer renders the same summary."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from hubdesk.i18n import Sentence, Words, count, words
from hubdesk.model.codebook import FORMS, KINDS
from hubdesk.model.records import Event, Note, OpenQuestion, Poll, Statement
from hubdesk.model.releases import Release
from hubdesk.model.seen import seen_of
from hubdesk.report.about_people import about_people
from hubdesk.report.answered import Answered, answered
from hubdesk.report.gatherings import Gathering, gatherings
from hubdesk.report.method import method
from hubdesk.report.polled import Polled, polled
from hubdesk.report.spoken import tag
from hubdesk.report.turnout import Turnout as Turnout

UNTAGGED = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading of the outline under discussion, in the report's language where there is one.

    `level` counts from 1; `language` is the language the words are really in; the document itself has no number.
    """

    wid: str
    number: str
    level: int
    heading: str
    language: str


@dataclass(frozen=True, slots=True)
class Document:
    """A charter that was discussed: its outline and, for every node of it, the heading that it counts to.

    `edition` is the id of the text that was read, `label` and `revision` say in words which one it was.
    """

    title: str
    edition: str
    source: str
    outline: tuple[Heading, ...]
    belongs: Mapping[str, str]
    label: str = ""
    revision: str = ""


@dataclass(frozen=True, slots=True)
class Material:
    """All that a report is made of; `notes` holds only what may be published, `left_out` counts what may not yet.

    `questions` are those of the drafters, each with the number of its place. `people` counts who took part, by event;
    `laptops` numbers the laptop that a note was written on, where that may be told, by note. `published` is what was
    published of each question of the polls, by `polled.key_of`; `about_people` are questions about who came, as polls.
    """

    events: tuple[Event, ...]
    notes: tuple[Note, ...]
    statements: tuple[Statement, ...]
    polls: tuple[Poll, ...]
    documents: tuple[Document, ...]
    turnout: Turnout
    left_out: int
    as_of: datetime
    language: str
    questions: tuple[tuple[OpenQuestion, str], ...] = ()
    people: Mapping[str, int] = field(default_factory=dict)
    laptops: Mapping[str, int] = field(default_factory=dict)
    published: Mapping[str, Sequence[Release]] = field(default_factory=dict)
    about_people: tuple[Poll, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One publishable remark: its number in this report, its words in their own language, and the answers to it.

    `marked` tells whether its form is said beside the words: a comment's is not, and none that stands for the words.
    `gone` are the places that it speaks of and that the texts of the report do not have, with the words that were seen.
    `missing` tells that it speaks of what its heading does not say.
    """

    number: int
    note: str
    text: str
    language: str
    form: str
    kind: str
    voices: int
    speaker: str
    verbatim: bool
    marked: bool = False
    answers: tuple["Item", ...] = ()
    also: tuple[str, ...] = ()
    gone: tuple[Heading, ...] = ()
    missing: bool = False
    event: str = ""


@dataclass(frozen=True, slots=True)
class Findings:
    """One heading and what was said about it and its paragraphs; `total` 0 is a finding too."""

    heading: Heading
    total: int
    kinds: Mapping[str, int]
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the cover, equal to the sum of a table below."""

    key: str
    label: Sentence
    value: int


@dataclass(frozen=True, slots=True)
class Signed:
    """A person's statement, signed by a role, with the numbers of the remarks it sums up and the polls on it."""

    text: str
    language: str
    theme: str
    role: str
    keywords: tuple[str, ...]
    numbers: tuple[int, ...]
    polls: tuple[Polled, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """One document of the report with its findings in outline order."""

    document: Document
    findings: tuple[Findings, ...]
    kinds: Mapping[str, int]
    total: int

    @property
    def silent(self) -> tuple[Findings, ...]:
        """The headings about which nothing was said."""
        return tuple(one for one in self.findings if not one.total)


@dataclass(frozen=True, slots=True)
class Summary:
    """A whole report in numbers and words, in no output format yet."""

    title: str
    events: tuple[Event, ...]
    language: str
    as_of: datetime
    figures: tuple[Figure, ...]
    turnout: Turnout
    chapters: tuple[Chapter, ...]
    loose: tuple[Item, ...]
    detached: tuple[Item, ...]
    decisions: tuple[Item, ...]
    statements: tuple[Signed, ...]
    polls: tuple[Polled, ...]
    kinds: Mapping[str, int]
    languages: Mapping[str, int]
    method: tuple[Sentence, ...]
    left_out: int
    remarks: int = field(default=0)
    questions: tuple[Answered, ...] = ()
    gatherings: tuple[Gathering, ...] = ()
    laptops: Mapping[str, int] = field(default_factory=dict)


def summarize(material: Material) -> Summary:
    """Return the summary; the same material gives the same summary."""
    material = replace(material, notes=tuple(filter(_says, material.notes)))
    items = _items(material.notes, words(material.language))
    by_note = {item.note: item for item in _flat(items.values())}
    placed: set[str] = set()
    chapters = tuple(_chapter(document, material.notes, items, placed) for document in material.documents)
    loose = [items[n.id] for n in material.notes if n.id in items and n.id not in placed and not n.tags]
    lost = [n for n in material.notes if n.id in items and n.id not in placed and n.tags]
    detached = [replace(items[note.id], gone=_gone(note)) for note in lost]
    remarks = len(items)
    polls = polled(material.polls, material.published, as_of=material.as_of)
    polls += about_people(material.about_people, material.published, as_of=material.as_of, language=material.language)
    return Summary(
        title=_title(material.events),
        events=material.events,
        language=material.language,
        as_of=material.as_of,
        figures=_figures(material, chapters, remarks),
        turnout=material.turnout,
        chapters=chapters,
        loose=tuple(loose),
        detached=tuple(detached),
        decisions=tuple(item for item in _flat(items.values()) if item.form in ("decision", "action")),
        statements=_signed(material.statements, by_note, polls),
        polls=polls,
        kinds=_kinds(items.values()),
        languages=dict(Counter(item.language for item in items.values()).most_common()),
        method=method(material, polls, answers=len(by_note) - remarks),
        left_out=material.left_out,
        remarks=remarks,
        questions=answered(material.questions, material.notes, {id: item.number for id, item in by_note.items()}),
        gatherings=gatherings(material.events, material.people, items.values()),
        laptops=material.laptops,
    )


def _gone(note: Note) -> tuple[Heading, ...]:
    """Return what a note's writer saw of the places that it speaks of, in the order of their numbers."""
    found = []
    for wid in note.tags:
        seen = seen_of(note, wid)
        words = seen.get("exact", "") or seen.get("heading", "")
        if words or seen.get("number"):
            found.append(Heading(wid, seen.get("number", ""), 1, words, seen.get("language") or "und"))
    return tuple(sorted(found, key=lambda each: (each.number, each.wid)))


def _title(events: Sequence[Event]) -> str:
    """Return the name of a gathering; of several, that of their series or host; "" where they share neither."""
    if len(events) == 1:
        return events[0].title
    shared = ({event.series for event in events}, {event.host for event in events})
    return next((name for names in shared if len(names) == 1 for name in names if name), "")


def _says(note: Note) -> bool:
    """Tell whether a note says something: where only signs were typed, its kind or its form does."""
    return bool(note.text) or note.kind in KINDS or (note.form in FORMS and note.form != "comment")


def _items(notes: Sequence[Note], tell: Words) -> dict[str, Item]:
    """Return the remarks by note id, answers inside the remark they answer, numbered in the order they were said."""
    here = {note.id for note in notes}
    answers: dict[str, list[Note]] = {}
    for note in notes:
        if note.parent in here and note.parent != note.id:
            answers.setdefault(note.parent, []).append(note)
    top = [note for note in notes if note.parent not in here or note.parent == note.id]
    reached = _reached(top, answers)
    top += [note for note in notes if note.id not in reached]  # a circle of answers: shown flat
    numbers = {note.id: n for n, note in enumerate(notes, start=1)}
    flat = {note.id for note in notes if note.id not in reached}
    return {note.id: _item(note, {} if note.id in flat else answers, numbers, tell) for note in top}


def _reached(top: Sequence[Note], answers: Mapping[str, list[Note]]) -> set[str]:
    reached: set[str] = set()
    ahead = list(top)
    while ahead:
        note = ahead.pop()
        reached.add(note.id)
        ahead += answers.get(note.id, [])
    return reached


def _item(note: Note, answers: Mapping[str, list[Note]], numbers: Mapping[str, int], tell: Words) -> Item:
    below = tuple(_item(one, {}, numbers, tell) for one in _below(note, answers))
    form, text, language = FORMS.get(note.form, FORMS["comment"]), note.text, tag(note.language)
    stands = KINDS.get(note.kind, form)
    if not text:
        text, language = tell.tagged(stands.label)
    return Item(
        number=numbers[note.id],
        note=note.id,
        text=text,
        language=language,
        form=form.id,
        kind=note.kind if note.kind in KINDS else "",
        voices=max(1, note.voices),
        speaker=note.speaker,
        verbatim=note.verbatim,
        marked=form.id != "comment" and (bool(note.text) or stands is not form),
        answers=below,
        event=note.event,
    )


def _below(note: Note, answers: Mapping[str, list[Note]]) -> list[Note]:
    """Return all answers below a note, depth first, as one list: paper needs one level of indentation."""
    found: list[Note] = []
    ahead = list(reversed(answers.get(note.id, [])))
    while ahead:
        one = ahead.pop()
        found.append(one)
        ahead += reversed(answers.get(one.id, []))
    return found


def _flat(items: Iterable[Item]) -> list[Item]:
    return [each for item in items for each in (item, *item.answers)]


def _chapter(document: Document, notes: Sequence[Note], items: Mapping[str, Item], placed: set[str]) -> Chapter:
    under: dict[str, list[Item]] = {heading.wid: [] for heading in document.outline}
    for note in notes:
        if note.id not in items:
            continue
        headings = sorted({document.belongs[wid] for wid in note.tags if document.belongs.get(wid) in under})
        lacking = {document.belongs.get(wid) for wid in note.tags if seen_of(note, wid).get("missing")}
        for wid in headings:
            under[wid].append(replace(items[note.id], missing=wid in lacking))
            placed.add(note.id)
    findings = tuple(
        Findings(heading, len(under[heading.wid]), _kinds(under[heading.wid]), tuple(under[heading.wid]))
        for heading in document.outline
    )
    distinct = {item.note: item for found in findings for item in found.items}
    return Chapter(document, findings, _kinds(distinct.values()), len(distinct))


def _kinds(items: Iterable[Item]) -> dict[str, int]:
    found = Counter(item.kind for item in items)
    return {kind: found[kind] for kind in (*KINDS, UNTAGGED) if found[kind]}


def _figures(material: Material, chapters: Sequence[Chapter], remarks: int) -> tuple[Figure, ...]:
    touched = sum(bool(found.total) for chapter in chapters for found in chapter.findings)
    people = material.turnout.people
    return (
        Figure("people", count(people, "person took part", "people took part"), people),
        Figure("remarks", count(remarks, "remark", "remarks"), remarks),
        Figure("sections", count(touched, "section with feedback", "sections with feedback"), touched),
        Figure("events", count(len(material.events), "gathering", "gatherings"), len(material.events)),
    )


def _signed(
    statements: Sequence[Statement], by_note: Mapping[str, Item], polls: Sequence[Polled]
) -> tuple[Signed, ...]:
    return tuple(
        Signed(
            one.text,
            tag(one.language),
            one.theme,
            one.role,
            tuple(sorted(one.keywords)),
            tuple(sorted(by_note[note].number for note in one.notes if note in by_note)),
            tuple(poll for poll in polls if poll.statement == one.id),
        )
        for one in statements
    )
