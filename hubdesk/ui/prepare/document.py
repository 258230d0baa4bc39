"""The text that people will talk about: read from files, shown as a tree, and only then taken in."""

from functools import partial
from itertools import pairwise
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.desk import attachments, charters, outlines, placing
from hubdesk.errors import Usage
from hubdesk.i18n import count, say
from hubdesk.model.change import Change
from hubdesk.model.records import Charter, Event
from hubdesk.ui import files, words
from hubdesk.ui.jobs import Report
from hubdesk.ui.page import Page
from hubdesk.ui.prepare.outline_tree import OutlineTree
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.chips import ChipLine
from hubdesk.ui.widgets.fields import Choice, Field, Line
from hubdesk.ui.widgets.flow import FlowBox
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.words import tell


class DocumentPart(Page):
    """The charters of the event, and how another one comes in."""

    title = say("Charter")
    watches = frozenset({"event", "charter", "edition", "attachment"})
    topic = "charter"

    def build(self) -> None:
        """Lay out two faces: the charters we have, and the preview of a document."""
        self.setAcceptDrops(True)
        self._files: list[tuple[str, bytes]] = []
        self._found: charters.Preview | None = None
        self.faces = (self._have(), self._preview())
        for face in self.faces:
            self.column.addWidget(face)
        self._face(0)

    def refresh(self, change: Change | None) -> None:
        """Show a card for each charter, those of this event marked."""
        event = self.desk.read.find(Event, self.event_id)
        chosen = event.charters if event else frozenset()
        cards: list[QWidget] = [self._card(each, each.id in chosen) for each in self.desk.read.all(Charter)]
        self.hint.setVisible(not chosen)
        self.outlines.setVisible(not chosen)
        self.cards.show_all(cards)
        kept = attachments.documents(self.desk, self.event_id)
        self.papers.setVisible(bool(kept))
        told = (
            say("Kept for reading, under Photos and receipts: {names}", names=", ".join(kept)),
            say("A PDF says where each letter stands on the page, not what is a chapter and what a paragraph."),
            say("Keep the PDF for reading, and ask its authors for the text (DOCX, ODT) or for the wiki page."),
        )
        self.papers.say("\n".join(map(tell, told)))
        of_cards = [button for card in cards for button in card.findChildren(Button)]
        for before, after in pairwise([*of_cards, *self.outlines.findChildren(Button)]):
            QWidget.setTabOrder(before, after)  # Tab goes down the page, whatever was made last

    def _have(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.choose = Button(say("Read a text from files"), self._choose, kind="primary", icon="import")
        self.main = self.choose
        self.hint = Label(
            say(
                "Choose the file of the text and those of its translations together, or drop them here: a Word or "
                "OpenDocument text, a saved web page, an export of a wiki (XML, PO, CSV), wikitext, Markdown or "
                "plain text."
            ),
            role="quiet",
            wrap=True,
        )
        self.cards = FlowBox(gap=16, even=True)
        self.outlines = Card(say("Headings that come with HubDesk"))
        self.outlines.add(
            Label(
                say("With them lines can be tagged before a text is here; a text read in later maps onto them."),
                wrap=True,
            )
        )
        for built in outlines.outlines():
            self.outlines.add(
                Label(built.title, role="strong", wrap=True), Label(built.notice, role="quiet", wrap=True)
            )
            self.outlines.add(ButtonRow(Button(say("Use these headings"), partial(self._use_outline, built.id))))
        self.papers = Label(role="quiet", wrap=True)
        for each in (self.hint, ButtonRow(self.choose), self.papers, self.cards, self.outlines):
            column.addWidget(each)
        return box

    def _card(self, charter: Charter, chosen: bool) -> Card:
        card = Card()
        card.add(Label(charter.title, role="heading", wrap=True))
        newest = charters.editions(self.desk, charter.id)
        tags = sorted(newest[0].languages | {newest[0].language} - {""}) if newest else []
        chips = ChipLine()
        chips.show_chips([words.own_name(tag) for tag in tags])
        card.add(Label(count(len(newest), "{n} edition", "{n} editions"), role="quiet"), chips)
        if chosen:
            card.add(Label(say("Used at this event"), role="success"))
        else:
            card.add(ButtonRow(Button(say("Use it at this event"), lambda: self._use(charter.id))))
        card.setMinimumWidth(260)
        return card

    def _preview(self) -> QWidget:
        card = Card(say("What was read"))
        self.name = Line(name=say("Title"))
        self.language = Line(say("For example en, pt-BR or sw"))
        self.follows = Choice({}, name=say("What it is"))
        self.follows.hide()
        for each in (self.name, self.language):
            each.settled.connect(lambda _text: self._read(self._files))
        self.follows.picked.connect(lambda _key: self._read(self._files))
        self.sums = Label(role="strong", wrap=True)
        self.covered = ChipLine()
        self.messages = Label(role="warning", wrap=True)
        self.outline = OutlineTree()
        self.outline.chosen.connect(self._place)
        self.tree = self.outline.tree
        self.keep(self.tree.setAccessibleName, say("Sections and paragraphs"))
        self.take = Button(say("Take it in"), self._take, kind="primary")
        card.add(Field(say("Title"), self.name), Field(say("Language of the text"), self.language), self.follows)
        card.add(self.sums, self.covered, self.messages, self.outline)
        card.add(ButtonRow(self.take, Button(say("Leave it"), self._leave)))
        return card

    def _choose(self) -> None:
        files.ask_open(
            self,
            say("Read a text and its translations"),
            self.read_files,
            several=True,
            endings=(*charters.endings(), ".pdf"),
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that are dragged in."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read files that were dropped as one text."""
        self.read_files([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    def read_files(self, paths: list[Path]) -> None:
        """Read a text and its translations (from the dialog or a drop) and show the tree; a PDF is only kept."""

        def work(report: Report) -> object:
            texts, papers = [], []
            for done, path in enumerate(paths):
                report(done, len(paths))
                data = files.load(path)
                if data.startswith(b"%PDF-"):
                    papers.append(path)
                else:
                    texts.append((path.name, data))
            return texts, papers

        self._found = None
        self.name.show_text("")
        self.language.show_text("")
        known = {each.key: say("A new edition of {title}", title=each.title) for each in self.desk.read.all(Charter)}
        self.follows.offer({"": say("The title or the page tells which text it is"), **known})
        self.follows.show_key("")
        self.follows.setVisible(bool(known))
        self.run(say("Reading the text"), work, self._loaded)

    def _loaded(self, found: object) -> None:
        assert isinstance(found, tuple)
        texts, papers = found
        if not papers:
            self._read(texts)
            return
        desk, event = self.desk, self.event_id

        def kept(_ids: object) -> None:
            self.undoable()
            if texts:
                self._read(texts)

        self.run(
            say("Keeping a PDF for reading"),
            lambda _report: attachments.keep(desk, event, attachments.look_at_all(papers, sort="document")),
            kept,
        )

    def _read(self, found: object) -> None:
        assert isinstance(found, list)
        self._files = found
        title, language, key = self.name.text(), self.language.text().strip(), self.follows.key
        placings = self._found.placings if self._found is not None else ()

        def work(_report: Report) -> object:
            read = charters.preview(found, title=title, language=language, key=key)
            try:
                return placing.place(read, placings) if placings else read
            except Usage:  # said to be in another language, the text has other parts without a place
                return read

        self.run(say("Reading the text"), work, self._show)

    def _show(self, found: object) -> None:
        self._tell(found)
        self._face(1)
        self.take.setFocus()

    def _tell(self, found: object) -> None:
        assert isinstance(found, charters.Preview)
        self._found = found
        self.name.show_text(found.title)
        self.language.show_text(found.found.languages[0])
        sections = count(found.found.sections, "{n} section", "{n} sections")
        self.sums.say(
            count(
                found.found.paragraphs,
                "{sections} and {n} paragraph were found.",
                "{sections} and {n} paragraphs were found.",
                sections=sections,
            )
        )
        self.covered.show_chips(
            say("{language}: {done} of {total}", language=words.own_name(tag), done=done, total=done + old + missing)
            for tag, done, old, missing in found.found.coverage
        )
        told = [tell(each) for each in found.messages]
        lost = len(found.found.unmatched)
        if lost:
            text = count(lost, "{n} part of a translation found no place.", "{n} parts of translations found no place.")
            told.append(tell(text))
        self.messages.say("\n".join(told))
        self.messages.setVisible(bool(told))
        self.outline.show_preview(found)

    def _place(self, wanted: object) -> None:
        assert isinstance(wanted, list)
        found = self._found
        if found is not None:
            self.run(say("Reading the text"), lambda _report: placing.place(found, wanted), self._tell)

    def _take(self) -> None:
        found, event = self._found, self.event_id
        if found is not None:
            self.run(
                say("Taking the text in"), lambda _report: charters.take(self.desk, found, event=event), self._taken
            )

    def _taken(self, taken: object) -> None:
        assert isinstance(taken, charters.Imported)
        self._leave()
        if taken.written:
            self.undoable()
        else:
            self.frame.notices.say(say("All of this text was there already."))

    def _leave(self) -> None:
        self._found = None
        self._face(0)
        self.choose.setFocus()

    def _use(self, charter: str) -> None:
        from hubdesk.desk import events

        event = self.desk.read.get(Event, self.event_id)
        if self.attempt(lambda: events.edit(self.desk, event.id, charters=[*event.charters, charter])):
            self.undoable()

    def _use_outline(self, name: str) -> None:
        if self.attempt(lambda: outlines.use(self.desk, name, event=self.event_id)):
            self.undoable()

    def _face(self, which: int) -> None:
        for place, face in enumerate(self.faces):
            face.setVisible(place == which)
