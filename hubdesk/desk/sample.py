"""The sample: one invented evening about an invented charter, written through the same verbs that people use."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hubdesk.desk import agenda, attendance, charters, events, expenses, grants, notes, people, polls, statements
from hubdesk.desk.desk import Desk, event_book
from hubdesk.desk.section_index import Index, index
from hubdesk.model import facts
from hubdesk.model.facts import Book, Fact, Segment
from hubdesk.model.records import Event
from hubdesk.paths import folders, shipped

#: The files of the charter: the source with translation markup, and its translations.
CHARTER = ("lantern.wiki", "lantern-ar.wiki", "lantern-hi.wiki", "lantern-zh.wiki", "lantern-de.md")
SOURCE = "Lantern Rivers/Charter"


def make_sample(desk: Desk, *, now: datetime | None = None) -> str:
    """Make the sample gathering of the evening before `now` and return its id; one that is there already is returned.

    13 people (a mononym, a family name first, a patronymic, two scripts, a user name, a badge), 17 lines in five
    languages, one agreement taken back, one sensitive line, one section without feedback, one line in two versions;
    two statements that people were polled on, three expenses in two currencies and two answers to a funder.
    """
    there = [event for event in desk.read.all(Event) if event.sample]
    if there:
        return there[0].id
    told = evening()
    evening_of = ((now or desk.now()) - timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    event = _event(desk, told, evening_of)
    _agenda(desk, event, told, evening_of)
    _people(desk, event, told, evening_of)
    made = _lines(desk, event, told, evening_of)
    for each in told["statements"]:
        given = {name: each[name] for name in ("theme", "keywords", "role")}
        sources = [made[key] for key in each["notes"]]
        at = _at(evening_of, each["at"])
        kept = statements.add(desk, event, each["text"], sources, at=at, **given)
        if "poll" in each:
            poll = polls.add(desk, event, statement=kept, at=at)
            polls.tally(desk, poll, each["poll"], base=each["present"], at=at)
    _money(desk, event, told, evening_of)
    return event


@cache
def evening() -> Mapping[str, Any]:
    """Return the sample as it is written down."""
    return tomllib.loads((shipped("resources") / "sample" / "evening.toml").read_text("utf-8"))


def _at(evening_of: datetime, clock: str) -> datetime:
    hours, minutes = clock.split(":")
    return evening_of + timedelta(hours=int(hours), minutes=int(minutes))


def _event(desk: Desk, told: Mapping[str, Any], evening_of: datetime) -> str:
    fields = {name: value for name, value in told["event"].items() if name not in ("start", "end", "requests")}
    fields |= {name: (evening_of + timedelta(days=after)).date() for name, after in told["days"].items()}
    start, end = (_at(evening_of, told["event"][name]) for name in ("start", "end"))
    event = events.create(desk, template="conversation", start=start, end=end, sample=True, state="to report", **fields)
    for language, number in told["event"]["requests"].items():
        events.requests(desk, event, language, number)
    folder = shipped("resources") / "sample" / "charter"
    files = [(name, (folder / name).read_bytes()) for name in CHARTER]
    charters.take(desk, charters.preview(files, source=SOURCE), event=event, sample=True)
    return event


def _agenda(desk: Desk, event: str, told: Mapping[str, Any], evening_of: datetime) -> None:
    sections = index(desk, event)
    for item, was in zip(agenda.items(desk, event), told["agenda"], strict=True):
        times = {name: _at(evening_of, was[name]) for name in ("started", "stopped")}
        places = [wid for number in was.get("sections", ()) if (wid := sections.resolve(number))]
        agenda.edit(desk, item.id, sections=places, **times)


def _people(desk: Desk, event: str, told: Mapping[str, Any], evening_of: datetime) -> None:
    doings = {"times", "consents", "withdrawn", "walk_in"}
    for sheet, each in enumerate(told["people"], start=1):
        known = {name: value for name, value in each.items() if name not in doings}
        times = [_at(evening_of, clock) for clock in each.get("times", ())]
        if each.get("walk_in"):
            person = attendance.walk_in(desk, event, each["name"], at=times[0])
        else:
            person = people.add(desk, event, known.pop("name", ""), sheet=sheet, **known)
        for nth, at in enumerate(times):
            act = attendance.check_out if nth % 2 else attendance.check_in
            act(desk, person, event, at=at)
        asked = times[0] if times else _at(evening_of, told["event"]["start"])
        language = each.get("languages", "en").partition(",")[0]
        for purpose in each["consents"]:
            people.consent(desk, person, purpose, True, language=language, how="paper", at=asked)
        for purpose in each.get("withdrawn", ()):
            people.withdraw(desk, person, purpose, at=asked + timedelta(minutes=50))
    for tally in told["heads"]:
        attendance.heads(desk, event, tally["number"], category=tally["category"], at=_at(evening_of, tally["at"]))


def _money(desk: Desk, event: str, told: Mapping[str, Any], evening_of: datetime) -> None:
    """Write down what the evening cost, and two answers to a funder."""
    day = f"{evening_of:%Y-%m-%d}"
    for each in told["expenses"]:
        rated = {"rate_on": day} if "rate" in each else {}
        expenses.add(desk, event, paid=day, **each, **rated)
    for each in told["answers"]:
        grants.answer(desk, [event], "msig", each["question"], text=each["text"])


def _lines(desk: Desk, event: str, told: Mapping[str, Any], evening_of: datetime) -> dict[str, str]:
    """Write the lines and return {key: note}."""
    sections, made = index(desk, event), dict[str, str]()
    running = {was["started"]: item.id for item, was in zip(agenda.items(desk, event), told["agenda"], strict=True)}
    for each in told["lines"]:
        item = max((started for started in running if started <= each["at"]), default="")
        made[each["key"]] = notes.add(
            desk,
            event,
            each["line"],
            at=_at(evening_of, each["at"]),
            visibility=each.get("visibility", "public"),
            parent=made.get(each.get("reply_to", ""), ""),
            channel=each.get("channel", "floor"),
            item=running.get(item, ""),
            sections=sections,
        )
        if "there" in each:
            _two_versions(desk, event, made[each["key"]], each, sections=sections)
    return made


def _two_versions(desk: Desk, event: str, note: str, each: Mapping[str, str], *, sections: Index) -> None:
    """Let another run of the program correct a line without knowing how this one does, and take its log in."""
    book = event_book(event)
    with TemporaryDirectory(prefix="hubdesk-sample-") as folder:
        home = folders(Path(folder))
        author = replace(desk.author, laptop="Second laptop")
        other = Desk.open(home.workspace, author=author, folders=home, now=desk.now)
        try:
            _take_in(other, book, _handed_out(desk, book))
            notes.retype(other, note, each["there"], sections=sections)
            notes.retype(desk, note, each["here"], sections=sections)
            _take_in(desk, book, _handed_out(other, book))
        finally:
            other.close()


def _handed_out(desk: Desk, book: Book) -> list[Segment]:
    desk.run(lambda: desk.store.seal([book], desk.author.sign))
    return desk.run(lambda: list(desk.store.segments(book)))


def _take_in(desk: Desk, book: Book, segments: list[Segment]) -> None:
    parsed = [(each, tuple(_fact(each, line) for line in each.lines)) for each in segments]
    result = desk.run(lambda: desk.store.absorb([book], parsed))
    desk.tell(result.change)


def _fact(segment: Segment, line: bytes) -> Fact | None:
    """Return the fact of a line; an erased line is its leaf and says nothing."""
    return facts.parse_line(line, segment.book, segment.replica) if line.startswith(b"[") else None
