"""The strip at the foot of the page: what was said, with its next step, and jobs that run."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget
from shiboken6 import isValid

from hubdesk.i18n import Sentence, count, say
from hubdesk.ui.jobs import Job, Progress
from hubdesk.ui.notices import Notice
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.widgets.mark import IconMark
from hubdesk.ui.words import tell

#: How long a notice with a way back stays, in milliseconds (at least ten seconds).
STAYS = 12_000
MOST = 3
_ICONS = {"info": "info", "success": "check", "warning": "warning", "error": "error"}


class Strip(QFrame):
    """One notice: an icon, its sentences, a step or two and a way to close it."""

    def __init__(self, notice: Notice, close: Button) -> None:
        super().__init__()
        self.notice = notice
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("tone", notice.tone)
        self.setAccessibleName(tell(notice.what))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(12)
        row.addWidget(IconMark(_ICONS[notice.tone], "text" if notice.tone == "info" else notice.tone))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(notice.what, role="strong" if notice.rest else "", wrap=True))
        for each in notice.rest:
            words.addWidget(Label(each, wrap=True))
        row.addLayout(words, 1)
        self.step = Button(notice.step, kind="quiet") if notice.step is not None else None
        self.other = Button(notice.other[0], kind="quiet") if notice.other is not None else None
        if self.step is not None and self.other is not None:
            words.addWidget(ButtonRow(self.step, self.other))  # below: beside large letters two find no room
        elif self.step is not None:
            row.addWidget(self.step)
        if notice.code:
            row.addWidget(Label(notice.code, role="code"))
            row.addWidget(Button(say("Copy the code"), self._copy, kind="quiet"))
        self.close_button = close
        row.addWidget(close)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.notice.code)


class JobStrip(QFrame):
    """A job that runs: its sentence, how many are done, the time left when it is long, and Cancel."""

    def __init__(self, job: Job, what: Sentence) -> None:
        super().__init__()
        self._job = job
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("job")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(12)
        self._what = Label(what)
        self._how_far = Label(role="quiet")
        self._bar = QProgressBar(textVisible=False)
        self._bar.setAccessibleName(tell(what))
        self._bar.setRange(0, 0)
        self._stop = Button(say("Cancel"), self._cancel)
        row.addWidget(self._what)
        row.addWidget(self._bar, 1)
        row.addWidget(self._how_far)
        row.addWidget(self._stop)
        job.progressed.connect(self._show)
        job.ended.connect(self._end)

    def _show(self, progress: Progress) -> None:
        self._bar.setRange(0, progress.total)
        self._bar.setValue(progress.done)
        if progress.left >= 0:
            self._how_far.say(count(progress.left, "{n} second left", "{n} seconds left"))
        elif progress.total:
            self._how_far.say(say("{done} of {total}", done=progress.done, total=progress.total))

    def _cancel(self) -> None:
        self._job.cancel()
        self._stop.setEnabled(False)
        self._how_far.say(say("Stopping"))

    def _end(self) -> None:
        self.hide()
        self.deleteLater()


class Strips(QWidget):
    """The newest notices one below the other; nothing at all when there is nothing to say.

    One with a way back stays for `stays` milliseconds.
    """

    def __init__(self, stays: int = STAYS) -> None:
        super().__init__()
        self._stays = stays
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 8, 16, 8)
        self._column.setSpacing(6)
        self._before: QWidget | None = None
        #: What stands in the column. A layout's own items are not asked: each would be known to Python for as long as
        #: the layout lives, also after Qt deleted it, and then be taken for whatever came to stand at its address.
        self._shown: list[QWidget] = []
        self.hide()

    @property
    def strips(self) -> list[Strip]:
        """What is shown now, the newest last."""
        return [each for each in self._widgets() if isinstance(each, Strip)]

    def show_notice(self, notice: Notice) -> None:
        """Show a notice; one that says the same is replaced, and of more than three the oldest that may go goes."""
        for each in self.strips:
            passing = not each.notice.stays and not notice.stays
            if passing or tell(each.notice.what) == tell(notice.what):
                self._drop(each)
        for each in [each for each in self.strips if not each.notice.stays or len(self.strips) >= MOST][:1]:
            self._drop(each)
        close = Button(say("Close"), kind="quiet")
        strip = Strip(notice, close)
        close.clicked.connect(lambda: self._drop(strip))
        if strip.step is not None:
            strip.step.clicked.connect(lambda: self._step(strip, notice.call))
        if strip.other is not None and notice.other is not None:
            strip.other.clicked.connect(partial(self._step, strip, notice.other[1]))
        self._column.addWidget(strip)
        self._shown.append(strip)
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, tell(notice.what)))
        if not notice.stays:
            QTimer.singleShot(self._stays, strip, lambda: self._expire(strip))

    def show_job(self, job: Job, what: Sentence) -> None:
        """Show a job until it ends."""
        strip = JobStrip(job, what)
        strip.destroyed.connect(self._settle)
        self._column.insertWidget(0, strip)
        self._shown.insert(0, strip)
        self.show()

    def reach(self) -> None:
        """Move the focus to the newest notice's first button, and back when it is there already (F9)."""
        focus = self.window().focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            if self._before is not None:
                self._before.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif self.strips:
            self._before = focus
            strip = self.strips[-1]
            (strip.step or strip.close_button).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def clear(self) -> None:
        """Take every notice away."""
        self._before = None
        for each in self.strips:
            self._drop(each)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the names of strips in the language of the window."""
        if event.type() == QEvent.Type.LanguageChange:
            for each in self.strips:
                each.setAccessibleName(tell(each.notice.what))
        super().changeEvent(event)

    def _step(self, strip: Strip, call: Callable[[], object] | None, *_clicked: bool) -> None:
        self._drop(strip)
        if call is not None:
            call()

    def _expire(self, strip: Strip) -> None:
        # who is on the way to press Undo still finds it
        if strip.isAncestorOf(self.window().focusWidget() or self) or strip.underMouse():
            QTimer.singleShot(self._stays, strip, lambda: self._expire(strip))
        else:
            self._drop(strip)

    def _drop(self, strip: Strip) -> None:
        if strip not in self._shown:  # its time came between its leaving and Qt's deleting it
            return
        if strip.isAncestorOf(self.window().focusWidget() or self) and self._before is not None:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._column.removeWidget(strip)
        self._shown.remove(strip)
        strip.hide()
        strip.deleteLater()
        self._settle()

    def _settle(self) -> None:
        self.setVisible(any(not each.isHidden() for each in self._widgets()))

    def _widgets(self) -> list[QWidget]:
        self._shown = [each for each in self._shown if isValid(each)]
        return self._shown
