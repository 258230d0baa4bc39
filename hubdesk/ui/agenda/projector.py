"""What the room sees on the second screen, and the controls for it."""

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication, QKeyEvent, QScreen
from PySide6.QtWidgets import QSizePolicy

from hubdesk.desk import projection
from hubdesk.desk.section_index import index
from hubdesk.errors import HubDeskError
from hubdesk.i18n import Sentence, say
from hubdesk.model.change import Change
from hubdesk.model.projection import MESSAGE, SCENES, Projection
from hubdesk.model.records import Event, Person
from hubdesk.model.timer import Watch
from hubdesk.ui.away import Away
from hubdesk.ui.page import Page
from hubdesk.ui.projector import Canvas, Projector, Show
from hubdesk.ui.times import steady
from hubdesk.ui.widgets.buttons import Button, ButtonRow, Tick
from hubdesk.ui.widgets.fields import Choice, Field, Line
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.words import language, own_name

#: What decides whether a name may be told.
_NAMES = frozenset({"person", "consent", "gate"})
#: So many people are read at once when words are looked through for their names.
LITTLE = 300


class ProjectorPart(Page):
    """Chooses what is shown and on which screen; the small picture is what people see, or would see."""

    title = say("Projector")
    watches = frozenset({"agenda", "event", "poll", "turn", "speaking", "edition", "section", "text"}) | _NAMES
    topic = "projector"

    def build(self) -> None:
        """Lay out the choices, the keys and the picture."""
        self.projector: Projector | None = None
        self.seen = Show(Watch(self.desk.now, steady), self)
        self._away = Away(self, self._came, _few_people)
        self.screens = Choice({}, name=say("Screen"))
        self.open = Button(say("Open the projector"), self._open_or_close, kind="primary", icon="open")
        self.scene = Choice(SCENES)
        self.section, self.message = Line(), Line()
        self.message.setMaxLength(MESSAGE)
        self.poll, self.first, self.second = Choice({}), Choice({}), Choice({})
        self.more = {
            "section": [
                Field(
                    say("Section"), self.section, help=say("A number or a heading; empty: the one the item is about.")
                ),
                Field(say("Second language"), self.second),
            ],
            "poll": [Field(say("Poll"), self.poll)],
            "message": [Field(say("Words for the room"), self.message, help=say("Nothing checks these words."))],
        }
        self.black, self.freeze = Tick(say("Blank (B)")), Tick(say("Freeze (F)"))
        self.canvas = Canvas(self.seen, small=True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.canvas.setSizePolicy(policy)
        self.told = Label(role="small", wrap=True)
        keys = (
            Button(say("Smaller"), lambda: self.seen.size(-1)),
            Button(say("Larger"), lambda: self.seen.size(1)),
            Button(say("Page back"), lambda: self.seen.turn(-1)),
            Button(say("Next page"), lambda: self.seen.turn(1)),
        )
        for widget in (
            ButtonRow(self.screens, self.open),
            self.canvas,
            self.told,
            ButtonRow(self.black, self.freeze, *keys),
            Field(say("On show"), self.scene),
            *(field for fields in self.more.values() for field in fields),
            Field(say("Language of the room"), self.first),
        ):
            self.column.addWidget(widget)
        self.main = self.scene
        self._connect()

    def _connect(self) -> None:
        for choice in (self.scene, self.poll, self.first, self.second):
            choice.picked.connect(lambda _key: self._offer())
        for line in (self.section, self.message):
            line.settled.connect(lambda _text: self._offer())
        self.black.clicked.connect(lambda _on: self.seen.black())
        self.freeze.clicked.connect(lambda _on: self.seen.freeze())
        self.seen.changed.connect(self._tell)
        # also while another page is in front: the room watches on
        self.frame.rang.connect(self._rang)
        self.frame.event_changed.connect(self._left)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenAdded.connect(self._list_screens)
        app.screenRemoved.connect(self._list_screens)

    def refresh(self, change: Change | None) -> None:
        """Offer the languages and polls that are there, and show the view as it is now."""
        self._list_screens()
        if change is None or change.about(frozenset({"poll", "event", "edition"})):
            self._list_choices()
        self._offer()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hear the keys of the projector while no line is written."""
        if not self.seen.press(event.key()):
            super().keyPressEvent(event)

    def _list_choices(self) -> None:
        gathering = self.desk.read.find(Event, self.event_id) or Event(id="")
        there = list(dict.fromkeys(tag for each in _texts(self) for tag in each))
        spoken = sorted(gathering.languages, key=lambda tag: (tag != language(), tag))
        tags = list(dict.fromkeys([*spoken, *there])) or ["en"]
        names = {tag: own_name(tag) for tag in tags}
        self.first.offer(names)
        self.second.offer({"": say("None"), **names})
        counted = projection.counted(self.desk, self.event_id)
        self.poll.offer({each.id: each.question for each in counted})

    def _list_screens(self, _screen: QScreen | None = None) -> None:
        found = QGuiApplication.screens()
        self.screens.offer({str(nth): f"{each.name()} {_measure(each)}".strip() for nth, each in enumerate(found)})
        if self.projector is None:
            others = (nth for nth, each in enumerate(found) if each != self.screen())
            self.screens.show_key(str(next(others, 0)))

    def _left(self, _event: str) -> None:
        """Show a room nothing of another gathering."""
        for line in (self.section, self.message):
            line.clear()
        if self.projector is not None:
            self.projector.close()

    def _rang(self, change: Change) -> None:
        if self.projector is not None and not self.isVisible() and change.about(self.watches):
            self._offer()

    def _offer(self) -> None:
        """Read the view and show it, away from the window where names of many people are looked for in its words."""
        for scene, fields in self.more.items():
            for field in fields:
                field.setVisible(scene == self.scene.key)
        wid = self._wid() if self.event_id and self.sections_there() else None
        if wid is not None:
            self._away.ask(self._reader(wid))

    def _wid(self) -> str | None:
        """Return the section that was chosen, "" for the one in focus; None, and told, where there is no such one."""
        typed = self.section.text().strip() if self.scene.key == "section" else ""
        wid = index(self.desk, self.event_id).resolve(typed.lstrip("§/ ")) if typed else ""
        self.more["section"][0].trouble(say("There is no such section here.") if wid is None else None)
        return wid

    def _reader(self, wid: str) -> Callable[[], Projection | None]:
        """Return what reads the view that is chosen now; None where the event is gone: the room sees what it saw."""
        desk, event, scene = self.desk, self.event_id, self.scene.key
        poll, message = self.poll.key, self.message.text()
        tags = [tag for tag in (self.first.key, self.second.key if scene == "section" else "") if tag]

        def read() -> Projection | None:
            try:
                return projection.show(desk, event, scene, section=wid, poll=poll, message=message, languages=tags)
            except HubDeskError:
                return None

        return read

    def _came(self, view: Projection | None) -> None:
        if view is not None:
            self.seen.offer(view)
        self._tell()

    def _tell(self) -> None:
        """Say in words what people see."""
        self.black.setChecked(self.seen.blank)
        self.freeze.setChecked(self.seen.frozen)
        self.told.say(self._state())

    def _state(self) -> Sentence:
        if self.projector is None:
            return say("Nobody sees this yet.")
        if self.seen.blank:
            return say("People see a black picture.")
        if self.seen.frozen:
            return say("Frozen: people see this until you go on.")
        return say("People see this.")

    def _open_or_close(self) -> None:
        if self.projector is not None:
            self.projector.close()
            return
        chosen = dict(enumerate(QGuiApplication.screens())).get(int(self.screens.key or 0), self.screen())
        self.projector = Projector(self.seen, self)
        self.projector.closed.connect(self._closed)
        self.projector.open_on(chosen, whole=chosen != self.screen())
        self.open.say(say("Close the projector"))
        self._offer()
        self._tell()

    def _closed(self, unplugged: bool) -> None:
        self.projector = None
        self.open.say(say("Open the projector"))
        self._tell()
        if unplugged:
            self.frame.notices.say(say("The second screen is gone: the projector was closed."), tone="warning")


def _texts(page: Page) -> list[tuple[str, ...]]:
    """Return the languages of the places of the text, in its order; none while it is still read."""
    if not page.sections_there():
        return []
    return [tuple(each.texts) for each in index(page.desk, page.event_id).places.values()]


def _few_people(page: Page) -> bool:
    return page.desk.read.count(Person, event=page.event_id) <= LITTLE


def _measure(screen: QScreen) -> str:
    size = screen.size()
    return f"{size.width()} × {size.height()}"
