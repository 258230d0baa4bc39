"""Colours and sizes: from the tokens file to one palette and one style sheet."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from hubdesk.paths import shipped
from hubdesk.ui import fonts, words
from hubdesk.ui.style import sheet

Theme = Literal["light", "dark", "contrast"]
#: What a person may choose; "system" follows the computer while the window is open.
CHOICES = ("system", "light", "dark", "contrast")
PERCENTS = (100, 125, 150, 175, 200, 250)
_THEME, _PERCENT, _WORN = "hubdesk_theme", "hubdesk_percent", "hubdesk_worn"


@cache
def tokens(theme: str) -> Mapping[str, str]:
    """Return {token: "#rrggbb"} of a theme (lists such as `heat` are in `ramp`)."""
    return {name: value for name, value in _themes()[theme].items() if isinstance(value, str)}


@cache
def ramp(theme: str, name: str) -> tuple[str, ...]:
    """Return a list of colours of a theme: "series" (kinds of things) or "heat" (none to many)."""
    return tuple(_themes()[theme][name])


def current() -> Theme:
    """Return the theme the window wears now."""
    app = QApplication.instance()
    found: Theme = (app.property(_THEME) if app else None) or "light"
    return found


def percent() -> int:
    """Return the size of text the window wears now, in per cent."""
    app = QApplication.instance()
    return (app.property(_PERCENT) if app else None) or 100


def colour(token: str) -> QColor:
    """Return the colour of a token in the theme of the window."""
    return QColor(tokens(current())[token])


def pixels(at_100: float) -> int:
    """Return a length that grows with the text."""
    return round(at_100 * percent() / 100)


def resolve(choice: str, app: QApplication) -> Theme:
    """Return the theme that a choice means on this computer now."""
    if choice in ("light", "dark", "contrast"):
        return choice  # type: ignore[return-value]  # narrowed by the line above
    hints = app.styleHints()
    wish = getattr(hints, "accessibility", None)
    preference = wish().contrastPreference() if wish else None
    if preference is not None and preference.name == "HighContrast":
        return "contrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


def dress(app: QApplication, choice: str, size: int) -> None:
    """Give every widget the colours, letters and sizes of a theme, in the language of the window."""
    theme = resolve(choice, app)
    font = fonts.font(app, words.language(), size)
    worn = f"{theme} {size} {font.families()[:1]}"
    if app.property(_WORN) == worn:
        return  # another language in the same letters: nothing to do, and setting a sheet again costs half a second
    app.setProperty(_WORN, worn)
    app.setProperty(_THEME, theme)
    app.setProperty(_PERCENT, size)
    app.setPalette(palette(theme))
    app.setFont(font)
    # last, and each time: with a style sheet set, a new font reaches existing widgets only through it
    app.setStyleSheet(sheet(tokens(theme), size))


def palette(theme: str) -> QPalette:
    """Return a palette made of tokens; widgets that paint themselves take their colours from it."""
    token = tokens(theme)
    made = QPalette()
    role = QPalette.ColorRole
    pairs = {
        role.Window: "page",
        role.WindowText: "text",
        role.Base: "page",
        role.AlternateBase: "sunken",
        role.Text: "text",
        role.PlaceholderText: "placeholder",
        role.Button: "raised",
        role.ButtonText: "text",
        role.BrightText: "on_fill",
        role.Highlight: "selection",
        role.HighlightedText: "on_selection",
        role.Link: "link",
        role.LinkVisited: "link",
        role.ToolTipBase: "raised",
        role.ToolTipText: "text",
        role.Mid: "line",
        role.Dark: "border",
        role.Light: "raised",
    }
    for each, name in pairs.items():
        made.setColor(each, QColor(token[name]))
    for each in (role.WindowText, role.Text, role.ButtonText, role.BrightText):
        made.setColor(QPalette.ColorGroup.Disabled, each, QColor(token["disabled"]))
    return made


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours (WCAG 2.2, relative luminance), 1 to 21."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(name: str) -> float:
    colour = QColor(name)
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return float(0.2126 * red + 0.7152 * green + 0.0722 * blue)


@cache
def _themes() -> dict[str, dict[str, str | list[str]]]:
    found: dict[str, dict[str, str | list[str]]] = json.loads(
        (shipped("resources") / "theme" / "tokens.json").read_text("utf-8")
    )
    return found
