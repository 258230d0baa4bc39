"""Chips inside the line that is being typed: what was recognised stands out from the words."""

from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from hubdesk.model.capture import SectionIndex, Span, chips
from hubdesk.model.codebook import KINDS
from hubdesk.model.signs import ATS, HASHES, SLASHES
from hubdesk.ui.notes.units import units
from hubdesk.ui.theme import colour

_TAGGING = frozenset(f"{SLASHES}{HASHES}{ATS}:：")


class Marks(QSyntaxHighlighter):
    """Paints the chips of a one-line document; `spans` are those of the last paint."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.spans: tuple[Span, ...] = ()
        self._sections: SectionIndex | None = None
        self._language = "en"

    def know(self, sections: SectionIndex | None, language: str) -> None:
        """Recognise these sections, and the letters of a language."""
        self._sections, self._language = sections, language
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """Paint every chip of the line."""
        # without one of these signs no line tags anything: most keys are spared the reading
        self.spans = () if _TAGGING.isdisjoint(text) else chips(text, self._sections, self._language)
        for span in self.spans:
            first = units(text, span.start)
            self.setFormat(first, units(text, span.end) - first, _look(span))


def _look(span: Span) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setBackground(colour("chosen"))
    look.setForeground(colour(KINDS[span.value].colour if span.type == "kind" else "chosen_text"))
    if span.type in ("form", "kind", "section"):
        look.setFontWeight(QFont.Weight.Bold)
    return look
