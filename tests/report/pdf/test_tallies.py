"""Kinds of feedback in a chart: few colours, always the same for the same kind, and red for one alone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubdesk.model.codebook import KINDS
from hubdesk.model.disclosure import Range
from hubdesk.report.pdf import conversation
from hubdesk.report.pdf.distribution import Answers
from hubdesk.report.pdf.styles import SERIES
from hubdesk.report.pdf.tallies import COLOURS, MOST_COLUMNS, MOST_SERIES, Series
from hubdesk.report.pdf.wording import Wording
from hubdesk.report.summary import Turnout, summarize
from tests.report.material import EVENT, POLLS, material, note
from tests.report.pdf.gathered import series
from tests.report.pdf.linked import inside
from tests.report.pdf.reported import text

EVERY = (*KINDS, "")
GROUPS = [group for size in (1, 2, 5, 6, 7, len(EVERY)) for group in combinations(EVERY, size)]


@pytest.fixture(scope="module")
def wording() -> Wording:
    return Wording("en")


def test_no_two_kinds_share_a_colour_and_only_deal_breakers_are_red(wording: Wording) -> None:
    for group in GROUPS:
        series = Series({kind: place for place, kind in enumerate(group, start=1)}, wording)
        assert len(series.colours) == len(series.names) == len(set(series.colours)) <= MOST_SERIES
        red = [name.text for name, colour in zip(series.names, series.colours, strict=True) if colour == SERIES[-1]]
        assert red == (["Potential deal breaker"] if "dealbreaker" in group else [])


@pytest.mark.parametrize("kind", COLOURS)
def test_a_kind_keeps_its_colour_whatever_else_was_said(wording: Wording, kind: str) -> None:
    for other in EVERY:
        series = Series({kind: 3, other: 3}, wording)
        place = [name.text for name in series.names].index(wording.ours(wording.kind(kind)).text)
        assert series.colours[place] == COLOURS[kind]


def test_the_numbers_of_a_row_are_all_there(wording: Wording) -> None:
    kinds = {kind: place for place, kind in enumerate(EVERY, start=1)}
    assert sum(Series(kinds, wording).values(kinds)) == sum(kinds.values())


def test_the_numbers_of_a_series_by_gathering_are_those_of_the_cover(tmp_path: Path) -> None:
    summary = summarize(series(people=(9, 6, 7), turnout=Turnout(30, 19, 2, 3)))
    conversation.write(summary, tmp_path / "a.pdf")
    found, figures = text(tmp_path / "a.pdf"), {one.key: one.value for one in summary.figures}
    assert f"All gatherings {figures['people']} {figures['remarks']}" in found
    for one in summary.gatherings:
        assert f"({Wording('en').span(one.events)}) {one.people} {one.remarks}" in found
    assert "2 Money Lantern evening (1 October 2026) 5 1 10 11 13 14" in found
    assert "13 14 Mill morning (5 October 2026) 2 12 15" in found  # one cell names the section of both rows
    led = {one.words: one.there for one in inside(tmp_path / "a.pdf")}
    assert led["3 gatherings"].startswith("Feedback by gathering")


def test_a_field_shows_the_busiest_and_says_so(tmp_path: Path) -> None:
    events = tuple(replace(EVENT, id=f"{n:032x}", title=f"Evening {n}") for n in range(MOST_COLUMNS + 3))
    notes = [replace(note(n, f"remark {n}", tags=("w1",)), event=event.id) for n, event in enumerate(events, 1)]
    people = {event.id: 9 for event in events}
    conversation.write(summarize(material(events=events, notes=notes, people=people)), tmp_path / "a.pdf")
    found = text(tmp_path / "a.pdf")
    assert "the sections and gatherings with the most remarks; the table in the annex has all." in found
    assert all(f"Evening {n} (1 October 2026) 1 {n + 1}" in found for n in range(len(events)))


def test_a_poll_is_drawn_as_far_as_it_may_be_told(tmp_path: Path) -> None:
    counted = (POLLS[0], replace(POLLS[0], id="8" * 32, question="All of it?", statement="", tally="9/6/7", present=30))
    conversation.write(summarize(material(polls=counted)), tmp_path / "a.pdf")
    found = text(tmp_path / "a.pdf")
    assert "less than 5" in found and "At least 15 answers" in found
    assert "22 answers" in found


def test_the_numbers_of_the_curve_are_those_at_which_it_moves(tmp_path: Path) -> None:
    at = datetime(2026, 10, 1, 16, tzinfo=UTC)
    curve = tuple((at + timedelta(minutes=15 * n), number) for n, number in enumerate((0, 5, 10, 10, 10, 0)))
    conversation.write(summarize(material(turnout=Turnout(12, 12, 0, 0, curve))), tmp_path / "a.pdf")
    found = text(tmp_path / "a.pdf")
    assert "Rounded to fives." in found
    assert "Time People 18:15 5 18:30 10 19:15 less than 5" in found


def test_a_series_tells_how_many_came_to_each_gathering(tmp_path: Path) -> None:
    conversation.write(summarize(series(people=(9, 6, 5))), tmp_path / "a.pdf")
    assert "People at each gathering" in text(tmp_path / "a.pdf")
    conversation.write(summarize(series(people=(9, 1, 1))), tmp_path / "b.pdf")
    assert "People at each gathering" not in text(tmp_path / "b.pdf")


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 9)), min_size=1, max_size=90), st.integers(60, 700))
def test_pieces_of_a_distribution_share_one_scale(numbers: list[tuple[int, int]], room: int) -> None:
    chart = Answers([(str(n), Range(low, low + more), "") for n, (low, more) in enumerate(numbers)])
    pieces = chart.pieces(room)
    assert [row for piece in pieces for row in piece.rows] == chart.rows
    assert len(pieces) == 1 or {piece.largest for piece in pieces} == {max(low + more for low, more in numbers)}
    assert all(piece.height <= room or len(piece.rows) == 1 for piece in pieces)


def test_people_who_all_stayed_from_beginning_to_end_make_no_curve(tmp_path: Path) -> None:
    start = datetime(2026, 10, 1, 16, tzinfo=UTC)
    for numbers, drawn in (((0, 10, 10, 0), False), ((0, 15, 10, 0), True)):
        turnout = Turnout(12, 16, 0, 0, tuple((start + timedelta(minutes=15 * n), at) for n, at in enumerate(numbers)))
        conversation.write(summarize(material(turnout=turnout)), tmp_path / "a.pdf")
        assert ("People in the room" in text(tmp_path / "a.pdf")) == drawn
