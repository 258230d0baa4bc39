"""What was said about a place, painted by kind: in order, in patterns, red for deal breakers alone."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from hubdesk.desk import notes
from hubdesk.model.codebook import KINDS
from hubdesk.ui import theme
from hubdesk.ui.charter.kinds import PARTS, SEEN, paint_parts, part_of, split
from hubdesk.ui.pages.charter import CharterPage
from tests.ui import texts

WIDE, HIGH = 120, 8


def painted(numbers: tuple[int, ...], *, ground: str = "page", rtl: bool = False) -> QImage:
    image = QImage(WIDE, HIGH, QImage.Format.Format_RGB32)
    image.fill(theme.colour(ground))
    painter = QPainter(image)
    paint_parts(painter, QRect(0, 0, WIDE, HIGH), numbers, ground=ground, rtl=rtl)
    painter.end()
    return image


def colours(image: QImage, columns: range) -> set[str]:
    return {image.pixelColor(x, y).name() for x in columns for y in range(HIGH)}


def test_only_potential_deal_breakers_are_red() -> None:
    assert [kind for kind in KINDS if PARTS[part_of(kind)].token == "error"] == ["dealbreaker"]
    assert PARTS[part_of("")].token == PARTS[part_of("of a later version")].token == "quiet"


def test_the_parts_of_a_place_add_up_to_its_notes() -> None:
    found = split({"dealbreaker": {"a": 1}, "celebration": {"a": 2, "b": 1}, "support": {"a": 3}, "": {"b": 4}})
    assert found == {"a": (1, 0, 0, 5, 0), "b": (0, 0, 0, 1, 4)}


@pytest.mark.parametrize("rtl", [False, True])
def test_deal_breakers_stand_at_the_leading_edge_and_the_others_behind(preferences, rtl) -> None:
    image, red = painted((1, 0, 0, 0, 1), rtl=rtl), theme.colour("error").name()
    left, right = colours(image, range(2, WIDE // 2 - 4)), colours(image, range(WIDE // 2 + 4, WIDE - 2))
    near, far = (right, left) if rtl else (left, right)
    assert near == {red}, "solid from edge to edge"
    assert red not in far


def test_each_part_can_be_told_without_its_colour(preferences) -> None:
    black = set()
    for part in range(len(PARTS)):
        image = painted(tuple(int(place == part) for place in range(len(PARTS))))
        white = theme.colour("page").name()
        black.add(bytes(image.pixelColor(x, y).name() != white for x in range(16, 48) for y in range(1, HIGH - 1)))
    assert len(black) == len(PARTS)


@pytest.mark.parametrize("worn", ["light", "dark", "contrast"])
@pytest.mark.parametrize("ground", ["page", "chosen"])
def test_every_part_can_be_seen_on_its_ground(preferences, worn, ground) -> None:
    preferences.wear(worn)
    for part in range(len(PARTS)):
        image = painted(tuple(int(place == part) for place in range(len(PARTS))), ground=ground)
        assert theme.contrast(image.pixelColor(3, 0).name(), QColor(theme.colour(ground)).name()) >= SEEN


def test_a_part_of_one_among_many_is_still_seen(preferences) -> None:
    image = painted((1, 0, 0, 400, 0))
    assert sum(image.pixelColor(x, 4).name() == theme.colour("error").name() for x in range(WIDE)) >= 3


def test_the_legend_names_what_is_there(show, desk, event) -> None:
    texts.take(desk, event)
    page = show(CharterPage, event)
    assert page.legend.isHidden()
    for line in ("!: /2.2 two", "+: /2.2p2 three"):
        notes.add(desk, event, line)
    assert not page.legend.isHidden()
    assert [each.layout().itemAt(1).widget().text() for each in page.legend.widgets()] == [
        "Potential deal breakers",
        "Celebrations and support",
    ]
    page.resize(page.width(), 300)
    assert page.legend.isHidden(), "a low window leaves the room to the headings"
    assert page.contents.headings.index(0).data(Qt.ItemDataRole.DisplayRole)
