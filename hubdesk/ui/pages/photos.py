"""Photos and receipts of the event in front: take them in, say what they show, put them away."""

from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent

from hubdesk.desk import attachments
from hubdesk.errors import HubDeskError, Refused
from hubdesk.i18n import say
from hubdesk.model.change import Change
from hubdesk.ui import files
from hubdesk.ui.jobs import Report
from hubdesk.ui.page import Page
from hubdesk.ui.photos.about import About
from hubdesk.ui.photos.erasing import Erasing
from hubdesk.ui.prepare.package import file_name
from hubdesk.ui.theme import pixels
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.empty import Empty
from hubdesk.ui.widgets.gallery import SIDE, Gallery
from hubdesk.ui.widgets.label import Label

_PHOTOS, _RECEIPTS = (".jpg", ".jpeg", ".png", ".webp"), (".pdf", ".jpg", ".jpeg", ".png", ".webp")
#: So many small pictures are made in one go: the first ones are seen soon.
_TOGETHER = 12


class PhotosPage(Page):
    """A gallery, and below it what is known about the current picture."""

    title = say("Photos and receipts")
    watches = frozenset({"attachment", "event", "person", "gate"})
    topic = "photos"

    def build(self) -> None:
        """Lay out the buttons, the gallery and the form."""
        self.setAcceptDrops(True)
        self._drawing, self._found = False, dict[str, attachments.Shown]()
        self.add_photos = Button(say("Add photos"), self._ask_photos, kind="primary", icon="add")
        self.add_receipts = Button(say("Add receipts"), self._ask_receipts, icon="add")
        top = Card()
        top.add(
            Label(
                say(
                    "Choose photos and receipts, or drop them here. Place, camera and all else that is hidden in a "
                    "photo is taken out; a PDF stays as it is. They stay with the team."
                ),
                wrap=True,
            ),
            ButtonRow(self.add_photos, self.add_receipts),
        )
        self.gallery, self.about = Gallery(say("Photos and receipts")), About()
        self.save_as = Button(say("Save as"), self._ask_save, icon="save")
        self.remove = Button(say("Remove"), self._remove, kind="quiet", icon="remove")
        self.erase = Button(say("Erase for good"), self._ask_erase, kind="quiet")
        self.about.add(ButtonRow(self.save_as, self.remove, self.erase))
        self.erasing = Erasing(self._erase)
        self.erasing.ended.connect(self.gallery.setFocus)
        self.empty = Empty(
            "open",
            say("No photos and no receipts yet"),
            say(
                "Then say what each photo shows, who took it, under which licence, and whether the people on it agreed."
            ),
        )
        for each in (top, self.gallery, self.erasing, self.about, self.empty):
            self.column.addWidget(each)
        self.gallery.turned.connect(lambda _id: self._show_current())
        self.about.said.connect(self._describe)
        self.add_photos.show_keys(self.deed("photos-add", say("Add photos"), self._ask_photos, keys="Ctrl+N"))
        self.deed("photos-receipts", say("Add receipts"), self._ask_receipts, keys="Ctrl+Shift+R")
        self.remove.show_keys(self.deed("photos-remove", say("Remove"), self._remove, keys="Ctrl+Delete"))
        self.deed("photos-erase", say("Erase for good"), self._ask_erase)
        self.main = self.add_photos

    def refresh(self, change: Change | None) -> None:
        """Show what there is; small pictures follow."""
        found = attachments.of_event(self.desk, self.event_id) if self.event_id else []
        self._found = {each.record.id: each for each in found}
        words = {id: each.record.caption or each.record.name for id, each in self._found.items()}
        self.gallery.show_items(list(words.items()))
        self.gallery.setVisible(bool(found))
        self.empty.setVisible(not found)
        self._draw()

    def take_in(self, paths: list[Path], *, sort: str = "") -> None:
        """Take files in (from the dialog or a drop), all of them or none."""
        desk, event = self.desk, self.event_id

        def work(report: Report) -> object:
            return attachments.keep(desk, event, attachments.look_at_all(paths, sort=sort, report=report))

        if paths:
            self.run(say("Taking photos in"), work, self._taken)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that are dragged in."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take in what was dropped: a PDF is a receipt, images are photos."""
        self.take_in([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    def _ask_photos(self) -> None:
        then = self._photos_chosen
        files.ask_open(self, say("Add photos"), then, several=True, endings=_PHOTOS)

    def _ask_receipts(self) -> None:
        then = self._receipts_chosen
        files.ask_open(self, say("Add receipts"), then, several=True, endings=_RECEIPTS)

    def _photos_chosen(self, paths: list[Path]) -> None:
        self.take_in(paths, sort="photo")

    def _receipts_chosen(self, paths: list[Path]) -> None:
        self.take_in(paths, sort="receipt")

    def _taken(self, ids: object) -> None:
        assert isinstance(ids, list)
        self.gallery.go_to(ids[0])
        self.about.caption.setFocus()
        self.undoable()

    def _show_current(self) -> None:
        one = self._found.get(self.gallery.current)
        self.about.setVisible(one is not None)
        self.erasing.hide()
        if one is not None:
            self.about.show_record(one)
            self.save_as.setEnabled(one.here)

    def _describe(self, id: str, name: str, value: str) -> None:
        self.attempt(lambda: attachments.describe(self.desk, id, **{name: value}))

    @property
    def _chosen(self) -> list[str]:
        """What is chosen, else the current one; [""] where there is none."""
        return self.gallery.chosen or [self.gallery.current]

    def _ask_erase(self) -> None:
        if self._chosen[0]:
            self.erasing.ask(self.desk, self._chosen)

    def _erase(self, ids: list[str]) -> None:
        desk = self.desk
        self.run(say("Erasing for good"), lambda _report: attachments.erase(desk, ids), self._erased)

    def _erased(self, _done: object) -> None:
        (self.gallery if self.gallery.count() else self.add_photos).setFocus()
        self.frame.notices.say(say("Erased for good."), tone="success")

    def _remove(self) -> None:
        chosen = self._chosen
        if chosen[0] and self.attempt(lambda: attachments.remove(self.desk, chosen)):
            (self.gallery if self.gallery.count() else self.add_photos).setFocus()
            self.undoable()

    def _ask_save(self) -> None:
        one = self._found.get(self.gallery.current)
        if one is not None:
            name = f"{file_name(one.record.name.rpartition('.')[0])}.{attachments.ENDINGS.get(one.record.media, 'bin')}"
            files.ask_save(self, say("Save as"), name, self.save_to)

    def save_to(self, paths: list[Path]) -> None:
        """Write the current photo or receipt into a file."""
        current = self.gallery.current
        self.attempt(lambda: attachments.save_as(self.desk, current, paths[0]))

    def _draw(self) -> None:
        """Make the small pictures that are not there yet, a few at a time, away from the window."""
        wanted = [id for id, each in self._found.items() if each.here and not self.gallery.has(id)][:_TOGETHER]
        if not wanted or self._drawing:
            return
        desk, edge = self.desk, pixels(SIDE)
        self._drawing = True

        def work(report: Report) -> object:
            made: dict[str, bytes] = {}
            for id in wanted:
                report(len(made), len(wanted))
                try:
                    made[id] = attachments.thumbnail(desk, id, edge)
                except (Refused, HubDeskError):  # damaged, or taken away meanwhile: its square stays empty
                    made[id] = b""
            return made

        job = self.frame.run(say("Drawing the preview"), work, self._drawn, quiet=True)
        job.ended.connect(self._drawn_so_far)

    def _drawn(self, made: object) -> None:
        assert isinstance(made, dict)
        self.gallery.show_pictures(made)

    def _drawn_so_far(self) -> None:
        self._drawing = False
        self._draw()
