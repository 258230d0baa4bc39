"""Kinds of feedback in a chart: few colours, always the same for the same kind, and red for one alone."""

from itertools import combinations

import pytest

from hubdesk.model.codebook import KINDS
from hubdesk.report.pdf.styles import SERIES
from hubdesk.report.pdf.tallies import COLOURS, MOST_SERIES, Series
from hubdesk.report.pdf.wording import Wording

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
