"""Taking in the files of other laptops: first seen, then merged."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.desk import exchange, merging
from hubdesk.errors import Refused
from hubdesk.i18n import Sentence, count, isolate, say
from hubdesk.ui import files, words
from hubdesk.ui.jobs import Report
from hubdesk.ui.share.merged import Merged
from hubdesk.ui.share.write import readers_of
from hubdesk.ui.widgets.buttons import Button, ButtonRow, Tick
from hubdesk.ui.widgets.card import Card, Figure
from hubdesk.ui.widgets.flow import FlowBox
from hubdesk.ui.widgets.label import Label

if TYPE_CHECKING:
    from hubdesk.ui.page import Page


#: Said of files whose lines are here and hidden, because the merge that brought them was taken back.
EARLIER = say(
    "Lines of these files were merged before and taken back: they stay put away until you bring them in again, "
    "under “Merged on this laptop”."
)


def use_of(found: merging.Inspection) -> Sentence:
    """Return what a file is, from whom, about what."""
    laptop, event = found.laptop or found.author[:8], found.title or found.event[:8]
    if found.use == "upload":
        return say("Upload file from {laptop}, about {event}", laptop=laptop, event=event)
    if found.use == "kit":
        return say("Event package from {laptop}, about {event}", laptop=laptop, event=event)
    return say("Team file from {laptop}, about {event}", laptop=laptop, event=event)


@dataclass(frozen=True, slots=True)
class Look:
    """What files hold and what merging them would do."""

    files: tuple[merging.Inspection, ...]
    would: merging.Absorbed

    @property
    def unknown(self) -> dict[str, str]:
        """The laptops that nobody here has accepted yet, {author key: name}."""
        return {key: name for file in self.files for key, name in file.unknown.items()}

    @property
    def ahead(self) -> bool:
        """Whether a clock in them is more than 48 hours ahead of this one: then it is asked, never refused."""
        return self.would.ahead


class Merge(Card):
    """Choose or drop files, read what they hold, merge them."""

    def __init__(self, page: "Page", merged: Merged) -> None:
        super().__init__(say("Merge files of other laptops"))
        self._page, self._merged = page, merged
        self._paths: list[Path] = []
        self._look: Look | None = None
        self.choose = Button(say("Choose files"), self._choose, kind="primary", icon="open")
        self.own = Button(say("Show the six words of this laptop"), self._show_own, kind="quiet")
        self.own_words = Label(role="words", wrap=True)
        self.own_words.hide()
        self.preview = QWidget()
        column = QVBoxLayout(self.preview)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(10)
        self.lines = Label(wrap=True)
        self.warnings = Label(role="warning", wrap=True)
        self.new, self.same = Figure(say("new")), Figure(say("already here"))
        self.double, self.held = Figure(say("in two versions")), Figure(say("from unknown laptops"))
        figures = FlowBox(gap=12, even=True)
        for figure in (self.new, self.same, self.double, self.held):
            figure.setMinimumWidth(150)
        figures.show_all([self.new, self.same, self.double, self.held])
        self.strangers = Label(wrap=True)
        self.trust = Tick(say("We compared the words: take this work in"))
        self.clock = Tick(say("Merge it although the clocks differ"))
        self.do = Button(say("Merge"), self._merge, kind="primary")
        for each in (self.lines, self.warnings, self.clock, figures, self.strangers, self.trust):
            column.addWidget(each)
        column.addWidget(ButtonRow(self.do, Button(say("Leave it"), self.leave)))
        self.preview.hide()
        hint = Label(
            say("Choose team files or upload files, or drop them here. You see what is in them before it is merged."),
            wrap=True,
        )
        self.start = ButtonRow(self.choose, self.own)
        self.add(hint, self.start, self.own_words, self.preview)
        for tick in (self.trust, self.clock):
            tick.toggled.connect(lambda _on: self._show_figures() if self._look else None)

    def look_into(self, paths: Sequence[Path]) -> None:
        """Show what files hold; nothing is taken in. Recipient cards have a page of their own."""
        desk, wanted = self._page.desk, list(paths)
        if wanted and all(path.suffix == ".hubkey" for path in wanted):
            self._page.frame.go("keys", "\n".join(map(str, wanted)))
            return
        self._paths = wanted

        def work(_report: Report) -> object:
            found = tuple(merging.inspect(desk, path) for path in wanted)
            if any(each.sealed for each in found):
                return found
            return Look(found, merging.absorb(desk, wanted, dry_run=True))

        if wanted:
            self._page.run(say("Looking into the files"), work, self.show_look)

    def show_look(self, found: object) -> None:
        """Show a preview; an event package asks for its words on a page of its own."""
        if not isinstance(found, Look):
            self._open_package(len(self._paths))
            return
        self._look = found
        lines, warnings = [], []
        for each in found.files:
            lines.append(words.tell(use_of(each)))
            lines.append(isolate(each.path.name))
            lines.append(words.tell(readers_of(each.opens)))
            if each.new_event:
                warnings.append(words.tell(say("It brings an event that is not here yet: {event}", event=each.title)))
            if each.ahead:
                warnings.append(words.tell(say("A clock of that laptop is far ahead of this one.")))
                warnings.append(
                    words.tell(say("Look at both clocks. No word is lost; the order of the notes may suffer."))
                )
            if each.missing:
                warnings.append(words.tell(say("It builds on work that is not here yet: ask for the full file.")))
        if found.would.taken_back:
            warnings.append(words.tell(EARLIER))
        self.lines.say("\n".join(lines))
        self.warnings.say("\n".join(dict.fromkeys(warnings)))
        self.warnings.setVisible(bool(warnings))
        self.clock.setChecked(False)
        self.clock.setVisible(found.ahead)
        self._show_strangers(found.unknown)
        self._show_figures()
        self.start.hide()
        self.preview.show()
        (self.clock if found.ahead else self.do).setFocus()

    def leave(self) -> None:
        """Put the preview away."""
        self._look, self._paths = None, []
        self.trust.setChecked(False)
        self.preview.hide()
        self.start.show()
        if self.isVisible():
            self.choose.setFocus()

    def _show_strangers(self, unknown: dict[str, str]) -> None:
        self.trust.setChecked(False)
        for each in (self.strangers, self.trust, self.held):
            each.setVisible(bool(unknown))
        told = [
            words.tell(
                say(
                    "Work of unknown laptops waits until a person accepts it. "
                    "Call them and compare the six words; they find theirs on their page Share."
                )
            )
        ]
        for key, name in sorted(unknown.items()):
            spoken = exchange.spoken_words(self._page.desk, key)
            told.append(f"{isolate(name or key[:8])}: {isolate(spoken)}")
        self.strangers.say("\n".join(told))

    def _show_figures(self) -> None:
        assert self._look is not None
        would, trusted = self._look.would, self.trust.isChecked()
        self.new.show_number(words.number(would.new + (would.quarantined if trusted else 0)))
        self.same.show_number(words.number(would.same))
        self.double.show_number(words.number(would.two_versions))
        self.held.show_number(words.number(0 if trusted else would.quarantined))
        nothing = not would.new and not would.quarantined
        self.do.setEnabled(not nothing and (self.clock.isChecked() or not self._look.ahead))
        self.do.say(say("Everything is here already") if nothing else say("Merge"))

    def _merge(self) -> None:
        desk, paths, trust = self._page.desk, list(self._paths), self.trust.isChecked()

        def work(report: Report) -> object:
            return merging.absorb(desk, paths, trust=trust, report=report)

        self._page.run(say("Merging"), work, self.show_merged)

    def show_merged(self, done: object) -> None:
        """Say what a merge did."""
        assert isinstance(done, merging.Absorbed)
        self.leave()
        notices = self._page.frame.notices
        told = say(
            "Merged: {new}, {same}, {double}.",
            new=count(done.new, "{n} new", "{n} new"),
            same=count(done.same, "{n} already here", "{n} already here"),
            double=count(done.two_versions, "{n} in two versions", "{n} in two versions"),
        )
        if done.new_events:
            event = done.new_events[0]
            notices.say(told, tone="success", step=say("Open the event"), call=lambda: self._open_event(event))
        else:
            step = say("Undo") if done.merge else None
            notices.say(told, tone="success", step=step, call=lambda: self._merged.take_back(done.merge))
        self._page.refresh(None)

    def _open_event(self, event: str) -> None:
        self._page.frame.open_event(event, "prepare")

    def _open_package(self, several: int) -> None:
        if several == 1:
            self._page.frame.go("opening", str(self._paths[0]))
            return
        raise Refused(
            say("One of these files is an event package."),
            next=say("Open event packages one by one: each asks for its five words."),
            code="kit-among-files",
        )

    def _choose(self) -> None:
        files.ask_open(self._page, say("Merge files of other laptops"), self.look_into, several=True)

    def _show_own(self) -> None:
        self.own_words.say(exchange.spoken_words(self._page.desk))
        self.own_words.setVisible(self.own_words.isHidden())
