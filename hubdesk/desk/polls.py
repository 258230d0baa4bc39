"""Polls by a show of hands: what was asked, what was counted, and who said nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from hubdesk.desk import attendance, published
from hubdesk.desk.desk import Desk, event_book
from hubdesk.desk.fields import changes, given, language_tag, line
from hubdesk.desk.section_index import index
from hubdesk.errors import HubDeskError, Usage
from hubdesk.i18n import Sentence, count, say
from hubdesk.model import scales
from hubdesk.model.line_language import guess
from hubdesk.model.presence import iso
from hubdesk.model.records import Event, Member, Poll, Statement
from hubdesk.model.scales import SCALES, Result, options_of, result
from hubdesk.model.templates import half_day, rules


def add(
    desk: Desk,
    event: str,
    question: str = "",
    *,
    statement: str = "",
    section: str = "",
    scale: str = "abstain",
    labels: Iterable[str] = (),
    temperature: bool = False,
    language: str = "",
    at: datetime | None = None,
    origin: object = None,
) -> str:
    """Prepare a poll on a question, on a statement (in the words it has now) or on a section; return its id.

    `labels` are the answers of the scales "own" and "dots". A `temperature` check binds nobody. Raises Usage for no
    question, an unknown scale or answers that do not fit it, HubDeskError for a statement that is not there.
    """
    gathering = desk.read.get(Event, event)
    asked = line(question)
    spoken = language_tag(language) if language else ""
    if statement:
        about = desk.read.get(Statement, statement)
        asked, spoken = asked or about.text, spoken or about.language
    if section and section not in index(desk, event).places:
        raise Usage(say("There is no such section here."), next=say("Name a section of the charter of this event."))
    if not asked and section:
        asked = index(desk, event).places[section].heading
    if not asked:
        raise Usage(say("A poll needs a question."), next=say("Write what people are asked, or choose a statement."))
    wanted = {
        "event": event,
        "question": asked,
        "language": spoken or guess(asked, sorted(gathering.languages)),
        "statement": statement,
        "section": section,
        "scale": scale,
        "labels": _labels(scale, labels),
        "temperature": temperature,
        "at": iso(_moment(desk, event, at)),
    }
    poll = desk.new_id()
    fields = changes(Poll(id=""), given(Poll, wanted))
    with desk.action(say("Poll: {text}", text=asked), about=poll, origin=origin) as put:
        put(Poll, poll, book=event_book(event), **fields)
    return poll


def tally(
    desk: Desk,
    poll: str,
    counts: str,
    *,
    base: int | None = None,
    late: int = 0,
    at: datetime | None = None,
    origin: object = None,
) -> Result:
    """Keep what was counted, "12/3/4" in the order of the answers, and return the result; "" takes it back.

    `base` is how many people were there, by default those who are here now (0 when nobody was checked in or counted:
    nobody knows then). `late` more came late, as somebody confirms. Raises Usage for counts that do not fit the
    answers, HubDeskError for more answers than people.
    """
    before = desk.read.get(Poll, poll)
    found = _counts(before, counts) if counts.strip() else []
    there = present(desk, before.event) if base is None else base
    if not (0 <= there <= scales.MOST_PEOPLE and 0 <= late <= scales.MOST_PEOPLE):
        raise Usage(say("This is no number of people."), next=say("Give a whole number."))
    there += late if there else 0
    more = scales.over(before.scale, found, there)
    if more:
        raise HubDeskError(
            count(
                more,
                "There is {n} answer more than people here ({people}).",
                "There are {n} answers more than people here ({people}).",
                people=there,
            ),
            safe=say("Nothing was changed."),
            next=say("Count again, check in who came late, or confirm how many came late."),
            code="poll-base",
        )
    fields: dict[str, object] = {"tally": scales.written(found), "present": there if found else 0}
    fields |= {"late": late if found and there else 0}
    fields["counted"] = iso(_moment(desk, before.event, at)) if found else ""
    different = changes(before, given(Poll, fields))
    if {"tally", "present", "late"} & different.keys():
        with desk.action(_counting(before, found), about=poll, origin=origin) as put:
            put(Poll, poll, **different)
    return result(desk.read.get(Poll, poll))


def _counting(before: Poll, found: Sequence[int]) -> Sentence:
    """Return the sentence of History: a corrected count is told from the first."""
    if before.tally and found:
        return say("Count the poll {text} again", text=before.question)
    if before.tally:
        return say("Take back what was counted in the poll {text}", text=before.question)
    return say("Count the poll {text}", text=before.question)


def counter(desk: Desk, poll: Poll) -> str:
    """Return the name of whoever kept what was counted, "" where nothing was or nobody here knows the name.

    It follows from the facts and the team's list of laptops, so no name stands in the book that may leave.
    """
    said = desk.read.said(Poll, poll.book) if poll.tally else []
    author = next((key for key, id, fields in reversed(said) if id == poll.id and "tally" in fields), "")
    if author == desk.author.key:
        return desk.author.name
    return next((each.name or each.laptop for each in desk.read.all(Member, event=poll.event, key=author)), "")


def edit(desk: Desk, poll: str, *, origin: object = None, **fields: object) -> None:
    """Change question, language, scale, labels or temperature. Raises Usage.

    A poll that was counted keeps its answers, and what it binds to: HubDeskError for others.
    """
    before = desk.read.get(Poll, poll)
    scale = str(fields.get("scale", before.scale))
    told = fields.get("labels", before.labels.split("\n"))
    fields["labels"] = _labels(scale, map(str, told if isinstance(told, Iterable) else ()))
    if "question" in fields and not str(fields["question"]).strip():
        raise Usage(say("A poll needs a question."), next=say("Write what people are asked, or choose a statement."))
    different = changes(before, given(Poll, fields))
    if before.tally and {"scale", "labels", "temperature"} & different.keys():
        raise HubDeskError(
            say("This poll was counted: its answers stay as people heard them."),
            safe=say("Nothing was changed."),
            next=say("Take the count back first, or ask a new poll."),
            code="poll-counted",
        )
    if different:
        with desk.action(say("Change the poll {text}", text=before.question), about=poll, origin=origin) as put:
            put(Poll, poll, **different)
            published.reworded(desk, put, before, replace(before, **different))


def remove(desk: Desk, poll: str, *, origin: object = None) -> None:
    """Put a poll away; undo brings it back."""
    before = desk.read.get(Poll, poll)
    with desk.action(say("Remove the poll {text}", text=before.question), about=poll, origin=origin) as put:
        put.delete(Poll, poll)


def of_event(desk: Desk, event: str) -> list[Poll]:
    """Return the polls of a gathering, the oldest first."""
    return sorted(desk.read.all(Poll, event=event), key=lambda poll: (poll.at, poll.id))


def _labels(scale: str, labels: Iterable[str]) -> str:
    if scale not in SCALES:
        raise Usage(
            say("There is no scale called {name}.", name=scale),
            next=say("Choose one of: {names}", names=", ".join(SCALES)),
        )
    found = list(dict.fromkeys(filter(None, map(line, labels))))
    own = not SCALES[scale].options
    if own and not 2 <= len(found) <= scales.MOST_OPTIONS:
        raise Usage(
            say("Answers of your own are a list."), next=say("Give 2 to {n} different answers.", n=scales.MOST_OPTIONS)
        )
    if not own and found:
        raise Usage(
            say("This scale has its answers already."),
            next=say("Leave the answers away, or choose the scale {name}.", name="own"),
        )
    return "\n".join(found)


def _counts(poll: Poll, typed: str) -> Sequence[int]:
    number = len(options_of(poll))
    try:
        return scales.counts(typed, number)
    except ValueError:
        raise Usage(say("The counts do not fit the answers of this poll."), next=example(number)) from None


def example(answers: int) -> Sentence:
    """Return how to type the counts of so many answers."""
    told = "/".join(["12", "3", "4", "0"][: min(answers, 4)] + ["0"] * max(0, answers - 4))
    return say("Give {n} counts with a slash between, for example {example}.", n=answers, example=told)


def present(desk: Desk, event: str) -> int:
    """Return how many people are here now, those counted without names too; 0 when nobody was checked in."""
    now = attendance.counts(desk, event)
    return now.here + now.heads


def _moment(desk: Desk, event: str, at: datetime | None) -> datetime:
    gathering, moment = desk.read.get(Event, event), at or desk.now()
    return half_day(moment, gathering.zone) if rules(gathering.sensitive).half_days else moment
