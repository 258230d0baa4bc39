"""Taking a laptop out of the team of an event: from then on its work waits, and files are not sealed for it."""

from dataclasses import dataclass

from hubdesk.bundle import passphrase
from hubdesk.desk import membership
from hubdesk.desk.desk import Desk, crew_book
from hubdesk.errors import HubDeskError, Usage
from hubdesk.i18n import say
from hubdesk.model import trust
from hubdesk.model.records import Enrolment, Event, Expulsion, Member

#: What people need to know who take a laptop out.
CONSEQUENCES = (
    say("What it wrote before stays. What it writes from now on waits until somebody accepts it."),
    say("It can still read the files and the event package that it was given so far."),
    say("Hand a team file to each of the others, so that they hear of it."),
    say("A laptop that has handed in nothing yet needs a new event package."),
)


@dataclass(frozen=True, slots=True)
class Laptop:
    """A laptop of a team: its key, how it is called, its six words, whether it is this one, and how it stands.

    `state` is "in", "out" (somebody took it out) or "unknown" (nobody accepted it).
    """

    key: str
    name: str
    words: str
    own: bool
    state: str


def team(desk: Desk, event: str) -> list[Laptop]:
    """Return the laptops of which the crew of an event has heard, by name, those that are out last."""
    stand = membership.standing(desk, event)
    keys = {one.key for one in desk.read.all(Member, event=event) if len(one.key) == 64} | stand.out
    found = []
    for key in keys:
        state = "out" if key in stand.out else "in" if key in stand.accepted else "unknown"
        name, words = membership.name_of(desk, event, key), passphrase.spoken(key, "en")
        found.append(Laptop(key, name or key[:8], words, key == desk.author.key, state))
    return sorted(found, key=lambda one: (one.state == "out", one.name.casefold(), one.key))


def meant(desk: Desk, event: str, text: str) -> Laptop:
    """Return the laptop of a name or the beginning of a key (four digits or more). Usage for none or several."""
    laptops = team(desk, event)
    named = [one for one in laptops if text in (one.name, *one.name.split(" · "))]
    found = named or [one for one in laptops if len(text) >= 4 and one.key.startswith(text)]
    if len(found) != 1:
        raise Usage(
            say("There is no laptop called {name} in this team, or more than one.", name=text),
            next=say("Give the beginning of its key instead; the list of the team shows it."),
            code="laptop",
        )
    return found[0]


def expel(desk: Desk, event: str, key: str, *, origin: object = None) -> None:
    """Take a laptop out of the team: here, and wherever the next file of this laptop is merged; it can be undone.

    What it wrote before stays. What it writes from now on waits everywhere, no file is sealed for it, and the event
    packages written so far let nobody in any more, for it knows them: who has handed in nothing yet needs a new one.
    Raises Usage for this laptop itself and for one that is out, HubDeskError when this one is out itself.
    """
    desk.read.get(Event, event)
    refuse_out(desk, event)
    stand = membership.standing(desk, event)
    if key == desk.author.key or key in stand.out:
        raise Usage(
            say("This laptop cannot be taken out: it is this one, or it is out already."),
            next=say("Look at the list of the team, and choose another."),
            code="laptop",
        )
    known = {one.key for one in desk.read.all(Member, event=event)} & stand.accepted
    membership.vouch(desk, event, (known | {key}) - {desk.author.key})
    closes = {one.key: True for one in desk.read.all(Enrolment, event=event) if one.key not in stand.closed}
    name, about = membership.name_of(desk, event, key), trust.member_id(key)
    with desk.action(say("Take {name} out of the team", name=name), about=about, origin=origin) as put:
        put(Expulsion, book=crew_book(event), event=event, key=key, closes=closes)


def readmit(desk: Desk, event: str, key: str, *, origin: object = None) -> None:
    """Take a laptop into the team again, whoever took it out. Usage when it is not out, HubDeskError as `expel`."""
    refuse_out(desk, event)
    if key not in membership.standing(desk, event).out:
        raise Usage(
            say("This laptop was not taken out of the team."),
            next=say("Look at the list of the team, and choose another."),
            code="laptop",
        )
    membership.accept(desk, event, [key], origin=origin)


def refuse_out(desk: Desk, event: str) -> None:
    """Raise HubDeskError when this laptop itself was taken out of the team of an event."""
    if desk.author.key in membership.standing(desk, event).out:
        raise HubDeskError(
            say("This laptop was taken out of the team of this event, so it lets nobody in or out."),
            safe=say("Everything that was written here is saved, and nothing was changed."),
            next=say("Ask another laptop of the team to take it in again, and merge a file of that laptop."),
            code="out",
        )
