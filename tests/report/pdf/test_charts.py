"""Scales, curves, colours and names of the charts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubdesk.report.pdf.charts import Bars, HeatMap, Number, StackedBars, colours, ticks
from hubdesk.report.pdf.document import Document
from hubdesk.report.pdf.drawing import Drawing, label
from hubdesk.report.pdf.paragraph import Line
from hubdesk.report.pdf.styles import (
    INK,
    SCALE,
    SERIES,
    SUBTLE,
    WHITE,
    contrast,
    luminance,
    mixed,
    readable_on,
    rgb,
    shade,
)
from hubdesk.report.pdf.timeline import stairs


@given(st.integers(0, 10**9), st.integers(2, 8))
def test_scales_are_round_and_reach_the_largest(largest: int, about: int) -> None:
    found = ticks(largest, about)
    assert found[0] == 0 and found[-1] >= largest
    steps = {b - a for a, b in pairwise(found)}
    assert len(steps) == 1
    assert str(steps.pop()).rstrip("0") in ("1", "2", "5")
    assert 2 <= len(found) <= about + 2


@given(st.lists(st.integers(0, 20), min_size=1, max_size=30))
def test_stairs_keep_each_height_up_to_the_next_point(heights: list[int]) -> None:
    places = [(10.0 * i, float(height)) for i, height in enumerate(heights)]
    path = stairs(places)
    assert [place for place in path if place in places] == places
    assert all((a[0] == b[0]) != (a[1] == b[1]) for a, b in pairwise(path))  # never aslant, never twice the same


@pytest.mark.parametrize("ground", [*SERIES, *SCALE])
def test_numbers_in_charts_can_be_read(ground: str) -> None:
    assert contrast(readable_on(ground), ground) >= 4.5


def test_words_can_be_read_on_paper() -> None:
    assert contrast(INK, WHITE) > 12
    assert contrast(SUBTLE, WHITE) >= 4.5


def test_shades_grow_darker() -> None:
    found = [luminance(shade(i / 20)) for i in range(21)]
    assert found == sorted(found, reverse=True)
    assert shade(-1) == SCALE[0] and shade(2) == SCALE[-1]


def test_colours_are_written_as_numbers() -> None:
    assert rgb("#ffffff") == "1 1 1"
    assert rgb("#000000") == "0 0 0"
    assert mixed("#000000", "#ffffff", 0.5) == "#808080"
    assert len(set(colours(6))) == 6 and colours(7)[6] == colours(1)[0]


@settings(deadline=None)
@given(st.integers(1, 400), st.integers(80, 700))
def test_pieces_of_a_chart_fit_and_share_one_scale(rows: int, room: int) -> None:
    bars = StackedBars([(f"r{i}", (i, 1)) for i in range(rows)], ("a", "b"))
    pieces = bars.pieces(room)
    assert sum(len(piece.rows) for piece in pieces) == rows
    assert all(piece.height <= room for piece in pieces)
    assert len({piece.largest for piece in pieces}) == 1
    field = HeatMap([str(i) for i in range(rows)], ("a",), [(i,) for i in range(rows)])
    assert sum(len(piece.rows) for piece in field.pieces(room)) == rows


def test_plain_bars_are_bars_with_one_series() -> None:
    assert Bars([("a", 1), ("b", 2)]).height < StackedBars([("a", (1, 0)), ("b", (2, 0))], ("x", "y")).height


@dataclass
class Named:
    """A chart of one name in a narrow place, which keeps the lines that were drawn."""

    name: str
    drawn: list[Line] = field(default_factory=list)
    height: float = 30

    def pieces(self, room: float) -> "Sequence[Named]":
        return [self]

    def paint(self, drawing: Drawing, number: Number) -> None:
        self.drawn = drawing.words(4, 10, self.name, style=label(8.5), width=90, most=1)


def shown(name: str) -> str:
    chart = Named(name)
    document = Document(language="en", title="Chart", as_of=datetime(2026, 9, 30, tzinfo=UTC))
    document.chart(chart, alt="A name")
    document.finish(BytesIO())
    assert len(chart.drawn) == 1 and chart.drawn[0].width <= 90.01
    line = chart.drawn[0]
    return "".join(word.text for word in line.words) + "".join(part.word.text for part in line.fragments)


@pytest.mark.parametrize("name", ["Hubs: what they are and what they are for", "8. " + "L" * 180, "章程的第三节" * 9])
def test_a_name_that_is_cut_says_that_it_goes_on(name: str) -> None:
    assert shown(name).rstrip().endswith("…") and len(shown(name)) > 8


def test_a_name_that_fits_is_whole() -> None:
    assert shown("2 Rights").rstrip() in ("2 Rights", "2Rights")
    assert "…" not in shown("k" * 12)
