"""The window: rail, header, one page at a time, notices and a quiet status line."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from hubdesk.errors import HubDeskError
from hubdesk.i18n import say
from hubdesk.ui import menus, screen, theme
from hubdesk.ui.actions import Actions
from hubdesk.ui.collector import EVERY, sweep
from hubdesk.ui.header import Header
from hubdesk.ui.jobs import Job
from hubdesk.ui.kiosk import Shut
from hubdesk.ui.latch import Latch
from hubdesk.ui.made import Made
from hubdesk.ui.notices import Notice, Notices
from hubdesk.ui.places import PLACES, on_rail
from hubdesk.ui.preferences import Preferences
from hubdesk.ui.rail import Rail
from hubdesk.ui.status import Status
from hubdesk.ui.widgets.alone import Alone
from hubdesk.ui.words import tell

if TYPE_CHECKING:
    from hubdesk.desk.desk import Desk
    from hubdesk.ui.frame import Frame
    from hubdesk.ui.keeper import Keeper
    from hubdesk.ui.page import Page
    from hubdesk.ui.strip import Strips

#: The smallest window in which nothing may be cut, and the width (in letters' sizes) below which the rail is narrow.
SMALLEST = (1024, 600)
NARROW = 46
_ALONE = "first"
LASTING = {"event-new", "open", "save", "care", "photos", "incidents", "lock", "passphrase", "search", "help"}


class Window(QMainWindow):
    """The frame around the pages. It can be shown before a workspace is open; `serve` brings the desk in."""

    def __init__(self, preferences: Preferences, *, state: Path | None = None) -> None:
        """`state` is the file that keeps the window's place on the screen, None for none."""
        super().__init__()
        self.preferences = preferences
        self.frame: Frame | None = None
        self.keeper: Keeper | None = None
        #: Files that came before there was a workspace to look into them.
        self.asked: list[str] = []
        self.notices = Notices(self)
        self.actions_list = Actions(self)
        self.latch = Latch(self)
        self._state = state
        self._lone: QWidget | None = None
        self._key = ""
        self.setMinimumSize(*SMALLEST)
        self.setAcceptDrops(True)
        self.setWindowTitle("HubDesk")
        self._lay_out()
        menus.offer(self)
        self._menus = menus.Menus(self)
        self.shut = Shut(self)
        for place in PLACES:
            self.rail.show_keys(place.key, self.actions_list[f"go-{place.key}"])
        self.rail.chosen.connect(self.go)
        preferences.changed.connect(self._fit_role)
        self._fit_role()
        self.let_in(False)
        screen.recall(self, state)

    def serve(self, desk: "Desk") -> None:
        """Work with an open workspace: the pages can be visited from now on."""
        from hubdesk.ui.frame import Frame

        self.frame = Frame(desk, self, actions=self.actions_list, notices=self.notices, preferences=self.preferences)
        self.frame.kiosk = self.shut.kiosk
        self.stack.frame = self.frame
        self.frame.page_asked.connect(self.go)
        self.frame.event_changed.connect(self._event_changed)
        self.frame.job_began.connect(self.show_job)
        self.frame.rang.connect(lambda _change: self._retell())
        self.frame.rewriting_asked.connect(self.latch.rewrite)
        if self.keeper is not None:
            self.frame.restore_asked.connect(self.keeper.restore)
            self.frame.repair_asked.connect(self.keeper.repair)
        self._drop_lone()
        self.header.serve(self.frame)
        self.status.serve(self.frame)
        self._open_notices()
        self._event_changed("")
        self.latch.follow()

    def show_job(self, job: Job, what: object) -> None:
        """Show that a job runs."""
        if self.strips is not None:
            self.strips.show_job(job, what)  # type: ignore[arg-type]  # Qt carries the sentence as an object

    def attach(self, keeper: "Keeper") -> None:
        """Let a keeper close the workspace and open it again."""
        self.keeper = keeper
        keeper.job_began.connect(self.show_job)

    def leave(self) -> "Desk | None":
        """Close the workspace, put away all that was shown of it, and go on without one; return what was closed."""
        self._settle()
        frame, self.frame = self.frame, None
        if frame is not None:
            self.stack.rest()
            frame.close()
            frame.desk.close()
            frame.deleteLater()
        from PySide6.QtWidgets import QDialog  # here and not above, as all that is not needed for the first paint

        for dialog in self.findChildren(QDialog):
            dialog.done(0)
        for part in (self.header, self.status):
            part.leave()
        self.stack.put_away()
        self._key = ""
        self.actions_list.forget_pages()
        self._retell()
        if self.strips is not None:
            self.strips.clear()
        self.setWindowTitle("HubDesk")
        self.let_in(False)
        self._drop_lone()
        QTimer.singleShot(EVERY, sweep)  # once the pages are deleted: nothing that was put aside outlives the workspace
        return frame.desk if frame else None

    def show_alone(self, widget: QWidget) -> None:
        """Show something in the place of the pages, while no workspace is open."""
        self._open_notices()
        self._drop_lone()
        for each in (self.rail, self.header, self.status):
            each.hide()
        self._lone = Alone(widget)
        self.stack.addWidget(self._lone)
        self.stack.setCurrentWidget(self._lone)

    def go(self, key: str, about: str = "") -> None:
        """Show a page, made on its first visit; without an event in front, pages about one lead to Events."""
        if self.frame is None or self.shut.refuses(key):
            return
        page = self.page(key)
        if page.needs_event and not self.frame.event_id:
            self.notices.say(say("Choose an event first."))
            key, page = "events", self.page("events")
        self._key = key
        alone = (key == _ALONE and not about) or self.shut.kiosk.on
        for each in (self.rail, self.header, self.status):
            each.setVisible(not alone)
        self.rail.mark(key)
        self.stack.setCurrentWidget(page)
        for deed, action in self.actions_list:
            if deed.page:
                action.setEnabled(deed.page == key)
        if about or key in ("help", "first"):
            page.arrive(about)
        self.header.show_page(page)
        (page.main or page).setFocus(Qt.FocusReason.OtherFocusReason)

    def page(self, key: str) -> "Page":
        """Return a page, made now if it was never visited; its class is named after it (notes → NotesPage)."""
        page: Page = self.stack.page(key)
        return page

    @property
    def key(self) -> str:
        """Which page is shown, "" before the first."""
        return self._key

    def undo(self) -> None:
        """Take the last step back."""
        if self.frame is not None:
            self.frame.undo()

    def redo(self) -> None:
        """Do the last undone step again."""
        if self.frame is not None:
            self.frame.redo()

    def back_up(self) -> None:
        """Save what is being typed and make a backup."""
        frame = self.frame
        if frame is None:
            return
        self._settle()

        def work(_report: object) -> object:
            from hubdesk.desk import care

            return care.backup(frame.desk)

        frame.run(say("Making a backup"), work, self._backed_up)

    def ask_file(self) -> None:
        """Ask for an event package or file and show what is in it; nothing is merged yet."""
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(self, tell(say("Open an event package or file")))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([tell(say("HubDesk files")) + " (*.hubbundle *.hubkey)", tell(say("All files")) + " (*)"])
        dialog.filesSelected.connect(self.open_files)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def open_files(self, files: list[str]) -> None:
        """Show a preview of files (from the menu, a drop or a double click), as soon as a workspace is open."""
        if self.frame is None or self.shut.kiosk.on:
            self.asked += files
        elif files:
            self.go("opening", "\n".join(files))

    def come_forward(self, files: list[str]) -> None:
        """Show the window above the others, with files that were opened while it was there."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized | Qt.WindowState.WindowActive)
        self.show()
        self.raise_()
        self.activateWindow()
        QApplication.alert(self)  # where a system lets no program come forward by itself
        self.open_files(files)

    def reach_notice(self) -> None:
        """Move to the newest notice, and back."""
        if self.strips is not None:
            self.strips.reach()

    def show_palette(self) -> None:
        """Find an action by a few letters."""
        from hubdesk.ui.palette import Palette, usable

        self._dialog(Palette(usable(self.actions_list, self._key), self))

    def show_keys(self) -> None:
        """Show all keys."""
        from hubdesk.ui.palette import Sheet, usable

        self._dialog(Sheet(usable(self.actions_list, self._key), self))

    def reach_menu(self) -> None:
        """Move to the menu bar."""
        bar = self.menuBar()
        bar.setFocus(Qt.FocusReason.MenuBarFocusReason)
        bar.setActiveAction(bar.actions()[0])

    def show_help(self) -> None:
        """Open the help on the page that is shown."""
        page = self.stack.pages.get(self._key)
        self.go("help", (page.subject() or self._key) if page else "index")

    def show_no_workspace(self, error: HubDeskError) -> None:
        """Say why there is nothing to work with (locked, newer, damaged); the window stays for reading it."""
        self._open_notices()
        if self.keeper is None or not self.keeper.offer(error):
            self.notices.trouble(error)

    def show_crash(self, report: str) -> None:
        """Show that something broke, and look whether the workspace itself is the cause."""
        from hubdesk.ui.crash_page import CrashPage

        self._dialog(CrashPage(report, self))
        if self.frame is not None:
            desk = self.frame.desk

            def work(_report: object) -> object:
                from hubdesk.desk import care

                return care.damage(desk)

            self.frame.run(say("Checking the workspace"), work, self._damage_found, quiet=True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that are dragged in."""
        if self.frame is not None and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Show a preview of files that were dropped."""
        self.open_files([url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the page more room where the window is narrow for the size of text."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit the rail to letters and words."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.LanguageChange):
            self._fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save what is being typed, remember the window's place, close the workspace."""
        self._settle()
        if self._state is not None:
            screen.keep(self, self._state)
        if self.keeper is not None:
            self.keeper.stop()
        if self.frame is not None:
            from hubdesk.desk import care

            frame, self.frame = self.frame, None
            self.stack.rest()
            for part in (self.header, self.status):
                part.leave()
            frame.close()
            with suppress(HubDeskError):  # a full backup folder must not keep the window open
                care.backup_when_due(frame.desk, after=timedelta(0))
            frame.desk.close()
        super().closeEvent(event)

    def let_in(self, on: bool) -> None:
        """Let the rail answer, or not yet (before a workspace is open)."""
        for deed, action in self.actions_list:
            if deed.key.startswith("go-") or deed.key in LASTING:
                action.setEnabled(on)
        self.rail.setEnabled(on)
        self.shut.guard()

    def _drop_lone(self) -> None:
        if self._lone is not None:
            self.stack.removeWidget(self._lone)
            self._lone.deleteLater()
            self._lone = None

    def _lay_out(self) -> None:
        self.rail, self.header, self.status = Rail(), Header(), Status()
        self.stack = Made()
        self.strips: Strips | None = None
        self._right = right = QVBoxLayout()
        right.setSpacing(0)
        for widget, room in ((self.header, 0), (self.stack, 1), (self.status, 0)):
            right.addWidget(widget, room)
        ground = QWidget()
        ground.setObjectName("ground")
        row = QHBoxLayout(ground)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
        self.setCentralWidget(ground)

    def _open_notices(self) -> None:
        from hubdesk.ui.strip import Strips

        if self.strips is None:
            self.strips = Strips()
            self._right.insertWidget(2, self.strips)
            self.notices.said.connect(self.strips.show_notice)
            self.notices.open()

    def _fit(self) -> None:
        self.rail.be_narrow(self.width() < NARROW * theme.pixels(14))

    def _fit_role(self) -> None:
        self.rail.show_only(on_rail(self.preferences.settings.role))

    def _event_changed(self, event: str) -> None:
        self.let_in(True)
        if not event and self._key in self.stack.pages and self.stack.pages[self._key].needs_event:
            self.go("events")
        self.setWindowTitle(self.header.window_title())
        self._retell()

    def _backed_up(self, made: Any) -> None:
        self.notices.say(made.told() or say("Saved, and a backup was made."), tone="success")

    def _damage_found(self, error: Any) -> None:
        if error is not None:
            step, rest = say("Backups and repair"), (error.safe, error.next)
            self.notices.give(Notice(error.what, "error", rest, error.code, step, lambda: self.go("care")))

    def _retell(self) -> None:
        """Say what undo and redo would do, and how many records of the event wait for a choice between versions."""
        desk = self.frame.desk if self.frame else None
        event = self.frame.event_id if self.frame else ""
        self.rail.button("share").show_number(desk.read.count_versions(event) if desk and event else 0)
        back, again = (desk.next_undo(), desk.next_redo()) if desk else (None, None)
        self.actions_list.say("undo", say("Undo: {action}", action=back) if back else say("Undo"))
        self.actions_list.say("redo", say("Redo: {action}", action=again) if again else say("Redo"))

    def _settle(self) -> None:
        for page in self.stack.pages.values():
            page.settle()

    def _dialog(self, dialog: QWidget) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        opened: Callable[[], None] = dialog.open  # type: ignore[attr-defined]  # every dialog has it
        opened()
