"""The program's own letters: every script is there from the start, whatever the computer has installed."""

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from hubdesk.paths import shipped

_PROPERTY = "hubdesk_families"
_LATIN, _CHINESE = "Noto Sans", "Noto Sans SC"
_OF_PAPER_ALONE = "NotoSansTC-Regular.ttf"  # no language of the window is written so, and each file costs its time
PIXELS = 14


def load(app: QApplication) -> tuple[str, ...]:
    """Make every font file in `resources/fonts` known to Qt, once; return their families, Latin first."""
    found: list[str] = app.property(_PROPERTY) or []
    if not found:
        files = sorted((shipped("resources") / "fonts").glob("*.[to]tf"))
        for file in (each for each in files if each.name != _OF_PAPER_ALONE):
            number = QFontDatabase.addApplicationFont(str(file))
            found += [
                each
                for each in QFontDatabase.applicationFontFamilies(number)
                if each not in found and "SemiBold" not in each
            ]
        found.sort(key=lambda family: (family != _LATIN, "Emoji" in family))
        app.setProperty(_PROPERTY, found)
    return tuple(found)


def font(app: QApplication, language: str, percent: int) -> QFont:
    """Return the font of the window: 14 px at 100 %, Chinese first for Chinese (its quotes), else Latin first.

    Latin leads for Arabic and Hindi too: their letters are in no Latin file, and numbers and names keep one shape. So
    every language but Chinese has the same font, and going from one to another costs no new look.
    """
    families = list(load(app))
    if language == "zh" and _CHINESE in families:
        families.remove(_CHINESE)
        families.insert(0, _CHINESE)
    made = QFont(families) if families else QFont()
    made.setPixelSize(round(PIXELS * percent / 100))
    return made
