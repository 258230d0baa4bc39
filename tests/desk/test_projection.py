"""The second screen: what the room may see, and that nothing else can get there."""

from dataclasses import fields, is_dataclass
from datetime import UTC, datetime, timedelta

import pytest

from hubdesk.desk import (
    agenda,
    attendance,
    charters,
    events,
    incidents,
    notes,
    people,
    phrases,
    polls,
    projection,
    rounds,
    speakers,
)
from hubdesk.desk.desk import Desk
from hubdesk.desk.section_index import index
from hubdesk.errors import Usage
from hubdesk.i18n import Sentence, say
from hubdesk.model import projection as model
from hubdesk.model.projection import SCENES, Clock, Line, Passage, Projection, Share, Voice
from hubdesk.model.records import Note
from hubdesk.model.speaking import SORTS
from hubdesk.model.templates import ITEM_NAMES

PAGE = b"# Rules\n\n## Money\n\nMoney is shared.\n\nNobody keeps it.\n\n### Boats\n\nRow.\n\n## Time\n\nGiven.\n"


@pytest.fixture
def evening(desk: Desk) -> str:
    event = events.create(desk, "Evening about hubs", languages=["en"])
    charters.take(desk, charters.preview([("rules.md", PAGE)], title="Rules", language="en"), event=event)
    for item in agenda.items(desk, event):
        agenda.remove(desk, item.id)
    return event


def money(desk: Desk, event: str) -> str:
    return next(each.wid for each in index(desk, event).places.values() if each.heading == "Money")


def words(value: object) -> list[str]:
    """Return every word that a view holds, and fail for anything that is neither word nor number."""
    if value is None or isinstance(value, bool | int):
        return []
    if isinstance(value, Sentence):
        return [value.one, value.many, *(each for one in value.values.values() for each in words(one))]
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [each for one in value for each in words(one)]
    assert is_dataclass(value) and type(value).__module__ == model.__name__, type(value)
    return [each for one in fields(value) for each in words(getattr(value, one.name))]


def test_a_section_stands_with_its_words_up_to_the_next_heading(desk, evening):
    seen = projection.show(desk, evening, "section", section=money(desk, evening))
    assert seen.passages == (Passage("en", "1 Money", "Money is shared.\nNobody keeps it."),)
    assert projection.show(desk, evening, "section", section=money(desk, evening), languages=["hi"]) == seen


def test_the_section_of_the_running_item_is_in_focus(desk, evening):
    item = agenda.add(desk, evening, "Reading", minutes=20)
    agenda.edit(desk, item, sections={money(desk, evening): True})
    assert projection.show(desk, evening, "section").passages == ()
    agenda.begin(desk, item, at=desk.now())
    assert projection.show(desk, evening, "section").passages[0].heading == "1 Money"


def test_a_reading_round_shows_its_section_and_its_silent_minutes(desk, evening):
    item = agenda.add(desk, evening, "Reading", minutes=20, silent=3)
    time = next(each.wid for each in index(desk, evening).places.values() if each.heading == "Time")
    agenda.edit(desk, item, sections={money(desk, evening): True, time: True})
    for _ in range(2):
        rounds.step(desk, item, at=desk.now())
    seen = projection.show(desk, evening, "section")
    assert seen.passages[0].heading == "1 Money" and seen.clock == Clock(180, desk.now().isoformat())


def test_the_run_sheet_holds_public_items_and_the_clock_of_the_one_that_runs(desk, evening):
    first, inside, _ = (agenda.add(desk, evening, title, minutes=5) for title in ("Hello", "Inside", "Goodbye"))
    agenda.edit(desk, inside, visibility="internal")
    agenda.begin(desk, first, at=desk.now())
    seen = projection.show(desk, evening, "agenda")
    assert seen.lines == (Line("Hello", 5, "now"), Line("Goodbye", 5, "later"))
    assert seen.clock == Clock(300, desk.now().isoformat())
    agenda.begin(desk, inside, at=desk.now() + timedelta(minutes=1))
    seen = projection.show(desk, evening, "timer")
    assert (seen.lines, seen.clock) == ((), None), "that something internal runs is no news for the room"


def test_a_time_that_is_none_shows_no_clock(desk, evening):
    item = agenda.add(desk, evening, "Hello")
    agenda.edit(desk, item, started="<b>soon")
    assert projection.show(desk, evening, "timer").clock is None


def test_a_poll_shows_whole_numbers_once_it_was_counted(desk, evening):
    first = polls.add(desk, evening, "Vote each year?")
    assert projection.show(desk, evening, "poll").shares == ()
    polls.tally(desk, first, "2/1/0", base=5)
    polls.add(desk, evening, "Not counted")
    seen = projection.show(desk, evening, "poll")
    assert (seen.question, seen.silent, seen.present) == ("Vote each year?", 2, 5)
    assert [each.number for each in seen.shares] == [2, 1, 0]


@pytest.mark.locked
def test_a_sensitive_gathering_shows_no_title_and_no_time(desk):
    event = events.create(desk, "Evening nobody may know", sensitive=True)
    item = agenda.add(desk, event, "Their plan")
    agenda.begin(desk, item, at=desk.now())
    for scene in SCENES:
        seen = projection.show(desk, event, scene)
        assert seen.title == "" and seen.clock is None and "plan" not in " ".join(words(seen))


def test_speakers_stand_by_name_only_where_they_agreed(desk, evening):
    ana, bo = people.add(desk, evening, "Ana Fletcher"), people.add(desk, evening, "Bo Marsh")
    for who in (
        {"person": bo},
        {"person": ana},
        {"text": "facilitator"},
        {"text": "Bo from the boats", "sort": "order"},
    ):
        speakers.ask(desk, evening, **who)

    def names() -> list[object]:
        return [each.name for each in projection.show(desk, evening, "speakers").voices]

    assert names() == [say("Speaker {n}", n=4), say("Speaker {n}", n=1), say("Speaker {n}", n=2), "facilitator"]
    people.consent(desk, ana, "name", True)
    speakers.start(desk, speakers.floor(desk, evening).waiting[2].turn.id)
    seen = projection.show(desk, evening, "speakers")
    assert seen.voices[0] == Voice("Ana Fletcher", None, True) and seen.clock == Clock(120, desk.now().isoformat())
    assert seen.voices[1].what == SORTS["order"]
    people.withdraw(desk, ana, "name")
    assert names()[0] == say("Speaker {n}", n=2), "people keep their number"


@pytest.mark.parametrize("asked", [{"scene": "notes"}, {"scene": "message", "message": "x" * 501}])
def test_what_cannot_be_shown_is_refused(desk, evening, asked):
    with pytest.raises(Usage):
        projection.show(desk, evening, **asked)


CANARIES = ("Zarquon", "Brindlewick", "quaddle", "Badgequorn", "mosslight", "5550", "Grubble", "quillfish", "marrowby")
QUIET = (
    "Flimmerstone",
    "Snorvelt",
    "Drabblecote",
    "Wexelpin",
    "Quibblefen",
    "Tormander",
    "Plindergast",
    "Ozzenthwaite",
)


def filled(desk: Desk, event: str) -> None:
    """Write a word into everything that the room may not see."""
    at = datetime(2026, 5, 9, 12, 0, tzinfo=UTC)
    person = people.add(
        desk,
        event,
        "Zarquon Brindlewick",
        username="quaddle",
        badge="Badgequorn",
        email="t@mosslight.example",
        phone="+49 30 5550 91827",
        community="Grubble",
        remark="quillfish",
        source="marrowby",
    )
    attendance.check_in(desk, person, event, at=at)
    for visibility, word in (("public", QUIET[0]), ("internal", QUIET[1]), ("sensitive", QUIET[2])):
        note = notes.add(desk, event, f"/1 {word} @Zarquon", visibility=visibility)
        assert word in desk.read.get(Note, note).text
    incidents.add(desk, event, QUIET[3])
    phrases.add(desk, event, QUIET[4])
    for title, visibility in ((QUIET[5], "internal"), (QUIET[6], "hidden"), ("Talk by Zarquon Brindlewick", "public")):
        item = agenda.add(desk, event, title)
        agenda.edit(desk, item, visibility=visibility, started=desk.now().isoformat())
    polls.add(desk, event, QUIET[7])
    speakers.ask(desk, event, person=person, at=desk.now())
    speakers.start(desk, speakers.ask(desk, event, text="Brindlewick of the boats", at=desk.now()).turn)
    about = polls.add(desk, event, "Is Zarquon Brindlewick to go?", scale="own", labels=["Brindlewick", "Nobody"])
    polls.tally(desk, about, "1/2", base=3)


def test_nothing_private_is_in_any_view(desk, evening):
    filled(desk, evening)
    for scene in SCENES:
        for section in ("", money(desk, evening)):
            seen = projection.show(desk, evening, scene, section=section, message="Back at three")
            told = " ".join(words(seen)).casefold()
            assert [word for word in (*CANARIES, *QUIET) if word.casefold() in told] == [], scene
    seen = projection.show(desk, evening, "poll")
    assert seen.shares == (Share("", 1), Share("Nobody", 2)) and seen.question == ""
    assert [each.title for each in projection.show(desk, evening, "agenda").lines] == [ITEM_NAMES["plenary"]]


def test_a_view_is_made_of_words_and_numbers(desk, evening):
    for scene in SCENES:
        seen = projection.show(desk, evening, scene)
        assert isinstance(seen, Projection)
        words(seen)
        hash(seen.passages)
