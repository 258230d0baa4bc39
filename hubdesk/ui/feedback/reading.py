"""One note in full: its words, the places it speaks of, its keywords."""

from PySide6.QtCore import Qt

from hubdesk.desk.feedback import Row
from hubdesk.i18n import Sentence, count, direction, isolate, say
from hubdesk.model.codebook import FORMS, KINDS
from hubdesk.ui.feedback.filters import READERS
from hubdesk.ui.feedback.outline import numbered
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.chips import ChipLine
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.words import own_name, words_of


class Reading(Card):
    """Shows the note that is current in the list, or nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.words = Label(wrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.chips = ChipLine()
        self.add(self.words, self.chips)
        self.hide()

    def show_note(self, row: Row | None) -> None:
        """Show a note, None for none."""
        self.setVisible(row is not None)
        if row is None:
            return
        note = row.note
        self.words.say(f"\u201c{note.text}\u201d" if note.verbatim else words_of(note))
        lean(self.words, note.language)
        told: list[str | Sentence] = [numbered(label.number, label.heading) for label in row.sections]
        if note.versions:
            told.insert(0, say("Two versions: choose one on the page Share"))
        told += [table[key].label for table, key in ((KINDS, note.kind), (FORMS, note.form)) if key in table]
        told += [f"@{isolate(note.speaker)}"] if note.speaker else []
        told += [f"#{isolate(word)}" for word in sorted(note.keywords)]
        told += [count(note.voices, "{n} voice", "{n} voices")] if note.voices > 1 else []
        told += [READERS[note.visibility]] if note.visibility in READERS else []
        told += [own_name(note.language)] if note.language else []
        self.chips.show_chips(told)


def lean(words: Label, tag: str) -> None:
    """Let people's words stand as their language is written, whatever the window speaks."""
    flag = Qt.AlignmentFlag
    side = flag.AlignRight if tag and direction(tag) == "rtl" else flag.AlignLeft
    words.setAlignment(side | flag.AlignAbsolute if tag else flag.AlignLeading)
