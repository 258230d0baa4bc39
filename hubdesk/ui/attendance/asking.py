"""What the desk asks the person in front of it: consents in their language, and whether they need an interpreter."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from hubdesk.desk import interpretation, people
from hubdesk.desk.attendance_list import Hit
from hubdesk.desk.people import known_as
from hubdesk.i18n import LANGUAGES, say
from hubdesk.model.consent import NO_PHOTOS, NOT_IN_SENSITIVE, agrees, read_in
from hubdesk.model.records import Event, Person
from hubdesk.ui.attendance.consents import KEYS, NEXT_LANGUAGE, ConsentCard
from hubdesk.ui.attendance.forgetting import Forgetting
from hubdesk.ui.page import Page
from hubdesk.ui.widgets.buttons import Button, ButtonRow, Tick
from hubdesk.ui.widgets.result import ResultCard
from hubdesk.ui.words import language

#: The key that notes whether an interpreter is needed.
INTERPRETER = "F11"


class Asking(QObject):
    """Shows one person's answers on the page of the door and takes new ones; `card` and `forgetting` are its parts."""

    def __init__(
        self,
        page: Page,
        result: ResultCard,
        act: Callable[[Callable[[], object]], bool],
        chosen: Callable[[], Hit | None],
        *,
        alone: bool = False,
    ) -> None:
        """`act` calls a verb as the page does whose own changes it is; `chosen` is who stands out in the list.

        Where people stand `alone` before the screen, nobody can be forgotten.
        """
        super().__init__(page)
        self._page, self._result, self._act, self._chosen = page, result, act, chosen
        self._person = ""
        self.card, self.forgetting = ConsentCard(), Forgetting(page)
        self.interpreter = Tick(say("Needs an interpreter ({key})", key=INTERPRETER))
        self.interpreter.clicked.connect(lambda _on=False: self.turn_interpreter())
        forget = Button(say("Forget this person"), self.doubt, kind="quiet", icon="remove")
        self.card.add(ButtonRow(self.interpreter) if alone else ButtonRow(self.interpreter, forget))
        self.card.answered.connect(self.answer)
        self.card.spoke.connect(lambda _tag: self.refresh())
        self._offer("kiosk-" if alone else "")
        if not alone:
            page.deed("forget", say("Forget this person"), self.doubt)

    def _offer(self, where: str) -> None:
        page, turn = self._page, self.turn_interpreter
        for purpose, tick in self.card.ticks.items():
            page.deed(f"{where}consent-{purpose}", tick.deed, partial(self.answer, purpose), keys=KEYS[purpose])
        page.deed(f"{where}consent-language", say("Ask in the next language"), self.next_language, keys=NEXT_LANGUAGE)
        page.deed(f"{where}interpreter", say("Needs an interpreter, or not"), turn, keys=INTERPRETER)

    def show(self, person: str) -> None:
        """Show what somebody agreed to ("" for nobody), and ask in their language when they are new here."""
        new, self._person = person != self._person, person
        who = self._who()
        if new:
            self.forgetting.hide()
        if who is None:
            self.card.hide()
            return
        if new:
            answers = people.consents(self._page.desk, who.id)
            self.card.speak(read_in(answers, f"{who.languages}, {who.interpretation}", language()))
        self.refresh()

    def refresh(self) -> None:
        """Show the answers as they are now."""
        who = self._who()
        if who is None:
            return
        answers = people.consents(self._page.desk, who.id)
        self.card.show_answers(known_as(who), answers, NOT_IN_SENSITIVE if self._sensitive() else frozenset())
        needed = interpretation.needed(who.interpretation, who.languages)
        self.interpreter.setChecked(self.card.spoken.key in needed)
        if not self._result.isHidden() and not agrees(answers["photo"]):
            self._result.mark("no-photo", NO_PHOTOS)
        else:
            self._result.mark()

    def answer(self, purpose: str) -> None:
        """Turn one answer of the person shown around: who was not asked agrees now."""
        who = self._who()
        if who is None or (self._sensitive() and purpose in NOT_IN_SENSITIVE):
            return
        desk, asked = self._page.desk, self.card.ticks[purpose].asked
        given = not agrees(people.consents(desk, who.id)[purpose])
        said = partial(people.consent, desk, who.id, purpose, given, how="spoken")
        self._turned(partial(said, language=asked.language, text_version=asked.version))

    def next_language(self) -> None:
        """Ask in the next language that somebody here may read: theirs, those of the room, the window's, English."""
        who = self._who()
        event = self._page.desk.read.find(Event, self._page.event_id)
        if who is None or event is None:
            return
        room = [tag for tag in LANGUAGES if tag in event.languages]
        theirs = read_in({}, f"{who.languages}, {who.interpretation}", "en")
        round = list(dict.fromkeys([theirs, *room, language(), "en"]))
        now = self.card.spoken.key
        self.card.speak(round[(round.index(now) + 1) % len(round)] if now in round else round[0])
        self.refresh()

    def turn_interpreter(self) -> None:
        """Note that the person shown needs an interpreter into the language they are asked in, or that they do not."""
        who = self._who()
        if who is not None:
            language = self.card.spoken.key
            needs = language not in interpretation.needed(who.interpretation, who.languages)
            self._turned(lambda: interpretation.need(self._page.desk, who.id, language, needs))

    def doubt(self) -> None:
        """Ask whether the person who stands out in the list, else the one shown, should be forgotten."""
        hit = self._chosen()
        who = hit.person if hit else self._who()
        if who is not None:
            self.forgetting.ask(who)

    def _turned(self, verb: Callable[[], object]) -> None:
        self._act(verb)
        self.refresh()
        if self._page.main is not None:
            self._page.main.setFocus()

    def _who(self) -> Person | None:
        return self._page.desk.read.find(Person, self._person) if self._person else None

    def _sensitive(self) -> bool:
        event = self._page.desk.read.find(Event, self._page.event_id)
        return event is not None and event.sensitive
