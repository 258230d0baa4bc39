"""What is printed the day before a gathering: what each sheet says, from records that may be told."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from hubdesk.i18n import Sentence, say
from hubdesk.model.consent import NOT_IN_SENSITIVE, PURPOSES
from hubdesk.model.records import Event
from hubdesk.model.templates import item_name
from hubdesk.report.calendar import Planned
from hubdesk.report.dates import local
from hubdesk.report.spoken import nearest

#: What may be printed, in the order in which it is needed.
SHEETS: Mapping[str, Sentence] = {
    "invitation": say("Invitation"),
    "sign-in": say("Sign-in sheet"),
    "run-sheet": say("Run-sheet"),
    "sections": say("Section cards"),
    "slips": say("Feedback slips"),
    "labels": say("Badges"),
    "privacy": say("Privacy card"),
}
#: Rows for people who are not on the list.
WALK_INS = 12
GATHERING = say("Gathering")
_ADDRESS = re.compile(r"https?://[^\s<>\"\u2066-\u2069]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody on the list: the number that the desk types or scans to find them, and a name where one is wanted.

    `photos` tells whether they agreed to photos; whoever was not asked did not.
    """

    code: str
    name: str = ""
    photos: bool = False


@dataclass(frozen=True, slots=True)
class Topic:
    """A chapter or section: its number, its headings by language in the order of the room, and the text it is of."""

    number: str
    headings: Mapping[str, str]
    document: str = ""

    def heading(self, language: str) -> tuple[str, str]:
        """Return the heading and its language: this one or a form of it, else the first there is."""
        if near := nearest(self.headings, language):
            return self.headings[near], near
        return next(((words, tag) for tag, words in self.headings.items()), ("", language))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """Everything that the sheets of one gathering say.

    `event` is the gathering as it may be told, and holds no place where that is hidden. `guests` are those who can be
    found by a number, in its order.
    """

    event: Event
    as_of: datetime
    items: Sequence[Planned] = ()
    guests: Sequence[Guest] = ()
    topics: Sequence[Topic] = ()
    walk_ins: int = WALK_INS
    kept_days: int = 90

    @property
    def title(self) -> Sentence | str:
        """The title, or a word of ours where it may not be told."""
        return self.event.title or GATHERING

    @property
    def purposes(self) -> tuple[str, ...]:
        """What people are asked to agree to."""
        left_out = NOT_IN_SENSITIVE if self.event.sensitive else frozenset[str]()
        return tuple(each for each in PURPOSES if each not in left_out)

    @property
    def start(self) -> datetime | None:
        """The beginning in the time of the place; None where nobody knows it."""
        return local(self.event.start, self.event.zone)

    @property
    def end(self) -> datetime | None:
        """The end in the time of the place."""
        return local(self.event.end, self.event.zone)

    @property
    def link(self) -> str:
        """The first address of the web in place or invitation, "" where there is none."""
        found = _ADDRESS.search(f"{self.event.place}\n{self.event.invitation}")
        return found[0].rstrip(".,;:!?)'»”") if found else ""

    @property
    def requests(self) -> dict[str, int]:
        """The languages that interpretation is needed for, and for how many people."""
        return {tag: n for tag, n in sorted(self.event.requested.items()) if n}

    def has(self, sheet: str) -> bool:
        """Tell whether there is anything to print on a sheet."""
        there = {"run-sheet": bool(self.items), "sections": bool(self.topics), "labels": bool(self.guests)}
        return there.get(sheet, True)


@dataclass(frozen=True, slots=True)
class Timed:
    """A line of the run-sheet, from when to when: instants where the beginning is known, else the time since it."""

    number: int
    title: str
    type: Sentence
    minutes: int
    start: datetime | timedelta
    stop: datetime | timedelta


def timed(pack: Pack) -> list[Timed]:
    """Return the run-sheet with planned times.

    Those of a sensitive gathering count from its beginning: paper that is left behind does not tell when it was.
    """
    found: list[Timed] = []
    begin = None if pack.event.sensitive else pack.start
    at: datetime | timedelta = begin if begin is not None else timedelta()
    for number, item in enumerate(pack.items, start=1):
        at += timedelta(minutes=item.shift)
        until = at + timedelta(minutes=item.minutes)
        found.append(Timed(number, item.title, item_name(item.type), item.minutes, at, until))
        at = until
    return found


def privacy(pack: Pack) -> list[tuple[Sentence, Sentence]]:
    """Return what the privacy card says: a question and its answer each. Dates are put in by the writer."""
    if pack.event.sensitive:
        collected = say("Badge numbers, never names. What is said is written down without who said it.")
        published = say("Nothing, unless the group decides so. No names, no place, no photos.")
    else:
        collected = say(
            "What you told us when you registered or signed in, when you came and went, and what is said here: "
            "without who said it, unless you agree to be quoted with your name."
        )
        published = say(
            "A report about what was said, without names. Your name, words with your name, photos and recordings "
            "only if you ticked that box."
        )
    return [
        (say("What is collected?"), collected),
        (say("What is published?"), published),
        (
            say("Who has access?"),
            say("The team of this gathering, on its own laptops. Others get only what is published."),
        ),
        (
            say("Can I change my mind?"),
            say(
                "Yes, at any time and without a reason: tell the team. What is published already cannot be called back."
            ),
        ),
    ]
