"""What the field does at the door: a few letters and Enter check somebody in."""

from typing import TYPE_CHECKING

from hubdesk.desk import attendance
from hubdesk.desk.attendance_list import is_number
from hubdesk.i18n import count, say
from hubdesk.model.records import Headcount, Person
from hubdesk.ui.times import local
from hubdesk.ui.words import clock

if TYPE_CHECKING:
    from hubdesk.ui.pages.attendance import AttendancePage


class Door:
    """The loop of one guest after the other; all it shows stands on the page."""

    def __init__(self, page: "AttendancePage") -> None:
        self._page = page
        self._asked = self._scanned = False

    def typed(self) -> None:
        """Forget what was asked, or scanned, about another text."""
        self._asked = self._scanned = False

    def search(self, text: str, keep: str = "") -> None:
        """Show who answers, and what Enter would do."""
        page, (heads, category) = self._page, attendance.typed_heads(text)
        page.heads.show_categories(heads, category, attendance.categories(page.desk, page.event_id) if heads else ())
        hits = [] if page.roster is None or heads else page.roster.search(text)
        owners = page.roster.answering(text) if page.roster is not None and is_number(text) else None
        if owners is not None and len(owners) == 1:
            keep = keep or owners[0]
        page.list.show_hits(hits, keep, first=owners is None)
        page.list.setVisible(bool(hits))
        named = bool(text.strip()) and not text.strip().startswith("+")
        nobody = named and page.roster is not None and not hits
        page.offer(walk_in=nobody or bool(hits))
        if heads:
            told = count(heads, "Enter counts {n} head without a name.", "Enter counts {n} heads without names.")
        elif page.roster is None:
            told = say("The list is being read. A moment, please.")
        elif nobody:
            told = say("Nobody on the list answers to this. Enter asks whether to add them; Ctrl+N adds at once.")
        elif hits and page.list.current is None:
            told = say("Nobody has just this number. Up and Down choose one of these.")
            if owners:
                told = say("More than one person has this number. Up and Down choose.")
        elif hits:
            told = say("Enter checks in · Ctrl+Enter out or back · Ctrl+N adds a walk-in · Esc clears")
        else:
            told = say("Nobody is shown until you search. +3 counts three heads without names.")
        page.hint.say(told)

    def enter(self) -> None:
        """Do what the typed or scanned text means."""
        page = self._page
        text, hit = page.field.text(), page.list.current
        heads, category = attendance.typed_heads(text)
        if heads:
            self.count_heads(heads, category)
        elif page.roster is None:
            return
        elif page.field.rushed or (hit is None and (self._scanned or is_number(page.field.code or text))):
            self._scan(text)
        elif hit is not None:
            self._check_in(hit.person)
        elif self._asked:
            self.walk_in()
        elif text.strip() and not text.strip().startswith("+"):
            self._asked = True
            more = say("Enter again or Ctrl+N adds them as a walk-in, Esc clears.")
            page.result.show_result("question", say("Not on the list: add?"), text.strip(), more)

    def pick(self) -> None:
        """Check in who was clicked."""
        if self._page.list.current is not None:
            self._check_in(self._page.list.current.person)

    def _scan(self, text: str) -> None:
        """Check in whose number this is, and nobody else; the text stays chosen, so that the next scan replaces it.

        Letters alone are read by their keys only where no person was so quick: é and è are digits on a French keyboard.
        """
        page = self._page
        assert page.roster is not None
        owners = page.roster.answering(text)
        if not owners and page.field.code and (page.field.rushed or not text.isalpha()):
            owners = page.roster.answering(page.field.code)
        if len(owners) == 1:
            self._check_in(page.desk.read.get(Person, owners[0]))
            return
        what = say("More than one person has this number") if owners else say("Nobody has this number")
        more = say("Nobody was checked in. Scan again, or type a name.")
        page.result.show_result("warning", what, text.strip(), more)
        page.field.selectAll()
        self._scanned = True

    def turn(self) -> None:
        """Send the chosen person out, or back in; with an empty field the one shown last."""
        page = self._page
        hit = page.list.current
        person = hit.person if hit else page.person
        if person is None or page.field.composing:
            return
        done: list[attendance.Arrival] = []
        now = page.desk.now()
        if not page.act(
            lambda: done.append(attendance.check_out(page.desk, person.id, page.event_id, at=now, item=page.item))
        ):
            return
        if done[0].state == "out":
            since = clock(local(done[0].since, page.zone))
            page.done(person, "info", say("Checked out"), say("Was here since {time}.", time=since))
        else:
            self._check_in(person)

    def walk_in(self) -> None:
        """Add who is named in the field, and check them in."""
        page = self._page
        name = " ".join(page.field.text().split())
        if not name or page.field.composing or attendance.typed_heads(name)[0]:
            return
        made: list[str] = []
        now = page.desk.now()
        if page.act(lambda: made.append(attendance.walk_in(page.desk, page.event_id, name, at=now, item=page.item))):
            person = page.desk.read.get(Person, made[0])
            more = say("Walked in. They agree to nothing until they say so.")
            page.done(person, "success", say("Checked in"), more)

    def count_heads(self, heads: int, category: str) -> None:
        """Count heads without names."""
        page = self._page
        made: list[str] = []
        if page.act(
            lambda: made.append(attendance.heads(page.desk, page.event_id, heads, category=category, item=page.item))
        ):
            kept = page.desk.read.get(Headcount, made[0])
            page.empty()
            page.result.show_result("success", count(heads, "{n} head counted", "{n} heads counted"), kept.category)
            page.offer(back=True)
            page.to_field()

    def _check_in(self, person: Person) -> None:
        page = self._page
        done: list[attendance.Arrival] = []
        now = page.desk.now()
        if not page.act(
            lambda: done.append(attendance.check_in(page.desk, person.id, page.event_id, at=now, item=page.item))
        ):
            return
        arrival = done[0]
        since = clock(local(arrival.since, page.zone))
        what = {
            "in": say("Checked in"),
            "back": say("Welcome back"),
            "already": say("Already here since {time}", time=since),
        }[arrival.state]
        tone = "info" if arrival.state == "already" else "success"
        page.done(person, tone, what, changed=arrival.state != "already")
