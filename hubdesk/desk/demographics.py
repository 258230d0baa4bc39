"""Questions about the people who come: switched on one by one, counted from slips, never tied to anybody."""

from collections.abc import Iterable
from dataclasses import dataclass

from hubdesk.desk import publishing
from hubdesk.desk.desk import Desk, team_book
from hubdesk.desk.fields import Fields, language_tag, line
from hubdesk.errors import HubDeskError, Usage
from hubdesk.i18n import Sentence, say
from hubdesk.model.demographics import LEAST_SLIPS, TEMPLATES, answers_of, as_poll, total
from hubdesk.model.line_language import guess
from hubdesk.model.records import Demographic, Event, Poll
from hubdesk.model.scales import MOST_OPTIONS, counts, written


@dataclass(frozen=True, slots=True)
class Standing:
    """One question as the team sees it: its words, its answers, and how many slips had each."""

    id: str
    question: Sentence | str
    answers: tuple[Sentence | str, ...]
    counts: tuple[int, ...]


def add(
    desk: Desk, event: str, template: str = "", *, question: str = "", answers: Iterable[str] = (), language: str = ""
) -> str:
    """Ask a question of `model.demographics.TEMPLATES`, or one's own with its answers; return its id.

    What is asked already is not asked twice. Raises Usage for an unknown template, for no question, for a list that is
    none, and for words that may tell who somebody is.
    """
    gathering = desk.read.get(Event, event)
    asked, labels = line(question), list(dict.fromkeys(filter(None, map(line, answers))))
    if template and template not in TEMPLATES:
        raise Usage(
            say("There is no question called {name}.", name=template),
            next=say("Choose one of: {names}", names=", ".join(TEMPLATES)),
        )
    if not template and not asked:
        raise Usage(say("There is no question."), next=say("Write one, or choose one of those that are here."))
    if not template and not 2 <= len(labels) <= MOST_OPTIONS:
        raise Usage(say("A question needs answers."), next=say("Give 2 to {n} different answers.", n=MOST_OPTIONS))
    asked, listed = ("", "") if template else (asked, "\n".join(labels))
    if publishing.asking(desk, event)("", f"{asked}\n{listed}"):
        raise Usage(
            say("These words may tell who somebody is, and all answers are published."),
            next=say("Ask without a name, an address or a number."),
        )
    for one in desk.read.all(Demographic, event=event):
        if (one.template, one.question, one.labels) == (template, asked, listed):
            return one.id
    spoken = "" if template else language_tag(language) if language else guess(asked, sorted(gathering.languages))
    fields: Fields = {"template": template, "question": asked, "labels": listed, "language": spoken}
    made = desk.new_id()
    with desk.action(say("Ask about the people who come"), about=made) as put:
        put(Demographic, made, book=team_book(event), event=event, **{k: v for k, v in fields.items() if v})
    return made


def tally(desk: Desk, demographic: str, typed: str) -> Standing:
    """Add the counts of a heap of slips, "12/3" in the order of the answers; return what stands now.

    Raises Usage for counts that do not fit the answers, HubDeskError for fewer than five slips: the time of a small
    count would tell whose they were.
    """
    before = desk.read.get(Demographic, demographic)
    answers = answers_of(before)
    try:
        found = counts(typed, len(answers))
    except ValueError:
        raise Usage(
            say("The counts do not fit the answers of this question."),
            next=say("Give {n} counts with a slash between.", n=len(answers)),
        ) from None
    if sum(found) < LEAST_SLIPS:
        raise HubDeskError(
            say("These are fewer than {n} slips: the time of the count would tell whose they are.", n=LEAST_SLIPS),
            safe=say("Nothing was changed."),
            next=say("Wait until more slips are there, and count them together."),
            code="few-slips",
        )
    with desk.action(say("Count slips about the people"), about=demographic) as put:
        put(Demographic, demographic, tallies={desk.new_id(): written(found)})
    return _standing(desk.read.get(Demographic, demographic))


def clear(desk: Desk, demographic: str) -> None:
    """Take back all counts of a question, to count anew; undo brings them back."""
    before = desk.read.get(Demographic, demographic)
    if before.tallies:
        with desk.action(say("Count the slips anew"), about=demographic) as put:
            put(Demographic, demographic, tallies=dict.fromkeys(before.tallies, ""))


def remove(desk: Desk, demographic: str) -> None:
    """Ask a question no more, and tell its counts no more; undo brings it back."""
    desk.read.get(Demographic, demographic)
    with desk.action(say("Ask this about the people no more"), about=demographic) as put:
        put.delete(Demographic, demographic)


def of_event(desk: Desk, event: str) -> list[Standing]:
    """Return the questions of a gathering in the order in which they were asked."""
    return [_standing(one) for one in sorted(desk.read.all(Demographic, event=event), key=lambda one: one.id)]


def polls_of(desk: Desk, event: str, people: int) -> list[Poll]:
    """Return the questions as polls of `people`, for a report; without those whose words may tell who somebody is."""
    asks = publishing.asking(desk, event)
    return [
        as_poll(one, people)
        for one in desk.read.all(Demographic, event=event)
        if answers_of(one) and not asks(one.id, f"{one.question}\n{one.labels}")
    ]


def _standing(one: Demographic) -> Standing:
    template = TEMPLATES.get(one.template)
    return Standing(one.id, template.question if template else one.question, answers_of(one), tuple(total(one)))
