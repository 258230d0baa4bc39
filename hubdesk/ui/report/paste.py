"""A finished text to paste, with the exact name of the page it is for."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from hubdesk.desk import reports
from hubdesk.desk.reports import Finished, Post
from hubdesk.i18n import Sentence, say
from hubdesk.ui.theme import pixels
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.fields import Choice, Field, Line
from hubdesk.ui.widgets.label import Label

if TYPE_CHECKING:
    from hubdesk.ui.page import Page


#: What to do with a text, by its form; all others make a new page.
HINTS: dict[str, Sentence] = {
    "talk": say("Add a section to this page for each post. The wiki writes your name where the post ends with ~~~~."),
    "rapid-fund": say("Paste each text into its question of the funder's form. The questions may have changed."),
    "story": say("Begin a post of this name, and paste the text where the editor of the blog shows HTML."),
    "markdown": say("Open a topic of this name with the first post, then answer with the others, one after the other."),
}
NEW_PAGE = say("Make a new page of exactly this name, and never save over a template.")


class _Text(QPlainTextEdit):
    """A text to read; `taken` when some of it is copied or dragged away."""

    taken = Signal()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Tell that what is selected leaves."""
        self.taken.emit()
        return super().createMimeDataFromSelection()


class Paste(QWidget):
    """The page's name and the text, each with a button that copies it; of several posts one at a time."""

    def __init__(self, page: "Page") -> None:
        super().__init__()
        self._page = page
        self._made: Finished | None = None
        self._posts: tuple[Post, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.target = _shown(say("Name of the page it is for"))
        self.heading = _shown(say("Heading of the section"))
        self.text = _Text()
        self.text.taken.connect(self._leave)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(pixels(240))
        page.keep(self.text.setAccessibleName, say("The text to paste"))
        self.post = Choice({})
        self.post.picked.connect(lambda _key: self._show_post())
        self._one = Field(say("Post"), self.post)
        self._headed = Field(say("Heading of the section"), self.heading)
        self.copy_text = Button(say("Copy the text"), self._copy_text, icon="copy")
        self.copy_name = Button(say("Copy the page name"), lambda: self._copy(self.target.text()), icon="copy")
        self.copy_heading = Button(say("Copy the heading"), lambda: self._copy(self.heading.text()), icon="copy")
        self.hint = Label(NEW_PAGE, role="small", wrap=True)
        self._named = Label(say("Name of the page it is for"), role="strong", wrap=True)
        for each in (self._named, self.target, self.hint, self._one, self._headed):
            column.addWidget(each)
        column.addWidget(self.text, 1)
        column.addWidget(ButtonRow(self.copy_text, self.copy_name, self.copy_heading))
        self._several(False, headed=False)

    def show_text(self, made: Finished) -> None:
        """Show a finished text; of its posts the one that was shown before, else the first."""
        self._made, self._posts = made, made.posts
        self.hint.say(HINTS.get(made.form, NEW_PAGE))
        self._several(bool(made.posts), headed=made.form == "talk")
        self._ask(made.form == "rapid-fund")
        if made.posts:
            self.post.offer({str(n): f"{n}. {post.title}" for n, post in enumerate(made.posts, 1)})
            if not self.post.key:
                self.post.show_key("1")
            self._show_post()
        else:
            self.target.show_text(made.page)
            self._show(made.text)

    def _show_post(self) -> None:
        post = self._posts[int(self.post.key) - 1]
        self.target.show_text(post.page)
        self.heading.show_text(post.title)
        self._show(post.text)

    def _show(self, text: str) -> None:
        if self.text.toPlainText() != text:
            self.text.setPlainText(text)

    def _several(self, several: bool, *, headed: bool) -> None:
        self._one.setVisible(several)
        for each in (self._headed, self.copy_heading):
            each.setVisible(several and headed)

    def _ask(self, questions: bool) -> None:
        """Choose among the questions of a form, which are for no page, or among posts."""
        name = say("Question") if questions else say("Post")
        self._one.label.say(name)
        self.post.name(name)
        for each in (self._named, self.target, self.copy_name):
            each.setVisible(not questions)

    def _leave(self) -> None:
        if self._made is not None:
            reports.leave(self._page.desk, self._made)

    def _copy_text(self) -> None:
        self._leave()
        self._copy(self.text.toPlainText())

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._page.frame.notices.say(say("Copied."), tone="success")


def _shown(name: Sentence) -> Line:
    line = Line(name=name)
    line.setReadOnly(True)
    return line
