"""Tags on an older edition: what would become of each, confirmed by a person, and the tray of those without a place."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from hubdesk.desk import anchoring
from hubdesk.desk.anchoring import Proposal
from hubdesk.desk.section_index import index
from hubdesk.i18n import Sentence, count, direction, say
from hubdesk.model.records import Note
from hubdesk.model.wording import Piece, changes
from hubdesk.ui.charter.changed import ChangedList, Entry
from hubdesk.ui.charter.compare import shown
from hubdesk.ui.jobs import Report
from hubdesk.ui.notes.finder import Finder
from hubdesk.ui.notes.offers import Offers
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.empty import Empty
from hubdesk.ui.widgets.filling import Filling
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.words import isolated, number, tell, words_of

if TYPE_CHECKING:
    from hubdesk.ui.page import Page

STATES: Mapping[str, Sentence] = {
    "kept": say("Kept"),
    "moved": say("Moved"),
    "changed": say("Changed"),
    "detached": say("No longer there"),
}
#: So many notes of a place are shown with their words, and of so many in all.
FIRST, MOST = 2, 5_000
_TOKENS = {"kept": "quiet", "moved": "link", "changed": "warning", "detached": "error"}


class FollowPart(Filling):
    """The mapping: each place that notes of an older edition speak of, once; nothing is retagged without a button."""

    def __init__(self, page: "Page") -> None:
        super().__init__(gap=8)
        self._page = page
        self.found: dict[str, Proposal] = {}
        self._offers = Offers()
        self.sums = Label(role="strong", wrap=True)
        self.hint = Label(
            say(
                "Notes stay as they are until you confirm. What has no place stays here and in every count and report."
            ),
            role="quiet",
            wrap=True,
        )
        self.all = Button(say("Confirm the sure ones"), self._confirm_sure, kind="primary", icon="check")
        self.one = Button(say("Confirm this one"), self._confirm, icon="check")
        self.other = Button(say("Choose another place"), self._choose, icon="charter")
        self.leave = Button(say("Leave it without a place"), self._leave)
        self.list = ChangedList(say("Tags on older editions"))
        self.buttons = ButtonRow(self.all, self.one, self.other, self.leave)
        self.empty = Empty(
            "tag",
            say("No tag waits"),
            say("Every tag stands on the newest edition of its text."),
        )
        self.empty.hide()
        for each in (self.sums, self.hint, self.buttons):
            self.column.addWidget(each)
        self.column.addWidget(self.list, 1)
        self.column.addWidget(self.empty)
        self.finder = Finder(page)
        self.finder.found.connect(self._place)
        self.finder.left.connect(self.list.setFocus)
        self.list.chosen.connect(lambda _key: self._allow())
        self.list.picked.connect(lambda _key: self._confirm())

    @property
    def current(self) -> Proposal | None:
        """The proposal of the current row."""
        return self.found.get(self.list.current)

    def show_event(self) -> None:
        """Look for what waits; the editions are compared away from the window."""
        desk, event = self._page.desk, self._page.event_id

        def work(_report: Report) -> object:
            found = anchoring.proposals(desk, event)
            for charter in {each.charter for each in found}:
                index(desk, event, charter=charter)  # to be there when another place is chosen
            first = [id for each in found for id in each.notes[:FIRST]]
            said = {note.id: words_of(note) for note in desk.read.many(Note, first[:MOST])}
            return {_key(each): each for each in found}, [entry(each, said) for each in found]

        self._page.run(say("Comparing two editions"), work, self._show)

    def _show(self, found: object) -> None:
        assert isinstance(found, tuple)
        self.found, entries = found
        open_ = [each for each in self.found.values() if not each.confirmed]
        sums = anchoring.tally(self.found.values())
        self.sums.say(
            say(
                "Kept: {kept} · moved: {moved} · changed: {changed} · no longer there: {detached}",
                **{state: number(n) for state, n in sums.items()},
            )
        )
        sure = sum(len(each.notes) for each in open_ if each.sure)
        self.all.say(count(sure, "Confirm the {n} sure one", "Confirm the {n} sure ones"))
        self.all.setEnabled(sure > 0)
        self.list.show_entries(entries)
        self._allow()
        for each in (self.sums, self.hint, self.buttons, self.list):
            each.setVisible(bool(entries))
        self.empty.setVisible(not entries)

    def _allow(self) -> None:
        chosen = self.current
        self.one.setEnabled(chosen is not None and not chosen.confirmed)
        self.other.setEnabled(chosen is not None)
        self.leave.setEnabled(chosen is not None and not chosen.confirmed and chosen.state != "detached")

    def _confirm_sure(self) -> None:
        self._settle([each for each in self.found.values() if each.sure and not each.confirmed])

    def _confirm(self) -> None:
        if self.current is not None and not self.current.confirmed:
            self._settle([self.current])

    def _leave(self) -> None:
        if self.current is not None:
            self._settle([anchoring.placed(self._page.desk, self._page.event_id, self.current, "")])

    def _choose(self) -> None:
        chosen = self.current
        if chosen is not None:
            self._offers.sections = index(self._page.desk, self._page.event_id, charter=chosen.charter)
            self.finder.ask(say("Where does it belong now?"), self._offers.anchors, self.list)

    def _place(self, wid: str) -> None:
        chosen, sections = self.current, self._offers.sections
        if chosen is not None and sections is not None:
            self._settle([anchoring.placed(self._page.desk, self._page.event_id, chosen, wid, sections=sections)])
        self.list.setFocus()

    def _settle(self, these: list[Proposal]) -> None:
        desk, event = self._page.desk, self._page.event_id
        work = lambda _report: anchoring.settle(desk, event, these)  # noqa: E731
        self._page.run(say("Confirming tags"), work, lambda _done: self._page.undoable())


def entry(proposal: Proposal, said: Mapping[str, str]) -> Entry:
    """Return one proposal as the list shows it; `said` are words of notes by their ids."""
    gone = proposal.state == "detached"
    told = (Piece(proposal.was, "gone"),) if gone else tuple(changes(proposal.was, proposal.now))
    return Entry(
        key=_key(proposal),
        head=tell(_headline(proposal)),
        told=tuple(piece for piece in told if piece.words),
        rtl=direction(proposal.seen.get("language", "")) == "rtl",
        token=_TOKENS[proposal.state],
        below=tell(
            count(
                len(proposal.notes),
                "{n} note: {words}",
                "{n} notes: {words}",
                words=" · ".join(isolated(said[id]) for id in proposal.notes[:FIRST] if id in said),
            )
        ),
    )


def _headline(proposal: Proposal) -> Sentence:
    then, state = shown(proposal.seen.get("number", "")), STATES[proposal.state]
    if proposal.confirmed:
        return say("{number}: on words that are no longer there", number=then)
    if proposal.state == "detached":
        return say("{number}: {relation}", number=then, relation=state)
    what = say("{number}: {relation}", number=then, relation=state)
    if proposal.number != proposal.seen.get("number"):
        what = say("{old}, now {new}: {relation}", old=then, new=shown(proposal.number), relation=state)
    if proposal.confidence >= 1:
        return what
    return say("{what} ({n} % alike)", what=what, n=number(round(100 * proposal.confidence)))


def _key(proposal: Proposal) -> str:
    return f"{proposal.key} {proposal.confirmed}"
