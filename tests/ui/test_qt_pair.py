"""The pair of Qt and Python that ends by itself is refused, and this one is not such a pair."""

import sys

import pytest
from PySide6.QtWidgets import QLabel

from hubdesk.errors import HubDeskError
from hubdesk.ui.app import refuse_pair


@pytest.mark.parametrize(("python", "qt"), [((3, 10), (6, 12)), ((3, 11), (6, 12, 0))])
def test_the_bad_pair_is_refused_in_words(python: tuple[int, ...], qt: tuple[int, ...]) -> None:
    with pytest.raises(HubDeskError) as caught:
        refuse_pair(python, qt)
    assert caught.value.code == "qt-pair"
    assert all(caught.value.told())


@pytest.mark.parametrize(("python", "qt"), [((3, 11), (6, 11)), ((3, 12), (6, 12)), ((3, 13), (6, 13))])
def test_good_pairs_pass(python: tuple[int, ...], qt: tuple[int, ...]) -> None:
    refuse_pair(python, qt)


def test_void_calls_keep_none_alive(qtbot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(1000):
        label.setText("x")
    assert abs(sys.getrefcount(None) - before) < 200
