"""What the sheets of a print pack say, before anything is drawn."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hubdesk.model.consent import PURPOSES
from hubdesk.model.records import Event
from hubdesk.model.templates import item_name
from hubdesk.report.calendar import Planned
from hubdesk.report.pack import SHEETS, Guest, Pack, Topic, privacy, timed

AT = datetime(2026, 9, 30, tzinfo=UTC)
EVENT = Event(
    id="e" * 32,
    title="Lantern evening",
    start="2026-10-01T18:00:00+00:00",
    end="2026-10-01T20:00:00+00:00",
    zone="Africa/Kigali",
    place="Harbour library",
    host="Friends of the Lantern Rivers",
    languages=frozenset({"en", "ar", "rw"}),
    requests={"ar": "1", "uk": "3", "de": "0", "hi": "?", "fr": "9" * 5000},
    invitation="Come and read.\n\nBring a question: https://example.org/lantern?a=1.",
)
ITEMS = (
    Planned("1", "Welcome", "welcome", 10),
    Planned("2", "", "speaking round", 50),
    Planned("3", "Tea", "break", 15),
)
TOPICS = (
    Topic("1", {"en": "Purpose", "de": "Zweck", "ar": "الغاية"}, "Lantern charter"),
    Topic("3.2", {"de": "Rechtsschutzversicherungsgesellschaften"}, "Lantern charter"),
)
PACK = Pack(event=EVENT, as_of=AT, items=ITEMS, topics=TOPICS, guests=[Guest(str(n)) for n in range(1, 14)])
SENSITIVE = replace(PACK, event=replace(EVENT, sensitive=True, place="", requests={}), kept_days=7)


def test_planned_times_follow_each_other_from_the_beginning_in_the_time_of_the_place() -> None:
    first, second, third = timed(PACK)
    assert [f"{line.start:%H:%M}–{line.stop:%H:%M}" for line in (first, second, third)] == [
        "20:00–20:10", "20:10–21:00", "21:00–21:15",
    ]  # fmt: skip
    assert [line.number for line in (first, second, third)] == [1, 2, 3]


def test_a_kind_of_item_that_another_program_made_up_is_an_item() -> None:
    (line,) = timed(replace(PACK, items=(Planned("1", "", "Zarquon Brindlewick", 10),)))
    assert line.type == item_name("anything") != item_name("plenary")


def test_without_a_known_beginning_and_in_a_sensitive_gathering_times_count_from_it() -> None:
    for pack in (replace(PACK, event=replace(EVENT, start="")), SENSITIVE):
        assert [line.start for line in timed(pack)] == [timedelta(), timedelta(minutes=10), timedelta(minutes=60)]


def test_a_sensitive_gathering_does_not_ask_for_what_it_must_not_keep() -> None:
    assert PACK.purposes == PURPOSES
    assert SENSITIVE.purposes == ("collect", "quote", "contact")


def test_an_address_is_taken_from_the_words_without_the_full_stop_behind_it() -> None:
    assert PACK.link == "https://example.org/lantern?a=1"
    assert replace(PACK, event=replace(EVENT, invitation="javascript:alert(1) ftp://example.org")).link == ""


def test_only_numbers_of_people_count_as_requests() -> None:
    assert PACK.requests == {"ar": 1, "uk": 3}


def test_a_sheet_with_nothing_on_it_is_known() -> None:
    bare = Pack(event=EVENT, as_of=AT)
    assert [sheet for sheet in SHEETS if not bare.has(sheet)] == ["run-sheet", "sections", "labels"]
    assert all(PACK.has(sheet) for sheet in SHEETS)


def test_a_heading_stands_in_another_language_where_this_one_has_none() -> None:
    assert TOPICS[0].heading("de") == ("Zweck", "de")
    assert TOPICS[1].heading("ar") == ("Rechtsschutzversicherungsgesellschaften", "de")
    assert Topic("9", {}).heading("ar") == ("", "ar")
    assert Topic("9", {"en": "Boats", "zh-Hant": "船規"}).heading("zh") == ("船規", "zh-Hant")


def test_the_privacy_card_of_a_sensitive_gathering_promises_more() -> None:
    said = [reply.one for _, reply in privacy(SENSITIVE)]
    assert "Badge numbers, never names." in said[0] and "No names, no place, no photos." in said[1]
    assert not any("Badge numbers" in reply.one for _, reply in privacy(PACK))
