"""Colours that everybody can read, letters for every script, and lengths that grow with the text."""

import re

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QFontDatabase, QFontMetrics, QIcon
from PySide6.QtWidgets import QLabel

from hubdesk.i18n import say
from hubdesk.ui import fonts, icons, theme
from hubdesk.ui.places import PLACES
from hubdesk.ui.style import sheet
from hubdesk.ui.widgets.buttons import Button
from hubdesk.ui.widgets.heat import ink, shade_of
from hubdesk.ui.widgets.label import Label

THEMES = ("light", "dark", "contrast")
GROUNDS = ("page", "rail", "raised", "sunken")
#: (ink, grounds, least contrast): WCAG 2.2, 1.4.3 and 1.4.11.
PAIRS = [
    ("text", (*GROUNDS, "neutral", "hover", "down", "notice_ground"), 4.5),
    ("quiet", (*GROUNDS, "notice_ground"), 4.5),
    ("placeholder", ("page",), 4.5),
    ("link", GROUNDS, 4.5),
    ("on_fill", ("fill", "fill_hover", "fill_down"), 4.5),
    ("chosen_text", ("chosen",), 4.5),
    ("on_selection", ("selection",), 4.5),
    ("error", ("page", "raised", "error_ground"), 4.5),
    ("warning", ("page", "raised", "warning_ground"), 4.5),
    ("success", ("page", "raised", "success_ground"), 4.5),
    ("text", ("error_ground", "warning_ground", "success_ground"), 4.5),
    ("link", ("notice_ground", "success_ground"), 4.5),
    ("border", GROUNDS, 3.0),
    ("focus", (*GROUNDS, "neutral", "chosen"), 3.0),
    ("focus_filled", ("fill",), 3.0),
    ("fill", ("page",), 3.0),
]


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("front", "grounds", "least"), PAIRS)
def test_what_is_written_can_be_read(name: str, front: str, grounds: tuple[str, ...], least: float) -> None:
    token = theme.tokens(name)
    wanted = 7.0 if name == "contrast" and least == 4.5 else least
    weak = {
        ground: round(theme.contrast(token[front], token[ground]), 2)
        for ground in grounds
        if theme.contrast(token[front], token[ground]) < wanted
        # in high contrast the chosen row is told by its ground; its ring stands inside the row's border
        and not (name == "contrast" and front == "focus" and ground == "chosen")
    }
    assert not weak


@pytest.mark.parametrize("name", THEMES)
def test_bars_stand_out_and_numbers_on_shades_can_be_read(name: str) -> None:
    page = theme.tokens(name)["page"]
    assert all(theme.contrast(each, page) >= 3 for each in theme.ramp(name, "series"))
    assert all(theme.contrast(ink(each), each) >= 4.5 for each in theme.ramp(name, "heat"))


def test_all_themes_have_the_same_tokens() -> None:
    assert theme.tokens("light").keys() == theme.tokens("dark").keys() == theme.tokens("contrast").keys()


def test_contrast_is_the_formula_of_wcag() -> None:
    assert theme.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert theme.contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_the_sheet_grows_and_holds_no_hole() -> None:
    small, large = sheet(theme.tokens("light"), 100), sheet(theme.tokens("light"), 200)
    assert "font-size: 24px" in small and "font-size: 48px" in large
    assert not re.search(r"[$@!]\w*;", large.replace("!important", ""))


def test_the_focus_ring_is_two_pixels_wide_at_every_size() -> None:
    for percent in theme.PERCENTS:
        rules = re.findall(r":focus[^{]*{([^}]*)}", sheet(theme.tokens("light"), percent))
        assert rules
        assert all("2px solid" in rule or "border-color" in rule or "focus_filled" in rule for rule in rules)


@pytest.mark.parametrize(
    ("language", "first"), [("en", "Noto Sans"), ("zh", "Noto Sans SC"), ("ar", "Noto Sans"), ("hi", "Noto Sans")]
)
def test_the_letters_of_a_language_come_first(qapp, preferences, language: str, first: str) -> None:
    made = fonts.font(qapp, language, 100)
    assert made.families()[0] == first
    assert made.pixelSize() == fonts.PIXELS


@pytest.mark.parametrize("text", ["Zoë", "Ольга", "王小明", "زينب", "देवी", "বাংলা", "ไทย", "עברית"])
def test_names_of_every_script_can_be_drawn(qapp, preferences, text: str) -> None:
    ours = [each for each in fonts.load(qapp) if each in QFontDatabase.families()]
    metrics = [QFontMetrics(made) for made in (fonts.font(qapp, "en", 100),)]
    assert ours
    assert all(metrics[0].inFontUcs4(ord(each)) for each in text)


def test_every_place_has_an_icon_and_every_icon_a_shape() -> None:
    assert all(not icons.strokes(place.key).isEmpty() for place in PLACES)
    assert all(not icons.strokes(name).isEmpty() for name in icons._shapes())


def _ink(name: str) -> list[int]:
    """Return how dark each point of an icon is."""
    picture = icons.icon(name).pixmap(40, 40).toImage()
    return [picture.pixelColor(x, y).alpha() for y in range(40) for x in range(40)]


def test_an_icon_that_points_turns_around_in_a_mirrored_window(qapp, preferences) -> None:
    pointing, still = _ink("back"), _ink("add")
    preferences.speak("ar")
    turned = [pointing[40 * y + 39 - x] for y in range(40) for x in range(40)]
    assert max(abs(a - b) for a, b in zip(_ink("back"), turned, strict=True)) <= 2
    assert _ink("back") != pointing
    assert _ink("add") == still


def test_the_icon_of_a_button_that_cannot_be_pressed_is_as_pale_as_its_words(qtbot, preferences) -> None:
    for kind in ("", "primary"):
        button = Button(say("Confirm"), kind=kind, icon="check")
        qtbot.addWidget(button)
        picture = button.icon().pixmap(QSize(40, 40), QIcon.Mode.Disabled).toImage()
        solid = [picture.pixelColor(x, y) for x in range(40) for y in range(40)]
        assert {each.name() for each in solid if each.alpha() == 255} == {theme.tokens("light")["disabled"]}


def test_the_theme_changes_colours_of_what_is_shown(qtbot, preferences) -> None:
    label = QLabel("x")
    qtbot.addWidget(label)
    label.show()
    before = label.palette().color(label.foregroundRole())
    preferences.wear("dark")
    assert label.palette().color(label.foregroundRole()) != before
    preferences.enlarge(200)
    assert label.font().pixelSize() == 28


@pytest.mark.parametrize(("n", "shade"), [(0, 0), (1, 1), (25, 1), (26, 2), (75, 3), (100, 4)])
def test_shades_go_in_even_steps(n: int, shade: int) -> None:
    assert shade_of(n, 100, 5) == shade


def test_no_letter_of_a_broken_arabic_line_is_cut_at_its_end(qtbot, preferences) -> None:
    preferences.speak("ar")
    label = Label("وهي مقفلة لا يفتحها إلا من يعرف الكلمات الخمس وافتحها على كل حاسوب من حواسيب الفريق", wrap=True)
    label.setStyleSheet("background: white; color: black")
    qtbot.addWidget(label)
    cut = []
    for width in range(180, 320):
        label.resize(width, 200)
        picture = label.grab().toImage()
        if any(picture.pixelColor(0, y).lightness() < 120 for y in range(200)):
            cut.append(width)
    assert cut == []
