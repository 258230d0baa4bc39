"""What narrows the list of notes, and in which order they stand."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hubdesk.desk.feedback import Bar, Filter, Row
from hubdesk.i18n import Sentence, count, say
from hubdesk.model.codebook import FORMS, KINDS
from hubdesk.ui.feedback.outline import ALL, TO_SORT, heading
from hubdesk.ui.widgets.buttons import Button, Tick
from hubdesk.ui.widgets.fields import Choice, Line
from hubdesk.ui.widgets.flow import FlowBox
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.words import own_name, tell

ANY, NONE = "any", "none"
READERS: Mapping[str, Sentence] = {
    "public": say("Everybody"),
    "committee": say("The drafting committee"),
    "internal": say("The team"),
    "sensitive": say("Only this laptop"),
}
ORDERS: Mapping[str, Sentence] = {
    "said": say("As they were said"),
    "waits": say("What is to sort first"),
    "words": say("By their words"),
    "section": say("By section"),
    "kind": say("By kind"),
    "form": say("By form"),
    "reader": say("By who may read"),
    "voices": say("By number of voices"),
}


class Filters(QWidget):
    """Search, choices and order. `changed` when one of them is another; `wanted` and `order` say what is chosen."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.search = Line(say("Find words, speakers or keywords"))
        self.section = Choice({ALL: say("All notes"), TO_SORT: say("To sort")}, name=say("Section"))
        kinds = {id: kind.label for id, kind in KINDS.items()}
        self.kind = Choice({ANY: say("Any kind"), NONE: say("Without a kind"), **kinds}, name=say("Kind"))
        forms = {id: form.label for id, form in FORMS.items()}
        self.form = Choice({ANY: say("Any form"), **forms}, name=say("Form"))
        self.reader = Choice({ANY: say("Whoever may read"), **READERS}, name=say("Who may read"))
        self.language = Choice({ANY: say("Any language")}, name=say("Language of the note"))
        self.keyword = Choice({ANY: say("Any keyword")}, name=say("Keyword"))
        self.order_by = Choice(ORDERS, name=say("Order of the notes"))
        self.backwards = Tick(say("Last first"))
        self.follow_up = Tick(say("Follow up"))
        self.total = Label(role="quiet")
        self.clear = Button(say("Show all notes"), self.reset, kind="quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.more = Button(say("Filters and order"), self._toggle)
        self.choices = FlowBox(gap=8)
        self._choices = (self.section, self.kind, self.form, self.reader, self.language, self.keyword)
        self.choices.show_all([*self._choices, self.follow_up, self.order_by, self.backwards])
        self._told = FlowBox(gap=8)
        self._told.show_all([self.more, self.clear])
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addWidget(self.search, 1)
        first.addWidget(self.total)
        column.addLayout(first)
        for widget in (self.choices, self._told):
            column.addWidget(widget)
        for each in (*self._choices, self.order_by):
            if each is not self.section:
                each.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
            each.picked.connect(lambda _key: self.changed.emit())
        self.search.textChanged.connect(lambda _text: self.changed.emit())
        for tick in (self.follow_up, self.backwards):
            tick.toggled.connect(lambda _on: self.changed.emit())

    @property
    def wanted(self) -> Filter:
        """What is chosen, as the grid understands it."""
        section, kind = self.section.key, self.kind.key
        return Filter(
            section="" if section == TO_SORT else section,
            to_sort=section == TO_SORT,
            kind={ANY: None, NONE: ""}.get(kind, kind),
            form=_given(self.form),
            visibility=_given(self.reader),
            language=_given(self.language),
            keyword=_given(self.keyword),
            follow_up=self.follow_up.isChecked(),
            text=self.search.text(),
        )

    @property
    def order(self) -> str:
        """The key of the order, one of ORDERS."""
        return self.order_by.key or "said"

    def stand_beside(self, widget: QWidget) -> None:
        """Give a widget the place below the choices."""
        self._told.flow.addWidget(widget)

    @property
    def state(self) -> tuple[Filter, str, bool]:
        """What is chosen, the order, and whether it is turned around."""
        return self.wanted, self.order, self.backwards.isChecked()

    @property
    def narrows(self) -> bool:
        """Whether anything is chosen that leaves notes out."""
        return self.wanted != Filter()

    def show_state(self, wanted: Filter, order: str, *, backwards: bool) -> None:
        """Set everything at once; what is no choice any more counts as not chosen."""
        was = self.blockSignals(True)
        self.search.setText(wanted.text)
        self.section.show_key(TO_SORT if wanted.to_sort else wanted.section)
        self.kind.show_key({None: ANY, "": NONE}.get(wanted.kind, wanted.kind or ANY))
        for choice, key in (
            (self.form, wanted.form),
            (self.reader, wanted.visibility),
            (self.language, wanted.language),
            (self.keyword, wanted.keyword),
        ):
            choice.show_key(key or ANY)
        for choice in self._choices:
            choice.setCurrentIndex(max(0, choice.currentIndex()))
        self.follow_up.setChecked(wanted.follow_up)
        self.order_by.show_key(order if order in ORDERS else "said")
        self.backwards.setChecked(backwards)
        self.blockSignals(was)
        self.changed.emit()

    def arrange(self, key: str) -> None:
        """Order by a key of ORDERS; what is ordered so already is turned around."""
        was = self.blockSignals(True)
        self.backwards.setChecked(key == self.order and not self.backwards.isChecked())
        self.order_by.show_key(key)
        self.blockSignals(was)
        self.changed.emit()

    def offer(self, bars: Iterable[Bar], rows: Iterable[Row]) -> None:
        """Offer the sections, languages and keywords that there are."""
        sections: dict[str, Sentence | str] = {ALL: say("All notes"), TO_SORT: say("To sort")}
        sections |= {bar.wid: _indented(bar) for bar in bars}
        self.section.offer(sections)
        notes = [row.note for row in rows]
        languages = sorted({note.language for note in notes if note.language})
        self.language.offer({ANY: say("Any language")} | {tag: own_name(tag) for tag in languages})
        words = sorted({word for note in notes for word in note.keywords})
        self.keyword.offer({ANY: say("Any keyword")} | {word: f"#{word}" for word in words})
        for choice in self._choices:
            if choice.currentIndex() < 0:
                choice.setCurrentIndex(0)
        self.language.setVisible(len(languages) > 1)
        self.keyword.setVisible(bool(words))

    def narrow(self, on: bool) -> None:
        """Keep the choices behind a button where the window is narrow; sections are a choice only there."""
        self.section.setVisible(on)
        self.more.setVisible(on)
        self.choices.setVisible(not on)

    def choose_section(self, key: str) -> None:
        """Narrow to a section (its wid, ALL or TO_SORT)."""
        self.section.show_key(key)
        if self.section.currentIndex() < 0:
            self.section.setCurrentIndex(0)
        self.changed.emit()

    def reset(self) -> None:
        """Narrow nothing any more; the order stays."""
        was = self.blockSignals(True)
        self.search.clear()
        self.follow_up.setChecked(False)
        for choice in self._choices:
            choice.setCurrentIndex(0)
        self.blockSignals(was)
        self.changed.emit()

    def show_total(self, shown: int, all_notes: int) -> None:
        """Say how many notes are shown of how many."""
        if shown == all_notes:
            self.total.say(count(all_notes, "{n} note", "{n} notes"))
        else:
            self.total.say(say("{shown} of {all} notes", shown=shown, all=all_notes))
        self.clear.setVisible(self.narrows)

    def _toggle(self) -> None:
        self.choices.setVisible(self.choices.isHidden())


def _given(choice: Choice) -> str:
    return "" if choice.key == ANY else choice.key


def _indented(bar: Bar) -> str:
    told = heading(bar)
    return "\u2003" * max(0, min(4, bar.level - 1)) + (told if isinstance(told, str) else tell(told))
