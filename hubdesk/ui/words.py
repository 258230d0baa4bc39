"""The language of the window: which one is spoken now, and how it changes while the window is open."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, QEvent, QLibraryInfo, QLocale, QObject, Qt, QTime, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from hubdesk.i18n import LANGUAGES, Sentence, direction, isolate, words

if TYPE_CHECKING:
    from hubdesk.model.records import Note  # loaded after the window is painted

#: Regions that make Qt's own dates and digits agree with ours: day before month, Western digits.
REGIONS = {"en": "en_GB", "ar": "ar_AE", "pt-BR": "pt_BR", "zh": "zh_CN", "en-XA": "en_GB", "ar-XB": "ar_AE"}
_PROPERTY, _TRANSLATOR = "hubdesk_language", "hubdesk_translator"


def words_of(note: "Note") -> str:
    """Return what to show of a note: its words, or the line as it was typed where that holds signs alone."""
    return note.text or note.line


class QtWords(QTranslator):
    """Answers for Qt's own strings in one language: from Qt's catalogue, else (Hindi, Indonesian) from ours."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._language = "en"
        self._theirs: QTranslator | None = None

    def choose(self, language: str) -> None:
        """Speak `language` from the next question on."""
        self._language, self._theirs = language, None
        if language in LANGUAGES and language != "en":
            found = QTranslator(self)
            folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            name = {"zh": "zh_CN"}.get(language, language.replace("-", "_"))
            self._theirs = found if found.load(f"qtbase_{name}", folder) else None

    def isEmpty(self) -> bool:
        """Never: the language may change at any time."""
        return False

    def translate(  # type: ignore[override]  # the stub promises str, Qt takes a null string as "unknown"
        self, context: str, text: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        """Return Qt's string in the language of the window, None where it is unknown."""
        if self._language == "en":
            return None
        if self._theirs is not None:
            return self._theirs.translate(context, text, disambiguation, n) or None
        from hubdesk.ui.qt_words import KNOWN

        found = KNOWN.get(text.replace("&", ""))
        return words(self._language)(found) if found else None


def language() -> str:
    """Return the BCP 47 tag of the language the window speaks now."""
    app = QCoreApplication.instance()
    return (app.property(_PROPERTY) if app else None) or "en"


def tell(text: Sentence) -> str:
    """Return a sentence in the language of the window."""
    return words(language())(text)


def speak(app: QApplication, tag: str) -> None:
    """Make `tag` the language of the window and mirror it where needed; call `announce` when the fonts are set too."""
    app.setProperty(_PROPERTY, tag)
    QLocale.setDefault(QLocale(REGIONS.get(tag, tag)))
    translator = app.property(_TRANSLATOR)
    if translator is None:
        translator = QtWords(app)
        app.installTranslator(translator)
        app.setProperty(_TRANSLATOR, translator)
    translator.choose(tag)
    mirrored = direction(tag) == "rtl" or tag == "ar-XB"
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight)


def announce(app: QApplication) -> None:
    """Tell every widget once that the language changed."""
    # to the windows themselves: through the application it would be posted, and a half-translated window painted before
    for window in app.topLevelWidgets():
        app.sendEvent(window, QEvent(QEvent.Type.LanguageChange))


def day(iso: str, *, weekday: bool = False) -> str:
    """Return the date of an ISO 8601 date or time in the language of the window ("23 November 2026"), "" for none."""
    try:
        found = date.fromisoformat(iso[:10])
    except ValueError:
        return ""
    locale = QLocale()
    pattern = locale.dateFormat(QLocale.FormatType.LongFormat)
    if not weekday:
        pattern = re.sub(r"\s*dddd\s*[,،]?\s*", "", pattern).strip(" ,،")
    return locale.toString(QDate(found.year, found.month, found.day), pattern)


def clock(iso: str) -> str:
    """Return hours and minutes of an ISO 8601 time as it was written ("14:02"), "" when it has none."""
    try:
        found = datetime.fromisoformat(iso)
    except ValueError:
        return ""
    return QTime(found.hour, found.minute).toString("HH:mm") if "T" in iso else ""


def number(value: int) -> str:
    """Return a whole number grouped as the language of the window writes it."""
    return QLocale().toString(value)


def decimal(value: float) -> str:
    """Return a number with two decimals as the language of the window writes it."""
    return QLocale().toString(value, "f", 2)


def listed(names: Sequence[str]) -> str:
    """Return words of people as a list in the language of the window, each in its own direction."""
    return leading(QLocale().createSeparatedList([isolate(each) for each in names]))


def own_name(tag: str) -> str:
    """Return a language's own name, or the tag of one that we have no name for."""
    return LANGUAGES.get(tag) or QLocale(tag.replace("-", "_")).nativeLanguageName() or tag


def leading(text: str) -> str:
    """Return text that begins on the window's side also where all of it is isolated and no letter says which."""
    return ("\u200f" if QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft else "\u200e") + text


def isolated(text: str) -> str:
    """Return text that keeps its own direction inside a line of another one."""
    return isolate(text)
