"""Two editions word by word: choose which, in which language, and see what became of every place."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from hubdesk.desk import charters, comparing
from hubdesk.i18n import Sentence, count, direction, say
from hubdesk.model.records import Edition
from hubdesk.model.section_search import readable
from hubdesk.model.wording import changes
from hubdesk.ui.charter.changed import ChangedList, Entry
from hubdesk.ui.charter.places import HEADS
from hubdesk.ui.jobs import Report
from hubdesk.ui.widgets.buttons import Tick
from hubdesk.ui.widgets.fields import Choice
from hubdesk.ui.widgets.filling import Filling
from hubdesk.ui.widgets.flow import FlowBox
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.words import day, isolated, language, number, own_name, tell

if TYPE_CHECKING:
    from hubdesk.ui.page import Page

RELATIONS: Mapping[str, Sentence] = {
    "same": say("The same"),
    "edited": say("Edited"),
    "moved": say("Moved"),
    "split": say("Split"),
    "merged": say("Joined"),
    "removed": say("Removed"),
    "new": say("New"),
}
#: So many letters of an edition's name are seen: its day, its revision, and how its label begins.
WIDE = 26
_TOKENS = {"same": "quiet", "moved": "link", "removed": "error", "new": "success"}


class ComparePart(Filling):
    """Shows what changed between two editions of one charter."""

    def __init__(self, page: "Page") -> None:
        super().__init__(gap=8)
        self._page, self._charter = page, ""
        self._found: comparing.Comparison | None = None
        self.old = Choice({}, name=say("Older edition"))
        self.new = Choice({}, name=say("Newer edition"))
        self.language = Choice({}, name=say("Language"))
        self.only = Tick(say("Only what changed"))
        self.only.setChecked(True)
        self.sums = Label(role="quiet", wrap=True)
        self.list = ChangedList(say("What changed"))
        for choice in (self.old, self.new):
            choice.setMinimumContentsLength(WIDE)
        row = FlowBox(gap=8)
        row.show_all([self.old, self.new, self.language, self.only])
        for each in (row, self.sums):
            self.column.addWidget(each)
        self.column.addWidget(self.list, 1)
        self.old.picked.connect(lambda _key: self._compare())
        self.new.picked.connect(lambda _key: self._compare())
        self.language.picked.connect(lambda _key: self._fill())
        self.only.toggled.connect(lambda _on: self._fill())

    def show_charter(self, charter: str) -> None:
        """Offer the editions of a charter, and compare the newest with the one before it."""
        known = charters.editions(self._page.desk, charter)
        names: dict[str, str | Sentence] = {each.id: edition_name(each) for each in known}
        for each in (self.old, self.new):
            each.offer(names)
        if charter != self._charter or not self.old.key:
            self.new.show_key(known[0].id if known else "")
            self.old.show_key(known[min(1, len(known) - 1)].id if known else "")
        self._charter = charter
        self._compare()

    def _compare(self) -> None:
        charter, old, new = self._charter, self.old.key, self.new.key
        if old and new:
            work = lambda _report: comparing.compared(self._page.desk, charter, old, new)  # noqa: E731
            self._page.run(say("Comparing two editions"), work, self._compared)

    def _compared(self, found: object) -> None:
        assert isinstance(found, comparing.Comparison)
        self._found = found
        chosen = self.language.key
        self.language.offer({tag: own_name(tag) for tag in found.languages})
        self.language.setVisible(len(found.languages) > 1)
        if chosen not in found.languages:
            first = found.languages[0] if found.languages else ""
            self.language.show_key(language() if language() in found.languages else first)
        self._fill()

    def _fill(self) -> None:
        found, chosen, only = self._found, self.language.key, self.only.isChecked()
        if found is None:
            return

        def work(_report: Report) -> object:
            rows = found.changed(chosen) if only else found.rows
            return [entry(row, chosen) for row in rows]

        self._page.run(say("Comparing two editions"), work, self._filled)

    def _filled(self, entries: object) -> None:
        assert isinstance(entries, list) and self._found is not None
        changed = len(self._found.changed(self.language.key))
        self.sums.say(count(changed, "{n} place changed.", "{n} places changed."))
        self.list.show_entries(entries)


def edition_name(edition: Edition) -> str:
    """Return what an edition is called: the day it was read in, its revision where it has one, its label."""
    parts = [day(edition.at), edition.revision and f"\u2066{edition.revision}\u2069", edition.label]
    return " · ".join(isolated(part) for part in parts if part)


def entry(row: comparing.Row, language: str) -> Entry:
    """Return one pair of places as the list shows it."""
    old, new = row.words(language, old=True), row.words(language, old=False)
    relation = row.pair.relation
    if relation == "same" and old != new:
        relation = "edited"  # in this language alone
    place = row.new or row.old
    return Entry(
        key=f"{row.pair.old} {row.pair.new}",
        head=tell(headline(row, relation)),
        told=tuple(changes(old, new)),
        rtl=direction(language) == "rtl",
        bold=place is not None and place.role in HEADS,
        token=_TOKENS.get(relation, "warning"),
    )


def headline(row: comparing.Row, relation: str) -> Sentence:
    """Return "2.1, now 2.3: Moved, 93 % alike" of a pair."""
    numbers = [shown(place.number) for place in (row.old, row.new) if place is not None]
    told, sure = RELATIONS[relation], row.pair.confidence
    if len(set(numbers)) > 1:
        what = say("{old}, now {new}: {relation}", old=numbers[0], new=numbers[1], relation=told)
    else:
        what = say("{number}: {relation}", number=numbers[0], relation=told)
    if relation in ("removed", "new") or sure >= 1:
        return what
    return say("{what} ({n} % alike)", what=what, n=number(round(100 * sure)))


def shown(number: str) -> str:
    """Return the number of a place as people read it, left to right in any window."""
    return f"\u2066{readable(number)}\u2069"
