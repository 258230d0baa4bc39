"""How gatherings are usually held: run-sheets to start from, and the rules of a sensitive gathering."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from hubdesk.i18n import Sentence, say

TYPES = ("conversation", "workshop", "training", "meetup", "conference", "one-to-one", "other")
MODES = ("in-person", "online", "hybrid")
STATES = ("preparing", "running", "to report", "reported")
#: {kind of an item of a run-sheet: what it is called}.
ITEM_NAMES: Mapping[str, Sentence] = {
    "welcome": say("Welcome"),
    "plenary": say("Plenary"),
    "reading round": say("Reading round"),
    "breakout": say("Small groups"),
    "speaking round": say("Speaking round"),
    "poll": say("Poll"),
    "break": say("Break"),
    "report-back": say("Report back"),
}
ITEM_TYPES = tuple(ITEM_NAMES)


def item_name(type: str) -> Sentence:
    """Return what a kind of item is called; one that another program made up is an item, its word is not told."""
    return ITEM_NAMES.get(type, say("Item"))


@dataclass(frozen=True, slots=True)
class Planned:
    """One line of a run-sheet to start from."""

    title: Sentence
    type: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Template:
    """A gathering to start from: its name in the window and its run-sheet."""

    name: Sentence
    type: str
    items: tuple[Planned, ...]
    sensitive: bool = False

    @property
    def minutes(self) -> int:
        """How long it takes as planned."""
        return sum(item.minutes for item in self.items)


@dataclass(frozen=True, slots=True)
class Rules:
    """What a gathering may keep and send."""

    badges_only: bool
    places: bool
    photos: bool
    half_days: bool
    retention_days: int
    uploads: bool
    passphrase: bool
    neutral_names: bool


ORDINARY = Rules(
    badges_only=False,
    places=True,
    photos=True,
    half_days=False,
    retention_days=90,
    uploads=True,
    passphrase=False,
    neutral_names=False,
)
SENSITIVE = Rules(
    badges_only=True,
    places=False,
    photos=False,
    half_days=True,
    retention_days=7,
    uploads=False,
    passphrase=True,
    neutral_names=True,
)


#: What is said of these rules where they are chosen, and what they are no protection against.
SENSITIVE_KEEPS = say(
    "It keeps badge numbers and no names, no place, no photos, and times to the half day. It needs a passphrase, and "
    "7 days later it asks for people's data to be erased. Window, files and lists of recent files do not tell its "
    "name. Upload files stay off until you switch them on."
)
LIMITS_OF_SENSITIVE = (
    say("somebody who looks at the screen, or takes the laptop while it is open"),
    say("what people say: words in a note can tell who said them"),
    say("a member of the team, or who is made to tell the passphrase: the log knows when each line was saved"),
    say("what has left already: paper, sticks and uploads cannot be called back"),
)


def rules(sensitive: bool) -> Rules:
    """Return the rules of a gathering; `uploads` of a sensitive one says that they are off until switched on."""
    return SENSITIVE if sensitive else ORDINARY


TEMPLATES: Mapping[str, Template] = {
    "conversation": Template(
        say("Charter conversation, 90 minutes"),
        "conversation",
        (
            Planned(say("Welcome, and how we treat each other"), "welcome", 10),
            Planned(say("What the text is and who decides about it"), "plenary", 10),
            Planned(say("Reading: one section aloud, then silent minutes"), "reading round", 20),
            Planned(say("Round: everybody speaks once"), "speaking round", 30),
            Planned(say("Open questions"), "plenary", 10),
            Planned(say("What we take with us, and what happens next"), "report-back", 10),
        ),
    ),
    "workshop": Template(
        say("Half-day workshop"),
        "workshop",
        (
            Planned(say("Welcome, and how we treat each other"), "welcome", 15),
            Planned(say("What the text is and who decides about it"), "plenary", 20),
            Planned(say("Reading in small groups"), "reading round", 40),
            Planned(say("Break"), "break", 15),
            Planned(say("Tables: one chapter each"), "breakout", 60),
            Planned(say("Each table tells the others"), "report-back", 30),
            Planned(say("Break"), "break", 15),
            Planned(say("Statements: support, oppose, no response"), "poll", 30),
            Planned(say("What we take with us, and what happens next"), "report-back", 15),
        ),
    ),
    "table": Template(
        say("Table at a meet-up"),
        "meetup",
        (
            Planned(say("Who sits here, and why we ask"), "welcome", 5),
            Planned(say("Reading: one section aloud, then silent minutes"), "reading round", 10),
            Planned(say("Round: everybody speaks once"), "speaking round", 25),
            Planned(say("What we take with us, and what happens next"), "report-back", 5),
        ),
    ),
    "reading": Template(
        say("Reading round, 2 hours"),
        "conversation",
        (
            Planned(say("Welcome, and how we treat each other"), "welcome", 10),
            Planned(say("What the text is and who decides about it"), "plenary", 10),
            Planned(say("Section by section: aloud, in silence, then a round"), "reading round", 70),
            Planned(say("Break"), "break", 10),
            Planned(say("What was said most, and what nobody said"), "plenary", 10),
            Planned(say("What we take with us, and what happens next"), "report-back", 10),
        ),
    ),
    "co-creation": Template(
        say("Co-creation, 3 hours"),
        "workshop",
        (
            Planned(say("Welcome, and how we treat each other"), "welcome", 15),
            Planned(say("What the text is and who decides about it"), "plenary", 15),
            Planned(say("Reading: one section aloud, then silent minutes"), "reading round", 25),
            Planned(say("Small groups write what they would change"), "breakout", 45),
            Planned(say("Break"), "break", 15),
            Planned(say("Each group shows its words"), "report-back", 25),
            Planned(say("Which of these words do we share?"), "poll", 25),
            Planned(say("What we take with us, and what happens next"), "report-back", 15),
        ),
    ),
    "edit-a-thon": Template(
        say("Half-day edit-a-thon with a charter hour"),
        "workshop",
        (
            Planned(say("Welcome, and how we treat each other"), "welcome", 15),
            Planned(say("First edits: accounts, sources, sandboxes"), "plenary", 30),
            Planned(say("We edit, side by side"), "breakout", 75),
            Planned(say("Break"), "break", 15),
            Planned(say("Charter hour: one section aloud, then silent minutes"), "reading round", 20),
            Planned(say("Charter hour: everybody speaks once"), "speaking round", 40),
            Planned(say("We go on editing"), "breakout", 30),
            Planned(say("What we take with us, and what happens next"), "report-back", 15),
        ),
    ),
    "street": Template(
        say("Talk with one person on the street, 15 minutes"),
        "one-to-one",
        (
            Planned(say("Who asks, what for, and what is written down"), "welcome", 2),
            Planned(say("One section, read together"), "reading round", 4),
            Planned(say("What would it change for you?"), "speaking round", 7),
            Planned(say("What we noted, and where it goes"), "report-back", 2),
        ),
    ),
    "sensitive": Template(
        say("Sensitive gathering"),
        "conversation",
        (
            Planned(say("Welcome, and what is not written down"), "welcome", 10),
            Planned(say("Reading: one section aloud, then silent minutes"), "reading round", 15),
            Planned(say("Round: everybody speaks once"), "speaking round", 30),
            Planned(say("What may leave this room"), "report-back", 5),
        ),
        sensitive=True,
    ),
}


def zone_of(name: str) -> ZoneInfo:
    """Return the time zone of an IANA name, UTC for a name that this computer does not know."""
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def half_day(at: datetime, zone: str, *, end: bool = False) -> datetime:
    """Return an instant to the half day of its zone, in UTC: down to midnight or noon, or up to the next with `end`."""
    local = at.astimezone(zone_of(zone))
    floor = local.replace(hour=local.hour // 12 * 12, minute=0, second=0, microsecond=0)
    if end and floor != local:
        later = floor.replace(tzinfo=None) + timedelta(hours=12)
        floor = later.replace(tzinfo=local.tzinfo)
    return floor.astimezone(UTC)


def retention(end: datetime, zone: str, sensitive: bool) -> date:
    """Return the day on which what was collected about people goes, counted from the day the gathering ends."""
    try:
        return end.astimezone(zone_of(zone)).date() + timedelta(days=rules(sensitive).retention_days)
    except OverflowError:  # what another program wrote: no calendar goes further
        return end.date()
