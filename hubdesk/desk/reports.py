"""Reports: the safe version of one or more events as paper or as text to paste."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial, reduce
from pathlib import Path
from typing import TypeVar

from hubdesk.desk import agenda, attendance, demographics, files, fonts, gallery, published, publishing, questions
from hubdesk.desk.desk import Desk
from hubdesk.desk.discussed import discussed
from hubdesk.desk.section_index import index
from hubdesk.errors import Usage
from hubdesk.i18n import LANGUAGES, Sentence, say, words
from hubdesk.model.charter import source_page
from hubdesk.model.curve import curve
from hubdesk.model.disclosure import shared
from hubdesk.model.limits import LOGO_BYTES
from hubdesk.model.presence import moment
from hubdesk.model.records import Attendance, Charter, Event, Note, Record
from hubdesk.model.templates import rules
from hubdesk.report.minutes import KIND as MINUTES
from hubdesk.report.minutes import Minutes
from hubdesk.report.minutes import minutes as minutes_of
from hubdesk.report.polled import Polled
from hubdesk.report.posts import Post as Post
from hubdesk.report.summary import Material, Summary, Turnout, summarize

R = TypeVar("R", bound=Record)
CONVERSATION = say("Conversation report")
KINDS = ("conversation", "annex", "minutes", "grant")
#: Answers to the forms of funders, for which nothing that was said in the room is quoted.
FUNDERS = ("msig", "rapid-fund")
FORMS = ("ambassador", "notes", "minutes", "sources", "outputs", "talk", "markdown", "story", *FUNDERS)
#: Those papers and texts that tell numbers of polls.
_TELL_POLLS = ("conversation", "minutes", "ambassador", "outputs", "markdown")
_BELOW = {
    "ambassador": "Reports", "notes": "Notes", "minutes": "Minutes", "sources": "Sources", "outputs": "Outputs"
}  # fmt: skip
Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made: where, how many pages, and how many notes are left out until somebody answers."""

    path: Path
    pages: int
    left_out: int


@dataclass(frozen=True, slots=True)
class Finished:
    """A text to paste, the exact name of the page or topic it is for, and how many notes are left out.

    `posts` are its parts where they are pasted one by one; `text` holds them all. `told` are its polls, which `leave`
    remembers.
    """

    form: str
    text: str
    page: str
    left_out: int
    posts: tuple[Post, ...] = ()
    told: tuple[Polled, ...] = ()

    def files(self, out: Path) -> dict[Path, str]:
        """Return the texts of the files: `out`, and further posts of a forum beside it, for each has its limit."""
        if self.form != "markdown":
            return {out: self.text}
        names = [out, *(out.with_name(f"{out.stem}.{n}{out.suffix}") for n in range(2, len(self.posts) + 1))]
        return {name: post.text for name, post in zip(names, self.posts, strict=True)}


def about(desk: Desk, event: str) -> dict[str, list[str]]:
    """Return what a report can be about, seen from an event: {"event" | "series" | "all": events, the earliest first}.

    A series that is only this event, and a workspace that holds no other, are not offered.
    """
    here = desk.read.get(Event, event)
    everything = every_event(desk)
    series = of_series(desk, here.series) if here.series else []
    found = {"event": [event]}
    found |= {"series": series} if len(series) > 1 else {}
    return found | ({"all": everything} if len(everything) > max(len(series), 1) else {})


def every_event(desk: Desk) -> list[str]:
    """Return all events of the workspace, the earliest first."""
    return [one.id for one in sorted(desk.read.all(Event), key=lambda one: (one.start, one.id))]


def of_series(desk: Desk, name: str) -> list[str]:
    """Return the events of a series, the earliest first. Usage where there is none."""
    found = [id for id in every_event(desk) if desk.read.get(Event, id).series == name]
    if not found:
        raise Usage(
            say("No event is of the series {name}.", name=name), next=say("See the series of an event under Prepare.")
        )
    return found


def summary(desk: Desk, events: Sequence[str], *, language: str, as_of: datetime | None = None) -> Summary:
    """Return what a report of these events says, of what may be published now. Usage for no event."""
    return summarize(material(desk, events, language=language, as_of=as_of))


def minutes(desk: Desk, events: Sequence[str], *, language: str, as_of: datetime | None = None) -> Minutes:
    """Return what the minutes of these events say, of what may be published now. Usage for no event."""
    found = material(desk, events, language=language, as_of=as_of, called=MINUTES)
    return minutes_of(found, {event: agenda.shown(desk, event) for event in events})


def material(
    desk: Desk, events: Sequence[str], *, language: str, as_of: datetime | None = None, called: Sentence = CONVERSATION
) -> Material:
    """Gather what a report is made of; `as_of` is the instant it stands for (default: now).

    A gathering whose name may not be told is `called` as what is made of it.
    """
    if not events:
        raise Usage(say("A report needs an event."), next=say("Name at least one event."))
    neutral = words(language)(called, isolated=False)
    found = [publishing.shown(desk, desk.read.get(Event, event)) for event in events]
    found = [event if event.title else replace(event, title=neutral) for event in found]
    allowed = [publishing.safe(desk, event) for event in events]
    places = {event: index(desk, event) for event in events}
    notes = tuple(note for one in allowed for note in one.notes)
    turnouts = {event: _turnout(desk, event) for event in events}
    people = {event: one.people for event, one in turnouts.items()}
    found = [_placed(event, people[event.id]) for event in found]
    cleared = _clearing(desk, events)
    asked = {one.question.id: (one.question, one.number) for event in events for one in questions.of_event(desk, event)}
    asked = {id: one for id, one in asked.items() if cleared(one[0]).text}
    tagged = {wid for note in notes for wid in note.tags}
    return Material(
        events=tuple(found),
        notes=notes,
        statements=tuple(statement for one in allowed for statement in one.statements),
        polls=tuple(poll for one in allowed for poll in one.polls),
        documents=discussed(desk, list(places.values()), language=language, tagged=tagged, cleared=cleared),
        turnout=_together(desk, turnouts),
        left_out=sum(one.left_out for one in allowed),
        as_of=as_of or desk.now(),
        language=language,
        questions=tuple(asked.values()),
        people=people,
        laptops=_laptops(desk, notes, people),
        published=published.of_events(desk, events),
        about_people=tuple(poll for event in events for poll in demographics.polls_of(desk, event, people[event])),
    )


def pdf(
    desk: Desk,
    events: Sequence[str],
    out: Path,
    *,
    language: str,
    kind: str = "conversation",
    form: str = "msig",
    receipts: bool = False,
    digits: str = "latn",
    paper: str = "a4",
    logo: Path | None = None,
    data: bool = False,
    as_of: datetime | None = None,
    report: Report | None = None,
    leaves: bool = True,
) -> Made:
    """Write a PDF (archivable, tagged) of the safe version; beside, then renamed. `report` may raise Cancelled.

    What it tells of polls is published with it, unless it `leaves` not: a preview.

    `paper` is "a4" or "letter", `logo` an image file for the first page. The same content and `as_of` give the same
    bytes. Usage for a kind, language, digits or paper that there is not; Refused for a logo that cannot be printed.
    A grant report answers the `form` of a funder; with `receipts` it shows those as they are, for the funder alone.
    With `data` what the report says travels in it as files (PDF/A-3a), of a grant report its expenses.
    """
    _check(kind, KINDS, language)
    from hubdesk.report.pdf import annex, apart, conversation
    from hubdesk.report.pdf import minutes as paper_of_minutes
    from hubdesk.report.pdf.attaching import data_of
    from hubdesk.report.pdf.printing import printing

    look = printing(digits, paper, files.read(logo, LOGO_BYTES) if logo else None)
    packs = fonts.packs(desk.folders)
    if kind == "grant":
        from hubdesk.desk import grants

        money = grants.grant(desk, events, form, language=language, as_of=as_of, receipts=receipts)
        look = replace(look, attached=grants.attached(money)) if data else look
        return grants.paper(money, out, printing=look, packs=packs, report=report)
    work_out = minutes if kind == "minutes" else summary
    told = work_out(desk, events, language=language, as_of=as_of)
    found = told.summary if isinstance(told, Minutes) else told
    look = replace(look, attached=data_of(found)) if data else look
    make: apart.Write
    if kind == "conversation":
        make = partial(conversation.write, photos=gallery.pictured(desk, events))
    else:
        make = annex.write if kind == "annex" else paper_of_minutes.write
    tells = leaves and (data or kind in _TELL_POLLS)
    ready = (lambda: published.remember(desk, found.polls)) if tells else None
    pages = apart.write(make, told, out, printing=look, packs=packs, report=report, ready=ready)
    return Made(out, pages, found.left_out)


def check_logo(path: Path) -> None:
    """Raise Refused where an image file cannot be printed as a logo, HubDeskError where it cannot be read."""
    from hubdesk.report.pdf.printing import printing

    printing(logo=files.read(path, LOGO_BYTES))


def text(desk: Desk, events: Sequence[str], form: str, *, language: str, as_of: datetime | None = None) -> Finished:
    """Return the safe version as text to paste, in one of FORMS. Usage for another form or language.

    Whoever lets it leave tells `leave`.
    """
    _check(form, FORMS, language)
    from hubdesk.report import markdown, wikitext, wikitext_minutes, wikitext_tables, wikitext_talk

    if form in FUNDERS:
        from hubdesk.desk import grants

        return grants.sheet(desk, events, form, language=language, as_of=as_of)
    if form == "story":
        from hubdesk.desk import stories

        return stories.made(desk, events, language=language, as_of=as_of)
    if form == "minutes":
        held = minutes(desk, events, language=language, as_of=as_of)
        found, page = held.summary, target(desk, held.summary, form)
        return Finished(form, wikitext_minutes.minutes(held, language), page, found.left_out, told=found.polls)
    found = summary(desk, events, language=language, as_of=as_of)
    if form == "markdown":
        posts = markdown.posts(found, language)
        return Finished(form, markdown.text(posts), posts[0].page, found.left_out, posts, found.polls)
    if form == "talk":
        posts = wikitext_talk.posts(found, language)
        page = posts[0].page if posts else wikitext.talk_page(source_of(desk, found.events))
        return Finished(form, wikitext_talk.text(posts), page, found.left_out, posts)
    writers = {
        "ambassador": wikitext.ambassador,
        "notes": wikitext.notes,
        "sources": wikitext_tables.sources,
        "outputs": wikitext_tables.outputs,
    }
    told = found.polls if form in _TELL_POLLS else ()
    return Finished(form, writers[form](found, language), target(desk, found, form), found.left_out, told=told)


def leave(desk: Desk, made: Finished) -> None:
    """Keep what a text publishes of polls; told before it is written, copied or printed."""
    published.remember(desk, made.told)


def write_text(desk: Desk, made: Finished, out: Path) -> list[Path]:
    """Write a text to `out`, with further posts of a forum beside it; return the files. HubDeskError, see `files`."""
    leave(desk, made)
    written = made.files(out)
    for path, content in written.items():
        files.write(path, content.encode())
    return list(written)


def target(desk: Desk, found: Summary, form: str) -> str:
    """Return the page that a text is for: below the page of the charter, named after the gathering."""
    from hubdesk.report.wikitext import page_name

    above = page_name(source_page(source_of(desk, found.events))[1])
    title = found.title or words(found.language)(MINUTES if form == "minutes" else CONVERSATION, isolated=False)
    return f"{above}/{_BELOW[form]}/{page_name(title)}"


def source_of(desk: Desk, events: Iterable[Event]) -> str:
    """Return the page or address that the charter of gatherings comes from; its title where nobody knows it."""
    gatherings = list(events)
    cleared = _clearing(desk, [event.id for event in gatherings])
    used = [cleared(each) for each in desk.read.all(Charter) for event in gatherings if each.id in event.charters]
    return next((each.source or each.title for each in used if each.source or each.title), "HubDesk")


def _check(chosen: str, known: Sequence[str], language: str) -> None:
    if chosen not in known:
        raise Usage(
            say("There is no report called {name}.", name=chosen),
            next=say("Choose one of: {names}", names=", ".join(known)),
        )
    check_language(language)


def check_language(language: str) -> None:
    """Usage for a language that no report is made in."""
    if language not in LANGUAGES:
        raise Usage(
            say("Reports are not made in the language {tag}.", tag=language),
            next=say("Choose one of: {names}", names=", ".join(LANGUAGES)),
        )


def _clearing(desk: Desk, events: Sequence[str]) -> Callable[[R], R]:
    """Return what makes records fit to be published with all of these events, see `publishing.clearing`."""
    each = [publishing.clearing(desk, event) for event in events]
    return lambda record: reduce(lambda one, cleared: cleared(one), each, record)


def _placed(event: Event, people: int) -> Event:
    """Return a gathering without its place where it is known that only a few people took part: it stands beside all."""
    return replace(event, place="") if people and not shared({event.place: people}) else event


def _turnout(desk: Desk, event: str) -> Turnout:
    now = attendance.counts(desk, event)
    told = desk.read.all(Attendance, event=event)
    if not now.registered and not now.came and told:  # an upload file brings numbers without people
        one = told[-1]
        return Turnout(one.registered, one.came, one.walk_ins, one.heads)
    return Turnout(now.registered, now.came, now.walk_in, now.heads)


def _together(desk: Desk, turnouts: Mapping[str, Turnout]) -> Turnout:
    """Return the sums, and of a single event the curve of people in the room; of a sensitive one none."""
    found = turnouts.values()
    came = sum(one.came for one in found)
    registered, walk_ins = sum(one.registered for one in found), sum(one.walk_ins for one in found)
    alone = desk.read.get(Event, next(iter(turnouts))) if len(turnouts) == 1 else None
    told: tuple[tuple[datetime, int], ...] = ()
    if alone is not None and not rules(alone.sensitive).half_days:
        steps = [(at, n) for text, n in attendance.over_time(desk, alone.id) if (at := moment(text))]
        told = curve(steps, came, end=moment(alone.end))
    return Turnout(registered, came, walk_ins, sum(one.heads for one in found), told)


def _laptops(desk: Desk, notes: Sequence[Note], people: Mapping[str, int]) -> dict[str, int]:
    """Return a number for the laptop that each note was first written on, in order of appearance.

    Only for gatherings with LEAST_COUNT people for each laptop, because the number may tell the table where somebody
    sat; and nothing where there was one laptop.
    """
    numbers: dict[str, int] = {}
    found: dict[str, int] = {}
    for event, number in people.items():
        here = [note.id for note in notes if note.event == event]
        first: dict[str, str] = {}
        for author, id, _ in desk.read.said(Note, event):
            first.setdefault(id, author)
        written = {id: first[id] for id in here if id in first}
        laptops = set(written.values())
        if laptops and laptops == shared(dict.fromkeys(laptops, number // len(laptops))):
            found |= {id: numbers.setdefault(author, len(numbers) + 1) for id, author in written.items()}
    return found if len(numbers) > 1 else {}
